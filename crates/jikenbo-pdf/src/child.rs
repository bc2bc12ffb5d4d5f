//! The side of the child: limits on itself, a document on standard input, an answer on standard output.

use std::io::{self, BufRead, Read, Write};
use std::panic::catch_unwind;
use std::thread;

use crate::wire::Answer;
use crate::{Error, Limits, read};

/// The stack of the thread that reads: the parser's bound on nesting fits it several times.
const STACK: usize = 64 << 20;

/// The most bytes that the line with the limits may have.
const MAX_LINE: u64 = 4096;

/// Reads a document from standard input and writes the answer to standard output: what the child of [`crate::read_in_child`]
/// does, and all it does. First it takes from itself what it must not use: memory and processor time beyond the limits, which
/// stand as JSON on the first line of the input.
///
/// # Errors
///
/// If the streams fail, or the first line is no limits; the errors of the document are a part of the answer.
pub fn serve_stdin() -> io::Result<()> {
    let mut stdin = io::stdin().lock();
    let mut line = String::new();
    stdin.by_ref().take(MAX_LINE).read_line(&mut line)?;
    let limits: Limits = serde_json::from_str(&line)?;
    restrain(&limits);
    let mut bytes = Vec::new();
    stdin.take(limits.max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    let answer = answer(bytes, limits);
    let mut stdout = io::stdout().lock();
    serde_json::to_writer(&mut stdout, &answer)?;
    stdout.flush()
}

fn answer(bytes: Vec<u8>, limits: Limits) -> Answer {
    let read = move || catch_unwind(|| read(&bytes, &limits));
    let thread = thread::Builder::new().stack_size(STACK).spawn(read);
    let found = match thread.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(found))) => found,
        Ok(_) => Err(Error::Broken("the parser gave up".to_owned())),
        Err(error) => Err(Error::Process(error.to_string())),
    };
    found.map_or_else(Answer::Error, |document| Answer::Document(document.into()))
}

/// Takes memory and time from this process. Where a system refuses, the parent's clock and the parser's own bounds are left.
#[cfg(unix)]
fn restrain(limits: &Limits) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |value: u64| Rlimit { current: Some(value), maximum: Some(value) };
    let _ = setrlimit(Resource::As, most(limits.memory));
    let _ = setrlimit(Resource::Cpu, most(limits.time.as_secs() + 2));
    let _ = setrlimit(Resource::Core, most(0));
}

#[cfg(not(unix))]
fn restrain(_: &Limits) {}
