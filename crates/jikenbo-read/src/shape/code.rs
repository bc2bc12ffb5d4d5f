//! Keys whose value is a code: what happened, why, by whom, what was done.

use jikenbo_model::{Code, Fact};

use super::Shaper;
use crate::apply::Find;

/// One code, the strongest of those found; among equals the first in the body, then in the headline. An entry of `order` that
/// ends with `?` ranks what weak rules find of that code; if there is none, they rank as the others do.
pub(crate) fn strongest(shaper: &Shaper<'_, '_, '_>, key: &str, order: &[&str]) -> Option<Fact<Code>> {
    let best = shaper.under(key).min_by_key(|f| (rank(shaper, f, order), shaper.rule(f).place, f.last()))?;
    Some(shaper.fact(best, shaper.rule(best).code.clone()))
}

/// The place of what a find says in `order`.
pub(crate) fn rank(shaper: &Shaper<'_, '_, '_>, find: &Find, order: &[&str]) -> usize {
    let rule = shaper.rule(find);
    let place = |weak: bool| {
        let says = |o: &&str| o.strip_suffix('?').map_or((*o, false), |o| (o, true)) == (rule.code.as_str(), weak);
        order.iter().position(|o| says(&o))
    };
    place(rule.weak).or_else(|| place(false)).unwrap_or(order.len())
}
