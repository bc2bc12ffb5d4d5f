//! Redirects, and names that lead elsewhere the second time.

use std::net::SocketAddr;
use std::sync::Arc;

use jikenbo_fetch::{Fetcher, Kind, Refused, Request};

use crate::server::{Names, Server, ok, redirect, status};

#[tokio::test]
async fn redirects_are_followed_and_each_is_kept() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/c" => status("308 So", "Location: %E5%91%8A?x=1#top\r\n"),
        _ => ok("", b"page"),
    })
    .await;
    let port = server.address.port();
    let other = Server::new(move |_| redirect(&format!("//midori.example:{port}/c"))).await;
    let mut settings = server.settings();
    settings.ports.push(other.address.port());
    let fetcher = Fetcher::new(settings).expect("settings");
    let fetched = fetcher.fetch(&Request::new(other.url("kawa.example", "/b?x=1"))).await.expect("a page");
    let addresses: Vec<_> = fetched.redirects.iter().map(|exchange| exchange.address.clone()).collect();
    assert_eq!(addresses, [other.url("kawa.example", "/b?x=1"), server.url("midori.example", "/c")]);
    assert_eq!(fetched.address(), server.url("midori.example", "/%E5%91%8A?x=1"));
    assert!(fetched.redirects[1].head_bytes().starts_with(b"HTTP/1.1 308 So\r\n"));
    assert!(!fetched.was_downgraded());
}

#[tokio::test]
async fn loops_and_long_chains_end() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/loop" => redirect("/back"),
        "/back" => redirect("/loop#again"),
        "/self" => redirect(""),
        other => redirect(&format!("{other}a")),
    })
    .await;
    for target in ["/loop", "/self"] {
        assert_eq!(server.get(target).await.expect_err("a loop").kind, Kind::RedirectLoop);
    }
    let error = server.get("/").await.expect_err("a long chain");
    assert_eq!((error.kind, error.address), (Kind::RedirectsMany { limit: 5 }, server.url("aoba.example", "/aaaaaa")));
    assert_eq!(server.targets().iter().filter(|target| target.len() < 5 || target.starts_with("/a")).count(), 6);
    let kind = server.get_with("/", |settings| settings.limits.redirects = 0).await.expect_err("no redirects").kind;
    assert_eq!(kind, Kind::RedirectsMany { limit: 0 });
}

#[tokio::test]
async fn a_redirect_leads_nowhere_that_an_address_may_not() {
    let table = [
        "http://127.0.0.2/",
        "http://10.0.0.1/admin",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://0x7f.0.0.1/",
        "http://2130706433/",
        "file:///etc/passwd",
        "ftp://aoba.example/",
        "gopher://aoba.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//user@aoba.example/",
        "http:///etc",
        "/\\127.0.0.2/",
        "http://aoba.example:22/",
        "//127.0.0.2/",
    ];
    for location in table {
        let server = Server::new(move |_| redirect(location)).await;
        let error = server.get("/").await.expect_err("a refusal");
        assert!(matches!(error.kind, Kind::Refused(_)), "{location}: {}", error.kind);
        assert_eq!(error.address, location);
        assert_eq!(server.connections().await, 1, "{location}");
    }
}

#[tokio::test]
async fn a_location_in_another_encoding_is_sent_back_byte_for_byte() {
    let answer = |asked: &crate::server::Asked| match asked.target.as_str() {
        "/" => [b"HTTP/1.1 302 -\r\nContent-Length: 0\r\nLocation: /\x8f\x91\r\n\r\n".to_vec()].concat(),
        "/%8F%91" => redirect("/告知"),
        _ => ok("", b"page"),
    };
    let server = Server::new(answer).await;
    server.get("/").await.expect("a page");
    assert_eq!(server.targets(), ["/", "/%8F%91", "/%E5%91%8A%E7%9F%A5"]);
}

/// Two servers at the same port: 127.0.0.1 may be fetched from, 127.0.0.2 may not, as a public and a private address.
async fn open_and_closed() -> (Server, Server) {
    loop {
        let open = Server::new(|asked| if asked.target == "/again" { redirect("/page") } else { ok("", b"open") }).await;
        let address = SocketAddr::from(([127, 0, 0, 2], open.address.port()));
        if std::net::TcpListener::bind(address).is_ok() {
            let closed = Server::at(address, |_, mut stream| async move {
                tokio::io::AsyncWriteExt::write_all(&mut stream, &ok("", b"closed")).await
            });
            return (open, closed.await);
        }
    }
}

#[tokio::test]
async fn a_name_that_is_bound_anew_leads_nowhere() {
    let (open, closed) = open_and_closed().await;
    let names = Names::of("aoba.example", &[&[[127, 0, 0, 1]], &[[127, 0, 0, 2]]]);
    let mut settings = open.settings();
    settings.resolver = Arc::clone(&names) as _;
    let fetcher = Fetcher::new(settings).expect("settings");
    let first = fetcher.fetch(&Request::new(open.url("aoba.example", "/"))).await.expect("a page");
    assert_eq!((first.exchange.remote, names.count("aoba.example")), (open.address, 1), "looked up once, connected to that");
    for _ in 0..2 {
        let error = fetcher.fetch(&Request::new(open.url("aoba.example", "/"))).await.expect_err("a refusal");
        assert!(matches!(error.kind, Kind::Refused(Refused::Range { .. })), "{error}");
    }
    assert_eq!((open.connections().await, closed.connections().await), (1, 0));
}

#[tokio::test]
async fn a_name_that_is_bound_anew_between_hops_leads_nowhere() {
    let (open, closed) = open_and_closed().await;
    let names = Names::of("aoba.example", &[&[[127, 0, 0, 1]], &[[127, 0, 0, 2]]]);
    let error = open.get_with("/again", |settings| settings.resolver = names).await.expect_err("a refusal");
    assert!(matches!(error.kind, Kind::Refused(Refused::Range { .. })), "{error}");
    assert_eq!((error.address, closed.connections().await), (open.url("aoba.example", "/page"), 0));
}

#[tokio::test]
async fn one_bad_answer_among_good_ones_is_refused() {
    let (open, closed) = open_and_closed().await;
    for answer in [[[127, 0, 0, 1], [127, 0, 0, 2]], [[127, 0, 0, 2], [127, 0, 0, 1]]] {
        let names = Names::of("aoba.example", &[&answer]);
        let kind = open.failure(|settings| settings.resolver = names).await;
        assert!(matches!(kind, Kind::Refused(Refused::Range { .. })), "{kind}");
    }
    assert_eq!((open.connections().await, closed.connections().await), (0, 0));
}

#[tokio::test]
async fn with_nothing_opened_loopback_is_closed_under_every_name() {
    let server = Server::new(|_| ok("", b"")).await;
    let kind = server.failure(|settings| settings.open.clear()).await;
    assert_eq!(kind.to_string(), "expected an IP address of the public network, found 127.0.0.1 (loopback, RFC 1122)");
    assert_eq!(server.connections().await, 0);
}
