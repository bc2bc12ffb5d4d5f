//! MISP: an event a case, in the form in which MISP itself exports several events.
//!
//! What becomes of what, and why, is told in `docs/exports/misp.md`.

use std::io::{self, Write};

mod event;
mod parts;
pub mod tags;

pub use parts::{TEMPLATES, Template};

use crate::uuids::Uuids;
use crate::{Case, Exporter, Options};

/// Events that are written case by case.
pub struct Events<W> {
    out: W,
    options: Options,
    uuids: Uuids,
    any: bool,
}

impl<W: Write> Events<W> {
    /// Begins an export.
    ///
    /// # Errors
    ///
    /// What the place says that is written to.
    pub fn begin(options: &Options, mut out: W) -> io::Result<Self> {
        out.write_all(b"{\"response\":[")?;
        Ok(Self { out, options: options.clone(), uuids: Uuids::new(&options.identity), any: false })
    }
}

impl<W: Write> Exporter for Events<W> {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        Ok(serde_json::to_writer(&mut self.out, &event::event(case, &self.options, self.uuids))?)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()
    }
}
