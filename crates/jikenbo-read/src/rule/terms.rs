//! Where each rule may stand, what must hold there, and under which key it finds, close together: a rule itself is looked at only where it held.

use super::compile::{Condition, Rule, Section};

/// The terms of all rules.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    rules: Vec<Term>,
    /// Of each rule, those that must not hold, then those that must.
    conditions: Vec<Condition>,
    keys: Vec<String>,
}

/// The terms of a rule: where its conditions begin, and how many of each sort there are.
#[derive(Debug, Clone, Copy)]
struct Term {
    section: Section,
    from: u16,
    unless: u8,
    only: u8,
    key: u8,
}

impl Terms {
    /// The terms of some rules, if they are few enough to be numbered so.
    pub(super) fn new(rules: &[Rule]) -> Result<Self, String> {
        const SMALL: &str = "expected fewer rules, keys, or conditions of a rule";
        let small = |n: usize| u8::try_from(n).map_err(|_| SMALL);
        let mut new = Self::default();
        for rule in rules {
            let key = new.keys.iter().position(|key| *key == rule.key).unwrap_or_else(|| {
                new.keys.push(rule.key.clone());
                new.keys.len() - 1
            });
            new.rules.push(Term {
                section: rule.section,
                from: u16::try_from(new.conditions.len()).map_err(|_| SMALL)?,
                unless: small(rule.unless.len())?,
                only: small(rule.only.len())?,
                key: small(key)?,
            });
            new.conditions.extend(rule.unless.iter().chain(&rule.only));
        }
        Ok(new)
    }

    /// Where a rule looks.
    pub(crate) fn section(&self, rule: u16) -> Section {
        self.rules[usize::from(rule)].section
    }

    /// Whether none of the conditions is `true_here` that a rule names under `unless`, and each that it names under `only`.
    pub(crate) fn hold(&self, rule: u16, true_here: impl Fn(Condition) -> bool) -> bool {
        let Term { from, unless, only, .. } = self.rules[usize::from(rule)];
        let own = &self.conditions[usize::from(from)..][..usize::from(unless) + usize::from(only)];
        let (unless, only) = own.split_at(usize::from(unless));
        !unless.iter().any(|c| true_here(*c)) && only.iter().all(|c| true_here(*c))
    }

    /// The number of a rule's key, among [`Self::keys`].
    pub(crate) fn key(&self, rule: u16) -> usize {
        usize::from(self.rules[usize::from(rule)].key)
    }

    /// The keys under which rules find.
    pub(crate) fn keys(&self) -> &[String] {
        &self.keys
    }
}
