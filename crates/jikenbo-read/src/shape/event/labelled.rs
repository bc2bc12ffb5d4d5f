//! Dates that stand alone under a heading that names the event: 判明日時 ⏎ 令和4年11月20日.

use jikenbo_model::{Event, Fact};

use super::{column, join_day};
use crate::clause::Kind;
use crate::label::bare;
use crate::resolve::When;
use crate::rule::Class;
use crate::shape::{MOST, Shaper};

/// The events whose pages have a class of labels.
const CODES: [&str; 9] = [
    "occurrence",
    "discovery",
    "exposure_window",
    "recovery",
    "sanction",
    "investigation_start",
    "investigation_end",
    "publication",
    "individual_notice",
];

/// The classes of words that are labels, by the event that they ask for.
pub(super) struct Labels(Vec<(&'static str, Class)>);

impl Labels {
    pub(super) fn new(shaper: &Shaper<'_, '_, '_>) -> Self {
        let class = |code: &str| shaper.rules.names.get(&format!("timeline/{code}#label"));
        Self(CODES.iter().filter_map(|code| Some((*code, class(code)?))).collect())
    }

    /// The code of the label that ends the words at `start..end`.
    pub(super) fn ends(&self, shaper: &Shaper<'_, '_, '_>, start: u32, end: u32) -> Option<&'static str> {
        let text = &shaper.text.lexed;
        text.within(start, end).rev().find_map(|t| {
            let token = text.tokens[t];
            let rest = text.slice(token.end, end).trim_matches(ENDS);
            let code = self.0.iter().find(|(_, class)| *class == token.class)?.0;
            rest.is_empty().then_some(code)
        })
    }
}

/// Adds an event for each date that is alone on its line or in its cell, if the line over it, or the head of its column, is a label.
pub(super) fn add(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, labels: &Labels) {
    let tokens = shaper.text.tokens();
    for token in shaper.text.whens(0..tokens.len()) {
        let line = shaper.text.line_at(tokens[token].start);
        let over = || alone(shaper, token, line).then(|| label(shaper, line, labels)).flatten();
        let code = over().or_else(|| beside(shaper, token, line, labels)).or_else(|| column::code(shaper, token, labels));
        if let Some(fact) = code.and_then(|code| fact(shaper, token, code)).filter(|_| facts.len() < MOST) {
            // 調査時期 ⏎ 2月13日~3月9日: its last day, too.
            if let Some(end) = super::span::inquiry_end(shaper, &fact, token) {
                join_day(facts, end);
            }
            join_day(facts, fact);
        }
    }
}

/// What may stand behind a date that is all its line tells.
const AFTER: &[char] = &[' ', ')', '】', '頃', '.', '。', 'で', 'す', 'の', '間', 'ま', '時', '点', '午', '前', '後', 'ご', 'ろ'];

/// Whether nothing but a date (or period) stands on its line.
fn alone(shaper: &Shaper<'_, '_, '_>, token: usize, line: usize) -> bool {
    const FAR: u32 = 360;
    let (text, token, line) = (&shaper.text.lexed, shaper.text.tokens()[token], shaper.text.lines[line]);
    if token.start.saturating_sub(line.body) > FAR || line.end.saturating_sub(token.end) > FAR {
        return false;
    }
    let before = unnumbered(answer(text.slice(line.body, token.start))).trim_matches(['(', '【', ' ']);
    // 受付を始めた6月20日から…まで: what stands before the day only says which day it is.
    let short = before.char_indices().nth(LONGEST).is_none();
    let said = short && before.ends_with('た') && !before.contains(['。', '、']);
    (before.is_empty() || said) && without_length(text.slice(token.end, line.end)).trim_matches(AFTER).is_empty()
}

/// The code of the label in brackets before a date that is all the line tells besides: 【発覚時期】2022年11月1日
fn beside(shaper: &Shaper<'_, '_, '_>, token: usize, line: usize, labels: &Labels) -> Option<&'static str> {
    const FAR: u32 = 90;
    let (text, token, line) = (&shaper.text.lexed, shaper.text.tokens()[token], shaper.text.lines[line]);
    if token.start.saturating_sub(line.body) > FAR || line.end.saturating_sub(token.end) > FAR {
        return None;
    }
    let before = text.slice(line.body, token.start).trim_end();
    let bracketed = before.starts_with(['【', '<', '〈', '《']) && before.ends_with(['】', '>', '〉', '》']);
    let after = text.slice(token.end, line.end);
    if bracketed && after.trim_matches(AFTER).is_empty() {
        return labels.ends(shaper, line.body, token.start).or_else(|| short(bare(before)));
    }
    // 復旧 5月14日 午前7時; | 侵入日 | 5月14日 |
    let parted = text.slice(line.body, token.start).ends_with([' ', ':', '/', '|', '\t', ')', '】']);
    let clock = |c: char| c.is_ascii_digit() || "分|\t予定(よりか順次らに発送済み完了)".contains(c) || AFTER.contains(&c);
    let name = bare(before).trim_matches(MARKS);
    let whole = parted && after.chars().all(clock) && name.char_indices().nth(LONGEST).is_none();
    whole.then(|| labels.ends(shaper, line.body, token.start).or_else(|| brief(name))).flatten()
}

/// The marks that stand about a label.
const MARKS: &[char] = &[' ', ':', '/', '|', '\t', '・', '■', '●', '○', '◆', '□', '(', ')', '【', '】', '日', '時'];

/// What a label asks for that is one only where nothing but a day stands beside it: 復旧 5月14日; 個別通知 5月14日.
fn brief(label: &str) -> Option<&'static str> {
    const BACK: [&str; 5] = ["復旧", "再開", "復旧完了", "回復", "再稼働"];
    const STOPPED: [&str; 6] = ["停止", "遮断", "隔離", "閉鎖", "回収", "切断"];
    const BEFELL: [&str; 13] = [
        "紛失",
        "盗難",
        "侵入",
        "攻撃",
        "感染",
        "誤送信",
        "誤送付",
        "流出",
        "漏えい",
        "改ざん",
        "不正アクセス",
        "不正ログイン",
        "発生",
    ];
    const NOTICED: [&str; 6] = ["検知", "発覚", "判明", "発見", "認知", "覚知"];
    const PERSONS: [&str; 12] =
        ["本人", "お客様", "客", "対象者", "該当者", "会員", "患者", "保護者", "家族", "利用者", "対象の方", "個別"];
    const TOLD: [&str; 6] = ["通知", "連絡", "お知らせ", "お詫び", "謝罪", "説明"];
    let ends = |list: &[&str]| list.iter().any(|w| label.ends_with(w));
    let other = ["再開の", "調査", "警察", "委員会", "防止", "終了", "窓口", "受付"].iter().any(|w| label.contains(w));
    if other || label.contains(['、', '。', 'を']) {
        None
    } else if ends(&TOLD) && PERSONS.iter().any(|w| label.contains(w)) {
        Some("individual_notice")
    } else if ends(&BACK) {
        Some("recovery")
    } else if ends(&STOPPED) {
        Some("containment")
    } else if ends(&NOTICED) {
        Some("discovery")
    } else {
        ends(&BEFELL).then_some("occurrence")
    }
}

/// What a label asks for that is too short to be a word of a page: alone on its line, or in brackets.
pub(crate) fn short(label: &str) -> Option<&'static str> {
    match label {
        "発生" | "いつ" => Some("occurrence"),
        "判明" | "発覚" | "発見" | "検知" | "覚知" | "認知" => Some("discovery"),
        _ => None,
    }
}

/// Words without how long it took: まで(7日間).
fn without_length(words: &str) -> &str {
    let Some((before, length)) = words.trim_end_matches(['。', ' ']).strip_suffix("間)").and_then(|w| w.rsplit_once('('))
    else {
        return words;
    };
    let counted = length.trim_start_matches(['約', '計']).starts_with(|c: char| c.is_ascii_digit());
    if counted { before } else { words }
}

/// No clause that says which day a day is is longer.
const LONGEST: usize = 24;

/// Words without the marks that say of which groups the day is: (A)(B) 4月1日.
fn unnumbered(words: &str) -> &str {
    let mut rest = words.trim_start();
    while let Some((mark, after)) = rest.strip_prefix('(').and_then(|w| w.split_once(')')) {
        if mark.is_empty() || mark.len() > 3 || mark.contains(['月', '火', '水', '木', '金', '土', '日']) {
            break;
        }
        rest = after.trim_start_matches([' ', '・', '、', ':']);
    }
    nth(rest).unwrap_or(rest)
}

/// The words behind which time of several it was: 第2回|, 2回目|.
fn nth(words: &str) -> Option<&str> {
    let (number, rest) = words.split_once('回')?;
    let number = number.strip_prefix('第').unwrap_or(number);
    let counts = !number.is_empty() && number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
    counts.then(|| rest.trim_start_matches('目').trim_start_matches([' ', ':', '・', '、']))
}

/// The words of an answer without its mark: A2. …, A …
fn answer(words: &str) -> &str {
    let rest = words.trim_start().strip_prefix(['A', '答']).unwrap_or(words);
    rest.trim_start_matches(|c: char| c.is_ascii_digit() || ".:)、 ".contains(c))
}

/// What may follow a label: いつからいつまでですか。
const ENDS: &[char] =
    &[':', '|', '/', '\t', ' ', '】', '>', '〉', '》', ')', '」', ']', '等', '?', '。', 'で', 'す', 'か', 'の', 'こ', 'と'];

/// The code of the label that ends the line over a line; other dates of the label may stand between.
fn label(shaper: &Shaper<'_, '_, '_>, line: usize, labels: &Labels) -> Option<&'static str> {
    const FAR: usize = 6;
    let text = shaper.text;
    let above = (line.saturating_sub(FAR)..line).rev().filter(|n| text.lines[*n].kind != Kind::Blank);
    for n in above {
        let over = text.lines[n];
        let words = bare(text.lexed.stretch(over.start, over.end.min(over.start + 60)));
        let named = labels.ends(shaper, over.start, over.end).or_else(|| short(words));
        if named.is_some() {
            return named;
        }
        // Another date of the same label.
        let when = text.lexed.within(over.start, over.end).find(|t| text.tokens()[*t].is_when());
        if !when.is_some_and(|t| alone(shaper, t, n)) {
            return None;
        }
    }
    None
}

/// The event of a date whose label is its whole sentence: the date is the quote.
fn fact(shaper: &Shaper<'_, '_, '_>, token: usize, code: &str) -> Option<Fact<Event>> {
    let token = shaper.text.tokens()[token];
    let When { start, end, start_time, end_time } = shaper.calendar.when(token.form?);
    let has_end = matches!(code, "occurrence" | "exposure_window");
    let end = end.filter(|_| has_end && start.is_some());
    let event = Event { event: code.into(), start: start?, end, start_time, end_time: end_time.filter(|_| end.is_some()) };
    Some(Fact::new(event, shaper.text.lexed.source(token.start, token.end), format!("timeline/{code}").as_str().into()))
}
