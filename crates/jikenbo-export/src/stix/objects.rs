//! A case as objects of STIX 2.1: the incident, the organisations it names, and a report and a note for each notice.

use jikenbo_model::labels::{Lang, figure, key_label, label};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::extension;
use super::vocabulary::{SECTORS, words};
use crate::moments::{EPOCH, day_in_japan, utc};
use crate::told::{self, Told, file_name, say};
use crate::uuids::Uuids;
use crate::{Case, Imported, Notice, Options, Stix};

/// What the objects of a casebook have in common.
pub(super) struct Maker<'o> {
    pub(super) options: &'o Options,
    pub(super) uuids: Uuids,
}

/// When the objects of a case came to be.
struct Times {
    created: String,
    modified: String,
}

impl Times {
    /// STIX wants `modified` not to be before `created`.
    fn new(created: &str, changed: &str) -> Self {
        let created = utc(created);
        Self { modified: utc(changed).max(created.clone()), created }
    }
}

impl Maker<'_> {
    /// Who tells: the casebook.
    pub(super) fn casebook(&self) -> Value {
        let id = self.author();
        json!({
            "type": "identity", "spec_version": "2.1", "id": id, "created_by_ref": id, "created": EPOCH, "modified": EPOCH,
            "name": "jikenbo casebook",
            "description": "A casebook (事件簿) that clips notices of security incidents and reads them by rules.",
            "identity_class": "system",
        })
    }

    /// The objects of a case, each after those that it names.
    pub(super) fn case(&self, case: &Case) -> Vec<Value> {
        let times = Times::new(&case.created, &case.changed);
        let incident = self.incident(case, &times);
        let about = id_of(&incident);
        let mut objects = Vec::new();
        let mut named = vec![about.clone()];
        for (name, sector, role) in organizations(case, self.options.language) {
            let identity = self.organization(name, sector, &times);
            let relationship = self.relationship(case, &about, &id_of(&identity), &role, &times);
            for id in [id_of(&identity), id_of(&relationship)] {
                // A company may be named as two things.
                if !named.contains(&id) {
                    named.push(id);
                }
            }
            objects.extend([identity, relationship]);
        }
        objects.insert(0, incident);
        match &case.imported {
            Some(from) if case.notices.is_empty() => objects.extend(self.imported(case, from, &named, &times)),
            _ => objects.extend(case.notices.iter().flat_map(|notice| self.notice(notice, &named))),
        }
        objects
    }

    fn incident(&self, case: &Case, times: &Times) -> Value {
        let mut incident = self.object("incident", self.uuids.of("incident", &[&case.id]), times);
        incident.insert("name".to_owned(), json!(title(&case.facts.title, &case.id)));
        incident.insert("description".to_owned(), json!(self.summary(case)));
        incident.insert("labels".to_owned(), json!(labels(case)));
        let mut references = vec![self.link(case)];
        references.extend(case.notices.iter().flat_map(references_of));
        references.extend(case.imported.iter().flat_map(cited));
        incident.insert("external_references".to_owned(), json!(references));
        if self.options.stix == Stix::Extended {
            incident.insert("extensions".to_owned(), extension::of_case(case));
        }
        Value::Object(incident)
    }

    /// The id of a case, with the page that shows it where the casebook is served.
    fn link(&self, case: &Case) -> Value {
        let link = json!({ "source_name": "jikenbo", "external_id": case.id });
        match &self.options.address {
            Some(address) => addressed(link, &format!("{address}/cases/{}", case.id)),
            None => link,
        }
    }

    /// A line for each thing that a person asks first.
    fn summary(&self, case: &Case) -> String {
        let (facts, lang) = (&case.facts, self.options.language);
        let list = |key: &str, codes: &[jikenbo_model::Code]| {
            codes.iter().map(|code| label(key, code, lang)).collect::<Vec<_>>().join(", ")
        };
        let date = |date: Option<jikenbo_model::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let size =
            facts.headline.as_ref().map(|count| format!("{} {}", figure(count, lang), label("subject", &count.subject, lang)));
        let leak = facts.leak_status.as_ref().map(|code| label("leak_status", code, lang).to_owned());
        let lines = [
            (key_label("organization", lang), facts.organization.clone().unwrap_or_default()),
            (key_label("kinds", lang), list("kinds", &facts.kinds)),
            (key_label("causes", lang), list("causes", &facts.causes)),
            (key_label("counts", lang), size.unwrap_or_default()),
            (key_label("data_items", lang), list("data_items", &facts.items)),
            (key_label("leak_status", lang), leak.unwrap_or_default()),
            (label("timeline", "occurrence", lang), date(facts.occurred)),
            (label("timeline", "discovery", lang), date(facts.discovered)),
            (key_label("published", lang), date(facts.published)),
        ];
        let told: Vec<String> =
            lines.into_iter().filter(|(_, said)| !said.is_empty()).map(|(name, said)| format!("{name}: {said}")).collect();
        if told.is_empty() { title(&facts.title, &case.id) } else { told.join("\n") }
    }

    fn organization(&self, name: &str, sector: Option<&str>, times: &Times) -> Value {
        // One organisation stands in many cases: when it was made cannot be the time of one of them.
        let times = Times::new(EPOCH, &times.modified);
        let mut identity = self.object("identity", self.uuids.of("organization", &[name]), &times);
        identity.insert("name".to_owned(), json!(name));
        identity.insert("identity_class".to_owned(), json!("organization"));
        let sectors = sector.map_or(&[][..], |sector| words(SECTORS, "sector", sector));
        if !sectors.is_empty() {
            identity.insert("sectors".to_owned(), json!(sectors));
        }
        Value::Object(identity)
    }

    fn relationship(&self, case: &Case, from: &str, to: &str, role: &str, times: &Times) -> Value {
        // The role in both: a company may be named as two things. STIX 2.1 itself knows no other relationship of incidents.
        let mut relationship = self.object("relationship", self.uuids.of("relationship", &[&case.id, to, role]), times);
        for (name, value) in
            [("relationship_type", "related-to"), ("description", role), ("source_ref", from), ("target_ref", to)]
        {
            relationship.insert(name.to_owned(), json!(value));
        }
        Value::Object(relationship)
    }

    /// The note with the facts of a notice, and the report that holds everything together.
    fn notice(&self, notice: &Notice, named: &[String]) -> [Value; 2] {
        let times = Times::new(&notice.clipped_at, &notice.changed_at);
        let references: Vec<Value> = references_of(notice).collect();
        let record = &notice.reading.record;
        let name = record.title.as_ref().map_or("", |fact| fact.value.as_str());
        let note = self.note(&notice.id, &self.facts(notice), &named[0], &references, &times);
        let published = record.published.as_ref().and_then(|fact| day_in_japan(fact.value));
        let named: Vec<&str> = named.iter().map(String::as_str).chain(note["id"].as_str()).collect();
        let mut report = self.report(&notice.id, &title(name, &notice.id), published, &named, &times);
        report.insert("external_references".to_owned(), json!(references));
        if self.options.texts && !notice.text.text.is_empty() {
            report.insert("description".to_owned(), json!(notice.text.text));
        }
        if self.options.stix == Stix::Extended {
            report.insert("extensions".to_owned(), extension::of_notice(notice));
        }
        [note, Value::Object(report)]
    }

    /// The same of a case without a text, from what it tells in all.
    fn imported(&self, case: &Case, from: &Imported, named: &[String], times: &Times) -> [Value; 2] {
        let references: Vec<Value> = cited(from).collect();
        let lang = self.options.language;
        let heading = say(lang, "取り込んだ事案の事実（本文はない）", "Facts of a case that was taken over without a text");
        let content = format!("{heading}: {} {}\n\n{}", from.collection, from.key, lines(&told::of_facts(&case.facts), lang));
        let note = self.note(&case.id, &content, &named[0], &references, times);
        let named: Vec<&str> = named.iter().map(String::as_str).chain(note["id"].as_str()).collect();
        let published = case.facts.published.and_then(day_in_japan);
        let mut report = self.report(&case.id, &title(&case.facts.title, &case.id), published, &named, times);
        report.insert("external_references".to_owned(), json!(references));
        [note, Value::Object(report)]
    }

    fn note(&self, of: &str, content: &str, about: &str, references: &[Value], times: &Times) -> Value {
        let mut note = self.object("note", self.uuids.of("note", &[of]), times);
        note.insert(
            "abstract".to_owned(),
            json!(format!("{} {of}", say(self.options.language, "事実と根拠", "Facts and evidence:"))),
        );
        note.insert("content".to_owned(), json!(content));
        note.insert("object_refs".to_owned(), json!([about]));
        note.insert("external_references".to_owned(), json!(references));
        Value::Object(note)
    }

    /// Where no day of publication is told, the report is as old as the casebook's knowledge of it.
    fn report(&self, of: &str, name: &str, published: Option<String>, named: &[&str], times: &Times) -> Map<String, Value> {
        let mut report = self.object("report", self.uuids.of("report", &[of]), times);
        report.insert("name".to_owned(), json!(name));
        // The vocabulary has no word for incidents; this is its general one.
        report.insert("report_types".to_owned(), json!(["threat-report"]));
        report.insert("published".to_owned(), json!(published.unwrap_or_else(|| times.created.clone())));
        report.insert("object_refs".to_owned(), json!(named));
        report
    }

    /// Every fact in words, each with the words that prove it.
    fn facts(&self, notice: &Notice) -> String {
        let lang = self.options.language;
        let heading = say(lang, "告知から読み取った事実", "Facts read from a notice");
        let spans = say(
            lang,
            "数字は本文中の位置（Unicodeの符号位置、終わりは含まない）",
            "numbers are places in its text: Unicode code points, the end exclusive",
        );
        let capture = &notice.capture;
        let original = say(lang, "原本", "original");
        let facts = lines(&told::of_notice(notice), lang);
        let version = notice.version;
        format!(
            "{heading}: {} v{version} ({spans})\n\n{facts}\n{original}: SHA-256 {} {} {}",
            notice.id, capture.sha256, capture.media_type, capture.captured_at
        )
    }

    fn object(&self, kind: &str, uuid: Uuid, times: &Times) -> Map<String, Value> {
        let fields = [
            ("type", kind.to_owned()),
            ("spec_version", "2.1".to_owned()),
            ("id", format!("{kind}--{uuid}")),
            ("created_by_ref", self.author()),
            ("created", times.created.clone()),
            ("modified", times.modified.clone()),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect()
    }

    fn author(&self) -> String {
        format!("identity--{}", self.uuids.casebook())
    }
}

