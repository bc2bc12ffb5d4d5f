//! Days that a word stands beside and that are not its own: they only say which thing is meant, till when something rests, or what stands in a
//! bracket.

use super::{date_of, embedded, other, periods, window};
use crate::apply::Find;
use crate::rule::classes;
use crate::shape::Shaper;
use crate::token::Token;

/// Whether the date of a find is that of what it tells, as far as the words beside the date show.
pub(super) fn dates(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let Some(date) = date_of(shaper, find) else { return true };
    let dateline = || other::is_dateline(shaper.text, &shaper.text.tokens()[date]);
    let code = shaper.rule(find).code.as_str();
    let of_another = match code {
        "discovery" => till(shaper, date) || since(shaper, find, date) || found_later(shaper, find, date),
        "containment" => till(shaper, date) && rests_till(shaper, find, date),
        "occurrence" => befell_others(shaper, find, date),
        "exposure_window" => !bounds(shaper, find, date),
        _ => false,
    };
    !of_another
        && !periods::of_accounts(shaper, date)
        && !periods::looked_into(shaper, date)
        && !dated_apart(shaper, find)
        && (code == "publication" || !dateline())
}

/// Whether a date says until when: 1996年3月まで使われていた帳簿が…と判明; nothing is noticed or stopped until a day.
fn till(shaper: &Shaper<'_, '_, '_>, date: usize) -> bool {
    let token = shaper.text.tokens()[date];
    shaper.text.lexed.slice(token.start, token.end).ends_with("まで")
}

/// Whether a date says since when something was so that was noticed later: 8月7日以降に侵入されていたことが判明; but 10月28日以降に順次判明した.
fn since(shaper: &Shaper<'_, '_, '_>, find: &Find, date: usize) -> bool {
    /// No more than how it went stands between, in bytes.
    const BESIDE: u32 = 21;
    let token = shaper.text.tokens()[date];
    let beside = shaper.text.tokens()[find.last()].start.saturating_sub(token.end) <= BESIDE;
    window::is_since(shaper, token) && !beside && !shaper.text.lexed.text()[token.end as usize..].starts_with('、')
}

/// Whether the date of a word for what befell is that of something else in its clause.
fn befell_others(shaper: &Shaper<'_, '_, '_>, find: &Find, date: usize) -> bool {
    /// How far from its day a word may stand, in bytes.
    const FAR: u32 = 360;
    let (text, token) = (&shaper.text.lexed, shaper.text.tokens()[date]);
    let last = shaper.text.tokens()[find.last()];
    let by = || token.class == classes::DATE && till(shaper, date) && text.text()[token.end as usize..].starts_with('に');
    // 3月9日までに一部が見つかったが、残りは所在不明; 8日までに被害を受けたシステムは復旧: nothing befell by a day.
    let between = || text.stretch(token.end, last.start.max(token.end).min(token.end.saturating_add(FAR)));
    let done = || between().contains("が、") || embedded::is_attribute(shaper, last);
    // 書面で概要を通知(18日発送): what was sent stands before the bracket.
    let bracket = || text.text()[..token.start as usize].ends_with('(') && last.start == token.end;
    by() && done()
        || since_then(shaper, date, last)
        || names_whom(shaper, date, last)
        || window::of_papers(shaper, date)
        || window::of_persons(shaper, date)
        || shaper.rule(find).weak && bracket()
}

/// Whether a window of customers is one: a period, or a date that bounds one (2019年1月以降にやり取りした方).
fn bounds(shaper: &Shaper<'_, '_, '_>, find: &Find, date: usize) -> bool {
    /// How many letters may stand between a period and whom it bounds.
    const NEAR: usize = 30;
    let (token, last) = (shaper.text.tokens()[date], shaper.text.tokens()[find.last()]);
    if window::goes_on(shaper, find, token) || window::denied(shaper, find) {
        return false;
    }
    // 2018年3月から2023年11月までに案内を送付したお客様: nothing but what they did stands between.
    let between = shaper.text.lexed.slice(token.end, last.start.max(token.end)).trim_start_matches(['に', 'の', '間', '、']);
    let apart =
        between.chars().count() > NEAR || between.contains(['、', '。']) || ["該当", "関"].iter().any(|w| between.ends_with(w));
    if shaper.rules.names.name(last.class).ends_with("#person") && apart {
        return false;
    }
    token.class == classes::PERIOD || window::is_since(shaper, token)
}

