//! The difference of two texts, word by word. Japanese has no blanks between words: a word here is a run of letters of one
//! script, a number with its separators, or a sign.

use imara_diff::{Algorithm, Diff, InternedInput};
use serde::Serialize;

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// In both texts.
    Both,
    /// Only in the older one.
    Removed,
    /// Only in the newer one.
    Added,
}

/// Words that stand together on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Piece<'t> {
    /// Where they stand.
    pub side: Side,
    /// The words, to the letter: all pieces that are not `Added` make the older text, all that are not `Removed` the newer.
    pub text: &'t str,
}

/// The pieces of two texts in reading order; where both differ, what was removed stands before what was added.
#[must_use]
pub fn words<'t>(before: &'t str, after: &'t str) -> Vec<Piece<'t>> {
    let (old, new) = (tokens(before), tokens(after));
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let mut pieces = Pieces { before, after, old: Ends::of(&old), new: Ends::of(&new), out: Vec::new() };
    let mut at = (0, 0);
    for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
        pieces.push(Side::Both, at.1, hunk.after.start);
        pieces.push(Side::Removed, hunk.before.start, hunk.before.end);
        pieces.push(Side::Added, hunk.after.start, hunk.after.end);
        at = (hunk.before.end, hunk.after.end);
    }
    pieces.push(Side::Both, at.1, new.len() as u32);
    pieces.out
}

/// Letters removed and added, blanks not counted.
#[must_use]
pub fn count(pieces: &[Piece<'_>]) -> (usize, usize) {
    let letters = |side| {
        let of = pieces.iter().filter(|p| p.side == side);
        of.map(|p| p.text.chars().filter(|c| !c.is_whitespace()).count()).sum()
    };
    (letters(Side::Removed), letters(Side::Added))
}

/// Where each word ends, in bytes.
struct Ends(Vec<usize>);

impl Ends {
    fn of(tokens: &[&str]) -> Self {
        let mut at = 0;
        let end = |token: &&str| {
            at += token.len();
            at
        };
        Self(tokens.iter().map(end).collect())
    }

    fn before(&self, token: u32) -> usize {
        (token as usize).checked_sub(1).and_then(|n| self.0.get(n)).copied().unwrap_or(0)
    }
}

struct Pieces<'t> {
    before: &'t str,
    after: &'t str,
    old: Ends,
    new: Ends,
    out: Vec<Piece<'t>>,
}

impl Pieces<'_> {
    fn push(&mut self, side: Side, from: u32, to: u32) {
        let (text, ends) = if side == Side::Removed { (self.before, &self.old) } else { (self.after, &self.new) };
        if let Some(text) = text.get(ends.before(from)..ends.before(to)).filter(|t| !t.is_empty()) {
            self.out.push(Piece { side, text });
        }
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Script {
    Figure,
    Latin,
    Kanji,
    Hiragana,
    Katakana,
    Blank,
    /// Each of these stands alone.
    Sign,
}

const fn script(c: char) -> Script {
    match c {
        '0'..='9' | '０'..='９' => Script::Figure,
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => Script::Latin,
        'ぁ'..='ゖ' => Script::Hiragana,
        'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ' => Script::Katakana,
        '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Script::Kanji,
        ' ' | '\t' | '\u{3000}' => Script::Blank,
        _ => Script::Sign,
    }
}

/// The words of a text; together they are the text.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let Some(&(next, following)) = letters.peek() else { break };
        if !joined(c, following, text[next..].chars().nth(1)) {
            out.push(&text[from..at + c.len_utf8()]);
            from = next;
        }
    }
    if from < text.len() {
        out.push(&text[from..]);
    }
    out
}

/// Whether two letters are of one word; `then` is the letter after them. 1,234 and １．５ are one number.
fn joined(one: char, other: char, then: Option<char>) -> bool {
    let separator = |c| matches!(c, ',' | '.' | '，' | '．');
    match (script(one), script(other)) {
        (Script::Sign, Script::Figure) => separator(one),
        (Script::Figure, Script::Sign) => separator(other) && then.is_some_and(|c| script(c) == Script::Figure),
        (Script::Sign, _) | (_, Script::Sign) => false,
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(before: &str, after: &str) -> String {
        let mark = |p: Piece<'_>| match p.side {
            Side::Both => p.text.to_owned(),
            Side::Removed => format!("[-{}]", p.text),
            Side::Added => format!("[+{}]", p.text),
        };
        words(before, after).into_iter().map(mark).collect()
    }

    #[test]
    fn words_are_runs_of_a_script_and_whole_numbers() {
        let text = "最大1,234件（約１．５万件）のメールアドレス、ID。";
        assert_eq!(tokens(text).join("|"), "最大|1,234|件|（|約|１．５|万件|）|の|メールアドレス|、|ID|。");
        assert_eq!(tokens("3,件").join("|"), "3|,|件");
    }

    #[test]
    fn a_figure_that_changed_is_shown_as_a_whole() {
        assert_eq!(shown("対象は1,200件です。", "対象は2,311件です。"), "対象は[-1,200][+2,311]件です。");
        assert_eq!(shown("氏名、住所", "氏名、住所、電話番号"), "氏名、住所[+、電話番号]");
        assert_eq!(shown("同じ", "同じ"), "同じ");
        assert_eq!(shown("", "新"), "[+新]");
        assert_eq!(count(&words("氏名 住所", "氏名 電話番号")), (2, 4));
    }

    proptest! {
        #[test]
        fn the_pieces_make_both_texts(before in "[件名0-9,。あア a\n]{0,60}", after in "[件名0-9,。あア a\n]{0,60}") {
            let pieces = words(&before, &after);
            let join = |not: Side| pieces.iter().filter(|p| p.side != not).map(|p| p.text).collect::<String>();
            prop_assert_eq!(join(Side::Added), before.clone());
            prop_assert_eq!(join(Side::Removed), after.clone());
        }

        #[test]
        fn any_text_is_the_sum_of_its_words(text in any::<String>()) {
            prop_assert_eq!(tokens(&text).concat(), text);
        }
    }
}
