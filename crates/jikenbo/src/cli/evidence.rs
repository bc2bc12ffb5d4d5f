//! `jikenbo evidence`: packages that others can look at and check.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use jikenbo_archive::{Digest, Limits};
use jikenbo_stamp::Token;

use super::network::Network;
use super::output::{draft, free, put};
use super::terminal::line;
use super::{Context, Fail, Outcome};
use crate::evidence::{self, Checked, Stamped, Told};
use crate::labels::grouped;
use crate::store::Id;

/// Keep all that was seen of a case in one file (WACZ), which others can look at and check; or check such a file
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:
  jikenbo evidence C7GH-2WMX -o case.wacz
  jikenbo evidence C7GH-2WMX -o case.wacz --tsa http://timestamp.example.jp/ --tsr
  jikenbo evidence verify case.wacz"
)]
pub(super) struct Args {
    #[command(subcommand)]
    check: Option<Check>,
    /// The ids of cases or of notices
    #[arg(required = true, value_name = "ID")]
    ids: Vec<Id>,
    /// The file to write
    #[arg(short, long, required = true, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// Ask this authority to stamp the package with the time (RFC 3161)
    #[arg(long, value_name = "URL")]
    tsa: Option<String>,
    /// Keep the authority's answer beside the package, too, as FILE.tsr
    #[arg(long, requires = "tsa")]
    tsr: bool,
    #[command(flatten)]
    network: Network,
}

/// What else is done with packages.
#[derive(Debug, clap::Subcommand)]
enum Check {
    Verify(Verify),
}

/// Check a package, whoever made it: hash everything again, follow every pointer, read the time stamp
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo evidence verify case.wacz           what does not hold is named; the exit status is then 1
  jikenbo evidence verify case.wacz --tsa-ca authority.pem")]
struct Verify {
    /// The package
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Have OpenSSL verify the time stamp: its certificates must lead to one in this file (PEM)
    #[arg(long, value_name = "FILE")]
    tsa_ca: Option<PathBuf>,
    /// Print only what does not hold
    #[arg(short, long)]
    quiet: bool,
}

impl From<evidence::Error> for Fail {
    fn from(error: evidence::Error) -> Self {
        Self::Message(line(&error.to_string()))
    }
}

impl Args {
    /// The settings that the flags give.
    pub(super) fn settings(&self) -> Vec<(&'static str, String)> {
        self.network.settings()
    }

    pub(super) fn run(&self, context: &Context) -> Outcome {
        match (&self.check, &self.output) {
            (Some(Check::Verify(verify)), _) => verify.run(),
            (None, Some(output)) => self.write(context, output),
            (None, None) => Err("expected a file to write (-o FILE), found none".to_owned().into()),
        }
    }

    fn write(&self, context: &Context, output: &Path) -> Outcome {
        let beside = beside(output);
        free(output, self.force)?;
        if self.tsr {
            free(&beside, self.force)?;
        }
        let missing = || format!("there is no casebook at {}", context.place());
        let store = context.open_existing()?.ok_or_else(missing)?;
        let mut file = draft(output)?;
        let written = context.wait(evidence::write(&store, &self.ids, BufWriter::new(file.as_file_mut())));
        context.wait(store.close());
        let (sealed, told) = written?;
        let digest = sealed.digest();
        let stamped = self.stamped(context, digest)?;
        let token = stamped.as_ref().map(|stamped| stamped.token.as_slice());
        sealed.finish(token).map_err(evidence::Error::from)?.flush()?;
        put(file, output, self.force)?;
        if let Some(stamped) = stamped.as_ref().filter(|_| self.tsr) {
            let mut file = draft(&beside)?;
            file.write_all(&stamped.answer)?;
            put(file, &beside, self.force)?;
        }
        let mut out = io::stdout().lock();
        let counts = counted(&told);
        writeln!(out, "wrote {}: {counts}; datapackage.json has {digest}", line(&output.to_string_lossy()))?;
        stamped.iter().try_for_each(|stamped| writeln!(out, "{}", says(&stamped.says)))?;
        Ok(out.flush()?)
    }

