//! `jikenbo show`: the whole record of a case.

use std::io::{self, Write};

use jikenbo_export::jo;
use jikenbo_model::{Notice, Reading};
use jikenbo_search::Facts;
use serde_json::json;

use super::Context;
use super::record_text::record_text;
use super::terminal::line;
use crate::changes::{self, FactChange, Said};
use crate::corrections::Claim;
use crate::estimate;
use crate::labels::{KEYS, Lang, key_label};
use crate::store::{Case, Correction, Error, Id, ImportedCase, Outcome, Store, StoredNotice, Visit};

/// Show a case: the whole record, each fact with the words that prove it
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo show C7GH-2WMX         by the id of a case, as `jikenbo list` prints it
  jikenbo show n9xw0rtj --json   or of a notice; case and hyphens do not matter
  jikenbo show --estimate C7GH-2WMX")]
pub(super) struct Args {
    /// The id of a case or of a notice
    #[arg(value_name = "ID")]
    id: Id,
    /// As one JSON object, with the text that the spans point into
    #[arg(long)]
    json: bool,
    /// Tell the JO model's estimate of damages, too: an estimate, not what was paid
    #[arg(long)]
    estimate: bool,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> super::Outcome {
        let missing = || format!("{} is not in the casebook at {}", self.id, context.place());
        let store = context.open_existing()?.ok_or_else(missing)?;
        let case = context.wait(async {
            match store.resolve(self.id).await {
                Ok(id) => store.case(&id).await,
                Err(Error::NotFound(_)) => Ok(None),
                Err(error) => Err(error),
            }
        })?;
        let mut case = case.ok_or_else(missing)?;
        if let Id::Notice(only) = self.id {
            case.notices.retain(|notice| notice.id == only);
            case.corrections.retain(|correction| correction.notice == only);
        }
        if let Some(taken) = context.wait(store.imported(&case.id))? {
            context.wait(store.close());
            let (mut json, mut words) = (taken_json(&taken), taken_text(&taken));
            if self.estimate {
                self.estimated(&taken.facts, &mut json, &mut words);
            }
            return self.print(&json, &words);
        }
        let stories = context.wait(stories(&store, &case));
        let facts = context.wait(self.facts(&store, &case));
        context.wait(store.close());
        let (stories, facts) = (stories?, facts?);
        let (mut json, mut words) = (to_json(&case, &stories), text(&case, &stories));
        if self.estimate {
            self.estimated(&facts, &mut json, &mut words);
        }
        self.print(&json, &words)
    }

    /// Adds the estimate to both, or that there is none.
    fn estimated(&self, facts: &Facts, json: &mut serde_json::Value, words: &mut String) {
        let estimate = jo::estimate(facts);
        json["estimate"] = json!(estimate);
        words.push_str(&estimate_text(facts, estimate.as_ref()));
    }

    fn print(&self, json: &serde_json::Value, text: &str) -> super::Outcome {
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{json:#}")?
        } else {
            write!(out, "{text}")?
        }
        Ok(out.flush()?)
    }

    /// What the case tells in all, or the notice that was asked for alone; nothing, where nobody wants it.
    async fn facts(&self, store: &Store, case: &Case) -> Result<Facts, Error> {
        Ok(match (self.estimate, self.id, case.notices.first()) {
            (false, ..) => Facts::default(),
            (true, Id::Notice(_), Some(only)) => Facts::of(&only.notice, &only.reading),
            _ => store.exported(&[case.id]).await?.pop().map(|case| case.facts).unwrap_or_default(),
        })
    }
}

/// The estimate with its caution and every factor; or that there is none, and why.
fn estimate_text(facts: &Facts, made: Option<&jo::Estimate>) -> String {
    let mut out = format!("{}\n", estimate::name(Lang::Ja));
    match made {
        None => out.push_str(&format!("  {}\n", estimate::none(facts, Lang::Ja))),
        Some(made) => {
            out.push_str(&format!("  {}\n", estimate::caution(Lang::Ja)));
            for [term, value, why] in estimate::rows(made, Lang::Ja) {
                out.push_str(&format!("  {term}  {}  {}\n", line(&value), line(&why)));
            }
        }
    }
    out
}

/// A case without a text as JSON.
fn taken_json(case: &ImportedCase) -> serde_json::Value {
    json!({
        "case": case.id,
        "created": case.created,
        "changed": case.changed,
        "notices": [],
        "facts": case.facts,
        "imported": {
            "collection": case.from.collection, "form": case.from.form, "key": case.from.key, "place": case.from.place,
            "references": case.from.references, "data": case.from.data,
        },
        "corrections": [],
    })
}

/// The same for a person: what it tells in the record's order, where it is from, and that no words prove it.
fn taken_text(case: &ImportedCase) -> String {
    let mut out = format!("{}  取り込み {} {}\n", case.id, line(&case.from.collection), line(&case.from.key));
    out.push_str(&format!("本文はありません (元のファイル {})\n\n", line(&case.from.place)));
    let all = changes::facts_told(&case.facts);
    for (key, ..) in KEYS {
        for (_, said) in all.iter().filter(|(known, _)| known == key) {
            out.push_str(&format!("{}  {}\n", key_label(key, Lang::Ja), line(&changes::told(key, &said.value, Lang::Ja))));
        }
    }
    for reference in &case.from.references {
        out.push_str(&format!("引用  {}\n", line(reference)));
    }
    out
}

