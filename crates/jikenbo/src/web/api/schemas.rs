//! The objects that are answered, a table entry each. The record's keys are told at length in `docs/record.md`.

mod charts;
mod rules;
mod sources;
mod users;

use super::shape::Shape::{
    Any, Between, Clock, Code, Date, Hash, List, Map, Number, Object, OneOf, OrNull, Some, Span, Text, Time, Truth, Url,
};
use super::shape::{Field, Schema, field};

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
    [SCHEMAS, sources::SCHEMAS, rules::SCHEMAS, charts::SCHEMAS, users::SCHEMAS].into_iter().flatten()
}

/// Those of the list, of cases and of originals.
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
    schema(
        "Cases",
        "検索に合う事案",
        "what a search finds",
        &[
            field("query", Text("kind:ransomware"), "検索。整えた形", "the search in its canonical form"),
            field("sort", OneOf(&["relevance", "newest", "oldest", "largest", "clipped"]), "並び", "the order"),
            field("hits", Number(120), "条件に合う事案の数", "how many cases match"),
            field("notices", Number(150), "その告知の数", "how many notices they have"),
            field("all", Number(4_200), "事件簿の事案の数", "how many cases the casebook holds"),
            field("behind", Number(0), "検索がまだ取り込んでいない事案の数", "how many cases the search has still to take in"),
            field("cases", List(&Object("CaseLine")), "事案", "the cases"),
            field("facets", Map(&List(&Object("FacetValue"))), "内訳", "what the matches are like"),
            field("next", OrNull(&Text("newest.134fd5f.0.C7GH-2WMX")), "続きの印", "where the next page begins; null at the end"),
        ],
    ),
    schema(
        "FacetValue",
        "内訳の一つ",
        "a value of a facet",
        &[
            field("value", Text("ransomware"), "符号・月・名前", "a code, a month or a name"),
            field("cases", Number(12), "事案の数", "how many cases have it"),
        ],
    ),
    schema(
        "CaseLine",
        "一覧の一行",
        "a line of the list",
        &[
            field("case", Text("C7GH-2WMX"), "事案のID", "the case's id"),
            field("organization", OrNull(&Text("株式会社あおば商店")), "組織", "the organisation"),
            field("sector", OrNull(&Code("sector")), "業種", "its sector"),
            field("kinds", List(&Code("kinds")), "種別", "what happened"),
            field("headline", OrNull(&Object("Figure")), "規模を示す件数", "the figure that tells how large it was"),
            field("published", OrNull(&Date), "公表日", "when it was published"),
            field("title", OrNull(&Text("お詫びとお知らせ")), "題", "the notice's headline"),
            field(
                "found",
                OrNull(&Text("不正アクセスを受け、")),
                "検索のことばを含む文",
                "the sentence that holds the words searched for",
            ),
            field("notices", Number(1), "告知の数", "how many notices it has"),
            field("clipped_at", Time, "切り抜いた時", "when it came into the casebook"),
            field("changed_at", Time, "変わった時", "when anything of it came in last"),
            field("stage?", Code("stage"), "報の別", "first notice or follow-up"),
            field("causes?", List(&Code("causes")), "原因", "why"),
            field("items?", List(&Code("data_items")), "漏えいした項目", "which data were affected"),
            field("actor?", Code("actor"), "行為者", "who did it"),
            field("discovered_by?", Code("discovered_by"), "発見者", "who noticed"),
            field("leak_status?", Code("leak_status"), "漏えいの有無", "whether data leaked"),
            field("secondary_damage?", Code("secondary_damage"), "二次被害", "whether data was misused"),
            field("measures?", List(&Code("measures")), "対応・対策", "what was done"),
            field("authorities?", List(&Any), "関係機関への報告", "reports to authorities"),
            field("parties?", List(&Any), "関係する会社", "other organisations named"),
            field("services?", List(&Text("あおば便")), "サービス", "the services affected"),
            field("date?", Date, "並べる日", "the date it is sorted by"),
            field("occurred?", Date, "始まり", "when it began"),
            field("discovered?", Date, "発覚", "when somebody noticed"),
            field("people?", Number(1_200), "人数", "people affected"),
            field("cards?", Number(1_200), "カードの数", "cards affected"),
            field("days_unseen?", Number(45), "発覚までの日数", "days until somebody noticed"),
            field("days_silent?", Number(30), "公表までの日数", "days until it was published"),
        ],
    ),
    schema(
        "Today",
        "前回から来たもの",
        "what came since a time",
        &[
            field("since", OrNull(&Time), "いつから。はじめてならnull", "since when; null on the first visit"),
            field("counts", Object("TodayCounts"), "数", "how many"),
            field("watched", List(&Object("NewsItem")), "見張る名前のあるもの", "cases that name whom somebody watches"),
            field("fresh", List(&Object("NewsItem")), "新しい事案", "new cases"),
            field("changed", List(&Object("NewsItem")), "変わった事案", "cases that changed"),
            field("failing", List(&Object("FailingSource")), "取れない見張り先", "sources that fail"),
            field("week", OrNull(&Object("Week")), "この一週間", "the week"),
            field("saved", List(&Object("SavedSearch")), "保存した検索", "saved searches"),
            field("names", List(&Object("WatchedName")), "見張る名前", "watched names"),
        ],
    ),
    schema(
        "TodayCounts",
        "数",
        "how many",
        &[
            field("fresh", Number(12), "新しい事案", "new cases"),
            field("changed", Number(3), "変わった事案", "cases that changed"),
            field("watched", Number(1), "そのうち見張る名前のあるもの", "of these, those that name whom somebody watches"),
            field("all_notices", Number(4_200), "事件簿の告知", "notices in the casebook"),
            field("more_came", Truth, "数えきれないほど来た", "whether more came than was counted"),
        ],
    ),
    schema(
        "NewsItem",
        "来たもの",
        "a case that is new or changed",
        &[
            field("case", Text("C7GH-2WMX"), "事案のID", "the case's id"),
            field("organization", OrNull(&Text("株式会社あおば商店")), "組織", "the organisation"),
            field("sector", OrNull(&Code("sector")), "業種", "its sector"),
            field("kinds", List(&Code("kinds")), "種別", "what happened"),
            field("headline", OrNull(&Object("Figure")), "規模を示す件数", "the figure that tells how large it was"),
            field("published", OrNull(&Date), "公表日", "when it was published"),
            field("title", OrNull(&Text("お詫びとお知らせ")), "題", "the notice's headline"),
            field("items", List(&Code("data_items")), "漏えいした項目", "which data were affected"),
            field("days_unseen", OrNull(&Object("DayRange")), "発覚までの日数", "days until somebody noticed"),
            field("line", Object("Line"), "一行で", "in one line"),
            field("at", Time, "来た時", "when it came into the casebook"),
            field("watched", List(&Object("WatchedIn")), "見張る名前", "the watched names in it"),
            field("change", OrNull(&Object("NewsChange")), "変わったこと", "what changed; null for a new case"),
        ],
    ),
    schema(
        "DayRange",
        "日数の幅",
        "a number of days",
        &[field("fewest", Number(3), "少なくとも", "at least"), field("most", Number(33), "多くとも", "at most")],
    ),
    schema(
        "Line",
        "一行",
        "a line",
        &[
            field("ja", Text("青葉商会　ランサムウェア　個人情報 最大12,000名"), "日本語", "in Japanese"),
            field("en", Text("Aoba: ransomware; up to 12,000 people (personal data)"), "英語", "in English"),
        ],
    ),
    schema(
        "WatchedIn",
        "見張る名前の出方",
        "a watched name in a case",
        &[
            field("watched", Text("青葉商会"), "見張る名前", "the watched name"),
            field("name", Text("株式会社青葉商会"), "お知らせの書き方", "as the notice writes it"),
            field(
                "role",
                Text("victim"),
                "役割 (victim、service、関係する会社の役割)",
                "victim, service, or a role of third parties",
            ),
        ],
    ),
    schema(
        "NewsChange",
        "変わったこと",
        "what changed",
        &[
            field("what", OneOf(&["version", "notice"]), "改版か続報か", "a new version, or another notice"),
            field("facts", List(&Object("Change")), "違う事実", "the facts that are not the same"),
        ],
    ),
    schema(
        "FailingSource",
        "取れない見張り先",
        "a source that fails",
        &[
            field("url", Url, "番地", "the address"),
            field("label", Text("例の会社"), "呼び名", "what it is called"),
            field("failures", Number(3), "続けて失敗した数", "failures one after another"),
            field("error", Text("expected an answer within 30 s, found none"), "わけ", "why"),
            field("good_at", Time, "前回の成功", "when a look last succeeded; empty for never"),
        ],
    ),
    schema(
        "Week",
        "直近7日とその前の28日",
        "the last seven days, and the 28 before",
        &[
            field("first", Date, "最初の日", "the first day"),
            field("last", Date, "最後の日", "the last day"),
            field("all", Object("WeekRow"), "すべて", "all"),
            field("kinds", Map(&Object("WeekRow")), "種別ごと", "by kind"),
            field("biggest", OrNull(&Object("Biggest")), "一週間で最大", "the biggest of the week"),
        ],
    ),
    schema(
        "WeekRow",
        "日ごとの数",
        "cases by day",
        &[
            field("week", Number(5), "直近7日", "of the last seven days"),
            field("four_weeks_before", Number(12), "その前の28日", "of the 28 days before"),
            field("days", List(&Number(1)), "一日ずつ、古い順", "of each day, the oldest first"),
        ],
    ),
    schema(
        "Biggest",
        "最大の件数",
        "the biggest figure",
        &[
            field("case", Text("C7GH-2WMX"), "事案のID", "the case's id"),
            field("organization", OrNull(&Text("株式会社あおば商店")), "組織", "the organisation"),
            field("published", Date, "公表日", "when it was published"),
            field("headline", Object("Figure"), "件数", "the figure"),
        ],
    ),
    schema(
        "SavedSearches",
        "保存した検索",
        "saved searches",
        &[field("saved", List(&Object("SavedSearch")), "保存した検索", "the searches")],
    ),
    schema(
        "SavedSearch",
        "保存した検索",
        "a saved search",
        &[
            field("id", Number(1), "番号", "its number"),
            field("name", Text("身代金"), "名前", "its name"),
            field("query", Text("kind:ransomware"), "検索", "the search"),
            field("who", Text("kana"), "保存した人", "by whom"),
            field("made_at", Time, "保存した時", "when"),
            field("new", OrNull(&Number(2)), "新着の数", "how many of its cases are new, where that was asked"),
            field("cases", Text("/cases?q=kind%3Aransomware"), "一覧", "its list"),
            field("feed", Text("/cases.atom?q=kind%3Aransomware"), "フィード", "its feed"),
        ],
    ),
    schema(
        "WatchedNames",
        "見張る名前",
        "watched names",
        &[field("names", List(&Object("WatchedName")), "見張る名前", "the names")],
    ),
    schema(
        "WatchedName",
        "見張る名前",
        "a watched name",
        &[
            field("id", Number(1), "番号", "its number"),
            field("name", Text("青葉商会"), "名前", "the name"),
            field("who", Text("kana"), "加えた人", "by whom"),
            field("added_at", Time, "加えた時", "when"),
        ],
    ),
    schema(
        "Compared",
        "比べた事案",
        "cases side by side",
        &[
            field("cases", List(&Object("ComparedCase")), "事案", "the cases"),
            field("rows", List(&Object("ComparedRow")), "項目ごとの行", "a row for each thing told"),
        ],
    ),
    schema(
        "ComparedCase",
        "比べた事案",
        "a case that is compared",
        &[
            field("case", Text("C7GH-2WMX"), "事案のID", "its id"),
            field("notices", Number(1), "告知の数", "how many notices it has"),
        ],
    ),
    schema(
        "ComparedRow",
        "行",
        "a row",
        &[
            field("key", Text("counts"), "項目。daysは間の日数", "the key of the record; `days` for the days between"),
            field("same", Truth, "すべて同じか", "whether all tell the same"),
            field("cells", List(&Object("ComparedCell")), "事案ごと", "of each case"),
        ],
    ),
    schema(
        "ComparedCell",
        "升",
        "a cell",
        &[
            field(
                "told",
                List(&Object("ComparedValue")),
                "述べたこと。なければ記載なし",
                "what is told; nothing if it is not told",
            ),
            field("earlier_notice", Truth, "前の告知から", "whether an earlier notice tells it"),
        ],
    ),
    schema(
        "ComparedValue",
        "述べたこと",
        "what is told",
        &[
            field("value", Any, "値", "the value, as in the record"),
            field("quote", Text("1,200件"), "根拠のことば", "the words that prove it"),
            field("shared", Truth, "すべてに共通か", "whether all cases tell it"),
        ],
    ),
    schema(
        "Names",
        "名前",
        "names",
        &[
            field("hits", Number(31), "名前の数", "how many names there are"),
            field("names", List(&Object("NameLine")), "名前", "the names"),
            field("next", OrNull(&Text("100")), "続きの印", "where the next page begins; null at the end"),
        ],
    ),
    schema(
        "NameLine",
        "名前",
        "a name",
        &[
            field("name", Text("株式会社あおば商店"), "最も多い書き方", "the spelling that occurs most often"),
            field("cases", Number(3), "事案の数", "in how many cases it is named"),
            field("as_victim", Number(1), "当事者としての数", "in how many as the organisation itself"),
            field("first", Text("2024-06-04"), "最初の日", "the first day; empty if none is known"),
            field("last", Text("2024-06-05"), "最後の日", "the last day"),
            field("page", Text("/orgs/Aoba"), "ページ", "its page"),
        ],
    ),
    schema(
        "Org",
        "名前の出る事案",
        "all cases that give a name",
        &[
            field("name", Text("株式会社あおば商店"), "最も多い書き方", "the spelling that occurs most often"),
            field("spellings", List(&Object("Spelling")), "まとめた書き方", "the spellings that were joined"),
            field("kinds", List(&Object("KindCount")), "種別", "what happened"),
            field("first", OrNull(&Text("2024-06-04")), "最初の日", "the first day"),
            field("last", OrNull(&Text("2024-06-05")), "最後の日", "the last day"),
            field("more", Truth, "ほかにもあるか", "whether there are still older cases"),
            field("cases", List(&Object("OrgCase")), "事案", "the cases"),
        ],
    ),
    schema(
        "Spelling",
        "書き方",
        "a spelling",
        &[
            field("name", Text("(株)あおば商店"), "書き方", "the spelling"),
            field("notices", Number(2), "告知の数", "in how many notices"),
        ],
    ),
    schema(
        "KindCount",
        "種別の数",
        "a kind, and how often",
        &[field("kind", Code("kinds"), "種別", "the kind"), field("cases", Number(2), "事案の数", "how many cases")],
    ),
    schema(
        "OrgCase",
        "名前の出る事案",
        "a case that gives the name",
        &[
            field("case", Text("C7GH-2WMX"), "事案のID", "the case's id"),
            field("organization", OrNull(&Text("株式会社あおば商店")), "組織", "the organisation"),
            field("sector", OrNull(&Code("sector")), "業種", "its sector"),
            field("kinds", List(&Code("kinds")), "種別", "what happened"),
            field("headline", OrNull(&Object("Figure")), "規模を示す件数", "the figure that tells how large it was"),
            field("published", OrNull(&Date), "公表日", "when it was published"),
            field("title", OrNull(&Text("お詫びとお知らせ")), "題", "the notice's headline"),
            field("roles", List(&Text("victim")), "役割", "the parts it plays"),
            field("name", Text("あおば商店"), "書き方", "the spelling"),
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
];
