//! What goes into a package, found out before anything is written.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;
use jikenbo_model::{Notice, Reading, to_json};
use serde_json::Value;

use super::records;
use super::{Error, Told};
use crate::store::{self, CaptureMeta, Case, Id, NoticeId, Store, Visit};

/// The most looks of a notice that its document lists: at one an hour, those of over a year. Those that brought a capture are all
/// in the package.
pub(super) const MAX_LOOKS: u32 = 10_000;

/// A version of a notice, with what was read from it.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) notice: NoticeId,
    pub(super) n: i64,
    pub(super) seen_at: String,
    pub(super) url: Option<String>,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) record: Value,
    /// The captures that show it.
    pub(super) captures: Vec<CaptureMeta>,
}

/// A capture, with the looks that brought it.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) meta: CaptureMeta,
    /// Those whose answer can be written as a record; none for a file. The others are among the looks.
    pub(super) visits: Vec<Visit>,
    /// Which of the texts it shows.
    pub(super) shows: Vec<usize>,
}

/// Everything that goes into a package.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) cases: Vec<Case>,
    pub(super) texts: Vec<Text>,
    /// By time, and by digest where that is the same.
    pub(super) captures: Vec<Kept>,
    /// Of each notice, oldest first, and whether there are more.
    pub(super) looks: Vec<(NoticeId, Vec<Visit>, bool)>,
    /// The time of the newest thing in it, which stands for the time of making.
    pub(super) newest: Timestamp,
}

impl Plan {
    /// The cases and notices of some ids, each once.
    pub(super) async fn new(store: &Store, ids: &[Id]) -> Result<Self, Error> {
        let mut plan = Self {
            cases: cases(store, ids).await?,
            texts: Vec::new(),
            captures: Vec::new(),
            looks: Vec::new(),
            newest: Timestamp::UNIX_EPOCH,
        };
        let notices: Vec<NoticeId> = plan.cases.iter().flat_map(|case| case.notices.iter().map(|notice| notice.id)).collect();
        for notice in &notices {
            plan.looks(store, notice).await?;
        }
        plan.texts(store).await?;
        plan.captures(store).await?;
        plan.newest = plan.newest_time()?;
        Ok(plan)
    }

    pub(super) fn told(&self) -> Told {
        Told { notices: self.looks.len(), versions: self.texts.len(), captures: self.captures.len() }
    }

    async fn looks(&mut self, store: &Store, notice: &NoticeId) -> Result<(), Error> {
        let mut looks = store.visits_of(notice, MAX_LOOKS + 1).await?;
        let more = looks.len() > MAX_LOOKS as usize;
        looks.truncate(MAX_LOOKS as usize);
        looks.reverse();
        self.looks.push((*notice, looks, more));
        Ok(())
    }

    async fn texts(&mut self, store: &Store) -> Result<(), Error> {
        for notice in self.cases.iter().flat_map(|case| &case.notices) {
            let shown = store.captures_of(&notice.id).await?;
            for version in &notice.versions {
                let (page, reading) = store.version(&notice.id, version.n).await?;
                // The capture that it came from first, whatever shows it now.
                let mut captures = vec![version.capture.clone()];
                for (_, capture) in shown.iter().filter(|(n, _)| *n == version.n) {
                    if captures.iter().all(|known| known.sha256 != capture.sha256) {
                        captures.push(capture.clone());
                    }
                }
                let record = to_json(&reading, &page.text);
                let title = title(&page, &reading);
                let (seen_at, url) = (version.seen_at.clone(), page.url);
                self.texts.push(Text { notice: notice.id, n: version.n, seen_at, url, title, text: page.text, record, captures });
            }
        }
        Ok(())
    }

    async fn captures(&mut self, store: &Store) -> Result<(), Error> {
        let mut all: BTreeMap<(String, String), (CaptureMeta, BTreeSet<usize>)> = BTreeMap::new();
        for (at, text) in self.texts.iter().enumerate() {
            for meta in &text.captures {
                let key = (meta.captured_at.clone(), meta.sha256.clone());
                all.entry(key).or_insert_with(|| (meta.clone(), BTreeSet::new())).1.insert(at);
            }
        }
        for (meta, shows) in all.into_values() {
            let mut visits = store.visits_to(&meta.sha256).await?;
            visits.retain(|visit| records::fits(visit) && records::agrees(visit, &meta));
            self.captures.push(Kept { meta, visits, shows: shows.into_iter().collect() });
        }
        Ok(())
    }

    fn newest_time(&self) -> Result<Timestamp, Error> {
        let cases = self.cases.iter().map(|case| &case.created);
        let corrections = self.cases.iter().flat_map(|case| case.corrections.iter().map(|correction| &correction.when));
        let texts = self.texts.iter().map(|text| &text.seen_at);
        let captures = self.captures.iter().map(|kept| &kept.meta.captured_at);
        let visits = self.captures.iter().flat_map(|kept| kept.visits.iter().map(|visit| &visit.at));
        let looks = self.looks.iter().flat_map(|(_, looks, _)| looks.iter().map(|visit| &visit.at));
        let all = cases.chain(corrections).chain(texts).chain(captures).chain(visits).chain(looks);
        all.max().map_or(Ok(Timestamp::UNIX_EPOCH), |newest| time(newest))
    }
}

/// A time as the casebook writes it.
pub(super) fn time(text: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|_| Error::Store(store::Error::Damaged(format!("expected a time, found {text:?}"))))
}

/// The cases of some ids, in the order of the ids; of a notice's id, its case with that notice alone.
async fn cases(store: &Store, ids: &[Id]) -> Result<Vec<Case>, Error> {
    let whole: HashSet<String> = ids.iter().filter(|id| matches!(id, Id::Case(_))).map(ToString::to_string).collect();
    let mut all: Vec<Case> = Vec::new();
    for id in ids {
        let case_id = store.resolve(*id).await?;
        if let Some(taken) = store.imported(&case_id).await? {
            let why = format!("it was taken over from {} without a text, so there is none", taken.from.collection);
            return Err(store::Error::Refused(format!("expected a case with evidence, found {case_id}: {why}")).into());
        }
        let case = store.case(&case_id).await?.ok_or_else(|| store::Error::NotFound(id.to_string()))?;
        let wanted = |notice: &NoticeId| match id {
            Id::Notice(only) if !whole.contains(&case_id.to_string()) => only == notice,
            _ => true,
        };
        let place = all.iter().position(|known| known.id == case_id);
        let (notices, corrections) = (case.notices, case.corrections);
        let at = place.unwrap_or(all.len());
        if place.is_none() {
            all.push(Case { id: case_id, created: case.created, notices: Vec::new(), corrections: Vec::new() });
        }
        let Some(known) = all.get_mut(at) else { continue };
        let have: Vec<NoticeId> = known.notices.iter().map(|notice| notice.id).collect();
        let new = |notice: &NoticeId| wanted(notice) && !have.contains(notice);
        known.corrections.extend(corrections.into_iter().filter(|correction| new(&correction.notice)));
        known.notices.extend(notices.into_iter().filter(|notice| new(&notice.id)));
    }
    Ok(all)
}

/// The headline as read; else as the page marks it; else the first line that says anything.
fn title(notice: &Notice, reading: &Reading) -> String {
    let read = reading.record.title.as_ref().map(|fact| fact.value.clone());
    let marked = || notice.title.map(|span| span.of(&notice.text).to_owned()).filter(|title| !title.is_empty());
    let first = || notice.text.lines().map(str::trim).find(|line| !line.is_empty()).map(|line| line.chars().take(200).collect());
    read.or_else(marked).or_else(first).unwrap_or_default()
}
