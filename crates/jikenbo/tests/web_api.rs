//! The API: every address is documented, every answer is as documented, and nothing is sent twice that a reader has.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "browser/cases.rs"]
mod cases;
#[path = "web_api/full.rs"]
mod full;
#[path = "common/python.rs"]
mod python;
#[path = "browser/watched.rs"]
mod watched;

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jikenbo::export::FORMATS;
use jikenbo::store::sha256;
use jikenbo::web::api::operations::{Answer, OPERATIONS, operation};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, ROUTES, api, router, serve_shelf};
use jikenbo_read::Reader;
use serde_json::{Value, json};
use tower::ServiceExt;

static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn ask(router: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Got {
    let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:1");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, 10_000_000).await.unwrap();
    Got { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

fn hand_made() -> Router {
    router(App { shelf: Shelf::Fixed(Arc::new(cases::many(60))), reader: READER.clone(), loopback_only: true })
}

/// A casebook in a file, which has sources and captures, and the id of its case.
async fn kept() -> (tempfile::TempDir, Shelf, String) {
    let folder = tempfile::tempdir().unwrap();
    let (store, case) = watched::book(folder.path()).await;
    (folder, Shelf::Store(Arc::new(store)), case)
}

fn capture() -> String {
    sha256(watched::page("2,311", "氏名、電話番号").as_bytes())
}

/// Addresses that answer for a route of the table.
fn examples(path: &str, case: &str) -> Vec<String> {
    let rule = READER.rules().pages().first().map(|page| page.id.clone()).unwrap();
    let (key, code) = rule.split_once('/').unwrap();
    let path = path.replace("{sha256}", &capture()).replace("{key}", key).replace("{code}", code).replace("{id}", case);
    let org = if case.len() < 7 {
        "%E3%81%BF%E3%81%AA%E3%81%A8%E9%9D%92%E6%9E%9C%E5%A0%82"
    } else {
        "%E3%81%A4%E3%81%B0%E3%82%81%E4%BE%BF"
    };
    let path = path.replace("{name}", org);
    match path.as_str() {
        // Of a fact that is there: the full casebook.
        path if path.contains("{fact}") => Vec::new(),
        // Of a case that was taken over: the full casebook, too.
        path if path.ends_with("/source.json") => Vec::new(),
        "/index.json" => ["", "?new=2024-01-01"].iter().map(|query| format!("{path}{query}")).collect(),
        "/cases.json" => {
            ["", "?q=VPN", "?sort=oldest", "?q=kind:ransomware"].iter().map(|query| format!("{path}{query}")).collect()
        }
        "/compare.json" => vec![path.clone(), format!("{path}?id={case}")],
        _ => vec![path],
    }
}

#[test]
fn every_route_is_documented() {
    let document = api::openapi();
    let (mut ids, mut without_entry) = (Vec::new(), Vec::new());
    for route in ROUTES {
        let told = &document["paths"][route.json.unwrap_or(route.path)][route.method.to_ascii_lowercase()];
        assert!(told.is_object(), "{} {} is not in the document", route.method, route.path);
        ids.push(told["operationId"].as_str().unwrap().to_owned());
        let Some(operation) = operation(route.method, route.path) else {
            without_entry.push((route.method, route.path));
            continue;
        };
        let in_path: Vec<_> = route.path.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        assert_eq!(operation.path_fields.iter().map(|f| f.name()).collect::<Vec<_>>(), in_path, "{}", route.path);
        assert!(!operation.ja.is_empty() && !route.doc.is_empty());
    }
    assert!(without_entry.is_empty(), "routes without an entry in api/operations.rs: {without_entry:#?}");
    let routes = ROUTES.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), routes, "an operation's id names two operations");
    for operation in OPERATIONS {
        assert!(
            ROUTES.iter().any(|r| (r.path, r.method) == (operation.path, operation.method)),
            "{} is no route",
            operation.path
        );
    }
}

/// Objects of the document, closed: what is not documented is a fault, so that no field is forgotten.
fn closed(mut value: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(object) => {
                if object.contains_key("properties") {
                    object.insert("additionalProperties".to_owned(), json!(false));
                }
                object.values_mut().for_each(close);
            }
            Value::Array(all) => all.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut value);
    value
}

