//! What persons checked scores the rules: a folder of exported corrections is read by the scorer, and each correction shows.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::fs;

use dev::corpus::{Set, labelled};
use dev::score::{Score, score};
use jikenbo::corrections::{Change, Claim, Item, Op, Step, apply, gold, items, occurrences};
use jikenbo_model::Notice;
use jikenbo_read::Reader;
use serde_json::json;

const TEXT: &str = "不正アクセスによる個人情報漏えいに関するお詫び\n2024年6月5日\n株式会社あおばつばめ\n\n\
    2024年6月3日、弊社のサーバーが第三者による不正アクセスを受けたことを確認いたしました。\n\
    お客様1,200名の氏名、住所が漏えいしました。\n相談の窓口は日本つばめ協会です。";

fn step(id: i64, op: Op, change: Change) -> Step {
    Step { id, who: "kana".into(), when: String::new(), op, undoes: None, remark: String::new(), change }
}

fn under<'i>(found: &'i [Item], key: &str) -> &'i Claim {
    &found.iter().find(|item| item.claim.key == key).unwrap_or_else(|| panic!("{key} is read")).claim
}

/// The score of the rules on a text, by what persons made of its reading.
fn scored(name: &str, steps: &[Step]) -> Score {
    let (reader, notice) = (Reader::embedded(), Notice::plain(TEXT));
    let effective = apply(&reader.read(&notice), TEXT, 1, steps, &BTreeMap::new());
    let folder = std::env::temp_dir().join(format!("jikenbo-corrections-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("N.txt"), format!("{TEXT}\n")).unwrap();
    fs::write(folder.join("N.json"), gold(&effective, TEXT).to_string()).unwrap();
    let cases = labelled(&reader, &folder).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(cases.len(), 1);
    score(&Set { name: name.to_owned(), cases })
}

#[test]
fn facts_that_were_confirmed_are_expected_as_they_were_read() {
    let (reader, notice) = (Reader::embedded(), Notice::plain(TEXT));
    let found = items(&reader.read(&notice), TEXT, 1);
    let all = found.iter().map(|item| item.claim.clone()).collect();
    let score = scored("confirmed", &[step(1, Op::Confirm, Change::new(&found, all, None))]);
    let sum = score.field("ALL");
    assert!(sum.gold > 5, "{sum:?}");
    assert_eq!((sum.matched, sum.found, &score.misses[..]), (sum.gold, sum.gold, &[][..]));
}

#[test]
fn each_correction_costs_the_rules_what_they_read_wrongly_or_missed() {
    let (reader, notice) = (Reader::embedded(), Notice::plain(TEXT));
    let found = items(&reader.read(&notice), TEXT, 1);
    let count = under(&found, "counts").clone();
    let mut value = count.value.clone();
    value["bound"] = json!("about");
    let place = occurrences(TEXT, "日本つばめ協会").swap_remove(0);
    let value_of = json!({"name": "日本つばめ協会", "role": "other"});
    let party = Claim { key: "third_parties".into(), value: value_of, quote: place.words, span: place.span, n: 1 };
    let score = scored(
        "corrected",
        &[
            step(1, Op::Correct, Change::new(&found, vec![count.clone()], Some(Claim { value, ..count }))),
            step(2, Op::Reject, Change::new(&found, vec![under(&found, "kinds").clone()], None)),
            step(3, Op::Add, Change::new(&found, vec![], Some(party))),
        ],
    );
    let mut misses: Vec<_> = score.misses.iter().map(|m| (m[1].as_str(), m[2].as_str(), m[3].as_str())).collect();
    misses.sort_unstable();
    assert_eq!(
        misses,
        [
            ("counts", "missed", "1200 about people personal"),
            ("counts", "wrong", "1200 exact people personal"),
            ("kinds", "wrong", "unauthorized_access"),
            ("third_parties", "missed", "日本つばめ協会"),
        ]
    );
}
