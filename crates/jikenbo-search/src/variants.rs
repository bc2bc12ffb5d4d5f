//! What a word is looked for as: itself, and its other spellings.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::number::other_writing;

/// Words and their spellings; the file says why.
const VARIANTS: &str = include_str!("../data/variants.txt");

/// A word is looked for in at most so many spellings; what would go beyond is looked for as written.
const MOST: usize = 24;

/// The folded forms of a word, any of which is a match. None holds another, and none is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Needle {
    forms: Vec<String>,
}

impl Needle {
    /// A word with its other spellings; `None` if nothing is left of it when it is folded.
    #[must_use]
    pub fn word(text: &str) -> Option<Self> {
        let word = fold(text);
        let mut forms = spellings(&word);
        if let Some(other) = other_kana(&word) {
            forms.push(other);
        }
        Self::of(forms)
    }

    /// Words to the letter: only width, case and the like do not count.
    #[must_use]
    pub fn exact(text: &str) -> Option<Self> {
        Self::of(vec![fold(text)])
    }

    fn of(mut forms: Vec<String>) -> Option<Self> {
        forms.retain(|form| !form.is_empty());
        forms.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        let mut kept: Vec<String> = Vec::with_capacity(forms.len());
        for form in forms {
            if !kept.iter().any(|shorter| form.contains(shorter.as_str())) {
                kept.push(form);
            }
        }
        (!kept.is_empty()).then_some(Self { forms: kept })
    }

    /// The forms, the shortest first.
    #[must_use]
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    /// Whether it stands in a folded text.
    #[must_use]
    pub fn is_in(&self, folded: &str) -> bool {
        self.forms.iter().any(|form| folded.contains(form.as_str()))
    }

    /// The first place in a folded text at or after byte `from`, as bytes: the leftmost, and there the longest.
    #[must_use]
    pub fn find(&self, folded: &str, from: usize) -> Option<(usize, usize)> {
        let rest = folded.get(from..)?;
        let places = self.forms.iter().filter_map(|form| Some((rest.find(form.as_str())?, form.len())));
        let (at, len) = places.min_by_key(|(at, len)| (*at, std::cmp::Reverse(*len)))?;
        Some((from + at, from + at + len))
    }
}

/// The groups by the first letter of each spelling, the longest spelling first.
static GROUPS: LazyLock<HashMap<char, Vec<(String, usize)>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<(String, usize)>> = HashMap::new();
    for (group, spellings) in SPELLINGS.iter().enumerate() {
        for spelling in spellings {
            if let Some(first) = spelling.chars().next() {
                by_first.entry(first).or_default().push((spelling.clone(), group));
            }
        }
    }
    for all in by_first.values_mut() {
        all.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
    }
    by_first
});

static SPELLINGS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let lines = VARIANTS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let group = |line: &str| {
        let mut all: Vec<String> = line.split_whitespace().map(fold).collect();
        all.sort();
        all.dedup();
        all
    };
    lines.map(group).collect()
});

/// Every spelling of a folded word, itself among them.
fn spellings(word: &str) -> Vec<String> {
    let mut forms = vec![String::new()];
    let mut at = 0;
    while let Some(c) = word[at..].chars().next() {
        let (len, others) = here(word, at).unwrap_or((c.len_utf8(), Vec::new()));
        let written = &word[at..at + len];
        if others.is_empty() || forms.len() * others.len() > MOST {
            forms.iter_mut().for_each(|form| form.push_str(written));
        } else {
            forms = forms.iter().flat_map(|form| others.iter().map(move |other| format!("{form}{other}"))).collect();
        }
        at += len;
    }
    forms
}

/// What may stand at a place of a word, and how much of the word it stands for.
fn here(word: &str, at: usize) -> Option<(usize, Vec<String>)> {
    listed(word, at).or_else(|| between_kanji(word, at)).or_else(|| long_vowel(word, at)).or_else(|| figure(word, at))
}

fn listed(word: &str, at: usize) -> Option<(usize, Vec<String>)> {
    let rest = &word[at..];
    let all = GROUPS.get(&rest.chars().next()?)?;
    let (spelling, group) = all.iter().find(|(spelling, _)| rest.starts_with(spelling.as_str()))?;
    Some((spelling.len(), SPELLINGS.get(*group)?.clone()))
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '々')
}

const fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ')
}

/// 霞ヶ関, 霞が関 and 霞ガ関 are one name.
fn between_kanji(word: &str, at: usize) -> Option<(usize, Vec<String>)> {
    let mut rest = word[at..].chars();
    let c = rest.next().filter(|c| matches!(c, 'ケ' | 'が' | 'ガ'))?;
    let fits = word[..at].chars().next_back().is_some_and(is_kanji) && rest.next().is_some_and(is_kanji);
    fits.then(|| (c.len_utf8(), ["ケ", "が", "ガ"].map(str::to_owned).to_vec()))
}

