//! The day on which a report says that the matter was announced.

use jikenbo_model::{Date, Fact};

use crate::apply::Find;
use crate::rule::classes;
use crate::shape::Shaper;

/// A report's own word for the day on which the matter was announced (発表した, 分かった); none in an organisation's own notice.
pub(crate) fn announced(shaper: &Shaper<'_, '_, '_>) -> Option<Fact<Date>> {
    let tokens = shaper.text.tokens();
    let date_of = |f: &Find| f.tokens().find(|t| tokens[*t].class == classes::DATE);
    // 「3月22日付で停職にしたと発表した」 dates the sanction.
    let dated = |f: &&Find| date_of(f).is_some_and(|d| !shaper.text.lexed.text()[tokens[d].end as usize..].starts_with('付'));
    let find = shaper.under("published").find(dated).filter(|_| reported(shaper))?;
    let date = date_of(find)?;
    let start = shaper.calendar.when(shaper.text.tokens()[date].form?).start?;
    // 「7月に分かった」, but not 「7月、…して分かった」.
    let beside = tokens[find.last()].start.saturating_sub(tokens[date].end) <= 6;
    if start.day_of_month().is_none() && !beside {
        return None;
    }
    Some(shaper.fact(find, start))
}

/// Whether a newspaper tells the matter as it heard it (市によると、…という): the day of the paper is not that of a notice.
pub(crate) fn hearsay(shaper: &Shaper<'_, '_, '_>) -> bool {
    let text = shaper.text.lexed.text();
    ["によると", "によりますと"].iter().any(|w| text.contains(w))
        && ["という。", "ということです。", "と話し", "と説明し"].iter().any(|w| text.contains(w))
        && reported(shaper)
}

/// Whether somebody else tells the matter: nobody says 当社 or apologises, and it is told plainly or as what others said.
pub(crate) fn reported(shaper: &Shaper<'_, '_, '_>) -> bool {
    let text = shaper.text.lexed.text();
    let polite = text.matches("ました。").count() + text.matches("ます。").count();
    let plain = text.matches("た。").count() - text.matches("ました。").count() + text.matches("いる。").count();
    impersonal(shaper) && (plain > polite || has(shaper, "report"))
}

/// Whether nobody says 当社 or apologises.
pub(crate) fn impersonal(shaper: &Shaper<'_, '_, '_>) -> bool {
    let text = shaper.text.lexed.text();
    !has(shaper, "organization_self") && !["お詫び申し上げ", "お詫びいたし", "申し訳ござい"].iter().any(|w| text.contains(w))
}

fn has(shaper: &Shaper<'_, '_, '_>, class: &str) -> bool {
    shaper.rules.names.get(class).is_some_and(|c| !shaper.text.places.of(c).is_empty())
}
