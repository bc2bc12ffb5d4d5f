//! What is only the object of what its date is told of: 「8月11日に不正ログインを確認」 and 「17日、不正アクセスを受けたと発表」 date the
//! noticing and the telling, not the attack.

use super::named::{bidden, caused, done_to, overlooked, readied};
use super::{date_of, retold};
use crate::apply::Find;
use crate::lex::Value;
use crate::shape::Shaper;

/// The events whose object an attack may be.
const OVER: [&str; 5] = ["discovery", "publication", "authority_report", "individual_notice", "investigation_end"];

/// The events that a report of the day may tell of.
const TOLD: [&str; 6] = ["occurrence", "containment", "recovery", "sanction", "discovery", "publication"];

/// How far apart what belongs together may stand, in bytes.
const FAR: u32 = 360;

/// No real sentence holds more finds of events.
const MOST: usize = 100;

/// Whether a date is what an inquiry found: 調査の結果、8月17日に侵入されていたことが分かりました.
pub(super) fn inquired(shaper: &Shaper<'_, '_, '_>, date: usize) -> bool {
    const FOUND: [&str; 12] = [
        "調査した結果",
        "調べた結果",
        "解析した結果",
        "確認した結果",
        "調査の結果",
        "解析の結果",
        "分析の結果",
        "調査により",
        "調査したところ",
        "調べたところ",
        "調査において",
        "その後の調査で",
    ];
    let (text, token) = (shaper.text, shaper.text.tokens()[date]);
    let head = text.lexed.slice(text.sentence(date).start, token.start);
    FOUND.iter().any(|w| head.contains(w))
}

/// Whether something struck on the day of a find, as its sentence says before it.
fn struck(shaper: &Shaper<'_, '_, '_>, find: &Find, before: &[Find]) -> bool {
    let date = date_of(shaper, find);
    let sentence = shaper.text.clause(find.last()).sentence;
    let same = |f: &Find| shaper.rule(f).code.as_str() == "occurrence" && date_of(shaper, f) == date;
    before.iter().rev().take(MOST).take_while(|f| shaper.text.clause(f.last()).sentence == sentence).any(same)
}

/// Whether what an occurrence tells went on (侵入されていた, 閲覧できる状態にある) when it was noticed.
fn is_lasting(shaper: &Shaper<'_, '_, '_>, attack: &Find, noticed: &Find) -> bool {
    let (here, by) = (shaper.text.tokens()[attack.last()], shaper.text.tokens()[noticed.last()]);
    let words = shaper.text.lexed.stretch(here.start, by.start.max(here.start).min(here.start + FAR));
    ["てい", "状態にあ", "状態であ", "状態だっ"].iter().any(|w| words.contains(w))
}

/// Whether the day of an attack and of its being noticed is only the attack's: すぐに調べ、12月7日に侵入されていたことが確認された.
fn of_attack(shaper: &Shaper<'_, '_, '_>, attack: &Find, noticed: &Find, finds: &[Find]) -> bool {
    let of = |f: &Find| shaper.rule(f).code.as_str();
    let (text, date) = (shaper.text, date_of(shaper, attack));
    let Some(day) = date.filter(|_| of(attack) == "occurrence" && of(noticed) == "discovery") else { return false };
    let here = text.clause(attack.last()).sentence == text.clause(noticed.last()).sentence;
    let after = &text.lexed.text()[text.tokens()[day].end as usize..];
    // 23日になり、紛失していることが判明: the day is that of the finding.
    let local =
        after.starts_with('に') && !["に、", "になり", "になって", "に入り", "に入って"].iter().any(|w| after.starts_with(w));
    here && local
        && date_of(shaper, noticed) == date
        && is_lasting(shaper, attack, noticed)
        && (noticed_before(shaper, attack, finds) || has_subject_before(shaper, day))
}

/// Whether the day of an attack is its own, and not that of its being told: 10日に帳簿が不正に閲覧され、…と発表した.
fn is_told_of(shaper: &Shaper<'_, '_, '_>, attack: &Find, told: &Find) -> bool {
    let of = |f: &Find| shaper.rule(f).code.as_str();
    let (text, date) = (shaper.text, date_of(shaper, attack));
    let Some(day) = date.filter(|_| of(attack) == "occurrence" && of(told) == "publication") else { return false };
    let (token, last) = (text.tokens()[day], text.tokens()[attack.last()]);
    let between = text.lexed.stretch(token.end, last.start.max(token.end).min(token.end + FAR));
    text.clause(attack.last()).sentence == text.clause(told.last()).sentence
        && text.clause_of[day] == text.clause_of[attack.last()]
        && date_of(shaper, told) == date
        && between.starts_with('に')
        && !between.starts_with("に、")
        && between.contains('が')
}

