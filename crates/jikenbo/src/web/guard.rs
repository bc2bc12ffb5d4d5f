//! What holds for every answer: which names are answered, who asks, how often, whether they may, and whether a change comes
//! from our own pages; the headers that keep a browser from doing more than show; and the page of an error.
//!
//! It is one layer around everything: a route that [`ROUTES`] does not list is not answered, whatever the router would do.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderName, ORIGIN, STRICT_TRANSPORT_SECURITY, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::access::{Access, Asking, Peer};
use super::error::Error;
use super::known::{Known, identify};
use super::page::Asked;
use super::who::{By, Role, User};
use super::{App, ROUTES, Route};
use crate::store::asked_from;

/// No script, style, picture or frame from elsewhere, and none within the page.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The longest address that is answered, in bytes: path and query.
pub const LONGEST_ADDRESS: usize = 8_192;

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    // Nothing is told to other sites. With "no-referrer" browsers would send `Origin: null` with our own forms.
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// For so long, in seconds, a browser that came through TLS comes through nothing else: a year.
const TLS_ONLY: &str = "max-age=31536000";

/// What the guard goes by.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The cases.
    pub app: App,
    /// Who may ask.
    pub access: Arc<Access>,
}

/// What an answer depends on, apart from the address: who asks, in which language, and what they unpack.
const VARIES: &str = "Cookie, Accept-Language, Accept-Encoding";
const VARIES_BY_ORIGIN: &str = "Cookie, Accept-Language, Accept-Encoding, Origin";

/// The outermost layer: checks who may ask, answers, turns an error into its page, adds the headers.
pub async fn guard(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    // Until it is known who asks, nobody does.
    let mut asked = Asked { user: User::nobody(String::new()), ..Asked::new(request.uri(), request.headers()) };
    let shared = shared_with(&guard.access, &request);
    let allowed = allowed(&request);
    let mut response = match guard.admit(&mut request, &mut asked).await {
        Ok(()) if request.method() == Method::OPTIONS => preflight(),
        Ok(()) => asked_from(asked.user.from.clone(), next.run(request)).await,
        Err(error) => error.into_response(),
    };
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        response = error.answer(&asked);
        if error == Error::Method {
            response.headers_mut().extend(allowed.map(|methods| (ALLOW, methods)));
        }
    }
    add_headers(&guard.access, response.headers_mut(), shared);
    response
}

fn add_headers(access: &Access, headers: &mut HeaderMap, shared: Option<HeaderValue>) {
    for (name, value) in HEADERS {
        // A captured original has a stricter policy of its own, and may stand in a frame of ours.
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    let vary = if access.rules.cors.is_empty() { VARIES } else { VARIES_BY_ORIGIN };
    headers.insert(VARY, HeaderValue::from_static(vary));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if access.secure() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TLS_ONLY));
    }
    if let Some(origin) = shared {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
}

/// The origin of a script of another site that may read this answer: one that the settings name, and only JSON. It is never
/// told that cookies may come along, so that it reads what a token of its own allows.
fn shared_with(access: &Access, request: &Request) -> Option<HeaderValue> {
    let origin = request.headers().get(ORIGIN)?;
    let named = access.rules.cors.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    (named && reads && request.uri().path().ends_with(".json")).then(|| origin.clone())
}

/// What a browser asks before it lets a script of another site send a token.
fn preflight() -> Response {
    let allowed = [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "authorization"),
        (ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, allowed).into_response()
}

impl Guard {
    /// Whether a request is answered at all. Leaves in it who asks, for the handlers.
    async fn admit(&self, request: &mut Request, asked: &mut Asked) -> Result<(), Error> {
        let peer = request.extensions().get::<Peer>().copied();
        let client = self.access.client(peer, request.headers());
        self.check_host(request.uri(), request.headers())?;
        let long = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
        if long > LONGEST_ADDRESS {
            return Err(Error::Long(long));
        }
        let known = match identify(&self.app, &self.access, request.headers(), client).await {
            Ok(known) => known,
            Err(error) => {
                // A wrong token is answered in the way of programs.
                asked.json |= error == Error::Login;
                self.count(Asking::from(client))?;
                return Err(error);
            }
        };
        asked.user = known.user.clone();
        asked.json |= matches!(known.user.by, By::Token(_));
        self.count(known.asking.unwrap_or_else(|| Asking::from(client)))?;
        if request.method() == Method::OPTIONS && shared_with(&self.access, request).is_some() {
            return asks_to_read(request);
        }
        let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
        let route = route(matched.as_deref(), request.method()).map_err(|error| match error {
            Error::NotFound(_) => Error::NotFound(asked.path.clone()),
            other => other,
        })?;
        if !request.method().is_safe() {
            self.check_origin(request, &known)?;
            check_form(request.headers())?;
        }
        may(route, &known, asked)?;
        request.extensions_mut().insert(known.user);
        request.extensions_mut().insert(Arc::clone(&self.access));
        Ok(())
    }

