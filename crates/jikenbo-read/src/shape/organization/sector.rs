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
        let code = shaper.rule(f).code.as_str();
        let ends = |n: &Name| code != "local_government" || owner || token.end == n.end;
        // 株式会社みどり協会
        let firm = |n: &Name| FIRMS.iter().any(|w| shaper.text.lexed.slice(n.start, n.end).contains(w));
        if PUBLIC.contains(&code) && name.is_some_and(firm) {
            return false;
        }
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
    // 振興会, 協会: also what the state founded is called so.
    let open = special.is_none_or(|f| shaper.rule(f).code.as_str() == "nonprofit");
    let in_full = if open { name.and_then(|n| full(shaper, n)) } else { None };
    let by_full = in_full.and_then(|n| {
        let told = |f: &&Find| {
            let token = tokens[f.last()];
            let code = shaper.rule(f).code.as_str();
            // 株式会社みどり協会 is a company; 株式会社みどり may be more than that.
            let known = FORMS.contains(&code) || code == "company" && special.is_some();
            let form = token.end <= n.start + LONGEST_FORM && known;
            shaper.rule(f).place == 0 && n.start <= token.start && form
        };
        shaper.under("sector").filter(told).min_by_key(of)
    });
    let special = by_full.or(special);
    // みどり支援局 西部事務所: also by the body that the office is of.
    let firm = |n: &Name| FIRMS.iter().any(|w| shaper.text.lexed.slice(n.start, n.end).contains(w));
    let ending = name.filter(|n| !firm(n)).and_then(|n| {
        let words = shaper.text.lexed.slice(n.start, n.end);
        by_ending(words).or_else(|| words.split_once(' ').and_then(|(body, _)| by_ending(body)))
    });
    // 青葉県立大: the school's, not the prefecture's.
    let vague = special.is_none_or(|f| shaper.rule(f).code.as_str() == "local_government" || ending == Some("local_government"));
    if let Some(code) = ending.filter(|_| vague) {
        return Some((code.into(), None));
    }
    let own_shop = || if by_name.is_none() { calls_itself() } else { None }.or_else(shop);
    // A company that speaks of its insurance contracts or loans sells them.
    let contract = || in_text().find(|f| !clue(f) && shaper.rule(f).code.as_str() == "financial" && shaper.rule(f).place > 1);
    if by_name.is_none() && name.is_some_and(|n| public(shaper, n)) {
        return Some(("local_government".into(), None));
    }
    match special.or_else(contract).or_else(own_shop).or(by_name).or_else(by_text) {
        Some(find) => Some((shaper.rule(find).code.clone(), Some(shaper.span(find)))),
        // What is named and shows no other sector is nearly always a company.
        None => name.map(|_| ("company".into(), None)),
    }
}

/// 青葉県みなとセンター, 県みなとセンター: what bears the name of a city or prefecture before it, and ends as a public place does.
fn public(shaper: &Shaper<'_, '_, '_>, name: &Name) -> bool {
    const FOUNDED: [&str; 7] = ["県立", "市立", "町立", "村立", "区立", "都立", "府立"];
    const PLACES: [&str; 12] =
        ["センター", "館", "公園", "プラザ", "ホール", "植物園", "動物園", "キャンプ場", "競技場", "庁舎", "の家", "施設"];
    const OWNERS: [&str; 10] = ["県", "市", "町", "村", "区", "府", "都", "立", "県の", "市の"];
    const MOST: usize = 8;
    let lexed = &shaper.text.lexed;
    let words = lexed.slice(name.start, name.end);
    let begins = words.char_indices().skip(1).take(5).any(|(_, c)| matches!(c, '県' | '市' | '町' | '村' | '区' | '府' | '都'));
    let mut said = lexed.text().match_indices(words).take(MOST).map(|(at, _)| &lexed.text()[..at]);
    PLACES.iter().any(|w| words.ends_with(w))
        && (begins
            || FOUNDED.iter().any(|w| words.starts_with(w))
            || said.any(|before| OWNERS.iter().any(|w| before.ends_with(w))))
}

