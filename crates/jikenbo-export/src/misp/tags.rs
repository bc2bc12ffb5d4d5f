//! What our codes are in the taxonomies of MISP, and in the lists of its object templates: tables, each row with its reason.
//!
//! Of the taxonomies `veris` (of VERIS 1.3, older than VERIS itself), `rsit` (1003) and `misp` (14), and of nothing else;
//! `docs/exports/misp.md` shows these very tables.

use crate::stix::vocabulary::Row;

const fn row(key: &'static str, code: &'static str, words: &'static [&'static str], why: &'static str) -> Row {
    Row { key, code, words, why }
}

/// `sectors` of the template `victim`.
pub const VICTIM_SECTORS: &[Row] = &[
    row("sector", "company", &[], "no word says “any business”"),
    row("sector", "financial", &["financial services"], "the same"),
    row("sector", "retail", &["retail"], "the same"),
    row("sector", "university", &["academia - university"], "the same"),
    row("sector", "school", &["education"], "the same"),
    row("sector", "local_government", &["government local"], "the same"),
    row("sector", "government", &["government national"], "the same"),
    row("sector", "hospital", &["healthcare"], "the same"),
    row("sector", "nonprofit", &["non profit"], "the same"),
    row("sector", "other", &[], "no word says “another”"),
];

/// `type` of the template `report`, by the media type of the original.
pub(super) fn report_type(media_type: &str) -> Option<&'static str> {
    let essence = media_type.split(';').next().unwrap_or("").trim();
    match essence {
        "text/html" | "application/xhtml+xml" => Some("Webpage"),
        "application/pdf" => Some("Document"),
        "message/rfc822" => Some("Email"),
        _ => None,
    }
}

/// `detection_method` of the template `incident`: its list is shorter than the vocabulary that STIX's extension has now.
pub const DETECTION: &[Row] = &[
    row("discovered_by", "card_company", &[], "the list has no word for being told by others"),
    row("discovered_by", "police", &[], "the same"),
    row("discovered_by", "customer", &["user-reporting"], "users told of it"),
    row("discovered_by", "employee", &["human-review"], "one of its own people noticed"),
    row("discovered_by", "vendor", &[], "as for card companies"),
    row("discovered_by", "own_monitoring", &[], "an alarm and a look at logs are one code: `automated-tool` would be a guess"),
    row("discovered_by", "other_outsider", &[], "as for card companies"),
];

