//! What a package holds, compared with what its lists say it holds.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use jiff::Timestamp;
use serde::Deserialize;

use super::index;
use super::package::{Entry, Package};
use super::report::{Fault, Note};
use super::verify::Verifier;
use crate::digest::{Key, key};
use crate::warc::check::check;
use crate::{Error, Limits, RecordHead, RecordKind, Records};

/// A record, as far as it must be kept in mind.
#[derive(Debug)]
struct Held {
    address: Key,
    /// Which WARC, by its place in the package.
    warc: usize,
    offset: u64,
    length: u64,
    indexed: bool,
}

/// The records of all WARCs. Names and addresses are kept as short keys, so that a record takes the same memory whatever it says.
#[derive(Debug)]
pub(super) struct Contents {
    most: usize,
    count: usize,
    held: HashMap<Key, Held>,
    ids: HashSet<Key>,
    addresses: HashSet<Key>,
    moments: HashSet<Key>,
    without_digest: u64,
}

#[derive(Debug, Deserialize)]
struct PageLine {
    url: Option<String>,
    ts: Option<String>,
    format: Option<String>,
}

impl Contents {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            most: limits.indexed,
            count: 0,
            held: HashMap::new(),
            ids: HashSet::new(),
            addresses: HashSet::new(),
            moments: HashSet::new(),
            without_digest: 0,
        }
    }

    /// Reads every WARC.
    pub(super) fn records<R: Read + Seek>(&mut self, package: &Package<R>, verifier: &mut Verifier<'_>) -> Result<(), Error> {
        for (place, entry) in package.entries.iter().enumerate().filter(|(_, entry)| entry.is_warc()) {
            if let Err(error) = self.warc(package, place, entry, verifier) {
                verifier.unreadable(&entry.name, error)?;
            }
        }
        if self.without_digest > 0 {
            verifier.report.notes.push(Note::NoRecordDigest(self.without_digest));
        }
        Ok(())
    }

    fn warc<R: Read + Seek>(
        &mut self,
        package: &Package<R>,
        place: usize,
        entry: &Entry,
        verifier: &mut Verifier<'_>,
    ) -> Result<(), Error> {
        let mut records = Records::new(package.read(entry)?, verifier.limits);
        while let Some(head) = records.next_record()? {
            verifier.report.records += 1;
            self.count += 1;
            if self.count > self.most {
                return Err(Error::TooManyRecords { limit: self.most as u64 });
            }
            let checked = check(&mut records, &head, verifier.limits)?;
            let (name, record) = (|| entry.name.clone(), || named(&head));
            if checked.block_differs {
                verifier.fault(Fault::BlockDigest { name: name(), record: record() });
            }
            if checked.payload_differs {
                verifier.fault(Fault::PayloadDigest { name: name(), record: record() });
            }
            self.without_digest += u64::from(checked.unproved);
            if head.field("WARC-Record-ID").is_some_and(|id| !self.ids.insert(key(&[id]))) {
                verifier.fault(Fault::DuplicateRecord { name: name(), record: record() });
            }
            let end = records.end()?;
            self.keep(&head, place, entry, end);
        }
        Ok(())
    }

    /// Keeps what answers an address in mind.
    fn keep(&mut self, head: &RecordHead, place: usize, entry: &Entry, end: Option<u64>) {
        let answers = matches!(head.kind, RecordKind::Response | RecordKind::Resource | RecordKind::Revisit);
        let Some(text) = head.address().filter(|_| answers) else { return };
        let address = key(&[text]);
        self.addresses.insert(address);
        if let Some(time) = head.time() {
            self.moments.insert(key(&[text, &time.as_second().to_string()]));
        }
        if let (Some(offset), Some(end)) = (head.offset, end) {
            let name = entry.name.trim_start_matches("archive/");
            let at = key(&[name, &offset.to_string()]);
            let length = end.saturating_sub(offset);
            self.held.insert(at, Held { address, warc: place, offset, length, indexed: false });
        }
    }

    /// Follows every line of every index, and looks for records that none tells of.
    pub(super) fn indexes<R: Read + Seek>(&mut self, package: &Package<R>, verifier: &mut Verifier<'_>) -> Result<(), Error> {
        let is_index = |entry: &&Entry| {
            let name = entry.name.trim_end_matches(".gz");
            name.starts_with("indexes/") && (name.ends_with(".cdx") || name.ends_with(".cdxj"))
        };
        let mut any = false;
        for entry in package.entries.iter().filter(is_index) {
            any = true;
            verifier.lines(package, entry, |verifier, line, text| self.index_line(entry, line, text, verifier))?;
        }
        let mut missed: Vec<&Held> = self.held.values().filter(|held| any && !held.indexed).collect();
        missed.sort_unstable_by_key(|held| (held.warc, held.offset));
        for held in missed {
            let name = package.entries[held.warc].name.clone();
            verifier.fault(Fault::NotIndexed { name, offset: held.offset });
        }
        Ok(())
    }

    fn index_line(&mut self, entry: &Entry, line: u64, text: &str, verifier: &mut Verifier<'_>) {
        // Compressed indexes may begin with a line about themselves.
        if text.starts_with('!') {
            return;
        }
        let name = entry.name.clone();
        let Some(place) = index::place(text) else {
            return verifier.fault(Fault::Malformed { name, line, expected: "a CDXJ line" });
        };
        let file = place.filename.trim_start_matches("archive/");
        let held = self.held.get_mut(&key(&[file, &place.offset.to_string()]));
        match held.filter(|held| held.address == key(&[&place.address]) && held.length == place.length) {
            Some(held) => held.indexed = true,
            None => verifier.fault(Fault::Index { name, line, address: place.address }),
        }
    }

    /// Looks for a record of every page.
    pub(super) fn pages<R: Read + Seek>(&mut self, package: &Package<R>, verifier: &mut Verifier<'_>) -> Result<(), Error> {
        let mut at_another_time = 0;
        let is_list = |entry: &&Entry| entry.name.starts_with("pages/") && entry.name.ends_with(".jsonl");
        for entry in package.entries.iter().filter(is_list) {
            verifier.lines(package, entry, |verifier, line, text| {
                at_another_time += u64::from(self.page(entry, line, text, verifier));
            })?;
        }
        if at_another_time > 0 {
            verifier.report.notes.push(Note::PageAtAnotherTime(at_another_time));
        }
        Ok(())
    }

    /// Looks for a record of one page; true if there is one, but of another second.
    fn page(&self, entry: &Entry, line: u64, text: &str, verifier: &mut Verifier<'_>) -> bool {
        let name = entry.name.clone();
        let (url, ts) = match serde_json::from_str(text) {
            // The first line tells of the list.
            Ok(PageLine { url: None, format: Some(_), .. }) if line == 1 => return false,
            Ok(PageLine { url: Some(url), ts: Some(ts), .. }) => (url, ts),
            _ => {
                verifier.fault(Fault::Malformed { name, line, expected: "a page with url and ts in JSON" });
                return false;
            }
        };
        verifier.report.pages += 1;
        let Ok(time) = ts.parse::<Timestamp>() else {
            verifier.fault(Fault::Malformed { name, line, expected: "a time as in RFC 3339" });
            return false;
        };
        if !self.addresses.contains(&key(&[&url])) {
            verifier.fault(Fault::PageWithoutRecord { name, line, address: url });
            return false;
        }
        !self.moments.contains(&key(&[&url, &time.as_second().to_string()]))
    }
}

fn named(head: &RecordHead) -> String {
    head.field("WARC-Record-ID").map_or_else(|| format!("the record at byte {}", head.offset.unwrap_or(0)), str::to_owned)
}
