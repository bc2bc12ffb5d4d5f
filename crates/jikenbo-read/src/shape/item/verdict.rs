//! What the sentence says of the items that stand in it: 〜は含まれておりません, 〜が漏えい, 〜を除く.

use super::super::has;
use super::Context;
use super::behind::{SAME, but, carrier, is_container, is_kept_apart, is_kept_by_another, is_out_of_use, rest_of_list, tail};
use super::run::Run;
use crate::clause::Clause;
use crate::rule::Class;
use crate::shape::Shaper;

/// What a sentence says of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Affected,
    Excluded,
    /// Something else is said of them: their misuse is denied, they were changed.
    Silent,
    /// All but the last are excluded: 「氏名、パスワードなど、メールアドレス以外は含まれていない」.
    Others,
    /// Nothing is said: where they stand must tell.
    Open,
}

/// What makes the items the topic of all that follows in the sentence.
const TOPIC: &[&str] = &["は", "も", "について", "に関して", "に至って"];

/// What says by itself that the items are not among the data.
const EXCEPT: &[&str] = &[
    "を除く",
    "を除い",
    "を除き",
    "は除く",
    "は除き",
    "は除い",
    "以外",
    "は対象外",
    "は含まず",
    "を含まない",
    "を含まず",
    "は含まない",
    "はない",
    "はなし",
    "はありません",
    "は一切ありません",
    "は一切ない",
    "は全くありません",
    "は全くない",
];

/// What ends a sentence that names the items: 情報は氏名、住所などで、…
const COPULA: &[&str] = &["で、", "であり、", "でして、", "でございまして、", "となっており、", "となり、"];

/// The most clauses of a sentence that are looked at.
const MOST: usize = 40;

/// What the text says of the items of a list: affected, excluded, or nothing that makes a fact.
pub(super) fn verdict(shaper: &Shaper<'_, '_, '_>, context: &Context, run: &Run<'_>) -> Verdict {
    let text = shaper.text;
    let last = run.finds.last().map_or(0, |f| f.last());
    let mut sentence = shaper.around(last, run.start, run.end);
    sentence.end = sentence.end.min(run.limit);
    if asks(text.lexed.slice(run.end, sentence.end.max(run.end))) {
        return Verdict::Silent;
    }
    if is_asked_for(shaper.text.lexed.slice(run.end, sentence.end.max(run.end))) {
        return Verdict::Silent;
    }
    let from = outside(shaper, run, sentence.end);
    // 「電子メールが不正に閲覧」: the item's own words say it.
    let own = text.tokens()[last].start;
    let told = has(shaper, context.leak, own, run.end) || has(shaper, context.inclusion, own, run.end);
    let from = if told { own } else { from };
    let behind = text.lexed.slice(from, sentence.end.max(from));
    let after = tail(behind);
    // 「内容は氏名、住所などで、カード番号は含まれない」: nothing behind speaks of them.
    if COPULA.iter().any(|w| after.starts_with(w)) {
        return Verdict::Open;
    }
    if is_container(after) {
        return Verdict::Silent;
    }
    let carried = carrier(after);
    let skipped = carried.or_else(|| rest_of_list(after)).map(|n| tail(&after[n..]));
    let from = skipped.map_or(from, |rest| from + (behind.len() - rest.len()) as u32);
    let after = skipped.unwrap_or(after);
    // 「知人の住所を友人に伝えた」
    let near = &after[..after.floor_char_boundary(60.min(after.len()))];
    let passed_on = ["伝えた", "伝えて", "伝え、", "教えた", "教えて", "教え、", "漏らし", "話した", "口外"];
    if after.starts_with('を') && passed_on.iter().any(|w| near.contains(w)) && !near.contains('お') {
        return Verdict::Affected;
    }
    if EXCEPT.iter().any(|w| after.starts_with(w)) {
        return except(shaper, context, run, (from, sentence.end), after);
    }
    // 「住所や電話番号はなかった。」
    if run.size > 1 && after.starts_with("はなかった") {
        return Verdict::Excluded;
    }
    // 「お代は店頭でいただきますので、カード番号もございません」
    if ["もない", "もなく", "もありません", "もなし"].iter().any(|w| after.starts_with(w)) {
        return Verdict::Excluded;
    }
    // 「漏えいした情報はメールアドレスのみです」
    let only = ["のみ", "だけ", "に限"].iter().any(|w| after.starts_with(w));
    if only && has(shaper, context.leak, sentence.start, run.start) {
        return Verdict::Affected;
    }
    let topic = TOPIC.iter().any(|w| after.starts_with(w)) || carried.is_some();
    let here = text.clause(last).sentence;
    // Items in brackets of their own begin with the clause in the brackets.
    let inside = from <= run.end && text.lexed.slice(text.clause(last).start.saturating_sub(1), text.clause(last).start) == "(";
    let first = if inside {
        text.clause_of[last] as usize
    } else {
        text.clauses.partition_point(|c| c.sentence < here || c.sentence == here && c.end <= sentence.start)
    };
    let clauses = text.clauses.iter().enumerate().skip(first).take(MOST).take_while(|(_, c)| c.sentence == here);
    let clauses = clauses.filter(|(_, c)| c.end > from && !in_brackets(shaper, c, from));
    // 「名義人の名前は入力をお願いしておりませんので、含まれておりません」: the first clause only leads to the second.
    let mut silent = false;
    for (k, (n, clause)) in clauses.take(4).enumerate() {
        let start = clause.start.max(from);
        if k > 0 && (!topic || new_topic(text.lexed.slice(clause.start, clause.end))) {
            break;
        }
        let stop = clause.end.min(sentence.end);
        let words = text.lexed.slice(start, stop);
        let end = but(words).filter(|_| k == 0).map_or(stop, |at| start + at as u32);
        match clause_says(shaper, context, n as u32, start, end, topic) {
            Verdict::Open if k == 0 && !topic => return Verdict::Open,
            Verdict::Open => {}
            Verdict::Silent if carried.is_some() => return Verdict::Excluded,
            Verdict::Silent if k > 0 => return if silent { Verdict::Silent } else { Verdict::Open },
            Verdict::Silent if topic => silent = true,
            Verdict::Affected if silent => break,
            said => return said,
        }
    }
    if silent { Verdict::Silent } else { Verdict::Open }
}

