//! Places on the timeline: a day is a place on the line, a period or an inexact date a stretch of it, and every label
//! stands in a lane where it touches no other.

use jikenbo_model::{Date, Event, Record};

use super::super::figures::{date, days_of, short_date};
use super::super::marked::Numbers;
use super::scale::{Scale, Tick, ticks};
use super::steps::{Step, steps};
use crate::labels::{Lang, label};

/// The height of a lane.
pub(super) const LANE: f64 = 25.0;
/// Room left between a mark and its label, and between two things in a lane.
pub(super) const GAP: f64 = 8.0;
/// The size of a label's letters.
pub(super) const LETTER: f64 = 12.5;
/// A thing on the timeline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// The code of its event.
    pub event: String,
    /// The label.
    pub label: String,
    /// The date beside the label.
    pub date: String,
    /// The facts it shows, by number.
    pub facts: Vec<usize>,
    /// Where its mark begins.
    pub x0: f64,
    /// Where its mark ends; the same for a day.
    pub x1: f64,
    /// Whether only a month or a year was said.
    pub inexact: bool,
    /// Where the label begins.
    pub label_x: f64,
    /// The lane, from the top.
    pub lane: usize,
}

impl Item {
    /// Whether it is drawn as a bar.
    #[must_use]
    pub(crate) fn is_bar(&self) -> bool {
        self.x1 > self.x0
    }

    fn label_width(&self) -> f64 {
        width(&self.label) + GAP * 0.75 + width(&self.date)
    }

    /// Where it begins, mark and label.
    pub(super) fn left(&self) -> f64 {
        self.label_x.min(self.x0 - 4.0)
    }

    /// Where it ends.
    pub(super) fn right(&self) -> f64 {
        (self.label_x + self.label_width()).max(self.x1 + 4.0)
    }
}

/// A whole timeline, placed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    /// The width it was placed for.
    pub width: f64,
    /// How far the scale's line goes: not far, if everything was on one day.
    pub axis: f64,
    /// Everything on it, in order of time.
    pub items: Vec<Item>,
    /// How many lanes there are.
    pub lanes: usize,
    /// The scale.
    pub ticks: Vec<Tick>,
    /// The days between occurrence, discovery and publication.
    pub steps: Vec<Step>,
    /// The periods in which people or data were exposed, from where to where: a band behind everything.
    pub bands: Vec<(f64, f64)>,
}

/// About how wide a text is.
pub(super) fn width(text: &str) -> f64 {
    let em = |c: char| match c {
        'i' | 'l' | 'j' | '.' | ',' | ' ' | '\'' | '·' => 0.32,
        'm' | 'w' | 'M' | 'W' => 0.9,
        c if c.is_ascii_uppercase() => 0.7,
        c if c.is_ascii() => 0.6,
        '–' => 0.6,
        _ => 1.0,
    };
    text.chars().map(em).sum::<f64>() * LETTER
}

fn extent(event: &Event) -> (i64, i64) {
    let (start, first_end) = days_of(event.start);
    (start, event.end.map_or(first_end, |end| days_of(end).1.max(start)))
}

/// Places a record's timeline in `width`; `None` if it has no dated event.
#[must_use]
pub(crate) fn plan(record: &Record, numbers: &Numbers, lang: Lang, width: f64) -> Option<Plan> {
    let told = events(record, numbers);
    let scale = Scale::new(told.iter().map(|(event, _)| extent(event)), width)?;
    let mut items: Vec<Item> = Vec::new();
    for (event, number) in &told {
        let item = item(event, &scale, *number, lang);
        match items.iter_mut().find(|i| (&i.label, &i.date) == (&item.label, &item.date)) {
            Some(same) => same.facts.push(*number),
            None => items.push(item),
        }
    }
    let lanes = stack(&mut items, width);
    let axis = if scale.first == scale.last { width / 4.0 } else { width };
    let bands = items.iter().filter(|i| i.event == "exposure_window" && i.is_bar()).map(|i| (i.x0, i.x1)).collect();
    Some(Plan { width, axis, lanes, ticks: ticks(&scale, lang), steps: steps(record, &scale, lang), items, bands })
}

