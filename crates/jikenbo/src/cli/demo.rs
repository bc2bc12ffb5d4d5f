//! `jikenbo demo`: the samples, clipped, read and served.

use std::io::{self, Write};

use jikenbo_read::Reader;

use super::serve::{loopback, serve};
use super::{Context, Outcome, list, tell};
use crate::capture::{Options, read_all, split};
use crate::store::{Casebook, Prepared, Store, rules_fingerprint};

/// The pages of the `samples/` folder: name and bytes.
const SAMPLES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// Look at the samples: clip them into a casebook of their own, print it, and serve it until Ctrl-C
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo demo
  jikenbo demo --listen 127.0.0.1:8377

The casebook stands in a temporary folder and goes with it.")]
pub(super) struct Args {
    /// The loopback address and port to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0")]
    listen: String,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let address = loopback(&self.listen)?;
        let folder = tempfile::Builder::new().prefix("jikenbo-demo-").tempdir()?;
        let store = context.wait(Store::open(&Casebook::File(folder.path().join("casebook.db"))))?;
        clip(context, &store)?;
        list::print(&context.wait(store.list(u32::MAX))?, false)?;
        writeln!(io::stdout())?;
        let served = serve(context, address, store);
        folder.close()?;
        served
    }
}

fn clip(context: &Context, store: &Store) -> Outcome {
    let reader = Reader::embedded();
    let rules = rules_fingerprint(reader.rules());
    let options = Options { format: None, one: false, max_size: u64::MAX };
    let mut pages = Vec::new();
    for (name, bytes) in SAMPLES {
        match split(bytes.to_vec(), name, &options) {
            Ok(opened) => pages.push(Prepared::new(&opened.capture, &read_all(&reader, opened.notices), &rules)?),
            Err(error) => tell(&format!("{name}: {error}")),
        }
    }
    let clipped = context.wait(store.clip_all(&pages))?;
    let notices: usize = clipped.iter().map(|c| c.new.len()).sum();
    Ok(writeln!(io::stdout(), "{notices} notices on {} sample pages:\n", SAMPLES.len())?)
}
