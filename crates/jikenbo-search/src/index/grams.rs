//! Tokens for finding any stretch of a text: every two neighbouring characters, at the place where they really stand.
//!
//! A word of n characters is a phrase of pairs at fixed distances, so what is found is exact; tantivy's own n-gram
//! tokenizer gives every token the position 0, so that phrases are not found by it. A word of one character is found by all
//! pairs that begin with it; the last character of a part, which begins none, is a token of its own.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::compare::BETWEEN;

/// Makes pairs of a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pairs;

impl Tokenizer for Pairs {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { rest: text, offset: 0, position: 0, token: Token::default() }
    }
}

/// The pairs of a folded text.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    rest: &'a str,
    offset: usize,
    position: usize,
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
            let second = chars.next().filter(|c| *c != BETWEEN);
            self.set(len + second.map_or(0, char::len_utf8));
            self.step(len);
            return true;
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

/// The text that sorts next after all that begin with this character; `None` if there is no character beyond it.
pub(super) fn after(letter: char) -> Option<String> {
    let next = if letter == '\u{d7ff}' { 0xe000 } else { letter as u32 + 1 };
    char::from_u32(next).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> String {
        let mut pairs = Pairs;
        let mut stream = pairs.token_stream(text);
        let mut out = Vec::new();
        while stream.advance() {
            out.push(format!("{}{}", stream.token().position, stream.token().text));
        }
        out.join(" ")
    }

    #[test]
    fn pairs_stand_where_they_stand_and_never_reach_over_parts() {
        assert_eq!(tokens("漏えいa\u{1f}件\u{1f}bc"), "0漏え 1えい 2いa 3a 5件 7bc 8c");
        assert_eq!(tokens(""), "");
    }

    #[test]
    fn a_word_is_covered() {
        assert_eq!(cover("ab"), [(0, "ab")]);
        assert_eq!(cover("abc"), [(0, "ab"), (1, "bc")]);
        assert_eq!(cover("不正アク"), [(0, "不正"), (2, "アク")]);
        assert_eq!(cover("abcde"), [(0, "ab"), (2, "cd"), (3, "de")]);
        assert!(cover("a").is_empty() && cover("").is_empty());
    }

    #[test]
    fn what_begins_with_a_letter_sorts_before_what_comes_after() {
        let after = |c| after(c).unwrap();
        assert!("件" < "件\u{10ffff}" && "件\u{10ffff}" < after('件').as_str());
        assert_eq!(after('\u{d7ff}'), "\u{e000}");
    }
}
