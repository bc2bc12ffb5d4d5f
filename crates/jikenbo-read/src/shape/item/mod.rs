//! Which data: each item once per state.
//!
//! An item's word alone proves nothing: 電話番号 also heads the way to a help desk. [`run`] gathers the items that are named side by side;
//! [`verdict`] reads what the sentence says of them, and [`context`] whether the notice speaks of its data where they stand.

mod behind;
mod context;
mod run;
mod taken;
mod verdict;

use jikenbo_model::{Code, DataItem, Fact};

use super::service::is_feigned;
use super::{Shaper, join};
use crate::apply::Find;
use crate::rule::Class;
use run::Run;
use verdict::Verdict;

/// The classes that tell where data are spoken of, by lexicon.
struct Context {
    /// 漏えい, 流出, 閲覧 …
    leak: Option<Class>,
    /// 含まれ, 入っ, 保有 …
    inclusion: Option<Class>,
    /// 預かって, 渡し, 載せ …: with a negation, the item is excluded.
    held: Option<Class>,
    /// 空欄, 伏せ字: the item is excluded without a negation.
    absent: Option<Class>,
    negation: Option<Class>,
    /// お問い合わせ, 連絡先 …: headings and sentences that speak of other things.
    aside: Option<Class>,
    /// 項目, 対象, 情報の内容 …: headings of lists of items.
    listing: Option<Class>,
    /// ください, お願い: what the readers should do.
    request: Option<Class>,
    /// 再発防止: what is done against a repetition.
    prevention: Option<Class>,
}

impl Context {
    fn new(shaper: &Shaper<'_, '_, '_>) -> Self {
        let get = |name| shaper.rules.names.get(name);
        Self {
            leak: get("leak"),
            inclusion: get("inclusion"),
            held: get("held"),
            absent: get("absent"),
            negation: get("negation"),
            aside: get("aside"),
            listing: get("listing"),
            request: get("request"),
            prevention: get("prevention_heading"),
        }
    }
}

/// How much behind items is looked at for whether they are feigned, in bytes.
const NEAR: u32 = 60;

