//! Cases without a text on the pages: what they tell, where they are from, and that nothing proves it.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use jikenbo::export::FORMATS;
use jikenbo::store::{Casebook, Store, TakeOver};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, router};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{READER, incident};

struct Site {
    _folder: tempfile::TempDir,
    router: Router,
    /// A case that was taken over.
    taken: String,
    /// One that was clipped.
    clipped: String,
}

async fn site() -> Site {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Casebook::File(folder.path().join("book.db"))).await.unwrap();
    let notice = jikenbo_model::Notice::plain(&crate::common::notice(4));
    let capture = jikenbo::store::Capture { bytes: b"x".to_vec(), source: "a.txt".to_owned(), ..Default::default() };
    let clipped = store.clip(&capture, &[(notice.clone(), READER.read(&notice))], "r").await.unwrap();
    let mut all = Vec::new();
    for n in 0..40 {
        let mut data = incident(n);
        if n == 0 {
            data["summary"] = json!("<script>alert(1)</script> Heron Valley Clinic 0 told patients.");
        }
        let key = data["incident_id"].as_str().unwrap().to_owned();
        let taken = jikenbo::import::taken("veris", &key, &data).unwrap();
        all.push(TakeOver { collection: "VCDB".to_owned(), form: "veris".to_owned(), place: format!("{n}.json"), taken, data });
    }
    let done = store.take_over(&all).await.unwrap();
    let app = App { shelf: Shelf::Store(Arc::new(store)), reader: READER.clone(), loopback_only: true };
    Site { _folder: folder, router: router(app), taken: done[0].case().to_string(), clipped: clipped.new[0].case.to_string() }
}

