//! Flags that several commands share.

use std::path::PathBuf;

use jikenbo_page::Format;

use super::{Context, Outcome};
use crate::capture::{Input, Options};
use crate::labels::codes;
use crate::settings::size;

/// Which pages, and how they are to be taken.
#[derive(Debug, clap::Args)]
pub(super) struct Pages {
    /// Files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What the pages are; found from their bytes otherwise
    #[arg(long = "as", value_name = "FORM", value_parser = ["html", "text"])]
    pub(super) form: Option<String>,
    /// Every page is a single notice: split none
    #[arg(long)]
    pub(super) one: bool,
    /// The largest page that is taken (500K, 64M, 1G)
    #[arg(long, value_name = "SIZE")]
    pub(super) max_size: Option<String>,
}

impl Pages {
    pub(super) fn inputs(&self) -> Vec<Input> {
        self.files.iter().map(|path| Input::from(path.as_path())).collect()
    }

    /// Addresses of the web apart from the other inputs.
    pub(super) fn split(&self) -> (Vec<String>, Vec<Input>) {
        let (urls, files): (Vec<_>, Vec<_>) = self.files.iter().partition(|path| path.to_str().is_some_and(is_address));
        let urls = urls.into_iter().filter_map(|path| path.to_str().map(str::to_owned)).collect();
        (urls, files.into_iter().map(|path| Input::from(path.as_path())).collect())
    }

    pub(super) fn options(&self, context: &Context) -> Outcome<Options> {
        let format = self.form.as_deref().map(|form| if form == "html" { Format::Html } else { Format::Text });
        let max_size = size(context.settings.get("max-size")).map_err(|error| format!("max-size: {error}"))?;
        Ok(Options { format, one: self.one, max_size })
    }
}

/// Whether an input is an address of the web: a file of that name could still be given as `./https:…`.
fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
}

/// How pages from the network are taken: by the settings alone.
pub(super) fn page_options(context: &Context) -> Outcome<jikenbo_page::Options> {
    let max_size = size(context.settings.get("max-size")).map_err(|error| format!("max-size: {error}"))?;
    let max_bytes = usize::try_from(max_size).unwrap_or(usize::MAX);
    Ok(jikenbo_page::Options { max_bytes, ..jikenbo_page::Options::default() })
}

/// A code under a key, or an error that names the codes there are.
pub(super) fn code(key: &'static str, text: &str) -> Result<String, String> {
    let codes = codes(key);
    if codes.contains(&text) { Ok(text.to_owned()) } else { Err(format!("expected one of {}", codes.join(", "))) }
}
