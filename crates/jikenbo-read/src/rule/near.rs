//! The steps next to the roots of the tries: they are tried at every character, and most lead nowhere.

/// Which node a letter leads to from one of many sets, such as the words that begin with one character.
///
/// A bit each in so little memory that it stays at hand says of most letters that they lead nowhere; of the others one place of a table
/// tells, where a search among all letters of the set would wait for memory again and again.
#[derive(Debug)]
pub(super) struct Near {
    bits: Box<[u64; WORDS]>,
    /// At the place of its number and behind it: a set, a letter, and the node; 0 is none. Half of the
    /// places are free, so that one is always found.
    steps: Vec<(u32, char, u32)>,
}

const WORDS: usize = 1 << 10;

/// The bits of a set and a letter, well mixed: any two odd factors that do so.
const fn mixed(set: u32, letter: char) -> u32 {
    let mixed = set.wrapping_mul(0x9E37_79B1) ^ (letter as u32).wrapping_mul(0x85EB_CA77);
    mixed ^ mixed >> 15
}

impl Near {
    /// From each set, by a letter, to a node; none twice.
    pub(super) fn new(steps: Vec<(u32, char, u32)>) -> Self {
        let places = (steps.len() * 2).next_power_of_two().max(2);
        let mut new = Self { bits: Box::new([0; WORDS]), steps: vec![(0, '\0', 0); places] };
        for step in steps {
            let mixed = mixed(step.0, step.1);
            new.bits[mixed as usize / 64 % WORDS] |= 1 << (mixed % 64);
            let mut at = mixed as usize % places;
            while new.steps[at].2 != 0 {
                at = (at + 1) % places;
            }
            new.steps[at] = step;
        }
        new
    }

    /// The node that `letter` leads to from `set`.
    pub(super) fn get(&self, set: u32, letter: char) -> Option<u32> {
        let mixed = mixed(set, letter);
        if self.bits[mixed as usize / 64 % WORDS] >> (mixed % 64) & 1 == 0 {
            return None;
        }
        let places = self.steps.len();
        let mut at = mixed as usize & (places - 1);
        loop {
            match self.steps[at] {
                (.., 0) => return None,
                (of, by, node) if of == set && by == letter => return Some(node),
                _ => at = (at + 1) & (places - 1),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Near;

    #[test]
    fn each_step_is_found_and_no_other() {
        let letters = || "個人情報漏えい委員会".chars();
        let steps = (0..50).flat_map(|node| (1..).zip(letters()).map(move |(n, letter)| (node, letter, node * 100 + n)));
        let near = Near::new(steps.filter(|(node, ..)| node % 2 == 0).collect());
        for node in 0..50 {
            for (n, letter) in (1..).zip(letters()) {
                assert_eq!(near.get(node, letter), (node % 2 == 0).then_some(node * 100 + n));
            }
            assert_eq!(near.get(node, '別'), None);
        }
        assert_eq!(Near::new(Vec::new()).get(0, '個'), None);
    }
}