impl Site {
    async fn get(&self, path: &str, lang: &str) -> (u16, String) {
        let request = Request::builder().uri(path).header("host", "127.0.0.1:1").header("accept-language", lang);
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), 20_000_000).await.unwrap();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    async fn json(&self, path: &str) -> Value {
        let (status, body) = self.get(path, "ja").await;
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_without_a_text_says_so_and_runs_nothing() {
    let site = site().await;
    let path = format!("/cases/{}", site.taken);
    for (lang, words) in [("ja", "本文はありません。"), ("en", "There is no text: this case was taken over from")] {
        let (status, page) = site.get(&path, lang).await;
        assert_eq!(status, 200);
        assert!(page.contains(words) && page.contains("VCDB") && page.contains("VERIS ("), "{lang}");
        assert!(
            page.contains("href=\"https://news.example/heron/0\"") && page.contains("nofollow"),
            "{lang}: its references are links"
        );
        assert!(!page.contains("href=\"javascript:"), "{lang}: what is no address of the web is none");
        assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert"), "{lang}: letters are letters");
        assert!(page.contains("unheard_of"), "{lang}: what it was there can be looked at");
        for format in FORMATS {
            assert!(page.contains(&format!("href=\"/export/{}?id={}\"", format.name, site.taken)), "{lang}: {}", format.name);
        }
        assert!(page.contains("schemes-h"), "{lang}: it stands in the terms of others, too");
        let link = format!("{path}?estimate=1#estimate");
        assert!(page.contains(&link) && !page.contains("estimate-h"), "{lang}: an estimate is told on request alone");
        let (_, asked) = site.get(&format!("{path}?estimate=1"), lang).await;
        assert!(asked.contains("estimate-h") && !asked.contains(&link), "{lang}");
        let review = format!("{path}/review");
        for form in [review.as_str(), "/facts/new", "/captures/", "evidence.wacz"] {
            assert!(!page.contains(form), "{lang}: {form} needs words");
        }
    }
    let case = site.json(&format!("{path}.json")).await;
    assert_eq!((&case["notices"], &case["imported"]["collection"]), (&json!([]), &json!("VCDB")));
    assert_eq!(case["imported"]["data"]["incident_id"], incident(0)["incident_id"]);
    assert_eq!(case["labels"][0]["scheme"], "jnsa-cause");
    assert!(case["labels"].as_array().unwrap().iter().any(|scheme| scheme["labels"] != json!([])), "{}", case["labels"]);
    assert!(case["reporting"]["cases"].is_array());
    let source = site.json(&format!("{path}/source.json")).await;
    assert_eq!(source["plus"]["master_id"], "master-0");
    assert_eq!(site.get(&format!("/cases/{}/source.json", site.clipped), "en").await.0, 404, "what was clipped has none");
    let facts = site.json(&format!("{path}/facts.json")).await;
    assert_eq!(facts[0]["organization"]["name"], "Heron Valley Clinic 0");
    for (path, status) in [
        (format!("{path}/review"), 400),
        (format!("{path}?notice=1"), 200),
        (format!("{path}/history"), 200),
        (format!("{path}/evidence.wacz"), 400),
    ] {
        let (found, body) = site.get(&path, "en").await;
        assert_eq!(found, status, "{path}: {body}");
    }
    for path in [format!("{path}/facts/new"), format!("{path}/notices"), format!("{path}/facts/0123456789abcdef")] {
        let (found, body) = site.get(&path, "en").await;
        assert!(found < 500, "{path}: {body}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_stands_beside_what_was_clipped_and_is_no_news() {
    let site = site().await;
    let all = site.json("/cases.json").await;
    assert_eq!((&all["hits"], &all["notices"]), (&json!(41), &json!(1)));
    let of = |origin: &str| all["cases"].as_array().unwrap().iter().filter(|case| case["origin"] == origin).count();
    assert_eq!((of("clipped"), of("imported")), (1, 40));
    assert_eq!(site.json("/cases.json?q=origin:imported+Heron").await["hits"], 40);
    let (_, list) = site.get("/cases?q=origin:imported", "en").await;
    assert_eq!(list.matches("from-elsewhere").count(), 40, "each is marked");
    assert!(
        site.get("/cases?q=patients", "en").await.1.contains("<mark>patients</mark>"),
        "the sentence that was found is shown"
    );
    let org = site.json("/orgs/Heron%20Valley%20Clinic%200.json").await;
    assert_eq!(org["cases"][0]["case"], site.taken.as_str());
    assert!(site.json("/orgs.json?q=Heron").await["hits"].as_u64().unwrap() == 40);
    let beside = site.json(&format!("/compare.json?id={}&id={}", site.taken, site.clipped)).await;
    let row = |key: &str| beside["rows"].as_array().unwrap().iter().find(|row| row["key"] == key).unwrap().clone();
    assert_eq!(row("organization")["cells"][0]["told"][0]["value"]["name"], "Heron Valley Clinic 0");
    assert_eq!(site.get(&format!("/compare?id={}&id={}", site.taken, site.clipped), "ja").await.0, 200);
    let charts = site.json("/charts.json").await;
    assert!(charts.to_string().contains("41"), "charts count it");
    assert_eq!(charts["imported"], 40);
    for (path, lang, words) in [
        ("/charts", "en", "Of these, taken over from other collections: "),
        ("/charts", "ja", "うち、ほかの集まりから取り込んだもの: "),
        ("/charts?by=notice", "en", "Not counted, for want of a notice: taken over from other collections: "),
    ] {
        let (_, page) = site.get(path, lang).await;
        let told = page.split(words).nth(1).unwrap_or_else(|| panic!("{path}: {words}"));
        assert!(told.starts_with("<a href=\"/cases?q=origin%3Aimported\">40"), "{path}");
    }
    assert_eq!(site.get("/charts?q=origin:imported", "en").await.0, 200);
    let (_, clipped) = site.get("/charts?q=origin:clipped", "en").await;
    assert!(!clipped.contains("taken over from other collections"), "where there is none, nothing is said");
    let today = site.json("/index.json?new=2000-01-01").await;
    assert_eq!(today["fresh"].as_array().unwrap().len(), 1, "a collection is no news: {today}");
    let feed = site.json("/cases/feed.json").await;
    assert_eq!(feed["items"].as_array().unwrap().len(), 1, "nor is it in a feed");
    let asked = site.json("/cases/feed.json?q=origin:imported").await;
    assert_eq!(asked["items"].as_array().unwrap().len(), 40, "unless it is asked for");
}
