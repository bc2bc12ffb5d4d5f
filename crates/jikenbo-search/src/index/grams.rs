//! Tokens for finding any stretch of a text: every two neighbouring characters, at the place where they really stand.
//!
//! A word of n characters is a phrase of pairs at fixed distances, so what is found is exact; tantivy's own n-gram
//! tokenizer gives every token the position 0, so that phrases are not found by it.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::compare::BETWEEN;

/// Which tokens are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grams {
    /// Every pair of neighbours.
    Pairs,
    /// Every character.
    Letters,
    /// Both: for short texts, where it costs little.
    Both,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { grams: *self, rest: text, offset: 0, position: 0, letter_done: false, token: Token::default() }
    }
}

/// The tokens of a folded text.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    grams: Grams,
    rest: &'a str,
    offset: usize,
    position: usize,
    letter_done: bool,
    token: Token,
}

impl Stream<'_> {
    fn set(&mut self, len: usize) {
        self.token.text.clear();
        self.token.text.push_str(&self.rest[..len]);
        self.token.offset_from = self.offset;
        self.token.offset_to = self.offset + len;
        self.token.position = self.position;
    }

    fn step(&mut self, len: usize) {
        self.rest = &self.rest[len..];
        self.offset += len;
        self.position += 1;
        self.letter_done = false;
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let mut chars = self.rest.chars();
            let Some(first) = chars.next() else { return false };
            let len = first.len_utf8();
            if first == BETWEEN {
                self.step(len);
                continue;
            }
            if self.grams != Grams::Pairs && !self.letter_done {
                self.set(len);
                self.letter_done = true;
                if self.grams == Grams::Letters {
                    self.step(len);
                }
                return true;
            }
            let second = chars.next().filter(|c| *c != BETWEEN);
            if let Some(second) = second {
                self.set(len + second.len_utf8());
            }
            self.step(len);
            if second.is_some() {
                return true;
            }
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The pairs that cover a word of two characters and more, with their distance from its beginning: every second one, and
/// the last.
pub(super) fn cover(word: &str) -> Vec<(usize, &str)> {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let count = starts.len().saturating_sub(2);
    let pair = |n: usize| Some((n, word.get(*starts.get(n)?..*starts.get(n + 2)?)?));
    (0..count).filter(|n| n % 2 == 0 || n + 1 == count).filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(mut grams: Grams, text: &str) -> Vec<(usize, String)> {
        let mut stream = grams.token_stream(text);
        let mut out = Vec::new();
        while stream.advance() {
            out.push((stream.token().position, stream.token().text.clone()));
        }
        out
    }

    #[test]
    fn pairs_stand_where_they_stand_and_never_reach_over_parts() {
        let told = |grams, text| tokens(grams, text).into_iter().map(|(at, t)| format!("{at}{t}")).collect::<Vec<_>>().join(" ");
        assert_eq!(told(Grams::Pairs, "漏えいa\u{1f}件\u{1f}bc"), "0漏え 1えい 2いa 7bc");
        assert_eq!(told(Grams::Both, "漏え"), "0漏 0漏え 1え");
        assert_eq!(told(Grams::Letters, "a\u{1f}件"), "0a 2件");
        assert_eq!(told(Grams::Pairs, ""), "");
    }

    #[test]
    fn a_word_is_covered() {
        assert_eq!(cover("ab"), [(0, "ab")]);
        assert_eq!(cover("abc"), [(0, "ab"), (1, "bc")]);
        assert_eq!(cover("不正アク"), [(0, "不正"), (2, "アク")]);
        assert_eq!(cover("abcde"), [(0, "ab"), (2, "cd"), (3, "de")]);
        assert!(cover("a").is_empty() && cover("").is_empty());
    }
}
