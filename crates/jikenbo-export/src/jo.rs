//! The JO model of JNSA (想定損害賠償額): what an incident might cost its organisation, if every person affected sued. An estimate, off by
//! default, told with every factor; a range where a factor is not known, nothing where the number of persons is not.
//!
//! The table is `data/jo-model.toml`, which tells its sources and the reason of each row; `docs/exports/jo.md` shows it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jikenbo_model::labels::{Lang, grouped, label};
use jikenbo_model::{Code, Count};
use jikenbo_search::Facts;
use serde::{Deserialize, Serialize};

static BUILT_IN: LazyLock<Model> = LazyLock::new(|| {
    // A test reads the file: if it could not be read, there would be no estimate, and all else would stand.
    Model::read(include_str!("../../../data/jo-model.toml")).unwrap_or_default()
});

/// The model's table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Raised whenever a row changes, so that estimates of different tables can be told apart.
    pub version: String,
    /// Where its parts come from, by the part's name.
    pub sources: BTreeMap<String, String>,
    /// What is the same for every case.
    pub factors: Factors,
    /// The levels of each code of `data_items`.
    pub items: BTreeMap<String, Row<[u8; 2]>>,
    /// Codes of `data_items` of which no level can be told, with the reason.
    pub left_out: BTreeMap<String, String>,
    /// Items that weigh more together.
    pub together: Vec<Together>,
    /// 社会的責任度 of each code of `sector`.
    pub sectors: BTreeMap<String, Row<u64>>,
}

/// What is the same for every case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factors {
    /// 基礎情報価値, in yen.
    pub base: u64,
    /// The most that a person can come to, in yen.
    pub ceiling: u64,
    /// 本人特定容易度 where name and address are told.
    pub identified: u64,
    /// The same of a name, or an address and a telephone number.
    pub at_a_cost: u64,
    /// The same of anything else.
    pub hardly: u64,
    /// 事後対応評価: what the model takes where it is not known.
    pub response: u64,
}

/// What a code is in the model: from the lowest to the highest that it can be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row<T> {
    /// The lowest: of items `[x, y]`.
    pub lowest: T,
    /// The highest.
    pub highest: T,
    /// On what it rests: `published`, `later`, `analogy` or `uncertain`.
    pub basis: String,
    /// Why.
    pub reason: String,
}

/// Items that weigh more together than each of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// One item of each group must be there.
    pub groups: Vec<Vec<String>>,
    /// `[x, y]`.
    pub levels: [u8; 2],
    /// As in [`Row`].
    pub basis: String,
    /// Why.
    pub reason: String,
}

/// From the least to the most; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The least.
    pub least: u64,
    /// The most.
    pub most: u64,
}

/// A range that may be open: `None` is not known, never nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Open {
    /// The least, if it is known.
    pub least: Option<u64>,
    /// The most, if it is known.
    pub most: Option<u64>,
}

/// A factor of an estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Factor {
    /// `base`, `sensitivity`, `identifiability`, `responsibility` or `response`.
    pub name: &'static str,
    /// Its value.
    pub value: Range,
    /// The codes that decided it; none where nothing is told, or nothing can be.
    pub because: Vec<Code>,
}

/// An estimate by the JO model: what might be claimed, never what was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// `JNSA JO`.
    pub model: &'static str,
    /// The version of the table.
    pub version: String,
    /// Every factor.
    pub factors: Vec<Factor>,
    /// The product of the factors: yen a person.
    pub per_person: Range,
    /// How many persons, as the bound of the notice's figure lets them be.
    pub people: Open,
    /// How the figure was said: a code of `bound`.
    pub bound: Code,
    /// What the figure counts: `people` (persons, or records about them) or `cards` (one card taken as one person).
    pub counted: &'static str,
    /// Yen in all.
    pub total: Open,
    /// Data that leaked and could not be counted.
    pub left_out: Vec<Code>,
}