/// The forms of companies, and what no company is whatever its name says.
const FIRMS: [&str; 5] = ["株式会社", "有限会社", "合同会社", "(株)", "(有)"];
const PUBLIC: [&str; 3] = ["nonprofit", "government", "local_government"];

/// No legal form is longer, in bytes.
const LONGEST_FORM: u32 = 45;

/// The sectors that a legal form tells of.
const FORMS: [&str; 5] = ["government", "nonprofit", "school", "university", "hospital"];

/// The name as the text has it elsewhere with its legal form: みどり振興会 … 独立行政法人みどり振興会
fn full(shaper: &Shaper<'_, '_, '_>, name: &Name) -> Option<Name> {
    const MOST: usize = 8;
    let lexed = &shaper.text.lexed;
    let words = lexed.slice(name.start, name.end);
    if name.legal || words.chars().count() < 3 {
        return None;
    }
    let all = lexed.text().match_indices(words).take(MOST).map(|(at, _)| (at as u32, (at + words.len()) as u32));
    let forms = super::Forms::new(shaper.rules);
    all.filter(|(start, _)| *start != name.start).find_map(|(start, end)| {
        let from = shaper.text.lines[shaper.text.line_at(start)].start.max(start.saturating_sub(LONGEST_FORM));
        let from = lexed.text().ceil_char_boundary(from as usize) as u32;
        super::names(lexed, forms, from, end).pop().filter(|n| n.legal && n.end == end && n.start < start)
    })
}

/// The sectors whose organisations may have a shop.
const TRADE: [&str; 2] = ["company", "retail"];

/// Endings that tell even where no word is seen: a number hides it (百十銀行), an authority's name does (青葉県教育委員会), or
/// blanks do (青 葉 大 学).
const ENDINGS: [(&str, &str); 30] = [
    ("銀行", "financial"),
    ("信用金庫", "financial"),
    ("信用組合", "financial"),
    ("信用保証協会", "financial"),
    ("教育委員会", "local_government"),
    ("東京消防庁", "local_government"),
    ("警視庁", "local_government"),
    ("県警", "local_government"),
    ("府警", "local_government"),
    ("道警", "local_government"),
    ("県警察", "local_government"),
    ("府警察", "local_government"),
    ("警察本部", "local_government"),
    ("警察署", "local_government"),
    ("消防本部", "local_government"),
    ("水道局", "local_government"),
    ("水道センター", "local_government"),
    ("大学", "university"),
    ("病院", "hospital"),
    ("医療センター", "hospital"),
    ("高等学校", "school"),
    ("中学校", "school"),
    ("機構", "government"),
    ("公民館", "local_government"),
    ("支援局", "government"),
    ("整備局", "government"),
    ("監督署", "government"),
    ("地方法務局", "government"),
    ("検疫所", "government"),
    ("自衛隊", "government"),
];

/// What a short name ends with: 青葉県立大, 青葉市立みどり小, みどり庁
fn by_ending(name: &str) -> Option<&'static str> {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let last = name.chars().next_back().filter(|_| name.chars().count() >= 3)?;
    if let Some((_, code)) = ENDINGS.iter().find(|(word, _)| name.ends_with(word)) {
        return Some(code);
    }
    match last {
        '大' => Some("university"),
        '課' => Some("local_government"),
        '小' | '中' | '高' if name.contains('立') => Some("school"),
        '庁' if ["県庁", "府庁", "都庁", "道庁", "教育庁"].iter().any(|w| name.ends_with(w)) => {
            Some("local_government")
        }
        '庁' | '省' => Some("government"),
        // 作業療法士会, 同窓会, but not 商会, 委員会, 市議会
        '会' if !["商会", "委員会", "議会", "審議会"].iter().any(|w| name.ends_with(w)) => Some("nonprofit"),
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
