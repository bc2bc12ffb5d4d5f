//! Addresses that are refused, and addresses that are not.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use jikenbo_fetch::{Guard, Refused};
use proptest::prelude::*;

fn guard() -> Guard {
    Guard::new(Vec::new(), vec![80, 443, 8080, 8443], 8192)
}

/// Kinds of refusal, as words.
fn why(refused: &Refused) -> &'static str {
    match refused {
        Refused::TooLong { .. } => "long",
        Refused::Unreadable(_) => "unreadable",
        Refused::Character(_) => "character",
        Refused::Scheme(_) => "scheme",
        Refused::UserInfo => "user",
        Refused::OddNotation { .. } => "odd",
        Refused::TrailingDot(_) => "dot",
        Refused::LocalName(_) => "local",
        Refused::Port { .. } => "port",
        Refused::Range { .. } => "range",
        _ => "other",
    }
}

const TABLE: &[(&str, &str)] = &[
    // What is fetched.
    ("http://aoba.example/", "ok"),
    ("HTTPS://AOBA.example/news/", "ok"),
    ("  https://aoba.example/news/  ", "ok"),
    ("https://aoba.example:8443/a?b=c#d", "ok"),
    ("http://aoba.example:80/", "ok"),
    ("http://aoba.example:/", "ok"),
    ("https://青葉.example/お知らせ/", "ok"),
    ("https://aoba.example/a b", "ok"),
    ("https://aoba.example/@user", "ok"),
    ("https://aoba.example/?to=user@example.jp", "ok"),
    ("https://a_b.example/", "ok"),
    ("http://8.8.8.8/", "ok"),
    ("http://[2001:4860:4860::8888]/", "ok"),
    ("http://[::ffff:8.8.8.8]/", "ok"),
    ("http://[64:ff9b::8.8.8.8]/", "ok"),
    ("http://172.15.255.255/", "ok"),
    ("http://172.32.0.0/", "ok"),
    ("http://100.63.255.255/", "ok"),
    ("http://100.128.0.0/", "ok"),
    ("http://192.0.1.1/", "ok"),
    ("http://198.17.255.255/", "ok"),
    ("http://223.255.255.255/", "ok"),
    ("http://mylocalhost.example/", "ok"),
    ("http://localhost.example/", "ok"),
    ("http://internal.example/", "ok"),
    // Schemes, users, forms.
    ("ftp://aoba.example/", "scheme"),
    ("file:///etc/passwd", "unreadable"),
    ("file://aoba.example/etc/passwd", "scheme"),
    ("gopher://aoba.example/", "scheme"),
    ("javascript:alert(1)", "unreadable"),
    ("data:text/html,x", "unreadable"),
    ("ws://aoba.example/", "scheme"),
    ("aoba.example/news", "unreadable"),
    ("//aoba.example/news", "unreadable"),
    ("/news", "unreadable"),
    ("", "unreadable"),
    ("http:", "unreadable"),
    ("http://", "unreadable"),
    ("http:/aoba.example/", "unreadable"),
    ("http:aoba.example/", "unreadable"),
    ("http:///aoba.example/", "unreadable"),
    ("http://?x", "unreadable"),
    ("http://user@aoba.example/", "user"),
    ("http://user:word@aoba.example/", "user"),
    ("http://:@aoba.example/", "user"),
    ("http://@aoba.example/", "user"),
    ("http://8.8.8.8@aoba.example/", "user"),
    ("http://aoba.example@127.0.0.1/", "user"),
    ("http://aoba.example\\@127.0.0.1/", "character"),
    ("http:\\\\aoba.example\\", "character"),
    ("http://aoba.example/\\..\\", "character"),
    ("http://aoba.example/\r\nHost: x", "character"),
    ("http://aoba\t.example/", "character"),
    ("http://aoba.example/\0", "character"),
    ("http://aoba.example/\u{85}", "character"),
    ("http://aoba .example/", "unreadable"),
    ("http://aoba%00.example/", "unreadable"),
    ("http://aoba<.example/", "unreadable"),
    ("http://[::1/", "unreadable"),
    ("http://[fe80::1%25eth0]/", "unreadable"),
    ("http://1.2.3.256/", "unreadable"),
    ("http://1.2.3.4.5/", "unreadable"),
    // Ports.
    ("http://aoba.example:22/", "port"),
    ("http://aoba.example:0/", "port"),
    ("https://aoba.example:6379/", "port"),
    ("http://aoba.example:65536/", "unreadable"),
    ("http://aoba.example:-1/", "unreadable"),
    // Names.
    ("http://localhost/", "local"),
    ("http://LOCALHOST/", "local"),
    ("http://loc%61lhost/", "local"),
    ("http://ｌｏｃａｌｈｏｓｔ/", "local"),
    ("http://a.localhost/", "local"),
    ("http://localhost:8080/", "local"),
    ("http://printer.local/", "local"),
    ("http://metadata.google.internal/", "local"),
    ("http://router.home.arpa/", "local"),
    ("http://localhost.localdomain/", "local"),
    ("http://intranet/", "local"),
    ("http://localhost./", "dot"),
    ("http://aoba.example./", "dot"),
    ("http://a.internal./", "dot"),
    // IPv4 in odd notations.
    ("http://0177.0.0.1/", "odd"),
    ("http://0x7f.0.0.1/", "odd"),
    ("http://0x7f000001/", "odd"),
    ("http://2130706433/", "odd"),
    ("http://017700000001/", "odd"),
    ("http://127.1/", "odd"),
    ("http://127.0.1/", "odd"),
    ("http://127.0.0.1./", "odd"),
    ("http://010.8.8.8/", "odd"),
    ("http://134744072/", "odd"),
    ("http://0/", "odd"),
    ("http://127.0.0.%31/", "odd"),
    ("http://１２７.0.0.1/", "odd"),
    ("http://①②⑦.0.0.1/", "odd"),
    ("http://127。0。0。1/", "odd"),
    // IPv4 ranges.
    ("http://0.0.0.0/", "range"),
    ("http://0.1.2.3/", "range"),
    ("http://10.0.0.1/", "range"),
    ("http://10.255.255.255/", "range"),
    ("http://100.64.0.1/", "range"),
    ("http://100.127.255.255/", "range"),
    ("http://127.0.0.1/", "range"),
    ("http://127.255.255.254:8080/", "range"),
    ("http://169.254.169.254/latest/meta-data/", "range"),
    ("http://172.16.0.1/", "range"),
    ("http://172.31.255.255/", "range"),
    ("http://192.0.0.170/", "range"),
    ("http://192.0.2.1/", "range"),
    ("http://192.88.99.1/", "range"),
    ("http://192.168.1.1/", "range"),
    ("http://198.18.0.1/", "range"),
    ("http://198.19.255.255/", "range"),
    ("http://198.51.100.7/", "range"),
    ("http://203.0.113.9/", "range"),
    ("http://224.0.0.1/", "range"),
    ("http://239.255.255.250/", "range"),
    ("http://240.0.0.1/", "range"),
    ("http://255.255.255.255/", "range"),
    // IPv6 ranges, and IPv4 within IPv6.
    ("http://[::]/", "range"),
    ("http://[::1]/", "range"),
    ("http://[0:0:0:0:0:0:0:1]/", "range"),
    ("http://[fc00::1]/", "range"),
    ("http://[fd12:3456::1]/", "range"),
    ("http://[fe80::1]/", "range"),
    ("http://[fec0::1]/", "range"),
    ("http://[ff02::1]/", "range"),
    ("http://[2001:db8::1]/", "range"),
    ("http://[3fff::1]/", "range"),
    ("http://[100::1]/", "range"),
    ("http://[4000::1]/", "range"),
    ("http://[2001:10::1]/", "range"),
    ("http://[::ffff:127.0.0.1]/", "range"),
    ("http://[::ffff:7f00:1]/", "range"),
    ("http://[::ffff:a9fe:a9fe]/", "range"),
    ("http://[::ffff:10.0.0.1]/", "range"),
    ("http://[::127.0.0.1]/", "range"),
    ("http://[::8.8.8.8]/", "range"),
    ("http://[64:ff9b::127.0.0.1]/", "range"),
    ("http://[64:ff9b::c0a8:101]/", "range"),
    ("http://[64:ff9b:1::8.8.8.8]/", "range"),
    ("http://[2002:7f00:1::]/", "range"),
    ("http://[2002:808:808::]/", "range"),
    ("http://[2001:0:7f00:1::]/", "range"),
    ("http://[2001:0:808:808::1]/", "range"),
];

