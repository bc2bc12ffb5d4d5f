//! Sentences, clauses and lines, and what holds in each: negation, possibility, plan, attribution, and which date governs.

mod govern;
mod line;
mod places;
mod split;

pub(crate) use govern::{coming, is_cleft, next_held, released};
pub(crate) use line::{Kind, Line};
pub(crate) use places::Places;

use std::ops::Range;

use jikenbo_model::{BlockKind, Notice};

use crate::rule::{Class, Rules, classes};
use crate::token::{Lexed, Token};

/// No index.
pub(crate) const NONE: u32 = u32::MAX;

/// A sentence: a stretch of the folded text that ends with 。 or with its line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The line it begins on.
    pub(crate) line: u32,
}

/// A clause: what shares one predicate. Brackets hold clauses of their own.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Clause {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) sentence: u32,
    /// Where the last word of negation begins, or 0.
    pub(crate) negated: u32,
    pub(crate) possible: u32,
    pub(crate) planned: u32,
    pub(crate) reported: u32,
}

/// A notice with its structure: what rules are applied to.
#[derive(Debug)]
pub(crate) struct Text<'n> {
    pub(crate) notice: &'n Notice,
    pub(crate) lexed: Lexed,
    pub(crate) lines: Vec<Line>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) clauses: Vec<Clause>,
    /// Where the tokens of each class stand.
    pub(crate) places: Places,
    /// The tokens that are dates and periods.
    pub(crate) whens: Vec<u32>,
    /// The clause of each token.
    pub(crate) clause_of: Vec<u32>,
    /// The date or period token that governs each token, or [`NONE`].
    pub(crate) governor: Vec<u32>,
    /// The date tokens that head bulletins, where the page holds several.
    pub(crate) bulletins: Vec<u32>,
    /// Folded bytes of the headline, empty if there is none.
    pub(crate) title: (u32, u32),
    /// Where the lines begin that only tell whose page it is: below the text.
    pub(crate) site: u32,
}

/// The classes of the words that make a clause negated, possible …: lexicons of these names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Modal {
    negation: Option<Class>,
    possibility: Option<Class>,
    plan: Option<Class>,
    report: Option<Class>,
}

impl Modal {
    pub(crate) fn new(rules: &Rules) -> Self {
        let get = |name| rules.names.get(name);
        Self { negation: get("negation"), possibility: get("possibility"), plan: get("plan"), report: get("report") }
    }
}

impl<'n> Text<'n> {
    pub(crate) fn new(rules: &Rules, modal: Modal, notice: &'n Notice) -> Self {
        let lexed = Lexed::new(rules, &notice.text);
        let lines = line::lines(notice, &lexed);
        let site = notice.blocks.iter().find(|b| b.kind == BlockKind::Site);
        let site = site.map_or(lexed.text().len(), |b| lexed.folded.at(b.span.start as usize)) as u32;
        let sentences = split::sentences(&lexed, &lines);
        let (mut clauses, clause_of) = split::clauses(&lexed, &sentences);
        let places = Places::new(&lexed.tokens, rules.names.len());
        mark(&lexed, &places, &clause_of, &mut clauses, modal);
        let bulletins = govern::bulletins(&lexed, &lines);
        let governor = govern::governors(&lexed, &lines, &sentences, &bulletins);
        let mut whens = [places.of(classes::DATE), places.of(classes::PERIOD)].concat();
        whens.sort_unstable();
        Self { notice, lexed, lines, sentences, clauses, places, whens, clause_of, governor, bulletins, title: (0, 0), site }
    }

    /// Whether a word of `class` begins within `start..end`.
    pub(crate) fn has(&self, class: Class, start: u32, end: u32) -> bool {
        self.places_within(class, start, end).next().is_some()
    }

