//! Where the text supports two readings: the record holds the better one, and the other stands here with the reason.

use jikenbo_model::{Code, Fact, Preferred, Record, Span, Why};

use super::Shaper;

/// The keys that hold one code, and why the one that is kept was preferred.
const ONE: &[(&str, Preferred)] = &[
    ("stage", Preferred::Earlier),
    ("actor", Preferred::Happened),
    ("discovered_by", Preferred::First),
    ("leak_status", Preferred::Stronger),
    ("secondary_damage", Preferred::Stronger),
];

/// Says of each key what was read too and is not in the record, once a code, in the order of the text.
pub(super) fn second_readings(shaper: &mut Shaper<'_, '_, '_>, record: &Record) {
    for (key, by) in ONE {
        let Some(kept) = one(record, key) else { continue };
        for (code, span) in found(shaper, key, &[kept]) {
            shaper.doubt(key, span, &Why::Other { code, kept: kept.clone(), by: *by });
        }
    }
    for (key, facts) in [("kinds", &record.kinds), ("causes", &record.causes)] {
        let kept: Vec<&Code> = facts.iter().map(|f| &f.value).collect();
        for (code, span) in found(shaper, key, &kept) {
            shaper.doubt(key, span, &Why::DoesNotFit(code));
        }
    }
}

/// The code of a key that has one at most.
fn one<'r>(record: &'r Record, key: &str) -> Option<&'r Code> {
    let fact: &Option<Fact<Code>> = match key {
        "stage" => &record.stage,
        "actor" => &record.actor,
        "discovered_by" => &record.discovered_by,
        "leak_status" => &record.leak_status,
        _ => &record.secondary_damage,
    };
    fact.as_ref().map(|f| &f.value)
}

/// The codes that rules found and that are not kept, each with its first place.
fn found(shaper: &Shaper<'_, '_, '_>, key: &str, kept: &[&Code]) -> Vec<(Code, Span)> {
    let mut all: Vec<(Code, Span)> = Vec::new();
    for find in shaper.under(key) {
        let code = &shaper.rule(find).code;
        if !kept.contains(&code) && !all.iter().any(|(known, _)| known == code) {
            all.push((code.clone(), shaper.span(find)));
        }
    }
    all
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    #[test]
    fn the_weaker_statement_is_a_doubt_with_its_words() {
        let text = "青葉市 個人情報の漏えいについて\n\n第一報では情報の漏えいは確認されておりませんでしたが、氏名が漏えいしたことを確認しました。";
        let reading = Reader::embedded().read(&Notice::plain(text));
        assert_eq!(reading.record.leak_status.as_ref().map(|f| f.value.as_str()), Some("confirmed"));
        let doubts: Vec<_> = reading.doubts.iter().filter(|d| d.key.as_str() == "leak_status").collect();
        assert_eq!(doubts.len(), 1, "{doubts:?}");
        assert!(doubts[0].why.starts_with("\"none_found\" by these words, \"confirmed\" by others"), "{}", doubts[0].why);
        let first = text.find("漏えいは確認").unwrap();
        assert_eq!(doubts[0].span.start as usize, first, "{}", doubts[0].span.of(text));
    }
}