fn validator(schema: &Value) -> jsonschema::Validator {
    let components = closed(api::openapi()["components"].clone());
    let whole = json!({ "allOf": [schema], "components": components });
    jsonschema::draft202012::options().build(&whole).unwrap()
}

#[track_caller]
fn conforms(schema: &Value, answer: &Value, of: &str) {
    let validator = validator(schema);
    let faults: Vec<_> = validator.iter_errors(answer).map(|e| format!("{} at {}", e, e.instance_path())).collect();
    assert!(faults.is_empty(), "{of}: {faults:#?}");
}

/// A casebook that is served, a case in it, and the headers to ask with.
type Asked<'a> = (Router, &'a str, &'a [(&'a str, &'a str)]);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_is_as_documented() {
    let document = api::openapi();
    let mut seen: BTreeMap<String, bool> = BTreeMap::new();
    let (_folder, shelf, case) = kept().await;
    let kept = router(App { shelf, reader: READER.clone(), loopback_only: true });
    let folder = tempfile::tempdir().unwrap();
    let full = full::full(folder.path()).await;
    let own = [("authorization", full.token.as_str())];
    let casebooks: [Asked; 4] =
        [(hand_made(), "minato", &[]), (hand_made(), "kita", &[]), (kept, &case, &[]), (full.router.clone(), &full.case, &own)];
    for (router, case, headers) in casebooks {
        for route in ROUTES.iter().filter(|r| r.method == "GET") {
            let path = route.json.unwrap_or(route.path);
            let schema = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
            if schema.is_null() {
                continue;
            }
            let mut addresses = examples(path, case);
            if !headers.is_empty() {
                addresses.extend((path == "/index.json").then(|| format!("{path}?new={}", full.since)));
                addresses.extend((path == "/cases/{id}.json").then(|| format!("/cases/{}.json", full.imported)));
                addresses.extend(path.ends_with("/source.json").then(|| path.replace("{id}", &full.imported)));
                addresses.extend((path == "/cases.json").then(|| format!("{path}?q=origin:imported")));
                addresses.extend((path == "/compare.json").then(|| format!("{path}?id={case}&id={}", full.imported)));
                addresses.extend(path.contains("{fact}").then(|| path.replace("{id}", case).replace("{fact}", &full.fact)));
            }
            for address in addresses {
                let got = ask(&router, "GET", &address, headers).await;
                if got.status == StatusCode::NOT_FOUND && path.starts_with("/captures/") && case.len() < 7 {
                    continue; // The hand-made casebook has none.
                }
                assert_eq!(got.status, StatusCode::OK, "{address}: {}", got.body);
                let answer: Value = serde_json::from_str(&got.body).unwrap();
                conforms(schema, &answer, &address);
                look(&document, schema, &answer, path, &mut seen);
            }
        }
    }
    let empty: Vec<_> = seen.iter().filter(|(_, held)| !**held).map(|(list, _)| list.as_str()).collect();
    assert_eq!(empty, [""; 0], "nothing is known of what these lists hold: they were empty in every answer");
}

/// Remembers every list of objects in an answer, and whether it held anything: what an empty one holds was compared with nothing.
fn look(document: &Value, schema: &Value, answer: &Value, at: &str, seen: &mut BTreeMap<String, bool>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/components/schemas/");
        return look(document, &document["components"]["schemas"][name], answer, name, seen);
    }
    for part in ["allOf", "anyOf", "oneOf"].iter().filter_map(|part| schema[part].as_array()).flatten() {
        look(document, part, answer, at, seen);
    }
    if let Some(items) = schema.get("items") {
        let all = answer.as_array().map(Vec::as_slice).unwrap_or_default();
        // The further places of a fact are told in the same way of every key.
        let list = if at.ends_with(".also") { "also" } else { at };
        *seen.entry(list.to_owned()).or_default() |= !all.is_empty();
        all.iter().for_each(|one| look(document, items, one, &format!("{at}[]"), seen));
    }
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        look(document, part, &answer[name], &format!("{at}.{name}"), seen);
    }
}

