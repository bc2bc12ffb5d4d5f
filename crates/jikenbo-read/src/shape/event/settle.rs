//! What of the events found is kept.

use jikenbo_model::{Code, Date, Event, Fact, Span};

use super::Matter;
use crate::apply::Find;
use crate::shape::Shaper;

/// Conflicts between events, settled in a fixed order: what a weak rule found yields to an earlier event of the same code that
/// a surer one found, and to the end of an investigation on the same day.
pub(super) fn settle(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, finds: &[Find], matter: &Matter<'_>) {
    sent_before(shaper, facts, matter);
    going_to(shaper, facts);
    mended(shaper, facts);
    taken_along(shaper, facts, matter);
    struck_after(facts);
    reported_out(facts);
    shown_by_inquiry(facts);
    passed_on(facts);
    announced_then(facts, matter);
    background(shaper, facts);
    answered(shaper, facts);
    let tokens = shaper.text.tokens();
    let weak_at = |f: &Fact<Event>, end: u32| {
        let mut here = finds.iter().filter(|x| {
            let last = tokens[x.last()];
            shaper.rule(x).code == f.value.event && shaper.text.lexed.source(last.start, shaper.whole(last.end)).end == end
        });
        here.next().is_some_and(|x| shaper.rule(x).weak) && here.all(|x| shaper.rule(x).weak)
    };
    let weak = |f: &Fact<Event>| weak_at(f, f.evidence.span.end) && f.also.iter().all(|e| weak_at(f, e.span.end));
    let mut weak: Vec<bool> = facts.iter().map(weak).collect();
    let exact: Vec<(Code, Date)> = facts.iter().map(|f| (f.value.event.clone(), f.value.start)).collect();
    let noticed = facts.iter().filter(|f| f.value.event.as_str() == "discovery").map(|f| f.value.start).min();
    for fact in facts.iter_mut().filter(|f| f.value.event.as_str() == "discovery" && Some(f.value.start) > noticed) {
        // What an inquiry finds after the matter is known is no discovery of it.
        let quote = shaper.text.lexed.said(fact.evidence.span);
        if SHOWN.iter().any(|w| quote.contains(w)) {
            fact.value.event = "other".into();
        }
    }
    // The notice's own date line tells nothing of what was found on that day.
    let heads = |f: &Fact<Event>| f.evidence.rule.as_str() == "published/date";
    let kept = facts.iter().zip(&weak).filter(|(f, weak)| !**weak && !heads(f));
    let sure: Vec<(Code, Date)> = kept.map(|(f, _)| (f.value.event.clone(), f.value.start)).collect();
    let kept = facts.iter().zip(&weak).filter(|(f, weak)| !**weak && f.value.event.as_str() == "discovery");
    let sure_at: Vec<(Code, u32)> = kept.map(|(f, _)| (f.value.event.clone(), f.evidence.span.start)).collect();
    // What turns out later of a matter that is known (17日、閲覧された可能性が判明) is an event of its own.
    for (fact, weak) in facts.iter_mut().zip(&mut weak).filter(|(f, weak)| **weak && f.value.event.as_str() == "discovery") {
        let quote = shaper.text.lexed.said(fact.evidence.span);
        let possible = ["可能性", "おそれ", "恐れ"].iter().any(|w| quote.contains(w));
        let known = sure
            .iter()
            .any(|(e, start)| matches!(e.as_str(), "other" | "investigation_end" | "publication") && *start == fact.value.start);
        if possible && !known && noticed.is_some_and(|n| n < fact.value.start && n.precision() == fact.value.start.precision()) {
            (fact.value.event, *weak) = ("other".into(), false);
        }
    }
    let told_at = facts.iter().zip(&weak).filter(|(f, weak)| !**weak && !heads(f) && f.value.event.as_str() == "publication");
    let published: Vec<Fact<Event>> = told_at.map(|(f, _)| f.clone()).collect();
    let mut n = 0;
    facts.retain(|f| {
        n += 1;
        // 「2021年12月に発覚」 and then 「12月7日に連絡を受け」: the same, more exactly.
        let once = matches!(f.value.event.as_str(), "occurrence" | "discovery") && f.value.end.is_none();
        if once && exact.iter().any(|(e, date)| *e == f.value.event && holds(f.value.start, *date)) {
            return false;
        }
        let told = |event: &str| sure.iter().any(|(e, start)| e.as_str() == event && *start == f.value.start);
        // 8日、…を確認し、公表した; but what another sentence tells of the day leaves it alone.
        let told_here = |event: &str, f: &Fact<Event>| {
            published.iter().any(|p| event == p.value.event.as_str() && p.value.start == f.value.start && beside(shaper, p, f))
        };
        let before = sure_at.iter().any(|(e, at)| *e == f.value.event && *at < f.evidence.span.start);
        let later = before || sure.iter().any(|(e, start)| *e == f.value.event && *start < f.value.start);
        !(weak[n - 1] && (later || told("investigation_end") || told_here("publication", f)))
    });
}

