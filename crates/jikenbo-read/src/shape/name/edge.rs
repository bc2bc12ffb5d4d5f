//! Where a name ends on the side that has no form: leftwards of 株式会社 or 大学, rightwards of 株式会社.

use super::kana::{is_particle, last_kana, to_the_end, whole_kana};
use super::{is_hiragana, is_latin, is_name};
use crate::sought::Sought;

/// Words that end a name when it is read leftwards: 弊社の委託先である青葉堂株式会社, 及び青葉堂株式会社
static NOT_NAMES: Sought = Sought::new(&[
    "プレスリリース",
    "ニュースリリース",
    "弊社",
    "当社",
    "本学",
    "本会",
    "当会",
    "及び",
    "並びに",
    "または",
    "委託先",
    "同社",
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
    "取引先",
    "グループ会社",
    "調査会社",
    "専門会社",
    "請負業者",
    "決済代行会社",
    "受託者",
    "主催",
    "年度",
]);

/// What bodies do for those whom they are named after.
const FOR_THEM: [&str; 8] = ["支援", "協会", "団体", "連合", "連盟", "共済", "振興", "相談"];

/// What names another's part: where it alone stands before a form, the name follows the form (調査機関 株式会社青葉堂).
const ROLES: &[&str] = &[
    "会社",
    "業者",
    "機関",
    "企業",
    "事業者",
    "専門家",
    "ベンダー",
    "ベンダ",
    "メーカー",
    "代理店",
    "販売店",
    "当該",
    "元",
    "先",
    "社長",
];

/// How many bytes before the form belong to the name.
pub(super) fn left(before: &str) -> usize {
    // No name is longer; a line may be.
    const LONGEST: usize = 240;
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let mut len = 0;
    for c in before.chars().rev() {
        if is_hiragana(c)
            && let Some(whole) = segment(before).filter(|whole| *whole > len)
        {
            len = whole;
            break;
        }
        if is_name(c) || is_hiragana(c) && inner_hiragana(&before[..before.len() - len]) {
            len += c.len_utf8();
        } else if c == ' ' && joint(&before[..before.len() - len - 1], &before[before.len() - len..]) {
            len += 1;
        } else if is_hiragana(c)
            && let Some(run) = whole_hiragana(&before[..before.len() - len])
        {
            // A name in hiragana (みどり市, さくら銀行) reaches back to a blank, a bracket or the line's start.
            len += run;
            break;
        } else {
            break;
        }
    }
    let mut name = &before[before.len() - len..];
    if NOT_NAMES.within(name) {
        for word in NOT_NAMES.words() {
            // 中小事業者支援庁: what is done for them is part of the name.
            let rest = name.rfind(word).map(|at| &name[at + word.len()..]);
            if let Some(rest) = rest.filter(|rest| !FOR_THEM.iter().any(|w| rest.starts_with(w))) {
                name = rest;
            }
        }
    }
    let name = name.trim_start_matches(['・', '.', '-', ' ']);
    // 弊社では青葉堂株式会社…: what stood behind the word that was cut off.
    let cut = name.len() < len;
    let bare = PARTICLES_FIRST.iter().find_map(|w| name.strip_prefix(w)).filter(|n| cut && !n.starts_with(is_hiragana));
    let name = bare.unwrap_or(name);
    // 6月10日より株式会社青葉堂に, 6月10日よりABCサポート株式会社に: the day from which on.
    const SINCE: [&str; 8] = ["日より", "日から", "月より", "月から", "年より", "年から", "日まで", "月まで"];
    let name = SINCE.iter().filter_map(|w| name.rfind(w).map(|at| &name[at + w.len()..])).min_by_key(|n| n.len()).unwrap_or(name);
    if ROLES.iter().any(|role| name.ends_with(role)) && name.chars().count() <= 8 { 0 } else { name.len() }
}

/// What may stand between such a word and a name.
const PARTICLES_FIRST: [&str; 8] = ["では", "から", "より", "の", "が", "は", "に", "と"];

