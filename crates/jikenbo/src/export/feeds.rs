//! Atom and JSON Feed as files: the same entries as the feeds that the casebook serves, every case of the query in one.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use jikenbo_export::{Case, Exporter, Options};
use jikenbo_search::Query;
use quick_xml::Writer;

use super::{Format, Out};
use crate::labels::Known;
use crate::web::feeds::{self, Feed, Told, atom, json};
use crate::web::page::Asked;

pub(super) const ATOM: Format = Format {
    name: "atom",
    extension: "atom",
    media_type: "application/atom+xml; charset=utf-8",
    text: true,
    about: ("Atom：1事案1項目のフィード", "Atom: a feed, an entry a case"),
    begin: |options, out| {
        // A feed's head says when any of its entries changed last: the entries wait in a file until all are there.
        let entries = Writer::new_with_indent(BufWriter::new(tempfile::tempfile()?), b' ', 1);
        Ok(Box::new(Atom { feed: Options::clone(options), out, entries, newest: None }))
    },
};

pub(super) const JSON: Format = Format {
    name: "json-feed",
    extension: "json",
    media_type: "application/feed+json; charset=utf-8",
    text: true,
    about: ("JSON Feed：1事案1項目のフィード", "JSON Feed: a feed, an item a case"),
    begin: |options, mut out| {
        let head = json::head(&feed(options, None)).to_string();
        out.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
        out.write_all(b",\"items\":[")?;
        Ok(Box::new(JsonFeed { options: options.clone(), out, items: 0 }))
    },
};

/// The feed of what was asked for. A file has no address of its own: only its list has one, where the casebook is served.
fn feed(options: &Options, updated: Option<&str>) -> Feed {
    let query = if options.chosen { Query::default() } else { Query::parse(&options.query, &Known).unwrap_or_default() };
    let list = options.address.as_ref().map(|site| format!("{site}{}", feeds::address("/cases", &query, None)));
    Feed { list, ..Feed::of(&Asked::nobody(options.language), &options.query, updated) }
}

fn told(case: &Case, options: &Options) -> Told {
    let asked = Asked::nobody(options.language);
    let web = |address: &&str| address.starts_with("https://") || address.starts_with("http://");
    let source = case.notices.first().and_then(|notice| notice.address());
    let source = source.or_else(|| case.imported.as_ref()?.references.first().map(String::as_str)).filter(web).map(feeds::plain);
    let told = feeds::told(&asked, (&case.id, &case.facts), (&case.created, &case.changed), options.address.as_deref());
    Told { source, ..told }
}

struct Atom {
    feed: Options,
    out: Out,
    entries: Writer<BufWriter<File>>,
    newest: Option<String>,
}

impl Exporter for Atom {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        let told = told(case, &self.feed);
        if self.newest.as_ref().is_none_or(|newest| *newest < told.updated) {
            self.newest = Some(told.updated.clone());
        }
        atom::entry(&mut self.entries, &told)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { feed: options, mut out, entries, newest } = *self;
        let mut writer = Writer::new_with_indent(&mut out, b' ', 1);
        atom::begin(&mut writer, &feed(&options, newest.as_deref()))?;
        writer.get_mut().write_all(b"\n")?;
        let mut entries = entries.into_inner().into_inner().map_err(io::IntoInnerError::into_error)?;
        entries.seek(SeekFrom::Start(0))?;
        io::copy(&mut entries, writer.get_mut())?;
        atom::end(&mut writer)?;
        out.flush()
    }
}

struct JsonFeed {
    options: Options,
    out: Out,
    items: u64,
}

impl Exporter for JsonFeed {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        self.out.write_all(if self.items == 0 { b"\n" } else { b",\n" })?;
        self.items += 1;
        serde_json::to_writer(&mut self.out, &json::item(&told(case, &self.options)))?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()
    }
}
