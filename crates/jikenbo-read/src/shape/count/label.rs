//! Figures that stand on a line of their own: the short line above says what they count.

use super::Figure;
use super::passed::before;
use super::subject::alone;
use crate::apply::Find;
use crate::clause::{Kind, Line};
use crate::letter::is_kanji;
use crate::lex::{Bound, Counter};
use crate::rule::{Element, Section, classes};
use crate::shape::Shaper;
use crate::token::Token;

/// The most characters of a line that is a label.
const SHORT: usize = 30;

/// What the label above the figure says that it counts: 「影響を受けた会社の数⏎ 12社」.
pub(super) fn by_label(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<Find> {
    let text = shaper.text;
    let label = label(shaper, figure)?;
    let said = text.lexed.within(label.start, label.end);
    // 「氏名(会員番号、メールアドレス等)のある資料⏎ 12件」: what the brackets list is not counted.
    let list = list_in(text.lexed.slice(label.start, label.end))
        .map_or(0..0, |(open, close)| label.start + open as u32..label.start + close as u32);
    let rules = shaper.rules.by_last.of(classes::COUNT);
    let speaks = |rule: &&u16| {
        let rule = &shaper.rules.rules[**rule as usize];
        let Some(Element::One(first)) = rule.when.first() else { return false };
        let words = rule.key == "counts" && rule.code.as_str() != "none" && rule.section == Section::Anywhere;
        let named = |t: &Token| first.contains(&t.class) && t.class != classes::COUNT && !list.contains(&t.start);
        words && text.tokens()[said.clone()].iter().any(named)
    };
    rules.iter().find(speaks).map(|rule| Find { rule: *rule, at: alone(figure.n) })
}

/// What stands before brackets that list what it holds, right before the figure: 「通知書(住所、氏名、金額) 32件」 counts the notes.
pub(super) fn by_head(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<Find> {
    const FAR: u32 = 36;
    let text = shaper.text;
    let lead = before(shaper, figure).trim_end_matches([' ', ':', '約', '計', 'は', 'が', '最', '大']);
    let (open, _) = list_in(lead).filter(|(_, close)| *close == lead.len())?;
    let end = figure.start - (before(shaper, figure).len() - lead[..open].trim_end().len()) as u32;
    let near = text.lexed.within(end.saturating_sub(FAR), end);
    let rules = shaper.rules.by_last.of(classes::COUNT);
    let counted = |rule: &u16, token: &Token| {
        let rule = &shaper.rules.rules[*rule as usize];
        let Some(Element::One(first)) = rule.when.first() else { return false };
        let sure = rule.key == "counts" && rule.section == Section::Anywhere && !rule.weak && rule.when.len() > 1;
        sure && first.contains(&token.class) && token.class != classes::COUNT
    };
    let last = text.tokens()[near].iter().filter(|t| t.end == end);
    let rule = last.flat_map(|t| rules.iter().filter(move |rule| counted(rule, t))).next()?;
    (shaper.rules.rules[*rule as usize].code.as_str() != "none").then(|| Find { rule: *rule, at: alone(figure.n) })
}

/// Files that the label above the figure names, by 件: 「担当者だけが見るべきファイル⏎304 件」. They are personal if the label says so.
pub(super) fn by_files(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<&'static str> {
    let label = label(shaper, figure).filter(|_| figure.quantity.counter == Counter::Records)?;
    let words = shaper.text.lexed.slice(label.body, label.end).trim_end();
    let (head, rest) = list_in(words).map_or((words, ""), |(open, close)| (&words[..open], &words[close..]));
    let noun = if rest.is_empty() { head } else { rest };
    let personal = ["個人情報", "個人データ", "氏名"].iter().any(|w| head.contains(w) || rest.contains(w));
    noun.ends_with("ファイル").then_some(if personal { "personal" } else { "other" })
}

/// Where the last brackets begin and end, if they list things: (住所、氏名等).
pub(super) fn list_in(words: &str) -> Option<(usize, usize)> {
    let close = words.rfind(')')?;
    let open = words[..close].rfind('(')?;
    let inside = &words[open + 1..close];
    let list = inside.contains(['、', '・']) || inside.ends_with('等') || inside.ends_with("など");
    (list && !inside.contains(')')).then_some((open, close + 1))
}

/// Where the label above the figure begins.
pub(super) fn labelled(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<u32> {
    label(shaper, figure).map(|label| label.start)
}

/// The bound that stands before the noun: 最大で園児1742人, 少なくとも顧客300人.
pub(super) fn far_bound(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<Bound> {
    const BOUNDS: &[(&str, Bound)] =
        &[("最大で", Bound::AtMost), ("最多で", Bound::AtMost), ("少なくとも", Bound::AtLeast), ("およそ", Bound::About)];
    let noun = |c: char| is_kanji(c) || matches!(c, 'ァ'..='ヴ' | 'ー');
    let whole = before(shaper, figure);
    // 「最大で直近の100名分」
    let whole = ["直近の", "延べの", "合計の"].iter().find_map(|w| whole.strip_suffix(w)).unwrap_or(whole);
    if whole.ends_with("最大で") {
        return Some(Bound::AtMost);
    }
    let lead = whole.trim_end_matches(noun);
    // Kanji of 最大 are part of the noun's run.
    let run = &whole[lead.len()..];
    let short = |noun: &str| (1..=6).contains(&noun.chars().count());
    if let Some(rest) = run.strip_prefix("最大") {
        return short(rest).then_some(Bound::AtMost).filter(|_| !rest.starts_with(['の', '規', '級', '手']));
    }
    BOUNDS.iter().find(|(w, _)| lead.ends_with(w) && short(run)).map(|(_, bound)| *bound)
}

/// The bound that the label above the figure gives: 【流出した可能性のある最大件数】⏎1,207件
pub(super) fn label_bound(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<Bound> {
    let label = label(shaper, figure)?;
    let words = shaper.text.lexed.slice(label.body, label.end);
    (figure.quantity.bound == Bound::Exact && words.contains("最大")).then_some(Bound::AtMost)
}

/// The short line above a figure that heads its own line.
fn label<'s>(shaper: &'s Shaper<'_, '_, '_>, figure: &Figure) -> Option<&'s Line> {
    const FAR: u32 = 120;
    let text = shaper.text;
    let line = text.line_at(figure.start);
    let far = figure.start.saturating_sub(text.lines[line].body) > FAR;
    let head = if far { return None } else { text.lexed.slice(text.lines[line].body, figure.start) };
    if !head.trim_matches(['【', '(', '「', ' ', '約', '計']).is_empty() {
        return None;
    }
    let label = text.lines[..line].iter().rev().take(3).find(|l| l.kind != Kind::Blank)?;
    let words = text.lexed.slice(label.body, label.end).trim_end();
    let words = words.rfind('【').map_or(words, |at| &words[at..]);
    let listed = list_in(words).map_or(0, |(open, close)| words[open..close].chars().count());
    if words.chars().count() - listed > SHORT || words.contains('。') {
        return None;
    }
    Some(label)
}
