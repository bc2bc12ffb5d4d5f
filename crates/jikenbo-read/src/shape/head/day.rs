//! The day of a notice: in its headline, alone on a line near the head or the foot, or after (… 発表).

use jikenbo_model::Date;

use crate::clause::{Kind, Line, Text};
use crate::label::{Asks, asks, bare};
use crate::lex::{DayRef, Value};
use crate::resolve::full;
use crate::rule::Rules;
use crate::shape::event::short_label;

/// How many lines from either end may hold the day.
const TOP: usize = 12;
const FOOT: usize = 8;

/// What may stand beside the day of a notice on a line of its own.
const BESIDE: [&str; 48] = [
    "ニュースリリース",
    "プレスリリース",
    "お知らせ",
    "NEWS",
    "報道提供",
    "",
    "更新",
    "公表",
    "提供",
    "提供資料提供",
    "資料提供",
    "発表",
    "掲載",
    "公開",
    "付",
    "掲載日",
    "更新日",
    "公開日",
    "発表日",
    "最終更新日",
    "最終更新",
    "続報",
    "第1報",
    "第2報",
    "第3報",
    "第一報",
    "第二報",
    "第三報",
    "広報資料",
    "記者発表資料",
    "公表日",
    "発行",
    "付け",
    "報道発表",
    "登録日",
    "プレスリリース",
    "お知らせ",
    "掲載日時",
    "発表日時",
    "公表日時",
    "公開日時",
    "更新日時",
    "配信日時",
    "投稿日時",
    "配信日",
    "追記",
    "追加",
    "投稿日",
];

/// A full date that is all its line says, but for 更新, 公表, a code or brackets.
pub(super) fn bare_date(text: &Text<'_>, start: u32, end: u32) -> Option<(Date, u32, u32)> {
    let form = date_forms(text, start, end).next()?;
    if of_another(text.lexed.slice(start, form.1)) {
        return None;
    }
    let around = format!("{}{}", text.lexed.slice(start, form.1), text.lexed.slice(form.2, end));
    // No word of the list has as many letters.
    const LONGEST: usize = 16;
    let letters = around.chars().filter(|c| !c.is_whitespace() && !"()[]【】:/-|".contains(*c));
    let rest: String = letters.take(LONGEST).collect();
    // 「更新日:令和7年7月25日 ページID:0012345」 「学生支援部(公開日 2026/1/16)」: the label says it, whatever else the line holds.
    let label = text.lexed.slice(start, form.1).trim_end_matches([':', ' ', '(', '】']).trim_start_matches(['【', ' ']);
    let label = label.strip_suffix('時').unwrap_or(label);
    let whole = ["日付", "Date", "掲載", "最終更新", "報道資料", "報道発表資料", "記者発表資料", "報道発表"].contains(&label);
    let labelled = whole || label.ends_with('日') && LABELS.iter().any(|l| label.ends_with(l));
    let first = text.lexed.slice(start, form.1).trim().is_empty();
    let sent = first && text.lexed.slice(form.2, end).starts_with("配信");
    let filed = first && is_category(text.lexed.slice(form.2, end).trim());
    (labelled || sent || filed || BESIDE.contains(&rest.as_str())).then_some(form)
}

/// [クラブからのお知らせ], 【重要】: under what the page files a notice, behind its day.
fn is_category(words: &str) -> bool {
    const LONGEST: usize = 14;
    let inner = [('[', ']'), ('【', '】'), ('<', '>'), ('(', ')')]
        .iter()
        .find_map(|(open, close)| words.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close)));
    inner.is_some_and(|label| {
        label.chars().count() <= LONGEST
            && ["お知らせ", "重要", "ニュース", "リリース", "報告", "お詫び"].iter().any(|w| label.ends_with(w))
    })
}

/// What a notice calls its own day.
const LABELS: [&str; 13] = [
    "報道提供日",
    "提供日",
    "公開日",
    "作成日",
    "掲載日",
    "更新日",
    "発表日",
    "公表日",
    "登録日",
    "投稿日",
    "発行日",
    "発信日",
    "送信日",
];

/// How many lines from the top may be a letterhead.
const LETTERHEAD: usize = 4;

