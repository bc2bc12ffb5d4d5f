//! `jikenbo user`, `jikenbo audit` and a server for others, from outside.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use common::{Book, Said};

const PASSWORD: &str = "a long walk by the river";

fn with_stdin(book: &Book, arguments: &[&str], stdin: &str, code: i32) -> Said {
    Said::of(&book.jikenbo(arguments).write_stdin(stdin).output().unwrap(), code)
}

fn add(book: &Book, name: &str, role: &str) {
    let said = with_stdin(book, &["user", "add", name, "--role", role], &format!("{PASSWORD}\n"), 0);
    assert!(said.out.starts_with(&format!("added {name}, a")), "{}", said.out);
}

#[test]
fn users_are_added_listed_changed_and_removed() {
    let book = Book::new();
    assert!(book.run(&["user", "list"], 0).out.contains("no users yet: `jikenbo user add NAME --role administrator`"));
    add(&book, "花子", "administrator");
    add(&book, "taro", "reader");
    let list = book.run(&["user", "list"], 0).out;
    assert!(list.contains("花子") && list.contains("administrator") && list.contains("last login never"), "{list}");
    assert!(book.run(&["user", "role", "taro", "reviewer"], 0).out.starts_with("taro is a reviewer now"));
    assert!(
        with_stdin(&book, &["user", "passwd", "taro"], "tram-copper-lattice", 0).out.starts_with("the password of taro is set")
    );
    assert!(book.run(&["user", "remove", "taro"], 0).out.starts_with("removed taro"));
    let json = book.run(&["user", "list", "--json"], 0).out;
    assert!(json.contains("\"花子\"") && !json.contains("taro") && !json.contains("argon2"), "{json}");
    let audit = book.run(&["audit"], 0).out;
    let what: Vec<_> = audit.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(what, ["user.remove", "user.password", "user.role", "user.add", "user.add"]);
    assert!(!audit.contains(PASSWORD));
    assert_eq!(book.run(&["audit", "--limit", "2", "--json"], 0).out.lines().count(), 2);
}

#[test]
fn what_is_wrong_is_told() {
    let book = Book::new();
    add(&book, "aoi", "administrator");
    for (arguments, stdin, says) in [
        (&["user", "add", "rin"][..], "short\n", "expected a password of 12 to 1024 characters, found 5"),
        (&["user", "add", "rin"], "", "expected a password of 12 to 1024 characters, found 0"),
        (&["user", "add", "rin"], "password1234\n", "among the first that are tried"),
        (&["user", "add", "aoi"], "a long walk by the river\n", "expected a name that nobody has, found aoi"),
        (&["user", "add", "a b"], "a long walk by the river\n", "expected a name of 1 to 64 letters"),
        (&["user", "passwd", "nobody"], "a long walk by the river\n", "the user nobody is not in the casebook"),
        (&["user", "remove", "aoi"], "", "expected another administrator to be left, found none"),
        (&["user", "role", "aoi", "reader"], "", "expected another administrator to be left, found none"),
        (&["user", "token", "revoke", "7"], "", "the token 7 is not in the casebook"),
        (&["user", "token", "add", "aoi", "--label", "x", "--expires", "2h"], "", "--expires: expected 1d to 366d"),
    ] {
        let said = with_stdin(&book, arguments, stdin, 1);
        assert!(said.err.contains(says), "{arguments:?}: {}", said.err);
    }
    let said = book.run(&["user", "role", "aoi", "king"], 2);
    assert!(said.err.contains("expected a role (reader, reviewer or administrator), found \"king\""), "{}", said.err);
    // No flag takes a password: other users of the machine see the arguments of every process.
    assert!(!book.run(&["user", "add", "--help"], 0).out.contains("--password"));
}

