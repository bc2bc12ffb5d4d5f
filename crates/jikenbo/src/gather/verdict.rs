//! Whether a text is a notice of an incident at all.

use jikenbo_model::{Notice, Reading};

/// What a text is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A notice.
    Notice,
    /// Something else, and by which signs.
    Other(String),
}

/// Judges a text by what was read from it.
pub(crate) fn verdict(_notice: &Notice, reading: &Reading) -> Verdict {
    let r = &reading.record;
    let lists = r.kinds.len() + r.causes.len() + r.timeline.len() + r.counts.len() + r.data_items.len() + r.authorities.len();
    if lists == 0 && r.leak_status.is_none() && r.secondary_damage.is_none() {
        return Verdict::Other("expected a notice, found a text that tells of no incident".to_owned());
    }
    Verdict::Notice
}
