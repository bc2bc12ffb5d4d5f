//! MISP.

use jikenbo_export::misp::Events;

use super::Format;

pub(super) const FORMAT: Format = Format {
    name: "misp",
    extension: "json",
    media_type: "application/json",
    text: true,
    about: ("MISP：1事案を1イベントとするJSON", "MISP: events as JSON, one a case, for import into MISP and PyMISP"),
    begin: |options, out| Ok(Box::new(Events::begin(options, out)?)),
};
