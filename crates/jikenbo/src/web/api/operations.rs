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

const QUERY: Field = field(
    "q?",
    Shape::Short(1_000, "kind:ransomware 漏えい"),
    "検索。書き方は /help#search",
    "a search; /help#search tells how it is written",
);
const BACK: Field = field("back?", Shape::Text("/"), "戻るページ", "the page to go back to");
const NAME: Field = field("name", Shape::Short(100, "青葉商会"), "名前", "the name");
const SEARCH_NAME: Field = field("name", Shape::Short(60, "身代金"), "検索の名前", "the name of the search");
const NUMBER: Field = field("id", Shape::Between(1, 1_000_000_000), "番号", "its number");

const LIST: &[Field] = &[
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

const ORGS: &[Field] = &[
    field("q?", Shape::Short(100, "青葉"), "名前の一部", "part of the name"),
    field("sort?", Shape::OneOf(&["cases", "reading", "newest"]), "並び", "the order"),
    field("initial?", Shape::OneOf(crate::store::INITIALS), "頭の音", "the initial"),
    field("services?", Shape::OneOf(&["1"]), "サービスも", "services too"),
    field("after?", Shape::Between(0, 10_000_000), "前の答えのnext", "the `next` of the answer before"),
];

/// What every address takes and gives.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        query: &[field("new?", Shape::Text("2024-06-05"), "この時から (日か時刻)", "since when things are new: a day or a time")],
        ..reads("/", "前回から来たもの。見張る名前が先", Answer::Json("Today"))
    },
    Operation {
        method: "POST",
        form: &[field("at", Shape::Time, "ここまで見た時", "the time until which things were seen")],
        ..reads("/seen", "ここまで見たことを覚える", Answer::Redirect)
    },
    Operation { query: LIST, ..reads("/cases", "検索に合う事案と、その内訳", Answer::Json("Cases")) },
    Operation {
        query: &[field("id?", Shape::Text("C7GH-2WMX"), "事案のID。4つまで繰り返せる", "the id of a case; up to four times")],
        ..reads("/compare", "事案を並べて比べる", Answer::Json("Compared"))
    },
    Operation { query: ORGS, ..reads("/orgs", "お知らせに出る名前", Answer::Json("Names")) },
    Operation {
        path_fields: &[field("name", Shape::Text("青葉商会"), "名前。どの書き方でもよい", "the name, in any spelling")],
        ..reads("/orgs/{name}", "その名前の出るすべての事案", Answer::Json("Org"))
    },
    reads("/names", "見張る名前", Answer::Json("WatchedNames")),
    Operation { method: "POST", form: &[NAME, BACK], ..reads("/names", "名前を見張る", Answer::Redirect) },
    Operation {
        method: "POST",
        path_fields: &[NUMBER],
        form: &[BACK],
        ..reads("/names/{id}/remove", "名前を見張るのをやめる", Answer::Redirect)
    },
    reads("/saved", "保存した検索", Answer::Json("SavedSearches")),
    Operation { method: "POST", form: &[SEARCH_NAME, QUERY, BACK], ..reads("/saved", "検索を保存する", Answer::Redirect) },
    Operation {
        method: "POST",
        path_fields: &[NUMBER],
        form: &[SEARCH_NAME, BACK],
        ..reads("/saved/{id}", "保存した検索の名を変える", Answer::Redirect)
    },
    Operation {
        method: "POST",
        path_fields: &[NUMBER],
        form: &[BACK],
        ..reads("/saved/{id}/remove", "保存した検索を消す", Answer::Redirect)
    },
    Operation { path_fields: &[CASE_ID], ..reads("/cases/{id}", "事案。記録と原文", Answer::Json("Case")) },
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
