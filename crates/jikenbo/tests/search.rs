//! The search of a casebook: in step with every way to write, after a crash, by another process, and when its index is gone.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::path::Path;

use jikenbo::labels::Known;
use jikenbo::store::{Capture, Casebook, Prepared, Store};
use jikenbo_model::{Fact, Notice, Organization, Reading, Record, Span};
use jikenbo_search::{Ask, Engine, Query};

fn prepared(source: &str, org: &str, text: &str) -> Prepared {
    let text = format!("{org} お知らせ\n{text}");
    let organization = Organization { name: Some(org.to_owned()), sector: Some("company".into()) };
    let record = Record {
        organization: Some(Fact::new(organization, Span::new(0, org.len()), "organization/name".into())),
        ..Record::default()
    };
    let capture = Capture {
        bytes: format!("{source}{text}").into_bytes(),
        media_type: "text/plain".to_owned(),
        source: source.to_owned(),
        options: "{}".to_owned(),
        captured_at: jiff::Timestamp::now(),
        ..Capture::default()
    };
    Prepared::new(&capture, &[(Notice::plain(&text), Reading { record, doubts: Vec::new() })], "rules").unwrap()
}

async fn found(store: &Store, query: &str) -> Vec<String> {
    let query = Query::parse(query, &Known).unwrap();
    let engine = store.engine().await.unwrap();
    let hits = engine.find(&Ask { query, limit: 100, ..Ask::default() }).unwrap().hits;
    let mut names: Vec<_> = hits.into_iter().filter_map(|hit| hit.entry.facts.organization).collect();
    names.sort();
    names
}

fn book(folder: &Path) -> Casebook {
    Casebook::File(folder.join("book.db"))
}

#[tokio::test]
async fn what_is_clipped_is_found_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&book(folder.path())).await.unwrap();
    assert!(found(&store, "").await.is_empty());
    store.clip_all(&[prepared("a", "霧積食品", "個人情報の漏洩"), prepared("b", "若苗印刷", "メールの誤送信")]).await.unwrap();
    assert_eq!(found(&store, "").await, ["若苗印刷", "霧積食品"]);
    assert_eq!(found(&store, "漏えい").await, ["霧積食品"]);
    assert_eq!(found(&store, "-漏えい 業種:企業").await, ["若苗印刷"]);
    assert_eq!(store.behind().await.unwrap(), 0);
    store.close().await;
}

#[tokio::test]
async fn another_process_that_clips_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (Store::open(&book(folder.path())).await.unwrap(), Store::open(&book(folder.path())).await.unwrap());
    assert!(found(&one, "").await.is_empty());
    other.clip_all(&[prepared("a", "霧積食品", "漏洩")]).await.unwrap();
    assert_eq!(found(&other, "漏洩").await, ["霧積食品"]);
    assert_eq!(found(&one, "漏洩").await, ["霧積食品"]);
    one.clip_all(&[prepared("b", "若苗印刷", "漏洩")]).await.unwrap();
    assert_eq!(found(&other, "漏洩").await, ["若苗印刷", "霧積食品"]);
    one.close().await;
    other.close().await;
}

#[tokio::test]
async fn an_index_that_is_gone_damaged_or_of_another_casebook_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("book.db.index");
    let clip = async |book: &Casebook, org: &str| {
        let store = Store::open(book).await.unwrap();
        store.clip_all(&[prepared(org, org, "漏洩")]).await.unwrap();
        assert_eq!(found(&store, "漏洩").await.last().map(String::as_str), Some(org));
        store.close().await;
    };
    clip(&book(folder.path()), "霧積食品").await;
    let again = async || {
        let store = Store::open(&book(folder.path())).await.unwrap();
        assert_eq!(found(&store, "漏洩").await, ["霧積食品"]);
        store.close().await;
    };
    std::fs::remove_dir_all(&index).unwrap();
    again().await;
    for file in
        std::fs::read_dir(&index).unwrap().map(|f| f.unwrap().path()).filter(|f| f.extension().is_some_and(|e| e == "pos"))
    {
        std::fs::write(file, "nothing").unwrap();
    }
    again().await;
    let other = tempfile::tempdir().unwrap();
    clip(&book(other.path()), "若苗印刷").await;
    std::fs::remove_dir_all(&index).unwrap();
    std::fs::rename(other.path().join("book.db.index"), &index).unwrap();
    again().await;
}

