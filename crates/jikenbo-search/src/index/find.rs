//! Answers from the index.

use jikenbo_model::{Code, Date};
use tantivy::collector::Count;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{EnableScoring, Query as _};
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, TantivyDocument, Term};

use super::Index;
use super::collect::{CODE_FACETS, Gathered, Place, Wanted, code_names, codes, number};
use super::grams::cover;
use super::lower::Lower;
use super::schema::restored;
use crate::Needle;
use crate::ask::{Ask, By, Cursor, Facet, Found, Hit, Key, Light, MOST_HITS, Sort};
use crate::engine::{Engine, Error};
use crate::entry::{Entry, case_key, date_from_key, month_of};
use crate::query::Query;

impl Index {
    fn lowered(&self, query: &Query, scored: bool) -> Box<dyn tantivy::query::Query> {
        Lower { fields: &self.fields, scored }.query(query)
    }

    fn read(&self, searcher: &Searcher, at: DocAddress) -> Result<Entry, Error> {
        let document: TantivyDocument = searcher.doc(at)?;
        self.entry_of(&document)
    }

    fn entry_of(&self, document: &TantivyDocument) -> Result<Entry, Error> {
        let bytes = document.get_first(self.fields.entry).and_then(|value| value.as_bytes());
        bytes.and_then(restored).ok_or_else(|| Error::Damaged("a case in it cannot be read".to_owned()))
    }

    fn facets(&self, searcher: &Searcher, gathered: Gathered) -> Result<Vec<Facet>, Error> {
        let mut facets: Vec<Facet> = CODE_FACETS
            .into_iter()
            .zip(gathered.codes)
            .map(|(name, counts)| Facet::of(name, counts.into_iter().collect()))
            .collect();
        let month = |(month, count): (u64, u64)| Some((month_of(date_from_key(month * 100)?), count));
        facets.push(Facet::of("month", gathered.months.into_iter().filter_map(month).collect()));
        let counts = gathered.organizations.into_iter().map(|(key, (count, example))| (count, key, example)).collect();
        facets.push(Facet::organizations(counts, |example| {
            let entry = self.read(searcher, example)?;
            Ok::<_, Error>(entry.facts.organization.unwrap_or_default())
        })?);
        Ok(facets)
    }
}

impl Engine for Index {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.searcher()?.num_docs())
    }

    fn find(&self, ask: &Ask) -> Result<Found, Error> {
        let searcher = self.searcher()?;
        let limit = ask.limit.min(MOST_HITS);
        let after = ask.after.as_ref().filter(|cursor| cursor.sort == ask.sort).map(|cursor| Place {
            first: cursor.key.first,
            second: cursor.key.second,
            case: std::cmp::Reverse(case_key(&cursor.key.case)),
        });
        // One more than wanted shows whether there is more.
        let asked_for = if limit == 0 { 0 } else { limit + 1 };
        let (generation, text) = (searcher.generation().generation_id(), ask.query.to_string());
        let known = if ask.facets { self.memory.get(generation, &text) } else { None };
        let wanted = Wanted { sort: ask.sort, limit: asked_for, after, facets: ask.facets && known.is_none() };
        let query = self.lowered(&ask.query, ask.sort == Sort::Relevance && limit > 0);
        let mut gathered = searcher.search(&*query, &wanted)?;
        let places = std::mem::take(&mut gathered.hits);
        let mut hits = Vec::with_capacity(places.len());
        for (_, score, at) in places.iter().take(limit) {
            let score = if ask.sort == Sort::Relevance { *score } else { 0.0 };
            hits.push(Hit { entry: self.read(&searcher, *at)?, score });
        }
        let next = if places.len() > limit { places.get(limit.wrapping_sub(1)).zip(hits.last()) } else { None };
        let next = next.map(|((place, ..), hit)| {
            let key = Key { first: place.first, second: place.second, case: hit.entry.case.clone() };
            Cursor { sort: ask.sort, key }
        });
        let (total, notices) = (gathered.total, gathered.notices);
        let facets = match known {
            Some(facets) => facets,
            None if ask.facets => {
                let facets = self.facets(&searcher, gathered)?;
                self.memory.put(generation, text, &facets);
                facets
            }
            None => Vec::new(),
        };
        Ok(Found { hits, total, notices, next, facets })
    }

    fn count(&self, query: &Query) -> Result<u64, Error> {
        let searcher = self.searcher()?;
        Ok(searcher.search(&*self.lowered(query, false), &Count)? as u64)
    }

    /// Words are in no more cases than the rarest pair of their characters.
    fn at_most(&self, words: &str) -> Result<u64, Error> {
        let searcher = self.searcher()?;
        let Some(needle) = Needle::exact(words) else { return Ok(searcher.num_docs()) };
        let mut most = 0;
        for form in needle.forms() {
            let mut rarest = searcher.num_docs();
            for (_, pair) in cover(form) {
                rarest = rarest.min(searcher.doc_freq(&Term::from_field_text(self.fields.body, pair))?);
            }
            most += rarest;
        }
        Ok(most)
    }

    fn each(&self, query: &Query, by: By, with: &mut dyn FnMut(&Light)) -> Result<(), Error> {
        let searcher = self.searcher()?;
        let weight = self.lowered(query, false).weight(EnableScoring::disabled_from_searcher(&searcher))?;
        let mut light = Light::default();
        for segment in searcher.segment_readers() {
            let columns = Columns::open(segment)?;
            let store = segment.get_store_reader(8).map_err(|error| Error::Place(error.to_string()))?;
            let mut failed = None;
            weight.for_each_no_score(segment, &mut |docs| {
                for doc in docs.iter().copied().filter(|doc| !segment.is_deleted(*doc)) {
                    if by == By::Notice && columns.notices.first(doc) != Some(1) {
                        let entry = store.get::<TantivyDocument>(doc).map_err(Error::from).and_then(|d| self.entry_of(&d));
                        match entry {
                            Ok(entry) => entry.notices.iter().for_each(|line| {
                                light.set(&line.facts);
                                with(&light);
                            }),
                            Err(error) => failed = Some(error),
                        }
                        continue;
                    }
                    columns.fill(doc, &mut light);
                    with(&light);
                }
            })?;
            if let Some(error) = failed {
                return Err(error);
            }
        }
        Ok(())
    }

    fn entry(&self, case: &str) -> Result<Option<Entry>, Error> {
        let searcher = self.searcher()?;
        let term = Term::from_field_text(self.fields.case, case);
        for (ord, segment) in searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(self.fields.case)?;
            let postings = index
                .read_postings(&term, tantivy::schema::IndexRecordOption::Basic)
                .map_err(|error| Error::Place(error.to_string()))?;
            let Some(mut postings) = postings else { continue };
            while tantivy::DocSet::doc(&postings) != tantivy::TERMINATED {
                let doc = tantivy::DocSet::doc(&postings);
                if !segment.is_deleted(doc) {
                    return self.read(&searcher, DocAddress::new(ord as u32, doc)).map(Some);
                }
                tantivy::DocSet::advance(&mut postings);
            }
        }
        Ok(None)
    }
}

