//! Writing a package.

use std::io::{Seek, Write};

use jikenbo_archive::{About, Page, WaczWriter};

use super::plan::{Kept, Plan};
use super::{Error, documents, records};
use crate::store::{self, Id, Store};

pub use jikenbo_archive::Sealed;

/// What is in a package, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Notices.
    pub notices: usize,
    /// Their versions.
    pub versions: usize,
    /// The captures that show them.
    pub captures: usize,
}

/// Writes everything but the end of a package: every capture of every version of the notices that the ids name, each look that
/// brought it, what was read from it. What is left is to finish it, with a time stamp on its digest if one is wanted.
///
/// # Errors
///
/// [`Error::Store`], of which [`NotFound`](store::Error::NotFound) if nothing has an id; [`Error::Archive`] of the writer.
pub async fn write<W: Write + Seek>(store: &Store, ids: &[Id], out: W) -> Result<(Sealed<W>, Told), Error> {
    let plan = Plan::new(store, ids).await?;
    let mut writer = WaczWriter::new(out, about(&plan)?)?;
    for kept in &plan.captures {
        let (_, body) = store
            .original(&kept.meta.sha256)
            .await?
            .ok_or_else(|| store::Error::Damaged(format!("the capture {} is not there", kept.meta.sha256)))?;
        let (title, text) = shown(&plan, kept);
        records::add(&mut writer, kept, &body, Page { title: title.as_deref(), text: Some(&text) })?;
    }
    documents::add(&mut writer, &plan)?;
    Ok((writer.seal()?, plan.told()))
}

/// The headline of the first notice that a capture shows, and the texts of all.
fn shown(plan: &Plan, kept: &Kept) -> (Option<String>, String) {
    let texts: Vec<_> = kept.shows.iter().filter_map(|at| plan.texts.get(*at)).collect();
    let all: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    (texts.first().map(|text| text.title.clone()), all.join("\n\n"))
}

fn about(plan: &Plan) -> Result<About, Error> {
    let ids: Vec<String> = plan.cases.iter().map(|case| case.id.to_string()).collect();
    // The newest version of the first notice is what is to be seen first.
    let first = plan.cases.first().and_then(|case| case.notices.first());
    let main = first.and_then(|notice| plan.captures.iter().find(|kept| kept.meta.sha256 == notice.capture.sha256));
    let title = first.and_then(|notice| plan.texts.iter().rfind(|text| text.notice == notice.id)).map(|text| text.title.as_str());
    let told = plan.told();
    Ok(About {
        title: format!("{} ({})", title.unwrap_or_default(), ids.join(", ")).trim_start().to_owned(),
        description: Some(format!(
            "Evidence of {}: {} notices in {} versions, from {} captures, with what was read from them.",
            ids.join(", "),
            told.notices,
            told.versions,
            told.captures
        )),
        software: concat!("jikenbo ", env!("CARGO_PKG_VERSION")).to_owned(),
        created: plan.newest,
        main_page: main.map(records::place).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A server hands its work from thread to thread.
    #[test]
    fn packages_can_be_written_by_a_server() {
        fn may_move<T: Send>(_: T) {}
        let _ = |store: &Store, ids: &[Id]| may_move(write(store, ids, Cursor::new(Vec::new())));
    }
}
