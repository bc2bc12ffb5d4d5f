//! Names that have neither a legal form nor a known ending: nouns that stand where names stand.

use super::{is_hiragana, is_name};
use crate::rule::{Class, Rules};
use crate::sought::Sought;
use crate::token::Lexed;

/// The classes of words that are no part of a name: lexicons of these names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain {
    /// 漏えい, お知らせ …: they name the matter.
    headline: Option<Class>,
    /// 不具合, 感染 …
    incident: Option<Class>,
    /// サイト, 書類, 職員 …: what ends with them is a thing or a person.
    thing: Option<Class>,
    /// 当社, 本学 …
    own: Option<Class>,
}

impl Plain {
    pub(crate) fn new(rules: &Rules) -> Self {
        let get = |name| rules.names.get(name);
        Self { headline: get("headline"), incident: get("incident"), thing: get("thing"), own: get("organization_self") }
    }

    /// Whether the words at `start..end` could be a name: nouns only, and of nothing else than a name. The ending of many a name
    /// is that of things too (青葉カメラ, 会員カード): that is allowed here.
    pub(crate) fn name(self, lexed: &Lexed, start: u32, end: u32) -> bool {
        self.noun(lexed, start, end, |thing| !thing.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー')))
    }

    /// Like [`Self::name`], where nothing but the words themselves says that they are one.
    pub(crate) fn surely(self, lexed: &Lexed, start: u32, end: u32) -> bool {
        self.noun(lexed, start, end, |_| true)
    }

    /// Whether the words end with a word for a thing or person (サイト, 書類, 職員), or are one.
    pub(crate) fn is_thing(self, lexed: &Lexed, start: u32, end: u32) -> bool {
        lexed.within(start, end).any(|t| Some(lexed.tokens[t].class) == self.thing && lexed.tokens[t].end == end)
    }

    fn noun(self, lexed: &Lexed, start: u32, end: u32, is_thing: fn(&str) -> bool) -> bool {
        let matter = lexed.within(start, end).any(|t| {
            let token = lexed.tokens[t];
            let class = Some(token.class);
            let whole = token.end <= end;
            let thing = class == self.thing && token.end == end;
            whole && (class == self.headline || class == self.incident)
                || thing && (token.start == start || is_thing(lexed.slice(token.start, token.end)))
                || class == self.own && token.start == start
        });
        !matter && noun(lexed.slice(start, end))
    }
}

/// Grammar wherever it stands.
static GRAMMAR: Sought = Sought::new(&[
    "について",
    "において",
    "における",
    "による",
    "により",
    "に関",
    "からの",
    "された",
    "および",
    "ならびに",
    "ください",
    "この度",
    "このたび",
    "お客",
    "ご利用",
]);

/// Hiragana that is grammar where a run of hiragana ends with it: names begin so too (ことり, いるか).
static ENDINGS: Sought = Sought::new(&[
    "への", "での", "との", "した", "する", "です", "ます", "ない", "ため", "こと", "など", "いる", "ある", "おり", "ござ",
    "さま",
]);

/// Whether the words hold words of grammar.
pub(super) fn grammar(words: &str) -> bool {
    GRAMMAR.within(words) || runs(words).any(|run| ENDINGS.end(run))
}

/// Kanji, kana, letters and digits without grammar.
pub(crate) fn noun(words: &str) -> bool {
    let count = words.chars().count();
    (2..=28).contains(&count)
        && words.chars().all(|c| is_name(c) || is_hiragana(c) || matches!(c, ' ' | '!' | '☆' | '♪'))
        && !words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ' '))
        && !words.ends_with('等')
        && !words.starts_with(['第', '・', '.', '-', '同', '各', '両'])
        && !grammar(words)
        && runs(words).all(|run| {
            !matches!(run, "は" | "が" | "を" | "に" | "で" | "と" | "へ" | "も" | "から" | "より" | "まで" | "や" | "な" | "し")
        })
}

/// The runs of hiragana in the words.
fn runs(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c| !is_hiragana(c)).filter(|run| !run.is_empty())
}

