//! The report of many cases: what was counted, the charts with their figures, the list.

use std::collections::BTreeMap;

use jikenbo_chart::{Step, affected, cross, lapse, months};
use jikenbo_export::{Case, Options};
use jikenbo_model::{Code, Date};
use jikenbo_search::Query;
use maud::html;

use super::block::{Block, Line, Row, Run, one_line, own, row, said, soft};
use super::case::{heading, labels, made};
use super::query::in_words;
use super::said as told;
use super::{SHORT, TABLE, pick, text};
use crate::labels::{Known, Lang, figure, grouped, label};
use crate::web::charts::data::{Columns, Data, Unit, Wanted};
use crate::web::charts::table::{Cell, Table, decimal};
use crate::web::charts::{Chart, OF_A_REPORT, months::told as bucket, text as chart_text};
use crate::web::figures::date;
use crate::web::page::Asked;
use crate::web::text::Text;

/// The most stretches of time that a table tells; longer times are told by quarter or year.
const STRETCHES: usize = 72;
/// How long a bar of letters is.
const BAR: u64 = 24;

/// What was counted while the cases went by.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) columns: Columns,
    pub(super) notices: u64,
    /// How many cases were taken over from other collections.
    taken: u64,
    leak: BTreeMap<String, u64>,
    dates: Option<(Date, Date)>,
    pub(super) list: Vec<Row>,
}

impl Counted {
    /// Counts what the charts do not.
    pub(super) fn put(&mut self, case: &Case, options: &Options) {
        self.notices += case.notices.len() as u64;
        self.taken += u64::from(case.imported.is_some());
        *self.leak.entry(case.facts.leak_status.as_deref().unwrap_or("").to_owned()).or_default() += 1;
        if let Some(day) = case.facts.date {
            let (first, last) = self.dates.unwrap_or((day, day));
            self.dates = Some((first.min(day), last.max(day)));
        }
        if self.list.len() < TABLE {
            self.list.push(listed(case, options));
        }
    }
}

/// A row of the list.
fn listed(case: &Case, options: &Options) -> Row {
    let (facts, lang) = (&case.facts, options.language);
    let untold = || vec![soft(pick(chart_text::NOT_TOLD, lang))];
    let title = told::short(&one_line(&facts.title));
    let title = if title.is_empty() { case.id.clone() } else { title };
    let title = match &options.address {
        Some(site) => vec![Run::Link(format!("{site}/cases/{}", case.id), title)],
        None => vec![said(&title)],
    };
    let mut organization = facts.organization.as_deref().map_or_else(untold, |name| vec![said(name)]);
    if let Some(imported) = &case.imported {
        organization.extend([own(" ("), said(&imported.collection), own(")")]);
    }
    let mut cells: Vec<Line> = vec![
        facts.date.map_or_else(untold, |day| vec![own(date(day, lang))]),
        organization,
        if facts.kinds.is_empty() { untold() } else { vec![own(labels("kinds", facts.kinds.iter().map(|kind| &**kind), lang))] },
        facts.headline.as_ref().map_or_else(untold, |count| vec![own(figure(count, lang))]),
        title,
    ];
    if options.estimate {
        let made = jikenbo_export::jo::estimate(facts);
        cells.push(made.map_or_else(|| vec![soft("–")], |made| vec![own(made.total(lang))]));
    }
    row(cells)
}

/// Everything up to the cases in short.
pub(super) fn blocks(counted: &Counted, options: &Options) -> Vec<Block> {
    let lang = options.language;
    let t = |text| pick(text, lang);
    let query = if options.chosen { Query::default() } else { Query::parse(&options.query, &Known).unwrap_or_default() };
    let mut out = opening(&query, options);
    if counted.columns.units == 0 {
        out.push(Block::Words(vec![own(t(text::NO_CASE))]));
        return out;
    }
    // Bars open the cases that they count, where there is a casebook to open them in and a query that finds them.
    let site = options.address.clone().filter(|_| !options.chosen);
    let wanted = Wanted { query, unit: Unit::Case, site };
    let asked = Asked::nobody(lang);
    let data = Data { asked: &asked, wanted: &wanted, columns: &counted.columns };
    out.push(heading(2, t(text::SUMMARY)));
    out.push(Block::Words(vec![Run::Strong(sentence(counted, lang))]));
    out.push(Block::List(summary(counted, lang)));
    out.push(heading(2, t(text::COUNTED)));
    out.push(Block::Small(vec![own(counted_how(counted, lang))]));
    out.push(heading(2, t(chart_text::CHARTS)));
    OF_A_REPORT.iter().for_each(|chart| out.extend(drawn(chart, &data)));
    out.extend(list(counted, options));
    out.extend(figures(&data));
    out
}

