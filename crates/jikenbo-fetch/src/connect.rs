//! From an address to a connection whose other end was checked.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use url::{Host, Url};

use crate::error::causes;
use crate::guard::Guard;
use crate::resolve::Resolve;
use crate::{Kind, Settings, SettingsError};

/// A connection, encrypted or not.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// Makes connections, to checked addresses only.
#[derive(Debug)]
pub(crate) struct Connector {
    pub(crate) guard: Guard,
    resolver: Arc<dyn Resolve>,
    tls: Arc<ClientConfig>,
    max_answers: usize,
}

impl Connector {
    pub(crate) fn new(settings: &Settings) -> Result<Self, SettingsError> {
        Ok(Self {
            guard: Guard::new(settings.open.clone(), settings.ports.clone(), settings.limits.address),
            resolver: Arc::clone(&settings.resolver),
            tls: Arc::new(tls(settings.authorities.as_deref())?),
            max_answers: settings.limits.answers,
        })
    }

    /// A connection to the address's host, and where its other end really is.
    ///
    /// The name is looked up once; every answer is checked, and the connection goes to a checked answer and to nothing else.
    /// Where several answers stand, none takes more than half of the time that is left of `limit`, so that one that swallows
    /// everything (an IPv6 address without a way there) leaves some to the others.
    pub(crate) async fn connect(&self, url: &Url, limit: Duration) -> Result<(Box<dyn Stream>, SocketAddr), Kind> {
        let port = url.port_or_known_default().unwrap_or(0);
        let end = Instant::now() + limit;
        let stream = any(&self.look_up(url).await?, port, end).await?;
        let remote = stream.peer_addr().map_err(|error| Kind::Connect(causes(&error)))?;
        // What was asked for was checked already. This asks the system where the connection ended up.
        self.guard.ip(remote.ip())?;
        if url.scheme() == "http" {
            return Ok((Box::new(stream), remote));
        }
        let name = server_name(url).ok_or_else(|| Kind::Tls("no name to ask a certificate for".to_owned()))?;
        let secure = TlsConnector::from(Arc::clone(&self.tls)).connect(name, stream).await;
        Ok((Box::new(secure.map_err(|error| Kind::Tls(causes(&error)))?), remote))
    }

    async fn look_up(&self, url: &Url) -> Result<Vec<IpAddr>, Kind> {
        let name = match url.host() {
            Some(Host::Ipv4(ip)) => return Ok(vec![self.guard.ip(ip.into())?]),
            Some(Host::Ipv6(ip)) => return Ok(vec![self.guard.ip(ip.into())?]),
            Some(Host::Domain(name)) => name,
            None => return Err(Kind::Name("no host".to_owned())),
        };
        let answers = self.resolver.resolve(name).await.map_err(|error| Kind::Name(causes(&error)))?;
        if answers.len() > self.max_answers {
            return Err(Kind::AnswersMany { found: answers.len(), limit: self.max_answers });
        }
        let checked = self.guard.answers(name, &answers)?;
        if checked.is_empty() { Err(Kind::Name("the answer is empty".to_owned())) } else { Ok(checked) }
    }
}

/// A connection to the first address that takes one.
async fn any(addresses: &[IpAddr], port: u16, end: Instant) -> Result<TcpStream, Kind> {
    let mut last = Kind::Connect("no address".to_owned());
    for (n, &ip) in addresses.iter().enumerate() {
        let left = end.saturating_duration_since(Instant::now());
        let share = if n + 1 == addresses.len() { left } else { left / 2 };
        match timeout(share, TcpStream::connect((ip, port))).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = Kind::Connect(causes(&error)),
            Err(_) => last = Kind::ConnectSlow { limit: share },
        }
    }
    Err(last)
}

fn server_name(url: &Url) -> Option<ServerName<'static>> {
    match url.host()? {
        Host::Domain(name) => ServerName::try_from(name.to_owned()).ok(),
        Host::Ipv4(ip) => Some(ServerName::from(IpAddr::from(ip))),
        Host::Ipv6(ip) => Some(ServerName::from(IpAddr::from(ip))),
    }
}

/// Encryption with the public authorities, and those of the settings.
fn tls(authorities: Option<&str>) -> Result<ClientConfig, SettingsError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let unreadable = |why: String| SettingsError::Authorities(why);
    if let Some(pem) = authorities {
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let certificate = certificate.map_err(|error| unreadable(error.to_string()))?;
            roots.add(certificate).map_err(|error| unreadable(error.to_string()))?;
        }
        if roots.len() == before {
            return Err(unreadable("no certificate".to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = versions.map_err(|error| SettingsError::Tls(error.to_string()))?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    // HTTP/2 has no bytes that a WARC could hold, and hardly a server is without HTTP/1.1.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
