//! The API tokens on `/account`.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

use super::super::App;
use super::super::access::Access;
use super::super::error::Error;
use super::super::page::{Asked, words};
use super::account::logged_in;
use super::{Fields, expected, failed, once, store, text, to, unkept, when};
use crate::store::{NewToken, Token, now, timestamp};
use crate::users::{Role, Secret};

/// The longest name of a token, in characters.
const LONGEST: usize = 80;

/// The tokens, and a form to make one.
pub(super) fn section(asked: &Asked, tokens: &[Token]) -> Markup {
    let logged_in = logged_in(asked).is_ok();
    html! {
        section {
            h2 { (asked.t(text::TOKENS)) }
            p.small { (asked.t(text::TOKENS_WHAT)) }
            @if tokens.is_empty() { p.none { (asked.t(text::TOKENS_NONE)) } } @else { (table(asked, tokens, logged_in)) }
            @if logged_in { (form(asked)) }
        }
    }
}

fn table(asked: &Asked, tokens: &[Token], logged_in: bool) -> Markup {
    let columns = [text::T_LABEL, text::T_SCOPE, text::T_MADE, text::T_USED, text::S_ENDS];
    let label = |at: usize| html! { span.label { (asked.t(columns[at])) } };
    let now = now();
    html! {
        table.people role="table" {
            thead role="rowgroup" { tr role="row" {
                @for name in columns { th role="columnheader" scope="col" { (asked.t(name)) } }
                th role="columnheader" scope="col" { span.hidden { (asked.t(text::U_ACTIONS)) } }
            } }
            tbody role="rowgroup" { @for token in tokens {
                @let over = !token.revoked_at.is_empty() || token.ends_at <= now;
                tr role="row" .over[over] {
                    td.wide role="cell" { bdi { (words(&token.label)) } }
                    td role="cell" { (label(1)) (asked.t(text::scope_name(token.scope))) }
                    td role="cell" { (label(2)) (when(asked, &token.made_at)) }
                    td role="cell" { (label(3)) (when(asked, &token.used_at)) }
                    td role="cell" { (label(4)) (when(asked, &token.ends_at)) }
                    td.actions role="cell" {
                        @if !token.revoked_at.is_empty() { (asked.t(text::T_REVOKED)) }
                        @else if over { (asked.t(text::T_OVER)) }
                        @else if logged_in {
                            form method="post" action={ "/account/tokens/" (token.id) "/revoke" } { button { (asked.t(text::T_REVOKE)) } }
                        }
                    }
                }
            } }
        }
    }
}

fn form(asked: &Asked) -> Markup {
    html! {
        form.fields.row method="post" action="/account/tokens" {
            label { span { (asked.t(text::T_LABEL)) } input name="label" maxlength=(LONGEST) required autocomplete="off"; }
            label { span { (asked.t(text::T_SCOPE)) }
                select name="scope" {
                    @for role in Role::ALL.into_iter().filter(|role| *role <= asked.user.role) {
                        option value=(role.scope()) { (asked.t(text::scope_name(role))) }
                    }
                }
            }
            label { span { (asked.t(text::T_DAYS)) } input.days type="number" name="days" value="90" min="1" max="366" required; }
            button.do { (asked.t(text::T_MAKE)) }
        }
    }
}

/// `POST /account/tokens`: the answer shows the token, this once.
///
/// # Errors
///
/// A name, scope or time that is none; too many tokens; the store's failure.
pub(crate) async fn make(State(app): State<App>, asked: Asked, form: Bytes) -> Result<Response, Error> {
    logged_in(&asked)?;
    let (store, fields) = (store(&app)?, Fields::of(&form));
    let label = fields.get("label").trim();
    let days = fields.get("days").parse::<i64>().ok().filter(|days| (1..=366).contains(days));
    let named = (1..=LONGEST).contains(&label.chars().count());
    let days = days.filter(|_| named).ok_or_else(|| expected(text::X_TOKEN, format!("{label} {}", fields.get("days"))))?;
    let scope = fields.role("scope", Role::of_scope)?.min(asked.user.role);
    let ends = Timestamp::now().checked_add(SignedDuration::from_hours(24 * days)).map_err(Error::internal)?;
    let secret = Secret::token().map_err(Error::internal)?;
    let new = NewToken { hash: &secret.hash, label, scope, ends_at: &timestamp(ends) };
    store.add_token(&asked.user.name, &new, &asked.user.doer()).await.map_err(failed)?;
    Ok(unkept(once(&asked, text::T_NEW, None, label, &secret.text, "/account")))
}

/// `POST /account/tokens/{id}/revoke`
///
/// # Errors
///
/// No such token of one's own; the store's failure.
pub(crate) async fn revoke(
    State(app): State<App>,
    Extension(_): Extension<Arc<Access>>,
    Path(id): Path<i64>,
    asked: Asked,
) -> Result<Response, Error> {
    logged_in(&asked)?;
    store(&app)?.revoke_token(id, Some(&asked.user.name), &asked.user.doer()).await.map_err(failed)?;
    Ok(to("/account"))
}