/// A day that stands at either end of a short line without a predicate: 2024/10/18 ことり茶園 お客様係.
fn letterhead(text: &Text<'_>, start: u32, end: u32) -> Option<(Date, u32, u32)> {
    const LONGEST: usize = 48;
    const TOLD: [&str; 14] =
        ["。", "、", "した", "する", "に発", "から", "まで", "以降", "期間", "時点", "現在", "発生", "開催", "締切"];
    // 準拠日: ⏎ 2024年5月14日 青葉ペイ
    if text.lexed.slice(0, start).trim_end().ends_with(':') {
        return None;
    }
    let mut dates = date_forms(text, start, end);
    let (date, from, to) = dates.next()?;
    let (before, after) = (text.lexed.slice(start, from), text.lexed.slice(to, end));
    if of_another(before) {
        return None;
    }
    let blank = |c: char| c.is_whitespace();
    let first = before.trim().is_empty() && after.starts_with(blank);
    let last = after.trim().is_empty() && before.ends_with(blank);
    let rest = format!("{}{}", before.trim(), after.trim());
    let rest = rest.replace("からのお知らせ", "");
    let bare = rest.chars().count() <= LONGEST && !TOLD.iter().any(|w| rest.contains(w));
    (dates.next().is_none() && (first || last) && bare).then_some((date, from, to))
}

/// The full days within `start..end`, and where they stand.
fn date_forms<'t>(text: &'t Text<'_>, start: u32, end: u32) -> impl DoubleEndedIterator<Item = (Date, u32, u32)> + 't {
    let from = text.lexed.forms.partition_point(|f| f.start < start);
    let to = text.lexed.forms.partition_point(|f| f.start < end);
    text.lexed.forms[from..to.max(from)].iter().filter_map(|f| match f.value {
        Value::Date(expr) if matches!(expr.day, DayRef::Given(_)) => full(&expr).map(|d| (d, f.start, f.end)),
        _ => None,
    })
}

/// The day of the notice: in its headline; else alone on a line near the head or the foot; else after (… 発表).
pub(super) fn published(rules: &Rules, text: &Text<'_>, title: Option<(u32, u32)>) -> Option<(Date, u32, u32)> {
    let in_title = title.and_then(|(start, end)| title_date(text, start, end));
    let updated = || updated(text).and_then(|line| date_forms(text, line.start, line.end).next());
    in_title.or_else(updated).or_else(|| lone_date(rules, text, title)).or_else(|| bracketed(text)).or_else(|| lone_month(text))
}

/// The line near the head that says which bulletin it is and of what day: (第4報:2021年6月11日更新). The day below it is that of the first.
pub(super) fn updated<'t>(text: &'t Text<'_>) -> Option<&'t Line> {
    const NEAR: usize = 5;
    let lines = text.lines.iter().filter(|l| l.kind != Kind::Blank).take(NEAR);
    let bulletin = |l: &&Line| {
        let words = text.lexed.stretch(l.start, l.end.min(l.start + 120)).trim();
        let inner = [('(', ')'), ('【', '】')].iter().find_map(|(o, c)| words.strip_prefix(*o)?.strip_suffix(*c));
        inner.is_some_and(|inner| {
            let number = inner.strip_prefix('第').and_then(|rest| rest.split_once('報')).map(|(number, _)| number);
            let later =
                |number: &str| number.chars().all(|c| c.is_ascii_digit() || "二三四五六七八九十".contains(c)) && number != "1";
            let report = number.is_some_and(|number| !number.is_empty() && later(number));
            report && inner.ends_with("更新") && date_forms(text, l.start, l.end).count() == 1
        })
    };
    lines.filter(|l| l.end - l.start <= 120).find(bulletin)
}

/// A month alone on one of the first lines, where the notice names no day of its own: 2025年8月 ⏎ 各位.
fn lone_month(text: &Text<'_>) -> Option<(Date, u32, u32)> {
    const TOP: usize = 5;
    let lines = text.lines.iter().filter(|l| l.kind != Kind::Blank).take(TOP);
    let mut months = lines.flat_map(|l| {
        let from = text.lexed.forms.partition_point(|f| f.start < l.start);
        text.lexed.forms[from..]
            .iter()
            .take(1)
            .filter(|f| text.lexed.slice(l.start, l.end).trim() == text.lexed.slice(f.start, f.end))
    });
    months.find_map(|form| match form.value {
        Value::Date(expr) if expr.day == DayRef::Unsaid => {
            full(&expr).filter(|d| d.month().is_some()).map(|d| (d, form.start, form.end))
        }
        _ => None,
    })
}

