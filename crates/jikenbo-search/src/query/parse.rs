//! Text to a query.

use jikenbo_model::Date;

use super::when::{date, timestamp};
use super::{DEEPEST, How, LONGEST, MOST, Node, Op, Query, QueryError};
use crate::field::{Field, Figure, Labels};
use crate::number::number;

type Result<T> = std::result::Result<T, QueryError>;

pub(super) fn parse(text: &str, labels: &dyn Labels) -> Result<Query> {
    // Looked at before anything is done with it: a text of a million characters costs no more than one of a thousand.
    let chars: Vec<char> = text.chars().take(LONGEST + 1).collect();
    if chars.len() > LONGEST {
        let expected = (format!("{LONGEST}字までの検索式"), format!("a query of at most {LONGEST} characters"));
        return Err(QueryError::new(LONGEST, expected, "more"));
    }
    let mut parser = Parser { chars, at: 0, conditions: 0, labels };
    let nodes = parser.all(0)?;
    Ok(Query::of(nodes))
}

/// Whether a bare word reads back to itself.
pub(super) fn is_plain_word(word: &str) -> bool {
    if matches!(word, "OR" | "AND") || word.is_empty() {
        return false;
    }
    let alone = Parser { chars: word.chars().collect(), at: 0, conditions: 0, labels: &crate::PlainCodes }.all(0);
    // "-" and a word read as a negation where the word stood alone; after the sign of one it is a word.
    let after = Parser { chars: format!("-{word}").chars().collect(), at: 0, conditions: 0, labels: &crate::PlainCodes }.all(0);
    let is_it = |node: &Node| matches!(node, Node::Text(read, How::Word) if read == word);
    alone.is_ok_and(|nodes| matches!(&nodes[..], [node] if is_it(node)))
        || after.is_ok_and(|nodes| matches!(&nodes[..], [Node::Not(node)] if is_it(node)))
}

/// Whether a field's value reads back to itself without quotes.
pub(super) fn is_plain_value(value: &str) -> bool {
    let parts = |c: char| c.is_whitespace() || c.is_control() || matches!(sign(c), '"' | '「');
    !value.is_empty() && !value.contains(parts) && !value.chars().map(sign).eq(['-'])
}

/// A sign as the language means it, whatever its width.
const fn sign(c: char) -> char {
    match c {
        '：' => ':',
        '＞' => '>',
        '＜' => '<',
        '＝' => '=',
        '－' | '−' => '-',
        '（' => '(',
        '）' => ')',
        '｜' => '|',
        '＂' | '“' | '”' => '"',
        c => c,
    }
}

