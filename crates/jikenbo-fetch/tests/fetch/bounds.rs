//! Servers that give too much, too slowly, or not what they promise: each limit has its error.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use jikenbo_fetch::{Answers, Kind, Refused, Request, Resolve};
use tokio::io::AsyncWriteExt;
use tokio::time::sleep;

use crate::server::{Names, Server, ok};

/// So short that whoever waits on purpose is always too late.
const SHORT: Duration = Duration::from_millis(150);

/// A server that sends `start`, then `again` without end, with a pause between.
async fn endless(start: &'static str, again: &'static str, pause: Duration) -> Server {
    Server::raw(move |_, mut stream| async move {
        stream.write_all(start.as_bytes()).await?;
        loop {
            stream.write_all(again.as_bytes()).await?;
            if !pause.is_zero() {
                sleep(pause).await;
            }
        }
    })
    .await
}

#[tokio::test]
async fn an_endless_body_is_left_at_the_limit() {
    for start in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n", "HTTP/1.1 404 No\r\n\r\n"] {
        let server = endless(start, "無限", Duration::ZERO).await;
        let kind = server.failure(|settings| settings.limits.encoded = 100_000).await;
        assert_eq!(kind, Kind::EncodedLarge { announced: None, limit: 100_000 });
    }
}

#[tokio::test]
async fn an_endless_chunked_body_is_left_at_the_limit_and_chunks_of_one_byte_before() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let server = endless(head, "10\r\n0123456789abcdef\r\n", Duration::ZERO).await;
    let kind = server.failure(|settings| settings.limits.encoded = 100_000).await;
    assert_eq!(kind, Kind::EncodedLarge { announced: None, limit: 100_000 });
    let server = endless(head, "1\r\na\r\n", Duration::ZERO).await;
    let kind = server.failure(|settings| settings.limits.encoded = 100_000).await;
    assert_eq!(kind, Kind::FramingLarge { limit: 265_536 });
}

