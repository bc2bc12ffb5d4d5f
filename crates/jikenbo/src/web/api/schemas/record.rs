//! The record of a notice. Its keys are told at length in `docs/record.md`.

use super::common::FIGURE;
use super::{fact, schema};
use crate::web::api::shape::Shape::{Clock, Code, Date, List, Map, Number, Object, Some, Span, Text};
use crate::web::api::shape::{Field, Schema, field};

const CODED: &[Field] = &[field("code", Text("vulnerability"), "符号", "its code")];

pub(super) const SCHEMAS: &[Schema] = &[
    schema(
        "Record",
        "記録 (docs/record.md)",
        "the record of a notice (docs/record.md)",
        &[
            field("title?", Text("お詫びとお知らせ"), "標題", "the headline"),
            field("organization?", Object("Organization"), "組織", "whose incident it is"),
            field("published?", Date, "公表日", "when it was published"),
            field("stage?", Code("stage"), "報の別", "first notice or follow-up"),
            field("services?", List(&Object("Service")), "サービス・システム", "the services affected"),
            field("kinds?", List(&Code("kinds")), "種別", "what happened"),
            field("causes?", List(&Object("Cause")), "原因", "why"),
            field("actor?", Code("actor"), "行為者", "who did it"),
            field("discovered_by?", Code("discovered_by"), "発見者", "who noticed"),
            field("timeline?", List(&Object("Event")), "経過", "what happened when"),
            field("counts?", List(&Object("Count")), "件数", "how many"),
            field("data_items?", List(&Object("DataItem")), "情報の項目", "which data"),
            field("leak_status?", Code("leak_status"), "漏えいの有無", "whether data leaked"),
            field("secondary_damage?", Code("secondary_damage"), "二次被害", "whether data was misused"),
            field("authorities?", List(&Object("Authority")), "関係機関への報告", "reports to authorities"),
            field("third_parties?", List(&Object("Party")), "関係する会社", "other organisations named"),
            field("money?", List(&Object("Money")), "金額", "amounts of money"),
            field("measures?", List(&Object("Measure")), "対応・対策", "what was done"),
            field(
                "evidence?",
                Map(&Some(&Object("Evidence"))),
                "値だけの項目の根拠",
                "the evidence of the keys that hold plain values",
            ),
            field("doubts?", List(&Object("Doubt")), "疑義", "what was seen and not made a fact of"),
        ],
    ),
    fact("Evidence", "根拠", "the words that prove a fact", &[]),
    fact(
        "Organization",
        "組織",
        "an organisation",
        &[
            field("name?", Text("株式会社あおば商店"), "名", "its name as the notice writes it"),
            field("sector?", Code("sector"), "業種", "its sector"),
        ],
    ),
    fact(
        "Service",
        "サービス",
        "a service",
        &[
            field("name", Text("あおば便"), "名", "its name"),
            field("url?", Text("https://shop.example.jp/"), "番地", "its address"),
        ],
    ),
    fact("Cause", "原因", "a cause", CODED),
    fact("Measure", "対応", "a measure", CODED),
    fact(
        "Event",
        "できごと",
        "something that happened on a date",
        &[
            field("event", Code("timeline"), "何が", "what"),
            field("start", Date, "いつ (から)", "when, or from when"),
            field("end?", Date, "いつまで", "until when"),
            field("start_time?", Clock, "始まりの時刻", "the time of day of the start"),
            field("end_time?", Clock, "終わりの時刻", "the time of day of the end"),
        ],
    ),
    fact("Count", "件数", "a figure", FIGURE),
    fact(
        "DataItem",
        "情報の項目",
        "a kind of data",
        &[
            field("item", Code("data_items"), "項目", "which"),
            field("state", Code("state"), "漏えいしたか、対象外か", "affected, or excluded"),
        ],
    ),
    fact(
        "Authority",
        "関係機関",
        "an authority",
        &[
            field("authority", Code("authorities"), "機関の別", "of what sort"),
            field("name", Text("個人情報保護委員会"), "名", "its name as written"),
            field("date?", Date, "報告の日", "the day of the report"),
        ],
    ),
    fact(
        "Party",
        "関係する会社",
        "another organisation",
        &[
            field("name", Text("株式会社みなと調査"), "名", "its name as written"),
            field("role", Code("third_parties"), "役割", "its part"),
        ],
    ),
    fact(
        "Money",
        "金額",
        "an amount of money",
        &[
            field("amount", Number(3_000_000), "額", "in whole units of the currency"),
            field("currency", Text("JPY"), "通貨 (ISO 4217)", "the currency (ISO 4217)"),
        ],
    ),
    schema(
        "Doubt",
        "疑義",
        "what was seen and not made a fact of",
        &[
            field("key", Text("timeline"), "項目", "the key it would have belonged to"),
            field("quote", Text("先月"), "ことば", "the words"),
            field("span", Span, "どこにあるか", "where they stand"),
            field("why", Text("a relative date without a date to count from"), "わけ", "why it is no fact"),
        ],
    ),
];
