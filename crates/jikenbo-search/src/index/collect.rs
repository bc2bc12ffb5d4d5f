//! Going over the matches once: counting them, keeping the first of them, and counting what they are like.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::ask::{Sort, keys};

/// What is wanted of the matches.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) sort: Sort,
    /// How many hits.
    pub(super) limit: usize,
    /// Only those after this place.
    pub(super) after: Option<Place>,
    pub(super) facets: bool,
}

/// A hit's place in the order: what stands earlier is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) first: u64,
    pub(super) second: u64,
    pub(super) case: Reverse<u64>,
}

/// What was gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) total: u64,
    pub(super) notices: u64,
    /// The first hits, in order.
    pub(super) hits: Vec<(Place, Score, DocAddress)>,
    /// By facet (`kind`, `sector`, `cause`, `item`): code and count.
    pub(super) codes: Vec<HashMap<String, u64>>,
    /// By month, as `YYYYMM`.
    pub(super) months: HashMap<u64, u64>,
    /// By organisation: its key, how many, and a case of it.
    pub(super) organizations: HashMap<u64, (u64, DocAddress), Plain>,
}

/// Keys that are hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct PlainHasher(u64);

impl Hasher for PlainHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = self.0.rotate_left(8) ^ u64::from(*b));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

pub(super) type Plain = BuildHasherDefault<PlainHasher>;

/// The facets that are columns of codes.
pub(super) const CODE_FACETS: [&str; 4] = ["kind", "sector", "cause", "item"];

/// The columns that hits are sorted by.
#[derive(Debug, Clone)]
pub(super) struct SortColumns {
    case: Column<u64>,
    date: Column<u64>,
    changed: Column<u64>,
    count: Column<u64>,
}

impl SortColumns {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let column = |name| number(segment, name);
        Ok(Self { case: column("case_key")?, date: column("date")?, changed: column("changed")?, count: column("count")? })
    }

    fn place(&self, sort: Sort, doc: DocId, score: Score) -> Place {
        let number = |column: &Column<u64>| column.first(doc).unwrap_or(0);
        // A column is looked into only where its order is wanted: every match comes by here.
        let changed = if matches!(sort, Sort::Largest | Sort::Relevance) { 0 } else { number(&self.changed) };
        let count = if sort == Sort::Largest { self.count.first(doc) } else { None };
        let (first, second) = keys(sort, number(&self.date), count, changed, score);
        Place { first, second, case: Reverse(number(&self.case)) }
    }
}

/// A column of numbers; empty where no document of the segment has one.
pub(super) fn number(segment: &SegmentReader, name: &str) -> tantivy::Result<Column<u64>> {
    let column = segment.fast_fields().column_opt::<u64>(name)?;
    Ok(column.unwrap_or_else(|| Column::build_empty_column(segment.max_doc())))
}

/// A column of codes, if any document of the segment has one.
pub(super) fn codes(segment: &SegmentReader, name: &str) -> tantivy::Result<Option<StrColumn>> {
    segment.fast_fields().str(&format!("{name}_column"))
}

/// The codes of a column, by their number in it.
pub(super) fn code_names(column: &StrColumn) -> tantivy::Result<Vec<String>> {
    let mut names = Vec::with_capacity(column.num_terms());
    for ord in 0..column.num_terms() as u64 {
        let mut name = String::new();
        column.ord_to_str(ord, &mut name)?;
        names.push(name);
    }
    Ok(names)
}

struct FacetColumns {
    codes: Vec<Option<(StrColumn, Vec<u64>)>>,
    date: Column<u64>,
    /// Counts from the earliest month of the segment on.
    months: Vec<u64>,
    earliest: u64,
    org: Column<u64>,
    organizations: HashMap<u64, (u64, DocAddress), Plain>,
}

impl FacetColumns {
    fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let counted = |name| {
            Ok(codes(segment, name)?.map(|c| {
                let n = c.num_terms();
                (c, vec![0; n])
            }))
        };
        let date = number(segment, "date")?;
        let (earliest, latest) = (date.min_value() / 100, date.max_value() / 100);
        let span = usize::try_from(latest.saturating_sub(earliest)).unwrap_or(0).min(1_000_000) + 1;
        Ok(Self {
            codes: CODE_FACETS.into_iter().map(counted).collect::<tantivy::Result<_>>()?,
            date,
            months: vec![0; span],
            earliest,
            org: number(segment, "org_key")?,
            organizations: HashMap::default(),
        })
    }

    fn add(&mut self, doc: DocId, ord: SegmentOrdinal) {
        for (column, counts) in self.codes.iter_mut().flatten() {
            for code in column.term_ords(doc) {
                if let Some(count) = counts.get_mut(code as usize) {
                    *count += 1;
                }
            }
        }
        if let Some(date) = self.date.first(doc)
            && let Some(count) = self.months.get_mut((date / 100 - self.earliest) as usize)
        {
            *count += 1;
        }
        if let Some(key) = self.org.first(doc) {
            self.organizations.entry(key).or_insert((0, DocAddress::new(ord, doc))).0 += 1;
        }
    }
}

