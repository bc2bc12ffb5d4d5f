//! Incidents that this crate wrote: `plus.jikenbo` holds their facts in our codes. They hold as long as VERIS's own fields are as they
//! were written; where somebody has changed those, what was changed there wins.

use std::fmt::Write as _;

use jikenbo_model::{Code, Date};
use jikenbo_search::Facts;
use serde::Deserialize as _;
use serde_json::Value;
use uuid::Uuid;

use super::plus::SHAPE;
use super::read::{cut, facts, words};
use super::table::Table;
use super::words::Words;
use super::write::incident;
use crate::Case;

/// A list of our own is no longer than this.
const LIST: usize = 500;
/// A text of our own is no longer than this, in characters.
const TEXT: usize = 2_000;

/// What tells whether VERIS's own fields are as they were written: a name-based UUID of the incident without `plus`.
pub(super) fn fingerprint(incident: &Value) -> String {
    let mut out = String::new();
    let fields = incident.as_object().into_iter().flatten().filter(|(key, _)| *key != "plus");
    sorted(fields.collect(), &mut out);
    Uuid::new_v5(&Uuid::NAMESPACE_OID, out.as_bytes()).to_string()
}

/// JSON with its keys in order: tools of others write them in another.
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => sorted(fields.iter().collect(), out),
        Value::Array(all) => {
            out.push('[');
            for one in all {
                canonical(one, out);
                out.push(',');
            }
            out.push(']');
        }
        other => {
            // Writing into a text does not fail.
            let _ = write!(out, "{other}");
        }
    }
}

fn sorted(mut fields: Vec<(&String, &Value)>, out: &mut String) {
    fields.sort_unstable_by_key(|(key, _)| *key);
    out.push('{');
    for (key, value) in fields {
        let _ = write!(out, "{key:?}:");
        canonical(value, out);
        out.push(',');
    }
    out.push('}');
}

/// The facts of an incident: ours, as far as they stand beside what VERIS's own fields say (`told`).
pub(super) fn agreed(incident: &Value, told: Facts) -> Facts {
    let own = incident.pointer("/plus/jikenbo").filter(|own| own.get("shape").and_then(Value::as_u64) == Some(SHAPE));
    let Some(facts) = own.and_then(|own| Facts::deserialize(own.get("facts")?).ok()) else { return told };
    let facts = bounded(facts);
    let unchanged = own.and_then(|own| own.get("fingerprint")).is_some_and(|print| *print == fingerprint(incident));
    if unchanged { facts } else { merged(incident, facts, told) }
}

/// Where VERIS's fields say what our facts would make them say, our facts hold; elsewhere VERIS's fields do.
fn merged(body: &Value, own: Facts, told: Facts) -> Facts {
    let table = Table::built_in();
    let twin = facts(&incident(&Case { facts: own.clone(), ..Case::default() }), table);
    let now = words(body, table);
    let lists = |key: &str, own: &[Code], told: &[Code], twin: &[Code]| -> Vec<Code> {
        let kept = own.iter().filter(|code| table.said(key, code).iter().all(|word| still(word, &now)));
        let mut out: Vec<Code> = kept.cloned().collect();
        let added: Vec<Code> = told.iter().filter(|code| !twin.contains(code) && !out.contains(code)).cloned().collect();
        out.extend(added);
        out
    };
    fn pick<T: PartialEq>(own: T, told: T, twin: &T) -> T {
        if told == *twin { own } else { told }
    }
    let (occurred, discovered) =
        (pick(own.occurred, told.occurred, &twin.occurred), pick(own.discovered, told.discovered, &twin.discovered));
    let dated = occurred == own.occurred && discovered == own.discovered;
    // The day on which it was made public first may be another than that of the newest notice: nobody has changed it.
    let public = told.published.is_some_and(|date| recorded(body).any(|known| known == date));
    // Our figures may be more than VERIS had room for; what stands in its fields and is none of them was put there by somebody.
    let people_kept = told.people.is_none() || told.people == own.people;
    let cards_kept = told.cards.is_none() || told.cards == own.cards;
    Facts {
        title: pick(own.title, told.title, &twin.title),
        organization: pick(own.organization, told.organization, &twin.organization),
        sector: pick(own.sector, told.sector, &twin.sector),
        kinds: lists("kinds", &own.kinds, &told.kinds, &twin.kinds),
        causes: lists("causes", &own.causes, &told.causes, &twin.causes),
        items: lists("items", &own.items, &told.items, &twin.items),
        actor: pick(own.actor, told.actor, &twin.actor),
        discovered_by: pick(own.discovered_by, told.discovered_by, &twin.discovered_by),
        leak_status: pick(own.leak_status, told.leak_status, &twin.leak_status),
        secondary_damage: pick(own.secondary_damage, told.secondary_damage, &twin.secondary_damage),
        published: if public { own.published } else { pick(own.published, told.published, &twin.published) },
        date: if public { own.date } else { pick(own.date, told.date, &twin.date) },
        days_unseen: if dated { own.days_unseen } else { told.days_unseen },
        days_silent: if dated { own.days_silent } else { told.days_silent },
        occurred,
        discovered,
        headline: if people_kept && cards_kept { own.headline } else { told.headline },
        people: if people_kept { own.people } else { told.people },
        people_bound: if people_kept { own.people_bound } else { told.people_bound },
        cards: if cards_kept { own.cards } else { told.cards },
        cards_bound: if cards_kept { own.cards_bound } else { told.cards_bound },
        parties: if told.parties.is_empty() { own.parties } else { told.parties },
        stage: own.stage,
        measures: own.measures,
        authorities: own.authorities,
        services: own.services,
    }
}

