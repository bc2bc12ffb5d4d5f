//! GitHub-flavoured Markdown in which nothing of a notice acts: no link, image, heading, table, mention or tag of its own.

use super::block::{Block, Line, Row, Run};
use crate::web::page::bare;

/// Writes blocks.
pub(super) fn written(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Title(words) => part(out, &format!("# {}", line(words))),
            Block::Heading(level, words) => {
                part(out, &format!("{} {}", "#".repeat(usize::from(*level).clamp(2, 6)), line(words)))
            }
            Block::Words(words) | Block::Small(words) => part(out, &line(words)),
            Block::List(lines) => {
                part(out, &lines.iter().map(|words| format!("- {}", line(words))).collect::<Vec<_>>().join("\n"))
            }
            Block::Terms(terms) => {
                let terms: Vec<String> =
                    terms.iter().map(|(term, words)| format!("- **{}**: {}", escaped(term), line(words))).collect();
                part(out, &terms.join("\n"));
            }
            Block::Table(_, heads, rows) => part(out, &table(heads, rows)),
            Block::Instead(blocks) => written(blocks, out),
            Block::Drawing(_) | Block::Break => {}
        }
    }
}

fn part(out: &mut String, words: &str) {
    if words.is_empty() {
        return;
    }
    out.push_str(words.trim_end());
    out.push_str("\n\n");
}

fn table(heads: &[String], rows: &[Row]) -> String {
    if heads.is_empty() || rows.is_empty() {
        return String::new();
    }
    let of = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![of(heads.iter().map(|head| escaped(head.trim_start_matches('>'))).collect())];
    lines.push(of(heads.iter().map(|head| if head.starts_with('>') { "--:" } else { "---" }.to_owned()).collect()));
    lines.extend(rows.iter().map(|row| of(row.cells.iter().map(line).collect())));
    lines.join("\n")
}

fn line(runs: &Line) -> String {
    runs.iter().map(run).collect()
}

fn run(run: &Run) -> String {
    match run {
        Run::Own(words) | Run::Soft(words) => plain(words),
        Run::Said(words) => escaped(words),
        // Emphasis is no emphasis where its words are blank.
        Run::Strong(words) if words.trim().is_empty() => String::new(),
        Run::Strong(words) => format!("**{}**", plain(words.trim())),
        Run::Quote(words) => format!("「{}」", escaped(words)),
        Run::Code(words) => format!("`{}`", bare(words).replace(['`', '|', '\n'], "")),
        Run::Address(address) => match web(address) {
            Some(there) => format!("[{}](<{there}>)", escaped(address)),
            None => escaped(address),
        },
        Run::Link(to, words) => match web(to) {
            Some(there) => format!("[{}](<{there}>)", escaped(words)),
            None => escaped(words),
        },
    }
}

/// An address that may stand between `<` and `>`; `None` if it leads not to the web.
fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let fits = (lower.starts_with("https://") || lower.starts_with("http://")) && !address.chars().any(char::is_control);
    let part = |c: char| match c {
        '<' | '>' | '\\' | '|' | '`' | '"' | ' ' => format!("%{:02X}", c as u32),
        c => c.to_string(),
    };
    fits.then(|| bare(address).chars().map(part).collect())
}

/// Words of ours: labels and figures. They hold no sign that acts but those that stand in every text.
fn plain(words: &str) -> String {
    let acts = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '#' | '$');
    words.chars().flat_map(|c| acts(c).then_some('\\').into_iter().chain([c])).collect()
}

/// Words on a line, in which nothing acts. Every sign that can begin something is escaped. An `@` is followed by U+2060, which is not
/// seen: what reads Markdown makes links of e-mail addresses and names after all escapes are gone.
pub(super) fn escaped(words: &str) -> String {
    let words = bare(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut out = String::with_capacity(words.len() + 8);
    let mut before: Option<char> = None;
    // Whether a number, or nothing, is all that stands before: then `.`, `)`, `-`, `+` and `=` may begin a block.
    let mut beginning = true;
    let mut signs = words.chars().peekable();
    while let Some(c) = signs.next() {
        let acts =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$' | '^' | '{' | '}');
        let begins = beginning && matches!(c, '.' | ')' | '-' | '+' | '=');
        // `www.`, `https:` and `:name:` need no mark at all; a time of day has its colon between figures.
        let web = c == '.' && before.is_some_and(|c| matches!(c, 'w' | 'W'));
        let in_time = before.is_some_and(|c| c.is_ascii_digit()) && signs.peek().is_some_and(char::is_ascii_digit);
        if acts || begins || web || (c == ':' && !in_time) {
            out.push('\\');
        }
        out.push(c);
        if c == '@' {
            out.push('\u{2060}');
        }
        beginning = beginning && c.is_ascii_digit();
        before = Some(c);
    }
    out
}
