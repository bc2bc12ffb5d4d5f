//! How a date stands in its sentence: what the words behind it make of it.

use super::super::split::ends_clause;
use super::held;
use super::release::{NEAR, is_noun_start};
use crate::clause::Sentence;
use crate::lex::{DayRef, MonthRef, Value};
use crate::rule::classes;
use crate::token::{Lexed, Token};

/// The part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Topic,
    Local,
    /// 〜の懸念, 〜付けの, 〜現在
    Bound,
}

/// What of a day or period its の may name without binding the date: の間, の夜, のうち.
const PARTS: &[&str] =
    &["間", "あいだ", "期間", "夜", "朝", "深夜", "未明", "時間帯", "うち", "午", "夕", "早朝", "昼", "業", "始発", "正午"];

/// The date that 及び joins to one that is dated 付.
fn joined(lexed: &Lexed, token: &Token, after: &str) -> Option<Token> {
    let rest = ["及び", "および", "並びに", "と"].iter().find_map(|w| after.trim_start().strip_prefix(w))?;
    let at = token.end + (after.len() - rest.trim_start().len()) as u32;
    let second = lexed.within(at, at + 1).map(|t| lexed.tokens[t]).find(Token::is_when)?;
    lexed.text()[second.end as usize..].starts_with('付').then_some(second)
}

/// Whether a date is the first of two days on which something is held: 12月21日、22日開催の….
pub(crate) fn next_held(lexed: &Lexed, token: &Token, after: &str) -> bool {
    let Some(mark) = after.chars().next().filter(|c| matches!(c, '、' | '・')) else { return false };
    let at = token.end + mark.len_utf8() as u32;
    let second = lexed.within(at, at + 1).map(|t| lexed.tokens[t]).find(Token::is_when);
    second.is_some_and(|t| ["開催", "に開催", "実施予定"].iter().any(|w| lexed.text()[t.end as usize..].starts_with(w)))
}

/// Whether words tell of what was held on a day: 7日の定例会見で, 4日の全校集会において.
fn at_meeting(part: &str) -> bool {
    const LONGEST: usize = 12;
    const HELD: [&str; 9] = ["会見", "集会", "会議", "説明会", "理事会", "保護者会", "委員会", "議会", "総会"];
    // 17日の定期点検で異常に気付き, 27日のメンテナンスで元に戻した
    const CHECKS: [&str; 12] =
        ["会", "点検", "検査", "監査", "メンテナンス", "棚卸", "授業", "研修", "訓練", "公判", "面談", "朝礼"];
    const AT: [&str; 3] = ["で", "にて", "において"];
    const MEANT: [&str; 5] = ["再開", "復旧", "再稼働", "再稼動", "公開"];
    let len: usize = part.chars().take(LONGEST).take_while(|c| is_noun_start(*c)).map(char::len_utf8).sum();
    let (name, after) = part.split_at(len);
    let ends = |list: &[&str]| list.iter().any(|w| name.ends_with(w));
    let goes_on = |list: &[&str]| list.iter().any(|w| after.starts_with(w));
    if ends(&CHECKS) && goes_on(&AT) {
        return !goes_on(&["です", "でし", "である", "であり", "で、今"]);
    }
    if ends(&MEANT) && goes_on(&["を目指", "を予定", "を見込", "に向け"]) {
        return true;
    }
    ends(&HELD) && (goes_on(&AT) || after.starts_with('に'))
}

