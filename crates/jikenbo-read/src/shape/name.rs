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
    /// 市, 県, 町, 庁 …: one letter, so that what follows must not go on.
    public: Option<Class>,
}

impl Forms {
    pub(crate) fn new(rules: &Rules) -> Self {
        Self {
            legal: rules.names.get("legal_form"),
            suffix: rules.names.get("organization_suffix"),
            public: rules.names.get("public_body"),
        }
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
        } else if class == forms.suffix || class == forms.public && stands_alone(lexed.slice(token.end, end)) {
            suffixed(lexed, start, end, token.start, token.end)
        } else {
            None
        };
        let Some(name) = name else { continue };
        match all.last_mut().filter(|last| name.start < last.end) {
            Some(last) => {
                *last = Name { start: last.start.min(name.start), end: last.end.max(name.end), legal: last.legal || name.legal }
            }
            None => all.push(name),
        }
    }
    all
}

/// Whether nothing that goes on with a word follows: 青葉市は, 青葉市 …, but not 青葉市民.
fn stands_alone(after: &str) -> bool {
    after.chars().next().is_none_or(|c| {
        !is_name(c) && (!is_hiragana(c) || ["は", "が", "の", "で", "に", "と", "を", "、"].iter().any(|p| after.starts_with(p)))
    })
}

/// 株式会社青葉堂, 青葉堂株式会社, 医療法人青葉会 青葉病院
fn legal(lexed: &Lexed, start: u32, end: u32, from: u32, to: u32) -> Option<Name> {
    let before = left(lexed.slice(start, from));
    let rest = lexed.slice(to, end);
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    let after = match right(&rest[blank..]) {
        0 => 0,
        len => len + blank,
    };
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
    let name = lexed.slice(from - before as u32, from);
    // 当協会, 本学, 同病院, 各学校: words for organisations, not names.
    let word = [
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
        "県立",
        "市立",
        "公立",
        "私立",
        "国立",
        "所轄",
        "管轄",
        "都道",
        "関係省",
        "省",
    ]
    .contains(&name);
    (before > 0 && !word).then(|| Name { start: from - before as u32, end: to, legal: false })
}

const fn is_name(c: char) -> bool {
    matches!(c, '一'..='龠' | '々' | '〆' | 'ァ'..='ヺ' | 'ー' | 'A'..='Z' | 'a'..='z' | '0'..='9' | '&' | '・' | '.' | '-' | '\'')
        || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{3400}'..='\u{4DBF}')
}

const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ん')
}

/// Words that end a name when it is read leftwards: 弊社の委託先である青葉堂株式会社, 及び青葉堂株式会社
const NOT_NAMES: &[&str] = &[
    "弊社",
    "当社",
    "本学",
    "本会",
    "当会",
    "及び",
    "並びに",
    "又は",
    "委託先",
    "同社",
    "元",
    "業務委託先",
    "提供元",
    "運営会社",
    "開発会社",
    "親会社",
    "子会社",
    "関連会社",
    "委託業者",
    "事業者",
    "依頼先",
    "認定審査機関",
];

/// How many bytes before the form belong to the name.
fn left(before: &str) -> usize {
    // No name is longer; a line may be.
    const LONGEST: usize = 240;
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let mut len = 0;
    for c in before.chars().rev() {
        if is_name(c) || is_hiragana(c) && inner_hiragana(&before[..before.len() - len]) {
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

/// One の or ヶ-like letter within a name of the line's beginning: かしの樹.
fn inner_hiragana(before: &str) -> bool {
    let head = before.trim_end_matches(is_hiragana).trim_end_matches(is_name);
    let run = before.len() - before.trim_end_matches(is_hiragana).len();
    let edge = head.is_empty() || head.ends_with(['\n', '「', '【', '(', ' ', '\u{3000}']);
    edge && run <= 9 && head.len() + 12 > before.len() - run && !before.ends_with(['は', 'が', 'を', 'に', 'で', 'と', 'へ'])
}

fn whole_hiragana(before: &str) -> bool {
    let rest = before.trim_end_matches(is_hiragana);
    let run = &before[rest.len()..];
    let edge = rest.is_empty() || rest.ends_with([' ', '\u{3000}', '(', '「', '【', '\n', ':', '、', '。', '\t', '『']);
    edge && run.chars().count() >= 2 && run.chars().count() <= 8
}

/// How many bytes after the form belong to the name.
fn right(after: &str) -> usize {
    let mut len = 0;
    while let Some(c) = after[len..].chars().next() {
        if is_name(c) {
            len += c.len_utf8();
        } else if is_hiragana(c) {
            let run: usize = after[len..].chars().take_while(|c| is_hiragana(*c)).map(char::len_utf8).sum();
            let next = after[len + run..].chars().next();
            let inside = !is_particle(&after[len..len + run]) && (len == 0 || next.is_some_and(is_name));
            if !inside {
                break;
            }
            len += run;
        } else {
            break;
        }
    }
    let name = &after[..len];
    let cut = ["代表取締役", "取締役", "代表", "社長", "理事長", "提供", "御中", "各位", "総務", "広報", "担当"]
        .iter()
        .filter_map(|w| name.find(w))
        .min();
    name[..cut.unwrap_or(name.len())].trim_end_matches(['・', '.', '-']).len()
}

/// Whether a run of hiragana is grammar and not part of a name: a particle, or a verb's ending.
fn is_particle(run: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "は",
        "が",
        "を",
        "に",
        "と",
        "で",
        "も",
        "から",
        "より",
        "へ",
        "では",
        "には",
        "として",
        "による",
        "により",
        "において",
        "における",
        "および",
        "ならびに",
        "または",
        "など",
        "が、",
        "に対する",
        "に対し",
        "への",
        "との",
        "での",
        "からの",
        "よりの",
        "である",
        "であり",
        "する",
        "した",
        "され",
        "について",
        "につき",
        "さま",
        "ほか",
    ];
    PARTICLES.contains(&run) || run == "の" || run.chars().count() > 8
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
