//! The casebook in a browser. [`ROUTES`] lists every page; each has a file of its own here.

pub mod access;
pub mod api;
pub mod assets;
pub mod captures;
pub mod case;
pub mod charts;
mod compare;
pub mod connections;
pub mod data;
pub mod error;
pub mod feeds;
pub mod figures;
pub mod fresh;
pub mod guard;
mod help;
mod known;
mod language;
mod list;
mod markdown;
mod marked;
mod names;
mod orgs;
pub mod page;
pub mod review;
mod rules;
mod saved;
pub mod shelf;
pub mod sources;
mod stream;
pub mod text;
mod timeline;
mod today;
mod told;
pub mod users;
pub mod who;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
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
use shelf::Shelf;
use who::Role;

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

/// An address, what answers it, and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// The path, as axum writes it.
    pub path: &'static str,
    /// The same as JSON, if it is a page.
    pub json: Option<&'static str>,
    /// The method; a path with two methods is two routes.
    pub method: &'static str,
    /// Who may ask: this role, and those above it.
    pub who: Role,
    /// What answers.
    pub handler: fn() -> MethodRouter<App>,
    /// What it shows.
    pub doc: &'static str,
}

/// Every address that is answered.
pub const ROUTES: &[Route] = &[
    Route {
        path: "/",
        json: Some("/index.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(today::get),
        doc: "what is new since the last visit (or since `new=`, a time), the watched names first, and the week's pattern",
    },
    Route {
        path: "/seen",
        json: None,
        method: "POST",
        who: Role::Reader,
        handler: || post(today::seen),
        doc: "what came until `at` is no longer new",
    },
    Route {
        path: "/cases",
        json: Some("/cases.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(list::get),
        doc: "the cases that a query `q` finds, with facets; `sort`, `after`, `cols`",
    },
    Route {
        path: "/compare",
        json: Some("/compare.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(compare::get),
        doc: "up to four cases (`id`, several times) side by side",
    },
    Route {
        path: "/orgs",
        json: Some("/orgs.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(orgs::get),
        doc: "every name that notices give; `q`, `sort`, `initial`, `services`, `after`",
    },
    Route {
        path: "/orgs/{name}",
        json: Some("/orgs/{name}.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(orgs::one),
        doc: "all cases that give a name, in whatever spelling and part",
    },
    Route {
        path: "/names",
        json: Some("/names.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(names::get),
        doc: "the names that are told first",
    },
    Route {
        path: "/names",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(names::add),
        doc: "watches a name (`name`)",
    },
    Route {
        path: "/names/{id}/remove",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(names::remove),
        doc: "no longer watches a name",
    },
    Route {
        path: "/saved",
        json: Some("/saved.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(saved::get),
        doc: "the searches that are kept under a name",
    },
    Route {
        path: "/saved",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(saved::add),
        doc: "keeps a search (`name`, `q`)",
    },
    Route {
        path: "/saved/{id}",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(saved::rename),
        doc: "gives a saved search another name (`name`)",
    },
    Route {
        path: "/saved/{id}/remove",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(saved::remove),
        doc: "forgets a saved search",
    },
    Route {
        path: "/cases/{id}",
        json: Some("/cases/{id}.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(case::get),
        doc: "a case: its record beside its text",
    },
    Route {
        path: "/cases/{id}/facts.json",
        json: None,
        method: "GET",
        who: Role::Reader,
        handler: || get(case::export::get),
        doc: "what was read of a case, as gold facts are written",
    },
    Route {
        path: "/cases/{id}/evidence.wacz",
        json: None,
        method: "GET",
        who: Role::Reader,
        handler: || get(case::package::get),
        doc: "the package of evidence of a case (WACZ)",
    },
    Route {
        path: "/cases/{id}/review",
        json: Some("/cases/{id}/review.json"),
        method: "GET",
        who: Role::Reviewer,
        handler: || get(review::through::get),
        doc: "the facts of a notice beside its text, to go through quickly: notice",
    },
    Route {
        path: "/cases/{id}/review",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(review::through::post),
        doc: "confirms the facts that a page showed: notice, fact …, do (all, all_next), remark",
    },
    Route {
        path: "/cases/{id}/facts/new",
        json: Some("/cases/{id}/facts/new.json"),
        method: "GET",
        who: Role::Reviewer,
        handler: || get(review::fact::new),
        doc: "the form of a fact that was missed: notice, key, quote, nth",
    },
    Route {
        path: "/cases/{id}/facts",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(review::fact::add),
        doc: "adds a fact: notice, key, quote, place, the key's fields, remark",
    },
    Route {
        path: "/cases/{id}/facts/{fact}",
        json: Some("/cases/{id}/facts/{fact}.json"),
        method: "GET",
        who: Role::Reviewer,
        handler: || get(review::fact::get),
        doc: "a fact, how it stands, and its form",
    },
    Route {
        path: "/cases/{id}/facts/{fact}",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(review::fact::post),
        doc: "do (confirm, reject, correct, keep, withdraw, dismiss), and for correct quote, place and the key's fields; remark",
    },
    Route {
        path: "/cases/{id}/history",
        json: Some("/cases/{id}/history.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(review::history::get),
        doc: "who did what to a case, and when",
    },
    Route {
        path: "/cases/{id}/history",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(review::history::post),
        doc: "takes a step back, as a new step: step or move, remark",
    },
    Route {
        path: "/cases/{id}/notices",
        json: Some("/cases/{id}/notices.json"),
        method: "GET",
        who: Role::Reviewer,
        handler: || get(review::notices::get),
        doc: "the notices of a case, to be joined and parted",
    },
    Route {
        path: "/cases/{id}/notices",
        json: None,
        method: "POST",
        who: Role::Reviewer,
        handler: || post(review::notices::post),
        doc: "do=join with case, or do=part with notice …; remark",
    },
    Route {
        path: "/review",
        json: Some("/review.json"),
        method: "GET",
        who: Role::Reviewer,
        handler: || get(review::queue::get),
        doc: "what waits for a person: disagreements and doubts; kind, key, after",
    },
    Route {
        path: "/review/export",
        json: None,
        method: "GET",
        who: Role::Reviewer,
        handler: || get(review::export::get),
        doc: "what persons checked, as gold facts (ZIP); all=1",
    },
    Route {
        path: "/captures/{sha256}",
        json: Some("/captures/{sha256}.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(captures::get),
        doc: "an original as it was captured, and the looks that brought it",
    },
    Route {
        path: "/captures/{sha256}/original",
        json: None,
        method: "GET",
        who: Role::Reader,
        handler: || get(captures::original),
        doc: "its bytes, under a policy by which nothing of them runs or loads",
    },
    Route {
        path: "/sources",
        json: Some("/sources.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(sources::get),
        doc: "what is watched, and how each source fares",
    },
    Route {
        path: "/rules",
        json: Some("/rules.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(rules::list),
        doc: "every rule page",
    },
    Route {
        path: "/rules/{key}",
        json: Some("/rules/{key}.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(rules::of_key),
        doc: "the manual of a key: what its codes mean and how they are said",
    },
    Route {
        path: "/rules/{key}/{code}",
        json: Some("/rules/{key}/{code}.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(rules::get),
        doc: "a rule page",
    },
    Route {
        path: "/help",
        json: Some("/help.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(help::get),
        doc: "how to read the pages, and this list",
    },
    Route {
        path: "/cases.atom",
        json: None,
        method: "GET",
        who: Role::Reader,
        handler: || get(feeds::atom),
        doc: "the cases of a query as an Atom feed, what changed last first",
    },
    Route {
        path: "/cases/feed.json",
        json: None,
        method: "GET",
        who: Role::Reader,
        handler: || get(feeds::json_feed),
        doc: "the same as a JSON Feed",
    },
    Route {
        path: "/charts",
        json: Some("/charts.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(charts::get),
        doc: "what the cases of a query are like: by month, sector, cause, size, days and data",
    },
    Route {
        path: "/charts/{name}",
        json: None,
        method: "GET",
        who: Role::Reader,
        handler: || get(charts::csv),
        doc: "the figures of a chart as CSV",
    },
    Route {
        path: "/api",
        json: Some("/api.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(api::get),
        doc: "the reference of everything that is answered as JSON",
    },
    Route {
        path: "/openapi.json",
        json: None,
        method: "GET",
        who: Role::Reader,
        handler: || get(api::document),
        doc: "the same as an OpenAPI 3.1 document, for programs",
    },
    Route {
        path: "/login",
        json: None,
        method: "GET",
        who: Role::Nobody,
        handler: || get(users::login::get),
        doc: "where to log in",
    },
    Route {
        path: "/login",
        json: None,
        method: "POST",
        who: Role::Nobody,
        handler: || post(users::login::post),
        doc: "logs in: name, password, back",
    },
    Route {
        path: "/logout",
        json: None,
        method: "POST",
        who: Role::Nobody,
        handler: || post(users::login::logout),
        doc: "ends the session",
    },
    Route {
        path: "/account",
        json: Some("/account.json"),
        method: "GET",
        who: Role::Reader,
        handler: || get(users::account::get),
        doc: "one's own password, sessions and API tokens",
    },
    Route {
        path: "/account/password",
        json: None,
        method: "POST",
        who: Role::Reader,
        handler: || post(users::account::change),
        doc: "changes one's password: now, new, again",
    },
    Route {
        path: "/account/sessions/{id}/end",
        json: None,
        method: "POST",
        who: Role::Reader,
        handler: || post(users::account::end),
        doc: "ends a session of one's own",
    },
    Route {
        path: "/account/sessions/end",
        json: None,
        method: "POST",
        who: Role::Reader,
        handler: || post(users::account::end_others),
        doc: "ends all one's other sessions",
    },
    Route {
        path: "/account/tokens",
        json: None,
        method: "POST",
        who: Role::Reader,
        handler: || post(users::tokens::make),
        doc: "makes an API token and shows it once: label, scope, days",
    },
    Route {
        path: "/account/tokens/{id}/revoke",
        json: None,
        method: "POST",
        who: Role::Reader,
        handler: || post(users::tokens::revoke),
        doc: "revokes a token of one's own",
    },
    Route {
        path: "/users",
        json: Some("/users.json"),
        method: "GET",
        who: Role::Administrator,
        handler: || get(users::people::get),
        doc: "who may use the casebook",
    },
    Route {
        path: "/users",
        json: None,
        method: "POST",
        who: Role::Administrator,
        handler: || post(users::people::add),
        doc: "adds a user and shows the first password once: name, role",
    },
    Route {
        path: "/users/{id}/role",
        json: None,
        method: "POST",
        who: Role::Administrator,
        handler: || post(users::people::role),
        doc: "gives a user another role",
    },
    Route {
        path: "/users/{id}/password",
        json: None,
        method: "POST",
        who: Role::Administrator,
        handler: || post(users::people::reset),
        doc: "gives a user a new first password and shows it once",
    },
    Route {
        path: "/users/{id}/remove",
        json: None,
        method: "POST",
        who: Role::Administrator,
        handler: || post(users::people::remove),
        doc: "removes a user",
    },
    Route {
        path: "/audit",
        json: Some("/audit.json"),
        method: "GET",
        who: Role::Administrator,
        handler: || get(users::audit::get),
        doc: "who did what, when and from where, newest first: after",
    },
    Route {
        path: "/language",
        json: None,
        method: "POST",
        who: Role::Nobody,
        handler: || post(language::switch),
        doc: "keeps the choice of language",
    },
    Route {
        path: "/assets/{name}",
        json: None,
        method: "GET",
        who: Role::Nobody,
        handler: || get(assets::get),
        doc: "the style sheet, the script and the icon",
    },
];

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
