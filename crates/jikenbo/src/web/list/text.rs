//! The words of the list, its search and its facets.

pub(crate) use crate::web::text::Text;
use crate::web::text::texts;

texts! {
    SEARCH_HINT = "ことば、org:組織 kind:種別 −除くことば", "words, org:name kind:kind −without";
    HELP_LINK = "書き方", "How to write it";
    SORT = "並び", "Sort";
    SORT_RELEVANCE = "合う順", "Relevance";
    SORT_NEWEST = "公表の新しい順", "Newest";
    SORT_OLDEST = "公表の古い順", "Oldest";
    SORT_LARGEST = "規模の大きい順", "Largest";
    SORT_CLIPPED = "切り抜いた順", "Last clipped";
    COLUMNS = "列", "Columns";
    COLUMNS_KEEP = "この列にする", "Show these columns";
    FACETS = "絞り込み", "Narrow";
    FACET_KIND = "種別", "Kind";
    FACET_SECTOR = "業種", "Sector";
    FACET_CAUSE = "原因", "Cause";
    FACET_ITEM = "情報の項目", "Data item";
    FACET_MONTH = "公表の月", "Month";
    FACET_ORG = "組織", "Organisation";
    FACET_ALL = "すべての組織", "All organisations";
    BEHIND = "件をまだ取り込んでいます。", "more are being taken in.";
    MORE = "続きを見る", "Next";
    FIRST = "最初へ", "First";
    SELECT = "比べる", "Compare";
    SELECT_COLUMN = "選ぶ", "Select";
    SELECT_HOW = "4件まで選んで", "Select up to four, then";
    COL_SECTOR = "業種", "Sector";
    COL_CAUSE = "原因", "Cause";
    COL_ITEMS = "情報の項目", "Data";
    COL_UNSEEN = "発覚まで", "Unseen";
    COL_SILENT = "公表まで", "Silent";
    COL_LEAK = "漏えい", "Leak";
    COL_CLIPPED = "切り抜き", "Clipped";
    COL_NOTICES = "通", "Notices";
    COL_SERVICE = "サービス", "Service";
    COL_VENDOR = "関係する会社", "Third parties";

    SAVE = "この検索を保存", "Save this search";
    SAVE_NAME = "検索の名前", "Name of the search";
    SAVE_DO = "保存", "Save";
    SAVED_ABOUT = "名前を付けて保存した検索です。今日のページに、新しく来た件数とともに並びます。", "Searches kept under a name. They stand on Today with the number of new cases.";
    SAVED_NONE = "まだ保存した検索はありません。", "No search is saved yet.";
    SAVED_HOW = "一覧で探して、「この検索を保存」を開いてください。", "Search in the list, and open 'Save this search'.";
    SAVED_NEW = "新着", "new";
    SAVED_NAME = "名前", "Name";
    SAVED_QUERY = "検索", "Search";
    SAVED_CHANGE = "変える", "Change";
    SAVED_RENAME = "名前を変える", "Rename";
    SAVED_REMOVE = "削除", "Delete";
    SAVED_FEED = "フィード", "Feed of";
    FEED = "この検索のフィード", "Feed of this search";
    CHARTS = "図で見る", "As charts";

    BAD_QUERY = "読み取れない検索です。", "This search cannot be read.";
    BAD_PLACE = "字目", "character";

    X_SORT = "relevance、newest、oldest、largest、clipped のどれか", "one of relevance, newest, oldest, largest, clipped";
    X_AFTER = "前のページが示した続きの印", "a cursor that a page before this gave";
    X_COLS = "列の名 (コンマ区切り)", "names of columns, with commas between";
    X_SAVED_NAME = "1字から60字の名前", "a name of 1 to 60 characters";
}
