//! Which date a predicate belongs to.
//!
//! A date before a comma is the sentence's *topic*: 「8月12日、…連絡を受け、…停止した」 governs both predicates. A date
//! inside (8月1日に導入した機器が…) is *local*: it governs until its verb has become part of a noun (導入した機器), and then the
//! topic governs again. A date at the head of an item or row governs all of it; a line that is only a date governs the lines
//! under it. 「8月12日の懸念」 「8月12日現在」 govern nothing.

mod answer;
mod bulletin;
mod held;
mod release;
mod role;

pub(crate) use bulletin::bulletins;
pub(crate) use held::coming;
pub(crate) use release::released;
pub(crate) use role::{is_cleft, next_held};

use release::{NEAR, anew, at_another_time, chained, finished, is_news, is_noun_start, today, verb_before};
use role::{Role, does, next_of_tale, role, tells_of_teller, trails};

use super::line::{Kind, Line};
use super::split::ends_clause;
use super::{NONE, Sentence};
use crate::label::{Asks, asks};
use crate::rule::classes;
use crate::token::{Lexed, Token};

/// For every token, the token of the date or period that governs it.
pub(super) fn governors(lexed: &Lexed, lines: &[Line], sentences: &[Sentence], bulletins: &[u32]) -> Vec<u32> {
    let mut governor = vec![NONE; lexed.tokens.len()];
    let mut carried = NONE;
    let mut last_line = NONE;
    let mut told = NONE;
    for sentence in sentences {
        let line = &lines[sentence.line as usize];
        if sentence.line != last_line {
            carried = carry(lexed, lines, sentence.line as usize, carried);
            carried = if bulletins.contains(&carried) { NONE } else { carried };
            (last_line, told) = (sentence.line, NONE);
        }
        let topic = match () {
            () if told != NONE && at_that_time(lexed, sentence) => told,
            () if at_another_time(lexed.slice(sentence.start, sentence.end)) => NONE,
            () => carried,
        };
        let after = walk(lexed, sentence, topic, &mut governor);
        told = after;
        if matches!(line.kind, Kind::Item | Kind::Row) {
            let on = told_on(lexed, after) || among_days(lexed, lines, sentence.line as usize);
            carried = if on { after } else { NONE };
        }
    }
    answer::date_labels(lexed, lines, &mut governor);
    governor
}

/// Whether a date governs the next sentences of its line too: that of a list (6月3日 …した。…した。), not that of a tale (6月3日、…した。).
fn told_on(lexed: &Lexed, date: u32) -> bool {
    let Some(token) = lexed.tokens.get(date as usize).filter(|_| date != NONE) else { return false };
    // …を止め、26日から解析を委ねた。…: a stretch in a tale.
    let tale =
        lexed.slice(token.start, token.end).ends_with("から") && lexed.text()[..token.start as usize].ends_with(['、', ',']);
    !tale && !lexed.text()[token.end as usize..].starts_with(['、', ',', 'に', 'は', 'よ', 'か', 'ま'])
}

/// Whether an item begins with a day and a comma as the one before it or behind it does: each tells of its day to its end, where a tale
/// (6月3日、…した。…した。) goes on to others.
fn among_days(lexed: &Lexed, lines: &[Line], n: usize) -> bool {
    /// How many lines apart such items stand at most, one that is blank counted.
    const FAR: usize = 4;
    let heads = |l: &Line| {
        let day = first_day(lexed, l).map(|t| lexed.tokens[t].end as usize);
        day.is_some_and(|end| lexed.text()[end..].starts_with(['、', ','])) && l.body > l.start
    };
    let told = |l: &&Line| l.kind != Kind::Blank;
    let next = || lines[n + 1..].iter().take(FAR).find(told);
    let before = || lines[..n].iter().rev().take(FAR).find(told);
    heads(&lines[n]) && (next().is_some_and(heads) || before().is_some_and(heads))
}

