//! Dated events that no rule knows.

use jikenbo_model::{Date, Event, Fact, Precision};

use super::predicate::{is_predicate, settled_at};
use super::{coordinated, date_of, span};
use crate::apply::Find;
use crate::clause::{Clause, Kind, Text};
use crate::resolve::When;
use crate::rule::classes;
use crate::shape::{self, Shaper};
use crate::token::Token;

/// Dates that govern a finished or planned predicate which no rule knows: something happened, and it is told as it stands.
pub(super) fn others(
    shaper: &Shaper<'_, '_, '_>,
    finds: &[Find],
    published: Option<&Fact<Date>>,
    known: &[Fact<Event>],
) -> Vec<Fact<Event>> {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    // 午前9時に出勤し: a time of the day told before is no event by itself.
    let hour = |n: usize| {
        let before = text.lexed.slice(text.sentence(n).start, tokens[n].start);
        let words = text.lexed.slice(tokens[n].start, tokens[n].end);
        !before.trim().is_empty() && words.contains(['時', ':']) && !words.contains(['日', '月', '朝', '夜', '同'])
    };
    let mut used = vec![false; tokens.len()];
    for date in finds.iter().flat_map(|f| coordinated(shaper, f)) {
        used[date] = true;
    }
    let dating = ["published", "authorities"].iter().flat_map(|key| shaper.under(key));
    for date in dating.flat_map(|f| date_of(shaper, f)) {
        used[date] = true;
    }
    // 同日19時半に確認し、20時に削除: the day is that of what is told at the later hour.
    for n in 1..tokens.len() {
        if used[n] && hour(n) {
            let from = text.sentence(n).start;
            let before = text.whens(n.saturating_sub(64)..n).next_back().filter(|t| tokens[*t].start >= from);
            before.into_iter().for_each(|t| used[t] = true);
        }
    }
    let place = |n: usize| text.lexed.source(tokens[n].start, tokens[n].end);
    let own = |n: usize| {
        let (at, line) = (place(n), text.lines[text.line_at(tokens[n].start)]);
        let alone = text.lexed.slice(tokens[n].end, line.end).char_indices().nth(29).is_none();
        let told = known.iter().any(|f| f.evidence.span.start <= at.start && at.end <= f.evidence.span.end);
        told || alone && published.is_some_and(|p| p.evidence.span.start <= at.start && at.end <= p.evidence.span.end)
    };
    let free = |n: &usize| !hour(*n) && !text.in_title(tokens[*n].start) && !used[*n] && !own(*n);
    let told = |n: usize| {
        let (start, end) =
            predicate(shaper, n).or_else(|| under(shaper, n)).or_else(|| behind(shaper, n)).or_else(|| cleft(shaper, n))?;
        let When { start: date, end: last, start_time, .. } = shaper.calendar.when(tokens[n].form?);
        let date = date.or(last)?;
        // 14日に情報を受け、同日15時に切り替え: the day is told of again in its clause, by a date that a rule knows.
        let clause = text.clause(n);
        let again = |t: usize| {
            t != n && used[t] && !hour(t) && tokens[t].form.is_some_and(|f| shaper.calendar.when(f).start == Some(date))
        };
        if text.lexed.within(clause.start, clause.end).take(MOST).any(again) {
            return None;
        }
        // A year alone dates what things are, not what was done; 年内 and 年末 date plans.
        if date.precision() == Precision::Year && !text.lexed.slice(tokens[n].start, tokens[n].end).contains('内') {
            return None;
        }
        let period = tokens[n].class == classes::PERIOD;
        if period && !takes_days(text.lexed.source(start, end).of(&text.notice.text)) {
            return None;
        }
        let code = if struck_then(text.lexed.slice(start, end)) { "occurrence" } else { "other" };
        let event = Event { event: code.into(), start: date, end: last.filter(|_| period), start_time, end_time: None };
        Some(Fact::new(event, text.lexed.source(start, end), format!("timeline/{code}").as_str().into()))
    };
    let mut others: Vec<Fact<Event>> = Vec::new();
    let mut second = None;
    for (n, mut fact) in text.whens(0..tokens.len()).filter(free).filter_map(|n| Some((n, told(n)?))).take(shape::MOST) {
        if second == Some(n) {
            continue;
        }
        if let Some((next, end)) = span::joined(shaper, n) {
            (second, fact.value.end) = (Some(next), Some(end));
        }
        // 1月25日 ⏎ 当日…入院したため、…を送信: one day told of twice over the same words.
        let twice = |f: &Fact<Event>| f.value.start == fact.value.start && f.evidence.span.end >= fact.evidence.span.end;
        if !others.last().is_some_and(twice) && !others.iter().any(|f| again(shaper, f, &fact)) {
            others.push(fact);
        }
    }
    others
}

