//! STIX 2.1: a bundle of incidents, the organisations they name, and a report and a note for each notice.
//!
//! What becomes of what, and why, is told in `docs/exports/stix.md`.

use std::collections::HashSet;
use std::io::{self, Write};

use serde_json::Value;
use uuid::Uuid;

mod extension;
mod objects;
pub mod vocabulary;

pub(crate) use extension::investigation;
pub use extension::{INCIDENT_CORE, OURS};
use objects::Maker;
pub(crate) use objects::is_uri;

use crate::uuids::Uuids;
use crate::{Case, Exporter, Options, Stix};

/// A bundle that is written case by case.
pub struct Bundle<W> {
    out: W,
    options: Options,
    uuids: Uuids,
    /// The identities that stand in the bundle: 16 bytes each are all that is kept of a case.
    written: HashSet<Uuid>,
    /// The bundle's own id, made of every object in turn.
    id: Uuid,
}

impl<W: Write> Bundle<W> {
    /// Begins a bundle: the casebook, and the definition of our extension where it is used.
    ///
    /// # Errors
    ///
    /// What the place says that is written to.
    pub fn begin(options: &Options, out: W) -> io::Result<Self> {
        let uuids = Uuids::new(&options.identity);
        let id = uuids.of("bundle", &[]);
        let mut bundle = Self { out, options: options.clone(), uuids, written: HashSet::new(), id };
        let casebook = bundle.maker().casebook();
        bundle.out.write_all(b"{\"type\":\"bundle\",\"objects\":[\n")?;
        bundle.object(&casebook)?;
        if bundle.options.stix == Stix::Extended {
            extension::definitions().iter().try_for_each(|object| bundle.next(object))?;
        }
        Ok(bundle)
    }

    const fn maker(&self) -> Maker<'_> {
        Maker { options: &self.options, uuids: self.uuids }
    }

    fn next(&mut self, object: &Value) -> io::Result<()> {
        self.out.write_all(b",\n")?;
        self.object(object)
    }

    fn object(&mut self, object: &Value) -> io::Result<()> {
        let bytes = serde_json::to_vec(object)?;
        self.id = Uuid::new_v5(&self.id, &bytes);
        self.out.write_all(&bytes)
    }

    /// Whether it is an identity that stands there already.
    fn again(&mut self, object: &Value) -> bool {
        let uuid = object["id"].as_str().and_then(|id| id.strip_prefix("identity--")).and_then(|id| id.parse().ok());
        uuid.is_some_and(|uuid| !self.written.insert(uuid))
    }
}

impl<W: Write> Exporter for Bundle<W> {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        for object in self.maker().case(case) {
            if !self.again(&object) {
                self.next(&object)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        // Only now is known what the bundle holds, of which its id is made.
        write!(self.out, "\n],\"id\":\"bundle--{}\"}}\n", self.id)?;
        self.out.flush()
    }
}