/// Whether a subject stands before a date, so that the day is that of its verb: 端末が3月15日に感染し、…していたことが分かった.
fn has_subject_before(shaper: &Shaper<'_, '_, '_>, date: usize) -> bool {
    let token = shaper.text.tokens()[date];
    let clause = shaper.text.clause(date);
    let before = shaper.text.lexed.slice(clause.start.min(token.start), token.start).trim_end();
    before.ends_with('が') && !["ところが", "ですが", "ますが", "たが", "だが"].iter().any(|w| before.ends_with(w))
}

/// Whether another day is told, before a find, on which the matter was noticed.
fn noticed_before(shaper: &Shaper<'_, '_, '_>, find: &Find, finds: &[Find]) -> bool {
    let date = date_of(shaper, find);
    let noticed = |f: &&Find| shaper.rule(f).code.as_str() == "discovery" && f.last() < find.last() && date_of(shaper, f) != date;
    finds.iter().take(MOST).any(|f| noticed(&f))
}

/// Whether the day of a publication is that of a sanction: 22日付で停職の処分にしたと発表.
fn sanctioned(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let Some(date) = date_of(shaper, find).map(|d| tokens[d]) else { return false };
    let between = text.slice(date.end, tokens[find.last()].start.max(date.end));
    let acts = ["処分", "停職", "免職", "減給", "戒告", "解雇", "訓告", "注意"];
    between.starts_with('付') && acts.iter().any(|w| between.contains(w))
}

/// What follows where it is told that something is put out no more: 公表が停止された.
const STOPPED: [&str; 8] = ["表が停止", "表を停止", "が停止", "を停止", "が中止", "を中止", "を取りやめ", "を取り止め"];

/// Whether a word only says of what it is told: 公表された資料, 案内をお送りした際.
pub(super) fn attributive(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let text = &shaper.text.lexed.text()[shaper.text.tokens()[find.last()].end as usize..];
    let noun = |c: char| c.is_ascii_alphabetic() || matches!(c, '一'..='龠' | 'ァ'..='ヴ');
    let code = shaper.rule(find).code.as_str();
    if matches!(code, "containment" | "recovery" | "discovery") && until_then(text, since(shaper, find)) {
        return true;
    }
    if code == "discovery" && (overlooked(text) || retold::undone_there(shaper, find)) {
        return true;
    }
    // 出張先でも読めるよう、転送を設定した: that is what it was for.
    let word = shaper.text.lexed.slice(shaper.text.tokens()[find.last()].start, shaper.text.tokens()[find.last()].end);
    if code == "recovery" && word.ends_with("るよう") && text.starts_with('、') {
        return true;
    }
    // 検索できる状態であった: what was so came back on no day.
    if code == "recovery" && word.ends_with("状態") && ["にあ", "であっ", "でし", "だっ"].iter().any(|w| text.starts_with(w))
    {
        return true;
    }
    // 設定を変更したところ、…が見えるようになった: that was no remedy.
    if code == "containment" && caused(shaper, find, text) {
        return true;
    }
    // 利用権限を見直した上で、使用を再開した: what made it fit to go on is not when it was stopped.
    if code == "containment" && readied(shaper, find, text) {
        return true;
    }
    // 遮断していたネットワークを再開: what was cut off is only named.
    let held = ["していた", "されていた", "ていた"].iter().find_map(|w| text.strip_prefix(w));
    if matches!(code, "containment" | "recovery") && held.is_some_and(|rest| rest.starts_with(noun)) {
        return true;
    }
    // 同月、黒塗りを施した資料を渡した; 送付した通知書を回収する: what was done is only named.
    if matches!(code, "containment" | "individual_notice") && done_to(text) || code == "containment" && bidden(word, text) {
        return true;
    }
    // 10月13日、消去した旨の証明書を受け取った: what was done by then is not done on that day.
    let certified = ["した旨の", "したとの", "したという", "たとの", "た旨の", "済みとの", "済みである旨"]
        .iter()
        .any(|w| text.starts_with(w));
    if matches!(code, "containment" | "recovery") && certified && topical(shaper, find) {
        return true;
    }
    // 見つからず紛失と判断した: the day is that of the judgement.
    if code == "occurrence" && ["と判断", "と断定", "と結論", "したと判断", "したと断定"].iter().any(|w| text.starts_with(w))
    {
        return true;
    }
    match code {
        "publication" => {
            // 十分でないまま公表していることが判明: that went on, and was done on no such day.
            if WENT_ON.iter().any(|w| text.starts_with(w))
                || text.starts_with("している状態")
                || STOPPED.iter().any(|w| text.starts_with(w))
                || about(shaper, find)
            {
                return true;
            }
            let word = shaper.text.lexed.slice(shaper.text.tokens()[find.last()].start, shaper.text.tokens()[find.last()].end);
            let opened = ["開示", "公開", "掲載"].iter().any(|w| word.ends_with(w));
            if opened
                && text
                    .strip_prefix("した")
                    .is_some_and(|rest| rest.starts_with(noun) && !rest.starts_with(['件', '内', '際', '後', '時']))
            {
                return true;
            }
            text.strip_prefix("された").is_some_and(|rest| rest.trim_start().starts_with(noun)) || sanctioned(shaper, find)
        }
        "individual_notice" => {
            // 送信いたしましたメールにおいて: the mail is only named.
            let polite = text.strip_prefix("しました");
            retold::told_all(shaper, find)
                || retold::came_in(shaper, find)
                || polite.is_some_and(|rest| rest.starts_with(noun))
                || ["する際", "した際", "しようと", "する時", "した時", "した方", "したお客"].iter().any(|w| text.starts_with(w))
        }
        _ => false,
    }
}

