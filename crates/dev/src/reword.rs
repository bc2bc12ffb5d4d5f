//! Says notices in other words that mean the same, and tells what is then read otherwise.
//!
//! It needs no labels: a rule that knows 翌日 and not 次の日 shows itself by what it no longer finds. So it finds the words that pages lack,
//! in texts that nobody has written yet.

use std::path::Path;

use jikenbo_model::{Notice, to_json};
use jikenbo_read::Reader;
use jikenbo_read::fold::Folded;
use serde_json::Value;

use crate::corpus::{Case, labelled, sets};
use crate::score::{FIELDS, compare};

/// Words, and others that mean the same.
pub type Pair = (String, String);

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
    pub fn reword(&self, (old, new): (&str, &str)) -> Reworded {
        let mut found = Reworded::default();
        for read in self.all.iter().filter(|read| read.text.contains(old)) {
            let changes = self.changes(read, old, new);
            found.notices += 1;
            found.differ += usize::from(!changes.is_empty());
            found.changes.extend(changes.into_iter().filter(|_| !read.held));
        }
        found
    }

    fn changes(&self, read: &Read, old: &str, new: &str) -> Vec<[String; 4]> {
        let (plain_old, plain_new) = (plain(old), plain(new));
        let renamed = |facts: &[String]| facts.iter().map(|f| plain(f).replace(&plain_old, &plain_new)).collect::<Vec<_>>();
        let now = facts(self.reader, &read.text.replace(old, new));
        let mut changes = Vec::new();
        for ((field, before), (_, after)) in read.facts.iter().zip(&now) {
            // 氏名 that becomes お名前 twice is お名前 still.
            let after: Vec<String> = after.iter().map(|f| plain(f)).collect();
            let (_, gone, come) = compare(&renamed(before), &after);
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

/// The pairs of a table: two words a line, parted by a tab; lines that begin with `#` are its headings.
///
/// # Errors
///
/// The line that is none.
pub fn pairs(table: &str) -> Result<Vec<Pair>, String> {
    let lines = (1..).zip(table.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let pair = |(n, line): (usize, &str)| match line.split_once('\t') {
        Some((old, new)) if !old.is_empty() && !new.contains('\t') => Ok((old.to_owned(), new.to_owned())),
        _ => Err(format!("line {n}: expected two words with a tab between them, found {line:?}")),
    };
    lines.map(pair).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::{Texts, pairs};
    use crate::{bless, root};

    #[test]
    fn a_table_is_two_words_a_line() {
        assert_eq!(pairs("# days\n翌日\t次の日\n\n").unwrap(), [("翌日".to_owned(), "次の日".to_owned())]);
        assert_eq!(
            pairs("翌日 次の日").unwrap_err(),
            "line 1: expected two words with a tab between them, found \"翌日 次の日\""
        );
    }

    #[test]
    fn what_is_read_otherwise_is_told_but_not_of_the_held_half() {
        let reader = bless::reader(&root()).unwrap();
        let texts = Texts::corpus(&reader, &root()).unwrap();
        let same = texts.reword(("氏名", "氏名"));
        assert!(same.notices > 50 && same.differ == 0, "{same:?}");
        let lost = texts.reword(("氏名", "〓"));
        assert!(
            lost.changes
                .iter()
                .any(|[_, field, label, fact]| field == "data_items" && label == "gone" && fact == "name affected")
        );
        let open: std::collections::BTreeSet<&str> = lost.changes.iter().map(|[name, ..]| name.as_str()).collect();
        assert!(open.len() < lost.differ, "the held half differs too, and is not told");
    }
}
