//! Figures: how many, of what.
//!
//! A figure says nothing by itself. [`passed`] tells those that do not count what was affected, [`subject`] tells of the others what
//! they count: by the figure they break down, by the words around them, or by the headings over them.

mod again;
mod apart;
mod background;
mod befell;
mod breakdown;
mod clear;
mod denied;
mod held;
mod inherit;
mod label;
mod lot;
mod matter;
mod part;
mod passed;
mod rate;
mod shown;
mod subject;
mod sum;
mod unsaid;
mod victim;
mod viewer;

use jikenbo_model::{Code, Count, Fact, Money, Why};

use super::Shaper;
use crate::apply::Find;
use crate::lex::{Bound, Counter, Quantity, Value};
use crate::rule::{Class, classes};

/// A figure of the text.
#[derive(Debug, Clone, Copy)]
struct Figure {
    /// Its token.
    n: usize,
    start: u32,
    end: u32,
    quantity: Quantity,
}

/// A figure, and what it was found to count.
#[derive(Debug, Clone)]
struct Told {
    figure: Figure,
    find: Find,
    subject: Code,
    unit: &'static str,
    /// It breaks down the figure before it.
    part: bool,
}

/// The classes that tell what a figure is about beside the words that name what is counted.
struct Words {
    /// 閲覧した, 受け取った: who does so saw the data.
    seen: Option<Class>,
    /// 送信, 共有: to whom that is done, can see the data.
    sent: Option<Class>,
    /// お詫び, 連絡, 通知: to whom that is done, is counted elsewhere.
    notified: Option<Class>,
    /// 連絡, 指摘: from whom that comes, noticed first.
    reported: Option<Class>,
    /// 請求し: who asks to see records found the matter out.
    asked: Option<Class>,
    /// ID, パスワード: who gives them away loses the account.
    credential: Option<Class>,
    /// アカウント
    account: Option<Class>,
    /// 職員, 社員: who does something with the data.
    staff: Option<Class>,
    /// 被害はありません: what is said of those that were not affected.
    clean: Option<Class>,
    /// 懲戒, 停職: what is done to staff.
    disciplined: Option<Class>,
    /// Bcc, 宛先欄: the mail showed its addresses.
    addressed: Option<Class>,
    /// クレジットカード情報, カード番号
    card: Option<Class>,
    /// メール: what goes to addresses.
    message: Option<Class>,
    /// 応募, 購入: what customers did.
    customer_act: Option<Class>,
    leak: Option<Class>,
    negation: Option<Class>,
}

impl Words {
    fn new(shaper: &Shaper<'_, '_, '_>) -> Self {
        let get = |name| shaper.rules.names.get(name);
        Self {
            seen: get("counts/access#seen"),
            sent: get("counts/access#sent"),
            notified: get("counts/none#notified"),
            reported: get("counts/none#reported"),
            asked: get("counts/none#asked"),
            credential: get("counts/account#credential"),
            account: get("counts/account#words"),
            staff: get("counts/none#staff"),
            clean: get("counts/none#clean"),
            disciplined: get("counts/none#disciplined"),
            addressed: get("counts/email_address#addressed"),
            card: get("counts/card#words"),
            message: get("counts/message#words"),
            customer_act: get("customer_act"),
            leak: get("leak"),
            negation: get("negation"),
        }
    }
}

/// The figures that say how much was affected, in reading order.
pub(crate) fn counts(shaper: &mut Shaper<'_, '_, '_>) -> Vec<Fact<Count>> {
    let words = Words::new(shaper);
    let finds = by_figure(shaper);
    let mut told: Vec<Told> = Vec::new();
    let mut doubts = Vec::new();
    let mut addressed = Vec::new();
    for figure in figures(shaper) {
        let from = finds.partition_point(|(n, _)| (*n as usize) < figure.n);
        let to = finds.partition_point(|(n, _)| (*n as usize) <= figure.n);
        let own = &finds[from..to];
        if passed::is_passed(shaper, &words, own, &figure) {
            if victim::is_addressed(shaper, &words, own, &figure) {
                addressed.push(figure);
            }
            continue;
        }
        match subject::tell(shaper, &words, own, &figure, &told) {
            Some(mut found) => {
                let bound = &mut found.figure.quantity.bound;
                if let Some(far) = label::far_bound(shaper, &figure).filter(|_| *bound == Bound::Exact) {
                    *bound = far;
                }
                told.push(found);
            }
            None => doubts.push(shaper.text.lexed.source(figure.start, figure.end)),
        }
    }
    for span in doubts {
        shaper.doubt("counts", span, &Why::NothingCounted);
    }
    victim::add(shaper, addressed, &mut told);
    part::coordinate(shaper, &mut told);
    shown::addresses(shaper, &words, &mut told);
    again::settle(&mut told);
    let mut facts = Vec::new();
    let mut at: Vec<u32> = Vec::new();
    for one in told.iter().filter(|one| !is_rounded(shaper, one, &told)) {
        add(shaper, &mut facts, &at, one);
        at.resize(facts.len(), one.figure.start);
    }
    facts
}

