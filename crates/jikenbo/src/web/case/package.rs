//! `/cases/{id}/evidence.wacz`: the package of evidence of a case. It is made in a file that has no name, and sent from there bit by
//! bit, so that neither a large package nor a slow reader costs memory.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::spawn_blocking;

use crate::evidence;
use crate::store::{self, Id, Store};
use crate::web::App;
use crate::web::case::text;
use crate::web::error::Error;
use crate::web::shelf::Shelf;

/// So many packages are made at once: making one reads every capture of a case.
static MAKING: Semaphore = Semaphore::const_new(2);
/// So many are being sent at once: each takes its size on the disk until it is sent.
static SENDING: Semaphore = Semaphore::const_new(8);
/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long sending may take; what is not taken by then is given up.
const LONGEST: Duration = Duration::from_secs(600);
/// So many bytes are read at once.
const PIECE: usize = 64 * 1024;

/// `GET /cases/{id}/evidence.wacz`
///
/// # Errors
///
/// No such case; too many packages at once; a casebook that does not hold together.
pub async fn get(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Error> {
    let missing = || Error::NotFound(format!("evidence of case {id}"));
    let Shelf::Store(store) = &app.shelf else { return Err(missing()) };
    let case = store.resolve(id.parse().map_err(|_| missing())?).await;
    let case =
        case.map_err(|error| if matches!(error, store::Error::NotFound(_)) { missing() } else { Error::internal(error) })?;
    if store.imported(&case).await.map_err(Error::internal)?.is_some() {
        return Err(Error::bad(text::X_EVIDENCE.ja, text::X_EVIDENCE.en, case.to_string()));
    }
    let turn = async { Ok::<_, tokio::sync::AcquireError>((SENDING.acquire().await?, MAKING.acquire().await?)) };
    let turn = tokio::time::timeout(PATIENCE, turn).await.map_err(|_| Error::Busy)?;
    let (sending, making) = turn.map_err(Error::internal)?;
    let store = Arc::clone(store);
    let (file, length) = spawn_blocking(move || {
        // Kept until the work is done, even if whoever asked has left.
        let _making = making;
        tokio::runtime::Handle::current().block_on(make(&store, Id::Case(case)))
    })
    .await
    .map_err(Error::internal)?
    .map_err(Error::internal)?;
    let headers = [
        (CONTENT_TYPE, "application/wacz+zip".to_owned()),
        (CONTENT_LENGTH, length.to_string()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"jikenbo-{case}.wacz\"")),
    ];
    Ok((headers, sent(file, length, sending)).into_response())
}

/// Makes a package in a file of its own, and gives it open at its beginning, with its length in bytes.
async fn make(store: &Store, id: Id) -> Result<(File, u64), evidence::Error> {
    let broken = |error: io::Error| evidence::Error::from(jikenbo_archive::Error::from(error));
    let out = BufWriter::new(tempfile::tempfile().map_err(broken)?);
    let (sealed, _) = evidence::write(store, &[id], out).await?;
    let out = sealed.finish(None)?;
    let mut file = out.into_inner().map_err(|error| broken(error.into_error()))?;
    let length = file.seek(SeekFrom::End(0)).map_err(broken)?;
    file.seek(SeekFrom::Start(0)).map_err(broken)?;
    Ok((file, length))
}

/// A file on its way. Whoever takes it out of its place, the sender at the end or the clock before, frees it.
type OnItsWay = Arc<Mutex<Option<(File, SemaphorePermit<'static>)>>>;

fn sent(file: File, length: u64, permit: SemaphorePermit<'static>) -> Body {
    let on_its_way: OnItsWay = Arc::new(Mutex::new(Some((file, permit))));
    let watched = Arc::downgrade(&on_its_way);
    // A reader that takes nothing is never asked again; the clock is.
    tokio::spawn(async move {
        tokio::time::sleep(LONGEST).await;
        if let Some(late) = watched.upgrade() {
            late.lock().unwrap_or_else(PoisonError::into_inner).take();
        }
    });
    Body::from_stream(stream::unfold((on_its_way, length), next))
}

async fn next((from, left): (OnItsWay, u64)) -> Option<(io::Result<Bytes>, (OnItsWay, u64))> {
    if left == 0 {
        return None;
    }
    let source = Arc::clone(&from);
    let read = spawn_blocking(move || piece(&source, left)).await.unwrap_or_else(|error| Err(io::Error::other(error)));
    let left = read.as_ref().map_or(0, |bytes| left.saturating_sub(bytes.len() as u64));
    Some((read, (from, left)))
}

fn piece(from: &OnItsWay, left: u64) -> io::Result<Bytes> {
    let mut place = from.lock().unwrap_or_else(PoisonError::into_inner);
    let (file, _) = place.as_mut().ok_or_else(|| io::Error::from(io::ErrorKind::TimedOut))?;
    let mut bytes = vec![0; PIECE.min(usize::try_from(left).unwrap_or(PIECE))];
    file.read_exact(&mut bytes)?;
    Ok(bytes.into())
}
