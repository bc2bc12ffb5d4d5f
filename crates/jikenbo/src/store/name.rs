//! Names of organisations and services: which spellings are one name, and where a name stands in an index by reading.

use jikenbo_model::{Code, Record};
use unicode_normalization::UnicodeNormalization;

/// The role of the organisation whose incident it is; third parties have a code of `third_parties`.
pub const VICTIM: &str = "victim";
/// The role of an affected service.
pub const SERVICE: &str = "service";

/// Legal forms, folded and without blanks, which stand before or after a Japanese name. Those that end in another come first.
const FORMS: &[&str] = &[
    "特定非営利活動法人",
    "地方独立行政法人",
    "国立研究開発法人",
    "国立大学法人",
    "公立大学法人",
    "独立行政法人",
    "公益社団法人",
    "公益財団法人",
    "一般社団法人",
    "一般財団法人",
    "社会福祉法人",
    "社会医療法人",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
    "学校法人",
    "宗教法人",
    "npo法人",
    "社団法人",
    "財団法人",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "相互会社",
    "(特非)",
    "(一社)",
    "(一財)",
    "(公社)",
    "(公財)",
    "(株)",
    "(有)",
    "(同)",
    "(資)",
    "(名)",
    "(相)",
    "(学)",
    "(医)",
    "(福)",
    "(独)",
    "(社)",
    "(財)",
];

/// The same after a name in Latin letters, where a blank or a comma must stand before.
const LATIN_FORMS: &[&str] = &[
    "co.,ltd.",
    "co., ltd.",
    "co.,ltd",
    "co., ltd",
    "co ltd",
    "corporation",
    "company",
    "limited",
    "corp.",
    "corp",
    "inc.",
    "inc",
    "ltd.",
    "ltd",
    "llc",
    "k.k.",
    "kk",
];

/// A name in a record, and the part it plays there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// [`VICTIM`], [`SERVICE`], or a code of `third_parties`.
    pub role: Code,
    /// The name as the notice writes it.
    pub name: String,
}

impl Named {
    /// Every name of a record, each once in each role.
    #[must_use]
    pub fn of(record: &Record) -> Vec<Self> {
        let victim = record.organization.iter().filter_map(|f| f.value.name.as_deref()).map(|name| (VICTIM, name));
        let parties = record.third_parties.iter().map(|f| (&*f.value.role, f.value.name.as_str()));
        let services = record.services.iter().map(|f| (SERVICE, f.value.name.as_str()));
        let mut out: Vec<Self> = Vec::new();
        for (role, name) in victim.chain(parties).chain(services) {
            let named = Self { role: role.into(), name: name.trim().to_owned() };
            if !name_key(&named.name).is_empty() && !out.contains(&named) {
                out.push(named);
            }
        }
        out
    }
}

/// What makes spellings one name: width, case and blanks do not count, nor does a legal form before or after it.
#[must_use]
pub fn name_key(name: &str) -> String {
    let whole = folded(name);
    let latin = without_latin_form(whole.trim());
    let whole: String = latin.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = whole.as_str();
    while let Some(shorter) = without_form(rest) {
        rest = shorter;
    }
    rest.to_owned()
}

/// A name with width and case folded. Blanks are dropped beside Japanese, and are one space between other words. The search folds
/// more (`jikenbo_search::fold`), and other things whenever its tables grow; keys of names are stored, and must stay the same.
fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut blank = false;
    for c in name.nfkc().flat_map(char::to_lowercase) {
        if c.is_whitespace() || c.is_control() {
            blank = true;
            continue;
        }
        if blank && c.is_ascii() && out.chars().next_back().is_some_and(|before| before.is_ascii()) {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    out
}

/// A name that is nothing but a legal form stays as it is.
fn without_form(name: &str) -> Option<&str> {
    let shorter = FORMS.iter().find_map(|form| name.strip_prefix(form).or_else(|| name.strip_suffix(form)))?;
    (!shorter.is_empty()).then_some(shorter)
}

fn without_latin_form(name: &str) -> &str {
    let shorter = LATIN_FORMS.iter().find_map(|form| {
        let rest = name.strip_suffix(form)?;
        rest.ends_with([' ', ',']).then(|| rest.trim_end_matches([' ', ',']))
    });
    shorter.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// Whether a name is, or holds, a name that somebody watches. Within Latin letters it has to stand as a word of its own: "aoi" is
/// not in "aoitori"; a single letter has to be the whole name.
#[must_use]
pub fn is_about(name: &str, watched: &str) -> bool {
    let (key, wanted) = (name_key(name), name_key(watched));
    if wanted.is_empty() || key == wanted {
        return key == wanted && !wanted.is_empty();
    }
    if wanted.chars().count() < 2 || !key.contains(&wanted) {
        return false;
    }
    if !wanted.is_ascii() {
        return true;
    }
    let (name, wanted) = (folded(name), without_latin_form(&folded(watched)).to_owned());
    name.match_indices(&wanted).any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !letter(name[..at].chars().next_back()) && !letter(name[at + wanted.len()..].chars().next())
    })
}

/// The heads of an index by reading, in order: the rows of the kana, Latin letters, and what has no reading that is known.
pub const INITIALS: &[&str] = &["あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ", "A", "他"];

