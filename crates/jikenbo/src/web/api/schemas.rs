//! The objects that are answered, a table entry each. The record's keys are told at length in `docs/record.md`.

mod charts;
mod common;
mod crosswalks;
mod list;
mod review;
mod rules;
mod sources;
mod today;
mod users;

use super::shape::Shape::{
    Any, Between, Clock, Code, Date, Hash, List, Map, Number, Object, OneOf, OrNull, Some, Span, Text, Time, Truth, Url,
};
use super::shape::{Field, Schema, field};
use common::{CASE, FIGURE, ORGANIZATION};

/// The names of what a look can show: those of [`crate::store::Outcome`].
pub const OUTCOMES: &[&str] =
    &["new", "changed", "same", "not_modified", "index", "not_a_notice", "no_text", "missing", "lost", "failed"];

/// The names of the roles that a user can have.
pub const ROLES: &[&str] = &["nobody", "reader", "reviewer", "administrator"];

/// What every fact has beside its value.
pub const EVIDENCE: &[Field] = &[
    field(
        "quote",
        Text("2024年6月3日に社員が不審な通信を検知"),
        "根拠のことば。原文の文字のまま",
        "the words that prove it, to the letter",
    ),
    field("span", Span, "それが原文のどこにあるか (Unicodeの符号位置)", "where they stand in the text, in Unicode code points"),
    field("rule", Text("timeline/discovery"), "見つけた規則", "the rule that found it"),
    field("also?", List(&Object("Evidence")), "同じことを言うほかの所", "other places that say the same"),
];

const fn schema(name: &'static str, ja: &'static str, en: &'static str, fields: &'static [Field]) -> Schema {
    Schema { name, ja, en, is_fact: false, fields }
}

const fn fact(name: &'static str, ja: &'static str, en: &'static str, fields: &'static [Field]) -> Schema {
    Schema { name, ja, en, is_fact: true, fields }
}

const CODED: &[Field] = &[field("code", Text("vulnerability"), "符号", "its code")];

/// Every object.
pub fn schemas() -> impl Iterator<Item = &'static Schema> {
    let parts = [
        today::SCHEMAS,
        list::SCHEMAS,
        charts::SCHEMAS,
        SCHEMAS,
        crosswalks::SCHEMAS,
        review::SCHEMAS,
        sources::SCHEMAS,
        rules::SCHEMAS,
        users::SCHEMAS,
    ];
    parts.into_iter().flatten()
}

