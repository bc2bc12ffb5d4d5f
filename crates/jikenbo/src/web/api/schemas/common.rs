//! Fields that several objects have.

use crate::web::api::shape::Shape::{Code, Date, List, Number, Object, OrNull, Text};
use crate::web::api::shape::{Field, field};

pub(super) const CASE: Field = field("case", Text("C7GH-2WMX"), "事案のID", "the case's id");
pub(super) const HEADLINE: Field =
    field("headline", OrNull(&Object("Figure")), "規模を示す件数", "the figure that tells how large it was");
pub(super) const KINDS: Field = field("kinds", List(&Code("kinds")), "種別", "what happened");
pub(super) const NOTICE: Field = field("notice", Text("N3F8-W1RT"), "告知のID", "the notice's id");
pub(super) const NOTICES: Field = field("notices", Number(1), "告知の数", "how many notices it has");
pub(super) const NUMBER: Field = field("id", Number(1), "番号", "its number");
pub(super) const ORGANIZATION: Field = field("organization", OrNull(&Text("株式会社あおば商店")), "組織", "whose incident it is");
pub(super) const PUBLISHED: Field = field("published", OrNull(&Date), "公表日", "when it was published");
pub(super) const SECTOR: Field = field("sector", OrNull(&Code("sector")), "業種", "its sector");
pub(super) const TITLE: Field = field("title", OrNull(&Text("お詫びとお知らせ")), "題", "the notice's headline");

/// A figure, by itself or as a fact.
pub(super) const FIGURE: &[Field] = &[
    field("value", Number(1_200), "数", "the figure"),
    field("bound", Code("bound"), "最大・約などの別", "exact, at most, at least, about"),
    field("unit", Code("unit"), "数えたもの", "what was counted"),
    field("subject", Code("subject"), "何の件数か", "of what"),
];
