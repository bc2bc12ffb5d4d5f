//! `jikenbo export`: cases in the forms that other tools accept.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use jikenbo_export::{Options, Stix};
use jikenbo_search::Sort;

use super::output::{draft, free, put};
use super::terminal::line;
use super::{Context, Outcome, tell};
use crate::export::{FORMATS, Format, Out, Progress, Which};
use crate::labels::{Lang, grouped};
use crate::store::{self, Id, IdError, Store};

/// Write cases in a form that other tools accept
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo export --format csv -o cases.csv                 every case, a row each
  jikenbo export --format stix 'kind:ransomware since:2024' -o ransomware.json
  jikenbo export --format markdown C7GH-2WMX               a report of one case
  jikenbo export --list                                    the forms

docs/exports.md tells of each form what it holds, and what it cannot hold.")]
pub(super) struct Args {
    /// The form (--list tells them)
    #[arg(short, long, required_unless_present = "list", value_name = "FORM", value_parser = |name: &str| format(name))]
    format: Option<&'static Format>,
    /// A query as `search` takes it, or the ids of cases; every case, if nothing is said
    #[arg(value_name = "QUERY|ID")]
    what: Vec<String>,
    /// The file to write; without it, standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// The order: newest, oldest, relevance, largest or clipped
    #[arg(long, value_name = "ORDER", value_parser = |text: &str| super::list::order(text))]
    sort: Option<Sort>,
    /// The language of headings and labels: ja or en
    #[arg(long, value_name = "LANGUAGE", default_value = "ja", value_parser = |text: &str| language(text))]
    lang: Lang,
    /// STIX with the incident-core extension and our own properties
    #[arg(long)]
    extended: bool,
    /// Tell the JO model's estimate of damages, too: an estimate, not what was paid
    #[arg(long)]
    estimate: bool,
    /// Leave the notices' texts out
    #[arg(long)]
    without_texts: bool,
    /// Leave the originals out (jsonl), which are most of the bytes; what was written then cannot be taken in again
    #[arg(long)]
    without_originals: bool,
    /// Where the casebook is served, for links back to its pages
    #[arg(long, value_name = "URL", value_parser = |text: &str| address(text))]
    address: Option<String>,
    /// Tell the forms and end
    #[arg(long)]
    list: bool,
}

/// The flags that concern some forms alone, and which.
const KNOWN_BY: [(&str, &[&str]); 3] =
    [("--estimate", &["jsonl", "markdown", "html"]), ("--extended", &["stix"]), ("--without-originals", &["jsonl"])];

fn format(name: &str) -> Result<&'static Format, String> {
    let names = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    Format::named(name).ok_or_else(|| format!("expected one of {}, found {name:?}", names()))
}

pub(super) fn language(text: &str) -> Result<Lang, String> {
    match text {
        "ja" => Ok(Lang::Ja),
        "en" => Ok(Lang::En),
        other => Err(format!("expected ja or en, found {other:?}")),
    }
}

/// Links are made of it, and a link may be followed: no other scheme than the web's.
fn address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if host.is_empty() || !plain {
        return Err(format!("expected an address that begins with http:// or https:// and a host, found {text:?}"));
    }
    Ok(text.to_owned())
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        match self.format {
            Some(format) if !self.list => self.write(context, format),
            _ => list(),
        }
    }

    fn write(&self, context: &Context, format: &'static Format) -> Outcome {
        if let Some(output) = &self.output {
            free(output, self.force)?;
        } else if !format.text && io::stdout().is_terminal() {
            return Err(format!("{} is no text for a terminal: expected a file to write (-o FILE)", format.name).into());
        }
        let which = self.which()?;
        let store = context.open_existing()?.ok_or_else(|| format!("there is no casebook at {}", context.place()))?;
        super::list::in_step(context, &store)?;
        self.warn(format);
        let options = self.options(context, &store, &which)?;
        let done = match &self.output {
            Some(output) => {
                let file = draft(output)?;
                let done = export(context, &store, &which, format, options, Box::new(io::BufWriter::new(file.reopen()?)))?;
                put(file, output, self.force)?;
                tell(&wrote(done, output));
                done
            }
            None => export(context, &store, &which, format, options, Box::new(io::BufWriter::new(io::stdout())))?,
        };
        context.wait(store.close());
        if done == 0 {
            tell("no case is like that: what was written holds none");
        }
        Ok(())
    }

    /// A flag that the form does not know changes nothing, and whoever gave it hoped for something.
    fn warn(&self, format: &Format) {
        let given = [self.estimate, self.extended, self.without_originals];
        for ((flag, forms), given) in KNOWN_BY.iter().zip(given) {
            if given && !forms.contains(&format.name) {
                tell(&format!("warning: {flag} changes nothing of {}; it is for {}", format.name, forms.join(", ")));
            }
        }
    }

    /// Ids, where every word is one; else a query. A mistyped id is no word to search for.
    fn which(&self) -> Outcome<Which> {
        let ids: Result<Vec<Id>, _> = self.what.iter().map(|word| word.parse()).collect();
        match ids {
            Ok(ids) if !ids.is_empty() => Ok(Which::Ids(ids)),
            Err(mistyped @ IdError::Check(_)) => Err(mistyped.to_string().into()),
            _ => Ok(Which::Query(super::list::parsed(&self.what.join(" "))?, self.sort.unwrap_or_default())),
        }
    }

    fn options(&self, context: &Context, store: &Store, which: &Which) -> Outcome<Options> {
        Ok(Options {
            language: self.lang,
            stix: if self.extended { Stix::Extended } else { Stix::Core },
            estimate: self.estimate,
            texts: !self.without_texts,
            originals: !self.without_originals,
            address: self.address.as_deref().map(|address| address.trim_end_matches('/').to_owned()),
            identity: context.wait(store.identity())?,
            now: store::now(),
            query: match which {
                Which::Query(query, _) => query.to_string(),
                Which::Ids(_) => self.what.join(" "),
            },
            chosen: matches!(which, Which::Ids(_)),
        })
    }
}

/// Writes, with a bar on the terminal.
fn export(context: &Context, store: &Store, which: &Which, format: &'static Format, options: Options, out: Out) -> Outcome<u64> {
    let style = "{wide_bar} {pos}/{len} cases, {eta} left";
    // The template is a constant; if it were wrong, indicatif's own would do.
    let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(0).with_style(style);
    let told = |progress: Progress| {
        bar.set_length(progress.total);
        bar.set_position(progress.done);
    };
    let done = context.wait(store.export(which, format, options, out, &told));
    bar.finish_and_clear();
    Ok(done?)
}

fn wrote(done: u64, output: &Path) -> String {
    format!("wrote {}: {} case{}", line(&output.to_string_lossy()), grouped(done), if done == 1 { "" } else { "s" })
}

fn list() -> Outcome {
    let mut out = io::stdout().lock();
    let width = FORMATS.iter().map(|format| format.name.len()).max().unwrap_or(0);
    for format in FORMATS {
        writeln!(out, "{:width$}  {}", format.name, format.about.1)?;
    }
    Ok(out.flush()?)
}
