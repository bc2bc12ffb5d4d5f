//! Proper names of shops and services that nothing quotes: before an address (アオバ オンライン(https://…)), in the greeting
//! (日頃よりアオバ便をご利用いただき), or behind the word for what they are (ソフトの製品、青葉帳において).

use super::{FIRST, Found, Look};
use crate::clause::Sentence;
use crate::rule::classes;
use crate::shape::name::noun::{Plain, noun_before};
use crate::shape::name::{is_hiragana, is_name};
use crate::sought::Sought;

/// The names before an address in one of the first sentences.
pub(super) fn before_address(look: &Look<'_, '_, '_, '_>) -> Vec<Found> {
    look.first(FIRST)
        .flat_map(|s| {
            let lexed = &look.shaper.text.lexed;
            let urls = lexed.within(s.start, s.end).map(|t| lexed.tokens[t]).filter(|t| t.class == classes::URL);
            urls.filter_map(move |url| {
                let before = look.slice(s.start, url.start);
                // 「青葉ストア(https://…)」: a quote is read by itself.
                if before.rfind(['「', '『']) > before.rfind(['」', '』']) {
                    return None;
                }
                let before = ["(URL:", "(URL ", "(URL", "("].iter().find_map(|w| before.strip_suffix(w))?;
                named(s, before).filter(|found| proper(look, found))
            })
        })
        .collect()
}

/// The name in the greeting: 平素よりアオバ便をご利用いただき.
pub(super) fn greeted(look: &Look<'_, '_, '_, '_>) -> Option<Found> {
    static OPENING: Sought = Sought::new(&["平素", "日頃", "日ごろ", "いつも", "常日頃", "毎度"]);
    static USED: Sought = Sought::new(&["をご利用", "をご愛顧", "をご活用", "をお使い", "をご愛用", "にご登録"]);
    look.first(FIRST).find_map(|s| {
        let words = look.slice(s.start, s.end);
        let (opening, _) = OPENING.find(words).filter(|(at, _)| *at < 30)?;
        let (at, _) = USED.find(&words[opening..])?;
        let before = words[..opening + at].split('(').next().unwrap_or("");
        let found = named(s, before)?;
        let name = look.slice(found.start, found.end);
        // 平素はAOBAをご利用… AOBA: a name is told again.
        let again = look.shaper.text.lexed.stretch(s.end, s.end + REACH).contains(name);
        (again && proper(look, &found)).then_some(found)
    })
}

/// How far below its first mention a name is told again, in bytes.
const REACH: u32 = 6_000;

/// 青葉社の製品、青葉帳において: the name behind the word for what it is.
pub(super) fn apposed(look: &Look<'_, '_, '_, '_>) -> Option<Found> {
    const KINDS: [&str; 6] = ["の製品、", "のサービス、", "のシステム、", "のソフト、", "のアプリ、", "する製品、"];
    const AT: [&str; 7] = ["において", "にて", "への不正", "に不正", "に対", "が不正", "のサーバ"];
    look.first(FIRST).filter(|s| look.befallen(s)).find_map(|s| {
        let words = look.slice(s.start, s.end);
        let at = KINDS.iter().find_map(|kind| words.find(kind).map(|at| at + kind.len()))?;
        let len = AT.iter().filter_map(|w| words[at..].find(w)).min()?;
        let name = &words[at..at + len];
        let noun = (2..=20).contains(&name.chars().count()) && name.chars().all(|c| is_name(c) || is_hiragana(c));
        let start = s.start + at as u32;
        let plain = Plain::new(look.shaper.rules).surely(&look.shaper.text.lexed, start, start + len as u32);
        (noun && plain).then_some(Found { start, end: start + len as u32, quoted: true })
    })
}

