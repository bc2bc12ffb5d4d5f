//! A server on loopback that answers whatever a test wants, and names that lead to it.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jikenbo_fetch::{Answers, Error, Fetched, Fetcher, Kind, Pace, Request, Resolve, Settings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Path and query.
    pub(crate) target: String,
    /// The Host header, without its port.
    pub(crate) host: String,
    /// Everything up to the empty line.
    pub(crate) head: String,
}

/// A server; it ends with its owner.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    connections: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// A server at 127.0.0.1 whose every connection is handled by `handle`, after a request came.
    pub(crate) async fn raw<F, W>(handle: F) -> Self
    where
        F: Fn(Asked, TcpStream) -> W + Send + Sync + 'static,
        W: Future<Output = io::Result<()>> + Send + 'static,
    {
        Self::at(SocketAddr::from(([127, 0, 0, 1], 0)), handle).await
    }

    pub(crate) async fn at<F, W>(address: SocketAddr, handle: F) -> Self
    where
        F: Fn(Asked, TcpStream) -> W + Send + Sync + 'static,
        W: Future<Output = io::Result<()>> + Send + 'static,
    {
        let listener = TcpListener::bind(address).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let connections: Arc<AtomicUsize> = Arc::default();
        let (seen, counted, handle) = (Arc::clone(&asked), Arc::clone(&connections), Arc::new(handle));
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                let (seen, handle) = (Arc::clone(&seen), Arc::clone(&handle));
                tokio::spawn(async move {
                    let Some(asked) = read(&mut stream).await else { return };
                    seen.lock().expect("no panic").push(asked.clone());
                    handle(asked, stream).await.ok();
                });
            }
        });
        Self { address, asked, connections, task }
    }

    /// A server that answers with the bytes that `answer` gives, and closes.
    pub(crate) async fn new(answer: impl Fn(&Asked) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::raw(move |asked, mut stream| {
            let bytes = answer(&asked);
            async move {
                stream.write_all(&bytes).await?;
                stream.shutdown().await
            }
        })
        .await
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }

    /// How many connections were made, with those over which nothing was asked. One more, which the server takes after all before
    /// it, shows that they are counted; it is not.
    pub(crate) async fn connections(&self) -> usize {
        let mut last = TcpStream::connect(self.address).await.expect("a connection");
        last.shutdown().await.expect("an end");
        last.read_to_end(&mut Vec::new()).await.expect("an end");
        self.connections.fetch_sub(1, Ordering::SeqCst) - 1
    }

    /// The targets that were asked for.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.target).collect()
    }

    /// An address of the server under a name.
    pub(crate) fn url(&self, host: &str, target: &str) -> String {
        format!("http://{host}:{}{target}", self.address.port())
    }

    /// Settings under which every name leads to the server, and only to it. Limits are so wide that a busy machine keeps them.
    pub(crate) fn settings(&self) -> Settings {
        let mut settings = Settings {
            open: vec!["127.0.0.1/32".parse().expect("a range")],
            ports: vec![self.address.port()],
            pace: Pace { delay: Duration::ZERO, ..Pace::default() },
            ignore_robots: true,
            resolver: Arc::new(Names::default()),
            ..Settings::default()
        };
        settings.limits.connect = Duration::from_secs(60);
        settings.limits.answer = Duration::from_secs(60);
        settings.limits.idle = Duration::from_secs(60);
        settings
    }

    /// Fetches from `aoba.example`.
    pub(crate) async fn get(&self, target: &str) -> Result<Fetched, Error> {
        self.get_with(target, |_| {}).await
    }

    /// Fetches from `aoba.example` with other settings.
    pub(crate) async fn get_with(&self, target: &str, change: impl FnOnce(&mut Settings)) -> Result<Fetched, Error> {
        let mut settings = self.settings();
        change(&mut settings);
        let fetcher = Fetcher::new(settings).expect("settings");
        fetcher.fetch(&Request::new(self.url("aoba.example", target))).await
    }

    /// Why a fetch from `aoba.example` fails.
    pub(crate) async fn failure(&self, change: impl FnOnce(&mut Settings)) -> Kind {
        self.get_with("/", change).await.expect_err("a failure").kind
    }
}

/// The request's head. None if the connection ends before it does.
pub(crate) async fn read(stream: &mut (impl AsyncReadExt + Unpin)) -> Option<Asked> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).expect("requests are ASCII");
    let target = head.split(' ').nth(1)?.to_owned();
    let host = head.lines().find_map(|line| line.strip_prefix("Host: "))?.split(':').next()?.to_owned();
    Some(Asked { target, host, head })
}

/// An answer of status 200 with further headers (each with its line end) and a body of known length.
pub(crate) fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// An answer without body.
pub(crate) fn status(line: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n{headers}\r\n").into_bytes()
}

/// An answer that leads elsewhere.
pub(crate) fn redirect(location: &str) -> Vec<u8> {
    status("302 Found", &format!("Location: {location}\r\n"))
}

/// Looks names up in a table: the n-th look-up of a name gives its n-th answer, then the last one again. Any other name leads to
/// 127.0.0.1.
#[derive(Debug, Default)]
pub(crate) struct Names {
    answers: HashMap<String, Vec<Vec<IpAddr>>>,
    looked_up: Mutex<HashMap<String, usize>>,
}

impl Names {
    pub(crate) fn of(name: &str, answers: &[&[[u8; 4]]]) -> Arc<Self> {
        let answers = answers.iter().map(|answer| answer.iter().map(|&ip| IpAddr::from(ip)).collect()).collect();
        Arc::new(Self { answers: [(name.to_owned(), answers)].into(), ..Self::default() })
    }

    pub(crate) fn count(&self, name: &str) -> usize {
        self.looked_up.lock().expect("no panic").get(name).copied().unwrap_or(0)
    }
}

impl Resolve for Names {
    fn resolve<'a>(&'a self, host: &'a str) -> Answers<'a> {
        let mut looked_up = self.looked_up.lock().expect("no panic");
        let count = looked_up.entry(host.to_owned()).or_default();
        *count += 1;
        let given = self.answers.get(host).map(|all| all[(*count - 1).min(all.len() - 1)].clone());
        let answer = given.unwrap_or_else(|| vec![Ipv4Addr::LOCALHOST.into()]);
        Box::pin(async move { Ok(answer) })
    }
}