    fn stamped(&self, context: &Context, digest: Digest) -> Outcome<Option<Stamped>> {
        let Some(authority) = &self.tsa else { return Ok(None) };
        let fetcher = self.network.fetcher(context)?;
        Ok(Some(context.wait(evidence::ask(&fetcher, authority, digest.0))?))
    }
}

/// What is in a package, in words.
fn counted(told: &Told) -> String {
    let of = |count: usize, one: &str| format!("{} {one}{}", grouped(count as u64), if count == 1 { "" } else { "s" });
    [of(told.notices, "notice"), of(told.versions, "version"), of(told.captures, "capture")].join(", ")
}

/// `FILE.tsr` for `FILE`.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".tsr");
    name.into()
}

/// What a time stamp says, in a line.
fn says(token: &Token) -> String {
    let accuracy = token.accuracy.map_or(String::new(), |accuracy| format!(" (within {accuracy:?})"));
    let time = token.time.strftime("%Y-%m-%d %H:%M:%S%.f UTC");
    format!("time stamp: {time}{accuracy}, number {}, policy {}", token.serial, token.policy)
}

impl Verify {
    fn run(&self) -> Outcome {
        let name = self.file.to_string_lossy();
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {}", line(&name), line(&error.to_string()));
        let file = File::open(&self.file).map_err(|error| wrong(&crate::capture::plain(&error)))?;
        let mut checked = evidence::check(BufReader::new(file)).map_err(|error| wrong(&error))?;
        let signed = self.signed(&mut checked)?;
        let mut out = io::stdout().lock();
        for fault in &checked.faults {
            writeln!(out, "{}", line(fault))?;
        }
        if checked.report.unnamed > 0 {
            let most = Limits::default().faults as u64;
            writeln!(out, "{} more, after the first {}", grouped(checked.report.unnamed), grouped(most))?;
        }
        if !self.quiet {
            self.tell(&mut out, &checked, signed)?;
        }
        out.flush()?;
        if checked.holds() { Ok(()) } else { Err(Fail::Told) }
    }

    /// Has the signature verified, if certificates are given: whether it was. What does not hold is added to the faults.
    fn signed(&self, checked: &mut Checked) -> Outcome<bool> {
        let Some(authorities) = &self.tsa_ca else { return Ok(false) };
        let (Some(token), Some(digest), true) = (&checked.report.time_stamp, &checked.report.digest, checked.stamp.is_some())
        else {
            if checked.report.time_stamp.is_none() {
                checked.faults.push("datapackage-digest.json: expected a time stamp, found none".to_owned());
            }
            return Ok(false);
        };
        // OpenSSL would tell of a file that cannot be read in many words, as if it were the signature's fault.
        let readable = File::open(authorities).map_err(|error| crate::capture::plain(&error));
        readable.map_err(|why| format!("{}: {why}", line(&authorities.to_string_lossy())))?;
        let why = evidence::verify(digest, token, authorities)?;
        let holds = why.is_none();
        checked.faults.extend(why.map(|why| format!("datapackage-digest.json: the time stamp's signature, says OpenSSL: {why}")));
        Ok(holds)
    }

    fn tell(&self, out: &mut impl Write, checked: &Checked, signed: bool) -> io::Result<()> {
        let report = &checked.report;
        for note in &report.notes {
            writeln!(out, "note: {note}")?;
        }
        if let Some(digest) = &report.digest {
            writeln!(out, "datapackage.json has {digest}")?;
        }
        match (&checked.stamp, &report.digest) {
            (Some(token), _) if signed => writeln!(out, "{}; OpenSSL verified its signature", says(token))?,
            (Some(token), Some(digest)) => {
                writeln!(out, "{}; its signature was not verified: --tsa-ca FILE, or", says(token))?;
                let name = self.file.to_string_lossy();
                let authorities = self.tsa_ca.as_deref().unwrap_or(Path::new("authority.pem"));
                for command in evidence::commands(&name, digest, &authorities.to_string_lossy()) {
                    writeln!(out, "  {}", line(&command))?;
                }
            }
            _ => {}
        }
        let faults = checked.faults.len() as u64 + report.unnamed;
        writeln!(
            out,
            "checked {} files, {} records, {} pages: {} do not hold",
            grouped(report.files),
            grouped(report.records),
            grouped(report.pages),
            grouped(faults)
        )
    }
}
