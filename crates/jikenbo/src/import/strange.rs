//! What stands where JSON, or a record, was expected: in words that help whoever gave the wrong file, or a broken one.

use jikenbo_page::{Error, Format, Options, format};
use serde_json::Value;

use super::{At, Piece, Spot};

/// So many bytes tell of which form a file is.
const HEAD: usize = 4096;
/// So many letters of what was found are shown.
const SHOWN: usize = 24;

/// What the parser says, and what it expected in the words of messages.
const EXPECTED: &[(&str, &str)] = &[
    ("EOF while parsing a list", "the rest of a list"),
    ("EOF while parsing an object", "the rest of an object"),
    ("EOF while parsing a string", "the end of a text"),
    ("EOF while parsing a value", "a value"),
    ("expected value", "a value"),
    ("expected ident", "true, false or null"),
    ("expected `:`", "a colon behind the key"),
    ("expected `,` or `]`", "a comma or the end of the list"),
    ("expected `,` or `}`", "a comma or the end of the object"),
    ("key must be a string", "a key in double quotes"),
    ("trailing comma", "another value behind the comma"),
    ("trailing characters", "the end of the JSON"),
    ("control character", "an escape (such as \\n) in place of a control character"),
    ("invalid escape", "an escape (such as \\n or \\u3042)"),
    ("invalid number", "a number"),
    ("number out of range", "a number within the range of floating point"),
];

/// Why a piece is no JSON: where in the file, what was expected there, what was found.
pub(super) fn no_json(piece: &Piece, error: &serde_json::Error) -> String {
    let (bytes, said) = (piece.bytes.as_slice(), error.to_string());
    let blank = bytes.len() - bytes.trim_ascii_start().len();
    let at = |offset: usize| told(piece, offset);
    if let Some(other) = other(bytes) {
        return format!("{}: expected JSON, found {other}", at(blank));
    }
    if let Err(fault) = std::str::from_utf8(bytes) {
        let offset = fault.valid_up_to();
        return format!("{}: expected JSON in UTF-8, found the byte 0x{:02x}", at(offset), bytes[offset]);
    }
    if !matches!(bytes.get(blank), Some(b'{' | b'[')) {
        return format!("{}: expected JSON, found {}", at(blank), shown(bytes, blank));
    }
    let offset = offset(bytes, error);
    let known = EXPECTED.iter().find(|(begin, _)| said.starts_with(begin));
    match known {
        Some((_, expected)) if error.is_eof() => {
            let end = match piece.place.at {
                At::Whole => "file",
                At::Line(_) => "line",
                At::Element(_) => "element",
            };
            format!("{}: expected {expected}, found the end of the {end}", at(bytes.trim_ascii_end().len()))
        }
        Some((_, expected)) => format!("{}: expected {expected}, found {}", at(offset), shown(bytes, offset)),
        None if said.starts_with("recursion limit") => {
            format!("{}: expected at most 128 brackets within one another, found more", at(offset))
        }
        None => format!("{}: expected JSON: {}", at(offset), said.split(" at line ").next().unwrap_or("")),
    }
}

/// Where it is in the file. The place of a line tells the line already.
fn told(piece: &Piece, offset: usize) -> String {
    let spot: Spot = piece.start.behind(&piece.bytes[..offset.min(piece.bytes.len())]);
    match piece.place.at {
        At::Line(_) => format!("column {}", spot.column),
        At::Whole | At::Element(_) => spot.to_string(),
    }
}

/// Where the parser stopped, in bytes of the piece.
fn offset(bytes: &[u8], error: &serde_json::Error) -> usize {
    let line: usize = bytes.split_inclusive(|byte| *byte == b'\n').take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    (line + error.column().saturating_sub(1)).min(bytes.len())
}

/// What stands at an offset, to the end of its line.
fn shown(bytes: &[u8], offset: usize) -> String {
    let rest = String::from_utf8_lossy(&bytes[offset..]);
    let line = rest.lines().next().unwrap_or("").trim_end();
    if line.is_empty() {
        return "the end of the line".to_owned();
    }
    quoted(line)
}

/// The first letters of a line between backticks, since JSON is full of quotation marks; what no terminal should get is escaped.
fn quoted(line: &str) -> String {
    let escaped = |c: char| if matches!(c, '"' | '\'') { c.to_string() } else { c.escape_debug().to_string() };
    let short: String = line.chars().take(SHOWN).map(escaped).collect();
    let more = if line.chars().nth(SHOWN).is_some() { "…" } else { "" };
    format!("`{short}{more}`")
}

/// The form of a file that is of another one than JSON, where that can be told.
pub(super) fn other(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some("UTF-16: it must be UTF-8".to_owned());
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if matches!(head.trim_ascii_start().first(), Some(b'{' | b'[')) && !head.contains(&0) {
        return None;
    }
    match format(head, &Options::default()) {
        Ok(Format::Pdf) => Some("a PDF document".to_owned()),
        Ok(Format::Html) => Some("an HTML page".to_owned()),
        Ok(Format::Mail) => Some("a mail".to_owned()),
        Err(Error::Binary(what)) => Some(what),
        _ => of_text(&String::from_utf8_lossy(head)),
    }
}

fn of_text(head: &str) -> Option<String> {
    if head.trim_start().starts_with("<?xml") {
        return Some("XML".to_owned());
    }
    let mut lines = head.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let (first, second) = (lines.next()?, lines.next()?);
    let columns = |mark: char| first.matches(mark).count();
    // The second line may be cut, or hold a mark within a text: it has the marks of the heads at least in part.
    let table = |mark: char| columns(mark) > 0 && second.contains(mark);
    [(',', "CSV"), ('\t', "a table with tabs"), (';', "CSV")]
        .iter()
        .find(|(mark, _)| table(*mark))
        .map(|(_, what)| format!("what looks like {what} ({})", quoted(first)))
}

