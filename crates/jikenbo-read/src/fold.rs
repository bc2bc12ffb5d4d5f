//! Full-width to half-width and the like, once, with the way back to the source.

mod compat;
mod direct;
mod furniture;
mod letters;
mod manner;
mod quotes;
mod ruled;
mod spaced;
mod spelled;
mod way;
mod wrapped;

use jikenbo_model::Span;

pub(crate) use spaced::joined;

use crate::letter::is_hiragana;
use letters::{compose, full_width, is_japanese, is_nothing, plain_ascii, simple};
use way::{Run, Way};

/// A text folded for reading. Everything after this stage works on [`Folded::text`], and every span it finds goes back
/// to the source through [`Folded::source`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// From the text whose letters are folded to the source.
    letters: Way,
    /// From the text whose words have one spelling to that.
    words: Way,
    /// From the text whose acts are said straight to that.
    acts: Way,
}

impl Folded {
    /// Folds `source`: first its letters, then the spelling of its words, then how acts are said.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let (text, letters) = folded_letters(source);
        let (text, words) = changed(text, spelled::words);
        let (text, acts) = changed(text, direct::changes);
        Self { text, letters, words, acts }
    }

    /// The span of the source whose characters gave the folded bytes `start..end`.
    #[must_use]
    pub fn source(&self, start: usize, end: usize) -> Span {
        let first = self.letters.first(self.words.first(self.acts.first(start)));
        Span::new(first, if end <= start { first } else { self.letters.last(self.words.last(self.acts.last(end))) })
    }

    /// The folded byte at which the source byte `source` (the start of a character) begins: the inverse for starts.
    #[must_use]
    pub fn at(&self, source: usize) -> usize {
        self.acts.at(self.words.at(self.letters.at(source)))
    }
}

/// A text with its letters folded, and the way back.
fn folded_letters(source: &str) -> (String, Way) {
    let mut folder = Folder::new(source);
    let mut at = 0;
    let mut gaps = gaps(source).into_iter().peekable();
    while at < source.len() {
        at = skip(source.as_bytes(), at);
        while let Some((start, end, to)) = gaps.next_if(|&(start, ..)| start <= at) {
            folder.put(start, end, to);
            at = at.max(end);
        }
        if let Some(c) = char_at(source, at) {
            at = folder.step(at, c);
        }
    }
    folder.finish()
}

/// Blanks within words, line ends within sentences, lines that are no part of the text, and marks of quotation: each with what stands instead.
fn gaps(source: &str) -> Vec<(usize, usize, &'static str)> {
    // A word of a page has one line.
    let lines = source.contains('\n');
    let of_lines = |letters: fn(&str) -> Vec<(usize, usize)>| if lines { letters(source) } else { Vec::new() };
    let nothing = [spaced::blanks(source), of_lines(wrapped::ends), of_lines(furniture::letters)].concat();
    let nothing = nothing.into_iter().map(|(start, end)| (start, end, ""));
    let drawn = if lines { ruled::letters(source) } else { Vec::new() };
    let mut gaps: Vec<_> = nothing.chain(quotes::marks(source)).chain(drawn).collect();
    gaps.sort_unstable();
    // What is left out is no mark: nothing sorts before it.
    gaps.dedup_by_key(|(start, ..)| *start);
    gaps
}

/// A text with the changes made that `changes` finds in it, and the way back.
fn changed(text: String, changes: fn(&str) -> Vec<(usize, usize, &'static str)>) -> (String, Way) {
    let changes = changes(&text);
    if changes.is_empty() {
        let way = Way { runs: Vec::new(), source_len: text.len(), len: text.len() };
        return (text, way);
    }
    let mut folder = Folder::new(&text);
    for (start, end, plain) in changes {
        folder.put(start, end, plain);
    }
    folder.finish()
}

/// The next byte at or after `at` that begins a character which may fold. The hot loop: it goes by lead bytes, so that
/// kanji and kana cost one look each.
fn skip(bytes: &[u8], mut at: usize) -> usize {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    while let Some(&lead) = bytes.get(at) {
        at += match lead {
            0x0B | 0x0C => return at,
            b',' if at > 0 && byte(at - 1) >= 0x80 => return at,
            0x00..=0x7F => 1,
            0xE4..=0xEE => 3,
            0xE3 => match byte(at + 1) {
                0x80 if matches!(byte(at + 2), 0x80 | 0x94 | 0x95 | 0x9C) => return at,
                0x82 if matches!(byte(at + 2), 0x99 | 0x9A) => return at,
                0x83 if byte(at + 2) == 0xBC => return at,
                0x88 | 0x8D => return at,
                _ => 3,
            },
            0xE2 if matches!(byte(at + 1), 0x80 | 0x81 | 0x88 | 0xBA..=0xBF) => return at,
            0xEF if byte(at + 1) >= 0xA4 => return at,
            0xC2 if matches!(byte(at + 1), 0xA0 | 0xAD) => return at,
            0xCB if byte(at + 1) == 0x9C => return at,
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            _ => 4,
        };
    }
    bytes.len()
}

/// The work of [`Folded::new`].
struct Folder<'a> {
    source: &'a str,
    text: String,
    runs: Vec<Run>,
    /// The source up to here is in `text`.
    copied: usize,
}