/// What must stand beside every estimate, in Japanese and English.
pub const CAUTION: (&str, &str) = (
    "推計です。お知らせから読み取った項目と人数を、JNSAの想定損害賠償額算定式 (JOモデル) に当てはめた値で、支払われた額でも、支払われる額でもありません。\
     裁判で認められた額は、多くは1人数千円でした。",
    "An estimate: what was read of the data and the persons, put into JNSA's formula for assumed damages (the JO model). It is not what \
     was paid or will be; what courts awarded in known cases was mostly some thousand yen a person.",
);

/// What an estimate is called.
pub const NAME: (&str, &str) = ("想定損害賠償額の推計 (JOモデル)", "Estimate of assumed damages (JO model)");

const NAMES: &[(&str, &str, &str)] = &[
    ("base", "基礎情報価値", "base value"),
    ("sensitivity", "機微情報度", "sensitivity"),
    ("identifiability", "本人特定容易度", "ease of identification"),
    ("responsibility", "社会的責任度", "social responsibility"),
    ("response", "事後対応評価", "response afterwards"),
];

/// The estimate of a case by the built-in table. `None` where the number of persons is not told, or where the notice says that no leak was
/// found: [`why_none`] tells which.
#[must_use]
pub fn estimate(facts: &Facts) -> Option<Estimate> {
    Model::built_in().estimate(facts)
}

/// Why a case has no estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNone {
    /// No number of persons is told, nor one of cards.
    NoNumber,
    /// The notice says that no leak was found.
    NoLeak,
}

impl WhyNone {
    /// In a sentence.
    #[must_use]
    pub const fn told(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NoNumber, Lang::Ja) => "人数の記載がないため、推計はありません。",
            (Self::NoNumber, Lang::En) => "The number of persons is not told: there is no estimate.",
            (Self::NoLeak, Lang::Ja) => "漏えいは確認されていないとあるため、推計はありません。",
            (Self::NoLeak, Lang::En) => "The notice says that no leak was found: there is no estimate.",
        }
    }
}

/// Why [`estimate`] gives none; `None` where it gives one.
#[must_use]
pub fn why_none(facts: &Facts) -> Option<WhyNone> {
    if no_leak(facts) {
        return Some(WhyNone::NoLeak);
    }
    persons(facts).is_none().then_some(WhyNone::NoNumber)
}

fn no_leak(facts: &Facts) -> bool {
    facts.leak_status.as_deref() == Some("none_found")
}

impl Model {
    /// The table that is built into the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a table.
    ///
    /// # Errors
    ///
    /// What TOML says of it, with the line.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The estimate of a case; see [`estimate`].
    #[must_use]
    pub fn estimate(&self, facts: &Facts) -> Option<Estimate> {
        if self.version.is_empty() || no_leak(facts) {
            return None;
        }
        let (number, bound, counted) = persons(facts)?;
        let people = open(number, &bound);
        let factors = vec![
            Factor { name: "base", value: Range::just(self.factors.base), because: Vec::new() },
            self.sensitivity(&facts.items),
            self.identifiability(&facts.items),
            self.responsibility(facts.sector.as_ref()),
            Factor { name: "response", value: Range::just(self.factors.response), because: Vec::new() },
        ];
        let product = |of: fn(&Range) -> u64| {
            let product = factors.iter().fold(1, |product: u64, factor| product.saturating_mul(of(&factor.value)));
            product.min(self.factors.ceiling)
        };
        let per_person = Range { least: product(|range| range.least), most: product(|range| range.most) };
        let total = Open {
            least: people.least.map(|people| people.saturating_mul(per_person.least)),
            most: people.most.map(|people| people.saturating_mul(per_person.most)),
        };
        let left_out = facts.items.iter().filter(|item| !self.items.contains_key(item.as_str())).cloned().collect();
        let version = self.version.clone();
        Some(Estimate { model: "JNSA JO", version, factors, per_person, people, bound, counted, total, left_out })
    }