/// The tags of an event.
pub const TAGS: &[Row] = &[
    row(
        "kinds",
        "payment_page_tampering",
        &[r#"veris:action:malware:variety="Capture app data""#, r#"rsit:intrusions="application-compromise""#],
        "what was entered into a page was taken; the shop's program was changed",
    ),
    row(
        "kinds",
        "unauthorized_access",
        &[r#"veris:action:hacking:variety="Unknown""#, r#"rsit:intrusions="system-compromise""#],
        "somebody came in; how is a cause",
    ),
    row(
        "kinds",
        "ransomware",
        &[r#"veris:action:malware:variety="Ransomware""#, r#"rsit:malicious-code="infected-system""#],
        "the same",
    ),
    row(
        "kinds",
        "malware",
        &[r#"veris:action:malware:variety="Unknown""#, r#"rsit:malicious-code="infected-system""#],
        "which one is not in the code",
    ),
    row(
        "kinds",
        "account_takeover",
        &[r#"veris:action:hacking:variety="Use of stolen creds""#],
        "`rsit` wants to know whether the account was privileged",
    ),
    row("kinds", "phishing", &[r#"veris:action:social:variety="Phishing""#, r#"rsit:fraud="phishing""#], "the same"),
    row("kinds", "misdelivery", &[r#"veris:action:error:variety="Misdelivery""#], "the same"),
    row("kinds", "unintended_publication", &[r#"veris:action:error:variety="Publishing error""#], "the same"),
    row("kinds", "improper_sharing", &[r#"veris:action:misuse:variety="Data mishandling""#], "the same"),
    row(
        "kinds",
        "loss_or_theft",
        &[r#"rsit:information-content-security="data-loss""#],
        "covers both; `veris` would want one of them",
    ),
    row(
        "kinds",
        "insider_misuse",
        &[r#"veris:action:misuse:variety="Privilege abuse""#],
        "someone inside used what was open to them",
    ),
    row(
        "kinds",
        "denial_of_service",
        &[r#"veris:action:hacking:variety="DoS""#],
        "`rsit` wants to know whether from one place or many",
    ),
    row(
        "kinds",
        "defacement",
        &[
            r#"veris:attribute:integrity:variety="Defacement""#,
            r#"rsit:information-content-security="unauthorised-information-modification""#,
        ],
        "the same",
    ),
    row("kinds", "product_fault", &[r#"veris:action:error:variety="Malfunction""#], "the same"),
    row("kinds", "other", &[], "not told"),
    row("causes", "vulnerability", &[], "the `veris` taxonomy is older than that variety of hacking"),
    row(
        "causes",
        "application_tampering",
        &[r#"rsit:information-content-security="unauthorised-information-modification""#],
        "programs or pages were changed",
    ),
    row("causes", "weak_or_default_password", &[], "how it was found is not said"),
    row("causes", "password_guessing", &[r#"veris:action:hacking:variety="Brute force""#], "the same"),
    row("causes", "stolen_credentials", &[r#"veris:action:hacking:variety="Use of stolen creds""#], "the same"),
    row("causes", "phishing", &[r#"veris:action:social:variety="Phishing""#], "the same"),
    row("causes", "misconfiguration", &[r#"veris:action:error:variety="Misconfiguration""#], "the same"),
    row("causes", "human_error", &[r#"veris:action:error:vector="Carelessness""#], "a mistake by hand"),
    row("causes", "process_violation", &[], "a rule that was not kept is no inadequate process"),
    row("causes", "third_party_compromise", &[r#"veris:action:hacking:vector="Partner""#], "the way in led through a partner"),
    row("causes", "malware", &[r#"veris:action:malware:variety="Unknown""#], "which one is not in the code"),
    row("causes", "insider", &[r#"veris:action:misuse:variety="Unknown""#], "how is not said"),
    row("causes", "unpatched_software", &[r#"veris:action:error:variety="Maintenance error""#], "an update was not applied"),
    row("causes", "unknown", &[], "not told"),
    row("actor", "external", &[r#"veris:actor:external:variety="Unknown""#], "outside, and no more is known"),
    row("actor", "insider", &[r#"veris:actor:internal:variety="Unknown""#], "inside, and no more is known"),
    row("actor", "partner", &[r#"veris:actor:partner:motive="Unknown""#], "the taxonomy has no other word for partners"),
    row("actor", "none", &[], "nobody"),
    row("actor", "unknown", &[], "no word of the taxonomy says only that"),
    row("discovered_by", "card_company", &[r#"veris:discovery_method="Ext - fraud detection""#], "card companies see fraud"),
    row("discovered_by", "police", &[r#"veris:discovery_method="Ext - law enforcement""#], "the same"),
    row("discovered_by", "customer", &[r#"veris:discovery_method="Ext - customer""#], "the same"),
    row("discovered_by", "employee", &[r#"veris:discovery_method="Int - reported by employee""#], "the same"),
    row("discovered_by", "vendor", &[r#"veris:discovery_method="Prt - unknown""#], "a partner; how is not said"),
    row(
        "discovered_by",
        "own_monitoring",
        &[r#"veris:discovery_method="Int - unknown""#],
        "inside; an alarm and a look at logs are one code",
    ),
    row("discovered_by", "other_outsider", &[r#"veris:discovery_method="Ext - other""#], "the same"),
    row(
        "leak_status",
        "confirmed",
        &[r#"veris:attribute:confidentiality:data_disclosure="Yes""#, r#"rsit:information-content-security="data-leak""#],
        "the same",
    ),
    row("leak_status", "possible", &[r#"veris:attribute:confidentiality:data_disclosure="Potentially""#], "the same"),
    row("leak_status", "none_found", &[], "`No` would make a fact of what was not found"),
    row(
        "leak_status",
        "under_investigation",
        &[r#"veris:attribute:confidentiality:data_disclosure="Unknown""#],
        "the notice says that nobody knows yet",
    ),
    row("data_items", "password", &[CREDENTIALS], "the same"),
    row("data_items", "login_id", &[CREDENTIALS], "half of what signs in"),
    row("data_items", "pin", &[CREDENTIALS], "the same"),
    row("data_items", "card_holder", &[PAYMENT], "printed on a card"),
    row("data_items", "card_number", &[PAYMENT], "the same"),
    row("data_items", "card_expiry", &[PAYMENT], "the same"),
    row("data_items", "card_security_code", &[PAYMENT], "the same"),
    row("data_items", "bank_account", &[r#"veris:attribute:confidentiality:data:variety="Bank""#], "the same"),
    row("data_items", "medical", &[r#"veris:attribute:confidentiality:data:variety="Medical""#], "the same"),
    row("data_items", "name", &[PERSONAL], "what tells who somebody is"),
    row("data_items", "address", &[PERSONAL], "the same"),
    row("data_items", "phone", &[PERSONAL], "the same"),
    row("data_items", "email", &[PERSONAL], "the same"),
    row("data_items", "birth_date", &[PERSONAL], "the same"),
];

const PERSONAL: &str = r#"veris:attribute:confidentiality:data:variety="Personal""#;
const PAYMENT: &str = r#"veris:attribute:confidentiality:data:variety="Payment""#;
const CREDENTIALS: &str = r#"veris:attribute:confidentiality:data:variety="Credentials""#;

/// What every event is tagged with.
pub const INCIDENT: &str = r#"misp:event-type="incident""#;
/// What was read by rules alone.
pub const UNSUPERVISED: &str = r#"misp:automation-level="unsupervised""#;
/// Where a person put something right.
pub const REVIEWED: &str = r#"misp:automation-level="reviewed""#;

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::labels::codes;

    #[test]
    fn every_code_has_a_row_with_a_reason() {
        for (table, key) in [
            (VICTIM_SECTORS, "sector"),
            (DETECTION, "discovered_by"),
            (TAGS, "kinds"),
            (TAGS, "causes"),
            (TAGS, "actor"),
            (TAGS, "discovered_by"),
            (TAGS, "leak_status"),
        ] {
            let known: Vec<_> = table.iter().filter(|row| row.key == key).map(|row| row.code).collect();
            assert_eq!(known, codes(key), "{key}");
            assert!(table.iter().all(|row| !row.why.is_empty()));
        }
        let items = codes("data_items");
        assert!(TAGS.iter().filter(|row| row.key == "data_items").all(|row| items.contains(&row.code)));
    }
}
