//! What can go wrong with a request, as a status and a page (or JSON) that says what was expected and what was found.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde_json::json;

use super::page::{Asked, page, words};
use super::text::{self, Text};
use crate::labels::Lang;

/// A request that is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// No such page, case or rule: what was looked for.
    NotFound(String),
    /// An address or form that says nothing we know.
    Bad {
        /// What was expected, in Japanese.
        ja: String,
        /// The same in English.
        en: String,
        /// What was found.
        found: String,
    },
    /// A `Host` that is not ours: what was found.
    Host(String),
    /// A method that the address does not take.
    Method,
    /// More of this kind of work is under way than is done at once.
    Busy,
    /// Our own fault. The log has the cause, the page does not.
    Internal,
}

impl Error {
    /// A bad request: what was expected, in Japanese and in English, and what was found.
    pub fn bad(ja: impl Into<String>, en: impl Into<String>, found: impl Into<String>) -> Self {
        let found: String = found.into();
        Self::Bad { ja: ja.into(), en: en.into(), found: found.chars().take(100).collect() }
    }

    /// A failure of our own: told to the log, hidden from the page.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        eprintln!("jikenbo serve: {cause}");
        Self::Internal
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Bad { .. } => StatusCode::BAD_REQUEST,
            Self::Host(_) => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn heading(&self) -> Text {
        match self {
            Self::NotFound(_) => text::E_NOT_FOUND,
            Self::Bad { .. } => text::E_BAD,
            Self::Host(_) => text::E_HOST,
            Self::Method => text::E_METHOD,
            Self::Busy => text::E_BUSY,
            Self::Internal => text::E_INTERNAL,
        }
    }

    /// What was expected, in Japanese and in English, and what was found.
    fn expected_found(&self) -> (&str, &str, &str) {
        match self {
            Self::NotFound(found) => (text::X_PAGE.ja, text::X_PAGE.en, found),
            Self::Bad { ja, en, found } => (ja, en, found),
            Self::Host(found) => (text::X_HOST.ja, text::X_HOST.en, found),
            Self::Method => (text::X_METHOD.ja, text::X_METHOD.en, ""),
            Self::Busy => (text::X_BUSY.ja, text::X_BUSY.en, ""),
            Self::Internal => ("", "", ""),
        }
    }

    /// The answer, in the form and the language that were asked for.
    #[must_use]
    pub fn answer(&self, asked: &Asked) -> Response {
        let (ja, en, found) = self.expected_found();
        if asked.json {
            let body = json!({ "error": { "status": self.status().as_u16(), "message": self.heading().en,
                "expected": en, "found": found } });
            return (self.status(), super::json(&body)).into_response();
        }
        let heading = asked.t(self.heading());
        let expected = if asked.lang == Lang::Ja { ja } else { en };
        let body = html! {
            div.notice-page {
                p.number { (self.status().as_u16()) }
                h1 { (heading) }
                @if expected.is_empty() {
                    p { (asked.t(text::E_LOG)) }
                } @else {
                    dl.found {
                        dt { (asked.t(text::E_EXPECTED)) }
                        dd { (expected) }
                        @if !found.is_empty() {
                            dt { (asked.t(text::E_FOUND)) }
                            dd { bdi { (words(found)) } }
                        }
                    }
                }
                p { a href="/" { (asked.t(text::E_BACK)) } }
            }
        };
        (self.status(), super::html(page(asked, heading, &body))).into_response()
    }
}

impl IntoResponse for Error {
    /// Only the status: [`super::guard`] finds the error in it, and writes the page in the language that was asked for.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
