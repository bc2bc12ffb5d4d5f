//! What lay open until it was closed.

use jikenbo_model::{Date, Event, Fact, Precision};

use crate::shape::Shaper;

/// Acts whose effect lasts until somebody undoes it.
const OPENS: [&str; 16] = [
    "公開",
    "掲載",
    "共有",
    "設定",
    "アップ",
    "閲覧でき",
    "閲覧可能",
    "見られる",
    "見える",
    "転送",
    "リンク",
    "載せ",
    "公開範囲",
    "丸見え",
    "表示でき",
    "誰でも",
];

/// An exposure that ran on until a stated stop has that stop as its end.
pub(super) fn close(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>]) {
    let stops: Vec<Date> = facts.iter().filter(|f| f.value.event.as_str() == "containment").map(|f| f.value.start).collect();
    for fact in facts.iter_mut().filter(|f| f.value.event.as_str() == "occurrence" && f.value.end.is_none()) {
        let from = fact.evidence.span.start as usize;
        let rest = shaper.text.notice.text.get(from..).unwrap_or("");
        let quote = rest.split(['。', '\n']).next().unwrap_or("");
        let head: String = quote.chars().take(40).collect();
        let open = ["より、", "から、", "頃より", "ごろより", "頃から", "ごろから", "以降"].iter().any(|w| head.contains(w));
        let opened = open || fact.value.start.precision() == Precision::Day && OPENS.iter().any(|w| quote.contains(w));
        let opened = opened && fact.value.start.precision() == Precision::Day;
        let stop = stops.iter().filter(|d| d.precision() == Precision::Day && **d >= fact.value.start).min();
        if let Some(stop) = stop.filter(|_| opened) {
            fact.value.end = Some(*stop);
        }
    }
}

/// An exposure that is told twice, with its end and without, is one.
pub(super) fn once(facts: &mut Vec<Fact<Event>>) {
    let mut seen: Vec<Event> = Vec::new();
    facts.retain(|f| {
        let lasted = f.value.event.as_str() == "occurrence" && f.value.end.is_some();
        let told = lasted && seen.iter().any(|e| e.start == f.value.start && e.end == f.value.end);
        if lasted && !told {
            seen.push(f.value.clone());
        }
        !told
    });
}
