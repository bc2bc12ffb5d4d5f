//! What plainer words tell of a day, where a guess is made of it too.

use super::date_of;
use crate::apply::Find;
use crate::shape::Shaper;

/// The dates of which something is told plainly, and those that a label is for.
pub(super) struct Sure {
    told: Vec<usize>,
    mended: Vec<usize>,
    labelled: Vec<usize>,
}

impl Sure {
    pub(super) fn new(shaper: &Shaper<'_, '_, '_>, finds: &[Find]) -> Self {
        const PLAIN: [&str; 5] = ["discovery", "sanction", "authority_report", "certification", "recovery"];
        let plain = |f: &&Find| PLAIN.contains(&shaper.rule(f).code.as_str()) && !shaper.rule(f).weak;
        let mut told: Vec<usize> = finds.iter().filter(plain).filter_map(|f| date_of(shaper, f)).collect();
        let label = |f: &&Find| f.tokens().any(|t| is_label(shaper, t));
        let ends = |f: &&Find| date_of(shaper, f) == Some(f.last());
        let mut labelled: Vec<usize> = finds.iter().filter(ends).filter(label).map(Find::last).collect();
        let back = |f: &&Find| shaper.rule(f).code.as_str() == "recovery";
        let mut mended: Vec<usize> = finds.iter().filter(back).filter_map(|f| date_of(shaper, f)).collect();
        told.sort_unstable();
        mended.sort_unstable();
        labelled.sort_unstable();
        Self { told, mended, labelled }
    }

    /// Whether a find only guesses that something befell, by what is spoken of, while plainer words tell what its day was.
    pub(super) fn outdoes(&self, shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
        let known = match shaper.rules.names.name(shaper.text.tokens()[find.last()].class) {
            "timeline/occurrence#ended" => &self.told,
            // ログインできない不具合が解消: what failed no longer did.
            "timeline/occurrence#fails" => &self.mended,
            _ => return false,
        };
        date_of(shaper, find).is_some_and(|d| known.binary_search(&d).is_ok())
    }

    /// Whether the date of a find has a label of its own, and the find reaches into another line: 調査の期間 9月13日~ ⏎ 侵入は1台.
    pub(super) fn ends_before(&self, shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
        let Some(date) = date_of(shaper, find).filter(|d| self.labelled.binary_search(d).is_ok()) else { return false };
        let line = |t: usize| shaper.text.line_at(shaper.text.tokens()[t].start);
        date < find.last() && line(date) != line(find.last())
    }
}

/// Whether a word asks for a day, as the head of a line does.
fn is_label(shaper: &Shaper<'_, '_, '_>, token: usize) -> bool {
    let name = shaper.rules.names.name(shaper.text.tokens()[token].class);
    name.starts_with("timeline/") && (name.ends_with("#label") || name.ends_with("#span"))
}
