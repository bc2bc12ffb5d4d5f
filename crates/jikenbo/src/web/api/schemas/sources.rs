//! What is watched.

use super::common::NUMBER;
use super::schema;
use crate::web::api::shape::Shape::{List, Number, Object, OneOf, Text, Time, Truth, Url};
use crate::web::api::shape::{Schema, field};

pub(super) const SCHEMAS: &[Schema] = &[
    schema(
        "Sources",
        "見張り先",
        "the addresses that are watched",
        &[field("sources", List(&Object("Source")), "見張り先", "the sources")],
    ),
    schema(
        "Source",
        "見張り先",
        "an address that is watched",
        &[
            NUMBER,
            field("url", Url, "番地", "the address"),
            field("label", Text("つばめ便のお知らせ"), "呼び名", "what it is called"),
            field("every_seconds", Number(3_600), "間隔 (秒)", "seconds from one look to the next"),
            field("follow", Number(1), "たどる深さ", "how many links deep pages are taken from it"),
            field("paused", Truth, "休止", "not looked at for now"),
            field("added_at", Time, "加えた時", "when it was added"),
            field("next_at", Time, "次の確認", "when it is due"),
            field("tried_at", Time, "前回の確認", "when it was last looked at; empty for never"),
            field("good_at", Time, "前回の成功", "when that last succeeded; empty for never"),
            field("failures", Number(0), "続けて失敗した数", "failures one after another"),
            field("error", Text(""), "失敗のわけ", "why the last look failed; empty if it did not"),
            field("backfill", Text(""), "まだ遡るページ", "the older page of a feed that is still to be walked"),
            field("pages", Number(42), "知ったページの数", "addresses known through it"),
            field("notices", Number(12), "告知の数", "notices found there"),
            field("state", OneOf(&["good", "once", "failing", "paused", "waiting"]), "具合", "how it fares"),
        ],
    ),
];