    fn count(&self, who: Asking) -> Result<(), Error> {
        self.access.count(who).map_err(Error::wait)
    }

    fn check_host(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Error> {
        let host = headers.get(HOST).map_or("", |v| v.to_str().unwrap_or("?"));
        let authority = uri.authority().map_or(host, |a| a.as_str());
        let rules = &self.access.rules;
        let through = ["x-forwarded-for", "x-forwarded-host", "forwarded"].iter().any(|h| headers.contains_key(*h));
        let ours = |host: &str| match &rules.public {
            Some(public) if public.is(host) => true,
            // Somebody at the machine needs no public name; whoever comes through the proxy does.
            Some(_) => self.app.loopback_only && is_loopback(host) && !through,
            None => !self.app.loopback_only || is_loopback(host),
        };
        // Where nobody logs in, whoever a proxy lets through would be taken for the person at the machine.
        let forwarded = !rules.login && through;
        let all = ours(host) && ours(authority) && !forwarded;
        let found = if forwarded { format!("{host} (through a proxy)") } else { host.to_owned() };
        all.then_some(()).ok_or_else(|| Error::Host(found.chars().take(100).collect()))
    }

    /// A change must come from a page of ours: the browser says so, by `Sec-Fetch-Site` or else by `Origin`. A token was sent
    /// on purpose, which no browser does by itself.
    fn check_origin(&self, request: &Request, known: &Known) -> Result<(), Error> {
        if matches!(known.user.by, By::Token(_)) {
            return Ok(());
        }
        let text = |name: &str| request.headers().get(name).map(|v| v.to_str().unwrap_or("?").to_owned());
        let (site, origin) = (text("sec-fetch-site"), text("origin"));
        let good = match (&site, &origin) {
            (Some(site), _) => site == "same-origin",
            (None, Some(origin)) => self.is_ours(origin, request.headers()),
            (None, None) => false,
        };
        let found = site.or(origin).unwrap_or_else(|| "neither Origin nor Sec-Fetch-Site".to_owned());
        good.then_some(()).ok_or_else(|| Error::Origin(found.chars().take(100).collect()))
    }

    fn is_ours(&self, origin: &str, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|v| v.to_str().ok()).unwrap_or("");
        match &self.access.rules.public {
            Some(public) if public.is(host) => public.origin == origin,
            _ => ["http://", "https://"]
                .iter()
                .any(|scheme| origin.strip_prefix(scheme).is_some_and(|o| o.eq_ignore_ascii_case(host))),
        }
    }
}

fn asks_to_read(request: &Request) -> Result<(), Error> {
    let method = request.headers().get(ACCESS_CONTROL_REQUEST_METHOD).map(HeaderValue::as_bytes);
    matches!(method, Some(b"GET" | b"HEAD")).then_some(()).ok_or(Error::Method)
}

/// The route of what the router matched.
fn route(matched: Option<&str>, method: &Method) -> Result<&'static Route, Error> {
    let here = |route: &&Route| matched.is_some_and(|path| route.path == path || route.json == Some(path));
    let method = if method == Method::HEAD { "GET" } else { method.as_str() };
    if !ROUTES.iter().any(|route| here(&route)) {
        return Err(Error::NotFound(String::new()));
    }
    ROUTES.iter().filter(here).find(|route| route.method == method).ok_or(Error::Method)
}

/// What the address of a request does take, to be told where the method was wrong (RFC 9110, 15.5.6).
fn allowed(request: &Request) -> Option<HeaderValue> {
    let matched = request.extensions().get::<MatchedPath>()?.as_str();
    let here = ROUTES.iter().filter(|route| route.path == matched || route.json == Some(matched));
    let methods: Vec<&str> = here.flat_map(|r| if r.method == "GET" { vec!["GET", "HEAD"] } else { vec![r.method] }).collect();
    HeaderValue::from_str(&methods.join(", ")).ok()
}

/// Whether a user may ask for a route.
fn may(route: &Route, known: &Known, asked: &Asked) -> Result<(), Error> {
    if route.who == Role::Nobody {
        return Ok(());
    }
    if known.user.role == Role::Nobody {
        let back = if route.method == "GET" { asked.here() } else { String::new() };
        return Err(if asked.json { Error::Login } else { Error::LoginPage(back) });
    }
    if known.must_change && !route.path.starts_with("/account") {
        return Err(Error::MustChange);
    }
    if known.user.role < route.who {
        return Err(Error::Role { needs: route.who, has: known.user.role });
    }
    Ok(())
}

/// Forms are sent as forms: what a script of another site could send in another dress is refused.
fn check_form(headers: &HeaderMap) -> Result<(), Error> {
    let Some(found) = headers.get(CONTENT_TYPE).map(|v| v.to_str().unwrap_or("?")) else { return Ok(()) };
    let kind = found.split(';').next().unwrap_or("").trim();
    let form = kind.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    form.then_some(()).ok_or_else(|| Error::Form(found.chars().take(100).collect()))
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
