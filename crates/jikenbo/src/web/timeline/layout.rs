//! Places on the timeline: a day is a place on the line, a period or an inexact date a stretch of it, and every label
//! stands in a lane where it touches no other.

use jikenbo_model::{Date, Event, Fact, Record};

use super::super::figures::{Milestones, date, days, days_of, short_date};
use super::super::marked::Numbers;
use crate::labels::{Lang, label};

/// The height of a lane.
pub(super) const LANE: f64 = 25.0;
/// Room left between a mark and its label, and between two things in a lane.
const GAP: f64 = 8.0;
/// The size of a label's letters.
pub(super) const LETTER: f64 = 12.5;
/// Room at both ends of the line.
const MARGIN: f64 = 10.0;

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

/// A mark on the scale below.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    /// Where.
    pub x: f64,
    /// The year, month or day; empty if there is no room for it.
    pub label: String,
}

/// The days between two milestones.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// From here.
    pub x0: f64,
    /// To here.
    pub x1: f64,
    /// `118日`
    pub label: String,
    /// Where the label's middle stands.
    pub label_x: f64,
    /// The row below the scale.
    pub lane: usize,
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

/// Days to places.
struct Scale {
    first: i64,
    last: i64,
    width: f64,
}

impl Scale {
    fn new(days: impl Iterator<Item = (i64, i64)>, width: f64) -> Option<Self> {
        let (first, last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        Some(Self { first, last, width })
    }

    /// The middle of a day.
    fn x(&self, day: i64) -> f64 {
        let span = (self.last - self.first) as f64;
        let room = self.width - 2.0 * MARGIN;
        if span == 0.0 { MARGIN } else { MARGIN + (day - self.first) as f64 / span * room }
    }
}

fn extent(event: &Event) -> (i64, i64) {
    let (start, first_end) = days_of(event.start);
    (start, event.end.map_or(first_end, |end| days_of(end).1.max(start)))
}

/// Places a record's timeline in `width`; `None` if it has no dated event.
#[must_use]
pub(crate) fn plan(record: &Record, numbers: &Numbers, lang: Lang, width: f64) -> Option<Plan> {
    let scale = Scale::new(record.timeline.iter().map(|f| extent(&f.value)), width)?;
    let mut items: Vec<Item> = Vec::new();
    let mut facts: Vec<(usize, &Fact<Event>)> = record.timeline.iter().enumerate().collect();
    facts.sort_by_key(|(_, f)| (extent(&f.value).0, -extent(&f.value).1));
    for (index, fact) in facts {
        let number = numbers.number("timeline", index);
        let item = item(&fact.value, &scale, number, lang);
        match items.iter_mut().find(|i| (&i.label, &i.date) == (&item.label, &item.date)) {
            Some(same) => same.facts.push(number),
            None => items.push(item),
        }
    }
    let lanes = stack(&mut items, width);
    let axis = if scale.first == scale.last { width / 4.0 } else { width };
    Some(Plan { width, axis, lanes, ticks: ticks(&scale, lang), steps: steps(record, &scale, lang), items })
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

/// Marks for years, months or days, whichever gives a few of them.
fn ticks(scale: &Scale, lang: Lang) -> Vec<Tick> {
    let days = scale.last - scale.first;
    let dates = match days {
        0 => return one_day(scale, lang),
        1..=20 => every_day(scale),
        21..=900 => every_month(scale),
        _ => every_year(scale),
    };
    let whole = |d: Date| if days > 900 { Date::year_only(d.year()) } else { d };
    let mut from = f64::MIN;
    let mut year = None;
    let tick = |d: Date| {
        let x = scale.x(days_of(d).0);
        let first = from == f64::MIN;
        let shown = if days <= 20 {
            if first { date(d, lang) } else { short_date(d, lang) }
        } else {
            tick_label(d, &mut year, days > 900, lang)
        };
        let fits = x >= from && x + width(&shown) <= scale.width;
        if fits {
            from = x + width(&shown) + 2.0 * GAP;
            year = Some(whole(d).year());
        }
        Tick { x, label: if fits { shown } else { String::new() } }
    };
    dates.into_iter().map(tick).collect()
}

fn tick_label(d: Date, year: &mut Option<i16>, years: bool, lang: Lang) -> String {
    let month = d.month().and_then(|m| Date::month_only(d.year(), m));
    match month {
        _ if years => date(Date::year_only(d.year()), lang),
        Some(month) if *year == Some(d.year()) => short_date(month, lang),
        Some(month) => date(month, lang),
        None => String::new(),
    }
}

fn one_day(scale: &Scale, lang: Lang) -> Vec<Tick> {
    let day = every_day(scale).first().copied();
    day.map(|d| Tick { x: scale.x(scale.first), label: date(d, lang) }).into_iter().collect()
}

fn epoch_plus(days: i64) -> Option<Date> {
    Date::day(1970, 1, 1)?.plus_days(i32::try_from(days).ok()?)
}

fn every_day(scale: &Scale) -> Vec<Date> {
    (scale.first..=scale.last).filter_map(epoch_plus).collect()
}

fn every_month(scale: &Scale) -> Vec<Date> {
    every_day(scale).into_iter().filter(|d| d.day_of_month() == Some(1)).collect()
}

fn every_year(scale: &Scale) -> Vec<Date> {
    let years = [scale.first, scale.last].map(|day| epoch_plus(day).map_or(1970, Date::year));
    let step = ((years[1] - years[0]) / 12).max(1) as usize;
    let firsts = (years[0]..=years[1]).step_by(step).filter_map(|year| Date::day(year, 1, 1));
    firsts.filter(|d| days_of(*d).0 >= scale.first).collect()
}

/// The steps between the milestones that lie on the scale, each with its label where it touches no other.
fn steps(record: &Record, scale: &Scale, lang: Lang) -> Vec<Step> {
    let mut lanes: Vec<f64> = Vec::new();
    let on_scale = |d: Date| scale.first <= days_of(d).0 && days_of(d).1 <= scale.last;
    let known =
        Milestones::of(record).steps().into_iter().filter(|(from, to, (_, most))| on_scale(*from) && on_scale(*to) && *most > 0);
    let step = |(from, to, between): (Date, Date, (i64, i64))| {
        let label = days(between, lang);
        let (x0, x1) = (scale.x(days_of(from).0), scale.x(days_of(to).1));
        let half = width(&label) / 2.0;
        let inside = x1 - x0 > 2.0 * half + 2.0 * GAP;
        let beside = if x1 + 2.0 * half + GAP <= scale.width { x1 + half + GAP } else { x0 - half - GAP };
        let label_x = if inside { f64::midpoint(x0, x1) } else { beside };
        let (left, right) = (x0.min(label_x - half), x1.max(label_x + half));
        let lane = lanes.iter().position(|end| *end <= left + 0.5).unwrap_or(lanes.len());
        lanes.resize(lanes.len().max(lane + 1), 0.0);
        lanes[lane] = if inside { right } else { right + GAP };
        Step { x0, x1, label, label_x, lane }
    };
    known.map(step).collect()
}

#[cfg(test)]
mod tests {
    use jikenbo_model::{Reading, Span};

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
        assert_eq!(plan.steps[0].label, "30–60日");
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
}
