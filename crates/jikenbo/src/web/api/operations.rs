//! What each address takes and gives. An address of [`crate::web::ROUTES`] without an entry here fails a test.
//!
//! Fields that several addresses have, and long lists of fields, are in `fields.rs`.

mod fields;

use super::shape::{Field, Shape, field};
use fields::{
    AFTER, BACK, BY, CASE, CASE_ID, CODE, DEEDS, EXPORT, FACT, KEY, KINDS, LIST, NAME, NOTICE, NTH, NUMBER, ORGS, PASSWORDS,
    PLACE, QUERY, QUOTE, REMARK, ROLE, SEARCH_NAME, SHA256, TOKEN,
};

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
    /// A page, for people: what it shows is shown once.
    Page,
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

const fn sends(path: &'static str, ja: &'static str, form: &'static [Field], answer: Answer) -> Operation {
    Operation { method: "POST", form, ..reads(path, ja, answer) }
}

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
    Operation { path_fields: &[CASE_ID], query: CASE, ..reads("/cases/{id}", "事案。記録と原文", Answer::Json("Case")) },
    Operation {
        path_fields: &[CASE_ID],
        ..reads("/cases/{id}/facts.json", "事案から読み取った事実。正解データの形", Answer::Media("application/json"))
    },
    Operation {
        path_fields: &[CASE_ID],
        ..reads("/cases/{id}/source.json", "取り込んだ事案の、元の記録", Answer::Media("application/json"))
    },
    Operation {
        path_fields: &[CASE_ID],
        ..reads("/cases/{id}/evidence.wacz", "事案の証拠一式 (WACZ)", Answer::Media("application/wacz+zip"))
    },
    Operation {
        query: &[QUERY, AFTER],
        ..reads("/cases.atom", "検索式に合う事案のAtomフィード。変わった順", Answer::Media("application/atom+xml"))
    },
    Operation {
        query: &[QUERY, AFTER],
        ..reads("/cases/feed.json", "同じもののJSON Feed", Answer::Media("application/feed+json"))
    },
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
    reads("/crosswalks", "事案をほかの分け方で言うための対応表", Answer::Json("Crosswalks")),
    reads("/help", "ページの読み方", Answer::Json("Help")),
    Operation {
        path_fields: &[field("format", Shape::OneOf(crate::export::NAMES), "形式の名", "the name of a form")],
        query: EXPORT,
        ..reads("/export/{format}", "事案を、ほかの道具が読む形式で", Answer::Media("*/*"))
    },
    Operation {
        query: &[QUERY, BY],
        ..reads("/charts", "検索式に合う事案の図。月、業種、原因、規模、日数、項目", Answer::Json("Charts"))
    },
    Operation {
        path_fields: &[field("name", Shape::Text("months.csv"), "図の名に .csv を付けたもの", "a chart's name, with .csv")],
        query: &[QUERY, BY],
        ..reads("/charts/{name}", "図の数値のCSV", Answer::Media("text/csv"))
    },
    reads("/api", "このAPIの手引き", Answer::Standard("https://spec.openapis.org/oas/v3.1.0")),
    reads(
        "/openapi.json",
        "同じものを、プログラム用のOpenAPI 3.1の文書で",
        Answer::Standard("https://spec.openapis.org/oas/v3.1.0"),
    ),
    reads("/login", "ログインのページ", Answer::Page),
    sends(
        "/login",
        "ログインする",
        &[
            field("name", Shape::Short(64, "hanako"), "名", "the name"),
            field("password", Shape::Short(1_024, ""), "パスワード", "the password"),
            field("back?", Shape::Text("/"), "戻るページ", "the page to go back to"),
        ],
        Answer::Redirect,
    ),
    sends("/logout", "セッションを終える", &[], Answer::Redirect),
    reads("/account", "自分のパスワード、セッション、APIトークン", Answer::Json("Account")),
    sends("/account/password", "パスワードを変える", PASSWORDS, Answer::Redirect),
    Operation {
        path_fields: &[NUMBER],
        ..sends("/account/sessions/{id}/end", "自分のセッションを終える", &[], Answer::Redirect)
    },
    sends("/account/sessions/end", "自分のほかのセッションをすべて終える", &[], Answer::Redirect),
    sends("/account/tokens", "APIトークンを作り、一度だけ示す", TOKEN, Answer::Page),
    Operation {
        path_fields: &[NUMBER],
        ..sends("/account/tokens/{id}/revoke", "自分のトークンを取り消す", &[], Answer::Redirect)
    },
    reads("/users", "利用者の一覧", Answer::Json("Users")),
    sends(
        "/users",
        "利用者を加え、初めのパスワードを一度だけ示す",
        &[field("name", Shape::Short(64, "hanako"), "名", "the name"), ROLE],
        Answer::Page,
    ),
    Operation { path_fields: &[NUMBER], ..sends("/users/{id}/role", "役割を変える", &[ROLE], Answer::Redirect) },
    Operation {
        path_fields: &[NUMBER],
        ..sends("/users/{id}/password", "新しい初めのパスワードを与え、一度だけ示す", &[], Answer::Page)
    },
    Operation { path_fields: &[NUMBER], ..sends("/users/{id}/remove", "利用者を除く", &[], Answer::Redirect) },
    Operation {
        query: &[field("after?", Shape::Number(40), "この番号より前のもの", "entries before this number")],
        ..reads("/audit", "誰がいつどこから何をしたか。新しい順", Answer::Json("Audit"))
    },
    sends(
        "/language",
        "ことばの選択を覚える",
        &[
            field("lang", Shape::OneOf(&["ja", "en"]), "ことば", "the language"),
            field("back?", Shape::Text("/"), "戻るページ", "the page to go back to"),
        ],
        Answer::Redirect,
    ),
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
