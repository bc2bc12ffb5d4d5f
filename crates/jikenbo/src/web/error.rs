//! What can go wrong with a request, as a status and a page (or JSON) that says what was expected and what was found.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{HeaderName, HeaderValue, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use maud::html;
use serde_json::json;

use super::page::{Asked, page, words};
use super::text::{self, Text};
use super::users::text as ours;
use super::who::Role;
use crate::labels::Lang;

/// What was expected, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Expected {
    ja: String,
    en: String,
}

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
    /// An address that is too long: its bytes.
    Long(usize),
    /// Whoever asks has not said who they are, or with a token that is not good.
    Login,
    /// The same for a person, who is led to the page to log in, and from there back to an address.
    LoginPage(String),
    /// A user whose password somebody else has seen must change it first.
    MustChange,
    /// Something that the user's role may not do.
    Role {
        /// The least role that may.
        needs: Role,
        /// The user's.
        has: Role,
    },
    /// Something that only somebody who has logged in may do, and a token may not.
    NoSession,
    /// A change that does not come from a page of ours: where from.
    Origin(String),
    /// A change that was not sent as a form: the content type.
    Form(String),
    /// Too many requests or tries: the seconds to wait.
    Wait(u64),
    /// Too much to do just now.
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

    /// A request too many.
    #[must_use]
    pub fn wait(time: Duration) -> Self {
        Self::Wait(time.as_secs() + 1)
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Bad { .. } => StatusCode::BAD_REQUEST,
            Self::Host(_) => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Long(_) => StatusCode::URI_TOO_LONG,
            Self::Login | Self::LoginPage(_) => StatusCode::UNAUTHORIZED,
            Self::MustChange | Self::Role { .. } | Self::NoSession | Self::Origin(_) => StatusCode::FORBIDDEN,
            Self::Form(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
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
            Self::Long(_) => ours::E_LONG,
            Self::Login | Self::LoginPage(_) => ours::E_LOGIN,
            Self::MustChange => ours::MUST_CHANGE,
            Self::Role { .. } => ours::E_ROLE,
            Self::NoSession => ours::BY_SESSION,
            Self::Origin(_) => ours::E_ORIGIN,
            Self::Form(_) => ours::E_FORM,
            Self::Wait(_) => ours::E_WAIT,
            Self::Busy => ours::E_BUSY,
            Self::Internal => text::E_INTERNAL,
        }
    }

    /// What was expected, and what was found.
    fn expected_found(&self) -> (Expected, String) {
        let of = |text: Text| Expected { ja: text.ja.to_owned(), en: text.en.to_owned() };
        match self {
            Self::NotFound(found) => (of(text::X_PAGE), found.clone()),
            Self::Bad { ja, en, found } => (Expected { ja: ja.clone(), en: en.clone() }, found.clone()),
            Self::Host(found) => (of(text::X_HOST), found.clone()),
            Self::Method => (of(text::X_METHOD), String::new()),
            Self::Long(found) => (of(ours::X_LONG), found.to_string()),
            Self::Login | Self::LoginPage(_) => (of(ours::X_LOGIN), String::new()),
            Self::MustChange => (of(ours::X_CHANGE), String::new()),
            Self::NoSession => (of(ours::X_SESSION), String::new()),
            Self::Role { needs, has } => (of(ours::role(*needs)), has.name().to_owned()),
            Self::Origin(found) => (of(ours::X_ORIGIN), found.clone()),
            Self::Form(found) => (of(ours::X_FORM), found.clone()),
            Self::Wait(seconds) => (
                Expected {
                    ja: format!("{seconds}秒待ってからの問い合わせ"), en: format!("a request after {seconds} s")
                },
                String::new(),
            ),
            Self::Busy => (of(ours::X_BUSY), String::new()),
            Self::Internal => (Expected::default(), String::new()),
        }
    }

    /// What the head of the answer says besides.
    fn head(&self) -> Option<(HeaderName, HeaderValue)> {
        match self {
            Self::Wait(seconds) => Some((RETRY_AFTER, HeaderValue::from(*seconds))),
            Self::Busy => Some((RETRY_AFTER, HeaderValue::from_static("1"))),
            Self::Login => Some((WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"jikenbo\""))),
            _ => None,
        }
    }

    /// Where a person is led instead of a page that tells the error.
    fn instead(&self, asked: &Asked) -> Option<String> {
        match self {
            Self::LoginPage(back) if back.is_empty() => Some("/login".to_owned()),
            Self::LoginPage(back) => {
                let query = form_urlencoded::Serializer::new(String::new()).append_pair("back", back).finish();
                Some(format!("/login?{query}"))
            }
            Self::MustChange if !asked.json => Some("/account".to_owned()),
            _ => None,
        }
    }

    /// The answer, in the form and the language that were asked for.
    #[must_use]
    pub fn answer(&self, asked: &Asked) -> Response {
        let mut response = match self.instead(asked) {
            Some(address) => (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response(),
            None => self.told(asked),
        };
        response.headers_mut().extend(self.head());
        response
    }

    fn told(&self, asked: &Asked) -> Response {
        let (Expected { ja, en }, found) = self.expected_found();
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
                            dd { bdi { (words(&found)) } }
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
