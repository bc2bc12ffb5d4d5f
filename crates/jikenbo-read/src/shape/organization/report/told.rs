//! Who is told of in another way than as the subject: the employer, the one in quotes, the provider, the one who tells.

use super::super::{Look, Name};
use super::{MOST, behind_brackets, ending_at, quoted_before};
use crate::clause::Sentence;
use crate::shape::name::{is_hiragana, is_name};
use crate::sought::Sought;

/// 青葉自動車を退職する直前、…: whose people a report tells of.
pub(in crate::shape::organization) fn employer(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const PEOPLE: [&str; 9] = [
        "を退職",
        "の元社員",
        "の元従業員",
        "の元派遣社員",
        "の元店長",
        "の元職員",
        "に勤務していた",
        "に勤めていた",
        "の社員が",
    ];
    if !crate::shape::event::impersonal(look.shaper) {
        return None;
    }
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        let at = PEOPLE.iter().filter_map(|w| words.find(w)).min()?;
        let end = s.start + at as u32;
        quoted_before(look, s, end).or_else(|| ending_at(look, s, end))
    })
}

/// 部品会社「青葉精工」(青葉市), 青葉市の「なみ医院」が: whom a report names in quotes, with the place where it is.
pub(in crate::shape::organization) fn placed(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    // Who speaks of 当社 names another so.
    if !crate::shape::event::impersonal(look.shaper) {
        return None;
    }
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        if let Some(name) = beside_place(look, s) {
            return Some(name);
        }
        words.match_indices('」').take(MOST).find_map(|(at, mark)| {
            let name = quoted_before(look, s, s.start + (at + mark.len()) as u32)?;
            let after = &words[at + mark.len()..];
            let bracket = after.strip_prefix('(').and_then(|a| a.split_once(')')).is_some_and(|(place, _)| is_place(place));
            let before = &words[..(name.start - s.start) as usize - '「'.len_utf8()];
            let of = before.strip_suffix('の').is_some_and(is_place) && after.starts_with(['が', 'は', 'で']);
            // 青葉協会は、委託会社「…」: whom the one that the sentence is about speaks of.
            let other = before.contains('は') || CONTRACTORS.iter().any(|w| before.contains(w));
            let sort = !other && SORTS.iter().any(|w| before.ends_with(w)) && !look.works_for_us(&name);
            let firm = sort && ["は", "が", "の", "で", "から", "において", "を"].iter().any(|p| after.starts_with(p));
            (bracket || of || firm).then_some(name)
        })
    })
}

/// 緑川通信の子会社ミドリデータ(青葉市)から…流出した: whom a report names with the place where it is, before anyone acts.
fn beside_place(look: &Look<'_, '_, '_, '_>, sentence: &Sentence) -> Option<Name> {
    const KIN: [&str; 4] = ["子会社", "グループ会社", "関連会社", "系列会社"];
    let words = look.slice(sentence.start, sentence.end);
    let at = words.find('(')?;
    let (place, after) = words[at + 1..].split_once(')')?;
    let before = &words[..at];
    let topic = before.contains(['は', '、']) || CONTRACTORS.iter().any(|w| before.contains(w));
    let lost = after.starts_with("から") && LOST.within(after);
    let name = ending_at(look, sentence, sentence.start + at as u32).filter(|_| is_place(place) && lost && !topic)?;
    let skip = KIN.iter().find(|w| look.words(&name).starts_with(**w)).map_or(0, |w| w.len() as u32);
    Some(Name { start: name.start + skip, ..name }).filter(|n| !look.works_for_us(n))
}

/// What is told of what left an organisation.
static LOST: Sought = Sought::new(&["流出", "漏えい", "持ち出", "盗ま", "漏れ"]);

/// Words for firms that only work for the one whose incident it is.
const CONTRACTORS: [&str; 10] = ["委託", "外部", "調査", "診断", "保守", "開発会社", "取引先", "転職先", "同業", "提供元"];

/// What says, right before a quote, that it names a firm: 部品メーカー「青葉精工」
const SORTS: [&str; 20] = [
    "メーカー",
    "会社",
    "企業",
    "大手",
    "商社",
    "チェーン",
    "業",
    "を手掛ける",
    "を手がける",
    "を営む",
    "を展開する",
    "出版社",
    "放送局",
    "塾",
    "百貨店",
    "病院",
    "医院",
    "学校",
    "大学",
    "法人",
];

/// 青葉市, 東京都港区, 東京・青葉, 本社・青葉市
fn is_place(words: &str) -> bool {
    let words = words.trim();
    let short = words.chars().count() <= 14 && words.chars().all(|c| is_name(c) || is_hiragana(c) || c == '、' || c == ':');
    short
        && (words.ends_with(['市', '町', '村', '区', '県', '府', '都'])
            || ["東京", "大阪", "京都", "本社", "本店"].iter().any(|w| words.starts_with(w)))
}

/// 青葉県教育委員会によりますと: of whom a report has it, but for the police.
pub(in crate::shape::organization) fn teller(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const TOLD: [&str; 5] = ["によると", "によりますと", "の説明によ", "の発表によ", "が明らかに"];
    if !crate::shape::event::impersonal(look.shaper) {
        return None;
    }
    let police = |n: &Name| ["警", "署", "地検", "地裁", "新聞", "通信"].iter().any(|w| look.words(n).contains(w));
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        let at = TOLD.iter().filter_map(|w| words.find(w)).min()?;
        let part = |n: &Name| super::super::signature::is_department(look.words(n));
        ending_at(look, s, s.start + at as u32).filter(|n| !police(n) && !part(n))
    })
}

/// Who runs what the headline speaks of: …を運営する青葉堂は, 青葉360を提供する青葉堂が
pub(in crate::shape::organization) fn provider(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const RUN: [&str; 24] = [
        "を提供する",
        "を運営する",
        "を開発する",
        "を展開する",
        "を手がける",
        "を手掛ける",
        "を運営している",
        "を提供している",
        "を営む",
        "を経営する",
        "を製造する",
        "を製造販売する",
        "を販売する",
        "を運行する",
        "を運航する",
        "を発行する",
        "を配信する",
        "を主催する",
        "を設置する",
        "を管理する",
        "を経営している",
        "を展開している",
        "を取り扱う",
        "を扱う",
    ];
    let ours = ["弊社", "当社", "本学", "当協会"];
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        let (at, verb) = RUN.iter().filter_map(|w| words.find(w).map(|at| (at, *w))).min()?;
        let (before, rest) = (&words[..at], &words[at + verb.len()..]);
        let from = s.start + (at + verb.len()) as u32;
        let known = look.names(from, s.end).into_iter().next().filter(|n| n.start == from);
        let len = rest.find(|c: char| !is_name(c) && !is_hiragana(c)).unwrap_or(rest.len());
        // A name may begin with such a letter, or be of kana alone: のぞみは, はなやは
        let skip = rest.chars().next().map_or(0, char::len_utf8).min(len);
        let len = rest[skip..len].find(['は', 'が', 'の', 'を', 'に', 'で']).map_or(len, |at| skip + at);
        let name = known.or_else(|| {
            let name = Name { start: from, end: from + len as u32, legal: false };
            look.plain.name(&look.text.lexed, name.start, name.end).then_some(name)
        })?;
        // 当社が利用する…を提供する青葉堂: another's.
        let vendor = ours.iter().any(|w| words.contains(w)) || before.contains("委託");
        let topic =
            ["は", "が", "の", "によ", "では"].iter().any(|p| behind_brackets(look.slice(name.end, s.end)).starts_with(p));
        (topic && !vendor).then_some(name)
    })
}
