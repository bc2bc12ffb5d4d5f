//! The walk through the text: most letters can begin no form, and a bit says which.

use super::bare::bare;
use super::count::count;
use super::money::money;
use super::number::is_kanji_number;
use super::period::{period_or_date, until};
use super::quote::{quoted, url};
use super::text::Text;
use super::time::time;
use super::{Form, Value};

/// The letters that may begin a form.
const STARTERS: [u64; 1024] = {
    const LETTERS: &[char] = &[
        '"', '〃', '$', '¥', '€', '£', '₩', '~', '「', '『', '“', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九',
        '十', '百', '千', '数', '令', '平', '昭', '明', '大', '同', '翌', '前', '本', '今', '昨', '先', '来', '去', '当', '即',
        '年', '月', '正', '未', '早', '午', '夕', '深', '上', '朝', '昼', '夜', 'そ', 'こ', 'お', 'き', 'け', 'あ', 'ゆ', '次',
    ];
    let mut bits = [0; 1024];
    let mut at = 0;
    while at < 128 {
        if (at as u8).is_ascii_alphanumeric() {
            bits[at / 64] |= 1 << (at % 64);
        }
        at += 1;
    }
    at = 0;
    while at < LETTERS.len() {
        bits[LETTERS[at] as usize / 64] |= 1 << (LETTERS[at] as usize % 64);
        at += 1;
    }
    bits
};

/// Whether a form may begin with the letter: most letters are passed over by this alone.
fn may_start(c: char) -> bool {
    let code = c as usize;
    STARTERS.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
}

/// The letters that may follow `first` in a form, where it begins many other words too.
const fn seconds(first: char) -> Option<&'static str> {
    Some(match first {
        'お' => "と",
        'こ' => "との",
        'そ' => "の",
        'き' => "のょ",
        'け' => "さ",
        'あ' => "しすく",
        'ゆ' => "う",
        '上' => "記",
        '大' => "正",
        '平' => "成",
        '昭' | '令' => "和",
        '明' => "治日けく",
        '本' => "日月年",
        '当' => "日月夜",
        '前' => "日月年々前の夜",
        '次' => "の",
        '先' => "月",
        '来' => "月年",
        '去' => "年",
        '今' => "月年日朝",
        '昨' => "年日夜晩夕",
        '即' => "日",
        '年' | '月' => "内末",
        '正' => "午",
        '午' => "前後",
        '未' => "明",
        '早' => "朝",
        '深' => "夜",
        _ => return None,
    })
}

/// Whether a form may begin with these words.
pub(super) fn may_begin(words: &str) -> bool {
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return false };
    may_start(first) && seconds(first).is_none_or(|seconds| letters.next().is_some_and(|second| seconds.contains(second)))
}

/// The lexer at work.
pub(super) struct Scan<'a> {
    t: Text<'a>,
    forms: Vec<Form>,
    /// Where the last form ended: the words before a figure may not reach back past it.
    floor: usize,
    /// Where the quoted names that are open end, the innermost last.
    quotes: Vec<usize>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { t: Text::new(text), forms: Vec::new(), floor: 0, quotes: Vec::new() }
    }

    pub(super) fn run(mut self) -> Vec<Form> {
        let mut at = 0;
        while let Some(c) = self.t.next(at) {
            at = if may_start(c) && may_begin(self.t.rest(at)) { self.step(at, c) } else { at + c.len_utf8() };
        }
        self.forms
    }

    /// Reads what begins at `at`; gives where to go on.
    fn step(&mut self, at: usize, c: char) -> usize {
        match c {
            '「' | '『' | '“' | '"' => self.quote(at, c),
            _ => match self.form(at, c) {
                Some((start, end, value)) => self.put(start, end, value),
                None => self.pass(at, c),
            },
        }
    }

    fn put(&mut self, start: usize, end: usize, value: Value) -> usize {
        self.forms.push(Form { start: start as u32, end: end as u32, value });
        self.floor = end;
        end
    }

    /// The quoted name at `at`. What it holds is read next.
    fn quote(&mut self, at: usize, c: char) -> usize {
        let inside = at + c.len_utf8();
        while self.quotes.last().is_some_and(|&end| end < inside) {
            self.quotes.pop();
        }
        // the second of two equal marks closes
        if c == '"' && self.quotes.contains(&inside) {
            return inside;
        }
        let limit = self.quotes.last().map_or(usize::MAX, |&end| end - 1);
        if let Some(end) = quoted(self.t, at, limit) {
            self.put(at, end, Value::Quoted);
            self.quotes.push(end);
            self.floor = inside;
        }
        inside
    }

    /// The form at `at`, if one is there. Dates come before counts: 8月 before 8.
    fn form(&self, at: usize, c: char) -> Option<(usize, usize, Value)> {
        let t = self.t;
        match c {
            '~' => return until(t, at).map(|(value, end)| (at, end, value)),
            'h' => return url(t, at).map(|end| (at, end, Value::Url)),
            'a'..='z' => return None,
            _ => {}
        }
        if let Some((value, end)) = period_or_date(t, at) {
            return Some((at, end, value));
        }
        if let Some(timed) = time(t, at, false) {
            return Some((at, timed.end, Value::Time(timed.value)));
        }
        // only a numeral or a currency's sign begins a figure
        if !c.is_ascii() && !is_kanji_number(c) && !"¥€£₩".contains(c) {
            return None;
        }
        if let Some(found) = money(t, at, self.floor) {
            return Some((found.start, found.end, Value::Money(found.value)));
        }
        if let Some(found) = count(t, at, self.floor) {
            return Some((found.start, found.end, Value::Count(found.value)));
        }
        bare(t, at).map(|end| (at, end, Value::Number))
    }

    /// Passes what is no form: a whole ASCII word, a whole kanji numeral, or one letter.
    fn pass(&self, at: usize, c: char) -> usize {
        let run =
            |belongs: fn(char) -> bool| self.t.rest(at).chars().take_while(|&c| belongs(c)).map(char::len_utf8).sum::<usize>();
        if c.is_ascii_alphabetic() {
            at + run(|c| c.is_ascii_alphabetic())
        } else if is_kanji_number(c) {
            at + run(is_kanji_number)
        } else {
            at + c.len_utf8()
        }
    }
}
