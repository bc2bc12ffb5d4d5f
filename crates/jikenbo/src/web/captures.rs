//! `/captures/{sha256}`: an original as it was captured, where nothing of it can run, load or lead anywhere.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::App;
use super::case::places::{self, Shows};
use super::case::{outcome, to_the_second};
use super::error::Error;
use super::page::{Asked, outside, page, words};
use super::text;
use crate::labels::grouped;
use crate::store::{CaptureMeta, Visit};

/// What a captured page may do in its frame: be seen. No script, no request to anywhere, no form, no link that leads out,
/// and an origin of its own. Its own style sheets within the page are kept, since they decide what a reader saw.
pub const CAPTURE_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; \
     script-src 'none'; connect-src 'none'; object-src 'none'; frame-src 'none'; worker-src 'none'; form-action 'none'; \
     base-uri 'none'; frame-ancestors 'self'";

/// The path below which originals stand.
const ORIGINAL: &str = "/original";

/// `GET /captures/{sha256}`
///
/// # Errors
///
/// No such capture.
pub(crate) async fn get(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Error> {
    let id = id.strip_suffix(".json").unwrap_or(&id);
    let (meta, bytes, looks) = find(&app, id).await?;
    let (shows, more) = app.shelf.shown_by(&meta).await?;
    if asked.json {
        return Ok(super::json(&as_json(&meta, &looks, &shows)));
    }
    let places = places::section(&asked, &address(&meta), &shows, more);
    Ok(super::html(show(&asked, &meta, &bytes, &looks, &places)))
}

/// `GET /captures/{sha256}/original`: the bytes themselves.
///
/// # Errors
///
/// No such capture, or bytes that cannot be unpacked as they say.
pub(crate) async fn original(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Error> {
    let (meta, bytes, _) = find(&app, &id).await?;
    let bytes = crate::capture::unpacked(&bytes, &meta.coding).map_err(Error::internal)?;
    let name = format!("attachment; filename=\"{}.{}\"", &meta.sha256[..16.min(meta.sha256.len())], extension(&meta));
    let disposition = if is_framed(&meta) { "inline".to_owned() } else { name };
    let headers = [
        (CONTENT_TYPE, content_type(&meta)),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, CAPTURE_POLICY.to_owned()),
        (HeaderName::from_static("x-frame-options"), "SAMEORIGIN".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

async fn find(app: &App, id: &str) -> Result<(CaptureMeta, Vec<u8>, Vec<Visit>), Error> {
    let is_hash = id.len() == 64 && id.bytes().all(|b| b.is_ascii_hexdigit());
    let found = if is_hash { app.shelf.capture(&id.to_ascii_lowercase()).await? } else { None };
    found.ok_or_else(|| Error::NotFound(format!("capture {id}")))
}

fn is_framed(meta: &CaptureMeta) -> bool {
    matches!(meta.media_type.as_str(), "text/html" | "text/plain")
}

/// Never what the page said of itself: only the forms that are known, all others as bytes to be saved.
fn content_type(meta: &CaptureMeta) -> String {
    let charset = meta.charset.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b)).then_some(&*meta.charset);
    match (meta.media_type.as_str(), charset.filter(|c| !c.is_empty())) {
        (form @ ("text/html" | "text/plain"), Some(charset)) => format!("{form}; charset={charset}"),
        (form @ ("text/html" | "text/plain" | "application/pdf" | "message/rfc822"), _) => form.to_owned(),
        _ => "application/octet-stream".to_owned(),
    }
}

fn extension(meta: &CaptureMeta) -> &'static str {
    match meta.media_type.as_str() {
        "text/html" => "html",
        "text/plain" => "txt",
        "application/pdf" => "pdf",
        "message/rfc822" => "eml",
        _ => "bin",
    }
}

/// Where the bytes themselves stand.
fn address(meta: &CaptureMeta) -> String {
    format!("/captures/{}{ORIGINAL}", meta.sha256)
}

fn as_json(meta: &CaptureMeta, looks: &[Visit], shows: &[Shows]) -> Value {
    let shows: Vec<&str> = shows.iter().map(|one| one.case.as_str()).collect();
    json!({ "capture": meta, "looks": looks, "shows": shows })
}

fn show(asked: &Asked, meta: &CaptureMeta, bytes: &[u8], looks: &[Visit], places: &Markup) -> Markup {
    let address = address(meta);
    let body = html! {
        article.capture {
            h1.plain { (asked.t(text::CAPTURE)) }
            p.lead { (asked.t(text::CAPTURE_ABOUT)) }
            (facts(asked, meta))
            p { a href=(address) download { (asked.t(text::CAPTURE_SAVE)) } " " span.small { (extension(meta)) " " (grouped(bytes.len() as u64)) (asked.t(text::CAPTURE_BYTES)) } }
            @if is_framed(meta) {
                iframe src=(address) sandbox="" title=(asked.t(text::CAPTURE)) referrerpolicy="no-referrer" loading="lazy" {}
            } @else {
                p.none { (asked.t(text::CAPTURE_NO_FRAME)) }
            }
            (places)
            @for look in looks { (heads(asked, look)) }
        }
    };
    page(asked, asked.t(text::CAPTURE), &body)
}

fn facts(asked: &Asked, meta: &CaptureMeta) -> Markup {
    html! {
        dl.found {
            dt { (asked.t(text::P_SOURCE)) }
            dd { (outside(&meta.source)) }
            @if !meta.address.is_empty() && meta.address != meta.source {
                dt { (asked.t(text::CAPTURE_ADDRESS)) }
                dd { (outside(&meta.address)) }
            }
            dt { (asked.t(text::P_CLIPPED)) }
            dd { time datetime=(meta.captured_at) { (to_the_second(&meta.captured_at)) } }
            dt { (asked.t(text::CAPTURE_TYPE)) }
            dd { code { (meta.media_type) } @if !meta.coding.is_empty() { " " code { (meta.coding) } } }
            dt { (asked.t(text::CAPTURE_SIZE)) }
            dd { (grouped(meta.size.unsigned_abs())) (asked.t(text::CAPTURE_BYTES)) }
            dt { (asked.t(text::P_SHA)) }
            dd { code.hash { (meta.sha256) } }
        }
    }
}

fn heads(asked: &Asked, look: &Visit) -> Markup {
    html! {
        details {
            summary {
                time datetime=(look.at) { (to_the_second(&look.at)) } " " (outcome(asked, look.outcome.name())) " "
                span.small { (asked.t(text::CAPTURE_HEADS)) }
            }
            pre tabindex="0" { code { (words(&look.request_head)) "\n" (words(&look.response_head)) } }
        }
    }
}
