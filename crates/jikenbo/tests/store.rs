//! One story of a casebook, told on SQLite always, and on PostgreSQL where `JIKENBO_TEST_POSTGRES` gives the address of a
//! database that may be written to (each run makes a schema of its own there, and drops it).

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "store/corrected.rs"]
mod corrected;
#[path = "store/moved.rs"]
mod moved;
#[path = "store/saved.rs"]
mod saved;
#[path = "store/users.rs"]
mod users;
#[path = "store/watched.rs"]
mod watched;

use jikenbo::store::{Capture, Case, CaseId, Casebook, Clipped, Error, Id, Prepared, Reread, SCHEMA, Store, sha256};
use jikenbo_model::{Count, Event, Fact, Notice, Organization, Reading, Record, Span};
use jikenbo_search::{Ask, Engine, Line, PlainCodes, Query};
use sqlx::AssertSqlSafe;

const AOBA: &str =
    "青葉堂書店　不正アクセスに関するお知らせ\n2024年6月5日\n最大１，２３４件のカード情報が漏えいした可能性があります。";
const MINATO: &str = "みなと市立図書館 メールの誤送信について\n2023年4月1日\n３名のメールアドレス";

fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    Span::new(start, start + words.len())
}

fn read(text: &str, org: &str, sector: &str, kind: &str, day: Option<(&str, &str)>, count: (u64, &str)) -> (Notice, Reading) {
    let notice = Notice::plain(text);
    let organization = Organization { name: Some(org.to_owned()), sector: Some(sector.into()) };
    let figure = Count { value: count.0, bound: "at_most".into(), unit: "records".into(), subject: "card".into() };
    let record = Record {
        organization: Some(Fact::new(organization, at(text, org), "organization/name".into())),
        published: day.map(|(day, words)| Fact::new(day.parse().unwrap(), at(text, words), "published/date".into())),
        kinds: vec![Fact::new(kind.into(), at(text, org), format!("kinds/{kind}").as_str().into())],
        counts: vec![Fact::new(figure, at(text, count.1), "counts/records".into())],
        ..Record::default()
    };
    (notice, Reading { record, doubts: Vec::new() })
}

fn aoba() -> (Notice, Reading) {
    read(AOBA, "青葉堂書店", "retail", "unauthorized_access", Some(("2024-06-05", "2024年6月5日")), (1234, "１，２３４件"))
}

fn minato() -> (Notice, Reading) {
    read(MINATO, "みなと市立図書館", "local_government", "misdelivery", None, (3, "３名"))
}

fn capture(source: &str, bytes: &str) -> Capture {
    Capture {
        bytes: bytes.as_bytes().to_vec(),
        media_type: "text/plain".to_owned(),
        source: source.to_owned(),
        options: "{}".to_owned(),
        captured_at: jiff::Timestamp::now(),
        ..Capture::default()
    }
}

/// The notices that a query finds, each with its case.
async fn found(store: &Store, query: &str) -> Vec<(CaseId, Line)> {
    let query = Query::parse(query, &PlainCodes).unwrap();
    let found = store.engine().await.unwrap().find(&Ask { query, limit: 100, ..Ask::default() }).unwrap();
    let lines = |hit: jikenbo_search::Hit| {
        let case = hit.entry.case.parse().unwrap();
        hit.entry.notices.into_iter().map(move |line| (case, line))
    };
    let all: Vec<_> = found.hits.into_iter().flat_map(lines).collect();
    assert_eq!(found.notices, all.len() as u64);
    all
}

async fn titles(store: &Store, query: &str) -> Vec<String> {
    let short = |name: Option<String>| name.unwrap_or_default().chars().take(2).collect();
    found(store, query).await.into_iter().map(|(_, line)| short(line.facts.organization)).collect()
}

