//! What stands left of the last words of all rules, so close together that it stays at hand: it is looked for at every word that wakes a rule.

use super::compile::{Class, Element, Rule};

/// The elements of all rules but the last of each.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    /// For each rule, where its steps end.
    ends: Vec<u16>,
    steps: Vec<Step>,
    classes: Vec<Class>,
}

/// An element, and where its classes stand.
#[derive(Debug, Clone, Copy)]
struct Step {
    gap: bool,
    len: u8,
    from: u16,
}

impl Patterns {
    /// The patterns of some rules, if they are few enough to be numbered so.
    pub(super) fn new(rules: &[Rule]) -> Result<Self, String> {
        const SMALL: &str = "expected fewer rules, or elements of fewer classes";
        let mut new = Self::default();
        for rule in rules {
            let mut gap = false;
            for element in rule.when.iter().rev().skip(1) {
                let Element::One(classes) = element else {
                    gap = true;
                    continue;
                };
                let (from, len) = (u16::try_from(new.classes.len()), u8::try_from(classes.len()));
                new.steps.push(Step { gap, len: len.map_err(|_| SMALL)?, from: from.map_err(|_| SMALL)? });
                new.classes.extend(classes);
                gap = false;
            }
            new.ends.push(u16::try_from(new.steps.len()).map_err(|_| SMALL)?);
        }
        Ok(new)
    }

    /// The elements left of a rule's last one, from right to left: the classes of each, and whether there may be a gap behind it.
    pub(crate) fn left_of_last(&self, rule: u16) -> impl Iterator<Item = (bool, &[Class])> {
        let rule = usize::from(rule);
        let from = rule.checked_sub(1).map_or(0, |before| self.ends[before]);
        let steps = &self.steps[usize::from(from)..usize::from(self.ends[rule])];
        steps.iter().map(|step| (step.gap, &self.classes[usize::from(step.from)..][..usize::from(step.len)]))
    }
}