/// The ー at the end of a katakana word of four letters and more: サーバー and サーバ, in either direction.
fn long_vowel(word: &str, at: usize) -> Option<(usize, Vec<String>)> {
    let before = word[..at].chars().rev().take_while(|c| is_katakana(*c) || *c == 'ー').count();
    let mut rest = word[at..].chars();
    let c = rest.next()?;
    let ends = !rest.next().is_some_and(|next| is_katakana(next) || next == 'ー');
    if before >= 3 && c == 'ー' && ends {
        return Some((c.len_utf8(), vec![String::new(), "ー".to_owned()]));
    }
    // Before what is no katakana, a ー may be missing; at the very end nothing need be added, for a part is found anyway.
    let may_miss = before >= 2 && is_katakana(c) && ends && word.len() > at + c.len_utf8();
    may_miss.then(|| (c.len_utf8(), vec![c.to_string(), format!("{c}ー")]))
}

/// 12345 and 12,345.
fn figure(word: &str, at: usize) -> Option<(usize, Vec<String>)> {
    let is_part = |b: &u8| b.is_ascii_digit() || *b == b',';
    if word.as_bytes()[..at].last().is_some_and(is_part) {
        return None;
    }
    let len = word.as_bytes()[at..].iter().take_while(|b| is_part(b)).count();
    let written = word.get(at..at + len)?;
    Some((len, vec![written.to_owned(), other_writing(written)?]))
}

/// A word of nothing but hiragana in katakana, and the other way round, from three letters on: うぃるす, ウイルス.
fn other_kana(word: &str) -> Option<String> {
    let shift = |c: char, by: i32| char::from_u32((c as u32).wrapping_add_signed(by));
    let all = |fits: fn(char) -> bool| word.chars().all(|c| fits(c) || c == 'ー') && word.chars().count() >= 3;
    if all(|c| matches!(c, 'ぁ'..='ゖ')) {
        let katakana: String = word.chars().filter_map(|c| if c == 'ー' { Some(c) } else { shift(c, 0x60) }).collect();
        return Some(fold(&katakana));
    }
    all(|c| matches!(c, 'ァ'..='ヶ'))
        .then(|| word.chars().filter_map(|c| if c == 'ー' { Some(c) } else { shift(c, -0x60) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_its_other_spellings() {
        for (word, text) in [
            ("漏えい", "情報漏洩の件"),
            ("情報漏洩", "情報漏えい"),
            ("お問い合わせ窓口", "お問合せ窓口"),
            ("問合せ", "問い合わせ"),
            ("申込書", "申し込み書"),
            ("サーバー", "サーバ"),
            ("サーバ管理", "サーバー管理"),
            ("サーバーダウン", "サーバダウン"),
            ("コントローラ室", "コントローラー室"),
            ("ウイルス", "ウィルス"),
            ("ビールス", "ウイルス"),
            ("霞が関", "霞ヶ関"),
            ("霞ヶ関", "霞が関"),
            ("3ヵ月", "3か月"),
            ("ヴァイオリン", "バイオリン"),
            ("バイオリン", "ヴァイオリン"),
            ("12345", "12,345件"),
            ("1,234件", "1234件"),
            ("うぃるす", "ウイルス"),
            ("メール", "めーる"),
            ("宛先", "あて先"),
        ] {
            let needle = Needle::word(word).unwrap();
            assert!(needle.is_in(&fold(text)), "{word} in {text}: {needle:?}");
            assert!(needle.is_in(&fold(word)), "{word} in itself: {needle:?}");
        }
    }

    #[test]
    fn to_the_letter_is_to_the_letter() {
        let needle = Needle::exact("情報漏洩").unwrap();
        assert!(!needle.is_in("情報漏えい") && needle.is_in("情報漏洩"));
        assert_eq!(Needle::exact(" \u{fe0f}"), None);
    }

    #[test]
    fn no_word_grows_without_end() {
        let long = "バビブ申込サーバー漏洩".repeat(20);
        assert!(Needle::word(&long).unwrap().forms().len() <= MOST + 1);
    }

    #[test]
    fn no_spelling_stands_in_two_groups() {
        let mut all: Vec<_> = SPELLINGS.iter().flatten().collect();
        all.sort();
        let doubled: Vec<_> = all.windows(2).filter(|w| w[0] == w[1]).map(|w| w[0]).collect();
        assert!(doubled.is_empty(), "{doubled:?}");
    }
}
