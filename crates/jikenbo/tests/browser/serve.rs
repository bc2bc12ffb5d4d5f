//! Serves the hand-made casebook for the browser tests: `cargo run --example web-demo [full|few|empty|watched|people]`. Prints its
//! address.

mod cases;
mod people;
mod watched;

use std::sync::Arc;

use jikenbo::web::{access::Rules, serve, serve_shelf, shelf::Shelf};
use jikenbo_read::Reader;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let asked = std::env::args().nth(1);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let reader = Arc::new(Reader::embedded());
    if asked.as_deref() == Some("watched") {
        let folder = tempfile::tempdir()?;
        let (store, _) = watched::book(folder.path()).await;
        return serve_shelf(listener, Shelf::Store(Arc::new(store)), reader).await;
    }
    if asked.as_deref() == Some("people") {
        let folder = tempfile::tempdir()?;
        let store = people::book(folder.path()).await;
        let rules = Rules { login: true, ..Rules::default() };
        return serve(listener, Shelf::Store(Arc::new(store)), reader, rules).await;
    }
    let cases = match asked.as_deref() {
        Some("empty") => Vec::new(),
        Some("few") => cases::cases().into_iter().filter(|c| c.id != "odd" && c.id != "blank").collect(),
        _ => cases::many(60),
    };
    serve_shelf(listener, Shelf::Fixed(Arc::new(cases)), reader).await
}
