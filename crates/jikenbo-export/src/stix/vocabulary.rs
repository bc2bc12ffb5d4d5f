//! What our codes are in the vocabularies of STIX 2.1 and of its incident-core extension: tables, each row with its reason.
//!
//! The words are those of `industry-sector-ov` (STIX 2.1, section 10.8), and of `event-type-ov` and `detection-methods-ov` (Incident
//! Core Extension 2.0, sections 4.4 and 4.2). `docs/exports/stix.md` shows these very tables.

/// A code of ours, and the words of a vocabulary that say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The key of the code, as in `docs/record.md`.
    pub key: &'static str,
    /// The code.
    pub code: &'static str,
    /// The words; none where the vocabulary has no word that says only what the code says.
    pub words: &'static [&'static str],
    /// Why these.
    pub why: &'static str,
}

const fn row(key: &'static str, code: &'static str, words: &'static [&'static str], why: &'static str) -> Row {
    Row { key, code, words, why }
}

/// `identity.sectors`.
pub const SECTORS: &[Row] = &[
    row("sector", "company", &["commercial"], "any business that is none of those below"),
    row(
        "sector",
        "financial",
        &["financial-services"],
        "banks, insurers and card businesses alike; `insurance` would say more than the code",
    ),
    row("sector", "retail", &["retail"], "the same"),
    row("sector", "university", &["education"], "the vocabulary does not tell schools apart"),
    row("sector", "school", &["education"], "the same"),
    row(
        "sector",
        "local_government",
        &["government-local"],
        "prefectures, too: `government-regional` is for parts of a state that govern others",
    ),
    row("sector", "government", &["government-national"], "ministries and bodies of the state"),
    row("sector", "hospital", &["healthcare"], "the same"),
    row("sector", "nonprofit", &["non-profit"], "the same"),
    row("sector", "other", &[], "no word says “another”"),
];

/// `incident_types` of the incident-core extension.
pub const INCIDENT_TYPES: &[Row] = &[
    row(
        "kinds",
        "payment_page_tampering",
        &["modification-information"],
        "a page was changed; that data left is told by `leak_status`",
    ),
    row(
        "kinds",
        "unauthorized_access",
        &["unauthorized-access-system"],
        "a system was entered; which data were seen is told elsewhere",
    ),
    row("kinds", "ransomware", &["ransomware"], "the same"),
    row("kinds", "malware", &["infected-by-known-malware"], "malware was found in a system; the word is wider than its name"),
    row("kinds", "account_takeover", &["unauthorized-access-system"], "how the account was got is a cause, and often not told"),
    row("kinds", "phishing", &["aggregation-information-phishing-schemes"], "data were collected by phishing, by mail or page"),
    row("kinds", "misdelivery", &["unauthorized-release", "unintentional"], "sent to the wrong people, by mistake"),
    row("kinds", "unintended_publication", &["unauthorized-release", "unintentional"], "opened to the wrong readers, by mistake"),
    row("kinds", "improper_sharing", &["unauthorized-release"], "handed on without right; whether by mistake is not said"),
    row(
        "kinds",
        "loss_or_theft",
        &["equipment-loss"],
        "control of what held the data was lost; theft is not told apart by the code",
    ),
    row("kinds", "insider_misuse", &["unauthorized-use"], "information was used outside its purpose"),
    row("kinds", "denial_of_service", &["denial-of-service"], "the same"),
    row("kinds", "defacement", &["modification-information"], "pages were changed"),
    row("kinds", "product_fault", &["unauthorized-release", "unintentional"], "a fault showed data; nobody meant it"),
    row("kinds", "other", &["unspecified"], "the vocabulary's word for what it does not list"),
    row("causes", "vulnerability", &["exploit"], "a weakness was used"),
    row("causes", "application_tampering", &["modification-information"], "programs or pages were changed"),
    row("causes", "weak_or_default_password", &[], "no word tells how a password was got"),
    row("causes", "password_guessing", &[], "the words for guessing are those of attempts that failed"),
    row("causes", "stolen_credentials", &["theft-access-credentials"], "the same"),
    row("causes", "phishing", &["aggregation-information-phishing-schemes"], "as for the kind"),
    row("causes", "misconfiguration", &[], "`misconfiguration` there is a false alarm by a wrong setting"),
    row("causes", "human_error", &["unintentional"], "nobody meant it"),
    row("causes", "process_violation", &[], "`policy-violation` says what the incident was, not what made it possible"),
    row(
        "causes",
        "third_party_compromise",
        &["supply-chain-customer"],
        "the attack came through a supplier; the victim was its customer",
    ),
    row("causes", "malware", &["infected-by-known-malware"], "as for the kind"),
    row("causes", "insider", &["unauthorized-use"], "someone inside meant it"),
    row("causes", "unpatched_software", &[], "that something was used is not said"),
    row("causes", "unknown", &[], "not told"),
];

/// `detection_methods` of the incident-core extension.
pub const DETECTION: &[Row] = &[
    row("discovered_by", "card_company", &["external-notification"], "another organisation found it and told the victim"),
    row("discovered_by", "police", &["external-notification"], "the same"),
    row("discovered_by", "customer", &["user-reporting"], "users told of it"),
    row("discovered_by", "employee", &["human-review"], "one of its own people noticed"),
    row("discovered_by", "vendor", &["external-notification"], "as for card companies"),
    row("discovered_by", "own_monitoring", &[], "an alarm and a look at logs are one code: `automated-tool` would be a guess"),
    row("discovered_by", "other_outsider", &["external-notification"], "as for card companies"),
];

/// The words of a code in a table; none for a code of tomorrow.
pub(crate) fn words(table: &[Row], key: &str, code: &str) -> &'static [&'static str] {
    table.iter().find(|row| row.key == key && row.code == code).map_or(&[], |row| row.words)
}

/// A table as a page of the docs shows it.
#[must_use]
pub fn markdown(table: &[Row]) -> String {
    let mut page = String::from("| ours | there | why |\n|---|---|---|\n");
    for row in table {
        let words: Vec<String> = row.words.iter().map(|word| format!("`{word}`")).collect();
        let words = if words.is_empty() { "—".to_owned() } else { words.join(", ") };
        page.push_str(&format!("| `{}` `{}` | {words} | {} |\n", row.key, row.code, row.why));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::labels::codes;

    #[test]
    fn every_code_has_a_row_with_a_reason() {
        for (table, keys) in [(SECTORS, &["sector"][..]), (INCIDENT_TYPES, &["kinds", "causes"]), (DETECTION, &["discovered_by"])]
        {
            let known: Vec<_> = table.iter().map(|row| (row.key, row.code)).collect();
            let wanted: Vec<_> = keys.iter().flat_map(|key| codes(key).into_iter().map(|code| (*key, code))).collect();
            assert_eq!(known, wanted);
            assert!(table.iter().all(|row| !row.why.is_empty()));
        }
        assert_eq!(words(SECTORS, "sector", "a_code_of_tomorrow"), [] as [&str; 0]);
    }
}
