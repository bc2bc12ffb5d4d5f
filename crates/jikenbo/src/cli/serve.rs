//! `jikenbo serve`: the casebook in a browser.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jikenbo_read::Reader;
use tokio::net::TcpListener;

use super::looks::Looks;
use super::network::Network;
use super::options::page_options;
use super::watch::told;
use super::{Context, Outcome, tell};
use crate::capture::plain;
use crate::gather::{Gatherer, Watching};
use crate::store::Store;

/// Serve the casebook to a browser on this machine
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo serve
  jikenbo serve --watch                 and look at the watched addresses when they are due
  jikenbo serve --listen 127.0.0.1:0    on any free port")]
pub(super) struct Args {
    /// The loopback address and port to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(super) listen: Option<String>,
    /// Look at the watched addresses whenever they are due
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    pub(super) network: Network,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let address = loopback(context.settings.get("listen"))?;
        let store = Arc::new(context.open()?);
        if self.watch {
            let gatherer = self.network.gatherer(context, Arc::clone(&store), page_options(context)?)?;
            context.runtime.spawn(watch(gatherer));
        }
        serve_shared(context, address, store)
    }
}

/// So often a server that watches sees whether something is due.
const TICK: Duration = Duration::from_secs(20);

/// Looks at what is due, until the process ends. What is told goes to the log.
async fn watch(gatherer: Gatherer) {
    loop {
        let mut looks = Looks::new(true, false);
        if let Err(error) = gatherer.watch(Watching::default(), |news| told(&news, &mut looks)).await {
            tell(&format!("watch: {error}"));
        }
        tokio::time::sleep(TICK).await;
    }
}

/// An address that only this machine reaches.
pub(super) fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address = text.strip_prefix("localhost:").map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    let address: SocketAddr =
        address.parse().map_err(|_| format!("listen: expected an address and a port (127.0.0.1:8377), found {text:?}"))?;
    if address.ip().is_loopback() {
        return Ok(address);
    }
    let why = "there is no login yet, so the casebook is served to this machine only";
    Err(format!("listen: expected a loopback address (127.0.0.1 or [::1]), found {}: {why}", address.ip()))
}

/// Serves until Ctrl-C.
pub(super) fn serve(context: &Context, address: SocketAddr, store: Store) -> Outcome {
    serve_shared(context, address, Arc::new(store))
}

fn serve_shared(context: &Context, address: SocketAddr, store: Arc<Store>) -> Outcome {
    context.wait(async {
        let listener = TcpListener::bind(address).await.map_err(|error| in_use(address, &error))?;
        let here = listener.local_addr()?;
        let _ = writeln!(io::stdout(), "the casebook is at http://{here}/ (Ctrl-C ends)");
        let _ = io::stdout().flush();
        // The server ends at Ctrl-C or SIGTERM by itself, after the answers under way.
        let served = crate::web::serve(listener, Arc::clone(&store), Arc::new(Reader::embedded())).await;
        store.close().await;
        Ok(served?)
    })
}

fn in_use(address: SocketAddr, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("listen: {address} is in use by another program; --listen {}:0 takes any free port", address.ip())
        }
        _ => format!("listen: {address}: {}", plain(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_served() {
        for (text, found) in [("127.0.0.1:0", "127.0.0.1:0"), ("[::1]:80", "[::1]:80"), ("localhost:9", "127.0.0.1:9")] {
            assert_eq!(loopback(text).map(|a| a.to_string()), Ok(found.to_owned()));
        }
        assert!(loopback("0.0.0.0:80").unwrap_err().contains("no login yet"));
        assert!(loopback("80").unwrap_err().starts_with("listen: expected an address and a port"));
    }
}
