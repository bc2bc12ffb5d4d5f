//! The objects that are answered, a table entry each. The record's keys are told at length in `docs/record.md`.

mod captures;
mod case;
mod charts;
mod common;
mod crosswalks;
mod list;
mod record;
mod review;
mod rules;
mod sources;
mod today;
mod users;

use super::shape::Shape::{Between, List, Object, Span, Text};
use super::shape::{Field, Schema, field};
use common::FIGURE;

/// The names of what a look can show: those of [`crate::store::Outcome`].
pub const OUTCOMES: &[&str] =
    &["new", "changed", "same", "not_modified", "index", "not_a_notice", "no_text", "missing", "lost", "failed"];

/// The names of the roles that a user can have.
pub const ROLES: &[&str] = &["nobody", "reader", "reviewer", "administrator"];

/// What every fact has beside its value.
pub const EVIDENCE: &[Field] = &[
    field(
        "quote",
        Text("2024年6月3日に社員が不審な通信を検知"),
        "根拠のことば。原文の文字のまま",
        "the words that prove it, to the letter",
    ),
    field("span", Span, "それが原文のどこにあるか (Unicodeの符号位置)", "where they stand in the text, in Unicode code points"),
    field("rule", Text("timeline/discovery"), "見つけた規則", "the rule that found it"),
    field("also?", List(&Object("Evidence")), "同じことを言うほかの所", "other places that say the same"),
];

const fn schema(name: &'static str, ja: &'static str, en: &'static str, fields: &'static [Field]) -> Schema {
    Schema { name, ja, en, is_fact: false, fields }
}

const fn fact(name: &'static str, ja: &'static str, en: &'static str, fields: &'static [Field]) -> Schema {
    Schema { name, ja, en, is_fact: true, fields }
}

/// Every object.
pub fn schemas() -> impl Iterator<Item = &'static Schema> {
    let parts = [
        today::SCHEMAS,
        list::SCHEMAS,
        charts::SCHEMAS,
        SCHEMAS,
        case::SCHEMAS,
        record::SCHEMAS,
        captures::SCHEMAS,
        crosswalks::SCHEMAS,
        review::SCHEMAS,
        sources::SCHEMAS,
        rules::SCHEMAS,
        users::SCHEMAS,
    ];
    parts.into_iter().flatten()
}

/// Those of errors, and the figure that several have.
const SCHEMAS: &[Schema] = &[
    schema("Error", "答えられなかったわけ", "why a request was not answered", &[field("error", Object("Fault"), "わけ", "why")]),
    schema(
        "Fault",
        "何を求め、何があったか",
        "what was expected, and what was found",
        &[
            field("status", Between(400, 599), "HTTPの状態", "the HTTP status"),
            field("message", Text("Not found"), "見出し", "in short"),
            field("expected", Text("a page of the casebook"), "求めたもの", "what was expected"),
            field("found", Text("/nowhere"), "あったもの", "what was found"),
        ],
    ),
    schema("Figure", "件数", "a figure", FIGURE),
];
