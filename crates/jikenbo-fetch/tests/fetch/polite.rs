//! robots.txt, Retry-After, and the pace.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jikenbo_fetch::{Fetcher, Kind, Outcome, Request};
use tokio::io::AsyncWriteExt;
use tokio::time::sleep;

use crate::server::{Server, ok, redirect, status};

/// A server with this answer for robots.txt, and pages beside; and a fetcher that honours it.
async fn site(robots: impl Fn() -> Vec<u8> + Send + Sync + 'static) -> (Server, Fetcher) {
    let server = Server::new(move |asked| if asked.target == "/robots.txt" { robots() } else { ok("", b"page") }).await;
    let mut settings = server.settings();
    settings.ignore_robots = false;
    let fetcher = Fetcher::new(settings).expect("settings");
    (server, fetcher)
}

#[tokio::test]
async fn what_robots_txt_forbids_is_not_asked_for() {
    let (server, fetcher) = site(|| ok("", b"User-agent: *\nDisallow: /private/\nAllow: /private/news")).await;
    let get = async |target| fetcher.fetch(&Request::new(server.url("aoba.example", target))).await;
    assert_eq!(get("/private/a").await.expect_err("forbidden").kind, Kind::Robots);
    assert!(get("/private/news/1").await.is_ok() && get("/").await.is_ok());
    assert_eq!(server.targets(), ["/robots.txt", "/private/news/1", "/"], "asked once, and first");
    assert!(server.get("/private/a").await.is_ok(), "a setting ignores it");
}

#[tokio::test]
async fn a_missing_robots_txt_allows_and_a_failing_one_forbids() {
    for line in ["404 Not Found", "403 Forbidden", "410 Gone"] {
        let (server, fetcher) = site(move || status(line, "")).await;
        assert!(fetcher.fetch(&Request::new(server.url("aoba.example", "/"))).await.is_ok(), "{line}");
    }
    let failing: [fn() -> Vec<u8>; 3] =
        [|| status("500 Internal Server Error", ""), || b"nonsense".to_vec(), || redirect("http://10.0.0.1/robots.txt")];
    for answer in failing {
        let (server, fetcher) = site(answer).await;
        for _ in 0..2 {
            let kind = fetcher.fetch(&Request::new(server.url("aoba.example", "/"))).await.expect_err("forbidden").kind;
            assert!(matches!(kind, Kind::RobotsUnknown(_) | Kind::Refused(_)), "{kind}");
        }
        assert!(server.targets().iter().all(|target| target == "/robots.txt"));
    }
}

#[tokio::test]
async fn robots_txt_is_followed_through_redirects_and_cut_at_its_limit() {
    let (server, fetcher) = site(|| redirect("/rules")).await;
    assert!(fetcher.fetch(&Request::new(server.url("aoba.example", "/"))).await.is_ok());
    assert_eq!(server.targets(), ["/robots.txt", "/rules", "/"]);
    let (server, fetcher) = site(|| {
        let mut body = b"User-agent: *\nDisallow: /early\n".to_vec();
        body.resize(600 << 10, b'#');
        body.extend_from_slice(b"\nDisallow: /late\n");
        ok("", &body)
    })
    .await;
    let get = async |target| fetcher.fetch(&Request::new(server.url("aoba.example", target))).await.map(drop);
    assert_eq!(get("/early").await.map_err(|error| error.kind), Err(Kind::Robots));
    assert_eq!(get("/late").await, Ok(()));
}

#[tokio::test]
async fn robots_txt_is_asked_for_once_a_site_however_many_want_it() {
    let (server, fetcher) = site(|| ok("", b"User-agent: *\nDisallow: /private\nSitemap: /map.xml")).await;
    let fetches = (0..10).map(|n| {
        let (fetcher, address) = (fetcher.clone(), server.url(&format!("h{}.example", n % 2), "/"));
        tokio::spawn(async move { fetcher.fetch(&Request::new(address)).await })
    });
    for fetch in fetches.collect::<Vec<_>>() {
        fetch.await.expect("no panic").expect("a page");
    }
    assert_eq!(server.targets().iter().filter(|target| *target == "/robots.txt").count(), 2);
    let rules = fetcher.robots(&server.url("h0.example", "/news")).await.expect("rules");
    assert_eq!(rules.sitemaps(), ["/map.xml"]);
    assert_eq!(server.asked().len(), 12);
}

