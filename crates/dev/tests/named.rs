//! Whose a notice is does not decide how well it is read: the corpus is told again of organisations whose names are built as real ones are,
//! with what makes real ones hard (hiragana behind the form, Latin letters, long forms).
//!
//! Notices in which a short form of the old name would go on to be told of are left out.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use dev::corpus::sets;
use jikenbo_model::{Notice, to_json};
use jikenbo_read::Reader;
use serde_json::Value;

/// Names by sector.
const NAMES: &[(&str, &[&str])] = &[
    (
        "company",
        &[
            "みどり自動車株式会社",
            "株式会社AOBAKADOKURA",
            "PNコダマ株式会社",
            "株式会社クエスト・リング",
            "株式会社しずはま",
            "MPS西日本株式会社",
        ],
    ),
    ("retail", &["株式会社はるあき", "株式会社クル・ミホテ", "株式会社まるはな", "株式会社三並井沢"]),
    ("university", &["国立大学法人青筑大学", "緑野都立青浜大学", "名古川市立大学", "緑野女子大学"]),
    ("hospital", &["大浜急性期・総合医療センター", "国立がん治療センター", "みなとの丘病院", "宇野市立病院"]),
    ("local_government", &["緑野県教育委員会", "青川市", "緑取県", "緑京都水道局", "みなと浜市", "みどりば市"]),
    ("financial", &["緑青ABC銀行", "ひばな銀行", "西海シティ銀行", "城西信用金庫"]),
    ("government", &["独立行政法人国際青葉機構", "緑東地方整備局", "青葉線研究開発機構"]),
    ("nonprofit", &["生活協同組合コープみはま", "公益財団法人日本緑球協会", "青葉赤十字社", "青葉県社会福祉協議会"]),
    ("school", &["学校法人立青館", "緑野県立青南高等学校", "みなと市立浦緑中学校"]),
];

/// The share of the retold notices whose organisation is read by its new name, in percent, where it was by its old one.
const FLOOR: usize = 98;

fn name(record: &Value) -> String {
    record["organization"]["name"].as_str().unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect()
}

/// The first letters of a name behind its legal form, by which a text calls it again.
fn stem(name: &str) -> &str {
    const FORMS: [&str; 8] =
        ["株式会社", "合同会社", "有限会社", "一般社団法人", "公益財団法人", "一般財団法人", "学校法人", "国立大学法人"];
    let bare = FORMS.iter().find_map(|f| name.strip_prefix(f)).unwrap_or(name);
    bare.char_indices().nth(2).map_or(bare, |(at, _)| &bare[..at])
}

#[test]
fn a_notice_is_read_whoever_it_is_of() {
    let reader = Reader::embedded();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let all = sets(&reader, &root).unwrap();
    let seen = all.iter().find(|s| s.name == "corpus (seen)").unwrap();
    let (mut told, mut wrong) = (0, Vec::new());
    for case in &seen.cases {
        let old = case.expected["organization"]["name"].as_str().unwrap_or_default();
        let known = !old.is_empty() && case.notice.text.contains(old) && name(&case.found) == name(&case.expected);
        let sector = case.expected["organization"]["sector"].as_str().unwrap_or_default();
        let Some((_, names)) = NAMES.iter().find(|(s, _)| *s == sector).filter(|_| known) else { continue };
        for new in *names {
            let text = case.notice.text.replace(old, new);
            if text.contains(stem(old)) {
                continue;
            }
            let notice = Notice::plain(&text);
            let found = name(&to_json(&reader.read(&notice), &notice.text));
            told += 1;
            if found != **new {
                wrong.push(format!("{}: {new}, not {found:?}", case.name));
            }
        }
    }
    assert!(told > 500, "{told}");
    let share = 100 * (told - wrong.len()) / told;
    assert!(share >= FLOOR, "{share} % of {told}:\n{}", wrong.join("\n"));
}
