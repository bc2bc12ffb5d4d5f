//! A case in the terms of others, and the tables by which that is told.

use super::schema;
use crate::web::api::shape::Shape::{Between, List, Object, OneOf, OrNull, Text, Truth};
use crate::web::api::shape::{Schema, field};

const MATCHES: &[&str] = &["exact", "broader", "narrower", "related"];
const ANSWERS: &[&str] = &["meets", "may", "no", "not_told"];

pub(super) const SCHEMAS: &[Schema] = &[
    schema(
        "SchemeLabels",
        "ほかの分け方でのラベル",
        "the labels of a case in a scheme of others",
        &[
            field("scheme", Text("jnsa-cause"), "分け方の名", "the scheme's name"),
            field("version", Text("1"), "表の版", "the table's version"),
            field("labels", List(&Object("PlacedLabel")), "ラベル。近いものから", "its labels, the closest first"),
        ],
    ),
    schema(
        "PlacedLabel",
        "当たるか、当たりうるラベル",
        "a label that belongs, or may belong, to a case",
        &[
            field("label", Text("不正アクセス"), "作り手のことば", "in its maker's words"),
            field("en", Text("unauthorised access"), "その英訳", "our translation"),
            field("match", OneOf(MATCHES), "最も近い符号に対する関係 (SKOS)", "what it is to the closest code (SKOS)"),
            field("because", List(&Object("LabelBecause")), "そのわけ", "by which facts"),
        ],
    ),
    schema(
        "LabelBecause",
        "ラベルのわけ",
        "a fact by which a label was found",
        &[
            field("key", Text("kinds"), "記録の項目", "the record's key"),
            field("code", Text("ransomware"), "符号", "the code"),
            field("match", OneOf(MATCHES), "符号に対するラベルの関係", "what the label is to the code"),
        ],
    ),
    schema(
        "Reporting",
        "報告を要する場合",
        "whether the facts speak for a case that must be reported; no legal advice",
        &[
            field("rule", Text("appi-rule7"), "規則の名", "the rule's name"),
            field("version", Text("1"), "表の版", "the table's version"),
            field("before", Truth, "施行より前のことか", "whether it was known before the rule was in force"),
            field("cases", List(&Object("ReportingCase")), "それぞれの号", "the cases, by number"),
            field("note", OrNull(&Object("ReportingNote")), "ほかの規則が当たるとき", "where another rule holds"),
        ],
    ),
    schema(
        "ReportingCase",
        "報告を要する場合の一つ",
        "a case of the rule",
        &[
            field("number", Between(1, 4), "号", "its number"),
            field("label", Text("不正の目的"), "求めること", "what it asks for"),
            field("en", Text("possibly done with improper purpose"), "その英訳", "the same in English"),
            field("answer", OneOf(ANSWERS), "事実の答え", "what the facts say"),
            field("because", List(&Object("ReportingBecause")), "そのわけ", "by which facts"),
        ],
    ),
    schema(
        "ReportingBecause",
        "答えのわけ",
        "a code or a figure that speaks for a case",
        &[
            field("key?", Text("kinds"), "記録の項目", "the record's key"),
            field("code?", Text("ransomware"), "符号", "the code"),
            field("figure?", Object("Figure"), "件数", "the figure"),
            field("answer", OneOf(ANSWERS), "その答え", "what it says"),
        ],
    ),
    schema(
        "ReportingNote",
        "ほかの規則",
        "for whom another rule holds",
        &[
            field("ja", Text("行政機関等には法第68条が当たります。"), "日本語", "in Japanese"),
            field("en", Text("Public bodies go by Article 68."), "英語", "in English"),
        ],
    ),
    schema(
        "Crosswalks",
        "対応表",
        "the crosswalks",
        &[
            field("tables", List(&Object("CrosswalkTable")), "表", "the tables"),
            field("page", Text("## VERIS\n"), "ページ (Markdown)", "the page, Markdown"),
        ],
    ),
    schema(
        "CrosswalkTable",
        "対応表の一つ",
        "a crosswalk",
        &[
            field("id", Text("jnsa-cause"), "名", "its name"),
            field("name", Text("JNSA 漏えい原因"), "呼び名", "what it is called"),
            field("version", Text("1"), "版", "its version"),
            field(
                "ways",
                OrNull(&List(&Object("CrosswalkWay"))),
                "符号からラベルへ。ラベルの表でなければnull",
                "from codes to labels; null where it is no table of labels",
            ),
        ],
    ),
    schema(
        "CrosswalkWay",
        "符号からラベルへ",
        "from a code to a label",
        &[
            field("label", Text("不正アクセス"), "作り手のことば", "in its maker's words"),
            field("key", Text("kinds"), "記録の項目", "the record's key"),
            field("code", Text("ransomware"), "符号", "the code"),
            field("match", OneOf(MATCHES), "符号に対するラベルの関係 (SKOS)", "what the label is to the code (SKOS)"),
        ],
    ),
];