    /// The tokens of `class` that begin within `start..end`.
    pub(crate) fn places_within(&self, class: Class, start: u32, end: u32) -> impl Iterator<Item = usize> + '_ {
        let all = self.places.of(class);
        let first = all.partition_point(|t| self.lexed.tokens[*t as usize].start < start);
        all[first..].iter().map(|t| *t as usize).take_while(move |t| self.lexed.tokens[*t].start < end)
    }

    /// The tokens of some classes, in order.
    pub(crate) fn of_classes(&self, classes: &[Option<Class>]) -> Vec<usize> {
        let all = classes.iter().flatten().flat_map(|class| self.places.of(*class));
        let mut all: Vec<usize> = all.map(|n| *n as usize).collect();
        all.sort_unstable();
        all
    }

    /// The dates and periods among some tokens.
    pub(crate) fn whens(&self, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let from = self.whens.partition_point(|n| (*n as usize) < tokens.start);
        let len = self.whens[from..].partition_point(|n| (*n as usize) < tokens.end);
        self.whens[from..from + len].iter().map(|n| *n as usize)
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        &self.lexed.tokens
    }

    pub(crate) fn clause(&self, token: usize) -> &Clause {
        &self.clauses[self.clause_of[token] as usize]
    }

    /// The clause of the first token at or after `at`.
    pub(crate) fn clause_of_at(&self, at: u32) -> u32 {
        let token = self.lexed.tokens.partition_point(|t| t.start < at);
        self.clause_of.get(token).copied().unwrap_or(NONE)
    }

    pub(crate) fn sentence(&self, token: usize) -> &Sentence {
        &self.sentences[self.clause(token).sentence as usize]
    }

    pub(crate) fn line_at(&self, at: u32) -> usize {
        self.lines.partition_point(|l| l.start <= at).saturating_sub(1)
    }

    pub(crate) fn in_title(&self, at: u32) -> bool {
        (self.title.0..self.title.1).contains(&at)
    }

    /// Whether a heading over `line`, or the words before its first colon or blank, hold a word of `class`.
    pub(crate) fn under(&self, line: usize, class: Class) -> bool {
        let own = self.lines[line];
        if self.places.of(class).is_empty() {
            return false;
        }
        if self.has(class, own.start, own.end) && self.has(class, own.start, self.inline_heading(&own)) {
            return true;
        }
        let mut at = own.heading;
        while let Some(n) = at {
            let heading = self.lines[n as usize];
            if self.has(class, heading.start, heading.end) && !self.names_office(&heading) {
                return true;
            }
            at = heading.heading;
        }
        false
    }

    /// 「保健医療部感染症対策課」 above a notice says whose it is; nothing below it stands under 対策.
    fn names_office(&self, heading: &Line) -> bool {
        const OFFICES: &[char] = &['課', '室', '係', '局', '班'];
        let words = self.lexed.slice(heading.body, heading.end).trim_end_matches([' ', ')', '】']);
        words.ends_with(OFFICES) || words.ends_with("本部") || words.ends_with("対策部")
    }

    /// The end of the words that head a line of text: 原因 職員が…, 件数:…, 【対象】…
    fn inline_heading(&self, line: &Line) -> u32 {
        let words = self.lexed.slice(line.body, line.end);
        let cut = words.char_indices().take(16).find(|(_, c)| matches!(c, ':' | ' ' | '\t' | '】' | '。' | '、'));
        match cut {
            Some((at, ':' | ' ' | '\t' | '】')) => line.body + at as u32,
            _ => line.body,
        }
    }
}

/// Tells each clause where its last word of negation, possibility, plan and attribution begins.
fn mark(lexed: &Lexed, places: &Places, clause_of: &[u32], clauses: &mut [Clause], modal: Modal) {
    let tokens = &lexed.tokens;
    // 悪用されていないか調べる: what is asked is not denied.
    let asked = |n: u32| {
        let rest = &lexed.text()[tokens[n as usize].end as usize..];
        rest.starts_with('か') && !rest.starts_with("かっ") && !rest.starts_with("から")
    };
    let mut each = |class: Option<Class>, told: fn(&mut Clause) -> &mut u32| {
        for n in class.map_or(&[][..], |class| places.of(class)) {
            if class == modal.negation && asked(*n) {
                continue;
            }
            *told(&mut clauses[clause_of[*n as usize] as usize]) = tokens[*n as usize].start.max(1);
        }
    };
    each(modal.negation, |clause| &mut clause.negated);
    each(modal.possibility, |clause| &mut clause.possible);
    each(modal.plan, |clause| &mut clause.planned);
    each(modal.report, |clause| &mut clause.reported);
}
