//! Totals: 「個人64件、団体117件、計181件」 counts what the figures before it count.

use super::passed::before;
use super::subject::{alone, made};
use super::{Figure, Told};
use crate::apply::Find;
use crate::shape::Shaper;
use jikenbo_model::Code;

/// The most figures that a total adds up.
const MOST: usize = 16;

/// What a total counts: what those count that add up to it.
pub(super) fn by_sum(shaper: &Shaper<'_, '_, '_>, figure: &Figure, told: &[Told]) -> Option<Told> {
    if !is_total(shaper, figure) {
        return None;
    }
    let parts = parts(figure, told)?;
    let last = parts.last()?;
    let one = parts.iter().all(|t| t.subject == last.subject);
    let find = Find { rule: last.find.rule, at: alone(figure.n) };
    let part = last.part && parts.iter().all(|t| t.part);
    if one {
        return Some(Told { figure: *figure, find, part, ..last.clone() });
    }
    let persons = parts.iter().any(|t| t.subject.as_str() == "personal");
    let find = if persons { made(shaper, "personal", figure)? } else { return None };
    Some(Told { figure: *figure, find, subject: Code::from("personal"), part, ..last.clone() })
}

/// The figures last told that add up to this one.
fn parts<'t>(figure: &Figure, told: &'t [Told]) -> Option<&'t [Told]> {
    let mut sum = 0_u64;
    for (n, one) in told.iter().rev().take(MOST).enumerate() {
        if one.figure.quantity.counter != figure.quantity.counter {
            return None;
        }
        sum = sum.saturating_add(one.figure.quantity.value);
        if n > 0 && sum == figure.quantity.value {
            return Some(&told[told.len() - n - 1..]);
        }
    }
    None
}

/// Whether the figure is said to be a total: 合計181件, 合わせて3名, 計⇥181件.
fn is_total(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const TOTAL: &[&str] = &[
        "合計",
        "総計",
        "小計",
        "計",
        "総数",
        "合わせて",
        "あわせて",
        "併せて",
        "合算して",
        "トータル",
        "通算",
        "全部",
        "全体",
        "の計",
    ];
    let own = shaper.text.lexed.slice(figure.start, figure.end);
    let lead = before(shaper, figure).trim_end_matches([' ', '\t', ':', '(', 'は', 'で', '、', '約', '最', '大', '延', 'べ']);
    TOTAL.iter().any(|w| own.starts_with(w) || lead.ends_with(w))
}