#[tokio::test]
async fn errors_are_as_documented() {
    let error = json!({ "$ref": "#/components/schemas/Error" });
    for (path, status) in
        [("/cases/none.json", 404), ("/cases.json?sort=x", 400), ("/nowhere.json", 404), ("/rules/a/b.json", 404)]
    {
        let got = ask(&hand_made(), "GET", path, &[]).await;
        assert_eq!(got.status, status, "{path}");
        conforms(&error, &serde_json::from_str(&got.body).unwrap(), path);
    }
}

#[test]
fn examples_are_as_documented() {
    let document = api::openapi();
    for operation in OPERATIONS {
        let Answer::Json(name) = operation.answer else { continue };
        let route = ROUTES.iter().find(|r| (r.path, r.method) == (operation.path, operation.method)).unwrap();
        let path = route.json.unwrap_or(route.path);
        let content =
            &document["paths"][path][operation.method.to_ascii_lowercase()]["responses"]["200"]["content"]["application/json"];
        conforms(&json!({ "$ref": format!("#/components/schemas/{name}") }), &content["example"], path);
    }
}

#[tokio::test]
async fn the_document_and_the_reference_tell_every_address_and_object() {
    let served: Value = serde_json::from_str(&ask(&hand_made(), "GET", "/openapi.json", &[]).await.body).unwrap();
    assert_eq!((&served["openapi"], &served), (&json!("3.1.0"), &api::openapi()));
    for lang in ["ja", "en"] {
        let page = ask(&hand_made(), "GET", "/api", &[("accept-language", lang)]).await.body;
        for route in ROUTES {
            assert!(page.contains(&format!("<code>{}</code>", route.json.unwrap_or(route.path))), "{} in {lang}", route.path);
        }
        for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(page.contains(&format!("id=\"{link}\"")), "#{link} leads nowhere");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_is_a_file_of_its_own_name_in_the_language_asked_for() {
    let (_folder, shelf, case) = kept().await;
    let router = router(App { shelf, reader: READER.clone(), loopback_only: true });
    for format in FORMATS {
        let (name, extension) = (format.name, format.extension);
        for (query, file) in [
            (String::new(), format!("jikenbo-{name}.{extension}")),
            (format!("?id={case}"), format!("jikenbo-{case}-{name}.{extension}")),
        ] {
            let got = ask(&router, "GET", &format!("/export/{name}{query}"), &[]).await;
            assert_eq!(got.status, StatusCode::OK, "{name}{query}: {}", got.body);
            assert_eq!(got.header("content-disposition"), format!("attachment; filename=\"{file}\""));
        }
    }
    for (lang, pages, english) in [("en", "ja", true), ("ja", "en", false)] {
        let path = format!("/export/markdown?id={case}&lang={lang}");
        let report = ask(&router, "GET", &path, &[("accept-language", pages)]).await.body;
        assert_eq!(report.contains("## Overview"), english, "{lang}: {report}");
    }
    for (query, words) in
        [("lang=fr".to_owned(), "ja or en"), (format!("q=kind:ransomware&id={case}"), "either q or id, not both")]
    {
        let got = ask(&router, "GET", &format!("/export/csv?{query}"), &[("accept-language", "en")]).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(got.body.contains(words), "{query}: {}", got.body);
    }
}

#[tokio::test]
async fn what_a_reader_has_is_not_sent_again() {
    for path in ["/cases", "/cases.json", "/index.json", "/cases/minato", "/help.json", "/api"] {
        let first = ask(&hand_made(), "GET", path, &[]).await;
        let tag = first.header("etag");
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 20, "{path}: a strong tag, not {tag:?}");
        assert_eq!(first.header("cache-control"), "private, no-cache", "{path}");
        for held in [tag.to_owned(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = ask(&hand_made(), "GET", path, &[("if-none-match", &held)]).await;
            assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path} {held}");
            assert_eq!((again.header("etag"), again.header("vary")), (tag, first.header("vary")));
            assert!(!again.header("content-security-policy").is_empty());
        }
        let other = ask(&hand_made(), "GET", path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!((other.status, other.body.len()), (StatusCode::OK, first.body.len()), "{path}");
        let head = ask(&hand_made(), "HEAD", path, &[]).await;
        assert_eq!((head.header("etag"), head.body.as_str()), (tag, ""), "{path}: HEAD tells the tag of GET");
    }
}

/// Where the index tells whether anything changed, an answer that still holds is not made again; and one that does not, is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn charts_and_feeds_are_sent_again_when_the_casebook_changed() {
    let (_folder, shelf, _) = kept().await;
    let store = Arc::clone(shelf.store().unwrap());
    let router = router(App { shelf, reader: READER.clone(), loopback_only: true });
    let paths = ["/charts", "/charts.json?by=notice", "/charts/months.csv", "/cases.atom", "/cases/feed.json"];
    let mut tags = Vec::new();
    for path in paths {
        let first = ask(&router, "GET", path, &[]).await;
        let tag = first.header("etag").to_owned();
        assert_eq!(ask(&router, "GET", path, &[("if-none-match", &tag)]).await.status, StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(ask(&router, "HEAD", path, &[]).await.header("etag"), tag, "{path}");
        let english = ask(&router, "GET", path, &[("accept-language", "en"), ("if-none-match", &tag)]).await;
        assert_eq!(english.status, StatusCode::OK, "{path} in another language");
        tags.push((tag, first.body));
    }
    let notice =
        jikenbo_model::Notice::plain("2024年7月1日\n青葉園芸株式会社\n個人情報漏えいのお詫び\n顧客名簿30件を紛失しました。\n");
    let capture = jikenbo::store::Capture { bytes: notice.text.clone().into_bytes(), ..Default::default() };
    store.clip(&capture, &[(notice.clone(), READER.read(&notice))], "r").await.unwrap();
    for (path, (tag, body)) in paths.iter().zip(tags) {
        let again = ask(&router, "GET", path, &[("if-none-match", &tag)]).await;
        assert_eq!(again.status, StatusCode::OK, "{path}");
        assert!(again.header("etag") != tag && again.body != body, "{path} tells the new case");
    }
}

#[tokio::test]
async fn a_tag_is_of_one_language_and_errors_have_none() {
    let tag = |lang: &'static str| async move {
        ask(&hand_made(), "GET", "/cases", &[("accept-language", lang)]).await.header("etag").to_owned()
    };
    assert_ne!(tag("ja").await, tag("en").await);
    for path in ["/nowhere", "/cases?sort=x"] {
        let got = ask(&hand_made(), "GET", path, &[("if-none-match", "*")]).await;
        assert!(got.status.is_client_error() && got.header("etag").is_empty(), "{path}");
        assert_eq!(got.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let got = ask(&hand_made(), "DELETE", "/sources.json", &[]).await;
    assert_eq!((got.status, got.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
}

/// Every check but those of what is no fault here: fields that we do not know are passed over, as a browser's form sends them.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,\
    response_headers_conformance,unsupported_method";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn schemathesis_finds_no_fault() {
    let Some(python) = python::with_schemathesis() else { return };
    let (folder, shelf, _) = kept().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let document = format!("http://{}/openapi.json", listener.local_addr().unwrap());
    let server = tokio::spawn(serve_shelf(listener, shelf, READER.clone()));
    let mut schemathesis = Command::new(python.with_file_name("schemathesis"));
    schemathesis.args(["--no-color", "run", &document, "--checks", CHECKS, "--max-examples", "25", "--seed", "20241105"]);
    schemathesis.args(["--phases", "examples,coverage,fuzzing", "--workers", "1"]).current_dir(folder.path());
    let output = tokio::task::spawn_blocking(move || schemathesis.output()).await.unwrap().unwrap();
    server.abort();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}
