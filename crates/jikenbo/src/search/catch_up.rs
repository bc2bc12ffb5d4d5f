//! Taking changes of the casebook into the index.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jikenbo_search::{Effort, Engine, Index};
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

/// What the writer is told.
enum Message {
    /// Cases that changed, in order.
    Changes(Vec<Change>),
    /// That was all; without it something went wrong.
    End,
}

/// What is to be written, and how.
#[derive(Debug, Clone, Copy)]
struct Work {
    after: i64,
    most: u64,
    effort: Effort,
    /// In place of everything that is there.
    anew: bool,
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
        let reached = search.reached()?;
        let behind = self.count_changes(reached).await?.min(most);
        if behind == 0 {
            return Ok(Indexed::default());
        }
        let effort = if behind > MANY { Effort::Whole } else { Effort::Small };
        self.take_in(&search, Work { after: reached, most, effort, anew: false }).await
    }

    /// Makes the index anew from the casebook. Until it is done, and if it never is, the one before answers.
    ///
    /// # Errors
    ///
    /// As [`Store::catch_up`].
    pub async fn rebuild_index(&self) -> Result<Indexed, Error> {
        let search = Arc::clone(self.search.open(self).await?);
        let _turn = search.turn.lock().await;
        self.take_in(&search, Work { after: 0, most: u64::MAX, effort: Effort::Whole, anew: true }).await
    }

    async fn take_in(&self, search: &Arc<Search>, work: Work) -> Result<Indexed, Error> {
        let begun = Instant::now();
        let (to, from) = mpsc::channel(2);
        let writing = Arc::clone(search);
        let writer = tokio::task::spawn_blocking(move || write(&writing, work, from));
        let sent = self.send(work.after, work.most, &to).await;
        // What was begun and could not be read to its end is not committed.
        let whole = sent.is_ok();
        if whole {
            let _ = to.send(Message::End).await;
        }
        drop(to);
        let cases = writer.await.map_err(|error| Error::Ended(error.to_string()))??;
        sent?;
        Ok(Indexed { cases, took: begun.elapsed() })
    }

    /// Sends the changes after a place to the writer, until it has had enough.
    async fn send(&self, reached: i64, most: u64, to: &mpsc::Sender<Message>) -> Result<(), Error> {
        let (mut after, mut sent) = (reached, 0);
        while sent < most {
            let changes = self.changes_since(after, BATCH).await?;
            let Some(last) = changes.last() else { break };
            after = last.seq;
            sent += changes.len() as u64;
            if to.send(Message::Changes(changes)).await.is_err() {
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
fn write(search: &Search, work: Work, mut from: mpsc::Receiver<Message>) -> Result<u64, Error> {
    let index: &Index = &search.index;
    let mut writer = index.writer(work.effort)?;
    if work.anew {
        writer.clear()?;
    }
    // Each case comes once, so nothing need be replaced where nothing was.
    let empty = work.anew || (work.after == 0 && index.is_empty()?);
    let (mut cases, mut open, mut seq, mut whole) = (0, 0, work.after, false);
    while let Some(message) = from.blocking_recv() {
        let Message::Changes(changes) = message else {
            whole = true;
            break;
        };
        for change in changes {
            match &change.entry {
                Some(entry) if empty => writer.add(entry)?,
                Some(entry) => writer.put(entry)?,
                None => writer.remove(&change.case.to_string()),
            }
            seq = change.seq;
            cases += 1;
            open += 1;
        }
        if open >= COMMIT && !work.anew {
            writer.commit(&search.stamp(seq))?;
            open = 0;
        }
    }
    if whole && (open > 0 || work.anew) {
        writer.commit(&search.stamp(seq))?;
    }
    if work.effort == Effort::Whole {
        writer.join()?;
    }
    writer.finish()?;
    Ok(cases)
}
