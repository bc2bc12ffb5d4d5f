//! The record: every fact with its words, a link to them, and the rule that found it.

use jikenbo_model::{DataItem, Doubt, Event, Fact, Record, Span};
use maud::{Markup, html};

use crate::labels::figure;
use crate::web::data::Version;
use crate::web::figures::{date, days_of, money, period};
use crate::web::marked::Numbers;
use crate::web::orgs::link;
use crate::web::page::{Asked, bare, clipped, outside, why, words};
use crate::web::review::mark::mark;
use crate::web::text::{self, Text};

/// What every fact is drawn with.
struct Sheet<'a> {
    asked: &'a Asked,
    numbers: &'a Numbers,
    text: &'a str,
    version: &'a Version,
}

/// The record of a version, section by section; a section that the notice does not speak of is left out.
pub(super) fn record(asked: &Asked, version: &Version, numbers: &Numbers) -> Markup {
    let sheet = Sheet { asked, numbers, text: &version.notice.text, version };
    let r = &version.reading.record;
    let doubts = &version.reading.doubts;
    html! {
        @if *r == Record::default() && doubts.is_empty() { p.none { (asked.t(text::NOTHING_READ)) } }
        (sheet.section(text::SEC_COUNTS, &sheet.counts(r)))
        (sheet.section(text::SEC_DATA, &sheet.data(r)))
        (sheet.section(text::SEC_TIMELINE, &sheet.timeline(r)))
        (sheet.section(text::SEC_WHAT, &sheet.what(r)))
        (sheet.section(text::SEC_CAUSES, &sheet.codes("causes", &r.causes)))
        (sheet.section(text::SEC_SERVICES, &sheet.services(r)))
        (sheet.section(text::SEC_AUTHORITIES, &sheet.authorities(r)))
        (sheet.section(text::SEC_PARTIES, &sheet.parties(r)))
        (sheet.section(text::SEC_MONEY, &sheet.money(r)))
        (sheet.section(text::SEC_MEASURES, &sheet.codes("measures", &r.measures)))
        (sheet.section(text::SEC_HEAD, &sheet.headline(r)))
        (sheet.doubts(doubts))
    }
}

