//! What an event of MISP is made of: objects by their templates, attributes, references.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::uuids::Uuids;

/// A template of an object, as the project `misp-objects` defines it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Its name.
    pub name: &'static str,
    /// Its id.
    pub uuid: &'static str,
    /// The version that the objects here are made by.
    pub version: u32,
    description: &'static str,
}

/// The templates that are used; all of them of the category `misc`.
pub const TEMPLATES: &[Template] = &[INCIDENT, VICTIM, REPORT, ORGANIZATION];

pub(super) const INCIDENT: Template = Template {
    name: "incident",
    uuid: "38597424-f9bb-4865-9b4b-819172df0334",
    version: 1,
    description: "Incident object template as described in STIX 2.1 Incident object and its core extension.",
};
pub(super) const VICTIM: Template = Template {
    name: "victim",
    uuid: "a8806e40-39ad-435f-be02-ac2a13d6fc7d",
    version: 10,
    description: "Victim object describes the target of an attack or abuse.",
};
pub(super) const REPORT: Template = Template {
    name: "report",
    uuid: "70a68471-df22-4e3f-aa1a-5a3be19f82df",
    version: 8,
    description: "Report object to describe a report along with its metadata.",
};
pub(super) const ORGANIZATION: Template = Template {
    name: "organization",
    uuid: "f750e12b-127a-432c-b022-b3f9153c4e2a",
    version: 9,
    description: "An object which describes an organization.",
};

/// MISP keeps no longer values and comments than this, in bytes.
const LONGEST: usize = 65_535;

/// Shared as the event is.
pub(super) const INHERIT: &str = "5";

/// The parts of one case's event: what their ids are made of, and their time.
pub(super) struct Parts<'c> {
    pub(super) uuids: Uuids,
    pub(super) case: &'c str,
    pub(super) timestamp: String,
}

/// An attribute of an object: its relation, type and category, and its value.
pub(super) type Field<'v> = (&'static str, &'static str, &'static str, &'v str);

impl Parts<'_> {
    /// An object with those of its fields that are not empty; `None` where all are.
    pub(super) fn object(&self, template: Template, of: &str, fields: &[Field<'_>], comment: &str) -> Option<Value> {
        let uuid = self.uuids.of("misp-object", &[self.case, template.name, of]);
        let of = uuid.to_string();
        let told = fields.iter().filter(|(.., value)| !value.trim().is_empty());
        let attributes: Vec<Value> = told
            .map(|(relation, kind, category, value)| {
                let mut attribute = self.attribute(&[&of, relation, value], kind, category, value, "");
                attribute["object_relation"] = json!(relation);
                // Names of organisations tell which events belong together, words of lists do not.
                attribute["disable_correlation"] = json!(!matches!((*kind, *relation), ("target-org" | "link", _) | (_, "name")));
                attribute
            })
            .collect();
        (!attributes.is_empty()).then(|| {
            json!({
                "name": template.name, "meta-category": "misc", "description": template.description,
                "template_uuid": template.uuid, "template_version": template.version.to_string(),
                "uuid": uuid, "timestamp": self.timestamp, "distribution": INHERIT, "comment": clipped(comment), "deleted": false,
                "ObjectReference": [], "Attribute": attributes,
            })
        })
    }

    /// An attribute; nothing here is a sign of an attack that a detector should look for (`to_ids`).
    pub(super) fn attribute(&self, of: &[&str], kind: &str, category: &str, value: &str, comment: &str) -> Value {
        let parts: Vec<&str> = [self.case].iter().chain(of).copied().collect();
        json!({
            "type": kind, "category": category, "to_ids": false, "uuid": self.uuids.of("misp-attribute", &parts),
            "timestamp": self.timestamp, "distribution": INHERIT, "comment": clipped(comment), "deleted": false,
            "disable_correlation": true, "value": clipped(value.trim()),
        })
    }

    /// Says in an object how another stands to it.
    pub(super) fn refer(&self, from: &mut Value, to: &Value, relationship: &str, comment: &str) {
        let (source, target) = (from["uuid"].clone(), to["uuid"].clone());
        let name = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let uuid: Uuid = self.uuids.of("misp-reference", &[self.case, &name(&source), &name(&target), relationship]);
        if let Some(all) = from["ObjectReference"].as_array_mut() {
            all.push(json!({
                "uuid": uuid, "timestamp": self.timestamp, "object_uuid": source, "referenced_uuid": target,
                "relationship_type": relationship, "comment": clipped(comment), "deleted": false,
            }));
        }
    }
}

/// As much as MISP keeps; what is cut off is marked.
pub(super) fn clipped(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let mark = "…";
    let end = (0..=LONGEST - mark.len()).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    format!("{}{mark}", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        let long = "あ".repeat(LONGEST);
        let cut = clipped(&long);
        assert!(cut.len() <= LONGEST && cut.len() > LONGEST - 6 && cut.ends_with('…'));
        assert_eq!(clipped("短い"), "短い");
    }
}
