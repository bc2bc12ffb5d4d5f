//! VERIS: an incident a case, as a JSON array or line by line.

use std::io::{self, Write};

use jikenbo_export::{Case, Exporter, veris};

use super::{Format, Out};

pub(super) const ARRAY: Format = Format {
    name: "veris",
    extension: "json",
    media_type: "application/json",
    text: true,
    about: ("VERIS 1.4.1：事案ごとの JSON の配列", "VERIS 1.4.1: an array of incidents (JSON)"),
    begin: |_, mut out| {
        out.write_all(b"[")?;
        Ok(Box::new(Incidents { out, before: "\n", between: ",\n", after: "", end: "\n]\n" }))
    },
};

pub(super) const LINES: Format = Format {
    name: "veris-lines",
    extension: "jsonl",
    media_type: "application/x-ndjson",
    text: true,
    about: ("VERIS 1.4.1：1行に1事案", "VERIS 1.4.1: an incident a line"),
    begin: |_, out| Ok(Box::new(Incidents { out, before: "", between: "", after: "\n", end: "" })),
};

/// What stands before the first incident, between two, after each, and at the end.
struct Incidents {
    out: Out,
    before: &'static str,
    between: &'static str,
    after: &'static str,
    end: &'static str,
}

impl Exporter for Incidents {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        let before = std::mem::replace(&mut self.before, self.between);
        self.out.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut self.out, &veris::incident(case))?;
        self.out.write_all(self.after.as_bytes())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(self.end.as_bytes())?;
        self.out.flush()
    }
}