impl Sheet<'_> {
    fn section(&self, heading: Text, facts: &[Markup]) -> Markup {
        html! {
            @if !facts.is_empty() {
                section.facts {
                    h3 { (self.asked.t(heading)) }
                    ul { @for fact in facts { (fact) } }
                }
            }
        }
    }

    /// A fact: what it is (small), its value, its words, and the question mark.
    fn fact<T>(&self, key: &str, index: usize, fact: &Fact<T>, term: Option<&str>, value: &Markup) -> Markup {
        let number = self.numbers.number(key, index);
        html! {
            li.fact id={ "f" (number) } data-f=(number) tabindex="-1" {
                @if let Some(term) = term { span.term { (term) } }
                a.go href={ "#w" (number) } {
                    span.value { (value) }
                    (self.quote(fact.evidence.span))
                }
                span.end {
                    @if !fact.also.is_empty() {
                        span.also { (self.asked.t(text::ALSO)) " " (fact.also.len()) (self.asked.t(text::PLACES)) }
                    }
                    (why(self.asked, &fact.evidence.rule))
                    (mark(self.asked, self.version, key, index))
                }
            }
        }
    }

    fn quote(&self, span: Span) -> Markup {
        let said: Vec<&str> = span.of(self.text).split_whitespace().collect();
        html! { q lang="ja" { bdi { (words(&said.join(" "))) } } }
    }

    fn codes(&self, key: &str, facts: &[Fact<jikenbo_model::Code>]) -> Vec<Markup> {
        let one = |(i, f): (usize, &Fact<jikenbo_model::Code>)| {
            self.fact(key, i, f, None, &html! { (self.asked.label(key, &f.value)) })
        };
        facts.iter().enumerate().map(one).collect()
    }

    fn one_code(&self, key: &str, term: Text, fact: Option<&Fact<jikenbo_model::Code>>) -> Option<Markup> {
        fact.map(|f| self.fact(key, 0, f, Some(self.asked.t(term)), &html! { (self.asked.label(key, &f.value)) }))
    }

    fn counts(&self, r: &Record) -> Vec<Markup> {
        let one = |(i, f): (usize, &Fact<jikenbo_model::Count>)| {
            let subject = self.asked.label("subject", &f.value.subject);
            self.fact("counts", i, f, Some(&subject), &html! { span.figure { (figure(&f.value, self.asked.lang)) } })
        };
        r.counts.iter().enumerate().map(one).collect()
    }

    fn timeline(&self, r: &Record) -> Vec<Markup> {
        let mut order: Vec<(usize, &Fact<Event>)> = r.timeline.iter().enumerate().collect();
        order.sort_by_key(|(_, f)| days_of(f.value.start));
        let one = |(i, f): (usize, &Fact<Event>)| {
            let value = html! {
                time datetime=(f.value.start) { (period(&f.value, self.asked.lang)) }
            };
            self.fact("timeline", i, f, Some(&self.asked.label("timeline", &f.value.event)), &value)
        };
        order.into_iter().map(one).collect()
    }

    /// The items that leaked, or may have, and those that the notice says did not.
    fn data(&self, r: &Record) -> Vec<Markup> {
        let of = |state: &str| -> Vec<(usize, &Fact<DataItem>)> {
            r.data_items.iter().enumerate().filter(|(_, f)| (&*f.value.state == "excluded") == (state == "excluded")).collect()
        };
        let group = |(state, heading, items): (&str, Text, Vec<(usize, &Fact<DataItem>)>)| {
            html! {
                li.items.(state) {
                    span.term { (self.asked.t(heading)) }
                    ul { @for (i, f) in items { (self.item(i, f)) } }
                }
            }
        };
        let groups = [("affected", text::AFFECTED, of("affected")), ("excluded", text::EXCLUDED, of("excluded"))];
        groups.into_iter().filter(|(_, _, items)| !items.is_empty()).map(group).collect()
    }

    fn item(&self, index: usize, fact: &Fact<DataItem>) -> Markup {
        let number = self.numbers.number("data_items", index);
        let said = fact.evidence.span.of(self.text).trim();
        html! {
            li.fact.item id={ "f" (number) } data-f=(number) tabindex="-1" {
                a.go href={ "#w" (number) } title=(bare(said)) {
                    @if &*fact.value.item == "other" { (clipped(said)) } @else { (self.asked.label("data_items", &fact.value.item)) }
                }
                (why(self.asked, &fact.evidence.rule))
                (mark(self.asked, self.version, "data_items", index))
            }
        }
    }

    fn what(&self, r: &Record) -> Vec<Markup> {
        let kind = |(i, f): (usize, &Fact<jikenbo_model::Code>)| {
            let term = if i == 0 { self.asked.t(text::F_KIND) } else { "" };
            self.fact("kinds", i, f, Some(term), &html! { (self.asked.label("kinds", &f.value)) })
        };
        let mut out: Vec<Markup> = r.kinds.iter().enumerate().map(kind).collect();
        out.extend(self.one_code("leak_status", text::F_LEAK, r.leak_status.as_ref()));
        out.extend(self.one_code("secondary_damage", text::F_SECONDARY, r.secondary_damage.as_ref()));
        out.extend(self.one_code("actor", text::F_ACTOR, r.actor.as_ref()));
        out.extend(self.one_code("discovered_by", text::F_DISCOVERED_BY, r.discovered_by.as_ref()));
        out
    }

    fn services(&self, r: &Record) -> Vec<Markup> {
        let one = |(i, f): (usize, &Fact<jikenbo_model::Service>)| {
            let fact = self.fact("services", i, f, None, &html! { (clipped(&f.value.name)) });
            html! { (fact) @if let Some(url) = &f.value.url { li.under { (outside(url)) } } }
        };
        r.services.iter().enumerate().map(one).collect()
    }

    fn authorities(&self, r: &Record) -> Vec<Markup> {
        let one = |(i, f): (usize, &Fact<jikenbo_model::Authority>)| {
            let day = f.value.date.map(|d| date(d, self.asked.lang));
            let value = html! { (clipped(&f.value.name)) @if let Some(day) = day { " " span.day { (day) } } };
            self.fact("authorities", i, f, Some(&self.asked.label("authorities", &f.value.authority)), &value)
        };
        r.authorities.iter().enumerate().map(one).collect()
    }

    fn parties(&self, r: &Record) -> Vec<Markup> {
        let one = |(i, f): (usize, &Fact<jikenbo_model::Party>)| {
            let role = self.asked.label("third_parties", &f.value.role);
            let fact = self.fact("third_parties", i, f, Some(&role), &clipped(&f.value.name));
            html! { (fact) li.under { a href=(link(&f.value.name)) { (self.asked.t(text::SAME_NAME)) span.hidden { " " (bare(&f.value.name)) } } } }
        };
        r.third_parties.iter().enumerate().map(one).collect()
    }

    fn money(&self, r: &Record) -> Vec<Markup> {
        let one = |(i, f): (usize, &Fact<jikenbo_model::Money>)| {
            self.fact("money", i, f, None, &html! { span.figure { (money(&f.value, self.asked.lang)) } })
        };
        r.money.iter().enumerate().map(one).collect()
    }

    /// The notice's own head: title, organisation, date and stage.
    fn headline(&self, r: &Record) -> Vec<Markup> {
        let t = |text| self.asked.t(text);
        let mut out = Vec::new();
        out.extend(r.title.as_ref().map(|f| self.fact("title", 0, f, Some(t(text::F_TITLE)), &html! {})));
        out.extend(r.organization.as_ref().map(|f| {
            let sector = f.value.sector.as_ref().map(|s| self.asked.label("sector", s));
            let name = f.value.name.as_deref().map(clipped);
            let value =
                html! { @if let Some(name) = name { (name) } @if let Some(sector) = sector { " " span.day { (sector) } } };
            self.fact("organization", 0, f, Some(t(text::F_ORG)), &value)
        }));
        out.extend(r.published.as_ref().map(|f| {
            let value = html! { time datetime=(f.value) { (date(f.value, self.asked.lang)) } };
            self.fact("published", 0, f, Some(t(text::F_PUBLISHED)), &value)
        }));
        out.extend(self.one_code("stage", text::F_STAGE, r.stage.as_ref()));
        out
    }

    /// What was seen and not made a fact, apart from the facts and in another hand.
    fn doubts(&self, doubts: &[Doubt]) -> Markup {
        html! {
            @if !doubts.is_empty() {
                section.doubts aria-labelledby="doubts-h" {
                    h3 #doubts-h { (self.asked.t(text::SEC_DOUBTS)) }
                    p.small { (self.asked.t(text::DOUBTS_WHY)) }
                    ul { @for (i, doubt) in doubts.iter().enumerate() { (self.doubt(i, doubt)) } }
                }
            }
        }
    }

    fn doubt(&self, index: usize, doubt: &Doubt) -> Markup {
        let number = self.numbers.number("doubts", index);
        html! {
            li.fact id={ "f" (number) } data-f=(number) tabindex="-1" {
                span.term { (crate::doubts::key(doubt, self.asked.lang)) }
                a.go href={ "#w" (number) } { (self.quote(doubt.span)) }
                @match crate::doubts::why(doubt, self.asked.lang) {
                    Some(why) => span.reason { (why) },
                    None => span.reason lang="en" { (words(&doubt.why)) },
                }
            }
        }
    }
}
