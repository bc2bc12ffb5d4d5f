//! `jikenbo read`: records without a casebook.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use jikenbo_model::{Notice, Reading, to_json};
use jikenbo_read::Reader;

use super::options::Pages;
use super::read_lines;
use super::record_text::record_text;
use super::{Context, Fail, Outcome, tell};
use crate::capture::{Input, in_order, open, plain, read_all};

/// Read pages without a casebook: print the record of each notice
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo read page.html                    for people, on a terminal
  jikenbo read page.html | jq .timeline     JSON, one object a line, elsewhere
  jikenbo read --one --out records *.txt    records/NAME.json for each file
  jikenbo read --out records listing.html   records/01.json, 02.json … for a page of several notices
  jikenbo read --lines notices.jsonl        a record a line, for any number of notices")]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) pages: Pages,
    /// Write one JSON file a notice into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print JSON on a terminal too
    #[arg(long)]
    json: bool,
    /// Every line of the files is a notice: {"text": …}, with id, url and title if known. Of any length, in bounded memory
    #[arg(long, conflicts_with_all = ["form", "one", "out"])]
    lines: bool,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let (inputs, options) = (self.pages.inputs(), self.pages.options(context)?);
        if self.lines {
            return read_lines::run(&inputs, &options);
        }
        let reader = Reader::embedded();
        let mut sink = match &self.out {
            Some(folder) => Sink::Folder(Folder::new(folder)?),
            None if self.json || !io::stdout().is_terminal() => Sink::Json,
            None => Sink::People,
        };
        let work = |input: &Input| open(input, &options).map(|opened| read_all(&reader, opened.notices));
        let mut failed = false;
        in_order(&inputs, work, |ready| -> Outcome {
            for (input, done) in inputs.iter().zip(ready) {
                let done = done.map_err(|error| error.to_string()).map(|notices| sink.put(input, &notices));
                match done {
                    Ok(Ok(())) => {}
                    Ok(Err(Fail::Message(why))) | Err(why) => {
                        tell(&format!("{input}: {why}"));
                        failed = true;
                    }
                    Ok(Err(fail)) => return Err(fail),
                }
            }
            Ok(())
        })?;
        if failed { Err(Fail::Told) } else { Ok(()) }
    }
}

/// Where records go.
enum Sink {
    /// Standard output, an object a line.
    Json,
    /// Standard output, to be read.
    People,
    /// A file each.
    Folder(Folder),
}

impl Sink {
    fn put(&mut self, input: &Input, notices: &[(Notice, Reading)]) -> Outcome {
        if let Self::Folder(folder) = self {
            return folder.put(input, notices);
        }
        let mut out = io::BufWriter::new(io::stdout().lock());
        for (notice, reading) in notices {
            match self {
                Self::People => writeln!(out, "{}", record_text(notice, reading))?,
                _ => writeln!(out, "{}", to_json(reading, &notice.text))?,
            }
        }
        Ok(out.flush()?)
    }
}

/// A folder of records, and which input each name came from.
struct Folder {
    path: PathBuf,
    names: BTreeMap<String, String>,
}

impl Folder {
    fn new(path: &Path) -> Outcome<Self> {
        fs::create_dir_all(path).map_err(|error| format!("{}: {}", path.display(), plain(&error)))?;
        Ok(Self { path: path.to_owned(), names: BTreeMap::new() })
    }

    fn put(&mut self, input: &Input, notices: &[(Notice, Reading)]) -> Outcome {
        let names = names(input, notices.len());
        if let Some((name, other)) = names.iter().find_map(|name| self.names.get_key_value(name)) {
            return Err(format!("its record would be {name}, which is that of {other}; give another --out").into());
        }
        for (name, (notice, reading)) in names.into_iter().zip(notices) {
            let path = self.path.join(&name);
            let json = format!("{:#}\n", to_json(reading, &notice.text));
            fs::write(&path, json).map_err(|error| format!("{}: {}", path.display(), plain(&error)))?;
            self.names.insert(name, input.to_string());
        }
        Ok(())
    }
}

/// The names of an input's records: its own where it holds one notice, else numbers in page order.
fn names(input: &Input, notices: usize) -> Vec<String> {
    if notices == 1 {
        let stem = match input {
            Input::File(path) => path.file_stem().map_or_else(|| "record".into(), |stem| stem.to_string_lossy().into_owned()),
            Input::Stdin => "stdin".to_owned(),
        };
        return vec![format!("{stem}.json")];
    }
    let digits = notices.to_string().len().max(2);
    (1..=notices).map(|n| format!("{n:0digits$}.json")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_named_as_the_scorer_takes_them() {
        let file = Input::File("a/7 notice.html".into());
        assert_eq!(names(&file, 1), ["7 notice.json"]);
        assert_eq!(names(&Input::Stdin, 1), ["stdin.json"]);
        assert_eq!(names(&file, 2), ["01.json", "02.json"]);
        assert_eq!(names(&file, 120)[119], "120.json");
        assert_eq!(names(&file, 120)[0], "001.json");
    }
}