/// 「Q 住所や電話番号も見えたのですか。」: what is asked is not said.
fn asks(after: &str) -> bool {
    let after = after.trim_end_matches(['。', '?', '」', ')', '\n', ' ']);
    ["ですか", "ますか", "でしょうか", "ませんか", "でしたか", "ましたか"].iter().any(|w| after.ends_with(w))
}

/// 「カード番号や暗証番号の入力をお願いすることは一切ございません」 「カード番号等の入力を促す偽のサイト」: what nobody asks for, and what a false page does.
fn is_asked_for(behind: &str) -> bool {
    const NEAR: usize = 120;
    const ASK: [&str; 9] =
        ["入力をお願い", "入力を求め", "入力を要求", "入力を依頼", "お尋ね", "お伺い", "お聞き", "聞き出", "を求める"];
    const LURE: [&str; 6] =
        ["の入力を促す", "の入力を求める", "の入力を要求する", "を入力させる", "の入力を誘導", "を入力するよう促す"];
    let near = &behind[..behind.floor_char_boundary(NEAR.min(behind.len()))];
    let near = near.split(['。', '\n']).next().unwrap_or("");
    let never = ["ことは", "ことも", "ことはあ"].iter().filter_map(|w| near.find(w)).min();
    let never = never.is_some_and(|at| {
        let denied = ["ない", "ません", "ございま"].iter().any(|w| near[at..].contains(w)) || near.len() + 6 > NEAR;
        denied && ASK.iter().any(|w| near[..at].contains(w))
    });
    let lead = near.trim_start_matches("等").trim_start_matches("など").trim_start_matches("の情報");
    never || LURE.iter().any(|w| lead.starts_with(w))
}

