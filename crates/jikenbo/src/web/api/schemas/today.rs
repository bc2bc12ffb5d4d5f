//! What is new, and what is kept: searches and names.

use super::common::{CASE, HEADLINE, KINDS, NUMBER, ORGANIZATION, PUBLISHED, SECTOR, TITLE};
use super::schema;
use crate::web::api::shape::Shape::{Code, Date, List, Map, Number, Object, OneOf, OrNull, Text, Time, Truth, Url};
use crate::web::api::shape::{Schema, field};

pub(super) const SCHEMAS: &[Schema] = &[
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
            CASE,
            ORGANIZATION,
            SECTOR,
            KINDS,
            HEADLINE,
            PUBLISHED,
            TITLE,
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
            CASE,
            ORGANIZATION,
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
            NUMBER,
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
            NUMBER,
            field("name", Text("青葉商会"), "名前", "the name"),
            field("who", Text("kana"), "加えた人", "by whom"),
            field("added_at", Time, "加えた時", "when"),
        ],
    ),
];
