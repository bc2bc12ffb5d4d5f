//! `jikenbo rules`: the rule pages, built in or in a folder.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jikenbo_read::rule::{self, Failure};
use jikenbo_read::{Reader, Rules};

use super::table::{Align, table};
use super::{Fail, Outcome, tell};
use crate::capture::plain;

/// Look at the rule pages, or check a folder of them
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Check a folder of rule pages: load it, and read every example
    #[command(after_help = "Examples:
  jikenbo rules check .        a folder that holds rules/ and lexicon/
  jikenbo rules check rules    or the rules themselves")]
    Check {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// List the rule pages built into the program
    #[command(after_help = "Examples:
  jikenbo rules list")]
    List,
    /// Show a rule page built into the program
    #[command(after_help = "Examples:
  jikenbo rules show timeline/discovery")]
    Show {
        /// Its key and code: timeline/discovery
        #[arg(value_name = "ID")]
        id: String,
    },
}

impl Command {
    pub(super) fn run(&self) -> Outcome {
        match self {
            Self::Check { folder } => check(folder),
            Self::List => list(),
            Self::Show { id } => show(id),
        }
    }
}

fn check(folder: &Path) -> Outcome {
    let files = files(folder)?;
    let rules = Rules::load(&files).map_err(|errors| {
        for error in &errors {
            tell(&format!("error: {error}"));
        }
        tell(&format!("{}: {} wrong", folder.display(), many(errors.len(), "place")));
        Fail::Told
    })?;
    let reader = Reader::new(rules);
    let failures = rule::check(&reader);
    let mut out = io::stdout().lock();
    for failure in &failures {
        write!(out, "{}", report(failure))?;
    }
    let pages = reader.rules().pages();
    let examples: usize = pages.iter().map(|page| examples(&page.source)).sum();
    writeln!(out, "{}, {}, {} read otherwise", many(pages.len(), "page"), many(examples, "example"), failures.len())?;
    if failures.is_empty() { Ok(()) } else { Err(Fail::Told) }
}

fn many(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn report(failure: &Failure) -> String {
    let lines = |lines: &[String]| match lines {
        [] => "    nothing\n".to_owned(),
        lines => lines.iter().map(|l| format!("    {l}\n")).collect(),
    };
    let input: String = failure.input.lines().map(|l| format!("  > {l}\n")).collect();
    let (expected, found) = (lines(&failure.expected), lines(&failure.found));
    format!("{}:{}: read otherwise\n{input}  expected\n{expected}  found\n{found}\n", failure.file, failure.line)
}

/// How many inputs (runs of lines after `>`) stand in a page's examples.
fn examples(page: &str) -> usize {
    let block = page.split("```examples").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or("");
    let lines: Vec<_> = block.lines().collect();
    (0..lines.len()).filter(|n| lines[*n].starts_with('>') && (*n == 0 || !lines[n - 1].starts_with('>'))).count()
}

/// The pages and lexicons of a folder: pairs of `rules/…` or `lexicon/…` and its text. The folder holds `rules/` and
/// `lexicon/`, or is the rules itself; then a `lexicon/` beside it belongs to it.
fn files(folder: &Path) -> Outcome<Vec<(String, String)>> {
    if !folder.is_dir() {
        return Err(format!("{}: expected a directory of rule pages", folder.display()).into());
    }
    let (rules, lexicon) = if folder.join("rules").is_dir() {
        (folder.join("rules"), folder.join("lexicon"))
    } else {
        let parent = fs::canonicalize(folder).ok().and_then(|f| f.parent().map(Path::to_owned));
        let inside = folder.join("lexicon");
        let beside = parent.map(|p| p.join("lexicon")).filter(|p| !inside.is_dir() && p.is_dir());
        (folder.to_owned(), beside.unwrap_or(inside))
    };
    let mut files = Vec::new();
    collect(&rules, "rules", "md", &mut files)?;
    if files.is_empty() {
        return Err(format!("{}: expected rule pages (rules/KEY/CODE.md), found none", folder.display()).into());
    }
    collect(&lexicon, "lexicon", "txt", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, name: &str, extension: &str, into: &mut Vec<(String, String)>) -> Outcome {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, extension, into)?;
        } else if path.extension().is_some_and(|e| e == extension) && name.matches('/').count() > usize::from(extension == "md") {
            let text = fs::read_to_string(&path).map_err(|error| format!("{}: {}", path.display(), plain(&error)))?;
            into.push((name, text));
        }
    }
    Ok(())
}

fn list() -> Outcome {
    let rules = Rules::embedded();
    let rows: Vec<_> = rules.pages().iter().map(|page| vec![page.id.clone(), page.title.clone()]).collect();
    let mut out = io::stdout().lock();
    write!(out, "{}", table(&[(Align::Left, 0), (Align::Left, 0)], &rows, super::terminal::width()))?;
    Ok(out.flush()?)
}

fn show(id: &str) -> Outcome {
    let rules = Rules::embedded();
    let wanted = id.replace('.', "/");
    let page = rules.page(&wanted).ok_or_else(|| {
        let key = wanted.split('/').next().unwrap_or("");
        let near: Vec<_> = rules.pages().iter().filter(|p| p.id.starts_with(key)).map(|p| p.id.as_str()).collect();
        let near = if near.is_empty() { "`jikenbo rules list` names them all".to_owned() } else { near.join(", ") };
        format!("expected the id of a rule page ({near}), found {id:?}")
    })?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", page.source.trim_end())?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_told_as_expected_and_found() {
        let failure = Failure {
            file: "rules/a/b.md".into(),
            line: 7,
            input: "一行目\n二行目".into(),
            expected: vec!["a.b 1".into()],
            found: Vec::new(),
        };
        let told = "rules/a/b.md:7: read otherwise\n  > 一行目\n  > 二行目\n  expected\n    a.b 1\n  found\n    nothing\n\n";
        assert_eq!(report(&failure), told);
    }

    #[test]
    fn examples_are_counted_by_their_inputs() {
        assert_eq!(examples("x\n```examples\n> a\n> b\nf\n\n> c\n```\n> d\n"), 2);
        assert_eq!(examples("no examples"), 0);
    }

    #[test]
    fn a_folder_is_taken_from_outside_and_inside() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["rules/timeline/discovery.md", "rules/README.md", "lexicon/organ.txt", "rules/timeline/x.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        for folder in [folder.path().to_owned(), folder.path().join("rules")] {
            let names: Vec<_> = files(&folder).unwrap().into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, ["rules/timeline/discovery.md", "lexicon/organ.txt"]);
        }
        assert!(files(&folder.path().join("lexicon")).is_err());
    }
}
