//! A name that a report introduces with its short form: 青葉旅客鉄道(JR青葉)が…

use super::super::{Look, Name};
use super::{COMMON, MOST};
use crate::letter::in_order;
use crate::shape::name::noun::noun_before;

/// What bears a short form too, and is no organisation.
const THINGS: [&str; 16] =
    ["認証", "制度", "機能", "計画", "攻撃", "規格", "条約", "法", "条例", "方式", "技術", "対策", "保険", "試験", "権", "大臣"];

/// 青葉旅客鉄道(JR青葉)が, 緑川放送(MGTV)は, 青葉新交通(通称・あおばライナー)の: in a report, a noun of no known form before the short form
/// in brackets.
pub(in crate::shape::organization) fn abbreviated(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    if !crate::shape::event::impersonal(look.shaper) {
        return None;
    }
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        words.match_indices('(').take(MOST).find_map(|(at, open)| {
            let (inner, after) = words[at + open.len()..].split_once(')')?;
            let end = s.start + at as u32;
            let plain = || Name { start: end - noun_before(&words[..at]) as u32, end, legal: false };
            let name = look.names(s.start, end).pop().filter(|n| n.end == end).unwrap_or_else(plain);
            let said = look.words(&name);
            let topic = after.starts_with(['は', 'が', 'の', 'で', 'に', 'を']) || after.starts_with("から");
            let short = inner.split(['、', ',']).any(|part| is_short(part.trim(), said));
            let proper = said.chars().count() >= 4 && !THINGS.iter().any(|w| said.ends_with(w)) && !COMMON.contains(&said);
            let sure = topic && short && proper && (name.legal || look.plain.surely(&look.text.lexed, name.start, name.end));
            (sure && !look.works_for_us(&name)).then_some(name)
        })
    })
}

/// Whether the words are a short form of the name: capitals, letters of it in their order, or said to be one.
fn is_short(part: &str, name: &str) -> bool {
    if ["通称", "略称", "愛称"].iter().any(|w| part.starts_with(w)) {
        return true;
    }
    let part = part.trim_start_matches("以下").trim_matches(['「', '」']);
    let capitals = part.len() - part.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let (head, rest) = part.split_at(capitals);
    match rest {
        "" => (2..=8).contains(&head.len()),
        rest => {
            let letters = rest.chars().count();
            (2..name.chars().count()).contains(&letters) && in_order(rest, name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_short;

    #[test]
    fn a_short_form_has_letters_of_the_name() {
        assert!(is_short("JR青葉", "青葉旅客鉄道") && is_short("MGTV", "緑川放送") && is_short("通称・ライナー", "青葉新交通"));
        assert!(!is_short("青葉市", "緑川放送") && !is_short("14日", "緑川放送") && !is_short("青葉旅客鉄道", "青葉旅客鉄道"));
    }
}