/// Whether a sentence tells what happened in what the one before told, and so on its day: 5日、…を依頼した。その際、番号を誤った.
fn at_that_time(lexed: &Lexed, sentence: &Sentence) -> bool {
    const THEN: [&str; 13] = [
        "この際",
        "その際",
        "この時",
        "その時",
        "このとき",
        "そのとき",
        "その直後",
        "この作業",
        "戻ると",
        "直後に",
        "その場で",
        "まもなく",
        "間もなく",
    ];
    let words = lexed.stretch(sentence.start, sentence.end.min(sentence.start + NEAR)).trim_start();
    THEN.iter().any(|w| words.starts_with(w))
}

/// The brackets and marks that may stand before and after a date at the head of a line.
const OPENING: &[char] = &['【', '(', '<', '〈', '《', '[', ' '];

/// What may stand behind a date that is a line of its own; ごろ and 頃 say only that it is not exact.
pub(super) const CLOSING: &[char] = &[':', ' ', '】', ')', '>', '〉', '》', ']', 'ご', 'ろ', '頃'];

/// The date that a line takes over from the lines above: that of a line which was a date alone, or that of the item which it
/// goes on with, further in.
fn carry(lexed: &Lexed, lines: &[Line], n: usize, carried: u32) -> u32 {
    let Some(token) = lexed.tokens.get(carried as usize).filter(|_| carried != NONE) else { return NONE };
    let at = lines.partition_point(|l| l.start <= token.start).saturating_sub(1);
    let before = lexed.slice(lines[at].body.min(token.start), token.start).trim_matches(OPENING).is_empty();
    let alone = before && lexed.slice(token.end, lines[at].end).trim_end_matches(CLOSING).trim().is_empty();
    // A date at the head of a letter is the letter's own; one in a section is that of what is told under it.
    let marked = at >= 3 && lexed.slice(lines[at].start, lines[at].end).trim_start().starts_with(OPENING)
        || lines[at].body > lines[at].start;
    // Items right under a date are what was done on it.
    let listed =
        || lines[at + 1..].iter().find(|l| l.kind != Kind::Blank).is_some_and(|l| l.kind == Kind::Item && l.body > l.start);
    let told = n == at
        || marked
        || lines[at].heading.is_some()
        || matches!(lines[at].kind, Kind::Heading(_))
        || listed()
        || in_tale(lexed, lines, at);
    let no_heading = |between: &[Line]| between.iter().all(|l| !matches!(l.kind, Kind::Heading(_)));
    let near = n - at <= 12 && lines.get(at + 1..n).is_none_or(no_heading);
    let same_block = n == at || told && near;
    let further_in = before && near && n - at <= 4 && goes_on(lines, at, n);
    let governs =
        alone && same_block && !of_label(lexed, lines, at) || further_in || before && !alone && amid_days(lexed, lines, at, n);
    if governs && !matches!(lines[n].kind, Kind::Heading(_)) { carried } else { NONE }
}

/// Whether a line that is a date alone stands under a label, which says of what it is the day: 資料提供日 ⏎ 令和6年5月14日.
fn of_label(lexed: &Lexed, lines: &[Line], at: usize) -> bool {
    let above = lines[..at].iter().rev().find(|l| l.kind != Kind::Blank);
    above.is_some_and(|l| asks(lexed.slice(l.start, l.end)) == Some(Asks::Day))
}

/// Whether line `n` is plain text between line `at`, which begins with a day, and another that does: it goes on with what was done on the first.
fn amid_days(lexed: &Lexed, lines: &[Line], at: usize, n: usize) -> bool {
    /// How many lines a day's entry goes on for at most.
    const FAR: usize = 4;
    let plain = n > at && n - at <= FAR && lines[at + 1..=n].iter().all(|l| l.kind == Kind::Text);
    let next = || lines[n + 1..].iter().take(FAR).find(|l| l.kind != Kind::Text).filter(|l| l.kind == Kind::Item);
    plain && next().and_then(|l| first_day(lexed, l)).is_some_and(|day| told_on(lexed, day as u32))
}

/// The day that a line begins with.
fn first_day(lexed: &Lexed, line: &Line) -> Option<usize> {
    let first = lexed.within(line.body, line.end).next();
    first.filter(|t| lexed.tokens[*t].is_when() && lexed.tokens[*t].start == line.body)
}

