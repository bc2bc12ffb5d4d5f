//! Where the name of a system ends, and whether the words go on there.

use super::Look;
use crate::shape::name::{is_hiragana, is_name};
use crate::token::Token;

/// A note in brackets that belongs to the name: (旧サイト), (ディレクトリサーバー)
pub(super) fn note(look: &Look<'_, '_, '_, '_>, at: u32, end: u32) -> u32 {
    const LONGEST: usize = 14;
    let rest = look.slice(at, end);
    let inner = rest.strip_prefix('(').and_then(|r| r.split_once(')')).map(|(inner, _)| inner);
    let kept = inner.filter(|i| {
        i.chars().count() <= LONGEST
            && !i.contains('の')
            && ["サイト", "サーバー", "サーバ", "サービス", "システム"].iter().any(|w| i.ends_with(w))
            && !i.contains(['、', '以', '「'])
    });
    kept.map_or(at, |i| at + i.len() as u32 + 2)
}

/// システム担当, サイト内, システム障害: the word goes on, and is none.
pub(super) fn goes_on(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if is_name(c) && c != '・' => {
            let fits = [
                "等",
                "及び",
                "並びに",
                "または",
                "内",
                "上",
                "への",
                "会員",
                "利用者",
                "登録",
                "サーバ",
                "障害",
                "機能",
                "不正",
            ];
            !fits.iter().any(|w| rest.starts_with(w))
        }
        Some(c) => is_hiragana(c) && ["ご担当", "お客", "ください"].iter().any(|w| rest.starts_with(w)),
        None => false,
    }
}

/// The last of the words: no name is longer.
pub(super) fn tail(words: &str) -> &str {
    const LONGEST: usize = 240;
    &words[words.ceil_char_boundary(words.len().saturating_sub(LONGEST))..]
}

/// A name of Latin letters must not be the beginning of a longer one.
pub(super) fn goes_on_latin(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether the word stands in a quote, which is read by itself.
pub(super) fn inside_quote(look: &Look<'_, '_, '_, '_>, token: &Token, start: u32) -> bool {
    let before = tail(look.slice(start, token.start));
    before.matches('「').count() > before.matches('」').count() || before.matches('『').count() > before.matches('』').count()
}