/// The dated events in order of time, each with the number of its fact; none if the timeline is empty. The date of the notice is its
/// publication, where no event says so.
#[must_use]
pub(crate) fn events(record: &Record, numbers: &Numbers) -> Vec<(Event, usize)> {
    let told = record.timeline.iter().enumerate();
    let mut all: Vec<(Event, usize)> = told.map(|(at, fact)| (fact.value.clone(), numbers.number("timeline", at))).collect();
    let published = record.published.as_ref().map(|fact| fact.value);
    let is_told = |day: Date| all.iter().any(|(event, _)| &*event.event == "publication" && event.start == day);
    if let Some(start) = published.filter(|day| !all.is_empty() && !is_told(*day)) {
        let event = Event { event: "publication".into(), start, end: None, start_time: None, end_time: None };
        all.push((event, numbers.number("published", 0)));
    }
    all.sort_by_key(|(event, _)| (extent(event).0, -extent(event).1));
    all
}

fn item(event: &Event, scale: &Scale, number: usize, lang: Lang) -> Item {
    let (first, last) = extent(event);
    let one_year = days_of(Date::year_only(event.start.year())) == days_of(event.start);
    let when = |d: Date| if one_year { date(d, lang) } else { short_date(d, lang) };
    let shown = match event.end.filter(|end| *end != event.start) {
        Some(end) if end.year() == event.start.year() => format!("{}–{}", when(event.start), when(end)),
        Some(end) => format!("{}–{}", date(event.start, lang), date(end, lang)),
        None => when(event.start),
    };
    Item {
        event: event.event.to_string(),
        label: label("timeline", &event.event, lang).to_string(),
        date: shown,
        facts: vec![number],
        x0: scale.x(first),
        x1: scale.x(last),
        inexact: event.start.civil().is_none() || event.end.is_some_and(|end| end.civil().is_none()),
        label_x: 0.0,
        lane: 0,
    }
}

/// Gives every item the highest lane in which it touches nothing. Returns how many lanes that takes.
fn stack(items: &mut [Item], width: f64) -> usize {
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    for item in items {
        let places = places(item, width);
        let fits =
            |lane: &Vec<(f64, f64)>, left: f64, right: f64| lane.iter().all(|(l, r)| right + GAP <= *l || *r + GAP <= left);
        let found = (0..=lanes.len()).find_map(|lane| {
            let place = places.iter().find(|x| {
                item.label_x = **x;
                lanes.get(lane).is_none_or(|taken| fits(taken, item.left(), item.right()))
            })?;
            Some((lane, *place))
        });
        (item.lane, item.label_x) = found.unwrap_or((lanes.len(), places[0]));
        lanes.resize_with(lanes.len().max(item.lane + 1), Vec::new);
        lanes[item.lane].push((item.left(), item.right()));
    }
    lanes.len()
}

/// Where an item's label can stand, the best place first: a day's beside its point, a bar's above its beginning.
fn places(item: &Item, width: f64) -> Vec<f64> {
    let label = item.label_width();
    let last = (width - label).max(0.0);
    if item.is_bar() {
        return vec![(item.x0 - 4.0).clamp(0.0, last)];
    }
    let right = item.x0 + GAP;
    let left = item.x0 - GAP - label;
    let mut places = Vec::new();
    if right <= last {
        places.push(right);
    }
    if left >= 0.0 {
        places.push(left);
    }
    if places.is_empty() {
        places.push(right.min(last));
    }
    places
}

#[cfg(test)]
mod tests {
    use jikenbo_model::{Fact, Reading, Span};

    use super::*;

    fn planned(events: &[(&str, &str, &str)], width: f64) -> Plan {
        let fact = |(event, start, end): &(&str, &str, &str)| {
            let end = (!end.is_empty()).then(|| end.parse().unwrap());
            let event = Event { event: (*event).into(), start: start.parse().unwrap(), end, start_time: None, end_time: None };
            Fact::new(event, Span::new(0, 1), "timeline/x".into())
        };
        let record = Record { timeline: events.iter().map(fact).collect(), ..Record::default() };
        let numbers = Numbers::of(&Reading { record: record.clone(), doubts: Vec::new() });
        plan(&record, &numbers, Lang::Ja, width).unwrap()
    }