/// What an inquiry shows.
const SHOWN: [&str; 8] =
    ["調査により", "調査した結果", "調査の結果", "調査をした結果", "捜査の結果", "解析の結果", "調査したところ", "調査で"];

/// What is reported after the matter is known, and after somebody was asked to look into it, is the answer and no discovery:
/// 3日、専門の会社に調査を依頼。… 20日、…との報告を受けた.
fn answered(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    const ANSWERS: [&str; 4] = ["報告", "指摘", "回答", "説明"];
    const STRANGERS: [&str; 8] = ["お客", "客", "利用者", "会員", "保護者", "市民", "取引先", "カード会社"];
    let lexed = &shaper.text.lexed;
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code;
    let first = facts.iter().filter(|f| of(f, "discovery")).min_by_key(|f| f.value.start);
    let Some((noticed, at)) = first.map(|f| (f.value.start, f.evidence.span.end)) else { return };
    let answer = |f: &Fact<Event>| {
        let quote = lexed.said(f.evidence.span);
        let between =
            || if at < f.evidence.span.start { lexed.said(Span::new(at as usize, f.evidence.span.start as usize)) } else { "" };
        let later = of(f, "discovery") && f.value.start > noticed;
        let told = ANSWERS.iter().any(|w| quote.contains(w)) && !STRANGERS.iter().any(|w| quote.contains(w));
        later && told && (SHOWN.iter().any(|w| quote.contains(w)) || asked(between()))
    };
    let ends: Vec<Date> = facts.iter().filter(|f| of(f, "investigation_end")).map(|f| f.value.start).collect();
    facts.retain(|f| !(answer(f) && ends.contains(&f.value.start)));
    for fact in facts.iter_mut().filter(|f| answer(f)) {
        let ends = ends.is_empty() && lexed.said(fact.evidence.span).contains("報告");
        fact.value.event = if ends { "investigation_end" } else { "other" }.into();
    }
}

/// Whether words tell that somebody was asked to look into the matter.
fn asked(between: &str) -> bool {
    const INQUIRIES: [&str; 6] = ["調査を", "調査の", "解析を", "究明を", "分析を", "診断を"];
    const ASKS: [&str; 4] = ["依頼", "委託", "要請", "指示"];
    let after = |words: &str| words.chars().take(8).collect::<String>();
    let asks = |rest: &str| ASKS.iter().any(|a| after(rest).contains(a));
    INQUIRIES.iter().any(|i| between.match_indices(i).any(|(at, w)| asks(&between[at + w.len()..])))
}

/// What an inquiry reported (解析は5月26日に始まり、6月20日に報告があった) is its end, and no discovery, where the same words tell both.
fn reported_out(facts: &mut Vec<Fact<Event>>) {
    let ends: Vec<(Date, Span)> = facts
        .iter()
        .filter(|f| f.value.event.as_str() == "investigation_end")
        .map(|f| (f.value.start, f.evidence.span))
        .collect();
    facts.retain(|f| {
        let span = f.evidence.span;
        let told = |(day, end): &(Date, Span)| {
            *day == f.value.start && end.start < span.start && span.start < end.end && span.end <= end.end + 6
        };
        !(f.value.event.as_str() == "discovery" && ends.iter().any(told))
    });
}

