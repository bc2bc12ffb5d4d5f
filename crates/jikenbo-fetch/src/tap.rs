//! Records a connection: the bytes that went out and came in, after decryption, exactly.
//!
//! An HTTP library gives headers parsed, joined and in lower case, and bodies without the marks of chunks. Evidence wants what was
//! there. So the library reads through a tap, and what it made of the bytes is used only to know where the answer ends.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What went over a connection.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Bytes that went out.
    pub(crate) sent: Vec<u8>,
    /// Bytes that came in.
    pub(crate) received: Vec<u8>,
    /// How many may come in.
    pub(crate) limit: usize,
    /// More came in.
    pub(crate) over: bool,
}

impl Record {
    /// What went out and what came in; the record forgets both.
    pub(crate) fn take(&mut self) -> (Vec<u8>, Vec<u8>) {
        (std::mem::take(&mut self.sent), std::mem::take(&mut self.received))
    }
}

/// A record that can be read while the connection runs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shared(Arc<Mutex<Record>>);

impl Shared {
    /// An empty record that takes in up to `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self(Arc::new(Mutex::new(Record { limit, ..Record::default() })))
    }

    /// The record. A panic while it was held leaves nothing half done.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream that is recorded.
#[derive(Debug)]
pub(crate) struct Tap<S> {
    stream: S,
    record: Shared,
}

impl<S> Tap<S> {
    pub(crate) fn new(stream: S, record: Shared) -> Self {
        Self { stream, record }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Tap<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        match Pin::new(&mut self.stream).poll_read(cx, buf) {
            Poll::Ready(Ok(())) => {}
            // Many servers end an encrypted connection without saying so. Where the answer's length is known, HTTP notices what is
            // missing; where only the end of the connection tells it, browsers take what came, and so do we.
            Poll::Ready(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => return Poll::Ready(Ok(())),
            other => return other,
        }
        let mut record = self.record.lock();
        let new = &buf.filled()[before..];
        if record.received.len() + new.len() > record.limit {
            record.over = true;
            return Poll::Ready(Err(io::Error::other("more than may come in")));
        }
        record.received.extend_from_slice(new);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tap<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        if let Poll::Ready(Ok(count)) = written {
            self.record.lock().sent.extend_from_slice(&buf[..count]);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
