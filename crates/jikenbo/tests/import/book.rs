//! A casebook that is exported and imported is an equal casebook, on either database; and what is damaged on the way is named.

use std::collections::BTreeMap;
use std::path::Path;

use jikenbo::store::{Casebook, TakeOver};
use serde_json::{Value, json};
use sqlx::{AnyPool, AssertSqlSafe, Row};

use crate::common::{Book, Said};
use crate::{full, incident};

/// What a casebook holds of cases: each table's rows as texts, numbers that the database gave replaced by what they stand for.
const TABLES: &[(&str, &str)] = &[
    ("cases", "id || '|' || created FROM cases"),
    (
        "captures",
        "sha256 || '|' || media_type || '|' || source || '|' || options || '|' || captured_at || '|' || CAST(size AS TEXT) || '|' || coding || '|' || charset || '|' || address FROM captures",
    ),
    (
        "notices",
        "n.id || '|' || n.case_id || '|' || COALESCE(n.identity, '-') || '|' || CAST((SELECT COUNT(*) FROM notices m WHERE m.case_id = n.case_id AND m.seq <= n.seq) AS TEXT) FROM notices n",
    ),
    (
        "versions",
        "v.notice_id || '|' || CAST(v.n AS TEXT) || '|' || c.sha256 || '|' || v.text || '|' || v.marks || '|' || COALESCE(v.url, '-') || '|' || COALESCE(v.near, '-') || '|' || v.text_hash || '|' || v.seen_at || '|' || v.arrived_at FROM versions v JOIN captures c ON c.id = v.capture_id",
    ),
    (
        "appearances",
        "c.sha256 || '|' || CAST(a.position AS TEXT) || '|' || a.notice_id || '|' || CAST(a.n AS TEXT) FROM appearances a JOIN captures c ON c.id = a.capture_id",
    ),
    ("readings", "notice_id || '|' || CAST(n AS TEXT) || '|' || record || '|' || rules || '|' || read_at FROM readings"),
    (
        "corrections",
        "k.notice_id || '|' || CAST((SELECT COUNT(*) FROM corrections o WHERE o.notice_id = k.notice_id AND o.id <= k.id) AS TEXT) || '|' || k.who || '|' || k.made_at || '|' || k.record_key || '|' || k.op || '|' || k.value || '|' || k.remark || '|' || CAST((SELECT COUNT(*) FROM corrections o WHERE o.notice_id = k.notice_id AND o.id <= k.undoes) AS TEXT) FROM corrections k",
    ),
    (
        "list_rows",
        "notice_id || '|' || COALESCE(published, '-') || '|' || sort_day || '|' || COALESCE(organization, '-') || '|' || COALESCE(sector, '-') || '|' || kinds || '|' || COALESCE(headline, '-') || '|' || title || '|' || clipped_at FROM list_rows",
    ),
    (
        "review_rows",
        "notice_id || '|' || kind || '|' || record_key || '|' || CAST(many AS TEXT) || '|' || since FROM review_rows",
    ),
    ("names", "notice_id || '|' || role || '|' || name || '|' || name_key || '|' || reading || '|' || day FROM names"),
    (
        "moves",
        "CAST((SELECT COUNT(*) FROM moves o WHERE o.id <= m.id) AS TEXT) || '|' || m.who || '|' || m.made_at || '|' || m.remark || '|' || CAST((SELECT COUNT(*) FROM moves o WHERE o.id <= m.undoes) AS TEXT) FROM moves m",
    ),
    (
        "moved",
        "CAST((SELECT COUNT(*) FROM moves o WHERE o.id <= d.move_id) AS TEXT) || '|' || d.notice_id || '|' || d.from_case || '|' || d.to_case FROM moved d",
    ),
    (
        "visits",
        "v.url || '|' || v.visited_at || '|' || v.outcome || '|' || CAST(v.status AS TEXT) || '|' || v.address || '|' || v.remote || '|' || v.request_head || '|' || v.response_head || '|' || v.hops || '|' || v.sha256 || '|' || v.detail || '|' || COALESCE(c.sha256, '-') FROM visits v LEFT JOIN captures c ON c.id = v.capture_id",
    ),
    (
        "imported",
        "case_id || '|' || collection || '|' || form || '|' || record_key || '|' || place || '|' || imported_at || '|' || changed_at || '|' || sha256 || '|' || facts || '|' || refs || '|' || words || '|' || data FROM imported",
    ),
    (
        "imported_names",
        "case_id || '|' || role || '|' || name || '|' || name_key || '|' || reading || '|' || day FROM imported_names",
    ),
];

