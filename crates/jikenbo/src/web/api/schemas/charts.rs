//! The figures of the charts.

use super::schema;
use crate::web::api::shape::Shape::{Any, List, Map, Number, Object, OneOf, Text};
use crate::web::api::shape::{Schema, field};

pub(super) const SCHEMAS: &[Schema] = &[
    schema(
        "Charts",
        "図の数値",
        "the figures of the charts",
        &[
            field("query", Text("kind:ransomware"), "検索式", "the query, in its canonical form"),
            field("by", OneOf(&["case", "notice", "org"]), "数え方", "what is counted"),
            field("count", Number(120), "数えたものの数", "how many there are"),
            field("cases", Number(120), "条件に合う事案の数", "how many cases match"),
            field(
                "nameless",
                Number(0),
                "組織名がなく数えなかった事案",
                "cases that could not be counted, for want of an organisation's name",
            ),
            field(
                "imported",
                Number(28),
                "条件に合う事案のうち、ほかの集まりから取り込んだもの",
                "how many of the cases that match were taken over from other collections",
            ),
            field("charts", List(&Object("Chart")), "図", "the charts"),
        ],
    ),
    schema(
        "Chart",
        "図",
        "a chart",
        &[
            field("name", Text("months"), "名", "its name"),
            field("lacking", List(&Object("Lacking")), "示すものを欠く数", "how many lack what it shows"),
            field("lines", List(&Map(&Any)), "数値の表の行", "the lines of its table, by the names of the columns"),
        ],
    ),
    schema(
        "Lacking",
        "欠くもの",
        "what is lacking",
        &[field("what", Text("not told"), "何を", "what"), field("count", Number(12), "数", "by how many")],
    ),
];
