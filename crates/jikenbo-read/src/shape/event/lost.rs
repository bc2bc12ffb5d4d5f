//! Things that were lost or stolen: when they were had back, and when they were lost if only their being missed is told.

use jikenbo_model::{Date, Event, Fact, Precision};

use super::Matter;
use crate::shape::Shaper;

/// Whether a fact is of a code and tells a day.
fn is(fact: &Fact<Event>, code: &str) -> bool {
    fact.value.event.as_str() == code && fact.value.start.precision() == Precision::Day
}

/// A lost thing that is handed over is had back, and the matter contained: 21日、監督が受け取る.
pub(super) fn had_back(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>], matter: &Matter<'_>) {
    const TOOK: [&str; 13] = [
        "受け取る",
        "受け取り",
        "受け取っ",
        "受取",
        "引き取る",
        "引き取り",
        "引き取っ",
        "受領し",
        "引き渡しを受け",
        "引渡しを受け",
        "引き渡され",
        "手元に戻",
        "返却され",
    ];
    const ELSE: [&str; 12] = ["連絡", "報告", "メール", "電話", "書面", "誓約", "通知", "回答", "受領書", "受理", "案内", "謝罪"];
    if !matter.is(&["loss_or_theft"]) {
        return;
    }
    let first: Option<Date> = facts.iter().filter(|f| is(f, "discovery")).map(|f| f.value.start).min();
    let back = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let tail = quote.trim_end_matches(['。', 'た', 'ま', 'し']);
        let took = TOOK.iter().any(|w| tail.ends_with(w));
        let later = first.is_none_or(|day| f.value.start >= day);
        is(f, "other") && later && took && !ELSE.iter().any(|w| quote.contains(w))
    };
    for fact in facts.iter_mut().filter(|f| back(f)) {
        (fact.value.event, fact.evidence.rule) = ("containment".into(), "timeline/containment".into());
    }
}

/// Where only the missing of a thing is told, and that it was missed on the way or at the work in which it was lost
/// (22日、訪問先から戻る途中、書類がないことに気付いた), the day is that of the loss too.
pub(super) fn on_the_way(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    const WAY: [&str; 18] = [
        "途中",
        "帰り",
        "帰宅",
        "戻る際",
        "移動",
        "運ん",
        "運搬",
        "運び",
        "搬送",
        "出張",
        "外出",
        "訪問",
        "検針",
        "配達",
        "集金",
        "巡回",
        "乗車",
        "下車",
    ];
    const LOOKED: [&str; 11] =
        ["点検", "棚卸", "照合", "監査", "整理", "翌", "確認したところ", "調査", "探したところ", "前日", "数日"];
    if !matter.is(&["loss_or_theft"]) || facts.iter().any(|f| f.value.event.as_str() == "occurrence") {
        return;
    }
    let lexed = &shaper.text.lexed;
    let missed = |f: &&Fact<Event>| {
        let quote = lexed.said(f.evidence.span);
        is(f, "discovery") && WAY.iter().any(|w| quote.contains(w)) && !LOOKED.iter().any(|w| quote.contains(w))
    };
    let first = facts.iter().filter(|f| is(f, "discovery")).min_by_key(|f| f.value.start);
    let Some(mut fact) = first.filter(missed).cloned() else { return };
    (fact.value.event, fact.evidence.rule) = ("occurrence".into(), "timeline/occurrence".into());
    fact.also.clear();
    facts.push(fact);
}
