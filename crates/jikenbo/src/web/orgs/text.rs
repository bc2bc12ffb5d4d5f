//! The words of the index of names, and of an organisation's page.

pub(crate) use crate::web::text::Text;
use crate::web::text::texts;

texts! {
    NAV_ORGS = "組織", "Organisations";
    ORGS = "組織と関係する会社", "Organisations and third parties";
    ORGS_ABOUT = "事案の当事者と、お知らせに名のある会社です。", "Those whose incidents they are, and those that notices name beside them.";
    SEARCH = "名前を探す", "Find a name";
    SEARCH_DO = "探す", "Find";
    SERVICES = "サービスも", "services too";
    SORT = "並び", "Sort";
    SORT_CASES = "事案の多い順", "Most cases";
    SORT_READING = "読みの順", "By reading";
    SORT_NEWEST = "新しい順", "Newest";
    INITIALS = "頭の音", "Initials";
    INITIALS_WHY = "漢字は、その字の代表的な読みで並べています。", "Kanji stand under their most common reading.";
    ANY = "すべて", "All";
    NAME = "名前", "Name";
    CASES = "事案", "Cases";
    AS_VICTIM = "当事者として", "as victim";
    FIRST = "最初", "First";
    LAST = "最後", "Last";
    NONE = "名前はまだ読み取られていません。", "No name has been read yet.";
    NO_HITS = "この名前はありません。", "There is no such name.";
    NO_HITS_ALL = "すべての名前を見る", "See all names";
    NAMES_N = "の名前", "names";
    NEXT = "続き", "Next";
    PREVIOUS = "前へ", "Previous";
    OTHER = "他", "other";

    SPELLINGS = "まとめた書き方", "Spellings joined";
    SPELLINGS_WHY = "法人の種類・空白・全角と半角の違いだけの名前は、同じ組織としています。別の組織が混じることもあります。", "Names that differ only in legal form, blanks or width are taken for one organisation; another of the same name may be among them.";
    ROLE_VICTIM = "当事者としての事案", "Cases of its own";
    ROLE_PARTY = "関係する会社として名のある事案", "Cases that name it as a third party";
    ROLE_SERVICE = "サービスとして名のある事案", "Cases that name it as a service";
    KINDS = "種別", "Kinds";
    PERIOD = "期間", "From and to";
    WATCH = "この名前を見張る", "Watch this name";
    WATCHED = "見張っている名前です。", "This name is watched.";
    IN_LIST = "一覧で探す", "Search in the list";
    ONLY_NEWEST = "新しい方から示しています。", "Only the newest are shown.";
    TIMES = "通", "notices";
    MORE = "さらに", "more";
}
