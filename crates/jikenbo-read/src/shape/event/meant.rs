//! What of an event's words shows that something else was meant: it was only ordered, told on within the house or to another, paid back, or done by
//! the attacker.

use jikenbo_model::{Date, Event, Fact, Precision};

use super::Matter;
use crate::shape::Shaper;

/// Settles all of these.
pub(super) fn settle(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    to_come(facts, matter);
    disclosed(shaper, facts);
    by_attacker(shaper, facts);
    ordered_first(shaper, facts);
    told_up(shaper, facts);
    told_another(shaper, facts);
    result_reported(shaper, facts);
    facts.retain(|f| !(of(f, "other") && at_the_desk(shaper, f)));
    reworded(shaper, facts);
}

/// Gives events the code that their own words mean; one that is told of the day already is told once.
fn reworded(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    let lexed = &shaper.text.lexed;
    let code = |f: &Fact<Event>| code_of(f.value.event.as_str(), lexed.said(f.evidence.span), behind(shaper, f));
    let known: Vec<(String, Date)> = facts.iter().map(|f| (f.value.event.as_str().to_owned(), f.value.start)).collect();
    let told = |code: &str, day: Date| code != "other" && known.iter().any(|(c, d)| c == code && *d == day);
    facts.retain(|f| !code(f).is_some_and(|code| told(code, f.value.start)));
    for fact in facts.iter_mut() {
        if let Some(code) = code(fact) {
            fact.value.event = code.into();
            fact.value.end = fact.value.end.filter(|_| code != "other");
        }
    }
}

/// What is told to have happened in a month that lies behind the notice's own day is that of something held then: 来年3月に開く祭典の取材者のアドレスを流出.
fn to_come(facts: &mut Vec<Fact<Event>>, matter: &Matter<'_>) {
    let Some(own) = matter.published.map(|p| p.value) else { return };
    let vague = |d: Date| d.precision() != Precision::Day;
    facts.retain(|f| !((of(f, "occurrence") || of(f, "discovery")) && vague(f.value.start) && f.value.start > own));
}

/// What was handed out to who asked for it by law (開示請求) was not announced by that: it is how it came out.
fn disclosed(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>]) {
    if !shaper.text.lexed.text().contains("開示請求") {
        return;
    }
    for fact in facts.iter_mut().filter(|f| of(f, "publication")) {
        let quote = shaper.text.lexed.said(fact.evidence.span);
        if quote.contains("開示") && !["公表", "発表", "情報開示"].iter().any(|w| quote.contains(w)) {
            fact.value.event = "occurrence".into();
        }
    }
}

/// The words behind those of a fact, to the end of its sentence.
fn behind<'t>(shaper: &'t Shaper<'_, '_, '_>, fact: &Fact<Event>) -> &'t str {
    const FAR: u32 = 180;
    let end = shaper.text.lexed.folded_at(fact.evidence.span).end as u32;
    shaper.text.lexed.stretch(end, end + FAR).split(['。', '\n']).next().unwrap_or("")
}

/// What an event is by its own words: money paid back and a contract ended stop nothing, a present tells nobody of the matter, a setting put back
/// stops what it let out, and a maker's patch is no attack.
fn code_of(code: &str, quote: &str, behind: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|w| quote.contains(w));
    let ends = |words: &[&str]| words.iter().any(|w| quote.ends_with(w));
    match code {
        "containment" if ends(&["返還", "返金", "払い戻し"]) || has(&["契約"]) && ends(&["終了", "解約", "解除"]) => {
            Some("other")
        }
        "containment" if has(&["発注を停止", "発注停止"]) => Some("other"),
        "sanction" if ends(&["減額"]) && !has(&["報酬", "給与", "給料", "月額", "役員", "手当", "賞与"]) => {
            Some("other")
        }
        // 誤送信先に電話で謝罪し、保管をお願い; 削除をお願いするメール: who has what is another's is no one that is affected.
        "individual_notice" if to_holder(quote, behind) => Some("other"),
        "individual_notice"
            if has(&["お買物券", "買物券", "クーポン", "商品券", "ギフト券", "ポイントを"])
                && !has(&["詫び", "知らせ", "通知", "メール"]) =>
        {
            Some("other")
        }
        "recovery"
            if has(&["設定を元に戻", "設定をもとに戻"]) && !["再開", "復旧", "再稼働"].iter().any(|w| behind.contains(w)) =>
        {
            Some("containment")
        }
        "occurrence"
            if has(&["修正プログラム", "修正版", "更新プログラム", "パッチ"])
                && ends(&["公開され", "公開され、", "公開されて", "公開されていた", "公開", "提供され"])
                && !has(&["誤", "名簿", "情報"]) =>
        {
            Some("other")
        }
        _ => None,
    }
}

