//! A casebook with users, asked in process.

#![allow(dead_code, reason = "each test file uses its part")]

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, request};
use jikenbo::store::{Casebook, Doer, NewToken, Store};
use jikenbo::users::{Hasher, Role, Secret};
use jikenbo::web::access::{Access, Peer, Rules};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, guarded};
use jikenbo_read::Reader;
use serde_json::Value;
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// Costly to make, so made once.
static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));
static HASH: OnceCell<String> = OnceCell::const_new();

/// The password of every user of these tests.
pub(crate) const PASSWORD: &str = "a long walk by the river";
pub(crate) const HOST: &str = "127.0.0.1:8377";
pub(crate) const ORIGIN: &str = "http://127.0.0.1:8377";
/// Who sets the tests up.
pub(crate) const BY: Doer<'_> = Doer { name: "local", from: "test" };

/// A user of each role, in rising order.
pub(crate) const USERS: [(&str, Role); 3] = [("rin", Role::Reader), ("kou", Role::Reviewer), ("aoi", Role::Administrator)];

pub(crate) struct Site {
    folder: tempfile::TempDir,
    pub(crate) store: Arc<Store>,
    pub(crate) router: Router,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads to, if it does.
    pub(crate) fn to(&self) -> Option<&str> {
        (self.status == StatusCode::SEE_OTHER).then(|| self.header("location"))
    }

    /// The cookie that it sets, as a browser sends it.
    pub(crate) fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap_or("").to_owned()
    }
}

pub(crate) async fn hash() -> &'static str {
    HASH.get_or_init(async || Hasher::default().hash(PASSWORD).await.unwrap()).await
}

impl Site {
    /// Where everybody must log in, with a user of each role.
    pub(crate) async fn new() -> Self {
        Self::with(Rules { login: true, ..Rules::default() }, true).await
    }

    pub(crate) async fn with(rules: Rules, loopback_only: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(&Casebook::File(folder.path().join("users.db"))).await.unwrap());
        for (name, role) in USERS {
            store.add_user(name, role, hash().await, false, &BY).await.unwrap();
        }
        let app = App { shelf: Shelf::Store(Arc::clone(&store)), reader: READER.clone(), loopback_only };
        Self { folder, router: guarded(app, Arc::new(Access::new(rules))), store }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 10_000_000).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// A GET as a browser sends it, with these headers besides.
    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(asking("GET", path, headers).body(Body::empty()).unwrap()).await
    }

    /// A form as a page of ours sends it.
    pub(crate) async fn post(&self, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
        let request = asking("POST", path, headers).header("origin", ORIGIN);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub(crate) async fn try_login(&self, name: &str, password: &str) -> Answer {
        let form =
            form_urlencoded::Serializer::new(String::new()).append_pair("name", name).append_pair("password", password).finish();
        self.post("/login", &form, &[]).await
    }

    /// Logs in and gives the cookie.
    pub(crate) async fn login(&self, name: &str) -> String {
        let answer = self.try_login(name, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {}", answer.body);
        answer.cookie()
    }

    /// A token of a user, as it stands in the header.
    pub(crate) async fn token(&self, name: &str, scope: Role) -> String {
        let secret = Secret::token().unwrap();
        let new = NewToken { hash: &secret.hash, label: "test", scope, ends_at: "2999-01-01T00:00:00.000Z" };
        self.store.add_token(name, &new, &BY).await.unwrap();
        format!("Bearer {}", secret.text)
    }

    /// What the audit log has, newest first.
    pub(crate) async fn audited(&self) -> Vec<(String, String, String)> {
        self.store.audited(None, 1000).await.unwrap().into_iter().map(|e| (e.what, e.who, e.subject)).collect()
    }
}

pub(crate) fn asking(method: &str, path: &str, headers: &[(&str, &str)]) -> request::Builder {
    let request = Request::builder().method(method).uri(path).header("host", HOST).header("accept-language", "en");
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

/// The same from an address of its own.
pub(crate) fn from(mut request: Request<Body>, address: &str) -> Request<Body> {
    request.extensions_mut().insert(Peer(SocketAddr::new(address.parse().unwrap(), 4711)));
    request
}
