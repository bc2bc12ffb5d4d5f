//! What is kept of an exchange.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use jikenbo_fetch::{Fetcher, Outcome, Post, Request, Settings, Validators};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::server::{Server, ok, redirect, status};

#[tokio::test]
async fn request_and_answer_are_kept_to_the_byte() {
    let answer: &[u8] = b"HTTP/1.1 200 Alles OK\r\nx-ODD:  two blanks \r\nSet-Cookie: a=1\r\nServer: \xe9\r\nset-cookie: b=2\r\n\
        Transfer-Encoding: chunked\r\n\r\n4;why=not\r\n\xe4\xba\x8b\xe4\r\n2\r\n\xbb\xb6\r\n0\r\nX-Trailer: t\r\n\r\n";
    let server = Server::new(move |_| [b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", answer, b"beyond the end"].concat()).await;
    let fetched =
        server.get_with("/news?id=1#top", |s| s.contact = Some("mailto:csirt@aoba.example".into())).await.expect("a page");
    let exchange = &fetched.exchange;
    assert_eq!(exchange.response, answer, "no more and no less");
    assert_eq!([exchange.head_bytes(), exchange.body_bytes()].concat(), answer);
    assert!(exchange.head_bytes().ends_with(b"\r\n\r\n") && exchange.body_bytes().starts_with(b"4;why=not"));
    assert_eq!(exchange.payload, "事件".as_bytes());
    assert_eq!(fetched.decoded().expect("a text"), "事件".as_bytes());
    let names: Vec<_> = exchange.head.headers.iter().map(|header| header.name.as_str()).collect();
    assert_eq!(names, ["x-ODD", "Set-Cookie", "Server", "set-cookie", "Transfer-Encoding"]);
    assert_eq!(exchange.head.headers[2].value, b"\xe9");
    assert_eq!(exchange.head.all("SET-COOKIE").collect::<Vec<_>>(), ["a=1", "b=2"]);
    assert_eq!((exchange.head.status, exchange.head.minor_version, exchange.head.reason.as_str()), (200, 1, "Alles OK"));
    assert_eq!((exchange.remote, fetched.address()), (server.address, server.url("aoba.example", "/news?id=1").as_str()));
    assert!(exchange.began <= exchange.ended);
    assert_eq!(exchange.request, server.asked()[0].head.as_bytes());
    let port = server.address.port();
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!(
        "GET /news?id=1 HTTP/1.1\r\nHost: aoba.example:{port}\r\nUser-Agent: jikenbo/{version} (+mailto:csirt@aoba.example)\r\n\
         Accept-Language: ja\r\nAccept-Encoding: gzip, br, zstd\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    );
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    assert_eq!(sorted(&server.asked()[0].head), sorted(&expected), "nothing is sent but this");
}

#[tokio::test]
async fn answers_without_length_end_with_the_connection_and_with_length_before_what_follows() {
    for (answer, body) in [
        ("HTTP/1.0 200 OK\r\n\r\nto the end", "to the end"),
        ("HTTP/1.1 200 OK\r\n\r\n", ""),
        ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc, and more", "abc"),
        ("\r\nHTTP/1.1 200 OK\nContent-Length: 1\n\nab", "a"),
        ("HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", ""),
    ] {
        let server = Server::new(move |_| answer.as_bytes().to_vec()).await;
        let fetched = server.get("/").await.expect("a page");
        assert_eq!(fetched.exchange.payload, body, "{answer:?}");
        assert!(fetched.exchange.response.starts_with(b"HTTP/1.") && fetched.exchange.response.ends_with(body.as_bytes()));
    }
}

#[tokio::test]
async fn large_bodies_are_kept_whole_with_and_without_chunks() {
    let body: Vec<u8> = (0..3_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let chunks = |size: usize| body.chunks(size).flat_map(|c| [format!("{:x}\r\n", c.len()).as_bytes(), c, b"\r\n"].concat());
    let chunked = |size| {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        [&head[..], &chunks(size).collect::<Vec<u8>>(), b"0\r\n\r\n"].concat()
    };
    for answer in [ok("", &body), chunked(100), chunked(1_000_000)] {
        let given = answer.clone();
        let server = Server::new(move |_| given.clone()).await;
        let fetched = server.get("/").await.expect("a page");
        // No `assert_eq`: its message would be megabytes.
        assert!(fetched.exchange.response == answer && fetched.exchange.payload == body);
    }
}

#[tokio::test]
async fn what_is_posted_is_kept_and_is_sent_nowhere_else() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/robots.txt" => ok("", b"User-agent: *\nDisallow: /"),
        "/away" => redirect("/tsa"),
        _ => ok("Content-Type: application/timestamp-reply\r\n", b"\x30\x03"),
    })
    .await;
    let mut settings = server.settings();
    settings.ignore_robots = false;
    let fetcher = Fetcher::new(settings).expect("settings");
    let post = Post { kind: "application/timestamp-query".into(), bytes: Bytes::from_static(b"\x30\x01\xff") };
    let mut request = Request { post: Some(post), ..Request::new(server.url("aoba.example", "/tsa")) };
    let exchange = fetcher.fetch(&request).await.expect("an answer").exchange;
    assert!(exchange.request.starts_with(b"POST /tsa HTTP/1.1\r\n") && exchange.request.ends_with(b"\r\n\r\n\x30\x01\xff"));
    let head = &server.asked()[0].head;
    assert!(head.contains("Content-Type: application/timestamp-query\r\n") && head.contains("Content-Length: 3\r\n"), "{head}");
    request.address = server.url("aoba.example", "/away");
    let away = fetcher.fetch(&request).await.expect("an answer");
    assert_eq!((away.outcome(), away.exchange.head.status), (Outcome::Other, 302));
    assert_eq!(server.targets(), ["/tsa", "/away"]);
}

#[tokio::test]
async fn every_status_is_an_outcome() {
    for (line, outcome) in [
        ("200 OK", Outcome::Found),
        ("304 Not Modified", Outcome::NotModified),
        ("404 Not Found", Outcome::NotFound),
        ("410 Gone", Outcome::NotFound),
        ("403 Forbidden", Outcome::Forbidden),
        ("451 Unavailable For Legal Reasons", Outcome::Forbidden),
        ("429 Too Many Requests", Outcome::Unavailable),
        ("500 Internal Server Error", Outcome::Unavailable),
        ("503 Service Unavailable", Outcome::Unavailable),
        ("300 Multiple Choices", Outcome::Other),
        ("302 Found", Outcome::Other),
        ("418 I'm a teapot", Outcome::Other),
    ] {
        let server = Server::new(move |_| status(line, "")).await;
        assert_eq!(server.get("/").await.expect("an answer").outcome(), outcome, "{line}");
    }
}

#[tokio::test]
async fn validators_are_shown_to_the_address_that_they_came_from() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/" => redirect("/page"),
        "/page" if asked.head.contains("If-None-Match: W/\"事\"\r\n") => status("304 Not Modified", "ETag: W/\"事\"\r\n"),
        _ => ok("ETag: W/\"事\"\r\nLast-Modified: Sun, 01 Mar 2026 00:00:00 GMT\r\n", b"page"),
    })
    .await;
    let fetcher = Fetcher::new(server.settings()).expect("settings");
    let mut request = Request::new(server.url("aoba.example", "/"));
    let first = fetcher.fetch(&request).await.expect("a page");
    request.validators = first.validators();
    let known = request.validators.clone().expect("validators");
    assert_eq!((known.address.as_str(), known.etag.as_deref()), (server.url("aoba.example", "/page").as_str(), Some("W/\"事\"")));
    let second = fetcher.fetch(&request).await.expect("an answer");
    assert_eq!((second.outcome(), second.exchange.payload.len()), (Outcome::NotModified, 0));
    let heads: Vec<String> = server.asked().into_iter().map(|asked| asked.head).collect();
    assert!(!heads[2].contains("If-"), "{}", heads[2]);
    assert!(heads[3].contains("If-Modified-Since: Sun, 01 Mar 2026 00:00:00 GMT\r\n"), "{}", heads[3]);
    // What cannot stand in a header is left out.
    request.validators = Some(Validators { etag: Some("a\r\nX: y".into()), ..known });
    assert_eq!(fetcher.fetch(&request).await.expect("a page").outcome(), Outcome::Found);
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let refused = |change: fn(&mut Settings)| {
        let mut settings = Settings::default();
        change(&mut settings);
        Fetcher::new(settings).map(drop).expect_err("a refusal").to_string()
    };
    assert!(refused(|s| s.agent = "jiken/bo".into()).starts_with("expected an agent of letters"));
    assert!(refused(|s| s.contact = Some("a\r\nX: y".into())).starts_with("expected a contact of printable"));
    assert!(refused(|s| s.contact = Some("x) y(".into())).starts_with("expected a contact"));
    assert!(refused(|s| s.language = "日本語".into()).starts_with("expected a language"));
    assert_eq!(refused(|s| s.pace.per_host = 0), "expected per_host to be at least 1, found 0");
    assert!(refused(|s| s.authorities = Some("none".into())).starts_with("expected certificates in PEM"));
}

