//! Which language to answer in: the cookie's choice, else the browser's wish; and the switch that sets the cookie.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{IntoResponse, Response};

use super::error::Error;
use super::page::code;
use crate::labels::Lang;

const COOKIE: &str = "jikenbo_lang";
const A_YEAR: u32 = 31_536_000;

fn read(code: &str) -> Option<Lang> {
    match code {
        "ja" => Some(Lang::Ja),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The language of a request, by its `Cookie` and `Accept-Language` headers.
#[must_use]
pub(crate) fn choose(cookies: &str, accepted: &str) -> Lang {
    let chosen = cookies.split(';').filter_map(|c| c.trim().split_once('=')).find(|(name, _)| *name == COOKIE);
    chosen.and_then(|(_, value)| read(value)).unwrap_or_else(|| wished(accepted))
}

/// Japanese, unless the browser prefers English to it; whoever wants neither gets English.
fn wished(accepted: &str) -> Lang {
    let weight = |lang: &str| {
        let ranges = accepted.split(',').filter_map(|part| {
            let (range, rest) = part.trim().split_once(';').unwrap_or((part.trim(), ""));
            let quality = rest.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0);
            let primary = range.split('-').next().unwrap_or("");
            primary.eq_ignore_ascii_case(lang).then_some(quality)
        });
        ranges.fold(0.0, f32::max)
    };
    match (weight("ja"), weight("en")) {
        _ if accepted.trim().is_empty() => Lang::Ja,
        (ja, en) if ja > 0.0 && ja >= en => Lang::Ja,
        _ => Lang::En,
    }
}

/// Whether a path leads back into the casebook, and nowhere else.
pub(crate) fn is_local(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        && path.len() <= 4_000
        && path.bytes().all(|b| b.is_ascii_graphic())
}

/// `POST /language`: keeps the choice, and goes back to the page it was made on.
///
/// # Errors
///
/// A form that names no language.
pub(crate) async fn switch(form: Bytes) -> Result<Response, Error> {
    let field = |name: &str| form_urlencoded::parse(&form).find(|(n, _)| n == name).map(|(_, v)| v.into_owned());
    let asked = field("lang").unwrap_or_default();
    let lang = read(&asked).ok_or_else(|| Error::bad("langはjaかen", "lang as ja or en", &asked))?;
    let back = field("back").filter(|path| is_local(path)).unwrap_or_else(|| "/".to_owned());
    let cookie = format!("{COOKIE}={}; Path=/; Max-Age={A_YEAR}; SameSite=Lax; HttpOnly", code(lang));
    Ok((StatusCode::SEE_OTHER, [(LOCATION, back), (SET_COOKIE, cookie)]).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_goes_before_the_browser() {
        assert_eq!(choose("a=b; jikenbo_lang=en", "ja"), Lang::En);
        assert_eq!(choose("jikenbo_lang=xx", "ja"), Lang::Ja);
        assert_eq!(choose("", ""), Lang::Ja);
        assert_eq!(choose("", "en-GB,en;q=0.9,ja;q=0.5"), Lang::En);
        assert_eq!(choose("", "fr, ja;q=0.7, en;q=0.3"), Lang::Ja);
        assert_eq!(choose("", "fr"), Lang::En);
    }

    #[test]
    fn only_paths_of_the_casebook_are_gone_back_to() {
        assert!(is_local("/cases/ab?notice=2"));
        for path in ["//evil.example/", "/\\evil.example", "https://evil.example/", "", "/a\r\nSet-Cookie: x", "/あ"] {
            assert!(!is_local(path), "{path}");
        }
    }
}
