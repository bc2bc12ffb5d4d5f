//! Serves the hand-made casebook for the browser tests: `cargo run --example web-demo [full|few|empty]`. Prints its
//! address.

mod cases;

use std::sync::Arc;

use jikenbo::web::{serve_shelf, shelf::Shelf};
use jikenbo_read::Reader;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let cases = match std::env::args().nth(1).as_deref() {
        Some("empty") => Vec::new(),
        Some("few") => cases::cases().into_iter().filter(|c| c.id != "odd" && c.id != "blank").collect(),
        _ => cases::many(60),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    serve_shelf(listener, Shelf::Fixed(Arc::new(cases)), Arc::new(Reader::embedded())).await
}
