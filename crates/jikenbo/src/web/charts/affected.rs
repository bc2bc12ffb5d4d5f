//! How many people or cards: a bar a power of ten, and one for those who do not tell.

use jikenbo_chart::{Affected, Bin, Figure as Told, Row, affected};
use jikenbo_search::{Figure, Node, Op};
use maud::{Markup, html};

use super::data::Data;
use super::draw::{Part, bar, sample};
use super::table::{Cell, Table};
use super::{Chart, Lack, text};
use crate::labels::{Lang, grouped};

/// A figure of the query language, and of a row.
struct Subject {
    figure: Figure,
    of: fn(&Row) -> Option<Told>,
}

const OF_PEOPLE: Subject = Subject { figure: Figure::People, of: |row| row.people };
const OF_CARDS: Subject = Subject { figure: Figure::Cards, of: |row| row.cards };

pub(super) const PEOPLE: Chart = Chart {
    name: "people",
    title: text::PEOPLE,
    about: text::PEOPLE_ABOUT,
    table: |data| OF_PEOPLE.table(data),
    draw: |data| OF_PEOPLE.draw(data),
    lacks: |data| OF_PEOPLE.lacks(data),
};

pub(super) const CARDS: Chart = Chart {
    name: "cards",
    title: text::CARDS,
    about: text::CARDS_ABOUT,
    table: |data| OF_CARDS.table(data),
    draw: |data| OF_CARDS.draw(data),
    lacks: |data| OF_CARDS.lacks(data),
};

/// The conditions that a figure is at least this and less than that.
pub(super) fn between(figure: Figure, from: u64, below: Option<u64>) -> Vec<Node> {
    let least = Node::Number(figure, Op::AtLeast, from);
    std::iter::once(least).chain(below.map(|below| Node::Number(figure, Op::Less, below))).collect()
}

/// `100–999`
fn range(bin: &Bin, lang: Lang) -> String {
    match (bin.below, lang) {
        (Some(below), _) if below == bin.from + 1 => grouped(bin.from),
        (Some(below), _) => format!("{}–{}", grouped(bin.from), grouped(below - 1)),
        (None, Lang::Ja) => format!("{}以上", grouped(bin.from)),
        (None, Lang::En) => format!("{} and more", grouped(bin.from)),
    }
}

impl Subject {
    fn made(&self, data: &Data) -> Affected {
        affected(&data.columns.rows, self.of)
    }

    fn lacks(&self, data: &Data) -> Vec<Lack> {
        let conditions = vec![Node::NoFigure(self.figure)];
        vec![Lack { units: self.made(data).not_told, what: text::NOT_TOLD, conditions }]
    }

    fn table(&self, data: &Data) -> Table {
        let made = self.made(data);
        let head = |name: &str, text| (name.to_owned(), data.t(text).to_owned());
        let columns = vec![
            head("figure", text::FIGURE),
            head("from", text::FROM),
            head("below", text::BELOW),
            head("all", text::TOTAL),
            head("exact", text::EXACT),
            head("about", text::ABOUT),
            head("at_most", text::AT_MOST),
            head("at_least", text::AT_LEAST),
        ];
        let mut lines: Vec<Vec<Cell>> = made.bins.iter().map(|bin| line(bin, data.asked.lang)).collect();
        let mut not_told = vec![Cell::Words(data.t(text::NOT_TOLD).to_owned()), Cell::Nothing, Cell::Nothing];
        not_told.push(Cell::Count(made.not_told));
        not_told.extend(std::iter::repeat_n(Cell::Nothing, 4));
        lines.push(not_told);
        Table { columns, lines }
    }

    fn draw(&self, data: &Data) -> Markup {
        let made = self.made(data);
        let most = made.bins.iter().map(|bin| bin.units.all()).max().unwrap_or(0).max(made.not_told);
        html! {
            (legend(data, &made))
            table.bars {
                tbody {
                    @for bin in &made.bins {
                        (row(&range(bin, data.asked.lang), &parts(bin), most, data.wanted.cases(between(self.figure, bin.from, bin.below)).as_deref()))
                    }
                    (row(data.t(text::NOT_TOLD), &[Part { n: made.not_told, class: "nothing" }], most,
                        data.wanted.cases([Node::NoFigure(self.figure)]).as_deref()))
                }
            }
            @if let (Some(median), Some(largest)) = (made.median, made.largest) {
                p.small {
                    (data.t(text::MEDIAN)) " " b.figure { (grouped(median)) } " · " (data.t(text::LARGEST)) " " b.figure { (grouped(largest)) }
                    " (n = " (grouped(made.told)) "; " (data.t(text::AS_TOLD)) ")"
                }
            }
        }
    }
}

fn line(bin: &Bin, lang: Lang) -> Vec<Cell> {
    let units = bin.units;
    let mut cells = vec![Cell::Words(range(bin, lang)), Cell::Count(bin.from), bin.below.map_or(Cell::Nothing, Cell::Count)];
    cells.extend([units.all(), units.exact, units.about, units.at_most, units.at_least].map(Cell::Count));
    cells
}

fn parts(bin: &Bin) -> [Part; 4] {
    let units = bin.units;
    [
        Part { n: units.exact, class: "bar" },
        Part { n: units.about, class: "about" },
        Part { n: units.at_most, class: "at-most" },
        Part { n: units.at_least, class: "at-least" },
    ]
}

/// What the patterns mean: those that occur.
fn legend(data: &Data, made: &Affected) -> Markup {
    let texts = [text::EXACT, text::ABOUT, text::AT_MOST, text::AT_LEAST];
    let occurs = |class: &str| made.bins.iter().flat_map(parts).any(|part| part.class == class && part.n > 0);
    let kinds = [("bar", texts[0]), ("about", texts[1]), ("at-most", texts[2]), ("at-least", texts[3])];
    html! {
        ul.legend {
            @for (class, text) in kinds { @if occurs(class) { li { (sample(class)) " " (data.t(text)) } } }
            @if made.not_told > 0 { li { (sample("nothing")) " " (data.t(text::NOT_TOLD)) } }
        }
    }
}

/// A bar with its name before and its figure behind it.
pub(super) fn row(name: &str, parts: &[Part], most: u64, href: Option<&str>) -> Markup {
    let n: u64 = parts.iter().map(|part| part.n).sum();
    html! {
        tr {
            th scope="row" { @if n > 0 { a.open href=[href] { (name) } } @else { (name) } }
            td.drawn { (bar(parts, most)) }
            td.figure { (grouped(n)) }
        }
    }
}