fn opening(query: &Query, options: &Options) -> Vec<Block> {
    let lang = options.language;
    let t = |text| pick(text, lang);
    let of = if options.chosen {
        t(text::OF_IDS).to_owned()
    } else if query.is_all() {
        t(text::OF_ALL).to_owned()
    } else {
        in_words(query, lang)
    };
    let mut out = vec![Block::Title(vec![own(t(text::REPORT)), own(": "), said(&of)]), Block::Small(made(options))];
    if !options.chosen {
        let written = if query.is_all() { soft(t(text::EVERYTHING)) } else { Run::Code(query.to_string()) };
        out.push(Block::Small(vec![own(format!("{}: ", t(text::BY_WHAT))), written]));
    }
    out
}

fn many(n: u64, one: Text, more: Text, lang: Lang) -> String {
    format!("{}{}", grouped(n), pick(if n == 1 { one } else { more }, lang))
}

/// Where the facts are from, and how they are counted.
fn counted_how(counted: &Counted, lang: Lang) -> String {
    let from = match counted.taken {
        0 => text::COUNTED_READ,
        taken if taken == counted.columns.units => text::COUNTED_TAKEN,
        _ => text::COUNTED_BOTH,
    };
    let gap = if lang == Lang::Ja { "" } else { " " };
    format!("{}{gap}{}", pick(from, lang), pick(text::COUNTED_HOW, lang))
}

/// Of what the cases are: notices, or taken over from other collections.
fn sources(counted: &Counted, lang: Lang) -> String {
    let notices = many(counted.notices, text::ONE_NOTICE, text::NOTICES, lang);
    let taken = many(counted.taken, text::TAKEN_OVER, text::TAKEN_OVER, lang);
    match (counted.notices, counted.taken) {
        (_, 0) => notices,
        (0, _) => taken,
        _ if lang == Lang::Ja => format!("{notices}、{taken}"),
        _ => format!("{notices}, {taken}"),
    }
}

/// How many, and from when to when.
fn sentence(counted: &Counted, lang: Lang) -> String {
    let cases = many(counted.columns.units, text::ONE_CASE, text::CASES, lang);
    let sources = sources(counted, lang);
    // What was taken over is dated by its incident where no day of publication is told.
    let all_published = counted.taken == 0;
    let when = counted.dates.map(|(first, last)| {
        let (first, last) = (date(first, lang), date(last, lang));
        if first == last { first } else { format!("{first} – {last}") }
    });
    match (lang, when) {
        (Lang::Ja, Some(when)) if all_published => format!("{cases}の事案 ({sources})。公表の時期は{when}。"),
        (Lang::Ja, Some(when)) => format!("{cases}の事案 ({sources})。公表または発生の時期は{when}。"),
        (Lang::Ja, None) => format!("{cases}の事案 ({sources})。公表の時期の記載なし。"),
        (Lang::En, Some(when)) if all_published => format!("{cases} ({sources}), published {when}."),
        (Lang::En, Some(when)) => format!("{cases} ({sources}), published or occurred {when}."),
        (Lang::En, None) => format!("{cases} ({sources}); no date of publication told."),
    }
}

fn summary(counted: &Counted, lang: Lang) -> Vec<Line> {
    let rows = &counted.columns.rows;
    let all = counted.columns.units;
    let t = |text| pick(text, lang);
    let line = |name: Text, words: String| vec![Run::Strong(t(name).to_owned()), own(format!(": {words}"))];
    let mut out = vec![line(text::KINDS, kinds(counted, lang)), line(text::LEAK, leak(counted, lang))];
    let told_by = |n: u64| format!("{} {} / {}", t(text::TOLD_BY), grouped(n), grouped(all));
    for (name, made) in
        [(chart_text::PEOPLE, affected(rows, |row| row.people)), (chart_text::CARDS, affected(rows, |row| row.cards))]
    {
        if let (Some(median), Some(largest)) = (made.median, made.largest) {
            let figures = format!("{} {} · {} {}", t(text::MEDIAN), grouped(median), t(chart_text::LARGEST), grouped(largest));
            out.push(line(name, format!("{figures} ({})", told_by(made.told))));
        }
    }
    let day = |n: f64| if lang == Lang::Ja { format!("{}日", decimal(n)) } else { format!("{} days", decimal(n)) };
    for (name, made) in [(chart_text::UNSEEN, lapse(rows, |row| row.unseen)), (chart_text::SILENT, lapse(rows, |row| row.silent))]
    {
        if let Some(spread) = made.spread {
            let figures =
                format!("{} {} · {} {}", t(text::MEDIAN), day(spread.median), t(text::LONGEST), day(spread.most.into()));
            out.push(line(name, format!("{figures} ({})", told_by(spread.n as u64))));
        }
    }
    out
}

