//! What the server must withstand, over real sockets: clients that are slow, silent or greedy harm nobody but themselves. What is
//! asserted is what comes and in which order, never how long it takes.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use axum::body::Bytes;
use axum::routing::{get, post};
use jikenbo::web::access::{Access, Rules};
use jikenbo::web::connections::{Limits, serve};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, guarded};
use jikenbo_read::Reader;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

/// So long nothing that is expected takes on the slowest machine.
const LONG: Duration = Duration::from_secs(60);

/// Limits that end soon what a test wants ended.
fn short() -> Limits {
    Limits {
        head: Duration::from_millis(400),
        request: Duration::from_millis(400),
        stall: Duration::from_millis(400),
        grace: Duration::from_millis(400),
        ..Limits::default()
    }
}

struct Server {
    address: SocketAddr,
    end: Mutex<Option<oneshot::Sender<()>>>,
    runtime: Option<tokio::runtime::Runtime>,
    ended: std::sync::mpsc::Receiver<()>,
}

impl Server {
    /// The pages, and three addresses that do what pages seldom do.
    fn new(limits: Limits) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let app = App { shelf: Shelf::Fixed(Arc::default()), reader: READER.clone(), loopback_only: true };
        let router = guarded(app, Arc::new(Access::new(Rules::default())));
        let odd = axum::Router::new()
            .route("/odd/large", get(async || "x".repeat(50_000_000)))
            .route("/odd/never", get(async || std::future::pending::<()>().await))
            .route("/odd/form", post(async |form: Bytes| form.len().to_string()));
        let (end, asked) = oneshot::channel::<()>();
        let (tell, ended) = std::sync::mpsc::channel();
        runtime.spawn(async move {
            serve(listener, router.merge(odd), limits, async { drop(asked.await) }).await;
            let _ = tell.send(());
        });
        Self { address, end: Mutex::new(Some(end)), runtime: Some(runtime), ended }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.set_write_timeout(Some(LONG)).unwrap();
        stream
    }

    /// Asks and reads the whole answer.
    fn ask(&self, path: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        answer(&mut stream)
    }

    /// That somebody else is answered as ever.
    fn serves(&self) {
        let answer = self.ask("/help.json");
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    }

    fn end(&self) {
        drop(self.end.lock().unwrap().take());
        self.ended.recv_timeout(LONG).expect("an end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// All that comes until the server closes the connection.
fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        Err(error) => panic!("expected the connection to be closed, found {error}"),
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("")
}

#[test]
fn a_head_that_trickles_in_is_hung_up_on_while_others_are_served() {
    let server = Server::new(short());
    let mut slow: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    }
    server.serves();
    // Whoever sends a letter now and then has no more time than whoever sends none.
    let mut drip = server.connect();
    drip.write_all(b"GET / HTTP/1.1\r\nX-Drip: ").unwrap();
    let hung_up = (0..400).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        drip.write_all(b"x").is_err()
    });
    assert!(hung_up, "a head that never ends is cut off");
    for stream in &mut slow {
        assert_eq!(status(&answer(stream)), "", "nothing was asked in whole, so nothing is answered");
    }
    server.serves();
}

