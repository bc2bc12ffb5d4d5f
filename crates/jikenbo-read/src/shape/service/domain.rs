//! Domains that fell into other hands: where the headline speaks of a domain, those that stand at the head of a line.

use super::{Found, Look};
use crate::clause::Kind;
use crate::rule::classes;

/// The domains, in reading order.
pub(super) fn domains(look: &Look<'_, '_, '_, '_>) -> Vec<Found> {
    let text = look.shaper.text;
    let (start, end) = text.title;
    if !look.slice(start, end).contains("ドメイン") {
        return Vec::new();
    }
    let lexed = &text.lexed;
    // 「aoba-fair.net」は…売買されていた
    let quotes = lexed.within(end, lexed.text().len() as u32).map(|t| lexed.tokens[t]).filter(|t| t.class == classes::QUOTED);
    let quotes = quotes.filter_map(|t| {
        const MARK: u32 = '「'.len_utf8() as u32;
        let inner = look.slice(t.start + MARK, t.end - MARK.min(t.end));
        is_domain(inner).then_some(Found { start: t.start + MARK, end: t.end - MARK, quoted: true })
    });
    let lines = text.lines.iter().filter(|l| l.start >= end && l.kind != Kind::Blank);
    let found = lines.filter_map(|l| {
        let words = look.slice(l.body, l.end);
        let len = words.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(words.len());
        let domain = is_domain(&words[..len]).then_some(Found { start: l.body, end: l.body + len as u32, quoted: true });
        domain.or_else(|| labelled(look, l.body, words))
    });
    let mut all: Vec<Found> = found.chain(quotes).collect();
    all.sort_by_key(|found| found.start);
    all
}

/// (2)青葉ポータル ドメイン:aoba-portal.jp, 旅行支援「青葉割」 ドメイン:…: what the domain was used for.
fn labelled(look: &Look<'_, '_, '_, '_>, start: u32, words: &str) -> Option<Found> {
    const LONGEST: usize = 40;
    let at = ["ドメイン:", "ドメイン名:"].iter().filter_map(|label| words.find(label)).min()?;
    let before = words[..at].trim_end();
    let (open, name) = match before.strip_suffix('」').and_then(|inner| inner.rfind('「').map(|at| (at, inner))) {
        Some((at, inner)) => (at + '「'.len_utf8(), &inner[at + '「'.len_utf8()..]),
        None => (0, before),
    };
    let start = start + open as u32;
    let named = (2..=LONGEST).contains(&name.chars().count()) && !look.has(look.words.document, start, start + name.len() as u32);
    named.then_some(Found { start, end: start + name.len() as u32, quoted: true })
}

/// aoba-wellness.net, but not 3.1 or v1.0
fn is_domain(words: &str) -> bool {
    let Some((name, last)) = words.rsplit_once('.') else { return false };
    name.len() >= 3
        && !name.starts_with('@')
        && (2..=6).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_lowercase())
        && name.bytes().any(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::is_domain;

    #[test]
    fn a_figure_is_no_domain() {
        assert!(is_domain("aoba-wellness.net") && is_domain("aoba.or.jp"));
        assert!(!is_domain("@aoba-mail.com"));
        assert!(!is_domain("3.1") && !is_domain("v1.0") && !is_domain("aoba") && !is_domain("Co."));
    }
}
