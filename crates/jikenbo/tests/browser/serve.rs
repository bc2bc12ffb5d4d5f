//! Serves the hand-made casebook for the browser tests: `cargo run --example web-demo [empty]`. Prints its address.

mod cases;

use std::sync::Arc;

use jikenbo::web::{serve_shelf, shelf::Shelf};
use jikenbo_read::Reader;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let empty = std::env::args().nth(1).as_deref() == Some("empty");
    let cases = if empty { Vec::new() } else { cases::many(60) };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    serve_shelf(listener, Shelf::Fixed(Arc::new(cases)), Arc::new(Reader::embedded())).await
}
