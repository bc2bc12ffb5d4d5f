//! A time-stamping authority on the loopback address, and OpenSSL behind it where it is installed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// An answer: its status, its Content-Type, its body.
pub(crate) type Answer = (u16, &'static str, Vec<u8>);

pub(crate) const ANSWER_KIND: &str = "application/timestamp-reply";

/// Answers every question that is posted to it. Ends with the test.
pub(crate) struct Authority {
    port: u16,
}

impl Authority {
    pub(crate) fn new(answer: impl Fn(&[u8]) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let answer = Arc::clone(&answer);
                std::thread::spawn(move || converse(stream, &*answer));
            }
        });
        Self { port }
    }

    pub(crate) fn flags(&self) -> Vec<String> {
        let url = format!("http://127.0.0.1:{}/stamp", self.port);
        ["--tsa", &url, "--open-ranges", "127.0.0.0/8", "--ports", &self.port.to_string()].map(str::to_owned).to_vec()
    }
}

fn converse(stream: TcpStream, answer: &dyn Fn(&[u8]) -> Answer) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).ok()? > 0 {}
    let head = head.to_lowercase();
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned());
    let mut question = vec![0; field("content-length:")?.parse().ok()?];
    reader.read_exact(&mut question).ok()?;
    let asked = head.starts_with("post ") && field("content-type:").is_some_and(|kind| kind == "application/timestamp-query");
    let (status, kind, body) = if asked { answer(&question) } else { (415, "text/plain", Vec::new()) };
    let kind = if kind.is_empty() { String::new() } else { format!("Content-Type: {kind}\r\n") };
    let mut stream = stream;
    let head = format!("HTTP/1.1 {status} x\r\nConnection: close\r\n{kind}Content-Length: {}\r\n\r\n", body.len());
    stream.write_all(&[head.as_bytes(), &body].concat()).ok()
}

const SETTINGS: &str = "[here]\nserial = serial\nsigner_cert = stamp.pem\nsigner_key = stamp.key\nsigner_digest = sha256\n\
    default_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\nordering = no\ntsa_name = yes\ness_cert_id_chain = no\n";

/// Keys and certificates of an authority that does not exist, made for one test.
#[derive(Clone)]
pub(crate) struct OpenSsl {
    folder: PathBuf,
}

impl OpenSsl {
    /// Nothing if OpenSSL is not installed.
    pub(crate) fn new(folder: PathBuf) -> Option<Self> {
        if Command::new("openssl").arg("version").output().is_err() {
            println!("skipped: openssl is not installed, and it is what verifies time stamps");
            return None;
        }
        std::fs::create_dir_all(&folder).unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        put("settings", SETTINGS);
        put("other", &SETTINGS.replace("digests = sha256", "digests = sha512"));
        put("serial", "01\n");
        put("use", "extendedKeyUsage = critical,timeStamping\n");
        let made = Self { folder };
        made.run("req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 2 -subj /CN=Root");
        made.run("req -newkey rsa:2048 -nodes -keyout stamp.key -out stamp.csr -subj /CN=Stamp");
        made.run("x509 -req -in stamp.csr -CA root.pem -CAkey root.key -CAcreateserial -out stamp.pem -days 2 -extfile use");
        made.run("req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.pem -days 2 -subj /CN=Other");
        Some(made)
    }

    fn run(&self, arguments: &str) {
        let output = Command::new("openssl").args(arguments.split(' ')).current_dir(&self.folder).output().unwrap();
        assert!(output.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// The certificate of the root, and that of another.
    pub(crate) fn roots(&self) -> [String; 2] {
        ["root.pem", "other.pem"].map(|name| self.folder.join(name).to_str().unwrap().to_owned())
    }

    /// What OpenSSL answers to a question, with the named settings. One question at a time.
    pub(crate) fn answer(&self, question: &[u8], settings: &str) -> Vec<u8> {
        std::fs::write(self.folder.join("question"), question).unwrap();
        self.run(&format!("ts -reply -config {settings} -section here -queryfile question -out answer"));
        std::fs::read(self.folder.join("answer")).unwrap()
    }

    /// Whether OpenSSL verifies an answer that was kept in a file.
    pub(crate) fn verifies(&self, answer: &Path, digest: &str) -> bool {
        let mut command = Command::new("openssl");
        command.args(["ts", "-verify", "-digest", digest, "-CAfile", "root.pem", "-in"]).arg(answer);
        command.current_dir(&self.folder).output().unwrap().status.success()
    }
}
