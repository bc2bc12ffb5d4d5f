//! An incident of VERIS as facts of ours.

use jikenbo_model::{Code, Count, Date, Party};
use jikenbo_search::Facts;
use serde_json::Value;

use super::back;
use super::shape::shape;
use super::table::Table;
use super::words::Words;
use crate::{Refused, Taken};

/// An id is no longer than this, in characters.
const ID: usize = 300;
/// A name or a title is cut after so many characters.
const NAME: usize = 300;
/// A text is cut after so many characters.
const TEXT: usize = 100_000;
/// So many references, or named organisations, are taken.
const LIST: usize = 100;
/// An address is no longer than this, in bytes.
const ADDRESS: usize = 2_000;

/// Reads an incident of VERIS 1.3 or 1.4, as VCDB and others keep it.
///
/// Tolerant: fields and words that are unknown are passed over, numbers may be texts, dates may be incomplete; what VERIS calls Unknown
/// is not told. An incident that this crate wrote comes back with all of its facts, unless somebody has changed it since:
/// then VERIS's own fields win.
///
/// # Errors
///
/// Where it is no incident, or none that happened (`False positive`, `Near miss`), or of another version, or where a section, a date, an
/// amount or a variety is of a shape that no version has: the place, and what was expected there.
pub fn read(incident: &Value) -> Result<Taken, Refused> {
    let refused = |place: &str, why: String| Refused { place: place.to_owned(), why };
    if !incident.is_object() {
        return Err(refused("", format!("expected an incident (an object), found {}", kind(incident))));
    }
    version(incident)?;
    let key = plain(incident, "/incident_id").ok_or_else(|| refused("/incident_id", "expected an id, found none".to_owned()))?;
    if key.chars().count() > ID {
        return Err(refused("/incident_id", format!("expected an id of at most {ID} characters, found more")));
    }
    let sure = plain(incident, "/security_incident").unwrap_or_default();
    if !["Confirmed", "Suspected"].contains(&sure.as_str()) {
        let found = if sure.is_empty() { "nothing".to_owned() } else { format!("{:?}", cut(&sure, 60)) };
        return Err(refused("/security_incident", format!("expected Confirmed or Suspected, found {found}")));
    }
    if !["action", "actor", "timeline"].iter().any(|section| incident.get(*section).is_some_and(Value::is_object)) {
        return Err(refused("", "expected an incident with an action, an actor or a timeline, found none of them".to_owned()));
    }
    shape(incident)?;
    let told = facts(incident, Table::built_in());
    Ok(Taken {
        facts: back::agreed(incident, told),
        references: references(incident),
        summary: texts(incident),
        security_incident: sure,
        key,
    })
}

/// 1.3 and 1.4, with whatever follows; an incident without a version is taken for one of them.
fn version(incident: &Value) -> Result<(), Refused> {
    let Some(version) = plain(incident, "/schema_version") else { return Ok(()) };
    let begins = |known: &str| version == known || version.strip_prefix(known).is_some_and(|rest| rest.starts_with('.'));
    if begins("1.3") || begins("1.4") {
        return Ok(());
    }
    let why = format!("expected VERIS 1.3 or 1.4, found {:?}", cut(&version, 60));
    Err(Refused { place: "/schema_version".to_owned(), why })
}

pub(super) const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// What VERIS's own fields say.
pub(super) fn facts(incident: &Value, table: &Table) -> Facts {
    let words = words(incident, table);
    let codes = |key: &str| -> Vec<Code> { table.codes(key, &words).into_iter().map(Code::from).collect() };
    let first = |key: &str| codes(key).into_iter().next();
    let victim = victim(incident);
    let organization = plain(victim, "/victim_id").map(|name| cut(&name, NAME)).filter(|name| is_name(name));
    let government: Vec<&str> = words.under("victim.government").collect();
    let sector = plain(victim, "/industry").and_then(|code| Some(Code::from(table.sector(&code, &government)?)));
    let occurred = date(incident.pointer("/timeline/incident"));
    let published = date(incident.pointer("/plus/timeline/notification"));
    let unseen = whole_days(incident);
    let discovered = occurred.zip(unseen).and_then(|(from, days)| from.plus_days(i32::try_from(days).ok()?));
    let (people, cards, headline) = figures(incident, &words);
    let exact = |figure: Option<u64>| figure.map(|_| Code::from("exact"));
    Facts {
        title: title(incident, organization.as_deref()),
        organization,
        sector,
        kinds: codes("kinds"),
        causes: codes("causes"),
        items: codes("items"),
        actor: first("actor"),
        discovered_by: first("discovered_by"),
        leak_status: first("leak_status"),
        secondary_damage: first("secondary_damage"),
        parties: parties(incident),
        published,
        date: published.or(occurred),
        occurred,
        discovered,
        headline,
        people_bound: exact(people),
        people,
        cards_bound: exact(cards),
        cards,
        days_unseen: unseen,
        days_silent: days(discovered, published),
        ..Facts::default()
    }
}

