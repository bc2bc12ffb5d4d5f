//! The original text with the words of every fact marked. Facts overlap, so the text is cut wherever one begins or
//! ends, and each piece carries all facts that hold it.

use std::collections::BTreeMap;

use jikenbo_model::{Block, BlockKind, Evidence, Notice, Record, Span};
use maud::{Markup, html};

use super::page::words;

/// The longest text that a page shows, in bytes; the archive, and `.json`, hold all of it.
const LONGEST: usize = 1_000_000;

/// A piece of text and the facts that hold it, the one with the fewest words first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The piece.
    pub span: Span,
    /// Numbers of the facts, see [`Numbers`].
    pub facts: Vec<usize>,
    /// Those whose best evidence begins here.
    pub begins: Vec<usize>,
}

/// Words that prove a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The fact's number.
    pub fact: usize,
    /// The words.
    pub span: Span,
    /// Whether they prove it best; the fact's link leads there.
    pub best: bool,
}

/// Marks in the order in which they begin, so that those of a line are found without going through all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    all: Vec<Mark>,
    /// How far any mark up to this one reaches.
    reach: Vec<u32>,
}

impl Marks {
    fn new(mut all: Vec<Mark>) -> Self {
        all.retain(|mark| !mark.span.is_empty());
        all.sort_by_key(|mark| (mark.span.start, mark.span.len(), mark.fact));
        let mut furthest = 0;
        let mut reach = Vec::with_capacity(all.len());
        for mark in &all {
            furthest = furthest.max(mark.span.end);
            reach.push(furthest);
        }
        Self { all, reach }
    }

    /// Those that meet a stretch, in the order in which they begin.
    fn within(&self, range: Span) -> impl Iterator<Item = Mark> {
        let from = self.reach.partition_point(|reach| *reach <= range.start);
        let to = self.all.partition_point(|mark| mark.span.start < range.end).max(from);
        let some = self.all.get(from..to).unwrap_or_default().iter().copied();
        some.filter(move |mark| range.start < mark.span.end)
    }

    fn beginning(&self, at: u32) -> impl Iterator<Item = Mark> {
        let from = self.all.partition_point(|mark| mark.span.start < at);
        let some = self.all.get(from..).unwrap_or_default().iter().copied();
        some.take_while(move |mark| mark.span.start == at)
    }
}

/// The number of every fact of a record, and of every doubt after them: `#f3` in the record is `#w3` in the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    marks: Marks,
    keys: Vec<(&'static str, usize)>,
    facts: usize,
    all: usize,
}

impl Numbers {
    /// Numbers the facts of a reading in the order of the record.
    #[must_use]
    pub(crate) fn of(reading: &jikenbo_model::Reading) -> Self {
        let mut out = Self::default();
        let mut marks = Vec::new();
        out.record(&reading.record, &mut marks);
        out.facts = out.all;
        out.keys.push(("doubts", out.all));
        for doubt in &reading.doubts {
            marks.push(Mark { fact: out.all, span: doubt.span, best: true });
            out.all += 1;
        }
        out.marks = Marks::new(marks);
        out
    }

    fn record(&mut self, r: &Record, marks: &mut Vec<Mark>) {
        self.key(marks, "title", r.title.iter().map(|f| (&f.evidence, &f.also)));
        self.key(marks, "organization", r.organization.iter().map(|f| (&f.evidence, &f.also)));
        self.key(marks, "published", r.published.iter().map(|f| (&f.evidence, &f.also)));
        for (key, fact) in [
            ("stage", &r.stage),
            ("actor", &r.actor),
            ("discovered_by", &r.discovered_by),
            ("leak_status", &r.leak_status),
            ("secondary_damage", &r.secondary_damage),
        ] {
            self.key(marks, key, fact.iter().map(|f| (&f.evidence, &f.also)));
        }
        for (key, facts) in [("kinds", &r.kinds), ("causes", &r.causes), ("measures", &r.measures)] {
            self.key(marks, key, facts.iter().map(|f| (&f.evidence, &f.also)));
        }
        self.key(marks, "services", r.services.iter().map(|f| (&f.evidence, &f.also)));
        self.key(marks, "timeline", r.timeline.iter().map(|f| (&f.evidence, &f.also)));
        self.key(marks, "counts", r.counts.iter().map(|f| (&f.evidence, &f.also)));
        self.key(marks, "data_items", r.data_items.iter().map(|f| (&f.evidence, &f.also)));
        self.key(marks, "authorities", r.authorities.iter().map(|f| (&f.evidence, &f.also)));
        self.key(marks, "third_parties", r.third_parties.iter().map(|f| (&f.evidence, &f.also)));
        self.key(marks, "money", r.money.iter().map(|f| (&f.evidence, &f.also)));
    }

