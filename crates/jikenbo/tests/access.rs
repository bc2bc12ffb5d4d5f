//! Who may call which route: each is called as nobody, reader, reviewer and administrator, with a session and with a token. The
//! table is written out here, so that a new route needs a line that somebody thought about.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "access/site.rs"]
mod site;

use axum::http::StatusCode;
use jikenbo::users::Role;
use jikenbo::web::guard::POLICY;
use jikenbo::web::{ROUTES, Route};
use site::{Answer, ORIGIN, Site, USERS, asking};

/// Every route: method, path, and the least role that may call it.
const WHO: &[(&str, &str, Role)] = &[
    ("GET", "/", Role::Reader),
    ("POST", "/seen", Role::Reader),
    ("GET", "/cases", Role::Reader),
    ("GET", "/compare", Role::Reader),
    ("GET", "/orgs", Role::Reader),
    ("GET", "/orgs/{name}", Role::Reader),
    ("GET", "/names", Role::Reader),
    ("POST", "/names", Role::Reviewer),
    ("POST", "/names/{id}/remove", Role::Reviewer),
    ("GET", "/saved", Role::Reader),
    ("POST", "/saved", Role::Reviewer),
    ("POST", "/saved/{id}", Role::Reviewer),
    ("POST", "/saved/{id}/remove", Role::Reviewer),
    ("GET", "/cases/{id}", Role::Reader),
    ("GET", "/cases/{id}/facts.json", Role::Reader),
    ("GET", "/cases/{id}/evidence.wacz", Role::Reader),
    ("GET", "/cases/{id}/source.json", Role::Reader),
    ("GET", "/cases/{id}/review", Role::Reviewer),
    ("POST", "/cases/{id}/review", Role::Reviewer),
    ("GET", "/cases/{id}/facts/new", Role::Reviewer),
    ("POST", "/cases/{id}/facts", Role::Reviewer),
    ("GET", "/cases/{id}/facts/{fact}", Role::Reviewer),
    ("POST", "/cases/{id}/facts/{fact}", Role::Reviewer),
    ("GET", "/cases/{id}/history", Role::Reader),
    ("POST", "/cases/{id}/history", Role::Reviewer),
    ("GET", "/cases/{id}/notices", Role::Reviewer),
    ("POST", "/cases/{id}/notices", Role::Reviewer),
    ("GET", "/review", Role::Reviewer),
    ("GET", "/review/export", Role::Reviewer),
    ("GET", "/captures/{sha256}", Role::Reader),
    ("GET", "/captures/{sha256}/original", Role::Reader),
    ("GET", "/sources", Role::Reader),
    ("GET", "/rules", Role::Reader),
    ("GET", "/rules/{key}", Role::Reader),
    ("GET", "/rules/{key}/{code}", Role::Reader),
    ("GET", "/crosswalks", Role::Reader),
    ("GET", "/export/{format}", Role::Reader),
    ("GET", "/help", Role::Reader),
    ("GET", "/cases.atom", Role::Reader),
    ("GET", "/cases/feed.json", Role::Reader),
    ("GET", "/charts", Role::Reader),
    ("GET", "/charts/{name}", Role::Reader),
    ("GET", "/api", Role::Reader),
    ("GET", "/openapi.json", Role::Reader),
    ("GET", "/login", Role::Nobody),
    ("POST", "/login", Role::Nobody),
    ("POST", "/logout", Role::Nobody),
    ("GET", "/account", Role::Reader),
    ("POST", "/account/password", Role::Reader),
    ("POST", "/account/sessions/{id}/end", Role::Reader),
    ("POST", "/account/sessions/end", Role::Reader),
    ("POST", "/account/tokens", Role::Reader),
    ("POST", "/account/tokens/{id}/revoke", Role::Reader),
    ("GET", "/users", Role::Administrator),
    ("POST", "/users", Role::Administrator),
    ("POST", "/users/{id}/role", Role::Administrator),
    ("POST", "/users/{id}/password", Role::Administrator),
    ("POST", "/users/{id}/remove", Role::Administrator),
    ("GET", "/audit", Role::Administrator),
    ("POST", "/language", Role::Nobody),
    ("GET", "/assets/{name}", Role::Nobody),
];

/// Changes of one's own account, which a token may not make: whoever steals one must not get others by it.
const SESSION_ONLY: &str = "/account/";

