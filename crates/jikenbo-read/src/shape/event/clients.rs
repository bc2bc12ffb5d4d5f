//! Lines that say whose data is told of by what they did in a period: 対象:2020年1月以降に当店の区域で点検を行ったお客様 3,264名

use jikenbo_model::{Event, Fact};

use crate::clause::Line;
use crate::shape::{MOST, Shaper};
use crate::token::Token;

/// What persons are called at the end of such a line.
const PERSONS: [&str; 13] =
    ["お客様", "方々", "方", "会員", "会員様", "患者", "患者様", "患者さん", "利用者", "生徒", "学生", "皆様", "事業者様"];

/// What no client does.
const DEEDS: [&str; 12] =
    ["不正", "攻撃", "侵入", "改ざん", "流出", "漏え", "閲覧され", "表示され", "誤", "かたる", "装", "届い"];

/// Adds the window of each such line; what else its day seemed to tell is none.
pub(super) fn add(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, matter: &super::Matter<'_>) {
    let tokens = shaper.text.tokens();
    for n in shaper.text.whens(0..tokens.len()).take(MOST).filter(|n| bounds(shaper, tokens[*n])) {
        let Some(end) = described(shaper, tokens[n]).filter(|_| facts.len() < MOST) else { continue };
        let Some(when) = tokens[n].form.map(|f| shaper.calendar.when(f)) else { continue };
        let (Some(start), place) = (when.start, shaper.text.lexed.source(tokens[n].start, tokens[n].end)) else { continue };
        // What they will do bounds nobody whose data is out.
        if matter.published.is_some_and(|own| start >= own.value) {
            continue;
        }
        let here = |f: &Fact<Event>| f.evidence.span.start <= place.start && place.end <= f.evidence.span.end;
        if facts.iter().any(|f| here(f) && f.value.event.as_str() == "exposure_window") {
            continue;
        }
        facts.retain(|f| !(here(f) && f.also.is_empty() && matches!(f.value.event.as_str(), "occurrence" | "other")));
        let event = Event { event: "exposure_window".into(), start, end: when.end, start_time: None, end_time: None };
        let known = |f: &Fact<Event>| f.value.event == event.event && f.value.start == event.start && f.value.end == event.end;
        if !facts.iter().any(known) {
            facts.push(Fact::new(event, shaper.text.lexed.source(tokens[n].start, end), "timeline/exposure_window".into()));
        }
    }
}

/// Whether a day bounds a time: a period, or since when.
fn bounds(shaper: &Shaper<'_, '_, '_>, token: Token) -> bool {
    let words = shaper.text.lexed.slice(token.start, token.end);
    token.class == crate::rule::classes::PERIOD || ["以降", "以後"].iter().any(|w| words.ends_with(w))
}

/// Where the persons end that the line of a day describes, if that is all it does.
fn described(shaper: &Shaper<'_, '_, '_>, token: Token) -> Option<u32> {
    const LONGEST: u32 = 480;
    let text = shaper.text;
    let line = text.lines[text.line_at(token.start)];
    if line.end.saturating_sub(line.start) > LONGEST || text.in_title(token.start) {
        return None;
    }
    let label = text.lexed.slice(line.body.min(token.start), token.start).trim();
    let asks = ["対象", "該当", "範囲"].iter().any(|w| label.contains(w)) && label.chars().count() <= 16;
    if !(asks || label.is_empty() && under_persons(shaper, &line)) {
        return None;
    }
    let words = text.lexed.slice(token.end, line.end.max(token.end));
    let at =
        PERSONS.iter().flat_map(|p| words.match_indices(p)).filter(|(at, p)| closes(words, *at, p)).map(|(at, p)| at + p.len());
    let end = at.max()?;
    let told = &words[..end];
    (!told.contains('。') && !DEEDS.iter().any(|w| told.contains(w))).then_some(token.end + end as u32)
}

/// Whether persons stand behind what they did, and nothing but how many they are stands behind them.
fn closes(words: &str, at: usize, person: &str) -> bool {
    let behind = &words[at + person.len()..];
    let figure = |c: char| c.is_ascii_digit() || " :(約最延計、,\t".contains(c);
    let ends = behind.is_empty() || behind.starts_with(figure) || ["の情報", "のうち"].iter().any(|w| behind.starts_with(w));
    words[..at].ends_with('た') && ends
}

/// Whether the heading over a line, or the label on the line above it, speaks of those concerned.
fn under_persons(shaper: &Shaper<'_, '_, '_>, line: &Line) -> bool {
    const SPEAKS: [&str; 6] = ["対象", "お客", "該当", "件数", "人数", "の方"];
    let heading = line.heading.and_then(|n| shaper.text.lines.get(n as usize));
    const OTHERWISE: [&str; 5] = ["通知", "対応", "窓口", "連絡", "お願い"];
    let has = |h: &Line, list: &[&str]| list.iter().any(|w| shaper.text.lexed.slice(h.start, h.end).contains(w));
    heading.is_some_and(|h| has(h, &SPEAKS) && !has(h, &OTHERWISE))
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    fn windows(words: &str) -> Vec<String> {
        let text = format!("青葉ガス株式会社 お客様情報の漏えいについて 2023年11月22日\n\n{words}\n");
        let timeline = Reader::embedded().read(&Notice::plain(&text)).record.timeline;
        let window = timeline.into_iter().filter(|e| e.value.event.as_str() == "exposure_window");
        window.map(|e| format!("{} {}", e.value.start, e.value.end.map_or(String::new(), |d| d.to_string()))).collect()
    }

    #[test]
    fn clients_are_bounded_by_what_they_did() {
        assert_eq!(
            windows("■漏えいした情報\n対象:2020年1月以降に販売店の区域で開栓・保安点検を行ったお客様 3,264名様"),
            ["2020-01 "]
        );
        let long = "(1)対象\n2018年4月1日から2023年6月28日までに、青葉県、緑県において保険の事故のご連絡をいただき、委託先が鑑定を行ったお客さま";
        assert_eq!(windows(long), ["2018-04-01 2023-06-28"]);
        assert_eq!(windows("(1)対象\n2023年4月1日から2023年6月28日までに不正に閲覧されたお客様 12名"), [""; 0]);
    }
}
