//! How many in each month, a line a kind.

use jikenbo_chart::{Bucket, Line, Months, Step, months};
use jikenbo_model::Date;
use jikenbo_search::{Field, Node};
use maud::{Markup, html};

use super::data::Data;
use super::draw::{Column, across, anchor, columns};
use super::table::{Cell, Table};
use super::{Chart, Lack, text};
use crate::labels::{Lang, grouped};
use crate::web::figures;
use crate::web::text::Text;

/// The most columns that are drawn; longer times are drawn in quarters or years.
const MOST: usize = 72;

pub(super) const MONTHS: Chart = Chart { name: "months", title: text::MONTHS, about: text::MONTHS_ABOUT, table, draw, lacks };

/// A month, a kind and how many: the same whatever is drawn.
fn table(data: &Data) -> Table {
    let made = months(&data.columns.rows, Step::Month);
    let head = |name: &str, text| (name.to_owned(), data.t(text).to_owned());
    let mut table = Table { columns: vec![head("month", text::MONTH), head("all", text::EVERYTHING)], lines: Vec::new() };
    for line in &made.kinds {
        table.columns.push((line.kind.as_deref().unwrap_or("not_told").to_owned(), name(data, line)));
    }
    let lines = || std::iter::once(&made.all).chain(&made.kinds);
    for (at, bucket) in made.buckets.iter().enumerate() {
        let counts = lines().map(|line| Cell::Count(line.counts.get(at).copied().unwrap_or(0)));
        let month = Cell::Words(format!("{:04}-{:02}", bucket.year, bucket.month));
        table.lines.push(std::iter::once(month).chain(counts).collect());
    }
    let mut beside = |name: Text, count: fn(&Line) -> u64| {
        let head = Cell::Words(data.t(name).to_owned());
        table.lines.push(std::iter::once(head).chain(lines().map(|line| Cell::Count(count(line)))).collect());
    };
    beside(text::NO_MONTH, |line| line.year_only);
    beside(text::NO_DATE, |line| line.undated);
    table
}

fn lacks(data: &Data) -> Vec<Lack> {
    let all = months(&data.columns.rows, Step::Month).all;
    vec![
        Lack { units: all.year_only, what: text::NO_MONTH, conditions: vec![Node::NoMonth, Node::Not(Box::new(Node::NoDate))] },
        Lack { units: all.undated, what: text::NO_DATE, conditions: vec![Node::NoDate] },
    ]
}

fn name(data: &Data, line: &Line) -> String {
    data.label("kinds", line.kind.as_ref(), text::NO_KIND)
}

fn draw(data: &Data) -> Markup {
    let step = Step::fitting(&data.columns.rows, MOST);
    let made = months(&data.columns.rows, step);
    let plan = Plan::of(&made);
    let most = made.kinds.iter().map(|line| plan.most(line)).max().unwrap_or(0);
    let how = match (step, data.wanted.on_page()) {
        (Step::Month, _) => text::BY_MONTH,
        (Step::Quarter, true) => text::BY_QUARTER,
        (Step::Quarter, false) => text::BY_QUARTER_ALONE,
        (Step::Year, true) => text::BY_YEAR,
        (Step::Year, false) => text::BY_YEAR_ALONE,
    };
    html! {
        p.small { (data.t(how)) @if made.all.year_only > 0 { " · " (data.t(text::YEAR_ONLY_NOTE)) } }
        div.lines {
            (line(data, &plan, &made.all, plan.most(&made.all), 84.0))
            (axis(data, &plan, &made))
            @for kind in &made.kinds { (line(data, &plan, kind, most, 44.0)) }
            (axis(data, &plan, &made))
        }
    }
}

/// Where columns stand.
struct Plan {
    buckets: Vec<Bucket>,
    /// The share of the width that the buckets have; the rest is for what belongs to none.
    width: f64,
    year_only: bool,
    undated: bool,
}

impl Plan {
    fn of(made: &Months) -> Self {
        let (year_only, undated) = (made.all.year_only > 0, made.all.undated > 0);
        let rest = 0.09 * f64::from(u8::from(year_only) + u8::from(undated));
        Self { buckets: made.buckets.clone(), width: 1.0 - rest, year_only, undated }
    }

    fn bucket(&self, at: usize) -> (f64, f64) {
        let one = self.width / self.buckets.len().max(1) as f64;
        (one * at as f64, one * (at + 1) as f64)
    }

    /// The place of those of which only the year is told, and of those without a date.
    fn beside(&self, undated: bool) -> (f64, f64) {
        let from = self.width + if undated && self.year_only { 0.09 } else { 0.0 };
        (from + 0.02, from + 0.09)
    }

    /// The highest column of a line, those beside included.
    fn most(&self, line: &Line) -> u64 {
        line.most().max(line.year_only).max(line.undated)
    }
}

