//! Authorities in a list under a word for a report, each with its day in brackets: 報告先:個人情報保護委員会(5月7日)、みどり警察署(5月8日).

use jikenbo_model::{Authority, Fact};

use super::{add, called, day, page_of};
use crate::clause::{Kind, Line};
use crate::label::bare;
use crate::rule::classes;
use crate::shape::Shaper;

/// No label before the list is longer, in characters.
const LABEL: usize = 16;

/// How many words before a day may be names of authorities that have it.
const NEAR: usize = 24;

/// With what a heading or label of such a list ends: 報告書の様式, 相談窓口 and 報告が必要な場合 are none.
const REPORTS: [&str; 17] = [
    "報告",
    "報告先",
    "報告等",
    "報告状況",
    "届け出",
    "届け出先",
    "届け出状況",
    "相談",
    "相談状況",
    "通報",
    "通報状況",
    "関係機関",
    "行政機関",
    "当局",
    "監督官庁",
    "対応状況",
    "連絡状況",
];

/// Adds an entry for each authority whose day stands in brackets right behind it, and for those named before it without one.
pub(super) fn list(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Authority>>) {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    for date in text.places.of(classes::DATE).iter().map(|t| *t as usize) {
        let token = tokens[date];
        let bracketed =
            text.lexed.text()[..token.start as usize].ends_with('(') && text.lexed.text()[token.end as usize..].starts_with(')');
        let ends = |t: &usize| tokens[*t].end + 1 == token.start && page_of(shaper, *t).is_some();
        let word = (date.saturating_sub(NEAR)..date).rev().filter(|_| bracketed).find(ends);
        let line = text.lines[text.line_at(token.start)];
        if let Some(word) = word.filter(|_| facts.len() < crate::shape::MOST && of_reports(shaper, &line)) {
            told(shaper, line.body, word, date, facts);
        }
    }
}

/// The entry of an authority, and those of the ones before it in the list that have no day of their own.
fn told(shaper: &Shaper<'_, '_, '_>, from: u32, word: usize, date: usize, facts: &mut Vec<Fact<Authority>>) {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let since = text.lexed.slice(from, tokens[word].start).rfind(')').map_or(from, |at| from + at as u32);
    let all = text.lexed.within(since, tokens[word].end);
    for n in all.start.max(word.saturating_sub(NEAR))..all.end {
        let Some(code) = page_of(shaper, n) else { continue };
        let value = Authority { authority: code.into(), name: called(shaper, n), date: day(shaper, date) };
        let span = text.lexed.source(tokens[n].start, tokens[date].end);
        add(facts, Fact::new(value, span, format!("authorities/{code}").as_str().into()));
    }
}

/// Whether a line begins with a label that speaks of reports, or stands under a heading that does.
fn of_reports(shaper: &Shaper<'_, '_, '_>, line: &Line) -> bool {
    let text = shaper.text;
    let speaks = |words: &str| REPORTS.iter().any(|w| bare(words).ends_with(w));
    let words = text.lexed.stretch(line.body, line.end.min(line.body + 3 * LABEL as u32));
    let label = words.find([':', '\t', ' ', '】']).map_or("", |at| &words[..at]);
    let heading = line.heading.map(|n| text.lines[n as usize]).filter(|h| h.end - h.start < 120);
    speaks(label) || heading.is_some_and(|h| speaks(text.lexed.slice(h.start, h.end)))
}

/// Whether a heading only says to what sort of office was reported, and the lines below name them: 行政機関への報告 ⏎ 個人情報保護委員会(5月7日).
pub(super) fn of_sort(shaper: &Shaper<'_, '_, '_>, word: usize) -> bool {
    const SORTS: [&str; 7] = ["行政機関", "関係機関", "監督官庁", "監督省庁", "関係省庁", "関係当局", "監督当局"];
    let (text, token) = (shaper.text, shaper.text.tokens()[word]);
    let at = text.line_at(token.start);
    let heads = matches!(text.lines[at].kind, Kind::Heading(_)) && SORTS.contains(&text.lexed.slice(token.start, token.end));
    if !heads {
        return false;
    }
    let below = text.lines[at + 1..].iter().find(|l| l.kind != Kind::Blank);
    below.is_some_and(|l| text.lexed.within(l.start, l.end).any(|t| page_of(shaper, t).is_some()))
}

/// Lines that hold an authority and a day, and no more: 警視庁 令和7年12月22日.
pub(super) fn rows(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Authority>>) {
    const LONGEST: u32 = 180;
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    for date in text.places.of(classes::DATE).iter().map(|t| *t as usize) {
        if facts.len() >= crate::shape::MOST {
            break;
        }
        let line = text.lines[text.line_at(tokens[date].start)];
        if line.end - line.start > LONGEST {
            continue;
        }
        let named = text.lexed.within(line.body, line.end).find_map(|t| Some((page_of(shaper, t)?, t)));
        let Some((code, word)) = named else { continue };
        let (first, second) = if tokens[word].start < tokens[date].start { (word, date) } else { (date, word) };
        let head = text.lexed.slice(line.body, tokens[first].start);
        let between = text.lexed.slice(tokens[first].end, tokens[second].start);
        let tail = text.lexed.slice(tokens[second].end, line.end);
        let own_name = |c: char| first == word && matches!(c, '一'..='龠' | 'ァ'..='ヴ' | 'ー' | '・');
        let alone = head.chars().all(own_name) && is_report(between) && is_report(tail);
        if let Some(date) = day(shaper, date).filter(|_| alone) {
            let value = Authority { authority: code.into(), name: called(shaper, word), date: Some(date) };
            let span = text.lexed.source(tokens[first].start, tokens[second].end);
            add(facts, Fact::new(value, span, format!("authorities/{code}").as_str().into()));
        }
    }
}

/// Whether words say no more than that something was reported: への報告, に相談 :
fn is_report(words: &str) -> bool {
    const WORDS: [&str; 15] = [
        "",
        "報告",
        "相談",
        "届け出",
        "通報",
        "被害届",
        "速報",
        "確報",
        "連絡",
        "報告日",
        "報告済",
        "報告済み",
        "提出",
        "被害相談",
        "申告",
    ];
    let bare = words.trim_matches([' ', '\t', ':', '(', ')', '・', '|', '、', '。']);
    let bare = bare.trim_start_matches("への").trim_start_matches(['へ', 'に']).trim_start_matches("(速報)");
    WORDS.contains(&bare)
}
