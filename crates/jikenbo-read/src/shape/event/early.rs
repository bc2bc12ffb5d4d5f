//! What was done before anybody knew of the matter is no notice of it and no remedy: it is how the matter came about.

use jikenbo_model::{Date, Event, Fact, Precision};

use super::Matter;
use crate::shape::Shaper;

/// Whether a fact is of a code and tells a day.
fn is(fact: &Fact<Event>, code: &str) -> bool {
    fact.value.event.as_str() == code && fact.value.start.precision() == Precision::Day
}

/// The first day on which the matter was noticed, and where that is told.
fn noticed(facts: &[Fact<Event>]) -> Option<(Date, u32)> {
    let first = facts.iter().filter(|f| is(f, "discovery")).min_by_key(|f| f.value.start)?;
    Some((first.value.start, first.evidence.span.start))
}

/// The first day on which the matter was stopped.
fn stop(facts: &[Fact<Event>], from: Date) -> Option<Date> {
    facts.iter().filter(|f| is(f, "containment") && f.value.start >= from).map(|f| f.value.start).min()
}

/// What was put out before it was noticed that it held too much (2月7日に計画を公告した) lay open from that day.
pub(super) fn put_out(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    const OF_NOTICE: [&str; 9] = ["報を", "第一報", "第1報", "お詫び", "おわび", "謝罪", "お知らせ", "ご報告", "停止"];
    let Some((noticed, _)) = noticed(facts).filter(|_| matter.is(&["unintended_publication"])) else { return };
    let early = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let own = matter.published.is_some_and(|p| p.value == f.value.start);
        is(f, "publication") && f.value.start < noticed && !own && !OF_NOTICE.iter().any(|w| quote.contains(w))
    };
    let struck: Vec<Date> = facts.iter().filter(|f| f.value.event.as_str() == "occurrence").map(|f| f.value.start).collect();
    facts.retain(|f| !(early(f) && struck.contains(&f.value.start)));
    let stops: Vec<Option<Date>> = facts.iter().map(|f| stop(facts, f.value.start)).collect();
    for (fact, stop) in facts.iter_mut().zip(stops).filter(|(f, _)| early(f)) {
        let first = struck.is_empty();
        fact.value.event = if first { "occurrence" } else { "other" }.into();
        fact.value.end = stop.filter(|_| first);
    }
}

/// What was set otherwise before the matter was noticed is no remedy: 5月2日に公開の設定を変更し、6月1日に指摘を受けた.
pub(super) fn set(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>], matter: &Matter<'_>) {
    const SETS: [&str; 6] = ["設定を変更", "設定変更", "設定を修正", "設定を切り替え", "を設定", "設定し"];
    const OPENS: [&str; 4] = ["unintended_publication", "misdelivery", "product_fault", "improper_sharing"];
    let Some((noticed, _)) = noticed(facts) else { return };
    let hour = facts.iter().filter(|f| is(f, "discovery") && f.value.start == noticed).find_map(|f| f.value.start_time);
    let early = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        // 10時に設定を変更し、10時40分に連絡を受けた: the hours tell which was first.
        let before = f.value.start == noticed && hour.is_some() && f.value.start_time.is_some_and(|t| Some(t) < hour);
        let earlier = f.value.start < noticed || before;
        (is(f, "containment") || is(f, "recovery")) && earlier && SETS.iter().any(|w| quote.contains(w))
    };
    let struck = facts.iter().any(|f| f.value.event.as_str() == "occurrence");
    let others: Vec<Fact<Event>> = facts.iter().filter(|f| !early(f)).cloned().collect();
    let stops: Vec<Option<Date>> = facts.iter().map(|f| stop(&others, noticed.max(f.value.start))).collect();
    for (fact, stop) in facts.iter_mut().zip(stops).filter(|(f, _)| early(f)) {
        let opens = !struck && matter.is(&OPENS);
        fact.value.event = if opens { "occurrence" } else { "other" }.into();
        fact.value.end = stop.filter(|_| opens);
    }
}