async fn tables(casebook: &Casebook) -> BTreeMap<&'static str, Vec<String>> {
    sqlx::any::install_default_drivers();
    let url = match casebook {
        Casebook::File(path) => format!("sqlite://{}", path.display()),
        Casebook::Postgres(url) => url.clone(),
    };
    let pool = AnyPool::connect(&url).await.unwrap();
    let mut all = BTreeMap::new();
    for (table, sql) in TABLES {
        let rows = sqlx::query(AssertSqlSafe(format!("SELECT {sql}"))).fetch_all(&pool).await.unwrap();
        let mut rows: Vec<String> = rows.iter().map(|row| row.try_get(0).unwrap()).collect();
        rows.sort();
        all.insert(*table, rows);
    }
    pool.close().await;
    all
}

/// A casebook in which nothing is empty: versions, looks, corrections, joined cases, doubts, cases of two collections.
async fn rich(folder: &Path) -> Casebook {
    drop(full::full(folder).await);
    let casebook = Casebook::File(folder.join("watched.db"));
    let store = jikenbo::store::Store::open(&casebook).await.unwrap();
    let notice = |n: usize| jikenbo_model::Notice::plain(&crate::common::notice(n));
    let read = |n: usize| (notice(n), crate::READER.read(&notice(n)));
    let several =
        jikenbo::store::Capture { bytes: b"three notices".to_vec(), source: "three.txt".to_owned(), ..Default::default() };
    let three = store.clip(&several, &[read(31), read(32), read(33)], "r").await.unwrap();
    let ids: Vec<_> = three.new.iter().map(|ids| jikenbo::store::Id::Case(ids.case)).collect();
    store.merge(ids[0], ids[1], "kana", "同じ件").await.unwrap();
    let second = store.merge(ids[0], ids[2], "kana", "").await.unwrap();
    store.undo_move(second, "aoi", "別の件").await.unwrap();
    store.split(&[three.new[1].notice], "aoi", "").await.unwrap();
    let of = three.new[0].notice;
    let stored = store.notice(&of).await.unwrap().unwrap();
    let found = jikenbo::corrections::items(&stored.bare, &stored.notice.text, 1);
    let claim = found.iter().find(|item| item.claim.key == "kinds").unwrap().claim.clone();
    let change = jikenbo::corrections::Change::new(&found, vec![claim], None);
    let reject = jikenbo::store::Correction::new(of, "kana", jikenbo::corrections::Op::Reject, &change, "ちがう");
    let step = store.correct(&reject).await.unwrap();
    store.undo(step, "aoi", "やはり").await.unwrap();
    let gold = json!({ "title": "鍵のない棚", "kinds": ["loss_or_theft"], "published": "2023-01-02" });
    let from = |collection: &str, form: &str, key: &str, data: &Value| TakeOver {
        collection: collection.to_owned(),
        form: form.to_owned(),
        place: "a.json".to_owned(),
        taken: jikenbo::import::taken(form, key, data).unwrap(),
        data: data.clone(),
    };
    let veris = incident(3);
    let key = veris["incident_id"].as_str().unwrap();
    store.take_over(&[from("VCDB", "veris", key, &veris), from("ours", "gold", "a", &gold)]).await.unwrap();
    store.close().await;
    casebook
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

fn run(book: &Book, casebook: &Casebook, words: &[&str], code: i32) -> Said {
    let place = match casebook {
        Casebook::File(path) => path.display().to_string(),
        Casebook::Postgres(url) => url.clone(),
    };
    Said::of(&book.jikenbo(words).env("JIKENBO_CASEBOOK", place).output().unwrap(), code)
}

/// Exports a casebook into a file of the book's folder.
fn export(book: &Book, casebook: &Casebook, name: &str, more: &[&str]) -> Vec<u8> {
    let mut words = vec!["export", "--format", "jsonl", "-o", name];
    words.extend(more);
    run(book, casebook, &words, 0);
    std::fs::read(book.path(name)).unwrap()
}

fn goes_round(to: &Casebook) {
    let book = Book::new();
    let from = wait(rich(&book.path("")));
    let lines = export(&book, &from, "all.jsonl", &[]);
    let said = run(&book, to, &["import", "all.jsonl"], 0);
    assert!(said.summary().starts_with("imported ") && said.summary().contains(" originals"), "{}", said.summary());
    let (before, after) = (wait(tables(&from)), wait(tables(to)));
    for (table, rows) in &before {
        assert!(!rows.is_empty(), "nothing is compared of {table}");
        assert_eq!(rows, &after[table], "{table}");
    }
    assert!(export(&book, to, "again.jsonl", &[]) == lines, "the imported casebook gives the same bytes");
    assert!(run(&book, to, &["import", "all.jsonl"], 0).summary().ends_with("refused 0: nothing changed"));
    assert_eq!(wait(tables(to)), after, "the same import twice changes nothing");
    run(&book, to, &["verify"], 0);
    let cases = |casebook: &Casebook| {
        let mut rows: Vec<String> = run(&book, casebook, &["list", "--json"], 0).out.lines().map(str::to_owned).collect();
        rows.sort();
        rows
    };
    assert_eq!(cases(&from), cases(to), "the search of both tells the same");
}

#[test]
fn an_exported_casebook_comes_in_as_an_equal_one() {
    let folder = tempfile::tempdir().unwrap();
    goes_round(&Casebook::File(folder.path().join("to.db")));
}

#[test]
fn the_same_on_another_database() {
    let Ok(url) = std::env::var("JIKENBO_TEST_POSTGRES") else {
        println!("skipped: JIKENBO_TEST_POSTGRES is not set, so nothing was imported into PostgreSQL");
        return;
    };
    let schema = format!("import_{}", std::process::id());
    let ask = |sql: String| {
        let url = url.clone();
        wait(async move {
            sqlx::any::install_default_drivers();
            let pool = AnyPool::connect(&url).await.unwrap();
            sqlx::query(AssertSqlSafe(sql)).execute(&pool).await.unwrap();
            pool.close().await;
        });
    };
    ask(format!("CREATE SCHEMA {schema}"));
    let sign = if url.contains('?') { '&' } else { '?' };
    goes_round(&Casebook::Postgres(format!("{url}{sign}options[search_path]={schema}")));
    ask(format!("DROP SCHEMA {schema} CASCADE"));
}

#[test]
fn what_is_damaged_is_named_with_its_line_and_the_rest_goes_in() {
    let book = Book::new();
    let from = wait(rich(&book.path("")));
    let whole = String::from_utf8(export(&book, &from, "all.jsonl", &[])).unwrap();
    let lines: Vec<Value> = whole.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line["line"].as_str().unwrap()).collect();
    for kind in ["capture", "look", "move", "case"] {
        assert!(kinds.contains(&kind), "{kind}");
    }
    let cases = kinds.iter().filter(|kind| **kind == "case").count();
    let with = |change: &dyn Fn(&mut Value), kind: &str| {
        let mut lines = lines.clone();
        let at = kinds.iter().position(|known| *known == kind).unwrap();
        change(&mut lines[at]);
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        (at + 1, text)
    };
    type Damage<'a> = (&'a str, &'a dyn Fn(&mut Value), &'a str);
    let damages: &[Damage<'_>] = &[
        ("capture", &|line| line["bytes"] = json!("AAAA"), "bytes: expected the SHA-256"),
        ("capture", &|line| line["bytes"] = json!("no base64!"), "bytes: expected base64"),
        ("capture", &|line| line["captured_at"] = json!("yesterday"), "captured_at: expected a time"),
        ("case", &|line| line["form"] = json!(2), "form: expected 1, found 2: a newer jikenbo wrote it"),
        ("case", &|line| line["case"] = json!("C000-0000"), "case: "),
        ("case", &|line| line["line"] = json!("casefile"), "line: expected capture, look, move or case"),
        ("look", &|line| line["outcome"] = json!("deleted"), "outcome: "),
        ("look", &|line| line["hops"] = json!("x"), "hops: expected a list of redirects in JSON"),
        ("look", &|line| line["hops"] = json!("[{\"address\":\"https://a.example/\"}]"), "hops: expected a list of redirects"),
        ("look", &|line| line["hops"] = json!(hop("yesterday")), "hops: expected a time"),
        ("move", &|line| line["moved"] = json!([]), "moved: expected notices"),
        ("move", &|line| line["undoes"] = json!(99), "undoes: expected an earlier move"),
    ];
    for (kind, damage, why) in damages {
        let (at, text) = with(damage, kind);
        let name = book.file("damaged.jsonl", text);
        let to = Casebook::File(book.path(&format!("{}.db", jikenbo::store::sha256(why.as_bytes()))));
        let said = run(&book, &to, &["import", &name], 1);
        assert!(said.err.contains(&format!("refused damaged.jsonl:{at}: {why}")), "{why}: {}", said.err);
        let list = run(&book, &to, &["list", "--json"], 0).out;
        assert!(list.lines().count() + 3 >= cases, "{why}: the rest is there");
        run(&book, &to, &["verify", "--quiet"], 0);
    }
    // A text that was tampered with is no longer what its facts were cut out of.
    let (tampered, at) = {
        let mut lines = lines.clone();
        let at = lines.iter().position(|line| line["notices"][0]["record"]["counts"][0]["quote"].is_string()).unwrap();
        let text = lines[at]["notices"][0]["text"].as_str().unwrap().replacen("件", "人", 50).replacen("名", "件", 50);
        lines[at]["notices"][0]["text"] = json!(text);
        (lines.iter().map(|line| format!("{line}\n")).collect::<String>(), at + 1)
    };
    let name = book.file("tampered.jsonl", tampered);
    let to = Casebook::File(book.path("tampered.db"));
    let said = run(&book, &to, &["import", &name], 1);
    assert!(said.err.contains(&format!("refused tampered.jsonl:{at}: notices/0/versions/")), "{}", said.err);
    run(&book, &to, &["verify", "--quiet"], 0);
}

