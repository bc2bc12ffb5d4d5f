//! Who announces: 青葉堂は…と発表した.

use super::super::{Look, Name};
use super::{MOST, ending_at, quoted_before};
use crate::clause::Sentence;
use crate::letter::is_hiragana;
use crate::sought::Sought;

/// Verbs of those who announce.
static SAID: Sought =
    Sought::new(&["発表", "公表", "明らかに", "懲戒処分", "戒告", "謝罪", "発覚した", "処分とした", "報告書を公開"]);

/// How headlines shorten what names end with.
const SHORT: [(&str, &str); 5] =
    [("教委", "教育委員会"), ("県警", "県警察本部"), ("信金", "信用金庫"), ("信組", "信用組合"), ("農協", "農業協同組合")];

/// 青葉市は…と発表した, where the headline names 青葉市 or what it begins with too.
pub(in crate::shape::organization) fn announcer_in_headline(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let title = look.slice(look.title.0, look.title.1);
    announcer(look).map(|n| with_kana(look, n)).filter(|n| {
        let core = super::super::core(look.words(n));
        title.contains(core)
            || town(core).is_some_and(|town| title.contains(town))
            || core.chars().count() > 3 && core.char_indices().nth(3).is_some_and(|(at, _)| title.starts_with(&core[..at]))
    })
}

/// …を営むみどり台バスは: the kana before the name that the headline has before it too, behind a blank or a comma, are its beginning.
fn with_kana(look: &Look<'_, '_, '_, '_>, name: Name) -> Name {
    let title = look.slice(look.title.0, look.title.1);
    let before = look.slice(look.text.lines[look.text.line_at(name.start)].start, name.start);
    title
        .match_indices(look.words(&name))
        .find_map(|(at, _)| {
            let head = &title[..at];
            let same = head.chars().rev().zip(before.chars().rev()).take_while(|(a, b)| a == b && is_hiragana(*a)).count();
            let len: usize = head.chars().rev().take(same).map(char::len_utf8).sum();
            let free = head[..head.len() - len].is_empty() || head[..head.len() - len].ends_with([' ', '、', '」', '】']);
            (same >= 2 && free).then(|| Name { start: name.start - len as u32, ..name })
        })
        .unwrap_or(name)
}

/// 青葉県みどり市: みどり
fn town(name: &str) -> Option<&str> {
    let bare = name.strip_suffix(['市', '町', '村', '区'])?;
    let bare = bare.rsplit_once(['県', '府', '都', '道']).map_or(bare, |(_, town)| town);
    (bare.chars().count() >= 2).then_some(bare)
}

/// 青葉堂は…と発表した, 青葉堂(青葉市)は…を明らかにした: a name of any form.
pub(in crate::shape::organization) fn announcer(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
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
pub(in crate::shape::organization) fn in_full(look: &Look<'_, '_, '_, '_>, name: Name) -> Name {
    let words = look.words(&name);
    // 青葉県教委, 青葉大: the first letters of the full name.
    let (stem, last) = SHORT.iter().find_map(|(s, l)| words.strip_suffix(s).map(|stem| (stem, *l))).unwrap_or((words, ""));
    // 青葉大病院 … 青葉大学附属病院が…を公表した
    let place = words.ends_with(['市', '町', '村', '区', '県', '府', '都']);
    let longer = |full: &str| shortened(words, full) || full.ends_with(words) && !place;
    let named = || {
        let all = look.first_sentences().flat_map(|s| look.names(s.start, s.end).into_iter().take(super::super::MOST));
        all.into_iter().find(|full| full.start >= look.title.1 && longer(look.words(full)) && look.words(full) != words)
    };
    let fits = |full: &Name| {
        let said = look.words(full);
        // 青葉県みどり市教育委員会: where it is makes no name fuller.
        let placed = said.strip_suffix(words).is_some_and(|place| place.ends_with(['県', '府', '都', '道']));
        full.end - full.start > name.end - name.start
            && !placed
            && (said.starts_with(stem) && said.ends_with(last) || longer(said))
    };
    // トクマル薬局の… トクマルヘルスケアは…公表した: who announces it, called alike.
    let alike = |full: &Name| {
        let (one, other) = (words.chars(), look.words(full).chars());
        let same = one.zip(other).take_while(|(a, b)| a == b && matches!(a, 'ァ'..='ヺ' | 'ー' | 'A'..='Z' | 'a'..='z')).count();
        same >= 3 && look.words(full) != words && crate::shape::event::reported(look.shaper)
    };
    let told = || crate::shape::event::reported(look.shaper).then(named).flatten().filter(fits);
    announcer(look).filter(|n| fits(n) || alike(n)).or_else(told).unwrap_or(name)
}

/// Whether the letters of the one stand in the other in their order, the first first: 損保あおば of 損害保険あおば
fn shortened(short: &str, full: &str) -> bool {
    let mut letters = full.chars();
    let whole = short.chars().all(|c| letters.any(|f| f == c));
    whole && short.chars().count() >= 3 && short.chars().next() == full.chars().next()
}

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
    // 印刷会社と青葉市は: a sort of firm is no name.
    let sort = |n: &Name| !n.legal && ["会社", "企業", "業者", "機関"].iter().any(|w| look.words(n).ends_with(w));
    let first = first.filter(|n| !sort(n));
    Some(first.unwrap_or(name))
}