#[test]
fn every_address_of_the_table_is_refused_for_its_reason_or_taken() {
    let found = |address: &str| guard().address(address).map_or_else(|refused| why(&refused), |_| "ok");
    let wrong: Vec<_> = TABLE.iter().map(|&(a, expected)| (a, expected, found(a))).filter(|(_, e, f)| e != f).collect();
    assert!(wrong.is_empty(), "address, expected, found: {wrong:#?}");
}

#[test]
fn what_is_taken_is_normal_and_has_no_fragment() {
    let address = |text| guard().address(text).expect("an address").to_string();
    assert_eq!(address("HTTPS://AOBA.example:443/a/../お#top"), "https://aoba.example/%E3%81%8A");
    assert_eq!(address("https://青葉.example"), "https://xn--6s1au30b.example/");
}

#[test]
fn long_addresses_are_refused_before_and_after_they_are_escaped() {
    let long = format!("https://aoba.example/{}", "あ".repeat(2_000));
    assert_eq!(guard().address(&long).map_err(|refused| why(&refused)), Err("long"));
    assert_eq!(guard().address(&"a".repeat(8193)), Err(Refused::TooLong { found: 8193, limit: 8192 }));
}

#[test]
fn opened_ranges_are_open_with_local_names_that_lead_there_and_nothing_else() {
    let guard = Guard::new(vec!["10.1.0.0/16".parse().expect("a range")], vec![80], 8192);
    let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
    assert!(guard.address("http://10.1.2.3/").is_ok() && guard.address("http://wiki.internal/").is_ok());
    assert!(guard.address("http://10.2.0.1/").is_err() && guard.address("http://127.0.0.1/").is_err());
    assert_eq!(guard.answers("wiki.internal", &[ip("::ffff:10.1.2.3"), ip("10.1.2.3")]), Ok(vec![ip("10.1.2.3")]));
    assert_eq!(guard.answers("wiki.internal", &[ip("8.8.8.8")]), Err(Refused::LocalName("wiki.internal".to_owned())));
    let mixed = guard.answers("aoba.example", &[ip("8.8.8.8"), ip("10.2.0.1")]);
    assert_eq!(mixed.map_err(|refused| why(&refused)), Err("range"), "one bad answer spoils all");
}

