//! The organisation of a news report: what its first sentences are about.

use super::super::name::noun::{name_before, noun_before};
use super::super::name::{is_hiragana, is_name};
use super::{Look, Name};
use crate::clause::Sentence;
use crate::sought::Sought;

/// How many sentences tell what a report is about.
const FIRST: usize = 3;

/// What stands behind whom a sentence is about.
const SUBJECT: [&str; 10] = ["は", "が", "の", "では", "において", "におきまして", "で", "にサイバー", "に不正", "への不正"];

/// How many words of a sentence may be its topic: the organisation stands near its beginning.
const MOST: usize = 24;

/// Verbs of those who announce.
static SAID: Sought = Sought::new(&["発表", "公表", "明らかに", "懲戒処分", "戒告", "謝罪", "発覚した", "処分とした"]);

impl Look<'_, '_, '_, '_> {
    fn first_sentences(&self) -> impl Iterator<Item = &Sentence> + '_ {
        // A report without a headline begins with its first sentence.
        let headline = self.slice(self.title.0, self.title.1);
        let from = if headline.ends_with('。') { self.title.0 } else { self.title.1 };
        self.text.sentences.iter().filter(move |s| s.start >= from).take(FIRST)
    }
}

/// What follows a name in brackets: 青葉堂(青葉市)は → は
pub(super) fn behind_brackets(after: &str) -> &str {
    after.strip_prefix('(').and_then(|a| a.split_once(')')).map_or(after, |(_, a)| a)
}

/// 青葉市は…と発表した, where the headline names 青葉市 or what it begins with too.
pub(super) fn announcer_in_headline(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let title = look.slice(look.title.0, look.title.1);
    announcer(look).filter(|n| {
        let core = super::core(look.words(n));
        title.contains(core)
            || town(core).is_some_and(|town| title.contains(town))
            || core.chars().count() > 3 && core.char_indices().nth(3).is_some_and(|(at, _)| title.starts_with(&core[..at]))
    })
}

/// 青葉県みどり市: みどり
fn town(name: &str) -> Option<&str> {
    let bare = name.strip_suffix(['市', '町', '村', '区'])?;
    let bare = bare.rsplit_once(['県', '府', '都', '道']).map_or(bare, |(_, town)| town);
    (bare.chars().count() >= 2).then_some(bare)
}

/// 青葉堂は…と発表した, 青葉堂(青葉市)は…を明らかにした: a name of any form.
pub(super) fn announcer(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    look.first_sentences().filter(|s| SAID.within(look.slice(s.start, s.end))).find_map(|s| {
        let words = look.slice(s.start, s.end);
        let topic = words.match_indices('は').take(MOST).find_map(|(at, _)| topic(look, s, at))?;
        Some(without_department(look, topic))
    })
}

/// 青葉県教育委員会学校支援課: the board's.
fn without_department(look: &Look<'_, '_, '_, '_>, name: Name) -> Name {
    let words = look.words(&name);
    let board = words.rfind("教育委員会").map(|at| at + "教育委員会".len());
    let end = board.filter(|at| *at < words.len() && words.ends_with(['課', '室', '係', '班', '部', '局']));
    Name { end: name.start + end.unwrap_or(words.len()) as u32, ..name }
}

