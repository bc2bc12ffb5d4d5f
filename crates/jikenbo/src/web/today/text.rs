//! The words of Today.

pub(crate) use crate::web::text::Text;
use crate::web::text::texts;

texts! {
    TODAY = "今日", "Today";
    SINCE = "前回から", "Since your last visit";
    SINCE_ASKED = "この時から", "Since";
    FRESH = "新しい事案", "New cases";
    CHANGED = "変わった事案", "Changed cases";
    WATCHED = "見張る名前", "Watched names";
    NEWEST = "新しいお知らせ", "The newest notices";
    N_FRESH = "新しい事案", "new";
    N_CHANGED = "変わった事案", "changed";
    N_WATCHED = "うち見張る名前", "naming whom you watch";
    SEEN = "ここまで見た", "Mark as seen";
    SEEN_WHY = "押すと、これより後に来たものだけが並びます。押さなくても、日が変われば進みます。", "From then on, only what comes later stands here. Without it, another day does the same.";
    FIRST_VISIT = "はじめての日です。新しい順に並べています。明日からは、前回のあとに来たものだけがここに並びます。", "This is your first day here: these are the newest notices. From tomorrow on, only what came since your last visit stands here.";
    NOTHING = "前回のあとに来たものはありません。", "Nothing has come since your last visit.";
    NOTHING_SINCE = "この時のあとに来たものはありません。", "Nothing has come since then.";
    NOTHING_NEWEST = "新しい順の一覧を見る", "See all cases, newest first";
    NO_NEWS_OF = "新しい知らせはありません：", "No news of";
    AND_REST = "ほか", "and";
    REST_CASES = "件を一覧で見る", "more in the list";
    MORE_CAME = "これより多くが来ています。数は見たところまでです。", "Still more came; the figures tell of those that were looked at.";
    AS_VICTIM = "当事者", "as the organisation itself";
    AS_SERVICE = "サービス", "as a service";
    ANOTHER_NOTICE = "続報", "another notice";
    NEW_VERSION = "改版", "new version";
    ONLY_WORDS = "文面のみ", "in its words only";
    NOTHING_ELSE = "数などに変わりなし", "no figure differs";
    FAILING = "取れない見張り先", "Sources that fail";
    FAILED_TIMES = "回続けて失敗", "failures in a row";
    LAST_GOOD = "最後に取れた時：", "last good:";
    NEVER_GOOD = "一度も取れていません", "never good";

    NAMES_OTHER = "見張る名前の一覧", "All watched names";
    NAMES_WATCH = "名前を見張る", "Watch a name";
    NAMES_NONE = "取引先やグループ会社の名を加えると、その名のある事案が一番上に出ます。", "Add the names of your vendors and group companies: cases that name them come first.";
    NAME_ADD = "名前を加える", "Add a name";
    NAME_LABEL = "組織・サービスの名", "Name of an organisation or service";
    NAME_REMOVE = "外す", "Remove";
    NAMES = "見張る名前", "Watched names";
    NAMES_ABOUT = "当事者・関係する会社・サービスのどれとして名があっても見つけます。法人の種類・空白・全角と半角の違いは問いません。", "Found as the organisation itself, as a third party, or as a service. Legal forms, blanks and width do not matter.";
    NAME = "名前", "Name";
    NAME_WHO = "加えた人", "Added by";
    NAME_WHEN = "加えた日", "Added";

    SAVED = "保存した検索", "Saved searches";

    PATTERN = "この一週間", "This week";
    PATTERN_ABOUT = "公表日ごとの件数。直近7日と、その前の28日", "Cases by day of publication: the last seven days, and the 28 before";
    PATTERN_NONE = "この35日に公表されたお知らせはありません。", "No notice of the last 35 days.";
    PATTERN_KIND = "種別", "Kind";
    PATTERN_DAYS = "35日", "35 days";
    PATTERN_WEEK = "7日", "7 days";
    PATTERN_BEFORE = "前4週の週平均", "weekly mean, 4 weeks before";
    PATTERN_ALL = "すべて", "All";
    BIGGEST = "一週間で最大", "Biggest of the week";
    BY_DAY = "日ごとの数", "Day by day";
    DAY = "日", "Day";

    X_TIME = "時刻 (2024-06-05 または 2024-06-05T00:00:00Z)", "a time (2024-06-05 or 2024-06-05T00:00:00Z)";
    X_NAME = "1字から100字の名前", "a name of 1 to 100 characters";
    X_WRITABLE = "書き込める事件簿", "a casebook that can be written to";
    X_FREE_NAME = "ほかの検索にない名前", "a name that no other saved search has";
}

/// The days of the week, Monday first.
pub(crate) const WEEKDAYS: [Text; 7] = [
    Text { ja: "月曜日", en: "Monday" },
    Text { ja: "火曜日", en: "Tuesday" },
    Text { ja: "水曜日", en: "Wednesday" },
    Text { ja: "木曜日", en: "Thursday" },
    Text { ja: "金曜日", en: "Friday" },
    Text { ja: "土曜日", en: "Saturday" },
    Text { ja: "日曜日", en: "Sunday" },
];