fn id_of(object: &Value) -> String {
    object["id"].as_str().unwrap_or_default().to_owned()
}

/// A name is wanted: a notice without a headline and without words is called by its id.
fn title(title: &str, id: &str) -> String {
    if title.trim().is_empty() { id.to_owned() } else { title.to_owned() }
}

/// The organisations of a case by name: whose incident it is, and the others, each with what it is here.
fn organizations(case: &Case, lang: Lang) -> Vec<(&str, Option<&str>, String)> {
    let facts = &case.facts;
    let victim = facts.organization.as_deref().map(|name| {
        (
            name,
            facts.sector.as_deref(),
            say(lang, "当事者（この事案の組織）", "victim: the organisation whose incident it is").to_owned(),
        )
    });
    let role = |code: &str| label("third_parties", code, lang).to_owned();
    let others = facts.parties.iter().map(|party| (party.name.as_str(), None, role(&party.role)));
    victim.into_iter().chain(others).filter(|(name, ..)| !name.trim().is_empty()).collect()
}

/// The codes of a case, for programs that read nothing beyond STIX itself: `kinds:ransomware`.
fn labels(case: &Case) -> Vec<String> {
    let facts = &case.facts;
    let single = [
        ("sector", &facts.sector),
        ("stage", &facts.stage),
        ("actor", &facts.actor),
        ("discovered_by", &facts.discovered_by),
        ("leak_status", &facts.leak_status),
        ("secondary_damage", &facts.secondary_damage),
    ];
    let lists = [("kinds", &facts.kinds), ("causes", &facts.causes), ("data_items", &facts.items), ("measures", &facts.measures)];
    let lists = lists.into_iter().flat_map(|(key, codes)| codes.iter().map(move |code| format!("{key}:{code}")));
    let single = single.into_iter().filter_map(|(key, code)| Some(format!("{key}:{}", code.as_ref()?)));
    let origin = if case.imported.is_some() { "origin:imported" } else { "origin:clipped" };
    lists.chain(single).chain([origin.to_owned()]).collect()
}