/// A date in the headline is the notice's if it stands at either end or in brackets, and says no period of the incident.
fn title_date(text: &Text<'_>, start: u32, end: u32) -> Option<(Date, u32, u32)> {
    date_forms(text, start, end).rev().find(|(_, from, to)| {
        let after = text.lexed.slice(*to, end).trim_start();
        let before = text.lexed.slice(start, *from).trim_end();
        let not_said = ["に", "の", "から", "まで", "発生", "以降", "付"].iter().any(|w| after.starts_with(w));
        !not_said
            && !of_another(before)
            && (before.is_empty()
                || after.is_empty()
                || before.ends_with(['(', ' ', '【'])
                || after.starts_with([')', ' ', '更'])
                || text.lexed.slice(*to, end).starts_with(' ')
                || text.lexed.slice(start, *from).ends_with(' '))
    })
}

/// A date that stands alone on its line at the head or the foot, as letters and notices have theirs.
fn lone_date(rules: &Rules, text: &Text<'_>, title: Option<(u32, u32)>) -> Option<(Date, u32, u32)> {
    let lines: Vec<_> =
        text.lines.iter().filter(|l| l.kind != Kind::Blank && l.start < text.site && Some((l.start, l.end)) != title).collect();
    let forms = super::super::name::Forms::new(rules);
    let dated = |l: &Line| bare_date(text, l.start, l.end).or_else(|| beside_name(text, forms, l.start, l.end));
    let labelled = |l: &Line| under_label(rules, text, l, title);
    let head = |l: &&Line| if labelled(l) { None } else { letterhead(text, l.start, l.end) };
    let date = |l: &&Line| if labelled(l) { None } else { dated(l) };
    // 2024年5月14日 店主 青葉太郎: who signs, beside the day.
    let signed = |l: &&Line| {
        const HEADS: [&str; 14] =
            ["店主", "代表", "理事", "会長", "監督", "園長", "校長", "院長", "社長", "所長", "館長", "住職", "事務局", "施設長"];
        let after = |to: u32| text.lexed.slice(to, l.end).trim();
        // 2024年5月14日 青葉町長
        let headed = |words: &str| {
            let first = words.split(' ').next().unwrap_or("");
            first.ends_with(['長', '課', '部', '室', '局', '係', '署']) && first.chars().count() <= 14
        };
        head(l).filter(|(_, _, to)| headed(after(*to)) || HEADS.iter().any(|w| after(*to).starts_with(w)))
    };
    // Where one dated line stands by another, both are entries of a list.
    let entry = |n: usize| {
        // 2024年5月1日に公表しました。…: a sentence that begins with a day is no entry.
        const GOES_ON: [&str; 3] = ["に", "付", "の第"];
        let told = |to: u32| GOES_ON.iter().any(|w| text.lexed.text()[to as usize..].starts_with(w));
        lines.get(n).and_then(|l| begins(text, l)).is_some_and(|to| !told(to))
    };
    let apart = |n: usize| !entry(n + 1) && (n == 0 || !entry(n - 1));
    let near_head = || lines.iter().enumerate().take(LETTERHEAD).filter(|(n, _)| apart(*n)).find_map(|(_, l)| head(l));
    let lone = lines.iter().take(TOP).find_map(date);
    // 2024年5月14日 総務課 at the head, and the days of the tale as lines below it.
    let first = near_head().filter(|(_, at, _)| lone.is_none_or(|(_, other, _)| *at < other));
    let foot = || lines.iter().rev().take(LETTERHEAD).find_map(signed);
    first.or(lone).or_else(|| lines.iter().rev().take(FOOT).find_map(date)).or_else(foot)
}

/// The end of the day that a line begins with, be it given or told by another: 同日(金) …を止めた.
fn begins(text: &Text<'_>, line: &Line) -> Option<u32> {
    let from = text.lexed.forms.partition_point(|f| f.start < line.body);
    let form = text.lexed.forms.get(from).filter(|f| f.start == line.body)?;
    matches!(form.value, Value::Date(expr) if expr.day != DayRef::Unsaid).then_some(form.end)
}

