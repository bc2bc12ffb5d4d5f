//! The head of a notice: its headline, its day, and how it begins.

mod day;

use jikenbo_model::{Code, Date, Fact, RuleId};

use day::{bare_date, published};

use super::Shaper;
use crate::clause::{Kind, Line, Text};
use crate::rule::{Class, Rules};

/// What stands at the head (and foot), in folded bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Head {
    pub(crate) title: Option<(u32, u32)>,
    /// The day of the notice, and where it stands.
    pub(crate) published: Option<(Date, u32, u32)>,
}

/// How many lines from the top may hold the headline.
const TOP: usize = 12;

/// The headline and the day of publication: they are looked for first, because much else asks for them.
pub(crate) fn find(rules: &Rules, text: &Text<'_>) -> Head {
    let title = match text.notice.title {
        Some(span) if span.is_empty() => None,
        Some(span) => {
            let fold = |at: u32| text.lexed.folded.at(at as usize) as u32;
            Some((fold(span.start), fold(span.end)))
        }
        None => title(rules, text),
    };
    Head { title, published: published(rules, text, title) }
}

/// The line that reads most like a headline: it ends as headlines do (について, お詫び, お知らせ), holds their words, is first.
fn title(rules: &Rules, text: &Text<'_>) -> Option<(u32, u32)> {
    let class = rules.names.get("headline");
    let lines = text.lines.iter().filter(|l| l.kind != Kind::Blank).take(TOP).enumerate();
    // Below the first sentence there is no headline.
    let mut told = false;
    let scored = lines.map(|(n, l)| {
        let less = if told { LATE } else { 0 } + if only_name(rules, text, l) { NAME } else { 0 };
        let score = score(text, class, l.start, l.end, n) - less;
        told |= text.lexed.slice(l.start, l.end).trim_end().ends_with('。');
        (score, n, l)
    });
    let (_, place, best) = scored.max_by_key(|(score, n, _)| (*score, std::cmp::Reverse(*n)))?;
    if headless(rules, text, best, place) {
        return None;
    }
    let words = text.lexed.slice(best.start, best.end);
    let blank = words.len() - words.trim_start().len() + mail_label(words.trim_start());
    Some((best.start + blank as u32, best.start + words.trim_end().len() as u32))
}

/// How much less a line below the first sentence is worth.
const LATE: i32 = 8;

/// And one that only names who writes.
const NAME: i32 = 8;

/// Whether even the best line is no headline, as of a text that has none: a sentence of the body, who signs, the day.
fn headless(rules: &Rules, text: &Text<'_>, line: &Line, place: usize) -> bool {
    // A headline may end with a full stop, but is one short sentence; and few are as short as a name.
    const LONGEST: usize = 40;
    const SHORT: usize = 14;
    let words = text.lexed.slice(line.start, line.end).trim();
    let long = words.chars().count() > LONGEST || words.trim_end_matches('。').contains('。');
    let alone = text.lines.iter().filter(|l| l.kind != Kind::Blank).nth(1).is_none();
    let said = ["発表した。", "発表しました。", "という。", "分かった。"].iter().any(|w| words.ends_with(w));
    let classes = [rules.names.get("headline"), rules.names.get("incident")];
    let tells = || text.lexed.within(line.start, line.end).any(|t| classes.contains(&Some(text.tokens()[t].class)));
    words.ends_with('。') && (long || alone || said)
        || broken_off(text, line)
        || is_caption(words)
        || bare_date(text, line.start, line.end).is_some()
        || only_name(rules, text, line)
        || place > 0 && words.chars().count() <= SHORT && !tells()
}

/// Whether a line is the name of an organisation and no more: 青葉大学
fn only_name(rules: &Rules, text: &Text<'_>, line: &Line) -> bool {
    // No name is longer, in bytes: paragraphs need not be searched for one.
    const LONGEST: usize = 240;
    if text.lexed.slice(line.start, line.end).trim().len() > LONGEST {
        return false;
    }
    let forms = super::name::Forms::new(rules);
    let trimmed = |start, end| text.lexed.slice(start, end).trim().is_empty();
    let first = super::name::names(&text.lexed, forms, line.start, line.end).first().copied();
    first.is_some_and(|n| trimmed(line.start, n.start) && trimmed(n.end, line.end))
}

/// Whether a line is a sentence that goes on below: …にウイルスが、社内の端末に ⏎ 感染していることが判明しました。
fn broken_off(text: &Text<'_>, line: &Line) -> bool {
    const LONGEST: usize = 24;
    let words = text.lexed.slice(line.start, line.end).trim();
    let open = words.ends_with(['は', 'が', 'を', 'に', 'で', 'と', '、']) && words.contains('、');
    let open = open && words.chars().count() > LONGEST;
    let next = text.lines.iter().find(|l| l.start > line.start).filter(|l| l.kind != Kind::Blank);
    open && next.is_some_and(|l| text.lexed.slice(l.start, l.end).trim_end().ends_with("した。"))
}