/// Whether two facts tell one thing of one day, once in the summary and once in the list: 管理職に報告した.
fn again(shaper: &Shaper<'_, '_, '_>, told: &Fact<Event>, fact: &Fact<Event>) -> bool {
    const TAIL: usize = 7;
    let tail = |f: &Fact<Event>| {
        let words = shaper.text.lexed.said(f.evidence.span);
        words.char_indices().rev().nth(TAIL - 1).map(|(at, _)| &words[at..])
    };
    told.value.start == fact.value.start && tail(told).is_some() && tail(told) == tail(fact)
}

/// Whether words tell of what is done for some days: 5日から8日まで校内を捜索.
fn takes_days(words: &str) -> bool {
    const ACTS: [&str; 16] = [
        "捜",
        "探",
        "研修",
        "講習",
        "開催",
        "休業",
        "休館",
        "休止",
        "点検",
        "作業",
        "訓練",
        "説明",
        "配布",
        "訪問",
        "募集",
        "受け付け",
    ];
    ACTS.iter().any(|w| words.contains(w))
}

/// No real clause holds more tokens.
const MOST: usize = 256;

/// What may not follow a date that something happened on.
const NO_EVENT: [&str; 27] = [
    "生まれ",
    "生れ",
    "出生",
    "必着",
    "消印",
    "締切",
    "締め切り",
    "現時点",
    "策定",
    "に入って",
    "に入り",
    "現在",
    "時点",
    "の",
    "付",
    "以降",
    "以前",
    ")",
    "」",
    "更新",
    "から",
    "まで",
    "廃棄",
    "発行",
    "分の",
    "分は",
    "分を",
];