/// The data items, in reading order.
pub(crate) fn items(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<DataItem>> {
    let context = Context::new(shaper);
    let finds: Vec<_> = shaper.under("data_items").copied().collect();
    let mut facts = Vec::new();
    for run in run::runs(shaper, &finds) {
        // 職員名や組織名になりすまして: what a false mail bears leaked from nowhere.
        if is_feigned(shaper.text.lexed.stretch(run.end, run.end + NEAR)) {
            continue;
        }
        let Some((state, finds)) = state(shaper, &context, &run) else { continue };
        for find in finds {
            if is_item(shaper, &run, find) {
                let item = code(shaper, find);
                join(&mut facts, shaper.fact(find, DataItem { item, state: state.into() }));
            }
        }
    }
    drop_denials(shaper, &mut facts);
    facts
}

/// The item that a find names: 名義人の氏名 is a name where no card is told of.
fn code(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Code {
    let code = &shaper.rule(find).code;
    if code.as_str() == "card_holder" && !is_of_card(shaper, find) { Code::from("name") } else { code.clone() }
}

/// Whether a find's own word says that it is a name.
fn is_named(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let token = shaper.text.tokens()[find.last()];
    let said = shaper.text.lexed.slice(token.start, token.end);
    said.ends_with("氏名") || said.ends_with("名前")
}

/// 会社名:青葉堂株式会社: a label that is answered by the name of who writes asks for no data.
fn answered_by_name(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const SHORT: u32 = 150;
    let (text, token) = (shaper.text, shaper.text.tokens()[find.last()]);
    let line = text.lines[text.line_at(token.start)];
    let legal = shaper.rules.names.get("legal_form");
    let answer = line.body == token.start && line.end - token.end <= SHORT;
    answer
        && text.lexed.text()[token.end as usize..].starts_with([':', '\t'])
        && legal.is_some_and(|class| text.has(class, token.end, line.end))
}

/// A word that may mean other things (名前, FAX) is an item only beside another one, and ID a key only beside the password.
fn is_item(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>, find: &Find) -> bool {
    let rule = shaper.rule(find);
    if rule.code.as_str() == "card_holder" && !is_of_card(shaper, find) && !is_named(shaper, find)
        || answered_by_name(shaper, find)
    {
        return false;
    }
    let password = || run.finds.iter().any(|f| shaper.rule(f).code.as_str() == "password" && !shaper.rule(f).weak);
    match rule.code.as_str() {
        _ if !rule.weak => true,
        "password" => taken::is_taken(shaper, run),
        "login_id" => run.size > 1 && password() || taken::is_taken(shaper, run),
        // FAXや電話でのやり取り
        _ => {
            run.size > 2
                || run.size > 1 && run.finds.iter().any(|f| !shaper.rule(f).weak || shaper.rule(f).code.as_str() == "name")
        }
    }
}

/// Whether a 名義人 is a card's: the text tells of cards, and not of accounts alone.
fn is_of_card(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let token = shaper.text.tokens()[find.last()];
    let bare = !shaper.text.lexed.slice(token.start, token.end).contains("カード");
    let cards = shaper.rules.names.get("counts/card#words");
    !bare || cards.is_some_and(|c| !shaper.text.places.of(c).is_empty())
}

/// What leaked is not excluded because it was not stored, unless it is excluded for one group of persons (②の対象者).
fn drop_denials(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<DataItem>>) {
    const GROUPS: &[&str] = &["対象者", "①", "②", "③", "の方については", "の方の", "以外の方", "代金引換", "銀行振込", "後払い"];
    let leaked: Vec<_> = facts.iter().filter(|f| f.value.state.as_str() == "affected").map(|f| f.value.item.clone()).collect();
    facts.retain(|fact| {
        let group = || {
            let lexed = &shaper.text.lexed;
            let line = lexed.text().get(..lexed.folded_at(fact.evidence.span).start).unwrap_or("");
            let head = line.rsplit(['。', '\n']).next().unwrap_or("");
            GROUPS.iter().any(|w| head.contains(w))
        };
        // 「カード番号の全桁は保持していません」: of a number of which a part leaked.
        let whole = || {
            let lexed = &shaper.text.lexed;
            let at = lexed.folded_at(fact.evidence.span).end as u32;
            ["の全桁", "全桁", "のすべての桁", "の全ての桁", "の全部"].iter().any(|w| lexed.stretch(at, at + 24).starts_with(w))
        };
        let other = fact.value.item.as_str() == "other" || fact.value.state.as_str() == "affected";
        other || !leaked.contains(&fact.value.item) || group() || whole()
    });
}

/// `affected`, `excluded`, or nothing if the notice does not speak of its data here; and of which of the items.
fn state<'f>(shaper: &Shaper<'_, '_, '_>, context: &Context, run: &Run<'f>) -> Option<(&'static str, &'f [Find])> {
    if taken::is_entered(shaper, run) || taken::is_of_system(shaper, run) || context::is_purpose(shaper, run) {
        return None;
    }
    if taken::is_taken(shaper, run) || taken::is_used(shaper, run) {
        return Some(("affected", run.finds));
    }
    if context::is_title_of_line(shaper, run) {
        return None;
    }
    if context::is_denied_label(shaper, run) {
        return Some(("excluded", run.finds));
    }
    let state = match verdict::verdict(shaper, context, run) {
        Verdict::Excluded => Some("excluded"),
        Verdict::Others => return run.finds.split_last().map(|(_, others)| ("excluded", others)),
        Verdict::Silent => None,
        Verdict::Affected if context::is_elsewhere(shaper, context, run) => None,
        Verdict::Affected => context::is_near(shaper, context, run).then_some("affected"),
        Verdict::Open if context::is_elsewhere(shaper, context, run) || context::is_aside(shaper, context, run) => None,
        // 「偽の画面にIDとパスワードを入力していた」
        Verdict::Open if taken::is_key(shaper, run) && !context::is_in_list(shaper, run) => None,
        Verdict::Open => context::listed(shaper, context, run),
    };
    state.map(|state| (state, run.finds))
}