    /// 10^(x−1) + 5^(y−1), each the highest level among the data.
    fn sensitivity(&self, items: &[Code]) -> Factor {
        let rows: Vec<(&Code, &Row<[u8; 2]>)> =
            items.iter().filter_map(|item| Some((item, self.items.get(item.as_str())?))).collect();
        if rows.is_empty() {
            let value = Range { least: sensitivity([1, 1]), most: sensitivity([3, 3]) };
            return Factor { name: "sensitivity", value, because: Vec::new() };
        }
        let has = |group: &Vec<String>| group.iter().any(|wanted| items.iter().any(|item| **item == **wanted));
        let joined: Vec<&Together> = self.together.iter().filter(|together| together.groups.iter().all(has)).collect();
        let highest = |of: fn(&Row<[u8; 2]>) -> [u8; 2]| {
            let levels = rows.iter().map(|(_, row)| of(row)).chain(joined.iter().map(|together| together.levels));
            levels.fold([1, 1], |[x, y], [a, b]| [x.max(a), y.max(b)])
        };
        let (low, high) = (highest(|row| row.lowest), highest(|row| row.highest));
        let [x, y] = high;
        let in_group = |item: &Code| joined.iter().any(|t| t.groups.iter().flatten().any(|wanted| **wanted == **item));
        let decides = |item: &Code, row: &Row<[u8; 2]>| {
            let [a, b] = row.highest;
            in_group(item) || (x > 1 && a == x) || (y > 1 && b == y)
        };
        let because = rows.iter().filter(|(item, row)| decides(item, row)).map(|(item, _)| (*item).clone()).collect();
        Factor { name: "sensitivity", value: Range { least: sensitivity(low), most: sensitivity(high) }, because }
    }

    fn identifiability(&self, items: &[Code]) -> Factor {
        let told = |wanted: &[&str]| items.iter().find(|item| wanted.contains(&item.as_str())).cloned();
        let (name, address, phone) = (told(&["name", "card_holder"]), told(&["address", "delivery_address"]), told(&["phone"]));
        let Factors { identified, at_a_cost, hardly, .. } = self.factors;
        let (value, because) = match (name, address, phone) {
            (Some(name), Some(address), _) => (Range::just(identified), vec![name, address]),
            (Some(name), None, _) => (Range::just(at_a_cost), vec![name]),
            (None, Some(address), Some(phone)) => (Range::just(at_a_cost), vec![address, phone]),
            _ if items.is_empty() => (Range { least: hardly, most: identified }, Vec::new()),
            _ => (Range::just(hardly), Vec::new()),
        };
        Factor { name: "identifiability", value, because }
    }

    fn responsibility(&self, sector: Option<&Code>) -> Factor {
        let row = sector.and_then(|sector| self.sectors.get(sector.as_str()));
        // Where the sector is not told, it is that of any of them.
        let lowest = row.map(|row| row.lowest).or_else(|| self.sectors.values().map(|row| row.lowest).min());
        let highest = row.map(|row| row.highest).or_else(|| self.sectors.values().map(|row| row.highest).max());
        let value = Range { least: lowest.unwrap_or(1), most: highest.unwrap_or(1) };
        Factor { name: "responsibility", value, because: sector.filter(|_| row.is_some()).cloned().into_iter().collect() }
    }
}

/// How many persons: those of personal data; else a headline that counts persons of other data; else the cards, each of which is taken as
/// one person: a notice often counts them alone, and most people have one in a shop.
fn persons(facts: &Facts) -> Option<(u64, Code, &'static str)> {
    let or_about = |bound: &Option<Code>| bound.clone().unwrap_or_else(|| "about".into());
    let counts_persons = |count: &&Count| *count.unit == *"people" && *count.subject != *"access";
    let people = || facts.people.map(|people| (people, or_about(&facts.people_bound), "people"));
    let headline = || facts.headline.as_ref().filter(counts_persons).map(|count| (count.value, count.bound.clone(), "people"));
    let cards = || facts.cards.map(|cards| (cards, or_about(&facts.cards_bound), "cards"));
    people().or_else(headline).or_else(cards)
}

