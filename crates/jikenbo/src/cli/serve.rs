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
use super::others::{Others, rules};
use super::watch::told;
use super::{Context, Outcome, tell};
use crate::capture::plain;
use crate::gather::{Gatherer, Watching};
use crate::store::Store;
use crate::web::access::Rules;
use crate::web::{self, shelf::Shelf};

/// Serve the casebook to a browser: on this machine, or with users to others
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo serve
  jikenbo serve --watch                 and look at the watched addresses when they are due
  jikenbo serve --listen 127.0.0.1:0    on any free port
  jikenbo serve --public https://casebook.example.jp --proxies 127.0.0.1    behind a TLS proxy on this machine

How to let others in, and what protects the casebook then: docs/safety.md.")]
pub(super) struct Args {
    /// The address and port to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Look at the watched addresses whenever they are due
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    others: Others,
    #[command(flatten)]
    network: Network,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let address = address(context.settings.get("listen"))?;
        let rules = rules(&context.settings, address.ip())?;
        let store = Arc::new(context.open()?);
        if rules.login && !context.wait(store.has_administrator())? {
            return Err(nobody_to_let_in(address, &rules).into());
        }
        warn(address, &rules);
        if self.watch {
            let gatherer = self.network.gatherer(context, Arc::clone(&store), page_options(context)?)?;
            context.runtime.spawn(watch(gatherer));
        }
        serve_shared(context, address, store, rules)
    }

    /// The settings that the flags give.
    pub(super) fn settings(&self) -> Vec<(&'static str, String)> {
        let listen = self.listen.clone().map(|listen| ("listen", listen));
        listen.into_iter().chain(self.others.settings()).chain(self.network.settings()).collect()
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

/// An address to listen on.
fn address(text: &str) -> Result<SocketAddr, String> {
    let address = text.strip_prefix("localhost:").map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    address.parse().map_err(|_| format!("listen: expected an address and a port (127.0.0.1:8377), found {text:?}"))
}

/// An address that only this machine reaches.
pub(super) fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address = address(text)?;
    let found = || format!("listen: expected a loopback address (127.0.0.1 or [::1]), found {}", address.ip());
    address.ip().is_loopback().then_some(address).ok_or_else(found)
}

fn nobody_to_let_in(address: SocketAddr, rules: &Rules) -> String {
    let why = match &rules.public {
        _ if !address.ip().is_loopback() => format!("listen: {} is reached from other machines", address.ip()),
        Some(public) => format!("public: {} is reached from other machines", public.origin),
        None => "login: everybody must log in".to_owned(),
    };
    format!("{why}: expected an administrator among the users, found none; `jikenbo user add NAME --role administrator` adds one")
}

/// Says what is not safe as it is.
fn warn(address: SocketAddr, rules: &Rules) {
    let secure = rules.public.as_ref().is_some_and(|public| public.secure);
    if !secure && (!address.ip().is_loopback() || rules.public.is_some()) {
        let shown = rules.public.as_ref().map_or_else(|| address.to_string(), |public| public.origin.clone());
        tell(&format!(
            "warning: {shown} is served without TLS: passwords and pages can be read and changed on their way; put a TLS proxy before it \
             and name it with --public https://… (docs/safety.md)"
        ));
    }
    if secure && rules.proxies.is_empty() {
        tell(
            "warning: no proxy is named with --proxies: all who come through it are counted as one, and the audit log has its address",
        );
    }
}

/// Serves until Ctrl-C, to this machine.
pub(super) fn serve(context: &Context, address: SocketAddr, store: Store) -> Outcome {
    serve_shared(context, address, Arc::new(store), Rules::default())
}

fn serve_shared(context: &Context, address: SocketAddr, store: Arc<Store>, rules: Rules) -> Outcome {
    context.wait(async {
        let listener = TcpListener::bind(address).await.map_err(|error| in_use(address, &error))?;
        let here = format!("http://{}", listener.local_addr()?);
        let shown = rules.public.as_ref().map_or(here.as_str(), |public| public.origin.as_str());
        let _ = writeln!(io::stdout(), "the casebook is at {shown}/ (Ctrl-C ends)");
        let _ = io::stdout().flush();
        let keeping = tokio::spawn(crate::search::keep(Arc::clone(&store)));
        // The server ends at Ctrl-C or SIGTERM by itself, after the answers under way.
        let served = web::serve(listener, Shelf::Store(Arc::clone(&store)), Arc::new(Reader::embedded()), rules).await;
        keeping.abort();
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
    fn addresses_are_read_and_loopback_ones_told_apart() {
        for (text, found) in [("127.0.0.1:0", "127.0.0.1:0"), ("[::1]:80", "[::1]:80"), ("localhost:9", "127.0.0.1:9")] {
            assert_eq!(loopback(text).map(|a| a.to_string()), Ok(found.to_owned()));
        }
        assert!(address("0.0.0.0:80").is_ok());
        assert!(loopback("0.0.0.0:80").unwrap_err().ends_with("expected a loopback address (127.0.0.1 or [::1]), found 0.0.0.0"));
        assert!(address("80").unwrap_err().starts_with("listen: expected an address and a port"));
    }
}
