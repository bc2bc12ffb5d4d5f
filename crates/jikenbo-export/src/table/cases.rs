//! The columns of a case: what its notices tell together.

use jikenbo_model::labels::figure;
use jikenbo_model::{Code as OneCode, Fact, Record, Service};
use jikenbo_search::Origin;
use serde_json::Value;

use super::Kind::{Code, Codes, Date, Integer, Json, Rows, Text, Texts, Time};
use super::{Column, FACTS, NOTICES, Where, facts, fields, parts};
use super::{day, integer, maybe, moment, precision, row, rows, text, texts, told};
use crate::{Case, Imported};

/// A case.
pub const CASES: &[Column<Case>] = &[
    Column::<Case>::new("case_id", Text, ("事案のID", "the case's id"), |c, _| c.id.as_str().into()).required(),
    Column::<Case>::new("origin", Text, ("出どころ", "`clipped`, or `imported` from another collection"), |c, _| {
        origin(c).into()
    })
    .required(),
    Column::<Case>::new(
        "link",
        Text,
        ("事件簿のページ", "its page in the casebook, where the casebook's address is known"),
        |c, o| maybe(o.address.as_ref().map(|address| format!("{address}/cases/{}", c.id)).as_deref()),
    ),
    Column::<Case>::new("title", Text, ("標題", "the newest notice's headline"), |c, _| text(&c.facts.title)),
    Column::<Case>::new("organization", Text, ("組織", "whose incident it is"), |c, _| maybe(c.facts.organization.as_deref())),
    Column::<Case>::new("sector", Code("sector"), ("業種", "the organisation's sector"), |c, _| code(c.facts.sector.as_ref())),
    Column::<Case>::new("stage", Code("stage"), ("報の別", "first notice or follow-up"), |c, _| code(c.facts.stage.as_ref())),
    Column::<Case>::new(
        "published",
        Date,
        ("公表日（日まで述べられた場合）", "the notice's date, where told to the day"),
        |c, _| day(c.facts.published),
    ),
    Column::<Case>::new(
        "published_told",
        Text,
        ("述べられたままの公表日", "that date as told (`2024-06`)"),
        |c, _| told(c.facts.published),
    ),
    Column::<Case>::new("published_precision", Text, ("公表日の精度", "`day`, `month` or `year`"), |c, _| {
        precision(c.facts.published)
    }),
    Column::<Case>::new(
        "date",
        Date,
        ("並べる日", "the day it is sorted by: published, else a day near it known from the page, else its first event"),
        |c, _| day(c.facts.date),
    ),
    Column::<Case>::new("date_told", Text, ("並べる日付のまま", "that date as told"), |c, _| told(c.facts.date)),
    Column::<Case>::new("date_precision", Text, ("並べる日付の精度", "`day`, `month` or `year`"), |c, _| {
        precision(c.facts.date)
    }),
    Column::<Case>::new("occurred", Date, ("発生日", "when it began, where told to the day"), |c, _| day(c.facts.occurred)),
    Column::<Case>::new("occurred_told", Text, ("述べられたままの発生日", "that date as told"), |c, _| {
        told(c.facts.occurred)
    }),
    Column::<Case>::new("occurred_precision", Text, ("発生日の精度", "`day`, `month` or `year`"), |c, _| {
        precision(c.facts.occurred)
    }),
    Column::<Case>::new("discovered", Date, ("発覚日", "when somebody noticed first, where told to the day"), |c, _| {
        day(c.facts.discovered)
    }),
    Column::<Case>::new("discovered_told", Text, ("述べられたままの発覚日", "that date as told"), |c, _| {
        told(c.facts.discovered)
    }),
    Column::<Case>::new("discovered_precision", Text, ("発覚日の精度", "`day`, `month` or `year`"), |c, _| {
        precision(c.facts.discovered)
    }),
    Column::<Case>::new(
        "days_unseen",
        Integer,
        ("発生から発覚までの日数", "days from occurrence to discovery, where both are told to the day"),
        |c, _| c.facts.days_unseen.into(),
    ),
    Column::<Case>::new(
        "days_silent",
        Integer,
        ("発覚から公表までの日数", "days from discovery to publication, the same"),
        |c, _| c.facts.days_silent.into(),
    ),
    Column::<Case>::new("kinds", Codes("kinds"), ("種別", "what happened"), |c, _| codes(&c.facts.kinds)),
    Column::<Case>::new("causes", Codes("causes"), ("原因", "what made it possible"), |c, _| codes(&c.facts.causes)),
    Column::<Case>::new("actor", Code("actor"), ("行為者", "who did it"), |c, _| code(c.facts.actor.as_ref())),
    Column::<Case>::new("discovered_by", Code("discovered_by"), ("発見者", "who noticed"), |c, _| {
        code(c.facts.discovered_by.as_ref())
    }),
    Column::<Case>::new("leak_status", Code("leak_status"), ("漏えいの有無", "whether data leaked"), |c, _| {
        code(c.facts.leak_status.as_ref())
    }),
    Column::<Case>::new("secondary_damage", Code("secondary_damage"), ("二次被害", "whether they were misused"), |c, _| {
        code(c.facts.secondary_damage.as_ref())
    }),
    Column::<Case>::new(
        "people",
        Integer,
        ("人数（最大の数）", "the largest number of people, or of records about people"),
        |c, _| c.facts.people.map_or(Value::Null, integer),
    ),
    Column::<Case>::new("people_bound", Code("bound"), ("その数の述べられ方", "how that number was said"), |c, _| {
        code(c.facts.people_bound.as_ref())
    }),
    Column::<Case>::new(
        "cards",
        Integer,
        ("カードの数（最大の数）", "the largest number of payment cards"),
        |c, _| c.facts.cards.map_or(Value::Null, integer),
    ),
    Column::<Case>::new("cards_bound", Code("bound"), ("その数の述べられ方", "how that number was said"), |c, _| {
        code(c.facts.cards_bound.as_ref())
    }),
    Column::<Case>::new("count", Integer, ("規模を表す数", "the figure that tells how large it was"), |c, _| {
        c.facts.headline.as_ref().map_or(Value::Null, |count| integer(count.value))
    }),
    Column::<Case>::new("count_bound", Code("bound"), ("その数の述べられ方", "how that figure was said"), |c, _| {
        code(c.facts.headline.as_ref().map(|count| &count.bound))
    }),
    Column::<Case>::new("count_unit", Code("unit"), ("その単位", "its unit"), |c, _| {
        code(c.facts.headline.as_ref().map(|count| &count.unit))
    }),
    Column::<Case>::new("count_subject", Code("subject"), ("何の数か", "what it counts"), |c, _| {
        code(c.facts.headline.as_ref().map(|count| &count.subject))
    }),
    Column::<Case>::new(
        "count_text",
        Text,
        ("規模（最大1,234件など）", "that figure as people write it, in the language asked for"),
        |c, o| maybe(c.facts.headline.as_ref().map(|count| figure(count, o.language)).as_deref()),
    )
    .at(Where::Csv),
    Column::<Case>::new(
        "counts",
        Rows(|| fields(parts::COUNTS)),
        ("すべての件数", "every figure of its notices, each once"),
        |c, o| rows(parts::COUNTS, &counts(c), o),
    ),
    Column::<Case>::new("items", Codes("data_items"), ("漏えいした情報の項目", "which data were affected"), |c, _| {
        codes(&c.facts.items)
    }),
    Column::<Case>::new(
        "items_excluded",
        Codes("data_items"),
        ("対象外とされた項目", "which data the notices say were not"),
        |c, _| {
            let excluded = every(c, |r| &r.data_items).into_iter().filter(|item| *item.state == *"excluded");
            codes(&distinct(excluded.map(|item| item.item)))
        },
    ),
    Column::<Case>::new(
        "timeline",
        Rows(|| fields(parts::EVENTS)),
        ("経過", "every dated event, each once, by date"),
        |c, o| {
            let mut events = every(c, |r| &r.timeline);
            events.sort_by_key(|event| event.start);
            rows(parts::EVENTS, &events, o)
        },
    ),
    Column::<Case>::new("measures", Codes("measures"), ("対応・対策", "what was done or promised"), |c, _| {
        codes(&c.facts.measures)
    }),
    Column::<Case>::new(
        "authorities",
        Rows(|| fields(parts::AUTHORITIES)),
        ("関係機関への報告", "reports to authorities"),
        |c, o| rows(parts::AUTHORITIES, &c.facts.authorities, o),
    ),
    Column::<Case>::new(
        "third_parties",
        Rows(|| fields(parts::PARTIES)),
        ("関係する会社", "other organisations that are named"),
        |c, o| rows(parts::PARTIES, &c.facts.parties, o),
    ),
    Column::<Case>::new(
        "services",
        Rows(|| fields(parts::SERVICES)),
        ("サービス・システム", "affected sites, systems and products"),
        |c, o| rows(parts::SERVICES, &services(c), o),
    ),
    Column::<Case>::new("money", Rows(|| fields(parts::MONEY)), ("金額", "amounts that belong to the incident"), |c, o| {
        rows(parts::MONEY, &every(c, |r| &r.money), o)
    }),
    Column::<Case>::new("clipped_at", Time, ("事件簿に入った時", "when it came into the casebook"), |c, _| {
        moment(&c.created)
    }),
    Column::<Case>::new("changed_at", Time, ("最後に変わった時", "when anything of it changed last"), |c, _| {
        moment(&c.changed)
    }),
    Column::<Case>::new("notice_ids", Texts, ("告知のID（新しい順）", "its notices' ids, the newest first"), |c, _| {
        texts(c.notices.iter().map(|notice| notice.id.as_str()))
    })
    .at(Where::Csv),
    Column::<Case>::new(
        "addresses",
        Texts,
        ("告知のアドレス（同じ順）", "where they stand, in the same order; empty for a file"),
        |c, _| texts(c.notices.iter().map(|notice| notice.address().unwrap_or_default())),
    )
    .at(Where::Csv),
    Column::<Case>::new(
        "captures",
        Texts,
        ("原本のSHA-256（同じ順）", "the SHA-256 of their originals, in the same order"),
        |c, _| texts(c.notices.iter().map(|notice| notice.capture.sha256.as_str())),
    )
    .at(Where::Csv),
    Column::<Case>::new("collection", Text, ("取り込み元", "the collection it was taken over from"), |c, _| {
        imported(c, |i| &i.collection)
    }),
    Column::<Case>::new("collection_form", Text, ("取り込み元の形式", "the form in which it was there"), |c, _| {
        imported(c, |i| &i.form)
    }),
    Column::<Case>::new("collection_key", Text, ("取り込み元でのID", "its id there"), |c, _| imported(c, |i| &i.key)),
    Column::<Case>::new(
        "collection_place",
        Text,
        ("取り込み元のファイル", "the file it was in, and the place"),
        |c, _| imported(c, |i| &i.place),
    ),
    Column::<Case>::new("references", Texts, ("挙げられたアドレス", "addresses that it cites there"), |c, _| {
        texts(c.imported.iter().flat_map(|imported| &imported.references).map(String::as_str))
    }),
    Column::<Case>::new("imported_data", Json, ("取り込み元の内容（JSON）", "what it was there, whole"), |c, _| {
        c.imported.as_ref().map_or(Value::Null, |imported| imported.data.to_string().into())
    })
    .at(Where::Typed),
    Column::<Case>::new(
        "notices",
        Rows(|| fields(NOTICES)),
        ("告知（新しい順）", "its notices, the newest first"),
        |c, o| c.notices.iter().map(|notice| row(NOTICES, notice, o, |_| true)).collect(),
    )
    .at(Where::Parquet)
    .required(),
    Column::<Case>::new(
        "facts",
        Rows(typed_facts),
        ("事実と根拠", "every fact of its notices, with its evidence"),
        |c, o| {
            let all = c.notices.iter().flat_map(|notice| facts(c, notice));
            all.map(|fact| row(FACTS, &fact, o, |at| at != Where::Csv)).collect()
        },
    )
    .at(Where::Parquet)
    .required(),
];

