//! What sort of organisation it is.

use jikenbo_model::Code;

use super::Name;
use super::Shaper;
use crate::apply::Find;

/// The sector, by words in the name (the first rule of a page); else by what the organisation calls itself (当院, 本学) or
/// runs; a company if it has a company's form.
pub(super) fn sector(shaper: &Shaper<'_, '_, '_>, name: Option<&Name>) -> Option<(Code, Option<jikenbo_model::Span>)> {
    let tokens = shaper.text.tokens();
    let rank = |code: &str| SECTORS.iter().position(|s| *s == code).unwrap_or(SECTORS.len());
    let of = |f: &&Find| rank(&shaper.rule(f).code);
    let in_name = |f: &&Find| {
        let token = tokens[f.last()];
        // A city is one only at the end of a name: 青葉市, but not 青葉市民生協.
        let owner = shaper.text.lexed.slice(token.start, token.end).ends_with('立');
        let ends = |n: &Name| shaper.rule(f).code.as_str() != "local_government" || owner || token.end == n.end;
        shaper.rule(f).place == 0 && name.is_some_and(|n| n.start <= token.start && token.end <= n.end && ends(n))
    };
    let by_name = shaper.under("sector").filter(in_name).min_by_key(of);
    let in_text = || shaper.under("sector").filter(|f| shaper.rule(f).place > 0);
    // What the organisation calls itself tells more than whom it speaks of, but for those who hold money.
    let clue = |f: &&Find| shaper.rule(f).place > 1 && shaper.rule(f).code.as_str() != "financial";
    let by_text = || in_text().min_by_key(|f| (clue(f), of(f), f.last()));
    let shop = || in_text().find(|f| shaper.rule(f).code.as_str() == "retail");
    let calls_itself =
        || in_text().filter(|f| shaper.rule(f).place == 1 && !TRADE.contains(&shaper.rule(f).code.as_str())).min_by_key(of);
    let special = by_name.filter(|f| shaper.rule(f).code.as_str() != "company");
    let ending = name.and_then(|n| by_ending(shaper.text.lexed.slice(n.start, n.end)));
    // 青葉県立大: the school's, not the prefecture's.
    let vague = special.is_none_or(|f| shaper.rule(f).code.as_str() == "local_government");
    if let Some(code) = ending.filter(|_| vague) {
        return Some((code.into(), None));
    }
    let own_shop = || if by_name.is_none() { calls_itself() } else { None }.or_else(shop);
    match special.or_else(own_shop).or(by_name).or_else(by_text) {
        Some(find) => Some((shaper.rule(find).code.clone(), Some(shaper.span(find)))),
        // What is named and shows no other sector is nearly always a company.
        None => name.map(|_| ("company".into(), None)),
    }
}

/// The sectors whose organisations may have a shop.
const TRADE: [&str; 2] = ["company", "retail"];

/// What a short name ends with: 青葉県立大, 青葉市立みどり小, みどり庁
fn by_ending(name: &str) -> Option<&'static str> {
    let last = name.chars().next_back().filter(|_| name.chars().count() >= 3)?;
    match last {
        '大' => Some("university"),
        '小' | '中' | '高' if name.contains('立') => Some("school"),
        '庁' if ["県庁", "府庁", "都庁", "道庁", "教育庁"].iter().any(|w| name.ends_with(w)) => {
            Some("local_government")
        }
        '庁' | '省' => Some("government"),
        _ => None,
    }
}

/// Where a name or text shows two: the first of these.
const SECTORS: [&str; 10] = [
    "hospital",
    "university",
    "school",
    "financial",
    "government",
    "local_government",
    "nonprofit",
    "retail",
    "company",
    "other",
];
