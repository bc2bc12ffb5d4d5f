//! Where the tokens of each class stand, so that looking for a class costs nothing where it is not.

use crate::rule::Class;
use crate::token::Token;

/// The indices of the tokens, by class and in order.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// For each class, where its indices begin in `at`; and one more, the end.
    from: Vec<u32>,
    at: Vec<u32>,
}

impl Places {
    /// Files `tokens` under `classes` classes.
    pub(super) fn new(tokens: &[Token], classes: usize) -> Self {
        let mut from = vec![0_u32; classes + 1];
        for token in tokens {
            from[token.class.0 as usize + 1] += 1;
        }
        for class in 0..classes {
            from[class + 1] += from[class];
        }
        let mut next = from.clone();
        let mut at = vec![0_u32; tokens.len()];
        for (n, token) in tokens.iter().enumerate() {
            let place = &mut next[token.class.0 as usize];
            at[*place as usize] = n as u32;
            *place += 1;
        }
        Self { from, at }
    }

    /// The tokens of a class.
    pub(crate) fn of(&self, class: Class) -> &[u32] {
        let class = class.0 as usize;
        &self.at[self.from[class] as usize..self.from[class + 1] as usize]
    }

    /// The classes of which there are tokens.
    pub(crate) fn classes(&self) -> impl Iterator<Item = Class> + '_ {
        self.from.windows(2).zip(0..).filter(|(ends, _)| ends[0] < ends[1]).map(|(_, class)| Class(class))
    }

    /// The tokens of a class before the token `n`.
    pub(crate) fn before(&self, class: Class, n: usize) -> &[u32] {
        let all = self.of(class);
        &all[..all.partition_point(|t| (*t as usize) < n)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_by_their_class() {
        let token = |n: u32, class: u16| Token { start: n, end: n + 1, class: Class(class), form: None };
        let tokens = [token(0, 2), token(1, 0), token(2, 2), token(3, 2)];
        let places = Places::new(&tokens, 4);
        assert_eq!(places.of(Class(2)), [0, 2, 3]);
        assert_eq!(places.of(Class(1)), [] as [u32; 0]);
        assert_eq!(places.before(Class(2), 3), [0, 2]);
        assert_eq!(places.before(Class(0), 1), [] as [u32; 0]);
    }
}