/// The kinds, the most frequent first.
fn kinds(counted: &Counted, lang: Lang) -> String {
    let made = cross(&counted.columns.rows, |row| &row.kinds, |row| &row.sectors);
    let mut all: Vec<(&Option<Code>, u64)> = made.lines.iter().zip(made.line_totals.iter().copied()).collect();
    all.sort_by_key(|(code, n)| (code.is_none(), std::cmp::Reverse(*n)));
    let name = |code: &Option<Code>| {
        code.as_ref().map_or(pick(chart_text::NOT_TOLD, lang).to_owned(), |code| label("kinds", code, lang).to_owned())
    };
    let words: Vec<String> = all.iter().map(|(code, n)| format!("{} {}", name(code), grouped(*n))).collect();
    words.join(if lang == Lang::Ja { "、" } else { ", " })
}

fn leak(counted: &Counted, lang: Lang) -> String {
    let codes = crate::labels::codes("leak_status").into_iter().chain([""]);
    let known = codes.filter_map(|code| {
        let n = counted.leak.get(code)?;
        let name = if code.is_empty() { pick(chart_text::NOT_TOLD, lang) } else { label("leak_status", code, lang) };
        Some(format!("{name} {}", grouped(*n)))
    });
    known.collect::<Vec<_>>().join(if lang == Lang::Ja { "、" } else { ", " })
}

/// A chart: drawn, or as a table with bars of letters.
fn drawn(chart: &Chart, data: &Data) -> Vec<Block> {
    let lacks: Vec<String> = (chart.lacks)(data)
        .into_iter()
        .filter(|lack| lack.units > 0)
        .map(|lack| format!("{} {}", data.t(lack.what), grouped(lack.units)))
        .collect();
    let of = if data.asked.lang == Lang::Ja {
        format!("{}のうち ", data.many(data.columns.units))
    } else {
        format!("Of {}: ", data.many(data.columns.units))
    };
    let lacks = if lacks.is_empty() { String::new() } else { format!("{of}{}", lacks.join(data.asked.separator())) };
    let drawing = html! {
        section.chart {
            h3 { (data.t(chart.title)) }
            p.about { (data.t(chart.about)) }
            @if !lacks.is_empty() { p.lacks { (lacks) } }
            (((chart.draw)(data)))
        }
    };
    let mut instead = vec![heading(3, data.t(chart.title)), Block::Small(vec![own(data.t(chart.about))])];
    if !lacks.is_empty() {
        instead.push(Block::Small(vec![own(lacks)]));
    }
    instead.push(with_bars(&table_of(chart, data, false), data));
    vec![Block::Drawing(drawing), Block::Instead(instead)]
}

/// The figures of a chart; of months so many stretches as a page has room for, with the kinds or without.
fn table_of(chart: &Chart, data: &Data, with_kinds: bool) -> Table {
    if chart.name != "months" {
        return (chart.table)(data);
    }
    let made = months(&data.columns.rows, Step::fitting(&data.columns.rows, STRETCHES));
    let head = |name: &str, text| (name.to_owned(), data.t(text).to_owned());
    let mut columns = vec![head("month", chart_text::MONTH), head("all", chart_text::EVERYTHING)];
    let kinds = if with_kinds { made.kinds.as_slice() } else { &[] };
    columns.extend(kinds.iter().map(|line| (String::new(), data.label("kinds", line.kind.as_ref(), chart_text::NO_KIND))));
    let lines = || std::iter::once(&made.all).chain(kinds);
    let mut all: Vec<Vec<Cell>> = Vec::new();
    for (at, stretch) in made.buckets.iter().enumerate() {
        let counts = lines().map(|line| Cell::Count(line.counts.get(at).copied().unwrap_or(0)));
        all.push(std::iter::once(Cell::Words(bucket(*stretch, data.asked.lang))).chain(counts).collect());
    }
    if made.all.year_only > 0 {
        all.push(
            std::iter::once(Cell::Words(data.t(chart_text::NO_MONTH).to_owned()))
                .chain(lines().map(|line| Cell::Count(line.year_only)))
                .collect(),
        );
    }
    if made.all.undated > 0 {
        all.push(
            std::iter::once(Cell::Words(data.t(chart_text::NO_DATE).to_owned()))
                .chain(lines().map(|line| Cell::Count(line.undated)))
                .collect(),
        );
    }
    Table { columns, lines: all }
}

