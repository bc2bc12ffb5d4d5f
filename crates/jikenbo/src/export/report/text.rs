//! The words of the reports. What the charts are called, and what is not told, reports say in the words of the pages: [`crate::web::charts::text`].

use crate::web::text::texts;

texts! {
    REPORT = "事案の報告", "Report of cases";
    OF_ALL = "すべての事案", "all cases";
    OF_IDS = "選んだ事案", "chosen cases";
    MADE = "作成", "Made";
    BY_WHAT = "検索", "Query";
    EVERYTHING = "条件なし", "no condition";
    NO_CASE = "当てはまる事案はありません。", "No case matches.";
    ONLY = "この検索に当てはまるのは、この事案だけです。", "This is the only case that matches.";

    COUNTED = "何を数えたか", "What was counted";
    COUNTED_READ = "組織が公表したお知らせから読み取った事実を、事案ごとに一度ずつ数えています。",
        "Facts that were read from the organisations’ own notices, each case once.";
    COUNTED_TAKEN = "ほかの集まりから取り込んだ記録にある事実を、事案ごとに一度ずつ数えています。お知らせから読み取ったものではありません。",
        "Facts as the records of other collections tell them, each case once. They were not read from notices.";
    COUNTED_BOTH = "組織が公表したお知らせから読み取った事実と、ほかの集まりから取り込んだ記録にある事実を、事案ごとに一度ずつ数えています。",
        "Facts that were read from the organisations’ own notices or, for cases taken over from other collections, as the records there tell them, each case once.";
    COUNTED_HOW = "「最大」「約」の数は、そのままの値で数えます。書かれていないことは「記載なし」として別に数え、0とはしません。",
        "Figures said as up to or about are taken as they stand. What is not written is counted apart as not told, and never as 0.";
    SUMMARY = "要点", "In short";
    TABLES = "図の数値", "The figures of the charts";
    LIST = "事案の一覧", "The cases";
    SHORT = "事案ごとに", "Each case in short";
    LEFT_OUT = "件は、この報告には載せていません。", "more are not told here.";
    COUNTED_ALL = "図と要点は、そのすべてを数えています。", "The charts and the summary count all of them.";
    BAR = "棒", "Bar";
    KINDS = "種別", "Kinds";
    LEAK = "漏えい", "Leak";
    MEDIAN = "中央値", "median";
    LONGEST = "最長", "longest";
    TOLD_BY = "分かるもの", "told by";
    CASES = "件", " cases";
    ONE_CASE = "件", " case";
    NOTICES = "通のお知らせ", " notices";
    TAKEN_OVER = "件はほかの集まりから取り込み", " taken over from other collections";
    ONE_NOTICE = "通のお知らせ", " notice";

    HEAD = "概要", "Overview";
    ORGANIZATION = "組織", "Organisation";
    NO_NAME = "名称の記載なし", "name not told";
    WHAT = "種別", "What happened";
    HOW_MANY = "規模", "How many";
    OCCURRED = "発生", "Occurred";
    EXPOSED = "対象期間のはじめ", "Exposed from";
    DISCOVERED = "発覚", "Discovered";
    PUBLISHED = "公表", "Published";
    CAUSES = "原因", "Causes";
    DATA = "情報の項目", "Data";
    MEASURES = "対応と再発防止", "Measures";
    CASE = "事案の番号", "Case";
    SOURCE = "出典", "Source";

    TIMELINE = "経過", "Timeline";
    RECORD = "記録", "The record";
    RECORD_HOW = "「」の中は、事実の根拠となるお知らせの言葉です。", "What stands in quotation marks is the notice’s own words that prove the fact.";
    RECORD_TAKEN = "取り込み元の記録にある事実です。根拠となるお知らせの言葉はありません。", "Facts as the collection’s record tells them, without a notice’s words that prove them.";
    NOTICE = "お知らせ", "Notice";
    KEY = "項目", "Key";
    FACT = "事実", "Fact";
    WORDS = "根拠のことば", "The words that prove it";
    WHEN = "いつ", "When";
    EVENT = "出来事", "What";
    UNTOLD = "記載のない項目", "Not told";
    UNTOLD_HOW = "お知らせから読み取れなかった項目です。なかったという意味ではありません。", "What was not read from any notice. It does not mean that there was none.";
    UNTOLD_TAKEN = "取り込み元の記録にない項目です。なかったという意味ではありません。", "What the collection’s record does not tell. It does not mean that there was none.";
    DOUBTS = "疑義", "Doubts";
    DOUBTS_HOW = "読み手が見て、事実としなかったところです。", "What the reader saw and did not make a fact of.";
    DATE = "日付", "Date";
    SOURCES = "出典と証拠", "Sources";
    CAPTURED = "採取", "Captured";
    ADDRESS = "番地", "Address";
    SHA = "SHA-256", "SHA-256";
    NO_PROOF = "取り込んだ事案で、お知らせの本文はありません。事実は取り込み元の記録によるもので、符号はそこから読み替えたものです。",
        "Taken over from elsewhere: there is no text of a notice. The facts are those of the collection’s record, its codes translated.";
    TAKEN_CANDIDATES = "種別と原因から表で引いた候補です。取り込み元の記録がそう述べているわけではありません。", "Looked up by kind and cause. The collection’s record does not say so itself.";
    COLLECTION = "取り込み元", "Taken over from";
    REFERENCES = "参照先", "References";
    MORE_NOTICES = "通は載せていません。", "more notices are not told here.";
    CITATION = "引用", "Citation";
    FACTOR = "要素", "Factor";
    VALUE = "値", "Value";
    WHY = "よりどころ", "Why";
}