/// 「カード情報を除く」 「カード情報以外の」 「カード番号の欄はありません」: excluded, unless the rest is denied.
fn except(shaper: &Shaper<'_, '_, '_>, context: &Context, run: &Run<'_>, (from, end): (u32, u32), after: &str) -> Verdict {
    let behind = shaper.text.lexed.slice(from, end.max(from));
    let denied = has(shaper, context.negation, from, end);
    if after.starts_with("以外") && denied {
        // 「氏名、住所以外の情報は漏えいしておりません」: these leaked, unless the others are rounded off (氏名など、).
        let apart = last_gap(shaper, run);
        let rounded = apart.contains("など") || apart.contains('等') || run.size == 1 || is_rounded(shaper, run);
        return if rounded { Verdict::Others } else { Verdict::Affected };
    }
    let none = ["はない", "はなし", "はありません", "は一切", "は全く"].iter().any(|w| after.starts_with(w));
    let field = ["の欄", "の記載", "に関する欄"].iter().any(|w| behind.starts_with(w));
    let held = [context.leak, context.held, context.inclusion].into_iter().any(|c| has(shaper, c, from, end));
    // 「氏名(住所や電話番号はありません)」
    let aside = run.size > 1 || shaper.text.lexed.slice(run.start.saturating_sub(1), run.start) == "(";
    if none && !field && !held && !aside { Verdict::Silent } else { Verdict::Excluded }
}

/// Whether the last item but one is rounded off itself: メールアドレス等のカード情報以外.
fn is_rounded(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    let Some(other) = run.finds.iter().rev().nth(1) else { return false };
    let token = shaper.text.tokens()[other.last()];
    let said = shaper.text.lexed.slice(token.start, token.end);
    (said.ends_with('等') || said.ends_with("など")) && last_gap(shaper, run) == "の"
}

/// The words between the last two items.
fn last_gap<'t>(shaper: &'t Shaper<'_, '_, '_>, run: &Run<'_>) -> &'t str {
    let token = |n: usize| run.finds.iter().rev().nth(n).map(|f| shaper.text.tokens()[f.last()]);
    let (Some(last), Some(other)) = (token(0), token(1)) else { return "" };
    shaper.text.lexed.slice(other.end.min(last.start), last.start)
}

/// What is said of data that is kept elsewhere: カード情報は決済会社が管理しており.
const KEPT: [char; 8] = ['保', '管', '取', '預', 'お', '置', '扱', '対'];

/// Whether only a part of an item is hidden: 口座番号の下3桁は伏せ字, メールアドレス(一部を伏せ字で表示)
fn in_part(words: &str) -> bool {
    ["一部", "桁", "先頭", "末尾"].iter().any(|w| words.contains(w)) && words.contains("伏せ字") && !words.contains("を除")
}

/// What one clause says of the items before it.
fn clause_says(shaper: &Shaper<'_, '_, '_>, context: &Context, clause: u32, start: u32, end: u32, topic: bool) -> Verdict {
    if has(shaper, context.absent, start, end) && !in_part(shaper.text.lexed.slice(start, end))
        || topic && is_kept_apart(shaper.text.lexed.slice(start, end))
    {
        return Verdict::Excluded;
    }
    if is_out_of_use(shaper.text.lexed.slice(start, end)) {
        return Verdict::Silent;
    }
    let of = |class: Option<Class>, token: usize| Some(shaper.text.tokens()[token].class) == class;
    let (mut leak, mut held, mut told_of, mut negated) = (None, None, false, None);
    for token in shaper.text.lexed.within(start, end).filter(|t| shaper.text.clause_of[*t] == clause) {
        let at = shaper.text.tokens()[token].start;
        if of(context.leak, token) && !shaper.text.lexed.slice(at, end).starts_with("暗号化") {
            leak = Some(at);
        } else if of(context.held, token) || of(context.inclusion, token) {
            held = Some(at);
            let words = || shaper.text.lexed.slice(at, end);
            let kept = || is_kept_by_another(shaper.text.lexed.slice(start, at)) || words().starts_with(KEPT);
            told_of |= of(context.inclusion, token) && !(topic && kept());
        } else if of(context.negation, token) {
            negated = Some(at);
        }
    }
    let told = leak.max(held);
    // 「パスワードの漏えいによるものではありません」 denies a cause, 「カード情報を保持しない方式に」 tells what was changed.
    let elsewhere = || {
        let words = shaper.text.lexed.slice(start, end);
        words.contains("によるものでは") || words.contains("により発生したものでは")
    };
    // 「口座番号は別の台帳にあり、メールにはございません」
    let nowhere = || {
        const NONE: &[&str] = &["にはない", "にはなく", "にはなかった", "にはありません", "にありません"];
        // 「漏えいを否定できる状況にはありません」
        let state = |before: &str| ["状況", "状態", "段階", "立場"].iter().any(|w| before.ends_with(w));
        let words = shaper.text.lexed.slice(start, end);
        NONE.iter().any(|w| words.match_indices(w).any(|(at, _)| !state(&words[..at])))
    };
    if negated.is_some() && topic && told.is_none() && nowhere() {
        return Verdict::Excluded;
    }
    if negated.is_some() && elsewhere() {
        return Verdict::Silent;
    }
    // 「カード情報が漏えいしたお客様の数は、変わっておりません」: the leak is told, and something else denied.
    let of_them = |from: u32, to: u32| {
        const DENY: &[&str] = &["確認", "見つか", "認め", "発見", "判明", "含ま", "あり", "流出", "漏", "ござい"];
        let between = shaper.text.lexed.stretch(from, end.min(to + 18));
        let topic = between.rfind('は').filter(|at| !between[..*at].ends_with('で'));
        // 「漏えいした可能性はない」 denies the leak itself.
        const ITSELF: &[&str] = &["可能性", "おそれ", "恐れ", "事実", "形跡", "痕跡", "こと", "もの", "記録", "兆候"];
        let itself = topic.is_some_and(|at| ITSELF.iter().any(|w| between[..at].ends_with(w)));
        let last = topic.filter(|_| !itself).map(|at| &between[at..]);
        last.is_some_and(|said| !DENY.iter().any(|w| said.contains(w)))
    };
    // 「94万人分の情報を保存する…、漏えいは確認できなかった」: the leak is denied, not that the items are in the data.
    let far = |t: u32| t > start + 40 && ["は", "も", "の事実", "の形跡"].iter().any(|w| word_behind(shaper, t).starts_with(w));
    match negated {
        Some(at) if !topic && told.is_some_and(|t| t < at && far(t)) => Verdict::Silent,
        Some(at) if !topic && leak.is_some_and(|l| l < at && of_them(l, at)) => Verdict::Affected,
        Some(at) if told.is_some_and(|t| t < at) => Verdict::Excluded,
        Some(_) if told.is_none() => Verdict::Silent,
        _ if leak.is_some() || told_of => Verdict::Affected,
        _ => Verdict::Open,
    }
}

