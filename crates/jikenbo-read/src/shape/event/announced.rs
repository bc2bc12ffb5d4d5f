//! The day on which a report says that the matter was announced.

use jikenbo_model::{Date, Fact};

use super::embedded;
use crate::apply::Find;
use crate::clause::Text;
use crate::rule::classes;
use crate::shape::Shaper;
use crate::sought::Sought;

/// A report's own word for the day on which the matter was announced (発表した, 分かった); none in an organisation's own notice.
pub(crate) fn announced(shaper: &Shaper<'_, '_, '_>) -> Option<Fact<Date>> {
    let tokens = shaper.text.tokens();
    let date_of = |f: &Find| f.tokens().find(|t| tokens[*t].class == classes::DATE);
    // 「3月22日付で停職にしたと発表した」 dates the sanction, 「3月22日ごろに漏れたと発表した」 the leak.
    let not_said = ["付", "頃", "ごろ", "ころ"];
    let dated = |f: &&Find| {
        let behind = |d: usize| &shaper.text.lexed.text()[tokens[d].end as usize..];
        date_of(f).is_some_and(|d| !not_said.iter().any(|w| behind(d).starts_with(w)))
    };
    // 10日頃に不正にアクセスされ、…と発表した: a day that is only about so is that of the attack.
    let exact = |f: &&Find| !embedded::about(shaper, f) && !date_of(f).is_some_and(|d| embedded::inquired(shaper, d));
    // 23日に紛失を明らかにした名簿: what is told of the list, not that it is told now.
    let said = |f: &&Find| !before_noun(shaper, f) && !told_anew(shaper, f);
    let others = !own(shaper);
    let heard = reported(shaper);
    let find =
        shaper.under("published").filter(|f| dated(f) && said(f) && exact(f)).find(|f| others && (heard || leads(shaper, f)))?;
    let date = date_of(find)?;
    let start = shaper.calendar.when(shaper.text.tokens()[date].form?).start?;
    // 「7月に分かった」, but not 「7月、…して分かった」.
    let beside = tokens[find.last()].start.saturating_sub(tokens[date].end) <= 6;
    if start.day_of_month().is_none() && !beside {
        return None;
    }
    Some(shaper.fact(find, start))
}

/// Whether a fact says that the matter was announced (発表した), not that it was found out (分かった).
pub(crate) fn is_told(text: &Text<'_>, fact: &Fact<Date>) -> bool {
    let quote = text.lexed.said(fact.evidence.span);
    !["分か", "わか", "明らかになっ", "明らかになり"].iter().any(|w| quote.contains(w))
}

/// Whether a newspaper tells the matter as it heard it (市によると、…という): the day of the paper is not that of a notice.
pub(crate) fn hearsay(shaper: &Shaper<'_, '_, '_>) -> bool {
    // It is known by now, and most notices are their own.
    if !reported(shaper) {
        return false;
    }
    let text = shaper.text.lexed.text();
    let told = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let heard = told(&["によると", "によりますと"]) && told(&["という。", "ということです。", "と話し", "と説明し"]);
    let tried = told(&["判決によると", "判決によりますと", "起訴状によると", "起訴状によりますと"]);
    const HEARSAY: [&str; 10] = [
        "という。",
        "ということです。",
        "ということで、",
        "とコメント",
        "とのことです。",
        "としている。",
        "としています。",
        "と話し",
        "と説明し",
        "と述べ",
    ];
    let marks = HEARSAY.iter().filter(|w| text.contains(**w)).count();
    heard || tried || marks > 1
}

/// Whether the next sentence turns to what is told now: 5月1日に公表しました。この度、….
fn told_anew(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let sentence = shaper.text.sentence(find.last());
    let next = shaper.text.lexed.text()[sentence.end as usize..].trim_start();
    let next = next.split(['。', '\n']).next().unwrap_or("");
    // 市は14日、流出したと発表した。この度の流出では…: news goes on so, too. Only who writes himself reports.
    ["この度", "このたび", "今般"].iter().any(|w| next.starts_with(w))
        && ["報告", "知らせ", "公表"].iter().any(|w| next.contains(w))
}

