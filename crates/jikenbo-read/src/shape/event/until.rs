//! What lay open until it was closed.

use jikenbo_model::{Date, Event, Fact, Precision};

use super::Matter;
use crate::resolve::When;
use crate::rule::classes;
use crate::shape::{MOST, Shaper};

/// Acts whose effect lasts until somebody undoes it.
const OPENS: [&str; 18] = [
    "警告",
    "という画面",
    "公開",
    "掲載",
    "共有",
    "設定",
    "アップ",
    "閲覧でき",
    "閲覧可能",
    "見られる",
    "見える",
    "転送",
    "リンク",
    "載せ",
    "公開範囲",
    "丸見え",
    "表示でき",
    "誰でも",
];

/// Kinds of what goes on until somebody stops it.
const LASTING: [&str; 3] = ["unintended_publication", "product_fault", "denial_of_service"];

/// Words of what is done once, whatever the kind.
const ONCE: [&str; 8] = ["送信", "送付", "発送", "交付", "郵送", "紛失", "提供", "アクセスが行われ"];

/// An exposure that ran on until a stated stop has that stop as its end.
pub(super) fn close(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>], matter: &Matter<'_>) {
    let over = |code: &str| code == "containment" || code == "recovery" && matter.is(&["denial_of_service"]);
    let stops: Vec<Date> = facts.iter().filter(|f| over(f.value.event.as_str())).map(|f| f.value.start).collect();
    for fact in facts.iter_mut().filter(|f| f.value.event.as_str() == "occurrence" && f.value.end.is_none()) {
        if fact.value.start.precision() == Precision::Year || !goes_on(shaper, fact, matter) {
            continue;
        }
        // 8月1日より障害が発生し、同日止めた: what began on a day did not end on it by that.
        let begun = !shows(shaper, fact, matter);
        let after = |d: &&Date| **d > fact.value.start || !begun && **d == fact.value.start;
        let stop = stops.iter().filter(|d| d.precision() == Precision::Day).filter(after).min();
        fact.value.end = stop.copied();
    }
}

/// Whether what a fact tells goes on: its words say since when, or it [`shows`].
fn goes_on(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Event>, matter: &Matter<'_>) -> bool {
    const HEAD: usize = 40;
    const SINCE: [&str; 7] = ["より、", "から、", "頃より", "ごろより", "頃から", "ごろから", "以降"];
    let quote = sentence_of(shaper, fact);
    let end = quote.char_indices().nth(HEAD).map_or(quote.len(), |(at, _)| at);
    SINCE.iter().any(|w| quote[..end].contains(w)) || shows(shaper, fact, matter)
}

/// Whether what a fact tells lies open or goes on by itself: its words say so, or the matter is of a kind that does.
fn shows(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Event>, matter: &Matter<'_>) -> bool {
    let once = ONCE.iter().any(|w| shaper.text.lexed.said(fact.evidence.span).contains(w));
    // リンクを開いた: that opens nothing to others.
    const FOLLOWS: [&str; 7] =
        ["リンクを開", "リンクを押", "リンクをクリック", "リンクをタップ", "リンクにアクセス", "リンク先", "リンクから"];
    let told = sentence_of(shaper, fact);
    // 網棚に載せたかばん: what is lost lies open to nobody by that.
    if matter.is(&["loss_or_theft"]) && !matter.is(&LASTING) && !told.contains("公開") {
        return false;
    }
    let followed = FOLLOWS.iter().any(|w| told.contains(w));
    OPENS.iter().any(|w| told.contains(w) && !(followed && *w == "リンク")) || matter.is(&LASTING) && !once
}

/// From where a fact's evidence begins to the end of its sentence, or as far as its clauses may reach.
fn sentence_of<'t>(shaper: &'t Shaper<'_, '_, '_>, fact: &Fact<Event>) -> &'t str {
    const FAR: usize = 720;
    let at = shaper.text.lexed.folded_at(fact.evidence.span);
    let rest = shaper.text.lexed.text().get(at.start..).unwrap_or("");
    let rest = &rest[..rest.floor_char_boundary(FAR)];
    // 4日、…を保存した。その際、…と設定した: the evidence may end a sentence further on.
    let told = rest.floor_char_boundary(at.len());
    let told = rest[..told].rfind('。').unwrap_or(0);
    let told = told + rest[told..].chars().next().filter(|c| *c == '。').map_or(0, char::len_utf8);
    let end = rest[told..].find(['。', '\n']).map_or(rest.len(), |at| told + at);
    // 6日、…を受け、9日に…に掲載されていることを確認した: what is told of a later day does not go on from this one.
    let own = at.len();
    let next = rest
        .get(own..end)
        .and_then(|w| w.match_indices('、').find(|(at, c)| w[at + c.len()..].starts_with(|c: char| c.is_numeric())));
    &rest[..next.map_or(end, |(at, _)| own + at)]
}