/// Whether words tell of a part of a working day: 15日の始業時に, 25日の開店前、.
fn at_work(part: &str) -> bool {
    const WORK: [&str; 24] = [
        "始業",
        "終業",
        "就業",
        "業務",
        "開店",
        "閉店",
        "営業",
        "診療",
        "授業",
        "放課",
        "勤務",
        "出勤",
        "退勤",
        "帰宅",
        "登校",
        "下校",
        "会議",
        "朝礼",
        "昼休み",
        "昼食",
        "夕食",
        "朝食",
        "講義",
        "試験",
    ];
    let Some(rest) = WORK.iter().find_map(|w| part.strip_prefix(w)) else { return false };
    let rest = rest.strip_prefix("開始").or_else(|| rest.strip_prefix("終了")).unwrap_or(rest);
    let Some(rest) = ["後", "時", "前", "中"].iter().find_map(|w| rest.strip_prefix(w)).or_else(|| part.strip_prefix("昼休み"))
    else {
        return false;
    };
    ["に", "、", "は", "頃", "ごろ", "から"].iter().any(|w| rest.starts_with(w))
}

/// Whether a date goes on with a tale: 28日に止まり、30日に感染した機器を外した; …に気付き、10分後に詫びた. It stands right behind a finished clause
/// and names no month of its own.
pub(super) fn next_of_tale(lexed: &Lexed, token: &Token, sentence: &Sentence) -> bool {
    let head = lexed.stretch(sentence.start.max(token.start.saturating_sub(NEAR)), token.start);
    let follows = |form: &crate::lex::Form| match form.value {
        Value::Date(date) => {
            let next = matches!(date.day, DayRef::Next | DayRef::AfterNext | DayRef::After(_) | DayRef::Same);
            next || matches!(date.day, DayRef::Given(_)) && date.month == MonthRef::Unsaid
        }
        _ => false,
    };
    let paired = lexed.text()[token.end as usize..].starts_with('と') || head.trim_end().ends_with('と');
    let tale = !paired && head.strip_suffix(['、', ',']).is_some_and(|words| ends_clause(words) && !words.ends_with("ところ"));
    tale && lexed.form(token).is_some_and(follows)
}

/// Whether the clause of a date goes on to who told what: 9日に公開されたページを見た方から連絡が入り, 23日に申し込みをされた保護者の方から電話を受け
/// are of that day, whatever the verb before.
pub(super) fn tells_of_teller(lexed: &Lexed, token: &Token, sentence: &Sentence) -> bool {
    const FAR: u32 = 180;
    let rest = lexed.stretch(token.end, sentence.end.min(token.end + FAR));
    let clause = rest.split(['、', ',']).next().unwrap_or("");
    rest.starts_with('に') && ["から", "より"].iter().any(|w| clause.match_indices(w).any(|(at, _)| is_told_by(&clause[..at])))
}

/// Whether words end with somebody of whom they say what he did: …を見た方, …をされた保護者の方.
fn is_told_by(words: &str) -> bool {
    const PEOPLE: &[char] = &['方', '人', '者', '民', '様'];
    // 4月1日に入会された会員様から: who somebody is, since long before he called.
    const BEEN: [&str; 11] = ["入会", "契約", "購入", "登録", "採用", "退職", "開設", "注文", "来院", "受診", "卒業"];
    if BEEN.iter().any(|w| words.contains(w)) {
        return false;
    }
    let person = words.strip_suffix("の方").unwrap_or(words);
    let known = person.len() < words.len() || person.ends_with(PEOPLE);
    known && person.trim_end_matches(is_noun_start).trim_end_matches('お').ends_with('た')
}

/// What makes the date before it the topic of its sentence.
#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "、", ",", "に、", "には", "は、", "は", ":", ")", "\t", "】", "]", ">", "〉", "》", "頃、", "以降、", "より、", "から、", "まで、", "までに、", "午前、",
    "午後、", "夜、", "朝、", "早朝、", "未明、", "深夜、", "夕方、", "昼、", "中に、", "になって、", "になり、", "に至って、", "に至り、", "の",
];

