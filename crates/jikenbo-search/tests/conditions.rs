//! The conditions that open the cases behind a chart's bar: each case is behind the one bar that it was counted in.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use jikenbo_search::{Effort, Engine, Entry, Facet, Facts, Index, Line, PlainCodes, Query, Scan, Stamp};

fn case(id: &str, facts: Facts) -> Entry {
    Entry::new(id, vec![(Line { notice: format!("N{id}"), facts, ..Line::default() }, String::new())])
}

fn dated(id: &str, date: &str) -> Entry {
    case(id, Facts { date: date.parse().ok(), ..Facts::default() })
}

/// Both engines.
fn engines(entries: Vec<Entry>) -> [Box<dyn Engine>; 2] {
    let index = Index::in_memory("book").unwrap();
    let mut writer = index.writer(Effort::Small).unwrap();
    entries.iter().for_each(|entry| writer.put(entry).unwrap());
    writer.commit(&Stamp::new("book", 1)).unwrap();
    writer.finish().unwrap();
    [Box::new(Scan::new(entries)), Box::new(index)]
}

fn found(engine: &dyn Engine, query: &str) -> u64 {
    engine.count(&Query::parse(query, &PlainCodes).unwrap()).unwrap()
}

#[test]
fn a_date_is_of_one_month_and_a_year_is_of_none() {
    let dates = ["2024-06-03", "2024-06", "2024-07-01", "2024", "2023", ""];
    for engine in engines(dates.iter().enumerate().map(|(n, date)| dated(&n.to_string(), date)).collect()) {
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
            assert_eq!(found(&*engine, query), cases, "{query}");
        }
        let ask = jikenbo_search::Ask { facets: true, ..Default::default() };
        let facets = engine.find(&ask).unwrap().facets;
        for (value, count) in &facets.iter().find(|f| f.name == "month").unwrap().values {
            let query = Query::of(Facet::condition("month", value));
            assert_eq!(engine.count(&query).unwrap(), *count, "{query}");
        }
    }
}

#[test]
fn a_figure_that_is_not_told_can_be_asked_for() {
    for engine in engines(vec![
        case("1", Facts { people: Some(0), days_unseen: Some(3), ..Facts::default() }),
        case("2", Facts { people: Some(120), ..Facts::default() }),
        case("3", Facts::default()),
    ]) {
        for (query, cases) in
            [("people:-", 1), ("-people:-", 2), ("people>=0", 2), ("people>=100 people<1000", 1), ("unseen:-", 2), ("cards:-", 3)]
        {
            assert_eq!(found(&*engine, query), cases, "{query}");
        }
    }
}

#[test]
fn a_collection_is_asked_for_by_its_name_or_a_part_of_it() {
    let taken = |id, collection| Entry::imported((id, collection), Facts::default(), "Heron".to_owned(), "2024", "2024");
    for engine in engines(vec![case("1", Facts::default()), taken("2", "VCDB"), taken("3", "ＶＣＤＢ 2023"), taken("4", "ours")])
    {
        for (query, cases) in [
            ("collection:vcdb", 2),
            ("collection=VCDB", 1),
            ("集まり：\"vcdb 2023\"", 1),
            ("collection:-", 1),
            ("-collection:vcdb", 2),
            ("vcdb", 0),
        ] {
            assert_eq!(found(&*engine, query), cases, "{query}");
        }
        let hit = engine.find(&jikenbo_search::Ask {
            query: Query::parse("collection=ours", &PlainCodes).unwrap(),
            limit: 1,
            ..Default::default()
        });
        assert_eq!(hit.unwrap().hits[0].entry.collection.as_deref(), Some("ours"), "a hit tells it");
    }
}

/// What charts know of a case is the same, however it was found.
#[test]
fn both_engines_tell_charts_the_same() {
    let told = |people: u64, bound: &str| Facts {
        people: Some(people),
        people_bound: Some(bound.into()),
        date: "2024".parse().ok(),
        ..Facts::default()
    };
    let [scan, index] = engines(vec![case("1", told(120, "at_most")), case("2", Facts::default()), case("3", told(7, "exact"))]);
    let lights = |engine: &dyn Engine| {
        let mut all = Vec::new();
        engine.each(&Query::default(), jikenbo_search::By::Case, &mut |light| all.push(light.clone())).unwrap();
        all.sort_by_key(|light| light.people);
        all
    };
    assert_eq!(lights(&*scan), lights(&*index));
    assert_eq!(lights(&*index)[2].people_bound.as_deref(), Some("at_most"));
}
