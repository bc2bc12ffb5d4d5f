//! A casebook that was watched: sources that fare well and badly, a notice that changed and went missing, a hostile page.

use std::path::Path;

use jikenbo::store::{Capture, Casebook, Looked, NewSource, Next, Outcome, Prepared, Store, Visit, sha256};
use jikenbo_model::Notice;
use jikenbo_read::Reader;

/// Where the notice stands.
pub(crate) const PAGE: &str = "https://www.tsubame-bin.example.jp/news/20240601.html";

/// The sources: address, label, failures, paused.
const SOURCES: [(&str, &str, i64, bool); 4] = [
    ("https://www.tsubame-bin.example.jp/news/", "つばめ便のお知らせ", 0, false),
    ("https://www.example.jp/a/very/long/address/of/a/feed/that/does/not/break/anywhere/index.xml?format=atom", "", 4, false),
    ("https://blog.example.jp/feeds/posts/default/-/incident", "切り抜きのブログ", 1, false),
    ("https://www.city.example.jp/oshirase/", "みなと市", 0, true),
];

/// A page of the kind that an attacker would like to see shown.
pub(crate) fn page(count: &str, items: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><meta http-equiv=refresh content='0;url=https://evil.example/'>\
         <script>document.documentElement.dataset.ran = 1; alert(1)</script><link rel=stylesheet href=https://evil.example/x.css>\
         <style>h1 {{ color: navy }}</style></head><body onload='alert(2)'><h1>不正アクセスによる個人情報漏えいに関するお詫び</h1>\
         <p>2024年6月1日</p><p>株式会社つばめ便</p><p>お客様の個人情報{count}件が漏えいしたことが判明いたしました。</p>\
         <p>漏えいした情報は、{items}です。</p><img src=https://evil.example/p.gif><iframe src=https://evil.example/></iframe>\
         <form action=https://evil.example/><button>送信</button></form><a href=https://evil.example/ target=_top>続き</a></body></html>"
    )
}

fn text(count: &str, items: &str) -> String {
    format!(
        "不正アクセスによる個人情報漏えいに関するお詫び\n2024年6月1日\n株式会社つばめ便\nお客様の個人情報{count}件が漏えいしたことが判明いたしました。\n\
         漏えいした情報は、{items}です。"
    )
}

fn visit(at: &str, outcome: Outcome, status: u16, bytes: &[u8]) -> Visit {
    Visit {
        at: at.to_owned(),
        outcome,
        status,
        address: PAGE.to_owned(),
        remote: "192.0.2.10:443".to_owned(),
        request_head: "GET /news/20240601.html HTTP/1.1\nhost: www.tsubame-bin.example.jp\n".to_owned(),
        response_head: format!("HTTP/1.1 {status}\ncontent-type: text/html\nx-odd: <script>alert(3)</script>\n"),
        sha256: if bytes.is_empty() { String::new() } else { sha256(bytes) },
        ..Visit::failed(PAGE, jiff::Timestamp::UNIX_EPOCH, "")
    }
}

fn prepared(at: &str, count: &str, items: &str) -> Prepared {
    let reader = Reader::embedded();
    let bytes = page(count, items).into_bytes();
    let notice = Notice { url: Some(PAGE.to_owned()), ..Notice::plain(&text(count, items)) };
    let reading = reader.read(&notice);
    let visit = visit(at, Outcome::New, 200, &bytes);
    let capture = Capture {
        bytes,
        media_type: "text/html".to_owned(),
        source: PAGE.to_owned(),
        address: PAGE.to_owned(),
        captured_at: at.parse().expect("a time"),
        ..Capture::default()
    };
    let next = Next { source: Some(1), at: "2024-06-09T00:00:00.000Z".to_owned(), ..Next::default() };
    Prepared::new(&capture, &[(notice, reading)], "r").expect("memory").visited(visit, next).only_news()
}

/// Fills a new casebook, and tells the id of its case.
pub(crate) async fn book(folder: &Path) -> (Store, String) {
    let store = Store::open(&Casebook::File(folder.join("watched.db"))).await.expect("a casebook");
    for (url, label, failures, paused) in SOURCES {
        let new = NewSource { url: url.to_owned(), label: label.to_owned(), every_seconds: 3600, follow: 1, backfill: false };
        let source = store.add_source(&new).await.expect("a source");
        for n in 0..failures.max(1) {
            let error = (failures > 0).then(|| "expected an answer within 30 s, found none".to_owned());
            let at = format!("2024-06-0{}T06:00:00.000Z", n + 1);
            let looked = Looked { at, next_at: "2024-06-09T07:00:00.000Z".to_owned(), error, backfill: None };
            store.looked(source.id, &looked).await.expect("a look");
        }
        if paused {
            store.pause_source(url, true).await.expect("a source");
        }
    }
    let first = prepared("2024-06-01T03:00:00.000Z", "1,200", "氏名、住所");
    let second = prepared("2024-06-04T03:00:00.000Z", "2,311", "氏名、電話番号");
    let clipped = store.clip_all(&[first, second]).await.expect("clipped");
    let next = Next { source: Some(1), ..Next::default() };
    store.visited(&visit("2024-06-08T03:00:00.000Z", Outcome::Missing, 404, b""), &next).await.expect("a look");
    let case = clipped[0].new[0].case.to_string();
    (store, case)
}
