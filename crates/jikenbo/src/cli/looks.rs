//! What looks at addresses tell on a terminal: a line each, after it is stored.

use std::io::{self, Write};

use super::tell;
use super::terminal::line;
use crate::gather::Look;
use crate::store::{Fate, Outcome};

/// What was seen so far.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// Say only what failed.
    quiet: bool,
    /// Tell also of pages that are no notices.
    all: bool,
    new: usize,
    changed: usize,
    known: usize,
    missing: usize,
    others: usize,
    failed: Vec<String>,
}

impl Looks {
    /// Says only what failed, if `quiet`; tells also of pages that are no notices, if `all`.
    pub(super) fn new(quiet: bool, all: bool) -> Self {
        Self { quiet, all, ..Self::default() }
    }

    /// Tells what a look showed.
    pub(super) fn add(&mut self, look: &Look) {
        for (fate, ids, organization, title) in &look.notices {
            let what = match fate {
                Fate::New => "clipped",
                Fate::Changed => "changed",
                Fate::Known => {
                    self.known += 1;
                    continue;
                }
            };
            *(if *fate == Fate::New { &mut self.new } else { &mut self.changed }) += 1;
            let name = organization.as_ref().map(|name| format!("{}  ", line(name))).unwrap_or_default();
            self.say(&format!("{what} {}  {name}{}", ids.case, line(title)));
        }
        self.other(look);
    }

    fn other(&mut self, look: &Look) {
        let url = line(&look.url);
        match look.outcome {
            Outcome::New | Outcome::Changed | Outcome::Index => {}
            Outcome::Same | Outcome::NotModified => self.known += usize::from(look.notices.is_empty()),
            Outcome::NotANotice | Outcome::NoText => {
                self.others += 1;
                if self.all || look.outcome == Outcome::NoText {
                    self.say(&format!("not a notice  {url}: {}", line(&look.detail)));
                }
            }
            Outcome::Missing | Outcome::Lost => {
                self.missing += 1;
                let last = look.last_good.split('T').next().filter(|day| !day.is_empty());
                let last = last.map(|day| format!(", last seen on {day}")).unwrap_or_default();
                let what =
                    if look.outcome == Outcome::Lost { "the notice is not on the page now" } else { "not found (404 or 410)" };
                self.say(&format!("missing  {url}: {what}{last}"));
            }
            Outcome::Failed => self.failed.push(format!("{url}: {}", line(&look.detail))),
        }
    }

    fn say(&self, words: &str) {
        if !self.quiet {
            // Whoever listened may be gone; the work goes on.
            let _ = writeln!(io::stdout(), "{words}");
        }
    }

    /// Whether any page failed.
    pub(super) fn failed(&self) -> &[String] {
        &self.failed
    }

    /// Whether a page was not there.
    pub(super) fn missing(&self) -> bool {
        self.missing > 0
    }

    /// Tells of the pages that failed, on standard error.
    pub(super) fn tell_failed(&self) {
        self.failed.iter().for_each(|why| tell(why));
    }

    /// The line at the end.
    pub(super) fn summary(&self) -> String {
        let mut out = format!("clipped {}", self.new);
        for (many, what) in [(self.changed, "changed"), (self.missing, "missing")] {
            if many > 0 {
                out.push_str(&format!(", {what} {many}"));
            }
        }
        out.push_str(&format!(", already known {}", self.known));
        if self.others > 0 {
            out.push_str(&format!(", not notices {}", self.others));
        }
        out.push_str(&format!(", failed {}", self.failed.len()));
        out
    }
}
