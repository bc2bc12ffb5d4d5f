//! Names of organisations in a text: by their legal form or by the word they end with.

use crate::rule::{Class, Rules};
use crate::token::Lexed;

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
    /// 大学, 病院, 銀行, 機構 …: a name ends with them.
    suffix: Option<Class>,
}

impl Forms {
    pub(crate) fn new(rules: &Rules) -> Self {
        Self { legal: rules.names.get("legal_form"), suffix: rules.names.get("organization_suffix") }
    }
}

/// The names within `start..end`, in order, the longer one where two overlap.
pub(crate) fn names(lexed: &Lexed, forms: Forms, start: u32, end: u32) -> Vec<Name> {
    let mut all: Vec<Name> = Vec::new();
    for t in lexed.within(start, end) {
        let token = lexed.tokens[t];
        let class = Some(token.class);
        let name = if class == forms.legal {
            legal(lexed, start, end, token.start, token.end)
        } else if class == forms.suffix {
            suffixed(lexed, start, end, token.start, token.end)
        } else {
            None
        };
        let Some(name) = name else { continue };
        match all.last_mut().filter(|last| name.start < last.end) {
            Some(last) => *last = Name { start: last.start.min(name.start), end: last.end.max(name.end), legal: last.legal || name.legal },
            None => all.push(name),
        }
    }
    all
}

/// 株式会社青葉堂, 青葉堂株式会社, 医療法人青葉会 青葉病院
fn legal(lexed: &Lexed, start: u32, end: u32, from: u32, to: u32) -> Option<Name> {
    let before = left(lexed.slice(start, from));
    let after = right(lexed.slice(to, end));
    let name = if after > 0 && before == 0 {
        Name { start: from, end: to + after as u32, legal: true }
    } else if before > 0 {
        // 青葉堂株式会社代表取締役: what follows a name with its form behind is not part of it.
        Name { start: from - before as u32, end: to, legal: true }
    } else {
        return None;
    };
    Some(name)
}

/// 青葉大学, 公益財団法人みどり産業振興機構
fn suffixed(lexed: &Lexed, start: u32, _end: u32, from: u32, to: u32) -> Option<Name> {
    let before = left(lexed.slice(start, from));
    (before > 0).then(|| Name { start: from - before as u32, end: to, legal: false })
}

const fn is_name(c: char) -> bool {
    matches!(c, '一'..='龠' | '々' | '〆' | 'ァ'..='ヺ' | 'ー' | 'A'..='Z' | 'a'..='z' | '0'..='9' | '&' | '・' | '.' | '-' | '\'')
        || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{3400}'..='\u{4DBF}')
}

const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ん')
}

/// Words that end a name when it is read leftwards: 弊社の委託先である青葉堂株式会社, 及び青葉堂株式会社
const NOT_NAMES: &[&str] = &["弊社", "当社", "本学", "本会", "当会", "及び", "並びに", "又は", "委託先", "同社", "元", "業務委託先", "提供元", "運営会社", "開発会社", "親会社", "子会社", "関連会社", "委託業者", "事業者", "依頼先", "認定審査機関"];

/// How many bytes before the form belong to the name.
fn left(before: &str) -> usize {
    let mut len = 0;
    for c in before.chars().rev() {
        if is_name(c) {
            len += c.len_utf8();
        } else if is_hiragana(c) && whole_hiragana(&before[..before.len() - len]) {
            // A name in hiragana (みどり市, さくら銀行) reaches back to a blank, a bracket or the line's start.
            let run: usize = before[..before.len() - len].chars().rev().take_while(|c| is_hiragana(*c)).map(char::len_utf8).sum();
            len += run;
            break;
        } else {
            break;
        }
    }
    let mut name = &before[before.len() - len..];
    for word in NOT_NAMES {
        if let Some(at) = name.rfind(word) {
            name = &name[at + word.len()..];
        }
    }
    name.trim_start_matches(['・', '.', '-']).len()
}

fn whole_hiragana(before: &str) -> bool {
    let rest = before.trim_end_matches(is_hiragana);
    let run = &before[rest.len()..];
    let edge = rest.is_empty() || rest.ends_with([' ', '\u{3000}', '(', '「', '【', '\n', ':', '、', '。', '\t', '『']);
    edge && run.chars().count() >= 2 && run.chars().count() <= 8
}

/// How many bytes after the form belong to the name.
fn right(after: &str) -> usize {
    let hiragana: usize = after.chars().take_while(|c| is_hiragana(*c)).map(char::len_utf8).sum();
    let particle = ["は", "が", "の", "を", "に", "と", "で", "も", "から", "より", "へ", "では", "として", "による", "において"].contains(&&after[..hiragana]);
    let from = if particle || after[..hiragana].chars().count() > 8 { 0 } else { hiragana };
    if hiragana > 0 && from == 0 {
        return 0;
    }
    let run: usize = after[from..].chars().take_while(|c| is_name(*c)).map(char::len_utf8).sum();
    let name = &after[..from + run];
    let cut = ["代表取締役", "取締役", "代表", "社長", "理事長", "提供", "製", "御中", "各位", "様", "総務", "広報", "担当", "宛"].iter().filter_map(|w| name.find(w)).min();
    name[..cut.unwrap_or(name.len())].trim_end_matches(['・', '.', '-']).len()
}

#[cfg(test)]
mod tests {
    use super::{left, right};

    #[test]
    fn names_end_where_other_words_begin() {
        assert_eq!(&"弊社の委託先である青葉堂"["弊社の委託先である青葉堂".len() - left("弊社の委託先である青葉堂")..], "青葉堂");
        assert_eq!(left("及び青葉堂"), "青葉堂".len());
        assert_eq!(left("みどり"), "みどり".len());
        assert_eq!(left("お知らせはみどり"), 0);
        assert_eq!(right("青葉堂による"), "青葉堂".len());
        assert_eq!(right("青葉堂代表取締役"), "青葉堂".len());
        assert_eq!(right("が提供する"), 0);
        assert_eq!(right("はなや商店は"), "はなや商店".len());
    }
}