/// The words behind a word of a leak: 漏えい(は確認されていない).
fn word_behind<'t>(shaper: &'t Shaper<'_, '_, '_>, at: u32) -> &'t str {
    let words = shaper.text.lexed.stretch(at, at + 30);
    ["漏えい", "流出", "紛失", "閲覧"].iter().find_map(|w| words.strip_prefix(w)).unwrap_or("")
}

/// Past the closing bracket, if the items stand in one that says what sort of thing is meant: 決済情報(カード番号等)は含まれない.
fn outside(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>, end: u32) -> u32 {
    let rest = shaper.text.lexed.slice(run.end, end.max(run.end));
    let Some(close) = rest.find(')').filter(|at| *at <= 60 && !rest[..*at].contains(['(', '。'])) else { return run.end };
    let after = &rest[close + 1..];
    let particle = ["は", "も", "が", "を", "に", "の", "へ", "等", "など", "と", "に関"].iter().any(|w| after.starts_with(w));
    let predicate = rest[..close].contains("含") || rest[..close].contains("除");
    if particle && !predicate { run.end + close as u32 + 1 } else { run.end }
}

/// Whether a clause stands in brackets behind the items: it explains them, and is no new statement.
fn in_brackets(shaper: &Shaper<'_, '_, '_>, clause: &Clause, from: u32) -> bool {
    clause.start > from && shaper.text.lexed.slice(clause.start.saturating_sub(1), clause.start) == "("
}

/// Whether the words have a topic of their own: 不正利用は確認されておりません.
fn new_topic(words: &str) -> bool {
    words.match_indices('は').any(|(at, _)| {
        let before = &words[..at];
        let noun = before
            .chars()
            .next_back()
            .is_some_and(|c| matches!(c, '一'..='龠' | 'ァ'..='ヴ' | 'ー' | '」' | ')' | '々') || c.is_ascii_alphanumeric());
        noun && !SAME.iter().any(|w| before.ends_with(w))
    })
}

#[cfg(test)]
mod tests {
    use super::new_topic;

    #[test]
    fn a_topic_is_a_noun_before_ha() {
        assert!(new_topic("不正利用は確認されておりません"));
        assert!(!new_topic("漏えいの対象には含まれておりません"));
        assert!(!new_topic("当社は保有しておりません"));
    }
}