    fn key<'r>(
        &mut self,
        marks: &mut Vec<Mark>,
        key: &'static str,
        facts: impl Iterator<Item = (&'r Evidence, &'r Vec<Evidence>)>,
    ) {
        self.keys.push((key, self.all));
        for (evidence, also) in facts {
            marks.push(Mark { fact: self.all, span: evidence.span, best: true });
            marks.extend(also.iter().map(|e| Mark { fact: self.all, span: e.span, best: false }));
            self.all += 1;
        }
    }

    /// The number of the fact at `index` under `key`.
    #[must_use]
    pub(crate) fn number(&self, key: &str, index: usize) -> usize {
        self.keys.iter().find(|(k, _)| *k == key).map_or(0, |(_, first)| first + index)
    }

    /// The key and the best words of every fact, in the order of the text; no doubts.
    #[must_use]
    pub(crate) fn places(&self) -> Vec<(&'static str, Span)> {
        let facts = self.marks.all.iter().filter(|mark| mark.best && !self.is_doubt(mark.fact));
        let key = |fact: usize| self.keys.iter().rev().find(|(_, first)| *first <= fact).map_or("", |(key, _)| *key);
        facts.map(|mark| (key(mark.fact), mark.span)).collect()
    }

    /// Whether a number is a doubt's.
    #[must_use]
    pub(crate) fn is_doubt(&self, number: usize) -> bool {
        number >= self.facts
    }
}

/// The most facts that a piece of text names: more cannot be told apart by pointing, and hostile text could have thousands.
const MOST_FACTS: usize = 32;

/// Cuts a stretch of text into pieces, in order and without a gap.
#[must_use]
pub(crate) fn pieces(range: Span, marks: &Marks) -> Vec<Piece> {
    let here: Vec<Mark> = marks.within(range).collect();
    let mut cuts = vec![range.start, range.end];
    cuts.extend(here.iter().flat_map(|m| [m.span.start, m.span.end]).filter(|c| range.start < *c && *c < range.end));
    cuts.sort_unstable();
    cuts.dedup();
    let mut ends = here.clone();
    ends.sort_by_key(|mark| mark.span.end);
    let (mut coming, mut going) = (here.iter().peekable(), ends.iter().peekable());
    // Those that hold the piece, the fewest words first, so that the narrowest fact comes first; how many of the same there are.
    let mut holding: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    let mut out = Vec::with_capacity(cuts.len());
    for cut in cuts.windows(2) {
        let span = Span { start: cut[0], end: cut[1] };
        while let Some(mark) = coming.next_if(|mark| mark.span.start <= span.start) {
            *holding.entry((mark.span.len() as u32, mark.fact)).or_default() += 1;
        }
        while let Some(mark) = going.next_if(|mark| mark.span.end <= span.start) {
            let key = (mark.span.len() as u32, mark.fact);
            let left = holding.get(&key).map_or(0, |many| many.saturating_sub(1));
            if left == 0 {
                holding.remove(&key)
            } else {
                holding.insert(key, left)
            };
        }
        let mut facts: Vec<usize> = Vec::new();
        for (_, fact) in holding.keys() {
            if !facts.contains(fact) && facts.len() < MOST_FACTS {
                facts.push(*fact);
            }
        }
        let begins = marks.beginning(span.start).filter(|mark| mark.best).map(|mark| mark.fact).collect();
        out.push(Piece { span, facts, begins });
    }
    out
}

/// The text of a notice, a paragraph a line, with its facts marked.
#[must_use]
pub(crate) fn text(notice: &Notice, numbers: &Numbers) -> Markup {
    let lines = lines(notice);
    let mut lines = lines.iter().peekable();
    html! {
        @while let Some(line) = lines.next() {
            @if line.kind == BlockKind::Row {
                table.rows {
                    tbody {
                        (row(notice, *line, numbers))
                        @while let Some(next) = lines.next_if(|l| l.kind == BlockKind::Row) {
                            (row(notice, *next, numbers))
                        }
                    }
                }
            } @else { (paragraph(notice, *line, numbers)) }
        }
    }
}

/// The lines as the page's markup gave them, or else as they stand.
fn lines(notice: &Notice) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut blocks = notice.blocks.iter().peekable();
    for line in notice.text.split('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        while blocks.next_if(|b| b.span.end < span.start).is_some() {}
        let known = blocks.peek().filter(|b| b.span.start <= span.start && span.end <= b.span.end);
        out.push(Block { span, kind: known.map_or(BlockKind::Line, |b| b.kind) });
        if at > LONGEST {
            break;
        }
    }
    out
}

fn paragraph(notice: &Notice, line: Block, numbers: &Numbers) -> Markup {
    if line.span.is_empty() {
        return html! { div.gap {} };
    }
    let class = match line.kind {
        BlockKind::Heading => Some("heading"),
        BlockKind::Item => Some("item"),
        BlockKind::Site => Some("site"),
        _ => None,
    };
    html! { p class=[class] dir="auto" { (marked(notice, line.span, numbers)) } }
}