/// The address of a notice and its original. Hashes stand only beside what they are of: the bytes that an address answered with.
fn references_of(notice: &Notice) -> impl Iterator<Item = Value> {
    let capture = &notice.capture;
    let permalink = notice.text.url.as_deref().filter(|url| *url != capture.address);
    let permalink = permalink.map(|url| addressed(json!({ "source_name": "notice", "external_id": notice.id }), url));
    let mut original = json!({ "source_name": "capture", "external_id": notice.id });
    if capture.sha256.len() == 64 && capture.sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        original["hashes"] = json!({ "SHA-256": capture.sha256 });
    }
    let seen = format!("{} {}", capture.media_type, capture.captured_at);
    original["description"] = json!(seen.trim());
    let original = match capture.address.as_str() {
        "" => {
            original["description"] = json!(format!("{} {seen}", file_name(&capture.source)).trim());
            original
        }
        address => addressed(original, address),
    };
    permalink.into_iter().chain([original])
}

/// What a case that was taken over was there, and what it cited there.
fn cited(from: &Imported) -> impl Iterator<Item = Value> {
    let name = if from.collection.trim().is_empty() { "import" } else { from.collection.as_str() };
    let place = Some(format!("{} {}", from.form, file_name(&from.place)));
    let itself = json!({ "source_name": name, "external_id": from.key, "description": place });
    let cited = from.references.iter().filter(|url| !url.trim().is_empty());
    std::iter::once(itself).chain(cited.map(move |url| addressed(json!({ "source_name": name }), url)))
}

