//! The fields that a query can name.

/// A field of words or codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named by FIELDS, with what it compares")]
pub enum Field {
    Org,
    Kind,
    Sector,
    Item,
    Cause,
    Authority,
    Vendor,
    Service,
    Title,
    Stage,
    Actor,
    Discoverer,
    Leak,
    Damage,
    Measure,
    Origin,
    Collection,
}

/// Field, its name, its Japanese name, the key of the record whose codes it takes (empty if it takes words alone).
const FIELDS: &[(Field, &str, &str, &str)] = &[
    (Field::Org, "org", "組織", ""),
    (Field::Kind, "kind", "種別", "kinds"),
    (Field::Sector, "sector", "業種", "sector"),
    (Field::Item, "item", "項目", "data_items"),
    (Field::Cause, "cause", "原因", "causes"),
    (Field::Authority, "authority", "当局", "authorities"),
    (Field::Vendor, "vendor", "委託先", ""),
    (Field::Service, "service", "サービス", ""),
    (Field::Title, "title", "標題", ""),
    (Field::Stage, "stage", "報", "stage"),
    (Field::Actor, "actor", "行為者", "actor"),
    (Field::Discoverer, "discoverer", "発見者", "discovered_by"),
    (Field::Leak, "leak", "漏えい", "leak_status"),
    (Field::Damage, "damage", "二次被害", "secondary_damage"),
    (Field::Measure, "measure", "対策", "measures"),
    (Field::Origin, "origin", "由来", "origin"),
    (Field::Collection, "collection", "集まり", ""),
];

impl Field {
    /// Every field, in the order in which they are told.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, ..)| *field)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        FIELDS.iter().find(|(field, ..)| *field == self).unwrap_or(&FIELDS[0])
    }

    /// Its name in a query: `org`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Its Japanese name, which a query may use as well: `組織`.
    #[must_use]
    pub fn name_ja(self) -> &'static str {
        self.row().2
    }

    /// The key whose codes it takes (a key of the record, or `sector`, `origin`); `None` if it takes words alone.
    #[must_use]
    pub fn key(self) -> Option<&'static str> {
        Some(self.row().3).filter(|key| !key.is_empty())
    }

    /// Whether it is compared with words: those that take no codes, and `authority`, which takes both.
    #[must_use]
    pub fn has_words(self) -> bool {
        self.key().is_none() || self == Self::Authority
    }

    /// The field of a name, in either language.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        FIELDS.iter().find(|(_, en, ja, _)| *en == name || *ja == name).map(|(field, ..)| *field)
    }
}

/// A field of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// The figure that tells how large it was.
    Count,
    /// People affected.
    People,
    /// Payment cards affected.
    Cards,
    /// Days from occurrence to discovery.
    Unseen,
    /// Days from discovery to publication.
    Silent,
    /// Notices of the case.
    Notices,
}

const FIGURES: &[(Figure, &str, &str)] = &[
    (Figure::Count, "count", "件数"),
    (Figure::People, "people", "人数"),
    (Figure::Cards, "cards", "カード"),
    (Figure::Unseen, "unseen", "発覚まで"),
    (Figure::Silent, "silent", "公表まで"),
    (Figure::Notices, "notices", "告知数"),
];

impl Figure {
    /// Every figure, in the order in which they are told.
    pub fn all() -> impl Iterator<Item = Self> {
        FIGURES.iter().map(|(figure, ..)| *figure)
    }

    /// Its name in a query: `count`.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIGURES.iter().find(|(figure, ..)| *figure == self).map_or("", |row| row.1)
    }

    /// The figure of a name, in either language.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        FIGURES.iter().find(|(_, en, ja)| *en == name || *ja == name).map(|(figure, ..)| *figure)
    }
}

/// The codes that fields take, and how people call them.
pub trait Labels {
    /// The code of what a person wrote under a key: a code, or its label in any language.
    fn code(&self, key: &str, written: &str) -> Option<String>;

    /// Every code of a key, to be told where none of them was written.
    fn codes(&self, key: &str) -> Vec<String>;
}

/// No labels: whatever looks like a code is one.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlainCodes;

impl Labels for PlainCodes {
    fn code(&self, _: &str, written: &str) -> Option<String> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        (!written.is_empty() && written.len() <= 40 && written.bytes().all(fits)).then(|| written.to_owned())
    }

    fn codes(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}