/// Whether who was sent what is another's is told, or asked to do away with it, and nothing is explained to anybody.
fn to_holder(quote: &str, behind: &str) -> bool {
    const HOLDERS: [&str; 5] = ["誤送信先", "誤送付先", "誤配布先", "誤交付先", "誤配達先"];
    const EXPLAINS: [&str; 10] = ["詫", "わび", "謝", "説明", "経緯", "事情", "知らせ", "通知", "注意", "報告"];
    let holder = HOLDERS.iter().any(|w| quote.contains(w));
    let both = [quote, behind];
    let away = both.iter().any(|s| ["削除", "破棄", "消去"].iter().any(|w| s.contains(w)))
        && both.iter().any(|s| ["お願い", "依頼", "要請"].iter().any(|w| s.contains(w)));
    holder || away && !both.iter().any(|s| EXPLAINS.iter().any(|w| s.contains(w)))
}

/// What was told to another than the house (同社から、一次委託先の青葉社に対し、…について連絡) is no discovery of it.
fn told_another(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>]) {
    const OURS: [&str; 10] = ["当社", "弊社", "本学", "当院", "当会", "本会", "弊会", "当校", "本校", "当法人"];
    // Told nowhere but in these words.
    let here = |f: &Fact<Event>| f.also.iter().all(|e| e.span.start < f.evidence.span.end && f.evidence.span.start < e.span.end);
    for fact in facts.iter_mut().filter(|f| of(f, "discovery") && here(f)) {
        let quote = shaper.text.lexed.said(fact.evidence.span);
        let Some(at) = quote.find("社に対し").filter(|at| quote[..*at].contains("から")) else { continue };
        let whom = &quote[..at + '社'.len_utf8()];
        // A headline may shorten the name: its end is enough.
        let name = whom.char_indices().rev().nth(2).map_or(whom, |(at, _)| &whom[at..]);
        let ours = OURS.iter().any(|w| whom.ends_with(w)) || shaper.text.lexed.stretch(0, shaper.text.title.1).contains(name);
        if !ours {
            fact.value.event = "other".into();
        }
    }
}

/// 28日に調査結果を|報告: the day on which an authority was told of the result is not that of the result.
fn result_reported(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    let told: Vec<Date> = facts.iter().filter(|f| of(f, "authority_report")).map(|f| f.value.start).collect();
    facts.retain(|f| {
        let end = shaper.text.lexed.folded_at(f.evidence.span).end;
        let after = shaper.text.lexed.text().get(end..).unwrap_or("");
        let reported = ["を報告", "の報告", "を提出"].iter().any(|w| after.starts_with(w));
        // 委員会には8日に報告を行っており、最終報告は…: the report is that to the authority.
        let last = shaper.text.lexed.said(f.evidence.span);
        let reported = reported || ["最終報告", "最終の報告"].iter().any(|w| last.contains(w)) && !last.contains("調査結果");
        !(of(f, "investigation_end") && reported && told.contains(&f.value.start))
    });
}

/// 2月中は土日祝日も受付いたします, 15日(日)も承ります: when the desk is open; 当日は1名で作業しており: how things stood on the day.
fn at_the_desk(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Event>) -> bool {
    let words = [shaper.text.lexed.said(fact.evidence.span), behind(shaper, fact)];
    let has = |list: &[&str]| list.iter().any(|w| words.iter().any(|s| s.contains(w)));
    has(&["受付", "受け付け", "承り"])
        && has(&["土日", "祝日", "土・日", "(土", "(日", "無休", "時間", "時まで", "時から", "時~"])
        || words[0].starts_with("当日は")
}

fn of(fact: &Fact<Event>, code: &str) -> bool {
    fact.value.event.as_str() == code
}

/// Where an inquiry is ordered on one day and begins on a later one, the first is no beginning: 15日 調査を依頼 … 20日 調査開始.
fn ordered_first(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>]) {
    const BEGINS: [&str; 5] = ["開始", "着手", "始め", "始ま", "入る"];
    let begins = |f: &Fact<Event>| BEGINS.iter().any(|w| shaper.text.lexed.said(f.evidence.span).contains(w));
    let begun = facts.iter().filter(|f| of(f, "investigation_start") && begins(f)).map(|f| f.value.start).max();
    let ordered = |f: &Fact<Event>| {
        let quote = shaper.text.lexed.said(f.evidence.span);
        of(f, "investigation_start") && !begins(f) && ["依頼", "委託", "要請"].iter().any(|w| quote.ends_with(w))
    };
    for fact in facts.iter_mut().filter(|f| begun.is_some_and(|begun| f.value.start < begun) && ordered(f)) {
        fact.value.event = "other".into();
    }
}

