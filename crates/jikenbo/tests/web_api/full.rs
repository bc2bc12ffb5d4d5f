//! A casebook in which nothing is empty: somebody watches names, keeps a search, corrects, joins cases, logs in; a reading
//! disagrees and doubts; cases came in and changed since a time.

use std::path::Path;

use axum::Router;
use jikenbo::corrections::{Change, Claim, Op, items};
use jikenbo::store::{Capture, Correction, Doer, Id, Ids, NewSession, NewToken, Reread, Store, TakeOver, now};
use jikenbo::users::{Role, hash};
use jikenbo::web::access::{Access, Rules};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, guarded};
use jikenbo_model::{Doubt, Fact, Notice, Span};

use super::{Arc, READER, watched};

pub(crate) struct Full {
    pub(crate) router: Router,
    pub(crate) case: String,
    /// A fact of the case.
    pub(crate) fact: String,
    /// Since when some cases are new and others changed.
    pub(crate) since: String,
    /// A case that was taken over from another collection.
    pub(crate) imported: String,
    /// The header of whoever may do everything.
    pub(crate) token: String,
}

async fn clip(store: &Store, source: &str, text: &str) -> Ids {
    let notice = Notice { url: Some(format!("https://www.example.jp/{source}")), ..Notice::plain(text) };
    let address = notice.url.clone().unwrap();
    let capture = Capture { bytes: text.as_bytes().to_vec(), source: address.clone(), address, ..Capture::default() };
    let reading = READER.read(&notice);
    let clipped = store.clip(&capture, &[(notice, reading)], "r").await.unwrap();
    *clipped.new.iter().chain(&clipped.changed).next().unwrap()
}

/// Waits until the clock has moved on, and tells the time before.
fn moment() -> String {
    let before = now();
    while now() == before {}
    before
}

/// Corrects a fact to what the next reading will not say, and has that reading made.
async fn corrected(store: &Store, ids: Ids) -> String {
    let stored = store.notice(&ids.notice).await.unwrap().unwrap();
    let text = &stored.notice.text;
    let found = items(&stored.bare, text, stored.versions.last().unwrap().n);
    let kind = found.iter().find(|item| item.claim.key == "kinds").unwrap().claim.clone();
    let other = Claim { value: "malware".into(), ..kind.clone() };
    let change = Change::new(&found, vec![kind.clone()], Some(other));
    store.correct(&Correction::new(ids.notice, "kana", Op::Correct, &change, "読み違い")).await.unwrap();
    let stale = store.stale(0, 100, None).await.unwrap();
    let of = stale.iter().find(|stale| stale.notice.text == *text).unwrap();
    let mut reading = READER.read(&of.notice);
    let at = text.find(&kind.quote).unwrap();
    let span = Span::new(at, at + kind.quote.len());
    reading.record.kinds = vec![Fact::new("ransomware".into(), span, "kinds/ransomware".into())];
    reading.doubts = vec![Doubt { key: "money".into(), span, why: "no currency".into() }];
    store.put_readings(&[Reread { of, reading }], "r2").await.unwrap();
    found.iter().find(|item| item.claim.key == "counts").unwrap().claim.id()
}

/// Takes a case over, and tells its id.
async fn taken_over(store: &Store) -> String {
    let data = serde_json::json!({
        "schema_version": "1.3.4", "incident_id": "AAAA-1", "security_incident": "Confirmed", "summary": "A clinic lost its keys.",
        "reference": "https://news.example/1", "victim": { "victim_id": "Heron Clinic", "country": ["US"], "industry": "62" },
        "timeline": { "incident": { "year": 2020 } }, "actor": { "unknown": {} },
        "action": { "malware": { "variety": ["Ransomware"], "vector": ["Unknown"] } },
    });
    let taken = jikenbo::import::taken("veris", "AAAA-1", &data).unwrap();
    let (collection, form, place) = ("VCDB".to_owned(), "veris".to_owned(), "1.json".to_owned());
    let done = store.take_over(&[TakeOver { collection, form, place, taken, data }]).await.unwrap();
    done[0].case().to_string()
}

async fn users(store: &Store) -> String {
    let by = Doer { name: "local", from: "test" };
    store.add_user("aoi", Role::Administrator, "no hash", false, &by).await.unwrap();
    let ends_at = "2999-01-01T00:00:00.000Z";
    let token = NewToken { hash: &hash("jikenbo_full"), label: "test", scope: Role::Administrator, ends_at };
    store.add_token("aoi", &token, &by).await.unwrap();
    let user = store.user("aoi").await.unwrap();
    let session = NewSession { hash: &hash("session"), ends_at, agent: "a browser", instead: -1 };
    store.begin_session(&user, &session, "192.0.2.1").await.unwrap();
    "Bearer jikenbo_full".to_owned()
}

pub(crate) async fn full(folder: &Path) -> Full {
    let (store, case) = watched::book(folder).await;
    let told = |org: &str, count: &str| {
        let today = jiff::Timestamp::now().strftime("%Y年%m月%d日");
        format!(
            "不正アクセスによる個人情報漏えいに関するお詫び\n{today}\n{org}\n{org}のサーバーが第三者による不正アクセスを受けました。\
             お客様{count}名の氏名が漏えいしました。漏えいした件数は{count}名です。"
        )
    };
    clip(&store, "a", &told("株式会社青葉園芸", "120")).await;
    let joined = clip(&store, "b", &told("株式会社青葉園芸", "30")).await;
    let since = moment();
    let into = clip(&store, "a", &told("株式会社青葉園芸", "150")).await;
    clip(&store, "c", &told("株式会社白波商会", "7")).await;
    clip(&store, "d", &told("株式会社霧積食品", "8")).await;
    store.watch_name("白波商会", "kana").await.unwrap();
    store.save_query("漏えい", "漏えい", "kana").await.unwrap();
    let case_of = Ids { case: case.parse().unwrap(), ..into };
    store.merge(Id::Case(case_of.case), Id::Case(joined.case), "kana", "続報").await.unwrap();
    let of = store.case(&case_of.case).await.unwrap().unwrap().notices[0].id;
    let fact = corrected(&store, Ids { notice: of, ..case_of }).await;
    let imported = taken_over(&store).await;
    let token = users(&store).await;
    let app = App { shelf: Shelf::Store(Arc::new(store)), reader: READER.clone(), loopback_only: true };
    let router = guarded(app, Arc::new(Access::new(Rules { login: true, ..Rules::default() })));
    Full { router, case, fact, since, imported, token }
}