fn line(data: &Data, plan: &Plan, line: &Line, most: u64, height: f64) -> Markup {
    let is_all = height > 50.0;
    let name = if is_all { data.t(text::EVERYTHING).to_owned() } else { name(data, line) };
    let kind = (!is_all).then(|| match &line.kind {
        Some(kind) => Node::code(Field::Kind, kind),
        None => Node::Lacks(Field::Kind),
    });
    let marks = marks(data, plan, line, &name, kind.as_ref());
    html! {
        div.line {
            a.label href=[data.wanted.cases(kind)] { (name) }
            (columns(&marks, most, height, &name))
            span.total.figure { (grouped(line.total)) }
        }
    }
}

fn marks(data: &Data, plan: &Plan, line: &Line, name: &str, kind: Option<&Node>) -> Vec<Column> {
    let column = |(from, to): (f64, f64), n: u64, class, when: String, conditions: Vec<Node>| Column {
        from,
        to,
        n,
        class,
        href: data.wanted.cases(kind.cloned().into_iter().chain(conditions)),
        told: format!("{name} {when} {}", data.many(n)),
    };
    let mut marks = Vec::with_capacity(plan.buckets.len() + 2);
    for (at, bucket) in plan.buckets.iter().enumerate() {
        let n = line.counts.get(at).copied().unwrap_or(0);
        if n > 0 {
            marks.push(column(plan.bucket(at), n, "bar", told(*bucket, data.asked.lang), vec![within(*bucket)]));
        }
    }
    if plan.year_only {
        let conditions = vec![Node::NoMonth, Node::Not(Box::new(Node::NoDate))];
        marks.push(column(plan.beside(false), line.year_only, "nothing", data.t(text::NO_MONTH).to_owned(), conditions));
    }
    if plan.undated {
        marks.push(column(plan.beside(true), line.undated, "nothing", data.t(text::NO_DATE).to_owned(), vec![Node::NoDate]));
    }
    marks
}

/// The condition that a date is within a bucket, and counted in it.
fn within(bucket: Bucket) -> Node {
    match bucket.step {
        Step::Year => Node::All(vec![Node::Since(Date::year_only(bucket.year)), Node::Until(Date::year_only(bucket.year))]),
        _ => {
            let months = (bucket.month..=bucket.last_month()).filter_map(|month| Date::month_only(bucket.year, month));
            let mut nodes: Vec<Node> = months.map(Node::Month).collect();
            if nodes.len() == 1 { nodes.remove(0) } else { Node::Any(nodes) }
        }
    }
}

/// A stretch of time in words.
pub(crate) fn told(bucket: Bucket, lang: Lang) -> String {
    let month = |month| Date::month_only(bucket.year, month).map(|date| figures::date(date, lang)).unwrap_or_default();
    match (bucket.step, lang) {
        (Step::Year, _) => figures::date(Date::year_only(bucket.year), lang),
        (Step::Month, _) => month(bucket.month),
        (Step::Quarter, Lang::Ja) => format!("{}〜{}月", month(bucket.month), bucket.last_month()),
        (Step::Quarter, Lang::En) => format!("{} to {}", month(bucket.month), month(bucket.last_month())),
    }
}

/// The years below the columns, so many as there is room for on a phone.
fn axis(data: &Data, plan: &Plan, made: &Months) -> Markup {
    let starts: Vec<(usize, i16)> =
        plan.buckets.iter().enumerate().filter(|(at, b)| b.month == 1 || *at == 0).map(|(at, b)| (at, b.year)).collect();
    let every = starts.len().div_ceil(7).max(1);
    let shown = |n: usize| n.is_multiple_of(every) && (n > 0 || starts.len() < 2 || starts[1].0 * 14 >= plan.buckets.len());
    let middle = |(from, to): (f64, f64)| across((from + to) / 2.0);
    html! {
        div.line.axis aria-hidden="true" {
            span.label {}
            svg width="100%" height="18" focusable="false" {
                @for (n, (at, year)) in starts.iter().enumerate() {
                    line x1=(across(plan.bucket(*at).0)) x2=(across(plan.bucket(*at).0)) y1="0" y2="4" {}
                    @if shown(n) {
                        text x=(across(plan.bucket(*at).0)) y="15" text-anchor=(anchor(plan.bucket(*at).0)) { (year) }
                    }
                }
                @if made.all.year_only > 0 { text x=(middle(plan.beside(false))) y="15" text-anchor="middle" { (data.t(text::NO_MONTH)) } }
                @if made.all.undated > 0 { text x=(middle(plan.beside(true))) y="15" text-anchor="middle" { (data.t(text::NO_DATE)) } }
            }
            span.total {}
        }
    }
}
