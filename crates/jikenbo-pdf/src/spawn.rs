//! The side of the parent: a child for a document, and its end.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{self, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use jikenbo_model::Notice;

use crate::page::Run;
use crate::wire::Answer;
use crate::{Document, Error, Limits, gate};

/// How much of what the child says of its end is kept.
const MAX_SAID: u64 = 4096;

/// How long to wait between looks at a child that has answered and not ended.
const PAUSE: Duration = Duration::from_millis(2);

/// How long to wait for the last words of a child that has ended.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Who reads documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// The program: this one, mostly ([`std::env::current_exe`]).
    pub program: PathBuf,
    /// The arguments with which it calls [`crate::serve_stdin`].
    pub arguments: Vec<OsString>,
    /// Poppler's `pdftotext`, if vertical text is to be read by it: it keeps the order of such text, and is not ours to link.
    pub pdftotext: Option<PathBuf>,
}

/// Reads a document in a child that is ended when it takes longer than [`Limits::time`], and that may take no more memory than
/// [`Limits::memory`] (on systems that bound it).
///
/// # Errors
///
/// See [`Error`].
pub fn read_in_child(bytes: &[u8], limits: &Limits, child: &Child) -> Result<Document, Error> {
    if bytes.len() > limits.max_bytes {
        return Err(Error::TooLarge { found: bytes.len(), limit: limits.max_bytes });
    }
    let mut command = Command::new(&child.program);
    // The library takes its bound on a stream from the environment alone.
    command.args(&child.arguments).env("PDF_OXIDE_MAX_DECOMPRESS_MB", (limits.max_stream >> 20).max(1).to_string());
    let mut line = serde_json::to_vec(limits).map_err(|error| Error::Process(error.to_string()))?;
    line.push(b'\n');
    line.extend_from_slice(bytes);
    let out = run(command, line, limits)?;
    let document = match serde_json::from_slice(&out) {
        Ok(Answer::Document(text)) => text.document().ok_or_else(|| Error::Crashed("spans outside its text".to_owned()))?,
        Ok(Answer::Error(error)) => return Err(error),
        Err(_) => return Err(Error::Crashed("an answer that is no JSON".to_owned())),
    };
    match &child.pdftotext {
        Some(program) if document.vertical => raw(bytes, limits, program, document),
        _ => Ok(document),
    }
}

/// The document with its text as `pdftotext -raw` reads it.
fn raw(bytes: &[u8], limits: &Limits, program: &PathBuf, document: Document) -> Result<Document, Error> {
    let mut command = Command::new(program);
    command.args(["-raw", "-nopgbrk", "-q", "-enc", "UTF-8", "-", "-"]);
    let out = run(command, bytes.to_vec(), limits)?;
    let text = unwrapped(&String::from_utf8_lossy(&out));
    gate::check(document.pages, &[&Run::plain(&text)])?;
    let notice = Notice { near: document.notice.near, ..Notice::plain(&text) };
    Ok(Document { notice, ..document })
}

/// Lines that end because the column does are joined with the next.
fn unwrapped(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| line.trim().chars().filter(|c| !c.is_control()).collect()).collect();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for line in &lines {
        out.push_str(line);
        if line.ends_with('。') || line.chars().count() + 2 < longest {
            out.push('\n');
        }
    }
    out
}

/// Runs a program on the input; its output.
fn run(mut command: Command, input: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, Error> {
    let deadline = Instant::now() + limits.time;
    let most = limits.max_chars as u64 * 32 + (1 << 20);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| Error::Process(error.to_string()))?;
    bound(&child, limits);
    // The threads are left to themselves: one that a child's own child keeps waiting must not keep us.
    if let Some(mut stdin) = child.stdin.take() {
        // The child may answer before it has read everything, or end: a broken pipe is no error of its own.
        thread::spawn(move || stdin.write_all(&input));
    }
    let out = drained(child.stdout.take(), most);
    let said = drained(child.stderr.take(), MAX_SAID);
    let out = out.recv_timeout(deadline.saturating_duration_since(Instant::now()));
    let status = if out.is_ok() { ended(&mut child, deadline) } else { None };
    if status.is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
    match (out, status) {
        (Ok(out), Some(status)) if status.success() && out.len() as u64 <= most => Ok(out),
        (Ok(_), Some(status)) if status.success() => Err(Error::Crashed(format!("an answer of over {most} bytes"))),
        (_, Some(status)) => Err(why(status, &said.recv_timeout(LAST_WORDS).unwrap_or_default(), limits)),
        (_, None) => Err(Error::TooSlow { limit: milliseconds(limits) }),
    }
}

/// What a stream gives, once it has ended.
fn drained(stream: Option<impl Read + Send + 'static>, most: u64) -> mpsc::Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(drain(stream, most)));
    receive
}

/// All that a stream gives, up to `most` bytes and one; the rest is read and dropped, so that the child is not held up.
fn drain(stream: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(mut stream) = stream {
        let _ = stream.by_ref().take(most + 1).read_to_end(&mut out);
        let _ = io::copy(&mut stream, &mut io::sink());
    }
    out
}

/// The child's end, if it comes in time.
fn ended(child: &mut process::Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => thread::sleep(PAUSE),
            _ => return None,
        }
    }
}

fn milliseconds(limits: &Limits) -> u64 {
    u64::try_from(limits.time.as_millis()).unwrap_or(u64::MAX)
}

/// What the end of a child without an answer means. The allocator and the stack say their last words on standard error.
fn why(status: ExitStatus, said: &[u8], limits: &Limits) -> Error {
    let said = String::from_utf8_lossy(said);
    if said.contains("memory allocation of") {
        return Error::TooMuchMemory { limit: limits.memory };
    }
    if said.contains("overflowed its stack") {
        return Error::TooDeep { limit: limits.max_depth };
    }
    if out_of_time(status) {
        return Error::TooSlow { limit: milliseconds(limits) };
    }
    let said: String = said.lines().next_back().unwrap_or("").chars().filter(|c| !c.is_control()).take(200).collect();
    Error::Crashed(if said.is_empty() { status.to_string() } else { format!("{status}: {said}") })
}

/// Whether the system ended the child because its processor time was used up.
#[cfg(unix)]
fn out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn out_of_time(_: ExitStatus) -> bool {
    false
}

/// Bounds the memory of a child that does not bound itself.
#[cfg(target_os = "linux")]
fn bound(child: &process::Child, limits: &Limits) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let most = Rlimit { current: Some(limits.memory), maximum: Some(limits.memory) };
    let _ = prlimit(Pid::from_raw(child.id().cast_signed()), Resource::As, most);
}

#[cfg(not(target_os = "linux"))]
fn bound(_: &process::Child, _: &Limits) {}
