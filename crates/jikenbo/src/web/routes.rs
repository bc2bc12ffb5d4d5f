//! Every address that is answered: a line each. Who may ask, the reference of the API and the docs go by this table.

use axum::routing::{MethodRouter, get, post};

use super::who::Role::{self, Administrator, Nobody, Reader, Reviewer};
use super::{
    App, api, assets, captures, case, charts, compare, crosswalks, export, feeds, help, language, list, names, orgs, review,
    rules, saved, sources, today, users,
};

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
    page(
        "/",
        "/index.json",
        Reader,
        || get(today::get),
        "what is new since the last visit (or since `new=`, a time), the watched names first, and the week's pattern",
    ),
    write("/seen", Reader, || post(today::seen), "what came until `at` is no longer new"),
    page(
        "/cases",
        "/cases.json",
        Reader,
        || get(list::get),
        "the cases that a query `q` finds, with facets; `sort`, `after`, `cols`",
    ),
    page("/compare", "/compare.json", Reader, || get(compare::get), "up to four cases (`id`, several times) side by side"),
    page(
        "/orgs",
        "/orgs.json",
        Reader,
        || get(orgs::get),
        "every name that notices give; `q`, `sort`, `initial`, `services`, `after`",
    ),
    page(
        "/orgs/{name}",
        "/orgs/{name}.json",
        Reader,
        || get(orgs::one),
        "all cases that give a name, in whatever spelling and part",
    ),
    page("/names", "/names.json", Reader, || get(names::get), "the names that are told first"),
    write("/names", Reviewer, || post(names::add), "watches a name (`name`)"),
    write("/names/{id}/remove", Reviewer, || post(names::remove), "no longer watches a name"),
    page("/saved", "/saved.json", Reader, || get(saved::get), "the searches that are kept under a name"),
    write("/saved", Reviewer, || post(saved::add), "keeps a search (`name`, `q`)"),
    write("/saved/{id}", Reviewer, || post(saved::rename), "gives a saved search another name (`name`)"),
    write("/saved/{id}/remove", Reviewer, || post(saved::remove), "forgets a saved search"),
    page("/cases/{id}", "/cases/{id}.json", Reader, || get(case::get), "a case: its record beside its text"),
    read("/cases/{id}/facts.json", Reader, || get(case::export::get), "what was read of a case, as gold facts are written"),
    read(
        "/cases/{id}/source.json",
        Reader,
        || get(case::imported::get),
        "what a case was in the collection that it was taken over from",
    ),
    read("/cases/{id}/evidence.wacz", Reader, || get(case::package::get), "the package of evidence of a case (WACZ)"),
    page(
        "/cases/{id}/review",
        "/cases/{id}/review.json",
        Reviewer,
        || get(review::through::get),
        "the facts of a notice beside its text, to go through quickly: notice",
    ),
    write(
        "/cases/{id}/review",
        Reviewer,
        || post(review::through::post),
        "confirms the facts that a page showed: notice, fact …, do (all, all_next), remark",
    ),
    page(
        "/cases/{id}/facts/new",
        "/cases/{id}/facts/new.json",
        Reviewer,
        || get(review::fact::new),
        "the form of a fact that was missed: notice, key, quote, nth",
    ),
    write(
        "/cases/{id}/facts",
        Reviewer,
        || post(review::fact::add),
        "adds a fact: notice, key, quote, place, the key's fields, remark",
    ),
    page(
        "/cases/{id}/facts/{fact}",
        "/cases/{id}/facts/{fact}.json",
        Reviewer,
        || get(review::fact::get),
        "a fact, how it stands, and its form",
    ),
    write(
        "/cases/{id}/facts/{fact}",
        Reviewer,
        || post(review::fact::post),
        "do (confirm, reject, correct, keep, withdraw, dismiss), and for correct quote, place and the key's fields; remark",
    ),
    page(
        "/cases/{id}/history",
        "/cases/{id}/history.json",
        Reader,
        || get(review::history::get),
        "who did what to a case, and when",
    ),
    write(
        "/cases/{id}/history",
        Reviewer,
        || post(review::history::post),
        "takes a step back, as a new step: step or move, remark",
    ),
    page(
        "/cases/{id}/notices",
        "/cases/{id}/notices.json",
        Reviewer,
        || get(review::notices::get),
        "the notices of a case, to be joined and parted",
    ),
    write("/cases/{id}/notices", Reviewer, || post(review::notices::post), "do=join with case, or do=part with notice …; remark"),
    page(
        "/review",
        "/review.json",
        Reviewer,
        || get(review::queue::get),
        "what waits for a person: disagreements and doubts; kind, key, after",
    ),
    read("/review/export", Reviewer, || get(review::export::get), "what persons checked, as gold facts (ZIP); all=1"),
    page(
        "/captures/{sha256}",
        "/captures/{sha256}.json",
        Reader,
        || get(captures::get),
        "an original as it was captured, and the looks that brought it",
    ),
    read(
        "/captures/{sha256}/original",
        Reader,
        || get(captures::original),
        "its bytes, under a policy by which nothing of them runs or loads",
    ),
    page("/sources", "/sources.json", Reader, || get(sources::get), "what is watched, and how each source fares"),
    page("/rules", "/rules.json", Reader, || get(rules::list), "every rule page"),
    page(
        "/rules/{key}",
        "/rules/{key}.json",
        Reader,
        || get(rules::of_key),
        "the manual of a key: what its codes mean and how they are said",
    ),
    page("/rules/{key}/{code}", "/rules/{key}/{code}.json", Reader, || get(rules::get), "a rule page"),
    page(
        "/crosswalks",
        "/crosswalks.json",
        Reader,
        || get(crosswalks::get),
        "the tables by which a case is told in the terms of others, with their sources",
    ),
    page("/help", "/help.json", Reader, || get(help::get), "how to read the pages, and this list"),
    read("/cases.atom", Reader, || get(feeds::atom), "the cases of a query as an Atom feed, what changed last first"),
    read("/cases/feed.json", Reader, || get(feeds::json_feed), "the same as a JSON Feed"),
    read("/export/{format}", Reader, || get(export::get), "cases in a form that other tools accept: q or id …, sort"),
    page(
        "/charts",
        "/charts.json",
        Reader,
        || get(charts::get),
        "what the cases of a query are like: by month, sector, cause, size, days and data",
    ),
    read("/charts/{name}", Reader, || get(charts::csv), "the figures of a chart as CSV"),
    page("/api", "/api.json", Reader, || get(api::get), "the reference of everything that is answered as JSON"),
    read("/openapi.json", Reader, || get(api::document), "the same as an OpenAPI 3.1 document, for programs"),
    read("/login", Nobody, || get(users::login::get), "where to log in"),
    write("/login", Nobody, || post(users::login::post), "logs in: name, password, back"),
    write("/logout", Nobody, || post(users::login::logout), "ends the session"),
    page("/account", "/account.json", Reader, || get(users::account::get), "one's own password, sessions and API tokens"),
    write("/account/password", Reader, || post(users::account::change), "changes one's password: now, new, again"),
    write("/account/sessions/{id}/end", Reader, || post(users::account::end), "ends a session of one's own"),
    write("/account/sessions/end", Reader, || post(users::account::end_others), "ends all one's other sessions"),
    write("/account/tokens", Reader, || post(users::tokens::make), "makes an API token and shows it once: label, scope, days"),
    write("/account/tokens/{id}/revoke", Reader, || post(users::tokens::revoke), "revokes a token of one's own"),
    page("/users", "/users.json", Administrator, || get(users::people::get), "who may use the casebook"),
    write("/users", Administrator, || post(users::people::add), "adds a user and shows the first password once: name, role"),
    write("/users/{id}/role", Administrator, || post(users::people::role), "gives a user another role"),
    write(
        "/users/{id}/password",
        Administrator,
        || post(users::people::reset),
        "gives a user a new first password and shows it once",
    ),
    write("/users/{id}/remove", Administrator, || post(users::people::remove), "removes a user"),
    page(
        "/audit",
        "/audit.json",
        Administrator,
        || get(users::audit::get),
        "who did what, when and from where, newest first: after",
    ),
    write("/language", Nobody, || post(language::switch), "keeps the choice of language"),
    read("/assets/{name}", Nobody, || get(assets::get), "the style sheet, the script and the icon"),
];

/// A page, which is answered as JSON too.
const fn page(path: &'static str, json: &'static str, who: Role, handler: fn() -> MethodRouter<App>, doc: &'static str) -> Route {
    Route { path, json: Some(json), method: "GET", who, handler, doc }
}

/// An address that is read and is one thing only: a file, a feed, a form.
const fn read(path: &'static str, who: Role, handler: fn() -> MethodRouter<App>, doc: &'static str) -> Route {
    Route { path, json: None, method: "GET", who, handler, doc }
}

/// An address that changes something: a form is posted to it.
const fn write(path: &'static str, who: Role, handler: fn() -> MethodRouter<App>, doc: &'static str) -> Route {
    Route { path, json: None, method: "POST", who, handler, doc }
}