async fn story(place: &Casebook) {
    let index = tempfile::tempdir().unwrap();
    let mut store = Store::open(place).await.unwrap();
    store.put_index(index.path().to_owned());
    assert_eq!(store.list(10).await.unwrap(), []);
    let page = capture("page.txt", &format!("{MINATO}\n{AOBA}"));
    let first = store.clip(&page, &[minato(), aoba()], "r1").await.unwrap();
    assert_eq!((first.new.len(), first.known.len(), first.same_bytes), (2, 0, false));
    clipping_again_changes_nothing(&store, &page, &first).await;
    lists(&store).await;
    let case = shows(&store, &first, &page).await;
    a_new_text_at_a_known_address_is_a_version(&store).await;
    rereading_keeps_ids(&store, &case).await;
    watched::story(&store).await;
    corrected::story(&store).await;
    moved::story(&store).await;
    saved::story(&store).await;
    users::story(&store, place).await;
    store.close().await;
    let again = Store::open(place).await.unwrap();
    assert_eq!(again.case(&case.id).await.unwrap().unwrap().id, case.id);
    again.close().await;
}

async fn clipping_again_changes_nothing(store: &Store, page: &Capture, first: &Clipped) {
    let same = store.clip(page, &[minato(), aoba()], "r1").await.unwrap();
    assert_eq!((same.same_bytes, &same.known, same.new.len()), (true, &first.new, 0));
    let spaced = Notice::plain(&AOBA.replace('、', "、\n").replace("１，２３４", "1,234"));
    let other = store.clip(&capture("page.html", "<p>"), &[(spaced, Reading::default())], "r1").await.unwrap();
    assert_eq!((other.same_bytes, &other.known[..], other.new.len()), (false, &first.new[1..], 0));
    assert_eq!(store.count().await.unwrap(), 2);
}

async fn lists(store: &Store) {
    for (query, expected) in [
        ("", &["青葉", "みな"][..]),
        ("kind:misdelivery", &["みな"]),
        ("kind:mis", &[]),
        ("sector:retail", &["青葉"]),
        ("org:図書", &["みな"]),
        ("since:2024-06-05 until:2024", &["青葉"]),
        ("since:2024-07", &[]),
        ("until:2024-05", &[]),
        ("件", &["青葉"]),
        ("1,234 カード", &["青葉"]),
        ("ｶｰﾄﾞ", &["青葉"]),
        ("カード 図書館", &[]),
        ("%", &[]),
        (" ", &["青葉", "みな"]),
    ] {
        assert_eq!(titles(store, query).await, expected, "{query:?}");
    }
    let both: Vec<_> = store.list(10).await.unwrap().into_iter().map(|row| row.organization.unwrap_or_default()).collect();
    assert_eq!(both, ["青葉堂書店", "みなと市立図書館"]);
    let row = &store.list(1).await.unwrap()[0];
    assert_eq!(row.organization.as_deref(), Some("青葉堂書店"));
    assert_eq!(row.headline.as_ref().map(|c| c.value), Some(1234));
    assert_eq!((row.published, row.kinds.len()), (Some("2024-06-05".parse().unwrap()), 1));
    assert_eq!(row.title, "青葉堂書店　不正アクセスに関するお知らせ");
}

async fn shows(store: &Store, first: &Clipped, page: &Capture) -> Case {
    let ids = first.new[1];
    assert_eq!(store.resolve(Id::Notice(ids.notice)).await.unwrap(), ids.case);
    assert_eq!(store.resolve(Id::Case(ids.case)).await.unwrap(), ids.case);
    let nobody = CaseId::derive("nobody", 9);
    assert!(matches!(store.resolve(Id::Case(nobody)).await, Err(Error::NotFound(_))));
    assert_eq!(store.case(&nobody).await.unwrap(), None);
    let case = store.case(&ids.case).await.unwrap().unwrap();
    let notice = &case.notices[0];
    assert_eq!((case.notices.len(), notice.id, notice.versions.len()), (1, ids.notice, 1));
    assert_eq!((notice.notice.clone(), notice.reading.clone()), aoba());
    assert_eq!(notice.record_json["counts"][0]["quote"], "１，２３４件");
    let (meta, bytes) = store.original(&notice.capture.sha256).await.unwrap().unwrap();
    assert_eq!((bytes, meta.source.as_str(), meta.sha256.clone()), (page.bytes.clone(), "page.txt", sha256(&page.bytes)));
    case
}

