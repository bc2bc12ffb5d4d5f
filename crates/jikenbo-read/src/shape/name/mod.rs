//! Names of organisations in a text: by their legal form or by the word they end with.

mod edge;
mod kana;
pub(crate) mod noun;

use crate::clause::Text;
pub(crate) use crate::letter::is_hiragana;
use crate::rule::{Class, Rules};
use crate::token::{Lexed, Token};
use edge::{left, right};

/// Legal forms, which two mentions of one organisation may differ by.
pub(crate) const LEGAL_FORMS: [&str; 21] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "(株)",
    "国立大学法人",
    "学校法人",
    "社会福祉法人",
    "医療法人",
    "公益財団法人",
    "一般財団法人",
    "公益社団法人",
    "一般社団法人",
    "特定非営利活動法人",
    "NPO法人",
    "独立行政法人",
    "(公社)",
    "(公財)",
    "(一社)",
    "(一財)",
    " ",
    "\u{3000}",
];

/// A name, in folded bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Whether it has a legal form (株式会社, 医療法人 …): then it surely is one.
    pub(crate) legal: bool,
}

/// The classes of the words that names are built with: lexicons of these names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forms {
    /// 株式会社, 合同会社, 学校法人 …
    legal: Option<Class>,
    /// Inc, Ltd, LLC …: behind a name of Latin letters.
    latin: Option<Class>,
    /// 大学, 病院, 銀行, 機構 …: a name ends with them.
    suffix: Option<Class>,
    /// 市, 県, 町, 庁 …: one letter, so that what follows must not go on.
    public: Option<Class>,
    /// 神奈川県, 北海道 …: the prefectures are known, whatever follows.
    prefecture: Option<Class>,
    /// 市立, 町立 …: before the name of a school, often without its last word.
    owned: Option<Class>,
}

impl Forms {
    pub(crate) fn new(rules: &Rules) -> Self {
        Self {
            legal: rules.names.get("legal_form"),
            latin: rules.names.get("latin_form"),
            suffix: rules.names.get("organization_suffix"),
            public: rules.names.get("public_body"),
            prefecture: rules.names.get("prefecture"),
            owned: rules.names.get("public_owner"),
        }
    }
}

impl Forms {
    /// The tokens by which names are known.
    pub(crate) fn marks(self, text: &Text<'_>) -> Vec<usize> {
        text.of_classes(&[self.legal, self.latin, self.suffix, self.public, self.prefecture, self.owned])
    }

    /// The class of the names of prefectures.
    pub(crate) const fn prefecture(self) -> Option<Class> {
        self.prefecture
    }
}

/// The names within `start..end`, in order, the longer one where two overlap.
pub(crate) fn names(lexed: &Lexed, forms: Forms, start: u32, end: u32) -> Vec<Name> {
    names_at(lexed, forms, (start, end), lexed.within(start, end))
}

/// The names of a whole text.
pub(crate) fn all_names(text: &Text<'_>, forms: Forms) -> Vec<Name> {
    names_at(&text.lexed, forms, (0, text.lexed.text().len() as u32), forms.marks(text))
}

/// The names within a stretch that these tokens are a part of.
pub(crate) fn names_at(lexed: &Lexed, forms: Forms, within: (u32, u32), tokens: impl IntoIterator<Item = usize>) -> Vec<Name> {
    let mut all: Vec<Name> = Vec::new();
    for t in tokens {
        let Some(name) = name(lexed, forms, within, lexed.tokens[t]) else { continue };
        match all.last_mut().filter(|last| name.start < last.end) {
            Some(last) => {
                *last = Name { start: last.start.min(name.start), end: last.end.max(name.end), legal: last.legal || name.legal }
            }
            None => all.push(name),
        }
    }
    all
}

/// The name of which a token is the telling part: its legal form, its Latin name, its ending.
fn name(lexed: &Lexed, forms: Forms, (start, end): (u32, u32), token: Token) -> Option<Name> {
    let class = Some(token.class);
    if token.end > end {
        None
    } else if class == forms.legal {
        legal(lexed, start, end, token.start, token.end)
    } else if class == forms.latin {
        latin(lexed, start, end, token)
    } else if class == forms.owned {
        school(lexed, start, end, token)
    } else if class == forms.suffix && !goes_on(lexed.slice(token.start, token.end), lexed.slice(token.end, end))
        || class == forms.public && stands_alone(lexed.slice(token.end, end))
    {
        let name = suffixed(lexed, start, token.start, token.end)?;
        // 青葉・みどり市: the prefecture, and the city in it.
        let dot = if class == forms.public {
            lexed.slice(name.start, name.end).rfind('・').map_or(0, |at| at + '・'.len_utf8())
        } else {
            0
        };
        Some(Name { start: name.start + dot as u32, ..name })
    } else if class == forms.prefecture
        && !lexed.slice(start, token.start).ends_with(is_name)
        && entire(lexed.slice(token.end, end))
    {
        Some(Name { start: token.start, end: token.end, legal: false })
    } else {
        None
    }
}