fn typed_facts() -> Vec<super::Field> {
    fields(FACTS).into_iter().filter(|field| field.at != Where::Csv).collect()
}

fn origin(case: &Case) -> &'static str {
    if case.imported.is_some() { Origin::Imported.name() } else { Origin::Clipped.name() }
}

fn imported(case: &Case, get: fn(&Imported) -> &String) -> Value {
    maybe(case.imported.as_ref().map(|imported| get(imported).as_str()))
}

fn code(code: Option<&OneCode>) -> Value {
    maybe(code.map(OneCode::as_str))
}

fn codes(all: &[OneCode]) -> Value {
    texts(all.iter().map(OneCode::as_str))
}

fn distinct<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut out: Vec<T> = Vec::new();
    for one in all {
        if !out.contains(&one) {
            out.push(one);
        }
    }
    out
}

/// The values of a key in all notices, each once.
fn every<T: Clone + PartialEq>(case: &Case, get: fn(&Record) -> &Vec<Fact<T>>) -> Vec<T> {
    distinct(case.notices.iter().flat_map(|notice| get(&notice.reading.record)).map(|fact| fact.value.clone()))
}

/// Every figure; of a case without a text, the one that is known of it.
fn counts(case: &Case) -> Vec<jikenbo_model::Count> {
    let read = every(case, |r| &r.counts);
    if read.is_empty() { case.facts.headline.iter().cloned().collect() } else { read }
}

/// Every service, with its address where one is told.
fn services(case: &Case) -> Vec<Service> {
    let mut all = every(case, |r| &r.services);
    for name in &case.facts.services {
        if !all.iter().any(|service| service.name == *name) {
            all.push(Service { name: name.clone(), url: None });
        }
    }
    all
}