/// What makes of a word what had gone on, and was done on no one day: 公表|していること.
pub(super) const WENT_ON: [&str; 4] = ["していること", "していたこと", "されていること", "されていたこと"];

/// Whether the day of a find is only about so (6月10日頃): nobody forgets when he told a matter.
pub(super) fn about(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let token = date_of(shaper, find).map(|d| shaper.text.tokens()[d]);
    token.is_some_and(|t| ["日頃", "日ごろ", "日ころ"].iter().any(|w| shaper.text.lexed.slice(t.start, t.end).ends_with(w)))
}

/// Whether the date of a find stands before a comma, so that it dates the end of its sentence.
fn topical(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let token = date_of(shaper, find).map(|d| shaper.text.tokens()[d]);
    token.is_some_and(|t| shaper.text.lexed.text()[t.end as usize..].starts_with(['、', ',']))
}

/// Whether the date of a find says since when: 7日から.
fn since(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let token = date_of(shaper, find).map(|d| shaper.text.tokens()[d]);
    // 8日から9日に削除するまで: so does a period.
    token.is_some_and(|t| {
        t.class == crate::rule::classes::PERIOD
            || ["から", "より", "以降"].iter().any(|w| shaper.text.lexed.slice(t.start, t.end).ends_with(w))
    })
}

/// Whether a verb only says until when, or what a thing does: 止めるまで, 検知する仕組み.
fn until_then(after: &str, since: bool) -> bool {
    const ENDS: [&str; 8] = ["する", "した", "される", "させる", "る", "す", "く", "ぐ"];
    if since && after.starts_with("まで") {
        return true;
    }
    let Some(rest) = ENDS.iter().find_map(|w| after.strip_prefix(w)) else { return false };
    let noun = ["仕組み", "装置", "機能", "システム", "サービス", "ソフト", "扉", "ツール"];
    since && rest.starts_with("まで") || noun.iter().any(|w| rest.starts_with(w)) && !after.starts_with("した")
}