/// Those of cases, of originals and of errors.
const SCHEMAS: &[Schema] = &[
    schema("Error", "答えられなかったわけ", "why a request was not answered", &[field("error", Object("Fault"), "わけ", "why")]),
    schema(
        "Fault",
        "何を求め、何があったか",
        "what was expected, and what was found",
        &[
            field("status", Between(400, 599), "HTTPの状態", "the HTTP status"),
            field("message", Text("Not found"), "見出し", "in short"),
            field("expected", Text("a page of the casebook"), "求めたもの", "what was expected"),
            field("found", Text("/nowhere"), "あったもの", "what was found"),
        ],
    ),
    schema("Figure", "件数", "a figure", FIGURE),
    schema(
        "Case",
        "事案",
        "a case",
        &[
            field("id", Text("C7K2M9QXP"), "事案のID", "its id"),
            field("notices", List(&Object("Notice")), "告知。新しい順", "its notices, newest first"),
            field("citation", OrNull(&Object("Citation")), "引用", "how it is cited"),
            field(
                "similar",
                OrNull(&List(&Object("Similar"))),
                "似た事案。検索できないときはnull",
                "cases like it; null while the search is out of order",
            ),
            field(
                "candidates",
                OrNull(&Object("Candidates")),
                "技術と対策の候補",
                "techniques and controls that may belong to it",
            ),
            field("labels", OrNull(&List(&Object("SchemeLabels"))), "ほかの分け方でのラベル", "its labels in schemes of others"),
            field(
                "reporting",
                OrNull(&Object("Reporting")),
                "報告を要する場合に当たるか",
                "whether the facts speak for a case that must be reported",
            ),
            field(
                "imported",
                OrNull(&Object("Imported")),
                "取り込んだ元。切り抜いた事案ではnull",
                "where it was taken over from; null for what was clipped",
            ),
        ],
    ),
    schema(
        "Imported",
        "取り込んだ元",
        "where a case without a text was taken over from",
        &[
            field("collection", Text("VCDB"), "集まり", "the collection"),
            field("form", OneOf(&["veris", "gold"]), "そこでの形式", "in which form it was there"),
            field("key", Text("4A6C2B9E-0000-4000-8000-000000000001"), "そこでの番号", "its id there"),
            field("place", Text("vcdb/0001.json"), "ファイルとその中の場所", "the file, and the place in it"),
            field("imported_at", Time, "取り込んだ時", "when it was taken over"),
            field("changed_at", Time, "変わった時", "when it came in or changed last"),
            field("references", List(&Text("https://news.example/1")), "そこで引かれている番地", "addresses that it cites"),
            field("facts", Any, "述べること。一覧の行と同じ項目", "what it tells, with the keys of a line of the list"),
            field("data", Any, "元の記録", "what it was there, whole"),
        ],
    ),
    schema(
        "Citation",
        "引用",
        "a citation",
        &[
            field("ja", Text("株式会社あおば堂，「お詫びとお知らせ」，2024年6月5日公表"), "日本語", "in Japanese"),
            field("en", Text("株式会社あおば堂, published 5 Jun 2024."), "英語", "in English"),
        ],
    ),
    schema(
        "Similar",
        "似た事案",
        "a case like another",
        &[
            CASE,
            ORGANIZATION,
            field("title", Text("お詫びとお知らせ"), "標題", "its headline"),
            field("date", OrNull(&Date), "日付", "its date"),
            field("shared", List(&Object("Shared")), "同じところ。重いものから", "what both have, what weighs most first"),
        ],
    ),
    schema(
        "Shared",
        "同じところ",
        "something that two cases have",
        &[
            field("key", Text("kinds"), "記録の項目。ことばならwords", "a key of the record; words, for words"),
            field("values", List(&Text("ransomware")), "符号、名、ことば", "codes, names or words"),
        ],
    ),
    schema(
        "Candidates",
        "技術と対策の候補",
        "what may belong to a case; no notice says so",
        &[
            field("techniques", List(&Object("Candidate")), "MITRE ATT&CKの技術", "techniques of MITRE ATT&CK"),
            field("safeguards", List(&Object("Candidate")), "CIS Controlsの対策", "safeguards of the CIS Controls"),
        ],
    ),
    schema(
        "Candidate",
        "候補",
        "a candidate",
        &[
            field("id", Text("T1486"), "番号", "its id"),
            field("name", Text("Data Encrypted for Impact"), "作り手の付けた名", "its maker's name"),
            field("because", List(&Object("Because")), "そのわけ", "by which ways"),
        ],
    ),
    schema(
        "Because",
        "候補のわけ",
        "a way to a candidate",
        &[
            field("key", OneOf(&["kinds", "causes"]), "記録の項目", "the record's key"),
            field("code", Text("ransomware"), "符号", "the code"),
            field("veris", Text("action.malware.variety.Ransomware"), "VERISの語", "VERIS's enumeration between"),
            field(
                "said",
                Truth,
                "符号がそう言うか。でなければ、よくある手口",
                "whether the code says so; else it is often behind it",
            ),
        ],
    ),
    schema(
        "Notice",
        "告知",
        "a notice",
        &[
            field("id", Text("N3F8W1RTA"), "告知のID", "its id"),
            field("versions", List(&Object("Version")), "版。新しい順", "its versions, newest first"),
            field("changes", List(&List(&Object("Change"))), "版ごとに変わった事実", "the facts that each version changed"),
            field("looks", List(&Object("CaseLook")), "番地の確認", "the looks at its address"),
        ],
    ),
    schema(
        "Version",
        "版",
        "a version of a notice",
        &[
            field("text", Text("お客様の個人情報1,200件が漏えいしたことが判明いたしました。"), "原文", "the text"),
            field("url", OrNull(&Url), "番地", "its address"),
            field("source", Text("notice.html"), "もとのファイルか番地", "the file or address it came from"),
            field("clipped", Time, "切り抜いた時", "when it was clipped"),
            field("sha256", Hash, "もとのファイルのSHA-256", "of the bytes it came from"),
            field("record", Object("Record"), "読み取った記録", "what was read from it"),
        ],
    ),
    schema(
        "Change",
        "版の間で変わった事実",
        "a fact that a version changed",
        &[
            field("key", Text("counts"), "項目", "the record's key"),
            field("before", OrNull(&Object("Said")), "前の版", "what the older version says"),
            field("after", OrNull(&Object("Said")), "後の版", "what the newer version says"),
        ],
    ),
    schema(
        "Said",
        "述べたこと",
        "what was said",
        &[
            field("value", Any, "値", "the value, as in the record"),
            field("quote", Text("1,200件"), "根拠のことば", "the words that prove it"),
        ],
    ),
    schema(
        "CaseLook",
        "番地の確認",
        "a look at an address",
        &[
            field("at", Time, "時", "when"),
            field("url", Url, "番地", "the address that was asked"),
            field("outcome", OneOf(OUTCOMES), "結果", "what it showed"),
            field("status", Between(0, 999), "HTTPの状態。答えがなければ0", "the status of the answer; 0 if there was none"),
        ],
    ),
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
    schema(
        "Captured",
        "採取した原本",
        "an original as it was captured",
        &[
            field("capture", Object("Capture"), "原本", "what is known of it"),
            field("looks", List(&Object("Look")), "それを得た確認", "the looks that brought it"),
            field(
                "shows",
                List(&Text("/cases/C7K2M9QXP")),
                "それが示す告知の事案の番地",
                "the addresses of the cases whose notices it shows",
            ),
        ],
    ),
    schema(
        "Capture",
        "原本",
        "a capture",
        &[
            field("sha256", Hash, "SHA-256", "of its bytes"),
            field("media_type", Text("text/html"), "形式", "its media type"),
            field("source", Text("notice.html"), "もと", "the file or address it came from"),
            field("captured_at", Time, "採取の時", "when"),
            field("size", Number(18_204), "バイト数", "in bytes"),
            field("coding?", Text("gzip"), "圧縮", "how its bytes are coded"),
            field("charset?", Text("utf-8"), "文字コード", "the charset that the answer named"),
            field("address?", Url, "答えた番地", "the address that answered"),
        ],
    ),
    schema(
        "Look",
        "確認",
        "a look at an address, and what came back",
        &[
            field("url", Url, "尋ねた番地", "the address that was asked"),
            field("at", Time, "時", "when the answer was complete"),
            field("outcome", OneOf(OUTCOMES), "結果", "what it showed"),
            field("status", Between(0, 999), "HTTPの状態", "the status of the answer; 0 if there was none"),
            field("address", Url, "答えた番地", "the address that answered, after redirects"),
            field("remote", Text("192.0.2.10:443"), "つないだ相手", "the network address connected to"),
            field("request_head", Text("GET /news/ HTTP/1.1\n"), "送ったヘッダー", "the request's head"),
            field("response_head", Text("HTTP/1.1 200\n"), "返ったヘッダー", "the answer's head"),
            field("hops", Text("[]"), "途中の転送 (JSON)", "the redirects on the way, as JSON"),
            field("sha256", Text(""), "本文のSHA-256", "of the answer's body; empty if there was none"),
            field("detail", Text(""), "補い", "why, where the outcome does not say it all"),
        ],
    ),
];
