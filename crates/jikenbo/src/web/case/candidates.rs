//! Techniques and safeguards that may belong to a case: candidates, each with the way by which it was found.

use maud::{Markup, html};

use super::{Shown, text};
use crate::labels::Lang;
use crate::web::page::Asked;
use jikenbo_export::crosswalk::{Because, Candidate, Candidates, Crosswalk};

/// The section; nothing where neither kind nor cause is known.
pub(super) fn section(asked: &Asked, shown: &Shown) -> Markup {
    of(asked, &Crosswalk::built_in().candidates(&shown.version.reading.record))
}

/// The section of what may belong to a case.
pub(super) fn of(asked: &Asked, candidates: &Candidates) -> Markup {
    let table = Crosswalk::built_in();
    if candidates.techniques.is_empty() && candidates.safeguards.is_empty() {
        return html! {};
    }
    html! {
        section.candidates aria-labelledby="candidates-h" {
            h2 #candidates-h { (asked.t(text::CANDIDATES)) }
            p.small { (asked.t(text::CANDIDATES_ABOUT)) }
            h3 { (asked.t(text::TECHNIQUES)) }
            @if candidates.techniques.is_empty() { p.none { (asked.t(text::NO_TECHNIQUE)) } }
            ul { @for one in &candidates.techniques { (technique(asked, one)) } }
            h3 { (asked.t(text::CONTROLS)) }
            ul { @for one in &candidates.safeguards { (row(asked, one, &html! { code { (one.id) } })) } }
            details.sources-of {
                summary { (asked.t(text::SOURCES_OF)) }
                ul.small lang="en" {
                    li { "data/crosswalk-attack.toml " (table.version) }
                    @for source in table.sources.values() { li { (source) } }
                }
            }
        }
    }
}

fn technique(asked: &Asked, one: &Candidate) -> Markup {
    let address = format!("https://attack.mitre.org/techniques/{}/", one.id.replace('.', "/"));
    row(asked, one, &html! { a href=(address) rel="noopener noreferrer" { code { (one.id) } } })
}

fn row(asked: &Asked, one: &Candidate, id: &Markup) -> Markup {
    html! {
        li {
            (id)
            span.what lang="en" { (one.name) }
            span.because { @for (at, because) in ways(&one.because).iter().enumerate() { @if at > 0 { (asked.separator()) } (way(asked, because)) } }
        }
    }
}

/// Each code once, though several of VERIS's enumerations may lie between.
fn ways(all: &[Because]) -> Vec<&Because> {
    let mut out: Vec<&Because> = Vec::new();
    for because in all {
        if !out.iter().any(|known| (known.key, &known.code) == (because.key, &because.code)) {
            out.push(because);
        }
    }
    out
}

fn way(asked: &Asked, because: &Because) -> Markup {
    let term = asked.t(if because.key == "kinds" { text::BY_KIND } else { text::BY_CAUSE });
    let label = asked.label(because.key, &because.code);
    let often = if because.said { "" } else { asked.t(text::OFTEN) };
    html! {
        span title={ "VERIS " (because.veris) } {
            @match asked.lang {
                Lang::Ja => { (term) "「" (label) "」" (often) }
                Lang::En => { (term) " \u{201c}" (label) "\u{201d}" @if !often.is_empty() { ", " (often) } }
            }
        }
    }
}