/// 病院内, 大学生, 銀行員: words that only begin with what names end with. A university's teachers are its own (青葉大学教員), a
/// school's are its board's.
fn goes_on(word: &str, after: &str) -> bool {
    let others = ["内", "生", "員", "外", "側", "長", "発行", "口座"].iter().any(|w| after.starts_with(w));
    // 青葉県教育委員会高校教育課
    let department = ["高校", "学校"].iter().any(|w| word.ends_with(w)) && after.starts_with("教育");
    others || department || !word.ends_with("大学") && ["教諭", "教員"].iter().any(|w| after.starts_with(w))
}

/// What a city's or prefecture's own things and people begin with: 青葉市職員, 青葉県HP
const OWN: &[&str] = &[
    "職員",
    "教委",
    "HP",
    "ホームページ",
    "公式",
    "ウェブサイト",
    "役所",
    "議会",
    "が",
    "は",
    "の",
    "で",
    "に",
    "と",
    "を",
    "、",
    "から",
    "より",
    "へ",
    "も",
    "や",
    "及び",
    "並びに",
    "発表",
];

/// Whether nothing that goes on with a word follows: 青葉市は, 青葉市 …, but not 青葉市民.
fn stands_alone(after: &str) -> bool {
    after.chars().next().is_none_or(|c| !is_name(c) && !is_hiragana(c) || OWN.iter().any(|p| after.starts_with(p)))
}

/// Whether a prefecture's name is all of a name: not that of a city, school or hospital in it (青葉県みどり市, 青葉県立大学).
fn entire(after: &str) -> bool {
    let run: String = after.chars().take_while(|c| is_name(*c) || is_hiragana(*c)).take(10).collect();
    !after.starts_with(['立', '内', '警', '下', '産', '外', '営', '民']) && !run.contains(['市', '町', '村', '区', '郡'])
}

/// 株式会社青葉堂, 青葉堂株式会社, 医療法人青葉会 青葉病院, 一般社団法人「青葉会」
fn legal(lexed: &Lexed, start: u32, end: u32, from: u32, to: u32) -> Option<Name> {
    let before = left_of_place(lexed.slice(start, from));
    let rest = lexed.slice(to, end);
    // 青葉県社会福祉法人経営者協議会: a form that stands before names may stand within one.
    let inner =
        lexed.slice(from, to).ends_with("法人") && !["監査法人", "税理士法人", "弁護士法人"].contains(&lexed.slice(from, to));
    let within = if before > 0 && inner { right(rest) } else { 0 };
    if before > 0 {
        // 青葉堂株式会社代表取締役: what follows a name with its form behind is not part of it.
        return Some(Name { start: from - before as u32, end: to + within as u32, legal: true });
    }
    if let Some(inner) = rest.strip_prefix('「').and_then(|r| r.split_once('」')).map(|(inner, _)| inner) {
        let whole = (2..=25).contains(&inner.chars().count()) && inner.chars().all(|c| is_name(c) || is_hiragana(c) || c == ' ');
        let at = to + '「'.len_utf8() as u32;
        return whole.then_some(Name { start: at, end: at + inner.len() as u32, legal: true });
    }
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    let after = right(&rest[blank..]);
    if let Some(start) = set_apart(lexed.slice(start, from), &rest[blank..], blank > 0, after) {
        return Some(Name { start: from - start as u32, end: to, legal: true });
    }
    (after > 0 && blank <= 2).then_some(Name { start: from, end: to + (blank + after) as u32, legal: true })
}

/// 青葉電子(上海)有限公司: like [`left`], also over the place in brackets that a firm abroad has in its name.
fn left_of_place(before: &str) -> usize {
    const LONGEST: usize = 8;
    let bracket = before.strip_suffix(')').and_then(|head| head.rsplit_once('('));
    let place = bracket.filter(|(_, place)| (1..=LONGEST).contains(&place.chars().count()) && place.chars().all(is_name));
    let Some((head, place)) = place else { return left(before) };
    let name = left(head);
    if name > 0 { name + place.len() + "()".len() } else { 0 }
}

/// How many bytes before the form are a name that a blank sets apart from it, where none follows: 青葉商事 株式会社は, 青葉商事 株式会社 2024年6月3日.
fn set_apart(before: &str, rest: &str, apart: bool, after: usize) -> Option<usize> {
    let dated = apart && rest.starts_with(|c: char| c.is_ascii_digit());
    let bare = before.strip_suffix([' ', '\u{3000}']).filter(|_| after == 0 || dated)?;
    let name = left(bare);
    let words = &bare[bare.len() - name..];
    let proper = words.chars().count() >= 2 && words.ends_with(is_name) && !words.ends_with(|c: char| c.is_ascii_digit());
    proper.then_some(name + before.len() - bare.len())
}

