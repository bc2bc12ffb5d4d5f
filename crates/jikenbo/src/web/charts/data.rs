//! What the charts are made of: the question, and a row for each thing that is counted.

use std::collections::HashMap;

use form_urlencoded::{Serializer, parse};
use jikenbo_chart::{Bound, Figure, Row};
use jikenbo_search::{By, Engine, Facts, Field, Light, Node, Origin, Query};

use super::text;
use crate::labels::{Lang, grouped};
use crate::web::error::Error;
use crate::web::list::asked_for;
use crate::web::page::Asked;
use crate::web::text::Text;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Case,
    Notice,
    Organization,
}

impl Unit {
    pub(crate) const ALL: [Self; 3] = [Self::Case, Self::Notice, Self::Organization];

    /// Its name in an address.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Notice => "notice",
            Self::Organization => "org",
        }
    }

    pub(crate) const fn label(self) -> Text {
        match self {
            Self::Case => text::BY_CASE,
            Self::Notice => text::BY_NOTICE,
            Self::Organization => text::BY_ORG,
        }
    }

    /// How it is counted.
    pub(crate) const fn how(self) -> Text {
        match self {
            Self::Case => text::HOW_CASE,
            Self::Notice => text::HOW_NOTICE,
            Self::Organization => text::HOW_ORG,
        }
    }

    /// So many of them: `12件`, `1 case`.
    pub(crate) fn many(self, n: u64, lang: Lang) -> String {
        let number = grouped(n);
        let plural = if n == 1 { "" } else { "s" };
        match (lang, self) {
            (Lang::Ja, Self::Organization) => format!("{number}組織"),
            (Lang::Ja, _) => format!("{number}件"),
            (Lang::En, _) => format!("{number} {}{plural}", self.label().en),
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    pub(crate) query: Query,
    pub(crate) unit: Unit,
    /// Where the casebook is served, seen from where the charts stand: empty on its own pages. Without it, bars open nothing.
    pub(crate) site: Option<String>,
}

impl Wanted {
    /// Reads a query string. Empty fields and unknown names ask for nothing.
    ///
    /// # Errors
    ///
    /// What is no query, or no unit.
    pub(crate) fn read(query: &str) -> Result<Self, Error> {
        let mut wanted = Self { query: Query::default(), unit: Unit::Case, site: Some(String::new()) };
        for (name, value) in parse(query.as_bytes()) {
            match (&*name, value.trim()) {
                (_, "") => {}
                ("q", value) => {
                    wanted.query = asked_for(value)?;
                }
                ("by", value) => {
                    let unit = Unit::ALL.into_iter().find(|unit| unit.name() == value);
                    wanted.unit = unit.ok_or_else(|| Error::bad(text::X_BY.ja, text::X_BY.en, value))?;
                }
                _ => {}
            }
        }
        Ok(wanted)
    }

    /// Whether the charts stand on the casebook's own pages, beside their table and CSV.
    pub(crate) fn on_page(&self) -> bool {
        self.site.as_deref() == Some("")
    }

    /// The address of a page of the charts, with this question and unit.
    pub(crate) fn address(&self, path: &str, query: &Query, unit: Unit) -> String {
        let mut out = Serializer::new(String::new());
        if !query.is_all() {
            out.append_pair("q", &query.to_string());
        }
        if unit != Unit::Case {
            out.append_pair("by", unit.name());
        }
        with_query(path, &out.finish())
    }

    /// The list of the cases that match, and a few conditions more; `None` where there is no casebook to look in.
    pub(crate) fn cases(&self, more: impl IntoIterator<Item = Node>) -> Option<String> {
        let site = self.site.as_ref()?;
        let query = more.into_iter().fold(self.query.clone(), Query::with);
        let mut out = Serializer::new(String::new());
        if !query.is_all() {
            out.append_pair("q", &query.to_string());
        }
        Some(format!("{site}{}", with_query("/cases", &out.finish())))
    }
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// What is counted, and who asks in which words.
pub(crate) struct Data<'a> {
    pub(crate) asked: &'a Asked,
    pub(crate) wanted: &'a Wanted,
    pub(crate) columns: &'a Columns,
}

impl Data<'_> {
    /// A text of the interface.
    pub(crate) fn t(&self, text: Text) -> &'static str {
        self.asked.t(text)
    }

    /// So many of what is counted.
    pub(crate) fn many(&self, n: u64) -> String {
        self.wanted.unit.many(n, self.asked.lang)
    }

    /// The label of a code, or what is said where there is none.
    pub(crate) fn label(&self, key: &str, code: Option<&jikenbo_model::Code>, none: Text) -> String {
        code.map_or_else(|| self.t(none).to_owned(), |code| self.asked.label(key, code))
    }
}

