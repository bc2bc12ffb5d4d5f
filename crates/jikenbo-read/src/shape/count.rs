//! Figures: how many, of what.

use jikenbo_model::{Code, Count, Fact, Money};

use super::Shaper;
use crate::apply::Find;
use crate::lex::{Bound, Counter, Quantity, Value};
use crate::rule::classes;

/// What is counted, the more special first: where two subjects stand equally near, the more special one is meant.
const SPECIAL: &[&str] = &["card", "account", "email_address", "message", "access", "personal", "other"];

/// The figures that say how much was affected, in reading order.
pub(crate) fn counts(shaper: &mut Shaper<'_, '_, '_>) -> Vec<Fact<Count>> {
    let mut facts: Vec<Fact<Count>> = Vec::new();
    let mut doubts = Vec::new();
    let mut last: Option<(usize, Find)> = None;
    for n in 0..shaper.text.tokens().len() {
        let token = shaper.text.tokens()[n];
        if token.class != classes::COUNT {
            continue;
        }
        let Some(Value::Count(quantity)) = shaper.text.lexed.form(&token).map(|f| f.value) else { continue };
        let found = match last.filter(|(before, _)| in_brackets(shaper, *before, n)) {
            Some((_, find)) => Some(find),
            None => subject(shaper, n),
        };
        last = found.map(|find| (n, find)).or(last);
        match found {
            Some(find) => add(shaper, &mut facts, &find, &quantity, n),
            None => doubts.push(shaper.text.lexed.source(token.start, token.end)),
        }
    }
    for span in doubts {
        shaper.doubt("counts", span, "nothing near the figure says what it counts");
    }
    facts
}

/// 41件(187人分): the figure in brackets counts the same in another unit.
fn in_brackets(shaper: &Shaper<'_, '_, '_>, before: usize, n: usize) -> bool {
    let (a, b) = (shaper.text.tokens()[before], shaper.text.tokens()[n]);
    shaper.text.lexed.slice(a.end.min(b.start), b.start).trim() == "("
}

/// The find that tells best what the figure at token `n` counts: the nearest word, the more special where two are equally near.
fn subject(shaper: &Shaper<'_, '_, '_>, n: usize) -> Option<Find> {
    let finds: Vec<&Find> = shaper.under("counts").filter(|f| f.tokens().any(|t| t == n)).collect();
    let denied = shaper.text.clause(n).negated > shaper.text.tokens()[n].end;
    if denied || finds.iter().any(|f| shaper.rule(f).code.as_str() == "none") {
        return None;
    }
    let best = finds.iter().min_by_key(|f| (distance(shaper, f, n), special(&shaper.rule(f).code))).copied()?;
    Some(*overruled(shaper, &finds, best, n).unwrap_or(best))
}

/// Two words before one figure: of 「カード決済をされたお客様424人」 the cards are counted, of 「氏名・メールアドレス 3件」 the persons.
fn overruled<'f>(shaper: &Shaper<'_, '_, '_>, finds: &[&'f Find], best: &Find, n: usize) -> Option<&'f Find> {
    let (tokens, text) = (shaper.text.tokens(), shaper.text);
    let word = best.tokens().find(|t| *t != n)?;
    let over = match shaper.rule(best).code.as_str() {
        "personal" if !text.lexed.slice(tokens[word].start, tokens[word].end).contains("情報") => "card",
        "email_address" if !text.lexed.slice(tokens[word].start, tokens[word].end).ends_with("のみ") => "personal",
        _ => return None,
    };
    let before = |f: &&&'f Find| {
        shaper.rule(f).code.as_str() == over
            && f.tokens()
                .any(|t| t != n && t < n && text.clause_of[t] == text.clause_of[n] && tokens[n].start - tokens[t].end < 120)
    };
    finds.iter().find(before).copied()
}

/// How far the word that says the subject is from the figure: another clause is farther than any distance in this one.
fn distance(shaper: &Shaper<'_, '_, '_>, find: &Find, n: usize) -> u32 {
    let tokens = shaper.text.tokens();
    let Some(word) = find.tokens().find(|t| *t != n) else { return 5_000 };
    let (a, b) = (tokens[word], tokens[n]);
    let apart = if word < n { b.start.saturating_sub(a.end) } else { a.start.saturating_sub(b.end) + 6 };
    let clause = if shaper.text.clause_of[word] == shaper.text.clause_of[n] { 0 } else { 200 };
    apart + clause
}

fn special(code: &Code) -> usize {
    SPECIAL.iter().position(|s| *s == code.as_str()).unwrap_or(SPECIAL.len())
}

fn add(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Count>>, find: &Find, quantity: &Quantity, n: usize) {
    let subject = shaper.rule(find).code.clone();
    let value = Count { value: quantity.value, bound: bound(quantity.bound), unit: unit(quantity.counter, &subject), subject };
    let figure = shaper.text.tokens()[n];
    let mut fact = shaper.fact(find, value);
    fact.evidence.span = fact.evidence.span.join(shaper.text.lexed.source(figure.start, figure.end));
    // The same figure told again (also with 最大 or 約 only once) is one fact, unless a list breaks a total down.
    let listed =
        shaper.text.lines[shaper.text.line_at(shaper.text.tokens()[find.last()].start)].kind != crate::clause::Kind::Text;
    let same = facts.iter_mut().find(|f| f.value.value == fact.value.value && f.value.unit == fact.value.unit);
    match same {
        Some(known) if !listed || known.value == fact.value => {
            if known.value.bound.as_str() == "exact" {
                known.value.bound = fact.value.bound;
            }
            known.also.push(fact.evidence);
        }
        _ => facts.push(fact),
    }
}

pub(crate) fn bound(bound: Bound) -> Code {
    Code::from(match bound {
        Bound::Exact => "exact",
        Bound::AtMost => "at_most",
        Bound::AtLeast => "at_least",
        Bound::About => "about",
    })
}

/// 件 counts mails, accesses, accounts or records, by the subject; 通 counts mails only where mails are the subject, else letters.
fn unit(counter: Counter, subject: &Code) -> Code {
    Code::from(match (counter, subject.as_str()) {
        (Counter::People, _) => "people",
        (Counter::Mails, "message" | "email_address") | (Counter::Records, "message") => "emails",
        (Counter::Records, "access") | (Counter::Times, _) => "times",
        (Counter::Accounts, _) | (Counter::Records, "account") => "accounts",
        (Counter::Records, _) => "records",
        (Counter::Organizations, _) => "organizations",
        (Counter::Files, _) => "files",
        (Counter::Other | Counter::Mails, _) => "other",
    })
}

/// Amounts of money, each once.
pub(crate) fn money(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<Money>> {
    let mut facts = Vec::new();
    for find in shaper.under("money") {
        let form = shaper.text.tokens().get(find.last()).and_then(|t| shaper.text.lexed.form(t));
        if let Some(Value::Money(money)) = form.map(|f| &f.value) {
            super::join(&mut facts, shaper.fact(find, Money { amount: money.amount, currency: money.currency.into() }));
        }
    }
    facts
}
