//! Services named by what they do in a phrase: 画面を見やすくするサービスを提供する株式会社….

use super::{Found, Look};
use crate::shape::name::noun::Plain;
use crate::shape::name::{is_hiragana, is_name};
use crate::sought::Sought;

/// What follows the phrase: who makes or uses the service.
const BEHIND: [&str; 8] =
    ["を提供する", "を提供している", "を提供して", "を開発する", "を運営する", "を利用して", "を使用して", "を導入して"];

/// The phrase in one of the first sentences, if something befell what it names.
pub(super) fn phrase(look: &Look<'_, '_, '_, '_>) -> Option<Found> {
    let text = look.shaper.text;
    let from = text.sentences.partition_point(|s| s.start < text.title.1);
    text.sentences[from..].iter().take(super::FIRST).filter(|s| look.befallen(s)).find_map(|s| {
        let words = look.slice(s.start, s.end);
        ["するサービス", "するシステム", "するツール"].iter().find_map(|kind| {
            let at = words.find(kind)?;
            let end = at + kind.len();
            let told = BEHIND.iter().any(|w| words[end..].starts_with(w));
            let len = told.then(|| length(&words[..at])).flatten()?;
            Some(Found { start: s.start + (at - len) as u32, end: s.start + end as u32, quoted: false })
        })
    })
}

/// A service without quotes that somebody runs: 青葉堂が運営するアオバハックにて
pub(super) fn run(look: &Look<'_, '_, '_, '_>) -> Option<Found> {
    const FIRST: usize = 5;
    static RUN: Sought = Sought::new(&[
        "が運営する",
        "が提供する",
        "が運営している",
        "が提供している",
        "の運営する",
        "の提供する",
        "が運営しております",
        "が提供しております",
    ]);
    static AT: Sought =
        Sought::new(&["において", "にて", "への不正", "に対し", "の会員", "のサーバ", "をご利用", "(http", "(以下"]);
    let text = look.shaper.text;
    let plain = Plain::new(look.shaper.rules);
    look.first(FIRST).find_map(|s| {
        let words = look.slice(s.start, s.end);
        let (at, verb) = RUN.find(words)?;
        let rest = &words[at + verb.len()..];
        let (len, _) = AT.find(rest)?;
        let start = s.start + (at + verb.len()) as u32;
        let end = start + rest[..len].trim_end().len() as u32;
        let name = look.slice(start, end);
        let proper = name.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z' | 'a'..='z')) && name.chars().count() <= 25;
        let firm = ["株式会社", "有限会社", "合同会社", "法人"].iter().any(|w| name.contains(w));
        (proper && !firm && plain.surely(&text.lexed, start, end)).then_some(Found { start, end, quoted: true })
    })
}

/// What a notice calls its service from there on.
const CALLED: [&str; 18] = [
    "本サイト",
    "当サイト",
    "本件サイト",
    "本サービス",
    "当サービス",
    "本件サービス",
    "本アプリ",
    "当アプリ",
    "本システム",
    "当店",
    "当ストア",
    "本ストア",
    "当ショップ",
    "本ショップ",
    "本件ショップ",
    "本通販サイト",
    "ECサイト",
    "当ECサイト",
];

/// アオバデイズ(以下、当店), Aoba Market(以下「本サイト」): the name before the bracket.
pub(super) fn called(look: &Look<'_, '_, '_, '_>) -> Option<Found> {
    const FIRST: usize = 8;
    const CUTS: [char; 9] = ['、', '。', 'が', 'は', 'を', 'に', 'る', '」', 'の'];
    let text = look.shaper.text;
    let plain = Plain::new(look.shaper.rules);
    let from = text.sentences.partition_point(|s| s.start < text.title.1);
    text.sentences[from..].iter().take(FIRST).find_map(|s| {
        let words = look.slice(s.start, s.end);
        words.match_indices("(以下").take(FIRST).find_map(|(at, open)| {
            let rest = words[at + open.len()..].trim_start_matches(['、', ',', ' ', '「', '『', '"']);
            let short = CALLED.iter().any(|w| rest.starts_with(w));
            let before = &words[..at];
            let head = before.rfind(CUTS).map_or(0, |cut| cut + before[cut..].chars().next().map_or(0, char::len_utf8));
            let name = before[head..].trim();
            let start = s.start + (head + before[head..].len() - before[head..].trim_start().len()) as u32;
            let end = start + name.len() as u32;
            let count = name.chars().count();
            let firm = ["株式会社", "有限会社", "合同会社", "法人", "http", "弊社", "当社", "「", "『", "運営"]
                .iter()
                .any(|w| name.contains(w));
            let proper = name.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z' | 'a'..='z'));
            let own = !look.own.is_empty() && (look.own.contains(name) || name.contains(look.own.as_str()));
            (short && proper && !firm && !own && (2..=40).contains(&count) && !plain.is_thing(&text.lexed, start, end))
                .then_some(Found { start, end, quoted: true })
        })
    })
}

/// AOBA HRを提供するアオバワークスが: what the organisation of a report is known for, where the headline names it too.
pub(super) fn known_for(look: &Look<'_, '_, '_, '_>) -> Option<Found> {
    const FIRST: usize = 3;
    let text = look.shaper.text;
    let plain = Plain::new(look.shaper.rules);
    let from = text.sentences.partition_point(|s| s.start < text.title.1);
    text.sentences[from..].iter().take(FIRST).find_map(|s| {
        let words = look.slice(s.start, s.end);
        ["を提供する", "を運営する", "を展開する"].iter().find_map(|verb| {
            let at = words.find(verb)?;
            let own = !look.own.is_empty() && words[at + verb.len()..].starts_with(look.own.as_str());
            let before = &words[..at];
            let len: usize = before.chars().rev().take_while(|c| is_name(*c)).map(char::len_utf8).sum();
            let (start, end) = (s.start + (at - len) as u32, s.start + at as u32);
            let name = look.slice(start, end);
            let proper = name.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z' | 'a'..='z')) && name.chars().count() >= 3;
            let told = look.slice(text.title.0, text.title.1).contains(name);
            (own && proper && told && plain.surely(&text.lexed, start, end)).then_some(Found { start, end, quoted: true })
        })
    })
}

/// How many bytes before する belong to the phrase: 画面表示を最適化, back to a comma or another word of grammar.
fn length(before: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let verb = before.rfind('を')?;
    let object = before[..verb].chars().rev().take_while(|c| is_name(*c) || *c == 'の').map(char::len_utf8).sum::<usize>();
    let noun = before[verb + 'を'.len_utf8()..].chars().all(|c| is_name(c) || is_hiragana(c));
    let len = before.len() - verb + object;
    let whose = ["当社", "弊社", "同社", "自社"].iter().any(|w| before[verb - object..].starts_with(w));
    (noun && object > 0 && !whose && before[before.len() - len..].chars().count() <= LONGEST).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_phrase_reaches_back_to_its_object() {
        assert_eq!(length("10月5日、入力画面を最適化"), Some("入力画面を最適化".len()));
        assert_eq!(length("弊社の商品を販売"), None);
        assert_eq!(length("利用"), None);
    }
}
