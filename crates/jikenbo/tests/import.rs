//! `jikenbo import`, from the outside: what other collections hold comes in, stands beside what was clipped, and what cannot come in is
//! named.

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "import/book.rs"]
mod book;
mod common;
#[allow(dead_code, reason = "the casebook alone is used")]
#[path = "web_api/full.rs"]
mod full;
#[path = "import/pages.rs"]
mod pages;
#[path = "browser/watched.rs"]
mod watched;

use std::io::Write;
use std::sync::{Arc, LazyLock};

use common::{Book, notice};
use jikenbo_read::Reader;
use serde_json::{Value, json};

static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

/// An incident in VERIS of an organisation that does not exist.
fn incident(n: usize) -> Value {
    let action = match n % 3 {
        0 => json!({ "malware": { "variety": ["Ransomware"], "vector": ["Unknown"] } }),
        1 => json!({ "error": { "variety": ["Misdelivery"], "vector": ["Carelessness"] } }),
        _ => json!({ "hacking": { "variety": ["Use of stolen creds"], "vector": ["Web application"] } }),
    };
    json!({
        "schema_version": "1.3.4",
        "incident_id": format!("0A0B0C0D-0000-4000-8000-{n:012}"),
        "security_incident": "Confirmed",
        "summary": format!("Heron Valley Clinic {n} told patients that someone had been in its records."),
        "reference": format!("https://news.example/heron/{n}; javascript:alert({n})"),
        "source_id": "vcdb",
        "timeline": { "incident": { "year": 2015 + n % 8, "month": 1 + n % 12 } },
        "victim": {
            "victim_id": format!("Heron Valley Clinic {n}"), "country": ["US"], "industry": "621111",
            "employee_count": "11 to 100", "government": ["NA"]
        },
        "actor": { "external": { "variety": ["Unknown"], "motive": ["Financial"], "country": ["Unknown"] } },
        "action": action,
        "asset": { "assets": [{ "variety": "S - Database" }], "cloud": ["Unknown"] },
        "attribute": { "confidentiality": {
            "data_disclosure": "Yes", "data_total": 1000 + n, "data": [{ "variety": "Medical", "amount": 1000 + n }]
        } },
        "discovery_method": { "unknown": true },
        "plus": { "master_id": format!("master-{n}"), "analysis_status": "Finalized", "github": "12", "unheard_of": [null] }
    })
}

