//! `jikenbo show`: the whole record of a case.

use std::io::{self, Write};

use serde_json::json;

use super::record_text::record_text;
use super::terminal::line;
use super::{Context, Outcome};
use crate::store::{Case, Error, Id, StoredNotice};

/// Show a case: the whole record, each fact with the words that prove it
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo show C7GH-2WMX         by the id of a case, as `jikenbo list` prints it
  jikenbo show n9xw0rtj --json   or of a notice; case and hyphens do not matter")]
pub(super) struct Args {
    /// The id of a case or of a notice
    #[arg(value_name = "ID")]
    id: Id,
    /// As one JSON object, with the text that the spans point into
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let missing = || format!("{} is not in the casebook at {}", self.id, context.place());
        let store = context.open_existing()?.ok_or_else(missing)?;
        let case = context.wait(async {
            match store.resolve(self.id).await {
                Ok(id) => store.case(&id).await,
                Err(Error::NotFound(_)) => Ok(None),
                Err(error) => Err(error),
            }
        })?;
        context.wait(store.close());
        let mut case = case.ok_or_else(missing)?;
        if let Id::Notice(only) = self.id {
            case.notices.retain(|notice| notice.id == only);
            case.corrections.retain(|correction| correction.notice == only);
        }
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{:#}", to_json(&case))?
        } else {
            write!(out, "{}", text(&case))?
        }
        Ok(out.flush()?)
    }
}

/// A case as JSON: `case`, `created`, `notices` (each with `record` as `jikenbo read` prints it), `corrections`.
pub(crate) fn to_json(case: &Case) -> serde_json::Value {
    let notice = |n: &StoredNotice| {
        json!({
            "notice": n.id, "url": n.notice.url, "versions": n.versions, "text": n.notice.text, "record": n.record_json,
        })
    };
    json!({
        "case": case.id,
        "created": case.created,
        "notices": case.notices.iter().map(notice).collect::<Vec<_>>(),
        "corrections": case.corrections,
    })
}

fn text(case: &Case) -> String {
    let mut out = String::new();
    for notice in &case.notices {
        let source = &notice.capture;
        let clipped = source.captured_at.split('T').next().unwrap_or("");
        let version = if notice.versions.len() > 1 { format!(", version {}", notice.versions.len()) } else { String::new() };
        out.push_str(&format!("{}  {}  clipped {clipped} from {}{version}\n\n", case.id, notice.id, line(&source.source)));
        out.push_str(&record_text(&notice.notice, &notice.reading));
        out.push('\n');
    }
    for c in &case.corrections {
        let words = format!("{} {} {} {}: {}", c.when, c.who, c.op, c.key, c.value);
        out.push_str(&format!("correction  {}\n", line(&words)));
    }
    out
}
