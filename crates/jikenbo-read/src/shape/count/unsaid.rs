//! Figures of which no word tells what they count.

use super::passed::{after, before};
use super::subject::{alone, made, told_as};
use super::{Figure, Told, Words};
use crate::apply::Find;
use crate::clause::Kind;
use crate::lex::Counter;
use crate::shape::{Shaper, has};

/// What a figure counts of which no word tells: what the one above it does, or persons' data, if something was lost.
pub(super) fn unsaid(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure, told: &[Told]) -> Option<Told> {
    let above = told.last().and_then(|last| as_above(shaper, figure, last)).or_else(|| as_kind(shaper, figure, told));
    let by = |code: &str| Some(told_as(figure, made(shaper, code, figure)?, code));
    above.or_else(|| by(default(shaper, words, figure)?))
}

/// What is counted if nothing is said.
fn default(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> Option<&'static str> {
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    let lost = has(shaper, words.leak, sentence.start, sentence.end);
    match figure.quantity.counter {
        Counter::Records | Counter::People if figure.quantity.value > 9 && is_alone(shaper, figure) => Some("personal"),
        Counter::People if shows_addresses(shaper, words, figure) => Some("email_address"),
        Counter::Records | Counter::People if lost && figure.quantity.value > 1 => Some("personal"),
        Counter::People if figure.quantity.value > 1 && is_of_customers(shaper, words, figure) => Some("personal"),
        Counter::Organizations
            if (lost || is_listed(shaper, figure)) && !is_place(shaper, figure) || is_of_bodies(shaper, figure) =>
        {
            Some("other")
        }
        Counter::Other if is_of_flights(shaper, figure) => Some("other"),
        Counter::Mails if is_of_mails(shaper, figure) => Some("message"),
        _ => None,
    }
}

/// 「…ダイレクトメールを送付したお客様。最大で約20万件程度と推定しております」: the sentence before names who is counted.
fn is_alone(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const FAR: u32 = 30;
    const PERSONS: &[&str] = &["お客様", "お客様です", "会員", "会員様", "方", "皆様", "利用者", "登録者"];
    let alone = before(shaper, figure).trim_matches([' ', '、', '最', '大', 'で', '約', '計']).is_empty();
    let said =
        ["と推", "と見", "です", "程度と", "になり", "となり", "が対象"].iter().any(|w| after(shaper, figure).starts_with(w));
    let lead = shaper.text.lexed.stretch(figure.start.saturating_sub(FAR), figure.start);
    let lead = lead.trim_end_matches(['で', '約', '最', '大', ' ']).trim_end_matches(['。', '\n', ' ']);
    alone && said && PERSONS.iter().any(|w| lead.ends_with(w))
}

/// 「北小学校(37名)の保護者のメールアドレスを、BCC欄に入力すべきところ」
fn shows_addresses(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    let behind = shaper.text.lexed.slice(figure.end, sentence.end.max(figure.end));
    has(shaper, words.addressed, figure.end, sentence.end) && behind.contains("アドレス") && !behind.contains("氏名")
}

/// 「新卒採用に応募された1,211名」: what they did makes them customers.
fn is_of_customers(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const ACT: u32 = 36;
    const PERSONS: &[&str] = &["た方", "る方", "い方", "の方", "たかた", "た人", "た者"];
    let lead = before(shaper, figure).trim_end_matches([' ', '約', '計', ':', '(', 'は', 'が']);
    if PERSONS.iter().any(|w| lead.ends_with(w)) {
        return true;
    }
    lead.ends_with('た') && has(shaper, words.customer_act, figure.start.saturating_sub(ACT), figure.start)
}

/// 「対象件数 76事業所85件」
fn is_listed(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let line = shaper.text.lines[shaper.text.line_at(figure.start)];
    let label = shaper.text.lexed.slice(line.body, figure.start.max(line.body));
    label.len() <= 60
        && ["対象", "件数", "影響", "該当", "被害"].iter().any(|w| label.contains(w))
        && !label.contains(['。', 'を'])
}

/// 「3課と11地域機関で、…掲載されていた」 says where.
fn is_place(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let said = after(shaper, figure);
    said.starts_with('で') && !["です", "である", "であり", "でし"].iter().any(|w| said.starts_with(w))
}

/// 「取得されたのは、63社様の配信先リストです」
fn is_of_bodies(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const DATA: &[&str] = &["情報", "データ", "リスト", "名簿", "一覧", "資料", "書類", "ファイル"];
    let said = after(shaper, figure).trim_start_matches(['様', '分']);
    let Some(noun) = said.strip_prefix('の') else { return false };
    let noun = &noun[..noun.floor_char_boundary(60.min(noun.len()))];
    let end = noun.find(['、', 'を', 'が', 'は', 'に', 'で', '。']).unwrap_or(noun.len());
    DATA.iter().any(|w| noun[..end].ends_with(w))
}

/// 「国内線24便が欠航し、71便に遅れが出た」
fn is_of_flights(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    let words = shaper.text.lexed.slice(sentence.start, sentence.end);
    let flights = shaper.text.lexed.slice(figure.start, figure.end).ends_with(['便', '本']);
    flights && ["欠航", "運休", "遅れ", "遅延"].iter().any(|w| words.contains(w))
}

/// 「11:09から12:01の間に17通⏎「…」というメールを送信」: 通 counts mails where mails are told of, and no letters.
fn is_of_mails(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const NEAR: u32 = 240;
    const LETTERS: &[&str] = &["封書", "封筒", "郵便", "郵送", "手紙", "はがき", "ハガキ", "通知書", "文書", "書面", "書類"];
    let near = shaper.text.lexed.stretch(figure.start.saturating_sub(NEAR), figure.end + NEAR);
    near.contains("メール") && !LETTERS.iter().any(|w| near.contains(w))
}

/// 「1回目:41件⏎2回目:17件」: a figure of which nothing else is said counts what the line above it counts.
fn as_above(shaper: &Shaper<'_, '_, '_>, figure: &Figure, last: &Told) -> Option<Told> {
    let text = shaper.text;
    let (at, above) = (text.line_at(figure.start), text.line_at(last.figure.start));
    let short = |n: usize| {
        let line = text.lines[n];
        line.end - line.body <= 160 && text.lexed.slice(line.body, line.end).chars().count() <= 40
    };
    let next = at > above && at - above <= 8 && text.lines[above + 1..at].iter().all(|l| l.kind == Kind::Blank);
    let same = figure.quantity.counter == last.figure.quantity.counter;
    (same && next && short(at) && short(above)).then(|| Told {
        figure: *figure,
        find: Find { rule: last.find.rule, at: alone(figure.n) },
        ..last.clone()
    })
}

/// 「依頼書6,287枚をなくした。A支店では700枚…」: what is counted in the same way as the last figure counts the same.
fn as_kind(shaper: &Shaper<'_, '_, '_>, figure: &Figure, before: &[Told]) -> Option<Told> {
    const FAR: u32 = 900;
    let counter =
        |f: &Figure| shaper.text.lexed.slice(f.start, f.end).trim_start_matches(|c: char| !['枚', '冊', '通', '箱'].contains(&c));
    let last = before.iter().rev().take(8).find(|t| !counter(figure).is_empty() && counter(&t.figure) == counter(figure))?;
    (figure.start - last.figure.end < FAR).then(|| Told {
        figure: *figure,
        find: Find { rule: last.find.rule, at: alone(figure.n) },
        ..last.clone()
    })
}
