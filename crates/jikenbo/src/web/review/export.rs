//! `/review/export`: what persons checked, as gold facts: NAME.txt and NAME.json for each notice, in a ZIP archive.

use std::io::{Cursor, Write};

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::App;
use super::super::error::Error;
use super::super::page::Asked;
use super::{expected, failed, query, text};
use crate::corrections::{Effective, gold};
use crate::store::StoredNotice;

/// No larger archive is made in memory, in bytes; `jikenbo corrections export` writes any.
const LARGEST: usize = 200_000_000;

/// `GET /review/export`: `all=1` for notices that are not wholly reviewed, too.
///
/// # Errors
///
/// More than fits in an archive.
pub(crate) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut size = 0;
    if let Some(store) = app.shelf.store() {
        for id in store.corrected_notices(query(&asked, "all") != "1").await.map_err(failed)? {
            let Some(notice) = store.notice(&id).await.map_err(failed)? else { continue };
            for (name, body) in files(notice) {
                size += body.len();
                if size > LARGEST {
                    return Err(expected(text::EXPORT, format!("> {LARGEST}")));
                }
                put(&mut zip, &name, &body).map_err(Error::internal)?;
            }
        }
    }
    let bytes = zip.finish().map_err(Error::internal)?.into_inner();
    let headers = [(CONTENT_TYPE, "application/zip"), (CONTENT_DISPOSITION, "attachment; filename=\"jikenbo-corrections.zip\"")];
    Ok((headers, bytes).into_response())
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, body: &str) -> zip::result::ZipResult<()> {
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    // The archive of the same corrections is the same file.
    zip.start_file(name, plain.last_modified_time(zip::DateTime::default()))?;
    Ok(zip.write_all(body.as_bytes())?)
}

/// The two files of a notice: its text, and the facts in it.
pub(crate) fn files(notice: StoredNotice) -> [(String, String); 2] {
    let name = notice.id.to_string();
    let of = Effective { reading: notice.reading, standings: notice.standings };
    let facts = gold(&of, &notice.notice.text);
    [(format!("{name}.txt"), format!("{}\n", notice.notice.text)), (format!("{name}.json"), format!("{facts:#}\n"))]
}
