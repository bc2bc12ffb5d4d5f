//! A figure told again: its subject is that of the figure told before, whatever stands nearest to it the second time.

use super::Told;

/// How much a subject says, the least first.
const SAYS: [&str; 4] = ["other", "personal", "account", "email_address"];

/// How many figures back one is told again: no notice has more between, and no longer list is looked through for each.
const BACK: usize = 64;

/// A figure smaller than this may well count two things.
const FEW: u64 = 10;

/// Gives figures of the same value and counter the subject that says the most: 最大22件 … 該当する22件の申請者.
pub(super) fn settle(told: &mut [Told]) {
    for n in 1..told.len() {
        let (before, rest) = told.split_at_mut(n);
        let one = &mut rest[0];
        let quantity = one.figure.quantity;
        let rank = |t: &Told| SAYS.iter().position(|s| *s == t.subject.as_str());
        let same = |t: &&mut Told| t.figure.quantity.value == quantity.value && t.figure.quantity.counter == quantity.counter;
        if quantity.value < FEW || one.part || rank(one).is_none() {
            continue;
        }
        // Two that say what they count are two: 試行は350件, 氏名350件.
        let vague = |t: &Told| t.subject.as_str() == "other";
        let Some(known) = before.iter_mut().rev().take(BACK).find(same).filter(|t| rank(t).is_some() && (vague(t) || vague(one)))
        else {
            continue;
        };
        let (from, to) = if rank(known) < rank(one) { (&*one, known) } else { (&*known, one) };
        let (subject, unit) = (from.subject.clone(), from.unit);
        (to.subject, to.unit) = (subject, unit);
    }
}
