//! How many days: a bar for each stretch of days, and how they spread by kind.

use jikenbo_chart::{DayBin, Lapse, Row, Spread, lapse};
use jikenbo_model::Code;
use jikenbo_search::{Field, Figure, Node};
use maud::{Markup, html};

use super::affected::{between, row};
use super::data::Data;
use super::draw::{Part, across, anchor};
use super::table::{Cell, Table, decimal};
use super::{Chart, Lack, text};
use crate::labels::{Lang, grouped};
use crate::web::text::Text;

/// A length of time: of the query language, and of a row.
struct Stretch {
    figure: Figure,
    of: fn(&Row) -> Option<u32>,
}

const UNTIL_SEEN: Stretch = Stretch { figure: Figure::Unseen, of: |row| row.unseen };
const UNTIL_TOLD: Stretch = Stretch { figure: Figure::Silent, of: |row| row.silent };

pub(super) const UNSEEN: Chart = Chart {
    name: "unseen",
    title: text::UNSEEN,
    about: text::UNSEEN_ABOUT,
    table: |data| UNTIL_SEEN.table(data),
    draw: |data| UNTIL_SEEN.draw(data),
    lacks: |data| UNTIL_SEEN.lacks(data),
};

pub(super) const SILENT: Chart = Chart {
    name: "silent",
    title: text::SILENT,
    about: text::SILENT_ABOUT,
    table: |data| UNTIL_TOLD.table(data),
    draw: |data| UNTIL_TOLD.draw(data),
    lacks: |data| UNTIL_TOLD.lacks(data),
};

fn range(data: &Data, bin: &DayBin) -> String {
    match (bin.below, data.asked.lang) {
        (Some(1), _) => data.t(text::SAME_DAY).to_owned(),
        (Some(below), Lang::Ja) => format!("{}–{}日", bin.from, below - 1),
        (Some(below), Lang::En) => format!("{}–{} days", bin.from, below - 1),
        (None, Lang::Ja) => format!("{}日以上", bin.from),
        (None, Lang::En) => format!("{} days and more", bin.from),
    }
}

impl Stretch {
    fn made(&self, data: &Data) -> Lapse {
        lapse(&data.columns.rows, self.of)
    }

    fn lacks(&self, data: &Data) -> Vec<Lack> {
        let conditions = vec![Node::NoFigure(self.figure)];
        vec![Lack { units: self.made(data).not_told, what: text::NOT_TO_THE_DAY, conditions }]
    }

    /// The bars, then a line a kind.
    fn table(&self, data: &Data) -> Table {
        let made = self.made(data);
        let head = |name: &str, text| (name.to_owned(), data.t(text).to_owned());
        let mut columns = vec![head("days", text::DAYS), head("kind", text::KIND), head("count", text::TOTAL)];
        columns.extend([head("median", text::MEDIAN), head("mean", text::MEAN), head("least", text::LEAST)]);
        columns.extend([head("quarter", text::QUARTER), head("three_quarters", text::THREE_QUARTERS), head("most", text::MOST)]);
        let bar = |name: String, n: u64| {
            let mut line = vec![Cell::Words(name), Cell::Nothing, Cell::Count(n)];
            line.extend(std::iter::repeat_n(Cell::Nothing, 6));
            line
        };
        let mut lines: Vec<Vec<Cell>> = made.bins.iter().map(|bin| bar(range(data, bin), bin.units)).collect();
        lines.push(bar(data.t(text::NOT_TO_THE_DAY).to_owned(), made.not_told));
        let every = data.t(text::EVERYTHING).to_owned();
        lines.extend(made.spread.iter().map(|spread| spread_line(spread, Cell::Words(every.clone()))));
        for (kind, spread) in &made.kinds {
            let code = Cell::Code(kind.as_ref().map(ToString::to_string), data.label("kinds", kind.as_ref(), text::NO_KIND));
            lines.push(spread_line(spread, code));
        }
        Table { columns, lines }
    }

    fn draw(&self, data: &Data) -> Markup {
        let made = self.made(data);
        let most = made.bins.iter().map(|bin| bin.units).max().unwrap_or(0).max(made.not_told);
        html! {
            table.bars {
                tbody {
                    @for bin in &made.bins {
                        (row(&range(data, bin), &[Part { n: bin.units, class: "bar" }], most,
                            data.wanted.cases(between(self.figure, bin.from.into(), bin.below.map(u64::from))).as_deref()))
                    }
                    (row(data.t(text::NOT_TO_THE_DAY), &[Part { n: made.not_told, class: "nothing" }], most,
                        data.wanted.cases([Node::NoFigure(self.figure)]).as_deref()))
                }
            }
            @if let Some(all) = &made.spread { (self.spreads(data, &made, all)) }
        }
    }

