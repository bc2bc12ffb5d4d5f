//! What each address takes and gives. An address of [`crate::web::ROUTES`] without an entry here fails a test.

use super::shape::{Field, Shape, field};

/// What an address answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// JSON: the name of a schema.
    Json(&'static str),
    /// JSON of a standard of its own: where it stands.
    Standard(&'static str),
    /// Something else: its media type.
    Media(&'static str),
    /// 303, to the page that follows.
    Redirect,
}

/// An address: what it takes and gives.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The path, as in the table of routes.
    pub path: &'static str,
    /// The method.
    pub method: &'static str,
    /// What it is for, in Japanese; the English stands in the table of routes.
    pub ja: &'static str,
    /// The parts of the path in braces.
    pub path_fields: &'static [Field],
    /// The parameters of the query.
    pub query: &'static [Field],
    /// The fields of the form, for what is sent.
    pub form: &'static [Field],
    /// What comes back.
    pub answer: Answer,
}

const fn reads(path: &'static str, ja: &'static str, answer: Answer) -> Operation {
    Operation { path, method: "GET", ja, path_fields: &[], query: &[], form: &[], answer }
}

const CASE_ID: Field = field("id", Shape::Text("C7K2M9QXP"), "事案か告知のID", "the id of a case, or of one of its notices");
const SHA256: Field = field("sha256", Shape::Hash, "原本のSHA-256", "the SHA-256 of the original");
const KEY: Field = field("key", Shape::Text("timeline"), "記録の項目", "a key of the record");
const CODE: Field = field("code", Shape::Text("discovery"), "項目の符号", "a code of the key");

const FACT: Field = field("fact", Shape::Text("3f9a0c1d5e7b2468"), "事実の名", "the fact's name in addresses");
const NOTICE: Field =
    field("notice?", Shape::Text("N3F8W1RTA"), "告知のID。なければ新しいもの", "the notice's id; the newest, if none");
const REMARK: Field = field("remark?", Shape::Short(1_000, "電話で確かめた"), "備考", "why");
const BACK: Field = field("back?", Shape::Text("/review"), "戻るページ", "the page to go back to");
const QUOTE: Field = field(
    "quote?",
    Shape::Text("2024年6月3日に検知"),
    "根拠のことば。原文の文字のまま",
    "the words that prove it, to the letter",
);
const NTH: Field =
    field("nth?", Shape::Text("1"), "同じことばの何番目の所か", "which of the places where the words stand, from 1");
const PLACE: Field =
    field("place?", Shape::Text("1"), "同じことばの何番目の所か", "which of the places where the words stand, from 1");
const DEEDS: &[&str] = &["confirm", "reject", "correct", "keep", "withdraw", "dismiss"];
const KINDS: &[&str] = &["differs", "not_found", "elsewhere", "words_gone", "agrees", "doubt"];

const LIST: &[Field] = &[
    field(
        "q?",
        Shape::Short(200, "VPN"),
        "本文と題から探すことば。間を空ければすべてを含むもの",
        "words, all of which must occur in the text or the title",
    ),
    field("kind?", Shape::Code("kinds"), "種別の符号", "a code of kinds"),
    field("sector?", Shape::Code("sector"), "業種の符号", "a code of sectors"),
    field("org?", Shape::Short(200, "青葉"), "組織の名の一部", "part of the organisation's name"),
    field("since?", Shape::Date, "この日から", "published on this day or later"),
    field("until?", Shape::Date, "この日まで", "published on this day or earlier"),
    field("page?", Shape::Between(1, 10_000), "ページ", "the page, from 1"),
];

/// What every address takes and gives.
pub const OPERATIONS: &[Operation] = &[
    Operation { query: LIST, ..reads("/", "事案の一覧。新しい順。絞り込みと検索", Answer::Json("Cases")) },
    Operation { path_fields: &[CASE_ID], ..reads("/cases/{id}", "事案。記録と原文", Answer::Json("Case")) },
    Operation {
        path_fields: &[CASE_ID],
        query: &[NOTICE],
        ..reads("/cases/{id}/review", "告知の事実を、原文の横で見直す", Answer::Json("CaseReview"))
    },
    Operation {
        method: "POST",
        path_fields: &[CASE_ID],
        form: &[
            NOTICE,
            field(
                "fact?",
                Shape::Text("3f9a0c1d5e7b2468"),
                "示された事実。いくつでも",
                "a fact that was shown; any number of them",
            ),
            field("do", Shape::OneOf(&["all", "all_next"]), "行うこと", "what to do"),
            REMARK,
            BACK,
        ],
        ..reads("/cases/{id}/review", "示された事実をすべて確認する", Answer::Redirect)
    },
    Operation {
        path_fields: &[CASE_ID],
        query: &[NOTICE, field("key?", Shape::Text("timeline"), "記録の項目", "a key of the record"), QUOTE, NTH],
        ..reads("/cases/{id}/facts/new", "見落とされた事実の書式", Answer::Json("FactForm"))
    },
    Operation {
        method: "POST",
        path_fields: &[CASE_ID],
        form: &[NOTICE, KEY, QUOTE, PLACE, REMARK, BACK],
        ..reads("/cases/{id}/facts", "事実を加える。項目ごとの欄も", Answer::Redirect)
    },
    Operation {
        path_fields: &[CASE_ID, FACT],
        ..reads("/cases/{id}/facts/{fact}", "事実と、その立場と、その書式", Answer::Json("FactView"))
    },
    Operation {
        method: "POST",
        path_fields: &[CASE_ID, FACT],
        form: &[field("do", Shape::OneOf(DEEDS), "行うこと", "what to do"), QUOTE, PLACE, REMARK, BACK],
        ..reads("/cases/{id}/facts/{fact}", "事実を確認・却下・訂正し、食い違いを決める", Answer::Redirect)
    },
    Operation {
        path_fields: &[CASE_ID], ..reads("/cases/{id}/history", "だれが、いつ、何をしたか", Answer::Json("History"))
    },
    Operation {
        method: "POST",
        path_fields: &[CASE_ID],
        form: &[
            field("step?", Shape::Text("12"), "訂正の番号", "the number of a correction"),
            field("move?", Shape::Text("3"), "移動の番号", "the number of a move"),
            REMARK,
            BACK,
        ],
        ..reads("/cases/{id}/history", "操作を取り消す。取り消しも操作として残る", Answer::Redirect)
    },
    Operation {
        path_fields: &[CASE_ID], ..reads("/cases/{id}/notices", "統合し、分ける告知", Answer::Json("CaseNotices"))
    },
    Operation {
        method: "POST",
        path_fields: &[CASE_ID],
        form: &[
            field("do", Shape::OneOf(&["join", "part"]), "行うこと", "what to do"),
            field("case?", Shape::Text("C7K2M9QXP"), "統合する事案のID", "the id of the case to join"),
            field("notice?", Shape::Text("N3F8W1RTA"), "分ける告知。いくつでも", "a notice to part; any number of them"),
            REMARK,
            BACK,
        ],
        ..reads("/cases/{id}/notices", "事案を統合し、告知を分ける", Answer::Redirect)
    },
    Operation {
        query: &[
            field("kind?", Shape::OneOf(KINDS), "食い違いの種類、またはdoubt", "a kind of disagreement, or doubt"),
            field("key?", Shape::Text("timeline"), "記録の項目", "a key of the record"),
            field("after?", Shape::Text(""), "前の答えのafter", "the after of the answer before"),
        ],
        ..reads("/review", "人を待つもの。食い違いと疑義", Answer::Json("ReviewQueue"))
    },
    Operation {
        query: &[field("all?", Shape::OneOf(&["1"]), "一部だけ見直したものも", "also what was reviewed only in part")],
        ..reads("/review/export", "人が確かめた事実を、正解データとして (ZIP)", Answer::Media("application/zip"))
    },
    Operation {
        path_fields: &[SHA256],
        ..reads("/captures/{sha256}", "採取した原本と、それを得た確認", Answer::Json("Captured"))
    },
    Operation { path_fields: &[SHA256], ..reads("/captures/{sha256}/original", "原本のバイト列", Answer::Media("*/*")) },
    reads("/sources", "見張り先と、その具合", Answer::Json("Sources")),
    reads("/rules", "規則の一覧", Answer::Json("Rules")),
    Operation {
        path_fields: &[KEY], ..reads("/rules/{key}", "項目の手引き。符号の意味と言い表し方", Answer::Json("Manual"))
    },
    Operation { path_fields: &[KEY, CODE], ..reads("/rules/{key}/{code}", "規則のページ", Answer::Json("Rule")) },
    reads("/help", "ページの読み方", Answer::Json("Help")),
    reads("/api", "このAPIの手引き", Answer::Standard("https://spec.openapis.org/oas/v3.1.0")),
    reads(
        "/openapi.json",
        "同じものを、プログラム用のOpenAPI 3.1の文書で",
        Answer::Standard("https://spec.openapis.org/oas/v3.1.0"),
    ),
    Operation {
        method: "POST",
        form: &[
            field("lang", Shape::OneOf(&["ja", "en"]), "ことば", "the language"),
            field("back?", Shape::Text("/"), "戻るページ", "the page to go back to"),
        ],
        ..reads("/language", "ことばの選択を覚える", Answer::Redirect)
    },
    Operation {
        path_fields: &[field("name", Shape::Text("style.css"), "ファイルの名", "the file's name")],
        ..reads("/assets/{name}", "スタイルシート、スクリプト、印", Answer::Media("*/*"))
    },
];

/// The operation of a route.
#[must_use]
pub fn operation(method: &str, path: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.path == path && operation.method == method)
}