/// What a school or an office tells its board or its head office of what it noticed before (26日、学校長から教育委員会に報告があった) is no
/// discovery.
fn told_up(shaper: &Shaper<'_, '_, '_>, facts: &mut [Fact<Event>]) {
    const BELOW: [&str; 12] =
        ["校長", "園長", "所長", "館長", "施設長", "支店長", "店長", "同校", "同園", "同施設", "同支店", "当該校"];
    let noticed = facts.iter().filter(|f| of(f, "discovery")).map(|f| f.value.start).min();
    let later = |day: Date| noticed.is_some_and(|n| n < day && n.precision() == Precision::Day);
    for fact in facts.iter_mut().filter(|f| of(f, "discovery") && f.also.is_empty() && later(f.value.start)) {
        let quote = shaper.text.lexed.said(fact.evidence.span);
        let below = BELOW.iter().any(|w| quote.contains(&format!("{w}から")) || quote.contains(&format!("{w}より")));
        if below && quote.contains("報告") && !["別の", "新たな", "さらに", "ほかに"].iter().any(|w| quote.contains(w))
        {
            fact.value.event = "other".into();
        }
    }
}

/// What the attacker stopped, switched off or set up again was not stopped by the house: 攻撃者は11月3日までにウイルス対策ソフトを停止させ.
fn by_attacker(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    const DEEDS: [&str; 5] = ["containment", "recovery", "investigation_start", "individual_notice", "discovery"];
    // 侵入者は6月4日に見つかるまで居座った: the house found him.
    let found = |f: &Fact<Event>| of(f, "discovery") && shaper.text.lexed.said(f.evidence.span).contains("見つか");
    facts.retain(|f| !(DEEDS.contains(&f.value.event.as_str()) && !found(f) && theirs(shaper, f)));
}

/// Whether the attacker is what a fact's sentence speaks of, and nobody else is named behind.
fn theirs(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Event>) -> bool {
    const FAR: u32 = 360;
    const THEY: [&str; 2] = ["攻撃者は", "侵入者は"];
    let lexed = &shaper.text.lexed;
    let folded = lexed.folded_at(fact.evidence.span);
    let end = folded.end as u32;
    let before = lexed.stretch(end.saturating_sub(FAR), end).rsplit(['。', '\n']).next().unwrap_or("");
    let they = THEY.iter().filter_map(|w| before.rfind(w).map(|at| at + w.len())).max();
    // 攻撃者は…に侵入し、病院は…を遮断; …していたため、停止: another acts, or acts for that reason.
    they.is_some_and(|at| !["は", "ため、", "を受け", "とし"].iter().any(|w| before[at..].contains(w)))
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    /// The events of a notice but its own day, each with its start.
    fn events(words: &str) -> Vec<String> {
        let text = format!("株式会社若葉社 不正アクセスについて 2024年9月9日\n\n{words}\n");
        let timeline = Reader::embedded().read(&Notice::plain(&text)).record.timeline;
        let told = timeline.into_iter().map(|e| format!("{} {}", e.value.event, e.value.start));
        told.filter(|e| e != "publication 2024-09-09").collect()
    }

    #[test]
    fn the_house_stops_what_the_attacker_did() {
        let stop = "containment 2024-05-14".to_owned();
        assert!(events("攻撃者がサーバーに侵入していたため、5月14日にサーバーを停止しました。").contains(&stop));
        assert!(events("攻撃者は5月10日に侵入し、当社は5月14日に外部接続を遮断した。").contains(&stop));
        assert!(!events("攻撃者は5月14日にウイルス対策ソフトを停止させたうえで、暗号化を実行した。").contains(&stop));
    }

    #[test]
    fn months_are_those_of_what_is_told() {
        assert_eq!(events("オンラインショップの再開は10月15日となりました。"), ["recovery 2024-10-15"]);
        assert_eq!(
            events("旧システムは来年2月に停止します。同月20日に新システムへ移行します。"),
            ["containment 2025-02", "recovery 2025-02-20"]
        );
        let told = "8月20日、流出が判明しました。調べたところ、5月3日に設定を変更しておりました。\n同月10日、担当者が誤って名簿を公開しました。";
        assert!(events(told).contains(&"occurrence 2024-05-10".to_owned()));
    }

    #[test]
    fn who_is_told_matters() {
        assert_eq!(
            events("5月14日、委託先から若葉社に対し、顧客情報が漏えいしたとの連絡がありました。"),
            ["discovery 2024-05-14"]
        );
        assert_eq!(
            events("9月1日(日)  同社から、当社の一次委託先である株式会社緑物流社に対し、不正アクセスを受けた可能性について連絡"),
            ["other 2024-09-01"]
        );
    }
}