    fn spreads(&self, data: &Data, made: &Lapse, all: &Spread) -> Markup {
        let told = || Node::Not(Box::new(Node::NoFigure(self.figure)));
        let scale = Scale { most: f64::from(all.most.max(30)) };
        let kind = |kind: &Option<Code>| kind.as_ref().map_or(Node::Lacks(Field::Kind), |kind| Node::code(Field::Kind, kind));
        html! {
            p.small { (data.t(text::BOX)) }
            table.spreads {
                thead {
                    tr {
                        th scope="col" { (data.t(text::KIND)) }
                        th.drawn scope="col" { span.hidden { (data.t(text::DAYS)) } (scale.axis(data)) }
                        @for head in [text::MEDIAN, text::MEAN] { th.figure scope="col" { (data.t(head)) } }
                        th.figure scope="col" { "n" }
                    }
                }
                tbody {
                    (spread(data, &scale, data.t(text::EVERYTHING), all, data.wanted.cases([told()]).as_deref()))
                    @for (code, of_kind) in &made.kinds {
                        (spread(data, &scale, &data.label("kinds", code.as_ref(), text::NO_KIND), of_kind,
                            data.wanted.cases([kind(code), told()]).as_deref()))
                    }
                }
            }
        }
    }
}

fn spread_line(spread: &Spread, head: Cell) -> Vec<Cell> {
    let mut line = vec![Cell::Nothing, head, Cell::Count(spread.n as u64), Cell::Real(spread.median), Cell::Real(spread.mean)];
    line.push(Cell::Count(spread.least.into()));
    line.extend([Cell::Real(spread.quarter), Cell::Real(spread.three_quarters), Cell::Count(spread.most.into())]);
    line
}

/// Days across, by their logarithm; the same day has a place of its own, since it has none.
struct Scale {
    most: f64,
}

const TICKS: &[(f64, Text)] = &[
    (0.0, text::ZERO_DAYS),
    (1.0, text::DAY),
    (7.0, text::WEEK),
    (30.0, text::A_MONTH),
    (365.0, text::A_YEAR),
    (3_650.0, text::TEN_YEARS),
];

impl Scale {
    /// The logarithm of the days and one, from 2 to 98 percent.
    fn at(&self, days: f64) -> f64 {
        0.02 + 0.96 * (days.max(0.0).ln_1p() / self.most.ln_1p()).min(1.0)
    }

    fn axis(&self, data: &Data) -> Markup {
        let ticks = TICKS.iter().filter(|(days, _)| *days <= self.most);
        html! {
            svg.scale width="100%" height="18" aria-hidden="true" focusable="false" {
                @for (days, name) in ticks {
                    line x1=(across(self.at(*days))) x2=(across(self.at(*days))) y1="14" y2="18" {}
                    text x=(across(self.at(*days))) y="11" text-anchor=(anchor(self.at(*days))) { (data.t(*name)) }
                }
            }
        }
    }
}

fn spread(data: &Data, scale: &Scale, name: &str, spread: &Spread, href: Option<&str>) -> Markup {
    let x = |days: f64| across(scale.at(days));
    let wide = across(scale.at(spread.three_quarters) - scale.at(spread.quarter));
    html! {
        tr {
            th scope="row" { a.open href=[href] { (name) } }
            td.drawn {
                svg.spread width="100%" height="20" aria-hidden="true" focusable="false" {
                    @for (days, _) in TICKS.iter().filter(|(days, _)| *days <= scale.most) {
                        line.grid x1=(x(*days)) x2=(x(*days)) y1="0" y2="20" {}
                    }
                    @if spread.values.is_empty() {
                        line.whole x1=(x(spread.least.into())) x2=(x(spread.most.into())) y1="10" y2="10" {}
                        rect.half x=(x(spread.quarter)) y="4.5" width=(wide) height="11" {}
                    }
                    @for value in &spread.values { circle.value cx=(x((*value).into())) cy="10" r="3" {} }
                    line.median x1=(x(spread.median)) x2=(x(spread.median)) y1="2" y2="18" {}
                    circle.mean cx=(x(spread.mean)) cy="10" r="3.5" {}
                }
            }
            td.figure { (days(spread.median, data.asked.lang)) }
            td.figure { (days(spread.mean, data.asked.lang)) }
            td.figure { (grouped(spread.n as u64)) }
        }
    }
}

fn days(days: f64, lang: Lang) -> String {
    if lang == Lang::Ja { format!("{}日", decimal(days)) } else { format!("{} d", decimal(days)) }
}
