use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};

use super::decode;
use crate::Error;

const TEXT: &str = "委託先のサーバーで不正なログインが見つかり、現在調査しています。";

fn read(bytes: &[u8], charset: Option<&str>) -> String {
    decode(bytes, charset).unwrap()
}

#[test]
fn legacy_encodings_are_found_with_and_without_a_declaration() {
    for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        let (bytes, ..) = encoding.encode(TEXT);
        assert_eq!(read(&bytes, None), TEXT, "{}", encoding.name());
        assert_eq!(read(&bytes, Some(encoding.name())), TEXT, "{}", encoding.name());
        for head in
            ["<meta http-equiv=content-type content=\"text/html; charset=", "<meta charset=\"", "<?xml version='1.0' encoding=\""]
        {
            let page = format!("{head}{}\"?><p>{TEXT}", encoding.name());
            let (bytes, ..) = encoding.encode(&page);
            assert_eq!(read(&bytes, None), page, "{}", encoding.name());
        }
    }
}

#[test]
fn a_declaration_that_does_not_fit_is_overruled() {
    for said in [SHIFT_JIS, EUC_JP, ISO_2022_JP, encoding_rs::UTF_8, encoding_rs::WINDOWS_1252, encoding_rs::UTF_16LE] {
        for real in [SHIFT_JIS, EUC_JP, ISO_2022_JP, encoding_rs::UTF_8] {
            let page = format!("<meta charset={}><p>{TEXT}", said.name());
            let (bytes, ..) = real.encode(&page);
            assert_eq!(read(&bytes, None), page, "meta {} of {}", said.name(), real.name());
            let (bytes, ..) = real.encode(TEXT);
            assert_eq!(read(&bytes, Some(said.name())), TEXT, "header {} of {}", said.name(), real.name());
        }
    }
}

#[test]
fn the_header_goes_before_the_page() {
    // 0x5C 0x81 and the like fit both; what the server says decides.
    let page = "<meta charset=windows-1251><p>caf\u{e9}";
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(page);
    assert_eq!(read(&bytes, Some("windows-1252")), page);
    assert!(read(&bytes, None).contains("caf\u{439}"));
}

#[test]
fn utf16_is_read_with_and_without_its_mark() {
    let text = format!("{TEXT}\r\n2024年");
    let expected = text.replace('\r', "");
    for charset in [None, Some("utf-16"), Some("shift_jis")] {
        for mark in ["", "\u{feff}"] {
            let marked = format!("{mark}{text}");
            let units = || marked.encode_utf16();
            assert_eq!(read(&units().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), charset), expected);
            assert_eq!(read(&units().flat_map(u16::to_be_bytes).collect::<Vec<_>>(), charset), expected);
        }
    }
}

#[test]
fn characters_of_windows_are_read() {
    let text = "①㈱～髙﨑様のサーバーで";
    for encoding in [SHIFT_JIS, EUC_JP] {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{}", encoding.name());
        assert_eq!(read(&bytes, None), text, "{}", encoding.name());
    }
    let (bytes, ..) = SHIFT_JIS.encode(text);
    assert_eq!(read(&bytes, Some("CP932")), text);
}

#[test]
fn half_width_kana_are_no_mistake() {
    let text = "ｻｰﾊﾞｰの不正ｱｸｾｽについて、お客様にご迷惑をおかけしております。";
    let (bytes, ..) = SHIFT_JIS.encode(text);
    assert_eq!(read(&bytes, Some("shift_jis")), text);
    assert_eq!(read(&bytes, None), text);
}

#[test]
fn a_few_bad_bytes_are_replaced_and_many_are_refused() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.pop();
    assert!(read(&bytes, None).starts_with("委託先のサーバー"));
    let noise: Vec<u8> = (0..2000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 1).collect();
    assert!(matches!(decode(&noise, None), Err(Error::Binary(_))));
    assert!(matches!(decode(&noise, Some("shift_jis")), Err(Error::Binary(_))));
}

#[test]
fn line_ends_become_one_kind() {
    assert_eq!(read("一\r\n二\r三\n".as_bytes(), None), "一\n二\n三\n");
}
