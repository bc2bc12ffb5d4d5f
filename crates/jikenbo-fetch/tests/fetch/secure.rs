//! Encryption.

use std::sync::Arc;

use jikenbo_fetch::{Fetcher, Kind, Request, Settings};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::server::{Names, Server, ok, read};

fn certificate() -> CertifiedKey<KeyPair> {
    generate_simple_self_signed(vec!["aoba.example".to_owned()]).expect("a certificate")
}

/// A server that speaks TLS, answers with the bytes, and ends the connection without saying so. Its port.
async fn secure(certificate: &CertifiedKey<KeyPair>, answer: Vec<u8>) -> u16 {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(certificate.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = builder.with_no_client_auth().with_single_cert(vec![certificate.cert.der().clone()], key).expect("a key");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, answer) = (acceptor.clone(), answer.clone());
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                if read(&mut stream).await.is_some() {
                    stream.write_all(&answer).await.ok();
                    stream.flush().await.ok();
                }
            });
        }
    });
    port
}

fn settings(ports: Vec<u16>, authorities: Option<String>) -> Settings {
    let open = vec!["127.0.0.1/32".parse().expect("a range")];
    Settings { open, ports, authorities, ignore_robots: true, resolver: Arc::new(Names::default()), ..Settings::default() }
}

async fn get(settings: Settings, address: String) -> Result<jikenbo_fetch::Fetched, jikenbo_fetch::Error> {
    Fetcher::new(settings).expect("settings").fetch(&Request::new(address)).await
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let certificate = certificate();
    let port = secure(&certificate, ok("", b"page")).await;
    let error = get(settings(vec![port], None), format!("https://aoba.example:{port}/")).await.expect_err("a refusal");
    assert!(matches!(&error.kind, Kind::Tls(why) if why.contains("certificate")), "{error}");
    let other = self::certificate().cert.pem();
    let error = get(settings(vec![port], Some(other)), format!("https://aoba.example:{port}/")).await.expect_err("a refusal");
    assert!(matches!(error.kind, Kind::Tls(_)), "{error}");
}

#[tokio::test]
async fn an_authority_of_the_settings_is_trusted_for_its_names_only() {
    let certificate = certificate();
    let answer = b"HTTP/1.1 200 OK\r\nX-Case: kept\r\n\r\nuntil the end".to_vec();
    let port = secure(&certificate, answer.clone()).await;
    let settings = settings(vec![port], Some(certificate.cert.pem()));
    let fetched = get(settings.clone(), format!("https://aoba.example:{port}/")).await.expect("a page");
    assert_eq!(fetched.exchange.response, answer, "recorded after decryption");
    assert_eq!(fetched.exchange.payload, &b"until the end"[..]);
    let error = get(settings, format!("https://midori.example:{port}/")).await.expect_err("another name");
    assert!(matches!(&error.kind, Kind::Tls(why) if why.contains("not valid for name")), "{error}");
}

#[tokio::test]
async fn a_body_that_ends_before_its_length_is_no_page_under_encryption_either() {
    let certificate = certificate();
    let port = secure(&certificate, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".to_vec()).await;
    let settings = settings(vec![port], Some(certificate.cert.pem()));
    let error = get(settings, format!("https://aoba.example:{port}/")).await.expect_err("cut");
    assert_eq!(error.kind, Kind::Truncated { expected: Some(9), found: 3 });
}

#[tokio::test]
async fn plain_text_where_encryption_was_expected_is_no_connection() {
    let server = Server::new(|_| ok("", b"")).await;
    let port = server.address.port();
    let address = format!("https://aoba.example:{port}/");
    // The server waits for a head that never comes; what it gets is no line of HTTP.
    let mut settings = settings(vec![port], None);
    settings.limits.connect = std::time::Duration::from_millis(300);
    let kind = get(settings, address).await.expect_err("no encryption").kind;
    assert!(matches!(kind, Kind::Tls(_) | Kind::ConnectSlow { .. }), "{kind}");
}

#[tokio::test]
async fn a_step_down_from_https_is_followed_and_told() {
    let plain = Server::new(|_| ok("", b"page")).await;
    let certificate = certificate();
    let port = secure(&certificate, crate::server::redirect(&plain.url("midori.example", "/"))).await;
    let settings = settings(vec![port, plain.address.port()], Some(certificate.cert.pem()));
    let fetched = get(settings, format!("https://aoba.example:{port}/")).await.expect("a page");
    assert!(fetched.was_downgraded() && fetched.redirects[0].address.starts_with("https:"));
    assert_eq!(fetched.exchange.remote, plain.address);
}