#[tokio::test]
async fn a_casebook_that_was_put_back_is_searched_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.db");
    let store = Store::open(&book(folder.path())).await.unwrap();
    store.clip_all(&[prepared("a", "霧積食品", "漏洩")]).await.unwrap();
    store.close().await;
    std::fs::copy(&file, folder.path().join("copy.db")).unwrap();
    let store = Store::open(&book(folder.path())).await.unwrap();
    store.clip_all(&[prepared("b", "若苗印刷", "漏洩")]).await.unwrap();
    assert_eq!(found(&store, "漏洩").await.len(), 2);
    store.close().await;
    std::fs::copy(folder.path().join("copy.db"), &file).unwrap();
    let store = Store::open(&book(folder.path())).await.unwrap();
    assert_eq!(found(&store, "漏洩").await, ["霧積食品"]);
    store.close().await;
}

#[tokio::test]
async fn a_rebuilt_index_finds_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&book(folder.path())).await.unwrap();
    let all: Vec<_> = (0..40).map(|n| prepared(&format!("{n}"), &format!("第{n}印刷"), &format!("漏洩{}件", n * 37))).collect();
    store.clip_all(&all).await.unwrap();
    let before = (found(&store, "漏えい").await, found(&store, "37").await);
    assert_eq!(before.0.len(), 40);
    assert_eq!(store.rebuild_index().await.unwrap().cases, 40);
    assert_eq!(store.behind().await.unwrap(), 0);
    assert_eq!((found(&store, "漏えい").await, found(&store, "37").await), before);
    store.close().await;
}

/// The same story on the other database, where one is named.
#[tokio::test]
async fn a_casebook_on_a_server_is_searched_too() {
    let Ok(url) = std::env::var("JIKENBO_TEST_POSTGRES") else { return };
    let pool = {
        sqlx::any::install_default_drivers();
        sqlx::AnyPool::connect(&url).await.unwrap()
    };
    let schema = format!("search_{}", std::process::id());
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&pool).await.unwrap();
    let separator = if url.contains('?') { '&' } else { '?' };
    let folder = tempfile::tempdir().unwrap();
    let mut store =
        Store::open(&Casebook::Postgres(format!("{url}{separator}options=-c%20search_path%3D{schema}"))).await.unwrap();
    store.put_index(folder.path().join("index"));
    store.clip_all(&[prepared("a", "霧積食品", "漏洩"), prepared("b", "若苗印刷", "誤送信")]).await.unwrap();
    assert_eq!(found(&store, "漏えい").await, ["霧積食品"]);
    store.clip_all(&[prepared("c", "虹ヶ丘電機", "漏えい")]).await.unwrap();
    assert_eq!(found(&store, "漏えい").await, ["虹ヶ丘電機", "霧積食品"]);
    store.close().await;
    sqlx::query(sqlx::AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"))).execute(&pool).await.unwrap();
}

#[test]
fn an_index_that_was_killed_while_it_was_written_is_right_again() {
    let book = common::Book::new();
    let text = |n: usize| {
        format!(
            "第{n}印刷 不正アクセスのお知らせ\n2024年6月5日\n第{n}印刷より個人情報{}件が漏洩した可能性があることが判明しました。",
            n + 1
        )
    };
    (0..600).for_each(|n| drop(book.file(&format!("pages/{n}.txt"), text(n))));
    book.run(&["clip", "--quiet", "--one", "pages"], 0);
    book.run(&["index"], 0);
    // What stands in the index's folder, and how large: what a writer that is at work changes.
    let files = || -> Vec<_> {
        let all = std::fs::read_dir(book.path("book.db.index")).unwrap().map(Result::unwrap);
        let mut all: Vec<_> = all.map(|file| (file.file_name(), file.metadata().map_or(0, |of| of.len()))).collect();
        all.sort();
        all
    };
    for kills in 0..4_usize {
        let mut seen = files();
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("jikenbo"))
            .args(["index", "--rebuild", "--casebook"])
            .arg(book.casebook())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // It is killed as soon as so many changes were seen: while it takes cases in, or while it commits.
        for _ in 0..=kills * 3 {
            while files() == seen {
                assert_eq!(child.try_wait().unwrap(), None, "it ended before it could be killed");
            }
            seen = files();
        }
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().code(), None, "it was killed while it worked");
        assert_eq!(book.run(&["search", "漏えい"], 0).out.lines().count(), 600, "after kill {kills}");
    }
    assert!(book.run(&["search", "第7印刷"], 0).out.contains("第7印刷"));
    assert!(book.run(&["index"], 0).out.contains("the index holds 600 cases"));
    assert!(
        book.run(&["search", "kind:nothing"], 1)
            .err
            .contains("the query: at character 6: expected a code of kind (payment_page_tampering")
    );
}
