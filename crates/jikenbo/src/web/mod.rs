//! The casebook in a browser. [`ROUTES`] lists every page; each has a file of its own here.

pub mod access;
pub mod api;
pub mod assets;
pub mod captures;
pub mod case;
pub mod charts;
mod compare;
pub mod connections;
mod crosswalks;
pub mod data;
pub mod error;
mod export;
pub mod feeds;
pub mod figures;
pub mod fresh;
pub mod guard;
mod help;
mod known;
mod language;
pub(crate) mod list;
mod markdown;
pub(crate) mod marked;
mod names;
mod orgs;
pub mod page;
pub mod review;
pub mod routes;
mod rules;
mod saved;
pub mod shelf;
pub mod sources;
mod stream;
pub mod text;
pub(crate) mod timeline;
mod today;
pub(crate) mod told;
pub mod users;
pub mod who;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware};
use jikenbo_read::Reader;
use maud::Markup;
use serde_json::Value;
use tokio::net::TcpListener;

use access::{Access, Rules};
use connections::Limits;
use error::Error;
use guard::Guard;
use page::Asked;
pub use routes::{ROUTES, Route};
use shelf::Shelf;

/// The longest form that is read, in bytes: three passwords of the longest, each letter written with nine.
const LONGEST_FORM: usize = 65_536;

/// What every handler can reach.
#[derive(Debug, Clone)]
pub struct App {
    /// The cases.
    pub shelf: Shelf,
    /// The reader, for its rule pages.
    pub reader: Arc<Reader>,
    /// Whether only this machine's own names are answered.
    pub loopback_only: bool,
}

/// The router where nobody logs in, for a server on this machine or for a test.
pub fn router(app: App) -> Router {
    guarded(app, Arc::new(Access::new(Rules::default())))
}

/// The router, behind the guard that says who may ask.
pub fn guarded(app: App, access: Arc<Access>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(route.path, (route.handler)());
        // Where the last part is a parameter, it takes the ".json" with it.
        if let Some(json) = route.json.filter(|json| !json.ends_with("}.json")) {
            router = router.route(json, (route.handler)());
        }
    }
    let guard = Guard { app: app.clone(), access };
    router
        .fallback(async |asked: Asked| Error::NotFound(asked.path))
        .method_not_allowed_fallback(async || Error::Method)
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .layer(middleware::from_fn_with_state(app.clone(), fresh::fresh))
        .layer(middleware::from_fn_with_state(guard, guard::guard))
        .with_state(app)
}

/// Serves cases where nobody logs in, until the process is asked to end.
///
/// # Errors
///
/// The listener's.
pub async fn serve_shelf(listener: TcpListener, shelf: Shelf, reader: Arc<Reader>) -> std::io::Result<()> {
    serve(listener, shelf, reader, Rules::default()).await
}

/// Serves the pages until the process is asked to end, and then lets the answers under way finish.
///
/// # Errors
///
/// The listener's.
pub async fn serve(listener: TcpListener, shelf: Shelf, reader: Arc<Reader>, rules: Rules) -> std::io::Result<()> {
    let loopback_only = listener.local_addr()?.ip().is_loopback();
    let app = App { shelf, reader, loopback_only };
    let limits = Limits { proxies: rules.proxies.clone(), ..Limits::default() };
    let router = guarded(app, Arc::new(Access::new(rules)));
    connections::serve(listener, router, limits, asked_to_end()).await;
    Ok(())
}

/// Waits for Ctrl-C, or for the signal by which a service manager ends a process.
async fn asked_to_end() {
    let interrupt = async { tokio::signal::ctrl_c().await.unwrap_or_else(|_| eprintln!("jikenbo serve: no Ctrl-C here")) };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { () = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    interrupt.await;
}

/// A field of a form.
fn form_field(form: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(form).find(|(n, _)| n == name).map(|(_, value)| value.into_owned())
}

/// A parameter of an address.
fn query_field(query: &str, name: &str) -> Option<String> {
    form_field(query.as_bytes(), name)
}

/// After a form: to the page of the casebook that it names as `back`, or else to `otherwise`.
fn back(form: &[u8], otherwise: &str) -> Response {
    let to = form_field(form, "back").filter(|path| language::is_local(path)).unwrap_or_else(|| otherwise.to_owned());
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

fn html(page: Markup) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], page.into_string()).into_response()
}

fn json(value: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json; charset=utf-8")], format!("{value:#}\n")).into_response()
}
