//! Which data: each item once per state.
//!
//! An item's word alone proves nothing: 電話番号 also heads the way to a help desk. It counts where the notice speaks of the
//! data: in a list or row of items, beside another item, or in a sentence or under a heading about what leaked.

use jikenbo_model::{DataItem, Fact};

use super::{Shaper, join};
use crate::apply::Find;
use crate::clause::Kind;
use crate::rule::Class;

/// The classes that tell where data are spoken of, by lexicon.
struct Context {
    /// 漏えい, 流出, 閲覧 …
    leak: Option<Class>,
    /// 含まれ, 入っ, 保有 …: with a negation, the item is excluded.
    inclusion: Option<Class>,
    /// お問い合わせ, 連絡先 …: headings and sentences that speak of other things.
    aside: Option<Class>,
    /// 項目, 対象, 情報の内容 …: headings of lists of items.
    listing: Option<Class>,
}

/// The data items, in reading order.
pub(crate) fn items(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<DataItem>> {
    let get = |name| shaper.rules.names.get(name);
    let context = Context { leak: get("leak"), inclusion: get("inclusion"), aside: get("aside"), listing: get("listing") };
    let finds: Vec<Find> = shaper.under("data_items").copied().collect();
    let mut facts = Vec::new();
    for (n, find) in finds.iter().enumerate() {
        let company = in_company(shaper, &finds, n);
        if let Some(state) = state(shaper, &context, find, company) {
            let item = shaper.rule(find).code.clone();
            join(&mut facts, shaper.fact(find, DataItem { item, state: state.into() }));
        }
    }
    facts
}

/// What joins the items of a list: 氏名、住所及び電話番号, 氏名・住所, 氏名や住所, 氏名 住所.
fn joins(between: &str) -> bool {
    let short = between.chars().count() <= 14;
    let comma = between.contains(['、', '・', ',', '/', '\n', ' ', '\t', '」'])
        || ["や", "と", "及び", "および", "並びに", "又は", "または"].iter().any(|w| between.contains(w));
    short && comma && !between.contains('。')
}

/// Whether another item stands beside this one.
fn in_company(shaper: &Shaper<'_, '_, '_>, finds: &[Find], n: usize) -> bool {
    let token = |f: &Find| shaper.text.tokens()[f.last()];
    let here = token(&finds[n]);
    let beside = |other: Option<&Find>| {
        other.is_some_and(|o| {
            let o = token(o);
            let (left, right) = if o.start < here.start { (o, here) } else { (here, o) };
            left.end <= right.start && joins(shaper.text.lexed.slice(left.end, right.start))
        })
    };
    beside(n.checked_sub(1).and_then(|p| finds.get(p))) || beside(finds.get(n + 1))
}

/// `affected`, `excluded`, or nothing if the notice does not speak of the data here.
fn state(shaper: &Shaper<'_, '_, '_>, context: &Context, find: &Find, company: bool) -> Option<&'static str> {
    let text = shaper.text;
    let at = find.last();
    let token = text.tokens()[at];
    let line = text.line_at(token.start);
    let has = |class: Option<Class>, start: u32, end: u32| {
        class.is_some_and(|c| text.lexed.within(start, end).any(|t| text.tokens()[t].class == c))
    };
    let sentence = text.sentence(at);
    let clause = text.clause(at);
    let under = |class: Option<Class>| class.is_some_and(|c| text.under(line, c));
    let leak = has(context.leak, sentence.start, sentence.end);
    if clause.negated > token.start {
        let inclusion = has(context.inclusion, clause.start, clause.end);
        return inclusion.then_some("excluded");
    }
    if has(context.aside, sentence.start, sentence.end) && !leak || under(context.aside) {
        return None;
    }
    let lone_item = matches!(text.lines[line].kind, Kind::Item | Kind::Row) && alone(shaper, line, token.start);
    let listed = under(context.listing) || under(context.leak) || led(shaper, context, line);
    let spoken = leak || has(context.inclusion, sentence.start, sentence.end);
    (company && (listed || spoken) || lone_item && listed || leak && near_leak(shaper, context, at)).then_some("affected")
}

/// Whether the item begins its line: ・氏名, ・「…」のログインパスワード.
fn alone(shaper: &Shaper<'_, '_, '_>, line: usize, _at: u32) -> bool {
    let line = shaper.text.lines[line];
    shaper.text.lexed.slice(line.body, line.end).chars().count() <= 40
}

/// Whether the lines above lead into a list: 漏えいした可能性のある情報は以下のとおりです。
fn led(shaper: &Shaper<'_, '_, '_>, context: &Context, line: usize) -> bool {
    let lines = &shaper.text.lines;
    let lead = lines[..line].iter().rev().take(30).find(|l| matches!(l.kind, Kind::Text | Kind::Heading(_)));
    lead.is_some_and(|l| {
        let has = |class: Option<Class>| {
            class.is_some_and(|c| shaper.text.lexed.within(l.start, l.end).any(|t| shaper.text.tokens()[t].class == c))
        };
        has(context.leak) || has(context.listing)
    })
}

/// Whether a word of leaking follows the item within its clause: クレジットカード情報5471件が漏えい.
fn near_leak(shaper: &Shaper<'_, '_, '_>, context: &Context, at: usize) -> bool {
    let clause = shaper.text.clause(at);
    let token = shaper.text.tokens()[at];
    context.leak.is_some_and(|c| {
        shaper
            .text
            .lexed
            .within(token.end, clause.end)
            .any(|t| shaper.text.tokens()[t].class == c && shaper.text.tokens()[t].start - token.end < 90)
    })
}
