//! `cargo dev load`

use std::time::Duration;

use dev::load::{Plan, Server, run as measure};

use super::{Outcome, unknown};

/// What was asked for.
struct Asked {
    notices: u64,
    connections: usize,
    seconds: u64,
    at: Option<String>,
}

pub(super) fn run(args: &[&str]) -> Outcome {
    let asked = read(args).ok_or_else(|| unknown("load"))?;
    let server = if asked.at.is_some() { None } else { Some(Server::of(asked.notices)?) };
    let at = asked.at.or_else(|| server.as_ref().map(|s| s.at.clone())).unwrap_or_default();
    println!("{at}: {} connections for {} s", asked.connections, asked.seconds);
    let figures = measure(&Plan { at, connections: asked.connections, length: Duration::from_secs(asked.seconds) })?;
    print!("{figures}");
    if let Some(bytes) = server.as_ref().and_then(Server::peak_memory) {
        println!("peak memory of the server: {:.0} MiB", bytes as f64 / 1_048_576.0);
    }
    if figures.errors() == 0 { Ok(()) } else { Err(format!("expected no error, found {}", figures.errors())) }
}

fn read(args: &[&str]) -> Option<Asked> {
    let mut asked = Asked { notices: 100_000, connections: 50, seconds: 60, at: None };
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match *arg {
            "--connections" => asked.connections = rest.next()?.parse().ok().filter(|n| (1..=10_000).contains(n))?,
            "--seconds" => asked.seconds = rest.next()?.parse().ok().filter(|n| (1..=86_400).contains(n))?,
            "--at" => asked.at = Some((*rest.next()?).to_owned()),
            number => asked.notices = number.parse().ok().filter(|n| *n > 0)?,
        }
    }
    Some(asked)
}
