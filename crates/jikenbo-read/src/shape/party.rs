//! Named organisations other than the one whose incident it is, and their parts in it.

use jikenbo_model::{Fact, Organization, Party};

use super::Shaper;
use super::name::{Forms, Name, names};

/// The third parties that are named with a legal form or a known ending, and stand by a word for a role.
pub(crate) fn parties(shaper: &Shaper<'_, '_, '_>, own: Option<&Fact<Organization>>) -> Vec<Fact<Party>> {
    let text = shaper.text;
    let all = names(&text.lexed, Forms::new(shaper.rules), 0, text.lexed.text().len() as u32);
    let own = own.and_then(|o| o.value.name.clone()).unwrap_or_default();
    let mut facts: Vec<Fact<Party>> = Vec::new();
    for name in all.iter().filter(|n| n.legal) {
        let span = text.lexed.source(name.start, name.end);
        let words = span.of(&text.notice.text).to_owned();
        if core(&words) == core(&own) || core(&words).chars().count() < 2 {
            continue;
        }
        let Some((role, rule)) = role(shaper, name) else { continue };
        match facts.iter_mut().find(|f| core(&f.value.name) == core(&words)) {
            Some(known) => known.also.push(jikenbo_model::Evidence { span, rule }),
            None => facts.push(Fact::new(Party { name: words, role }, span, rule)),
        }
    }
    facts
}

/// A name without its legal form and blanks.
fn core(name: &str) -> String {
    ["株式会社", "有限会社", "合同会社", "(株)", " ", "\u{3000}"].iter().fold(name.to_owned(), |n, w| n.replace(w, ""))
}

/// The role whose word stands nearest to the name in its sentence.
fn role(shaper: &Shaper<'_, '_, '_>, name: &Name) -> Option<(jikenbo_model::Code, jikenbo_model::RuleId)> {
    let tokens = shaper.text.tokens();
    let sentence = shaper.text.sentences.iter().find(|s| s.start <= name.start && name.start < s.end)?;
    let near = |f: &&crate::apply::Find| {
        let t = tokens[f.last()];
        sentence.start <= t.start && t.end <= sentence.end
    };
    let gap = |f: &&crate::apply::Find| {
        let t = tokens[f.last()];
        if t.start >= name.end { t.start - name.end } else { name.start.saturating_sub(t.end) + 3 }
    };
    let find = shaper.under("third_parties").filter(near).min_by_key(gap)?;
    Some((shaper.rule(find).code.clone(), shaper.rule(find).id.clone()))
}
