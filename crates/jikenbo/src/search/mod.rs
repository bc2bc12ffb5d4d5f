//! The search of a casebook: where its index is, and how it is kept in step.
//!
//! The casebook writes down which cases changed (by triggers, so that nothing is forgotten); the index says up to which
//! change it has come. Whoever searches lets the index catch up first: wholly if little is missing, else as much as a request
//! may take, and [`keep`] does the rest beside. Everything in the index can be made again.

mod catch_up;
mod error;
mod place;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jikenbo_search::{Index, Stamp};

pub use catch_up::Indexed;
pub use error::Error;
pub use place::Place;

use crate::store::Store;

/// What a request may take in before it is answered, in cases; what is beyond is taken in beside.
const AT_ONCE: u64 = 300;

/// So often the index is compared with the casebook, where nothing asks for it.
const PACE: Duration = Duration::from_secs(2);

/// The search of one casebook.
#[derive(Debug)]
pub struct Search {
    index: Arc<Index>,
    /// Which casebook it is of.
    identity: String,
    /// Whose turn it is to write.
    turn: tokio::sync::Mutex<()>,
}

impl Search {
    /// Up to where the index has come, whoever wrote it.
    fn reached(&self) -> Result<i64, Error> {
        let stamp = self.index.stamp()?.filter(|stamp| stamp.casebook == self.identity);
        Ok(stamp.map_or(0, |stamp| stamp.seq))
    }

    fn stamp(&self, seq: i64) -> Stamp {
        Stamp::new(&self.identity, seq)
    }
}

impl Store {
    /// Puts the search index into this folder. To be said before the first search.
    pub fn put_index(&mut self, folder: PathBuf) {
        self.search.put(folder);
    }

    /// The index of this casebook, in step with it as far as a request may wait for that.
    ///
    /// # Errors
    ///
    /// The database's, or the index's.
    pub async fn engine(&self) -> Result<Arc<Index>, Error> {
        let search = self.search.open(self).await?;
        if self.behind().await? > 0 {
            match self.catch_up(AT_ONCE).await {
                // Another process writes: what it has committed is seen, the rest a moment later.
                Ok(_) | Err(Error::Index(jikenbo_search::Error::Busy)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Arc::clone(&search.index))
    }

    /// How many cases changed since the index has seen them.
    ///
    /// # Errors
    ///
    /// The database's, or the index's.
    pub async fn behind(&self) -> Result<u64, Error> {
        let search = self.search.open(self).await?;
        // Always asked of the index itself: another process may have made it anew.
        let (last, reached) = (self.last_change().await?, search.reached()?);
        Ok(if reached >= last { 0 } else { self.count_changes(reached).await? })
    }
}

/// Keeps the index of a casebook in step for as long as the process lives: what is wrong is told once, and tried again.
pub async fn keep(store: Arc<Store>) {
    let mut told = String::new();
    loop {
        let outcome = match store.behind().await {
            Ok(0) => Ok(()),
            Ok(_) => store.catch_up(u64::MAX).await.map(|_| ()),
            Err(error) => Err(error),
        };
        match outcome {
            Ok(()) | Err(Error::Index(jikenbo_search::Error::Busy)) => told.clear(),
            Err(error) if error.to_string() != told => {
                told = error.to_string();
                eprintln!("jikenbo: {told}");
            }
            Err(_) => {}
        }
        tokio::time::sleep(PACE).await;
    }
}