/// Whether the find at `n` of `finds` is.
pub(super) fn embedded(shaper: &Shaper<'_, '_, '_>, find: &Find, n: usize, finds: &[Find]) -> bool {
    let code = shaper.rule(find).code.as_str();
    if !TOLD.contains(&code) {
        return false;
    }
    let (text, date) = (shaper.text, date_of(shaper, find));
    if code != "discovery" && retold::told(shaper, find) {
        return true;
    }
    if date.is_some_and(|d| inquired(shaper, d)) {
        return code == "discovery" && struck(shaper, find, &finds[..n]);
    }
    if code == "occurrence" && finds[n + 1..].iter().take(MOST).any(|f| is_told_of(shaper, find, f)) {
        return false;
    }
    if code == "occurrence" && of_customers(shaper, find, &finds[..n]) {
        return true;
    }
    // 12時19分から14時54分まで…だったと判明: the hours are those of the exposure.
    // 8月7日以降に侵入されていたと判明: so is a day since when.
    let lasted = |d: usize| {
        let token = text.tokens()[d];
        let since = ["以降", "以後", "より", "から"].iter().any(|w| text.lexed.slice(token.start, token.end).ends_with(w));
        text.lexed
            .form(&token)
            .is_some_and(|f| matches!(f.value, Value::Period(p) if p.start.is_some() && (p.end.is_some() || since)))
    };
    if code == "occurrence" && date.is_some_and(lasted) {
        return false;
    }
    if code == "publication" && finds[..n].iter().rev().take(MOST).any(|f| is_told_of(shaper, f, find)) {
        return true;
    }
    if code == "discovery" && finds[..n].iter().rev().take(MOST).any(|f| of_attack(shaper, f, find, finds)) {
        return true;
    }
    if code == "occurrence" && retold::undone(shaper, find, &finds[n + 1..]) {
        return true;
    }
    if code == "sanction" && date.is_some_and(|d| text.lexed.text()[text.tokens()[d].end as usize..].starts_with('付')) {
        return false;
    }
    let later = &finds[n + 1..];
    let here = text.tokens()[find.last()];
    let sentence = text.clause(find.last()).sentence;
    let over = |f: &&Find| {
        let by = shaper.rule(f).code.as_str();
        (OVER.contains(&by) || by == "sanction") && date_of(shaper, f) == date && text.tokens()[f.last()].start >= here.end
    };
    later.iter().take(MOST).take_while(|f| text.clause(f.last()).sentence == sentence).filter(over).any(|f| {
        let by = text.tokens()[f.last()];
        let between = text.lexed.slice(here.end.min(by.start), by.start);
        if code == "occurrence" && shaper.rule(f).code.as_str() == "sanction" {
            return is_attribute(shaper, here) || between.contains("として") || between.contains("を理由に");
        }
        let said = shaper.rule(f).code.as_str() == "publication" && is_said(between);
        // 19日、教諭を減給の処分にしたと発表した: a report gives both on one day.
        if code == "sanction" && between.ends_with("たと") {
            return false;
        }
        // ロックされていることに気付き: it was seen, not done.
        if matches!(code, "containment" | "recovery") && shaper.rule(f).code.as_str() == "discovery" {
            return ["ていること", "ていたこと", "ているの", "ていたの"].iter().any(|w| between.contains(w));
        }
        if of_attack(shaper, find, f, finds) {
            return false;
        }
        // 6月27日、不正なログインが行われたことが確認されました: the day is that of both.
        let lasting = is_lasting(shaper, find, f);
        let seen = ["確認", "判明", "分か", "わか", "発覚"];
        let seen = seen.iter().any(|w| text.lexed.text()[by.start as usize..].starts_with(w));
        let verified = between.ends_with("ことが") && !lasting && seen && !retold::looked_up(shaper, find, here.start);
        said || code == "occurrence"
            && !verified
            && is_object(between, text.clause_of[find.last()] == text.clause_of_at(by.start))
    })
}

/// Whether a verb only says what somebody is: 無断で閲覧していた職員を戒告とした.
pub(super) fn is_attribute(shaper: &Shaper<'_, '_, '_>, here: crate::token::Token) -> bool {
    const FAR: usize = 10;
    let text = &shaper.text.lexed.text()[here.start as usize..];
    let end = text.char_indices().nth((here.end - here.start) as usize / 3 + FAR).map_or(text.len(), |(at, _)| at);
    let words = text[..end].split(['、', '。']).next().unwrap_or("");
    crate::clause::released(words, true)
}

/// …と発表した, …ことを公表した: all that stands before is what was said.
fn is_said(between: &str) -> bool {
    ["と", "ことを", "旨を", "とを", "可能性を", "として"].iter().any(|w| between.ends_with(w))
}

/// Whether an attack is the object of the verb after `between`, and not told before it (受信したため調べたところ、…が判明).
fn is_object(between: &str, same_clause: bool) -> bool {
    let told = ["ところ", "ため、", "ため調", "結果、", "ので、"].iter().any(|w| between.contains(w));
    let quoted =
        ["たと", "こと", "との", "懸念", "旨", "たおそれ", "ると", "疑い", "形跡", "痕跡"].iter().any(|w| between.contains(w));
    same_clause || quoted && !told
}

/// Whether the period is that in which customers did something: 「4月1日から5月1日までに応募された方の書類が閲覧できる状態」.
fn of_customers(shaper: &Shaper<'_, '_, '_>, find: &Find, before: &[Find]) -> bool {
    let (text, date) = (shaper.text, date_of(shaper, find));
    let sentence = text.clause(find.last()).sentence;
    let period = date.is_some_and(|d| text.tokens()[d].class == crate::rule::classes::PERIOD);
    let same = |f: &Find| shaper.rule(f).code.as_str() == "exposure_window" && date_of(shaper, f) == date;
    period && before.iter().rev().take(MOST).take_while(|f| text.clause(f.last()).sentence == sentence).any(same)
}
