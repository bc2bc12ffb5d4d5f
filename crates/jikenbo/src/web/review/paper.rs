//! A case as a reviewer has it on the desk: each notice with its record, what was read, and how every fact stands.

use std::collections::BTreeMap;

use jikenbo_model::{Notice, Reading};

use super::super::App;
use super::super::error::Error;
use super::super::page::Asked;
use super::{expected, failed, query, text};
use crate::corrections::{self, Claim, Issue, Item, Standings};
use crate::store::{self, Id, NoticeId};

/// A case on the desk.
pub(super) struct Papers {
    /// The case's id.
    pub(super) case: String,
    /// Its notices, the newest first, as the case's page shows them.
    pub(super) papers: Vec<Paper>,
}

/// A notice on the desk, in its newest version.
pub(super) struct Paper {
    pub(super) id: String,
    pub(super) n: i64,
    pub(super) notice: Notice,
    pub(super) reading: Reading,
    pub(super) bare: Reading,
    pub(super) standings: Standings,
}

impl Paper {
    /// What was read, before anybody put anything right.
    pub(super) fn found(&self) -> Vec<Item> {
        corrections::items(&self.bare, &self.notice.text, self.n)
    }

    /// The notice's id in the casebook.
    pub(super) fn stored(&self) -> Result<NoticeId, Error> {
        self.id.parse().map_err(|_| Error::NotFound(format!("notice {}", self.id)))
    }

    /// Its title, or its first line.
    pub(super) fn title(&self) -> &str {
        let read = self.reading.record.title.as_ref().map(|f| f.value.as_str());
        let first = || self.notice.text.lines().map(str::trim).find(|l| !l.is_empty());
        read.or_else(first).unwrap_or_default()
    }

    /// The claim of this name: a fact, one kept apart, or a doubt.
    pub(super) fn claim(&self, id: &str) -> Option<&Claim> {
        let s = &self.standings;
        let facts = s.facts.iter().map(|f| (f.id.as_str(), &f.claim));
        let apart = s.rejected.iter().chain(&s.aside).map(|a| (a.id.as_str(), &a.claim));
        let asked = s.issues.iter().map(|i| (i.id.as_str(), &i.claim));
        let known = facts.chain(apart).chain(asked).find(|(name, _)| *name == id).map(|(_, claim)| claim);
        known.or_else(|| s.doubts.iter().find(|doubt| doubt.id() == id))
    }

    /// The disagreement about the fact of this name.
    pub(super) fn issue(&self, id: &str) -> Option<&Issue> {
        self.standings.open().find(|issue| issue.id == id)
    }
}

impl Papers {
    /// The notice that the address asks for by `notice`; the newest, if it asks for none.
    pub(super) fn asked(&self, asked: &Asked) -> Result<&Paper, Error> {
        self.of(&query(asked, "notice"))
    }

    /// A notice of the case: by its id, or by its number as on the case's page; the newest, if none is named.
    pub(super) fn of(&self, name: &str) -> Result<&Paper, Error> {
        let same = |p: &&Paper| p.id == name || p.id.parse::<Id>().ok().is_some_and(|id| name.parse::<Id>() == Ok(id));
        let number = || name.parse::<usize>().ok().and_then(|n| self.papers.get(n.checked_sub(1)?));
        let found = if name.is_empty() { self.papers.first() } else { self.papers.iter().find(same).or_else(number) };
        found.ok_or_else(|| expected(text::X_NOTICE, name))
    }

    /// The claim of this name in any of its notices.
    pub(super) fn claim(&self, id: &str) -> Result<(&Paper, &Claim), Error> {
        let found = self.papers.iter().find_map(|paper| Some((paper, paper.claim(id)?)));
        found.ok_or_else(|| expected(text::X_FACT, id))
    }
}

/// Puts a case on the desk.
pub(super) async fn papers(app: &App, id: &str) -> Result<Papers, Error> {
    let missing = || Error::NotFound(format!("case {id}"));
    let Some(store) = app.shelf.store() else {
        let case = app.shelf.case(id).await?.ok_or_else(missing)?;
        let paper = |filed: super::super::data::Filed| {
            let version = filed.versions.into_iter().next()?;
            let plain = corrections::apply(&version.reading, &version.notice.text, 1, &[], &BTreeMap::new());
            let (notice, bare) = (version.notice, version.reading);
            Some(Paper { id: filed.id, n: 1, notice, reading: plain.reading, bare, standings: plain.standings })
        };
        return Ok(Papers { case: case.id, papers: case.notices.into_iter().filter_map(paper).collect() });
    };
    let parsed = id.parse::<Id>().map_err(|_| missing())?;
    let case = match store.resolve(parsed).await {
        Err(store::Error::NotFound(_)) => return Err(missing()),
        found => found.map_err(failed)?,
    };
    let case = store.case(&case).await.map_err(failed)?.ok_or_else(missing)?;
    let mut papers: Vec<Paper> = case.notices.into_iter().map(paper).collect();
    // As the case's page has them.
    let day = |p: &Paper| p.reading.record.published.as_ref().map(|f| super::super::figures::days_of(f.value));
    papers.sort_by_key(|p| std::cmp::Reverse(day(p)));
    Ok(Papers { case: case.id.to_string(), papers })
}

/// A stored notice on the desk.
pub(super) fn paper(stored: store::StoredNotice) -> Paper {
    let n = stored.versions.last().map_or(1, |v| v.n);
    let store::StoredNotice { id, notice, reading, bare, standings, .. } = stored;
    Paper { id: id.to_string(), n, notice, reading, bare, standings }
}