#[tokio::test]
async fn the_site_that_a_redirect_leads_to_is_asked_too() {
    let server = Server::new(|asked| match (asked.host.as_str(), asked.target.as_str()) {
        ("midori.example", "/robots.txt") => ok("", b"User-agent: jikenbo\nDisallow: /"),
        (_, "/robots.txt") => status("404 Not Found", ""),
        ("aoba.example", target) => redirect(&format!("//midori.example:{}/", target.trim_start_matches("/to/"))),
        _ => ok("", b"page"),
    })
    .await;
    let target = format!("/to/{}", server.address.port());
    let error = server.get_with(&target, |settings| settings.ignore_robots = false).await.expect_err("forbidden");
    assert_eq!((error.kind, error.address), (Kind::Robots, server.url("midori.example", "/")));
    assert_eq!(server.targets(), ["/robots.txt", &target, "/robots.txt"]);
}

#[tokio::test]
async fn a_host_that_asks_to_be_left_alone_is() {
    let server = Server::new(|asked| match asked.host.as_str() {
        "aoba.example" => status("503 Service Unavailable", "Retry-After: 3600\r\n"),
        "midori.example" => status("429 Too Many Requests", "Retry-After: 99999999999999999999\r\n"),
        _ => ok("Retry-After: 3600\r\n", b"page"),
    })
    .await;
    let fetcher = Fetcher::new(server.settings()).expect("settings");
    let get = async |host| fetcher.fetch(&Request::new(server.url(host, "/"))).await;
    for (host, hours) in [("aoba.example", 1), ("midori.example", 24)] {
        assert_eq!(get(host).await.expect("an answer").outcome(), Outcome::Unavailable);
        let error = get(host).await.expect_err("not now");
        let Kind::Later { until } = error.kind else { panic!("{error}") };
        let hour = jiff::SignedDuration::from_hours(1);
        let wait = until.duration_since(jiff::Timestamp::now());
        assert!(wait <= hour * hours && wait > hour * (hours - 1) && error.is_passing(), "{wait}");
    }
    assert!(get("kawa.example").await.is_ok() && get("kawa.example").await.is_ok(), "with a page it means nothing");
    assert_eq!(server.asked().len(), 4);
}

/// How many requests are being answered, by host and in all, and the most that ever were.
#[derive(Default)]
struct Load {
    now: HashMap<String, usize>,
    most_of_one: usize,
    most_of_all: usize,
}

impl Load {
    fn begin(&mut self, host: &str) {
        *self.now.entry(host.to_owned()).or_default() += 1;
        self.most_of_one = self.most_of_one.max(self.now[host]);
        self.most_of_all = self.most_of_all.max(self.now.values().sum());
    }

    fn end(&mut self, host: &str) {
        *self.now.entry(host.to_owned()).or_default() -= 1;
    }
}

#[tokio::test]
async fn the_server_never_sees_more_at_a_time_than_the_pace_allows() {
    for (per_host, overall) in [(1, 8), (2, 5), (3, 100)] {
        let load: Arc<Mutex<Load>> = Arc::default();
        let seen = Arc::clone(&load);
        let server = Server::raw(move |asked, mut stream| {
            let seen = Arc::clone(&seen);
            async move {
                seen.lock().expect("no panic").begin(&asked.host);
                sleep(Duration::from_millis(5)).await;
                seen.lock().expect("no panic").end(&asked.host);
                stream.write_all(&ok("", b"page")).await
            }
        })
        .await;
        let mut settings = server.settings();
        (settings.pace.per_host, settings.pace.overall) = (per_host, overall);
        let fetcher = Fetcher::new(settings).expect("settings");
        let fetches = (0..100).map(|n| {
            let (fetcher, address) = (fetcher.clone(), server.url(&format!("h{}.example", n % 20), &format!("/{n}")));
            tokio::spawn(async move { fetcher.fetch(&Request::new(address)).await })
        });
        for fetch in fetches.collect::<Vec<_>>() {
            fetch.await.expect("no panic").expect("a page");
        }
        let load = load.lock().expect("no panic");
        assert!(load.most_of_one <= per_host && load.most_of_all <= overall, "{} {}", load.most_of_one, load.most_of_all);
        assert_eq!(server.targets().into_iter().collect::<HashSet<_>>().len(), 100);
    }
}
