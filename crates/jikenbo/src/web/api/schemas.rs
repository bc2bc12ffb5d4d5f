//! The objects that are answered, a table entry each. The record's keys are told at length in `docs/record.md`.

use super::shape::Shape::{
    Any, Between, Clock, Code, Date, Hash, List, Map, Number, Object, OneOf, OrNull, Some, Span, Text, Time, Truth, Url,
};
use super::shape::{Field, Schema, field};

/// The names of what a look can show: those of [`crate::store::Outcome`].
pub const OUTCOMES: &[&str] =
    &["new", "changed", "same", "not_modified", "index", "not_a_notice", "no_text", "missing", "lost", "failed"];

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
pub const SCHEMAS: &[Schema] = &[
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
    schema(
        "Cases",
        "事案の一覧",
        "a page of the list",
        &[
            field("filters", Map(&Text("ransomware")), "効いている条件", "the conditions in effect"),
            field("page", Number(1), "このページ", "this page, from 1"),
            field("pages", Number(3), "ページの数", "how many pages there are"),
            field("hits", Number(120), "条件に合う事案の数", "how many cases match"),
            field("all", Number(4_200), "事件簿の事案の数", "how many cases the casebook holds"),
            field("cases", List(&Object("CaseLine")), "事案", "the cases"),
        ],
    ),
    schema(
        "CaseLine",
        "一覧の一行",
        "a line of the list",
        &[
            field("case", Text("C7K2M9QXP"), "事案のID", "the case's id"),
            field("published", OrNull(&Date), "公表日", "when it was published"),
            field("organization", OrNull(&Text("株式会社あおば商店")), "組織", "the organisation"),
            field("sector", OrNull(&Code("sector")), "業種", "its sector"),
            field("kinds", List(&Code("kinds")), "種別", "what happened"),
            field("headline", OrNull(&Object("Figure")), "規模を示す件数", "the figure that tells how large it was"),
            field(
                "title",
                OrNull(&Text("不正アクセスによる個人情報漏えいに関するお詫びとお知らせ")),
                "題",
                "the notice's headline",
            ),
            field(
                "found",
                OrNull(&Text("不正アクセスを受け、")),
                "検索のことばを含む文",
                "the sentence that holds the words searched for",
            ),
        ],
    ),
    schema(
        "Figure",
        "件数",
        "a figure",
        &[
            field("value", Number(1_200), "数", "the figure"),
            field("bound", Code("bound"), "最大・約などの別", "exact, at most, at least, about"),
            field("unit", Code("unit"), "数えたもの", "what was counted"),
            field("subject", Code("subject"), "何の件数か", "of what"),
        ],
    ),
    schema(
        "Case",
        "事案",
        "a case",
        &[
            field("id", Text("C7K2M9QXP"), "事案のID", "its id"),
            field("notices", List(&Object("Notice")), "告知。新しい順", "its notices, newest first"),
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
    fact(
        "Count",
        "件数",
        "a figure",
        &[
            field("value", Number(1_200), "数", "the figure"),
            field("bound", Code("bound"), "最大・約などの別", "exact, at most, at least, about"),
            field("unit", Code("unit"), "数えたもの", "what was counted"),
            field("subject", Code("subject"), "何の件数か", "of what"),
        ],
    ),
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
        "CaseReview",
        "事案の見直し",
        "the review of a case",
        &[
            field("case", Text("C7K2M9QXP"), "事案のID", "the case's id"),
            field("notices", List(&Object("NoticeReview")), "告知", "its notices"),
            field("next", OrNull(&Text("/cases/C7K2M9QXP/review")), "次に見直すもの", "what is to be reviewed next"),
        ],
    ),
    schema(
        "NoticeReview",
        "告知の見直し",
        "the review of a notice",
        &[
            field("notice", Text("N3F8W1RTA"), "告知のID", "the notice's id"),
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
        &[
            field("case", Text("C7K2M9QXP"), "事案のID", "the case's id"),
            field("notice", Text("N3F8W1RTA"), "告知のID", "the notice's id"),
            field("keys", Any, "項目と、その欄", "the keys, and the fields of each"),
        ],
    ),
    schema(
        "FactView",
        "一つの事実",
        "one fact",
        &[
            field("case", Text("C7K2M9QXP"), "事案のID", "the case's id"),
            field("notice", Text("N3F8W1RTA"), "告知のID", "the notice's id"),
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
            field("case", Text("C7K2M9QXP"), "事案のID", "the case's id"),
            field("corrections", List(&Any), "訂正", "what was put right"),
            field("moves", List(&Any), "移動", "notices that were moved"),
        ],
    ),
    schema(
        "CaseNotices",
        "事案の告知",
        "the notices of a case",
        &[
            field("case", Text("C7K2M9QXP"), "事案のID", "the case's id"),
            field("notices", List(&Object("NoticeLine")), "告知", "its notices"),
        ],
    ),
    schema(
        "NoticeLine",
        "告知の一行",
        "a notice in short",
        &[
            field("notice", Text("N3F8W1RTA"), "告知のID", "the notice's id"),
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
    schema(
        "Captured",
        "採取した原本",
        "an original as it was captured",
        &[
            field("capture", Object("Capture"), "原本", "what is known of it"),
            field("looks", List(&Object("Look")), "それを得た確認", "the looks that brought it"),
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
            field("id", Number(1), "番号", "its number"),
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
    schema("Rules", "規則の一覧", "every rule page", &[field("rules", List(&Object("RuleLine")), "規則", "the rules")]),
    schema(
        "RuleLine",
        "規則の名",
        "a rule page in the list",
        &[
            field("id", Text("timeline/discovery"), "ID", "its id"),
            field("title", Text("timeline.discovery — 発覚"), "題", "its title"),
        ],
    ),
    schema(
        "Manual",
        "項目の手引き",
        "the manual of a key",
        &[field("key", Text("causes"), "項目", "the key"), field("rules", List(&Object("RuleExamples")), "規則", "its rules")],
    ),
    schema(
        "RuleExamples",
        "規則とその例",
        "a rule and its examples",
        &[
            field("id", Text("causes/vulnerability"), "ID", "its id"),
            field("title", Text("causes.vulnerability — 脆弱性"), "題", "its title"),
            field("examples", List(&Object("RuleExample")), "例", "its examples"),
        ],
    ),
    schema(
        "RuleExample",
        "例",
        "an example",
        &[
            field("input", Text("脆弱性を悪用された。"), "文", "what is read"),
            field(
                "facts",
                List(&Text("causes.vulnerability 「脆弱性を悪用された」")),
                "見つかる事実",
                "the facts expected; none if nothing may be found",
            ),
        ],
    ),
    schema(
        "Rule",
        "規則のページ",
        "a rule page",
        &[
            field("id", Text("timeline/discovery"), "ID", "its id"),
            field("title", Text("timeline.discovery — 発覚"), "題", "its title"),
            field("source", Text("# timeline.discovery — 発覚\n"), "本文 (Markdown)", "the page itself, Markdown"),
        ],
    ),
    schema("Help", "使い方", "how to read the pages", &[field("help", Text("# Help\n"), "本文 (Markdown)", "Markdown")]),
];