async fn a_new_text_at_a_known_address_is_a_version(store: &Store) {
    let url = Some("https://example.jp/news/1".to_owned());
    let version = |text: &str| (Notice { url: url.clone(), ..Notice::plain(text) }, Reading::default());
    let old = store.clip(&capture("1", "1"), &[version("やまびこ工業 第一報")], "r1").await.unwrap();
    let new = store.clip(&capture("2", "2"), &[version("やまびこ工業 第二報")], "r1").await.unwrap();
    assert_eq!((&new.changed, new.new.len()), (&old.new, 0));
    let case = store.case(&old.new[0].case).await.unwrap().unwrap();
    assert_eq!((case.notices[0].versions.len(), case.notices[0].notice.text.as_str()), (2, "やまびこ工業 第二報"));
    assert_eq!((found(store, "第一報").await, found(store, "第二報").await.len()), (vec![], 1));
}

async fn rereading_keeps_ids(store: &Store, case: &Case) {
    let id = case.notices[0].id;
    let stale = store.stale(0, 100, None).await.unwrap();
    assert_eq!(stale.len(), 4);
    let event =
        Event { event: "discovery".into(), start: "2024-06-05".parse().unwrap(), end: None, start_time: None, end_time: None };
    let reading = |text: &str| {
        let timeline = vec![Fact::new(event.clone(), at(text, "2024年6月5日"), "timeline/discovery".into())];
        Reading { record: Record { timeline, ..Record::default() }, doubts: Vec::new() }
    };
    let only = store.stale(0, 100, Some(&id)).await.unwrap();
    assert_eq!((only.len(), only[0].newest, &only[0].record_json), (1, true, &case.notices[0].record_json));
    let new: Vec<_> = only.iter().map(|of| Reread { of, reading: reading(&of.notice.text) }).collect();
    store.put_readings(&new, "r2").await.unwrap();
    let after = store.case(&case.id).await.unwrap().unwrap();
    assert_eq!((after.notices[0].id, after.notices[0].reading.record.timeline.len()), (id, 1));
    assert_eq!(found(store, "sector:retail").await, []);
}

fn run(future: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(future);
}

#[test]
fn sqlite() {
    let folder = tempfile::tempdir().unwrap();
    run(story(&Casebook::File(folder.path().join("a folder?/50%#事件.db"))));
    assert!(folder.path().join("a folder?/50%#事件.db").is_file());
}

#[test]
fn postgres() {
    let Ok(url) = std::env::var("JIKENBO_TEST_POSTGRES") else {
        eprintln!("the store's story was NOT told on PostgreSQL: JIKENBO_TEST_POSTGRES is not set");
        return;
    };
    run(async {
        let schema = format!("story_{}", std::process::id());
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&url).await.unwrap();
        sqlx::query(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&pool).await.unwrap();
        let sign = if url.contains('?') { '&' } else { '?' };
        story(&Casebook::Postgres(format!("{url}{sign}options[search_path]={schema}"))).await;
        sqlx::query(AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"))).execute(&pool).await.unwrap();
    });
}

#[test]
fn a_newer_casebook_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let place = Casebook::File(folder.path().join("book.db"));
    run(async {
        Store::open(&place).await.unwrap().close().await;
        let url = format!("sqlite:{}", folder.path().join("book.db").display());
        let pool = sqlx::AnyPool::connect(&url).await.unwrap();
        sqlx::query("UPDATE schema_version SET version = 99").execute(&pool).await.unwrap();
        pool.close().await;
        let error = Store::open(&place).await.unwrap_err();
        assert!(matches!(error, Error::Newer { found: 99, known: SCHEMA }), "{error}");
        let words =
            format!("this casebook was made by a newer jikenbo (schema 99; this one knows up to {SCHEMA}): upgrade the program");
        assert_eq!(error.to_string(), words);
    });
}

