//! What a query means, and what is none.

use jikenbo_search::{Field, How, Labels, Node, PlainCodes, Query};
use proptest::prelude::*;

/// A few labels, as the program's own table gives them.
struct Few;

impl Labels for Few {
    fn code(&self, key: &str, written: &str) -> Option<String> {
        let known = [
            ("kinds", "ransomware", "ランサムウェア"),
            ("kinds", "loss_or_theft", "紛失・盗難"),
            ("authorities", "ppc", "個人情報保護委員会"),
        ];
        known
            .iter()
            .find(|(k, code, ja)| *k == key && (*code == written || *ja == written))
            .map(|(_, code, _)| (*code).to_owned())
    }

    fn codes(&self, key: &str) -> Vec<String> {
        if key == "kinds" { vec!["ransomware".to_owned(), "loss_or_theft".to_owned()] } else { Vec::new() }
    }
}

fn read(text: &str) -> Query {
    Query::parse(text, &Few).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn queries_are_read_and_written() {
    for (text, canonical) in [
        ("", ""),
        ("　 \n", ""),
        ("漏えい　カード", "漏えい カード"),
        ("漏えい 漏えい", "漏えい"),
        (
            "org:青葉 kind:ransomware 漏えい -訓練 count>1000 since:2024-04",
            "org:青葉 kind:ransomware 漏えい -訓練 count>1000 since:2024-04",
        ),
        ("組織：青葉　種別：ランサムウェア　件数＞１，０００", "org:青葉 kind:ransomware count>1000"),
        ("kind:\"紛失・盗難\"", "kind:loss_or_theft"),
        ("authority:ppc authority:個人情報保護委員会 authority:警視庁", "authority:ppc authority:警視庁"),
        ("「個人情報 の 漏えい」 \"USB メモリ\"", "「個人情報 の 漏えい」 「USB メモリ」"),
        ("“a」b”", "\"a」b\""),
        ("a ＯＲ b c", "a OR b c"),
        ("a | b", "a OR b"),
        ("a AND b", "a b"),
        ("(a b) OR c", "(a b) OR c"),
        ("（a OR b） c", "a OR b c"),
        ("-(a OR b)", "-(a OR b)"),
        ("－訓練", "-訓練"),
        ("-(-a)", "-(-a)"),
        ("--a", "--a"),
        ("a-b - c", "a-b - c"),
        ("青葉(株) （株）青葉", "青葉(株) 株 青葉"),
        ("https://example.jp/a?b=c 12:30", "https://example.jp/a?b=c 12:30"),
        ("org=青葉堂 org=「青葉 堂」", "org=青葉堂 org=「青葉 堂」"),
        ("kind:- -sector:－", "kind:- -sector:-"),
        ("people>=1万 cards<5 unseen=0 silent<=30", "people>=10000 cards<5 unseen=0 silent<=30"),
        ("since:2024/4/1 until:2024年5月 以降:２０２４", "since:2024-04-01 until:2024-05 since:2024"),
        ("new:2024-06-01t09:00z", "new:2024-06-01T09:00Z"),
        ("people:- 人数：－ (cards:-)", "people:- cards:-"),
        ("month:2024-06 月：2023年6月 month:2022", "month:2024-06 month:2023-06 month:2022"),
        ("month:- -date:-", "month:- -date:-"),
        ("date:2024-06", "since:2024-06 until:2024-06"),
        ("「OR」 \"-a\" ()", "「OR」 「-a」"),
        ("「鍵「束」の」", "「鍵「束」の」"),
    ] {
        let query = read(text);
        assert_eq!(query.to_string(), canonical, "{text}");
        assert_eq!(read(&query.to_string()), query, "{text}");
    }
}

#[test]
fn what_is_no_query_is_told_with_its_place() {
    let many = "語 ".repeat(65);
    let deep = "(".repeat(9);
    let long = "字".repeat(1_000_000);
    for (text, error) in [
        ("漏えい kind:nothing", "at character 10: expected a code of kind (ransomware, loss_or_theft), found \"nothing\""),
        ("count>many", "at character 7: expected a number (1000, 1,000, 1万), found \"many\""),
        ("since:yesterday", "at character 7: expected a date (2024, 2024-04 or 2024-04-01), found \"yesterday\""),
        ("month:2024-06-01", "at character 7: expected a month (2024-04), found \"2024-06-01\""),
        ("until:2024-02-30", "at character 7: expected a date (2024, 2024-04 or 2024-04-01), found \"2024-02-30\""),
        ("org:", "at character 5: expected the field's value, found the end"),
        ("「個人", "at character 1: expected a closing 」, found \"「個人\""),
        ("a \"\"", "at character 3: expected words between the quotes, found \"\\\"\\\"\""),
        ("a OR", "at character 5: expected a condition after OR, found the end"),
        ("(a b", "at character 5: expected a closing ), found the end"),
        (many.as_str(), "at character 129: expected at most 64 conditions, found \"語\""),
        (deep.as_str(), "at character 9: expected parentheses at most 8 deep, found \"(\""),
        (long.as_str(), "at character 1001: expected a query of at most 1000 characters, found \"more\""),
    ] {
        assert_eq!(Query::parse(text, &Few).unwrap_err().to_string(), error);
    }
    assert!(Query::parse("OR a", &Few).is_err());
    assert!(Query::parse("a OR OR b", &Few).is_err());
}

#[test]
fn a_condition_is_added_and_taken_off() {
    let query = read("漏えい OR 紛失");
    let kind = Node::code(Field::Kind, "ransomware");
    let narrowed = query.clone().with(kind.clone()).with(kind.clone());
    assert_eq!(narrowed.to_string(), "漏えい OR 紛失 kind:ransomware");
    assert_eq!(narrowed.without(&kind), query);
    let org = query.with(Node::whole(Field::Org, "青葉 OR 堂"));
    assert_eq!(org.to_string(), "漏えい OR 紛失 org=「青葉 OR 堂」");
    assert_eq!(read(&org.to_string()).conditions()[1], Node::Name(Field::Org, "青葉 OR 堂".to_owned(), How::Whole));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_written_is_read_back(text in r#"([a-cＯＲ漏青 　:：=<>＞≧()（）"“「」|\-－,1万２]|OR|AND|org|kind:|since:2024|count>|-){0,24}"#) {
        if let Ok(query) = Query::parse(&text, &PlainCodes) {
            let written = query.to_string();
            let again = Query::parse(&written, &PlainCodes);
            prop_assert_eq!(again.as_ref(), Ok(&query), "{} -> {}", text, written);
            prop_assert_eq!(again.unwrap().to_string(), written);
        }
    }
}
