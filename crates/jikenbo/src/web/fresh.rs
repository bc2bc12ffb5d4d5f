//! Whether a reader already has what they ask for: an `ETag` on every read, and 304 where it still holds (RFC 9110, 8.8.3
//! and 13.1.2).
//!
//! The tag is of what is sent, so that it changes with the words, the language and whoever asks, and with nothing else. Where an
//! answer follows from the search index alone (`follows_from_index`), the tag is of the question and of how far the index has
//! come: then what still holds need not be made again to be known. What a casebook answers is for those who may read it: a
//! browser may keep it, and asks each time whether it still holds.

use std::sync::Arc;

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, ETAG, HOST, IF_NONE_MATCH, SET_COOKIE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::App;
use super::access::Access;
use super::assets::{SCRIPT, STYLE};
use super::error::Error;
use super::who::User;
use crate::store::sha256;

/// May be kept by whoever asked, and is asked for again before it is shown again.
const KEPT: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Answers that are longer, in bytes, are sent as they come, without a tag.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The layer: marks what is read with a tag, and leaves out the body that the reader has.
pub async fn fresh(State(app): State<App>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let held = held(request.headers());
    let stamp = if follows_from_index(request.uri().path()) { app.shelf.stamp().await.ok().flatten() } else { None };
    let known = stamp.map(|stamp| known(&stamp, &request));
    if let Some(tag) = known.as_ref().filter(|tag| held.iter().any(|one| tag.as_bytes() == one.as_bytes())) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag.clone()), (CACHE_CONTROL, KEPT)]).into_response();
    }
    let mut response = next.run(request).await;
    if response.status() != StatusCode::OK || response.headers().contains_key(SET_COOKIE) {
        return response;
    }
    if let Some(tag) = known {
        response.headers_mut().entry(ETAG).or_insert(tag);
    }
    marked(response, &held).await
}

/// Whether what stands at a path follows from the index and the question alone.
fn follows_from_index(path: &str) -> bool {
    matches!(path, "/charts" | "/charts.json" | "/cases.atom" | "/cases/feed.json") || path.starts_with("/charts/")
}

/// The tag of such an answer, before it is made: of everything that it follows from. It is read before the answer is, so that
/// an answer is never taken for newer than it is.
fn known(stamp: &str, request: &Request) -> HeaderValue {
    let header = |name| request.headers().get(name).map(HeaderValue::as_bytes).unwrap_or_default();
    let user = request.extensions().get::<User>().map(|user| format!("{user:?}")).unwrap_or_default();
    let public = request.extensions().get::<Arc<Access>>().map(|access| format!("{:?}", access.rules.public)).unwrap_or_default();
    let program = [env!("CARGO_PKG_VERSION"), &STYLE.address(), &SCRIPT.address()].join(" ");
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let parts = [program.as_bytes(), stamp.as_bytes(), address.as_bytes(), user.as_bytes(), public.as_bytes()];
    let headers = [header(HOST), header(COOKIE), header(ACCEPT_LANGUAGE), header(AUTHORIZATION)];
    tag_of(&parts.into_iter().chain(headers).collect::<Vec<_>>().join(&0))
}

/// The tags that the reader holds, without their marks of weakness: for a comparison that is weak anyway.
fn held(headers: &HeaderMap) -> Vec<String> {
    let lists = headers.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    let tags = lists.flat_map(|list| list.split(',')).map(|tag| tag.trim().trim_start_matches("W/").to_owned());
    tags.collect()
}

async fn marked(mut response: Response, held: &[String]) -> Response {
    response.headers_mut().entry(CACHE_CONTROL).or_insert(KEPT);
    let tag = match response.headers().get(ETAG) {
        Some(tag) => tag.clone(),
        None => match tagged(response).await {
            Ok((with_tag, tag)) => {
                response = with_tag;
                tag
            }
            Err(response) => return *response,
        },
    };
    let holds = held.iter().any(|one| one == "*" || tag.as_bytes() == one.as_bytes());
    if holds { without_body(response) } else { response }
}

/// Hashes a body whose length is known and not too long.
async fn tagged(response: Response) -> Result<(Response, HeaderValue), Box<Response>> {
    if response.body().size_hint().exact().is_none_or(|length| length > LONGEST) {
        return Err(Box::new(response));
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        let failed = Error::internal("an answer broke off before it was sent").into_response();
        return Err(Box::new(failed));
    };
    let tag = tag_of(&bytes);
    parts.headers.insert(ETAG, tag.clone());
    Ok((Response::from_parts(parts, Body::from(bytes)), tag))
}

fn tag_of(bytes: &[u8]) -> HeaderValue {
    let tag = format!("\"{}\"", &sha256(bytes)[..32]);
    HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""))
}

fn without_body(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.remove(CONTENT_TYPE);
    Response::from_parts(parts, Body::empty())
}
