//! Whose page it is: the lines below the text that the page's title, head or foot gave.

use super::{Look, Name};
use crate::clause::Line;

/// What follows the owner in the name of a site: 青葉市公式ホームページ
const SITES: [&str; 20] = [
    "公式ホームページ",
    "公式ウェブサイト",
    "公式Webサイト",
    "公式WEBサイト",
    "公式サイト",
    "オフィシャルサイト",
    "コーポレートサイト",
    "オフィシャルウェブサイト",
    "企業サイト",
    "企業情報サイト",
    "ホームページ",
    "ウェブサイト",
    "Webサイト",
    "WEBサイト",
    "公式HP",
    "HP",
    "サイト",
    "公式オンラインショップ",
    "オンラインショップ",
    "オンラインストア",
];

/// The owner of the page, where a text that is its own does not name it: the first name of a known form, or else a noun.
pub(super) fn owner(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let lines = || look.text.lines.iter().filter(|l| l.start >= look.text.site && l.start < l.end);
    // A newspaper's page tells of others.
    if lines().next().is_none() || super::super::event::reported(look.shaper) {
        return None;
    }
    // みさき博物館, run by the foundation that the foot names; but the firm at the foot of みさきストア.
    let known = lines().find_map(|l| look.names(l.start, l.end).first().copied());
    known.or_else(|| lines().find_map(|l| noun(look, l)))
}

/// カナデ設計, はなや公式サイト
fn noun(look: &Look<'_, '_, '_, '_>, line: &Line) -> Option<Name> {
    let words = look.slice(line.start, line.end);
    let bare = SITES.iter().find_map(|site| words.strip_suffix(site)).unwrap_or(words).trim_end();
    let name = Name { start: line.start, end: line.start + bare.len() as u32, legal: false };
    look.plain.name(&look.text.lexed, name.start, name.end).then_some(name)
}