#[tokio::test]
async fn a_body_announced_too_large_is_not_waited_for() {
    let server = endless("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "a", Duration::from_secs(60)).await;
    let kind = server.failure(|settings| settings.limits.encoded = 100_000).await;
    assert_eq!(kind, Kind::EncodedLarge { announced: Some(99_999_999_999), limit: 100_000 });
}

#[tokio::test]
async fn a_request_may_ask_for_less_than_the_settings_allow() {
    let server = Server::new(|_| ok("", &[b'a'; 1000])).await;
    let fetcher = jikenbo_fetch::Fetcher::new(server.settings()).expect("settings");
    let mut request = Request { max_encoded: Some(999), ..Request::new(server.url("aoba.example", "/")) };
    let kind = fetcher.fetch(&request).await.expect_err("too large").kind;
    assert_eq!(kind, Kind::EncodedLarge { announced: Some(1000), limit: 999 });
    request.max_encoded = Some(1000);
    assert_eq!(fetcher.fetch(&request).await.expect("a page").exchange.payload.len(), 1000);
}

#[tokio::test]
async fn endless_heads_are_left_at_their_limits() {
    let many = endless("HTTP/1.1 200 OK\r\n", "A: b\r\n", Duration::ZERO).await;
    assert_eq!(many.failure(|_| {}).await, Kind::HeadersMany { limit: 100 });
    let wide = endless("HTTP/1.1 200 OK\r\nA: ", "bbbbbbbb", Duration::ZERO).await;
    assert_eq!(wide.failure(|_| {}).await, Kind::HeadLarge { limit: 64 << 10 });
    let words = endless("HTTP/1.1 200 ", "OKOKOK", Duration::ZERO).await;
    assert_eq!(words.failure(|_| {}).await, Kind::HeadLarge { limit: 64 << 10 });
    let interim = endless("", "HTTP/1.1 103 Early Hints\r\n\r\n", Duration::ZERO).await;
    assert_eq!(interim.failure(|_| {}).await, Kind::HeadLarge { limit: 64 << 10 });
}

#[tokio::test]
async fn endless_trailers_and_marks_of_chunks_end_in_an_error() {
    for again in ["0\r\n", "A: b\r\n"] {
        let server = endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", again, Duration::ZERO).await;
        let kind = server.failure(|settings| settings.limits.encoded = 100_000).await;
        assert!(matches!(kind, Kind::Protocol(_) | Kind::FramingLarge { .. } | Kind::Broken(_)), "{kind}");
    }
    let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
    let server = endless(start, "A: b\r\n", Duration::ZERO).await;
    let kind = server.failure(|settings| settings.limits.encoded = 100_000).await;
    assert!(matches!(kind, Kind::Protocol(_) | Kind::FramingLarge { .. } | Kind::Broken(_)), "{kind}");
}

#[tokio::test]
async fn slow_heads_slow_bodies_and_silence_have_their_limits() {
    let silent = endless("", "", Duration::from_secs(60)).await;
    assert_eq!(silent.failure(|s| s.limits.answer = SHORT).await, Kind::AnswerSlow { limit: SHORT, found: 0 });
    let slow = endless("HTTP/1.1 200 OK\r\n", "A: b\r\n", Duration::from_millis(20)).await;
    let kind = slow.failure(|s| (s.limits.answer, s.limits.headers) = (SHORT, 10_000)).await;
    assert!(matches!(kind, Kind::AnswerSlow { limit: SHORT, .. }), "{kind}");
    let stuck = endless("HTTP/1.1 200 OK\r\n\r\nabc", "", Duration::from_secs(60)).await;
    let kind = stuck.failure(|s| s.limits.idle = SHORT).await;
    assert!(matches!(kind, Kind::BodyIdle { limit: SHORT, found: 0..=3 }), "{kind}");
    // A byte now and then: never idle for long, never done.
    let loris = endless("HTTP/1.1 200 OK\r\n\r\n", "a", Duration::from_millis(10)).await;
    assert_eq!(loris.failure(|s| s.limits.total = SHORT).await, Kind::TotalSlow { limit: SHORT });
}

#[tokio::test]
async fn the_total_time_counts_all_hops() {
    let server = Server::raw(|asked, mut stream| async move {
        sleep(SHORT).await;
        let next = asked.target.len();
        stream.write_all(&crate::server::redirect(&format!("/{}", "a".repeat(next)))).await
    })
    .await;
    // No hop alone takes so long, and there are redirects left when it is over.
    let total = SHORT * 10;
    let kind = server.failure(|s| (s.limits.total, s.limits.redirects) = (total, 20)).await;
    assert_eq!(kind, Kind::TotalSlow { limit: total });
}

#[derive(Debug)]
struct Never;

impl Resolve for Never {
    fn resolve<'a>(&'a self, _: &'a str) -> Answers<'a> {
        Box::pin(pending())
    }
}

#[derive(Debug)]
struct Absent;

impl Resolve for Absent {
    fn resolve<'a>(&'a self, _: &'a str) -> Answers<'a> {
        Box::pin(async { Err(std::io::Error::other("no such host")) })
    }
}

#[tokio::test]
async fn a_look_up_may_fail_or_take_too_long_or_give_too_much() {
    let server = Server::new(|_| ok("", b"")).await;
    let kind = server.failure(|s| (s.limits.connect, s.resolver) = (SHORT, Arc::new(Never))).await;
    assert_eq!(kind, Kind::ConnectSlow { limit: SHORT });
    let kind = server.failure(|s| s.resolver = Arc::new(Absent)).await;
    assert_eq!(kind, Kind::Name("no such host".to_owned()));
    let kind = server.failure(|s| s.resolver = Names::of("aoba.example", &[&[]])).await;
    assert_eq!(kind, Kind::Name("the answer is empty".to_owned()));
    let kind = server.failure(|s| s.resolver = Names::of("aoba.example", &[&[[127, 0, 0, 1]; 65]])).await;
    assert_eq!(kind, Kind::AnswersMany { found: 65, limit: 64 });
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_port_where_nobody_listens_gives_no_connection() {
    let server = Server::new(|_| ok("", b"")).await;
    let settings = server.settings();
    let address = server.url("aoba.example", "/");
    drop(server);
    let fetcher = jikenbo_fetch::Fetcher::new(settings).expect("settings");
    // The listener ends when its task does, a moment later.
    let kind = loop {
        match fetcher.fetch(&Request::new(&*address)).await {
            Err(error) if matches!(error.kind, Kind::Connect(_)) => break error.kind,
            _ => tokio::task::yield_now().await,
        }
    };
    assert!(kind.to_string().starts_with("expected a connection, found none: "), "{kind}");
}

#[tokio::test]
async fn answers_that_end_too_early_are_no_answers() {
    let table: [(&str, Kind); 6] = [
        ("", Kind::Truncated { expected: None, found: 0 }),
        ("HTTP/1.1 200 OK\r\nA: b\r\n", Kind::Truncated { expected: None, found: 23 }),
        ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", Kind::Truncated { expected: Some(100), found: 3 }),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Kind::Truncated { expected: None, found: 0 }),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", Kind::Truncated { expected: None, found: 3 }),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc", Kind::Truncated { expected: None, found: 3 }),
    ];
    for (answer, expected) in table {
        let server = Server::new(move |_| answer.as_bytes().to_vec()).await;
        assert_eq!(server.failure(|_| {}).await, expected, "{answer:?}");
    }
}

#[tokio::test]
async fn what_is_not_http_is_said_to_be_something_else() {
    let answers = [
        "SSH-2.0-OpenSSH_9.9\r\n",
        "<html><body>no head",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc",
    ];
    for answer in answers {
        let server = Server::new(move |_| answer.as_bytes().to_vec()).await;
        let kind = server.failure(|_| {}).await;
        assert!(matches!(kind, Kind::Protocol(_)), "{answer:?}: {kind:?}");
    }
}

#[tokio::test]
async fn a_kind_that_was_not_asked_for_is_refused_before_its_body() {
    let server = endless("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", "", Duration::from_secs(60)).await;
    let fetcher = jikenbo_fetch::Fetcher::new(server.settings()).expect("settings");
    let kinds = vec!["text/html".to_owned(), "application/pdf".to_owned()];
    let request = Request { kinds, ..Request::new(server.url("aoba.example", "/")) };
    let kind = fetcher.fetch(&request).await.expect_err("unwanted").kind;
    assert_eq!(kind.to_string(), "expected text/html, application/pdf, found video/mp4");
    assert!(server.asked()[0].head.contains("Accept: text/html, application/pdf\r\n"));
}

#[tokio::test]
async fn messages_escape_and_cut_what_came_from_outside() {
    let server = Server::new(|_| ok("", b"")).await;
    let fetcher = jikenbo_fetch::Fetcher::new(server.settings()).expect("settings");
    let error = fetcher.fetch(&Request::new("http://a\u{1b}[2J.example/")).await.expect_err("a control character");
    assert_eq!(error.kind, Kind::Refused(Refused::Character('\u{1b}')));
    let long = fetcher.fetch(&Request::new(format!("http://{}/", "a".repeat(9000)))).await.expect_err("too long");
    for message in [error.to_string(), long.to_string()] {
        assert!(message.len() < 500 && !message.contains(char::is_control), "{message}");
    }
}
