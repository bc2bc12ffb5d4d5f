//! Whether a reader already has what they ask for: an `ETag` on every read, and 304 where it still holds (RFC 9110, 8.8.3
//! and 13.1.2).
//!
//! The tag is of what is sent, so that it changes with the words, the language and whoever asks, and with nothing else. What
//! a casebook answers is for those who may read it: a browser may keep it, and asks each time whether it still holds.

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::error::Error;
use crate::store::sha256;

/// May be kept by whoever asked, and is asked for again before it is shown again.
const KEPT: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Answers that are longer, in bytes, are sent as they come, without a tag.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The layer: marks what is read with a tag, and leaves out the body that the reader has.
pub async fn fresh(request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let held = held(request.headers());
    let response = next.run(request).await;
    if reading && response.status() == StatusCode::OK && !response.headers().contains_key(SET_COOKIE) {
        marked(response, &held).await
    } else {
        response
    }
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
        let failed = axum::response::IntoResponse::into_response(Error::internal("an answer broke off before it was sent"));
        return Err(Box::new(failed));
    };
    let tag = tag_of(&bytes);
    parts.headers.insert(ETAG, tag.clone());
    Ok((Response::from_parts(parts, Body::from(bytes)), tag))
}

fn tag_of(bytes: &Bytes) -> HeaderValue {
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
