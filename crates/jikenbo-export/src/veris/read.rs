//! An incident of VERIS as facts.

use jikenbo_search::Facts;
use serde_json::Value;

use crate::{Refused, Taken};

/// Reads an incident of VERIS 1.3 or 1.4, as VCDB and others keep it.
///
/// # Errors
///
/// Where it is no incident, or none that happened: the place, and what was expected there.
pub fn read(incident: &Value) -> Result<Taken, Refused> {
    let refused = |place: &str, why: String| Refused { place: place.to_owned(), why };
    if !incident.is_object() {
        return Err(refused("", "expected an incident (an object), found something else".to_owned()));
    }
    let text = |key: &str| incident.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let key = text("incident_id").ok_or_else(|| refused("/incident_id", "expected an id (text), found none".to_owned()))?;
    let sure = text("security_incident")
        .ok_or_else(|| refused("/security_incident", "expected Confirmed, Suspected or Near miss, found nothing".to_owned()))?;
    if sure == "False positive" {
        return Err(refused("/security_incident", "expected an incident, found a false positive".to_owned()));
    }
    let summary = text("summary").unwrap_or_default();
    let organization = incident.pointer("/victim/victim_id").and_then(Value::as_str).map(str::to_owned);
    Ok(Taken {
        key: key.to_owned(),
        facts: Facts { title: summary.to_owned(), organization, ..Facts::default() },
        references: text("reference").into_iter().flat_map(|all| all.split(';')).map(|one| one.trim().to_owned()).collect(),
        summary: summary.to_owned(),
        security_incident: sure.to_owned(),
    })
}
