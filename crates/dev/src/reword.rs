//! Says notices in other words that mean the same, and tells what is then read otherwise.
//!
//! It needs no labels: a rule that knows 翌日 and not 次の日 shows itself by what it no longer finds. So it finds the words that pages lack,
//! in texts that nobody has written yet.

use std::fmt;
use std::path::Path;

use jikenbo_model::{Notice, to_json};
use jikenbo_read::Reader;
use jikenbo_read::fold::Folded;
use regex::Regex;
use serde_json::Value;

use crate::corpus::{Case, labelled, sets};
use crate::score::{FIELDS, compare};

/// Words, and others that mean the same.
#[derive(Debug, Clone)]
pub struct Pair {
    old: Words,
    new: String,
}

/// What is to be said otherwise.
#[derive(Debug, Clone)]
enum Words {
    These(String),
    /// Whatever a regular expression finds: how a sentence is built.
    Like(Regex),
}

impl Pair {
    /// Words, or a regular expression between slashes, whose groups the new words may name (`$1`).
    ///
    /// # Errors
    ///
    /// No words at all, or what is wrong with the expression.
    pub fn new(old: &str, new: &str) -> Result<Self, String> {
        let pattern = old.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).filter(|pattern| !pattern.is_empty());
        let old = match pattern {
            _ if old.is_empty() => return Err("expected words that are said otherwise, found none".to_owned()),
            Some(pattern) => Words::Like(Regex::new(pattern).map_err(|e| e.to_string())?),
            None => Words::These(old.to_owned()),
        };
        Ok(Self { old, new: new.to_owned() })
    }

    fn stands(&self, text: &str) -> bool {
        match &self.old {
            Words::These(old) => text.contains(old.as_str()),
            Words::Like(pattern) => pattern.is_match(text),
        }
    }

    fn said(&self, text: &str) -> String {
        match &self.old {
            Words::These(old) => text.replace(old.as_str(), &self.new),
            Words::Like(pattern) => pattern.replace_all(text, self.new.as_str()).into_owned(),
        }
    }

    /// The same, in a fact: its letters are folded.
    fn named(&self, fact: &str) -> String {
        match &self.old {
            Words::These(old) => fact.replace(&plain(old), &plain(&self.new)),
            Words::Like(_) => plain(&self.said(fact)),
        }
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.old {
            Words::These(old) => write!(f, "{old} → {}", self.new),
            Words::Like(pattern) => write!(f, "/{pattern}/ → {}", self.new),
        }
    }
}

/// A notice as it is read.
#[derive(Debug)]
struct Read {
    name: String,
    /// Nobody may look at what is read in it.
    held: bool,
    text: String,
    facts: Facts,
}

/// The facts of each of [`FIELDS`] that counts.
type Facts = Vec<(&'static str, Vec<String>)>;

/// Notices to be said in other words.
#[derive(Debug)]
pub struct Texts<'r> {
    reader: &'r Reader,
    all: Vec<Read>,
}

/// What other words changed.
#[derive(Debug, Default)]
pub struct Reworded {
    /// In how many notices the words stand.
    pub notices: usize,
    /// Of these, in how many something else is read.
    pub differ: usize,
    /// Notice, field, `gone` or `come`, fact; but nothing of the held half.
    pub changes: Vec<[String; 4]>,
}

impl<'r> Texts<'r> {
    /// Those of both halves of the corpus.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, with its path.
    pub fn corpus(reader: &'r Reader, root: &Path) -> Result<Self, String> {
        let halves = sets(reader, root)?.into_iter().filter(|set| set.name.starts_with("corpus"));
        let read = |held: bool| move |case: Case| Read::new(reader, case, held);
        Ok(Self { reader, all: halves.flat_map(|set| set.cases.into_iter().map(read(set.name.contains("held")))).collect() })
    }

    /// Those of a folder, as [`labelled`] wants it.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, with its path.
    pub fn folder(reader: &'r Reader, folder: &Path) -> Result<Self, String> {
        let cases = labelled(reader, folder)?.into_iter();
        Ok(Self { reader, all: cases.map(|case| Read::new(reader, case, false)).collect() })
    }

