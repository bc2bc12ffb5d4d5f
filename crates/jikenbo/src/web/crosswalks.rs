//! `/crosswalks`: the tables by which a case is told in the terms of others.

use axum::response::Response;
use jikenbo_export::crosswalk::{Scheme, page as markdown_of, tables};
use maud::html;
use serde_json::{Value, json};

use super::page::{Asked, page};
use super::{markdown, text};

/// `GET /crosswalks`
pub(crate) async fn get(asked: Asked) -> Response {
    let source = markdown_of(asked.lang);
    if asked.json {
        let tables: Vec<Value> = tables(asked.lang).into_iter().map(table).collect();
        return super::json(&json!({ "tables": tables, "page": source }));
    }
    let body = html! {
        article.rule-page.crosswalks {
            h1 { (asked.t(text::CROSSWALKS)) }
            p.lead { (asked.t(text::CROSSWALKS_ABOUT)) }
            div.prose { (markdown::render_labelled(&asked, &source)) }
        }
    };
    super::html(page(&asked, asked.t(text::CROSSWALKS), &body))
}

fn table((id, name, version): (&'static str, &'static str, &'static str)) -> Value {
    let ways = Scheme::named(id).map(|scheme| {
        let of = |label: &str, way: &jikenbo_export::crosswalk::LabelWay| {
            json!({ "label": label, "key": way.key, "code": way.code, "match": way.is })
        };
        scheme.labels.iter().flat_map(|one| one.ways.iter().map(|way| of(&one.label, way))).collect::<Vec<_>>()
    });
    json!({ "id": id, "name": name, "version": version, "ways": ways })
}
