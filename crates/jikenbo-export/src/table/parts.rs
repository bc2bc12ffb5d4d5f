//! The rows that stand in lists: figures, events, authorities … of a case, and further places of a fact.

use jikenbo_model::{Authority, Count, Event, Money, Party, Service};
use serde_json::Value;

use super::Column;
use super::Kind::{Code, Date, Integer, Text};
use super::{day, integer, maybe, precision, text, told};

/// A figure.
pub(super) const COUNTS: &[Column<Count>] = &[
    Column::new("value", Integer, ("数", "the figure"), |c, _| integer(c.value)),
    Column::new("bound", Code("bound"), ("最大・約など", "how it was said"), |c, _| text(&c.bound)),
    Column::new("unit", Code("unit"), ("単位", "its unit"), |c, _| text(&c.unit)),
    Column::new("subject", Code("subject"), ("何の数か", "what is counted"), |c, _| text(&c.subject)),
];

/// A dated event.
pub(super) const EVENTS: &[Column<Event>] = &[
    Column::new("event", Code("timeline"), ("できごと", "what happened"), |e, _| text(&e.event)),
    Column::new("start", Date, ("日（日まで述べられた場合）", "the day, where told to the day"), |e, _| {
        day(Some(e.start))
    }),
    Column::new("start_told", Text, ("述べられたままの日付", "the date as told"), |e, _| told(Some(e.start))),
    Column::new("start_time", Text, ("時刻", "the time of day"), |e, _| time(e.start_time)),
    Column::new("end", Date, ("終わりの日", "the last day, where told to the day"), |e, _| day(e.end)),
    Column::new("end_told", Text, ("述べられたままの終わり", "the end as told"), |e, _| told(e.end)),
    Column::new("end_time", Text, ("終わりの時刻", "the time of day of the end"), |e, _| time(e.end_time)),
];

fn time(time: Option<jikenbo_model::Time>) -> Value {
    time.map_or(Value::Null, |time| time.to_string().into())
}

/// A report to an authority.
pub(super) const AUTHORITIES: &[Column<Authority>] = &[
    Column::new("authority", Code("authorities"), ("機関の別", "which sort of authority"), |a, _| text(&a.authority)),
    Column::new("name", Text, ("名称", "its name"), |a, _| text(&a.name)),
    Column::new("date", Date, ("報告日", "the day of the report, where told to the day"), |a, _| day(a.date)),
    Column::new("date_told", Text, ("述べられたままの報告日", "the date as told"), |a, _| told(a.date)),
    Column::new("date_precision", Text, ("日付の精度", "`day`, `month` or `year`"), |a, _| precision(a.date)),
];

/// Another organisation.
pub(super) const PARTIES: &[Column<Party>] = &[
    Column::new("role", Code("third_parties"), ("役割", "its role"), |p, _| text(&p.role)),
    Column::new("name", Text, ("名称", "its name"), |p, _| text(&p.name)),
];

/// An affected service.
pub(super) const SERVICES: &[Column<Service>] = &[
    Column::new("name", Text, ("名称", "its name"), |s, _| text(&s.name)),
    Column::new("url", Text, ("アドレス", "its address"), |s, _| maybe(s.url.as_deref())),
];

/// An amount.
pub(super) const MONEY: &[Column<Money>] = &[
    Column::new("amount", Integer, ("金額", "the amount in whole units"), |m, _| integer(m.amount)),
    Column::new("currency", Text, ("通貨", "ISO 4217 (`JPY`)"), |m, _| text(&m.currency)),
];

/// A further place that says the same.
pub(super) const PLACES: &[Column<Value>] = &[
    Column::new("quote", Text, ("引用", "the words, to the letter"), |p, _| p["quote"].clone()),
    Column::new("span_start", Integer, ("始まり", "where they begin, in code points"), |p, _| p["span"][0].clone()),
    Column::new("span_end", Integer, ("終わり", "where they end, exclusive"), |p, _| p["span"][1].clone()),
    Column::new("rule", Text, ("規則", "the rule that found them"), |p, _| p["rule"].clone()),
];
