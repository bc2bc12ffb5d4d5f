//! What a reader of the charts is promised: nothing counted twice, nothing unknown counted as known.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use jikenbo_chart::*;
use jikenbo_model::{Code, Date};
use proptest::prelude::*;

fn codes(words: &str) -> Vec<Code> {
    words.split_whitespace().map(Code::from).collect()
}

fn row(unit: u32, date: &str, kinds: &str) -> Row {
    Row { unit, date: date.parse().ok(), kinds: codes(kinds), ..Row::default() }
}

#[test]
fn a_year_is_no_january() {
    let rows = [row(1, "2024-01-05", "malware"), row(2, "2024", "malware"), row(3, "2024-03", ""), row(4, "", "malware")];
    let by_month = months(&rows, Step::Month);
    assert_eq!((by_month.buckets.len(), &*by_month.all.counts), (3, &[1, 0, 1][..]));
    assert_eq!((by_month.all.year_only, by_month.all.undated, by_month.all.total), (1, 1, 4));
    let kinds: Vec<_> = by_month.kinds.iter().map(|l| (l.kind.as_deref().unwrap_or("?"), l.total)).collect();
    assert_eq!(kinds, [("malware", 3), ("?", 1)]);
    let by_year = months(&rows, Step::Year);
    assert_eq!((&*by_year.all.counts, by_year.all.year_only), (&[3][..], 0), "a year is exact enough for years");
}

#[test]
fn a_case_of_two_kinds_is_in_both_lines_and_once_in_all() {
    let rows = [row(1, "2024-01-05", "malware ransomware"), row(1, "2024-01-09", "malware"), row(2, "2024-02", "malware")];
    let by_month = months(&rows, Step::Month);
    assert_eq!((&*by_month.all.counts, by_month.all.total), (&[1, 1][..], 2));
    assert_eq!((by_month.kinds[0].total, &*by_month.kinds[1].counts), (2, &[1, 0][..]));
}

#[test]
fn long_times_are_drawn_in_longer_steps() {
    let rows = [row(1, "2001-02", ""), row(2, "2024-03-01", "")];
    assert_eq!(Step::fitting(&rows, 60), Step::Year);
    assert_eq!(Step::fitting(&rows, 100), Step::Quarter);
    assert_eq!(Step::fitting(&rows, 300), Step::Month);
    assert_eq!(Step::fitting(&[], 10), Step::Month);
    let quarters = months(&rows, Step::Quarter).buckets;
    assert_eq!((quarters[0].month, quarters[0].last_month(), quarters.last().unwrap().year), (1, 3, 2024));
}

#[test]
fn dates_of_another_age_make_no_endless_chart() {
    let rows = [row(1, "0001-01", ""), row(2, "9999-12", "")];
    let made = months(&rows, Step::Month);
    assert_eq!((made.buckets.len(), made.all.total, made.all.year_only), (2_400, 2, 1));
}

#[test]
fn what_is_not_told_has_a_head_of_its_own_and_stands_last() {
    let sector =
        |unit, sectors: &str, causes: &str| Row { unit, sectors: codes(sectors), causes: codes(causes), ..Row::default() };
    let rows = [sector(1, "retail", ""), sector(2, "retail", "vulnerability phishing"), sector(3, "", ""), sector(4, "", "")];
    let table = cross(&rows, |r| &r.causes, |r| &r.sectors);
    let heads: Vec<_> = table.lines.iter().map(|c| c.as_deref().unwrap_or("?")).collect();
    assert_eq!(heads, ["phishing", "vulnerability", "?"]);
    assert_eq!(table.cells, [[1, 0], [1, 0], [1, 2]]);
    assert_eq!((&*table.line_totals, &*table.column_totals, table.total, table.most()), (&[1, 1, 3][..], &[2, 2][..], 4, 2));
}

fn people(unit: u32, value: u64, bound: &str) -> Row {
    Row { unit, people: Some(Figure { value, bound: Bound::of(bound) }), ..Row::default() }
}

#[test]
fn figures_keep_their_bounds_and_unknown_is_no_nought() {
    let rows = [
        people(1, 9, "exact"),
        people(2, 10, "at_most"),
        people(3, 99, "about"),
        people(4, 120, "at_least"),
        Row { unit: 5, ..Row::default() },
    ];
    let made = affected(&rows, |r| r.people);
    let bars: Vec<_> = made.bins.iter().map(|b| (b.from, b.below, b.units.all())).collect();
    assert_eq!(bars, [(1, Some(10), 1), (10, Some(100), 2), (100, Some(1_000), 1)]);
    assert_eq!((made.bins[1].units.at_most, made.bins[1].units.about, made.bins[2].units.at_least), (1, 1, 1));
    assert_eq!((made.not_told, made.told, made.median, made.largest), (1, 4, Some(10), Some(120)));
    let none = affected(&[Row::default()], |r| r.people);
    assert_eq!((none.bins.len(), none.not_told, none.median), (0, 1, None));
    let huge = affected(&[people(1, u64::MAX, "exact"), people(2, 0, "exact")], |r| r.people);
    assert_eq!((huge.bins.last().unwrap().below, huge.bins[0].from), (None, 0));
}

