//! Which cases are like another, and by what.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use jikenbo_model::{Code, Party};
use jikenbo_search::{Entry, Facts, Line, Scan, Shared, similar};

struct Told {
    case: &'static str,
    org: &'static str,
    sector: &'static str,
    kinds: &'static [&'static str],
    causes: &'static [&'static str],
    vendor: &'static str,
    text: &'static str,
}

const CASES: &[Told] = &[
    Told {
        case: "aoba",
        org: "青葉商店",
        sector: "retail",
        kinds: &["ransomware"],
        causes: &["vulnerability"],
        vendor: "そらいろシステム",
        text: "委託先の株式会社そらいろシステムの夜間連携基盤が暗号化されました。ストレージアプライアンスが対象です。",
    },
    Told {
        case: "midori",
        org: "みどり書店",
        sector: "retail",
        kinds: &["ransomware"],
        causes: &["vulnerability"],
        vendor: "そらいろシステム",
        text: "そらいろシステムより、夜間連携基盤とストレージアプライアンスの被害について連絡を受けました。",
    },
    Told {
        case: "kohaku",
        org: "こはく銀行",
        sector: "financial",
        kinds: &["ransomware"],
        causes: &[],
        vendor: "",
        text: "社内のサーバーが暗号化されました。",
    },
    Told {
        case: "aoba-old",
        org: "青葉商店",
        sector: "retail",
        kinds: &["misdelivery"],
        causes: &["human_error"],
        vendor: "",
        text: "メールの宛先を誤りました。",
    },
    Told {
        case: "hinata",
        org: "ひなた雑貨",
        sector: "retail",
        kinds: &["loss_or_theft"],
        causes: &[],
        vendor: "",
        text: "書類を紛失しました。",
    },
];

fn facts(told: &Told) -> Facts {
    let codes = |codes: &[&str]| codes.iter().map(|code| Code::from(*code)).collect();
    let vendor = Party { name: told.vendor.to_owned(), role: "vendor".into() };
    Facts {
        title: format!("{}のお知らせ", told.org),
        organization: Some(told.org.to_owned()),
        sector: Some(told.sector.into()),
        kinds: codes(told.kinds),
        causes: codes(told.causes),
        parties: Some(vendor).filter(|vendor| !vendor.name.is_empty()).into_iter().collect(),
        ..Facts::default()
    }
}

fn casebook() -> Scan {
    let entry = |told: &Told| {
        let line = Line { notice: format!("{}-1", told.case), facts: facts(told), ..Line::default() };
        Entry::new(told.case, vec![(line, told.text.to_owned())])
    };
    Scan::new(CASES.iter().map(entry).collect())
}

#[test]
fn what_is_shared_is_told_and_what_shares_most_comes_first() {
    let own = &CASES[0];
    let found = similar(&casebook(), own.case, &facts(own), own.text, 10).unwrap();
    let cases: Vec<&str> = found.iter().map(|one| one.entry.case.as_str()).collect();
    assert_eq!(cases[0], "midori", "{cases:?}");
    assert!(!cases.contains(&"aoba"), "a case is not like itself");
    assert!(cases.contains(&"aoba-old"), "another case of the organisation");
    assert!(!cases.contains(&"hinata"), "the sector alone is chance");
    let shared = &found[0].shared;
    assert!(shared.contains(&Shared::Vendor("そらいろシステム".to_owned())));
    assert!(shared.contains(&Shared::Kind("ransomware".into())) && shared.contains(&Shared::Cause("vulnerability".into())));
    let words = shared.iter().find_map(|one| if let Shared::Words(words) = one { Some(words) } else { None }).unwrap();
    assert!(words.contains(&"夜間連携基盤".to_owned()) && words.contains(&"ストレージアプライアンス".to_owned()), "{words:?}");
    assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
    assert_eq!(similar(&casebook(), own.case, &facts(own), own.text, 1).unwrap().len(), 1);
}

#[test]
fn nothing_known_is_like_nothing() {
    assert_eq!(similar(&casebook(), "new", &Facts::default(), "", 10).unwrap(), []);
    assert_eq!(similar(&Scan::default(), "aoba", &facts(&CASES[0]), CASES[0].text, 10).unwrap(), []);
    let hostile = "漢".repeat(3_000_000);
    assert_eq!(similar(&casebook(), "new", &Facts::default(), &hostile, 10).unwrap(), []);
}
