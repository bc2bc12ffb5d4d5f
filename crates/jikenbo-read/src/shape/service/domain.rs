//! Domains that fell into other hands: where the headline speaks of a domain, those that stand at the head of a line.

use super::{Found, Look};
use crate::clause::Kind;

/// The domains, in reading order.
pub(super) fn domains(look: &Look<'_, '_, '_, '_>) -> Vec<Found> {
    let text = look.shaper.text;
    let (start, end) = text.title;
    if !look.slice(start, end).contains("ドメイン") {
        return Vec::new();
    }
    let lines = text.lines.iter().filter(|l| l.start >= end && l.kind != Kind::Blank);
    let found = lines.filter_map(|l| {
        let words = look.slice(l.body, l.end);
        let len = words.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(words.len());
        is_domain(&words[..len]).then_some(Found { start: l.body, end: l.body + len as u32, quoted: true })
    });
    found.collect()
}

/// aoba-wellness.net, but not 3.1 or v1.0
fn is_domain(words: &str) -> bool {
    let Some((name, last)) = words.rsplit_once('.') else { return false };
    name.len() >= 3
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
        assert!(!is_domain("3.1") && !is_domain("v1.0") && !is_domain("aoba") && !is_domain("Co."));
    }
}
