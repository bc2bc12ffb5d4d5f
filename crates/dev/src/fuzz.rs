//! What must hold for every input, as functions: the fuzz targets of `fuzz/` call them without end, and ordinary tests for a
//! bounded count of inputs.

mod archive;
mod import;
mod query;
mod stamp;

use std::sync::LazyLock;

use jikenbo_fetch::{Guard, Rules, decode, retry_after};
use jikenbo_model::{Notice, Span, from_json, to_json};
use jikenbo_page::{Format, Options, mail, notices};
use jikenbo_read::fold::Folded;
use jikenbo_read::lex::lex;
use jikenbo_read::{Reader, explain};
use serde_json::Value;

pub use archive::{archive, feed};
pub use import::import;
pub use query::query;
pub use stamp::stamp;

/// A part of the program that takes anything.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The name of its file in `fuzz/fuzz_targets`.
    pub name: &'static str,
    /// Panics if what must hold does not.
    pub run: fn(&[u8]),
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "fold_lex", run: fold_lex },
    Target { name: "split_page", run: split_page },
    Target { name: "read", run: read },
    Target { name: "read_mail", run: read_mail },
    Target { name: "read_pdf", run: read_pdf },
    Target { name: "fetch", run: fetch },
    Target { name: "archive", run: archive },
    Target { name: "feed", run: feed },
    Target { name: "stamp", run: stamp },
    Target { name: "query", run: query },
    Target { name: "import", run: import },
];

static READER: LazyLock<Reader> = LazyLock::new(Reader::embedded);

/// Folding and lexing: every place in the folded text leads back to whole characters of the source.
pub fn fold_lex(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    let folded = Folded::new(&source);
    let whole = folded.source(0, folded.text.len());
    assert_eq!(whole.of(&source), source, "the whole folded text comes from the whole source");
    let mut last = 0;
    for form in lex(&folded.text) {
        assert!(form.start >= last, "forms stand in order: {form:?}");
        last = form.start;
        let words = Span { start: form.start, end: form.end };
        assert!(!words.of(&folded.text).is_empty(), "a form has words: {form:?}");
        let span = folded.source(form.start as usize, form.end as usize);
        assert!(!span.of(&source).is_empty(), "a form comes from words of the source: {form:?}");
    }
}

/// Pages: an error or at least one notice, and everything that points into a notice's text fits it.
pub fn split_page(bytes: &[u8]) {
    for one in [false, true] {
        let Ok(all) = notices(bytes, &Options { one, ..Options::default() }) else { continue };
        let right = if one { all.len() == 1 } else { !all.is_empty() };
        assert!(right, "expected notices, or the one that was asked for; found {}", all.len());
        for notice in &all {
            fits(notice);
        }
    }
}

/// Mails: an error or a text that holds together, and attachments whose names name no other folder.
pub fn read_mail(bytes: &[u8]) {
    let Ok(found) = mail::read(bytes, &Options::default()) else { return };
    if let Some(notice) = &found.notice {
        fits(notice);
        let title = notice.title.map(|title| title.of(&notice.text));
        assert!(found.subject.is_none() || title == found.subject.as_deref(), "the subject is the headline: {title:?}");
    }
    for part in &found.attachments {
        assert!(part.name.as_deref().is_none_or(|name| !name.contains(['/', '\\'])), "a name is no path: {:?}", part.name);
        assert!(part.format != Format::Mail || part.bytes.len() < bytes.len(), "a mail within is smaller than its mail");
    }
}

/// PDF documents: an error or a text that holds together, within limits that a thousand inputs can bear.
pub fn read_pdf(bytes: &[u8]) {
    let limits = jikenbo_pdf::Limits { max_pages: 20, max_objects: 2_000, ..jikenbo_pdf::Limits::default() };
    if let Ok(found) = jikenbo_pdf::read(bytes, &limits) {
        fits(&found.notice);
        assert!(found.blank_pages < found.pages, "text stands on a page");
    }
}