/// The dates of the notices, and of the publications that they tell of, in the records that were written beside VERIS's fields.
fn recorded(body: &Value) -> impl Iterator<Item = Date> {
    let notices = body.pointer("/plus/jikenbo/notices").and_then(Value::as_array).into_iter().flatten();
    let records = notices.filter_map(|notice| notice.get("record"));
    let dates = records.flat_map(|record| {
        let events = record.get("timeline").and_then(Value::as_array).into_iter().flatten();
        let starts = events.filter(|event| event.get("event").is_some_and(|name| name == "publication"));
        starts.filter_map(|event| event.get("start")).chain(record.get("published"))
    });
    dates.filter_map(|date| date.as_str()?.parse().ok())
}

/// Whether a word is still said: an Unknown is said by its section, too, since it is left out where more is known.
fn still(word: &str, now: &Words) -> bool {
    let section = word.strip_suffix(".Unknown").and_then(|path| path.rsplit_once('.')).map(|(section, _)| section);
    now.has(section.unwrap_or(word)) || word.starts_with("victim.industry.")
}

/// Our facts within limits, whoever wrote them; what is no code is left.
fn bounded(mut facts: Facts) -> Facts {
    let lists = [&mut facts.kinds, &mut facts.causes, &mut facts.items, &mut facts.measures];
    for list in lists {
        list.retain(is_code);
        list.truncate(LIST);
    }
    let single = [
        &mut facts.sector,
        &mut facts.stage,
        &mut facts.actor,
        &mut facts.discovered_by,
        &mut facts.leak_status,
        &mut facts.secondary_damage,
        &mut facts.people_bound,
        &mut facts.cards_bound,
    ];
    single.into_iter().for_each(|code| *code = code.take().filter(is_code));
    facts.headline = facts.headline.filter(|count| [&count.bound, &count.unit, &count.subject].into_iter().all(is_code));
    facts.authorities.retain(|authority| is_code(&authority.authority));
    facts.authorities.truncate(LIST);
    facts.parties.retain(|party| is_code(&party.role));
    facts.parties.truncate(LIST);
    facts.services.truncate(LIST);
    let names = facts.authorities.iter_mut().map(|authority| &mut authority.name);
    let names = names.chain(facts.parties.iter_mut().map(|party| &mut party.name)).chain(&mut facts.services);
    for text in names.chain([&mut facts.title]).chain(&mut facts.organization) {
        if text.len() > TEXT {
            *text = cut(text, TEXT);
        }
    }
    facts
}

/// Whether a code is one: lower case ASCII, words joined by `_`.
fn is_code(code: &Code) -> bool {
    !code.is_empty() && code.len() <= 60 && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