/// The words of an incident, under today's names.
pub(super) fn words(incident: &Value, table: &Table) -> Words {
    let mut words = Words::default();
    for section in ["action", "actor", "asset", "attribute"] {
        if let Some(value) = incident.get(section) {
            words.gather(section, value);
        }
    }
    if let Some(value) = incident.pointer("/plus/attribute") {
        words.gather("plus.attribute", value);
    }
    if let Some(value) = victim(incident).get("government") {
        words.gather("victim.government", value);
    }
    match incident.get("discovery_method") {
        Some(Value::String(old)) => words.add(&discovery(old, table)),
        Some(value) => words.gather("discovery_method", value),
        None => {}
    }
    words.rename(&table.names);
    words
}

/// Until 1.3.2 who noticed was one text: `Ext - law enforcement`. The enumerations are the same but for great letters.
fn discovery(old: &str, table: &Table) -> String {
    let (who, how) = old.split_once(" - ").unwrap_or((old, "Unknown"));
    let who = match who.trim() {
        "Ext" => "external",
        "Int" => "internal",
        "Prt" => "partner",
        _ => return "discovery_method.unknown".to_owned(),
    };
    let how = if how.trim().eq_ignore_ascii_case("unknown") { "Unknown" } else { how.trim() };
    let path = format!("discovery_method.{who}.variety.{}", cut(how, 60));
    let known = table.read.iter().map(|row| &row.veris).chain(table.names.keys()).find(|word| word.eq_ignore_ascii_case(&path));
    known.cloned().unwrap_or(path)
}

/// The victim; of several, as old incidents have them, the first.
fn victim(incident: &Value) -> &Value {
    let victim = incident.get("victim").unwrap_or(&Value::Null);
    victim.get(0).unwrap_or(victim)
}

