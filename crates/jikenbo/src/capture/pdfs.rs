//! PDF documents: read by a child, which is this program again, since no parser of this form can be trusted with the process.

use std::ffi::OsString;
use std::path::PathBuf;

use jikenbo_model::Notice;
use jikenbo_page::Options;
use jikenbo_pdf::{Child, Error, Limits, read_in_child};

use super::found::{Found, Given, addressed};

/// The hidden command by which this program reads a document from its standard input.
pub const CHILD: &str = "pdf-child";

/// The notice of a document. One without text (a scan) is found to have none, which is no error: it is kept.
pub(super) fn find(given: &Given<'_>, options: &Options) -> Result<Found, String> {
    let limits = Limits { max_bytes: options.max_bytes, ..Limits::default() };
    let found = Found { media_type: "application/pdf".to_owned(), ..Found::default() };
    match read_in_child(given.bytes, &limits, &child()?) {
        Ok(document) => Ok(Found { notices: notices(document.notice, given), ..found }),
        Err(error @ (Error::NoText { .. } | Error::Garbage { .. } | Error::Font(_))) => {
            Ok(Found { no_text: Some(error.to_string()), ..found })
        }
        Err(error) => Err(error.to_string()),
    }
}

fn notices(notice: Notice, given: &Given<'_>) -> Vec<Notice> {
    match given.address {
        Some(from) => addressed(vec![notice], from),
        None => vec![notice],
    }
}

/// This program, told to read a document; a test, which is another program, names it.
fn child() -> Result<Child, String> {
    let program = match std::env::var_os("JIKENBO_PROGRAM") {
        Some(program) => PathBuf::from(program),
        None => std::env::current_exe().map_err(|error| format!("cannot start the reader of PDF documents: {error}"))?,
    };
    Ok(Child { program, arguments: vec![OsString::from(CHILD)], pdftotext: None })
}
