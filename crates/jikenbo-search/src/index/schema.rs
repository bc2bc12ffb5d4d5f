//! The fields of the index, and a case as a document.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field as IndexField, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

use super::grams::Pairs;
use crate::ask::organization_key;
use crate::compare::{FoldedEntry, codes_of, figure_of};
use crate::entry::{Entry, Facts, case_key, date_key, day_keys, time_key};
use crate::field::{Field, Figure};

/// Counts up with every change of what a document holds, or of how facts are made: an index of another layout is made again.
pub(super) const LAYOUT: u32 = 3;

/// The fields.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// The case's id, by which it is replaced.
    pub(super) case: IndexField,
    /// Everything that words are looked for in, as pairs.
    pub(super) body: IndexField,
    /// The fields that are compared with words.
    names: Vec<(Field, IndexField)>,
    /// Codes (`kind:ransomware`), whole names (`org=青葉堂`), fields that are not told (`lacks:org`).
    pub(super) terms: IndexField,
    /// The case without its texts, as JSON.
    pub(super) entry: IndexField,
    numbers: Vec<(&'static str, IndexField)>,
    codes: Vec<(&'static str, IndexField)>,
}

/// The columns of numbers.
const NUMBERS: [&str; 6] = ["case_key", "date", "first_day", "last_day", "changed", "org_key"];
/// The columns of codes, of how figures were said, and of the organisation's name.
const CODES: [&str; 7] = ["kind", "sector", "cause", "item", "people_bound", "cards_bound", "org_name"];

fn grams(tokenizer: &str, positions: bool) -> TextOptions {
    let option = if positions { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::Basic };
    let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(positions);
    TextOptions::default().set_indexing_options(indexing)
}

impl Fields {
    pub(super) fn new() -> (Schema, Self) {
        let mut schema = SchemaBuilder::new();
        let fields = Self {
            case: schema.add_text_field("case", STRING),
            body: schema.add_text_field("body", grams("pairs", true)),
            names: Field::all()
                .filter(|f| f.has_words())
                .map(|f| (f, schema.add_text_field(f.name(), grams("pairs", true))))
                .collect(),
            terms: schema.add_text_field("terms", grams("raw", false)),
            entry: schema.add_bytes_field("entry", STORED),
            numbers: NUMBERS
                .into_iter()
                .chain(Figure::all().map(Figure::name))
                .map(|n| (n, schema.add_u64_field(n, FAST)))
                .collect(),
            codes: CODES
                .into_iter()
                .map(|n| (n, schema.add_text_field(&format!("{n}_column"), TextOptions::default().set_fast("raw"))))
                .collect(),
        };
        (schema.build(), fields)
    }

    pub(super) fn register(tokenizers: &TokenizerManager) {
        tokenizers.register("pairs", TextAnalyzer::from(Pairs));
    }

    /// The field of a query's field that is compared with words.
    pub(super) fn name(&self, field: Field) -> IndexField {
        self.names.iter().find(|(known, _)| *known == field).map_or(self.body, |(_, field)| *field)
    }

    pub(super) fn number(&self, name: &str) -> IndexField {
        self.numbers.iter().find(|(known, _)| *known == name).map_or(self.entry, |(_, field)| *field)
    }

    /// A case as a document.
    pub(super) fn document(&self, entry: &Entry) -> TantivyDocument {
        let folded = FoldedEntry::new(entry);
        let mut document = TantivyDocument::new();
        document.add_text(self.case, &entry.case);
        document.add_text(self.body, &folded.all);
        for (field, to) in &self.names {
            if !folded.names(*field).is_empty() {
                document.add_text(*to, folded.names(*field).join("\u{1f}"));
            }
        }
        for term in terms(entry, &folded) {
            document.add_text(self.terms, term);
        }
        document.add_bytes(self.entry, &stored(entry));
        self.columns(entry, &mut document);
        document
    }

    fn columns(&self, entry: &Entry, document: &mut TantivyDocument) {
        let facts = &entry.facts;
        let days = facts.date.filter(|d| date_key(*d) > 0).map(day_keys);
        let numbers = [
            Some(case_key(&entry.case)),
            facts.date.map(date_key).filter(|key| *key > 0),
            days.map(|d| d.0),
            days.map(|d| d.1),
            Some(time_key(&entry.changed_at)),
            facts.organization.as_deref().map(organization_key),
        ];
        let figures = Figure::all().map(|figure| figure_of(entry, figure));
        for ((_, field), value) in self.numbers.iter().zip(numbers.into_iter().chain(figures)) {
            if let Some(value) = value {
                document.add_u64(*field, value);
            }
        }
        for (name, field) in &self.codes {
            match Field::named(name) {
                Some(code) => codes_of(entry, code).into_iter().for_each(|code| document.add_text(*field, code)),
                None if *name == "people_bound" => {
                    facts.people_bound.iter().for_each(|code| document.add_text(*field, bounded(code)))
                }
                None if *name == "cards_bound" => {
                    facts.cards_bound.iter().for_each(|code| document.add_text(*field, bounded(code)))
                }
                None => facts.organization.iter().for_each(|name| document.add_text(*field, bounded(name))),
            }
        }
    }
}

/// A name within what a term may hold.
pub(super) fn bounded(name: &str) -> &str {
    let end = name.floor_char_boundary(2_000);
    &name[..end]
}

pub(super) fn whole_term(field: Field, folded: &str) -> String {
    format!("{}={}", field.name(), bounded(folded))
}

pub(super) fn code_term(field: Field, code: &str) -> String {
    format!("{}:{}", field.name(), bounded(code))
}

pub(super) fn lacks_term(field: Field) -> String {
    format!("lacks:{}", field.name())
}

pub(super) fn no_figure_term(figure: Figure) -> String {
    format!("lacks:{}", figure.name())
}

/// No month is told, or no date.
pub(super) const NO_MONTH: &str = "lacks:month";
/// No date is told.
pub(super) const NO_DATE: &str = "lacks:date";

fn terms(entry: &Entry, folded: &FoldedEntry) -> Vec<String> {
    let mut out = Vec::new();
    for field in Field::all() {
        let codes = codes_of(entry, field);
        let names = folded.names(field);
        if codes.is_empty() && names.is_empty() {
            out.push(lacks_term(field));
        }
        out.extend(codes.into_iter().map(|code| code_term(field, code)));
        out.extend(names.iter().map(|name| whole_term(field, name)));
    }
    out.extend(Figure::all().filter(|figure| figure_of(entry, *figure).is_none()).map(no_figure_term));
    let date = entry.facts.date.filter(|d| date_key(*d) > 0);
    if date.is_none_or(|d| d.month().is_none()) {
        out.push(NO_MONTH.to_owned());
    }
    if date.is_none() {
        out.push(NO_DATE.to_owned());
    }
    out
}

/// A case as JSON. What its only notice tells is what the case tells, and is not said twice.
fn stored(entry: &Entry) -> Vec<u8> {
    let mut entry = Entry { texts: crate::Texts::default(), ..entry.clone() };
    if let [line] = &mut entry.notices[..]
        && line.facts == entry.facts
    {
        line.facts = Facts::default();
    }
    serde_json::to_vec(&entry).unwrap_or_default()
}

/// What [`stored`] wrote.
pub(super) fn restored(bytes: &[u8]) -> Option<Entry> {
    let mut entry: Entry = serde_json::from_slice(bytes).ok()?;
    if let [line] = &mut entry.notices[..]
        && line.facts == Facts::default()
    {
        line.facts = entry.facts.clone();
    }
    Some(entry)
}