impl<'a> Folder<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, text: String::with_capacity(source.len()), runs: Vec::new(), copied: 0 }
    }

    /// Folds the character `c` at `at`, with the mark that belongs to it; gives the byte after it.
    fn step(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        match c {
            '\u{FF61}'..='\u{FF9F}' if c != '\u{FF70}' => self.half_width(at, c),
            '\u{3099}' | '\u{309A}' => self.combining(at, c),
            '\u{FF70}' | 'ー' => self.put_char(at, end, if self.between(at, end, |c| c.is_ascii_digit()) { '-' } else { 'ー' }),
            '\u{2010}'..='\u{2015}' | '\u{2212}' if self.between(at, end, plain_ascii) => self.put_char(at, end, '-'),
            ',' | '，' if self.parts_clauses(at, end) => self.put_char(at, end, '、'),
            '．' if self.ends_sentence(at, end) => self.put_char(at, end, '。'),
            '㈱' => self.put(at, end, "(株)"),
            '㈲' => self.put(at, end, "(有)"),
            '㍿' => self.put(at, end, "株式会社"),
            _ if is_nothing(c) => self.put(at, end, ""),
            _ => match simple(c) {
                Some(to) => self.put_char(at, end, to),
                None => end,
            },
        }
    }

    /// A half-width kana, composed with the half-width mark after it.
    fn half_width(&mut self, at: usize, c: char) -> usize {
        let Some(kana) = full_width(c) else { return at + 3 };
        let mark = char_at(self.source, at + 3);
        match mark.and_then(|mark| compose(kana, mark)) {
            Some(composed) => self.put_char(at, at + 6, composed),
            None => self.put_char(at, at + 3, kana),
        }
    }

    /// A combining (semi-)voiced mark: composed with the kana right before it, as file names from a Mac need it.
    fn combining(&mut self, at: usize, mark: char) -> usize {
        let kana = self.source.get(self.copied..at).and_then(|text| text.chars().next_back());
        match kana.and_then(|kana| Some((kana, compose(kana, mark)?))) {
            Some((kana, composed)) => self.put_char(at - kana.len_utf8(), at + 3, composed),
            None => self.put_char(at, at + 3, if mark == '\u{3099}' { '゛' } else { '゜' }),
        }
    }

    /// Whether the folded characters before `at` and after `end` both are `wanted`.
    fn between(&self, at: usize, end: usize, wanted: impl Fn(char) -> bool) -> bool {
        let rest = self.source.get(end..).unwrap_or("");
        let next =
            rest.chars().find(|&c| !is_nothing(c)).map(|c| simple(c).unwrap_or(if matches!(c, '㈱' | '㈲') { '(' } else { c }));
        self.last(at).is_some_and(&wanted) && next.is_some_and(&wanted)
    }

    /// Whether a comma stands between Japanese words, as official and learned writing has it for 、: 氏名，住所
    fn parts_clauses(&self, at: usize, end: usize) -> bool {
        let before = self.last(at).is_some_and(|c| is_japanese(c) || matches!(c, ')' | '」' | '』'));
        before && !self.source.get(end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    }

    /// Whether a full-width stop stands for 。: behind the ending of a verb or at the end of its line.
    fn ends_sentence(&self, at: usize, end: usize) -> bool {
        let rest = self.source.get(end..).unwrap_or("").trim_start_matches([' ', '\u{3000}']);
        let last = self.last(at);
        // い．概要: the mark of an item.
        let mark =
            self.source.get(..at).and_then(|s| s.chars().rev().nth(1)).is_none_or(|c| matches!(c, '\n' | ' ' | '\u{3000}'));
        !mark && last.is_some_and(is_hiragana) || last.is_some_and(is_japanese) && (rest.is_empty() || rest.starts_with('\n'))
    }

    /// The folded character before the source's `at`.
    fn last(&self, at: usize) -> Option<char> {
        let copy = self.source.get(self.copied..at).and_then(|text| text.chars().next_back());
        copy.or_else(|| self.text.chars().next_back())
    }

    fn put_char(&mut self, at: usize, end: usize, to: char) -> usize {
        self.put(at, end, to.encode_utf8(&mut [0; 4]))
    }

    /// Says that the source's `at..end` gave `to`, after copying what came before; gives `end`.
    fn put(&mut self, at: usize, end: usize, to: &str) -> usize {
        if self.source.get(at..end) == Some(to) {
            return end;
        }
        self.copy(at);
        if end - at == to.len() {
            self.run(1, 1)
        } else {
            self.run((end - at) as u8, to.len() as u8)
        }
        self.text.push_str(to);
        self.copied = end;
        end
    }

    /// Copies the source up to `at` as it is.
    fn copy(&mut self, at: usize) {
        if let Some(text) = self.source.get(self.copied..at).filter(|text| !text.is_empty()) {
            self.run(1, 1);
            self.text.push_str(text);
            self.copied = at;
        }
    }

    /// Begins a run here, unless the pace stays the same.
    fn run(&mut self, from: u8, to: u8) {
        if self.runs.last().is_none_or(|last| (last.from, last.to) != (from, to)) {
            self.runs.push(Run { folded: self.text.len() as u32, source: self.copied as u32, from, to });
        }
    }

    fn finish(mut self) -> (String, Way) {
        self.copy(self.source.len());
        let way = Way { runs: self.runs, source_len: self.source.len(), len: self.text.len() };
        (self.text, way)
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(source: &str) -> String {
        Folded::new(source).text
    }

    /// Whether a word of the text is spelt anew.
    fn respelt(source: &str) -> bool {
        !spelled::words(&folded_letters(source).0).is_empty()
    }

    /// One line per input, so that the table reads at a glance.
    #[test]
    fn what_folds_and_what_stays() {
        let inputs = [
            "２０２２年８月１２日（金）１６：０１",
            "ＡＢＣ－１２３＠ｅｘａｍｐｌｅ．ｊｐ",
            "約１，９３８件／１．５万〔概数〕",
            "全角\u{3000}空白\u{a0}と\tタブ\n改行",
            "ﾌｧｲﾙｻｰﾊﾞｰ､ﾊﾟｽﾜｰﾄﾞ｡｢ｳﾞｧ｣ｱﾞ",
            "か\u{3099}き\u{3099}く ハ\u{309A}ス あ\u{3099}",
            "５月４日〜６月３日 ～ ∼ ˜ ~",
            "03−1234–5678 A—B サーバー 前―後 3ー5 ー3",
            "㈱ほしぞら商会 ㈲みなと ㍿あさひ ℡ № ①②",
            "⽇本の⺠間 ⾯⻑ 神社",
            "ゼロ\u{200b}幅\u{feff} ￥1,000 “引用” ’ … ※ ～",
            "ー−ー 1−−2 1 − 2",
            "氏名，住所，1，938件，Co.，Ltd. 「青葉」，他，A",
            "漏えいした．原因は確認中．\nア．概要 No．5 3．経緯\nい．概要",
            "会員に,5月15日,1,938件を",
        ];
        let table: Vec<String> = inputs.iter().map(|input| folded(input).escape_debug().to_string()).collect();
        insta::assert_snapshot!(table.join("\n"), @r"
        2022年8月12日(金)16:01
        ABC-123@example.jp
        約1,938件/1.5万(概数)
        全角 空白 と\tタブ\n改行
        ファイルサーバー、パスワード。「ヴァ」ア゛
        がぎく パス あ゛
        5月4日~6月3日 ~ ~ ~ ~
        03-1234-5678 A-B サーバー 前―後 3-5 ー3
        (株)ほしぞら商会 (有)みなと 株式会社あさひ ℡ № ①②
        日本の民間 面長 神社
        ゼロ幅 ¥1,000 「引用」 ’ … ※ ~
        ー−ー 1−−2 1 - 2
        氏名、住所、1,938件,Co.,Ltd. 「青葉」、他,A
        漏えいした。原因は確認中。\nア.概要 No.5 3.経緯\nい.概要
        会員に、5月15日、1,938件を
        ");
    }

    #[test]
    fn spans_go_back_to_the_characters_that_gave_them() {
        let source = "㈱あ２０２２年ｶﾞ\u{200b}A";
        let folded = Folded::new(source);
        assert_eq!(folded.text, "(株)あ2022年ガA");
        let back = |words: &str| {
            let start = folded.text.find(words).unwrap();
            folded.source(start, start + words.len()).of(source)
        };
        assert_eq!(back("2022"), "２０２２");
        assert_eq!(back("02"), "０２");
        assert_eq!(back("株"), "㈱");
        assert_eq!(back("年ガ"), "年ｶﾞ");
        assert_eq!(back("A"), "A");
        assert_eq!(folded.source(0, folded.text.len()).of(source), source);
        assert_eq!(folded.at(source.find("年").unwrap()), folded.text.find("年").unwrap());
        assert_eq!(folded.at(source.len()), folded.text.len());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(source in text()) {
            let once = folded(&source);
            // How wide blanks are tells letters set apart from words, and is lost once they are folded. Letters that no text has
            // in a row (致致し) may make a word with what the first folding gave.
            if !source.contains([' ', '\u{3000}']) && !respelt(&once) {
                prop_assert_eq!(folded(&once), once.clone());
            }
            let whole = Folded::new(&source).source(0, once.len());
            prop_assert_eq!(whole.of(&source), if once.is_empty() { "" } else { &source });
        }

        #[test]
        fn nothing_but_blanks_is_left_out(source in text()) {
            let solid = |text: &str| text.chars().filter(|&c| c != ' ' && c != '\u{3000}').collect::<String>();
            // A blank parts a mark from its kana, a hyphen from its figure, and a spelling from what stands beside it.
            if !respelt(&source)
                && !respelt(&solid(&source))
                && !source.contains(['−', '–', 'ー', 'ｰ', 'ﾞ', 'ﾟ', '\u{3099}', ',', '，'])
            {
                prop_assert_eq!(solid(&folded(&source)), folded(&solid(&source)));
            }
        }

        #[test]
        fn a_span_folds_to_what_it_gave(source in text(), a in 0usize..80, b in 0usize..80) {
            let folded = Folded::new(&source);
            let bounds: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let (a, b) = (a.min(b), a.max(b));
            let slice = folded.source(a, b).of(&source);
            prop_assert_eq!(slice.is_empty(), a == b);
            // A hyphen reads its neighbours, a mark its kana, and 株 alone is part of one letter: all else is local.
            // And so are blanks that set letters apart, and commas; spellings are whole words.
            if !respelt(&source)
                && !respelt(slice)
                && !source.contains(['−', '–', 'ー', 'ｰ', '㈱', 'ﾞ', '\u{3099}', ' ', '\u{3000}', ',', '，'])
            {
                prop_assert_eq!(&Folded::new(slice).text, &folded.text[a..b]);
            }
        }

        #[test]
        fn at_is_the_way_there(source in text()) {
            let folded = Folded::new(&source);
            for (at, _) in folded.text.char_indices() {
                let start = folded.source(at, at + 1).start as usize;
                prop_assert!(folded.at(start) <= at);
                let whole = source.contains('㈱') || respelt(&source);
                prop_assert!(start == 0 || whole || folded.at(start) == at);
            }
        }
    }

    /// Text of the letters that matter here.
    fn text() -> impl Strategy<Value = String> {
        let letter = prop::sample::select(
            "あか゛\u{3099}ガｶﾞﾟｰー−–-~〜～１2９，,.年月日㈱\u{3000} \u{200b}\u{feff}Ａb（)⽇\u{f9dc}\u{facf}\n\t「」、。𠮷問合せ致し頂戴"
                .chars()
                .collect::<Vec<_>>(),
        );
        prop::collection::vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect())
    }
}