/// The name as the report's first sentences have it in full: 青葉市 … 青葉市教育委員会は…と発表した, 青葉生命 … 青葉生命保険は
pub(super) fn in_full(look: &Look<'_, '_, '_, '_>, name: Name) -> Name {
    let words = look.words(&name);
    // 青葉県教委, 青葉大: the first letters of the full name.
    let (stem, last) = SHORT.iter().find_map(|(s, l)| words.strip_suffix(s).map(|stem| (stem, *l))).unwrap_or((words, ""));
    // 青葉大病院 … 青葉大学附属病院が…を公表した
    let place = words.ends_with(['市', '町', '村', '区', '県', '府', '都']);
    let longer = |full: &str| shortened(words, full) || full.ends_with(words) && !place;
    let named = || {
        let all = look.first_sentences().flat_map(|s| look.names(s.start, s.end).into_iter().take(super::MOST));
        all.into_iter().find(|full| full.start >= look.title.1 && longer(look.words(full)) && look.words(full) != words)
    };
    let fits = |full: &Name| {
        let said = look.words(full);
        full.end - full.start > name.end - name.start && (said.starts_with(stem) && said.ends_with(last) || longer(said))
    };
    // トクマル薬局の… トクマルヘルスケアは…公表した: who announces it, called alike.
    let alike = |full: &Name| {
        let (one, other) = (words.chars(), look.words(full).chars());
        let same = one.zip(other).take_while(|(a, b)| a == b && matches!(a, 'ァ'..='ヺ' | 'ー' | 'A'..='Z' | 'a'..='z')).count();
        same >= 3 && look.words(full) != words && super::super::event::reported(look.shaper)
    };
    let told = || super::super::event::reported(look.shaper).then(named).flatten().filter(fits);
    announcer(look).filter(|n| fits(n) || alike(n)).or_else(told).unwrap_or(name)
}

/// Whether the letters of the one stand in the other in their order, the first first: 損保あおば of 損害保険あおば
fn shortened(short: &str, full: &str) -> bool {
    let mut letters = full.chars();
    let whole = short.chars().all(|c| letters.any(|f| f == c));
    whole && short.chars().count() >= 3 && short.chars().next() == full.chars().next()
}

/// 青葉自動車を退職する直前、…: whose people a report tells of.
pub(super) fn employer(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
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
    if !super::super::event::impersonal(look.shaper) {
        return None;
    }
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        let at = PEOPLE.iter().filter_map(|w| words.find(w)).min()?;
        let end = s.start + at as u32;
        quoted_before(look, s, end).or_else(|| ending_at(look, s, end))
    })
}

/// How headlines shorten what names end with.
const SHORT: [(&str, &str); 5] =
    [("教委", "教育委員会"), ("県警", "県警察本部"), ("信金", "信用金庫"), ("信組", "信用組合"), ("農協", "農業協同組合")];

/// The name before a は, if what stands there is one.
fn topic(look: &Look<'_, '_, '_, '_>, sentence: &Sentence, at: usize) -> Option<Name> {
    let words = look.slice(sentence.start, sentence.end);
    let mut before = &words[..at];
    if before.ends_with(')') {
        before = &before[..before.rfind('(')?];
    }
    before = before.strip_suffix('で').unwrap_or(before);
    if let Some(quoted) = quoted_before(look, sentence, sentence.start + before.len() as u32) {
        return Some(quoted);
    }
    let end = sentence.start + before.len() as u32;
    let name = ending_at(look, sentence, end)?;
    // 青葉銀行と青葉カードは: the first of them.
    let joint = look.slice(sentence.start, name.start);
    let first = joint.strip_suffix('と').and_then(|head| ending_at(look, sentence, sentence.start + head.len() as u32));
    Some(first.unwrap_or(name))
}

/// The name in a quote that ends at `end`, of who acts: 放送局の「テレビ青葉」は
fn quoted_before(look: &Look<'_, '_, '_, '_>, sentence: &Sentence, end: u32) -> Option<Name> {
    let before = look.slice(sentence.start, end);
    let inner = before.strip_suffix('」')?;
    let open = inner.rfind('「')?;
    let start = sentence.start + (open + '「'.len_utf8()) as u32;
    let name = Name { start, end: sentence.start + inner.len() as u32, legal: false };
    look.plain.name(&look.text.lexed, name.start, name.end).then_some(name)
}