/// The first kana of each row but the first, small letters and voiced ones folded to theirs.
const KANA_ROWS: [char; 9] = ['か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ'];

/// Where each row of readings begins among the kanji of JIS X 0208's first level, which stand in the order of their most common reading
/// (the first of each row: 亜 下 些 他 奈 巴 摩 也 羅 倭; the last of all: 腕), as Shift_JIS.
const KANJI_ROWS: [u16; 10] = [0x889f, 0x89ba, 0x8db1, 0x91bc, 0x93de, 0x9462, 0x9680, 0x96e7, 0x9785, 0x9860];
const LAST_KANJI: u16 = 0x9872;

/// Under which of [`INITIALS`] a name stands: by its kana, or by the reading that the standard orders its first kanji by, which a
/// name may well not have.
#[must_use]
pub fn initial(name: &str) -> usize {
    let key = name_key(name);
    let Some(first) = key.chars().next().map(plain_kana) else { return INITIALS.len() - 1 };
    let code = sjis(first);
    match first {
        'ぁ'..='ん' => KANA_ROWS.iter().take_while(|row| **row <= first).count(),
        c if c.is_ascii_alphanumeric() => INITIALS.len() - 2,
        _ if (KANJI_ROWS[0]..=LAST_KANJI).contains(&code) => KANJI_ROWS.iter().take_while(|row| **row <= code).count() - 1,
        _ => INITIALS.len() - 1,
    }
}

/// By what a name is sorted in an index by reading: its initial as a letter, then its letters in the order of the standard, as
/// hexadecimal digits, which every database sorts alike.
pub(super) fn reading(name: &str) -> String {
    let rank = char::from(b'a'.saturating_add(u8::try_from(initial(name)).unwrap_or(u8::MAX)));
    let letters = name_key(name).chars().take(10).map(|c| format!("{:04x}", sjis(plain_kana(c)))).collect::<String>();
    format!("{rank}{letters}")
}

/// Hiragana without the marks of voiced sounds; any other letter as it is.
fn plain_kana(c: char) -> char {
    let base = std::iter::once(c).nfd().next().unwrap_or(c);
    match base {
        'ァ'..='ヶ' => char::from_u32(base as u32 - 0x60).unwrap_or(base),
        c => c,
    }
}

/// The letter's number in Shift_JIS; what has none comes last.
fn sjis(c: char) -> u16 {
    let text = c.to_string();
    match encoding_rs::SHIFT_JIS.encode(&text) {
        (bytes, _, false) => bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte)),
        _ => u16::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_line_breaks_do_not_count() {
        for (text, expected) in [
            ("個人\n情報", "個人情報"),
            ("Ｈｏｎｙａ　Club\nＡ", "honya club a"),
            ("ｶｰﾄﾞ 番号", "カード番号"),
            ("件数：１，２３４件", "件数:1,234件"),
            (" a ", "a"),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn spellings_of_one_organisation_are_one_name() {
        for spelling in ["青葉商会", "株式会社青葉商会", "青葉商会 株式会社", "(株)青葉 商会", "㈱青葉商会", "青葉商会（株）"]
        {
            assert_eq!(name_key(spelling), "青葉商会", "{spelling}");
        }
        for spelling in ["Ａｏｂａ Trading", "AOBA TRADING Co., Ltd.", "aoba trading, inc.", "Aoba Trading Inc"] {
            assert_eq!(name_key(spelling), "aobatrading", "{spelling}");
        }
        assert_eq!(name_key("公益社団法人みなと会"), "みなと会");
    }

    #[test]
    fn what_only_looks_like_a_legal_form_stays() {
        for (name, key) in [("株式会社", "株式会社"), ("Zinc", "zinc"), ("株式会社Inc", "inc"), (" ", "")] {
            assert_eq!(name_key(name), key, "{name}");
        }
    }

    #[test]
    fn a_watched_name_is_found_within_longer_ones_but_not_within_latin_words() {
        for (name, watched, is) in [
            ("株式会社青葉商会 東京支店", "青葉商会", true),
            ("青葉", "青葉商会", false),
            ("若葉", "葉", false),
            ("葉", "株式会社葉", true),
            ("Aoi Cloud Japan", "aoi cloud", true),
            ("Aoitori", "Aoi", false),
            ("株式会社AOI", "Aoi Inc.", true),
            ("青葉", "", false),
        ] {
            assert_eq!(is_about(name, watched), is, "{name} {watched}");
        }
    }

    #[test]
    fn names_stand_under_their_reading() {
        for (name, under) in [
            ("青葉商会", "さ"),
            ("株式会社ガーネット", "か"),
            ("ぱんだ堂", "は"),
            ("ヴィオラ", "あ"),
            ("みなと", "ま"),
            ("和光", "わ"),
            ("亜細亜", "あ"),
            ("東海", "た"),
            ("Zebra", "A"),
            ("龘商店", "他"),
        ] {
            assert_eq!(INITIALS[initial(name)], under, "{name}");
        }
        assert!(
            reading("亜細亜") < reading("ガーネット")
                && reading("ガーネット") < reading("下町")
                && reading("和光") < reading("Zebra")
        );
    }
}
