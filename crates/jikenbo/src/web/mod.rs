//! The casebook in a browser.

use std::sync::Arc;

use crate::store::Store;

/// Serves the casebook until the listener fails.
///
/// # Errors
///
/// What the listener reports.
pub async fn serve(
    _listener: tokio::net::TcpListener,
    _store: Arc<Store>,
    _reader: Arc<jikenbo_read::Reader>,
) -> std::io::Result<()> {
    Err(std::io::Error::other("the web pages are not built yet"))
}