#[test]
fn the_table_has_every_route_and_no_other() {
    let listed: Vec<_> = ROUTES.iter().map(|route| (route.method, route.path, route.who)).collect();
    for line in &listed {
        assert!(WHO.contains(line), "{line:?} is not in the table of who may call what");
    }
    for line in WHO {
        assert!(listed.contains(line), "{line:?} is in the table and is no route");
    }
    assert_eq!(listed.len(), WHO.len(), "a route is listed twice");
}

/// An address of the route. What it names need not exist: whoever may ask is told so.
fn address(path: &str) -> String {
    let values = [
        ("{id}", "999999"),
        ("{sha256}", "00"),
        ("{key}", "causes"),
        ("{code}", "none"),
        ("{name}", "none"),
        ("{fact}", "none"),
        ("{format}", "none"),
    ];
    values.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
}

/// The addresses of a route: the page, and its JSON.
fn addresses(route: &Route) -> Vec<String> {
    [Some(route.path), route.json].into_iter().flatten().map(address).collect()
}

/// The least role that the table says.
fn least(route: &Route) -> Role {
    WHO.iter().find(|(method, path, _)| (*method, *path) == (route.method, route.path)).unwrap().2
}

/// Asks as our own pages do.
async fn call(site: &Site, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = asking(method, path, headers);
    let request = if method == "GET" { request } else { request.header("sec-fetch-site", "same-origin") };
    site.send(request.body(axum::body::Body::empty()).unwrap()).await
}

/// Whether whoever asked was let through. A server that fails lets nobody through and refuses nobody: it would pass for either.
#[track_caller]
fn may(answer: &Answer) -> bool {
    assert!(!answer.status.is_server_error(), "{} {}", answer.status, answer.body);
    let led_away = answer.to().is_some_and(|to| to == "/login" || to.starts_with("/login?"));
    !led_away && !matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}

