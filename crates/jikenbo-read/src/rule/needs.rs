//! What each rule cannot do without, close together.

use super::compile::{Class, Condition, Element, Rule};

/// For each rule, groups of classes; the text must hold a word of one class of each group.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    /// The classes of all rules. The last of each group is marked by [`LAST`], the last of each rule's by its place in `ends`.
    classes: Vec<u16>,
    ends: Vec<u32>,
}

const LAST: u16 = 1 << 15;

impl Needs {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut new = Self::default();
        for rule in rules {
            for element in &rule.when {
                if let Element::One(classes) = element {
                    new.group(classes);
                }
            }
            for condition in &rule.only {
                if let Condition::Class(class) = condition {
                    new.group(&[*class]);
                }
            }
            new.ends.push(new.classes.len() as u32);
        }
        new
    }

    fn group(&mut self, classes: &[Class]) {
        self.classes.extend(classes.iter().map(|class| class.0));
        if let Some(last) = self.classes.last_mut() {
            *last |= LAST;
        }
    }

    /// Whether a rule may hold in a text that holds words of those classes for which `held` is true: most fail here.
    pub(crate) fn met(&self, rule: u16, held: impl Fn(Class) -> bool) -> bool {
        let rule = usize::from(rule);
        let from = rule.checked_sub(1).map_or(0, |before| self.ends[before]);
        let own = &self.classes[from as usize..self.ends[rule] as usize];
        own.chunk_by(|class, _| class & LAST == 0).all(|group| group.iter().any(|class| held(Class(class & !LAST))))
    }
}

#[cfg(test)]
mod tests {
    use super::{LAST, Needs};

    #[test]
    fn one_class_of_each_group_is_needed() {
        let needs = Needs { classes: vec![3 | LAST, 70, 5 | LAST, 1 | LAST], ends: vec![3, 3, 4] };
        let met = |held: &[u16]| [0, 1, 2].map(|rule| needs.met(rule, |class| held.contains(&class.0)));
        assert_eq!(met(&[3, 70]), [true, true, false]);
        assert_eq!(met(&[3, 1]), [false, true, true]);
        assert_eq!(met(&[5, 70]), [false, true, false]);
    }
}