    /// Says them with other words, and compares what is read.
    #[must_use]
    pub fn reword(&self, pair: &Pair) -> Reworded {
        let mut found = Reworded::default();
        for read in self.all.iter().filter(|read| pair.stands(&read.text)) {
            let changes = self.changes(read, pair);
            found.notices += 1;
            found.differ += usize::from(!changes.is_empty());
            found.changes.extend(changes.into_iter().filter(|_| !read.held));
        }
        found
    }

    fn changes(&self, read: &Read, pair: &Pair) -> Vec<[String; 4]> {
        let now = facts(self.reader, &pair.said(&read.text));
        let mut changes = Vec::new();
        for ((field, before), (_, after)) in read.facts.iter().zip(&now) {
            // 氏名 that becomes お名前 twice is お名前 still.
            let after: Vec<String> = after.iter().map(|f| plain(f)).collect();
            // A name holds the words that changed, and is theirs anew; a pattern may fit it that stands for a place of the text.
            let renamed = |fact: &String| Some(pair.named(&plain(fact))).filter(|named| after.contains(named));
            let before: Vec<String> = before.iter().map(|fact| renamed(fact).unwrap_or_else(|| plain(fact))).collect();
            let (_, gone, come) = compare(&before, &after);
            for (label, rest) in [("gone", gone), ("come", come)] {
                changes.extend(rest.into_iter().map(|f| [read.name.clone(), (*field).to_owned(), label.to_owned(), f]));
            }
        }
        changes
    }
}

impl Read {
    fn new(reader: &Reader, case: Case, held: bool) -> Self {
        let text = case.notice.text;
        Self { name: case.name, held, facts: facts(reader, &text), text }
    }
}

fn facts(reader: &Reader, text: &str) -> Facts {
    let notice = Notice::plain(text);
    let record: Value = to_json(&reader.read(&notice), &notice.text);
    FIELDS.iter().filter(|(_, counted, _)| *counted).map(|(field, _, facts)| (*field, facts(&record))).collect()
}

/// A name as it compares.
fn plain(name: &str) -> String {
    Folded::new(name).text.to_lowercase()
}

/// The pairs of a table: two of [`Pair::new`] a line, parted by a tab, with `\n` for the end of a line in the new words; lines that begin with
/// `#` are its headings.
///
/// # Errors
///
/// The line that is none.
pub fn pairs(table: &str) -> Result<Vec<Pair>, String> {
    let lines = (1..).zip(table.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let pair = |(n, line): (usize, &str)| match line.split_once('\t') {
        Some((old, new)) if !new.contains('\t') => {
            Pair::new(old, &new.replace("\\n", "\n")).map_err(|e| format!("line {n}: {e}"))
        }
        _ => Err(format!("line {n}: expected two words with a tab between them, found {line:?}")),
    };
    lines.map(pair).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::{Pair, Texts, pairs};
    use crate::{bless, root};

    #[test]
    fn a_table_is_two_words_a_line() {
        let table = pairs("# days\n翌日\t次の日\n\n/(確認|把握)しました。/\t$1。\\n").unwrap();
        let said: Vec<String> = table.iter().map(|pair| pair.said("翌日、内容を確認しました。")).collect();
        assert_eq!(said, ["次の日、内容を確認しました。", "翌日、内容を確認。\n"]);
        let wrong = |line| pairs(line).unwrap_err();
        assert_eq!(wrong("翌日 次の日"), "line 1: expected two words with a tab between them, found \"翌日 次の日\"");
        assert_eq!(wrong("\t次の日"), "line 1: expected words that are said otherwise, found none");
        assert!(wrong("/(翌/\t次").contains("unclosed group"));
    }

    #[test]
    fn what_is_read_otherwise_is_told_but_not_of_the_held_half() {
        let reader = bless::reader(&root()).unwrap();
        let texts = Texts::corpus(&reader, &root()).unwrap();
        let same = texts.reword(&Pair::new("氏名", "氏名").unwrap());
        assert!(same.notices > 50 && same.differ == 0, "{same:?}");
        let lost = texts.reword(&Pair::new("氏名", "〓").unwrap());
        assert!(
            lost.changes
                .iter()
                .any(|[_, field, label, fact]| field == "data_items" && label == "gone" && fact == "name affected")
        );
        let open: std::collections::BTreeSet<&str> = lost.changes.iter().map(|[name, ..]| name.as_str()).collect();
        assert!(open.len() < lost.differ, "the held half differs too, and is not told");
    }
}
