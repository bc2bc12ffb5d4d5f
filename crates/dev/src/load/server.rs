//! The server that is measured: the release build, with a generated casebook that is kept for the next time.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::generate::notice;
use crate::root;

/// A `jikenbo serve` that ends with its owner.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Its host and port.
    pub at: String,
}

impl Server {
    /// Serves a casebook of so many generated notices, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// A program that is not built or does not answer, in words.
    pub fn of(notices: u64) -> Result<Self, String> {
        let program = root().join("target/release/jikenbo");
        if !program.exists() {
            return Err("expected target/release/jikenbo; `cargo build --release` makes it".to_owned());
        }
        let casebook = casebook(&program, notices)?;
        let mut serve = Command::new(&program);
        serve.arg("--casebook").arg(&casebook).args(["serve", "--listen", "127.0.0.1:0"]);
        let mut child = serve.stdout(Stdio::piped()).spawn().map_err(|e| format!("{}: {e}", program.display()))?;
        let said = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
        let address = said.map_while(Result::ok).find_map(|line| address(&line));
        match address {
            Some(at) => Ok(Self { child, at }),
            None => {
                let _ = child.kill();
                Err("expected the server to tell its address; it ended instead".to_owned())
            }
        }
    }

    /// The most memory that it has used so far, in bytes; `None` where the system does not tell.
    #[must_use]
    pub fn peak_memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `the casebook is at http://127.0.0.1:40113/ (Ctrl-C ends)`
fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://")?;
    rest.split_once('/').map(|(at, _)| at.to_owned())
}

/// Made under another name first, so that one that was not finished is never taken for whole.
fn casebook(program: &Path, notices: u64) -> Result<PathBuf, String> {
    let folder = root().join("target/load");
    let ready = folder.join(format!("{notices}.db"));
    if ready.exists() {
        return Ok(ready);
    }
    let (pages, making) = (folder.join(format!("{notices}")), folder.join(format!("{notices}.making.db")));
    let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(&pages).map_err(|e| told(&pages, e))?;
    // What a making before left unfinished.
    for left in ["db", "db-wal", "db-shm"] {
        let _ = fs::remove_file(making.with_extension(left));
    }
    let _ = fs::remove_dir_all(making.with_extension("db.index"));
    for n in 0..notices {
        let path = pages.join(format!("{n:06}.txt"));
        fs::write(&path, notice(n)).map_err(|e| told(&path, e))?;
    }
    println!("clipping {notices} notices into {}", ready.display());
    let clip = Command::new(program).arg("--casebook").arg(&making).arg("clip").arg(&pages).stdout(Stdio::null()).status();
    let status = clip.map_err(|e| told(program, e))?;
    if !status.success() {
        return Err(format!("expected `jikenbo clip` to succeed, found {status}"));
    }
    fs::remove_dir_all(&pages).map_err(|e| told(&pages, e))?;
    let index = |book: &Path| book.with_extension("db.index");
    if index(&making).exists() {
        let _ = fs::remove_dir_all(index(&ready));
        fs::rename(index(&making), index(&ready)).map_err(|e| told(&making, e))?;
    }
    fs::rename(&making, &ready).map_err(|e| told(&making, e))?;
    Ok(ready)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_address_is_read_from_what_the_server_says() {
        assert_eq!(address("the casebook is at http://127.0.0.1:40113/ (Ctrl-C ends)").as_deref(), Some("127.0.0.1:40113"));
        assert_eq!(address("nothing"), None);
    }
}