#[test]
fn what_is_no_casebook_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "買い物の一覧: 米、味噌、醤油".repeat(100)).unwrap();
    run(async {
        let error = Store::open(&Casebook::File(file.clone())).await.unwrap_err();
        assert!(matches!(error, Error::NotACasebook { .. }), "{error}");
        let error = Store::open(&Casebook::File(folder.path().to_owned())).await.unwrap_err();
        assert!(error.to_string().contains("is a directory"), "{error}");
        let other = folder.path().join("other.db");
        let pool = sqlx::AnyPool::connect(&format!("sqlite:{}?mode=rwc", other.display())).await.unwrap();
        sqlx::query("CREATE TABLE stamps (id INTEGER)").execute(&pool).await.unwrap();
        pool.close().await;
        let error = Store::open(&Casebook::File(other)).await.unwrap_err();
        assert!(error.to_string().contains("of another program"), "{error}");
    });
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("買い物"));
}

#[test]
fn a_batch_is_stored_whole_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    run(async {
        let store = Store::open(&Casebook::File(folder.path().join("book.db"))).await.unwrap();
        let one = |n: usize| {
            let text = format!("第{n}号 お知らせ");
            Prepared::new(&capture("many", &text), &[(Notice::plain(&text), Reading::default())], "r").unwrap()
        };
        let clipped = store.clip_all(&(0..300).map(one).collect::<Vec<_>>()).await.unwrap();
        assert!(clipped.iter().all(|c| c.new.len() == 1));
        assert_eq!(store.count().await.unwrap(), 300);
        let ids: std::collections::HashSet<_> = clipped.iter().flat_map(|c| &c.new).collect();
        assert_eq!(ids.len(), 300);
    });
}

#[test]
fn an_older_casebook_is_brought_up_to_date_with_all_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.db");
    let url = format!("sqlite:{}?mode=rwc", file.display());
    run(async {
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&url).await.unwrap();
        let first = include_str!("../migrations/sqlite/0001_casebook.sql");
        let kept = zstd::bulk::compress("旧".as_bytes(), 3).unwrap();
        sqlx::raw_sql(first).execute(&pool).await.unwrap();
        sqlx::raw_sql("CREATE TABLE schema_version (version BIGINT NOT NULL); INSERT INTO schema_version VALUES (1)")
            .execute(&pool)
            .await
            .unwrap();
        sqlx::query("INSERT INTO captures VALUES (1, $1, 'text/plain', 'old.txt', '{}', '2023-01-01T00:00:00.000Z', 3, $2)")
            .bind(sha256("旧".as_bytes()))
            .bind(kept)
            .execute(&pool)
            .await
            .unwrap();
        corrected::older_rows(&pool).await;
        pool.close().await;
        let store = Store::open(&Casebook::File(file)).await.unwrap();
        corrected::older_rows_are_kept(&store).await;
        let (meta, bytes) = store.original(&sha256("旧".as_bytes())).await.unwrap().unwrap();
        assert_eq!((meta.source.as_str(), bytes.as_slice()), ("old.txt", "旧".as_bytes()));
        assert_eq!(store.sources().await.unwrap(), []);
        store.close().await;
    });
}

#[test]
fn names_are_found_in_what_an_older_program_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.db");
    run(async {
        let store = Store::open(&Casebook::File(file.clone())).await.unwrap();
        store.clip(&capture("page.txt", "page"), &[aoba(), minato()], "r1").await.unwrap();
        store.close().await;
        let pool = sqlx::AnyPool::connect(&format!("sqlite:{}", file.display())).await.unwrap();
        sqlx::raw_sql("DELETE FROM names; UPDATE list_rows SET named = 0").execute(&pool).await.unwrap();
        pool.close().await;
        let store = Store::open(&Casebook::File(file)).await.unwrap();
        assert_eq!(store.mentions("青葉堂書店", 10).await.unwrap().len(), 1);
        assert_eq!(store.mentions("みなと市立図書館", 10).await.unwrap().len(), 1);
        store.close().await;
    });
}
