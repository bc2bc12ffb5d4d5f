//! One request and its answer, over a connection of its own.
//!
//! A connection carries one request: what was recorded of it is then exactly one exchange, the address that was checked is the one
//! that answered, and no answer can be mistaken for another's. At one request a second and host little is lost by it.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::Method;
use http::header::{CONNECTION, CONTENT_TYPE, HOST, HeaderMap, HeaderValue, LOCATION, TRANSFER_ENCODING};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use url::{Position, Url};

use crate::connect::{Connector, Stream};
use crate::error::{causes, tell};
use crate::fetched::Exchange;
use crate::head;
use crate::settings::Limits;
use crate::tap::{Shared, Tap};
use crate::{Kind, Refused, Request};

/// The least that the library reads into at a time.
const LEAST_BUFFER: usize = 8192;

/// Bytes of a redirect's body; nobody reads them.
const MAX_REDIRECT_BODY: usize = 1 << 20;

/// What is asked for, and how much is taken in.
pub(crate) struct Plan<'a> {
    pub(crate) request: &'a Request,
    pub(crate) headers: HeaderMap,
    pub(crate) limits: &'a Limits,
    /// Bytes of the body as transferred.
    pub(crate) max_encoded: usize,
    /// A longer body is cut instead of refused.
    pub(crate) cut: bool,
}

/// A task that ends with its owner.
struct Running(JoinHandle<()>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks `url`, and takes in the answer.
pub(crate) async fn run(connector: &Connector, url: &Url, plan: &Plan<'_>) -> Result<Exchange, Kind> {
    let began = Timestamp::now();
    let limit = plan.limits.connect;
    let (stream, remote) = within(limit, connector.connect(url, limit), || Kind::ConnectSlow { limit }).await?;
    Conversation::new(stream, plan).hold(url, remote, began).await
}

/// The result, or `late` after the limit.
async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, Kind>>, late: impl FnOnce() -> Kind) -> Result<T, Kind> {
    timeout(limit, work).await.unwrap_or_else(|_| Err(late()))
}

/// What is said over one connection.
struct Conversation<'a> {
    plan: &'a Plan<'a>,
    record: Shared,
    stream: Tap<Box<dyn Stream>>,
    buffer: usize,
}

impl<'a> Conversation<'a> {
    fn new(stream: Box<dyn Stream>, plan: &'a Plan<'a>) -> Self {
        let buffer = plan.limits.head.max(LEAST_BUFFER);
        // A head and what was read with it. The library bounds each head; this also bounds interim answers without end.
        let record = Shared::new(plan.limits.head.saturating_add(buffer));
        Self { plan, stream: Tap::new(stream, record.clone()), record, buffer }
    }

    async fn hold(self, url: &Url, remote: SocketAddr, began: Timestamp) -> Result<Exchange, Kind> {
        let Self { plan, record, stream, buffer } = self;
        let limits = plan.limits;
        let opened = library(limits, buffer).handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = opened.map_err(|error| Kind::Broken(causes(&error)))?;
        let _running = Running(tokio::spawn(async move { drop(connection.await) }));
        let asked = sender.send_request(outgoing(url, plan)?);
        let answer = async { asked.await.map_err(|error| before_body(&error, &record, limits)) };
        let late = || Kind::AnswerSlow { limit: limits.answer, found: record.lock().received.len() };
        let response = within(limits.answer, answer, late).await?;
        check_kind(plan.request, &response)?;
        let taken = take_in(response, plan, &record).await?;
        let (sent, received) = record.lock().take();
        assemble(url, remote, began, Bytes::from(sent), Bytes::from(received), taken, limits.headers)
    }
}

fn library(limits: &Limits, buffer: usize) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .title_case_headers(true)
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true)
        .max_headers(limits.headers)
        .max_header_size(limits.head)
        .max_buf_size(buffer);
    builder
}

fn outgoing(url: &Url, plan: &Plan<'_>) -> Result<http::Request<Full<Bytes>>, Kind> {
    let unreadable = |error: http::Error| Kind::Refused(Refused::Unreadable(error.to_string()));
    let host = &url[Position::BeforeHost..Position::AfterPort];
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let (method, body) = match &plan.request.post {
        Some(post) => (Method::POST, post.bytes.clone()),
        None => (Method::GET, Bytes::new()),
    };
    let request = http::Request::builder().method(method).uri(target).header(HOST, host).body(Full::new(body));
    let mut request = request.map_err(unreadable)?;
    request.headers_mut().extend(plan.headers.clone());
    request.headers_mut().extend(plan.request.headers(url));
    request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    Ok(request)
}

