//! What came into the casebook since a time: new cases, cases that changed, and those that name whom somebody watches.

use std::collections::HashMap;

use jiff::Timestamp;
use jikenbo_model::Reading;
use serde_json::Value;

use super::visit::as_stored;
use crate::changes::{self, FactChange};
use crate::store::{self, Arrival, CaseId, Failing, NoticeId, Store, WatchedHit, is_about};
use crate::web::data::{Case, Version, title};
use crate::web::shelf::Shelf;
use crate::web::sources::REPORTED;
use crate::web::told::Told;

/// So many cases are shown of each sort; the list has the rest.
pub(crate) const SHOWN: usize = 50;
/// So many are shown to whoever was never here.
pub(crate) const FIRST: usize = 20;
/// So many versions are looked at, at most; if more came, that is told.
const MOST: u32 = 20_000;

/// A watched name, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The watched name.
    pub watched: String,
    /// The name as the notice writes it.
    pub name: String,
    /// The part it plays there.
    pub role: String,
}

/// What changed in a case.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    /// Whether another notice came; else it is a new version of one.
    pub another: bool,
    /// The facts that are not the same.
    pub facts: Vec<FactChange>,
}

/// A case that is new or changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// Its line.
    pub told: Told,
    /// When it came into the casebook (UTC).
    pub at: String,
    /// What changed; `None` for a new case.
    pub change: Option<Change>,
    /// The watched names in it.
    pub hits: Vec<Hit>,
}

/// What came since a time.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct News {
    /// Cases, new and changed, that name whom somebody watches.
    pub watched: Vec<Item>,
    /// New cases apart from those.
    pub fresh: Vec<Item>,
    /// Changed ones apart from those.
    pub changed: Vec<Item>,
    /// How many cases name whom somebody watches.
    pub all_watched: usize,
    /// How many cases are new, the watched ones with them.
    pub all_fresh: usize,
    /// How many cases changed, the watched ones with them.
    pub all_changed: usize,
    /// Whether still more came than could be looked at.
    pub more: bool,
    /// How many notices the casebook holds, and cases without one.
    pub all: u64,
    /// The names that are watched.
    pub names: Vec<store::WatchedName>,
    /// The sources that fail.
    pub failing: Vec<Failing>,
}

/// A case with what came of it.
#[derive(Debug, Clone)]
struct Group {
    case: CaseId,
    known: bool,
    arrivals: Vec<Arrival>,
    hits: Vec<Hit>,
}

/// What came since a time; for whoever was never here, the newest notices.
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn news(shelf: &Shelf, since: Option<Timestamp>) -> Result<News, store::Error> {
    match (shelf, since) {
        (Shelf::Store(store), Some(_)) => stored(store, &as_stored(since)).await,
        (Shelf::Store(store), None) => newest(store).await,
        (Shelf::Fixed(cases), since) => Ok(fixed(cases, since)),
    }
}

async fn around(store: &Store) -> Result<News, store::Error> {
    Ok(News {
        all: store.count().await? + store.count_imported().await?,
        names: store.watched_names().await?,
        failing: store.failing_sources(REPORTED).await?,
        ..News::default()
    })
}

/// The newest notices, as if they were new.
async fn newest(store: &Store) -> Result<News, store::Error> {
    let mut news = around(store).await?;
    let rows = store.list(FIRST as u32).await?;
    let mut seen = Vec::new();
    for row in rows {
        if seen.contains(&row.case) {
            continue;
        }
        seen.push(row.case);
        let Some(id) = row.notice else { continue };
        let Some(notice) = store.notice(&id).await? else { continue };
        let told = told(&row.case, &notice.reading, Some(&row.title));
        let hits = named(&news.names, &notice.reading);
        let item = Item { told, at: row.clipped_at, change: None, hits };
        if item.hits.is_empty() { news.fresh.push(item) } else { news.watched.push(item) }
    }
    news.all_watched = news.watched.len();
    news.all_fresh = seen.len();
    Ok(news)
}

async fn stored(store: &Store, since: &str) -> Result<News, store::Error> {
    let mut news = around(store).await?;
    let arrivals = store.arrivals(since, MOST).await?;
    news.more = arrivals.len() == MOST as usize;
    let hits = if news.names.is_empty() { Vec::new() } else { store.watched_since(since).await? };
    let groups = grouped(arrivals, &hits);
    news.all_fresh = groups.iter().filter(|g| !g.known).count();
    news.all_changed = groups.len() - news.all_fresh;
    news.all_watched = groups.iter().filter(|g| !g.hits.is_empty()).count();
    for group in groups {
        let to = match (group.hits.is_empty(), group.known) {
            (false, _) => &mut news.watched,
            (true, false) => &mut news.fresh,
            (true, true) => &mut news.changed,
        };
        if to.len() < SHOWN {
            to.extend(item(store, group).await?);
        }
    }
    Ok(news)
}

fn grouped(arrivals: Vec<Arrival>, hits: &[WatchedHit]) -> Vec<Group> {
    let mut at: HashMap<CaseId, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for arrival in arrivals {
        let n = *at.entry(arrival.case).or_insert_with(|| {
            groups.push(Group { case: arrival.case, known: arrival.known_case, arrivals: Vec::new(), hits: Vec::new() });
            groups.len() - 1
        });
        groups[n].arrivals.push(arrival);
    }
    for hit in hits {
        if let Some(n) = at.get(&hit.case) {
            let hit = Hit { watched: hit.watched.clone(), name: hit.name.clone(), role: hit.role.clone() };
            if !groups[*n].hits.contains(&hit) {
                groups[*n].hits.push(hit);
            }
        }
    }
    groups
}