/// Where what was open to others has no day on which it was opened, the last deed before it was noticed that opens things is
/// that: 資料は4月10日に掲載した.
pub(super) fn opened(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>], matter: &Matter<'_>) {
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code;
    // Mails that are forwarded to strangers go on going there, too.
    let forwards = matter.is(&["misdelivery"]) && !matter.is(&["unintended_publication"]);
    if !forwards && !matter.is(&["unintended_publication"]) || facts.iter().any(|f| of(f, "occurrence")) {
        return;
    }
    let day = |f: &Fact<Event>| f.value.start.precision() == Precision::Day;
    let noticed = facts.iter().filter(|f| of(f, "discovery") && day(f)).map(|f| f.value.start).min();
    let stop = facts.iter().filter(|f| of(f, "containment") && day(f)).map(|f| f.value.start).min();
    let Some(before) = noticed.or(stop) else { return };
    let opens = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let own = matter.published.is_some_and(|p| p.value == f.value.start);
        let opens = if forwards { quote.contains("転送") } else { OPENS.iter().any(|w| quote.contains(w)) };
        (of(f, "other") || of(f, "publication")) && day(f) && !own && opens
    };
    let last = facts.iter_mut().filter(|f| f.value.start < before && opens(f)).max_by_key(|f| f.value.start);
    if let Some(fact) = last {
        fact.value.event = "occurrence".into();
        fact.value.end = stop.filter(|stop| *stop >= fact.value.start);
    }
}

/// Where letters or mails went astray and no day is told for it, the last sending before it was noticed is that.
pub(super) fn sent(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    const SENDS: [&str; 10] = ["送信", "送付", "発送", "郵送", "配布", "配付", "交付", "送っ", "渡し", "投函"];
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code;
    if matter.is(&["misdelivery"]) {
        sent_again(shaper, facts, &SENDS);
    }
    if !matter.is(&["misdelivery"]) || facts.iter().any(|f| of(f, "occurrence")) {
        return;
    }
    let day = |f: &Fact<Event>| f.value.start.precision() == Precision::Day;
    let noticed = facts.iter().filter(|f| of(f, "discovery") && day(f)).min_by_key(|f| f.value.start);
    let Some((before, at)) = noticed.map(|f| (f.value.start, f.evidence.span.start)) else { return };
    let sends = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let earlier = f.value.start < before || f.value.start == before && f.evidence.span.start < at;
        of(f, "other") && day(f) && earlier && SENDS.iter().any(|w| quote.contains(w))
    };
    if let Some(fact) = facts.iter_mut().filter(|f| sends(f)).max_by_key(|f| f.value.start) {
        fact.value.event = "occurrence".into();
    }
}

/// The sending that a list tells once more (発生日 6月25日 … 6月25日 活動表をメール送信) is the mishap that is known of its day.
fn sent_again(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, sends: &[&str]) {
    const ELSE: [&str; 8] = ["再", "詫び", "謝罪", "削除", "依頼", "お願い", "報告", "訂正"];
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code;
    let struck: Vec<Date> = facts.iter().filter(|f| of(f, "occurrence")).map(|f| f.value.start).collect();
    let noticed = facts.iter().filter(|f| of(f, "discovery")).map(|f| f.value.start).min();
    facts.retain(|f| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let again = of(f, "other")
            && struck.contains(&f.value.start)
            && noticed.is_none_or(|day| f.value.start <= day)
            && sends.iter().any(|w| quote.trim_end_matches(['し', 'た']).ends_with(w))
            && !ELSE.iter().any(|w| quote.contains(w));
        !again
    });
}

/// Where nothing says when the matter was, what went on from one day to another (8月から1月にかけ、…) and is told of nothing else is that.
pub(super) fn lone(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    const OF_ELSE: [&str; 24] = [
        "募集",
        "受付",
        "受け付け",
        "営業",
        "契約",
        "開催",
        "キャンペーン",
        "窓口",
        "問い合わせ",
        "お問い合わせ",
        "電話",
        "限定",
        "保存",
        "休",
        "予定",
        "在籍",
        "勤務",
        "研修",
        "会期",
        "点検",
        "調査",
        "年度",
        "勤めていた",
        "処分",
    ];
    if facts.iter().any(|f| f.value.event.as_str() == "occurrence") {
        return;
    }
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let free = |n: &usize| {
        let token = tokens[*n];
        let place = text.lexed.source(token.start, token.end);
        let line = text.lines[text.line_at(token.start)];
        let words = text.lexed.stretch(line.start.max(token.start.saturating_sub(240)), line.end.min(token.end + 360));
        let told = |f: &Fact<Event>| f.evidence.span.start <= place.start && place.end <= f.evidence.span.end;
        let went_on = ["にかけ", "にかけて"].iter().any(|w| text.lexed.slice(token.start, token.end).ends_with(w));
        went_on && !text.in_title(token.start) && !facts.iter().any(told) && !OF_ELSE.iter().any(|w| words.contains(w))
    };
    let periods = text.places.of(classes::PERIOD).iter().map(|n| *n as usize);
    let mut lone = periods.take(MOST).filter(free).filter_map(|n| {
        let When { start, end, start_time, end_time } = shaper.calendar.when(tokens[n].form?);
        let (start, end) = (start?, end?);
        let past = matter.published.is_none_or(|p| start <= p.value && end <= p.value);
        let event = Event { event: "occurrence".into(), start, end: Some(end), start_time, end_time };
        past.then(|| Fact::new(event, text.lexed.source(tokens[n].start, tokens[n].end), "timeline/occurrence".into()))
    });
    if let (Some(fact), None) = (lone.next(), lone.next()) {
        drop(lone);
        facts.push(fact);
    }
}

