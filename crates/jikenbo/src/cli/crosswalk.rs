//! `jikenbo crosswalk`: the tables by which a case is told in the terms of others, and the way back from their labels.

use std::io::{self, Write};

use jikenbo_export::crosswalk::{Scheme, match_name, section, tables};

use super::table::{Align, table};
use super::{Fail, Outcome};
use crate::labels::{Lang, label};

/// Show how kinds and causes are told in the terms of others
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo crosswalk                            the tables
  jikenbo crosswalk jnsa-cause                 one of them, with its sources and reasons
  jikenbo crosswalk jnsa-cause 紛失・置忘れ    our codes for a label

docs/crosswalks.md shows them all.")]
pub(super) struct Args {
    /// A table; all of them are listed without it
    #[arg(value_name = "TABLE")]
    table: Option<String>,
    /// A label of the table, in its maker's words
    #[arg(value_name = "LABEL", requires = "table")]
    label: Option<String>,
    /// The language of headings and reasons: ja or en
    #[arg(long, value_name = "LANGUAGE", default_value = "ja", value_parser = |text: &str| super::export::language(text))]
    lang: Lang,
}

impl Args {
    pub(super) fn run(&self) -> Outcome {
        let text = match (&self.table, &self.label) {
            (None, _) => list(self.lang),
            (Some(id), None) => section(id, self.lang).ok_or_else(|| none(id, self.lang))?,
            (Some(id), Some(label)) => back(id, label, self.lang)?,
        };
        Ok(write!(io::stdout().lock(), "{text}")?)
    }
}

fn list(lang: Lang) -> String {
    let rows: Vec<Vec<String>> =
        tables(lang).into_iter().map(|(id, name, version)| vec![id.to_owned(), version.to_owned(), name.to_owned()]).collect();
    table(&[(Align::Left, 0), (Align::Right, 0), (Align::Left, 0)], &rows, None)
}

fn none(id: &str, lang: Lang) -> String {
    let known: Vec<&str> = tables(lang).into_iter().map(|(id, ..)| id).collect();
    format!("expected a table ({}), found {id:?}", known.join(", "))
}

/// Our codes for a label, with what each is to it.
fn back(id: &str, wanted: &str, lang: Lang) -> Outcome<String> {
    let scheme = Scheme::named(id).ok_or_else(|| {
        let known: Vec<&str> = Scheme::all().iter().map(|scheme| scheme.id.as_str()).collect();
        format!("expected a table of labels ({}), found {id:?}", known.join(", "))
    })?;
    let ways = scheme.ways_to(wanted).ok_or_else(|| {
        let known: Vec<&str> = scheme.labels.iter().map(|one| one.label.as_str()).collect();
        Fail::Message(format!("expected a label of {id} ({}), found {wanted:?}", known.join(", ")))
    })?;
    let row = |way: &jikenbo_export::crosswalk::LabelWay| {
        let (is, name) = (match_name(way.is.back(), lang), label(&way.key, &way.code, lang));
        vec![way.key.clone(), way.code.clone(), is.to_owned(), name.to_owned()]
    };
    let rows: Vec<Vec<String>> = ways.iter().map(row).collect();
    Ok(table(&[(Align::Left, 0), (Align::Left, 0), (Align::Left, 0), (Align::Left, 0)], &rows, None))
}
