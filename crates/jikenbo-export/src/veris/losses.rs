//! Money: which amounts are losses, and the words of all of them.

use jikenbo_model::Span;
use serde_json::{Value, json};

use super::figures::whole;
use super::table::Table;
use crate::Case;

/// Currencies in which a loss is written as a number; all of them are VERIS's. Amounts in others stand in the notes.
const CURRENCIES: &[&str] = &["JPY", "USD", "EUR", "GBP", "CNY", "KRW", "TWD", "HKD", "SGD", "AUD", "CAD", "CHF", "INR", "THB"];

/// An amount that is a loss.
struct Loss<'t> {
    variety: &'t str,
    currency: String,
    amount: u64,
}

/// The impact: where the notices tell of money. How hard it was is Unknown; no notice says so.
pub(super) fn impact(case: &Case, table: &Table) -> Option<Value> {
    let (mut words, mut losses): (Vec<String>, Vec<Loss<'_>>) = (Vec::new(), Vec::new());
    for notice in &case.notices {
        let text = &notice.text.text;
        for fact in &notice.reading.record.money {
            let said = format!("{} {} ({})", fact.value.amount, fact.value.currency, fact.evidence.span.of(text));
            if !words.contains(&said) {
                words.push(said);
            }
            if let Some(variety) = variety(table, sentence(text, fact.evidence.span)) {
                losses.push(Loss { variety, currency: fact.value.currency.to_string(), amount: fact.value.amount });
            }
        }
    }
    if words.is_empty() {
        return None;
    }
    let mut impact = json!({ "overall_rating": "Unknown", "notes": words.join("; ") });
    if let Some(loss) = largest(&losses) {
        impact["iso_currency_code"] = json!(loss.currency);
        impact["loss"] = json!([{ "variety": loss.variety, "amount": loss.amount }]);
        impact["overall_amount"] = json!(loss.amount);
    }
    Some(impact)
}

/// The loss that the others may be parts of; none where it is not known what the whole is.
fn largest<'l, 't>(losses: &'l [Loss<'t>]) -> Option<&'l Loss<'t>> {
    let currency = &losses.first()?.currency;
    if !CURRENCIES.contains(&currency.as_str()) || losses.iter().any(|loss| loss.currency != *currency) {
        return None;
    }
    let mut amounts: Vec<u64> = losses.iter().map(|loss| loss.amount).collect();
    amounts.sort_unstable();
    amounts.dedup();
    let whole = whole(&amounts)?;
    losses.iter().find(|loss| loss.amount == whole)
}

fn variety<'t>(table: &'t Table, sentence: &str) -> Option<&'t str> {
    table.losses.iter().find(|row| row.words.iter().any(|word| sentence.contains(word.as_str()))).map(|row| row.variety.as_str())
}

/// The sentence or line in which a span stands.
fn sentence(text: &str, span: Span) -> &str {
    let ends = ['。', '\n'];
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text.get(..start).and_then(|before| before.rfind(ends)).map_or(0, |at| at + 1);
    let to = text.get(end..).and_then(|after| after.find(ends)).map_or(text.len(), |at| end + at);
    let from = (from..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    text.get(from..to).unwrap_or_default()
}
