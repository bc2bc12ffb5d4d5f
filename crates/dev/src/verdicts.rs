//! How well notices are told from other pages: on the corpus, whose texts are all notices, and on the pages of `not-notices/`.

use std::path::Path;

use jikenbo_model::Notice;
use jikenbo_page::Options;
use jikenbo_read::{Reader, Verdict, verdict};

use crate::corpus::sets;

/// One text, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Its name.
    pub name: String,
    /// Why it was taken for no notice; `None` if it was taken for one.
    pub refused: Option<String>,
}

/// A set of texts that are all notices, or all none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// What they are.
    pub name: String,
    /// Whether they are notices.
    pub notices: bool,
    /// Each of them.
    pub judged: Vec<Judged>,
}

impl Texts {
    /// How many were taken for what they are.
    #[must_use]
    pub fn right(&self) -> usize {
        self.judged.iter().filter(|one| one.refused.is_none() == self.notices).count()
    }
}

/// Judges every notice of the corpus, and every page that is none.
///
/// # Errors
///
/// A file that cannot be read, with its path.
pub fn all(reader: &Reader, root: &Path) -> Result<Vec<Texts>, String> {
    let mut out = Vec::new();
    for set in sets(reader, root)?.into_iter().filter(|set| set.name.starts_with("corpus")) {
        let judged = set.cases.into_iter().map(|case| judge(reader, case.name, &case.notice)).collect();
        out.push(Texts { name: set.name, notices: true, judged });
    }
    for half in ["seen", "held"] {
        let folder = root.join("not-notices").join(half);
        let mut names: Vec<_> = std::fs::read_dir(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        let judged = names.into_iter().map(|name| page(reader, &folder, name)).collect::<Result<_, _>>()?;
        out.push(Texts { name: format!("not notices ({half})"), notices: false, judged });
    }
    Ok(out)
}

/// Judges the notices of a folder (NAME.txt with NAME.json): a person's own.
///
/// # Errors
///
/// A file that cannot be read, with its path.
pub fn folder(reader: &Reader, path: &Path) -> Result<Texts, String> {
    let cases = crate::corpus::labelled(reader, path)?;
    let judged = cases.into_iter().map(|case| judge(reader, case.name, &case.notice)).collect();
    Ok(Texts { name: path.display().to_string(), notices: true, judged })
}

fn judge(reader: &Reader, name: String, notice: &Notice) -> Judged {
    let refused = match verdict(notice, &reader.read(notice)) {
        Verdict::Notice => None,
        Verdict::Other(why) => Some(why),
    };
    Judged { name, refused }
}

/// A page is refused if none of the texts that the program finds in it is taken for a notice.
fn page(reader: &Reader, folder: &Path, name: String) -> Result<Judged, String> {
    let path = folder.join(&name);
    let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let texts = match jikenbo_page::notices(&bytes, &Options::default()) {
        Ok(texts) => texts,
        Err(error) => return Ok(Judged { name, refused: Some(error.to_string()) }),
    };
    let mut judged = texts.iter().map(|text| judge(reader, name.clone(), text)).collect::<Vec<_>>();
    let kept = judged.iter().position(|one| one.refused.is_none()).unwrap_or(0);
    Ok(judged.swap_remove(kept))
}
