//! `/charts`: what the cases of a query are like, counted by case, notice or organisation.
//!
//! A chart is an entry of `CHARTS`: its figures as a table, how it is drawn, and which cases lack what it shows. Drawings
//! are made of marks whose places across are percentages, so that one drawing fits every width and no letter is scaled.

mod affected;
mod crossed;
pub(crate) mod data;
pub(crate) mod draw;
mod lapse;
pub(crate) mod months;
mod show;
pub(crate) mod table;
pub mod text;

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jikenbo_search::Node;
use maud::Markup;
use serde_json::{Value, json};

use self::data::{Columns, Data, Wanted};
use self::table::Table;
use super::App;
use super::error::Error;
use super::page::Asked;
use super::text::Text;

/// What a chart's cases lack: how many units, what, and the conditions that find them.
pub(crate) struct Lack {
    pub(crate) units: u64,
    pub(crate) what: Text,
    conditions: Vec<Node>,
}

/// A chart.
pub(crate) struct Chart {
    /// Its name in addresses.
    pub(crate) name: &'static str,
    pub(crate) title: Text,
    pub(crate) about: Text,
    /// Its figures, whole.
    pub(crate) table: fn(&Data) -> Table,
    /// How it is drawn.
    pub(crate) draw: fn(&Data) -> Markup,
    /// Who lacks what it shows.
    pub(crate) lacks: fn(&Data) -> Vec<Lack>,
}

/// Every chart, in the order of the page.
const CHARTS: &[Chart] =
    &[months::MONTHS, crossed::SECTORS, affected::PEOPLE, affected::CARDS, lapse::UNSEEN, lapse::SILENT, crossed::ITEMS];

/// Those of a report of many cases, in its order.
pub(crate) const OF_A_REPORT: &[Chart] = &[
    months::MONTHS,
    crossed::KINDS,
    crossed::SECTORS,
    affected::PEOPLE,
    affected::CARDS,
    lapse::UNSEEN,
    lapse::SILENT,
    crossed::ITEMS,
];

/// The names of all charts.
#[must_use]
pub fn names() -> Vec<&'static str> {
    CHARTS.iter().map(|chart| chart.name).collect()
}

/// `GET /charts`
///
/// # Errors
///
/// What is no query, or the search's failure.
pub(crate) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let wanted = Wanted::read(&asked.query)?;
    let columns = gather(&app, &wanted).await?;
    let data = Data { asked: &asked, wanted: &wanted, columns: &columns };
    Ok(if asked.json { super::json(&as_json(&data)) } else { super::html(show::show(&data)) })
}

/// `GET /charts/{name}`: the figures of a chart as CSV (`months.csv`).
///
/// # Errors
///
/// No such chart, what is no query, or the search's failure.
pub(crate) async fn csv(State(app): State<App>, Path(name): Path<String>, asked: Asked) -> Result<Response, Error> {
    let chart = name.strip_suffix(".csv").and_then(|name| CHARTS.iter().find(|chart| chart.name == name));
    let chart = chart.ok_or_else(|| Error::NotFound(format!("charts/{name}")))?;
    let wanted = Wanted::read(&asked.query)?;
    let columns = gather(&app, &wanted).await?;
    let table = (chart.table)(&Data { asked: &asked, wanted: &wanted, columns: &columns });
    let file = format!("attachment; filename=\"jikenbo-{}.csv\"", chart.name);
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()), (CONTENT_DISPOSITION, file)];
    Ok((headers, table.csv().map_err(Error::internal)?).into_response())
}

async fn gather(app: &App, wanted: &Wanted) -> Result<Columns, Error> {
    let engine = app.shelf.engine().await?;
    let wanted = wanted.clone();
    let columns = tokio::task::spawn_blocking(move || Columns::gather(&*engine, &wanted)).await.map_err(Error::internal)?;
    columns.map_err(Error::internal)
}

fn as_json(data: &Data) -> Value {
    let chart = |chart: &Chart| {
        let lacks = (chart.lacks)(data);
        json!({
            "name": chart.name,
            "lacking": lacks.iter().map(|lack| json!({ "what": lack.what.en, "count": lack.units })).collect::<Vec<_>>(),
            "lines": (chart.table)(data).json(),
        })
    };
    json!({
        "query": data.wanted.query.to_string(),
        "by": data.wanted.unit.name(),
        "count": data.columns.units,
        "cases": data.columns.cases,
        "nameless": data.columns.nameless,
        "imported": data.columns.imported,
        "charts": CHARTS.iter().map(chart).collect::<Vec<_>>(),
    })
}
