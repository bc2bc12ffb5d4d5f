//! The words of the charts.

use crate::web::text::texts;

texts! {
    CHARTS = "図", "Charts";
    SEARCH_HINT = "検索式で絞り込む", "Narrow by a query";
    SHOW = "表示", "Show";
    BY = "数え方", "Count by";
    BY_CASE = "事案", "case";
    BY_NOTICE = "告知", "notice";
    BY_ORG = "組織", "organisation";
    EVERYTHING = "全体", "All";
    REMOVE = "この条件を外す", "Remove this condition";
    NOT_TOLD = "記載なし", "not told";
    NO_MONTH = "月不明", "no month";
    NO_DATE = "日付なし", "no date";
    CSV = "CSV", "CSV";
    DATA = "数値の表", "The figures as a table";
    TOTAL = "計", "Total";
    NOTHING = "条件に合う事案はありません。", "No case matches.";
    EMPTY = "事件簿はまだ空です。切り抜くと、ここに図が現れます。", "The casebook is still empty. Clip a notice, and charts appear here.";
    LIST = "一覧で見る", "See the list";
    FEED = "フィード (Atom)", "Feed (Atom)";
    NAMELESS = "組織名のないものは数えていません", "Not counted, for want of an organisation’s name";

    TAKEN_OVER = "うち、ほかの集まりから取り込んだもの", "Of these, taken over from other collections";
    TAKEN_NOT_COUNTED = "告知がなく数えていない、ほかの集まりから取り込んだもの", "Not counted, for want of a notice: taken over from other collections";

    HOW_CASE = "一つの事案を、当てはまる所ごとに一度ずつ数えます。", "A case counts once in each place where it belongs.";
    HOW_NOTICE = "告知を一つずつ数えます。続報も一つです。棒が開く一覧は、事案の告知を合わせた事実で探すので、数が違うことがあります。",
        "Each notice counts, follow-ups too. A bar opens cases, found by what their notices say together, so the numbers may differ.";
    HOW_ORG = "一つの組織を、当てはまる事案のある所ごとに一度ずつ数えます。棒が開く一覧は、その事案です。",
        "An organisation counts once in each place where one of its cases belongs. A bar opens these cases.";

    MONTHS = "時期と種別", "By month and kind";
    MONTHS_ABOUT = "告知の日付による。種別の行はどれも同じ目盛りで、全体の行だけは別の目盛り。種別が複数ある事案は、それぞれの行にある。",
        "By the date of the notice. The lines of kinds share one scale; the line of all has its own. What has several kinds is in each of their lines.";
    BY_MONTH = "月ごと", "by month";
    BY_QUARTER = "長い期間のため四半期ごと (表とCSVは月ごと)", "by quarter, for the time is long (by month in the table and the CSV)";
    BY_QUARTER_ALONE = "長い期間のため四半期ごと", "by quarter, for the time is long";
    BY_YEAR_ALONE = "長い期間のため年ごと", "by year, for the time is long";
    BY_YEAR = "長い期間のため年ごと (表とCSVは月ごと)", "by year, for the time is long (by month in the table and the CSV)";
    YEAR_ONLY_NOTE = "年しか分からないものは、どの月にも入れていない", "Those of which only the year is told are in no month";
    MONTH = "月", "Month";
    KIND = "種別", "Kind";

    SECTORS = "業種と原因", "By sector and cause";
    SECTORS_ABOUT = "原因が複数ある事案は、それぞれの行にある。計の列と行では一度だけ数える。", "What has several causes is in each of their lines, and once in the totals.";
    CAUSE = "原因", "Cause";
    SECTOR = "業種", "Sector";
    NO_CAUSE = "原因の記載なし", "no cause told";
    NO_SECTOR = "業種の記載なし", "no sector told";

    KINDS = "種別と業種", "By kind and sector";
    KINDS_ABOUT = "種別が複数ある事案は、それぞれの行にある。計の列と行では一度だけ数える。", "What has several kinds is in each of their lines, and once in the totals.";

    ITEMS = "情報の項目と種別", "Data by kind";
    ITEMS_ABOUT = "漏えいした、またはそのおそれがある項目。対象外とされた項目は数えない。", "Data affected or possibly affected; not what a notice says is excluded.";
    ITEM = "項目", "Data";
    NO_ITEM = "項目の記載なし", "no data told";
    NO_KIND = "種別の記載なし", "no kind told";

    PEOPLE = "影響を受けた人", "People affected";
    PEOPLE_ABOUT = "個人情報の件数または人数のうち最大のもの。棒は桁ごと (対数目盛り)。", "The largest number of people or of personal records. A bar a power of ten (a log scale).";
    CARDS = "影響を受けたカード", "Payment cards affected";
    CARDS_ABOUT = "クレジットカードなどの件数のうち最大のもの。棒は桁ごと (対数目盛り)。", "The largest number of payment cards. A bar a power of ten (a log scale).";
    FIGURE = "件数", "Figure";
    FROM = "以上", "From";
    BELOW = "未満", "Below";
    EXACT = "そのもの", "exact";
    ABOUT = "約", "about";
    AT_MOST = "最大 (これより少ないこともある)", "at most (it may be less)";
    AT_LEAST = "以上 (これより多いこともある)", "at least (it may be more)";
    MEDIAN = "中央値", "Median";
    LARGEST = "最大", "largest";
    AS_TOLD = "「最大」「約」の数もそのままの値で数える", "figures said as at most or about are taken as they stand";

    UNSEEN = "発生から発覚まで", "From occurrence to discovery";
    UNSEEN_ABOUT = "どちらの日も、日まで分かるもの。", "Where both are told to the day.";
    SILENT = "発覚から公表まで", "From discovery to publication";
    SILENT_ABOUT = "どちらの日も、日まで分かるもの。", "Where both are told to the day.";
    DAYS = "日数", "Days";
    SAME_DAY = "同じ日", "same day";
    MEAN = "平均", "Mean";
    QUARTER = "第1四分位", "First quartile";
    THREE_QUARTERS = "第3四分位", "Third quartile";
    LEAST = "最短", "Least";
    MOST = "最長", "Most";
    BY_KIND = "種別ごと", "By kind";
    BOX = "横線は最短から最長、箱は中ほどの半数、縦線は中央値、輪は平均。8件以下は一つずつの点。横の目盛りは対数。",
        "A line from the least to the most, a box for the middle half, a bar for the median, a ring for the mean. Up to eight are points. The scale is logarithmic.";
    NOT_TO_THE_DAY = "日まで分からない", "not told to the day";
    LACKS_MANY = "は記載なし", "do not tell";
    OF = "のうち", "of";
    ZERO_DAYS = "0日", "0 d";
    DAY = "1日", "1 d";
    WEEK = "1週", "1 wk";
    A_MONTH = "1か月", "1 mo";
    A_YEAR = "1年", "1 y";
    TEN_YEARS = "10年", "10 y";
    NARROW = "横に送ると、すべての列が見えます。", "Scroll sideways to see every column.";
    X_BY = "byはcase、notice、orgのどれか", "by as case, notice or org";
}