/// Whether the word that tells stands before a noun or a figure.
fn before_noun(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let token = shaper.text.tokens()[find.last()];
    if shaper.text.lexed.slice(token.start, token.end).ends_with('、') {
        return false;
    }
    let text = &shaper.text.lexed.text()[token.end as usize..];
    // 14日、伏せずに公表していることに気づいた: that is what was noticed.
    if embedded::WENT_ON.iter().any(|w| text.starts_with(w)) {
        return true;
    }
    let noun = |c: char| c.is_ascii_digit() || matches!(c, '一'..='龠' | 'ァ'..='ヴ' | '「');
    ["した", "された"].iter().find_map(|w| text.strip_prefix(w)).unwrap_or(text).starts_with(noun)
}

/// Whether a find stands in one of the first lines, and says that something was announced, not that it was found.
fn leads(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const FIRST: usize = 6;
    let token = shaper.text.tokens()[find.last()];
    let found = ["分か", "わか", "明らかになっ", "明らかになり"];
    if found.iter().any(|w| shaper.text.lexed.slice(token.start, token.end).starts_with(w)) {
        return false;
    }
    shaper.text.line_at(shaper.text.tokens()[find.last()].start) < FIRST
}

/// Whether the organisation tells the matter itself: it says 当社, or apologises, and not only in what a report quotes.
fn own(shaper: &Shaper<'_, '_, '_>) -> bool {
    *shaper.own.get_or_init(|| says_own(shaper))
}

/// Whether the text speaks of itself, outside quotes, or apologises: then its organisation wrote it.
fn says_own(shaper: &Shaper<'_, '_, '_>) -> bool {
    static ANOTHER: Sought = Sought::new(&["同社", "同校", "同院", "同大", "同市"]);
    // Who is sorry, or who lets the readers know.
    static SORRY: Sought = Sought::new(&[
        "お詫び申し上げ",
        "お詫びし",
        "申し訳あり",
        "申し訳なく",
        "をお知らせします",
        "としてお知らせします",
        "ご報告申し上げ",
    ]);
    let (text, tokens) = (shaper.text.lexed.text(), shaper.text.tokens());
    let quotes = shaper.text.places.of(classes::QUOTED);
    let outside = |at: usize| {
        let before = quotes.partition_point(|q| tokens[*q as usize].start as usize <= at);
        quotes[..before].iter().rev().take(2).all(|q| tokens[*q as usize].end as usize <= at)
    };
    let oneself = shaper.rules.names.get("organization_self").map_or(&[][..], |c| shaper.text.places.of(c));
    let said = oneself.iter().filter(|t| outside(tokens[**t as usize].start as usize)).count();
    // 同社は、当社グループのサーバーが…と発表した: a report that copies a word of the notice. A notice tells of its contractor as 同社, too, but
    // politely.
    said > 0 && (said > ANOTHER.places(text).count() || !plainly(text)) || SORRY.places(text).any(outside)
}

/// Whether a word of a class stands anywhere in the text.
fn has(shaper: &Shaper<'_, '_, '_>, class: &str) -> bool {
    shaper.rules.names.get(class).is_some_and(|c| !shaper.text.places.of(c).is_empty())
}

/// Whether somebody else tells the matter: nobody says 当社 or apologises, and it is told plainly or as what others said.
pub(crate) fn reported(shaper: &Shaper<'_, '_, '_>) -> bool {
    *shaper.reported.get_or_init(|| impersonal(shaper) && (plainly(shaper.text.lexed.text()) || has(shaper, "report")))
}

/// Whether more sentences end plainly (た。 いる。) than politely (ました。 ます。).
fn plainly(text: &str) -> bool {
    let (mut plain, mut polite) = (0, 0);
    for (at, _) in text.match_indices('。') {
        let words = &text[..at];
        if words.ends_with("ました") || words.ends_with("ます") {
            polite += 1;
        } else if words.ends_with('た') || words.ends_with("いる") {
            plain += 1;
        }
    }
    plain > polite
}

/// Whether nobody says 当社 or apologises.
pub(crate) fn impersonal(shaper: &Shaper<'_, '_, '_>) -> bool {
    !own(shaper)
}
