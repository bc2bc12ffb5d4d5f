//! The index finds what going over every text finds: the same cases, in the same order, with the same counts.

#![allow(clippy::unwrap_used, reason = "a test")]

mod made;

use std::collections::BTreeSet;

use jikenbo_search::{
    Ask, By, Effort, Engine, Entry, Facet, Field, Figure, How, Index, Light, Node, Op, Query, Scan, Sort, Stamp,
};
use made::{Random, entries, entry};

/// An index of these cases, committed in several steps, so that it has several segments.
fn index_of(entries: &[Entry]) -> Index {
    let index = Index::in_memory("test").unwrap();
    for (n, some) in entries.chunks(97).enumerate() {
        let mut writer = index.writer(Effort::Small).unwrap();
        some.iter().for_each(|entry| writer.put(entry).unwrap());
        writer.commit(&Stamp::new("test", n as i64 + 1)).unwrap();
        writer.finish().unwrap();
    }
    index
}

fn all(engine: &dyn Engine, query: &Query, sort: Sort) -> Vec<String> {
    let mut out = Vec::new();
    let mut ask = Ask { query: query.clone(), sort, limit: 7, ..Ask::default() };
    loop {
        let found = engine.find(&ask).unwrap();
        out.extend(found.hits.into_iter().map(|hit| hit.entry.case));
        match found.next {
            // What is put into an address comes back from it.
            Some(next) => ask.after = Some(next.to_string().parse().unwrap()),
            None => return out,
        }
    }
}

/// A stretch of some text, of 1 to 8 characters.
fn stretch(random: &mut Random, texts: &[Vec<char>]) -> String {
    loop {
        let text = &texts[random.below(texts.len())];
        let len = 1 + random.below(8);
        let from = random.below(text.len().saturating_sub(len).max(1));
        // Half of ｶﾞ is no stretch of a text.
        let len = len + usize::from(matches!(text.get(from + len), Some('ﾞ' | 'ﾟ')));
        let words: String = text.iter().skip(from).take(len).filter(|c| !matches!(c, '"' | '“' | '”' | '＂')).collect();
        if !jikenbo_search::fold(&words).is_empty() {
            return words.trim().to_owned();
        }
    }
}

fn condition(random: &mut Random, texts: &[Vec<char>], depth: usize) -> Node {
    let text = |random: &mut Random| stretch(random, texts);
    match random.below(if depth > 1 { 12 } else { 16 }) {
        0..=5 => Node::Text(text(random), How::Word),
        6 => Node::Text(text(random), How::Exact),
        7 => Node::Name(
            [Field::Org, Field::Title, Field::Vendor, Field::Service, Field::Authority, Field::Collection][random.below(6)],
            text(random),
            How::Word,
        ),
        8 => Node::code(Field::Kind, made::KINDS[random.below(made::KINDS.len())]),
        9 => Node::Number(
            [Figure::Count, Figure::People, Figure::Cards, Figure::Unseen, Figure::Notices][random.below(5)],
            [Op::Equal, Op::Less, Op::AtMost, Op::Greater, Op::AtLeast][random.below(5)],
            [0, 1, 2, 50, 999, u64::MAX][random.below(6)],
        ),
        10 => Node::Since(made::date(random)),
        11 => match random.below(7) {
            3 => Node::NoFigure([Figure::People, Figure::Cards, Figure::Unseen, Figure::Silent][random.below(4)]),
            4 => Node::NoMonth,
            5 => Node::NoDate,
            6 => {
                let date = made::date(random);
                let month = date.month().and_then(|month| jikenbo_model::Date::month_only(date.year(), month));
                Node::Month(month.unwrap_or(jikenbo_model::Date::year_only(date.year())))
            }
            0 => Node::Until(made::date(random)),
            1 => Node::Lacks([Field::Org, Field::Sector, Field::Vendor, Field::Cause, Field::Collection][random.below(5)]),
            _ => Node::New(format!("2024-0{}", 1 + random.below(9))),
        },
        12 => Node::Any((0..2 + random.below(2)).map(|_| condition(random, texts, depth + 1)).collect()),
        13 => Node::All((0..2).map(|_| condition(random, texts, depth + 1)).collect()),
        _ => Node::Not(Box::new(condition(random, texts, depth + 1))),
    }
}