/// The columns of a segment that charts are made of.
struct Columns {
    date: Column<u64>,
    org: Column<u64>,
    notices: Column<u64>,
    count: Column<u64>,
    people: Column<u64>,
    cards: Column<u64>,
    people_bound: Codes,
    cards_bound: Codes,
    unseen: Column<u64>,
    silent: Column<u64>,
    sector: Codes,
    kinds: Codes,
    causes: Codes,
    items: Codes,
}

/// A column of codes, and its codes by their number in it.
struct Codes(Option<(StrColumn, Vec<Code>)>);

impl Codes {
    fn open(segment: &SegmentReader, name: &str) -> Result<Self, Error> {
        let Some(column) = codes(segment, name)? else { return Ok(Self(None)) };
        let names = code_names(&column)?.iter().map(|name| Code::from(name.as_str())).collect();
        Ok(Self(Some((column, names))))
    }

    fn of(&self, doc: DocId) -> impl Iterator<Item = &Code> {
        self.0.iter().flat_map(move |(column, names)| column.term_ords(doc).filter_map(move |ord| names.get(ord as usize)))
    }

    fn fill(&self, doc: DocId, to: &mut Vec<Code>) {
        to.clear();
        to.extend(self.of(doc).cloned());
    }
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Self, Error> {
        let column = |name| number(segment, name);
        Ok(Self {
            date: column("date")?,
            org: column("org_key")?,
            notices: column("notices")?,
            count: column("count")?,
            people: column("people")?,
            cards: column("cards")?,
            people_bound: Codes::open(segment, "people_bound")?,
            cards_bound: Codes::open(segment, "cards_bound")?,
            unseen: column("unseen")?,
            silent: column("silent")?,
            sector: Codes::open(segment, "sector")?,
            kinds: Codes::open(segment, "kind")?,
            causes: Codes::open(segment, "cause")?,
            items: Codes::open(segment, "item")?,
        })
    }

    fn fill(&self, doc: DocId, light: &mut Light) {
        let days = |column: &Column<u64>| column.first(doc).and_then(|n| u32::try_from(n).ok());
        light.date = self.date.first(doc).and_then(date_from_key) as Option<Date>;
        light.organization = self.org.first(doc).unwrap_or(0);
        light.count = self.count.first(doc);
        light.people = self.people.first(doc);
        light.cards = self.cards.first(doc);
        light.people_bound = self.people_bound.of(doc).next().cloned();
        light.cards_bound = self.cards_bound.of(doc).next().cloned();
        light.days_unseen = days(&self.unseen);
        light.days_silent = days(&self.silent);
        light.sector = self.sector.of(doc).next().cloned();
        self.kinds.fill(doc, &mut light.kinds);
        self.causes.fill(doc, &mut light.causes);
        self.items.fill(doc, &mut light.items);
    }
}
