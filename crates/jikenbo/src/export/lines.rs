//! JSON Lines: a case a line, with its texts and records.

use std::io::{self, Write};

use jikenbo_export::{Case, Exporter, Notice, jo};
use jikenbo_model::to_json;
use serde_json::{Value, json};

use super::{Format, Out};

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extension: "jsonl",
    media_type: "application/x-ndjson",
    text: true,
    about: ("JSON Lines：1行に1事案。本文と記録のすべて", "JSON Lines: a case a line, its texts and records whole"),
    begin: |options, out| Ok(Box::new(Lines { out, texts: options.texts, estimate: options.estimate })),
};

struct Lines {
    out: Out,
    texts: bool,
    estimate: bool,
}

impl Exporter for Lines {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        let notices: Vec<Value> = case.notices.iter().map(|notice| self.notice(notice)).collect();
        let mut line =
            json!({ "case": case.id, "created": case.created, "changed": case.changed, "facts": case.facts, "notices": notices });
        if self.estimate {
            line["estimate"] = json!(jo::estimate(&case.facts));
        }
        serde_json::to_writer(&mut self.out, &line)?;
        self.out.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

impl Lines {
    fn notice(&self, notice: &Notice) -> Value {
        let mut line = json!({ "notice": notice.id, "version": notice.version, "url": notice.address() });
        if self.texts {
            line["text"] = json!(notice.text.text);
        }
        line["record"] = to_json(&notice.reading, &notice.text.text);
        line
    }
}
