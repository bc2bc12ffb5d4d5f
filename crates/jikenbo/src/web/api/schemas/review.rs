//! What persons say of facts.

use super::common::{CASE, NOTICE};
use super::schema;
use crate::web::api::shape::Shape::{Any, List, Number, Object, OrNull, Span, Text, Truth};
use crate::web::api::shape::{Schema, field};

pub(super) const SCHEMAS: &[Schema] = &[
    schema(
        "CaseReview",
        "事案の見直し",
        "the review of a case",
        &[
            CASE,
            field("notices", List(&Object("NoticeReview")), "告知", "its notices"),
            field("next", OrNull(&Text("/cases/C7K2M9QXP/review")), "次に見直すもの", "what is to be reviewed next"),
        ],
    ),
    schema(
        "NoticeReview",
        "告知の見直し",
        "the review of a notice",
        &[
            NOTICE,
            field("version", Number(1), "版の番号", "the number of the version"),
            field(
                "standings",
                Any,
                "それぞれの事実の立場、却下したもの、食い違い",
                "how every fact stands, what was rejected, what disagrees",
            ),
        ],
    ),
    schema(
        "Claim",
        "事実の中身とことば",
        "what a fact says, and in which words",
        &[
            field("key", Text("counts"), "項目", "the record's key"),
            field("value", Any, "値", "the value"),
            field("quote", Text("1,200件"), "根拠のことば", "the words that prove it"),
            field("span", Span, "それが原文のどこにあるか", "where they stand in the text"),
            field("n", Number(1), "版の番号", "the number of the version"),
        ],
    ),
    schema(
        "FactForm",
        "事実の書式",
        "the form of a fact",
        &[CASE, NOTICE, field("keys", Any, "項目と、その欄", "the keys, and the fields of each")],
    ),
    schema(
        "FactView",
        "一つの事実",
        "one fact",
        &[
            CASE,
            NOTICE,
            field("version", Number(1), "版の番号", "the number of the version"),
            field("fact", Object("Claim"), "事実", "the fact"),
            field("standing", Any, "その立場", "how it stands"),
            field("issue", Any, "食い違い", "what disagrees"),
        ],
    ),
    schema(
        "History",
        "事案の履歴",
        "the history of a case",
        &[
            CASE,
            field("corrections", List(&Any), "訂正", "what was put right"),
            field("moves", List(&Any), "移動", "notices that were moved"),
        ],
    ),
    schema(
        "CaseNotices",
        "事案の告知",
        "the notices of a case",
        &[CASE, field("notices", List(&Object("NoticeLine")), "告知", "its notices")],
    ),
    schema(
        "NoticeLine",
        "告知の一行",
        "a notice in short",
        &[
            NOTICE,
            field("title", Text("お詫びとお知らせ"), "題", "its title"),
            field("reviewed", Truth, "見直し済みか", "whether all of it was reviewed"),
        ],
    ),
    schema(
        "ReviewQueue",
        "人を待つもの",
        "what waits for a person",
        &[
            field("waiting", List(&Any), "種類と項目ごとの数", "how much waits, by kind and key"),
            field("disagreements", List(&Any), "食い違い", "disagreements"),
            field("doubts", List(&Any), "疑義", "doubts"),
            field("after", OrNull(&Text("")), "続きのafter", "the after of what follows"),
        ],
    ),
];