/// 部品会社「青葉精工」(青葉市), 青葉市の「なみ医院」が: whom a report names in quotes, with the place where it is.
pub(super) fn placed(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    // Who speaks of 当社 names another so.
    if !super::super::event::impersonal(look.shaper) {
        return None;
    }
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        words.match_indices('」').take(MOST).find_map(|(at, mark)| {
            let name = quoted_before(look, s, s.start + (at + mark.len()) as u32)?;
            let after = &words[at + mark.len()..];
            let bracket = after.strip_prefix('(').and_then(|a| a.split_once(')')).is_some_and(|(place, _)| is_place(place));
            let before = &words[..(name.start - s.start) as usize - '「'.len_utf8()];
            let of = before.strip_suffix('の').is_some_and(is_place) && after.starts_with(['が', 'は', 'で']);
            // 青葉協会は、委託会社「…」: whom the one that the sentence is about speaks of.
            let other = before.contains('は') || OTHERS.iter().any(|w| before.contains(w));
            let sort = !other && SORTS.iter().any(|w| before.ends_with(w)) && !look.works_for_us(&name);
            let firm = sort && ["は", "が", "の", "で", "から", "において", "を"].iter().any(|p| after.starts_with(p));
            (bracket || of || firm).then_some(name)
        })
    })
}

/// Words for firms that only work for the one whose incident it is.
const OTHERS: [&str; 10] = ["委託", "外部", "調査", "診断", "保守", "開発会社", "取引先", "転職先", "同業", "提供元"];

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

/// The name that ends at `end`: one of a known form, or else a noun.
fn ending_at(look: &Look<'_, '_, '_, '_>, sentence: &Sentence, end: u32) -> Option<Name> {
    let known = look.names(sentence.start, end).pop().filter(|n| n.end == end || look.slice(n.end, end) == "」");
    known.or_else(|| {
        let before = look.slice(sentence.start, end);
        // 青葉海上あんしん生命は: all that the sentence begins with, if it is one noun.
        let all = before.trim_start();
        let whole = super::super::name::noun::noun(all) && !all.contains(['の', ' ']);
        let len = if whole { all.len() } else { name_before(before) };
        let start = end - (len + first_part(before, len)) as u32;
        let name = Name { start, end, legal: false };
        (start >= sentence.start && look.plain.name(&look.text.lexed, start, end) && !COMMON.contains(&look.words(&name)))
            .then_some(name)
    })
}

/// How much of the words before a name's last part is its first: アオバファイン ヘルスケア
fn first_part(before: &str, len: usize) -> usize {
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let (head, last) = before.split_at(before.len() - len);
    let first = head.strip_suffix(' ').map_or(0, |h| h.len() - h.trim_end_matches(katakana).len());
    let joined = last.starts_with(katakana) && first >= 2 * 'ア'.len_utf8();
    if joined { first + 1 } else { 0 }
}

/// 青葉県教育委員会によりますと: of whom a report has it, but for the police.
pub(super) fn teller(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const TOLD: [&str; 5] = ["によると", "によりますと", "の説明によ", "の発表によ", "が明らかに"];
    if !super::super::event::impersonal(look.shaper) {
        return None;
    }
    let police = |n: &Name| ["警", "署", "地検", "地裁", "新聞", "通信"].iter().any(|w| look.words(n).contains(w));
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        let at = TOLD.iter().filter_map(|w| words.find(w)).min()?;
        let part = |n: &Name| super::signature::is_department(look.words(n));
        ending_at(look, s, s.start + at as u32).filter(|n| !police(n) && !part(n))
    })
}

/// What a report's first sentences are about: 青葉堂は…, 青葉市が….
pub(super) fn subject(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    look.first_sentences().find_map(|s| {
        let all: Vec<Name> = look.names(s.start, s.end).into_iter().map(|n| look.trim(look.extend(n, s.end))).collect();
        // 青葉県のみどり市は: where the next one is.
        let around = |n: &Name| {
            let place = look.words(n).ends_with(['県', '府', '都', '道', '市', '町', '村', '区']);
            let next = n.end + 'の'.len_utf8() as u32;
            place && look.slice(n.end, s.end).starts_with('の') && all.iter().take(super::MOST).any(|other| other.start == next)
        };
        all.iter()
            .copied()
            .take(super::MOST)
            .filter(|n| {
                let after = behind_brackets(look.slice(n.end, s.end)).trim_start_matches('」');
                SUBJECT.iter().any(|p| after.starts_with(p)) && !around(n)
            })
            .find(|n| !look.works_for_us(n))
    })
}

