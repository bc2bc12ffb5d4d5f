//! Where the index of a casebook is, and opening it there.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use etcetera::BaseStrategy;
use jikenbo_search::Index;
use tokio::sync::OnceCell;

use super::{Error, Search};
use crate::store::{Casebook, Store, sha256};

/// How often, and how far apart, an index that another process is just making is asked for again.
const TRIES: (u32, Duration) = (50, Duration::from_millis(100));

/// The folder of an index, and the search once it is open.
#[derive(Debug)]
pub struct Place {
    folder: Option<PathBuf>,
    search: OnceCell<Arc<Search>>,
}

impl Place {
    /// Beside a casebook that is a file (`casebook.db.index`); in the user's data folder for one on a server.
    #[must_use]
    pub fn beside(casebook: &Casebook) -> Self {
        let folder = match casebook {
            Casebook::File(path) => {
                let mut name = path.clone().into_os_string();
                name.push(".index");
                Some(PathBuf::from(name))
            }
            Casebook::Postgres(_) => {
                let name = sha256(casebook.to_string().as_bytes());
                etcetera::choose_base_strategy().ok().map(|dirs| dirs.data_dir().join("jikenbo").join("index").join(&name[..16]))
            }
        };
        Self { folder, search: OnceCell::new() }
    }

    /// In this folder instead.
    pub(super) fn put(&mut self, folder: PathBuf) {
        self.folder = Some(folder);
    }

    /// The folder; `None` where there is no home for one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The search, opened when it is first asked for.
    pub(super) async fn open(&self, store: &Store) -> Result<&Arc<Search>, Error> {
        self.search.get_or_try_init(|| async { Ok(Arc::new(self.begin(store).await?)) }).await
    }

    async fn begin(&self, store: &Store) -> Result<Search, Error> {
        let identity = store.identity().await?;
        let last = store.last_change().await?;
        let index = match self.on_disk(&identity, last).await {
            Err(Error::Index(jikenbo_search::Error::Place(why))) => {
                eprintln!("jikenbo: the search index is kept in memory, since its folder cannot be used: {why}");
                Index::in_memory(&identity)?
            }
            other => other?,
        };
        Ok(Search { index: Arc::new(index), identity, turn: tokio::sync::Mutex::new(()) })
    }

    async fn on_disk(&self, identity: &str, last: i64) -> Result<Index, Error> {
        let Some(folder) = self.folder.clone() else {
            return Err(jikenbo_search::Error::Place("expected a home directory, found none".to_owned()).into());
        };
        let (tries, apart) = TRIES;
        for attempt in 1.. {
            let (folder, identity) = (folder.clone(), identity.to_owned());
            let opened = tokio::task::spawn_blocking(move || opened(&folder, &identity, last)).await;
            match opened.map_err(|error| Error::Ended(error.to_string()))? {
                Err(jikenbo_search::Error::Busy) if attempt < tries => tokio::time::sleep(apart).await,
                Err(error) => return Err(error.into()),
                Ok((index, why)) => {
                    if let Some(why) = why {
                        eprintln!("jikenbo: the search index is made anew: {why}");
                    }
                    return Ok(index);
                }
            }
        }
        Err(jikenbo_search::Error::Busy.into())
    }
}

/// Opens an index. One that has come further than its casebook belongs to a later state of it, of which this is a copy.
fn opened(folder: &Path, identity: &str, last: i64) -> Result<(Index, Option<String>), jikenbo_search::Error> {
    let (index, why) = Index::open(folder, identity)?;
    if index.stamp()?.is_some_and(|stamp| stamp.seq > last) {
        drop(index);
        return Ok((Index::anew(folder, identity)?, Some("the casebook is an earlier copy of itself".to_owned())));
    }
    Ok((index, why))
}
