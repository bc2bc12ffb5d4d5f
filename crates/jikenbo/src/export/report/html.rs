//! One HTML file that needs nothing else: no script, no style or picture from elsewhere. It opens from disk and prints on A4.

use jikenbo_model::labels::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::block::{Block, Line, Row, Run};
use crate::web::charts::draw::patterns;
use crate::web::page::{bare, clipped, code, outside, words};

/// The report's own looks, after those that charts and timelines have on the pages.
const STYLE: &str = concat!(
    include_str!("../../web/assets/timeline.css"),
    include_str!("../../web/assets/chart.css"),
    include_str!("report.css")
);

/// What stands before the first block.
pub(super) fn head(title: &str, lang: Lang) -> String {
    let head = html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="generator" content="jikenbo";
            // Whatever a notice holds, nothing is run and nothing is asked for.
            meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
            meta name="referrer" content="no-referrer";
            title { (bare(title)) }
            style { (PreEscaped(STYLE)) }
        }
    };
    format!(
        "{}<html lang=\"{}\">{}<body><main class=\"report charts\">{}",
        DOCTYPE.into_string(),
        code(lang),
        head.into_string(),
        patterns().into_string()
    )
}

/// What stands after the last block.
pub(super) const FOOT: &str = "</main></body></html>\n";

/// Writes blocks.
pub(super) fn written(blocks: &[Block], out: &mut String) {
    blocks.iter().for_each(|block| out.push_str(&one(block).into_string()));
}

fn one(block: &Block) -> Markup {
    match block {
        Block::Title(words) => html! { h1 { (line(words)) } },
        Block::Heading(2, words) => html! { h2 { (line(words)) } },
        Block::Heading(3, words) => html! { h3 { (line(words)) } },
        Block::Heading(_, words) => html! { h4 { (line(words)) } },
        Block::Words(words) => html! { p { (line(words)) } },
        Block::Small(words) => html! { p.small { (line(words)) } },
        Block::List(lines) => html! { ul.plain { @for words in lines { li { (line(words)) } } } },
        Block::Terms(terms) => html! { dl { @for (term, words) in terms { div { dt { (term) } dd { (line(words)) } } } } },
        Block::Table(class, heads, rows) => table(class, heads, rows),
        Block::Drawing(drawing) => drawing.clone(),
        Block::Instead(_) => html! {},
        Block::Break => html! { div.page-break {} },
    }
}

fn table(class: &str, heads: &[String], rows: &[Row]) -> Markup {
    let figure = |at: usize| heads.get(at).is_some_and(|head| head.starts_with('>'));
    html! {
        @if !rows.is_empty() {
            div.scroll {
                table.sheet.(class) {
                    thead { tr { @for (at, head) in heads.iter().enumerate() { th.figure[figure(at)] scope="col" { span { (head.trim_start_matches('>')) } } } } }
                    tbody {
                        @for row in rows {
                            tr id=[row.number.map(|number| format!("f{number}"))] {
                                @for (at, cell) in row.cells.iter().enumerate() {
                                    @if at == 0 { th scope="row" { (line(cell)) } } @else { td.figure[figure(at)] { (line(cell)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn line(runs: &Line) -> Markup {
    html! { @for run in runs { (one_run(run)) } }
}

fn one_run(run: &Run) -> Markup {
    match run {
        Run::Own(text) => html! { (text) },
        Run::Strong(text) => html! { b { (text) } },
        Run::Soft(text) => html! { span.soft { (text) } },
        Run::Said(text) => clipped(text),
        Run::Quote(text) => html! { q lang="ja" { bdi { (words(text)) } } },
        Run::Code(text) => html! { code { (words(text)) } },
        Run::Address(address) => outside(address),
        Run::Link(to, text) => html! { a href=(to) rel="noopener noreferrer" { (clipped(text)) } },
    }
}
