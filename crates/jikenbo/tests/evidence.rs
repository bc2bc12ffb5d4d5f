//! What is kept as evidence, and how that is checked.

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/authority.rs"]
mod authority;
mod common;
#[path = "common/python.rs"]
mod python;
#[path = "common/site.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod site;

use std::io::Read;
use std::process::Command;
use std::sync::Mutex;

use authority::{ANSWER_KIND, Authority, OpenSsl};
use common::{Book, Said, notice};
use jikenbo_archive::{Digest, Limits, RecordKind, Records};
use site::{Page, Site};

fn sql(book: &Book, statement: &'static str) {
    let url = format!("sqlite:{}", book.casebook().display());
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&url).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
        pool.close().await;
    });
}

#[test]
fn a_casebook_that_nobody_touched_holds() {
    let book = Book::new();
    let files: Vec<_> = (1..=3).map(|n| book.file(&format!("{n}.txt"), notice(n))).collect();
    book.run(&[&["clip", "--one"][..], &files.iter().map(String::as_str).collect::<Vec<_>>()].concat(), 0);
    let said = book.run(&["verify"], 0);
    assert!(said.out.starts_with("checked 3 captures") && said.out.ends_with("0 do not hold\n"), "{}", said.out);
    assert!(!said.out.contains(" 0 spans"), "{}", said.out);
    assert_eq!(book.run(&["verify", "--quiet"], 0).out, "");
}

#[test]
fn whatever_was_touched_is_named() {
    for (statement, words) in [
        ("UPDATE captures SET bytes = x'00' WHERE id = 1", "cannot be unpacked"),
        ("UPDATE captures SET size = size + 1 WHERE id = 1", "bytes, found"),
        ("UPDATE captures SET sha256 = 'ff' WHERE id = 1", "expected the SHA-256 ff, found"),
        ("UPDATE versions SET text = replace(text, '最大1件', '最大9件') WHERE n = 1", "expected the text's hash"),
        ("UPDATE readings SET record = replace(record, '最大1件', '最大9件') WHERE n = 1", "expected the span to cut out"),
        ("UPDATE readings SET record = 'x' WHERE n = 1", "no JSON"),
        ("DELETE FROM readings", "was never read"),
    ] {
        let book = Book::new();
        let file = book.file("1.txt", notice(1));
        book.run(&["clip", "--one", &file], 0);
        sql(&book, statement);
        let said = book.run(&["verify"], 1);
        assert!(said.out.contains(words) && said.out.ends_with(": 1 do not hold\n"), "{statement}: {}", said.out);
    }
}

/// A notice as a page; `words` stand at its end.
fn page(n: usize, words: &str) -> Page {
    let text: String = notice(n).lines().chain([words]).map(|line| format!("<p>{line}</p>")).collect();
    Page::html(format!("<!DOCTYPE html><html><head><title>お知らせ</title></head><body><main>{text}</main></body></html>"))
}

/// Runs a command with more flags.
fn run(book: &Book, arguments: &[&str], flags: &[String], code: i32) -> Said {
    let all: Vec<&str> = arguments.iter().copied().chain(flags.iter().map(String::as_str)).collect();
    book.run(&all, code)
}

/// A case that was clipped from a site, over a redirect, and changed once: its id.
fn clipped(book: &Book, site: &Site) -> String {
    site.put("/old", Page::status(302).header("Location", "/news/1"));
    site.put("/news/1", page(1, "以上"));
    let id = run(book, &["clip", &site.url("/old")], &site.flags(), 0).clipped().remove(0);
    site.put("/news/1", page(1, "その後、流出は最大2,311件と判明いたしました。"));
    let said = run(book, &["clip", &site.url("/old")], &site.flags(), 0);
    assert!(said.summary().contains("changed 1"), "{}", said.out);
    id
}

struct Record {
    kind: RecordKind,
    address: String,
    block: Vec<u8>,
}

