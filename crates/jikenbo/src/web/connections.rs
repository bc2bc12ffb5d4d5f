//! Connections within limits, so that a client that is slow, silent or greedy harms nobody but itself.
//!
//! hyper reads and writes HTTP and bounds the head of a request and the time for it. What it leaves open is done here: how many
//! connections there are, how long a request, an answer and a connection may take, and that whoever was refused hears why.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use jikenbo_fetch::IpNet;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::access::Peer;
use super::stream::Stream;
use crate::users::network;

/// What a connection may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// So many connections at once; whoever comes then waits for one to end.
    pub connections: usize,
    /// So many of one address at once; whoever comes then is hung up on.
    pub of_one: usize,
    /// The time for the head of a request, and that between two requests.
    pub head: Duration,
    /// The size of a request's head, in bytes.
    pub head_bytes: usize,
    /// The time for a request's body and its answer to begin.
    pub request: Duration,
    /// The time in which a client must take something of an answer.
    pub stall: Duration,
    /// The time after which a connection takes no further request.
    pub life: Duration,
    /// The time for what is under way when a connection is to end.
    pub grace: Duration,
    /// Proxies, each of which stands for many.
    pub proxies: Vec<IpNet>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            of_one: 128,
            head: Duration::from_secs(20),
            head_bytes: 32_768,
            request: Duration::from_secs(60),
            stall: Duration::from_secs(30),
            life: Duration::from_secs(900),
            grace: Duration::from_secs(10),
            proxies: Vec::new(),
        }
    }
}

/// Serves until `end`, and then lets the answers under way finish, for [`Limits::grace`] at the longest.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, end: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let crowd = Crowd::default();
    let (ending, end_seen) = watch::channel(false);
    let limits = Arc::new(limits);
    let mut end = pin!(end);
    loop {
        let next = async {
            // A place first: who waits in the system's queue costs us nothing.
            let Ok(place) = Arc::clone(&room).acquire_owned().await else { std::future::pending().await };
            (place, accept(&listener).await)
        };
        let (place, (stream, peer)) = tokio::select! { biased; () = &mut end => break, next = next => next };
        let Some(seat) = crowd.seat(peer.ip(), &limits) else { continue };
        let (router, limits, end_seen) = (router.clone(), Arc::clone(&limits), end_seen.clone());
        tokio::spawn(async move {
            connection(stream, peer, router, &limits, end_seen).await;
            drop((seat, place));
        });
    }
    drop(listener);
    let _ = ending.send(true);
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    let _ = timeout(limits.grace, room.acquire_many(all)).await;
}

/// The next connection. Where the system has no more of something, it may have in a while.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_of_the_client(&error) => {}
            Err(error) => {
                eprintln!("jikenbo serve: {error}");
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// How many connections each address has.
#[derive(Debug, Clone, Default)]
struct Crowd(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// A place among those of an address; given back when it is dropped.
struct Seat(Crowd, Option<IpAddr>);

impl Crowd {
    fn seat(&self, ip: IpAddr, limits: &Limits) -> Option<Seat> {
        if limits.proxies.iter().any(|range| range.contains(&ip.to_canonical())) {
            return Some(Seat(self.clone(), None));
        }
        let ip = network(ip);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = all.entry(ip).or_default();
        if *count >= limits.of_one {
            return None;
        }
        *count += 1;
        Some(Seat(self.clone(), Some(ip)))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(ip) = self.1 else { return };
        let mut all = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = all.get_mut(&ip) {
            *count -= 1;
            if *count == 0 {
                all.remove(&ip);
            }
        }
    }
}

/// Answers the requests of a connection, until either side ends it.
async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, limits: &Limits, mut end_seen: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(Stream::new(stream, limits.stall));
    let (router, time) = (TowerToHyperService::new(router), limits.request);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        let answer = router.call(request);
        async move { Ok::<_, Infallible>(answered(timeout(time, answer).await)) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(limits.head_bytes);
    let mut serving = pin!(builder.serve_connection(io, service));
    let over = Instant::now() + limits.life;
    tokio::select! {
        // What goes wrong on a connection is its client's matter.
        _ = serving.as_mut() => return,
        () = sleep_until(over) => {}
        _ = end_seen.wait_for(|ending| *ending) => {}
    }
    serving.as_mut().graceful_shutdown();
    let _ = timeout(limits.grace, serving).await;
}

/// The answer, or that it took too long: a body that trickles in, or a database that does not come to an end.
fn answered(answer: Result<Result<Response, Infallible>, tokio::time::error::Elapsed>) -> Response {
    match answer {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, [("connection", "close")], "the request took too long\n").into_response(),
    }
}
