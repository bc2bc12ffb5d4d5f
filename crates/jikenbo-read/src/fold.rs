//! Full-width to half-width and the like, once, with the way back to the source.

use jikenbo_model::Span;

/// A character of the source that is written otherwise in the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fold {
    folded: u32,
    source: u32,
    folded_len: u8,
    source_len: u8,
}

/// A text folded for reading. Everything after this stage works on [`Folded::text`], and every span it finds goes back
/// to the source through [`Folded::source`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// The characters that were changed, in order; all others stand between them as they were.
    folds: Vec<Fold>,
}

impl Folded {
    /// Folds `source`: full-width ASCII and blanks to half-width, half-width kana to full-width (with their marks), waves to
    /// `~`, dashes between digits to `-`, ㈱ and ㍿ to letters, Kangxi radicals to the characters they look like.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let mut out = Self { text: String::with_capacity(source.len()), folds: Vec::new() };
        let mut clean = 0;
        let mut chars = source.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if keeps(c) {
                continue;
            }
            let next = chars.peek().map(|(_, c)| *c);
            let Some((folded, takes_next)) = fold(
                c,
                out.text.chars().next_back().filter(|_| clean == at).or_else(|| source[clean..at].chars().next_back()),
                next,
            ) else {
                continue;
            };
            out.text.push_str(&source[clean..at]);
            let mut len = c.len_utf8();
            if takes_next {
                len += chars.next().map_or(0, |(_, c)| c.len_utf8());
            }
            out.push(folded, at, len);
            clean = at + len;
        }
        out.text.push_str(&source[clean..]);
        out
    }

    fn push(&mut self, folded: Piece, source: usize, source_len: usize) {
        let start = self.text.len();
        match folded {
            Piece::Char(c) => self.text.push(c),
            Piece::Text(text) => self.text.push_str(text),
        }
        let folded_len = (self.text.len() - start) as u8;
        self.folds.push(Fold { folded: start as u32, source: source as u32, folded_len, source_len: source_len as u8 });
    }

    /// The span of the source whose characters gave the folded bytes `start..end`.
    #[must_use]
    pub fn source(&self, start: usize, end: usize) -> Span {
        Span::new(self.back(start, false), self.back(end, true))
    }

    /// Where in the source a folded place lies; within a changed character its end or its start.
    fn back(&self, at: usize, end: bool) -> usize {
        let after = self.folds.partition_point(|f| (f.folded as usize) < at + usize::from(!end));
        let Some(fold) = after.checked_sub(1).map(|n| self.folds[n]) else { return at };
        let past = at - fold.folded as usize;
        if past >= fold.folded_len as usize {
            return fold.source as usize + fold.source_len as usize + past - fold.folded_len as usize;
        }
        fold.source as usize + if end && past > 0 { fold.source_len as usize } else { 0 }
    }

    /// Where the folded text holds what begins at byte `source` of the source.
    #[must_use]
    pub fn at(&self, source: usize) -> usize {
        let after = self.folds.partition_point(|f| (f.source as usize) <= source);
        let Some(fold) = after.checked_sub(1).map(|n| self.folds[n]) else { return source };
        let past = source - fold.source as usize;
        match past.checked_sub(fold.source_len as usize) {
            Some(rest) => fold.folded as usize + fold.folded_len as usize + rest,
            None => fold.folded as usize,
        }
    }
}