/// Whether a line that is a date alone is one of several that head what was done on each: 6月25日(土) ⏎ …を発足。 ⏎ 6月27日(月) ⏎ ….
fn in_tale(lexed: &Lexed, lines: &[Line], at: usize) -> bool {
    /// How many lines a day's tale has at most.
    const FAR: usize = 6;
    let alone = |n: &usize| {
        let line = &lines[*n];
        first_day(lexed, line)
            .is_some_and(|t| lexed.slice(lexed.tokens[t].end, line.end).trim_end_matches(CLOSING).trim().is_empty())
    };
    let tells = |n: usize| lines.get(n + 1).is_some_and(|l| lexed.slice(l.start, l.end).trim_end().ends_with('。'));
    let near = at.saturating_sub(FAR)..lines.len().min(at + FAR + 1);
    tells(at) && near.filter(|n| *n != at && alone(n)).any(tells)
}

/// Whether line `n` goes on with the item at line `at`: it stands further in, and so does all between.
fn goes_on(lines: &[Line], at: usize, n: usize) -> bool {
    let depth = |l: &Line| if l.kind == Kind::Text { l.body - l.start } else { 0 };
    let own = lines[at].body - lines[at].start;
    lines[at].kind == Kind::Item && lines[at + 1..=n].iter().all(|l| l.kind == Kind::Blank || depth(l) > own + 3)
}

/// No words that turn to what is told now are longer, in bytes.
const TURN: u32 = 36;

/// Walks a sentence; gives the topic at its end.
fn walk(lexed: &Lexed, sentence: &Sentence, carried: u32, governor: &mut [u32]) -> u32 {
    let mut topic = carried;
    // Local dates, the innermost last: where one is released, the one around it governs again.
    let mut locals: Vec<u32> = Vec::new();
    let mut from = sentence.start;
    // What is said in quotation marks dates nothing outside them.
    let mut quoted = 0;
    let mut seen = sentence.start;
    // Many tokens begin where the one before does: what was asked there is not asked again.
    let mut answered = (NONE, NONE, false);
    // Where a bracket ends that holds a date of its own, and what governed before it.
    let mut bracket: Option<(u32, u32, Vec<u32>)> = None;
    // To where a day in brackets of its own dates what stands in them, and the day: (24日完了).
    let mut trailing = (0, NONE);
    let today = today(lexed.slice(sentence.start, sentence.end)).map_or(u32::MAX, |at| sentence.start + at as u32);
    for n in lexed.within(sentence.start, sentence.end) {
        let token = lexed.tokens[n];
        if bracket.as_ref().is_some_and(|(end, ..)| *end <= token.start) {
            let (end, before, outer) = bracket.take().unwrap_or_default();
            (topic, locals, from) = (before, outer, end);
        }
        if seen < today && today <= token.start {
            (topic, from) = (NONE, token.start);
            locals.clear();
        }
        if topic != NONE || !locals.is_empty() {
            // Each stretch between two tokens is looked at once: reading stays linear.
            let since = from.max(seen).min(token.start);
            let before = || lexed.stretch(since.saturating_sub(NEAR), token.start);
            // A token may begin amid the words that turn to what is told now: したところ|ですが、.
            let turn = || lexed.stretch(from.max(since.saturating_sub(TURN)).min(since), token.start);
            if since < token.start && anew(turn(), before) {
                (topic, from) = (NONE, token.start);
                locals.clear();
            }
        }
        seen = token.start;
        if !locals.is_empty() {
            let outer = topic != NONE || locals.len() > 1;
            let asked = (from.min(token.start), token.start, outer);
            if asked != answered && (released(lexed.slice(asked.0, asked.1), outer) || closed(lexed, asked)) {
                pop(lexed, &mut locals);
                from = token.start;
            }
            answered = asked;
        }
        governor[n] = if token.start < trailing.0 { trailing.1 } else { locals.last().copied().unwrap_or(topic) };
        if token.class == classes::QUOTED {
            quoted = quoted.max(token.end);
        }
        if !token.is_when() || token.end < quoted && topic != NONE {
            continue;
        }
        if trails(lexed, &token, sentence) {
            date_back(lexed, sentence, n, governor);
            let inside = lexed.stretch(token.end, token.end + NEAR).find([')', '】']).unwrap_or(0);
            trailing = (token.end + inside as u32, n as u32);
            continue;
        }
        date_cleft(lexed, sentence, n, governor);
        date_object(lexed, sentence, n, governor);
        if bracket.is_none() {
            bracket = bracket_of(lexed, &token, sentence).map(|end| (end, topic, locals.clone()));
        }
        let dated = date_verb_before(lexed, sentence, n, governor);
        // 開設した11月11日から閉鎖した11月21日まで: what it dates stands before it.
        let words = lexed.slice(token.start, token.end);
        let bounds = words.contains("まで") || ["から", "より", "以降"].iter().any(|w| words.ends_with(w));
        if dated && bounds && !lexed.text()[token.end as usize..].starts_with(['に', '、', ',', 'は']) {
            from = token.end;
            continue;
        }
        match role(lexed, &token, sentence) {
            Role::Topic => {
                topic = n as u32;
                locals.clear();
            }
            Role::Local if (topic != NONE || !locals.is_empty()) && next_of_tale(lexed, &token, sentence) => {
                topic = n as u32;
                locals.clear();
            }
            Role::Local if topic == NONE && locals.is_empty() && tells_of_teller(lexed, &token, sentence) => topic = n as u32,
            Role::Local => {
                let before = lexed.stretch(token.start.saturating_sub(NEAR), token.start);
                let after = lexed.stretch(token.end, sentence.end.min(token.end + 6 * NEAR));
                if finished(before) || chained(before) && is_news(after) {
                    locals.clear();
                }
                locals.push(n as u32);
            }
            Role::Bound => {}
        }
        from = token.end;
    }
    if topic == NONE { locals.last().copied().unwrap_or(NONE) } else { topic }
}

