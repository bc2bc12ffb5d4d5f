//! HTML to notices.
use crate::{Error, Options};
use jikenbo_model::Notice;
pub(crate) fn notices(_text: &str, _options: &Options) -> Result<Vec<Notice>, Error> {
    Err(Error::NoNotice)
}
