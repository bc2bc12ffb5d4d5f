//! Services that a line names by its label, or that stand below one: 対象サービス:青葉予約, ■影響を受けたシステム.

use super::{Found, Look};
use crate::clause::{Kind, Line};
use crate::shape::name::is_hiragana;
use crate::sought::Sought;

/// What stands before the word for a service in such a label.
static WHICH: Sought = Sought::new(&[
    "対象",
    "対象の",
    "対象となる",
    "対象となった",
    "影響を受けた",
    "影響を受ける",
    "影響を受けている",
    "影響のあった",
    "影響があった",
    "影響のある",
    "影響がある",
    "影響の出ている",
    "被害を受けた",
    "被害のあった",
    "停止している",
    "停止した",
    "停止中の",
    "改ざんされた",
    "改ざんが確認された",
    "改ざんのあった",
    "不正アクセスを受けた",
    "不正アクセスのあった",
    "不正アクセスがあった",
    "不正アクセスが確認された",
    "攻撃を受けた",
    "侵入を受けた",
    "使用できない",
    "現在使用できない",
    "利用できない",
    "現在利用できない",
    "ご利用いただけない",
    "現在ご利用いただけない",
    "停止中",
    "休止中の",
    "休止している",
    "復旧した",
    "復旧済みの",
    "再開した",
    "該当",
    "該当する",
    "障害が発生した",
    "障害が発生している",
]);

/// The word for a service that such a label ends with.
static WHAT: Sought = Sought::new(&[
    "サービス",
    "サービス名",
    "サイト",
    "サイト名",
    "システム",
    "システム名",
    "アプリ",
    "アプリ名",
    "製品",
    "製品名",
    "ショップ",
    "ショップ名",
    "ストア",
    "ソフトウェア",
    "ホームページ",
    "ウェブサイト",
    "ドメイン",
    "もの",
]);

/// How many lines below a label are asked, and how many bytes such a name has at most.
const BELOW: usize = 12;
const LONGEST: u32 = 150;

/// The names, in reading order.
pub(super) fn listed(look: &Look<'_, '_, '_, '_>) -> Vec<Found> {
    let text = look.shaper.text;
    let mut all = Vec::new();
    for (n, line) in text.lines.iter().enumerate().filter(|(_, l)| l.start >= text.title.1) {
        let Some(at) = label(look, line) else { continue };
        let own = value(look, at, line.end);
        if own.is_some() {
            all.extend(own);
            continue;
        }
        let mut below = text.lines[n + 1..].iter().skip_while(|l| l.kind == Kind::Blank).take(BELOW).peekable();
        // 個人向け「青葉ダイレクト」、法人向け「青葉Biz」: a line of names, each with what it is.
        if let Some(line) = below.peek().filter(|l| l.kind == Kind::Text && at == text.lines[n].end) {
            all.extend(quotes(look, line));
            all.extend(systems(look, line));
        }
        all.extend(below.take_while(|l| l.kind == Kind::Item).filter_map(|l| value(look, l.body, l.end)));
    }
    all
}

/// The quoted names of a line that is no sentence.
fn quotes(look: &Look<'_, '_, '_, '_>, line: &Line) -> Vec<Found> {
    let words = look.shaper.text.lexed.slice(line.body, line.end);
    if words.contains('。') || words.len() > 4 * LONGEST as usize {
        return Vec::new();
    }
    let opens = words.match_indices('「').map(|(at, _)| line.body + at as u32);
    opens.filter_map(|at| value(look, at, line.end)).collect()
}

/// 生産管理システム、販売管理システム: the names of a line of systems.
fn systems(look: &Look<'_, '_, '_, '_>, line: &Line) -> Vec<Found> {
    let words = look.shaper.text.lexed.slice(line.body, line.end);
    let system = |name: &str| {
        name.chars().count() >= 5
            && !name.contains('の')
            && ["システム", "サービス", "サーバー", "サーバ"].iter().any(|w| name.ends_with(w))
    };
    if words.contains(['。', '「']) || words.len() > 4 * LONGEST as usize || !words.split('、').all(|n| system(n.trim())) {
        return Vec::new();
    }
    let mut at = line.body;
    let parts = words.split('、').map(|part| {
        let start = at + (part.len() - part.trim_start().len()) as u32;
        at += (part.len() + '、'.len_utf8()) as u32;
        Found { start, end: start + part.trim().len() as u32, quoted: true }
    });
    parts.collect()
}

/// Where the words behind the label begin, if the line begins with one.
fn label(look: &Look<'_, '_, '_, '_>, line: &Line) -> Option<u32> {
    const MARKS: [char; 6] = ['【', '[', '〈', '<', '《', '('];
    let words = look.shaper.text.lexed.stretch(line.body, line.end.min(line.body + LONGEST));
    let head = words.trim_start_matches(MARKS);
    let which = WHICH.words().iter().filter_map(|w| head.strip_prefix(w)).min_by_key(|rest| rest.len())?;
    // 影響を受けた業務システム
    let which = ["業務", "基幹", "社内", "主な", "各"].iter().find_map(|w| which.strip_prefix(w)).unwrap_or(which);
    let rest = WHAT.words().iter().filter_map(|w| which.strip_prefix(w)).min_by_key(|rest| rest.len())?;
    let after = rest.trim_start_matches(['】', ']', '〉', '>', '》', ')', ' ']);
    let after = if after.len() == rest.len() && !rest.is_empty() { rest.strip_prefix(':')? } else { after };
    Some(line.body + (words.len() - after.trim_start_matches([':', ' ']).len()) as u32)
}

/// The name that stands at `start`, without its quotes and without a note in brackets.
fn value(look: &Look<'_, '_, '_, '_>, start: u32, end: u32) -> Option<Found> {
    const WHOSE: [&str; 8] = ["当社", "弊社", "当店", "本学", "当院", "本市", "本校", "自社"];
    let words = look.shaper.text.lexed.stretch(start, end.min(start + LONGEST).max(start));
    // オンライン英会話「青葉トーク」: what it is before its name.
    let (before, rest) = words.split_once('「').filter(|(b, _)| !b.contains(['。', '、', '('])).unwrap_or(("", ""));
    let quoted = rest.split_once('」').map(|(inner, _)| inner);
    let open = if quoted.is_some() { before.len() + '「'.len_utf8() } else { 0 };
    let name = quoted.unwrap_or_else(|| words.split(['(', '、', '。', ':']).next().unwrap_or(words)).trim_end();
    let count = name.chars().count();
    let kana = name.chars().filter(|c| is_hiragana(*c)).count();
    let proper = name.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z' | 'a'..='z') || is_hiragana(c));
    let system = || look.ends_with(look.words.bare, start, start + name.len() as u32);
    let named = quoted.is_some() || proper && kana * 2 < count || system();
    let told =
        name.ends_with(['は', 'を', 'に', 'が', 'の']) || ["以下", "http", "なし", "について"].iter().any(|w| name.contains(w));
    let own = !look.own.is_empty() && (name == look.own || WHOSE.iter().any(|w| name.starts_with(w)));
    let (start, end) = (start + open as u32, start + (open + name.len()) as u32);
    let digits = name.starts_with(|c: char| c.is_ascii_digit());
    let thing = look.has(look.words.document, start, end);
    ((2..=40).contains(&count) && named && !told && !own && !digits && !thing).then_some(Found { start, end, quoted: true })
}
