//! The fields of a fact, fit for its key, and the words that prove it.

use maud::{Markup, html};
use serde_json::Value;

use super::super::error::Error;
use super::super::page::{Asked, bare, clipped, words};
use super::super::text::Text;
use super::super::users::Fields;
use super::paper::Paper;
use super::{expected, text};
use crate::corrections::keys::{Field, Holds, Key, LONGEST, Wrong};
use crate::corrections::{Claim, Place, occurrences};
use crate::labels::codes;

/// What stands in a form: what was sent, or else what the fact says.
pub(super) struct Filled<'a> {
    pub(super) key: &'static Key,
    pub(super) sent: Option<&'a Fields>,
    pub(super) now: Option<&'a Claim>,
}

impl Filled<'_> {
    pub(super) fn get(&self, field: &str) -> String {
        if let Some(sent) = self.sent {
            return sent.get(field).to_owned();
        }
        let Some(claim) = self.now else { return String::new() };
        match self.key.part(&claim.value, field) {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    pub(super) fn quote(&self) -> String {
        let of_claim = || self.now.map(|claim| claim.quote.clone());
        self.sent.map(|sent| sent.get("quote").to_owned()).or_else(of_claim).unwrap_or_default()
    }
}

/// The fields of the key.
pub(super) fn fields(asked: &Asked, filled: &Filled<'_>) -> Markup {
    html! { div.fields { @for field in filled.key.fields { (control(asked, field, filled)) } } }
}

fn control(asked: &Asked, field: &Field, filled: &Filled<'_>) -> Markup {
    let now = filled.get(field.name);
    let label = text::field(field.name);
    let need = !field.optional && filled.key.name != "title";
    html! {
        label.{ "field-" (field.name) } {
            span { (asked.t(label)) }
            @match field.holds {
                Holds::Code(key) => (choice(asked, field, key, &now)),
                Holds::Number => input.figure name=(field.name) value=(now) inputmode="numeric" maxlength="30" required[need] autocomplete="off";,
                Holds::Day => input.day name=(field.name) value=(now) maxlength="20" placeholder="2024-06-03" required[need] autocomplete="off";,
                Holds::Clock => input.day name=(field.name) value=(now) maxlength="8" placeholder="9:05" autocomplete="off";,
                Holds::Currency => input.day name=(field.name) value=(if now.is_empty() { "JPY" } else { &now }) maxlength="3" required[need] autocomplete="off";,
                Holds::Words => input name=(field.name) value=(bare(&now)) maxlength=(LONGEST) lang="ja" required[need] autocomplete="off";,
                Holds::Address => input name=(field.name) value=(bare(&now)) maxlength=(LONGEST) autocomplete="off";,
            }
        }
    }
}

fn choice(asked: &Asked, field: &Field, key: &str, now: &str) -> Markup {
    let known = codes(key);
    let label = |code: &str| match asked.label(key, code) {
        label if label.is_empty() => asked.t(text::NO_LABEL).to_owned(),
        label => label,
    };
    html! {
        select name=(field.name) required[!field.optional] {
            @if field.optional || now.is_empty() { option value="" { (asked.t(text::NOT_SAID)) } }
            @for code in &known { option value=(code) selected[*code == now] { (label(code)) } }
            // A code of a person's own rules stays what it is.
            @if !now.is_empty() && !known.contains(&now) { option value=(now) selected { (now) } }
        }
    }
}

/// The field of the words.
pub(super) fn quote(asked: &Asked, quote: &str) -> Markup {
    html! {
        label.quote {
            span { (asked.t(text::WORDS)) }
            textarea #quote name="quote" rows="3" lang="ja" required data-fill="quote" { (bare(quote)) }
            span.small { (asked.t(text::WORDS_HOW)) }
        }
        input #place type="hidden" name="nth" value="";
    }
}

/// The places where the words stand, to choose one.
pub(super) fn places(asked: &Asked, notice: &str, places: &[Place], chosen: Option<usize>) -> Markup {
    html! {
        fieldset.places {
            legend { (asked.t(text::WHICH)) }
            p.small { (asked.t(text::WHICH_ABOUT)) }
            @for (at, place) in places.iter().enumerate() {
                label {
                    input type="radio" name="place" value=(at + 1) checked[chosen == Some(at)] required;
                    span { (context(notice, place)) }
                }
            }
        }
    }
}

/// So many letters are shown on each side of words.
const AROUND: usize = 18;

fn context(notice: &str, place: &Place) -> Markup {
    let [start, end] = place.span.map(|p| p as usize);
    let cut =
        |from: usize, to: usize| notice.chars().skip(from).take(to.saturating_sub(from)).collect::<String>().replace('\n', " ");
    html! {
        "…" (clipped(&cut(start.saturating_sub(AROUND), start))) mark { (clipped(&place.words)) }
        (clipped(&cut(end, end + AROUND))) "…"
    }
}

/// The fields that a person must still fill in or mend.
pub(super) enum Problem {
    /// What was expected and found.
    Wrong(Error),
    /// The words stand in several places.
    Several(Vec<Place>),
}

/// The claim that a form makes in a notice.
pub(super) fn claim(paper: &Paper, filled: &Filled<'_>) -> Result<Claim, Problem> {
    let quote = filled.quote();
    let place = place(paper, filled, &quote)?;
    let given = |field: &str| match filled.get(field) {
        // A title is its words.
        empty if empty.trim().is_empty() && filled.key.name == "title" => one_line(&place.words),
        given => given,
    };
    let now = filled.now.map(|claim| &claim.value);
    let value = filled.key.value(&given, now).map_err(|wrong| Problem::Wrong(named(&wrong)))?;
    Ok(Claim { key: filled.key.name.to_owned(), value, quote: place.words, span: place.span, n: paper.n })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the words stand: those that the fact has already, the only place, or the one that was chosen.
fn place(paper: &Paper, filled: &Filled<'_>, quote: &str) -> Result<Place, Problem> {
    // A browser sends line breaks as two characters.
    let quote = quote.replace("\r\n", "\n");
    let chosen = filled.sent.map_or("", |sent| if sent.get("place").is_empty() { sent.get("nth") } else { sent.get("place") });
    let places = occurrences(&paper.notice.text, &quote);
    let same = filled.now.filter(|claim| claim.n == paper.n && one_line(&claim.quote) == one_line(&quote) && chosen.is_empty());
    if let Some(place) = same.and_then(|claim| places.iter().find(|place| place.span == claim.span)) {
        return Ok(place.clone());
    }
    match places.len() {
        0 => Err(Problem::Wrong(expected(text::X_QUOTE, quote))),
        1 => places.into_iter().next().ok_or_else(|| Problem::Wrong(expected(text::X_QUOTE, quote))),
        _ if chosen.is_empty() => Err(Problem::Several(places)),
        _ => {
            let at = chosen.parse::<usize>().ok().and_then(|n| places.get(n.checked_sub(1)?).cloned());
            at.ok_or_else(|| Problem::Wrong(expected(text::X_PLACE, chosen)))
        }
    }
}

/// What a field may hold.
fn holds(wrong: &Wrong) -> Text {
    match wrong.holds {
        Holds::Day if wrong.field == "end" => text::X_END,
        Holds::Words => text::X_WORDS,
        Holds::Address => text::X_ADDRESS,
        Holds::Code(_) => text::X_CODE,
        Holds::Day => text::X_DAY,
        Holds::Clock => text::X_CLOCK,
        Holds::Number => text::X_NUMBER,
        Holds::Currency => text::X_CURRENCY,
    }
}

fn named(wrong: &Wrong) -> Error {
    let (field, what) = (text::field(wrong.field), holds(wrong));
    Error::bad(format!("「{}」に{}", field.ja, what.ja), format!("{}: {}", field.en, what.en), wrong.found.as_str())
}

/// What is wrong, above the form.
pub(super) fn problem(asked: &Asked, error: &Error) -> Markup {
    html! {
        @if let Error::Bad { ja, en, found } = error {
            div.problem role="alert" {
                b { (asked.t(text::PROBLEM)) } " "
                (if asked.lang == crate::labels::Lang::Ja { ja } else { en })
                @if !found.is_empty() { " / " bdi { (words(found)) } }
            }
        }
    }
}