/// 「個人情報29万件超」 in the headline, and 292,707件 in the body: the headline only rounds.
fn is_rounded(shaper: &Shaper<'_, '_, '_>, one: &Told, told: &[Told]) -> bool {
    let (value, counter) = (one.figure.quantity.value, one.figure.quantity.counter);
    let to = |digits: u32| value >= 100 && value.is_multiple_of(10_u64.pow(value.ilog10().saturating_sub(digits - 1)));
    let round = to(2);
    // 約165万人 of 1,648,922人
    let close = one.figure.quantity.bound == Bound::About && value >= 10_000 && to(3);
    let same = |t: &Told| {
        let other = t.figure.quantity.value;
        // 2万人超 of 24,563名
        let over = one.figure.quantity.bound == Bound::AtLeast && other > value && other < value.saturating_mul(2);
        !shaper.text.in_title(t.figure.start)
            && t.figure.quantity.counter == counter
            && (over || other.abs_diff(value).saturating_mul(12) < value)
            && other != value
    };
    // 「5800人余りの名簿」 in a report's first sentence, and 5816人分 below it.
    let more = |t: &Told| {
        let other = t.figure.quantity.value;
        t.figure.quantity.counter == counter
            && t.subject == one.subject
            && other > value
            && (other - value).saturating_mul(12) < value
    };
    let led = round && one.figure.quantity.bound == Bound::AtLeast && told.iter().any(more);
    let near = |t: &Told| same(t) && t.figure.quantity.value.abs_diff(value).saturating_mul(100) < value;
    let title = shaper.text.in_title(one.figure.start);
    led || title && (round && told.iter().any(same) || close && told.iter().any(near))
}

/// All counts of the text, in reading order.
fn figures(shaper: &Shaper<'_, '_, '_>) -> Vec<Figure> {
    let counted = |n: &u32| {
        let token = shaper.text.tokens()[*n as usize];
        match shaper.text.lexed.form(&token)?.value {
            Value::Count(quantity) => Some(Figure { n: *n as usize, start: token.start, end: token.end, quantity }),
            _ => None,
        }
    };
    shaper.text.places.of(classes::COUNT).iter().filter_map(counted).collect()
}

/// What the rules found, by the figure it was found of.
fn by_figure(shaper: &Shaper<'_, '_, '_>) -> Vec<(u32, Find)> {
    let tokens = shaper.text.tokens();
    let mut finds: Vec<(u32, Find)> = Vec::new();
    for find in shaper.under("counts") {
        finds.extend(find.tokens().filter(|t| tokens[*t].class == classes::COUNT).map(|t| (t as u32, *find)));
    }
    finds.sort_by_key(|(n, _)| *n);
    finds
}

/// Whether two figures stand in items of one list: 卒業生1名の氏名 ⏎ 職員1名の住所 are two persons.
fn in_one_list(shaper: &Shaper<'_, '_, '_>, one: u32, other: u32) -> bool {
    const FAR: u32 = 360;
    let (one, other) = (shaper.text.line_at(one), shaper.text.line_at(other));
    let lines = &shaper.text.lines;
    let item = |n: usize| lines[n].kind == crate::clause::Kind::Item;
    let noun = |n: usize| !shaper.text.lexed.stretch(lines[n].body, lines[n].end.min(lines[n].body + FAR)).contains('。');
    let near = one != other && one.abs_diff(other) <= 10 && lines[one].heading == lines[other].heading;
    near && item(one) && item(other) && noun(one) && noun(other)
}

