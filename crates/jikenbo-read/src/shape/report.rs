//! Reports whose day stands behind the authority, before its predicate or without one of its own: 県には16日、委員会には20日に届け出た;
//! 委員会への確報は7月25日までに行う; 確報は5月2日までに提出する.

use jikenbo_model::{Authority, Fact};

use super::Shaper;
use super::authority::{called, day, page_of};

/// How many tokens behind an authority its day is looked for, and its report.
const FAR: usize = 48;

/// The most reports that are read so.
const MOST: usize = 64;

/// The reports, each with its day.
pub(crate) fn reports(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<Authority>> {
    let mut facts = Vec::new();
    let Some(report) = shaper.rules.names.get("report_to") else { return facts };
    let tokens = shaper.text.tokens();
    let mut known = None;
    for (n, token) in tokens.iter().enumerate() {
        if facts.len() >= MOST {
            break;
        }
        let named = shaper.rules.names.hiding(token.class).authority;
        if let Some(code) = named.then(|| page_of(shaper, n)).flatten() {
            if code == "ppc" {
                known = Some(n);
            }
            days_behind(shaper, n, code, &mut facts);
        } else if token.class == report && shaper.text.lexed.slice(token.start, token.end) == "確報" {
            facts.extend(known.and_then(|word| final_report(shaper, n, word)));
        } else if token.class == report && shaper.text.lexed.slice(token.start, token.end).starts_with("速報") {
            facts.extend(first_of_two(shaper, n));
        }
    }
    facts
}

/// What stands between an authority and the day of the report to it.
const TO: &[&str] = &["には", "へは", "にも", "へも", "に", "へ", "には、", "へは、"];

/// The same, with the name of the report.
const REPORT_TO: &[&str] = &["への報告", "への速報", "への確報", "への届け出", "への相談", "への通報", "への被害届", "への連絡"];

/// The days that follow an authority's name, and the authorities named right before it.
fn days_behind(shaper: &Shaper<'_, '_, '_>, word: usize, code: &str, facts: &mut Vec<Fact<Authority>>) {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let sentence = *text.sentence(word);
    let mut when = text.whens(word + 1..tokens.len().min(word + FAR)).next();
    let Some(first) = when.filter(|t| tokens[*t].start < sentence.end) else { return };
    let between = text.lexed.slice(tokens[word].end, tokens[first].start);
    let named =
        REPORT_TO.iter().any(|w| between.strip_prefix(w).is_some_and(|rest| matches!(rest, "は" | "は、" | "を" | "については")));
    if !named && !TO.contains(&between) {
        return;
    }
    if !followed(shaper, first, sentence.end, named) {
        return;
    }
    while let Some(date) = when {
        let fact = fact(shaper, code, word, date);
        facts.extend(fact);
        when = text.whens(date + 1..tokens.len().min(date + FAR)).next().filter(|next| {
            let joint = text.lexed.slice(tokens[date].end.min(tokens[*next].start), tokens[*next].start);
            ["と", "及び", "および"].contains(&joint)
        });
    }
}

/// Whether the report is told behind its day: in the sentence, before anything else ends.
fn followed(shaper: &Shaper<'_, '_, '_>, date: usize, end: u32, named: bool) -> bool {
    const DONE: &[&str] = &["済ませ", "行い", "行う", "行っ", "終え", "提出", "完了", "実施", "し", "いたし", "予定", "済"];
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let after = text.lexed.slice(tokens[date].end, end);
    let bare = after.trim_start_matches(['に', '付', 'け', 'で', '、', '中']).trim_start_matches("までに");
    if named {
        return DONE.iter().any(|w| bare.starts_with(w));
    }
    let report = shaper.rules.names.get("report_to");
    let told = text.lexed.within(tokens[date].end, end).take(FAR).find(|t| Some(tokens[*t].class) == report);
    told.is_some_and(|t| !text.lexed.slice(tokens[date].end, tokens[t].start).contains(['し', 'り', 'た']))
}

/// The final report to the commission, whose name is told before: 5月26日に確報を出し, 確報は5月2日までに提出.
fn final_report(shaper: &Shaper<'_, '_, '_>, report: usize, word: usize) -> Option<Fact<Authority>> {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let behind = (report + 1..tokens.len().min(report + 4)).find(|t| tokens[*t].is_when()).filter(|t| {
        ["は", "は、", "を", "については、", "については"].contains(&text.lexed.slice(tokens[report].end, tokens[*t].start))
    });
    let before = || {
        let date = tokens[..report].iter().enumerate().rev().take(6).find(|(_, t)| t.is_when())?;
        let joint = text.lexed.slice(date.1.end.min(tokens[report].start), tokens[report].start);
        ["に", "までに", "付で", "付けで", "に、", "中に", ""].contains(&joint).then_some(date.0)
    };
    fact(shaper, "ppc", word, behind.or_else(before)?)
}

/// The first report of two that are told together, before the commission: 6月3日に*速報*を、7月2日に確報を委員会に提出.
fn first_of_two(shaper: &Shaper<'_, '_, '_>, report: usize) -> Option<Fact<Authority>> {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let token = tokens[report];
    let day = (report.saturating_sub(6)..report).rev().find(|t| tokens[*t].is_when())?;
    let joint = text.lexed.slice(tokens[day].end.min(token.start), token.start);
    let next = (report + 1..tokens.len().min(report + 6)).find(|t| tokens[*t].is_when() && tokens[*t].start >= token.end)?;
    let between = text.lexed.slice(token.end, tokens[next].start);
    let told = ["に", "付で", "付けで", ""].contains(&joint) && ["、", "を、", "を", ","].contains(&between);
    let end = text.sentence(report).end;
    let word = (next + 1..tokens.len().min(next + FAR)).filter(|_| told).find(|t| page_of(shaper, *t) == Some("ppc"))?;
    let last = text.lexed.slice(tokens[next].end, tokens[word].start);
    let paper = ["確報", "続報", "最終報告", "詳報"].iter().any(|w| last.contains(w));
    (paper && tokens[word].end <= end).then(|| fact(shaper, "ppc", word, day)).flatten()
}

/// A report with its day; the quote holds both words if they stand near, else the day alone.
fn fact(shaper: &Shaper<'_, '_, '_>, code: &str, word: usize, date: usize) -> Option<Fact<Authority>> {
    let tokens = shaper.text.tokens();
    let (first, last) = (tokens[word], tokens[date]);
    let value = Authority { authority: code.into(), name: called(shaper, word), date: Some(day(shaper, date)?) };
    let near = first.end <= last.start && last.start - first.end < 120;
    let span = shaper.text.lexed.source(if near { first.start } else { last.start }, last.end);
    Some(Fact::new(value, span, format!("authorities/{code}").as_str().into()))
}
