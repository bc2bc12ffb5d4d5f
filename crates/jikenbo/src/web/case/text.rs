//! The words of a case's page.

use crate::web::text::texts;

texts! {
    // Beneath the head.
    TOOLS = "この事案について", "About this case";
    ADDRESS = "固定の番地", "Permanent address";
    COPY = "写す", "Copy";
    COPIED = "写しました", "Copied";
    TO_CITE = "引用の仕方", "Cite";
    PRINT_HINT = "印刷に向く形でも出せます", "Prints well";

    // Who says it.
    SAYS = "が公表したお知らせによります。「」の中は原文のままです。", "says so in its notice. What stands in quotation marks is the notice's own words.";
    SAYS_NOBODY = "お知らせの文面によります。「」の中は原文のままです。", "By the words of the notice. What stands in quotation marks is its own words.";
    PROVES = "この語が示す事実", "What these words prove";
    IN_CAPTURE = "原本で見る", "In the original as captured";

    PLACES = "この原本が示すお知らせ", "The notices that this capture shows";
    PLACES_ABOUT = "ことばを開くと、原本のその場所が示されます (対応するブラウザーの場合)。", "The words open the original where they stand, in browsers that can.";

    // Timeline.
    AS_TABLE = "表で見る", "As a table";
    T_WHEN = "いつ", "When";
    T_EVENT = "出来事", "What";
    T_SINCE = "前の出来事から", "Since the one before";
    T_UNSAID = "日付の記載なし", "No date stated";
    T_PARTIAL = "月や年だけの日付は、その幅を枠で示します。", "Where only a month or a year was said, a frame shows its whole span.";

    // Similar cases.
    SIMILAR = "似た事案", "Similar cases";
    SIMILAR_NONE = "似た事案は、事件簿にまだありません。", "No similar case is in the casebook yet.";
    SIMILAR_OUT = "いまは探せません。", "They cannot be looked for now.";
    SIMILAR_ABOUT = "種別・委託先・業種・原因と、めったに使われないことばの重なりで選びました。", "Chosen by kind, vendor, sector and cause, and by rare words that both use.";
    SAME_KIND = "同じ種別", "same kind";
    SAME_VENDOR = "同じ委託先", "same vendor";
    SAME_ORG = "同じ組織", "same organisation";
    SAME_SECTOR = "同じ業種", "same sector";
    SAME_CAUSE = "同じ原因", "same cause";
    SAME_ITEMS = "同じ情報の項目", "same data items";
    SAME_WORDS = "似た文面", "similar wording";

    // Candidates.
    CANDIDATES = "技術と対策の候補", "Techniques and controls: candidates";
    CANDIDATES_ABOUT = "種別と原因から表で引いた候補です。お知らせがそう述べているわけではありません。", "Looked up by kind and cause. The notice does not say so itself.";
    TECHNIQUES = "攻撃の技術 (MITRE ATT&CK)", "Techniques (MITRE ATT&CK)";
    NO_TECHNIQUE = "ATT&CKは攻撃者の技術の一覧です。この種別と原因に当たるものはありません。", "ATT&CK lists what attackers do. Nothing in it belongs to this kind and cause.";
    CONTROLS = "対策 (CIS Controls v8)", "Controls (CIS Controls v8)";
    BY_KIND = "種別", "kind";
    BY_CAUSE = "原因", "cause";
    OFTEN = "によくある手口", "often behind it";
    SOURCES_OF = "表の版と出典", "Version and sources of the table";

    // In the terms of others.
    SCHEMES = "ほかの分け方では", "In the terms of others";
    SCHEMES_ABOUT = "種別・原因・件数などから表で引いたものです。お知らせがそう述べているわけではありません。", "Looked up by kind, cause, figures and the like. The notice does not say so itself.";
    NO_ADVICE = "事実を並べ替えたもので、法律上の助言ではありません。", "Facts sorted, and no legal advice.";
    BEFORE_RULE = "施行より前のことです。", "It was before the rule was in force.";
    MEETS = "当たる", "met";
    MAY = "当たりうる", "may be";
    BELOW = "下回る", "below";
    NOT_TOLD = "述べていない", "not told";
    SAME = "同じ", "the same";
    HOLDS_IT = "含む", "holds it";
    A_PART = "一部", "a part";
    OVERLAPS = "重なる", "overlaps";
    BY_SECTOR = "業種", "sector";

    // Citing and exporting.
    CITE = "引用と書き出し", "Cite and export";
    CITE_JA = "日本語の引用", "Citation in Japanese";
    CITE_EN = "英語の引用", "Citation in English";
    EXPORT = "書き出し", "Export";
    EX_JSON = "この事案のすべて (JSON)", "Everything of this case (JSON)";
    EX_FACTS = "事実だけ (JSON、正解データの形)", "The facts alone (JSON, as gold facts)";
    ESTIMATE = "想定損害賠償額の推計を見る (JOモデル)", "Show an estimate of assumed damages (JO model)";
    ESTIMATE_HIDE = "推計を隠す", "Hide the estimate";
    EX_PACKAGE = "証拠一式 (WACZ)", "Package of evidence (WACZ)";

    // Taken over from elsewhere.
    IMPORTED = "取り込み", "imported";
    TAKEN_OVER = "本文はありません。", "There is no text: this case was taken over from";
    TAKEN_OVER_END = " から取り込んだ記録です。", ".";
    NO_EVIDENCE = "根拠になる原文がないので、ここでは何も確かめられず、直せません。符号は元の記録から読み替えたものです。", "Without a text there are no words that prove it, and nothing to be put right here. Its codes are translated from what stood there.";
    FROM_WHERE = "由来", "Where it is from";
    COLLECTION = "集まり", "Collection";
    KEY_THERE = "そこでの番号", "Its id there";
    FORM_THERE = "形式", "Form";
    FORM_VERIS = "VERIS (事案を記す共通の語彙)", "VERIS (a common vocabulary for incidents)";
    FORM_GOLD = "正解データ (人が確かめた事実)", "Gold facts (confirmed by persons)";
    PLACE_THERE = "ファイル", "File";
    IMPORTED_AT = "取り込んだ日", "Taken over";
    CHANGED_AT = "変わった日", "Changed";
    SUMMARY_THERE = "そこでの要約", "Its summary there";
    REFERENCES = "そこで引かれている番地", "Addresses that it cites";
    DATA_THERE = "元の記録", "What it was there";
    DATA_FILE = "元の記録 (JSON)", "The record as it was there (JSON)";
    DATA_SHOW = "見る", "Look at it";

    // Many notices.
    MORE_NOTICES = "ほかのお知らせ", "More notices";
    MORE_VERSIONS = "ほかの版", "More versions";

    // Errors.
    X_EVIDENCE = "切り抜いた事案 (取り込んだ事案には証拠がありません)", "a case that was clipped (of one that was taken over there is no evidence)";
    X_CAPTURE = "この事案の原本のSHA-256", "the SHA-256 of a capture of this case";
}