#[test]
fn what_goes_on_from_what_is_here_is_added_and_what_parts_from_it_is_refused() {
    let book = Book::new();
    let file = book.file("a.txt", crate::common::notice(1));
    let clip = |to: &Casebook| run(&book, to, &["clip", &file], 0);
    let (one, other) = (Casebook::File(book.path("one.db")), Casebook::File(book.path("other.db")));
    clip(&one);
    clip(&other);
    let correct = |casebook: &Casebook, why: &'static str| {
        let casebook = casebook.clone();
        wait(async move {
            let store = jikenbo::store::Store::open(&casebook).await.unwrap();
            let of = store.list(1).await.unwrap()[0].notice.unwrap();
            let stored = store.notice(&of).await.unwrap().unwrap();
            let found = jikenbo::corrections::items(&stored.bare, &stored.notice.text, 1);
            let claim = found.iter().find(|item| item.claim.key == "kinds").unwrap().claim.clone();
            let change = jikenbo::corrections::Change::new(&found, vec![claim], None);
            let op = jikenbo::corrections::Op::Confirm;
            store.correct(&jikenbo::store::Correction::new(of, "kana", op, &change, why)).await.unwrap();
            store.close().await;
        });
    };
    correct(&one, "見た");
    export(&book, &one, "one.jsonl", &[]);
    // The other has clipped the same words itself, and nobody has said anything of them there.
    let said = run(&book, &other, &["import", "one.jsonl"], 0);
    assert!(said.summary().contains("changed 1"), "{}", said.summary());
    let corrections = |casebook: &Casebook| wait(tables(casebook))["corrections"].clone();
    assert_eq!((corrections(&one), corrections(&one).len()), (corrections(&other), 1));
    correct(&one, "もう一度");
    correct(&other, "別の人");
    export(&book, &one, "two.jsonl", &["--force"]);
    let before = wait(tables(&other));
    let said = run(&book, &other, &["import", "two.jsonl"], 1);
    assert!(said.err.contains("to go on from those that are here, found step 2 to be another"), "{}", said.err);
    assert_eq!(wait(tables(&other)), before, "what is refused changes nothing");
}