/// Whether the clause of a local day ends right before a word, which is the noun that it qualifies: 1日に導入した|機器を停止. What is asked is from
/// where to where, and whether an `outer` day is there.
fn closed(lexed: &Lexed, (from, to, outer): (u32, u32, bool)) -> bool {
    const NEXT: u32 = 18;
    outer && lexed.slice(from, to).ends_with('た') && released(lexed.stretch(from, to + NEXT), outer)
}

/// Where the bracket ends in which a date stands with words of its own, which dates nothing outside it: …の状態(古いものは4月から)が分かった.
fn bracket_of(lexed: &Lexed, token: &Token, sentence: &Sentence) -> Option<u32> {
    const FAR: u32 = 240;
    let head = lexed.stretch(sentence.start.max(token.start.saturating_sub(FAR)), token.start);
    let open = head.rfind('(').filter(|at| !head[*at..].contains(')'))?;
    let after = lexed.stretch(token.end, sentence.end.min(token.end + FAR));
    let close = after.find(')').filter(|at| *at > 0 || open + 1 < head.len())?;
    (!after[..close].contains('(')).then_some(token.end + close as u32 + 1)
}

/// Lets go of the innermost local date, and of those that share its verb: 7月19日(第1報)及び8月9日(第2報)でお知らせした本件.
fn pop(lexed: &Lexed, locals: &mut Vec<u32>) {
    const NEAR: usize = 60;
    let mut right = locals.pop();
    while let (Some(left), Some(last)) = (locals.last().copied(), right) {
        let (left, last) = (lexed.tokens[left as usize], lexed.tokens[last as usize]);
        let between = lexed.slice(left.end.min(last.start), last.start);
        let joined = ["及び", "および", "並びに", "と"].iter().any(|w| between.trim_end().ends_with(w));
        if between.len() > NEAR || !joined {
            break;
        }
        right = locals.pop();
    }
}