fn open(number: u64, bound: &Code) -> Open {
    match bound.as_str() {
        "at_most" => Open { least: None, most: Some(number) },
        "at_least" => Open { least: Some(number), most: None },
        _ => Open { least: Some(number), most: Some(number) },
    }
}

/// 10^(x−1) + 5^(y−1).
fn sensitivity([x, y]: [u8; 2]) -> u64 {
    let power = |base: u64, level: u8| base.saturating_pow(u32::from(level.saturating_sub(1)));
    power(10, x).saturating_add(power(5, y))
}

impl Range {
    const fn just(value: u64) -> Self {
        Self { least: value, most: value }
    }

    /// `3–6`.
    #[must_use]
    pub fn told(self) -> String {
        if self.least == self.most { grouped(self.least) } else { format!("{}–{}", grouped(self.least), grouped(self.most)) }
    }
}

impl Factor {
    /// What it is called.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &'static str {
        let known = NAMES.iter().find(|(name, ..)| *name == self.name);
        known.map_or(self.name, |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
    }

    /// Why it has its value, in a few words.
    #[must_use]
    pub fn why(&self, lang: Lang) -> String {
        let key = if self.name == "responsibility" { "sector" } else { "data_items" };
        let codes: Vec<&str> = self.because.iter().map(|code| label(key, code, lang)).collect();
        let (ja, en) = match (self.name, codes.is_empty()) {
            ("base", _) => ("どの事案も同じ", "the same for every case"),
            ("response", _) => ("不明・その他 (お知らせからは分からない)", "not known: no notice tells it"),
            ("responsibility", true) => ("業種の記載なし", "no sector told"),
            ("sensitivity" | "identifiability", true) if self.value.least != self.value.most => {
                ("情報の項目の記載なし", "no data told")
            }
            (_, true) => ("それ以外", "any other"),
            _ => return codes.join(if lang == Lang::Ja { "・" } else { ", " }),
        };
        if lang == Lang::Ja { ja } else { en }.to_owned()
    }
}

impl Estimate {
    /// The total in words: `600万円` is written `6,000,000円`.
    #[must_use]
    pub fn total(&self, lang: Lang) -> String {
        self.about(told(self.total, lang, yen), lang)
    }

    /// Yen a person, in words.
    #[must_use]
    pub fn per_person(&self, lang: Lang) -> String {
        let Range { least, most } = self.per_person;
        told(Open { least: Some(least), most: Some(most) }, lang, yen)
    }

    /// The persons, in words.
    #[must_use]
    pub fn people(&self, lang: Lang) -> String {
        let people = told(self.people, lang, |n, lang| {
            if lang == Lang::Ja { format!("{}名", grouped(n)) } else { format!("{} people", grouped(n)) }
        });
        self.about(people, lang)
    }

    /// What follows from a figure that was said as about so many is about so much.
    fn about(&self, words: String, lang: Lang) -> String {
        match (&*self.bound, lang) {
            ("about", Lang::Ja) => format!("約{words}"),
            ("about", Lang::En) => format!("about {words}"),
            _ => words,
        }
    }
}

fn yen(amount: u64, lang: Lang) -> String {
    if lang == Lang::Ja { format!("{}円", grouped(amount)) } else { format!("JPY {}", grouped(amount)) }
}

fn told(range: Open, lang: Lang, words: fn(u64, Lang) -> String) -> String {
    match (range.least, range.most, lang) {
        (Some(least), Some(most), _) if least == most => words(least, lang),
        (Some(least), Some(most), _) => format!("{} – {}", words(least, lang), words(most, lang)),
        (None, Some(most), Lang::Ja) => format!("最大{}", words(most, lang)),
        (None, Some(most), Lang::En) => format!("up to {}", words(most, lang)),
        (Some(least), None, Lang::Ja) => format!("少なくとも{}", words(least, lang)),
        (Some(least), None, Lang::En) => format!("at least {}", words(least, lang)),
        (None, None, Lang::Ja) => "不明".to_owned(),
        (None, None, Lang::En) => "unknown".to_owned(),
    }
}