/// Whether a date says of something when it was, and so governs nothing behind it: 削除されたのは8日になりました, 連絡が取れたのは5日で、….
pub(crate) fn is_cleft(head: &str, after: &str) -> bool {
    const COPULAS: [&str; 12] =
        ["だった", "でした", "です", "である", "であっ", "であり", "で、", "で。", "になり", "になっ", "となり", "となっ"];
    let after = after.trim_start_matches(['頃', 'ご', 'ろ', '付', 'け']);
    // 最後に使ったのは8月30日の夕刻です
    const HOURS: [&str; 12] = ["未明", "早朝", "午前", "正午", "午後", "夕刻", "夕方", "深夜", "朝", "昼", "夜", "晩"];
    let hour = after.strip_prefix('の').and_then(|rest| HOURS.iter().find_map(|w| rest.strip_prefix(w)));
    let after = hour.unwrap_or(after).trim_start_matches(['中', '頃']);
    let closes = after.is_empty() || after.starts_with(['。', '\n']) || COPULAS.iter().any(|w| after.starts_with(w));
    // 報告したのは帰国した13日: a clause may say which day it is.
    let said = head.rsplit(['、', '。']).next().unwrap_or("");
    closes && ["たのは", "たのが"].iter().any(|w| said.contains(w))
}

/// Whether a date is a month or a year.
fn names_no_day(lexed: &Lexed, token: &Token) -> bool {
    lexed.form(token).is_some_and(|f| matches!(f.value, Value::Date(date) if date.day == DayRef::Unsaid))
}

/// How a date stands in its sentence.
pub(super) fn role(lexed: &Lexed, token: &Token, sentence: &Sentence) -> Role {
    let after = lexed.slice(token.end, sentence.end.max(token.end));
    let starts = |list: &[&str]| list.iter().any(|w| after.starts_with(w));
    if starts(&["付けで、", "付で、", "付けにて、", "付にて、"]) {
        return Role::Topic;
    }
    // 会員には5日付の文書で知らせる: so they are told then.
    const PAPERS: [&str; 6] = ["文書で", "書面で", "手紙で", "通知で", "メールで", "文書にて"];
    let paper = after.trim_start_matches(['付', 'け']).strip_prefix('の').filter(|_| after.starts_with('付'));
    if paper.is_some_and(|rest| PAPERS.iter().any(|w| rest.starts_with(w))) {
        return Role::Local;
    }
    if starts(&["付けで", "付で", "付けにて", "付にて"]) {
        return Role::Local;
    }
    if held::where_told(after) {
        return Role::Topic;
    }
    if held::coming(after) {
        return Role::Bound;
    }
    if starts(&[
        "に開催",
        "に開く「",
        "に開かれる",
        "開催",
        "に予定",
        "実施予定",
        "に実施予定",
        "現在",
        "時点",
        "現時点",
        "公表時点",
        "発表時点",
        "付",
        "の段階",
        "発行",
        "策定",
        "廃棄",
        "締切",
        "必着",
        "生まれ",
    ]) {
        return Role::Bound;
    }
    if is_cleft(lexed.stretch(sentence.start.max(token.start.saturating_sub(NEAR)), token.start), after) {
        return Role::Bound;
    }
    // 12月21日、22日開催の講習会: neither is a day on which something was done.
    if next_held(lexed, token, after) {
        return Role::Bound;
    }
    // 1月17日及び2月14日付「…」: as the second of the two.
    if let Some(second) = joined(lexed, token, after) {
        return role(lexed, &second, sentence);
    }
    // 去年9月にも、別の学校で…: another matter than this one.
    if after.starts_with("にも") && names_no_day(lexed, token) {
        return Role::Bound;
    }
    // 9月分の報告書, but not 17日分かった.
    if token.class == classes::DATE && starts(&["分の", "分は", "分を", "分が", "分に", "分、", "分("]) {
        return Role::Bound;
    }
    if let Some(part) = after.strip_prefix('の') {
        // から…までの約1年にわたり
        let span = part.starts_with(|c: char| c.is_ascii_digit()) || ["約", "およそ", "計"].iter().any(|w| part.starts_with(w));
        if token.class == classes::PERIOD
            && span
            && ["にわたり", "にわたって", "の間", "間、", "間に"].iter().any(|w| part.contains(w))
        {
            return Role::Local;
        }
        // 年末の点検で: which year's end, the notice says elsewhere.
        let day = lexed.slice(token.start, token.end).contains(|c: char| c.is_ascii_digit() || "同翌昨当".contains(c));
        if held::at_once(part) || day && held::in_course(part) {
            return Role::Topic;
        }
        let local = PARTS.iter().any(|w| part.trim_start().starts_with(w)) || at_meeting(part) || at_work(part);
        return if local { Role::Local } else { Role::Bound };
    }
    let head = lexed.slice(sentence.start, token.start).trim_start_matches([
        '・', '•', '(', ')', '※', ' ', '\u{3000}', '【', '[', '<', '〈', '《', '■', '○', '●', '□', '◆', '⚫',
    ]);
    let at_head = head.is_empty() || head.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '①'..='⑳'));
    // 発覚した7月1日に…を閉鎖した: the day is that of what follows, whatever stands before it.
    if head.ends_with('た') && after.starts_with('に') {
        return Role::Topic;
    }
    // 6月6日(木)感染が確認された機器を調べたところ、…: an entry of a list goes on right behind the day of the week.
    let entry = at_head && lexed.slice(token.start, token.end).ends_with(')') && after.starts_with(is_noun_start);
    if entry || starts(TOPICS) || after.trim().is_empty() || (at_head && after.starts_with([' ', '\u{3000}', '\n'])) {
        return Role::Topic;
    }
    if token.class == classes::PERIOD || !after.starts_with(' ') { Role::Local } else { Role::Topic }
}