/// Whether two equal figures side by side are the halves of a total told before: 8名の個人情報(1月申込4名の…と、3月申込4名の…).
fn halves(shaper: &Shaper<'_, '_, '_>, one: u32, other: &Figure, facts: &[Fact<Count>]) -> bool {
    const NEAR: u32 = 150;
    let value = other.quantity.value;
    let total = |f: &Fact<Count>| Some(f.value.value) == value.checked_mul(2) && f.value.unit.as_str() == "people";
    let near = other.start.saturating_sub(one) <= NEAR && other.quantity.counter == Counter::People;
    near && facts.iter().any(total) && {
        let between = shaper.text.lexed.slice(one, other.start.max(one));
        !between.contains(['。', '\n']) && ["と、", "及び", "および", "並びに", "、"].iter().any(|w| between.contains(w))
    }
}

/// Adds a figure: told again, it is another proof of the fact that is there.
fn add(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Count>>, at: &[u32], told: &Told) {
    let (figure, quantity) = (&told.figure, &told.figure.quantity);
    let value =
        Count { value: quantity.value, bound: bound(quantity.bound), unit: Code::from(told.unit), subject: told.subject.clone() };
    let mut fact = shaper.fact(&told.find, value);
    fact.evidence.span = fact.evidence.span.join(shaper.text.lexed.source(figure.start, figure.end));
    if told.part && facts.last().is_some_and(|f| f.value == fact.value) {
        facts.push(fact);
        return;
    }
    // The same figure told again (also with 最大 or 約 only once) is one fact, unless a list breaks a total down.
    let listed = shaper.text.lines[shaper.text.line_at(figure.start)].kind != crate::clause::Kind::Text;
    let apart = |n: usize| {
        let few = quantity.value < 10 && matches!(told.unit, "people" | "records");
        let two = |at: &u32| few && in_one_list(shaper, *at, figure.start) || halves(shaper, *at, figure, facts);
        at.get(n).is_some_and(two)
    };
    let same = |f: &Fact<Count>| f.value.value == fact.value.value && f.value.unit == fact.value.unit;
    let known = facts.iter().enumerate().position(|(n, f)| same(f) && !apart(n));
    let persons = told.unit == "people" && told.subject.as_str() == "personal";
    match known.map(|n| &mut facts[n]) {
        Some(known) if !listed || known.value == fact.value || persons => {
            if known.value.bound.as_str() == "exact" {
                known.value.bound = fact.value.bound;
            }
            known.also.push(fact.evidence);
        }
        _ => facts.push(fact),
    }
}

/// The code of a bound.
pub(crate) fn bound(bound: Bound) -> Code {
    Code::from(match bound {
        Bound::Exact => "exact",
        Bound::AtMost => "at_most",
        Bound::AtLeast => "at_least",
        Bound::About => "about",
    })
}

/// 件 counts mails, accesses, accounts or records, by the subject; 通 counts mails only where mails are the subject, else letters.
fn unit(counter: Counter, subject: &str) -> &'static str {
    match (counter, subject) {
        (Counter::People, _) => "people",
        (Counter::Mails, "message" | "email_address") | (Counter::Records, "message") => "emails",
        (Counter::Records, "access") | (Counter::Times, _) => "times",
        (Counter::Accounts, _) | (Counter::Records, "account") => "accounts",
        (Counter::Records, _) => "records",
        (Counter::Organizations, _) => "organizations",
        (Counter::Files, _) => "files",
        (Counter::Other | Counter::Mails, _) => "other",
    }
}

/// Amounts of money, each once.
pub(crate) fn money(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<Money>> {
    let mut facts = Vec::new();
    for find in shaper.under("money") {
        let form = shaper.text.tokens().get(find.last()).and_then(|t| shaper.text.lexed.form(t));
        let rate = shaper.text.tokens().get(find.last()).is_some_and(|t| is_rate(shaper, t.start));
        if let Some(Value::Money(money)) = form.map(|f| &f.value).filter(|_| !rate) {
            super::join(&mut facts, shaper.fact(find, Money { amount: money.amount, currency: money.currency.into() }));
        }
    }
    facts
}

/// 「1ポイント=1円」: what one is worth.
fn is_rate(shaper: &Shaper<'_, '_, '_>, start: u32) -> bool {
    let lead = shaper.text.lexed.stretch(start.saturating_sub(36), start);
    let lead = lead.trim_end_matches([' ', '=', '≒', 'は', 'を', 'が', 'に', 'つ', 'き', '、', '当', 'た', 'り', 'あ']);
    ["1ポイント", "1マイル", "1コイン"].iter().any(|w| lead.ends_with(w))
}
