//! What is said of a report beside its own words: that the authority supervises, and to whom a paper went.

use jikenbo_model::{Authority, Fact};

use super::{called, day, page_of};
use crate::shape::Shaper;

/// Whether the words before an authority say that it supervises: 所轄庁である長峰県にも報告.
pub(super) fn overseen(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Authority>) -> bool {
    const NEAR: usize = 90;
    const OVER: [&str; 14] = [
        "所轄庁である",
        "所管庁である",
        "監督官庁である",
        "監督庁である",
        "監督機関である",
        "所轄官庁である",
        "所管官庁である",
        "主務官庁である",
        "許認可庁である",
        "指定権者である",
        "設置者である",
        "所管する",
        "所轄する",
        "監督する",
    ];
    let lexed = &shaper.text.lexed;
    let at = lexed.folded_at(fact.evidence.span);
    let text = lexed.text();
    let from = text.floor_char_boundary(at.start.saturating_sub(NEAR));
    let until = text.floor_char_boundary((at.start + NEAR).min(text.len()));
    let name: String = fact.value.name.chars().filter(|c| !c.is_whitespace()).collect();
    let words = &text[from..until];
    words.find(&name).is_some_and(|at| OVER.iter().any(|w| words[..at].ends_with(w)))
}

/// Papers that only the police take.
const PAPERS: [&str; 6] = ["被害届", "盗難届", "遺失届", "遺失物届", "紛失届", "被害申告"];

/// A paper that was filed with nobody named went to the police that were named just before: 警察署に通報。18日に被害届を提出.
pub(super) fn filed(shaper: &Shaper<'_, '_, '_>, known: &[Fact<Authority>]) -> Vec<Fact<Authority>> {
    const MOST: usize = 64;
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let finds = shaper.under("timeline").filter(|f| shaper.rule(f).code.as_str() == "authority_report");
    let lone = finds.take(MOST).filter_map(|find| {
        let when = find.tokens().find(|t| tokens[*t].is_when())?;
        let said = text.lexed.stretch(tokens[when].end, tokens[find.last()].end);
        let named = find.tokens().any(|t| page_of(shaper, t).is_some());
        if named || !PAPERS.iter().any(|w| said.contains(w)) {
            return None;
        }
        let date = day(shaper, when)?;
        let word = police_before(shaper, when)?;
        let value = Authority { authority: "police".into(), name: called(shaper, word), date: Some(date) };
        Some(Fact::new(value, shaper.span(find), "authorities/police".into()))
    });
    lone.filter(|f| !known.iter().any(|k| k.value.authority == f.value.authority && k.value.date == f.value.date)).collect()
}

/// The police that are named right before a token, in its sentence or the one before.
fn police_before(shaper: &Shaper<'_, '_, '_>, n: usize) -> Option<usize> {
    const FAR: u32 = 240;
    const MANY: usize = 64;
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let start = tokens[n].start.saturating_sub(FAR);
    let near = (n.saturating_sub(MANY)..n).rev().take_while(|t| tokens[*t].start >= start);
    let police = near.filter(|t| tokens[*t].end <= tokens[n].start).find(|t| page_of(shaper, *t) == Some("police"))?;
    let between = text.lexed.stretch(tokens[police].end, tokens[n].start);
    (between.matches('。').count() <= 1 && between.matches('\n').count() <= 1).then_some(police)
}
