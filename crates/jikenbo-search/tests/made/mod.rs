//! Cases that nobody had, of every shape: several notices, nothing told, odd widths and spellings.

use std::ops::Range;

use jikenbo_model::{Authority, Count, Date, Party};
use jikenbo_search::{Entry, Facts, Line};

#[path = "../../../dev/src/random.rs"]
#[allow(unreachable_pub, reason = "it is of another crate")]
mod random;
pub(crate) use random::Random;

pub(crate) const KINDS: [&str; 5] = ["ransomware", "malware", "misdelivery", "loss_or_theft", "unauthorized_access"];
const SECTORS: [&str; 3] = ["company", "university", "hospital"];
const CAUSES: [&str; 3] = ["human_error", "vulnerability", "unknown"];
const ITEMS: [&str; 4] = ["name", "email", "card_number", "medical"];
const NAMES: [&str; 8] = [
    "若苗印刷",
    "株式会社霧積食品",
    "（株）虹ヶ丘電機",
    "ﾔｸﾓ原大学",
    "Nagisa Holdings",
    "都留野市",
    "髙波留信用金庫",
    "若苗印刷販売",
];

/// Pieces of text; what is between them is chosen as well.
const PIECES: [&str; 36] = [
    "個人情報の漏えい",
    "情報漏洩",
    "漏泄",
    "不正アクセス",
    "お詫びとお知らせ",
    "サーバー",
    "ｻｰﾊﾞ",
    "ウィルス",
    "ウイルス",
    "ランサムウェア",
    "お問い合わせ",
    "問合せ",
    "申込書",
    "申し込み",
    "１，２３４件",
    "1234件",
    "12,345名",
    "USBメモリ",
    "ＵＳＢ",
    "VPN",
    "Emotet",
    "メールアドレス",
    "氏名、住所、電話番号",
    "第三者",
    "調査会社",
    "警察",
    "霞ヶ関",
    "霞が関",
    "令和６年６月３日",
    "2024年6月3日",
    "〇〇",
    "「確認」",
    "…",
    "髙島",
    "☃",
    "𠮷野",
];
const BETWEEN: [&str; 9] = ["、", "。", "\n", "の", "が", " ", "　", "", "を確認しました。"];

pub(crate) fn date(random: &mut Random) -> Date {
    let (year, month, day) = (2022 + random.below(3) as i16, 1 + random.below(12) as u8, 1 + random.below(28) as u8);
    match random.below(6) {
        0 => Date::year_only(year),
        1 => Date::month_only(year, month).unwrap(),
        _ => Date::day(year, month, day).unwrap(),
    }
}

fn text(random: &mut Random) -> String {
    let pieces = 3 + random.below(50);
    (0..pieces).map(|_| format!("{}{}", random.pick(&PIECES).unwrap(), random.pick(&BETWEEN).unwrap())).collect()
}

fn some<T>(random: &mut Random, make: impl Fn(&mut Random) -> T) -> Option<T> {
    (random.below(4) > 0).then(|| make(random))
}

fn codes<const N: usize>(random: &mut Random, all: [&str; N]) -> Vec<jikenbo_model::Code> {
    all.into_iter().filter(|_| random.below(3) == 0).map(Into::into).collect()
}

fn facts(random: &mut Random) -> Facts {
    let figure = |random: &mut Random| [0, 1, 49, 50, 1_000, 123_456][random.below(6)];
    let name = |random: &mut Random| (*random.pick(&NAMES).unwrap()).to_owned();
    Facts {
        title: some(random, text).unwrap_or_default().chars().take(30).collect(),
        organization: some(random, name),
        sector: some(random, |r| (*r.pick(&SECTORS).unwrap()).into()),
        kinds: codes(random, KINDS),
        causes: codes(random, CAUSES),
        items: codes(random, ITEMS),
        date: some(random, date),
        headline: some(random, |r| Count {
            value: figure(r),
            bound: "exact".into(),
            unit: "people".into(),
            subject: "personal".into(),
        }),
        people: some(random, figure),
        cards: some(random, figure),
        days_unseen: some(random, |r| r.below(400) as u32),
        days_silent: some(random, |r| r.below(60) as u32),
        parties: some(random, |r| vec![Party { name: name(r), role: "vendor".into() }]).unwrap_or_default(),
        services: some(random, |r| vec![format!("{}オンライン", name(r))]).unwrap_or_default(),
        authorities: some(random, |r| {
            vec![Authority { authority: "police".into(), name: "都留野警察署".into(), date: some(r, date) }]
        })
        .unwrap_or_default(),
        ..Facts::default()
    }
}

/// The cases of some numbers: always the same.
pub(crate) fn entries(numbers: Range<u64>) -> Vec<Entry> {
    numbers
        .map(|number| {
            let mut random = Random::new(number * 7 + 1);
            let notices = 1 + random.below(8) / 6 + random.below(8) / 7;
            let notice = |n: usize, random: &mut Random| {
                let at = format!("2024-0{}-1{}T08:00:00.{:03}Z", 1 + random.below(9), random.below(9), random.below(999));
                let line =
                    Line { notice: format!("N{number:03}-000{n}"), clipped_at: at.clone(), changed_at: at, facts: facts(random) };
                (line, text(random))
            };
            Entry::new(
                &format!("C{:03}-{:04}", number / 1000, number % 1000),
                (0..notices).map(|n| notice(n, &mut random)).collect(),
            )
        })
        .collect()
}

/// A case of one notice.
pub(crate) fn entry(case: &str, day: &str, title: &str, org: &str, text: &str) -> Entry {
    let facts = Facts {
        title: title.to_owned(),
        organization: Some(org.to_owned()),
        date: day.parse().ok(),
        published: day.parse().ok(),
        ..Facts::default()
    };
    let at = format!("{day}T00:00:00.000Z");
    let line = Line { notice: case.replacen('C', "N", 1), clipped_at: at.clone(), changed_at: at, facts };
    Entry::new(case, vec![(line, text.to_owned())])
}