fn fits(notice: &Notice) {
    let text = notice.text.as_str();
    assert!(!text.contains('\r') && !text.ends_with('\n'), "lines are divided by \\n alone");
    if let Some(title) = notice.title {
        assert!(!title.of(text).is_empty(), "a headline has words");
    }
    if !notice.blocks.is_empty() {
        let lines: Vec<&str> = text.split('\n').collect();
        let blocks: Vec<&str> = notice.blocks.iter().map(|b| b.span.of(text)).collect();
        assert_eq!(blocks, lines, "blocks are the lines");
    }
}

/// The whole reading, of the bytes as they are and of the notices that the page holds.
pub fn read(bytes: &[u8]) {
    let plain = Notice::plain(&String::from_utf8_lossy(bytes));
    check_reading(&READER, &plain);
    for notice in notices(bytes, &Options::default()).unwrap_or_default() {
        check_reading(&READER, &notice);
    }
}

/// What comes in while fetching: addresses, compressed bodies, robots.txt, the wish to be asked later.
pub fn fetch(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let guard = Guard::new(Vec::new(), vec![80, 443], 8192);
    let base = guard.address("https://aoba.example/news/").expect("an address");
    for url in text.lines().flat_map(|line| [guard.address(line), guard.redirect(&base, line)]).flatten() {
        assert!(matches!(url.scheme(), "http" | "https") && url.username().is_empty(), "{url} is taken");
        assert_eq!(guard.address(url.as_str()).as_ref(), Ok(&url), "what is taken is taken again");
    }
    for encodings in [&["gzip"][..], &["br"], &["zstd"], &["deflate"], &["deflate", "br"]] {
        let encodings: Vec<String> = encodings.iter().map(|&name| name.to_owned()).collect();
        let decoded = decode(&encodings, bytes, 1 << 16).unwrap_or_default();
        assert!(decoded.len() <= 1 << 16, "{encodings:?} gave {} bytes", decoded.len());
    }
    let rules = Rules::parse("jikenbo", bytes);
    assert!(rules.allows("https://aoba.example/robots.txt"), "robots.txt itself may always be fetched");
    rules.allows("https://aoba.example/news/?id=1");
    retry_after(&text, jiff::Timestamp::UNIX_EPOCH);
}

/// Reads a notice and checks what must hold for every reading.
///
/// # Panics
///
/// If an evidence cuts out nothing, or the reading is another when read again, or when written as JSON and taken back.
pub fn check_reading(reader: &Reader, notice: &Notice) {
    let reading = reader.read(notice);
    assert_eq!(reading, reader.read(notice), "the same text gives the same reading");
    let json = to_json(&reading, &notice.text);
    assert_eq!(from_json(&json, &notice.text).expect("a reading's JSON"), reading, "JSON keeps a reading");
    let mut quotes = 0;
    check_quotes(&json, &notice.text, &mut quotes);
    assert!(!explain::explain(reader, notice, explain::Stage::Finds).is_empty(), "every reading can be explained");
}

/// Every object with a span: its quote is not empty, and the span (code points) cuts it out.
fn check_quotes(json: &Value, text: &str, quotes: &mut usize) {
    match json {
        Value::Object(map) => {
            if let (Some(Value::Array(span)), Some(Value::String(quote))) = (map.get("span"), map.get("quote")) {
                let at = |n: usize| span[n].as_u64().map_or(0, |n| n as usize);
                let words: String = text.chars().skip(at(0)).take(at(1).saturating_sub(at(0))).collect();
                assert!(!quote.is_empty() && words == *quote, "{span:?} cuts out {words:?}, not {quote:?}");
                *quotes += 1;
            }
            map.values().for_each(|v| check_quotes(v, text, quotes));
        }
        Value::Array(all) => all.iter().for_each(|v| check_quotes(v, text, quotes)),
        _ => {}
    }
}