struct Parser<'l> {
    chars: Vec<char>,
    at: usize,
    conditions: usize,
    labels: &'l dyn Labels,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied().map(sign)
    }

    fn is_blank(&self, at: usize) -> bool {
        self.chars.get(at).is_none_or(|c| c.is_whitespace() || c.is_control())
    }

    fn blanks(&mut self) {
        while self.at < self.chars.len() && self.is_blank(self.at) {
            self.at += 1;
        }
    }

    /// What stands here, to be told.
    fn found(&self) -> String {
        self.chars[self.at.min(self.chars.len())..].iter().take_while(|c| !c.is_whitespace()).take(40).collect()
    }

    fn fail<T>(&self, ja: &str, en: &str) -> Result<T> {
        Err(QueryError::new(self.at, (ja, en), self.found()))
    }

    /// Takes a word of the language (`OR`, `AND`, `|`), if it stands here by itself.
    fn take(&mut self, word: &str) -> bool {
        let fits = |(n, w): (usize, char)| self.chars.get(self.at + n).is_some_and(|c| half(*c) == w);
        let after = self.at + word.len();
        let alone = self.is_blank(after)
            || (word == "|")
            || matches!(self.chars.get(after).copied().map(sign), Some(')' | '(' | '"' | '「'));
        let taken = word.chars().enumerate().all(fits) && alone;
        if taken {
            self.at = after;
        }
        taken
    }

    fn take_or(&mut self) -> bool {
        self.blanks();
        self.take("OR") || self.take("|")
    }

    /// Conditions up to the end, or to the parenthesis that closes.
    fn all(&mut self, depth: usize) -> Result<Vec<Node>> {
        let mut nodes = Vec::new();
        loop {
            self.blanks();
            while self.take("AND") {
                self.blanks();
            }
            match self.peek() {
                None => break,
                Some(')') if depth > 0 => break,
                Some(_) => {}
            }
            if let Some(node) = self.any(depth)? {
                match node {
                    Node::All(all) => nodes.extend(all),
                    node => nodes.push(node),
                }
            }
        }
        Ok(nodes)
    }

    /// A condition, or several joined by OR.
    fn any(&mut self, depth: usize) -> Result<Option<Node>> {
        if self.take_or() {
            self.at = self.at.saturating_sub(1);
            return self.fail("ORの前に条件", "a condition before OR");
        }
        let mut nodes: Vec<Node> = self.one(depth, false)?.into_iter().collect();
        while self.take_or() {
            self.blanks();
            let ends = self.peek().is_none_or(|c| c == ')' && depth > 0);
            if ends || self.take("AND") || self.take("OR") || self.take("|") {
                return self.fail("ORの後に条件", "a condition after OR");
            }
            match self.one(depth, false)? {
                Some(Node::Any(more)) => nodes.extend(more),
                more => nodes.extend(more),
            }
        }
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Any(more) => flat.extend(more),
                node => flat.push(node),
            }
        }
        let mut seen = Vec::with_capacity(flat.len());
        flat.into_iter().for_each(|node| {
            if !seen.contains(&node) {
                seen.push(node)
            }
        });
        Ok(if seen.len() > 1 { Some(Node::Any(seen)) } else { seen.pop() })
    }

    /// One condition; nothing for empty parentheses, and for what folds to nothing.
    fn one(&mut self, depth: usize, negated: bool) -> Result<Option<Node>> {
        self.conditions += 1;
        if self.conditions > MOST {
            return self.fail(&format!("{MOST}個までの条件"), &format!("at most {MOST} conditions"));
        }
        match self.peek() {
            Some('-') if !negated && !self.is_blank(self.at + 1) => {
                self.at += 1;
                Ok(self.one(depth, true)?.map(|node| Node::Not(Box::new(node))))
            }
            Some('(') => self.group(depth),
            Some('"' | '「') => {
                let words = self.quoted()?;
                Ok(Some(Node::Text(words, How::Exact)))
            }
            _ => self.bare(depth),
        }
    }

    fn group(&mut self, depth: usize) -> Result<Option<Node>> {
        if depth == DEEPEST {
            return self.fail(&format!("{DEEPEST}段までの括弧"), &format!("parentheses at most {DEEPEST} deep"));
        }
        self.at += 1;
        let mut nodes = self.all(depth + 1)?;
        if self.peek() != Some(')') {
            return self.fail("閉じる括弧 )", "a closing )");
        }
        self.at += 1;
        Ok(if nodes.len() > 1 { Some(Node::All(nodes)) } else { nodes.pop() })
    }

    /// Words between quotes, of which there must be some.
    fn quoted(&mut self) -> Result<String> {
        let open = self.at;
        let bracket = self.peek() == Some('「');
        self.at += 1;
        let (start, mut depth) = (self.at, 1_usize);
        while let Some(c) = self.peek() {
            depth = match c {
                '「' if bracket => depth + 1,
                '」' if bracket => depth - 1,
                '"' if !bracket => 0,
                _ => depth,
            };
            self.at += 1;
            if depth == 0 {
                let words: String =
                    self.chars[start..self.at - 1].iter().map(|c| if c.is_control() { ' ' } else { *c }).collect();
                let words = words.trim().to_owned();
                if crate::fold(&words).is_empty() {
                    self.at = open;
                    return self.fail("引用符の間に語", "words between the quotes");
                }
                return Ok(words);
            }
        }
        self.at = open;
        let close = if bracket { "」" } else { "\"" };
        self.fail(&format!("閉じる引用符 {close}"), &format!("a closing {close}"))
    }

    /// Whether a word or a value ends here: before a blank, a quote, or the parenthesis that closes the group around it. Its own
    /// parentheses, which belong to it, are counted in `own`.
    fn ends(&self, own: &mut usize, depth: usize) -> bool {
        match self.peek() {
            Some('"' | '「') => return true,
            Some(')') if *own == 0 && depth > 0 => return true,
            Some('(') => *own += 1,
            Some(')') => *own = own.saturating_sub(1),
            _ => {}
        }
        self.is_blank(self.at)
    }

    /// A word, or a field with its value.
    fn bare(&mut self, depth: usize) -> Result<Option<Node>> {
        let start = self.at;
        let mut own = 0_usize;
        while !self.ends(&mut own, depth) {
            if matches!(self.peek(), Some(':' | '=' | '<' | '>' | '≧' | '≦' | '≥' | '≤'))
                && let Some(node) = self.field(start, depth)?
            {
                return Ok(Some(node));
            }
            self.at += 1;
        }
        let word: String = self.chars[start..self.at].iter().collect();
        // After a minus they are words; written again, only quotes keep them so.
        let how = if matches!(word.as_str(), "OR" | "AND") { How::Exact } else { How::Word };
        Ok((!crate::fold(&word).is_empty()).then_some(Node::Text(word, how)))
    }

    /// The condition of a field, if the letters since `start` are the name of one and its sign stands here.
    fn field(&mut self, start: usize, depth: usize) -> Result<Option<Node>> {
        let name: String = self.chars[start..self.at].iter().map(|c| half(*c)).collect();
        let back = self.at;
        let op = self.op();
        if let Some(figure) = Figure::named(&name) {
            let at = self.at;
            let value = if op.is_none() && self.take_nothing(depth) {
                return Ok(Some(Node::NoFigure(figure)));
            } else {
                self.value(depth)?.0
            };
            let op = op.unwrap_or(Op::Equal);
            let expected = ("数 (1000、1,000、1万)", "a number (1000, 1,000, 1万)");
            let value = number(&value).ok_or_else(|| QueryError::new(at, expected, value))?;
            return Ok(Some(Node::Number(figure, op, value)));
        }
        match op {
            None => {
                if let Some(node) = self.dated(&name, depth)? {
                    return Ok(Some(node));
                }
                if let Some(field) = Field::named(&name) {
                    return self.valued(field, depth).map(Some);
                }
            }
            Some(Op::Equal) => {
                if let Some(field) = Field::named(&name).filter(|f| f.has_words()) {
                    let words = self.value(depth)?.0;
                    return Ok(Some(Node::Name(field, words, How::Whole)));
                }
            }
            Some(_) => {}
        }
        self.at = back;
        Ok(None)
    }

    /// The sign after a field's name; `None` for a colon.
    fn op(&mut self) -> Option<Op> {
        let first = self.peek();
        self.at += 1;
        let equal = self.peek() == Some('=') && matches!(first, Some('<' | '>'));
        self.at += usize::from(equal);
        match (first, equal) {
            (Some('='), _) => Some(Op::Equal),
            (Some('<'), false) => Some(Op::Less),
            (Some('<'), true) | (Some('≦' | '≤'), _) => Some(Op::AtMost),
            (Some('>'), false) => Some(Op::Greater),
            (Some('>'), true) | (Some('≧' | '≥'), _) => Some(Op::AtLeast),
            _ => None,
        }
    }

    /// The value after a field's sign, and whether it was quoted.
    fn value(&mut self, depth: usize) -> Result<(String, bool)> {
        if matches!(self.peek(), Some('"' | '「')) {
            return Ok((self.quoted()?, true));
        }
        let start = self.at;
        let mut own = 0_usize;
        while !self.ends(&mut own, depth) {
            self.at += 1;
        }
        let value: String = self.chars[start..self.at].iter().collect();
        if crate::fold(&value).is_empty() {
            self.at = start;
            return self.fail("欄の値", "the field's value");
        }
        Ok((value, false))
    }

    /// Takes a minus that stands alone as a value.
    fn take_nothing(&mut self, depth: usize) -> bool {
        let alone = self.is_blank(self.at + 1) || (depth > 0 && self.chars.get(self.at + 1).copied().map(sign) == Some(')'));
        let taken = self.peek() == Some('-') && alone;
        self.at += usize::from(taken);
        taken
    }

    fn dated(&mut self, name: &str, depth: usize) -> Result<Option<Node>> {
        let make: fn(Date) -> Node = match name.to_lowercase().as_str() {
            "since" | "以降" => Node::Since,
            "until" | "以前" => Node::Until,
            "new" | "新着" => return self.new_since(depth).map(Some),
            "month" | "月" if self.take_nothing(depth) => return Ok(Some(Node::NoMonth)),
            "month" | "月" => Node::Month,
            "date" | "日付" if self.take_nothing(depth) => return Ok(Some(Node::NoDate)),
            "date" | "日付" => |date| Node::All(vec![Node::Since(date), Node::Until(date)]),
            _ => return Ok(None),
        };
        let at = self.at;
        let value = self.value(depth)?.0;
        let expected = ("日付 (2024、2024-04、2024-04-01)", "a date (2024, 2024-04 or 2024-04-01)");
        let made = date(&value).map(make);
        if matches!(made, Some(Node::Month(date)) if date.day_of_month().is_some()) {
            return Err(QueryError::new(at, ("月 (2024-04)", "a month (2024-04)"), value));
        }
        made.map(Some).ok_or_else(|| QueryError::new(at, expected, value))
    }

    fn new_since(&mut self, depth: usize) -> Result<Node> {
        let at = self.at;
        let value = self.value(depth)?.0;
        let time = date(&value).map(|d| d.to_string()).or_else(|| timestamp(&value));
        let expected = ("日付か時刻 (2024-06-01、2024-06-01T09:00:00Z)", "a date or a time (2024-06-01, 2024-06-01T09:00:00Z)");
        time.map(Node::New).ok_or_else(|| QueryError::new(at, expected, value))
    }

    fn valued(&mut self, field: Field, depth: usize) -> Result<Node> {
        let at = self.at;
        let (value, quoted) = self.value(depth)?;
        if value.chars().map(sign).eq(['-']) && !quoted {
            return Ok(Node::Lacks(field));
        }
        if let Some(code) = field.key().and_then(|key| self.labels.code(key, &value)) {
            return Ok(Node::Code(field, code));
        }
        if field.has_words() {
            return Ok(Node::Name(field, value, if quoted { How::Exact } else { How::Word }));
        }
        let codes = field.key().map(|key| self.labels.codes(key)).unwrap_or_default().join(", ");
        let (ja, en) = (format!("{}の符号 ({codes})", field.name_ja()), format!("a code of {} ({codes})", field.name()));
        Err(QueryError::new(at, (ja, en), value))
    }
}

fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}
