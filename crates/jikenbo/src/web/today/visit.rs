//! Since when things are new: the end of the last visit of another day, or the moment at which "seen" was pressed. It is kept in a
//! cookie, and for whoever logs in in the casebook, so that every browser of theirs agrees.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use jiff::{Timestamp, ToSpan};

use crate::store::{self, Store, timestamp};
use crate::web::error::Error;
use crate::web::page::Asked;
use crate::web::shelf::Shelf;
use crate::web::who::By;

const NAME: &str = "jikenbo_seen";
const A_YEAR: u32 = 31_536_000;
/// A day begins at midnight in Japan (UTC+9, without summer time).
const JAPAN: i64 = 9 * 3_600;
const A_DAY: i64 = 86_400;
/// So many seconds pass before a visit of somebody who logs in is written down again.
const PAUSE: i64 = 600;

/// A visitor's times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Visit {
    /// Since when things are new; `None` on the first day.
    pub since: Option<Timestamp>,
    /// When they were last here.
    pub last: Timestamp,
}

impl Visit {
    /// The visit of now, after the one that was kept: only another day moves the time since which things are new.
    #[must_use]
    pub(crate) fn after(kept: Option<Self>, now: Timestamp) -> Self {
        match kept {
            None => Self { since: None, last: now },
            Some(kept) if day_of(kept.last) < day_of(now) => Self { since: Some(kept.last), last: now },
            // A time to come can only be a clock that was wrong.
            Some(kept) => Self { since: kept.since.map(|since| since.min(now)), last: now },
        }
    }

    /// As the cookie holds it: milliseconds since 1970, nothing for never.
    fn written(self) -> String {
        let since = self.since.map(|t| t.as_millisecond().to_string()).unwrap_or_default();
        format!("{since}.{}", self.last.as_millisecond())
    }

    fn read(text: &str) -> Option<Self> {
        let (since, last) = text.split_once('.')?;
        let time = |text: &str| text.parse::<i64>().ok().and_then(|n| Timestamp::from_millisecond(n).ok());
        Some(Self { since: time(since), last: time(last)? })
    }

    /// The header that keeps it.
    #[must_use]
    pub(crate) fn cookie(self) -> String {
        format!("{NAME}={}; Path=/; Max-Age={A_YEAR}; SameSite=Lax; HttpOnly", self.written())
    }
}

/// The number of the day in Japan.
#[must_use]
pub(crate) fn day_of(time: Timestamp) -> i64 {
    (time.as_second() + JAPAN).div_euclid(A_DAY)
}

/// The day in Japan as a date.
#[must_use]
pub(crate) fn date_of(time: Timestamp) -> Option<jikenbo_model::Date> {
    let days = i32::try_from(day_of(time)).ok()?;
    jikenbo_model::Date::day(1970, 1, 1)?.plus_days(days)
}

/// A time of a casebook as people in Japan read it: `2024-06-05 09:12`.
#[must_use]
pub(crate) fn in_japan(time: Timestamp) -> String {
    let there = time.checked_add(JAPAN.seconds()).unwrap_or(time);
    there.strftime("%Y-%m-%d %H:%M").to_string()
}

/// What was kept of whoever asks.
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn kept(shelf: &Shelf, asked: &Asked, headers: &HeaderMap) -> Result<Option<Visit>, Error> {
    if let Some(store) = with_login(shelf, asked) {
        let kept = store.last_visit(&asked.user.name).await.map_err(Error::internal)?;
        return Ok(kept.and_then(|(since, last)| Some(Visit { since: since.parse().ok(), last: last.parse().ok()? })));
    }
    let cookies = headers.get(COOKIE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let value = cookies.split(';').filter_map(|c| c.trim().split_once('=')).find(|(name, _)| *name == NAME);
    Ok(value.and_then(|(_, value)| Visit::read(value)))
}

/// Keeps a visit: in the casebook, or by the header that is given back.
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn keep(shelf: &Shelf, asked: &Asked, before: Option<Visit>, now: Visit) -> Result<Option<String>, Error> {
    let Some(store) = with_login(shelf, asked) else { return Ok(Some(now.cookie())) };
    let recent = before.is_some_and(|b| b.since == now.since && now.last.as_second() - b.last.as_second() < PAUSE);
    if !recent {
        let since = now.since.map(timestamp).unwrap_or_default();
        store.keep_visit(&asked.user.name, &since, &timestamp(now.last)).await.map_err(Error::internal)?;
    }
    Ok(None)
}

/// The casebook, if it keeps visits of this user: whoever need not log in is known by the browser alone.
fn with_login<'s>(shelf: &'s Shelf, asked: &Asked) -> Option<&'s Store> {
    match shelf {
        Shelf::Store(store) if matches!(asked.user.by, By::Session(_) | By::Token(_)) => Some(store),
        _ => None,
    }
}

/// The time since which things are new, as the casebook compares it; everything is new to whoever was never here.
#[must_use]
pub(crate) fn as_stored(since: Option<Timestamp>) -> String {
    since.map(store::timestamp).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn only_another_day_in_japan_moves_the_time() {
        let first = Visit::after(None, at("2024-06-05T00:00:00Z"));
        assert_eq!(first.since, None);
        let later = Visit::after(Some(first), at("2024-06-05T14:59:59Z"));
        assert_eq!((later.since, later.last), (None, at("2024-06-05T14:59:59Z")));
        let next = Visit::after(Some(later), at("2024-06-05T15:00:00Z"));
        assert_eq!(next.since, Some(later.last));
        let again = Visit::after(Some(next), at("2024-06-06T03:00:00Z"));
        assert_eq!(again.since, next.since);
    }

    #[test]
    fn a_cookie_reads_back_and_another_is_none() {
        let visit = Visit { since: Some(at("2024-06-05T00:00:00.001Z")), last: at("2024-06-06T00:00:00Z") };
        assert_eq!(Visit::read(&visit.written()), Some(visit));
        let first = Visit { since: None, ..visit };
        assert_eq!(Visit::read(&first.written()), Some(first));
        for odd in ["", ".", "1", "x.y", "1.", "99999999999999999999.1", "1.99999999999999999999"] {
            assert!(Visit::read(odd).is_none_or(|v| v.since.is_none()), "{odd}");
        }
    }
}