/// From a date to the end of the clause that it governs, if that ends in a verb, or in an act as items of a list do.
fn predicate(shaper: &Shaper<'_, '_, '_>, n: usize) -> Option<(u32, u32)> {
    let (text, token) = (shaper.text, shaper.text.tokens()[n]);
    let after = text.lexed.slice(token.end, text.sentence(n).end);
    let own = text.lexed.slice(token.start, token.end);
    // 話ができたのは6日になりました: what is told stands before the day ([`cleft`]).
    if crate::clause::is_cleft(text.lexed.slice(text.sentence(n).start, token.start), after) {
        return None;
    }
    let open = own.ends_with("以降") && !after.starts_with('、')
        || own.ends_with("以前")
        || own.ends_with("まで") && !after.starts_with(['に', 'の']);
    let dated = ["付で", "付けで"].iter().any(|w| after.starts_with(w));
    // 同日のうちに削除した; but その日のうちに is also said of what is always done.
    let within = after.starts_with("のうちに") && !own.starts_with("その");
    // 去年9月にも、別の学校で…: another matter than this one.
    let another = after.starts_with("にも") && !own.contains('日');
    // 12月21日、22日開催の講習会
    let held = ["開催", "に開催", "実施予定"].iter().filter_map(|w| after.strip_prefix(w));
    let held = held.map(|rest| !rest.starts_with(['し', 'す', 'い', '。', '、'])).next().unwrap_or(false);
    // 令和6年11月 | 11月11日 公表: what follows has a day of its own.
    let at = token.end + (after.len() - after.trim_start().len()) as u32;
    let dated_anew = after.starts_with(['\t', ' ']) && text.lexed.within(at, at + 1).any(|t| text.tokens()[t].is_when());
    if open
        || another
        || held
        || dated_anew
        || crate::clause::next_held(&text.lexed, &token, after)
        || !dated && !within && !settled_at(after) && NO_EVENT.iter().any(|w| after.starts_with(w))
    {
        return None;
    }
    // » 2022年4月5日 6時 公開, 2022/5/12 11:53配信: the line of a site, not of the tale.
    if is_dateline(text, &token) {
        return None;
    }
    let clause = telling(shaper, n, token.end);
    let words = unlinked(without_remark(text.lexed.slice(token.end, clause.end).trim_end_matches(['。', ' ', '、', '|'])));
    let head = text.lexed.slice(text.clause(n).start.min(token.start), token.start).trim_start();
    // 研修を6月4日に行った: what was done stands before its day.
    let object = head.trim_end_matches('、').ends_with('を') && head.chars().count() >= 4;
    let shortest = if object { 2 } else { 3 };
    let long = words.trim_start_matches("付けで").trim_start_matches("付で").trim_matches(['、', ' ', 'に', 'は']);
    // 知ったのは4日の昼前だった: the day is what is told of something, and has no verb of its own.
    let copula = long.chars().count() <= 8
        && !long.contains("予定")
        && ["だった", "でした", "です", "である"].iter().any(|w| long.ends_with(w));
    let long = long.chars().count() >= shortest && !copula;
    let list = matches!(text.lines[text.line_at(token.start)].kind, Kind::Item | Kind::Row);
    // A report's short sentence ends with its act: 資料を作成。
    let list = list
        || text.lexed.text()[clause.end as usize..].starts_with('。')
        || text.lexed.slice(token.end, clause.end).ends_with('。');
    let happens = is_predicate(words, list)
        && !denied(shaper, clause, token.end)
        && !attributive(own, words)
        && !only_tells(words)
        && !is_rule(words);
    let start = if object { token.start - head.len() as u32 } else { token.start };
    (long && happens).then(|| (start, token.end + words.len() as u32))
}

/// Whether all that a line says with its date is that it was put out then: 2022年5月12日 11:53配信.
pub(super) fn is_dateline(text: &Text<'_>, token: &Token) -> bool {
    const PUT_OUT: [&str; 6] = ["配信", "公開", "更新", "掲載", "投稿", "発行"];
    const LONGEST: usize = 24;
    let line = text.lines[text.line_at(token.start)];
    let before = text.lexed.slice(line.start.min(token.start), token.start).trim();
    let after = text.lexed.slice(token.end, line.end.max(token.end)).trim();
    let short = before.char_indices().nth(LONGEST).is_none() && !before.contains(['、', '。']);
    short && PUT_OUT.contains(&after)
}

/// Words without the remark in brackets that ends them: 情報共有会議(~12月26日).
fn without_remark(words: &str) -> &str {
    words.strip_suffix(')').and_then(|w| w.rsplit_once('(')).map_or(words, |(before, _)| before)
}

/// The clause of a date, or the first after it that does more than say how something is done: 移転に伴い、…を引き渡した.
fn telling<'t>(shaper: &'t Shaper<'_, '_, '_>, n: usize, from: u32) -> &'t Clause {
    const ADVERBS: [&str; 22] = [
        "ではなく",
        "でなく",
        "に伴い",
        "を用い",
        "に従い",
        "に基づき",
        "に際し",
        "につき",
        "に先立ち",
        "をもって",
        "ため",
        "ところ",
        "ものの",
        "結果",
        "うえで",
        "上で",
        "に入り",
        "に入って",
        "になって",
        "になり",
        "を経て",
        "にわたり",
    ];
    let text = shaper.text;
    let own = text.clause_of[n] as usize;
    let sentence = text.clauses[own].sentence;
    let mut here = text.clauses[own..]
        .iter()
        .take_while(|c| c.sentence == sentence)
        .filter(|c| c.start <= text.clauses[own].start || c.start >= text.clauses[own].end);
    let adverbial = |c: &&Clause| {
        let words = text.lexed.slice(from.max(c.start), c.end.max(from)).trim_end_matches(['、', ' ']);
        ADVERBS.iter().any(|w| words.ends_with(w))
    };
    here.find(|c| !adverbial(c)).unwrap_or(&text.clauses[own])
}

