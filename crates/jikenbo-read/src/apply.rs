//! Applies rules: each is filed under the class of its last element, wakes only where a token of that class stands, and
//! looks left from there.

use crate::clause::{NONE, Text};
use crate::rule::{Class, Condition, Rules, Section, classes};

/// The most elements a rule may have besides gaps.
pub(crate) const MOST: usize = 6;

/// A rule that held, and the tokens it held at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Find {
    /// Index into the rules.
    pub(crate) rule: u16,
    /// The tokens of its elements from right to left; the rest is [`NONE`].
    pub(crate) at: [u32; MOST],
}

impl Find {
    /// The token of the last element, where the rule woke.
    pub(crate) const fn last(&self) -> usize {
        self.at[0] as usize
    }

    /// The tokens from right to left.
    pub(crate) fn tokens(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.at.iter().filter(|t| **t != NONE).map(|t| *t as usize)
    }
}

/// Everything the rules find, in the order of the words where they wake.
pub(crate) fn apply(rules: &Rules, text: &Text<'_>) -> Vec<Find> {
    let held = |class| !text.places.of(class).is_empty();
    let mut finds = Vec::with_capacity(text.tokens().len() / 8);
    // Class by class, since what a rule cannot do without is asked once a text so: nearly every rule is met by none of its words.
    for class in text.places.classes() {
        for rule in rules.by_last.of(class).iter().filter(|rule| rules.needs.met(**rule, held)) {
            let at = text.places.of(class).iter().filter_map(|n| left(rules, *rule, text, *n as usize));
            finds.extend(at.filter(|at| holds(rules, *rule, text, at)).map(|at| Find { rule: *rule, at }));
        }
    }
    finds.sort_unstable_by_key(|find| (find.at[0], find.rule));
    finds
}

/// Matches the elements of a rule from right to left.
fn left(rules: &Rules, rule: u16, text: &Text<'_>, last: usize) -> Option<[u32; MOST]> {
    let mut at = [NONE; MOST];
    at[0] = last as u32;
    let mut here = last;
    for (found, (gap, wanted)) in (1..).zip(rules.patterns.left_of_last(rule)) {
        here = if gap { far(text, here, last, wanted)? } else { near(text, here, wanted)? };
        *at.get_mut(found)? = here as u32;
    }
    Some(at)
}

/// Whether a rule whose elements stand there, from right to left, stands where it may, and its conditions hold.
fn holds(rules: &Rules, rule: u16, text: &Text<'_>, at: &[u32; MOST]) -> bool {
    let last = at[0] as usize;
    let start = text.tokens()[last].start;
    let in_section = match rules.terms.section(rule) {
        Section::Anywhere => true,
        Section::Title => text.in_title(start),
        Section::Body => !text.in_title(start),
        Section::Under(class) => text.under(text.line_at(start), class),
    };
    let first = at.iter().rev().find(|t| **t != NONE).map_or(last, |t| *t as usize);
    in_section && rules.terms.hold(rule, |c| condition(c, text, first, last))
}

/// The nearest token of the wanted classes to the left in the sentence; a date or period is the one that governs.
fn far(text: &Text<'_>, here: usize, last: usize, wanted: &[Class]) -> Option<usize> {
    if wanted.iter().any(|c| matches!(*c, classes::DATE | classes::PERIOD)) {
        let (near, of_last) = (text.governor[here], text.governor[last]);
        // 5日に侵入されていたことを6日に確認した: what stands last has a day of its own.
        if of_last != NONE && of_last as usize > here && (of_last as usize) < last && near != NONE && near < of_last {
            return None;
        }
        let told = of_last != NONE && of_last as usize <= here && near as usize <= here && near > of_last;
        // 1日に導入した機器を停止したのは8日だ: the day behind is that of the last word, whatever stands before.
        let behind = of_last != NONE && of_last as usize > last;
        let governor = if near == NONE || told || behind { of_last } else { near };
        let token = text.tokens().get(governor as usize).filter(|_| governor != NONE)?;
        // A date in brackets stands after what it dates: 署に相談(7月1日). So does that of an object told first: 情報を7月1日に提供.
        let placed = governor as usize <= here || governor as usize > last || object_first(text, here, last, governor as usize);
        return (wanted.contains(&token.class) && placed).then_some(governor as usize);
    }
    let start = text.sentence(here).start;
    let limit = text.tokens()[here].start;
    let nearest = |class: &Class| {
        let before = text.places.before(*class, here).iter().rev().map(|n| *n as usize);
        before.take_while(|n| here - n <= FAR && text.tokens()[*n].start >= start).find(|n| text.tokens()[*n].end <= limit)
    };
    wanted.iter().filter_map(nearest).max()
}

/// Whether the words before a date are of the clause that it dates, and its day only stands behind its object: 署に情報を|7月1日に提供.
fn object_first(text: &Text<'_>, here: usize, last: usize, date: usize) -> bool {
    let (tokens, clause) = (text.tokens(), text.clause_of[last]);
    let object = || {
        let before = text.lexed.slice(text.clause(last).start.min(tokens[date].start), tokens[date].start);
        before.ends_with('を')
    };
    text.clause_of[here] == clause && text.clause_of[date] == clause && object()
}

/// A word that many tokens away has nothing to do with this one, even in one sentence.
const FAR: usize = 240;

/// Between neighbours only particles, blanks and brackets may stand, and few of them.
const NEAR: usize = 24;

/// The token of a wanted class that stands so near before `here` that nothing but particles and marks parts them.
fn near(text: &Text<'_>, here: usize, wanted: &[Class]) -> Option<usize> {
    let limit = text.tokens()[here].start;
    let start = text.sentence(here).start;
    let joined = |n: &usize| {
        let token = text.tokens()[*n];
        token.end <= limit && limit - token.end <= NEAR as u32 && text.lexed.slice(token.end, limit).chars().all(is_joint)
    };
    let nearest = |class: &Class| {
        let before = text.places.before(*class, here).iter().rev().map(|n| *n as usize);
        let close = |n: &usize| text.tokens()[*n].start >= start && limit.saturating_sub(text.tokens()[*n].start) < 400;
        before.take_while(close).find(joined)
    };
    wanted.iter().filter_map(nearest).max()
}

/// What may stand between neighbours: nothing that could be a word of its own.
const fn is_joint(c: char) -> bool {
    matches!(c, 'ぁ'..='ん' | ' ' | '\t' | '(' | ')' | '「' | '」' | ':' | '・' | '、' | 'ー' | '※')
}

/// Whether a condition is true of the words from `first` to `last`.
fn condition(condition: Condition, text: &Text<'_>, first: usize, last: usize) -> bool {
    let clause = text.clause(last);
    let from = text.tokens()[last].start;
    match condition {
        Condition::Negated => clause.negated > from,
        Condition::Possible => clause.possible > from,
        Condition::Planned => clause.planned > from,
        Condition::Reported => clause.reported > from,
        Condition::AsOf => text.governor[last] == NONE,
        Condition::Class(class) => {
            let tokens = text.tokens();
            // A date may stand in a sentence before: 5月15日 署に届け出。全家庭に電話でお詫び.
            let from = tokens[first].start.max(text.sentence(last).start).min(tokens[last].start);
            text.has(class, clause.start, clause.end) || text.has(class, from, tokens[last].end)
        }
    }
}