/// Whether a text is a name: VERIS has Unknown where it is not known.
fn is_name(text: &str) -> bool {
    !["unknown", "na", "n/a", "none", "other"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A text or a number as a text, trimmed; `None` where there is none.
fn plain(value: &Value, place: &str) -> Option<String> {
    match value.pointer(place)? {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

pub(super) fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// The first line of the summary; else whose incident it is; else its id.
fn title(incident: &Value, organization: Option<&str>) -> String {
    let summary = plain(incident, "/summary").filter(|text| text != "Unknown");
    let line = summary.as_deref().and_then(|text| text.lines().map(str::trim).find(|line| !line.is_empty()));
    let title = line.or(organization).map(str::to_owned).or_else(|| plain(incident, "/incident_id"));
    cut(&title.unwrap_or_default(), NAME)
}

/// The summary and all notes, each once.
fn texts(incident: &Value) -> String {
    let mut all: Vec<String> = plain(incident, "/summary").into_iter().collect();
    let mut add = |value: &Value| {
        if let Some(note) =
            value.as_str().map(str::trim).filter(|note| !note.is_empty() && !all.iter().any(|known| known == note))
        {
            all.push(note.to_owned());
        }
    };
    let sections = ["victim", "actor", "action", "asset", "attribute", "impact"].iter().filter_map(|name| incident.get(*name));
    for section in sections.chain([incident]) {
        for (key, value) in section.as_object().into_iter().flatten() {
            if key.ends_with("notes") {
                add(value);
            } else if !std::ptr::eq(section, incident) {
                value.get("notes").into_iter().for_each(&mut add);
            }
        }
    }
    cut(&all.join("\n\n"), TEXT)
}

/// Addresses that an incident cites: one text with `;` between them, or a list.
fn references(incident: &Value) -> Vec<String> {
    let all: Vec<&str> = match incident.get("reference") {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let mut out: Vec<String> = Vec::new();
    for one in all.iter().flat_map(|text| text.split(|c: char| c == ';' || c.is_whitespace())) {
        let one = one.trim_matches([',', '<', '>', '"']);
        let address =
            ["http://", "https://"].iter().any(|scheme| one.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)));
        if address && one.len() <= ADDRESS && out.len() < LIST && !out.iter().any(|known| known == one) {
            out.push(one.to_owned());
        }
    }
    out
}

/// Organisations that are named beside the victim: secondary victims, and partners who acted.
fn parties(incident: &Value) -> Vec<Party> {
    let names = |value: Option<&Value>| -> Vec<String> {
        match value {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    };
    let secondary = names(victim(incident).pointer("/secondary/victim_id")).into_iter().map(|name| (name, "other"));
    let partners = names(incident.pointer("/actor/partner/name")).into_iter().map(|name| (name, "vendor"));
    let mut out: Vec<Party> = Vec::new();
    for (name, role) in secondary.chain(partners).take(LIST) {
        // VCDB writes the industry behind the name: `Some Clinic; 622110`.
        let name = match name.rsplit_once(';') {
            Some((name, code)) if code.trim().bytes().all(|b| b.is_ascii_digit()) => name,
            _ => &name,
        };
        let party = Party { name: cut(name.trim(), NAME), role: role.into() };
        if !party.name.is_empty() && is_name(&party.name) && !out.contains(&party) {
            out.push(party);
        }
    }
    out
}

/// A whole number, also where it is a text; `None` for what is negative or none.
fn number(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(number) => number.as_u64().or_else(|| {
            let float = number.as_f64().filter(|float| float.fract() == 0.0 && (0.0..9.0e15).contains(float))?;
            Some(float as u64)
        }),
        Value::String(text) => text.trim().replace(',', "").parse().ok(),
        _ => None,
    }
}

/// A date of VERIS: as much of it as the calendar has.
fn date(value: Option<&Value>) -> Option<Date> {
    let value = value?;
    let part = |name: &str| number(value.get(name));
    let year = part("year").and_then(|year| i16::try_from(year).ok()).filter(|year| (1900..=2100).contains(year))?;
    let month = part("month").and_then(|month| u8::try_from(month).ok());
    let day = part("day").and_then(|day| u8::try_from(day).ok());
    let exact = month.zip(day).and_then(|(month, day)| Date::day(year, month, day));
    exact.or_else(|| month.and_then(|month| Date::month_only(year, month))).or(Some(Date::year_only(year)))
}

/// Days from the beginning until it was discovered, where they are told in days.
fn whole_days(incident: &Value) -> Option<u32> {
    let length = incident.pointer("/timeline/discovery")?;
    let days = number(length.get("value")).filter(|_| length.get("unit").is_some_and(|unit| unit == "Days"))?;
    u32::try_from(days).ok().filter(|days| *days < 100_000)
}

pub(super) fn days(from: Option<Date>, to: Option<Date>) -> Option<u32> {
    u32::try_from(from?.civil()?.until(to?.civil()?).ok()?.get_days()).ok()
}

/// Varieties of data that are about people.
const PERSONAL: &[&str] = &["Personal", "Sensitive Personal", "Medical"];

/// People, cards, and the figure that tells how large it was. VERIS's 0 is no figure: it stands for what is not known.
fn figures(incident: &Value, words: &Words) -> (Option<u64>, Option<u64>, Option<Count>) {
    let path = "attribute.confidentiality.data.variety";
    let rows = incident.pointer("/attribute/confidentiality/data").and_then(Value::as_array).into_iter().flatten();
    let amounts: Vec<(&str, u64)> =
        rows.filter_map(|row| Some((row.get("variety")?.as_str()?, number(row.get("amount")).filter(|n| *n > 0)?))).collect();
    let total = number(incident.pointer("/attribute/confidentiality/data_total")).filter(|total| *total > 0);
    let largest = |of: &[&str]| amounts.iter().filter(|(variety, _)| of.contains(variety)).map(|(_, amount)| *amount).max();
    let told = |of: &[&str]| words.under(path).any(|variety| of.contains(&variety));
    let people = largest(PERSONAL).or(total.filter(|_| told(PERSONAL) && largest(&["Payment"]).is_none()));
    let cards = largest(&["Payment"]).or(total.filter(|_| told(&["Payment"]) && !told(PERSONAL)));
    let subject = |value: u64| match (people, cards) {
        (_, Some(cards)) if value == cards => "card",
        (Some(_), _) => "personal",
        _ if told(&["Credentials"]) => "account",
        _ => "other",
    };
    let value = people.max(cards).or(total).or_else(|| amounts.iter().map(|(_, amount)| *amount).max());
    let headline =
        value.map(|value| Count { value, bound: "exact".into(), unit: "records".into(), subject: subject(value).into() });
    (people, cards, headline)
}