/// The name that ends where `before`, the beginning of the sentence, ends.
fn named(sentence: &Sentence, before: &str) -> Option<Found> {
    const LONGEST: usize = 120;
    const WHOSE: [&str; 9] = ["弊社", "当社", "当店", "弊店", "当会", "本学", "運営", "提供", "自社"];
    let end = sentence.start + before.trim_end().len() as u32;
    let before = before.trim_end();
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let mut len = noun_before(near);
    if near.len() > len && !near[near.len() - len..].starts_with(is_hiragana) {
        len += kana_before(&near[..near.len() - len])?;
    }
    // アオバ オンライン: words of Latin letters or katakana side by side.
    while len > 0 && near[..near.len() - len].ends_with(' ') {
        let more = near[..near.len() - len - 1].chars().rev().take_while(|c| latin(*c)).map(char::len_utf8).sum::<usize>();
        if more == 0 || !near[near.len() - len..].starts_with(latin) {
            break;
        }
        len += more + 1;
    }
    let name = near[near.len() - len..].trim_start_matches(['・', '-', '.', ' ']);
    let name = WHOSE.iter().fold(name, |n, w| n.strip_prefix(w).unwrap_or(n));
    (!name.is_empty()).then_some(Found { start: end - name.len() as u32, end, quoted: true })
}

/// How much of the hiragana right before a name's other letters is its beginning: より|みずき匙, する|みずき匙. None if that is not sure.
fn kana_before(before: &str) -> Option<usize> {
    const GRAMMAR: [&str; 14] =
        ["おります", "します", "している", "より", "から", "する", "した", "いる", "は", "も", "の", "で", "に", "が"];
    let head = before.trim_end_matches(is_hiragana);
    let run = &before[head.len()..];
    let kana = GRAMMAR.iter().find_map(|w| run.strip_prefix(w)).unwrap_or(run);
    let edge = kana.len() < run.len() || head.is_empty() || !head.ends_with(is_name);
    (kana.is_empty() || edge && (2..=5).contains(&kana.chars().count())).then_some(kana.len())
}

/// Letters of names of services: katakana and Latin, which no particle is written with.
const fn latin(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'A'..='Z' | 'a'..='z' | '0'..='9' | '&' | '-' | '\'' | '.')
}

/// Whether the words are a name, and not that of an organisation or of some page.
fn proper(look: &Look<'_, '_, '_, '_>, found: &Found) -> bool {
    const BODIES: [&str; 14] = ["会", "社", "省", "庁", "署", "局", "センター", "機構", "大学", "市", "県", "法人", "報告", "者"];
    const PAGES: [&str; 6] = ["ホームページ", "サイト", "ページ", "フォーム", "HP", "ブログ"];
    let name = look.slice(found.start, found.end);
    let letters =
        name.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z' | 'a'..='z')) && (3..=40).contains(&name.chars().count());
    let body = BODIES.iter().any(|w| name.ends_with(w)) || ["株式会社", "有限会社", "合同会社"].iter().any(|w| name.contains(w));
    let page = PAGES.iter().any(|w| name.ends_with(w)) && name.chars().count() < 9;
    let own = !look.own.is_empty() && (look.own.contains(name) || name.contains(look.own.as_str()));
    let lexed = &look.shaper.text.lexed;
    let shop = look.ends_with(look.words.shop, found.start, found.end)
        && lexed
            .within(found.start, found.end)
            .all(|t| lexed.tokens[t].start != found.start || Some(lexed.tokens[t].class) != look.words.shop);
    let plain = shop || Plain::new(look.shaper.rules).surely(lexed, found.start, found.end);
    letters && !body && !page && !own && plain && !look.has(look.words.document, found.start, found.end)
}

#[cfg(test)]
mod tests {
    use super::kana_before;

    #[test]
    fn a_name_may_begin_with_hiragana() {
        assert_eq!(kana_before("平素より"), Some(0));
        assert_eq!(kana_before("平素よりみずき"), Some("みずき".len()));
        assert_eq!(kana_before("弊社が運営するはな"), Some("はな".len()));
        assert_eq!(kana_before("青葉くさきる"), None);
        assert_eq!(kana_before("青葉"), Some(0));
    }
}