/// Whether a label asks for the day of something else than the notice: 発覚日, but not 公表日.
fn of_another(label: &str) -> bool {
    const OTHERS: [&str; 26] = [
        "発生",
        "判明",
        "発覚",
        "発見",
        "検知",
        "覚知",
        "認知",
        "紛失",
        "停止",
        "再開",
        "復旧",
        "感染",
        "侵入",
        "攻撃",
        "送信",
        "誤送信",
        "送付",
        "通知",
        "連絡",
        "相談",
        "届け出",
        "調査",
        "完了",
        "閉鎖",
        "削除",
        "購入",
    ];
    let words = bare(label);
    let noun = ["年月日", "日時", "日"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or("");
    // (1)送信日: an entry of the tale, though a mail calls its own day so.
    let own = LABELS.contains(&words)
        && !label.trim_start().strip_prefix('(').is_some_and(|l| l.starts_with(|c: char| c.is_ascii_digit()));
    // (1)日時: when it was; a notice's own day is asked for by a longer label.
    let listed = label.trim_start().starts_with(['(', '・', '■', '●', '○', '【', '1', '2', '3']);
    let plain = listed && ["日時", "年月日", "時期", "期間"].contains(&words);
    plain || short_label(words).is_some() || asks(label) == Some(Asks::Day) && !own && OTHERS.iter().any(|w| noun.ends_with(w))
}

/// Whether a line stands right under a heading that says of what it is the day: 判明日時 ⏎ 令和4年11月20日.
fn under_label(rules: &Rules, text: &Text<'_>, line: &Line, title: Option<(u32, u32)>) -> bool {
    // …の経過について: the headline is no label.
    let headline = |l: &Line| title.is_some_and(|(start, end)| l.start <= start && end <= l.end);
    let above = text.lines[..text.line_at(line.start)].iter().rev().find(|l| l.kind != Kind::Blank).filter(|l| !headline(l));
    if above.is_some_and(|l| of_another(text.lexed.slice(l.start, l.end))) {
        return true;
    }
    let Some(n) = line.heading else { return false };
    let heading = text.lines[n as usize];
    if headline(&heading) {
        return false;
    }
    let right_under = text.lexed.slice(heading.end, line.start).trim().is_empty();
    let label = |code: &str| rules.names.get(&format!("timeline/{code}#label"));
    let classes = ["occurrence", "discovery", "exposure_window", "recovery"].map(label);
    let told = text.lexed.within(heading.start, heading.end).any(|t| classes.contains(&Some(text.tokens()[t].class)));
    let words = text.lexed.slice(heading.start, heading.end);
    let tale = ["経緯", "経過", "時系列", "日時", "期間"].iter().any(|w| words.contains(w));
    // No headline is as short as a label.
    const LONGEST: usize = 24;
    tale || right_under && told && words.trim().chars().count() <= LONGEST
}

/// A line that is a date and the organisation's name: 令和6年5月1日 青葉市
fn beside_name(text: &Text<'_>, forms: super::super::name::Forms, start: u32, end: u32) -> Option<(Date, u32, u32)> {
    let (date, from, to) = date_forms(text, start, end).next()?;
    let rest = text.lexed.slice(to, end);
    let name = super::super::name::names(&text.lexed, forms, to, end).first().copied()?;
    let first = text.lexed.slice(start, from).trim().is_empty() && rest.starts_with([' ', '\t']);
    (first && text.lexed.slice(to, name.start).trim().is_empty() && text.lexed.slice(name.end, end).trim().chars().count() <= 20)
        .then_some((date, from, to))
}

/// (2018年8月22日発表), (令和6年12月6日 10時30分発表)
fn bracketed(text: &Text<'_>) -> Option<(Date, u32, u32)> {
    let all = text.lexed.text();
    date_forms(text, 0, all.len() as u32).find(|(_, start, end)| {
        let after = all[*end as usize..].trim_start();
        let said = ["発表)", "公表)", "掲載)", "更新)", "発表)。", "公開)"].iter().any(|w| after.starts_with(w));
        said && all[..*start as usize].ends_with('(')
    })
}
