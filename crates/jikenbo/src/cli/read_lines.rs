//! `jikenbo read --lines`: a stream of notices, a JSON object a line, in memory that does not grow with their number.

use std::io::{self, BufRead, BufReader, Read, Write};

use jikenbo_model::{Notice, Reading, to_json};
use jikenbo_read::Reader;
use serde_json::{Map, Value};

use super::{Fail, Outcome, tell};
use crate::capture::{Input, Options, plain, read_all};

/// A portion of the stream: so much is held at once, and shared over the cores.
const LINES: usize = 1024;
const BYTES: usize = 8 << 20;

/// Reads every line of every input and prints its record, with the line's own `id` if it has one.
pub(super) fn run(inputs: &[Input], options: &Options) -> Outcome {
    let reader = Reader::embedded();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut failed = false;
    for input in inputs {
        if let Err(why) = stream(&reader, input, options, &mut out, &mut failed)? {
            tell(&format!("{input}: {why}"));
            failed = true;
        }
    }
    out.flush()?;
    if failed { Err(Fail::Told) } else { Ok(()) }
}

/// One input. The outer result is what cannot be written, the inner what cannot be read.
fn stream(
    reader: &Reader,
    input: &Input,
    options: &Options,
    out: &mut impl Write,
    failed: &mut bool,
) -> Outcome<Result<(), String>> {
    let source: Box<dyn Read> = match input {
        Input::Stdin => Box::new(io::stdin().lock()),
        Input::File(path) => match std::fs::File::open(path) {
            Ok(file) => Box::new(file),
            Err(error) => return Ok(Err(plain(&error))),
        },
    };
    let mut lines = Lines { source: BufReader::with_capacity(1 << 16, source), number: 0, longest: options.max_size };
    loop {
        let (mut notices, mut ids, mut bytes) = (Vec::new(), Vec::new(), 0);
        let mut ended = false;
        while notices.len() < LINES && bytes < BYTES {
            match lines.next() {
                Next::Notice(notice, id) => {
                    bytes += notice.text.len();
                    notices.push(notice);
                    ids.push(id);
                }
                Next::Bad(why) => {
                    tell(&format!("{input}:{}: {why}", lines.number));
                    *failed = true;
                }
                Next::Broken(why) => return Ok(Err(why)),
                Next::End => {
                    ended = true;
                    break;
                }
            }
        }
        for ((notice, reading), id) in read_all(reader, notices).iter().zip(ids) {
            writeln!(out, "{}", record(notice, reading, id))?;
        }
        if ended {
            return Ok(Ok(()));
        }
    }
}

fn record(notice: &Notice, reading: &Reading, id: Option<Value>) -> Value {
    let json = to_json(reading, &notice.text);
    let Some(id) = id else { return json };
    let mut whole = Map::new();
    whole.insert("id".to_owned(), id);
    if let Value::Object(fields) = json {
        whole.extend(fields);
    }
    Value::Object(whole)
}

/// The lines of an input, each no longer than is allowed.
struct Lines<R> {
    source: R,
    /// 1-based, of the line read last.
    number: usize,
    longest: u64,
}

enum Next {
    Notice(Notice, Option<Value>),
    /// A line that is no notice: the rest goes on.
    Bad(String),
    /// The input cannot be read on.
    Broken(String),
    End,
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> Next {
        loop {
            self.number += 1;
            let mut line = Vec::new();
            match (&mut self.source).take(self.longest + 1).read_until(b'\n', &mut line) {
                Ok(0) => return Next::End,
                Ok(read) if read as u64 > self.longest => return self.too_long(),
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => return notice(&line),
                Err(error) => return Next::Broken(plain(&error)),
            }
        }
    }

    /// Passes the rest of a line that is too long, holding none of it.
    fn too_long(&mut self) -> Next {
        loop {
            let (passed, ended) = match self.source.fill_buf() {
                Ok([]) => break,
                Ok(bytes) => bytes.iter().position(|b| *b == b'\n').map_or((bytes.len(), false), |at| (at + 1, true)),
                Err(error) => return Next::Broken(plain(&error)),
            };
            self.source.consume(passed);
            if ended {
                break;
            }
        }
        Next::Bad(format!("the line is longer than {} bytes; --max-size allows more", self.longest))
    }
}

/// `{"text": …}`, and if they are there `id`, `url` and `title` (which must stand in the text).
fn notice(line: &[u8]) -> Next {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => return Next::Bad(format!("expected a JSON object with a text, found no JSON ({error})")),
    };
    let said = |key: &str| value.get(key).and_then(Value::as_str);
    let Some(text) = said("text") else {
        return Next::Bad("expected a JSON object with a text, found none".to_owned());
    };
    let mut notice = Notice::plain(text);
    notice.url = said("url").map(Into::into);
    if let Some(title) = said("title") {
        let Some(at) = text.find(title) else {
            return Next::Bad("expected a title that stands in the text, found another".to_owned());
        };
        notice.title = Some(jikenbo_model::Span::new(at, at + title.len()));
    }
    Next::Notice(notice, value.get("id").cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, longest: u64) -> Vec<String> {
        let mut lines = Lines { source: text.as_bytes(), number: 0, longest };
        let mut all = Vec::new();
        loop {
            all.push(match lines.next() {
                Next::Notice(notice, id) => format!("{}: {:?} {}", lines.number, notice.text, id.unwrap_or_default()),
                Next::Bad(why) | Next::Broken(why) => format!("{}: {why}", lines.number),
                Next::End => return all,
            });
        }
    }

    #[test]
    fn each_line_is_a_notice_or_says_why_not() {
        let text = "{\"text\":\"一\"}\n\n{\"id\":7,\"text\":\"二\",\"title\":\"二\"}\n[1]\n{\"text\":\"三\",\"title\":\"四\"}\nx\n{\"text\":\"五\"}";
        let found = lines(text, 60);
        assert_eq!(found[..2], ["1: \"一\" null", "3: \"二\" 7"]);
        assert_eq!(found[2], "4: expected a JSON object with a text, found none");
        assert_eq!(found[3], "5: expected a title that stands in the text, found another");
        assert!(found[4].starts_with("6: expected a JSON object with a text, found no JSON"), "{}", found[4]);
        assert_eq!(found[5..], ["7: \"五\" null"]);
    }

    #[test]
    fn a_line_too_long_is_passed_and_the_next_is_read() {
        let text = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"二\"}}\n{}", "あ".repeat(40_000), "x".repeat(100_000));
        let found = lines(&text, 64);
        assert_eq!(found[0], "1: the line is longer than 64 bytes; --max-size allows more");
        assert_eq!(found[1], "2: \"二\" null");
        assert_eq!(found.len(), 3);
    }
}