/// What an inquiry showed when it ended (調査は9月30日に完了し、侵入されていたことが…) did not happen on the day of its end.
fn shown_by_inquiry(facts: &mut Vec<Fact<Event>>) {
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code && f.value.end.is_none();
    let ends: Vec<(Date, Span)> =
        facts.iter().filter(|f| of(f, "investigation_end")).map(|f| (f.value.start, f.evidence.span)).collect();
    facts.retain(|f| {
        let span = f.evidence.span;
        let shown = |(day, end): &(Date, Span)| {
            *day == f.value.start && end.start <= span.start && span.start < end.end && end.end < span.end
        };
        !(of(f, "occurrence") && f.also.is_empty() && ends.iter().any(shown))
    });
}

/// What a report's first day tells is that it was announced: 市は24日、委託先の機器が感染。名簿が流出したおそれがあると発表した.
fn announced_then(facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    let Some(own) = matter.published.filter(|p| p.evidence.rule.as_str() == "published/announced") else { return };
    let at = own.evidence.span.start;
    let same = |f: &Fact<Event>| f.value.start == own.value && f.value.end.is_none() && f.evidence.span.start == at;
    facts.retain(|f| !(f.value.event.as_str() == "occurrence" && f.also.is_empty() && same(f)));
}

/// What is reported to an authority (10日に県教育委員会に報告があり) is no discovery, where the same words tell both and it was known before.
fn passed_on(facts: &mut Vec<Fact<Event>>) {
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code;
    let Some(noticed) = facts.iter().filter(|f| of(f, "discovery")).map(|f| f.value.start).min() else { return };
    let reports: Vec<(Date, u32)> =
        facts.iter().filter(|f| of(f, "authority_report")).map(|f| (f.value.start, f.evidence.span.start)).collect();
    facts.retain(|f| {
        !(of(f, "discovery") && f.value.start > noticed && reports.contains(&(f.value.start, f.evidence.span.start)))
    });
}

/// What was founded, agreed on or set up before anything happened is no event of the matter: 2020年4月1日に契約を締結した.
fn background(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    const SET_UP: [&str; 16] = [
        "契約を締結",
        "契約を結",
        "契約を交わ",
        "契約し",
        "設立",
        "創業",
        "創立",
        "開業",
        "開院",
        "開校",
        "開園",
        "入社",
        "採用さ",
        "着任",
        "就任",
        "生まれ",
    ];
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code;
    let first = facts.iter().filter(|f| !of(f, "other")).map(|f| f.value.start).min();
    facts.retain(|f| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let before = first.is_some_and(|first| f.value.start < first);
        !(of(f, "other") && before && SET_UP.iter().any(|w| quote.contains(w)))
    });
}

/// Whether two facts are told in one sentence.
fn beside(shaper: &Shaper<'_, '_, '_>, one: &Fact<Event>, other: &Fact<Event>) -> bool {
    let (first, last) =
        (one.evidence.span.start.min(other.evidence.span.start), one.evidence.span.end.max(other.evidence.span.end));
    !shaper.text.lexed.said(Span::new(first as usize, last as usize)).contains(['。', '\n'])
}

/// What is put right as a service comes back (修正版に差し替えて再開) is told as that it came back.
fn mended(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    const MENDS: [&str; 11] =
        ["修正", "改修", "適用", "差し替え", "入れ替え", "取り消し", "直し", "取り除", "解消", "設定を改", "不具合を除"];
    let back: Vec<(Date, u32)> =
        facts.iter().filter(|f| f.value.event.as_str() == "recovery").map(|f| (f.value.start, f.evidence.span.start)).collect();
    facts.retain(|f| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let mends = f.value.event.as_str() == "containment" && MENDS.iter().any(|w| quote.contains(w));
        !(mends && back.contains(&(f.value.start, f.evidence.span.start)))
    });
}

