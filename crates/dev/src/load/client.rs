//! A connection that is kept, with one request at a time.

use std::time::Duration;

use http_body_util::{BodyExt, Empty};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Nobody waits longer for an answer.
const LONGEST: Duration = Duration::from_secs(60);

pub(super) struct Client {
    at: String,
    send: SendRequest<Empty<Bytes>>,
}

impl Client {
    pub(super) async fn connect(at: &str) -> Result<Self, String> {
        let stream = TcpStream::connect(at).await.map_err(|error| format!("{at}: {error}"))?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        let (send, connection) = handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
        tokio::spawn(connection);
        Ok(Self { at: at.to_owned(), send })
    }

    /// The status and the body.
    pub(super) async fn get(&mut self, path: &str) -> Result<(u16, Bytes), String> {
        let request = Request::get(path).header("host", &self.at).header("accept-language", "ja");
        let request = request.body(Empty::new()).map_err(|error| error.to_string())?;
        let answer = async {
            self.send.ready().await?;
            let answer = self.send.send_request(request).await?;
            let status = answer.status().as_u16();
            Ok::<_, hyper::Error>((status, answer.into_body().collect().await?.to_bytes()))
        };
        let limited = timeout(LONGEST, answer).await.map_err(|_| format!("{path}: no answer within {} s", LONGEST.as_secs()))?;
        limited.map_err(|error| format!("{path}: {error}"))
    }
}
