//! What is a headline, and what a page without one begins with.

use crate::Reader;
use jikenbo_model::{Notice, Record};

fn read(text: &str) -> Record {
    Reader::embedded().read(&Notice::plain(text)).record
}

fn title(text: &str) -> Option<String> {
    read(text).title.map(|f| f.value)
}

#[test]
fn what_is_no_headline_is_not_taken_for_one() {
    let report = "青葉堂株式会社は5月14日、顧客の書類を紛失したと発表した。書類には氏名が記載されていた。\n同社は警察に届けた。";
    assert_eq!(title(report), None);
    let letter = "令和6年5月14日\n青葉大学\n国際課長 緑川花子\n国際課において、メールの送信に誤りがありましたので、お知らせします。宛先が見えておりました。";
    assert_eq!(title(letter), None);
    assert_eq!(read(report).stage.unwrap().value.as_str(), "first");
}

#[test]
fn a_headline_stands_below_the_sort_of_page() {
    let below = |label: &str| title(&format!("{label}\n書類の紛失について\n2024年5月14日\n職員が書類を紛失しました。"));
    for label in ["- お知らせ", "ニュース詳細", "NEWSニュース", "【お知らせ】", "報道発表資料"] {
        assert_eq!(below(label).as_deref(), Some("書類の紛失について"), "{label}");
    }
    let about = "あおば男女共同参画センターメールアカウントの不正利用について\n迷惑メールが送信されました。";
    assert!(title(about).is_some());
    let broken =
        "令和6年5月14日(火)、当会の事務局にある端末が、ウイルスに\n感染していることが判明しました。\n深くお詫び申し上げます。";
    assert_eq!(title(broken), None);
    let short = "ホームページが改ざんされました。\n5月14日に、当社のホームページが改ざんされました。";
    assert_eq!(title(short).as_deref(), Some("ホームページが改ざんされました。"));
}

#[test]
fn what_the_press_tells_is_its_first_report() {
    let stage = |text: &str| read(text).stage.unwrap().value.as_str().to_owned();
    assert_eq!(
        stage("みどり電機、不正アクセスの続報\nみどり電機は14日、先月公表した不正アクセスについて調査結果を発表した。"),
        "first"
    );
    assert_eq!(
        stage("不正アクセスについて(第2報)\n2024年5月14日に公表した件について、当社の調査の結果をお知らせします。"),
        "follow_up"
    );
}

#[test]
fn a_day_with_the_sort_of_notice_in_brackets_is_the_notices() {
    let day = |line: &str| {
        read(&format!("{line}\nメール誤送信のお詫び\nメールを誤って送信しました。")).published.map(|f| f.value.to_string())
    };
    assert_eq!(day("2024.5.14[クラブからのお知らせ]").as_deref(), Some("2024-05-14"));
    assert_eq!(day("2024/05/14 【重要】").as_deref(), Some("2024-05-14"));
    assert_eq!(day("2024/05/14[参加者]"), None);
}

#[test]
fn the_day_that_a_label_asks_for_is_not_that_of_the_notice() {
    let day = |text: &str| read(text).published.map(|f| f.value.to_string());
    let list = "個人情報の漏えいについて\n発覚日\n2024年5月16日\n発覚した場所\nみどり支店\n公表日\n2024年6月3日\n";
    assert_eq!(day(list).as_deref(), Some("2024-06-03"));
    assert!(read(list).organization.is_none_or(|f| f.value.name.is_none_or(|name| !name.ends_with('日'))));
    assert_eq!(day("書類の紛失について\n発生日\t2024年5月14日\n人数\t3人\n"), None);
    assert_eq!(day("書類の紛失について\n【発生】2024年5月14日\n【件数】3件\n"), None);
    let told = "名簿の紛失について\n2024年5月14日に本件を公表しました。この度、調べが終わりましたのでご報告します。\nみどり堂株式会社 2024年6月3日\n";
    assert_eq!(day(told).as_deref(), Some("2024-06-03"));
}

#[test]
fn a_day_by_another_name_is_the_notices() {
    let day = |head: &str| {
        let text = format!("名簿の誤送信について\n{head}\n\n2024年5月20日に名簿の誤送信が分かりました。");
        read(&text).published.map(|f| f.value.to_string())
    };
    for head in [
        "作成年月日 令和6年6月5日",
        "(登録日 2024年6月5日)",
        "情報提供日 令和6年6月5日",
        "お知らせ日\n2024年6月5日",
        "報告日 2024年6月5日",
    ] {
        assert_eq!(day(head).as_deref(), Some("2024-06-05"), "{head}");
    }
    assert_eq!(day("発覚日 2024年5月20日"), None);
}

#[test]
fn news_that_goes_on_with_this_time_keeps_its_day() {
    let text = "個人情報流出 青葉市\n\n青葉市は2024年5月14日、市民120人分の個人情報が流出したと発表しました。今回流出したのは、氏名と住所です。市によると、職員が宛先を誤った。\n";
    assert_eq!(read(text).published.map(|f| f.value.to_string()).as_deref(), Some("2024-05-14"));
}

#[test]
fn the_day_is_found_where_pages_have_it() {
    let day = |text: &str| read(text).published.map(|f| f.value.to_string());
    let body = "当社のサーバーに不正アクセスがありましたので、お知らせします。";
    for label in ["更新日:2024/5/14", "最終更新\u{ff1a}2024/05/14", "Date:2024/5/14", "ニュースリリース 2024.05.14"]
    {
        assert_eq!(day(&format!("不正アクセスについて\n{label}\n{body}")).as_deref(), Some("2024-05-14"), "{label}");
    }
    for foot in ["2024年5月14日 店主 青葉太郎", "令和6年5月14日 青葉町長", "2024年5月14日 デジタル推進課"]
    {
        let text = format!("不正アクセスについて\n{body}\n{}\n{foot}", "ご迷惑をおかけし、申し訳ありません。\n".repeat(9));
        assert_eq!(day(&text).as_deref(), Some("2024-05-14"), "{foot}");
    }
    let follows = format!("経過のご報告\n青葉株式会社 2024年5月14日\n\n5月1日付の第1報の後、分かったことをご報告します。{body}");
    assert_eq!(day(&follows).as_deref(), Some("2024-05-14"));
    assert_eq!(day(&format!("不正アクセスについて\nexample.jp:2024/5/14\n{body}")), None);
}

#[test]
fn a_notice_that_tells_of_its_contractor_as_another_is_no_report() {
    let text = "当社の委託先である緑野システム株式会社で、2024年5月14日、名簿が外から見える状態でした。同社は設定を変えました。\
                同社の報告は6月1日にありました。2024年6月3日に公表しました。";
    assert_eq!(read(text).published, None);
}

#[test]
fn a_bulletin_has_the_day_of_its_update() {
    let text = "会員専用ページにおける誤表示について\n(第4報:2021年6月11日更新)\n\n2021年5月28日\n株式会社青葉ケーブル\n\n\
                お客様の情報が別のお客様に表示される事象が発生しました。";
    let record = read(text);
    assert_eq!(record.published.map(|f| f.value.to_string()).as_deref(), Some("2021-06-11"));
    assert_eq!(record.stage.unwrap().value.as_str(), "follow_up");
}
