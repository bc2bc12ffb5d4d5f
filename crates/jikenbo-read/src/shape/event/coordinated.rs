//! Dates that share a predicate: 2月7日と3月16-17日に攻撃の記録.

use super::date_of;
use crate::apply::Find;
use crate::letter::is_noun;
use crate::shape::Shaper;
use crate::sought::past;

/// A date, and the dates that share its predicate: 2月7日と3月16-17日に攻撃の記録; 7日には会員から、8日にはカード会社から、報告を受け.
pub(super) fn coordinated(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Vec<usize> {
    // Dates that share a predicate stand near each other, and are few.
    const FAR: usize = 256;
    const MANY: usize = 32;
    let Some(date) = date_of(shaper, find) else { return Vec::new() };
    let tokens = shaper.text.tokens();
    let shared = matches!(
        shaper.rule(find).code.as_str(),
        "discovery" | "authority_report" | "recovery" | "containment" | "individual_notice" | "publication"
    ) && shaper.text.clause_of[find.last()] == shaper.text.clause_of[date];
    let mut all = vec![date];
    let mut right = date;
    for left in shaper.text.whens(date.saturating_sub(FAR)..date).rev() {
        if all.len() >= MANY {
            break;
        }
        let between = shaper.text.lexed.slice(tokens[left].end.min(tokens[right].start), tokens[right].start);
        // 2024年9月12日 ⏎ ・9月2日: the mark of an item is no "and".
        let marked = between.contains('\n') && between.contains('・');
        let joint = past(past(between.trim(), "付け").trim_start_matches('付'), "の第1報");
        let joined = ["と", "・", "及び", "および", "並びに", "、及び", "と、"].contains(&joint) && !marked
            || ["、", ","].contains(&joint) && in_order(shaper, left, right);
        if !(joined || shared && parallel(shaper, left, right, between)) {
            break;
        }
        all.push(left);
        right = left;
    }
    all.reverse();
    // 「あったのは7日と13日」: the predicate stands before its dates.
    let mut left = date;
    let to = if find.last() == date { tokens.len().min(date + FAR) } else { date };
    for right in shaper.text.whens(date + 1..to) {
        let between = shaper.text.lexed.slice(tokens[left].end.min(tokens[right].start), tokens[right].start);
        if !["と", "及び", "および", "並びに", "、", ","].contains(&between.trim()) {
            break;
        }
        all.push(right);
        left = right;
    }
    all
}

/// Whether two dates may be entries of a list: they are days, or months, in order. In 3月31日、2月末に起きた事案の… they are not.
fn in_order(shaper: &Shaper<'_, '_, '_>, left: usize, right: usize) -> bool {
    let start = |n: usize| shaper.text.tokens()[n].form.and_then(|f| shaper.calendar.when(f).start);
    start(left).zip(start(right)).is_none_or(|(left, right)| left.precision() == right.precision() && left <= right)
}

/// Whether what a date tells waits for the predicate of the next date: 7日には会員から、8日には…
fn parallel(shaper: &Shaper<'_, '_, '_>, left: usize, right: usize, whole: &str) -> bool {
    const CASES: [&str; 3] = ["から、", "より、", "を、"];
    const FAR: usize = 600;
    // 2日に概要を、20日に途中の報告を、また8月4日から詳細を…お知らせした
    const ADDS: [&str; 6] = ["また", "さらに", "そして", "次いで", "続いて", "その後"];
    let between =
        ADDS.iter().find_map(|w| whole.trim_end_matches('、').strip_suffix(w)).filter(|w| w.ends_with('、')).unwrap_or(whole);
    let clause = between.len() <= FAR && shaper.text.clause_of[left] == shaper.text.clause_of[right];
    if !clause {
        return false;
    }
    // 57名の方には24日にお電話で、それ以外の方には29日にメールで説明した: both by the one verb.
    const MEANS: [&str; 9] =
        ["電話で、", "電話にて、", "メールで、", "メールにて、", "書面で、", "文書で、", "郵送で、", "口頭で、", "訪問で、"];
    let by = MEANS.iter().find_map(|w| between.split_once(w)).filter(|(how, _)| matches!(*how, "に" | "にお" | "に直接"));
    let whom =
        |rest: &str| rest.is_empty() || rest.chars().count() <= 20 && ["には", "へは", "は"].iter().any(|w| rest.ends_with(w));
    if by.is_some_and(|(_, rest)| whom(rest)) {
        return true;
    }
    if listed(between) || each_its_own(shaper, left, between) {
        return true;
    }
    !between.ends_with("により、")
        && between.starts_with('に')
        && between.chars().count() <= 40
        && CASES.iter().any(|c| between.ends_with(c))
}

/// Whether each of two days is that of a thing of its own, both of one verb: 本社工場は*6月19日、栃木工場は*6月26日に再開.
fn each_its_own(shaper: &Shaper<'_, '_, '_>, left: usize, between: &str) -> bool {
    const LONGEST: usize = 20;
    let head = shaper.text.lexed.text()[..shaper.text.tokens()[left].start as usize].ends_with(['は', 'が']);
    let between = between.strip_prefix("まで").unwrap_or(between);
    let thing = between.strip_prefix('に').unwrap_or(between).strip_prefix('、').and_then(|w| w.strip_suffix(['は', 'が']));
    let noun = |c: char| is_noun(c) || matches!(c, '・' | 'の') || c.is_ascii_digit();
    head && thing.is_some_and(|w| !w.is_empty() && w.chars().count() <= LONGEST && w.chars().all(noun))
}

/// Whether words between two dates only name with what each of them goes: 14日に2工場、27日に…, 12月30日に、四国運輸局には….
fn listed(between: &str) -> bool {
    const LONGEST: usize = 20;
    let noun = |c: char| matches!(c, '一'..='龠' | '々' | 'ァ'..='ヴ' | 'ー' | '・' | '(' | ')') || c.is_ascii_alphanumeric();
    let after = between.strip_prefix('に').and_then(|w| w.strip_suffix('、'));
    let before = between.strip_prefix('に').unwrap_or(between).strip_prefix('、');
    let before = before.and_then(|w| ["には", "へは", "に", "へ"].iter().find_map(|e| w.strip_suffix(e)));
    after.or(before).is_some_and(|w| !w.is_empty() && w.chars().count() <= LONGEST && w.chars().all(noun))
}
