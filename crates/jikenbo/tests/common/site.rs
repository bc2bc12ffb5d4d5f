//! A web site on the loopback address, whose pages a test can change.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// An answer.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Page {
    pub(crate) fn html(body: impl AsRef<[u8]>) -> Self {
        Self {
            status: 200,
            headers: vec![("Content-Type".into(), "text/html; charset=utf-8".into())],
            body: body.as_ref().to_vec(),
        }
    }

    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.into(), value.into()));
        self
    }
}

#[derive(Default)]
struct Shelf {
    pages: HashMap<String, Page>,
    /// Method, path and head of each request.
    asked: Vec<(String, String)>,
}

/// The site: it answers 404 where no page was put. Ends with the test.
#[derive(Clone)]
pub(crate) struct Site {
    shelf: Arc<Mutex<Shelf>>,
    pub(crate) port: u16,
}

impl Site {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Self { shelf: Arc::default(), port: listener.local_addr().unwrap().port() };
        let shelf = Arc::clone(&site.shelf);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shelf = Arc::clone(&shelf);
                std::thread::spawn(move || answer(stream, &shelf));
            }
        });
        site
    }

    pub(crate) fn put(&self, path: &str, page: Page) {
        self.shelf.lock().unwrap().pages.insert(path.to_owned(), page);
    }

    pub(crate) fn remove(&self, path: &str) {
        self.shelf.lock().unwrap().pages.remove(path);
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The paths that were asked so far, robots.txt aside.
    pub(crate) fn asked(&self) -> Vec<String> {
        let asked = self.shelf.lock().unwrap();
        asked.asked.iter().map(|(path, _)| path.clone()).filter(|path| path != "/robots.txt").collect()
    }

    /// The head of the last request of a path.
    pub(crate) fn head(&self, path: &str) -> String {
        let asked = self.shelf.lock().unwrap();
        asked.asked.iter().rev().find(|(p, _)| p == path).map(|(_, head)| head.clone()).unwrap_or_default()
    }

    /// The flags by which the program may come here.
    pub(crate) fn flags(&self) -> Vec<String> {
        ["--open-ranges", "127.0.0.0/8", "--delay", "0s", "--ports", &self.port.to_string()].map(str::to_owned).to_vec()
    }
}

fn answer(stream: TcpStream, shelf: &Mutex<Shelf>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.by_ref().take(65_536).read_line(&mut head).ok()? > 0 {}
    let path = head.split(' ').nth(1)?.to_owned();
    let page = {
        let mut shelf = shelf.lock().ok()?;
        shelf.asked.push((path.clone(), head.clone()));
        shelf.pages.get(&path).cloned().unwrap_or_else(|| Page::status(404))
    };
    let etag = page.headers.iter().find(|(name, _)| name == "ETag").map(|(_, value)| value.clone());
    let known = etag.is_some_and(|etag| head.to_lowercase().contains(&format!("if-none-match: {}", etag.to_lowercase())));
    let (status, body) = if known { (304, &[][..]) } else { (page.status, &page.body[..]) };
    let mut out = format!("HTTP/1.1 {status} Some Reason\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in &page.headers {
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    let mut stream = stream;
    stream.write_all(out.as_bytes()).ok()?;
    stream.write_all(b"\r\n").ok()?;
    stream.write_all(body).ok()
}