/// A fraud begins with its first act: a mail of somebody who gives himself out for another, or a screen that bids to call.
pub(super) fn lured(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>], matter: &Matter<'_>) {
    const KINDS: [&str; 4] = ["phishing", "account_takeover", "malware", "unauthorized_access"];
    const POSES: [&str; 12] =
        ["名乗", "名のる", "名のっ", "装う", "装っ", "装い", "騙る", "騙っ", "かたる", "かたっ", "引用", "なりすま"];
    const CAME: [&str; 6] = ["届き", "届い", "受信", "受け取", "送られ", "送信され"];
    const SHOWN: [&str; 6] = ["表示され", "現れ", "表示が", "画面が", "鳴り", "映し出"];
    let (lexed, text) = (&shaper.text.lexed, shaper.text.lexed.text());
    if !matter.is(&KINDS) || facts.iter().any(|f| f.value.event.as_str() == "occurrence") {
        return;
    }
    let called = text.contains("サポート詐欺") || text.contains("遠隔操作") && text.contains("電話");
    let before = noticed(facts).map(|(day, _)| day);
    let lure = |f: &Fact<Event>| {
        let quote = lexed.said(f.evidence.span);
        let has = |words: &[&str]| words.iter().any(|w| quote.contains(w));
        let mail = has(&POSES) && has(&CAME) || called && has(&SHOWN);
        is(f, "other") && before.is_none_or(|day| f.value.start <= day) && mail && !quote.contains("連絡があ")
    };
    if let Some(fact) = facts.iter_mut().filter(|f| lure(f)).min_by_key(|f| f.value.start) {
        fact.value.event = "occurrence".into();
    }
}

/// Where what went astray is told in the sentences behind that of its day (16日、名簿を作成した。…その名簿を添付して送信した。), the day is its.
pub(super) fn astray(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>], matter: &Matter<'_>) {
    const SENDS: [&str; 10] = ["送信し", "送付し", "発送し", "郵送し", "配布し", "配付し", "交付し", "送っ", "渡し", "投函し"];
    if !matter.is(&["misdelivery"]) || facts.iter().any(|f| f.value.event.as_str() == "occurrence") {
        return;
    }
    let Some((before, at)) = noticed(facts) else { return };
    let tokens = shaper.text.tokens();
    let start = |n: usize| shaper.text.lexed.source(tokens[n].start, tokens[n].end).start as usize;
    let days: Vec<usize> = shaper.text.whens(0..tokens.len()).map(start).collect();
    let goes_on = |f: &Fact<Event>| {
        let earlier = f.value.start < before || f.value.start == before && f.evidence.span.start < at;
        is(f, "other") && earlier && SENDS.iter().any(|w| behind(shaper, f, &days).contains(w))
    };
    if let Some(fact) = facts.iter_mut().filter(|f| goes_on(f)).max_by_key(|f| f.value.start) {
        fact.value.event = "occurrence".into();
    }
}

/// What stands behind a fact in its line, up to the next of the days.
fn behind<'t>(shaper: &'t Shaper<'_, '_, '_>, fact: &Fact<Event>, days: &[usize]) -> &'t str {
    const FAR: usize = 600;
    let (text, from) = (&shaper.text.notice.text, fact.evidence.span.end as usize);
    let rest = text.get(from..).unwrap_or("");
    let rest = rest[..rest.floor_char_boundary(FAR)].split('\n').next().unwrap_or("");
    let next = days.get(days.partition_point(|at| *at < from)).map_or(rest.len(), |at| at - from);
    &rest[..rest.len().min(next)]
}

/// Where somebody outside found the matter first and told the organisation later, the day of the telling is the discovery:
/// 9日、散歩中の方が見つけ、… 10日、警察から連絡があった.
pub(super) fn found_outside(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>]) {
    const OUTSIDE: [&str; 19] = [
        "の方が",
        "た人が",
        "別の人が",
        "知人が",
        "の住人が",
        "住民が",
        "市民が",
        "通行人が",
        "利用者が",
        "客が",
        "同社の社員が",
        "同社の担当者が",
        "同社の従業員が",
        "委託先が",
        "委託先の社員が",
        "委託先の担当者が",
        "受託者が",
        "業者が",
        "同社が",
    ];
    const FOUND: [&str; 10] = ["見つけ", "発見", "拾", "気付", "気づ", "検知", "確認", "把握", "判明", "気がつ"];
    const TOLD: [&str; 10] = ["連絡", "報告", "通報", "届け", "知らせ", "一報", "指摘", "知っ", "説明を受け", "情報提供"];
    let lexed = &shaper.text.lexed;
    let day = |f: &Fact<Event>| is(f, "discovery");
    // In a newspaper's words 同社 is the organisation itself.
    let report = super::reported(shaper);
    let Some((first, _)) = noticed(facts) else { return };
    let told = facts.iter().any(|f| {
        let quote = lexed.said(f.evidence.span);
        day(f) && f.value.start > first && TOLD.iter().any(|w| quote.contains(w))
    });
    let outside = |f: &Fact<Event>| {
        let quote = lexed.said(f.evidence.span);
        let subject = OUTSIDE.iter().any(|w| !(report && w.starts_with("同社")) && quote.contains(w));
        let found =
            FOUND.iter().any(|w| quote.ends_with(w) || quote.trim_end_matches(['し', 'い', 'き', 'た', 'っ']).ends_with(w));
        found && subject && !TOLD.iter().any(|w| quote.contains(w))
    };
    for fact in facts.iter_mut().filter(|f| told && day(f) && f.value.start == first && outside(f)) {
        fact.value.event = "other".into();
    }
}
