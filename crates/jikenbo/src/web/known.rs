//! Finding out who asks: by a token, by the cookie of a session, or by sitting at the machine.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE};
use jiff::Timestamp;

use super::App;
use super::access::{Access, Asking};
use super::error::Error;
use super::who::{By, User};
use crate::store::{Account, Session, Store, Token, timestamp};
use crate::users::{TOKEN, hash};

/// Who asks, and what else is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The user.
    pub(crate) user: User,
    /// Whether they must change their password before anything else.
    pub(crate) must_change: bool,
    /// For whom the request is counted; `None` counts for the address.
    pub(crate) asking: Option<Asking>,
}

/// Finds out who asks.
///
/// # Errors
///
/// [`Error::Login`] for a token that is not good; the store's failure.
pub(crate) async fn identify(app: &App, access: &Access, headers: &HeaderMap, client: IpAddr) -> Result<Known, Error> {
    let from = client.to_string();
    let store = app.shelf.store();
    if let Some(value) = headers.get(AUTHORIZATION) {
        let secret = value.to_str().ok().and_then(bearer).filter(|secret| secret.starts_with(TOKEN)).ok_or(Error::Login)?;
        let store = store.ok_or(Error::Login)?;
        let found = store.token(&hash(secret), &crate::store::now()).await.map_err(Error::internal)?;
        let (token, owner) = found.ok_or(Error::Login)?;
        if is_old(&token.used_at, access) {
            note(access, store, Noted::Token(token.id));
        }
        return Ok(by_token(&token, owner, from));
    }
    if let (Some(secret), Some(store)) = (session_cookie(headers, access), store) {
        let (now, quiet) = times(access);
        if let Some((session, owner)) = store.session(&hash(secret), &now, &quiet).await.map_err(Error::internal)? {
            if is_old(&session.seen_at, access) {
                note(access, store, Noted::Session(session.id));
            }
            return Ok(by_session(&session, owner, from));
        }
    }
    let user = if access.rules.login { User::nobody(from) } else { User { from, ..User::local() } };
    Ok(Known { user, must_change: false, asking: None })
}

/// Now, and the time after which something must have been asked in a session that goes on.
pub(crate) fn times(access: &Access) -> (String, String) {
    let now = Timestamp::now();
    let quiet = now.checked_sub(access.rules.idle).unwrap_or(Timestamp::UNIX_EPOCH);
    (timestamp(now), timestamp(quiet))
}

fn by_token(token: &Token, owner: Account, from: String) -> Known {
    let user = User { name: owner.name, role: token.scope.min(owner.role), from, by: By::Token(token.id) };
    Known { user, must_change: owner.must_change, asking: Some(Asking::Token(token.id)) }
}

fn by_session(session: &Session, owner: Account, from: String) -> Known {
    let user = User { name: owner.name, role: owner.role, from, by: By::Session(session.id) };
    Known { user, must_change: owner.must_change, asking: Some(Asking::User(owner.id)) }
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// The secret in the session's cookie.
pub(crate) fn session_cookie<'h>(headers: &'h HeaderMap, access: &Access) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, secret)| *name == access.cookie() && !secret.is_empty()).map(|(_, secret)| secret).next()
}

/// After so long it is written down again that a session or token is used: each writing costs a disk's turn.
const NOTED: Duration = Duration::from_secs(300);

/// Whether a time in the casebook is long enough ago to be written down anew.
fn is_old(at: &str, access: &Access) -> bool {
    let enough = NOTED.min(access.rules.idle / 4);
    at.parse::<Timestamp>().is_ok_and(|at| Timestamp::now().duration_since(at).unsigned_abs() >= enough) || at.is_empty()
}

#[derive(Debug, Clone, Copy)]
enum Noted {
    Session(i64),
    Token(i64),
}

/// Writes down that something is used. The answer does not wait for it: a long clip may have the disk just now. One such
/// writing waits at a time, or they would take all connections to the casebook; what was left out is written the next time.
fn note(access: &Access, store: &Arc<Store>, what: Noted) {
    let Ok(turn) = Arc::clone(&access.noting).try_acquire_owned() else { return };
    let store = Arc::clone(store);
    tokio::spawn(async move {
        let done = match what {
            Noted::Session(id) => store.session_seen(id).await,
            Noted::Token(id) => store.token_used(id).await,
        };
        let _ = done.map_err(Error::internal);
        drop(turn);
    });
}
