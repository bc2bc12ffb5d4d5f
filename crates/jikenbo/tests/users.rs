//! Logging in and out, sessions, tokens and users, from the outside.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "access/site.rs"]
mod site;

use axum::body::Body;
use axum::http::StatusCode;
use jikenbo::users::Role;
use jikenbo::web::access::{Public, Rules};
use site::{BY, PASSWORD, Site, asking, from, hash};

const NEW: &str = "tram-copper-lattice";

fn login_rules() -> Rules {
    Rules { login: true, ..Rules::default() }
}

#[tokio::test]
async fn a_login_leads_back_and_a_logout_ends_it() {
    let site = Site::new().await;
    let first = site.get("/sources?x=1", &[]).await;
    let to = first.to().unwrap().to_owned();
    let page = site.get(&to, &[]).await;
    assert!(page.body.contains("name=\"back\" value=\"/sources?x=1\""), "{}", page.body);
    assert!(!page.body.contains(".json"), "there is no JSON of the login");
    let answer =
        site.post("/login", &format!("name=RIN&password={}&back=%2Fsources%3Fx%3D1", PASSWORD.replace(' ', "+")), &[]).await;
    assert_eq!(answer.to(), Some("/sources?x=1"));
    let set = answer.header("set-cookie");
    for part in ["jikenbo_session=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=604800"] {
        assert!(set.contains(part), "{set} lacks {part}");
    }
    let cookie = answer.cookie();
    let list = site.get("/", &[("cookie", &cookie)]).await;
    assert!(list.status.is_success() && list.body.contains(">rin<") && list.body.contains("action=\"/logout\""));
    let out = site.post("/logout", "", &[("cookie", &cookie)]).await;
    assert!(out.to() == Some("/login") && out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(site.get("/index.json", &[("cookie", &cookie)]).await.status, StatusCode::UNAUTHORIZED);
    for back in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let form = format!("name=rin&password={}&back={back}", PASSWORD.replace(' ', "+"));
        assert_eq!(site.post("/login", &form, &[]).await.to(), Some("/"));
    }
}