#[tokio::test]
async fn nobody_gets_no_further_than_the_login() {
    let site = Site::new().await;
    for route in ROUTES.iter().filter(|route| route.who > Role::Nobody) {
        for path in addresses(route) {
            let answer = call(&site, route.method, &path, &[]).await;
            let (status, to) = match (path.ends_with(".json"), route.method) {
                (true, _) => (StatusCode::UNAUTHORIZED, None),
                (false, "GET") => (StatusCode::SEE_OTHER, Some(format!("/login?back={}", path.replace('/', "%2F")))),
                (false, _) => (StatusCode::SEE_OTHER, Some("/login".to_owned())),
            };
            assert_eq!((answer.status, answer.to()), (status, to.as_deref()), "{} {path}", route.method);
        }
    }
    for route in ROUTES.iter().filter(|route| route.who == Role::Nobody && route.path != "/login") {
        let answer = call(&site, route.method, &address(route.path), &[]).await;
        assert!(!matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN), "{}: {}", route.path, answer.status);
    }
    assert_eq!(site.get("/login", &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn each_role_may_call_what_the_table_says_in_a_session() {
    for (name, role) in USERS {
        let site = Site::new().await;
        let cookie = site.login(name).await;
        // Logging in and out would end the session that asks.
        for route in ROUTES.iter().filter(|route| !["/login", "/logout"].contains(&route.path)) {
            let who = least(route);
            for path in addresses(route) {
                let answer = call(&site, route.method, &path, &[("cookie", &cookie)]).await;
                let refused = answer.status == StatusCode::FORBIDDEN;
                assert_eq!(may(&answer), role >= who, "{name}: {} {path}: {} {}", route.method, answer.status, answer.body);
                assert_eq!(refused, role < who, "{name}: {} {path}: {}", route.method, answer.status);
            }
        }
        assert_eq!(call(&site, "POST", "/logout", &[("cookie", &cookie)]).await.to(), Some("/login"));
    }
}

#[tokio::test]
async fn each_scope_may_call_what_the_table_says_by_a_token() {
    let site = Site::new().await;
    for (_, scope) in USERS {
        let token = site.token("aoi", scope).await;
        for route in ROUTES.iter().filter(|route| !["/login", "/logout"].contains(&route.path)) {
            for path in addresses(route) {
                // No Origin: a token is sent on purpose.
                let request = asking(route.method, &path, &[("authorization", &token)]).body(axum::body::Body::empty()).unwrap();
                let answer = site.send(request).await;
                let expected = scope >= least(route) && !path.starts_with(SESSION_ONLY);
                assert_eq!(may(&answer), expected, "{scope}: {} {path}: {}", route.method, answer.status);
            }
        }
    }
}

#[tokio::test]
async fn a_token_does_no_more_than_its_owner_may() {
    let site = Site::new().await;
    let token = site.token("rin", Role::Administrator).await;
    assert_eq!(call(&site, "GET", "/audit.json", &[("authorization", &token)]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(call(&site, "GET", "/index.json", &[("authorization", &token)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_change_that_no_page_of_ours_sent_is_refused_on_every_route() {
    let everybody = Site::new().await;
    let cookie = everybody.login("aoi").await;
    let here = Site::with(jikenbo::web::access::Rules::default(), true).await;
    for route in ROUTES.iter().filter(|route| route.method != "GET") {
        let path = address(route.path);
        for (site, cookie) in [(&everybody, cookie.as_str()), (&everybody, ""), (&here, "")] {
            for headers in [
                &[][..],
                &[("origin", "https://evil.example")],
                &[("origin", "null")],
                &[("origin", "http://127.0.0.1:9999")],
                &[("origin", "https://127.0.0.1:8377.evil.example")],
                &[("sec-fetch-site", "cross-site"), ("origin", ORIGIN)],
                &[("sec-fetch-site", "same-site")],
                &[("sec-fetch-site", "none")],
            ] {
                let headers = [headers, &[("cookie", cookie)]].concat();
                let answer = site.send(asking(route.method, &path, &headers).body(axum::body::Body::empty()).unwrap()).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
            }
        }
    }
    let audited = everybody.audited().await;
    assert!(audited.iter().all(|(what, ..)| what == "user.add" || what == "login.good"), "{audited:?}");
}

#[tokio::test]
async fn what_is_not_sent_as_a_form_is_refused() {
    let site = Site::new().await;
    let cookie = site.login("aoi").await;
    for (kind, status) in [
        ("application/json", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("multipart/form-data; boundary=x", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("application/x-www-form-urlencoded; charset=utf-8", StatusCode::SEE_OTHER),
    ] {
        let headers = [("cookie", cookie.as_str()), ("origin", ORIGIN), ("content-type", kind)];
        let answer = site.send(asking("POST", "/language", &headers).body("lang=en".into()).unwrap()).await;
        assert_eq!(answer.status, status, "{kind}");
    }
}

#[tokio::test]
async fn an_address_that_is_no_route_answers_nothing() {
    let site = Site::new().await;
    let cookie = site.login("aoi").await;
    for path in ["/nowhere", "/users/", "//users", "/assets", "/login.json", "/account/password.json", "/.git/config"] {
        assert_eq!(site.get(path, &[("cookie", &cookie)]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for (method, path) in
        [("POST", "/"), ("POST", "/users.json"), ("DELETE", "/users"), ("GET", "/logout"), ("OPTIONS", "/users")]
    {
        assert_eq!(
            call(&site, method, path, &[("cookie", &cookie)]).await.status,
            StatusCode::METHOD_NOT_ALLOWED,
            "{method} {path}"
        );
    }
    let head = call(&site, "HEAD", "/users", &[("cookie", &cookie)]).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(call(&site, "HEAD", "/users", &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_answer_of_every_route_carries_the_headers_that_keep_it_harmless() {
    let site = Site::new().await;
    for route in ROUTES {
        // Logging out ends the session that asks.
        let cookie = site.login("aoi").await;
        for path in addresses(route) {
            for (method, cookie) in [(route.method, ""), ("PUT", ""), ("PUT", &*cookie), (route.method, &*cookie)] {
                let answer = call(&site, method, &path, &[("cookie", cookie)]).await;
                assert_eq!(answer.header("content-security-policy"), POLICY, "{path}");
                for (name, value) in [
                    ("x-content-type-options", "nosniff"),
                    ("referrer-policy", "same-origin"),
                    ("x-frame-options", "DENY"),
                    ("cross-origin-opener-policy", "same-origin"),
                    ("cross-origin-resource-policy", "same-origin"),
                ] {
                    assert_eq!(answer.header(name), value, "{path}");
                }
                assert!(!answer.header("vary").is_empty() && answer.header("access-control-allow-origin").is_empty(), "{path}");
                let kept = answer.header("cache-control");
                assert!(kept == "no-store" || kept.starts_with("private"), "{path}: {kept}");
            }
        }
    }
}
