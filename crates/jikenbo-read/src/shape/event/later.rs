//! What of an event's words shows that something else was meant: it was only ordered, told on within the house, or done by the attacker.

use jikenbo_model::{Date, Event, Fact, Precision};

use crate::shape::Shaper;

/// Settles all of these.
pub(super) fn settle(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    by_attacker(shaper, facts);
    ordered_first(shaper, facts);
    told_up(shaper, facts);
}

fn of(fact: &Fact<Event>, code: &str) -> bool {
    fact.value.event.as_str() == code
}

/// Where an inquiry is ordered on one day and begins on a later one, the first is no beginning: 15日 調査を依頼 … 20日 調査開始.
fn ordered_first(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>]) {
    const BEGINS: [&str; 5] = ["開始", "着手", "始め", "始ま", "入る"];
    let begins = |f: &Fact<Event>| BEGINS.iter().any(|w| shaper.text.lexed.said(f.evidence.span).contains(w));
    let begun = facts.iter().filter(|f| of(f, "investigation_start") && begins(f)).map(|f| f.value.start).max();
    let ordered = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        of(f, "investigation_start") && !begins(f) && ["依頼", "委託", "要請"].iter().any(|w| quote.ends_with(w))
    };
    for fact in facts.iter_mut().filter(|f| begun.is_some_and(|begun| f.value.start < begun) && ordered(f)) {
        fact.value.event = "other".into();
    }
}

/// What a school or an office tells its board or its head office of what it noticed before (26日、学校長から教育委員会に報告があった) is no
/// discovery.
fn told_up(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>]) {
    const BELOW: [&str; 12] =
        ["校長", "園長", "所長", "館長", "施設長", "支店長", "店長", "同校", "同園", "同施設", "同支店", "当該校"];
    let noticed = facts.iter().filter(|f| of(f, "discovery")).map(|f| f.value.start).min();
    let later = |day: Date| noticed.is_some_and(|n| n < day && n.precision() == Precision::Day);
    for fact in facts.iter_mut().filter(|f| of(f, "discovery") && f.also.is_empty() && later(f.value.start)) {
        let quote = shaper.text.lexed.said(fact.evidence.span);
        let below = BELOW.iter().any(|w| quote.contains(&format!("{w}から")) || quote.contains(&format!("{w}より")));
        if below && quote.contains("報告") {
            fact.value.event = "other".into();
        }
    }
}

/// What the attacker stopped, switched off or set up again was not stopped by the house: 攻撃者は11月3日までにウイルス対策ソフトを停止させ.
fn by_attacker(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    const DEEDS: [&str; 4] = ["containment", "recovery", "investigation_start", "individual_notice"];
    facts.retain(|f| !(DEEDS.contains(&f.value.event.as_str()) && theirs(shaper, f)));
}

/// Whether the attacker is what a fact's sentence speaks of, and nobody else is named behind.
fn theirs(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Event>) -> bool {
    const FAR: u32 = 360;
    const THEY: [&str; 6] = ["攻撃者は", "攻撃者が", "侵入者は", "侵入者が", "犯人は", "犯人が"];
    let lexed = &shaper.text.lexed;
    let folded = lexed.folded_at(fact.evidence.span);
    let end = folded.end as u32;
    let before = lexed.stretch(end.saturating_sub(FAR), end).rsplit(['。', '\n']).next().unwrap_or("");
    let they = THEY.iter().filter_map(|w| before.rfind(w).map(|at| at + w.len())).max();
    they.is_some_and(|at| !["当社", "弊社", "本学", "当院", "同社", "本市", "当方"].iter().any(|w| before[at..].contains(w)))
}