/// What may stand in the brackets behind a date that dates what stands before them: (1月6日実施), (4月7日運用開始予定).
const DONE: [&str; 40] = [
    "発送済み",
    "発送済",
    "発送予定",
    "発送",
    "送付済み",
    "送付済",
    "送付",
    "郵送済み",
    "郵送済",
    "郵送",
    "送信済み",
    "送信済",
    "送信",
    "通知済み",
    "通知済",
    "通知",
    "掲載",
    "公表",
    "完了",
    "対応済み",
    "対応済",
    "提出済み",
    "提出",
    "回収済み",
    "回収",
    "削除済み",
    "削除",
    "報告済み",
    "から実施",
    "より実施",
    "実施済み",
    "実施済",
    "実施予定",
    "実施",
    "開始予定",
    "運用開始予定",
    "運用開始",
    "開始",
    "施行",
    "予定",
];

/// Whether words behind a date in brackets begin with an act, which is that of the day.
pub(super) fn does(after: &str) -> bool {
    ["発送", "送付", "郵送", "送信", "通知", "提出", "回収", "削除", "報告"].iter().any(|w| after.starts_with(w))
}

/// Whether a date stands in brackets of its own after what it dates: 署に相談(7月1日)
pub(super) fn trails(lexed: &Lexed, token: &Token, sentence: &Sentence) -> bool {
    let head = lexed.slice(sentence.start, token.start);
    let words = head.strip_suffix(['(', '【']).unwrap_or("");
    // 減給10分の1(1月): so many months.
    let month = lexed.slice(token.start, token.end);
    if names_no_day(lexed, token) && month.len() <= 5 && month.ends_with('月') {
        return false;
    }
    let after = lexed.text()[token.end as usize..].trim_start_matches(['付', 'け']);
    let after = DONE.iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    let closes = after.starts_with([')', '】']) || done_so(after);
    closes && words.trim().len() > 12 && !words.ends_with(['」', '』'])
}

/// Whether words say how a thing was done, and close their bracket: の朝礼にて実施).
fn done_so(after: &str) -> bool {
    const LONGEST: usize = 45;
    let end =
        after.char_indices().map(|(at, _)| at).find(|at| after[*at..].starts_with([')', '】', '、', '。', '(']) || *at > LONGEST);
    let (words, rest) = after.split_at(end.unwrap_or(0));
    rest.starts_with([')', '】']) && words.starts_with(['の', 'に']) && DONE.iter().any(|w| words.ends_with(w))
}
