//! Techniques and safeguards that may belong to a case, found by its kinds and causes.

use jikenbo_export::Case;
use jikenbo_export::crosswalk::{Because, Candidate, Crosswalk};
use jikenbo_model::{Code, Fact, Record, Span};
use jikenbo_search::Facts;

use super::block::{Block, Run, own, row};
use super::case::heading;
use super::{pick, text};
use crate::labels::{Lang, label};
use crate::web::case::text as case_text;

/// Techniques and safeguards that may belong to it, said to be candidates.
pub(super) fn candidates(case: &Case, lang: Lang) -> Vec<Block> {
    let table = Crosswalk::built_in();
    let (found, about) = match case.notices.first() {
        Some(notice) => (table.candidates(&notice.reading.record), case_text::CANDIDATES_ABOUT),
        None => (table.candidates(&codes_of(&case.facts)), text::TAKEN_CANDIDATES),
    };
    if found.techniques.is_empty() && found.safeguards.is_empty() {
        return Vec::new();
    }
    let t = |text| pick(text, lang);
    let line = |one: &Candidate| {
        row(vec![vec![Run::Code(one.id.clone())], vec![own(one.name.clone())], vec![own(ways(&one.because, lang))]])
    };
    let mut out = vec![heading(2, t(case_text::CANDIDATES)), Block::Small(vec![own(t(about))])];
    for (name, all) in [(case_text::TECHNIQUES, &found.techniques), (case_text::CONTROLS, &found.safeguards)] {
        if !all.is_empty() {
            out.push(heading(3, t(name)));
            let heads = ["ID", t(text::EVENT), t(text::WHY)].map(str::to_owned).to_vec();
            out.push(Block::Table("candidates", heads, all.iter().map(line).collect()));
        }
    }
    out.push(Block::Small(vec![own(format!(
        "data/crosswalk-attack.toml {} · {}",
        table.version,
        table.sources.values().cloned().collect::<Vec<_>>().join(" · ")
    ))]));
    out
}

/// A record of kinds and causes alone, which candidates are found by: what was taken over has no other.
fn codes_of(facts: &Facts) -> Record {
    let codes =
        |codes: &[Code]| codes.iter().map(|code| Fact::new(code.clone(), Span::new(0, 0), Code::from("imported"))).collect();
    Record { kinds: codes(&facts.kinds), causes: codes(&facts.causes), ..Record::default() }
}

/// By which codes a candidate was found, each once.
fn ways(all: &[Because], lang: Lang) -> String {
    let mut out: Vec<String> = Vec::new();
    for because in all {
        let key = pick(if because.key == "kinds" { case_text::BY_KIND } else { case_text::BY_CAUSE }, lang);
        let code = label(because.key, &because.code, lang);
        let often = if because.said { "" } else { pick(case_text::OFTEN, lang) };
        let way = if lang == Lang::Ja {
            format!("{key}「{code}」{often}")
        } else {
            format!("{key} \"{code}\"{}{often}", if often.is_empty() { "" } else { ", " })
        };
        if !out.contains(&way) {
            out.push(way);
        }
    }
    out.join(if lang == Lang::Ja { "・" } else { "; " })
}
