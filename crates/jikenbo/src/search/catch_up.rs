//! Taking changes of the casebook into the index.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jikenbo_search::{Effort, Index};
use tokio::sync::mpsc;

use super::{Error, Search};
use crate::store::{Change, Store};

/// So many cases are read from the casebook at once.
const BATCH: u32 = 250;
/// So many are committed at once: what a crash may cost.
const COMMIT: usize = 20_000;
/// From so many on, every core helps, and the segments are joined at the end.
const MANY: u64 = 2_000;

/// What was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Indexed {
    /// Cases put in or taken out.
    pub cases: u64,
    /// How long it took.
    pub took: Duration,
}

impl Store {
    /// Takes changes into the index, at most about so many.
    ///
    /// # Errors
    ///
    /// The database's or the index's; [`jikenbo_search::Error::Busy`] if another process writes to it.
    pub async fn catch_up(&self, most: u64) -> Result<Indexed, Error> {
        let search = Arc::clone(self.search.open(self).await?);
        let _turn = search.turn.lock().await;
        let begun = Instant::now();
        let reached = search.reached()?;
        let behind = self.count_changes(reached).await?.min(most);
        if behind == 0 {
            return Ok(Indexed::default());
        }
        let effort = if behind > MANY { Effort::Whole } else { Effort::Small };
        let (to, from) = mpsc::channel(2);
        let writing = Arc::clone(&search);
        let writer = tokio::task::spawn_blocking(move || write(&writing, effort, from));
        let sent = self.send(reached, most, &to).await;
        drop(to);
        let cases = writer.await.map_err(|error| Error::Ended(error.to_string()))??;
        sent?;
        search.reached()?;
        Ok(Indexed { cases, took: begun.elapsed() })
    }

    /// Makes the index anew from the casebook.
    ///
    /// # Errors
    ///
    /// As [`Store::catch_up`].
    pub async fn rebuild_index(&self) -> Result<Indexed, Error> {
        let search = Arc::clone(self.search.open(self).await?);
        let turn = search.turn.lock().await;
        let emptied = Arc::clone(&search);
        let emptying = tokio::task::spawn_blocking(move || emptied.index.empty(&emptied.stamp(0)));
        emptying.await.map_err(|error| Error::Ended(error.to_string()))??;
        drop(turn);
        self.catch_up(u64::MAX).await
    }

    /// Sends the changes after a place to the writer, until it has had enough.
    async fn send(&self, reached: i64, most: u64, to: &mpsc::Sender<Vec<Change>>) -> Result<(), Error> {
        let (mut after, mut sent) = (reached, 0);
        while sent < most {
            let changes = self.changes_since(after, BATCH).await?;
            let Some(last) = changes.last() else { break };
            after = last.seq;
            sent += changes.len() as u64;
            if to.send(changes).await.is_err() {
                break;
            }
        }
        Ok(())
    }

    /// The index's own size on the disk, in bytes.
    ///
    /// # Errors
    ///
    /// As [`Store::engine`].
    pub async fn index_size(&self) -> Result<u64, Error> {
        Ok(self.search.open(self).await?.index.size())
    }
}

/// Writes what comes, and commits it together with how far it reaches. Gives the number of cases.
fn write(search: &Search, effort: Effort, mut from: mpsc::Receiver<Vec<Change>>) -> Result<u64, Error> {
    let index: &Index = &search.index;
    let mut writer = index.writer(effort)?;
    let (mut cases, mut open, mut seq) = (0, 0, None);
    while let Some(changes) = from.blocking_recv() {
        for change in changes {
            match &change.entry {
                Some(entry) => writer.put(entry)?,
                None => writer.remove(&change.case.to_string()),
            }
            seq = Some(change.seq);
            cases += 1;
            open += 1;
        }
        if open >= COMMIT {
            writer.commit(&search.stamp(seq.unwrap_or(0)))?;
            open = 0;
        }
    }
    if open > 0 {
        writer.commit(&search.stamp(seq.unwrap_or(0)))?;
    }
    if effort == Effort::Whole {
        writer.join()?;
    }
    writer.finish()?;
    Ok(cases)
}
