//! Two keys crossed: sector and cause, data and kind. A table whose figures have bars.

use jikenbo_chart::{Cross, Row, cross};
use jikenbo_model::Code;
use jikenbo_search::{Field, Node};
use maud::{Markup, html};

use super::data::Data;
use super::draw::{Part, bar};
use super::table::{Cell, Table};
use super::{Chart, Lack, text};
use crate::labels::grouped;
use crate::web::text::Text;

/// One of two keys.
struct Side {
    /// The key of the record, whose labels it has.
    key: &'static str,
    field: Field,
    name: Text,
    none: Text,
    of: fn(&Row) -> &[Code],
}

/// Two keys.
struct Pair {
    lines: Side,
    columns: Side,
}

const CAUSE_SECTOR: Pair = Pair {
    lines: Side { key: "causes", field: Field::Cause, name: text::CAUSE, none: text::NO_CAUSE, of: |row| &row.causes },
    columns: Side { key: "sector", field: Field::Sector, name: text::SECTOR, none: text::NO_SECTOR, of: |row| &row.sectors },
};

const KIND_SECTOR: Pair = Pair {
    lines: Side { key: "kinds", field: Field::Kind, name: text::KIND, none: text::NO_KIND, of: |row| &row.kinds },
    columns: Side { key: "sector", field: Field::Sector, name: text::SECTOR, none: text::NO_SECTOR, of: |row| &row.sectors },
};

const ITEM_KIND: Pair = Pair {
    lines: Side { key: "data_items", field: Field::Item, name: text::ITEM, none: text::NO_ITEM, of: |row| &row.items },
    columns: Side { key: "kinds", field: Field::Kind, name: text::KIND, none: text::NO_KIND, of: |row| &row.kinds },
};

pub(super) const SECTORS: Chart = Chart {
    name: "sectors",
    title: text::SECTORS,
    about: text::SECTORS_ABOUT,
    table: |data| CAUSE_SECTOR.table(data),
    draw: |data| CAUSE_SECTOR.draw(data),
    lacks: |data| CAUSE_SECTOR.lacks(data),
};

/// For reports, which have no page to turn to for it.
pub(super) const KINDS: Chart = Chart {
    name: "kinds",
    title: text::KINDS,
    about: text::KINDS_ABOUT,
    table: |data| KIND_SECTOR.table(data),
    draw: |data| KIND_SECTOR.draw(data),
    lacks: |data| KIND_SECTOR.lacks(data),
};

pub(super) const ITEMS: Chart = Chart {
    name: "items",
    title: text::ITEMS,
    about: text::ITEMS_ABOUT,
    table: |data| ITEM_KIND.table(data),
    draw: |data| ITEM_KIND.draw(data),
    lacks: |data| ITEM_KIND.lacks(data),
};

impl Side {
    fn node(&self, code: Option<&Code>) -> Node {
        code.map_or(Node::Lacks(self.field), |code| Node::code(self.field, code))
    }

    fn label(&self, data: &Data, code: Option<&Code>) -> String {
        data.label(self.key, code, self.none)
    }
}

impl Pair {
    fn cross(&self, data: &Data) -> Cross {
        cross(&data.columns.rows, self.lines.of, self.columns.of)
    }

    fn table(&self, data: &Data) -> Table {
        let made = self.cross(data);
        let mut columns = vec![(self.lines.key.to_owned(), data.t(self.lines.name).to_owned())];
        columns.push(("all".to_owned(), data.t(text::TOTAL).to_owned()));
        for code in &made.columns {
            columns.push((code.as_deref().unwrap_or("not_told").to_owned(), self.columns.label(data, code.as_ref())));
        }
        let counts = |counts: &[u64]| counts.iter().map(|n| Cell::Count(*n)).collect::<Vec<_>>();
        let line = |at: usize, code: &Option<Code>| {
            let head = Cell::Code(code.as_ref().map(ToString::to_string), self.lines.label(data, code.as_ref()));
            let total = Cell::Count(made.line_totals.get(at).copied().unwrap_or(0));
            [head, total].into_iter().chain(counts(made.cells.get(at).map_or(&[], Vec::as_slice))).collect()
        };
        let mut lines: Vec<Vec<Cell>> = made.lines.iter().enumerate().map(|(at, code)| line(at, code)).collect();
        let head = [Cell::Words(data.t(text::TOTAL).to_owned()), Cell::Count(made.total)];
        lines.push(head.into_iter().chain(counts(&made.column_totals)).collect());
        Table { columns, lines }
    }

    fn lacks(&self, data: &Data) -> Vec<Lack> {
        let made = self.cross(data);
        let count = |heads: &[Option<Code>], totals: &[u64]| {
            heads.iter().zip(totals).find(|(head, _)| head.is_none()).map_or(0, |(_, n)| *n)
        };
        let lack = |side: &Side, units| Lack { units, what: side.none, conditions: vec![Node::Lacks(side.field)] };
        vec![
            lack(&self.lines, count(&made.lines, &made.line_totals)),
            lack(&self.columns, count(&made.columns, &made.column_totals)),
        ]
    }

    fn draw(&self, data: &Data) -> Markup {
        let made = self.cross(data);
        let total_most = made.line_totals.iter().copied().max().unwrap_or(0);
        html! {
            @if made.columns.len() > 4 { p.small.narrow-only { (data.t(text::NARROW)) } }
            div.wide {
                table.cross.many[made.columns.len() > 6] {
                    thead {
                        tr {
                            th scope="col" { span.hidden { (data.t(self.lines.name)) } }
                            @for code in &made.columns {
                                th.nothing[code.is_none()] scope="col" {
                                    a href=[data.wanted.cases([self.columns.node(code.as_ref())])] { span { (self.columns.label(data, code.as_ref())) } }
                                }
                            }
                            th.total scope="col" { (data.t(text::TOTAL)) }
                        }
                    }
                    tbody { @for at in 0..made.lines.len() { (self.line(data, &made, at, total_most)) } }
                    tfoot {
                        tr {
                            th scope="row" { (data.t(text::TOTAL)) }
                            @for n in &made.column_totals { td { (grouped(*n)) } }
                            td.total { (grouped(made.total)) }
                        }
                    }
                }
            }
        }
    }

    fn line(&self, data: &Data, made: &Cross, at: usize, total_most: u64) -> Markup {
        let code = made.lines.get(at).and_then(Option::as_ref);
        let here = self.lines.node(code);
        let total = made.line_totals.get(at).copied().unwrap_or(0);
        let most = made.most();
        let class = if code.is_none() { "nothing" } else { "bar" };
        html! {
            tr {
                th.nothing[code.is_none()] scope="row" { a href=[data.wanted.cases([here.clone()])] { (self.lines.label(data, code)) } }
                @for (column, n) in made.columns.iter().zip(made.cells.get(at).into_iter().flatten()) {
                    td {
                        @if *n == 0 {
                            span.none { "·" }
                        } @else {
                            a href=[data.wanted.cases([here.clone(), self.columns.node(column.as_ref())])] { (grouped(*n)) }
                            (bar(&[Part { n: *n, class: if column.is_none() { "nothing" } else { class } }], most))
                        }
                    }
                }
                td.total { (grouped(total)) (bar(&[Part { n: total, class }], total_most)) }
            }
        }
    }
}