/// The records of a package, whose first file is its WARC, as it is.
fn records(package: &[u8]) -> Vec<Record> {
    let at = package.windows(3).position(|bytes| bytes == b"\x1f\x8b\x08").unwrap();
    let mut records = Records::new(&package[at..], &Limits::default());
    let mut all = Vec::new();
    while let Ok(Some(head)) = records.next_record() {
        let mut block = Vec::new();
        records.block().read_to_end(&mut block).unwrap();
        all.push(Record { kind: head.kind, address: head.address().unwrap_or_default().to_owned(), block });
    }
    all
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The block of the record of a kind and address whose block has some words.
fn block(all: &[Record], kind: RecordKind, address: &str, words: &str) -> String {
    let found = all.iter().find(|record| record.kind == kind && record.address == address && text(&record.block).contains(words));
    text(&found.unwrap_or_else(|| panic!("expected a {} of {address}, found none", kind.name())).block)
}

#[test]
fn a_case_is_packed_with_all_that_was_asked_and_answered() {
    let (book, site) = (Book::new(), Site::new());
    let id = clipped(&book, &site);
    let said = book.run(&["evidence", &id, "-o", "case.wacz"], 0);
    assert!(
        said.out.starts_with("wrote case.wacz: 1 notice, 2 versions, 2 captures; datapackage.json has sha256:"),
        "{}",
        said.out
    );
    let package = std::fs::read(book.path("case.wacz")).unwrap();
    let all = records(&package);
    let (old, new) = (site.url("/old"), site.url("/news/1"));
    // Byte for byte what went over the wire.
    let first = block(&all, RecordKind::Response, &new, "以上");
    assert!(first.starts_with("HTTP/1.1 200 Some Reason\r\nConnection: close\r\n"), "{first}");
    assert!(first.ends_with(&text(&page(1, "以上").body)), "{first}");
    block(&all, RecordKind::Response, &new, "2,311");
    assert!(block(&all, RecordKind::Response, &old, "").contains("Location: /news/1\r\n"));
    assert!(block(&all, RecordKind::Request, &old, "").starts_with("GET /old HTTP/1.1\r\n"));
    assert!(block(&all, RecordKind::Request, &new, "").starts_with("GET /news/1 HTTP/1.1\r\n"));
    // And what was read, each fact with its span.
    let show: serde_json::Value = serde_json::from_str(&book.run(&["show", "--json", &id], 0).out).unwrap();
    let notice = &show["notices"][0];
    let name = notice["notice"].as_str().unwrap();
    let read =
        |address: &str| -> serde_json::Value { serde_json::from_str(&block(&all, RecordKind::Resource, address, "")).unwrap() };
    let newest = read(&format!("urn:jikenbo:{name}:2"));
    assert_eq!((&newest["record"], &newest["text"]), (&notice["record"], &notice["text"]));
    let captures = newest["captures"].as_array().unwrap();
    assert_eq!(captures[0]["sha256"], notice["versions"][1]["capture"]["sha256"]);
    assert_eq!(captures[0]["sha256"], Digest::of(&page(1, "その後、流出は最大2,311件と判明いたしました。").body).hex());
    assert!(read(&format!("urn:jikenbo:{name}:1"))["text"].as_str().unwrap().contains("以上"));
    assert_eq!(read(&format!("urn:jikenbo:{id}"))["notices"][0]["versions"], 2);
    assert_eq!(read(&format!("urn:jikenbo:{name}:looks"))["looks"].as_array().unwrap().len(), 2);
    // Into another casebook, and out again.
    let other = Book::new();
    let file = other.file("case.wacz", &package);
    let id = other.run(&["clip", &file], 0).clipped().remove(0);
    let texts = |book: &Book, id: &str| {
        serde_json::from_str::<serde_json::Value>(&book.run(&["show", "--json", id], 0).out).unwrap()["notices"][0]["text"]
            .clone()
    };
    assert_eq!(texts(&other, &id), notice["text"]);
    other.run(&["evidence", &id, "-o", "again.wacz"], 0);
    other.run(&["evidence", "verify", "again.wacz"], 0);
    let again = records(&std::fs::read(other.path("again.wacz")).unwrap());
    assert_eq!(block(&again, RecordKind::Response, &new, "以上"), first);
    let said = book.run(&["evidence", "verify", "case.wacz"], 0);
    assert!(said.out.ends_with("checked 5 files, 13 records, 2 pages: 0 do not hold\n"), "{}", said.out);
    assert_eq!(book.run(&["evidence", "verify", "--quiet", "case.wacz"], 0).out, "");
}

#[test]
fn the_same_casebook_gives_the_same_bytes() {
    let (book, site) = (Book::new(), Site::new());
    let id = clipped(&book, &site);
    for name in ["1.wacz", "2.wacz"] {
        book.run(&["evidence", &id, "-o", name], 0);
    }
    let read = |name: &str| std::fs::read(book.path(name)).unwrap();
    assert!(read("1.wacz") == read("2.wacz"));
    // Ids that name the same thing twice change nothing.
    book.run(&["evidence", &id, &id, "-o", "2.wacz", "--force"], 0);
    assert!(read("1.wacz") == read("2.wacz"));
}

#[test]
fn a_body_in_chunks_stays_one_that_its_head_tells_of() {
    let (book, site) = (Book::new(), Site::new());
    let body = page(1, "").body;
    let half = body.len() / 2;
    let chunk = |bytes: &[u8]| [format!("{:X};x=y\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
    let chunks = [chunk(&body[..half]), chunk(&body[half..]), b"0\r\n\r\n".to_vec()].concat();
    site.put("/1", Page::html(chunks).header("Transfer-Encoding", "chunked"));
    let id = run(&book, &["clip", &site.url("/1")], &site.flags(), 0).clipped().remove(0);
    // The same again, which is written by its digest alone.
    run(&book, &["clip", &site.url("/1")], &site.flags(), 0);
    book.run(&["evidence", &id, "-o", "case.wacz"], 0);
    book.run(&["evidence", "verify", "case.wacz"], 0);
    let all = records(&std::fs::read(book.path("case.wacz")).unwrap());
    let response = block(&all, RecordKind::Response, &site.url("/1"), "");
    let framed = [format!("{:x}\r\n", body.len()).as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
    assert!(response.contains("Transfer-Encoding: chunked\r\n") && response.ends_with(&text(&framed)), "{response}");
    assert!(block(&all, RecordKind::Revisit, &site.url("/1"), "").ends_with("\r\n\r\n"));
}

#[test]
fn files_are_named_by_their_digest_and_tell_nothing_of_the_folder() {
    let book = Book::new();
    let file = book.file("himitsu/1.txt", notice(1));
    let id = book.run(&["clip", "--one", &file], 0).clipped().remove(0);
    book.run(&["evidence", &id, "-o", "case.wacz"], 0);
    let all = records(&std::fs::read(book.path("case.wacz")).unwrap());
    let address = format!("urn:sha256:{}", Digest::of(notice(1).as_bytes()).hex());
    assert_eq!(block(&all, RecordKind::Resource, &address, ""), notice(1));
    assert!(all.iter().all(|record| !text(&record.block).contains("himitsu")));
    let said = book.run(&["evidence", "verify", "case.wacz"], 0);
    assert!(said.out.ends_with("checked 5 files, 4 records, 1 pages: 0 do not hold\n"), "{}", said.out);
}

#[test]
fn nothing_is_written_over_and_nothing_half() {
    let book = Book::new();
    let file = book.file("1.txt", notice(1));
    let id = book.run(&["clip", "--one", &file], 0).clipped().remove(0);
    book.file("case.wacz", "mine");
    let said = book.run(&["evidence", &id, "-o", "case.wacz"], 1);
    assert!(said.err.contains("case.wacz is there already: --force writes over it"), "{}", said.err);
    assert_eq!(std::fs::read(book.path("case.wacz")).unwrap(), b"mine");
    for (arguments, words) in [
        (&["evidence", "C7GH-2WMX", "-o", "x.wacz"][..], "C7GH-2WMX is not in the casebook"),
        (&["evidence", &id, "-o", "-"], "expected the name of a file"),
        (&["evidence", &id, "-o", "nowhere/x.wacz"], "nowhere"),
        (&["evidence", "verify", "x.wacz"], "x.wacz: "),
        (&["evidence", "verify", &file], "expected a zip archive"),
    ] {
        let said = book.run(arguments, 1);
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
    for arguments in [&["evidence"][..], &["evidence", &id], &["evidence", &id, "-o", "x.wacz", "--tsr"]] {
        book.run(arguments, 2);
    }
    assert!(!book.path("x.wacz").exists());
    let left: Vec<_> = std::fs::read_dir(book.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains(".jikenbo-")), "{left:?}");
}

/// The package with the first `from` changed into as many other bytes.
fn swapped(package: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = package.windows(from.len()).position(|bytes| bytes == from.as_bytes()).unwrap_or_else(|| panic!("no {from}"));
    let mut package = package.to_vec();
    package[at..at + to.len()].copy_from_slice(to.as_bytes());
    package
}

#[test]
fn whatever_is_changed_in_a_package_is_named() {
    let (book, site) = (Book::new(), Site::new());
    let id = clipped(&book, &site);
    book.run(&["evidence", &id, "-o", "case.wacz"], 0);
    let package = std::fs::read(book.path("case.wacz")).unwrap();
    let warc = package.windows(3).position(|bytes| bytes == b"\x1f\x8b\x08").unwrap();
    let mut flipped = package.clone();
    flipped[warc + 400] ^= 0x10;
    let digest = Digest::of(b"").hex();
    for (changed, words) in [
        (flipped, "archive/data.warc.gz: "),
        (swapped(&package, "\"offset\":\"", "\"offset\":\'"), "indexes/index.cdx: expected the digest"),
        (swapped(&package, "最大2,311件", "最大2,310件"), "pages/pages.jsonl: expected the digest"),
        (swapped(&package, "\"title\": \"", "\"title\":  \""[..10].to_owned().as_str()), "datapackage.json: "),
        (swapped(&package, "\"path\": \"archive", "\"path\": \"arkhive"), "arkhive/data.warc.gz, found none"),
        (
            swapped(&package, &format!("\"hash\": \"sha256:{}", &hash(&package)), &format!("\"hash\": \"sha256:{digest}")),
            "datapackage.json: expected the digest",
        ),
    ] {
        book.file("changed.wacz", changed);
        let said = book.run(&["evidence", "verify", "changed.wacz"], 1);
        assert!(said.out.contains(words) && !said.out.contains(": 0 do not hold"), "{words}: {}", said.out);
    }
    for cut in [0, 10, package.len() / 2, package.len() - 1] {
        book.file("changed.wacz", &package[..cut]);
        assert!(book.run(&["evidence", "verify", "changed.wacz"], 1).err.contains("expected a zip archive"), "{cut}");
    }
}

/// The digest of `datapackage.json` that stands in the package.
fn hash(package: &[u8]) -> String {
    let all = text(package);
    let at = all.rfind("\"hash\": \"sha256:").unwrap() + "\"hash\": \"sha256:".len();
    all[at..at + 64].to_owned()
}

/// A book with one case, and the case's id.
fn small() -> (Book, String) {
    let book = Book::new();
    let file = book.file("1.txt", notice(1));
    let id = book.run(&["clip", "--one", &file], 0).clipped().remove(0);
    (book, id)
}

#[test]
fn a_time_stamp_is_kept_in_the_package_and_openssl_verifies_it() {
    let (book, id) = small();
    let Some(openssl) = OpenSsl::new(book.path("authority")) else { return };
    let [root, other] = openssl.roots();
    let asked = openssl.clone();
    let authority = Authority::new(move |question| (200, ANSWER_KIND, asked.answer(question, "settings")));
    let said = run(&book, &["evidence", &id, "-o", "case.wacz", "--tsr"], &authority.flags(), 0);
    assert!(
        said.out.contains("\ntime stamp: 20") && said.out.contains("(within 1s), number 02, policy 1.2.3.4.1\n"),
        "{}",
        said.out
    );
    let package = std::fs::read(book.path("case.wacz")).unwrap();
    assert!(openssl.verifies(&book.path("case.wacz.tsr"), &hash(&package)));

    let said = book.run(&["evidence", "verify", "case.wacz", "--tsa-ca", &root], 0);
    assert!(said.out.contains("; OpenSSL verified its signature\n"), "{}", said.out);
    let said = book.run(&["evidence", "verify", "case.wacz", "--tsa-ca", &other], 1);
    assert!(said.out.contains("the time stamp's signature, says OpenSSL: Verification: FAILED"), "{}", said.out);
    let said = book.run(&["evidence", "verify", "case.wacz", "--tsa-ca", "nowhere.pem"], 1);
    assert!(said.err.starts_with("jikenbo: nowhere.pem: "), "{}", said.err);
    // Without the program's help: the commands that it prints.
    let said = book.run(&["evidence", "verify", "case.wacz"], 0);
    let commands: Vec<String> =
        said.out.lines().filter_map(|line| line.strip_prefix("  ")).map(|line| line.replace("authority.pem", &root)).collect();
    assert_eq!(commands.len(), 2, "{}", said.out);
    if Command::new("unzip").arg("-v").output().is_ok() {
        let ran = Command::new("sh").args(["-ec", &commands.join("\n")]).current_dir(book.path("")).output().unwrap();
        assert!(ran.status.success() && text(&ran.stdout).contains("Verification: OK"), "{}", text(&ran.stderr));
    }

    // But for the stamp, the package is as it would be without.
    book.run(&["evidence", &id, "-o", "plain.wacz"], 0);
    assert_eq!(hash(&package), hash(&std::fs::read(book.path("plain.wacz")).unwrap()));
    book.run(&["evidence", "verify", "plain.wacz", "--tsa-ca", &root], 1);
}

/// The time stamp in a package, as it stands there.
fn token(package: &[u8]) -> String {
    let all = text(package);
    let at = all.find("\"timeStampToken\": \"").unwrap() + "\"timeStampToken\": \"".len();
    all[at..].split('"').next().unwrap().to_owned()
}

#[test]
fn a_time_stamp_on_something_else_is_named() {
    let (book, id) = small();
    let Some(openssl) = OpenSsl::new(book.path("authority")) else { return };
    let asked = openssl.clone();
    let authority = Authority::new(move |question| (200, ANSWER_KIND, asked.answer(question, "settings")));
    run(&book, &["evidence", &id, "-o", "1.wacz"], &authority.flags(), 0);
    let file = book.file("2.txt", notice(2));
    let second = book.run(&["clip", "--one", &file], 0).clipped().remove(0);
    run(&book, &["evidence", &second, "-o", "2.wacz"], &authority.flags(), 0);
    let read = |name: &str| std::fs::read(book.path(name)).unwrap();
    let (first, second) = (read("1.wacz"), read("2.wacz"));
    book.file("changed.wacz", swapped(&first, &token(&first), &token(&second)));
    let said = book.run(&["evidence", "verify", "changed.wacz"], 1);
    let words = format!("expected a time stamp on {}, found one on {}", hash(&first), hash(&second));
    assert!(said.out.contains(&words), "{}", said.out);
    book.file("changed.wacz", swapped(&first, &token(&first)[..8], "AAAAAAAA"));
    assert!(book.run(&["evidence", "verify", "changed.wacz"], 1).out.contains("no time stamp of RFC 3161"));
    // Its signature, which stands at its end: no digest tells, but OpenSSL does.
    let (whole, [root, _]) = (token(&first), openssl.roots());
    let end = &whole[whole.len() - 24..];
    let other: String = end.char_indices().map(|(at, c)| if at == 4 { if c == 'A' { 'B' } else { 'A' } } else { c }).collect();
    book.file("changed.wacz", swapped(&first, end, &other));
    assert!(book.run(&["evidence", "verify", "changed.wacz"], 0).out.contains("its signature was not verified"));
    assert!(book.run(&["evidence", "verify", "changed.wacz", "--tsa-ca", &root], 1).out.contains("says OpenSSL"));
}

#[test]
fn an_authority_that_does_not_answer_the_question_gives_no_package() {
    let (book, id) = small();
    let refuses = |authority: Authority, words: &str| {
        let said = run(&book, &["evidence", &id, "-o", "case.wacz", "--tsr"], &authority.flags(), 1);
        assert!(said.err.contains(words), "{words}: {}", said.err);
        assert!(!book.path("case.wacz").exists() && !book.path("case.wacz.tsr").exists());
    };
    refuses(Authority::new(|_| (200, "text/html", b"<html>".to_vec())), "text/html");
    refuses(Authority::new(|_| (200, "", Vec::new())), "expected a Content-Type, found none");
    refuses(Authority::new(|_| (200, ANSWER_KIND, b"<html>".to_vec())), "no time stamp of RFC 3161: expected an answer");
    refuses(Authority::new(|_| (200, ANSWER_KIND, vec![0x30; 1 << 20])), "expected a body of at most 262144 bytes");
    refuses(Authority::new(|_| (503, "text/plain", Vec::new())), "expected the status 200, found 503");
    let refusal = b"\x30\x0d\x30\x0b\x02\x01\x02\x30\x06\x0c\x04busy";
    refuses(Authority::new(|_| (200, ANSWER_KIND, refusal.to_vec())), "found the status 2: busy");

    let Some(openssl) = OpenSsl::new(book.path("authority")) else { return };
    let asked = openssl.clone();
    refuses(Authority::new(move |question| (200, ANSWER_KIND, asked.answer(question, "other"))), "found the status 2");
    // An honest answer, given again to a later question on the same digest.
    let first: Mutex<Option<Vec<u8>>> = Mutex::default();
    let replays = Authority::new(move |question| {
        let answer = first.lock().unwrap().get_or_insert_with(|| openssl.answer(question, "settings")).clone();
        (200, ANSWER_KIND, answer)
    });
    run(&book, &["evidence", &id, "-o", "first.wacz"], &replays.flags(), 0);
    refuses(replays, "expected an answer to this query, found the nonce of another");
}

const READ: &str = "
import sys, zipfile
from warcio.archiveiterator import ArchiveIterator
with zipfile.ZipFile(sys.argv[1]) as package:
    assert package.testzip() is None
    with package.open('archive/data.warc.gz') as warc:
        for record in ArchiveIterator(warc, check_digests='raise'):
            body = record.content_stream().read()
            print(record.rec_type, record.rec_headers.get_header('WARC-Target-URI'), len(body))
from wacz.main import main
sys.exit(main(['validate', '-f', sys.argv[1]]))
";

#[test]
fn warcio_and_py_wacz_read_a_package() {
    let Some(python) = python::python() else { return };
    let (book, site) = (Book::new(), Site::new());
    let id = clipped(&book, &site);
    book.run(&["evidence", &id, "-o", "case.wacz"], 0);
    let read = |name: &str| {
        let output = Command::new(&python).args(["-c", READ]).arg(book.path(name)).output().unwrap();
        (output.status.success(), text(&output.stdout) + &text(&output.stderr))
    };
    let (holds, said) = read("case.wacz");
    assert!(holds, "{said}");
    let body = page(1, "以上").body;
    assert!(said.contains(&format!("response {} {}\n", site.url("/news/1"), body.len())), "{said}");
    assert!(said.contains(&format!("response {} 0\n", site.url("/old"))) && said.contains("resource urn:jikenbo:"), "{said}");
    book.file("changed.wacz", swapped(&std::fs::read(book.path("case.wacz")).unwrap(), "2,311", "2,310"));
    assert!(!read("changed.wacz").0);
}
