//! The one pass over the text that finds every closed form.

use super::amount::{count, money};
use super::date::{Partial, date};
use super::number::number;
use super::period::period;
use super::time::{about, time};
use super::{DateExpr, DayRef, Form, Value};

/// The closed forms of a folded text, by their start; none overlaps another, but a quoted name may hold others and comes
/// before them.
#[must_use]
pub fn lex(folded: &str) -> Vec<Form> {
    let mut scan = Scan { text: folded, forms: Vec::with_capacity(folded.len() / 64), last: 0 };
    let mut at = 0;
    while let Some(c) = folded[at..].chars().next() {
        at = scan.step(at, c).max(at + c.len_utf8());
    }
    scan.forms.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
    scan.forms
}

struct Scan<'t> {
    text: &'t str,
    forms: Vec<Form>,
    /// Where the last form ended (quoted names aside).
    last: usize,
}

impl Scan<'_> {
    /// Looks at the character `c` at `at`; gives where to go on.
    fn step(&mut self, at: usize, c: char) -> usize {
        match c {
            '0'..='9' => self.figure(at),
            'h' if self.text[at..].starts_with("http") => self.url(at),
            'R' | 'H' | 'S' if !self.after_letter(at) => self.when(at).unwrap_or(at),
            '令' | '平' | '昭' | '大' | '明' | '同' | '翌' | '前' | '本' | '今' | '昨' | '去' | '来' | '年' | '月' | '当'
            | '即' | '先' => self.when(at).unwrap_or(at),
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '〇' | '数' => {
                self.kanji(at)
            }
            '「' | '『' | '“' | '"' => self.quoted(at, c),
            '正' | '午' => self.clock(at).unwrap_or(at),
            _ => at,
        }
    }

    fn push(&mut self, start: usize, end: usize, value: Value) -> usize {
        let start = start.max(self.last);
        self.forms.push(Form { start: start as u32, end: end as u32, value });
        self.last = end;
        end
    }

    fn after_letter(&self, at: usize) -> bool {
        self.text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
    }

    /// A date or a period.
    fn when(&mut self, at: usize) -> Option<usize> {
        let first = date(self.text, at)?;
        Some(match period(self.text, first) {
            Some((period, end)) => self.push(at, end, Value::Period(period)),
            None => self.push(at, first.end, Value::Date(first.expr)),
        })
    }

    /// A time of day alone. At the head of a line or sentence it dates what follows: it is that time of the day told before.
    fn clock(&mut self, at: usize) -> Option<usize> {
        let (expr, end) = time(self.text, at).filter(|(e, _)| !e.vague)?;
        let (about, end) = about(self.text, end);
        let before = self.text[..at].trim_end_matches([' ', '・', '•', '(', '○', '●', '-']);
        let head = before.is_empty() || before.ends_with(['\n', '。']);
        let value = if head { Value::Date(DateExpr { day: DayRef::Same, time: Some(expr), about, ..DateExpr::default() }) } else { Value::Time(expr) };
        if let (true, Value::Date(first)) = (head, &value)
            && let Some((period, end)) = period(self.text, Partial { expr: *first, end })
        {
            return Some(self.push(at, end, Value::Period(period)));
        }
        Some(self.push(at, end, value))
    }

    fn figure(&mut self, at: usize) -> usize {
        if let Some(end) = chain(self.text, at).filter(|_| date(self.text, at).is_none()) {
            return self.push(at, end, Value::Number);
        }
        let ordinal = self.text[..at].trim_end_matches(' ').ends_with('第');
        if !ordinal
            && !self.after_letter(at)
            && let Some(end) = self.when(at).or_else(|| self.clock(at))
        {
            return end;
        }
        let Some(number) = number(self.text, at) else { return self.push(at, at + run(self.text, at), Value::Number) };
        if ordinal || self.after_letter(at) {
            return self.push(at, number.end, Value::Number);
        }
        self.amount(at, &number).unwrap_or_else(|| self.push(at, number.end.max(at + 1), Value::Number))
    }

    fn amount(&mut self, at: usize, number: &super::number::Number) -> Option<usize> {
        if let Some((money, start, end)) = money(self.text, number, at) {
            return Some(self.push(start, end, Value::Money(money)));
        }
        let (quantity, start, end) = count(self.text, number, at)?;
        Some(self.push(start, end, Value::Count(quantity)))
    }

    /// A numeral in kanji is a number only as a date or with a counter: 一部, 第三者 and 十分 are words.
    fn kanji(&mut self, at: usize) -> usize {
        let before = self.text[..at].chars().next_back();
        if before.is_some_and(|c| c == '第' || super::number::kanji_digit(c).is_some()) {
            return at;
        }
        if let Some(end) = self.when(at) {
            return end;
        }
        let Some(number) = number(self.text, at) else { return at };
        self.amount(at, &number).unwrap_or(at)
    }

    fn url(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            return at;
        }
        let len = rest.bytes().take_while(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b')' | b'(')).count();
        let len = rest[..len].trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
        self.push(at, at + len, Value::Url)
    }

    /// A quoted name on one line; what stands in it is read too.
    fn quoted(&mut self, at: usize, open: char) -> usize {
        const LONGEST: usize = 120;
        let close = match open {
            '「' => '」',
            '『' => '』',
            '“' => '”',
            _ => '"',
        };
        let mut depth = 0;
        let body = at + open.len_utf8();
        for (n, (offset, c)) in self.text[body..].char_indices().enumerate() {
            if c == '\n' || n > LONGEST {
                break;
            }
            if c == close && depth == 0 {
                let end = body + offset + c.len_utf8();
                if offset > 0 {
                    self.forms.push(Form { start: at as u32, end: end as u32, value: Value::Quoted });
                }
                break;
            }
            depth += i32::from(c == open) - i32::from(c == close);
        }
        body
    }
}

fn run(text: &str, at: usize) -> usize {
    text[at..].bytes().take_while(u8::is_ascii_digit).count()
}

/// Figures chained by dots or dashes (03-1234-5678, 192.0.2.1, 3.2.1): a number, an address or a version, never a date or count.
fn chain(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at + run(text, at);
    let mut links = 0;
    while let Some(link) = bytes.get(end).filter(|b| matches!(b, b'-' | b'.')) {
        let next = run(text, end + 1);
        if next == 0 {
            break;
        }
        // 3月16-17日 has one dash and a day; 1.5万 has one point.
        end += 1 + next;
        links += 1 + i32::from(*link == b'-' && next >= 3);
    }
    let version = links == 1 && text[..at].trim_end().ends_with(|c: char| c.is_ascii_alphabetic());
    (links >= 2 || version).then_some(end)
}