enum Piece {
    Char(char),
    Text(&'static str),
}

/// The characters that surely stay: ASCII, kana and the common kanji.
const fn keeps(c: char) -> bool {
    matches!(c, '\0'..='\u{9f}' | '\u{3001}'..='\u{301b}' | '\u{3041}'..='\u{30fb}' | '\u{4e00}'..='\u{9fff}')
}

/// What a character folds to, and whether it takes the mark after it (ｶﾞ → ガ).
fn fold(c: char, before: Option<char>, next: Option<char>) -> Option<(Piece, bool)> {
    let one = |c| Some((Piece::Char(c), false));
    match c {
        '！'..='～' => one(if c == '～' { '~' } else { char::from_u32(c as u32 - 0xFEE0)? }),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => one(' '),
        '〜' | '∼' | '˜' => one('~'),
        '−' | '‐' | '‑' | '‒' | '–' | '—' | '―' | 'ー' | '─'
            if before.is_some_and(|b| b.is_ascii_digit()) && next.is_some_and(digit_like) =>
        {
            one('-')
        }
        '−' | '‐' | '‑' | '–' => one('-'),
        '｡' => one('。'),
        '｢' => one('「'),
        '｣' => one('」'),
        '､' => one('、'),
        '･' => one('・'),
        'ｦ'..='ﾟ' => Some(kana(c, next)),
        '㈱' => Some((Piece::Text("(株)"), false)),
        '㈲' => Some((Piece::Text("(有)"), false)),
        '㍿' => Some((Piece::Text("株式会社"), false)),
        '⼀'..='⿕' | '⺀'..='⻳' => radical(c).and_then(one),
        _ => None,
    }
}

fn digit_like(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

const HALF: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

fn kana(c: char, next: Option<char>) -> (Piece, bool) {
    let full = HALF.chars().nth(c as usize - 'ｦ' as usize).unwrap_or(c);
    let marked = |by: u32| char::from_u32(full as u32 + by).unwrap_or(full);
    match next {
        Some('ﾞ') if "カキクケコサシスセソタチツテトハヒフヘホ".contains(full) => {
            (Piece::Char(marked(1)), true)
        }
        Some('ﾟ') if "ハヒフヘホ".contains(full) => (Piece::Char(marked(2)), true),
        Some('ﾞ') if full == 'ウ' => (Piece::Char('ヴ'), true),
        _ => (Piece::Char(full), false),
    }
}

/// Kangxi radicals that stand for characters in text taken from PDF files.
fn radical(c: char) -> Option<char> {
    const PAIRS: &str = "⼀一⼆二⼈人⼊入⼋八⼒力⼗十⼝口⼟土⼠士⼤大⼥女⼦子⼩小⼭山⼯工⼰己⼲干⼼心⼿手⽀支⽂文⽅方⽇日⽉月⽊木⽌止⽐比⽑毛⽒氏⽔水⽕火⽗父⽚片⽜牛⽟玉⽣生⽤用⽥田⽩白⽬目⽯石⽰示⽴立⽵竹⽶米⽷糸⽺羊⽻羽⽼老⽽而⽿耳⾁肉⾃自⾄至⾆舌⾊色⾍虫⾎血⾏行⾐衣⾒見⾓角⾔言⾕谷⾖豆⾚赤⾛走⾜足⾝身⾞車⾟辛⾥里⾦金⾧長⾨門⾬雨⾮非⾯面⾰革⾳音⾴頁⾵風⾶飛⾷食⾸首⾹香⾺馬⾻骨⾼高⿂魚⿃鳥⿊黒⿐鼻";
    let mut chars = PAIRS.chars();
    while let (Some(radical), Some(plain)) = (chars.next(), chars.next()) {
        if radical == c {
            return Some(plain);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Folded;
    use proptest::prelude::*;

    fn fold(text: &str) -> String {
        Folded::new(text).text
    }

    #[test]
    fn width_is_folded() {
        assert_eq!(fold("２０２２年８月１２日（金）"), "2022年8月12日(金)");
        assert_eq!(fold("１，９３８件 ＡＢＣ　㈱ｶﾞｰﾄﾞ ﾊﾟｽﾜｰﾄﾞ"), "1,938件 ABC (株)ガード パスワード");
        assert_eq!(fold("7月19日〜28日～"), "7月19日~28日~");
        assert_eq!(fold("０３−１２３４"), "03-1234");
        assert_eq!(fold("サーバー"), "サーバー");
    }

    #[test]
    fn spans_go_back_to_the_source() {
        let source = "「ｶﾞｰﾄﾞ㈱」、１２件";
        let folded = Folded::new(source);
        let at = folded.text.find("12件").unwrap();
        assert_eq!(folded.source(at, at + 5).of(source), "１２件");
        let at = folded.text.find("ガ").unwrap();
        assert_eq!(folded.source(at, at + 3).of(source), "ｶﾞ");
        let at = folded.text.find("株").unwrap();
        assert_eq!(folded.source(at, at + 3).of(source), "㈱");
        assert_eq!(folded.at(source.find("１２").unwrap()), folded.text.find("12").unwrap());
    }

    proptest! {
        #[test]
        fn every_span_cuts_what_folds_to_it(source in "[０-９0-9ａ-ｚ事件、。㈱ｶﾊﾞﾟ〜ー−\u{3000}\n]{0,60}") {
            let folded = Folded::new(&source);
            prop_assert_eq!(folded.source(0, folded.text.len()).of(&source), source.as_str());
            for (at, c) in folded.text.char_indices() {
                let span = folded.source(at, at + c.len_utf8());
                prop_assert!(source.is_char_boundary(span.start as usize) && source.is_char_boundary(span.end as usize));
                prop_assert!(!span.is_empty());
            }
            prop_assert_eq!(&Folded::new(&folded.text).text, &folded.text);
        }
    }
}