/// What JSON of no form that is taken over is.
pub(super) fn no_record(value: &Value) -> String {
    let keys = |keys: &serde_json::Map<String, Value>| keys.keys().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    let found = match value {
        Value::Object(all) if all.is_empty() => "an empty object".to_owned(),
        Value::Object(all) if all.get("type").is_some_and(|of| of == "bundle") => {
            "a STIX bundle, which is written but not read".to_owned()
        }
        Value::Object(all) if all.contains_key("Event") => "a MISP event, which is written but not read".to_owned(),
        Value::Object(all) => format!("an object with {}", keys(all).chars().take(80).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::String(_) => "a text".to_owned(),
        Value::Number(_) => "a number".to_owned(),
        Value::Bool(_) => "true or false".to_owned(),
        Value::Null => "null".to_owned(),
    };
    format!("expected an incident in VERIS, gold facts or a line of a casebook, found {found}")
}

#[cfg(test)]
mod tests {
    use super::super::{Found, pieces, record};

    /// What is refused of a file, each with its place.
    fn refused(name: &str, bytes: &[u8]) -> String {
        let mut out = Vec::new();
        let mut take = |found: Found| {
            let place = found.place().to_string();
            match found {
                Found::Piece(piece) => out.extend(record(&piece, None).err().map(|why| format!("{place}: {why}"))),
                Found::Fault(_, why) | Found::Nothing(_, why) => out.push(format!("{place}: {why}")),
            }
        };
        let mut from = bytes;
        assert!(pieces(&mut from, name, name.ends_with(".jsonl"), &mut take).is_ok());
        out.join("\n")
    }

    #[test]
    fn other_forms_are_named() {
        for (bytes, found) in [
            (&b""[..], "a.json: expected JSON, found nothing"),
            (b"%PDF-1.7\n1 0 obj\n", "a.json: line 1, column 1: expected JSON, found a PDF document"),
            (b"\n\n<!DOCTYPE html>\n<p>a</p>\n", "a.json: line 3, column 1: expected JSON, found an HTML page"),
            (b"<?xml version=\"1.0\"?>\n<cases/>", "a.json: line 1, column 1: expected JSON, found XML"),
            (b"\x89PNG\r\n\x1a\n\0", "a.json: line 1, column 1: expected JSON, found a PNG image"),
            (b"date,org\n2024-06-03,A\n", "a.json: line 1, column 1: expected JSON, found what looks like CSV (`date,org`)"),
            (
                b"\"date\"\t\"org\"\n1\t2\n",
                "a.json: line 1, column 1: expected JSON, found what looks like a table with tabs (`\"date\"\\t\"org\"`)",
            ),
            (b"\xff\xfe{\0\"\0", "a.json: line 1, column 1: expected JSON, found UTF-16: it must be UTF-8"),
            (b"PAR1\0\0\0\0", "a.json: line 1, column 1: expected JSON, found data with NUL bytes"),
            ("お知らせ\nです".as_bytes(), "a.json: line 1, column 1: expected JSON, found `お知らせ`"),
        ] {
            assert_eq!(refused("a.json", bytes), found);
        }
    }

    #[test]
    fn broken_json_is_told_with_line_and_column() {
        for (text, found) in [
            ("{\n \"a\": ", "a.json: line 2, column 6: expected a value, found the end of the file"),
            (
                "{\n \"青葉\": 1\n \"b\": 2\n}",
                "a.json: line 3, column 2: expected a comma or the end of the object, found `\"b\": 2`",
            ),
            ("{\n a: 1\n}", "a.json: line 2, column 2: expected a key in double quotes, found `a: 1`"),
            ("{\n \"a\": 1,\n}", "a.json: line 3, column 1: expected another value behind the comma, found `}`"),
            ("{\n \"a\": NaN\n}", "a.json: line 2, column 7: expected a value, found `NaN`"),
            ("{\n \"a\": 1\n}}", "a.json: line 3, column 2: expected the end of the JSON, found `}`"),
            (
                "[{},\n {\"a\" 1}]",
                "a.json[1]: expected an incident in VERIS, gold facts or a line of a casebook, found an empty object\n\
                                   a.json[2]: line 2, column 7: expected a colon behind the key, found `1}`",
            ),
            (
                "[1,\n {\"a\": \"b]",
                "a.json[1]: expected an incident in VERIS, gold facts or a line of a casebook, found a number\n\
                                    a.json[2]: line 2, column 11: expected the end of the element that begins at line 2, column 2, \
                                    found the end of the file",
            ),
            (
                "[1] 2",
                "a.json[1]: expected an incident in VERIS, gold facts or a line of a casebook, found a number\n\
                       a.json[2]: line 1, column 5: expected the end of the file after the list, found more",
            ),
        ] {
            assert_eq!(refused("a.json", text.as_bytes()), found);
        }
        let japanese = b"{\"a\": \"\x90\xc2\x97t\"}";
        assert_eq!(refused("a.json", japanese), "a.json: line 1, column 8: expected JSON in UTF-8, found the byte 0x90");
        assert_eq!(
            refused("a.jsonl", b"\nnot json\n{\"a\": \"b\n"),
            "a.jsonl:2: column 1: expected JSON, found `not json`\na.jsonl:3: column 9: expected the end of a text, found the end of the line"
        );
        assert_eq!(
            refused("a.jsonl", b"{\n \"type\": \"bundle\"\n}\n"),
            "a.jsonl: expected an incident in VERIS, gold facts or a line of a casebook, found a STIX bundle, which is written but not read"
        );
    }
}
