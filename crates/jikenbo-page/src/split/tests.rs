//! Pages of our own in the habits that pages have.

use super::{Line, Post, posts};

/// The first and last lines of the posts, counted from 1.
fn bounds(page: &str) -> Vec<(usize, usize)> {
    let lines: Vec<Line<'_>> = page.split('\n').map(|text| Line { text, heading: false }).collect();
    posts(&lines).unwrap_or_default().iter().map(|post: &Post| (post.first + 1, post.last + 1)).collect()
}

const WIDE: &str = "ラベル 記録 の投稿を表示しています。 すべての投稿を表示

青葉精機株式会社 弊社サーバーへの不正アクセスについて 2023年4月5日


弊社の一部のサーバーで不審な通信が見つかりました。

被害の範囲を調べております。


緑野県の外郭団体、研修の申込者412人の連絡先を誤って公開


緑野県は4日、研修の申込者の連絡先が閲覧できる状態だったと明らかにした。

県は設定を直した。


北浜大学 学生名簿の誤送信に関するお詫び 2023年4月3日


学生の名簿を誤って別の先に送りました。


次の投稿 前の投稿 ホーム
登録: 投稿 (Atom)
ブログ アーカイブ
▼ 2023 (3)
Powered by Blogger.";

#[test]
fn posts_with_wide_gaps() {
    assert_eq!(bounds(WIDE), [(3, 8), (11, 16), (19, 22)]);
}

#[test]
fn an_undated_post_lies_near_its_neighbour() {
    let lines: Vec<Line<'_>> = WIDE.split('\n').map(|text| Line { text, heading: false }).collect();
    let near: Vec<Option<String>> = posts(&lines).unwrap().iter().map(|post| post.near.map(|day| day.to_string())).collect();
    assert_eq!(near, [None, Some("2023-04-05".to_owned()), None]);
}

#[test]
fn dated_headlines_with_single_blank_lines() {
    let page = "青葉精機株式会社 弊社サーバーへの不正アクセスについて 2023年4月5日
弊社の一部のサーバーで不審な通信が見つかりました。
1. 経緯
調査を続けております。

北浜大学 学生名簿の誤送信に関するお詫び（2023/4/3）
学生の名簿を誤って別の先に送りました。

関係者にお詫びします。

市立桜台病院 USBメモリの紛失について 令和5年4月1日
患者の情報を保存した記録媒体が見当たりません。";
    assert_eq!(bounds(page), [(1, 4), (6, 9), (11, 12)]);
}

#[test]
fn posts_divided_by_rules() {
    for rule in ["----------", "====", "＊＊＊", "* * *"] {
        let page = format!(
            "事件の切り抜き帳
{rule}
【青葉精機】受発注サーバーへの不正アクセスについて

調査を続けております。
{rule}
【北浜大学】学生名簿の誤送信に関するお詫び

名簿を誤って送りました。

関係者にお詫びします。
{rule}
"
        );
        assert_eq!(bounds(&page), [(3, 5), (7, 11)], "{rule}");
    }
}

#[test]
fn twelve_posts_with_date_headers_and_post_footers() {
    let mut page = String::from("事件の切り抜き帳\nホーム\n\n");
    let mut expected = Vec::new();
    for n in 1..=12 {
        let first = page.matches('\n').count() + 3;
        expected.push((first, first + 4));
        page += &format!("2023年4月{n}日{}曜日\n\n", ['月', '火', '水', '木', '金', '土', '日'][n % 7]);
        page += &format!(
            "第{n}商店 通販サイトの会員情報が第三者に閲覧された可能性\n\n一部の会員の情報が閲覧されました。\n\n調べています。\n"
        );
        page += "投稿者 切り抜き係 時刻: 10:15\n0 件のコメント:\nラベル: 流出\n\n";
    }
    page += "前の投稿 ホーム\n";
    let page = page.replace("第", "緑野");
    assert_eq!(bounds(&page), expected);
}

#[test]
fn letters_are_one_notice() {
    let letter = "2023年4月5日

お取引先様各位

青葉精機株式会社
代表取締役社長 青葉 太郎


弊社サーバーへの不正アクセスに関するお詫びとお知らせ


平素よりお引き立てにあずかり御礼申し上げます。弊社のサーバーが不正アクセスを受けました。


記


1. 経緯について

2023年4月3日、社員が気づきました。


2. 漏えいした可能性のある個人情報について

氏名とメールアドレスです。


個人情報漏えいの可能性があるお客様へのご案内とお詫びについて

個別に連絡を差し上げます。

以上


関連するお知らせ
弊社サーバーへの不正アクセスについて（第1報） 2023年4月3日
弊社サーバーへの不正アクセスについて（第2報） 2023年4月4日";
    assert_eq!(bounds(letter), []);
}

#[test]
fn headings_with_wide_gaps_are_not_posts() {
    let page = "会員サイトへの不正ログインに関するお詫びとお知らせ


会員の皆様のアカウントに第三者がログインしました。


事案の概要について


外部で流出した組み合わせが使われました。


閲覧された可能性のある会員情報の内容について


氏名と住所が閲覧されました。


今後の対応と再発防止策について


監視を強めます。


お問い合わせ窓口の設置に関するお知らせ


専用の窓口を設けました。";
    assert_eq!(bounds(page), []);
}
