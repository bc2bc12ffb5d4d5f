//! What a page has besides its text: the way to it (ホーム > お知らせ), menus at its head, links and buttons at its foot.
//!
//! Markup tells them in HTML, and then they never come here. Text that was copied from a browser or a PDF holds them as lines like any other:
//! they would stand before the headline and part it from the day of the notice. The fold leaves them out.

use std::collections::HashSet;
use std::sync::LazyLock;

/// So many lines at either end may be furniture.
const MOST: usize = 60;

/// What a line of a menu says at the head of a page where other lines are furniture, in small letters of half width.
const AT_HEAD: &str = "
    お問い合わせ お問合せ お知らせ 新着情報 トピックス topics アクセス 交通アクセス 施設案内 報道発表 記者発表 会社概要 沿革 個人のお客様 法人のお客様 個人のお客さま 法人のお客さま サービス 製品
    商品 検索 標準 拡大 縮小 大 中 小 大学案内 大学概要 大学紹介 学部・大学院 学部 大学院 入試情報 受験生の方へ 受験生の方 在学生の方へ 在学生の方 卒業生の方へ 卒業生の方
    保護者の方へ 企業の方へ 一般の方へ 地域の方へ キャンパスライフ 学生生活 研究 教育 図書館 学校案内 学校概要 くらし・手続き くらし 暮らし しごと・産業 健康・福祉 子育て・教育
    子育て 防災・安全 観光・文化 観光情報 市政情報 県政情報 町政情報 区政情報 村政情報 市の概要 事業者の方へ 組織から探す 組織でさがす 分類でさがす 緊急情報 病院案内 病院紹介
    診療案内 外来案内 入院案内 診療科 診療科案内 医療関係者の方へ 患者さんへ ご来院の方へ
";

/// What such a line, or one at the foot of a page, says wherever it stands.
const ANYWHERE: &str = "
    ホーム home トップ top トップページ toppage page メニュー menu メニューを開く メニューを閉じる 閉じる サイト内検索 サイトマップ sitemap 本文へ
    本文へスキップ 本文へスキップします 本文へ移動 本文へ移動する コンテンツへスキップ メインコンテンツへスキップ ナビゲーションをスキップ このページの本文へ このページの本文へ移動
    文字サイズ 文字サイズ変更 文字サイズの変更 背景色 音声読み上げ language foreignlanguage english 日本語 中文 ログイン ログアウト 新規会員登録 会員登録
    マイページ カート ショッピングカート カートを見る お気に入り 会社情報 会社案内 企業情報 企業案内 事業内容 事業紹介 事業案内 製品情報 商品情報 サービス一覧 サービス紹介
    ソリューション 採用情報 採用 リクルート recruit ir情報 ir 株主・投資家情報 投資家情報 株主・投資家の皆様へ サステナビリティ csr 店舗情報 店舗一覧 店舗検索 ニュース
    news お知らせ一覧 お知らせ詳細 ニュース一覧 新着情報一覧 プレスリリース プレスリリース一覧 ニュースリリース newsrelease release よくある質問
    よくあるご質問 faq 資料請求 お問い合わせ・資料請求 company contact about service 前の記事 次の記事 前の記事へ 次の記事へ 前の記事を読む 次の記事を読む
    前へ 次へ 一覧へ戻る 一覧に戻る 一覧へ 戻る もどる 前のページへ戻る 前のページに戻る お知らせ一覧へ お知らせ一覧へ戻る お知らせ一覧に戻る ニュース一覧へ ニュース一覧へ戻る
    ニュース一覧に戻る ページトップへ ページトップへ戻る ページの先頭へ ページの先頭へ戻る このページの先頭へ このページの先頭へ戻る このページのトップへ このページの上へ戻る 先頭へ戻る
    ページトップ pagetop トップへ戻る トップページへ戻る topへ戻る プライバシーポリシー 個人情報保護方針 情報セキュリティ方針 情報セキュリティポリシー
    セキュリティポリシー サイトポリシー 利用規約 ご利用規約 ご利用にあたって 著作権・免責事項 免責事項 特定商取引法に基づく表記 特定商取引法に基づく表示 リンク集 ウェブアクセシビリティ
    アクセシビリティ このサイトについて サイトのご利用について サイトのご利用にあたって シェア シェアする share ツイート tweet ポスト ポストする いいね いいね! lineで送る
    印刷 印刷する このページを印刷 このページを印刷する print
";

/// Behind such a line at the foot come the titles of other pages.
const OTHERS: &str = "
    関連記事 最近の投稿 最新記事 最新の記事 新着記事 おすすめ記事 人気記事 あわせて読みたい アクセスランキング
";

/// What parts the steps of the way to a page, or what a menu has on one line.
const BETWEEN: [char; 11] = ['>', '＞', '»', '›', '≫', '|', '｜', '\t', '/', ' ', '\u{3000}'];

static HEAD: LazyLock<HashSet<&str>> =
    LazyLock::new(|| [AT_HEAD, ANYWHERE].iter().flat_map(|words| words.split_whitespace()).collect());