#[test]
fn without_originals_or_texts_nothing_is_taken_for_a_casebook() {
    let book = Book::new();
    let from = wait(rich(&book.path("")));
    let to = Casebook::File(book.path("to.db"));
    for (flag, why) in [("--without-originals", "expected the original"), ("--without-texts", "expected the text, found none")] {
        let name = format!("{}.jsonl", &flag[2..]);
        let lines = export(&book, &from, &name, &[flag]);
        let lines = String::from_utf8(lines).unwrap();
        assert!(lines.lines().all(|line| line.starts_with("{\"line\":\"case\"")), "a case a line");
        let said = run(&book, &to, &["import", &name], 1);
        assert!(said.err.contains(why), "{}", said.err);
    }
    // Cases of other collections have no originals, and come in all the same.
    let rows = run(&book, &to, &["list", "--json"], 0).out;
    assert_eq!(rows.lines().count(), 3, "{rows}");
}

/// The case of each notice.
fn places_of(casebook: &Casebook) -> BTreeMap<String, String> {
    wait(async {
        let store = jikenbo::store::Store::open(casebook).await.unwrap();
        let rows = store.list(100).await.unwrap();
        store.close().await;
        rows.iter().map(|row| (row.notice.unwrap().to_string(), row.case.to_string())).collect()
    })
}