fn unseen(unit: u32, days: u32, kinds: &str) -> Row {
    Row { unit, unseen: Some(days), kinds: codes(kinds), ..Row::default() }
}

#[test]
fn days_stand_in_bars_that_leave_no_gap_and_unknown_ones_stay_out_of_the_median() {
    let rows = [
        unseen(1, 0, "malware"),
        unseen(2, 89, "malware"),
        unseen(3, 90, ""),
        unseen(4, 400, "malware"),
        Row { unit: 5, ..Row::default() },
    ];
    let made = lapse(&rows, |r| r.unseen);
    assert!(made.bins.windows(2).all(|pair| pair[0].below == Some(pair[1].from)));
    let full: Vec<_> = made.bins.iter().filter(|b| b.units > 0).map(|b| (b.from, b.below)).collect();
    assert_eq!(full, [(0, Some(1)), (30, Some(90)), (90, Some(180)), (365, None)]);
    assert_eq!((made.not_told, made.told), (1, 4));
    let spread = made.spread.unwrap();
    assert_eq!((spread.n, spread.median, spread.mean, &*spread.values), (4, 89.5, 144.75, &[0, 89, 90, 400][..]));
    assert_eq!((made.kinds.len(), made.kinds[0].1.n, made.kinds[1].1.n), (2, 3, 1));
}

#[test]
fn quartiles_are_those_of_spreadsheets() {
    let spread = Spread::of((1..=10).collect()).unwrap();
    assert_eq!((spread.quarter, spread.median, spread.three_quarters), (3.25, 5.5, 7.75));
    assert!(spread.values.is_empty(), "ten values are enough for quartiles");
    assert_eq!(Spread::of(vec![]), None);
    assert_eq!(Spread::of(vec![7]).unwrap().median, 7.0);
}

#[test]
fn an_organisation_of_several_cases_counts_once_with_their_median() {
    let made = lapse(&[unseen(1, 5, ""), unseen(1, 100, ""), unseen(1, 7, ""), unseen(2, 1, "")], |r| r.unseen);
    assert_eq!(made.spread.unwrap().values, [1, 7]);
    let made = affected(&[people(1, 5, "exact"), people(1, 7, "exact"), people(1, 70, "exact")], |r| r.people);
    assert_eq!((made.bins[0].units.all(), made.bins[1].units.all(), made.told, made.median), (1, 1, 1, Some(70)));
}

fn any_row() -> impl Strategy<Value = Row> {
    let date = (1990i16..2030, 0u8..=12, any::<bool>());
    let days = proptest::option::of(0u32..1000);
    (0u32..12, date, proptest::collection::vec(0u8..4, 0..3), proptest::option::of(0u64..20_000_000), days).prop_map(
        |(unit, (year, month, dated), kinds, people, days)| {
            let mut kinds: Vec<Code> = kinds.iter().map(|k| Code::from(&*format!("kind_{k}"))).collect();
            kinds.dedup();
            let date = Date::month_only(year, month).unwrap_or(Date::year_only(year));
            Row {
                unit,
                date: dated.then_some(date),
                kinds,
                people: people.map(|value| Figure { value, bound: Bound::Exact }),
                unseen: days,
                ..Row::default()
            }
        },
    )
}

proptest! {
    /// The counts are those of counting by hand, with sets.
    #[test]
    fn every_unit_is_counted_once_in_each_bar_it_belongs_to(rows in proptest::collection::vec(any_row(), 0..60)) {
        let rows = sorted(rows);
        let distinct = |holds: &dyn Fn(&Row) -> bool| {
            rows.iter().filter(|r| holds(r)).map(|r| r.unit).collect::<std::collections::BTreeSet<_>>().len() as u64
        };
        let made = months(&rows, Step::Month);
        prop_assert_eq!(made.all.total, distinct(&|_| true));
        prop_assert_eq!(made.all.undated, distinct(&|r| r.date.is_none()));
        prop_assert_eq!(made.all.year_only, distinct(&|r| r.date.is_some_and(|d| d.month().is_none())));
        for (bucket, count) in made.buckets.iter().zip(&made.all.counts) {
            let month = Date::month_only(bucket.year, bucket.month);
            prop_assert_eq!(*count, distinct(&|r| r.date == month));
        }
        for line in &made.kinds {
            let has = |r: &Row| line.kind.as_ref().map_or(r.kinds.is_empty(), |k| r.kinds.contains(k));
            prop_assert_eq!(line.total, distinct(&has));
        }
        let made = affected(&rows, |r| r.people);
        prop_assert_eq!(made.not_told, distinct(&|r| r.people.is_none()));
        for bin in &made.bins {
            let holds = |r: &Row| r.people.is_some_and(|f| f.value >= bin.from && bin.below.is_none_or(|b| f.value < b));
            prop_assert_eq!(bin.units.all(), distinct(&holds));
        }
        let made = lapse(&rows, |r| r.unseen);
        prop_assert_eq!(made.not_told, distinct(&|r| r.unseen.is_none()));
        let table = cross(&rows, |r| &r.kinds, |r| &r.kinds);
        prop_assert_eq!(table.total, distinct(&|_| true));
    }
}
