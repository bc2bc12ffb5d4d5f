//! Pages a second from many hosts, against what the pace allows.
//!
//! ```text
//! cargo run -p jikenbo-fetch --example pages_per_second -- [HOSTS] [PAGES a host] [DELAY in ms] [OVERALL]
//! ```
//!
//! One server on loopback answers every request after 50 ms; HOSTS names lead to as many loopback addresses. The pace allows each host
//! one request at a time and DELAY between them, and OVERALL at a time in all. The first request to each host is its robots.txt.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jikenbo_fetch::{Answers, Fetcher, Pace, Request, Resolve, Settings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const ANSWER_AFTER: Duration = Duration::from_millis(50);
const PAGE: usize = 20_000;

/// `hN.example` is 127.0.x.y.
#[derive(Debug)]
struct Loopback;

impl Resolve for Loopback {
    fn resolve<'a>(&'a self, host: &'a str) -> Answers<'a> {
        let n: u16 = host.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0);
        let [x, y] = (n + 2).to_be_bytes();
        Box::pin(async move { Ok(vec![IpAddr::from([127, 0, x, y])]) })
    }
}

/// How many requests are being answered, and the most that ever were.
#[derive(Debug, Default)]
struct Load {
    now: AtomicUsize,
    most: AtomicUsize,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<usize> = std::env::args().skip(1).map(|word| word.parse()).collect::<Result<_, _>>()?;
    let number = |n: usize, default| numbers.get(n).copied().unwrap_or(default);
    let (hosts, pages, overall) = (number(0, 200), number(1, 10), number(3, 64));
    let delay = Duration::from_millis(number(2, 1000) as u64);
    let load: Arc<Load> = Arc::default();
    let port = serve(Arc::clone(&load)).await?;
    let fetcher = Fetcher::new(Settings {
        open: vec!["127.0.0.0/8".parse()?],
        ports: vec![port],
        pace: Pace { delay, overall, ..Pace::default() },
        resolver: Arc::new(Loopback),
        ..Settings::default()
    })?;
    let start = Instant::now();
    let addresses = (0..hosts * pages).map(|n| format!("http://h{}.example:{port}/{}", n % hosts, n / hosts));
    let tasks: Vec<_> = addresses.map(|address| tokio::spawn(fetch(fetcher.clone(), address))).collect();
    let mut bytes = 0;
    for task in tasks {
        bytes += task.await??;
    }
    let took = start.elapsed().as_secs_f64();
    // Each host answers its robots.txt and its pages, with the delay between; all hosts together share the bound of all.
    let each = (pages + 1) as f64 * ANSWER_AFTER.as_secs_f64() + pages as f64 * delay.as_secs_f64();
    let shared = (hosts * (pages + 1)) as f64 * ANSWER_AFTER.as_secs_f64() / overall as f64;
    let allowed = each.max(shared);
    println!("{hosts} hosts, {pages} pages each, {delay:?} between, {overall} at a time: {bytes} bytes");
    println!("took {took:.2} s, the pace allows {allowed:.2} s ({:.1} %)", allowed / took * 100.0);
    let all = (hosts * pages) as f64;
    println!("{:.1} pages a second, the pace allows {:.1}", all / took, all / allowed);
    println!("at most {} requests at a time", load.most.load(Ordering::Relaxed));
    Ok(())
}

async fn fetch(fetcher: Fetcher, address: String) -> Result<usize, jikenbo_fetch::Error> {
    Ok(fetcher.fetch(&Request::new(address)).await?.decoded()?.len())
}

async fn serve(load: Arc<Load>) -> std::io::Result<u16> {
    let listener = TcpListener::bind(SocketAddr::from(([0, 0, 0, 0], 0))).await?;
    let port = listener.local_addr()?.port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let load = Arc::clone(&load);
            tokio::spawn(async move { answer(stream, &load).await.ok() });
        }
    });
    Ok(port)
}

async fn answer(mut stream: TcpStream, load: &Load) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    load.most.fetch_max(load.now.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
    tokio::time::sleep(ANSWER_AFTER).await;
    load.now.fetch_sub(1, Ordering::Relaxed);
    let (status, length) = if head.starts_with(b"GET /robots.txt ") { ("404 Not Found", 0) } else { ("200 OK", PAGE) };
    let mut answer = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n").into_bytes();
    answer.resize(answer.len() + length, b'a');
    stream.write_all(&answer).await
}
