//! What the words before and behind a quote say of it: what it is, that it was struck, or that it is no name.

/// The length of what links the word for what it is to the quoted name: 卸売サイト、「…」, 卸売サイトである「…」, 卸売サイト(名称「…」).
pub(super) fn unlinked(before: &str, after: &str) -> usize {
    const LINKS: [&str; 7] = ["(名称:", "(名称", "(サイト名", "名称:", "である", "、", "の"];
    let closed = after.starts_with([')', '、', ',']);
    LINKS.iter().find(|w| before.ends_with(**w) && (closed || !w.starts_with('('))).map_or(0, |w| w.len())
}

/// The length of what links the quoted name to the word for what it is: 「…」という通販サイト, 「…」(通販サイト). What is called a means
/// (「踏み台」という仕組み) is no name.
pub(super) fn called(after: &str) -> Option<usize> {
    const LONGEST: usize = 45;
    // (サイト内の…): a bracket that goes on tells of something else.
    if let Some(note) = after.strip_prefix('(') {
        return note.find(')').filter(|at| *at <= LONGEST && !note[..*at].contains('の')).map(|_| 1);
    }
    const LINKS: [&str; 8] = ["という名称の", "という名の", "という", "と称する", "の両", "の2", "の3", "の各"];
    const MEANS: [&str; 7] = ["仕組み", "プログラム", "ネットワーク", "ソフト", "ツール", "基盤", "データベース"];
    let link = LINKS.iter().find(|w| after.starts_with(**w)).map_or(0, |w| w.len());
    (link == 0 || !MEANS.iter().any(|w| after[link..].starts_with(w))).then_some(link)
}

/// 改ざんされていたのは、社員が町を歩く「…」と、…: what the sentence says was struck.
pub(super) fn told_of(before: &str, after: &str) -> bool {
    const STRUCK: [&str; 14] = [
        "改ざんされ",
        "書き換えられ",
        "不正アクセスを受け",
        "不正アクセスがあった",
        "攻撃を受け",
        "被害を受け",
        "被害に遭っ",
        "影響を受け",
        "停止し",
        "乗っ取られ",
        "侵入され",
        "障害が起き",
        "障害が発生し",
        "接続できなく",
    ];
    let bare = before.trim_start().trim_start_matches(['・', '※', ' ']);
    let said = STRUCK
        .iter()
        .find_map(|w| bare.strip_prefix(w))
        .and_then(|rest| rest.split_once("のは"))
        .is_some_and(|(verb, _)| verb.chars().count() <= 8);
    said && ["と", "で", "の2", "の3", "の両", "だ", "及び", "および", "、", "。", "です"].iter().any(|w| after.starts_with(w))
}

/// 会員管理システム「みどり」|の操作履歴を調べ: what was misused is known by its records.
pub(super) fn logged(after: &str) -> bool {
    let noun = after.strip_prefix('の').unwrap_or("");
    ["出力", "操作", "アクセス", "利用", "閲覧", "検索", "ログイン", "接続", "ダウンロード"]
        .iter()
        .filter_map(|w| noun.strip_prefix(w))
        .any(|rest| ["履歴", "ログ", "記録"].iter().any(|w| rest.starts_with(w)))
}

/// 「Hacked by」で始まる文言, 「…」と書かれた紙: what is quoted was to be read.
pub(super) fn read(after: &str) -> bool {
    ["で始まる", "と書かれ", "との文", "という文", "などの文"].iter().any(|w| after.starts_with(w))
}

/// 件名は「…」, 項目「…」: what is quoted is data.
pub(super) fn data(before: &str) -> bool {
    ["件名", "項目", "題する", "題名", "欄", "という", "手口", "攻撃", "ファイル名", "ウイルス", "マルウェア", "ランサムウェア"]
        .iter()
        .any(|w| before.ends_with(w))
}