/// Words in hiragana that point, and name nobody.
const DEICTIC: &[&str] = &[
    "これ",
    "それ",
    "ここ",
    "そこ",
    "こちら",
    "なお",
    "また",
    "さらに",
    "うち",
    "ほか",
    "もの",
    "こと",
    "とき",
    "ところ",
    "ため",
    "かた",
    "みなさま",
    "おもに",
    "いま",
    "いずれ",
];

/// Hiragana behind a noun that is none of it.
const TAILS: &[&str] = &[
    "から",
    "より",
    "まで",
    "では",
    "には",
    "とは",
    "でも",
    "にも",
    "として",
    "ても",
    "ので",
    "のは",
    "られ",
    "され",
    "とか",
    "ほど",
    "だけ",
    "ごと",
    "ごろ",
    "たち",
    "がた",
    "れば",
    "った",
    "いた",
    "して",
    "する",
    "おり",
    "うち",
    "もの",
    "こと",
    "ため",
    "など",
    "について",
    "により",
    "において",
];

/// Hiragana that joins what stands behind it to what stands before.
const PARTICLES: &[&str] = &[
    "は",
    "が",
    "を",
    "に",
    "で",
    "と",
    "へ",
    "も",
    "や",
    "か",
    "では",
    "には",
    "とは",
    "でも",
    "にも",
    "から",
    "より",
    "まで",
    "への",
    "での",
    "との",
    "など",
    "として",
    "だけ",
    "のみ",
];

/// The noun that ends at the end of `before`: its length in bytes. A name in hiragana is taken from the last の, or from a
/// sentence's beginning.
pub(crate) fn noun_before(before: &str) -> usize {
    let rest = before.trim_end_matches(is_name);
    let run = before.len() - rest.len();
    let kana = rest.len() - rest.trim_end_matches(is_hiragana).len();
    let (head, kana) = rest.split_at(rest.len() - kana);
    let edge = head.is_empty() || head.ends_with(['、', '。', '「', '(', ' ', '\n', '】', '」']);
    if run == 0 {
        // A name in hiragana alone.
        let name = kana.rsplit('の').next().unwrap_or("");
        let whole = (edge || name.len() < kana.len()) && (2..=6).contains(&name.chars().count()) && !DEICTIC.contains(&name);
        return if whole { name.len() } else { 0 };
    }
    match kana.rfind('の') {
        Some(at) if at + 'の'.len_utf8() < kana.len() => run + kana.len() - at - 'の'.len_utf8(),
        Some(_) => run,
        // 「…」に|同システム: a particle behind a bracket begins no name.
        None if PARTICLES.contains(&kana) => run,
        None if edge && kana.chars().count() <= 4 => run + kana.len(),
        None => run,
    }
}

/// Like [`noun_before`], also where a name ends in hiragana behind other letters: AOBAみなと.
pub(crate) fn name_before(before: &str) -> usize {
    let head = before.trim_end_matches(is_hiragana);
    let kana = &before[head.len()..];
    let letters = head.len() - head.trim_end_matches(is_name).len();
    let tail = letters > 0
        && !kana.contains('の')
        && (2..=4).contains(&kana.chars().count())
        && !grammar(kana)
        && !TAILS.contains(&kana);
    if tail { letters + kana.len() } else { noun_before(before) }
}

#[cfg(test)]
mod tests {
    use super::{noun, noun_before};

    #[test]
    fn grammar_is_no_name() {
        assert!(noun("はなうた工房") && noun("ホテル シオネ 鹿の浜") && noun("LINEみどり"));
        assert!(!noun("個人情報の漏えいについて") && !noun("書類を紛失") && !noun("2024") && !noun("第2報"));
    }

    #[test]
    fn a_name_reaches_back_to_grammar() {
        assert_eq!(noun_before("婦人服の青葉"), "青葉".len());
        assert_eq!(noun_before("すしのくら寿司"), "くら寿司".len());
        assert_eq!(noun_before("くら寿司"), "くら寿司".len());
        assert_eq!(noun_before("利用する青葉"), "青葉".len());
        assert_eq!(noun_before("「青葉」に同会館"), "同会館".len());
        assert_eq!(noun_before("(青葉市)では会館"), "会館".len());
    }
}