/// The collector of a segment.
pub(super) struct Segment {
    wanted: Wanted,
    ord: SegmentOrdinal,
    sort: SortColumns,
    notices: Column<u64>,
    facets: Option<FacetColumns>,
    /// The best so far; the worst of them on top.
    heap: BinaryHeap<Reverse<Kept>>,
    total: u64,
    notice_count: u64,
}

#[derive(Debug, Clone, Copy)]
struct Kept {
    place: Place,
    score: Score,
    doc: DocId,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        (self.place, self.doc) == (other.place, other.doc)
    }
}

impl Eq for Kept {}

impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kept {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.place, self.doc).cmp(&(other.place, other.doc))
    }
}

impl Segment {
    fn keep(&mut self, doc: DocId, score: Score) {
        let place = self.sort.place(self.wanted.sort, doc, score);
        if self.wanted.after.is_some_and(|after| place >= after) {
            return;
        }
        if self.heap.len() < self.wanted.limit {
            self.heap.push(Reverse(Kept { place, score, doc }));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && place > worst.0.place
        {
            *worst = Reverse(Kept { place, score, doc });
        }
    }
}

impl SegmentCollector for Segment {
    type Fruit = tantivy::Result<Gathered>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        self.notice_count += self.notices.first(doc).unwrap_or(0);
        if self.wanted.limit > 0 {
            self.keep(doc, score);
        }
        if let Some(facets) = &mut self.facets {
            facets.add(doc, self.ord);
        }
    }

    fn harvest(self) -> Self::Fruit {
        let mut gathered = Gathered { total: self.total, notices: self.notice_count, ..Gathered::default() };
        gathered.hits = self.heap.into_iter().map(|Reverse(k)| (k.place, k.score, DocAddress::new(self.ord, k.doc))).collect();
        let Some(facets) = self.facets else { return Ok(gathered) };
        for counted in facets.codes {
            let mut counts = HashMap::new();
            if let Some((column, by_ord)) = counted {
                let names = code_names(&column)?;
                counts.extend(names.into_iter().zip(by_ord).filter(|(_, count)| *count > 0));
            }
            gathered.codes.push(counts);
        }
        let months = facets.months.into_iter().enumerate().filter(|(_, count)| *count > 0);
        gathered.months = months.map(|(n, count)| (facets.earliest + n as u64, count)).collect();
        gathered.organizations = facets.organizations;
        Ok(gathered)
    }
}

impl Collector for Wanted {
    type Fruit = Gathered;
    type Child = Segment;

    fn for_segment(&self, ord: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        Ok(Segment {
            wanted: self.clone(),
            ord,
            sort: SortColumns::open(segment)?,
            notices: number(segment, "notices")?,
            facets: self.facets.then(|| FacetColumns::open(segment)).transpose()?,
            heap: BinaryHeap::with_capacity(self.limit + 1),
            total: 0,
            notice_count: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance && self.limit > 0
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Gathered>>) -> tantivy::Result<Gathered> {
        let mut all = Gathered { codes: CODE_FACETS.iter().map(|_| HashMap::new()).collect(), ..Gathered::default() };
        for segment in segments {
            let segment = segment?;
            all.total += segment.total;
            all.notices += segment.notices;
            all.hits.extend(segment.hits);
            for (to, from) in all.codes.iter_mut().zip(segment.codes) {
                from.into_iter().for_each(|(code, count)| *to.entry(code).or_default() += count);
            }
            segment.months.into_iter().for_each(|(month, count)| *all.months.entry(month).or_default() += count);
            for (key, (count, example)) in segment.organizations {
                all.organizations.entry(key).or_insert((0, example)).0 += count;
            }
        }
        all.hits.sort_by_key(|hit| std::cmp::Reverse(hit.0));
        all.hits.truncate(self.limit);
        Ok(all)
    }
}
