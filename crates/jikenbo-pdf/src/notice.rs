//! Lines to a notice: its headline, what each line is, and the day near it.

use jikenbo_model::{Block, BlockKind, Date, Notice, Span};

use crate::layout::{Kind, Line, begins_anew, body_size};

/// A headline stands among the first lines.
const HEAD: usize = 24;

/// How much larger than the text a line is that is set as a heading.
const LARGE: f32 = 1.12;

/// Words of headlines. A name set large above the letter is none.
const WORDS: &[&str] = &[
    "お知らせ",
    "お詫び",
    "おわび",
    "について",
    "に関する",
    "ご報告",
    "報告",
    "の件",
    "ご連絡",
    "公表",
    "発生",
    "Notice",
    "Announcement",
];

/// The notice of a document's lines.
pub(crate) fn notice(lines: &[Line], made: Option<&str>) -> Notice {
    let body = body_size(lines.iter());
    let headline = headline(lines, body);
    let mut notice = Notice { near: made.and_then(day), ..Notice::default() };
    for (n, line) in lines.iter().enumerate() {
        if line.apart && n > 0 {
            push(&mut notice, "", BlockKind::Line);
        }
        let span = push(&mut notice, &line.text, kind(line, body));
        if headline == Some(n) {
            notice.title = Some(span);
        }
    }
    notice
}

fn push(notice: &mut Notice, text: &str, kind: BlockKind) -> Span {
    if !notice.blocks.is_empty() {
        notice.text.push('\n');
    }
    let start = notice.text.len();
    notice.text.push_str(text);
    let span = Span::new(start, notice.text.len());
    notice.blocks.push(Block { span, kind });
    span
}

fn kind(line: &Line, body: f32) -> BlockKind {
    let item = line.text.starts_with(['・', '●', '○', '◦', '■', '◆', '•', '–', '▪']);
    let short = line.text.chars().count() <= 60 && !line.text.ends_with('。');
    match line.kind {
        Kind::Row => BlockKind::Row,
        Kind::Words if line.size > LARGE * body && short || line.bold && short && line.text.chars().count() > 1 => {
            BlockKind::Heading
        }
        Kind::Words if item && begins_anew(&line.text) => BlockKind::Item,
        Kind::Words => BlockKind::Line,
    }
}

/// Which line is the headline: one set large, or bold or in the middle, with the words of one; else the largest.
fn headline(lines: &[Line], body: f32) -> Option<usize> {
    let head = || lines.iter().enumerate().take(HEAD).filter(|(_, line)| line.page == 0 && line.kind == Kind::Words);
    let worded = |line: &Line| WORDS.iter().any(|word| line.text.contains(word)) && !line.text.ends_with('。');
    let large = |line: &Line| line.size > LARGE * body && line.text.chars().count() >= 4;
    let middle = |line: &Line| {
        let (centre, page) = ((line.left + line.right) / 2.0, (line.column.0 + line.column.1) / 2.0);
        (centre - page).abs() < 2.0 * line.size && line.left > line.column.0 + 1.5 * line.size
    };
    let largest = |lines: &mut dyn Iterator<Item = (usize, &Line)>| {
        lines.max_by(|a, b| a.1.size.total_cmp(&b.1.size).then(b.0.cmp(&a.0))).map(|(n, _)| n)
    };
    largest(&mut head().filter(|(_, line)| large(line) && worded(line)))
        .or_else(|| head().find(|(_, line)| worded(line) && (line.bold || middle(line))).map(|(n, _)| n))
        .or_else(|| largest(&mut head().filter(|(_, line)| large(line))))
}

/// The day of a PDF date (`D:20240603…`, ISO 32000-1 §7.9.4).
fn day(made: &str) -> Option<Date> {
    let digits = made.strip_prefix("D:").unwrap_or(made);
    let number = |from: usize, to: usize| {
        digits.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse::<u16>().ok()
    };
    Date::day(i16::try_from(number(0, 4)?).ok()?, u8::try_from(number(4, 6)?).ok()?, u8::try_from(number(6, 8)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn the_day_of_a_document() {
        assert_eq!(day("D:20240603091500+09'00'").map(|day| day.to_string()).as_deref(), Some("2024-06-03"));
        for odd in ["", "D:", "D:2024", "D:20241301", "D:２０２４０６０３", "D:+2240603"] {
            assert_eq!(day(odd), None, "{odd}");
        }
    }
}
