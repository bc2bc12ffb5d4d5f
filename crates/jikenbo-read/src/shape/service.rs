//! Affected services: quoted names beside a word for what they are.

use jikenbo_model::{Fact, Organization, Service};

use super::{Shaper, join};
use crate::clause::NONE;
use crate::rule::classes;

/// The services, each once, in reading order.
pub(crate) fn services(shaper: &Shaper<'_, '_, '_>, own: Option<&Fact<Organization>>) -> Vec<Fact<Service>> {
    let text = shaper.text;
    let own = own.and_then(|o| o.value.name.clone()).unwrap_or_default();
    let mut facts = Vec::new();
    for find in shaper.under("services") {
        let quoted = find.tokens().find(|t| text.tokens()[*t].class == classes::QUOTED);
        let span = match quoted {
            Some(t) => {
                let token = text.tokens()[t];
                let inner = text.lexed.slice(token.start, token.end);
                let (open, close) =
                    (inner.chars().next().map_or(0, char::len_utf8), inner.chars().next_back().map_or(0, char::len_utf8));
                text.lexed.source(token.start + open as u32, token.end - close as u32)
            }
            None => shaper.span(find),
        };
        let words = span.of(&text.notice.text).split(['(', '（', '、']).next().unwrap_or("");
        let blank = (words.len() - words.trim_start().len()) as u32;
        let name = words.trim();
        let plausible = (2..=40).contains(&name.chars().count())
            && name != own
            && !name.contains("について")
            && !name.ends_with(['。', '」']);
        if plausible {
            let name_span = jikenbo_model::Span { start: span.start + blank, end: span.start + blank + name.len() as u32 };
            let url = url_after(shaper, find.last());
            join_named(&mut facts, Fact::new(Service { name: name.to_owned(), url }, name_span, shaper.rule(find).id.clone()));
        }
    }
    facts
}

fn join_named(facts: &mut Vec<Fact<Service>>, fact: Fact<Service>) {
    match facts.iter_mut().find(|f| f.value.name == fact.value.name) {
        Some(known) => {
            known.value.url = known.value.url.take().or(fact.value.url);
            if known.evidence.span != fact.evidence.span {
                known.also.push(fact.evidence);
            }
        }
        None => join(facts, fact),
    }
}

/// An address in brackets or quotes right behind or inside the name.
fn url_after(shaper: &Shaper<'_, '_, '_>, at: usize) -> Option<String> {
    let tokens = shaper.text.tokens();
    let here = tokens[at];
    let next = tokens[at..].iter().take(12).find(|t| t.class == classes::URL && t.start <= here.end + 12)?;
    debug_assert!(next.form.is_some_and(|f| f != NONE));
    Some(shaper.text.lexed.source(next.start, next.end).of(&shaper.text.notice.text).to_owned())
}