/// 青葉市立みどり小, 青葉町立緑中: a school without its last word.
fn school(lexed: &Lexed, start: u32, end: u32, token: Token) -> Option<Name> {
    const LONGEST: usize = 8;
    let rest = lexed.slice(token.end, end);
    let (at, last) = rest.char_indices().take(LONGEST).skip(1).find(|(_, c)| matches!(c, '小' | '中' | '高'))?;
    let to = at + last.len_utf8();
    let plain = rest[..at].chars().all(|c| is_name(c) || is_hiragana(c));
    let closed = rest[to..].chars().next().is_none_or(|c| !is_name(c))
        || ["教諭", "校長", "教員"].iter().any(|w| rest[to..].starts_with(w));
    let before = left(lexed.slice(start, token.start));
    // 市立みどり中: a report that tells of the city's board leaves the city out.
    (plain && closed).then(|| Name { start: token.start - before as u32, end: token.end + to as u32, legal: false })
}

/// Aoba Works LLC, AobaHarbor Pte. Ltd.
fn latin(lexed: &Lexed, start: u32, end: u32, token: Token) -> Option<Name> {
    let before = lexed.slice(start, token.start);
    let run = before.trim_end_matches(|c: char| is_latin(c) || matches!(c, ' ' | '.' | ',' | '&' | '-' | '(' | ')'));
    let name = &before[run.len()..];
    // (Aoba Works LLC が…): the bracket is none of it.
    let open = name.rfind('(').filter(|at| !name[*at..].contains(')')).map_or(0, |at| at + 1);
    let name = name[open..].trim_start_matches([' ', '.', ',', '-', ')']);
    let dot = u32::from(lexed.slice(token.end, end).starts_with('.'));
    let wordy = name.chars().next().is_some_and(char::is_alphabetic) && name.len() <= 60;
    wordy.then(|| Name { start: token.start - name.len() as u32, end: token.end + dot, legal: true })
}

/// 青葉大学, 公益財団法人みどり産業振興機構
fn suffixed(lexed: &Lexed, start: u32, from: u32, to: u32) -> Option<Name> {
    let before = left(lexed.slice(start, from));
    let name = lexed.slice(from - before as u32, from);
    // 青葉県のみどり市: where it is.
    let placed = ["県の", "府の", "都の", "北海道の"].iter().filter_map(|w| name.find(w).map(|at| at + w.len())).max();
    let before = before - placed.filter(|at| *at < name.len()).unwrap_or(0);
    let name = lexed.slice(from - before as u32, from);
    // 当協会, 本学, 同病院, 各学校, 転院先病院: words for organisations, not names.
    let word = COMMON.contains(&name) && !(name.ends_with("都立") && lexed.slice(from, to) == "大学")
        || name.ends_with(['先', '元', '該', '各', '他', '全', '同', '両'])
        || name.ends_with('の') && kana_tail(name) < 3 && !["学校", "高校"].iter().any(|w| lexed.slice(from, to).ends_with(w));
    let digits = name.chars().all(|c| c.is_ascii_digit());
    // 地区, 都市: the last letter is no body's here.
    let whole = lexed.slice(from - before as u32, to);
    let place = ["地区", "学区", "都市", "校区", "方部", "省庁", "官庁"].iter().any(|w| whole.ends_with(w));
    (before > 0 && !word && !place && !digits).then(|| Name { start: from - before as u32, end: to, legal: false })
}

/// How many letters of hiragana the words end with: あけぼの
fn kana_tail(words: &str) -> usize {
    words.chars().rev().take_while(|c| is_hiragana(*c)).count()
}

/// What makes a common noun of 病院, 大学 or 市.
const COMMON: &[&str] = &[
    "当",
    "本",
    "弊",
    "同",
    "各",
    "両",
    "御",
    "貴",
    "全",
    "他",
    "県内",
    "市内",
    "町内",
    "都内",
    "府内",
    "道内",
    "区内",
    "県立",
    "市立",
    "町立",
    "公立",
    "私立",
    "府立",
    "都立",
    "道立",
    "区立",
    "村立",
    "組合立",
    "東京都立",
    "国立",
    "所轄",
    "管轄",
    "都道",
    "関係省",
    "省",
    "関係",
    "近隣",
    "提携",
    "連携",
    "出身",
    "複数の",
    "一部",
    "指定",
    "総合",
    "大学",
    "労働",
    "地元",
    "自治体",
    "行政",
    "市町",
    "区市町",
    "中",
    "小",
    "高",
    "小中",
    "市教",
    "調査",
    "医療",
    "ネット",
    "地方",
    "国際",
    "所属",
    "関連",
];

/// Letters of which names are made, but for hiragana, which also stand between words.
pub(crate) const fn is_name(c: char) -> bool {
    matches!(c, '一'..='龠' | '々' | '〆' | 'ァ'..='ヺ' | 'ー' | 'A'..='Z' | 'a'..='z' | '0'..='9' | '&' | '・' | '.' | '-' | '\'')
        || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{3400}'..='\u{4DBF}')
}

/// Latin letters and digits.
const fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}
