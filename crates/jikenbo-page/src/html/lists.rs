//! Marks and indents of lists.

use super::dom::{Node, attr, tag};

/// A list that is open.
#[derive(Debug)]
struct List {
    ordered: bool,
    next: i64,
    style: char,
}

/// The lists around the line that is being written.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<List>,
    /// The mark for the next line.
    mark: Option<String>,
}

impl Lists {
    /// A list begins.
    pub(super) fn open(&mut self, node: Node<'_>) {
        let next = attr(node, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let style = attr(node, "type").and_then(|style| style.trim().chars().next()).unwrap_or('1');
        self.open.push(List { ordered: tag(node) == "ol", next, style });
    }

    /// A list ends.
    pub(super) fn close(&mut self) {
        self.open.pop();
        self.mark = None;
    }

    /// An item begins.
    pub(super) fn item(&mut self, value: Option<&str>) {
        self.mark = Some(match self.open.last_mut() {
            Some(list) if list.ordered => {
                let number = value.and_then(|value| value.trim().parse().ok()).unwrap_or(list.next);
                list.next = number.saturating_add(1);
                format!("{}. ", numeral(number, list.style))
            }
            _ => "・".to_owned(),
        });
    }

    /// Whether a list is open.
    pub(super) fn inside(&self) -> bool {
        !self.open.is_empty()
    }

    /// The line with its indent and its mark; a line that brings a mark of its own gets no second one.
    pub(super) fn mark(&mut self, line: String) -> String {
        let mark = self.mark.take().unwrap_or_default();
        let indent = "　".repeat(self.open.len().saturating_sub(1).min(16));
        if has_mark(&line) { format!("{indent}{line}") } else { format!("{indent}{mark}{line}") }
    }
}

fn numeral(number: i64, style: char) -> String {
    let letter = |first: u8| char::from(first.saturating_add(u8::try_from(number - 1).unwrap_or(0))).to_string();
    match style {
        'a' if (1..=26).contains(&number) => letter(b'a'),
        'A' if (1..=26).contains(&number) => letter(b'A'),
        'i' if (1..=39).contains(&number) => roman(number).to_ascii_lowercase(),
        'I' if (1..=39).contains(&number) => roman(number),
        _ => number.to_string(),
    }
}

fn roman(number: i64) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = usize::try_from(number / 10).unwrap_or(0);
    "X".repeat(tens) + ones[usize::try_from(number % 10).unwrap_or(0)]
}

/// Whether the line begins with a mark of its own: ・ ※ ① (1) 1.
fn has_mark(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches(['(', '（']);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let figures = (rest.len() - after.len()).min(line.len());
    let closes = after.starts_with([')', '）'])
        || (rest.len() == line.len() && after.starts_with(['.', '．']) && !after.chars().nth(1).is_some_and(digit));
    line.starts_with(|c: char| "・•●■◆○◯◎□◇▼▲※－①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".contains(c)) || (figures > 0 && closes)
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::{has_mark, numeral};

    #[test]
    fn numerals_follow_the_type() {
        let all: Vec<String> =
            [(3, '1'), (3, 'a'), (27, 'A'), (4, 'i'), (39, 'I'), (-1, 'a')].map(|(n, style)| numeral(n, style)).into();
        assert_eq!(all, ["3", "c", "27", "iv", "XXXIX", "-1"]);
    }

    #[test]
    fn own_marks_are_seen() {
        for line in ["・氏名", "※ただし", "①調査", "(1)氏名", "1. 氏名", "２）住所", "1．氏名"] {
            assert!(has_mark(line), "{line}");
        }
        for line in ["氏名", "2023年", "3.5倍", "(株)青葉", "1,200件", "(1", "("] {
            assert!(!has_mark(line), "{line}");
        }
    }
}
