//! Lines that belong to the page, not to a notice: navigation, post footers, archives.

/// Lines that are wholly navigation wherever they stand.
const WHOLE: &[&str] = &[
    "ホーム",
    "トップ",
    "トップページ",
    "HOME",
    "Home",
    "次の投稿",
    "前の投稿",
    "次の記事",
    "前の記事",
    "次へ",
    "前へ",
    "続きを読む",
    "もっと読む",
    "メニュー",
    "検索",
    "アーカイブ",
    "ブログ アーカイブ",
    "ブログアーカイブ",
    "月別アーカイブ",
    "カテゴリー",
    "カテゴリ",
    "最近の投稿",
    "最近の記事",
    "人気の投稿",
    "ページトップへ",
    "ページの先頭へ",
    "このページの先頭へ",
    "共有",
    "シェア",
    "メールで送信",
    "BlogThis!",
    "印刷",
    "コメントを投稿",
    "自己紹介",
    "このブログを検索",
    "フォロワー",
    "ラベル",
    "詳細プロフィールを表示",
    "プロフィール",
    "Menu",
    "Share",
    "Tweet",
    "Skip to content",
    "コンテンツへスキップ",
    "本文へスキップ",
    "スキップしてメイン コンテンツに移動",
];

/// How navigation lines begin.
const STARTS: &[&str] = &[
    "登録: ",
    "登録:",
    "Powered by",
    "powered by",
    "Proudly powered",
    "Copyright",
    "copyright",
    "©",
    "(C)",
    "投稿者 ",
    "投稿者:",
    "Posted by",
    "ラベル: ",
    "ラベル:",
    "カテゴリー:",
    "タグ:",
    "時刻: ",
    "Twitter で共有",
    "Twitterで共有",
    "Facebook で共有",
    "Facebookで共有",
    "Pinterest に共有",
    "X で共有",
    "パンくず",
    "ホーム >",
    "ホーム ＞",
    "HOME >",
    "トップ >",
    "TOP >",
    "Home >",
];

/// Lines after which nothing of a notice follows, if no sentence does.
const END_STARTS: &[&str] = &["登録:", "Powered by", "powered by", "Proudly powered", "Copyright", "copyright", "©"];
const END_WHOLE: &[&str] =
    &["アーカイブ", "ブログ アーカイブ", "ブログアーカイブ", "月別アーカイブ", "最近の投稿", "最近の記事", "人気の投稿"];

/// Whether the line is navigation, a post's footer or the like.
pub(crate) fn is_chrome(line: &str) -> bool {
    let line = line.trim();
    WHOLE.contains(&line)
        || STARTS.iter().any(|start| line.starts_with(start))
        || is_label_line(line)
        || is_comment_count(line)
        || is_pager(line)
}

/// Whether the line begins the page's own end: pager, archive, maker's mark.
pub(crate) fn is_page_end(line: &str) -> bool {
    let line = line.trim();
    END_WHOLE.contains(&line) || END_STARTS.iter().any(|start| line.starts_with(start)) || is_pager(line)
}

/// 「ラベル 流出 の投稿を表示しています。 すべての投稿を表示」 and its like.
fn is_label_line(line: &str) -> bool {
    let shown = ["の投稿を表示しています", "の記事を表示しています", "の検索結果", "すべての投稿を表示", "すべて表示"];
    line.chars().count() <= 60 && shown.iter().any(|words| line.contains(words))
}

/// 「0 件のコメント:」
fn is_comment_count(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_numeric()).trim_start();
    ["件のコメント", "コメント:", "コメント："].iter().any(|words| rest.starts_with(words)) && line.chars().count() <= 14
}

/// A line of two or more pager words: 「次の投稿 前の投稿 ホーム」
fn is_pager(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "次の投稿",
        "前の投稿",
        "新しい投稿",
        "過去の投稿",
        "次の記事",
        "前の記事",
        "ホーム",
        "次のページ",
        "前のページ",
        "トップ",
    ];
    let words: Vec<&str> =
        line.split([' ', '　', '|', '｜', '/', '«', '»', '<', '>', '←', '→']).filter(|w| !w.is_empty()).collect();
    words.len() >= 2 && words.iter().all(|word| WORDS.contains(word))
}

/// A line that only divides: the same mark (or two) three times and more.
pub(crate) fn is_rule(line: &str) -> bool {
    const MARKS: &str = "-=*_~#+・─━―ー－＝＊＿〜～◇◆★☆■□●○…‥";
    let marks: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    marks.len() >= 3 && marks.iter().all(|&c| MARKS.contains(c)) && marks[1..].iter().all(|c| *c == marks[0] || *c == marks[1])
}

#[cfg(test)]
mod tests {
    use super::{is_chrome, is_page_end, is_rule};

    #[test]
    fn navigation_is_told_from_words() {
        for line in [
            "ラベル 漏えい の投稿を表示しています。 すべての投稿を表示",
            "次の投稿 前の投稿 ホーム",
            "0 件のコメント:",
            "ホーム",
            "投稿者 鈴木 時刻: 9:30",
        ] {
            assert!(is_chrome(line), "{line}");
        }
        for line in [
            "ホームページを一時停止しています。",
            "コメントは控えるとしている。",
            "検索履歴",
            "12件のコメント欄が第三者に閲覧された。",
        ] {
            assert!(!is_chrome(line), "{line}");
        }
        assert!(is_page_end("Powered by Blogger."));
    }

    #[test]
    fn rules_divide() {
        for line in ["----", "＊＊＊", "* * *", "━━━━━━", "=-=-=-"] {
            assert!(is_rule(line), "{line}");
        }
        for line in ["--", "1. ", "・氏名", "記", "---- 追記 ----"] {
            assert!(!is_rule(line), "{line}");
        }
    }
}