/// What became of a notice since it was first seen.
pub(crate) struct Story {
    /// The day of each newer version, and the facts that it changed; oldest first.
    changes: Vec<(String, Vec<FactChange>)>,
    /// The newest looks at its addresses, newest first.
    looks: Vec<Visit>,
}

/// The story of each notice of a case.
async fn stories(store: &Store, case: &Case) -> Result<Vec<Story>, Error> {
    let mut out = Vec::with_capacity(case.notices.len());
    for notice in &case.notices {
        let mut changes = Vec::new();
        let mut before = None;
        for version in &notice.versions {
            let (text, reading) = store.version(&notice.id, version.n).await?;
            if let Some((old, was)) = &before {
                let (old, was): (&Notice, &Reading) = (old, was);
                changes.push((day(&version.seen_at).to_owned(), changes::facts((was, &old.text), (&reading, &text.text))));
            }
            before = Some((text, reading));
        }
        out.push(Story { changes, looks: store.visits_of(&notice.id, 20).await? });
    }
    Ok(out)
}

fn day(time: &str) -> &str {
    time.split('T').next().unwrap_or(time)
}

/// A case as JSON: `case`, `created`, `notices` (each with `record` as `jikenbo read` prints it, the `changes` of its versions and
/// the `looks` at its addresses), `corrections`.
pub(crate) fn to_json(case: &Case, stories: &[Story]) -> serde_json::Value {
    let notice = |(n, story): (&StoredNotice, &Story)| {
        let changes: Vec<_> = story.changes.iter().map(|(seen, facts)| json!({ "seen": seen, "facts": facts })).collect();
        let look = |v: &Visit| json!({ "at": v.at, "url": v.url, "outcome": v.outcome, "status": v.status });
        json!({
            "notice": n.id, "url": n.notice.url, "versions": n.versions, "changes": changes,
            "looks": story.looks.iter().map(look).collect::<Vec<_>>(), "text": n.notice.text, "record": n.record_json,
        })
    };
    json!({
        "case": case.id,
        "created": case.created,
        "notices": case.notices.iter().zip(stories).map(notice).collect::<Vec<_>>(),
        "corrections": case.corrections,
    })
}

fn text(case: &Case, stories: &[Story]) -> String {
    let mut out = String::new();
    for (notice, story) in case.notices.iter().zip(stories) {
        let source = &notice.capture;
        let clipped = source.captured_at.split('T').next().unwrap_or("");
        let version = if notice.versions.len() > 1 { format!(", version {}", notice.versions.len()) } else { String::new() };
        out.push_str(&format!("{}  {}  clipped {clipped} from {}{version}\n\n", case.id, notice.id, line(&source.source)));
        out.push_str(&record_text(&notice.notice, &notice.reading));
        out.push('\n');
        out.push_str(&story_text(story));
    }
    for c in &case.corrections {
        let words = format!("{} {} {} {}  {} {}", c.when, c.who, c.op, c.key, about(c), c.remark);
        out.push_str(&format!("訂正 {}\n", line(words.trim_end())));
    }
    out
}

/// What a correction says, in words.
fn about(correction: &Correction) -> String {
    let Some(step) = correction.step() else { return correction.value.to_string() };
    let told = |claim: &Claim| {
        let value = if claim.value.is_string() { json!({ "code": claim.value }) } else { claim.value.clone() };
        format!("{} 「{}」", changes::told(&claim.key, &value, Lang::Ja), claim.quote)
    };
    let facts: Vec<_> = step.change.facts.iter().map(told).collect();
    let to = step.change.to.iter().map(|to| format!(" → {}", told(to))).collect::<String>();
    match facts.len() {
        0..=3 => format!("{}{to}", facts.join(", ")),
        many => format!("{many} facts"),
    }
}

/// What changed from version to version, and that the notice is not found, if it is not.
fn story_text(story: &Story) -> String {
    let mut out = String::new();
    for (seen, facts) in &story.changes {
        out.push_str(&format!("変更 {seen}\n"));
        if facts.is_empty() {
            out.push_str("  事実に変わりなし\n");
        }
        for change in facts {
            let told = |said: &Option<Said>| {
                said.as_ref().map(|s| line(&format!("{} 「{}」", changes::told(&change.key, &s.value, Lang::Ja), s.quote)))
            };
            let key = key_label(&change.key, Lang::Ja);
            let words = match (told(&change.before), told(&change.after)) {
                (Some(before), Some(after)) => format!("{before} → {after}"),
                (Some(before), None) => format!("取消 {before}"),
                (None, after) => format!("追加 {}", after.unwrap_or_default()),
            };
            out.push_str(&format!("  {key}  {words}\n"));
        }
    }
    let gone = story.looks.first().filter(|look| matches!(look.outcome, Outcome::Missing | Outcome::Lost));
    if let Some(look) = gone {
        let seen = story.looks.iter().find(|look| look.outcome.is_good());
        let seen = seen.map(|look| format!("、最後に見えた日 {}", day(&look.at))).unwrap_or_default();
        out.push_str(&format!("見当たらない  {} ({}{seen})\n", line(&look.url), day(&look.at)));
    }
    out
}