/// Whether a day since when only says which thing it is: 9月1日より提供しております|アプリにおいて、…が表示され.
fn since_then(shaper: &Shaper<'_, '_, '_>, date: usize, last: Token) -> bool {
    const FAR: u32 = 120;
    const LASTS: [&str; 6] = ["ている", "ています", "ております", "ておる", "ていた", "ておりました"];
    let date = shaper.text.tokens()[date];
    let since = ["から", "より", "以降"].iter().any(|w| shaper.text.lexed.slice(date.start, date.end).ends_with(w));
    let between = shaper.text.lexed.stretch(date.end, last.start.max(date.end).min(date.end + FAR));
    let clause = between.split(['、', '。']).next().unwrap_or("");
    let names = |w: &&str| clause.split_once(*w).is_some_and(|(_, rest)| rest.starts_with(crate::letter::is_noun));
    since && !between.starts_with('、') && LASTS.iter().any(names)
}

/// Whether what befell only names whom the day's deed is about: 6月1日 書類を誤って交付|された方に謝罪; 6月1日、感染|した端末を隔離.
fn names_whom(shaper: &Shaper<'_, '_, '_>, date: usize, last: Token) -> bool {
    const REACH: u32 = 30;
    const ENDS: [&str; 6] = ["された", "してしまった", "した", "られた", "れた", "た"];
    const WHOM: [&str; 18] = [
        "方",
        "お客",
        "会員",
        "患者",
        "学生",
        "生徒",
        "児童",
        "利用者",
        "保護者",
        "世帯",
        "メール",
        "書類",
        "文書",
        "端末",
        "サーバ",
        "パソコン",
        "PC",
        "ファイル",
    ];
    let date = shaper.text.tokens()[date];
    let heads = shaper.text.lexed.text()[date.end as usize..].starts_with([' ', '、', '\t', ':', '】']);
    let after = shaper.text.lexed.stretch(last.end, last.end + REACH);
    let noun = ENDS.iter().find_map(|w| after.strip_prefix(w)).map(|rest| WHOM.iter().find_map(|w| rest.strip_prefix(w)));
    heads && noun.flatten().is_some_and(|rest| rest.starts_with(['に', 'へ', 'を', '全', '宛', '各']))
}

/// Whether something rests till a day: まで|休止.
fn rests_till(shaper: &Shaper<'_, '_, '_>, find: &Find, date: usize) -> bool {
    const RESTS: [&str; 9] = ["休止", "停止", "中止", "中断", "閉鎖", "休業", "休診", "休館", "見合わせ"];
    let (date, last) = (shaper.text.tokens()[date], shaper.text.tokens()[find.last()]);
    let words = shaper.text.lexed.slice(date.end, last.end.max(date.end));
    let rest = words.trim_start_matches(['の', '間', '、']);
    words.len() <= 60 && !words.starts_with('に') && RESTS.iter().any(|w| rest.contains(w))
}

/// Whether a word stands in a bracket that tells of an inquiry, and its day before it: 侵入(調査により|判明).
fn found_later(shaper: &Shaper<'_, '_, '_>, find: &Find, date: usize) -> bool {
    const FAR: u32 = 60;
    const LATER: [&str; 7] = ["調査", "解析", "その後", "後日", "後の調査", "ログの解析", "ログ解析"];
    let (date, last) = (shaper.text.tokens()[date], shaper.text.tokens()[find.last()]);
    let before = shaper.text.lexed.stretch(last.start.saturating_sub(FAR).max(date.end), last.start.max(date.end));
    before.rsplit_once('(').is_some_and(|(_, inner)| !inner.contains(')') && LATER.iter().any(|w| inner.starts_with(w)))
}

/// Whether the date of a find is that of something else beside it: it stands in a bracket that closes before what is told
/// (…の状態(古いものは4月から)であったことを確認), or behind the clause that it dates (確認したのは10日であり、14日に…).
fn dated_apart(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const FAR: u32 = 360;
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let Some(date) = date_of(shaper, find).map(|d| tokens[d]) else { return false };
    let (first, last) = (find.tokens().last().map_or(date, |t| tokens[t]), tokens[find.last()]);
    if last.start.saturating_sub(date.end).max(date.start.saturating_sub(first.end)) > FAR {
        return false;
    }
    if last.start == date.start {
        let cleft = ["のは", "のが"].iter().any(|w| text.slice(first.start, first.end).ends_with(w));
        return cleft && text.slice(first.end.min(date.start), date.start).trim_start_matches('、').contains('、');
    }
    // 最初の発見(5月14日)の後: a date alone in its bracket says when what stands before it was.
    let between = text.slice(date.end.min(last.start), last.start);
    let alone = text.text()[..date.start as usize].ends_with('(') && between.starts_with(')');
    let closes = between.find(')').is_some_and(|at| !between[..at].contains('('));
    !alone && closes && in_bracket(shaper, date.start)
}

/// Whether a bracket is open that began not far before.
fn in_bracket(shaper: &Shaper<'_, '_, '_>, at: u32) -> bool {
    const FAR: u32 = 120;
    let before = shaper.text.lexed.stretch(at.saturating_sub(FAR), at);
    before.rfind('(').is_some_and(|open| !before[open..].contains(')'))
}