#[test]
fn the_index_finds_what_is_there() {
    let entries = entries(0..250);
    let (index, scan) = (index_of(&entries), Scan::new(entries.clone()));
    let texts: Vec<Vec<char>> = entries.iter().flat_map(|e| e.texts.notices.iter().map(|t| t.chars().collect())).collect();
    let mut random = Random::new(5);
    let mut found = 0;
    for n in 0..2_000 {
        let query = Query::of((0..1 + random.below(3)).map(|_| condition(&mut random, &texts, 0)));
        let ask = Ask { query: query.clone(), limit: 1_000, facets: n % 16 == 0, ..Ask::default() };
        let (mut indexed, scanned) = (index.find(&ask).unwrap(), scan.find(&ask).unwrap());
        found += usize::from(scanned.total > 0);
        indexed.hits.iter_mut().for_each(|hit| hit.score = 0.0);
        assert_eq!(indexed.total, scanned.total, "{query}");
        assert_eq!(indexed, scanned, "{query}");
        assert_eq!(index.count(&query).unwrap(), scanned.total, "{query}");
    }
    assert!(found > 750, "{found} of the queries found something");
}

#[test]
fn every_stretch_of_a_text_finds_it() {
    let entries = entries(0..60);
    let index = index_of(&entries);
    let mut random = Random::new(9);
    for _ in 0..1_500 {
        let entry = &entries[random.below(entries.len())];
        let texts: Vec<Vec<char>> = entry.texts.notices.iter().map(|t| t.chars().collect()).collect();
        let words = stretch(&mut random, &texts);
        for how in [How::Word, How::Exact] {
            let query = Query::of([Node::Text(words.clone(), how)]);
            assert!(all(&index, &query, Sort::Newest).contains(&entry.case), "{words:?} in {}", entry.case);
        }
    }
}

#[test]
fn every_order_is_the_same_and_pages_fit_together() {
    let entries = entries(0..150);
    let (index, scan) = (index_of(&entries), Scan::new(entries.clone()));
    for sort in [Sort::Newest, Sort::Oldest, Sort::Largest, Sort::Clipped] {
        for query in [Query::default(), Query::of([Node::Text("情報".to_owned(), How::Word)])] {
            assert_eq!(all(&index, &query, sort), all(&scan, &query, sort), "{sort:?} {query}");
        }
    }
    let query = Query::of([Node::Text("お詫び".to_owned(), How::Word)]);
    let by_relevance = all(&index, &query, Sort::Relevance);
    assert_eq!(by_relevance.iter().collect::<BTreeSet<_>>(), all(&scan, &query, Sort::Relevance).iter().collect());
    assert_eq!(by_relevance.len() as u64, scan.count(&query).unwrap());
}

#[test]
fn the_best_match_stands_first() {
    let told = |case: &str, title: &str, org: &str, text: &str| entry(case, "2024-01-01", title, org, text);
    let entries = vec![
        told("C000-0001", "お知らせ", "霧積食品", "委託先の若苗印刷で障害が起きました。"),
        told("C000-0002", "お知らせ", "若苗印刷", "障害が起きました。"),
        told("C000-0003", "若苗印刷の障害について", "若苗印刷", "若苗印刷で障害が起きました。"),
    ];
    let query = Query::of([Node::Text("若苗印刷".to_owned(), How::Word)]);
    assert_eq!(all(&index_of(&entries), &query, Sort::Relevance), ["C000-0003", "C000-0002", "C000-0001"]);
}

#[test]
fn charts_see_every_match_once() {
    let entries = entries(0..150);
    let (index, scan) = (index_of(&entries), Scan::new(entries.clone()));
    for by in [By::Case, By::Notice] {
        let every = |engine: &dyn Engine| {
            let mut seen: Vec<String> = Vec::new();
            engine
                .each(&Query::of([Node::code(Field::Kind, "malware")]), by, &mut |light: &Light| seen.push(format!("{light:?}")))
                .unwrap();
            seen.sort();
            seen
        };
        let (indexed, scanned) = (every(&index), every(&scan));
        assert!(!scanned.is_empty());
        assert_eq!(indexed, scanned);
    }
}

#[test]
fn a_facet_narrows_to_what_it_counts() {
    let entries = entries(0..150);
    let index = index_of(&entries);
    let found = index.find(&Ask { limit: 0, facets: true, ..Ask::default() }).unwrap();
    assert_eq!(found.facets.iter().map(|f| f.name).collect::<Vec<_>>(), ["kind", "sector", "cause", "item", "month", "org"]);
    for facet in &found.facets {
        assert!(!facet.values.is_empty(), "{}", facet.name);
        for (value, count) in &facet.values {
            let narrowed = Query::of(Facet::condition(facet.name, value));
            let whole_month = facet.name != "month" || value.len() == 7;
            let narrowed = index.count(&narrowed).unwrap();
            assert!(if whole_month { narrowed >= *count } else { narrowed > 0 }, "{} {value}: {count}, {narrowed}", facet.name);
            // By name, cases are found in which any notice says so, not only what they say together.
            assert!(["month", "org"].contains(&facet.name) || narrowed == *count, "{} {value}", facet.name);
        }
    }
}