/// All from the line's beginning, a blank or a bracket on, if its hiragana is short and no grammar: あおぞら亭, がんセンター
fn segment(before: &str) -> Option<usize> {
    const LONGEST: usize = 4;
    let seg = before.rsplit(['\n', '、', '。', '「', '【', '(', ' ', '『', '\t']).next().unwrap_or("");
    // Place names that have the particle within.
    let placed = ["お茶の水", "虎の門", "西の京"].iter().find(|w| seg.starts_with(**w));
    let tail = placed.map_or(seg, |w| &seg[w.len()..]);
    let mut runs = tail.split(|c| !is_hiragana(c)).map(|run| if run == "の" { LONGEST + 1 } else { run.chars().count() });
    let owned = ["市の", "県の", "町の", "村の", "区の", "社の", "本の", "業の", "日から", "月から", "年から"]
        .iter()
        .any(|w| seg.contains(w));
    (!owned && runs.all(|n| n <= LONGEST) && seg.chars().count() <= 16 && super::noun::noun(seg)).then_some(seg.len())
}

/// A blank between two words of Latin letters, or two of katakana (アオバ サービス ジャパン合同会社).
fn joint(before: &str, after: &str) -> bool {
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let last = before.rsplit(|c| !katakana(c)).next().unwrap_or("");
    // Aoba & Works株式会社
    let and = before.ends_with('&') && after.starts_with(is_latin) || before.ends_with(is_latin) && after.starts_with("& ");
    and || latin_joint(before, after)
        || initials(before) && after.starts_with(katakana)
        || last.chars().count() >= 2 && after.starts_with(katakana)
}

/// ABC アオバ: capitals before a word of katakana.
fn initials(before: &str) -> bool {
    let last = before.rsplit(|c: char| !is_latin(c)).next().unwrap_or("");
    (2..=5).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_uppercase())
}

/// A blank between two words of Latin letters belongs to a name: A.B.C. AOBA株式会社
fn latin_joint(before: &str, after: &str) -> bool {
    let word = |w: &str| w.chars().next().is_some_and(char::is_alphabetic) && w.chars().all(|c| is_latin(c) || c == '.');
    let last = before.rsplit(|c: char| !is_latin(c) && c != '.').next().unwrap_or("");
    // 株式会社AOBA 2024年6月3日: a day is no part of it.
    let number: usize = after.chars().take_while(char::is_ascii_digit).count();
    let dated = number > 0 && after[number..].starts_with(['年', '月', '.', '/', '-']);
    after.starts_with(is_latin) && word(last) && !dated
}

/// One の or ヶ-like letter within a name of the line's beginning: かしの樹.
fn inner_hiragana(before: &str) -> bool {
    let head = before.trim_end_matches(is_hiragana).trim_end_matches(is_name);
    let run = before.len() - before.trim_end_matches(is_hiragana).len();
    let edge = head.is_empty()
        || head.ends_with(['\n', '「', '【', '(', ' ', '\u{3000}'])
        || head.ends_with('、') && before[..before.len() - run].ends_with('立');
    let short = head.len() + 12 > before.len() - run || before[..before.len() - run].ends_with('立');
    let grammar = super::noun::grammar(&before[before.len() - run..]);
    edge && !grammar && run <= 12 && short && !before.ends_with(['は', 'が', 'を', 'に', 'で', 'と', 'へ'])
}

/// The length of the hiragana before a form that is a name of its own.
fn whole_hiragana(before: &str) -> Option<usize> {
    let rest = before.trim_end_matches(is_hiragana);
    let run = &before[rest.len()..];
    let edge = rest.is_empty() || rest.ends_with([' ', '\u{3000}', '(', '「', '【', '\n', ':', '、', '。', '\t', '『']);
    // 青葉市のみどり銀行: what stands behind a place.
    let placed = run.strip_prefix('の').filter(|_| {
        rest.ends_with(['市', '町', '村', '区', '県', '府', '都'])
            || ["大手", "会社", "企業", "メーカー", "業者", "業"].iter().any(|w| rest.ends_with(w))
    });
    let name = placed.filter(|name| !super::noun::grammar(name)).unwrap_or(run);
    ((edge || name.len() < run.len()) && (2..=8).contains(&name.chars().count())).then_some(name.len())
}