/// The rows that match.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    /// In the order of their units.
    pub(crate) rows: Vec<Row>,
    /// How many units there are.
    pub(crate) units: u64,
    /// How many cases match.
    pub(crate) cases: u64,
    /// How many cases the casebook holds.
    pub(crate) all: u64,
    /// How many cases have no organisation to be counted for.
    pub(crate) nameless: u64,
    /// How many of the cases that match were taken over from other collections.
    pub(crate) imported: u64,
}

/// The condition that finds what was taken over from other collections.
pub(crate) fn taken_over() -> Node {
    Node::code(Field::Origin, Origin::Imported.name())
}

impl Columns {
    /// Asks an engine.
    ///
    /// # Errors
    ///
    /// The engine's.
    pub(crate) fn gather(engine: &dyn Engine, wanted: &Wanted) -> Result<Self, jikenbo_search::Error> {
        let by = if wanted.unit == Unit::Notice { By::Notice } else { By::Case };
        let (all, cases) = (engine.len()?, engine.count(&wanted.query)?);
        let imported = engine.count(&wanted.query.clone().with(taken_over()))?;
        let mut columns = Self { all, cases, imported, ..Self::default() };
        let mut names: HashMap<u64, u32> = HashMap::new();
        let mut next = 0_u32;
        let mut rows = Vec::new();
        engine.each(&wanted.query, by, &mut |light| {
            let unit = match (wanted.unit, light.organization) {
                (Unit::Organization, 0) => {
                    columns.nameless += 1;
                    return;
                }
                (Unit::Organization, name) => *names.entry(name).or_insert(next),
                _ => next,
            };
            next = next.max(unit.saturating_add(1));
            rows.push(row(unit, light));
        })?;
        columns.rows = jikenbo_chart::sorted(rows);
        columns.units = jikenbo_chart::units(&columns.rows);
        Ok(columns)
    }
}

fn figure(value: Option<u64>, bound: &Option<jikenbo_model::Code>) -> Option<Figure> {
    value.map(|value| Figure { value, bound: Bound::of(bound.as_deref().unwrap_or("about")) })
}

/// The row of a case whose facts are at hand.
pub(crate) fn row_of(unit: u32, facts: &Facts) -> Row {
    Row {
        unit,
        date: facts.date,
        kinds: facts.kinds.clone(),
        sectors: facts.sector.iter().cloned().collect(),
        causes: facts.causes.clone(),
        items: facts.items.clone(),
        people: figure(facts.people, &facts.people_bound),
        cards: figure(facts.cards, &facts.cards_bound),
        unseen: facts.days_unseen,
        silent: facts.days_silent,
    }
}

fn row(unit: u32, light: &Light) -> Row {
    Row {
        unit,
        date: light.date,
        kinds: light.kinds.clone(),
        sectors: light.sector.iter().cloned().collect(),
        causes: light.causes.clone(),
        items: light.items.clone(),
        people: figure(light.people, &light.people_bound),
        cards: figure(light.cards, &light.cards_bound),
        unseen: light.days_unseen,
        silent: light.days_silent,
    }
}