#[test]
fn a_refusal_says_what_was_expected_and_found() {
    let message = |address: &str| guard().address(address).expect_err("a refusal").to_string();
    assert_eq!(message("http://127.1/"), "expected an IP address in its usual notation, found 127.1, which means 127.0.0.1");
    assert_eq!(
        message("http://[64:ff9b::a00:1]/"),
        "expected an IP address of the public network, found 10.0.0.1 (private, RFC 1918)"
    );
    assert_eq!(message("http://aoba.example:22/"), "expected a port of [80, 443, 8080, 8443], found 22");
}

/// What the standard library knows of IPv4 addresses, and the registry says beside.
fn is_special(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_broadcast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (b == 18 || b == 19))
        || [a, b, c] == [192, 0, 0]
        || [a, b, c] == [192, 88, 99]
}

/// IPv4 addresses, half of them near the ranges that matter.
fn ipv4() -> impl Strategy<Value = Ipv4Addr> {
    let first = prop::sample::select(vec![0u8, 10, 100, 127, 169, 172, 192, 198, 203, 224, 240, 255]);
    let second = prop::sample::select(vec![0u8, 16, 18, 31, 51, 63, 64, 88, 127, 128, 168, 254, 255]);
    let third = prop::sample::select(vec![0u8, 2, 99, 100, 113]);
    prop_oneof![any::<Ipv4Addr>(), (first, second, third, any::<u8>()).prop_map(|(a, b, c, d)| Ipv4Addr::new(a, b, c, d))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_ipv4_address_is_refused_if_special_however_it_is_wrapped(ip in ipv4()) {
        let [a, b, c, d] = ip.octets();
        let low = [u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])];
        let v6 = |groups: [u16; 6]| {
            let [g0, g1, g2, g3, g4, g5] = groups;
            IpAddr::from(Ipv6Addr::new(g0, g1, g2, g3, g4, g5, low[0], low[1]))
        };
        let special = is_special(ip);
        prop_assert_eq!(guard().ip(ip.into()).is_err(), special);
        prop_assert_eq!(guard().ip(v6([0, 0, 0, 0, 0, 0xffff])).is_err(), special);
        prop_assert_eq!(guard().ip(v6([0x64, 0xff9b, 0, 0, 0, 0])).is_err(), special);
        // Forms that no page is reached by.
        prop_assert!(guard().ip(v6([0; 6])).is_err());
        prop_assert!(guard().ip(Ipv6Addr::new(0x2002, low[0], low[1], 0, 0, 0, 0, 1).into()).is_err());
        prop_assert!(guard().ip(Ipv6Addr::new(0x2001, 0, low[0], low[1], 0, 0, !low[0], !low[1]).into()).is_err());
    }

    #[test]
    fn a_public_ipv4_address_is_refused_in_every_notation_but_the_usual(ip in ipv4()) {
        let n = u32::from(ip);
        let [a, b, c, d] = ip.octets();
        let odd = [
            format!("0x{n:x}"), format!("0{n:o}"), format!("0x{a:x}.{b}.{c}.{d}"), format!("{a}.{b}.{c}.0{d:o}"),
            format!("{a}.{}", n & 0xff_ffff), format!("{a}.{b}.{}", n & 0xffff), format!("{a}.{b}.{c}.{d}."), n.to_string(),
            format!("{a}。{b}.{c}.{d}"),
        ];
        for host in odd {
            let refused = guard().address(&format!("http://{host}/")).expect_err("an odd notation");
            prop_assert!(matches!(refused, Refused::OddNotation { .. }), "{host}: {refused}");
        }
        prop_assert_eq!(guard().address(&format!("http://{ip}/")).is_err(), is_special(ip));
    }

    #[test]
    fn whatever_is_taken_is_http_to_a_public_host_on_a_known_port(
        text in prop_oneof![
            any::<String>(),
            "(https?|ftp|HTTP)?:?/{0,3}[a-z0-9.@:%\\[\\]\\\\-]{0,24}(:[0-9]{0,5})?[/?#]?[ -~ぁ-ん]{0,12}",
        ],
        location in any::<String>(),
    ) {
        let base = guard().address("https://aoba.example/a/b").expect("an address");
        for url in [guard().address(&text), guard().redirect(&base, &text), guard().redirect(&base, &location)].into_iter().flatten() {
            prop_assert!(matches!(url.scheme(), "http" | "https"));
            prop_assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
            prop_assert!([80, 443, 8080, 8443].contains(&url.port_or_known_default().expect("a port")));
            match url.host().expect("a host") {
                url::Host::Ipv4(ip) => prop_assert!(!is_special(ip)),
                url::Host::Ipv6(ip) => prop_assert!(guard().ip(ip.into()).is_ok()),
                url::Host::Domain(name) => prop_assert!(name.contains('.') && !name.ends_with('.') && !name.ends_with("localhost")),
            }
            // What was taken is taken again, and stays as it is.
            prop_assert_eq!(guard().address(url.as_str()), Ok(url));
        }
    }
}
