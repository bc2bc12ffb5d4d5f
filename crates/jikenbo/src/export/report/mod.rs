//! Reports for a meeting: one case with everything that its notices tell, or what many cases have in common, drawn and listed. As one
//! HTML file, and as Markdown with the same content.
//!
//! Cases are counted as they go by: of each a row of codes and figures is kept for the charts, of the first [`TABLE`] a line of the list,
//! of the first [`SHORT`] a few lines, written at once. No text of a notice is kept but that of the first case.

mod block;
mod candidates;
mod case;
mod html;
mod many;
mod markdown;
mod query;
mod said;
pub(crate) mod text;

use std::collections::HashSet;
use std::io::{self, Write};

use jikenbo_export::{Case, Exporter, Options};
use jikenbo_model::Code;

use self::block::Block;
use self::many::Counted;
use super::{Format, Out};
use crate::labels::Lang;
use crate::web::charts::data::row_of;
use crate::web::text::Text;

/// The most cases of the list; the order is that of the export, the newest first unless another is asked for.
pub(crate) const TABLE: usize = 500;
/// The most cases that are told in short.
pub(crate) const SHORT: usize = 50;

pub(super) const MARKDOWN: Format = Format {
    name: "markdown",
    extension: "md",
    media_type: "text/markdown; charset=utf-8",
    text: true,
    about: ("Markdown：1事案または検索の報告", "Markdown: a report of one case or of a query"),
    begin: |options, out| Ok(Box::new(Report::new(Form::Markdown, options, out))),
};

pub(super) const HTML: Format = Format {
    name: "html",
    extension: "html",
    media_type: "text/html; charset=utf-8",
    text: true,
    about: (
        "HTML：会議のための報告。図つき、1ファイル、A4に印刷できる",
        "HTML: a report for a meeting, with charts, in one file that prints on A4",
    ),
    begin: |options, out| Ok(Box::new(Report::new(Form::Html, options, out))),
};

/// The two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Html,
    Markdown,
}

impl Form {
    fn write(self, blocks: &[Block], out: &mut String) {
        match self {
            Self::Html => html::written(blocks, out),
            Self::Markdown => markdown::written(blocks, out),
        }
    }
}

/// A report while its cases go by.
struct Report {
    form: Form,
    options: Options,
    out: Out,
    counted: Counted,
    /// The first case, as long as it is the only one.
    only: Option<Box<Case>>,
    /// The first cases in short, as they will stand.
    in_short: String,
    /// Every code once, so that the rows of many cases share them.
    codes: HashSet<Code>,
}

impl Report {
    fn new(form: Form, options: &Options, out: Out) -> Self {
        let options = options.clone();
        let (counted, codes) = (Counted::default(), HashSet::new());
        Self { form, options, out, counted, only: None, in_short: String::new(), codes }
    }

    fn shared(&mut self, codes: &mut [Code]) {
        for code in codes {
            match self.codes.get(code) {
                Some(known) => *code = known.clone(),
                None => {
                    self.codes.insert(code.clone());
                }
            }
        }
    }
}

impl Exporter for Report {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        let units = self.counted.columns.units;
        let mut row = row_of(u32::try_from(units).unwrap_or(u32::MAX), &case.facts);
        for codes in [&mut row.kinds, &mut row.sectors, &mut row.causes, &mut row.items] {
            self.shared(codes);
        }
        self.counted.columns.rows.push(row);
        let columns = &mut self.counted.columns;
        (columns.units, columns.cases, columns.all) = (units + 1, units + 1, units + 1);
        self.only = (units == 0).then(|| Box::new(case.clone()));
        self.counted.put(case, &self.options);
        if units < SHORT as u64 {
            self.form.write(&case::short(case, &self.options), &mut self.in_short);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let lang = self.options.language;
        let mut body = String::new();
        let title = match &self.only {
            Some(case) => {
                self.form.write(&case::whole(case, &self.options), &mut body);
                case.facts.title.clone()
            }
            None => {
                self.form.write(&many::blocks(&self.counted, &self.options), &mut body);
                if self.counted.columns.units > 0 {
                    self.form.write(&[Block::Break, many::in_short(lang)], &mut body);
                    body.push_str(&self.in_short);
                    self.form.write(many::not_in_short(self.counted.columns.units, lang).as_slice(), &mut body);
                }
                pick(text::REPORT, lang).to_owned()
            }
        };
        match self.form {
            Form::Html => {
                self.out.write_all(html::head(&title, lang).as_bytes())?;
                self.out.write_all(body.as_bytes())?;
                self.out.write_all(html::FOOT.as_bytes())?;
            }
            Form::Markdown => writeln!(self.out, "{}", body.trim_end())?,
        }
        self.out.flush()
    }
}

/// A text in a language.
fn pick(text: Text, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => text.ja,
        Lang::En => text.en,
    }
}
