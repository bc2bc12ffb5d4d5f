//! Many readers at once: connections that ask for pages as fast as they are answered, and what that took.

mod client;
mod figures;
mod pages;
mod server;

use std::sync::Arc;
use std::time::{Duration, Instant};

pub use figures::Figures;
pub use server::Server;

use crate::random::Random;
use client::Client;
use pages::{Kind, Pages};

/// What is done to a server.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its host and port.
    pub at: String,
    /// So many connections, each with one request under way.
    pub connections: usize,
    /// For so long.
    pub length: Duration,
}

/// One answer: of what, how long it took, how many bytes it had, and whether it was good.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) kind: Kind,
    pub(crate) micros: u32,
    pub(crate) bytes: u32,
    pub(crate) good: bool,
}

/// Does it.
///
/// # Errors
///
/// A server that gives no cases to ask for, in words.
pub fn run(plan: &Plan) -> Result<Figures, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(async {
        let pages = Arc::new(Pages::of(&plan.at).await?);
        let began = Instant::now();
        let until = began + plan.length;
        let readers: Vec<_> = (0..plan.connections)
            .map(|n| tokio::spawn(reader(plan.at.clone(), Arc::clone(&pages), Random::new(n as u64 + 1), until)))
            .collect();
        let mut samples = Vec::new();
        for reader in readers {
            samples.extend(reader.await.map_err(|e| e.to_string())?);
        }
        Ok(Figures::of(&samples, began.elapsed()))
    })
}

/// One connection, until the time is over. A connection that broke is an error, and is made again.
async fn reader(at: String, pages: Arc<Pages>, mut random: Random, until: Instant) -> Vec<Sample> {
    let mut samples = Vec::new();
    let mut client: Option<Client> = None;
    while Instant::now() < until {
        let (kind, path) = pages.any(&mut random);
        let began = Instant::now();
        let answer = match client.as_mut() {
            Some(client) => client.get(&path).await,
            None => match Client::connect(&at).await {
                Ok(made) => client.insert(made).get(&path).await,
                Err(error) => Err(error),
            },
        };
        let micros = u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX);
        let (good, bytes) = match &answer {
            Ok((status, body)) => (*status == 200, u32::try_from(body.len()).unwrap_or(u32::MAX)),
            Err(_) => (false, 0),
        };
        if answer.is_err() {
            client = None;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        samples.push(Sample { kind, micros, bytes, good });
    }
    samples
}