#[test]
fn facets_that_are_asked_for_again_follow_the_index() {
    let entries = entries(0..60);
    let index = index_of(&entries[..59]);
    let facets = |sort, limit| index.find(&Ask { sort, limit, facets: true, ..Ask::default() }).unwrap().facets;
    let before = facets(Sort::Newest, 10);
    assert_eq!(before, facets(Sort::Largest, 5), "in whatever order the cases are asked for");
    let mut writer = index.writer(Effort::Small).unwrap();
    writer.put(&entries[59]).unwrap();
    writer.commit(&Stamp::new("test", 100)).unwrap();
    writer.finish().unwrap();
    let after = facets(Sort::Newest, 10);
    assert_ne!(before, after);
    assert_eq!(after, index_of(&entries).find(&Ask { facets: true, ..Ask::default() }).unwrap().facets, "as if counted anew");
}

#[test]
fn a_case_is_replaced_and_taken_out() {
    let index = Index::in_memory("test").unwrap();
    let mut writer = index.writer(Effort::Small).unwrap();
    writer.put(&entry("C000-0001", "2024-01-01", "題", "若苗印刷", "古い文")).unwrap();
    writer.put(&entry("C000-0002", "2024-01-01", "題", "霧積食品", "古い文")).unwrap();
    writer.commit(&Stamp::new("test", 2)).unwrap();
    writer.put(&entry("C000-0001", "2024-01-01", "題", "若苗印刷", "新しい文")).unwrap();
    writer.remove("C000-0002");
    writer.commit(&Stamp::new("test", 4)).unwrap();
    writer.finish().unwrap();
    let count = |text: &str| index.count(&Query::of([Node::Text(text.to_owned(), How::Word)])).unwrap();
    assert_eq!((count("古い"), count("新しい"), index.len().unwrap()), (0, 1, 1));
    assert_eq!(index.entry("C000-0001").unwrap().unwrap().facts.organization.as_deref(), Some("若苗印刷"));
    assert_eq!(index.entry("C000-0002").unwrap(), None);
    assert_eq!(index.stamp().unwrap().unwrap().seq, 4);
}

#[test]
fn what_is_no_index_any_more_is_made_anew_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("book.db.index");
    let open = |casebook: &str| Index::open(&place, casebook).unwrap();
    let (index, why) = open("a");
    assert_eq!((why, index.len().unwrap()), (None, 0));
    let fill = |index: &Index| {
        let mut writer = index.writer(Effort::Small).unwrap();
        entries(0..30).iter().for_each(|entry| writer.put(entry).unwrap());
        writer.commit(&Stamp::new("a", 30)).unwrap();
        writer.finish().unwrap();
    };
    fill(&index);
    drop(index);
    let (index, why) = open("a");
    assert_eq!((why, index.len().unwrap()), (None, 30));
    drop(index);
    let (index, why) = open("b");
    assert_eq!((why.as_deref(), index.len().unwrap()), (Some("it was made from another casebook"), 0));
    drop(index);
    let damages: [fn(&std::path::Path); 3] = [
        |file| std::fs::remove_file(file).unwrap(),
        |file| std::fs::write(file, "nothing").unwrap(),
        |file| {
            let mut bytes = std::fs::read(file).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x55;
            std::fs::write(file, bytes).unwrap();
        },
    ];
    for (n, damage) in damages.into_iter().enumerate() {
        // A changed byte of the list of segments may leave it a list: only the others have checksums.
        for kind in ["pos", "store", "json"].into_iter().take(3 - n / 2) {
            let (index, _) = open("a");
            fill(&index);
            drop(index);
            let is_it = |file: &std::path::PathBuf| {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if kind == "json" { name == "meta.json" } else { name.ends_with(&format!(".{kind}")) }
            };
            let file = std::fs::read_dir(&place).unwrap().map(|f| f.unwrap().path()).find(is_it).unwrap();
            damage(&file);
            let (index, why) = open("a");
            // Without a list there is no index, which is nothing to tell.
            let told = why.is_some_and(|why| why.starts_with("it is damaged"));
            assert_eq!(told, !(kind == "json" && n == 0), "{kind} {n}");
            assert_eq!((index.len().unwrap(), index.stamp().unwrap().unwrap().seq), (0, 0), "{kind} {n}");
        }
    }
}

#[test]
fn one_writes_and_all_read() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = Index::open(folder.path(), "a").unwrap();
    let (other, _) = Index::open(folder.path(), "a").unwrap();
    let mut writer = one.writer(Effort::Small).unwrap();
    assert_eq!(other.writer(Effort::Small).err(), Some(jikenbo_search::Error::Busy));
    writer.put(&entry("C000-0001", "2024-01-01", "題", "若苗印刷", "文")).unwrap();
    writer.commit(&Stamp::new("a", 1)).unwrap();
    assert_eq!((other.len().unwrap(), other.stamp().unwrap().unwrap().seq), (1, 1));
    writer.finish().unwrap();
    assert!(other.writer(Effort::Small).is_ok());
}
