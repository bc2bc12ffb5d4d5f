//! `/help`: how to read the pages.

use axum::response::Response;
use maud::html;
use serde_json::json;

use super::page::{Asked, code, page};
use super::{markdown, text};
use crate::labels::Lang;

/// `GET /help`
pub(crate) async fn get(asked: Asked) -> Response {
    let source = match asked.lang {
        Lang::Ja => include_str!("assets/help.ja.md"),
        Lang::En => include_str!("assets/help.en.md"),
    };
    if asked.json {
        return super::json(&json!({ "help": source }));
    }
    let body = html! { article.rule-page.help { div.prose lang=(code(asked.lang)) { (markdown::render(&asked, source)) } } };
    super::html(page(&asked, asked.t(text::HELP), &body))
}