/// What stands right behind a name, and is no part of it.
static BEHIND: Sought = Sought::new(&[
    "代表取締役",
    "取締役",
    "代表",
    "社長",
    "理事長",
    "提供",
    "御中",
    "各位",
    "総務",
    "会費",
    "会長",
    "事務局",
    "社員",
    "従業員",
    "元社員",
    "元従業員",
    "元職員",
    "元役員",
    "元取締役",
    "元営業",
    "元課長",
    "元部長",
    "元派遣",
    "教諭",
    "広報",
    "担当",
    "及び",
    "並びに",
    "運営",
    "様へ",
    "様に",
    "様の",
    "様から",
    "様より",
    "様と",
    "様を",
    "様が",
    "様で",
]);

/// How many bytes after the form belong to the name.
pub(super) fn right(after: &str) -> usize {
    let mut len = 0;
    while let Some(c) = after[len..].chars().next() {
        if is_name(c) {
            len += c.len_utf8();
        } else if c == ' ' && len > 0 && after[len..].starts_with(" & ") && after[len + 3..].starts_with(is_latin) {
            len += " & ".len();
        } else if c == ' ' && latin_joint(&after[..len], &after[len + 1..]) {
            len += 1;
        } else if is_hiragana(c) {
            let run: usize = after[len..].chars().take_while(|c| is_hiragana(*c)).map(char::len_utf8).sum();
            let next = after[len + run..].chars().next();
            let kana = &after[len..len + run];
            if len > 0
                && !next.is_some_and(is_name)
                && let Some(end) = last_kana(kana).or_else(|| to_the_end(kana, next))
            {
                len += end;
                break;
            }
            // 株式会社アオバみずきが調べた: hiragana of the name, and the particle behind it.
            if let Some(end) =
                kana.strip_suffix(['が', 'を', 'は', 'に']).and_then(last_kana).filter(|_| next.is_some_and(is_name))
            {
                len += end;
                break;
            }
            // 株式会社あさひは、 株式会社あさひにおける個人情報: a name of hiragana alone, and what stands behind it.
            if len == 0
                && let Some(end) = whole_kana(kana, &after[len + run..])
            {
                len = end;
                break;
            }
            let inside = !is_particle(kana) && (len == 0 || next.is_some_and(is_name));
            if !inside {
                break;
            }
            len += run;
        } else {
            break;
        }
    }
    let name = &after[..len];
    let cut =
        if BEHIND.within(name) { BEHIND.words().iter().filter_map(|w| name.find(w)).filter(|at| *at > 0).min() } else { None };
    let name = name[..cut.unwrap_or(name.len())].trim_end_matches(['・', '.', '-', ' ']);
    // 株式会社青葉堂様の書類
    name.strip_suffix('様').filter(|bare| bare.chars().count() >= 2).unwrap_or(name).len()
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
        assert_eq!(left("緑県・青葉市のみどり"), "みどり".len());
        assert_eq!(left("青葉市における"), 0);
        assert_eq!(left("外部の専門機関"), 0);
        assert_eq!(left("調査をA.B.C. AOBA"), "A.B.C. AOBA".len());
        assert_eq!(right("青葉堂とともに調査"), "青葉堂".len());
        assert_eq!(left("委託しているABC アオバ"), "ABC アオバ".len());
        assert_eq!(right("青葉堂による"), "青葉堂".len());
        assert_eq!(right("青葉堂様へお送りする書類"), "青葉堂".len());
        assert_eq!(right("青葉堂様の"), "青葉堂".len());
        assert_eq!(left("弊社では青葉堂"), "青葉堂".len());
        assert_eq!(right("青葉堂代表取締役"), "青葉堂".len());
        assert_eq!(right("が提供する"), 0);
        assert_eq!(right("はなや商店は"), "はなや商店".len());
        assert_eq!(right("花みずきは"), "花みずき".len());
        assert_eq!(right("青葉からは"), "青葉".len());
        assert_eq!(right("Aoba Works が"), "Aoba Works".len());
        assert_eq!(right("Aoba & Works"), "Aoba & Works".len());
        assert_eq!(left("調査をAoba & Works"), "Aoba & Works".len());
    }
}
