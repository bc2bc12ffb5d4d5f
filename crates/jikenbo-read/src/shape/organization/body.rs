//! The organisation in the text: called 「当社」, or the owner of a site; and which of two bodies is meant.

use super::{Look, Name};
use crate::rule::Class;

/// 株式会社青葉堂(以下「当社」), 青葉会(本部:青葉市、以下、本会といいます), 当社(株式会社青葉堂)
pub(super) fn called(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    // No name before the bracket, and nothing in it, is longer, in bytes.
    const LONGEST: usize = 400;
    let own: Option<Class> = look.shaper.rules.names.get("organization_self");
    let all = look.text.lexed.text();
    all.match_indices("以下").find_map(|(at, _)| {
        let line = look.text.lines[look.text.line_at(at as u32)];
        let from = line.start.max(all.floor_char_boundary(at.saturating_sub(LONGEST)) as u32);
        let to = line.end.min(all.floor_char_boundary(at + LONGEST) as u32);
        let before = look.slice(from, at as u32);
        let open = from + before.rfind('(').filter(|o| !before[*o..].contains(')'))? as u32;
        let rest = look.slice(open, to);
        let close = open + rest.find(')').unwrap_or(rest.len()) as u32;
        let said = look.text.lexed.within(at as u32, close).any(|t| Some(look.text.tokens()[t].class) == own);
        if !said {
            return None;
        }
        let inner = look.slice(at as u32, close);
        let group = inner.contains("グループ") || inner.contains("当社ら");
        let known = look.names(from, open).into_iter().rev().find(|n| n.end == open);
        let name = known.or_else(|| plain_before(look, from, open))?;
        Some(if group { first_of_group(look, from, name) } else { with_parent(look, from, name) })
    })
}

/// A noun of no known form that ends at `end`, if it can be a name.
fn plain_before(look: &Look<'_, '_, '_, '_>, start: u32, end: u32) -> Option<Name> {
    let before = look.slice(start, end);
    let start = end - crate::shape::name::noun::noun_before(before) as u32;
    look.plain.name(&look.text.lexed, start, end).then_some(Name { start, end, legal: false })
}

/// 医療法人青葉会 青葉病院(以下「当院」): the name begins with the one beside it.
fn with_parent(look: &Look<'_, '_, '_, '_>, start: u32, name: Name) -> Name {
    let before = look.names(start, name.start).pop();
    match before.filter(|b| look.slice(b.end, name.start) == " " && b.legal) {
        Some(parent) => Name { start: parent.start, ..name },
        None => name,
    }
}

/// A、B及びC(以下「当グループ」): the first named.
fn first_of_group(look: &Look<'_, '_, '_, '_>, start: u32, last: Name) -> Name {
    let mut name = last;
    for n in look.names(start, last.end).iter().rev().skip(1) {
        if !matches!(look.slice(n.end, name.start), "、" | "及び" | "および" | "・" | "並びに" | "と") {
            break;
        }
        name = *n;
    }
    name
}

/// 青葉協会公式サイトの改ざん…: whose site it is, where the text speaks as its owner.
pub(super) fn own_site(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let end = look.text.lexed.text().len() as u32;
    let all = look.names(look.title.1.min(end), end);
    let mine = ["公式", "ホームページ", "ウェブサイト", "Webサイト", "WEBサイト", "サイト", "と委託契約", "会員様", "会員の"];
    let owner = |n: &&Name| mine.iter().any(|w| look.slice(n.end, end).starts_with(w)) && !look.works_for_us(n);
    all.iter().take(super::MOST).find(owner).copied()
}

/// 株式会社青葉堂では、…しております: the only name with a legal form, where the text that speaks as 弊社 uses it as its own.
pub(super) fn only_name(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let own = look.shaper.rules.names.get("organization_self");
    if !look.text.tokens().iter().any(|t| Some(t.class) == own) {
        return None;
    }
    let end = look.text.lexed.text().len() as u32;
    let all = look.names(look.title.1.min(end), end);
    let legal: Vec<&Name> = all.iter().filter(|n| n.legal).take(super::MOST).collect();
    let first = **legal.first()?;
    let alone = legal.iter().all(|n| look.words(n) == look.words(&first));
    let acts = |n: &&&Name| ["では", "は", "としまして"].iter().any(|p| look.slice(n.end, end).starts_with(p));
    let acting = legal.iter().find(acts)?;
    (alone && !look.works_for_us(&first)).then_some(**acting)
}

/// A hospital or school that the first sentences place the incident in, where the name found is the city's or board's that runs it:
/// 青葉市教育委員会は…市立緑中学校で….
pub(super) fn unit(look: &Look<'_, '_, '_, '_>, rule: &str, name: Name) -> Name {
    let runs = ["市", "町", "村", "県", "府", "都", "区", "教育委員会", "教委", "公社", "企業団", "機構"];
    if rule == "organization/headline" || !runs.iter().any(|w| look.words(&name).ends_with(w)) {
        return name;
    }
    let is_unit = |n: &&Name| {
        // 図書館などと連携して小中学校を: none by name.
        let several = ["など", "して", "する"].iter().any(|w| look.words(n).contains(w));
        let sort = ["病院", "医療センター", "学校", "高校", "診療所"].iter().any(|w| look.words(n).ends_with(w))
            || n.legal && look.words(n).ends_with("センター")
            || look.words(n).contains('立') && look.words(n).ends_with(['小', '中', '高']);
        sort && !several
    };
    let sentences = look.text.sentences.iter().filter(|s| s.start >= look.title.1).take(6);
    let names = sentences.flat_map(|s| look.names(s.start, s.end).into_iter().map(move |n| (n, s.end)));
    // 青葉病院にある保育室: only where it stands.
    let placed = |n: &Name, end: u32| {
        let after = super::report::behind_brackets(look.slice(n.end, end));
        !after.starts_with("にある")
            && ["で", "において", "の", "に", "が", "1年", "2年", "3年", "4年", "5年", "6年", "内"]
                .iter()
                .any(|p| after.starts_with(p))
    };
    // 市内の市立小学校, この小学校: none is named; 県立高校と県立農林校: none alone.
    let some = |n: &Name| {
        let vague = ["市内", "町内", "村内", "県内", "区内", "府内", "都内", "この", "その"];
        let sorts = ["幼稚園", "保育園", "保育所", "小学校", "中学校", "高校", "高等学校", "学校", "病院", "診療所"];
        let all_sorts = look.words(n).split('・').all(|part| sorts.contains(&part));
        all_sorts || vague.iter().any(|w| look.words(n).starts_with(w)) || look.joined_before(n)
    };
    names
        .filter(|(n, end)| is_unit(&n) && !some(n) && !look.works_for_us(n) && n.start != name.start && placed(n, *end))
        .map(|(n, _)| n)
        .next()
        .unwrap_or(name)
}