fn folder(book: &Book, many: usize) -> String {
    for n in 0..many {
        book.file(&format!("vcdb/json/{n:05}.json"), format!("{:#}", incident(n)));
    }
    "vcdb".to_owned()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_folder_of_incidents_stands_beside_what_was_clipped() {
    let book = Book::new();
    let clipped = book.file("a.txt", notice(1));
    book.run(&["clip", &clipped], 0);
    let vcdb = folder(&book, 300);
    book.file("vcdb/README.md", "not a record");
    let said = book.run(&["import", &vcdb], 0);
    assert_eq!(said.summary(), "imported 300 cases of VCDB, already known 0, refused 0");
    let all = lines(&book.run(&["list", "--json"], 0).out);
    assert_eq!(all.len(), 301);
    let taken = lines(&book.run(&["search", "origin:imported", "Heron", "--json"], 0).out);
    assert_eq!(taken.len(), 300);
    assert!(taken.iter().all(|row| row.get("notice").is_none()), "a case without a text has no notice");
    assert_eq!(lines(&book.run(&["search", "origin:clipped", "--json"], 0).out).len(), 1);
    assert_eq!(lines(&book.run(&["search", "\"Clinic 7 told\"", "--json"], 0).out).len(), 1, "what it says is searched");
    let from = |origin: &str| all.iter().filter(|row| row["origin"] == origin).count();
    assert_eq!((from("clipped"), from("imported")), (1, 300), "each line says where its case comes from");
    let found = |query: &str| lines(&book.run(&["search", query, "--json"], 0).out).len();
    assert_eq!(
        ["collection:vcd", "collection=VCDB", "集まり：VCDB"].map(found),
        [300; 3],
        "a part of the name, the name, in Japanese"
    );
    assert_eq!(["collection=VCD", "collection:-", "collection:VCDB Heron -collection:VCDB"].map(found), [0, 1, 0]);
    for words in [&["list"][..], &["search", "origin:imported"]] {
        assert_eq!(book.run(words, 0).out.matches("取り込み: ").count(), 300, "{words:?}: what was taken over is marked");
    }
    let none = book.run(&["search", "gardener"], 0).err;
    assert!(none.contains("none of the 301 cases"), "{none}");
    let case = taken[0]["case"].as_str().unwrap();
    let shown = book.run(&["show", case], 0).out;
    assert!(
        shown.contains("VCDB") && shown.contains("本文はありません") && shown.contains("https://news.example/heron/"),
        "{shown}"
    );
    let whole: Value = serde_json::from_str(&book.run(&["show", case, "--json"], 0).out).unwrap();
    assert_eq!(whole["imported"]["data"]["plus"]["unheard_of"], json!([null]), "what it was there is kept whole");
    let file = whole["imported"]["place"].as_str().unwrap();
    assert!(file.starts_with("json/00") && file.ends_with(".json"), "a file's name is told within its folder: {file}");
    let none = book.run(&["evidence", case, "-o", "case.wacz"], 1).err;
    assert!(none.contains("taken over from VCDB without a text"), "{none}");
    assert!(book.run(&["verify"], 0).out.contains("300 cases taken over: 0 do not hold"));
}

#[test]
fn the_same_import_twice_changes_nothing_and_a_changed_record_keeps_its_case() {
    let book = Book::new();
    let vcdb = folder(&book, 20);
    book.run(&["import", &vcdb], 0);
    let before = book.run(&["list", "--json"], 0).out;
    assert_eq!(
        book.run(&["import", &vcdb], 0).summary(),
        "imported 0 cases of VCDB, already known 20, refused 0: nothing changed"
    );
    assert_eq!(book.run(&["list", "--json"], 0).out, before);
    let mut changed = incident(3);
    changed["summary"] = json!("It was the gardener's key after all.");
    book.file("vcdb/json/00003.json", changed.to_string());
    assert_eq!(book.run(&["import", &vcdb], 0).summary(), "imported 0 cases of VCDB, changed 1, already known 19, refused 0");
    let ids = |out: &str| {
        let mut ids: Vec<String> = lines(out).iter().map(|row| row["case"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&book.run(&["list", "--json"], 0).out), ids(&before), "ids stay");
    assert_eq!(lines(&book.run(&["search", "gardener", "--json"], 0).out).len(), 1, "the search knows of the change");
    let other = book.run(&["import", "--collection", "another", &vcdb], 0);
    assert_eq!(other.summary(), "imported 20 cases of another, already known 0, refused 0", "another collection's are others");
}

#[test]
fn what_is_refused_is_named_and_the_rest_goes_in() {
    let book = Book::new();
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    let no_id = {
        let mut one = incident(1);
        one.as_object_mut().unwrap().remove("incident_id");
        one.to_string()
    };
    book.file("in/bad-utf8.json", [br#"{"incident_id": ""#.as_slice(), &[0xff, 0xfe], br#""}"#].concat());
    book.file("in/broken.json", "{\"incident_id\": ");
    book.file("in/deep.json", format!("{{\"incident_id\": {deep}}}"));
    book.file("in/empty.json", "");
    book.file("in/large.jsonl", format!("{{\"incident_id\": \"{}\"}}\n{}\n", "x".repeat(17 << 20), incident(8)));
    book.file("in/good.json", incident(2).to_string());
    book.file("in/no-id.json", no_id);
    book.file("in/package.json", "{\"name\": \"vcdb\", \"license\": \"CC\"}");
    let mut nul = incident(4);
    nul["summary"] = json!("a\u{0}b");
    nul["victim"]["victim_id"] = json!("Heron\u{0}Clinic");
    nul["timeline"]["incident"] = json!({ "year": 99_999, "month": 99 });
    let with_control = {
        let mut one = incident(5);
        one["incident_id"] = json!("a\u{0}b");
        one
    };
    book.file("in/some.jsonl", format!("{}\nnot json\n{}\n\n{}\n{}\n", incident(5), incident(6), with_control, incident(6)));
    let said = book.jikenbo(&["import", "in"]).output().unwrap();
    let said = common::Said::of(&said, 1);
    assert!(
        said.summary().starts_with("imported 4 cases of VCDB, already known 1, refused 9 (in/bad-utf8.json: "),
        "{}",
        said.summary()
    );
    for part in [
        "refused in/bad-utf8.json: line 1, column 18: expected JSON in UTF-8, found the byte 0xff",
        "refused in/broken.json: line 1, column 16: expected a value, found the end of the file",
        "refused in/deep.json: line 1, column 143: expected at most 128 brackets within one another, found more",
        "refused in/empty.json: expected JSON, found nothing",
        "refused in/large.jsonl:1: expected a record of at most 16777216 bytes, found ",
        "refused in/no-id.json: /incident_id: expected",
        "refused in/package.json: expected an incident in VERIS, gold facts or a line of a casebook, found an object with name, license",
        "refused in/some.jsonl:2: column 1: expected JSON, found `not json`",
        "refused in/some.jsonl:5: expected a key of 1 to 200 characters, none of them a control",
    ] {
        assert!(said.err.contains(part), "{part}\n{}", said.err);
    }
    // Years like that are nobody's, whether the record goes in without or not at all; nothing else is lost by it.
    let odd = book.file("odd.json", nul.to_string());
    let odd = book.jikenbo(&["import", &odd]).output().unwrap();
    assert!(odd.status.code().is_some_and(|code| code < 2) && !String::from_utf8_lossy(&odd.stderr).contains("panicked"));
    let again = {
        let mut one = incident(2);
        one["summary"] = json!("other");
        one
    };
    let twice = book.file("twice.json", json!([incident(2), again, incident(9)]).to_string());
    let said = book.run(&["import", &twice], 1);
    assert!(said.err.contains("refused twice.json[2]: expected each key once"), "{}", said.err);
    assert!(said.summary().starts_with("imported 1 case of VCDB, already known 1, refused 1"), "{}", said.summary());
    assert!(book.run(&["import", "nowhere.json"], 1).err.contains("nowhere.json"));
    assert!(book.run(&["import", "--as", "papyrus", "in"], 2).err.contains("expected one of veris, gold, jsonl"));
}

#[test]
fn lists_lines_gzip_and_zip_hold_the_same() {
    let all: Vec<Value> = (0..12).map(incident).collect();
    let as_lines: String = all.iter().map(|one| format!("{one}\n")).collect();
    let gz = {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(as_lines.as_bytes()).unwrap();
        out.finish().unwrap()
    };
    let zip = {
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (n, one) in all.iter().enumerate() {
            out.start_file(format!("data/{n}.json"), stored).unwrap();
            out.write_all(one.to_string().as_bytes()).unwrap();
        }
        out.start_file("LICENSE.txt", stored).unwrap();
        out.finish().unwrap().into_inner()
    };
    let mut lists = Vec::new();
    for (name, bytes) in [
        ("list.json", json!(all).to_string().into_bytes()),
        ("pretty.json", format!("{:#}", json!(all)).into_bytes()),
        ("lines.json", as_lines.clone().into_bytes()),
        ("lines.jsonl.gz", gz),
        ("all.zip", zip),
    ] {
        let book = Book::new();
        let file = book.file(name, bytes);
        assert_eq!(book.run(&["import", &file], 0).summary(), "imported 12 cases of VCDB, already known 0, refused 0", "{name}");
        let mut rows: Vec<Value> = lines(&book.run(&["list", "--json"], 0).out);
        rows.iter_mut().for_each(|row| row["clipped_at"] = Value::Null);
        rows.sort_by_key(|row| row["case"].to_string());
        lists.push(rows);
        // An absolute path tells how the machine is laid out where it was imported: readers are told the file alone.
        let whole = book.path(&file);
        let again = book.run(&["import", "--collection", "whole path", whole.to_str().unwrap()], 0);
        assert_eq!(again.summary(), "imported 12 cases of whole path, already known 0, refused 0", "{name}");
        let exported = lines(&book.run(&["export", "--format", "jsonl"], 0).out);
        let places = exported.iter().filter_map(|line| line["imported"]["place"].as_str()).collect::<Vec<_>>();
        assert_eq!(places.len(), 24, "{name}");
        assert!(places.iter().all(|place| place.starts_with(name)), "{name}: {places:?}");
    }
    assert!(lists.windows(2).all(|pair| pair[0] == pair[1]), "the form of the file changes nothing, not even the ids");
}

#[test]
fn a_folder_of_casebooks_and_records_goes_in_file_by_file() {
    let from = Book::new();
    let clipped = from.file("a.txt", notice(1));
    from.run(&["clip", &clipped], 0);
    from.run(&["export", "--format", "jsonl", "-o", "book.jsonl"], 0);
    let book = Book::new();
    folder(&book, 520);
    // Between records, so that some wait while lines are stored.
    book.file("vcdb/json/00007-book.jsonl", std::fs::read(from.path("book.jsonl")).unwrap());
    assert_eq!(
        book.run(&["import", "vcdb"], 0).summary(),
        "imported 521 cases of VCDB with 1 originals, already known 0, refused 0"
    );
    assert_eq!(book.run(&["list", "--json"], 0).out.lines().count(), 521);
}

#[test]
fn an_entry_of_an_archive_that_is_not_what_was_packed_is_refused_whole() {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for part in 0..3 {
        out.start_file(format!("{part}.jsonl"), stored).unwrap();
        for n in 0..3 {
            writeln!(out, "{}", incident(10 * part + n)).unwrap();
        }
    }
    let mut bytes = out.finish().unwrap().into_inner();
    // A letter of the last line of the second entry.
    let told = b"Heron Valley Clinic 12 told";
    let at = bytes.windows(told.len()).position(|part| part == told).unwrap();
    bytes[at] = b'X';
    let book = Book::new();
    let file = book.file("damaged.zip", &bytes);
    let said = book.run(&["import", &file], 1);
    assert!(said.err.contains("refused damaged.zip/1.jsonl: expected the CRC-32 "), "{}", said.err);
    assert!(said.summary().starts_with("imported 6 cases of VCDB, already known 0, refused 1"), "{}", said.summary());
}

#[test]
fn an_archive_without_json_is_named_and_passed_over_among_others() {
    let archive = |entry: &str| {
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        out.start_file(entry, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(b"<Types/>").unwrap();
        out.finish().unwrap().into_inner()
    };
    let book = Book::new();
    let csv = book.file("in/csv.zip", archive("cases.csv"));
    let sheet = book.file("sheet.xlsx", archive("[Content_Types].xml"));
    let expected = "expected JSON, or a ZIP archive with files of JSON (.json, .jsonl, .gz), found";
    for (file, found) in [(&csv, "an archive without any"), (&sheet, "an office document (.xlsx, .docx)")] {
        let said = book.run(&["import", file], 1);
        assert!(said.err.contains(&format!("refused {file}: {expected} {found}")), "{}", said.err);
    }
    book.file("in/1.json", incident(1).to_string());
    assert_eq!(book.run(&["import", "in"], 0).summary(), "imported 1 case of VCDB, already known 0, refused 0");
}

#[cfg(unix)]
#[test]
fn a_pipe_that_has_a_name_is_read_like_a_file() {
    let plain: String = (0..3).map(|n| format!("{}\n", incident(n))).collect();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(plain.as_bytes()).unwrap();
    let import = |bytes: Vec<u8>, code: i32| {
        let book = Book::new();
        common::Said::of(&book.jikenbo(&["import", "/dev/stdin"]).write_stdin(bytes).output().unwrap(), code)
    };
    for bytes in [plain.into_bytes(), gz.finish().unwrap()] {
        assert_eq!(import(bytes, 0).summary(), "imported 3 cases of VCDB, already known 0, refused 0");
    }
    let zip = import(b"PK\x03\x04 and more".to_vec(), 1);
    assert!(zip.err.contains("refused /dev/stdin: expected JSON, found a ZIP archive: it is read from a file"), "{}", zip.err);
}

#[test]
fn gold_facts_come_in_under_the_names_of_their_files() {
    let book = Book::new();
    let facts = json!({
        "title": "顧客名簿の紛失について", "organization": { "name": "みなも銀行", "sector": "financial" }, "published": "2024-03-04",
        "kinds": ["loss_or_theft"], "counts": [{ "value": 31, "bound": "about", "unit": "people", "subject": "personal", "quote": "約31名" }],
    });
    book.file("gold/01.json", facts.to_string());
    book.file("gold/02.json", json!({ "title": "鍵のかからない棚", "kinds": ["loss_or_theft"] }).to_string());
    assert_eq!(book.run(&["import", "gold"], 0).summary(), "imported 2 cases of gold, already known 0, refused 0");
    let rows = lines(&book.run(&["search", "org:みなも銀行", "--json"], 0).out);
    assert_eq!((rows.len(), &rows[0]["headline"]["bound"], &rows[0]["published"]), (1, &json!("about"), &json!("2024-03-04")));
    assert_eq!(lines(&book.run(&["search", "\"約31名\"", "--json"], 0).out).len(), 1, "quotes are searched");
    let shown: Value = serde_json::from_str(&book.run(&["show", rows[0]["case"].as_str().unwrap(), "--json"], 0).out).unwrap();
    assert_eq!((&shown["imported"]["key"], &shown["imported"]["data"]), (&json!("01"), &facts));
    let exported = lines(&book.run(&["export", "--format", "jsonl"], 0).out);
    assert!(exported.iter().any(|line| line["imported"]["data"] == facts), "what was taken over is exported as what it was");
}

/// Imports so many records from a pipe. Gives the most memory that this took, in bytes, where the system tells: it is asked when
/// everything was read but the last bytes in the pipe, so that nothing waits for anything.
fn imported_from_a_pipe(records: usize) -> Option<u64> {
    let book = Book::new();
    let filler = "A long report of what became of it. ".repeat(200);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_jikenbo"));
    command.current_dir(book.path("")).env("HOME", book.path("")).env("JIKENBO_CASEBOOK", book.casebook());
    command.args(["import", "-"]).stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut to = std::io::BufWriter::new(child.stdin.take().unwrap());
    for n in 0..records {
        let mut one = incident(n);
        one["notes"] = json!(filler);
        writeln!(to, "{one}").unwrap();
    }
    to.flush().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    drop(to);
    let said = child.wait_with_output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.starts_with("imported 1") && said.trim_end().ends_with("already known 0, refused 0"), "{said}");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).map(|n| n * 1024)
}

#[test]
fn ten_thousand_records_need_no_more_memory_than_a_thousand() {
    match (imported_from_a_pipe(1_000), imported_from_a_pipe(10_000)) {
        // Nine thousand more are seventy million bytes of JSON, and several times that when parsed.
        (Some(few), Some(many)) => {
            assert!(many < few + 30_000_000, "{few} bytes of memory for a thousand, {many} for ten thousand")
        }
        _ => println!("skipped: this system does not tell how much memory a process has had"),
    }
}

#[test]
fn each_record_is_of_its_own_collection_and_what_no_table_holds_is_mended() {
    let book = Book::new();
    let vcdb = book.file("mixed/a.json", incident(1).to_string());
    let mut own = incident(2);
    own["plus"].as_object_mut().unwrap().remove("master_id");
    own["victim"]["victim_id"] = json!("Heron\u{0}Valley");
    book.file("mixed/b.json", own.to_string());
    book.run(&["import", "mixed"], 0);
    let rows = lines(&book.run(&["search", "origin:imported", "--json"], 0).out);
    let from = |row: &Value| {
        let case: Value = serde_json::from_str(&book.run(&["show", row["case"].as_str().unwrap(), "--json"], 0).out).unwrap();
        case["imported"]["collection"].as_str().unwrap().to_owned()
    };
    let mut collections: Vec<String> = rows.iter().map(from).collect();
    collections.sort();
    assert_eq!(collections, ["VCDB", "mixed"], "{vcdb} comes first and says nothing of the other");
    let table = book.run(&["export", "--format", "csv", "origin:imported"], 0).out;
    assert!(table.contains("Heron\u{fffd}Valley") && !table.contains('\0'), "{table}");
}
