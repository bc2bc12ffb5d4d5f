//! The crosswalks as a page of the docs: the very tables that the program goes by.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jikenbo_model::labels::{Lang, label};

use super::{ByFigure, Crosswalk, Scheme, Triggers};

/// The page in Markdown: every table with its version, sources, rows and reasons.
#[must_use]
pub fn page() -> String {
    let mut out = attack(Crosswalk::built_in());
    for one in Scheme::all() {
        out += &scheme(one);
    }
    out += &Triggers::built_in().map(triggers).unwrap_or_default();
    out
}

fn sources(out: &mut String, file: &str, version: &str, sources: &BTreeMap<String, String>) {
    let _ = writeln!(out, "`data/crosswalk-{file}.toml`, version {version}. Sources:\n");
    for (part, source) in sources {
        let _ = writeln!(out, "- {part}: {source}");
    }
}

fn code_of(key: &str, code: &str) -> String {
    let key = if key == "counts" { "subject" } else { key };
    format!("`{code}` {}", label(key, code, Lang::Ja))
}

fn attack(table: &Crosswalk) -> String {
    let mut out = "## `attack`: VERIS, ATT&CK, CIS Controls\n\nCandidates: a notice seldom says how it was done. *said*: what the code says in \
                   VERIS's words; *often*: what is behind it more often than not, used only where no cause is told.\n\n"
        .to_owned();
    sources(&mut out, "attack", &table.version, &table.sources);
    out += "\n| key | code | | VERIS | ATT&CK | CIS Controls |\n|---|---|---|---|---|---|\n";
    for (key, ways) in [("kinds", &table.kinds), ("causes", &table.causes)] {
        for (code, way) in ways {
            let said = way.is.iter().map(|veris| (veris, "said")).chain(way.may.iter().map(|veris| (veris, "often")));
            for (veris, how) in said {
                let targets = table.veris.get(veris).cloned().unwrap_or_default();
                let named = |id: &String| format!("{id} {}", table.techniques.get(id).map_or("", String::as_str));
                let techniques: Vec<String> = targets.attack.iter().map(named).collect();
                let (code, safeguards) = (code_of(key, code), targets.cis.safeguards.join(", "));
                let _ = writeln!(out, "| {key} | {code} | {how} | {veris} | {} | {safeguards} |", techniques.join(", "));
            }
        }
    }
    out + "\n"
}

fn scheme(scheme: &Scheme) -> String {
    let mut out = format!("## `{}`: {}\n\n{}\n\n", scheme.id, scheme.name.ja, scheme.about.en);
    sources(&mut out, &scheme.id, &scheme.version, &scheme.sources);
    if !scheme.left_out.en.is_empty() {
        let _ = writeln!(out, "\nLeft out: {}", scheme.left_out.en);
    }
    out += "\n| label | | key | code | the label is | why |\n|---|---|---|---|---|---|\n";
    for label in &scheme.labels {
        for way in &label.ways {
            let code = code_of(&way.key, &way.code);
            let (is, why) = (way.is.name(), &way.why.en);
            let _ = writeln!(out, "| {} | {} | {} | {code} | {is} | {why} |", label.label, label.en, way.key);
        }
        if let Some(why) = &label.none {
            let _ = writeln!(out, "| {} | {} | – | – | – | {} |", label.label, label.en, why.en);
        }
    }
    for none in &scheme.nowhere {
        let codes: Vec<String> = none.codes.iter().map(|code| code_of(&none.key, code)).collect();
        let _ = writeln!(out, "| – | | {} | {} | – | {} |", none.key, codes.join(", "), none.why.en);
    }
    out + "\n"
}

fn triggers(table: &Triggers) -> String {
    let mut out = format!("## `{}`: {}\n\n{} In force since {}.\n\n", table.id, table.name.ja, table.about.en, table.since);
    sources(&mut out, &table.id, &table.version, &table.sources);
    let leak: Vec<String> = table.leak.iter().map(|code| format!("`{code}`")).collect();
    let _ = writeln!(
        out,
        "\n*meets* holds where `leak_status` is {}; elsewhere it is *may*. Of several facts the weightiest answers; what no fact speaks of is \
         *not told*.\n\nLeft out: {}\n\n| no. | case | | fact | answer | why |\n|---|---|---|---|---|---|",
        leak.join(" or "),
        table.left_out.en
    );
    for trigger in &table.triggers {
        let mut row = |fact: &str, answer: &str, why: &str| {
            let _ = writeln!(out, "| {} | {} | {} | {fact} | {answer} | {why} |", trigger.number, trigger.label, trigger.en);
        };
        for by in &trigger.codes {
            row(&format!("{}: {}", by.key, code_of(&by.key, &by.code)), by.answer.name(), &by.why.en);
        }
        for by in &trigger.figures {
            row(&figure(by), by.answer.name(), &by.why.en);
        }
    }
    for note in &table.notes {
        let codes: Vec<String> = note.codes.iter().map(|code| code_of(&note.key, code)).collect();
        let _ = writeln!(out, "\n{} {}: {}", note.key, codes.join(", "), note.note.en);
    }
    out
}

fn figure(by: &ByFigure) -> String {
    let range = if by.to == u64::MAX { format!("{} or more", by.from) } else { format!("{} or fewer", by.to) };
    format!("counts: {}; {}; {}; {range}", by.subjects.join(", "), by.units.join(", "), by.bounds.join(", "))
}