/// A reference with an address; one that is no URI (RFC 3986) is told in words.
fn addressed(mut reference: Value, address: &str) -> Value {
    if is_uri(address) {
        reference["url"] = json!(address);
    } else {
        let before = reference["description"].as_str().map_or_else(String::new, |said| format!("{said} "));
        reference["description"] = json!(format!("{before}{address}"));
    }
    reference
}

/// Whether it is an address of the web that is a URI of RFC 3986 beyond doubt; brackets (IPv6) are left to words.
pub(crate) fn is_uri(text: &str) -> bool {
    let allowed = |c: u8| c.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&c);
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let escapes = text.split('%').skip(1).all(|after| after.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2);
    let once = |mark: char, within: &str| within.matches(mark).count() <= 1;
    let whole = host.starts_with(|c: char| c.is_ascii_alphanumeric()) && port.bytes().all(|c| c.is_ascii_digit());
    whole && escapes && once('#', text) && once('@', authority) && text.bytes().all(allowed)
}

fn lines(all: &[Told], lang: Lang) -> String {
    let mut page = String::new();
    for told in all {
        page.push_str(&format!("- {}: {}\n", told.name(lang), told.words(lang)));
        for proof in &told.proofs {
            page.push_str(&format!("  - {}\n", proof.words()));
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_a_uri_beyond_doubt_is_one() {
        for address in ["https://a.example.jp/x?y=%E3%81%82#z", "http://a.example.jp:8080", "http://b@a.example.jp/"] {
            assert!(is_uri(address), "{address}");
        }
        for other in [
            "",
            "ftp://a",
            "https://",
            "https:///a",
            "http://a:b/",
            "http://a b",
            "http://あ.jp",
            "http://a/%zz",
            "http://a/%a",
            "http://a/[",
            "http://a#b#c",
        ] {
            assert!(!is_uri(other), "{other}");
        }
    }
}
