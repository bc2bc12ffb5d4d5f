//! What a version changed, against the one before it: the facts first, then the words.

use maud::{Markup, html};

use super::Shown;
use crate::changes::{self, FactChange, Piece, Said, Side};
use crate::labels::key_label;
use crate::web::page::{Asked, words};
use crate::web::text;

/// Of the words that did not change, so many letters are shown on each side of a change.
const AROUND: usize = 30;

/// The section; nothing for the first version.
pub(super) fn changes(asked: &Asked, shown: &Shown) -> Markup {
    let Some(older) = shown.filed.versions.get(shown.version_at + 1) else { return html! {} };
    let (old, new) = (&older.notice.text, &shown.version.notice.text);
    let facts = changes::facts((&older.reading, old), (&shown.version.reading, new));
    let pieces = changes::words(old, new);
    let (removed, added) = changes::count(&pieces);
    html! {
        section.changes aria-labelledby="changes-h" {
            h2 #changes-h {
                (asked.t(text::CHANGES)) " "
                span.small { time { (super::origin::day(&older.origin.clipped)) } " → " time { (super::origin::day(&shown.version.origin.clipped)) } }
            }
            @if facts.is_empty() { p.none { (asked.t(text::CHANGES_NO_FACT)) } }
            ul.fact-changes { @for change in &facts { (fact(asked, change)) } }
            details {
                summary { (asked.t(text::CHANGES_WORDS)) " " span.figure { "−" (removed) " +" (added) (asked.t(text::CHARACTERS)) } }
                div.difference lang="ja" { (difference(&pieces)) }
            }
        }
    }
}

fn fact(asked: &Asked, change: &FactChange) -> Markup {
    let what = match (&change.before, &change.after) {
        (Some(_), Some(_)) => text::CHANGED,
        (None, _) => text::ADDED,
        (_, None) => text::WITHDRAWN,
    };
    html! {
        li {
            span.term { (key_label(&change.key, asked.lang)) }
            span.what { (asked.t(what)) }
            div.values {
                @if let Some(before) = &change.before { del { (value(asked, &change.key, before)) } }
                @if change.before.is_some() && change.after.is_some() { span.arrow { " → " } }
                @if let Some(after) = &change.after { ins { (value(asked, &change.key, after)) } }
            }
        }
    }
}

fn value(asked: &Asked, key: &str, said: &Said) -> Markup {
    html! {
        span.value { bdi { (words(&changes::told(key, &said.value, asked.lang))) } } " "
        @if !said.quote.is_empty() { q lang="ja" { bdi { (words(said.quote.trim())) } } }
    }
}

fn difference(pieces: &[Piece<'_>]) -> Markup {
    let last = pieces.len().saturating_sub(1);
    html! {
        p {
            @for (at, piece) in pieces.iter().enumerate() {
                @match piece.side {
                    Side::Both => (kept(piece.text, at == 0, at == last)),
                    Side::Removed => del { (lines(piece.text)) },
                    Side::Added => ins { (lines(piece.text)) },
                }
            }
        }
    }
}

/// Words that did not change, with the middle of a long stretch left out.
fn kept(text: &str, first: bool, last: bool) -> Markup {
    let letters = text.chars().count();
    let (head, tail) = (if first { 0 } else { AROUND }, if last { 0 } else { AROUND });
    if letters <= head + tail + AROUND {
        return lines(text);
    }
    let cut = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    html! { (lines(&text[..cut(head)])) span.gap { "……" } (lines(&text[cut(letters - tail)..])) }
}

fn lines(text: &str) -> Markup {
    html! { @for (at, line) in text.split('\n').enumerate() { @if at > 0 { br; } (words(line)) } }
}