/// Where a failure is told with the hours that it lasted, and as over, its end is the recovery.
pub(super) fn restored(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    let fails = matter.is(&["denial_of_service", "product_fault", "other"]);
    let known = |f: &Fact<Event>| matches!(f.value.event.as_str(), "recovery" | "containment");
    let text = shaper.text.lexed.text();
    let over = text.contains("障害");
    if !fails || !over || facts.iter().any(known) {
        return;
    }
    let failed = |f: &&Fact<Event>| f.value.event.as_str() == "occurrence" && f.value.end_time.is_some();
    let ended = facts.iter().find(failed).and_then(|f| Some((f.value.end?, f.value.end_time, f.evidence.clone())));
    if let Some((start, start_time, evidence)) = ended {
        let event = Event { event: "recovery".into(), start, end: None, start_time, end_time: None };
        facts.push(Fact::new(event, evidence.span, "timeline/recovery".into()));
    }
}

/// That an attack is over.
const SUBSIDED: [&str; 9] = ["収まっ", "収まり", "おさまっ", "おさまり", "終息", "沈静化", "途絶え", "やみま", "止みま"];

/// What went on till a day that is told apart (10日に始まり、12日に止めるまで続いた; 13日まで見える状態だった) has that day as its end.
pub(super) fn upto(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    let struck = |f: &Fact<Event>| f.value.event.as_str() == "occurrence" && f.value.end.is_none();
    let day = |f: &Fact<Event>| f.value.start.precision() == Precision::Day;
    let over = |f: &Fact<Event>| SUBSIDED.iter().any(|w| shaper.text.lexed.said(f.evidence.span).contains(w));
    let says = |f: &Fact<Event>| over(f) || says_till(shaper.text.lexed.said(f.evidence.span));
    let till = |f: &Fact<Event>| struck(f) && day(f) && f.also.is_empty() && says(f);
    let ends: Vec<(Date, u32)> = facts.iter().filter(|f| till(f)).map(|f| (f.value.start, f.evidence.span.start)).collect();
    for (end, at) in ends {
        let begun = |f: &&mut Fact<Event>| struck(f) && day(f) && f.value.start < end && f.evidence.span.start < at;
        if let Some(fact) = facts.iter_mut().filter(begun).max_by_key(|f| f.evidence.span.start) {
            fact.value.end = Some(end);
            facts.retain(|f| !(struck(f) && f.value.start == end && f.evidence.span.start == at));
        }
    }
    for fact in facts.iter_mut().filter(|f| till(f) && over(f)) {
        fact.value.event = "other".into();
    }
}

/// Whether words begin with a day till when: 同月13日まで, 12日に止めるまで.
fn says_till(quote: &str) -> bool {
    let Some((before, _)) = quote.split('、').next().and_then(|head| head.split_once("まで")) else { return false };
    let (_, verb) = before.split_once('に').unwrap_or(("", ""));
    let until = verb.ends_with(['る', 'す', 'く', 'む', 'う', 'つ', 'ぶ', 'ぐ']) && verb.chars().count() <= 16;
    until || before.ends_with(|c: char| "日頃分時午前後ろ)".contains(c)) && !before.contains('に')
}

/// An exposure that is told twice, with its end and without, is one.
pub(super) fn once(facts: &mut Vec<Fact<Event>>) {
    let mut seen: Vec<Event> = Vec::new();
    facts.retain(|f| {
        let lasted = matches!(f.value.event.as_str(), "occurrence" | "exposure_window") && f.value.end.is_some();
        let same = |e: &Event| e.event == f.value.event && e.start == f.value.start && e.end == f.value.end;
        let told = lasted && seen.iter().any(same);
        if lasted && !told {
            seen.push(f.value.clone());
        }
        !told
    });
}

#[cfg(test)]
mod tests {
    use super::says_till;

    #[test]
    fn a_day_till_when_is_an_end() {
        assert!(says_till("同月13日まで閲覧できる状態"));
        assert!(says_till("12日に止めるまで続い"));
        assert!(says_till("5月20日に利用者から指摘されるまで公開されて"));
        assert!(!says_till("12日に駅まで送った際に紛失"));
        assert!(!says_till("12日、駅までの車内で紛失"));
        assert!(!says_till("12日に紛失"));
    }
}
