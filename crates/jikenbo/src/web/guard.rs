//! What holds for every answer: who may ask (by the `Host` header), the headers that keep a browser from doing more than
//! show, and the page of an error.

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, HOST, HeaderName, VARY};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::middleware::Next;
use axum::response::Response;

use super::App;
use super::error::Error;
use super::page::Asked;

/// No script, style, picture or frame from elsewhere, and none within the page.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// The outermost layer: checks the host, answers, turns an error into its page, adds the headers.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked::new(request.uri(), request.headers());
    let mut response = match check_host(&app, request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(error) => error.answer(&asked),
    };
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        // What the address does take, where the method was wrong (RFC 9110, 15.5.6).
        let allowed = response.headers_mut().remove(ALLOW);
        response = error.answer(&asked);
        response.headers_mut().extend(allowed.map(|methods| (ALLOW, methods)));
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // A captured original has a stricter policy of its own, and may stand in a frame of ours.
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.insert(VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn check_host(app: &App, uri: &Uri, headers: &HeaderMap) -> Result<(), Error> {
    if !app.loopback_only {
        return Ok(());
    }
    let host = headers.get(HOST).map_or("", |v| v.to_str().unwrap_or("?"));
    let authority = uri.authority().map_or(host, |a| a.as_str());
    let all = is_loopback(host) && is_loopback(authority);
    all.then_some(()).ok_or_else(|| Error::Host(host.chars().take(100).collect()))
}

/// Whether a `Host` names this machine to itself: another site's name that leads here does not.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let (name, port) = split(host);
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix('.').unwrap_or(&name);
    let named = name == "localhost" || name.strip_suffix(".localhost").is_some_and(is_label);
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    port.is_none_or(|p| p.parse::<u16>().is_ok()) && (named || address.is_ok_and(|a| a.is_loopback()))
}

fn is_label(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

fn split(host: &str) -> (&str, Option<&str>) {
    match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, "")) => (address, None),
        Some((address, rest)) => (address, Some(rest.strip_prefix(':').unwrap_or("?"))),
        None => host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_own_names_are_answered() {
        for host in
            ["localhost", "localhost:8080", "LOCALHOST.", "127.0.0.1:80", "127.9.9.9", "[::1]:8080", "[::1]", "a.localhost"]
        {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.0.2.1",
            "[::2]",
            "localhost:x",
            "0x7f.1",
            ".localhost",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