/// 青葉信用金庫本店=青葉県みどり市: what stands below a picture.
fn is_caption(words: &str) -> bool {
    let place = words.rsplit_once('=').map_or("", |(_, place)| place);
    (2..=16).contains(&place.chars().count()) && place.ends_with(['市', '町', '村', '区', '県', '府', '都'])
}

/// Whether a line only says what sort of page it is on: お知らせ, ニュース詳細
fn is_label(words: &str) -> bool {
    // No label below has as many letters.
    const LONGEST: usize = 16;
    const LABELS: [&str; 20] = [
        "お知らせ",
        "重要なお知らせ",
        "新着情報",
        "ニュース",
        "ニュース詳細",
        "お知らせ詳細",
        "記事詳細",
        "トピックス",
        "インフォメーション",
        "プレスリリース",
        "ニュースリリース",
        "報道発表",
        "報道発表資料",
        "報道資料",
        "記者発表資料",
        "information",
        "news",
        "newsニュース",
        "topics",
        "pressrelease",
    ];
    let bare: String = words.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).take(LONGEST).collect();
    LABELS.contains(&bare.as_str())
}

/// 件名:…: the length of what is no part of the headline.
fn mail_label(words: &str) -> usize {
    const LABELS: [&str; 4] = ["件名:", "件名 :", "Subject:", "題名:"];
    let label = LABELS.iter().find_map(|l| words.strip_prefix(l));
    label.map_or(0, |rest| words.len() - rest.trim_start().len())
}

/// How much a line looks like a headline.
fn score(text: &Text<'_>, class: Option<Class>, start: u32, end: u32, n: usize) -> i32 {
    let words = text.lexed.slice(start, end).trim();
    let bare = words.trim_end_matches([')', '」', '】', ' ']);
    let ends =
        ["について", "お詫び", "お知らせ", "ご報告", "報告", "の件", "お願い", "ご説明", "報)", "発生", "漏えい", "流出", "経緯"];
    let held = class.map_or(0, |class| text.places_within(class, start, end).count()) as i32;
    let mut score = held.min(3) * 2;
    score += if n == 0 { 4 } else { -(n as i32) / 2 };
    score += if ends.iter().any(|e| bare.ends_with(e)) { 4 } else { 0 };
    let addressed = ["様", "さま", "各位", "皆さん", "みなさん", "の方へ", "御中", "皆様へ"].iter().any(|w| words.ends_with(w));
    score -= if words.ends_with(['。', '、']) || addressed { 8 } else { 0 };
    // A picture's caption, a school's letterhead.
    score -= if words.ends_with("撮影") || words.ends_with("提供)") || is_caption(words) { 8 } else { 0 };
    score -= if words.contains("からのお知らせ") && held <= 1 { 6 } else { 0 };
    score -= if words.chars().count() < 5 || words.chars().count() > 160 { 4 } else { 0 };
    score -= if bare_date(text, start, end).is_some() { 9 } else { 0 };
    score -= if is_label(words) { 9 } else { 0 };
    score
}

/// The headline as a fact.
pub(crate) fn title_fact(text: &Text<'_>) -> Option<Fact<String>> {
    let (start, end) = text.title;
    let span = text.lexed.source(start, end);
    let words = span.of(&text.notice.text);
    (!words.is_empty()).then(|| Fact::new(words.to_owned(), span, RuleId::from("title/headline")))
}

/// Whether a notice goes on with an earlier one. What a newspaper tells (青葉堂は14日、第3報を発表した) is its own first report.
pub(crate) fn stage(shaper: &Shaper<'_, '_, '_>) -> Option<Fact<Code>> {
    let told = super::code::strongest(shaper, "stage", &["follow_up", "first"]);
    let updated = || {
        let line = day::updated(shaper.text)?;
        Some(Fact::new("follow_up".into(), shaper.text.lexed.source(line.start, line.end), "stage/follow_up".into()))
    };
    let told = told.filter(|t| t.value.as_str() == "follow_up").or_else(updated);
    told.filter(|_| !told_by_press(shaper)).or_else(|| first_stage(shaper))
}

/// Whether another than the organisation writes, who says what it announced.
fn told_by_press(shaper: &Shaper<'_, '_, '_>) -> bool {
    const SAID: [&str; 8] =
        ["発表した", "公表した", "公開した", "明らかにした", "発表しました", "という。", "とのこと。", "分かった。"];
    let words = shaper.text.lexed.text();
    super::event::reported(shaper) && SAID.iter().any(|w| words.contains(w))
}

/// A notice that refers to no earlier one is the first; the headline stands for it, or what it begins with.
fn first_stage(shaper: &Shaper<'_, '_, '_>) -> Option<Fact<Code>> {
    let (start, end) = match shaper.text.title {
        (start, end) if start < end => (start, end),
        _ => shaper.text.sentences.first().map(|s| (s.start, s.end))?,
    };
    (start < end).then(|| Fact::new("first".into(), shaper.text.lexed.source(start, end), "stage/first".into()))
}

#[cfg(test)]
mod tests;