/// That somebody took a thing home or along, which was then lost, is what went before the loss.
fn taken_along(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>], matter: &Matter<'_>) {
    if !matter.is(&["loss_or_theft"]) {
        return;
    }
    for fact in facts.iter_mut().filter(|f| f.value.event.as_str() == "occurrence" && f.value.end.is_none()) {
        let quote = shaper.text.lexed.said(fact.evidence.span);
        // 持ち出したUSBメモリを紛失: the day is that of the loss.
        let end = shaper.text.lexed.folded_at(fact.evidence.span).end;
        let after = shaper.text.lexed.text().get(end..).unwrap_or("");
        let of_thing =
            after.strip_prefix('た').unwrap_or(after).starts_with(|c: char| !matches!(c, '。' | '、' | 'ま' | 'て' | '\n'));
        let of_thing = of_thing && (after.starts_with('た') || quote.ends_with('た'));
        if !of_thing && ["持ち帰り", "持ち帰っ", "持ち出し", "持ち出した", "持ち出しま"].iter().any(|w| quote.ends_with(w))
        {
            fact.value.event = "other".into();
        }
    }
}

/// A mail that went out before the matter was noticed is no notice of it: it is the one that went astray.
fn sent_before(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    first_sent(shaper, facts, matter);
    if matter.is(&["misdelivery"]) {
        sent_astray(shaper, facts);
    }
    let told = facts.iter().filter(|f| f.value.event.as_str() == "discovery").min_by_key(|f| f.value.start);
    let Some((noticed, at)) = told.map(|f| (f.value.start, f.evidence.span.start)) else {
        return;
    };
    let exact = |d: Date| d.precision() == jikenbo_model::Precision::Day;
    let sent = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let amends = OF_AMENDS.iter().any(|w| quote.contains(w));
        let earlier = f.value.start < noticed || f.value.start == noticed && f.evidence.span.start < at;
        earlier && exact(f.value.start) && exact(noticed) && !amends
    };
    let told: Vec<Date> = facts.iter().filter(|f| f.value.event.as_str() == "occurrence").map(|f| f.value.start).collect();
    let astray = |f: &Fact<Event>| f.value.event.as_str() == "individual_notice" && sent(f);
    // 10日、確認したところ、別人に郵送していた: the day is that of the look.
    let seen = |f: &Fact<Event>| shaper.text.lexed.said(f.evidence.span).contains("たところ、");
    facts.retain(|f| !(astray(f) && (told.contains(&f.value.start) || seen(f))));
    for fact in facts.iter_mut().filter(|f| astray(f)) {
        fact.value.event = "occurrence".into();
    }
}

/// What is going to be done is no attack and no mistake: 9月中旬までに郵送いたします, 2月中に切り替えます.
fn going_to(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    const COMING: [&str; 6] = ["します", "する。", "する予定", "してまいります", "したく", "する方針"];
    const FAR: u32 = 240;
    const SENDS: [&str; 8] = ["郵送", "送付", "発送", "送り", "お渡し", "配布", "通知", "知らせ"];
    let lexed = &shaper.text.lexed;
    let coming = |f: &Fact<Event>| {
        let after = lexed.text().get(lexed.folded_at(f.evidence.span).end..).unwrap_or("");
        f.value.event.as_str() == "occurrence" && f.value.end.is_none() && COMING.iter().any(|w| after.starts_with(w))
    };
    let told: Vec<Date> = facts.iter().filter(|f| !coming(f)).map(|f| f.value.start).collect();
    facts.retain(|f| !(coming(f) && told.contains(&f.value.start)));
    for fact in facts.iter_mut().filter(|f| coming(f)) {
        let sends = SENDS.iter().any(|w| lexed.said(fact.evidence.span).ends_with(w));
        let at = lexed.folded_at(fact.evidence.span).start as u32;
        let before = lexed.stretch(at.saturating_sub(FAR), at).rsplit(['。', '\n']).next().unwrap_or("");
        let sends = sends && !GIFTS.iter().any(|w| before.contains(w));
        fact.value.event = if sends { "individual_notice" } else { "other" }.into();
    }
}