#[test]
fn what_was_moved_elsewhere_is_moved_here_and_can_be_taken_back() {
    use jikenbo::store::{Id, Store};
    let book = Book::new();
    let (one, other) = (Casebook::File(book.path("one.db")), Casebook::File(book.path("other.db")));
    let files: Vec<String> = (1..4).map(|n| book.file(&format!("{n}.txt"), crate::common::notice(n))).collect();
    for file in &files {
        run(&book, &one, &["clip", file], 0);
    }
    export(&book, &one, "before.jsonl", &[]);
    run(&book, &other, &["import", "before.jsonl"], 0);
    let before = places_of(&one);
    assert_eq!((places_of(&other), before.len()), (before.clone(), 3));
    // The first two are joined, and the third went there and back.
    let cases: Vec<Id> = before.values().map(|case| case.parse().unwrap()).collect();
    wait(async {
        let store = Store::open(&one).await.unwrap();
        store.merge(cases[0], cases[2], "kana", "").await.unwrap();
        let back = store.moves_of(&case_id(cases[0])).await.unwrap()[0].id;
        store.undo_move(back, "kana", "").await.unwrap();
        store.merge(cases[0], cases[1], "kana", "同じ件").await.unwrap();
        store.close().await;
    });
    let joined = places_of(&one);
    assert_ne!(joined, before);
    export(&book, &one, "after.jsonl", &[]);
    let said = run(&book, &other, &["import", "after.jsonl"], 0);
    assert!(said.summary().contains("changed 3"), "{}", said.summary());
    assert_eq!(places_of(&other), joined, "each notice is in the same case");
    assert!(run(&book, &other, &["import", "after.jsonl"], 0).summary().ends_with("nothing changed"));
    let fresh = Casebook::File(book.path("fresh.db"));
    run(&book, &fresh, &["import", "after.jsonl"], 0);
    assert_eq!(places_of(&fresh), joined, "a casebook in which nothing was is the same");
    let found = |of: &Casebook| {
        let out = run(&book, of, &["search", "origin:clipped", "--json"], 0).out;
        let rows = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["case"].as_str().unwrap().to_owned());
        rows.collect::<std::collections::BTreeSet<String>>()
    };
    let stand: std::collections::BTreeSet<String> = joined.values().cloned().collect();
    assert_eq!((found(&other), found(&fresh)), (stand.clone(), stand), "the search knows");
    run(&book, &other, &["verify"], 0);
    wait(async {
        let store = Store::open(&other).await.unwrap();
        let moves = store.moves_of(&case_id(cases[1])).await.unwrap();
        store.undo_move(moves[0].id, "aoi", "別の件").await.unwrap();
        store.close().await;
    });
    assert_eq!(places_of(&other), before, "taken back, all are where they were");
}

fn case_id(id: jikenbo::store::Id) -> jikenbo::store::CaseId {
    id.to_string().parse().unwrap()
}

/// A redirect as a look keeps it.
fn hop(at: &str) -> String {
    let (request, response) = ("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 301 Moved\r\n\r\n");
    let hop = json!({
        "address": "https://a.example/", "remote": "192.0.2.1:443", "status": 301, "at": at, "request": request, "response": response,
    });
    json!([hop]).to_string()
}

/// The places of everything in a value.
fn places(of: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match of {
        Value::Object(keys) => {
            keys.iter()
                .for_each(|(key, value)| places(value, &format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")), all));
        }
        Value::Array(values) => values.iter().enumerate().for_each(|(at, value)| places(value, &format!("{here}/{at}"), all)),
        _ => {}
    }
}

#[test]
fn anything_anywhere_in_a_line_is_taken_or_refused() {
    let book = Book::new();
    let from = wait(rich(&book.path("")));
    let whole = String::from_utf8(export(&book, &from, "all.jsonl", &[])).unwrap();
    let odd =
        [Value::Null, json!(-1), json!(u64::MAX), json!("x"), json!("a\u{0}b"), json!([]), json!([[]]), json!({}), json!(1e300)];
    let (mut taken, mut refused) = (0, 0);
    for line in whole.lines() {
        let mut value: Value = serde_json::from_str(line).unwrap();
        if value["line"] == "look" {
            value["hops"] = json!(hop("2024-06-05T01:02:03.456Z"));
        }
        let read = |value: &Value| jikenbo::store::Line::read(value, &jikenbo::import::taken);
        assert!(read(&value).is_ok(), "a line that was written is read");
        let mut all = Vec::new();
        places(&value, "", &mut all);
        for (n, place) in all.iter().enumerate() {
            let mut changed = value.clone();
            *changed.pointer_mut(place).unwrap() = odd[n % odd.len()].clone();
            match read(&changed) {
                Ok(_) => taken += 1,
                Err(why) => {
                    assert!(!why.is_empty());
                    refused += 1;
                }
            }
        }
    }
    assert!(taken > 100 && refused > 500, "{taken} taken, {refused} refused");
}