/// A table whose counts have bars of letters.
fn with_bars(table: &Table, data: &Data) -> Block {
    let counted = table.columns.iter().position(|(name, _)| name == "all" || name == "count");
    let count = |line: &Vec<Cell>| match counted.and_then(|at| line.get(at)) {
        // The total is no bar among bars.
        Some(Cell::Count(n)) if !matches!(line.first(), Some(Cell::Nothing)) && !is_total(line, data) => Some(*n),
        _ => None,
    };
    let most = table.lines.iter().filter_map(count).max().unwrap_or(0);
    let (mut heads, mut rows) = sheet(table);
    heads.push(pick(text::BAR, data.asked.lang).to_owned());
    for (row, line) in rows.iter_mut().zip(&table.lines) {
        row.cells.push(vec![own(count(line).map(|n| letters(n, most)).unwrap_or_default())]);
    }
    Block::Table("data", heads, rows)
}

fn is_total(line: &[Cell], data: &Data) -> bool {
    matches!(line.first(), Some(Cell::Words(words)) if words == data.t(chart_text::TOTAL))
}

fn sheet(table: &Table) -> (Vec<String>, Vec<Row>) {
    let figures = |at: usize| table.lines.iter().any(|line| matches!(line.get(at), Some(Cell::Count(_) | Cell::Real(_))));
    let heads = table.columns.iter().enumerate();
    let heads = heads.map(|(at, (_, head))| format!("{}{head}", if at > 0 && figures(at) { ">" } else { "" })).collect();
    let rows = table.lines.iter().map(|line| row(line.iter().map(|cell| vec![own(cell.shown())]).collect())).collect();
    (heads, rows)
}

/// A bar of letters, in eighths; never nothing for what is there.
pub(super) fn letters(n: u64, most: u64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if n == 0 || most == 0 {
        return String::new();
    }
    let eighths = (n as f64 / most as f64 * (BAR * 8) as f64).round().max(1.0) as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// The list, and how many it leaves out.
fn list(counted: &Counted, options: &Options) -> Vec<Block> {
    let lang = options.language;
    let t = |text| pick(text, lang);
    let mut heads: Vec<String> = [text::DATE, text::ORGANIZATION, text::KINDS, text::HOW_MANY, crate::web::text::COL_TITLE]
        .iter()
        .map(|head| t(*head).to_owned())
        .collect();
    if options.estimate {
        heads.push(crate::estimate::name(lang).to_owned());
    }
    let mut out = vec![heading(2, t(text::LIST))];
    if options.estimate {
        out.push(Block::Small(vec![own(crate::estimate::caution(lang))]));
    }
    out.push(Block::Table("cases", heads, counted.list.clone()));
    let left = counted.columns.units.saturating_sub(counted.list.len() as u64);
    if left > 0 {
        out.push(left_out(left, lang));
    }
    out
}

/// That so many are not told here.
pub(super) fn left_out(n: u64, lang: Lang) -> Block {
    let gap = if lang == Lang::Ja { "" } else { " " };
    Block::Words(vec![
        Run::Strong(format!("{}{gap}{}", grouped(n), pick(text::LEFT_OUT, lang))),
        own(format!("{gap}{}", pick(text::COUNTED_ALL, lang))),
    ])
}

/// The figures of the drawings that do not show them all.
fn figures(data: &Data) -> Vec<Block> {
    // What is drawn as a table stands there already; where nothing is drawn, the bars' tables do.
    let charts = OF_A_REPORT.iter().filter(|chart| !matches!(chart.name, "kinds" | "sectors" | "items"));
    let mut drawn = html! { h2.tables { (pick(text::TABLES, data.asked.lang)) } }.into_string();
    for chart in charts {
        let (heads, rows) = sheet(&table_of(chart, data, true));
        let many = if heads.len() > 9 { "data many" } else { "data" };
        let blocks = [heading(3, data.t(chart.title)), Block::Table(many, heads, rows)];
        super::html::written(&blocks, &mut drawn);
    }
    vec![Block::Drawing(maud::PreEscaped(drawn))]
}

/// The heading of the cases in short.
pub(super) fn in_short(lang: Lang) -> Block {
    heading(2, pick(text::SHORT, lang))
}

/// So many cases are told in short; how many are not.
pub(super) fn not_in_short(units: u64, lang: Lang) -> Option<Block> {
    let left = units.saturating_sub(SHORT as u64);
    (left > 0).then(|| left_out(left, lang))
}