/// Words without what links them to the next clause: 導入するとともに, 退職した後.
fn unlinked(words: &str) -> &str {
    let words = words.strip_suffix('が').filter(|w| w.ends_with(['た', 'す'])).unwrap_or(words);
    ["とともに", "と共に", "ほか", "一方で", "一方", "のち", "後"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words)
}

/// Whether a clause denies what it tells: not where it only denies what it tells of (担当していない患者…, …がなかったことを確認).
fn denied(shaper: &Shaper<'_, '_, '_>, clause: &Clause, from: u32) -> bool {
    let after = shaper.text.lexed.slice(clause.negated, clause.end);
    let turned = shaper.text.lexed.slice(from, clause.negated.max(from)).contains("たが");
    !turned && clause.negated >= from && after.chars().count() <= 12 && !["こと", "旨", "との"].iter().any(|w| after.contains(w))
}

/// Whether words only say that what the date tells is told here: …の可能性があることについて、ご報告いたします.
fn only_tells(words: &str) -> bool {
    const TELLS: [&str; 5] = ["報告", "知らせ", "説明", "詫び", "案内"];
    let end = words.char_indices().rev().nth(10).map_or(0, |(at, _)| at);
    words.contains("について") && words.ends_with("ます") && TELLS.iter().any(|w| words[end..].contains(w))
}

/// Whether words say what holds since a day, or was to be done then, and not what was done: 4月1日以降、住所は伏せることとされている;
/// 2024年3月に廃棄すべきところ.
fn is_rule(words: &str) -> bool {
    const DUE: [&str; 6] = ["べきところ", "べきであった", "べきだった", "はずが", "はずであった", "はずだった"];
    if DUE.iter().any(|w| words.split('、').next().unwrap_or("").ends_with(w)) {
        return true;
    }
    // 6日までに約120件の問い合わせが寄せられている: how things stand.
    const ASKED: [&str; 4] = ["が寄せられている", "が寄せられています", "が寄せられた", "が寄せられました"];
    let voices = ["問い合わせ", "苦情", "相談", "意見"].iter().any(|w| words.contains(w));
    if voices && ASKED.iter().any(|w| words.ends_with(w)) {
        return true;
    }
    const HOLDS: [&str; 4] = ["こととされ", "ものとされ", "こととなって", "ことになって"];
    let end = words.char_indices().rev().nth(14).map_or(0, |(at, _)| at);
    HOLDS.iter().any(|w| words[end..].contains(w)) && ["る", "ます", "た", "り"].iter().any(|w| words.ends_with(w))
}

/// What is told under a line that is a date alone: 6月18日(土) ⏎ 校長が校内を捜索。
fn under(shaper: &Shaper<'_, '_, '_>, n: usize) -> Option<(u32, u32)> {
    const FAR: u32 = 60;
    let (text, token) = (shaper.text, shaper.text.tokens()[n]);
    let at = text.line_at(token.start);
    let line = text.lines[at];
    let far = token.start.saturating_sub(line.body) > FAR || line.end.saturating_sub(token.end) > FAR;
    if line.kind != Kind::Item || far {
        return None;
    }
    let before = text.lexed.slice(line.body.min(token.start), token.start).trim_matches(['【', '(', '[', '<', ' ']);
    let after = text.lexed.slice(token.end, line.end).trim_matches([':', ' ', '】', ')', '>', ']', '頃']);
    let listed = before.is_empty() && after.is_empty();
    // A blank line may part the day from the item that was done on it.
    let next = text.lines.get(at + 1).filter(|l| listed && matches!(l.kind, Kind::Text | Kind::Item));
    let beyond = || text.lines.get(at + 2).filter(|l| listed && l.kind == Kind::Item && text.lines[at + 1].kind == Kind::Blank);
    let next = next.or_else(beyond)?;
    let first = text.lexed.within(next.body, next.end).next()?;
    let own = text.governor[first] as usize == n && !text.tokens()[first].is_when();
    let words = text.lexed.slice(next.body, next.end);
    let words = words.split_once('。').map_or(words, |(first, _)| first).trim_end();
    let told = own && words.chars().count() >= 6 && is_predicate(words, true);
    told.then(|| (token.start, next.body + words.len() as u32))
}