/// Why there is no head.
fn before_body(error: &hyper::Error, record: &Shared, limits: &Limits) -> Kind {
    let record = record.lock();
    if record.over {
        return Kind::HeadLarge { limit: limits.head };
    }
    if error.is_parse() {
        // The library has one error for both, and for all else that it cannot parse.
        return match () {
            () if head::has_many(&record.received, limits.headers) => Kind::HeadersMany { limit: limits.headers },
            () if record.received.len() >= limits.head => Kind::HeadLarge { limit: limits.head },
            () => Kind::Protocol(causes(error)),
        };
    }
    if error.is_incomplete_message() {
        return Kind::Truncated { expected: None, found: record.received.len() };
    }
    Kind::Broken(causes(error))
}

fn check_kind(request: &Request, response: &http::Response<Incoming>) -> Result<(), Kind> {
    let Some(found) = response.headers().get(CONTENT_TYPE) else { return Ok(()) };
    let found = String::from_utf8_lossy(found.as_bytes());
    if response.status().is_success() && !request.wants(&found) {
        return Err(Kind::Unwanted { found: tell(&found), expected: request.kinds.join(", ") });
    }
    Ok(())
}

/// A body that was taken in.
struct Taken {
    /// Its bytes without the marks of chunks.
    length: usize,
    /// The same bytes, if they cannot be cut out of what was recorded.
    unchunked: Option<Bytes>,
}

async fn take_in(response: http::Response<Incoming>, plan: &Plan<'_>, record: &Shared) -> Result<Taken, Kind> {
    let limit = match response.status().is_redirection() && response.headers().contains_key(LOCATION) {
        true => plan.max_encoded.min(MAX_REDIRECT_BODY),
        false => plan.max_encoded,
    };
    // Chunks of one byte take six on the wire. No server sends more marks than content.
    let framed = limit.saturating_mul(2).saturating_add(64 << 10);
    record.lock().limit = framed.saturating_add(plan.limits.head).saturating_add(LEAST_BUFFER);
    let chunked = is_chunked(response.headers());
    let mut body = response.into_body();
    let announced = body.size_hint().exact();
    if let Some(announced) = announced.filter(|&bytes| bytes > limit as u64 && !plan.cut) {
        return Err(Kind::EncodedLarge { announced: Some(announced), limit });
    }
    let (mut length, mut unchunked) = (0, BytesMut::new());
    while length <= limit {
        let idle = plan.limits.idle;
        let frame = timeout(idle, body.frame()).await.map_err(|_| Kind::BodyIdle { limit: idle, found: length })?;
        let Some(frame) = frame else { break };
        let frame = frame.map_err(|error| within_body(&error, record, framed, announced, length))?;
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if chunked {
            unchunked.extend_from_slice(&data);
        }
    }
    if length > limit && !plan.cut {
        return Err(Kind::EncodedLarge { announced: None, limit });
    }
    Ok(Taken { length, unchunked: chunked.then(|| unchunked.freeze()) })
}

/// Why a body has no end.
fn within_body(error: &hyper::Error, record: &Shared, framed: usize, expected: Option<u64>, found: usize) -> Kind {
    if record.lock().over {
        return Kind::FramingLarge { limit: framed };
    }
    // The library tells of a chunk's faulty size, and of an end within a chunk, by the kind of an inner error alone.
    let inner = std::error::Error::source(error).and_then(|inner| inner.downcast_ref::<std::io::Error>());
    match inner.map(std::io::Error::kind) {
        Some(std::io::ErrorKind::UnexpectedEof) => Kind::Truncated { expected, found },
        Some(std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData) => Kind::Protocol(causes(error)),
        _ if error.is_incomplete_message() => Kind::Truncated { expected, found },
        _ => Kind::Broken(causes(error)),
    }
}

fn is_chunked(headers: &HeaderMap) -> bool {
    let last = headers.get_all(TRANSFER_ENCODING).iter().next_back();
    last.is_some_and(|value| value.as_bytes().to_ascii_lowercase().trim_ascii().ends_with(b"chunked"))
}

fn assemble(
    url: &Url,
    remote: SocketAddr,
    began: Timestamp,
    request: Bytes,
    received: Bytes,
    taken: Taken,
    max_headers: usize,
) -> Result<Exchange, Kind> {
    let unread = || Kind::Protocol("a head that the second reading does not find".to_owned());
    let (head, start, end) = head::parse(&received, max_headers).ok_or_else(unread)?;
    let rest = received.slice(end..);
    let on_wire = match taken.unchunked {
        Some(_) => head::chunked_length(&rest).unwrap_or(rest.len()),
        None => taken.length.min(rest.len()),
    };
    Ok(Exchange {
        address: url.as_str().to_owned(),
        remote,
        began,
        ended: Timestamp::now(),
        request,
        response: received.slice(start..end + on_wire),
        head_length: end - start,
        head,
        payload: taken.unchunked.unwrap_or_else(|| rest.slice(..on_wire)),
    })
}
