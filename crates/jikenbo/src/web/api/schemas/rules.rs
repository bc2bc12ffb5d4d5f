//! The rules and the help.

use super::schema;
use crate::web::api::shape::Shape::{List, Object, Text};
use crate::web::api::shape::{Schema, field};

pub(super) const SCHEMAS: &[Schema] = &[
    schema("Rules", "規則の一覧", "every rule page", &[field("rules", List(&Object("RuleLine")), "規則", "the rules")]),
    schema(
        "RuleLine",
        "規則の名",
        "a rule page in the list",
        &[
            field("id", Text("timeline/discovery"), "ID", "its id"),
            field("title", Text("timeline.discovery — 発覚"), "題", "its title"),
        ],
    ),
    schema(
        "Manual",
        "項目の手引き",
        "the manual of a key",
        &[field("key", Text("causes"), "項目", "the key"), field("rules", List(&Object("RuleExamples")), "規則", "its rules")],
    ),
    schema(
        "RuleExamples",
        "規則とその例",
        "a rule and its examples",
        &[
            field("id", Text("causes/vulnerability"), "ID", "its id"),
            field("title", Text("causes.vulnerability — 脆弱性"), "題", "its title"),
            field("examples", List(&Object("RuleExample")), "例", "its examples"),
        ],
    ),
    schema(
        "RuleExample",
        "例",
        "an example",
        &[
            field("input", Text("脆弱性を悪用された。"), "文", "what is read"),
            field(
                "facts",
                List(&Text("causes.vulnerability 「脆弱性を悪用された」")),
                "見つかる事実",
                "the facts expected; none if nothing may be found",
            ),
        ],
    ),
    schema(
        "Rule",
        "規則のページ",
        "a rule page",
        &[
            field("id", Text("timeline/discovery"), "ID", "its id"),
            field("title", Text("timeline.discovery — 発覚"), "題", "its title"),
            field("source", Text("# timeline.discovery — 発覚\n"), "本文 (Markdown)", "the page itself, Markdown"),
        ],
    ),
    schema("Help", "使い方", "how to read the pages", &[field("help", Text("# Help\n"), "本文 (Markdown)", "Markdown")]),
];
