//! The words of the comparison.

pub(crate) use crate::web::text::Text;
use crate::web::text::texts;

texts! {
    COMPARE = "比べる", "Compare";
    ABOUT = "一行が一つの項目です。すべてに共通するものは薄く、違うものは濃く示します。", "A row is one thing told. What all have in common is soft; what differs is in ink.";
    HOW = "一覧で4件まで選ぶか、事案の番号を入れてください。", "Select up to four cases in the list, or enter a case's id.";
    TO_LIST = "一覧へ", "To the list";
    ADD = "加える", "Add";
    ADD_ID = "事案の番号", "A case's id";
    TAKE_OFF = "外す", "Take off";
    SAME = "同じ", "same";
    DIFFERS = "違う", "differs";
    NOT_TOLD = "記載なし", "not told";
    QUOTE = "原文", "words";
    EARLIER = "前のお知らせから：", "from an earlier notice:";
    SCALE = "経過の日数", "Days between";
    OCCURRED_DISCOVERED = "発生→発覚", "began → discovered";
    DISCOVERED_PUBLISHED = "発覚→公表", "discovered → published";
    TABLE = "事案の比較", "Comparison of cases";
    X_IDS = "4件までの事案", "at most four cases";
}