/// The line of a case by its newest notice, and what changed in that.
async fn item(store: &Store, group: Group) -> Result<Option<Item>, store::Error> {
    let Some(first) = group.arrivals.first() else { return Ok(None) };
    let Some(notice) = store.notice(&first.notice).await? else { return Ok(None) };
    let version = Version { notice: notice.notice, reading: notice.reading, ..Version::default() };
    let told = told(&group.case, &version.reading, title(&version));
    let change = if group.known { Some(change(store, &group, first, &version).await?) } else { None };
    Ok(Some(Item { told, at: first.at.clone(), change, hits: group.hits }))
}

fn told(case: &CaseId, reading: &Reading, title: Option<&str>) -> Told {
    Told::of(&case.to_string(), &reading.record, title)
}

/// Against the version that was there before; for another notice, against one of the case that was there before.
async fn change(store: &Store, group: &Group, first: &Arrival, now: &Version) -> Result<Change, store::Error> {
    let came = |notice: &NoticeId| group.arrivals.iter().filter(|a| a.notice == *notice).map(|a| a.n).min();
    let before = came(&first.notice).unwrap_or(1) - 1;
    if before >= 1 {
        let (text, reading) = store.version(&first.notice, before).await?;
        let facts = changes::facts((&reading, &text.text), (&now.reading, &now.notice.text));
        return Ok(Change { another: false, facts });
    }
    for id in store.notices_of(&group.case).await?.into_iter().rev().filter(|id| came(id).is_none()) {
        if let Some(other) = store.notice(&id).await? {
            let facts = changes::facts((&other.reading, &other.notice.text), (&now.reading, &now.notice.text));
            return Ok(Change { another: true, facts: told_anew(facts) });
        }
    }
    Ok(Change { another: true, facts: Vec::new() })
}

/// Of two notices, only what both tell, and differently, is a change: the second need not repeat the first.
fn told_anew(facts: Vec<FactChange>) -> Vec<FactChange> {
    let own = ["title", "published", "stage", "organization"];
    facts.into_iter().filter(|f| f.before.is_some() && f.after.is_some() && !own.contains(&&*f.key)).collect()
}

fn named(names: &[store::WatchedName], reading: &Reading) -> Vec<Hit> {
    let mut out = Vec::new();
    for named in store::Named::of(&reading.record) {
        for watched in names.iter().filter(|w| is_about(&named.name, &w.name)) {
            out.push(Hit { watched: watched.name.clone(), name: named.name.clone(), role: named.role.to_string() });
        }
    }
    out
}

/// The same from cases in memory.
fn fixed(cases: &[Case], since: Option<Timestamp>) -> News {
    let came = |version: &Version| since.is_none_or(|s| version.origin.clipped.parse::<Timestamp>().is_ok_and(|t| t > s));
    let mut news = News { all: cases.len() as u64, ..News::default() };
    let mut found: Vec<(String, Item, bool)> = Vec::new();
    for case in cases {
        let all = || case.notices.iter().flat_map(|f| &f.versions);
        let Some(version) = all().next().filter(|v| came(v)) else { continue };
        let known = since.is_some() && all().any(|v| !came(v));
        let change = known.then(|| fixed_change(case, version));
        let told = Told::of(&case.id, &version.reading.record, title(version));
        let day = told.published.map(|d| d.to_string()).unwrap_or_default();
        found.push((day, Item { told, at: version.origin.clipped.clone(), change, hits: Vec::new() }, known));
    }
    found.sort_by(|a, b| b.0.cmp(&a.0));
    news.all_fresh = found.iter().filter(|(.., known)| !known).count();
    news.all_changed = found.len() - news.all_fresh;
    for (_, item, known) in found {
        let (to, most) = if known { (&mut news.changed, SHOWN) } else { (&mut news.fresh, since.map_or(FIRST, |_| SHOWN)) };
        if to.len() < most {
            to.push(item);
        }
    }
    news
}

fn fixed_change(case: &Case, now: &Version) -> Change {
    let first = case.notices.first();
    let older = first.and_then(|f| f.versions.get(1));
    let another = older.is_none();
    let before = older.or_else(|| case.notices.get(1).and_then(|f| f.versions.first()));
    let facts = before.map(|b| changes::facts((&b.reading, &b.notice.text), (&now.reading, &now.notice.text)));
    let facts = facts.unwrap_or_default();
    Change { another, facts: if another { told_anew(facts) } else { facts } }
}

/// Which facts are told first when a change is told in a word.
const TELLING: &[&str] =
    &["counts", "leak_status", "secondary_damage", "data_items", "kinds", "causes", "authorities", "timeline"];

impl Change {
    /// The facts, the most telling first.
    #[must_use]
    pub(crate) fn telling(&self) -> Vec<&FactChange> {
        let mut facts: Vec<_> = self.facts.iter().collect();
        facts.sort_by_key(|f| TELLING.iter().position(|key| *key == f.key).unwrap_or(TELLING.len()));
        facts
    }
}

impl Item {
    /// The item as JSON.
    #[must_use]
    pub(crate) fn as_json(&self) -> Value {
        let mut value = self.told.as_json();
        value["at"] = self.at.clone().into();
        value["watched"] = self
            .hits
            .iter()
            .map(|hit| serde_json::json!({ "watched": hit.watched, "name": hit.name, "role": hit.role }))
            .collect();
        value["change"] = self.change.as_ref().map_or(
            Value::Null,
            |change| serde_json::json!({ "what": if change.another { "notice" } else { "version" }, "facts": change.facts }),
        );
        value
    }
}
