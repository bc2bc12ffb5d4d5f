//! The interface's own words, in both languages. Every text is a pair, so that neither language can lack one.

/// A text of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

macro_rules! texts {
    ($($name:ident = $ja:literal, $en:literal;)*) => {
        $(#[doc = $en] #[allow(unreachable_pub, reason = "the words of a page are its own")] pub const $name: $crate::web::text::Text = $crate::web::text::Text { ja: $ja, en: $en };)*
        #[test]
        fn every_text_is_there_in_both_languages() {
            $crate::web::text::check(&[$((stringify!($name), $name)),*]);
        }
    };
}
/// Pages keep their own texts in modules beside them.
pub(crate) use texts;

texts! {
    // The frame of every page.
    SITE = "事件簿", "Jikenbo";
    SITE_SUB = "情報セキュリティ事件の切り抜きと記録", "A casebook of security incidents";
    SKIP = "本文へ移動", "Skip to content";
    NAV = "案内", "Navigation";
    NAV_CASES = "一覧", "Cases";
    NAV_RULES = "規則", "Rules";
    NAV_HELP = "使い方", "Help";
    SWITCH = "English", "日本語";
    AS_JSON = "このページのJSON", "This page as JSON";
    KEYS_HINT = "j・k 行を移る　/ 検索　? キーの一覧", "j, k: move · /: search · ?: all keys";
    KEYS = "キー", "Keys";
    KEYS_CLOSE = "閉じる", "Close";
    KEY_MOVE = "次の行・前の行へ", "next row, previous row";
    KEY_OPEN = "開く", "open";
    KEY_SELECT = "比べるために選ぶ", "select to compare";
    KEY_SEARCH = "検索", "search";
    KEY_TODAY = "今日へ", "to Today";
    KEY_CASES = "一覧へ", "to the cases";
    KEY_ORGS = "組織へ", "to the organisations";
    KEY_HELP = "キーの一覧", "these keys";

    // The list.
    SEARCH = "検索", "Search";
    REMOVE = "この条件を外す", "Remove this condition";
    CLEAR = "条件をすべて外す", "Clear all";
    COL_DATE = "公表日", "Published";
    COL_ORG = "組織", "Organisation";
    COL_KIND = "種別", "Kind";
    COL_COUNT = "規模", "Affected";
    COL_TITLE = "題", "Title";
    UNKNOWN = "不明", "unknown";
    NO_DATE = "日付不明", "no date";
    NO_TITLE = "題なし", "untitled";
    NO_ORG = "組織不明", "organisation unknown";
    NO_KIND = "種別不明", "kind unknown";
    NO_COUNT = "規模不明", "size unknown";
    SEEN_AT_ONCE = "その日に発覚", "noticed the same day";
    CASES = "件の事案", "cases";
    CASE_ONE = "件の事案", "case";
    PAGES = "ページ送り", "Pages";
    EMPTY = "まだ何も切り抜かれていません。", "Nothing has been clipped yet.";
    EMPTY_HOW = "お知らせのファイルを渡すと、読んで、ここに並べます。", "Give it a notice's file; it is read and listed here.";
    NO_HITS = "条件に合う事案はありません。", "No case matches.";
    NO_HITS_HOW = "条件を減らすか、短いことばにすると、見つかるかもしれません。", "Fewer conditions or shorter words may find something.";
    NO_HITS_ALL = "すべての事案を見る", "Show all cases";

    // The head of a case.
    WHO = "組織", "Who";
    WHAT = "種別", "What";
    HOW_MANY = "規模", "How many";
    WHEN = "時期", "When";
    LEAK = "漏えい", "Leak";
    MISUSE = "二次被害", "Misuse";
    OCCURRED = "発生", "occurred";
    EXPOSED = "対象期間", "exposed";
    DISCOVERED = "発覚", "discovered";
    PUBLISHED = "公表", "published";
    NOT_SAID = "記載なし", "not stated";
    SAME_NAME = "この名前のほかの事案", "Other cases with this name";
    AND_MORE = "ほか", "and more:";
    DAYS = "日", " days";
    DAY_ONE = "日", " day";
    SAME_DAY = "同日", "same day";

    // The record.
    RECORD = "記録", "Record";
    ORIGINAL = "原文", "Original text";
    TO_RECORD = "記録へ", "To the record";
    TO_ORIGINAL = "原文へ", "To the original text";
    TIMELINE = "時系列", "Timeline";
    TIMELINE_NONE = "日付のある出来事は読み取れていません。", "No dated event was read.";
    SEC_TIMELINE = "時系列", "Timeline";
    SEC_COUNTS = "規模", "Figures";
    SEC_DATA = "情報の項目", "Data";
    SEC_WHAT = "何が起きたか", "What happened";
    SEC_CAUSES = "原因", "Causes";
    SEC_SERVICES = "対象のサービス", "Services";
    SEC_AUTHORITIES = "当局への報告", "Authorities";
    SEC_PARTIES = "関係する組織", "Third parties";
    SEC_MONEY = "金額", "Money";
    SEC_MEASURES = "対応と再発防止", "Measures";
    SEC_HEAD = "見出し", "Headline";
    SEC_DOUBTS = "疑義", "Doubts";
    DOUBTS_WHY = "読み手が見て、事実としなかったところです。", "What the reader saw and did not make a fact of.";
    F_TITLE = "題", "Title";
    F_PUBLISHED = "公表日", "Published";
    F_STAGE = "報の段階", "Stage";
    F_KIND = "種別", "Kind";
    F_ACTOR = "行為者", "Actor";
    F_DISCOVERED_BY = "気づいた人", "Noticed by";
    F_LEAK = "漏えいの有無", "Leak";
    F_SECONDARY = "二次被害", "Misuse";
    F_ORG = "組織", "Organisation";
    AFFECTED = "漏えい等", "Affected";
    EXCLUDED = "対象外", "Not included";
    RULE_OF = "この読みの規則", "The rule of this reading";
    ALSO = "ほか", "also at";
    PLACES = "か所", " more";
    NOTHING_READ = "このお知らせからは、まだ何も読み取れていません。原文は残っています。", "Nothing was read from this notice yet. The original is kept.";
    WORDS_OF = "原文のことば", "The words";
    NOTICES = "お知らせ", "Notices";
    NOTICE_N = "通のお知らせ", "notices";
    VERSIONS = "版", "Versions";
    THIS_VERSION = "いま見ている版", "Shown";

    // Where it comes from.
    PROVENANCE = "出所", "Provenance";
    P_CLIPPED = "切り抜き", "Clipped";
    P_SOURCE = "もとの名", "Source";
    P_URL = "公表の場所", "Published at";
    P_SHA = "SHA-256", "SHA-256";
    EARLIER = "前の版", "Earlier";
    P_ID = "番号", "Id";
    P_LENGTH = "文字数", "Length";
    CHARACTERS = "字", " characters";

    LOOKS = "掲載先の確認", "Looks at the address";
    GONE = "見当たりません。確認：", "Not found on";
    LAST_SEEN = "最後に見えた時：", "last seen on";

    // What a version changed.
    CHANGES = "前の版からの変更", "Changes since the version before";
    CHANGES_NO_FACT = "読み取った事実に変わりはありません。", "No fact that was read has changed.";
    CHANGES_WORDS = "ことばの違い", "The words";
    CHANGED = "変更", "changed";
    ADDED = "追加", "added";
    WITHDRAWN = "取消", "withdrawn";

    // A capture.
    CAPTURE = "採取した原本", "Capture";
    CAPTURE_ABOUT = "採取したままの原本です。枠の中では何も動かず、何も読み込まれません。", "The original as it was captured. Nothing runs and nothing is loaded in the frame.";
    CAPTURE_TYPE = "形式", "Form";
    CAPTURE_SIZE = "大きさ", "Size";
    CAPTURE_BYTES = "バイト", " bytes";
    CAPTURE_ADDRESS = "応答した番地", "Answered by";
    CAPTURE_SAVE = "原本を保存", "Save the original";
    CAPTURE_NO_FRAME = "この形式は枠の中に示せません。保存して見てください。", "This form is not shown in a frame: save it to look at it.";
    CAPTURE_HEADS = "要求と応答の見出し", "Heads of request and answer";

    // The sources.
    NAV_SOURCES = "見張り", "Sources";
    SOURCES = "見張っている先", "Watched sources";
    SOURCES_NONE = "まだ何も見張っていません。", "Nothing is watched yet.";
    SOURCES_HOW = "番地を加えると、新しいお知らせと変更を自分で取りに行きます。", "Add an address, and new notices and changes are fetched by themselves.";
    S_SOURCE = "番地", "Address";
    S_STATE = "様子", "State";
    S_GOOD = "最後に取れた時", "Last good";
    S_NEXT = "次の確認", "Next";
    S_EVERY = "間隔", "Every";
    S_PAGES = "ページ", "Pages";
    S_NOTICES = "お知らせ", "Notices";
    S_OK = "正常", "good";
    S_PAUSED = "休止中", "paused";
    S_WAITING = "待機中", "waiting";
    S_ONCE = "一時の失敗", "failed for now";
    S_FAILING = "失敗続き", "failing";
    S_NEVER = "まだ", "never";

    // What a look showed.
    O_NEW = "新しいお知らせ", "a new notice";
    O_CHANGED = "変更あり", "changed";
    O_SAME = "変更なし", "unchanged";
    O_NOT_MODIFIED = "変更なし (応答による)", "not modified";
    O_INDEX = "一覧", "an index";
    O_NOT_A_NOTICE = "お知らせではない", "not a notice";
    O_NO_TEXT = "文字のない文書", "no text";
    O_MISSING = "見当たらない", "not found";
    O_LOST = "お知らせが見当たらない", "the notice is not on it";
    O_FAILED = "確認できず", "could not be looked at";

    // The crosswalks.
    CROSSWALKS = "対応表", "Crosswalks";
    CROSSWALKS_ABOUT = "事案を、ほかの人たちの分け方で言うための表です。ラベルは作り手のことばのままで、行ごとにわけがあります。", "The tables by which a case is told in the terms of others. Labels stand in their makers' words, and each row has its reason.";

    // The rules.
    RULES = "規則", "Rules";
    RULES_ABOUT = "記録の一つ一つは、ここにある規則のどれかが見つけたものです。", "Each fact of a record was found by one of these rules.";
    RULES_NONE = "規則のページは組み込まれていません。", "No rule page is built in.";
    RULE_WORDS = "ことば", "Words";
    RULE_RULE = "規則", "Rule";
    RULE_EXAMPLES = "用例", "Examples";
    RULE_NOTHING = "何も見つからないこと", "nothing may be found";
    RULE_BACK = "規則の一覧", "All rules";

    // Help.
    HELP = "使い方", "Help";

    // Errors.
    E_NOT_FOUND = "見つかりません", "Not found";
    E_BAD = "受け取れない問い合わせです", "The request cannot be answered";
    E_HOST = "この名では応じません", "Not served under this name";
    E_METHOD = "この方法では応じません", "Method not allowed";
    E_INTERNAL = "こちらの不具合です", "Something went wrong here";
    E_EXPECTED = "期待したもの", "Expected";
    E_FOUND = "受け取ったもの", "Found";
    X_PAGE = "事件簿にあるページ", "a page of the casebook";
    X_HOST = "この事件簿の名 (この計算機だけを指すlocalhostなどか、設定publicの名)", "a name of this casebook: a loopback name such as localhost, or that of the setting public";
    X_METHOD = "GET または HEAD", "GET or HEAD";
    E_BACK = "一覧へ戻る", "Back to the cases";
    E_LOG = "詳しいことは、サーバーの記録にあります。", "The server's log tells more.";
}

/// Asserts what both languages owe: every text in both, and English in English letters. `texts!` makes the test, so that no table
/// can be without it. (That a name stands once, the compiler sees to.)
#[cfg(test)]
pub(crate) fn check(all: &[(&str, Text)]) {
    for (name, text) in all {
        assert!(!text.ja.trim().is_empty() && !text.en.trim().is_empty(), "{name} lacks a language");
        // The switch to the other language is in the other language.
        let is_english = text.en.chars().all(|c| c.is_ascii() || "·’…–×→−".contains(c));
        assert!(is_english || *name == "SWITCH", "{name}: {}", text.en);
    }
}

/// The keys, with blanks between, and what each does.
pub const KEY_TABLE: &[(&str, Text)] = &[
    ("j k", KEY_MOVE),
    ("Enter o", KEY_OPEN),
    ("x", KEY_SELECT),
    ("/", KEY_SEARCH),
    ("g t", KEY_TODAY),
    ("g c", KEY_CASES),
    ("g o", KEY_ORGS),
    ("?", KEY_HELP),
];

/// What a look showed, by the name of its outcome.
pub const OUTCOMES: &[(&str, Text)] = &[
    ("new", O_NEW),
    ("changed", O_CHANGED),
    ("same", O_SAME),
    ("not_modified", O_NOT_MODIFIED),
    ("index", O_INDEX),
    ("not_a_notice", O_NOT_A_NOTICE),
    ("no_text", O_NO_TEXT),
    ("missing", O_MISSING),
    ("lost", O_LOST),
    ("failed", O_FAILED),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_words() {
        for outcome in crate::store::Outcome::ALL {
            assert!(OUTCOMES.iter().any(|(name, _)| *name == outcome.name()), "{}", outcome.name());
        }
    }
}
