//! A case in the terms of others: the cases in which a leak must be reported, and the labels by which others divide incidents. What is
//! told is looked up by facts; a notice says none of it.

use jikenbo_export::crosswalk::{Answer, By, Judged, Match, Placed, Reason, Said, Scheme, Told, Triggers};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::text;
use crate::labels::{Lang, figure, key_label};
use crate::web::page::Asked;

/// The section; nothing where neither a scheme nor the rule has anything to say.
pub(super) fn section(asked: &Asked, told: &Told) -> Markup {
    let placed: Vec<_> = Scheme::all().iter().map(|scheme| (scheme, scheme.labels_of(told))).collect();
    let judged = Triggers::built_in().map(|table| (table, table.judge(told)));
    let speaks = |judged: &[Judged]| judged.iter().any(|one| one.answer != Answer::NotTold);
    let judged = judged.filter(|(_, judged)| speaks(judged));
    if judged.is_none() && placed.iter().all(|(_, labels)| labels.is_empty()) {
        return html! {};
    }
    html! {
        section.candidates.schemes aria-labelledby="schemes-h" {
            h2 #schemes-h { (asked.t(text::SCHEMES)) }
            p.small { (asked.t(text::SCHEMES_ABOUT)) }
            @if let Some((table, judged)) = &judged { (reporting(asked, table, told, judged)) }
            @for (scheme, labels) in &placed { @if !labels.is_empty() { (labels_of(asked, scheme, labels)) } }
        }
    }
}

fn reporting(asked: &Asked, table: &Triggers, told: &Told, judged: &[Judged]) -> Markup {
    html! {
        details {
            summary { (table.name.of(asked.lang)) " " span.small { (summary(asked, judged)) } }
            ul { @for one in judged {
                li {
                    span.answer { (answer(asked, one.answer)) }
                    span.what { (number(asked, one.number)) " " (own(asked, one.label, one.en)) }
                    span.because { @for (at, reason) in one.because.iter().enumerate() { @if at > 0 { (asked.separator()) } (by_reason(asked, reason)) } }
                }
            } }
            @if table.before(told) { p.small { (asked.t(text::BEFORE_RULE)) } }
            @for note in table.notes_for(told) { p.small { (note.of(asked.lang)) } }
            p.small { (asked.t(text::NO_ADVICE)) " " (version(&table.id, &table.version)) }
        }
    }
}

/// The numbers of the cases that are met or may be, in a line.
fn summary(asked: &Asked, judged: &[Judged]) -> String {
    let of = |wanted: Answer| {
        let numbers: Vec<String> =
            judged.iter().filter(|one| one.answer == wanted).map(|one| number(asked, one.number)).collect();
        (!numbers.is_empty()).then(|| format!("{} {}", answer(asked, wanted), numbers.join(asked.separator())))
    };
    let parts: Vec<String> = [Answer::Meets, Answer::May].into_iter().filter_map(of).collect();
    let between = if asked.lang == Lang::Ja { "　" } else { "; " };
    parts.join(between)
}

fn number(asked: &Asked, number: u8) -> String {
    if asked.lang == Lang::Ja { format!("{number}号") } else { format!("no. {number}") }
}

fn answer(asked: &Asked, answer: Answer) -> &'static str {
    asked.t(match answer {
        Answer::Meets => text::MEETS,
        Answer::May => text::MAY,
        Answer::No => text::BELOW,
        Answer::NotTold => text::NOT_TOLD,
    })
}

fn labels_of(asked: &Asked, scheme: &Scheme, labels: &[Placed]) -> Markup {
    let first = labels.first().map(|one| own(asked, one.label, one.en));
    html! {
        details {
            summary { (scheme.name.of(asked.lang)) " " span.small { (first.unwrap_or_default()) @if labels.len() > 1 { " +" (labels.len() - 1) } } }
            ul { @for one in labels {
                li {
                    span.answer { (relation(asked, one.is)) }
                    span.what { (own(asked, one.label, one.en)) }
                    span.because { @for (at, by) in one.because.iter().enumerate() { @if at > 0 { (asked.separator()) } (by_label(asked, by)) } }
                }
            } }
            p.small { (scheme.about.of(asked.lang)) " " (version(&scheme.id, &scheme.version)) }
        }
    }
}

fn version(id: &str, version: &str) -> Markup {
    html! { a href="/crosswalks" lang="en" { "data/crosswalk-" (id) ".toml " (version) } }
}

/// A label in its maker's words; in English with ours behind it.
fn own(asked: &Asked, label: &str, en: &str) -> Markup {
    html! { span lang="ja" { (label) } @if asked.lang == Lang::En { " (" (en) ")" } }
}

fn relation(asked: &Asked, is: Match) -> &'static str {
    asked.t(match is {
        Match::Exact => text::SAME,
        Match::Broader => text::HOLDS_IT,
        Match::Narrower => text::A_PART,
        Match::Related => text::OVERLAPS,
    })
}

fn by_label(asked: &Asked, by: &By) -> Markup {
    html! { span title=(by.why.of(asked.lang)) { (said(asked, &by.said)) } }
}

fn by_reason(asked: &Asked, reason: &Reason) -> Markup {
    html! {
        span title=(reason.why.of(asked.lang)) {
            @if let Some(one) = &reason.said { (said(asked, one)) }
            @if let Some(count) = &reason.figure { (figure(count, asked.lang)) }
        }
    }
}

fn said(asked: &Asked, said: &Said) -> Markup {
    let (key, term) = match said.key {
        "kinds" => ("kinds", asked.t(text::BY_KIND)),
        "causes" => ("causes", asked.t(text::BY_CAUSE)),
        "sector" => ("sector", asked.t(text::BY_SECTOR)),
        "counts" => ("subject", key_label("counts", asked.lang)),
        key => (key, key_label(key, asked.lang)),
    };
    let label = asked.label(key, &said.code);
    html! {
        @match asked.lang {
            Lang::Ja => { (term) "「" (label) "」" }
            Lang::En => { (term) " \u{201c}" (label) "\u{201d}" }
        }
    }
}

/// The labels in every scheme of what is told, for programs.
pub(super) fn labels_as_json(told: &Told) -> Value {
    let of = |scheme: &Scheme| json!({ "scheme": scheme.id, "version": scheme.version, "labels": scheme.labels_of(told) });
    Scheme::all().iter().map(of).collect()
}

/// What the facts say of the cases that must be reported, for programs.
pub(super) fn reporting_as_json(told: &Told) -> Value {
    let of = |table: &Triggers| {
        let note = table.notes_for(told).first().map(|note| json!({ "ja": note.ja, "en": note.en }));
        json!({ "rule": table.id, "version": table.version, "before": table.before(told), "cases": table.judge(told), "note": note })
    };
    json!(Triggers::built_in().map(of))
}