/// Gives the verb right before a date that date (開設した11月11日から閉鎖した11月21日まで), if there is one.
fn date_verb_before(lexed: &Lexed, sentence: &Sentence, date: usize, governor: &mut [u32]) -> bool {
    /// No verb that only says which day a day is has a longer clause, in bytes.
    const LONGEST: u32 = 90;
    let end = lexed.tokens[date].start;
    let head = lexed.stretch(sentence.start.max(end.saturating_sub(LONGEST)), end);
    let Some(words) = head.strip_suffix('た').filter(|words| verb_before(words) && !words.ends_with("まし")) else {
        return false;
    };
    let from = end - head.len() as u32 + words.rfind(['、', ',', '(', ')', '「', '」', '。']).map_or(0, |at| at as u32);
    // 9月3日に公表した7月1日の…: the verb has a day of its own.
    let whens = lexed.within(from, end).filter(|n| *n < date && lexed.tokens[*n].is_when()).map(|n| lexed.tokens[n]);
    let bounds = |t: &Token| ["から", "より", "以降"].iter().any(|w| lexed.slice(t.start, t.end).ends_with(w));
    if whens.clone().any(|t| !bounds(&t)) {
        return false;
    }
    let from = whens.map(|t| t.end).max().unwrap_or(from);
    for n in lexed.within(from, end).filter(|n| *n < date) {
        governor[n] = date as u32;
    }
    true
}

/// Gives the clause that a day is told of that day (署に相談したのは|7月1日です), but for what has a day of its own in it.
fn date_cleft(lexed: &Lexed, sentence: &Sentence, date: usize, governor: &mut [u32]) {
    /// No clause that is told of a day is longer, in bytes.
    const LONGEST: u32 = 240;
    let end = lexed.tokens[date].start;
    let head = lexed.stretch(sentence.start.max(end.saturating_sub(LONGEST)), end);
    if !is_cleft(head, lexed.slice(lexed.tokens[date].end, sentence.end)) {
        return;
    }
    let ends = |at: &usize| head[*at..].starts_with('。') || ends_clause(&head[..*at]);
    let from = head.rmatch_indices(['、', ',', '。']).map(|(at, _)| at).find(ends).unwrap_or(0);
    let from = end - (head.len() - from) as u32;
    let own = |n: usize| {
        let day = lexed.tokens.get(governor[n] as usize).filter(|day| governor[n] != NONE && day.start >= from);
        day.is_some_and(|day| !closed(lexed, (day.end.min(lexed.tokens[n].start), lexed.tokens[n].start, true)))
    };
    let told: Vec<usize> = lexed.within(from, end).filter(|n| *n < date && !own(*n)).collect();
    for n in told {
        governor[n] = date as u32;
    }
}

/// Gives the noun right before a day, as whose object it stands, that day: 委員会には事故報告を|7月17日に上げた; but 速報を、7月17日に確報を
/// are reports of two days.
fn date_object(lexed: &Lexed, sentence: &Sentence, date: usize, governor: &mut [u32]) {
    /// No noun is longer, in bytes.
    const LONGEST: u32 = 60;
    let end = lexed.tokens[date].start;
    let head = lexed.stretch(sentence.start.max(end.saturating_sub(LONGEST)), end);
    let Some(noun) = head.strip_suffix('を') else { return };
    let len: usize = noun.chars().rev().take_while(|c| is_noun_start(*c) || *c == 'ー').map(char::len_utf8).sum();
    let from = end - (head.len() - noun.len() + len) as u32;
    for n in lexed.within(from, end).filter(|n| *n < date) {
        governor[n] = date as u32;
    }
}

/// Gives the words of the clause before a date in brackets that date, if no other governs them.
fn date_back(lexed: &Lexed, sentence: &Sentence, date: usize, governor: &mut [u32]) {
    let end = lexed.tokens[date].start;
    let head = lexed.slice(sentence.start, end);
    let start = sentence.start + head.rfind(['、', '。', ')']).map_or(0, |at| at as u32);
    // Its own day is told: 被害を5月14日に確認しました(6月1日)
    if lexed.within(start, end).any(|n| n < date && lexed.tokens[n].is_when()) {
        return;
    }
    // 16日に電話で通知したほか、書面で概要を通知(18日発送): the act in the bracket has a day of its own.
    let act = does(&lexed.text()[lexed.tokens[date].end as usize..]);
    for n in lexed.within(start, end).filter(|n| *n < date) {
        if act || governor[n] == NONE {
            governor[n] = date as u32;
        }
    }
}