#[tokio::test]
async fn a_wrong_password_and_a_name_that_nobody_has_are_answered_alike() {
    let site = Site::new().await;
    let wrong = site.try_login("rin", "not the password").await;
    let nobody = site.try_login("niko", "not the password").await;
    assert_eq!((wrong.status, nobody.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(wrong.body.replace("value=\"rin\"", "value=\"niko\""), nobody.body);
    assert!(wrong.header("set-cookie").is_empty() && !wrong.body.contains("not the password"));
    let audited = site.audited().await;
    assert_eq!(audited[1], ("login.bad".to_owned(), "rin".to_owned(), String::new()));
    // Somebody may have written a password where the name belongs.
    assert_eq!(audited[0], ("login.bad".to_owned(), "?".to_owned(), String::new()));
}

#[tokio::test]
async fn guessing_is_made_slow_for_the_account_and_for_the_address() {
    let site = Site::new().await;
    let guess = async |name: &str, password: &str, address: &str| {
        let form = format!("name={name}&password={}", password.replace(' ', "+"));
        let request = asking("POST", "/login", &[("origin", site::ORIGIN)]).body(Body::from(form)).unwrap();
        site.send(from(request, address)).await
    };
    for n in 0..6 {
        assert_eq!(guess("rin", "wrong", &format!("198.51.100.{n}")).await.status, StatusCode::UNAUTHORIZED);
    }
    let slow = guess("rin", PASSWORD, "203.0.113.9").await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS, "even the right password must wait");
    assert!(slow.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=61).contains(&seconds)));
    assert_eq!(guess("kou", PASSWORD, "203.0.113.9").await.status, StatusCode::SEE_OTHER, "another user does not");
    for n in 0..6 {
        assert_eq!(guess(&format!("nobody{n}"), "wrong", "192.0.2.7").await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(guess("aoi", PASSWORD, "192.0.2.7").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(guess("aoi", PASSWORD, "192.0.2.8").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_login_begins_a_new_session_and_ends_the_one_before() {
    let site = Site::new().await;
    let first = site.login("rin").await;
    let form = format!("name=kou&password={}", PASSWORD.replace(' ', "+"));
    let second = site.post("/login", &form, &[("cookie", &first)]).await.cookie();
    assert_ne!(first, second);
    assert_eq!(site.get("/index.json", &[("cookie", &first)]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.get("/account.json", &[("cookie", &second)]).await.json()["user"]["name"], "kou");
    let forged = format!("jikenbo_session={}", "0".repeat(64));
    assert_eq!(site.get("/index.json", &[("cookie", &forged)]).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_session_ends_with_what_it_rested_on() {
    let site = Site::new().await;
    let good = async |cookie: &str| site.get("/index.json", &[("cookie", cookie)]).await.status == StatusCode::OK;
    let (mine, other) = (site.login("rin").await, site.login("rin").await);
    let form = format!("now={}&new={NEW}&again={NEW}", PASSWORD.replace(' ', "+"));
    let changed = site.post("/account/password", &form, &[("cookie", &mine)]).await;
    assert_eq!(changed.to(), Some("/account?done=password"));
    assert!(good(&mine).await && !good(&other).await, "a new password ends all but the session that set it");
    assert_eq!(site.try_login("rin", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.try_login("rin", NEW).await.status, StatusCode::SEE_OTHER);
    site.store.set_role("rin", Role::Reviewer, &BY).await.unwrap();
    assert!(!good(&mine).await, "a new role ends it");
    let reviewer = site.login("kou").await;
    site.store.remove_user("kou", &BY).await.unwrap();
    assert!(!good(&reviewer).await, "removal ends it");
    assert_eq!(site.try_login("kou", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_session_ends_when_it_is_quiet_or_old() {
    for (idle, length) in [(0, 3_600), (3_600, 0)] {
        let second = std::time::Duration::from_secs;
        let site = Site::with(Rules { idle: second(idle), length: second(length), ..login_rules() }, true).await;
        let cookie = site.login("rin").await;
        assert_eq!(site.get("/index.json", &[("cookie", &cookie)]).await.status, StatusCode::UNAUTHORIZED, "{idle} {length}");
    }
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    let site = Site::new().await;
    let (mine, other, stranger) = (site.login("rin").await, site.login("rin").await, site.login("kou").await);
    let account = site.get("/account.json", &[("cookie", &mine)]).await.json();
    let (all, this) = (account["sessions"].as_array().unwrap(), &account["this"]);
    assert_eq!(all.len(), 2);
    assert!(!account.to_string().contains("hash") && site.get("/account", &[("cookie", &mine)]).await.body.contains("this one"));
    let id = &all.iter().find(|s| s["id"] != *this).unwrap()["id"];
    let end = format!("/account/sessions/{id}/end");
    assert_eq!(site.post(&end, "", &[("cookie", &stranger)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.post(&end, "", &[("cookie", &mine)]).await.to(), Some("/account"));
    assert_eq!(site.get("/index.json", &[("cookie", &other)]).await.status, StatusCode::UNAUTHORIZED);
    let again = site.login("rin").await;
    assert_eq!(site.post("/account/sessions/end", "", &[("cookie", &mine)]).await.to(), Some("/account"));
    assert_eq!(site.get("/index.json", &[("cookie", &again)]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.get("/index.json", &[("cookie", &mine)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_wrong_with_a_new_password_is_told() {
    let site = Site::new().await;
    let cookie = site.login("rin").await;
    let now = PASSWORD.replace(' ', "+");
    for (form, says) in [
        (format!("now={now}&new={NEW}&again=another-one-here"), "not the same both times"),
        (format!("now={now}&new=short&again=short"), "12 to 1024 characters"),
        (format!("now={now}&new=password1234&again=password1234"), "first that are tried"),
        (format!("now=wrong&new={NEW}&again={NEW}"), "present password is wrong"),
    ] {
        let answer = site.post("/account/password", &form, &[("cookie", &cookie)]).await;
        assert!(answer.status == StatusCode::BAD_REQUEST && answer.body.contains(says), "{form}: {}", answer.body);
        assert!(!answer.body.contains(NEW));
    }
    assert_eq!(site.try_login("rin", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

/// The secret that a page shows once.
fn shown(body: &str) -> String {
    body.split("<p class=\"secret\"><code>").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned()
}

#[tokio::test]
async fn a_token_is_shown_once_and_is_good_until_it_is_revoked() {
    let site = Site::new().await;
    let cookie = site.login("kou").await;
    let made = site.post("/account/tokens", "label=board&scope=read&days=30", &[("cookie", &cookie)]).await;
    let token = format!("Bearer {}", shown(&made.body));
    assert_eq!(site.get("/index.json", &[("authorization", &token)]).await.status, StatusCode::OK);
    let account = site.get("/account", &[("cookie", &cookie)]).await.body;
    assert!(account.contains("board") && !account.contains(&shown(&made.body)));
    let id = site.get("/account.json", &[("cookie", &cookie)]).await.json()["tokens"][0]["id"].clone();
    let revoke = format!("/account/tokens/{id}/revoke");
    let stranger = site.login("rin").await;
    assert_eq!(site.post(&revoke, "", &[("cookie", &stranger)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.post(&revoke, "", &[("cookie", &cookie)]).await.to(), Some("/account"));
    let answer = site.get("/", &[("authorization", &token)]).await;
    assert_eq!((answer.status, answer.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer realm=\"jikenbo\""));
    assert_eq!(answer.json()["error"]["status"], 401);
    for bad in ["scope=read&days=30", "label=x&scope=all&days=30", "label=x&scope=read&days=0", "label=x&scope=read&days=999"] {
        assert_eq!(site.post("/account/tokens", bad, &[("cookie", &cookie)]).await.status, StatusCode::BAD_REQUEST, "{bad}");
    }
    for bad in ["Bearer ", "Bearer x", "Basic a291OnBhc3N3b3Jk", "jikenbo_0"] {
        assert_eq!(site.get("/index.json", &[("authorization", bad)]).await.status, StatusCode::UNAUTHORIZED, "{bad}");
    }
}

#[tokio::test]
async fn a_token_ends_by_itself() {
    let site = Site::new().await;
    let secret = jikenbo::users::Secret::token().unwrap();
    let new =
        jikenbo::store::NewToken { hash: &secret.hash, label: "old", scope: Role::Reader, ends_at: "2020-01-01T00:00:00.000Z" };
    site.store.add_token("rin", &new, &BY).await.unwrap();
    let header = format!("Bearer {}", secret.text);
    assert_eq!(site.get("/index.json", &[("authorization", &header)]).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_administrator_adds_a_user_who_must_change_the_first_password() {
    let site = Site::new().await;
    let admin = site.login("aoi").await;
    let added = site.post("/users", "name=%E8%8A%B1%E5%AD%90&role=reviewer", &[("cookie", &admin)]).await;
    let first = shown(&added.body);
    let login = site.try_login("花子", &first).await;
    assert_eq!(login.to(), Some("/"));
    let cookie = login.cookie();
    assert_eq!(site.get("/", &[("cookie", &cookie)]).await.to(), Some("/account"));
    let json = site.get("/index.json", &[("cookie", &cookie)]).await;
    assert_eq!((json.status, json.json()["error"]["status"].clone()), (StatusCode::FORBIDDEN, 403.into()));
    assert!(site.get("/account", &[("cookie", &cookie)]).await.body.contains("Change your password first"));
    let same = format!("now={first}&new={first}&again={first}");
    assert_eq!(site.post("/account/password", &same, &[("cookie", &cookie)]).await.status, StatusCode::BAD_REQUEST);
    let form = format!("now={first}&new={NEW}&again={NEW}");
    assert_eq!(site.post("/account/password", &form, &[("cookie", &cookie)]).await.to(), Some("/account?done=password"));
    assert_eq!(site.get("/", &[("cookie", &cookie)]).await.status, StatusCode::OK);
    for (form, says) in [("name=aoi&role=reader", "a name that nobody has"), ("name=%3Cb%3E&role=reader", "a name of up to 64")] {
        let answer = site.post("/users", form, &[("cookie", &admin)]).await;
        assert!(answer.status == StatusCode::BAD_REQUEST && answer.body.contains(says), "{}", answer.body);
    }
}

#[tokio::test]
async fn users_are_changed_and_removed_but_not_the_last_administrator() {
    let site = Site::new().await;
    let admin = site.login("aoi").await;
    let as_admin = [("cookie", admin.as_str())];
    let users = site.get("/users.json", &as_admin).await.json();
    let id = |name: &str| users["users"].as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone();
    assert!(!users.to_string().contains("argon2"));
    let victim = site.login("rin").await;
    let token = site.token("rin", Role::Reader).await;
    let reset = site.post(&format!("/users/{}/password", id("rin")), "", &as_admin).await;
    assert_eq!(site.get("/index.json", &[("cookie", &victim)]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.get("/index.json", &[("authorization", &token)]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.try_login("rin", &shown(&reset.body)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.post(&format!("/users/{}/remove", id("kou")), "", &as_admin).await.to(), Some("/users"));
    assert_eq!(site.get("/users.json", &as_admin).await.json()["users"].as_array().unwrap().len(), 2);
    for (path, form) in [("remove", ""), ("role", "role=reader")] {
        let answer = site.post(&format!("/users/{}/{path}", id("aoi")), form, &as_admin).await;
        assert!(answer.status == StatusCode::BAD_REQUEST && answer.body.contains("another administrator"), "{}", answer.body);
    }
    let added = site.post("/users", "name=kou&role=reader", &as_admin).await;
    assert_eq!(added.status, StatusCode::OK, "who was removed can come back");
}

#[tokio::test]
async fn the_audit_log_tells_who_did_what_and_no_secret() {
    let site = Site::new().await;
    let admin = site.login("aoi").await;
    let added = site.post("/users", "name=niko&role=reader", &[("cookie", &admin)]).await;
    let made = site.post("/account/tokens", "label=board&scope=read&days=30", &[("cookie", &admin)]).await;
    site.post("/logout", "", &[("cookie", &admin)]).await;
    let admin = site.login("aoi").await;
    let log = site.get("/audit.json", &[("cookie", &admin)]).await;
    let what: Vec<_> = log.json()["entries"].as_array().unwrap().iter().map(|e| e["what"].as_str().unwrap().to_owned()).collect();
    assert_eq!(what[..5], ["login.good", "logout", "token.add", "user.add", "login.good"]);
    for secret in [shown(&added.body), shown(&made.body), PASSWORD.to_owned(), "argon2".to_owned()] {
        assert!(!log.body.contains(&secret));
    }
    let page = site.get("/audit", &[("cookie", &admin)]).await.body;
    assert!(page.contains("made a token") && page.contains("127.0.0.1"));
    for path in ["/account", "/users", "/audit", "/login"] {
        let answer = site.get(path, &[("cookie", &admin)]).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path} is kept nowhere");
    }
}

#[tokio::test]
async fn the_audit_log_has_pages() {
    let site = Site::new().await;
    for n in 0..250 {
        let subject = format!("<b>{n}</b>");
        let act = jikenbo::store::Act { who: "aoi", from: "test", what: "case.merge", subject: &subject, detail: "" };
        site.store.audit(&act).await.unwrap();
    }
    let admin = site.login("aoi").await;
    let (mut path, mut seen) = ("/audit.json".to_owned(), Vec::new());
    loop {
        let page = site.get(&path, &[("cookie", &admin)]).await.json();
        seen.extend(page["entries"].as_array().unwrap().iter().map(|e| e["id"].as_i64().unwrap()));
        match page["next"].as_i64() {
            Some(next) => path = format!("/audit.json?after={next}"),
            None => break,
        }
    }
    assert!(seen.len() == 254 && seen.is_sorted_by(|a, b| a > b), "{}", seen.len());
    let page = site.get("/audit", &[("cookie", &admin)]).await.body;
    assert!(page.contains("&lt;b&gt;249&lt;/b&gt;") && page.contains("rel=\"next\""));
    assert_eq!(site.get("/audit?after=x", &[("cookie", &admin)]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn behind_a_proxy_only_the_public_name_is_answered_and_cookies_go_through_tls() {
    let public = Public::parse("https://casebook.example.jp").unwrap();
    let proxies = vec!["127.0.0.1/32".parse().unwrap()];
    let site = Site::with(Rules { public: Some(public), proxies, ..login_rules() }, true).await;
    let form = format!("name=aoi&password={}", PASSWORD.replace(' ', "+"));
    let login = async |host: &str, origin: &str| {
        let request = axum::http::Request::builder().method("POST").uri("/login").header("host", host).header("origin", origin);
        site.send(request.header("x-forwarded-for", "198.51.100.7").body(Body::from(form.clone())).unwrap()).await
    };
    let good = login("casebook.example.jp", "https://casebook.example.jp").await;
    assert!(good.header("set-cookie").starts_with("__Host-jikenbo_session=") && good.header("set-cookie").ends_with("; Secure"));
    assert_eq!(good.header("strict-transport-security"), "max-age=31536000");
    assert_eq!(login("casebook.example.jp", "http://casebook.example.jp").await.status, StatusCode::FORBIDDEN);
    assert_eq!(login("other.example.jp", "https://other.example.jp").await.status, StatusCode::MISDIRECTED_REQUEST);
    // As a proxy asks that was not told to pass the name on.
    assert_eq!(login("127.0.0.1:8377", "https://casebook.example.jp").await.status, StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(site.get("/login", &[]).await.status, StatusCode::OK, "at the machine itself");
    let entry = site.store.audited(None, 1).await.unwrap().remove(0);
    assert_eq!((entry.what.as_str(), entry.from.as_str()), ("login.good", "198.51.100.7"));
}

#[tokio::test]
async fn where_nobody_logs_in_nothing_comes_through_a_proxy() {
    let site = Site::with(Rules::default(), true).await;
    assert_eq!(site.get("/users", &[]).await.status, StatusCode::OK);
    let through = site.get("/", &[("x-forwarded-for", "198.51.100.7")]).await;
    assert_eq!(through.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn scripts_of_named_origins_alone_read_the_json() {
    let tools = "https://tools.example.jp";
    let site = Site::with(Rules { cors: vec![tools.to_owned()], ..login_rules() }, true).await;
    let token = site.token("rin", Role::Reader).await;
    let headers = |origin| [("origin", origin), ("authorization", token.as_str())];
    let answer = site.get("/index.json", &headers(tools)).await;
    assert_eq!((answer.header("access-control-allow-origin"), answer.header("access-control-allow-credentials")), (tools, ""));
    assert!(answer.header("vary").contains("Origin"));
    let none = [("/index.json", "https://evil.example"), ("/index.json", "https://tools.example.jp.evil.example"), ("/", tools)];
    for (path, origin) in none {
        assert_eq!(site.get(path, &headers(origin)).await.header("access-control-allow-origin"), "", "{path} {origin}");
    }
    let preflight = async |method: &str, origin: &str| {
        let headers = [("origin", origin), ("access-control-request-method", method)];
        site.send(asking("OPTIONS", "/index.json", &headers).body(Body::empty()).unwrap()).await
    };
    let good = preflight("GET", tools).await;
    assert_eq!((good.status, good.header("access-control-allow-headers")), (StatusCode::NO_CONTENT, "authorization"));
    assert_eq!(preflight("POST", tools).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(preflight("GET", "https://evil.example").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_to_wait_and_others_are_not() {
    let site = Site::with(Rules { rate: 60, ..login_rules() }, true).await;
    let cookie = site.login("rin").await;
    let ask = async |cookie: &str, address: &str| {
        let request = asking("GET", "/help.json", &[("cookie", cookie)]).body(Body::empty()).unwrap();
        site.send(from(request, address)).await
    };
    let mut last = ask(&cookie, "198.51.100.1").await;
    for n in 0..60 {
        last = ask(&cookie, &format!("198.51.100.{n}")).await;
        if last.status != StatusCode::OK {
            break;
        }
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS, "a user is counted wherever they ask from");
    assert!(last.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1));
    assert_eq!(last.json()["error"]["status"], 429);
    let other = site.login("kou").await;
    assert_eq!(ask(&other, "198.51.100.1").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_is_too_long_is_refused() {
    let site = Site::with(Rules::default(), true).await;
    let answer = site.get(&format!("/?q={}", "a".repeat(9_000)), &[]).await;
    assert!(answer.status == StatusCode::URI_TOO_LONG && answer.body.contains("8192"), "{}", answer.status);
}

#[tokio::test]
async fn a_hash_is_kept_and_no_secret() {
    let site = Site::new().await;
    let cookie = site.login("rin").await;
    let secret = cookie.split_once('=').unwrap().1;
    let kept = site.store.session(&jikenbo::users::hash(secret), "2020", "2020").await.unwrap();
    assert!(kept.is_some() && site.store.session(secret, "2020", "2020").await.unwrap().is_none());
    assert_eq!(site.store.password("rin").await.unwrap().as_deref(), Some(hash().await));
}
