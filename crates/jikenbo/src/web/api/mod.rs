//! `/api` and `/openapi.json`: what is answered to programs, told to people and to programs.
//!
//! The list of addresses is [`super::ROUTES`], so that no address is left out; [`operations`] says what each takes and gives,
//! and [`schemas`] what that looks like.

mod document;
pub mod operations;
mod reference;
pub mod schemas;
pub mod shape;
pub mod text;

use axum::response::{IntoResponse, Response};

pub use document::document as openapi;

use super::page::Asked;

/// `GET /api`
pub(crate) async fn get(asked: Asked) -> Response {
    if asked.json { super::json(&openapi()) } else { super::html(reference::show(&asked)) }
}

/// `GET /openapi.json`
pub(crate) async fn document() -> Response {
    super::json(&openapi()).into_response()
}
