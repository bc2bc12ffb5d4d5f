//! Days that are one stretch: 17日と18日にお宅で説明, and inquiries told with their first and last day.

use jikenbo_model::{Date, Event, Fact};

use crate::shape::Shaper;

/// The events that go on from a day to the next one where both share their predicate.
const LASTING: [&str; 2] = ["other", "individual_notice"];

/// What joins the two days of one stretch; 17日及び18日 are two.
const JOINTS: [&str; 6] = ["と", "・", "、", ",", "と翌", "の両日と"];

/// The second of two dates that share a predicate, if they are one stretch of two days.
pub(super) fn lasting(shaper: &Shaper<'_, '_, '_>, code: &str, dates: &[usize]) -> Option<Date> {
    let [first, last] = dates else { return None };
    let (next, end) = joined(shaper, *first)?;
    (next == *last && LASTING.contains(&code)).then_some(end)
}

/// The day of a date, if it is that of the day before and one.
fn next_day(shaper: &Shaper<'_, '_, '_>, first: usize, last: usize) -> Option<Date> {
    let day = |n: usize| {
        let when = shaper.calendar.when(shaper.text.tokens()[n].form?);
        when.start.filter(|d| when.end.is_none() && d.day_of_month().is_some())
    };
    let (first, last) = (day(first)?, day(last)?);
    (first.plus_days(1) == Some(last)).then_some(last)
}

/// The date that と or ・ joins to one, if it is the next day; and that day.
pub(super) fn joined(shaper: &Shaper<'_, '_, '_>, date: usize) -> Option<(usize, Date)> {
    const NEAR: usize = 12;
    let tokens = shaper.text.tokens();
    let next = shaper.text.whens(date + 1..tokens.len().min(date + NEAR)).next()?;
    let between = shaper.text.lexed.slice(tokens[date].end, tokens[next].start.max(tokens[date].end));
    let end = next_day(shaper, date, next)?;
    JOINTS.contains(&between.trim()).then_some((next, end))
}

/// The last day of an inquiry that is told with its first: 5月12日から7月14日まで調査を行った.
pub(super) fn inquiry_end(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Event>, date: usize) -> Option<Fact<Event>> {
    let when = shaper.calendar.when(shaper.text.tokens()[date].form?);
    let end = when.end.filter(|end| when.start.is_some_and(|start| start < *end))?;
    let event = Event { event: "investigation_end".into(), start: end, end: None, start_time: when.end_time, end_time: None };
    let of = fact.value.event.as_str() == "investigation_start";
    of.then(|| Fact::new(event, fact.evidence.span, "timeline/investigation_end".into()))
}