fn row(notice: &Notice, line: Block, numbers: &Numbers) -> Markup {
    html! { tr { @for cell in cells(&notice.text, line.span) { td dir="auto" { (marked(notice, cell, numbers)) } } } }
}

/// The cells of a row, which tabs divide.
fn cells(text: &str, row: Span) -> Vec<Span> {
    let mut at = row.start;
    let cell = |words: &str| {
        let span = Span { start: at, end: at + words.len() as u32 };
        at = span.end + 1;
        span
    };
    row.of(text).split('\t').map(cell).collect()
}

fn marked(notice: &Notice, range: Span, numbers: &Numbers) -> Markup {
    html! { @for piece in pieces(range, &numbers.marks) { (said(&piece, piece.span.of(&notice.text), numbers)) } }
}

/// A piece's words, as a link to the first of its facts. Blanks between two facts are no link: nobody could read it.
fn said(piece: &Piece, text: &str, numbers: &Numbers) -> Markup {
    let Some(first) = piece.facts.first() else { return words(text) };
    let facts = joined(&piece.facts);
    let doubt = piece.facts.iter().all(|n| numbers.is_doubt(*n));
    let id = piece.begins.first().map(|n| format!("w{n}"));
    let within = html! { @for n in piece.begins.iter().skip(1) { span id={ "w" (n) } {} } (words(text)) };
    html! {
        @if text.trim().is_empty() {
            span.w.doubt[doubt] id=[id] data-f=(facts) { (within) }
        } @else {
            a.w.doubt[doubt].many[piece.facts.len() > 1] id=[id] href={ "#f" (first) } data-f=(facts) { (within) }
            @if !piece.begins.is_empty() { (others(&piece.facts)) }
        }
    }
}

/// Links to the further facts of a piece, for browsers without a script: with one, each click on the words goes to the next fact.
fn others(facts: &[usize]) -> Markup {
    html! {
        @if facts.len() > 1 {
            noscript { sup { @for (at, fact) in facts.iter().enumerate().skip(1) { " " a href={ "#f" (fact) } { (at + 1) } } } }
        }
    }
}

fn joined(numbers: &[usize]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(start, end)
    }

    fn mark(fact: usize, start: usize, end: usize) -> Mark {
        Mark { fact, span: span(start, end), best: true }
    }

    #[test]
    fn overlapping_facts_are_cut_into_pieces_that_carry_both() {
        let marks = Marks::new(vec![mark(1, 4, 6), mark(0, 2, 5), mark(2, 20, 30)]);
        let found = pieces(span(0, 10), &marks);
        let shown: Vec<_> = found.iter().map(|p| (p.span.start, p.span.end, p.facts.clone(), p.begins.clone())).collect();
        assert_eq!(
            shown,
            [
                (0, 2, vec![], vec![]),
                (2, 4, vec![0], vec![0]),
                (4, 5, vec![1, 0], vec![1]),
                (5, 6, vec![1], vec![]),
                (6, 10, vec![], vec![])
            ]
        );
    }

    #[test]
    fn a_fact_that_crosses_a_line_is_in_both() {
        let marks = Marks::new(vec![mark(0, 2, 8)]);
        assert_eq!(pieces(span(0, 4), &marks)[1].begins, [0]);
        let next = pieces(span(5, 10), &marks);
        assert_eq!((&next[0].facts, next[0].begins.len()), (&vec![0], 0));
    }

    #[test]
    fn blanks_are_no_link() {
        let piece = Piece { span: span(0, 3), facts: vec![0], begins: vec![] };
        let numbers = Numbers { facts: 1, all: 1, ..Numbers::default() };
        assert!(!said(&piece, "\u{3000}", &numbers).into_string().contains("<a"));
        assert!(said(&piece, "事", &numbers).into_string().contains("<a class=\"w\" href=\"#f0\""));
    }

    #[test]
    fn a_fact_told_twice_in_one_place_is_named_once_and_hostile_text_names_no_more_than_can_be_told_apart() {
        let twice = Marks::new(vec![mark(0, 0, 4), Mark { best: false, ..mark(0, 0, 4) }, mark(0, 2, 3)]);
        let found: Vec<_> = pieces(span(0, 6), &twice).into_iter().map(|p| p.facts).collect();
        assert_eq!(found, [vec![0], vec![0], vec![0], vec![]]);
        let many = Marks::new((0..1000).map(|n| mark(n, 0, 6)).collect());
        let piece = &pieces(span(0, 6), &many)[0];
        assert_eq!((piece.facts.len(), piece.begins.len()), (MOST_FACTS, 1000));
    }

    #[test]
    fn the_pieces_give_the_text_back() {
        let text = "二〇二四年、最大5,521件。";
        let marks = Marks::new(vec![mark(0, 0, 9), mark(1, 3, 24), mark(2, 18, 24)]);
        let all: String = pieces(span(0, text.len()), &marks).iter().map(|p| p.span.of(text)).collect();
        assert_eq!(all, text);
    }
}
