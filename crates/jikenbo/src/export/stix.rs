//! STIX 2.1.

use jikenbo_export::stix::Bundle;

use super::Format;

pub(super) const FORMAT: Format = Format {
    name: "stix",
    extension: "json",
    media_type: "application/stix+json;version=2.1",
    text: true,
    about: (
        "STIX 2.1：incident・identity・report・noteのバンドル",
        "STIX 2.1: a bundle of incidents, identities, reports and notes, for threat-intelligence platforms",
    ),
    begin: |options, out| Ok(Box::new(Bundle::begin(options, out)?)),
};
