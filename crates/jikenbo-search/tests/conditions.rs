//! The conditions that open the cases behind a chart's bar: each case is behind the one bar that it was counted in.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use jikenbo_search::{Engine, Entry, Facet, Facts, Line, PlainCodes, Query, Scan};

fn case(id: &str, facts: Facts) -> Entry {
    Entry::new(id, vec![(Line { notice: format!("N{id}"), facts, ..Line::default() }, String::new())])
}

fn dated(id: &str, date: &str) -> Entry {
    case(id, Facts { date: date.parse().ok(), ..Facts::default() })
}

fn found(engine: &Scan, query: &str) -> u64 {
    engine.count(&Query::parse(query, &PlainCodes).unwrap()).unwrap()
}

#[test]
fn a_date_is_of_one_month_and_a_year_is_of_none() {
    let dates = ["2024-06-03", "2024-06", "2024-07-01", "2024", "2023", ""];
    let engine = Scan::new(dates.iter().enumerate().map(|(n, date)| dated(&n.to_string(), date)).collect());
    for (query, cases) in [
        ("month:2024-06", 2),
        ("month:2024-07", 1),
        ("month:2024", 1),
        ("month:-", 3),
        ("month:- -date:-", 2),
        ("date:-", 1),
        ("month:2024-06 OR month:2024-07", 3),
        ("since:2024-06 until:2024-06", 3),
    ] {
        assert_eq!(found(&engine, query), cases, "{query}");
    }
    let ask = jikenbo_search::Ask { facets: true, ..Default::default() };
    let facets = engine.find(&ask).unwrap().facets;
    for (value, count) in &facets.iter().find(|f| f.name == "month").unwrap().values {
        let query = Query::of(Facet::condition("month", value));
        assert_eq!(engine.count(&query).unwrap(), *count, "{query}");
    }
}

#[test]
fn a_figure_that_is_not_told_can_be_asked_for() {
    let engine = Scan::new(vec![
        case("1", Facts { people: Some(0), days_unseen: Some(3), ..Facts::default() }),
        case("2", Facts { people: Some(120), ..Facts::default() }),
        case("3", Facts::default()),
    ]);
    for (query, cases) in
        [("people:-", 1), ("-people:-", 2), ("people>=0", 2), ("people>=100 people<1000", 1), ("unseen:-", 2), ("cards:-", 3)]
    {
        assert_eq!(found(&engine, query), cases, "{query}");
    }
}
