//! Figures that stand on a line of their own: the short line above says what they count.

use super::Figure;
use super::subject::alone;
use crate::apply::Find;
use crate::clause::{Kind, Line};
use crate::lex::Bound;
use crate::rule::{Element, Section, classes};
use crate::shape::Shaper;

/// The most characters of a line that is a label.
const SHORT: usize = 30;

/// What the label above the figure says that it counts: 「影響を受けた会社の数⏎ 12社」.
pub(super) fn by_label(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<Find> {
    let text = shaper.text;
    let label = label(shaper, figure)?;
    let said = text.lexed.within(label.start, label.end);
    let rules = shaper.rules.by_last.of(classes::COUNT);
    let speaks = |rule: &&u16| {
        let rule = &shaper.rules.rules[**rule as usize];
        let Some(Element::One(first)) = rule.when.first() else { return false };
        let words = rule.key == "counts" && rule.code.as_str() != "none" && rule.section == Section::Anywhere;
        words && text.tokens()[said.clone()].iter().any(|t| first.contains(&t.class) && t.class != classes::COUNT)
    };
    rules.iter().find(speaks).map(|rule| Find { rule: *rule, at: alone(figure.n) })
}

/// Where the label above the figure begins.
pub(super) fn labelled(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<u32> {
    label(shaper, figure).map(|label| label.start)
}

/// The bound that the label above the figure gives: 【流出した可能性のある最大件数】⏎1,207件
pub(super) fn label_bound(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<Bound> {
    let label = label(shaper, figure)?;
    let words = shaper.text.lexed.slice(label.body, label.end);
    (figure.quantity.bound == Bound::Exact && words.contains("最大")).then_some(Bound::AtMost)
}

/// The short line above a figure that heads its own line.
fn label<'s>(shaper: &'s Shaper<'_, '_, '_>, figure: &Figure) -> Option<&'s Line> {
    let text = shaper.text;
    let line = text.line_at(figure.start);
    let head = text.lexed.slice(text.lines[line].body, figure.start);
    if !head.trim_matches(['【', '(', '「', ' ', '約', '計']).is_empty() {
        return None;
    }
    let label = text.lines[..line].iter().rev().take(3).find(|l| l.kind != Kind::Blank)?;
    let words = text.lexed.slice(label.body, label.end).trim_end();
    let words = words.rfind('【').map_or(words, |at| &words[at..]);
    if words.chars().count() > SHORT || words.contains('。') {
        return None;
    }
    Some(label)
}