/// Who runs what the headline speaks of: …を運営する青葉堂は, 青葉360を提供する青葉堂が
pub(super) fn provider(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const RUN: [&str; 13] = [
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

/// A noun of no known form that the headline begins with and that the first sentences speak of: 楓屋の通販サイト… 楓屋は…
pub(super) fn spoken_of(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let headline = look.slice(look.title.0, look.title.1);
    let headline = headline.trim_start_matches(['【', '「', '[']);
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        words.char_indices().filter(|(_, c)| matches!(c, 'は' | 'が' | 'の' | '(')).take(MOST).find_map(|(at, _)| {
            let start = s.start + (at - noun_before(&words[..at])) as u32;
            let name = Name { start, end: s.start + at as u32, legal: false };
            let said = look.words(&name);
            // 弊社が提供する青葉サポート: a product.
            let product =
                ["提供する", "運営する", "利用する", "使用する"].iter().any(|w| look.slice(s.start, start).ends_with(w));
            // 施設開放の利用者: a noun that only something belongs to must be told to act elsewhere.
            let acts = !words[at..].starts_with('の') || look.acts(said);
            let known = acts && !product && headline.starts_with(said) && look.plain.name(&look.text.lexed, name.start, name.end);
            (known && !COMMON.contains(&said)).then_some(name)
        })
    })
}

/// あおば生命、書類を紛失 … あおば生命は…: a noun with which both the headline and a first sentence begin.
pub(super) fn both_begin(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const CUTS: [char; 9] = ['、', 'が', 'は', 'の', 'で', 'に', ' ', ':', '「'];
    let (start, end) = look.title;
    let words = look.slice(start, end);
    words.char_indices().filter(|(_, c)| CUTS.contains(c)).take(MOST).find_map(|(at, _)| {
        let name = Name { start, end: start + at as u32, legal: false };
        let said = look.words(&name);
        let acts = look.first_sentences().any(|s| {
            let rest = look.slice(s.start, s.end).trim_start().strip_prefix(said);
            // 青葉11月21日、…: a report may leave out は before the day.
            let day = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit()) && words[at..].starts_with('、');
            rest.is_some_and(|rest| day(rest) || ["は", "では", "が"].iter().any(|p| behind_brackets(rest).starts_with(p)))
        });
        let known = acts && !COMMON.contains(&said) && !look.used(said);
        (known && look.plain.name(&look.text.lexed, name.start, name.end)).then_some(name)
    })
}

/// A city or prefecture that the headline names and the report calls 市 or 県: 不正アクセスで青葉県のHP改ざん … 県は5日、…
pub(super) fn by_letter(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let all = look.names(look.title.0, look.title.1);
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end).trim_start();
        let letter = words.chars().next().filter(|c| matches!(c, '県' | '府' | '都' | '道' | '市' | '町' | '村' | '区'))?;
        let acts = words[letter.len_utf8()..].starts_with(['は', 'が']);
        all.iter().find(|n| acts && look.words(n).ends_with(letter)).copied()
    })
}

/// Nouns that reports begin with and that name nobody.
const COMMON: [&str; 46] = [
    "県教委",
    "市教委",
    "町教委",
    "区教委",
    "府教委",
    "都教委",
    "当社",
    "弊社",
    "本学",
    "今回",
    "本件",
    "同社",
    "県警",
    "警察",
    "市",
    "県",
    "町",
    "区",
    "病院",
    "大学",
    "学校",
    "銀行",
    "認否",
    "動機",
    "詳細",
    "被害",
    "原因",
    "被告",
    "容疑者",
    "同店",
    "同校",
    "同院",
    "同大",
    "同市",
    "医院",
    "会社",
    "Cc",
    "CC",
    "Bcc",
    "BCC",
    "USB",
    "PC",
    "SNS",
    "FAX",
    "Web",
    "HP",
];
