//! JSON Lines: a casebook, whole. A case a line, with its texts and records; before the first case that needs them, the originals, the
//! looks at addresses and the moves, each a line, too. `docs/exports/jsonl.md` tells of every key.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jikenbo_export::{Case, Exporter, Kept, Notice, jo};
use jikenbo_model::to_json;
use serde_json::{Value, json};

use super::{Format, Out};
use crate::store::FORM;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extension: "jsonl",
    media_type: "application/x-ndjson",
    text: true,
    about: (
        "JSON Lines：1行に1事案。原本も履歴もすべて。`jikenbo import` で戻せる",
        "JSON Lines: the casebook whole, a case a line, with originals and history; `jikenbo import` takes it in",
    ),
    begin: |options, out| Ok(Box::new(Lines { out, texts: options.texts, estimate: options.estimate, more: Value::Null })),
};

/// So many bytes are coded at once: a multiple of three, so that the pieces join.
const PIECE: usize = 48 * 1024;

struct Lines {
    out: Out,
    texts: bool,
    estimate: bool,
    /// What is kept of the notices of the case that comes next.
    more: Value,
}

impl Exporter for Lines {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        let more = std::mem::take(&mut self.more);
        let notices: Vec<Value> = case.notices.iter().map(|notice| self.notice(notice, more.get(&notice.id))).collect();
        let mut line = json!({
            "line": "case", "form": FORM, "case": case.id, "created": case.created, "changed": case.changed, "facts": case.facts,
            "notices": notices,
        });
        if let Some(from) = &case.imported {
            line["imported"] = json!({
                "collection": from.collection, "form": from.form, "key": from.key, "place": from.place,
                "references": from.references, "data": from.data,
            });
        }
        if self.estimate {
            line["estimate"] = json!(jo::estimate(&case.facts));
        }
        self.line(&line)
    }

    fn keep(&mut self, kept: Kept) -> io::Result<()> {
        match kept {
            Kept::Notices(more) => self.more = more,
            Kept::Line(line) => self.line(&line)?,
            Kept::Original(head, bytes) => self.original(&head, &bytes)?,
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

impl Lines {
    fn line(&mut self, line: &Value) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, line)?;
        self.out.write_all(b"\n")
    }

    /// An original, its bytes as they are coded: they may be large.
    fn original(&mut self, head: &Value, bytes: &[u8]) -> io::Result<()> {
        let head = head.to_string();
        self.out.write_all(head.trim_end_matches('}').as_bytes())?;
        self.out.write_all(b",\"bytes\":\"")?;
        for piece in bytes.chunks(PIECE) {
            self.out.write_all(STANDARD.encode(piece).as_bytes())?;
        }
        self.out.write_all(b"\"}\n")
    }

    /// The notice in its newest version, with what holds; and all that is kept of it.
    fn notice(&self, notice: &Notice, more: Option<&Value>) -> Value {
        let mut line = json!({ "notice": notice.id, "version": notice.version, "url": notice.address() });
        if self.texts {
            line["text"] = json!(notice.text.text);
        }
        line["record"] = to_json(&notice.reading, &notice.text.text);
        for (key, value) in more.and_then(Value::as_object).into_iter().flatten() {
            if !value.is_null() {
                line[key] = value.clone();
            }
        }
        self.shorten(&mut line, &notice.text.text);
        line
    }

    /// Leaves out of the newest version what the notice says already, and all texts where none are wanted.
    fn shorten(&self, line: &mut Value, newest: &str) {
        let record = line["record"].clone();
        let Some(versions) = line.get_mut("versions").and_then(Value::as_array_mut) else { return };
        let last = versions.len().saturating_sub(1);
        for (at, version) in versions.iter_mut().enumerate() {
            if !self.texts || (at == last && version["text"] == newest) {
                version.as_object_mut().map(|version| version.shift_remove("text"));
            }
            let reading = version.get_mut("reading").and_then(Value::as_object_mut);
            if let Some(reading) = reading.filter(|reading| at == last && reading.get("record") == Some(&record)) {
                reading.shift_remove("record");
            }
        }
    }
}
