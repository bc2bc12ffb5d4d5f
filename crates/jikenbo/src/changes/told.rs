//! A fact's value in a person's words.

use jikenbo_model::{Authority, Count, DataItem, Event, Money};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::labels::{Lang, figure, label};
use crate::web::figures::{date, money, period};

/// The value of a fact under a key, as the record's JSON holds it, in words.
#[must_use]
pub fn told(key: &str, value: &Value, lang: Lang) -> String {
    let words = match key {
        "counts" => of(value, |c: Count| format!("{} ({})", figure(&c, lang), label("subject", &c.subject, lang))),
        "timeline" => of(value, |e: Event| format!("{} {}", label("timeline", &e.event, lang), period(&e, lang))),
        "money" => of(value, |m: Money| money(&m, lang)),
        "data_items" => {
            of(value, |d: DataItem| format!("{} ({})", label("data_items", &d.item, lang), label("state", &d.state, lang)))
        }
        "authorities" => of(value, |a: Authority| {
            let day = a.date.map(|day| format!(" {}", date(day, lang))).unwrap_or_default();
            format!("{}{day}", a.name)
        }),
        _ => None,
    };
    words.unwrap_or_else(|| plain(key, value, lang))
}

fn of<T: DeserializeOwned>(value: &Value, words: impl FnOnce(T) -> String) -> Option<String> {
    serde_json::from_value(value.clone()).ok().map(words)
}

/// A code's label, a name, or whatever texts the value holds.
fn plain(key: &str, value: &Value, lang: Lang) -> String {
    let part = |name: &str| value.get(name).and_then(Value::as_str);
    match (part("code"), part("name")) {
        (Some(code), _) => label(key, code, lang).to_owned(),
        (None, Some(name)) => match part("sector").or(part("role")) {
            Some(code) => format!("{name} ({})", label(if key == "organization" { "sector" } else { key }, code, lang)),
            None => name.to_owned(),
        },
        (None, None) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_shape_of_fact_is_told_in_words() {
        for (key, value, words) in [
            (
                "counts",
                json!({"value": 1200, "bound": "at_most", "unit": "records", "subject": "card"}),
                "最大1,200件 (カード情報)",
            ),
            ("timeline", json!({"event": "discovery", "start": "2024-06-05"}), "発覚 2024年6月5日"),
            ("money", json!({"amount": 3000, "currency": "JPY"}), "3,000円"),
            ("data_items", json!({"item": "name", "state": "excluded"}), "氏名 (対象外)"),
            (
                "authorities",
                json!({"authority": "ppc", "name": "個人情報保護委員会", "date": "2024-06"}),
                "個人情報保護委員会 2024年6月",
            ),
            ("kinds", json!({"code": "ransomware"}), "ランサムウェア"),
            ("title", json!({"code": "お詫び"}), "お詫び"),
            ("organization", json!({"name": "青葉堂", "sector": "retail"}), "青葉堂 (小売・通販)"),
            ("third_parties", json!({"name": "鳶調査", "role": "forensics"}), "鳶調査 (調査会社)"),
            ("services", json!({"name": "青葉便"}), "青葉便"),
        ] {
            assert_eq!(told(key, &value, Lang::Ja), words, "{key}");
        }
    }
}