    fn touching(plan: &Plan) -> bool {
        let mut lanes: Vec<Vec<&Item>> = vec![Vec::new(); plan.lanes];
        plan.items.iter().for_each(|i| lanes[i.lane].push(i));
        let apart = |a: &Item, b: &Item| a.right() < b.left() || b.right() < a.left();
        lanes.iter().any(|lane| lane.iter().enumerate().any(|(n, a)| lane[n + 1..].iter().any(|b| !apart(a, b))))
    }

    const BUSY: &[(&str, &str, &str)] = &[
        ("exposure_window", "2005-03-29", "2021-06-24"),
        ("occurrence", "2021-04", ""),
        ("discovery", "2021-06-24", ""),
        ("containment", "2021-06-24", ""),
        ("investigation_start", "2021-06-25", ""),
        ("investigation_end", "2021-09-30", ""),
        ("authority_report", "2021-06-25", ""),
        ("authority_report", "2021-06-28", ""),
        ("publication", "2021-11-09", ""),
    ];

    #[test]
    fn labels_never_touch_at_any_width() {
        for width in [344.0, 720.0, 1080.0] {
            let plan = planned(BUSY, width);
            assert!(!touching(&plan), "{width}: {plan:#?}");
            assert!(plan.items.iter().all(|i| i.label_x >= 0.0 && i.label_x + i.label_width() <= width + 0.01), "{width}");
        }
    }

    #[test]
    fn a_month_is_a_stretch_and_a_day_is_a_point() {
        let plan = planned(&[("occurrence", "2024-01", ""), ("discovery", "2024-03-01", "")], 700.0);
        assert!(plan.items[0].is_bar() && plan.items[0].inexact);
        assert!(!plan.items[1].is_bar() && !plan.items[1].inexact);
        assert_eq!(plan.steps[0].label, "発生→発覚 30–60日");
    }

    #[test]
    fn one_day_is_one_place_with_its_labels_below_each_other() {
        let plan = planned(
            &[("occurrence", "2024-05-01", ""), ("discovery", "2024-05-01", ""), ("publication", "2024-05-01", "")],
            700.0,
        );
        assert_eq!((plan.lanes, plan.ticks.len(), plan.steps.len()), (3, 1, 0));
    }

    #[test]
    fn the_same_event_told_twice_is_one_mark() {
        let plan = planned(&[("publication", "2024-05-01", ""), ("publication", "2024-05-01", "")], 700.0);
        assert_eq!(plan.items[0].facts, [0, 1]);
    }

    #[test]
    fn the_exposure_window_is_a_band_and_a_narrow_step_keeps_its_days() {
        let plan = planned(
            &[
                ("exposure_window", "2024-01-01", "2024-05-01"),
                ("discovery", "2024-05-10", ""),
                ("publication", "2024-05-12", ""),
            ],
            340.0,
        );
        assert_eq!(plan.bands.len(), 1);
        assert!(plan.bands[0].0 < plan.bands[0].1);
        assert!(plan.steps.iter().all(|step| step.label.ends_with('日')), "{:?}", plan.steps);
    }

    #[test]
    fn the_notices_own_date_is_its_publication() {
        let event = Event {
            event: "discovery".into(),
            start: "2024-05-01".parse().unwrap(),
            end: None,
            start_time: None,
            end_time: None,
        };
        let record = Record {
            published: Some(Fact::new("2024-05-09".parse().unwrap(), Span::new(0, 1), "published/date".into())),
            timeline: vec![Fact::new(event, Span::new(0, 1), "timeline/x".into())],
            ..Record::default()
        };
        let numbers = Numbers::of(&Reading { record: record.clone(), doubts: Vec::new() });
        let plan = plan(&record, &numbers, Lang::Ja, 700.0).unwrap();
        assert_eq!(plan.items.iter().map(|i| i.label.as_str()).collect::<Vec<_>>(), ["発覚", "公表"]);
        assert_eq!((plan.items[1].facts.clone(), plan.steps[0].label.as_str()), (vec![0], "発覚→公表 8日"));
    }
}