/// What a date in brackets at the end of a statement dates: 接続できないようにした(1月6日実施)。
fn behind(shaper: &Shaper<'_, '_, '_>, n: usize) -> Option<(u32, u32)> {
    let (text, token) = (shaper.text, shaper.text.tokens()[n]);
    let sentence = text.sentence(n);
    // 保管した。【10月24日】: the bracket stands behind the stop.
    let ends = text.lexed.slice(sentence.start, token.start).trim() == "【";
    let own = text.clause(n).sentence as usize;
    let before = own.checked_sub(1).map(|s| text.sentences[s]).filter(|s| ends && s.line == sentence.line);
    let start = before.map_or(sentence.start, |s| s.start.max(text.lines[s.line as usize].body));
    let head = text.lexed.slice(start, token.start).strip_suffix(['(', '【'])?;
    let rest = text.lexed.slice(token.end, sentence.end);
    let (inside, after) = rest.split_once([')', '】'])?;
    let stands = ["現在", "時点"].iter().any(|w| inside.contains(w));
    let closes = !stands && inside.chars().count() <= 12 && after.trim_matches(['。', ' ', '.']).is_empty();
    let words = head.trim();
    let told = closes && words.chars().count() >= 8 && is_predicate(words.trim_end_matches('。'), true);
    let start = start + (head.len() - head.trim_start().len()) as u32;
    told.then(|| (start, token.end + inside.len() as u32))
}

/// Whether words say of a mishap that it was on the day behind them: 盗難があったのは現地時間の9日.
fn struck_then(words: &str) -> bool {
    const STRUCK: [&str; 13] =
        ["盗難", "紛失", "攻撃", "不正アクセス", "侵入", "感染", "流出", "漏えい", "誤送信", "障害", "不具合", "事故", "被害"];
    let was = ["があったのは", "が起きたのは", "が発生したのは", "に遭ったのは", "にあったのは"];
    was.iter().filter_map(|w| words.split_once(w)).any(|(before, _)| STRUCK.iter().any(|w| before.ends_with(w)))
}

/// What is told of a day that stands behind it: 先方と連絡が取れたのは11月5日で、….
fn cleft(shaper: &Shaper<'_, '_, '_>, n: usize) -> Option<(u32, u32)> {
    const SHORTEST: usize = 6;
    let (text, token) = (shaper.text, shaper.text.tokens()[n]);
    let sentence = text.sentence(n);
    let head = text.lexed.slice(sentence.start, token.start);
    if !crate::clause::is_cleft(head, text.lexed.slice(token.end, sentence.end)) {
        return None;
    }
    let start = head.rfind(['、', '。']).map_or(0, |at| at + '、'.len_utf8());
    let words = head[start..].trim_start();
    (words.chars().count() >= SHORTEST).then(|| (token.start - words.len() as u32, token.end))
}

/// Whether a date only tells what a thing is: に公開された修正プログラム, に開催した催し; 4月から|動かしているシステム.
fn attributive(own: &str, words: &str) -> bool {
    let since = ["から", "より", "以降"].iter().any(|w| own.ends_with(w));
    let clause = words.split('、').next().unwrap_or("");
    let noun = |rest: &str| rest.chars().next().is_some_and(|c| matches!(c, '一'..='龠' | 'ァ'..='ヴ' | 'A'..='Z'));
    // 4月8日から実施した「写生大会」において: it only says which one.
    let named = !["調", "たこと", "たもの"].iter().any(|w| clause.contains(w));
    if since && named && crate::clause::released(clause, false) {
        return true;
    }
    if since && clause.split_once("ている").or_else(|| clause.split_once("ておる")).is_some_and(|(_, rest)| noun(rest)) {
        return true;
    }
    words.starts_with('に') && !words.starts_with("には") && crate::clause::released(words, false)
}