/// Answers that are nearly right.
fn answer() -> impl Strategy<Value = Vec<u8>> {
    let line = prop::sample::select(vec![
        "HTTP/1.1 200 OK",
        "HTTP/1.0 404",
        "HTTP/1.1 100 Continue",
        "HTTP/1.1 304 -",
        "HTTP/1.1 101 S",
        "X",
    ]);
    let header = prop::sample::select(vec![
        "Content-Length: 3",
        "Content-Length: 30",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Content-Encoding: gzip",
        "Location: /",
        "a",
        ": b",
        " folded",
        "Connection: keep-alive",
        "Upgrade: h2c",
        "Content-Type: text/html",
    ]);
    let end = prop::sample::select(vec!["\r\n", "\n", "\r", "\r\n\r\n"]);
    let body =
        prop_oneof![prop::collection::vec(any::<u8>(), 0..40), "(3\r\nabc\r\n){0,3}(0\r\n\r\n)?".prop_map(String::into_bytes),];
    let head = (line, prop::collection::vec((header, end.clone()), 0..5), end).prop_map(|(line, headers, end)| {
        let headers: String = headers.into_iter().map(|(header, end)| format!("{header}{end}")).collect();
        format!("{line}\r\n{headers}{end}").into_bytes()
    });
    prop_oneof![4 => (head, body).prop_map(|(head, body)| [head, body].concat()), 1 => prop::collection::vec(any::<u8>(), 0..80)]
}

#[test]
fn whatever_a_server_sends_gives_an_error_or_a_piece_of_it() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let next: Arc<Mutex<Vec<u8>>> = Arc::default();
    let given = Arc::clone(&next);
    let server = runtime.block_on(Server::new(move |_| given.lock().expect("no panic").clone()));
    let fetcher = Fetcher::new(server.settings()).expect("settings");
    let request = Request::new(server.url("aoba.example", "/x"));
    TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(1_000) })
        .run(&answer(), |bytes| {
            next.lock().expect("no panic").clone_from(&bytes);
            if let Ok(fetched) = runtime.block_on(fetcher.fetch(&request)) {
                for exchange in fetched.redirects.iter().chain([&fetched.exchange]) {
                    let piece = &exchange.response[..];
                    prop_assert!(bytes.windows(piece.len()).any(|window| window == piece));
                    prop_assert!(exchange.payload.len() <= piece.len() - exchange.head_length);
                }
                fetched.decoded().ok();
            }
            Ok(())
        })
        .expect("no counterexample");
}
