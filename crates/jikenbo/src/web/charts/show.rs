//! The page of the charts.

use jikenbo_search::{Node, Query};
use maud::{Markup, html};

use super::data::{Data, Unit, taken_over};
use super::{CHARTS, Chart, draw, text};
use crate::labels::{Lang, grouped};
use crate::web::page::{page, words};
use crate::web::text as shared;
use crate::web::{export, feeds};

/// The page.
pub(super) fn show(data: &Data) -> Markup {
    let columns = data.columns;
    let body = html! {
        div.charts {
            h1.plain { (data.t(text::CHARTS)) }
            (form(data))
            (summary(data))
            @if columns.all == 0 {
                div.notice-page { p.big { (data.t(text::EMPTY)) } }
            } @else if columns.units == 0 {
                div.notice-page { p.big { (data.t(text::NOTHING)) } p { a href="/charts" { (data.t(shared::CLEAR)) } } }
            } @else {
                (contents(data))
                (draw::patterns())
                @for chart in CHARTS { (figure(data, chart)) }
            }
        }
    };
    page(data.asked, data.t(text::CHARTS), &body)
}

fn form(data: &Data) -> Markup {
    let unit = data.wanted.unit;
    html! {
        form.search role="search" method="get" action="/charts" {
            div.words {
                label.hidden for="q" { (data.t(text::SEARCH_HINT)) }
                input #q type="search" name="q" value=(data.wanted.query) placeholder=(data.t(text::SEARCH_HINT)) maxlength="1000"
                    autocomplete="off" enterkeyhint="search";
                @if unit != Unit::Case { input type="hidden" name="by" value=(unit.name()); }
                button { (data.t(text::SHOW)) }
            }
        }
    }
}

/// How many, by what they are counted, and the conditions, each of which can be taken off.
fn summary(data: &Data) -> Markup {
    let (wanted, columns) = (data.wanted, data.columns);
    html! {
        div.summary role="status" {
            p { b.figure { (data.many(columns.units)) } @if wanted.unit != Unit::Case { " (" (data.t(text::BY_CASE)) " " (grouped(columns.cases)) ")" } }
            @if columns.nameless > 0 { p { (data.t(text::NAMELESS)) ": " (Unit::Case.many(columns.nameless, data.asked.lang)) } }
            @if columns.imported > 0 { (imported(data)) }
            @if !wanted.query.is_all() {
                ul.set { @for node in wanted.query.conditions() { (chip(data, node)) } }
                a.clear href=(wanted.address("/charts", &Query::default(), wanted.unit)) { (data.t(shared::CLEAR)) }
            }
            a href=[wanted.cases([])] { (data.t(text::LIST)) }
            a href=(feeds::of_page(data.asked)) { (data.t(text::FEED)) }
            (export::links(data.asked, &export::of_query(&wanted.query, None), false))
        }
        nav.by aria-label=(data.t(text::BY)) {
            span.term { (data.t(text::BY)) }
            @for unit in Unit::ALL {
                a href=(wanted.address("/charts", &wanted.query, unit)) aria-current=[(unit == wanted.unit).then_some("true")] { (data.t(unit.label())) }
            }
            span.small { (data.t(wanted.unit.how())) }
        }
    }
}

/// How many of the cases were taken over from other collections, and the way to them. They have no notice to be counted.
fn imported(data: &Data) -> Markup {
    let told = if data.wanted.unit == Unit::Notice { text::TAKEN_NOT_COUNTED } else { text::TAKEN_OVER };
    let many = Unit::Case.many(data.columns.imported, data.asked.lang);
    html! { p { (data.t(told)) ": " a href=[data.wanted.cases([taken_over()])] { (many) } } }
}

fn chip(data: &Data, node: &Node) -> Markup {
    let without = data.wanted.query.clone().without(node);
    let told = match node {
        Node::Code(field, code) => data.asked.label(field.key().unwrap_or(""), code),
        node => node.to_string(),
    };
    html! {
        li {
            a href=(data.wanted.address("/charts", &without, data.wanted.unit)) title=(data.t(text::REMOVE)) {
                bdi { (words(&told)) }
                span.x aria-hidden="true" { "×" }
                span.hidden { " " (data.t(text::REMOVE)) }
            }
        }
    }
}

fn contents(data: &Data) -> Markup {
    html! {
        nav.contents aria-label=(data.t(text::CHARTS)) {
            ul { @for chart in CHARTS { li { a href={ "#" (chart.name) } { (data.t(chart.title)) } } } }
        }
    }
}

fn figure(data: &Data, chart: &Chart) -> Markup {
    let title = data.t(chart.title);
    let heading = format!("{}-h", chart.name);
    let csv = data.wanted.address(&format!("/charts/{}.csv", chart.name), &data.wanted.query, data.wanted.unit);
    html! {
        section.chart id=(chart.name) aria-labelledby=(heading) {
            h2 id=(heading) { (title) }
            p.about { (data.t(chart.about)) " " (data.t(data.wanted.unit.how())) }
            (lacks(data, chart))
            p.readout aria-hidden="true" {}
            (((chart.draw)(data)))
            details.figures {
                summary { (data.t(text::DATA)) }
                ((chart.table)(data).show(title))
            }
            p.small { a href=(csv) download { (data.t(text::CSV)) } }
        }
    }
}

/// How many of them lack what the chart shows.
fn lacks(data: &Data, chart: &Chart) -> Markup {
    let all = data.columns.units;
    let lacks: Vec<_> = (chart.lacks)(data).into_iter().filter(|lack| lack.units > 0).collect();
    html! {
        @if !lacks.is_empty() {
            p.lacks {
                @if data.asked.lang == Lang::Ja { (data.many(all)) "のうち " } @else { "Of " (data.many(all)) ": " }
                @for (at, lack) in lacks.iter().enumerate() {
                    @if at > 0 { (data.asked.separator()) }
                    a href=[data.wanted.cases(lack.conditions.clone())] { (data.t(lack.what)) " " b.figure { (grouped(lack.units)) } }
                }
            }
        }
    }
}