#[test]
fn connections_that_say_nothing_are_hung_up_on_while_others_are_served() {
    let server = Server::new(short());
    let mut silent: Vec<_> = (0..50).map(|_| server.connect()).collect();
    let mut half: Vec<_> = (0..50).map(|_| server.connect()).collect();
    half.iter().for_each(|stream| stream.shutdown(Shutdown::Write).unwrap());
    let mut idle = server.connect();
    idle.write_all(b"GET /help.json HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    server.serves();
    for stream in silent.iter_mut().chain(&mut half) {
        assert_eq!(answer(stream), "");
    }
    assert_eq!(status(&answer(&mut idle)), "200", "one that was answered is closed when nothing more comes");
    server.serves();
}

#[test]
fn whoever_fills_every_place_waits_for_none_of_the_others() {
    let server = Server::new(Limits { connections: 20, of_one: 20, ..short() });
    let mut crowd: Vec<_> = (0..40).map(|_| server.connect()).collect();
    // As the silent ones are hung up on, places come free.
    server.serves();
    crowd.iter_mut().for_each(|stream| assert_eq!(answer(stream), ""));
    server.serves();
}

#[test]
fn one_address_has_so_many_connections_and_no_more() {
    let server = Server::new(Limits { of_one: 3, head: LONG, ..short() });
    let mut held: Vec<_> = (0..3).map(|_| server.connect()).collect();
    for stream in &mut held {
        stream.write_all(b"GET /help.json HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
    }
    let mut one_more = server.connect();
    assert_eq!(answer(&mut one_more), "", "it is hung up on at once");
    drop(held.pop());
    // The place comes free as soon as the server sees the end.
    let again = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        let mut stream = server.connect();
        let sent = stream.write_all(b"GET /help.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        sent.is_ok() && status(&answer(&mut stream)) == "200"
    });
    assert!(again, "a place that came free is given again");
}

#[test]
fn a_huge_head_is_refused_with_a_reason() {
    let server = Server::new(Limits::default());
    let one = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: {}\r\n\r\n", "x".repeat(1_000_000));
    let many: String = (0..5_000).map(|n| format!("X-{n}: y\r\n")).collect();
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n");
    for head in [one, many] {
        let mut stream = server.connect();
        let _ = stream.write_all(head.as_bytes());
        assert_eq!(status(&answer(&mut stream)), "431");
        server.serves();
    }
}

#[test]
fn a_query_of_a_million_characters_is_refused_with_a_reason() {
    let server = Server::new(Limits::default());
    for (long, statuses) in [(1_000_000, &["414", "431"][..]), (20_000, &["414"])] {
        let mut stream = server.connect();
        let head = format!("GET /?q={} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "a".repeat(long));
        let _ = stream.write_all(head.as_bytes());
        let answer = answer(&mut stream);
        assert!(statuses.contains(&status(&answer)), "{long}: {}", answer.lines().next().unwrap_or(""));
        server.serves();
    }
}

#[test]
fn a_body_that_is_too_large_or_trickles_in_is_refused() {
    let server = Server::new(short());
    let head = |length: usize| {
        format!(
            "POST /language HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {length}\r\n\
             Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
    };
    let mut large = server.connect();
    large.write_all(head(10_000_000).as_bytes()).unwrap();
    let _ = large.write_all(&vec![b'a'; 10_000_000]);
    assert_eq!(status(&answer(&mut large)), "413");
    let mut slow = server.connect();
    slow.write_all(head(1_000).as_bytes()).unwrap();
    slow.write_all(b"lang=").unwrap();
    server.serves();
    assert_eq!(status(&answer(&mut slow)), "503");
    let answer = server.ask("/odd/never");
    assert_eq!(status(&answer), "503", "an answer that does not come");
}

#[test]
fn a_client_that_does_not_read_is_hung_up_on() {
    // There is one place: somebody else is served only when it has come free.
    let server = Server::new(Limits { connections: 1, ..short() });
    let mut deaf = server.connect();
    deaf.write_all(b"GET /odd/large HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    server.serves();
    // What lies in the system's buffers still comes; the rest does not.
    let part = answer(&mut deaf);
    assert!(part.len() < 50_000_000, "{}", part.len());
    let whole = server.ask("/odd/large");
    assert!(whole.len() > 50_000_000, "a client that reads gets all of it: {}", whole.len());
}

#[test]
fn what_is_no_http_is_refused_and_pipelined_requests_are_answered_in_order() {
    let server = Server::new(Limits::default());
    for odd in [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], b"HELO example.jp\r\n\r\n", b"\0\0\0\0\r\n\r\n"] {
        let mut stream = server.connect();
        stream.write_all(odd).unwrap();
        let _ = stream.shutdown(Shutdown::Write);
        assert!(matches!(status(&answer(&mut stream)), "400" | ""));
    }
    let mut stream = server.connect();
    stream
        .write_all(
            b"GET /nowhere.json HTTP/1.1\r\nHost: localhost\r\n\r\nGET /help.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        )
        .unwrap();
    let both = answer(&mut stream);
    let (first, second) = (both.find("HTTP/1.1 404"), both.find("HTTP/1.1 200"));
    assert!(first.is_some() && first < second, "{both}");
}

#[test]
fn the_answers_under_way_are_finished_at_the_end_and_no_slow_client_delays_it() {
    let server = Server::new(short());
    let mut silent: Vec<_> = (0..5).map(|_| server.connect()).collect();
    let mut asking = server.connect();
    asking.write_all(b"GET /odd/never HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    server.serves();
    server.end();
    silent.iter_mut().for_each(|stream| assert_eq!(answer(stream), ""));
    assert!(TcpStream::connect(server.address).is_err(), "nobody is let in any more");
}