/// What is handed out to make up for the trouble, and tells nobody anything.
const GIFTS: [&str; 9] = ["補填", "補てん", "補償", "アイテム", "クーポン", "商品券", "ギフト", "見舞", "お詫びの品"];

/// What a notice to the persons concerned is about.
const OF_AMENDS: [&str; 7] = ["お詫び", "おわび", "謝罪", "注意", "個別", "経緯", "説明"];

/// What those to whom it went are asked for, and what sends the right thing: 誤送信先に削除を依頼.
const UNDOES: [&str; 9] = ["削除", "破棄", "廃棄", "依頼", "お願い", "回収", "返却", "再送", "再発送"];

/// A mail that is told to have gone astray in the same words (6月3日、案内を送信したが、宛先を誤り…) is no notice of it.
fn sent_astray(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code && f.value.end.is_none();
    let struck: Vec<(Date, usize)> =
        facts.iter().filter(|f| of(f, "occurrence")).map(|f| (f.value.start, f.evidence.span.start as usize)).collect();
    let astray = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let sends = SENT.iter().any(|w| quote.ends_with(w) || quote.trim_end_matches('し').ends_with(w));
        of(f, "individual_notice")
            && sends
            && struck.contains(&(f.value.start, f.evidence.span.start as usize))
            && !OF_AMENDS.iter().any(|w| quote.contains(w))
    };
    facts.retain_mut(|f| {
        if !astray(f) {
            return true;
        }
        if f.also.is_empty() {
            return false;
        }
        // What else was told of the day is the notice; the hour was that of the mail.
        f.evidence = f.also.remove(0);
        f.value.start_time = None;
        true
    });
}

/// What is done to a mail or a letter that goes out.
const SENT: [&str; 9] = ["送信", "送付", "郵送", "発送", "配信", "案内", "送った", "送り", "配布"];

/// The first mail of a misdelivery that tells neither when it was noticed nor when anything went astray is the one that did.
fn first_sent(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>], matter: &Matter<'_>) {
    let struck = facts.iter().any(|f| f.value.event.as_str() == "occurrence");
    if struck || !matter.is(&["misdelivery"]) {
        return;
    }
    let first = facts.iter_mut().min_by_key(|f| (f.value.start, f.evidence.span.start));
    let sent = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        let other = f.value.event.as_str() == "other" && SENT.iter().any(|w| quote.contains(w));
        let undoes = quote.contains("たところ、") || UNDOES.iter().any(|w| quote.contains(w));
        (other || f.value.event.as_str() == "individual_notice") && !undoes && !OF_AMENDS.iter().any(|w| quote.contains(w))
    };
    if let Some(fact) = first.filter(|f| sent(f)) {
        fact.value.event = "occurrence".into();
    }
}

/// What struck after the matter was noticed is no part of it, but an event of its own, if nothing else is told of its day.
fn struck_after(facts: &mut Vec<Fact<Event>>) {
    let exact = |d: Date| d.precision() == jikenbo_model::Precision::Day;
    let of = |f: &Fact<Event>, code: &str| f.value.event.as_str() == code;
    let Some(noticed) = facts.iter().filter(|f| of(f, "discovery") && exact(f.value.start)).map(|f| f.value.start).min() else {
        return;
    };
    let late = |f: &Fact<Event>| of(f, "occurrence") && exact(f.value.start) && f.value.start > noticed;
    let told: Vec<Date> = facts.iter().filter(|f| !late(f)).map(|f| f.value.start).collect();
    facts.retain(|f| !(late(f) && told.contains(&f.value.start)));
    for fact in facts.iter_mut().filter(|f| late(f)) {
        (fact.value.event, fact.value.end, fact.value.end_time) = ("other".into(), None, None);
    }
}

/// Whether a month (or year) holds a more exact date.
fn holds(month: Date, date: Date) -> bool {
    month.precision() != date.precision()
        && month.day_of_month().is_none()
        && month.year() == date.year()
        && (month.month().is_none() || month.month() == date.month())
        && date.month().is_some()
}
