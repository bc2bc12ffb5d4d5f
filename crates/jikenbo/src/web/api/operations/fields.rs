//! Fields of the addresses: those that several have, and the long lists.

use crate::web::api::shape::{Field, Shape, field};

pub(super) const CASE_ID: Field =
    field("id", Shape::Text("C7K2M9QXP"), "事案か告知のID", "the id of a case, or of one of its notices");
pub(super) const SHA256: Field = field("sha256", Shape::Hash, "原本のSHA-256", "the SHA-256 of the original");
pub(super) const KEY: Field = field("key", Shape::Text("timeline"), "記録の項目", "a key of the record");
pub(super) const CODE: Field = field("code", Shape::Text("discovery"), "項目の符号", "a code of the key");

pub(super) const QUERY: Field = field(
    "q?",
    Shape::Short(1_000, "kind:ransomware 漏えい"),
    "検索。書き方は /help#search",
    "a search; /help#search tells how it is written",
);
pub(super) const BACK: Field = field("back?", Shape::Text("/"), "戻るページ", "the page to go back to");
pub(super) const NAME: Field = field("name", Shape::Short(100, "青葉商会"), "名前", "the name");
pub(super) const SEARCH_NAME: Field = field("name", Shape::Short(60, "身代金"), "検索の名前", "the name of the search");
pub(super) const NUMBER: Field = field("id", Shape::Between(1, 1_000_000_000), "番号", "its number");
pub(super) const FACT: Field = field("fact", Shape::Text("3f9a0c1d5e7b2468"), "事実の名", "the fact's name in addresses");
pub(super) const NOTICE: Field =
    field("notice?", Shape::Text("N3F8W1RTA"), "告知のID。なければ新しいもの", "the notice's id; the newest, if none");
pub(super) const REMARK: Field = field("remark?", Shape::Short(1_000, "電話で確かめた"), "備考", "why");
pub(super) const QUOTE: Field = field(
    "quote?",
    Shape::Text("2024年6月3日に検知"),
    "根拠のことば。原文の文字のまま",
    "the words that prove it, to the letter",
);
pub(super) const NTH: Field =
    field("nth?", Shape::Text("1"), "同じことばの何番目の所か", "which of the places where the words stand, from 1");
pub(super) const PLACE: Field =
    field("place?", Shape::Text("1"), "同じことばの何番目の所か", "which of the places where the words stand, from 1");
pub(super) const DEEDS: &[&str] = &["confirm", "reject", "correct", "keep", "withdraw", "dismiss"];
pub(super) const KINDS: &[&str] = &["differs", "not_found", "elsewhere", "words_gone", "agrees", "doubt"];

pub(super) const LIST: &[Field] = &[
    QUERY,
    field(
        "sort?",
        Shape::OneOf(&["relevance", "newest", "oldest", "largest", "clipped"]),
        "並び。なければ、ことばを探すときは合う順、ほかは新しい順",
        "the order; without it, the best match first where words are searched for, else the newest",
    ),
    field("after?", Shape::Text("newest.134fd5f.0.C7GH-2WMX"), "前の答えのnext", "the `next` of the answer before"),
    field("cols?", Shape::Text("date,org,kind,count"), "ページに出す列", "the columns of the page"),
];

pub(super) const FLAG: Shape = Shape::OneOf(&["0", "1"]);

pub(super) const EXPORT: &[Field] = &[
    QUERY,
    field(
        "id?",
        Shape::Text("C7GH-2WMX"),
        "事案か告知のID。繰り返せる。qの代わりで、qと一緒には使えない",
        "the id of a case or a notice, any number of times; in place of a query, never beside one",
    ),
    field("sort?", Shape::OneOf(&["relevance", "newest", "oldest", "largest", "clipped"]), "並び", "the order"),
    field(
        "lang?",
        Shape::OneOf(&["ja", "en"]),
        "見出しと表示名の言語。なければページの言語",
        "the language of headings and labels; without it, that of the pages",
    ),
    field("extended?", FLAG, "STIXの拡張も使う", "STIX with its extensions"),
    field("estimate?", FLAG, "JOモデルの想定額も", "the JO model's estimate, too"),
    field("texts?", FLAG, "0なら本文を除く", "0 leaves the notices' texts out"),
    field("originals?", FLAG, "0なら原本を除く (jsonl)", "0 leaves the originals out (jsonl)"),
];

pub(super) const ORGS: &[Field] = &[
    field("q?", Shape::Short(100, "青葉"), "名前の一部", "part of the name"),
    field("sort?", Shape::OneOf(&["cases", "reading", "newest"]), "並び", "the order"),
    field("initial?", Shape::OneOf(crate::store::INITIALS), "頭の音", "the initial"),
    field("services?", Shape::OneOf(&["1"]), "サービスも", "services too"),
    field("after?", Shape::Between(0, 10_000_000), "前の答えのnext", "the `next` of the answer before"),
];

pub(super) const BY: Field = field("by?", Shape::OneOf(&["case", "notice", "org"]), "何を数えるか", "what is counted");
pub(super) const AFTER: Field =
    field("after?", Shape::Short(200, ""), "続きの位置。前の答えが示す", "where to go on, as the answer before tells");
pub(super) const ROLE: Field = field("role", Shape::OneOf(&["reader", "reviewer", "administrator"]), "役割", "what they may do");

pub(super) const CASE: &[Field] = &[
    field(
        "notice?",
        Shape::Between(1, 1_000),
        "何番目の告知を示すか。新しい順",
        "which notice is shown, from 1, the newest first",
    ),
    field(
        "version?",
        Shape::Between(1, 1_000),
        "何番目の版を示すか。新しい順",
        "which version is shown, from 1, the newest first",
    ),
    field(
        "capture?",
        Shape::Short(64, "9f86d081884c7d65"),
        "版の原本のSHA-256の初め",
        "the first digits of the SHA-256 of a version's original",
    ),
    field("estimate?", FLAG, "1ならページにJOモデルの推計も", "1: the page tells the JO model's estimate, too"),
];

pub(super) const PASSWORDS: &[Field] = &[
    field("now", Shape::Short(1_024, ""), "今のパスワード", "the password now"),
    field("new", Shape::Short(1_024, ""), "新しいパスワード", "the new one"),
    field("again", Shape::Short(1_024, ""), "もう一度", "the same again"),
];

pub(super) const TOKEN: &[Field] = &[
    field("label", Shape::Short(100, "nightly"), "呼び名", "what it is called"),
    field("scope", Shape::OneOf(&["reader", "reviewer", "administrator"]), "できること", "what may be done with it"),
    field("days", Shape::Between(1, 366), "何日使えるか", "for how many days"),
];