static FOOT: LazyLock<HashSet<&str>> = LazyLock::new(|| ANYWHERE.split_whitespace().collect());

/// The letters of the lines of `source` that are no part of its text, one by one as byte ranges in order.
pub(super) fn letters(source: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    at_head(source, &mut found);
    at_foot(source, &mut found);
    found
}

/// Those before the first sentence. Their ends are left out, too, so that the headline is the first line.
fn at_head(source: &str, found: &mut Vec<(usize, usize)>) {
    let first = source.find('。').unwrap_or(source.len());
    let lines = lines(source, 0).take(MOST).take_while(|(start, line)| start + line.len() < first);
    let head: Vec<(usize, &str)> = lines.filter(|(_, line)| is_way(line) || is_menu(line, &HEAD)).collect();
    // A notice may be headed お知らせ; where there is a menu, that is on it.
    if head.iter().any(|(_, line)| is_way(line) || is_menu(line, &FOOT)) {
        for (start, line) in head {
            found.extend(each(start, &source[start..=start + line.len()]));
        }
    }
}

/// Those behind the last sentence.
fn at_foot(source: &str, found: &mut Vec<(usize, usize)>) {
    let Some(last) = source.rfind('。') else { return };
    let mut of_others = false;
    for (start, line) in lines(source, last).skip(1).take(MOST) {
        of_others = OTHERS.split_whitespace().any(|title| title == line.trim()) || of_others && !line.trim().is_empty();
        if of_others || is_way(line) || is_menu(line, &FOOT) {
            found.extend(each(start, line));
        }
    }
}

/// The lines from `from` on, and where they begin.
fn lines(source: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    source.get(from..).unwrap_or("").split('\n').scan(from, |next, line| {
        let start = *next;
        *next += line.len() + 1;
        Some((start, line))
    })
}

fn each(start: usize, line: &str) -> impl Iterator<Item = (usize, usize)> {
    line.char_indices().map(move |(at, c)| (start + at, start + at + c.len_utf8()))
}

/// ホーム > お知らせ > …: the way to the page begins at the top, and is longer than a word.
fn is_way(line: &str) -> bool {
    let marks = &BETWEEN[..5];
    if !line.contains(marks) {
        return false;
    }
    let mut steps = line.split(marks).map(str::trim);
    let top = steps.next().map(|step| plain(step.rsplit([':', '：']).next().unwrap_or(step)));
    let home = ["ホーム", "home", "トップ", "top", "トップページ", "toppage", "現在位置", "現在の位置"];
    top.is_some_and(|top| home.contains(&top.as_str()))
}

/// Whether all that a line says is on menus.
fn is_menu(line: &str, words: &HashSet<&str>) -> bool {
    /// No entry is longer, in bytes.
    const LONGEST: usize = 60;
    let bare = |entry: &str| {
        let entry =
            entry.trim().trim_start_matches(['・', '>', '＞', '»', '›', '▲', '△', '↑', '<', '＜', '«', '‹', '→', '←']).trim();
        words.contains(plain(entry.trim_end_matches(['>', '＞', '»', '›', '→'])).as_str())
    };
    let whole = line.trim();
    if whole.is_empty() || whole.len() > LONGEST * 8 {
        return false;
    }
    whole.len() <= LONGEST && bare(whole)
        || whole.contains(BETWEEN)
            && whole.split(BETWEEN).filter(|entry| !entry.trim().is_empty()).all(|entry| entry.len() <= LONGEST && bare(entry))
}

/// Small letters of half width, without blanks.
fn plain(words: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    words.chars().filter(|c| !c.is_whitespace()).map(half).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::fold::Folded;

    #[test]
    fn menus_and_ways_are_no_part_of_the_text() {
        let text = "本文へスキップ\nホーム ＞ お知らせ ＞ 重要なお知らせ\n会社情報 | 採用情報 | お問い合わせ\nＴＯＰ\n\n個人情報の漏えいについて\n2024年5月14日\n\n\
                    当社は停止しました。\nお問い合わせ\n総務部\n前の記事へ\n▲ページトップへ\nプライバシーポリシー\n関連記事\n休止のお知らせ 2023年8月10日\n\nあおば商店";
        let words: Vec<String> =
            Folded::new(text).text.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()).collect();
        let kept = ["個人情報の漏えいについて", "2024年5月14日", "当社は停止しました。", "お問い合わせ", "総務部", "あおば商店"];
        assert_eq!(words, kept);
    }

    #[test]
    fn lines_of_the_notice_stay() {
        for text in [
            "ホームページの改ざんについて\n当社は停止しました。\n以上",
            "お知らせ\nメールの誤送信\nお客様 各位\n送りました。",
            "件数\n1,200件 / 氏名\nログインIDの流出\nログインされました。\nホームページをご覧ください",
        ] {
            assert_eq!(Folded::new(text).text.lines().count(), text.lines().count());
            assert!(!Folded::new(text).text.contains("\n\n"), "{text}");
        }
    }
}
