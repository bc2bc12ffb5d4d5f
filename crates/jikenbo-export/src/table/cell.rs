//! A value as a cell of a CSV file, and back: lists in one cell, and cells that a spreadsheet must not run.

use serde_json::Value;

use super::{Field, Kind};

/// Between the items of a list.
pub const ITEM: char = ';';
/// Between the fields of an item.
pub const FIELD: char = '|';
/// Before either of them, and before itself, where they belong to the text.
pub const ESCAPE: char = '\\';
/// Before a cell that a spreadsheet would take for a formula.
pub const GUARD: char = '\'';

/// What a formula begins with: OWASP's "CSV Injection" names `=`, `+`, `-`, `@`, tab, carriage return, line feed and the full-width
/// forms, which a Japanese spreadsheet takes for the same.
const STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A value as the text of a cell; empty for what is not told.
#[must_use]
pub fn cell(field: &Field, value: &Value) -> String {
    match (field.kind, value) {
        (_, Value::Null) => String::new(),
        // Nothing but digits and the signs of dates, which no notice can choose.
        (Kind::Integer | Kind::Date | Kind::Time, value) => plain(value),
        (_, Value::Array(all)) => guard(&join(all)),
        (_, value) => guard(&plain(value)),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn join(all: &[Value]) -> String {
    let item = |value: &Value| match value {
        Value::Object(fields) => fields.values().map(|field| escape(&plain(field))).collect::<Vec<_>>().join("|"),
        value => escape(&plain(value)),
    };
    all.iter().map(item).collect::<Vec<_>>().join("; ")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, ITEM | FIELD | ESCAPE) {
            out.push(ESCAPE);
        }
        out.push(character);
    }
    out
}

/// A text that no spreadsheet takes for a formula: an apostrophe stands before what would be one, blanks before it or not, and
/// before what begins with an apostrophe already, so that [`unguard`] always gives the text back.
#[must_use]
pub fn guard(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() && !STARTS.contains(&c) || c == '\u{feff}' || c == '\u{200b}';
    let first = text.chars().find(|c| !blank(*c));
    if text.starts_with(GUARD) || first.is_some_and(|c| STARTS.contains(&c)) { format!("{GUARD}{text}") } else { text.to_owned() }
}

/// The text of a cell, as it was before [`guard`].
#[must_use]
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix(GUARD).unwrap_or(cell)
}

/// The items of a cell that holds a list, each with its fields; the cell without its guard.
#[must_use]
pub fn items(list: &str) -> Vec<Vec<String>> {
    if list.is_empty() {
        return Vec::new();
    }
    let mut all = vec![vec![String::new()]];
    let mut characters = list.chars().peekable();
    let push = |all: &mut Vec<Vec<String>>, character| {
        if let Some(field) = all.last_mut().and_then(|item| item.last_mut()) {
            field.push(character);
        }
    };
    while let Some(character) = characters.next() {
        match character {
            ESCAPE => characters.next().into_iter().for_each(|next| push(&mut all, next)),
            FIELD => all.last_mut().into_iter().for_each(|item| item.push(String::new())),
            ITEM => {
                characters.next_if_eq(&' ');
                all.push(vec![String::new()]);
            }
            character => push(&mut all, character),
        }
    }
    all
}