#[test]
fn tokens_are_made_listed_and_revoked() {
    let book = Book::new();
    add(&book, "aoi", "administrator");
    let said = book.run(&["user", "token", "add", "aoi", "--label", "盤", "--scope", "review", "--expires", "30d"], 0);
    let secret = said.out.trim();
    assert!(secret.starts_with("jikenbo_") && secret.len() == 72 && said.err.contains("token 1 of aoi, shown this once"));
    let list = book.run(&["user", "token", "list", "aoi"], 0).out;
    assert!(
        list.contains("review") && list.contains("盤") && list.contains("last used never") && !list.contains(secret),
        "{list}"
    );
    book.run(&["user", "token", "revoke", "1"], 0);
    assert!(book.run(&["user", "token", "list"], 0).out.contains("revoked 20"));
    assert!(!std::fs::read(book.casebook()).unwrap().windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
}

#[test]
fn changes_of_what_is_watched_are_in_the_audit_log() {
    let book = Book::new();
    book.run(&["watch", "add", "https://www.example.jp/news/"], 0);
    book.run(&["watch", "pause", "1"], 0);
    book.run(&["watch", "resume", "1"], 0);
    book.run(&["watch", "remove", "1"], 0);
    let audit = book.run(&["audit"], 0).out;
    let what: Vec<_> = audit.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(what, ["source.remove", "source.resume", "source.pause", "source.add"]);
    assert!(audit.lines().all(|line| line.contains("https://www.example.jp/news/") && line.contains("local")), "{audit}");
}

#[test]
fn nobody_is_served_from_outside_without_an_administrator() {
    let book = Book::new();
    for (arguments, why) in [
        (&["serve", "--listen", "0.0.0.0:0"][..], "listen: 0.0.0.0 is reached from other machines"),
        (&["serve", "--listen", "[::]:0"], "listen: :: is reached from other machines"),
        (&["serve", "--listen", "127.0.0.1:0", "--public", "https://c.example.jp"], "public: https://c.example.jp is reached"),
        (&["serve", "--listen", "127.0.0.1:0", "--login", "required"], "login: everybody must log in"),
    ] {
        let said = book.run(arguments, 1);
        let how = "expected an administrator among the users, found none; `jikenbo user add NAME --role administrator` adds one";
        assert!(said.err.contains(why) && said.err.contains(how), "{}", said.err);
    }
    add(&book, "rin", "reviewer");
    assert!(book.run(&["serve", "--listen", "0.0.0.0:0"], 1).err.contains("found none"), "a reviewer is no administrator");
}

struct Serving(Child, String);

impl Serving {
    fn new(book: &Book, arguments: &[&str]) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("jikenbo"));
        command.arg("serve").args(arguments).args(["--casebook", "book.db"]).current_dir(book.path(""));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
        Self(child, address)
    }

    fn ask(&self, head: &str) -> String {
        let port = self.1.rsplit(':').next().unwrap();
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        stream.write_all(format!("GET {head}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Ends it, and gives what it told.
    fn end(mut self) -> String {
        self.0.kill().unwrap();
        let mut told = String::new();
        self.0.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        self.0.wait().unwrap();
        told
    }
}

#[test]
fn whoever_comes_from_outside_must_log_in_and_the_missing_tls_is_told() {
    let book = Book::new();
    add(&book, "aoi", "administrator");
    let token = book.run(&["user", "token", "add", "aoi", "--label", "x"], 0).out.trim().to_owned();
    let serving = Serving::new(&book, &["--listen", "0.0.0.0:0"]);
    assert!(serving.ask("/index.json HTTP/1.1\r\nHost: casebook.example.jp").starts_with("HTTP/1.1 401 "));
    let answer = serving.ask(&format!("/index.json HTTP/1.1\r\nHost: casebook.example.jp\r\nAuthorization: Bearer {token}"));
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let told = serving.end();
    assert!(told.contains("is served without TLS: passwords and pages can be read and changed on their way"), "{told}");
    let here = Serving::new(&book, &["--listen", "127.0.0.1:0"]);
    assert!(here.ask("/index.json HTTP/1.1\r\nHost: localhost").starts_with("HTTP/1.1 200 "), "on this machine as ever");
    assert_eq!(here.end(), "");
}
