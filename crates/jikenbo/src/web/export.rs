//! `/export/{format}`: cases in the forms that other tools accept, written while they are read.

use std::io::{self, Write};
use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use form_urlencoded::{Serializer, parse};
use futures_util::stream;
use jikenbo_export::{Options, Stix};
use jikenbo_search::{Query, Sort};
use maud::{Markup, html};
use tokio::sync::{Semaphore, mpsc};

use super::access::Access;
use super::error::Error;
use super::list::{asked_for, sort};
use super::page::Asked;
use super::text::texts;
use super::{App, feeds};
use crate::export::{FORMATS, Format, Which};
use crate::labels::Lang;
use crate::store::{self, Id};

texts! {
    EXPORT = "書き出し", "Export";
    ABOUT = "ここにある事案を、ほかの道具が読む形式のファイルにします。", "These cases as a file that other tools read.";
    ABOUT_ONE = "この事案を、ほかの道具が読む形式のファイルにします。", "This case as a file that other tools read.";
    MORE = "書き出しについて", "About exports";
    X_ID = "事案か告知のID", "the id of a case or of a notice";
    X_LANG = "ja か en", "ja or en";
    X_ONE = "q か id のどちらか一方", "either q or id, not both";
}

/// Every form in which what a page shows can be had, folded away: `query` is the part of an address that names the cases (`q=…&sort=…`,
/// `id=…`); `one` says that it names one.
pub(crate) fn links(asked: &Asked, query: &str, one: bool) -> Markup {
    let pick = |(ja, en): (&'static str, &'static str)| if asked.lang == Lang::Ja { ja } else { en };
    let address = |format: &Format| {
        let separator = if query.is_empty() { "" } else { "?" };
        format!("/export/{}{separator}{query}", format.name)
    };
    html! {
        details.export-as {
            summary { (asked.t(EXPORT)) }
            p.small { (asked.t(if one { ABOUT_ONE } else { ABOUT })) " " a href="/help#export" { (asked.t(MORE)) } }
            ul {
                @for format in FORMATS {
                    li { a href=(address(format)) download { (format.name) } span { (pick(format.about)) } }
                }
            }
        }
    }
}

/// The part of an address that names what a query finds, in an order.
pub(crate) fn of_query(query: &Query, sort: Option<Sort>) -> String {
    let mut out = Serializer::new(String::new());
    if !query.is_all() {
        out.append_pair("q", &query.to_string());
    }
    if let Some(sort) = sort {
        out.append_pair("sort", sort.name());
    }
    out.finish()
}

/// So many exports run at once: each keeps the casebook busy for as long as its reader takes.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Bytes that are sent at once.
const CHUNK: usize = 64 * 1024;
/// So many chunks wait for the client.
const WAITING: usize = 4;

/// `GET /export/{format}`: `q` or `id` …, `sort`, `lang`, `extended=1`, `estimate=1`, `texts=0`, `originals=0`.
///
/// # Errors
///
/// No such form, no query, no id, a query beside an id, no such language; more exports than run at once. What goes wrong later
/// breaks the answer off.
pub(crate) async fn get(
    State(app): State<App>,
    access: Extension<Arc<Access>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Error> {
    let format = Format::named(&name).ok_or_else(|| Error::NotFound(format!("export {name}")))?;
    let (which, mut options) = wanted(&asked)?;
    let store = Arc::clone(app.shelf.store().ok_or_else(|| Error::NotFound("casebook".to_owned()))?);
    options.identity = store.identity().await.map_err(Error::internal)?;
    options.address = Some(feeds::origin(&access, &headers));
    let place = PLACES.try_acquire().map_err(|_| Error::Busy)?;
    if let Which::Ids(ids) = &which {
        for id in ids {
            store.resolve(*id).await.map_err(|_| Error::NotFound(format!("{id}")))?;
        }
    }
    let named = format!("attachment; filename=\"{}\"", file_name(&which, format));
    let (to, from) = mpsc::channel::<io::Result<Bytes>>(WAITING);
    tokio::spawn(async move {
        let _place = place;
        let out = Box::new(Chunks { to: to.clone(), chunk: Vec::new() });
        if let Err(error) = store.export(&which, format, options, out, &|_| {}).await {
            // The client is told by an answer that ends too early: it has the status already.
            let _ = to.send(Err(io::Error::other(error.to_string()))).await;
        }
    });
    let body = Body::from_stream(stream::unfold(from, async |mut from| from.recv().await.map(|chunk| (chunk, from))));
    Ok(([(CONTENT_TYPE, format.media_type.to_owned()), (CONTENT_DISPOSITION, named)], body).into_response())
}

/// What the file is called: several forms have the same ending, and one case's file is not another's. Plain ASCII, as an id is.
fn file_name(which: &Which, format: &Format) -> String {
    let Format { name, extension, .. } = format;
    if let Which::Ids(ids) = which
        && let [id] = ids.as_slice()
    {
        return format!("jikenbo-{id}-{name}.{extension}");
    }
    format!("jikenbo-{name}.{extension}")
}

fn language(value: &str) -> Result<Lang, Error> {
    match value {
        "ja" => Ok(Lang::Ja),
        "en" => Ok(Lang::En),
        other => Err(Error::bad(X_LANG.ja, X_LANG.en, other)),
    }
}

fn wanted(asked: &Asked) -> Result<(Which, Options), Error> {
    let (mut query, mut order, mut ids) = (None, Sort::default(), Vec::new());
    let mut options = Options { language: asked.lang, now: store::now(), ..Options::default() };
    for (name, value) in parse(asked.query.as_bytes()) {
        match (&*name, value.trim()) {
            (_, "") => {}
            ("q", value) => query = Some(asked_for(value)?),
            ("id", value) => ids.push(value.parse::<Id>().map_err(|_| Error::bad(X_ID.ja, X_ID.en, value))?),
            ("sort", value) => order = sort(value)?,
            ("lang", value) => options.language = language(value)?,
            ("extended", "1") => options.stix = Stix::Extended,
            ("estimate", "1") => options.estimate = true,
            ("texts", "0") => options.texts = false,
            ("originals", "0") => options.originals = false,
            _ => {}
        }
    }
    if let (Some(query), Some(id)) = (&query, ids.first()) {
        return Err(Error::bad(X_ONE.ja, X_ONE.en, format!("q={query} id={id}")));
    }
    let query = query.unwrap_or_default();
    options.query = query.to_string();
    options.chosen = !ids.is_empty();
    Ok((if ids.is_empty() { Which::Query(query, order) } else { Which::Ids(ids) }, options))
}

/// Hands what is written to the client in chunks, and waits while it does not take them.
struct Chunks {
    to: mpsc::Sender<io::Result<Bytes>>,
    chunk: Vec<u8>,
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunk.extend_from_slice(bytes);
        if self.chunk.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.chunk.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::take(&mut self.chunk));
        self.to.blocking_send(Ok(chunk)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
