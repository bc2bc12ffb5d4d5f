//! What each rule cannot do without, so close together that all rules are asked in no time.

use super::compile::{Class, Condition, Element, Rule};

/// For each rule, groups of classes; the text must hold a word of one class of each group.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    /// The classes of all rules. The last of each group is marked by [`LAST`], the last of each rule's by its place in `ends`.
    classes: Vec<u16>,
    ends: Vec<u32>,
}

const LAST: u16 = 1 << 15;

/// The classes whose words a text holds.
#[derive(Debug)]
pub(crate) struct Present(Vec<u64>);

impl Present {
    /// Of `classes` classes those for which `held` is true.
    pub(crate) fn new(classes: usize, held: impl Fn(Class) -> bool) -> Self {
        let mut bits = vec![0; classes.div_ceil(64)];
        for class in (0..classes).filter(|class| held(Class(*class as u16))) {
            bits[class / 64] |= 1 << (class % 64);
        }
        Self(bits)
    }

    fn has(&self, class: u16) -> bool {
        self.0[usize::from(class) / 64] >> (class % 64) & 1 == 1
    }
}

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

    /// For each rule, whether it may hold in a text with words of these classes: most rules fail here.
    pub(crate) fn met<'s>(&'s self, present: &'s Present) -> impl Iterator<Item = bool> + 's {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let own = &self.classes[from..*end as usize];
            from = *end as usize;
            own.chunk_by(|class, _| class & LAST == 0).all(|group| group.iter().any(|class| present.has(class & !LAST)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{LAST, Needs, Present};

    #[test]
    fn one_class_of_each_group_is_needed() {
        let needs = Needs { classes: vec![3 | LAST, 70, 5 | LAST, 1 | LAST], ends: vec![3, 3, 4] };
        let met = |held: &[u16]| needs.met(&Present::new(80, |class| held.contains(&class.0))).collect::<Vec<_>>();
        assert_eq!(met(&[3, 70]), [true, true, false]);
        assert_eq!(met(&[3, 1]), [false, true, true]);
        assert_eq!(met(&[5, 70]), [false, true, false]);
    }
}
