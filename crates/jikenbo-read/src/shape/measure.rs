//! What was done: a measure is an object and a verb that belong together, done or promised, and not what failed before.

mod meant;

use jikenbo_model::{Code, Evidence, Fact, Span};

use super::Shaper;
use crate::apply::Find;
use crate::clause::Text;
use crate::rule::Class;
use crate::sought::Sought;

/// The key whose facts are made here.
const KEY: &str = "measures";

/// Measures that are one however often they are told. So are the experts of whom a notice goes on to tell what they found: in hundreds of
/// labelled notices none called in two firms of them.
const ONCE: &[&str] = &["apology", "card_reissue_free", "forensics", "hotline"];

/// What of the whole notice says which measures are meant.
pub(crate) struct Matter<'m> {
    pub(crate) kinds: &'m [Fact<Code>],
    /// Whether the day of the notice is known.
    pub(crate) dated: bool,
}

/// Each distinct place of each code: a measure may be taken more than once. Places that overlap are one.
pub(crate) fn measures(shaper: &Shaper<'_, '_, '_>, matter: &Matter<'_>) -> Vec<Fact<Code>> {
    let mut facts: Vec<Fact<Code>> = Vec::new();
    let text = &shaper.text.notice.text;
    let cause = Cause::new(shaper);
    let opened = matter.kinds.iter().any(|k| k.value.as_str() == "unintended_publication");
    let holds = |f: &&Find| {
        let told = together(shaper.text, f) && !cause.tells(shaper, f) && !habit(shaper.text, f);
        let other = advice(shaper, f) || meant::nothing(shaper, f) || amiss(shaper.text, f) || matter.dated && today(shaper, f);
        told && !other
    };
    let mut finds: Vec<&Find> = shaper.under(KEY).filter(holds).collect();
    for find in &finds {
        let span = words(shaper.span(find), text);
        let fact = Fact::new(code(shaper, find, opened), span, shaper.rule(find).id.clone());
        let same = |f: &Fact<Code>| {
            f.value == fact.value
                && (f.evidence.span.end > span.start && span.end > f.evidence.span.start
                    || f.evidence.span.of(text) == span.of(text)
                    || ONCE.contains(&f.value.as_str()))
        };
        match facts.iter_mut().find(|f| same(f)) {
            Some(known) => add(known, fact.evidence, text),
            None => facts.push(fact),
        }
    }
    finds.sort_by_key(|f| shaper.text.tokens()[f.last()].start);
    let promised = super::promise::promises(shaper, &finds);
    let mut facts = without_doubles(facts);
    // Who asked others to delete it, and saw that they did, took one measure.
    let asked = facts.iter().any(|f| f.value.as_str() == "deletion_requested");
    facts.retain(|f| !(asked && f.value.as_str() == "data_deleted" && said_done(f.evidence.span, text)));
    facts.extend(promised);
    facts
}

/// Whether words tell that others said that they deleted it: 削除したことを確認した. What was seen on paper or on their screen is more.
fn said_done(span: Span, text: &str) -> bool {
    // 直ちに当社のサーバー上のファイルを削除したことを確認: it was the house that did.
    const OURS: [&str; 7] = ["直ちに", "ただちに", "速やかに", "当社", "弊社", "サーバー上", "サイト上"];
    const FAR: usize = 90;
    let start = text.floor_char_boundary((span.start as usize).saturating_sub(FAR));
    let before = text[start..span.start as usize].rsplit(['。', '\n']).next().unwrap_or("");
    let words = span.of(text);
    if OURS.iter().any(|w| before.contains(w) || words.contains(w)) {
        return false;
    }
    let proved = ["書面", "証明", "画面", "写真"].iter().any(|w| words.contains(w));
    !proved && words.contains("こと") && ["確認", "確かめ", "見届け"].iter().any(|w| words.contains(w))
}

/// The code of a find. 「当該ポータルサイトを閉鎖」 closes the way by which it lay open, where something lay open.
fn code(shaper: &Shaper<'_, '_, '_>, find: &Find, opened: bool) -> Code {
    const PLACES: &[&str] =
        &["ポータルサイト", "特設サイト", "回答ページ", "当該ページ", "該当ページ", "同ページ", "問題のページ"];
    let code = meant::code(shaper, find).map_or_else(|| shaper.rule(find).code.clone(), Code::from);
    let Some(first) = find.tokens().min().filter(|_| opened && code.as_str() == "service_stopped") else { return code };
    let start = shaper.text.tokens()[first].start;
    let near = shaper.text.lexed.stretch(start.saturating_sub(21), shaper.text.tokens()[first].end);
    let place = PLACES.iter().any(|w| near.trim_end_matches(['を', 'は', 'の']).ends_with(w));
    if place { "access_closed".into() } else { code }
}

/// Whether the sentence tells the readers what to do if something befell them: 入力された場合は、パスワードを変更のうえ、ご連絡ください.
fn advice(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const ASKED: &[&str] = &[
        "password_reset",
        "deletion_requested",
        "data_deleted",
        "patched",
        "mfa",
        "monitoring",
        "legacy_auth_off",
        "network_isolated",
        "access_closed",
    ];
    const NEAR: u32 = 240;
    static IF: Sought =
        Sought::new(&["場合", "方は、", "ましたら", "際は", "際には", "ようでしたら", "時は、", "お客様は、", "皆様は、"]);
    static ASK: Sought = Sought::new(&["ください", "お願いします", "お願い申し上げます"]);
    if !ASKED.contains(&shaper.rule(find).code.as_str()) {
        return false;
    }
    let (text, verb) = (shaper.text, shaper.text.tokens()[find.last()]);
    let sentence = text.sentence(find.last());
    let before = text.lexed.stretch(sentence.start.max(verb.start.saturating_sub(NEAR)), verb.start);
    let after = text.lexed.stretch(verb.end, sentence.end.min(verb.end + NEAR));
    // 広がる場合があるため、切り離しましたので、ご了承ください: it was done.
    let tail = after.trim_start_matches(['し', 'い', '致', 'り']);
    let done = ["ました", "たため", "たので", "ており"].iter().any(|w| tail.starts_with(w));
    IF.within(before) && ASK.within(after) && !done
}

/// Whether the act was the mistake: 誤ってアクセス制限を…変更してしまった.
fn amiss(text: &Text<'_>, find: &Find) -> bool {
    const NEAR: u32 = 90;
    let verb = text.tokens()[find.last()];
    let end = text.clause(find.last()).end.min(verb.end + NEAR);
    let after = text.lexed.stretch(verb.end, end.max(verb.end));
    ["てしまっ", "てしまい", "てしまう", "でしまっ"].iter().any(|w| after.contains(w))
}

/// Whether the find tells of 本日, which is a day if the notice has one: then what is told is in the timeline.
fn today(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let class = shaper.rules.names.get("measures/other#today");
    let clause = shaper.text.clause(find.last());
    shaper.rule(find).code.as_str() == "other" && super::has(shaper, class, clause.start, clause.end)
}

/// What is told by words that say something more exactly: 取扱いについて改めて徹底 teaches, 外部との接続を遮断 cuts off.
const EXACTER: &[(&str, &str)] = &[
    ("process_review", "training"),
    ("access_closed", "network_isolated"),
    ("service_stopped", "access_closed"),
    ("access_closed", "other"),
    ("data_deleted", "access_closed"),
];

/// Without facts whose words overlap with those of an [`EXACTER`] code.
fn without_doubles(facts: Vec<Fact<Code>>) -> Vec<Fact<Code>> {
    let over = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    let double = |fact: &Fact<Code>| {
        let exacter = |f: &&Fact<Code>| EXACTER.contains(&(fact.value.as_str(), f.value.as_str()));
        facts.iter().filter(exacter).any(|f| over(f.evidence.span, fact.evidence.span))
    };
    let kept: Vec<bool> = facts.iter().map(|f| !double(f)).collect();
    facts.into_iter().zip(kept).filter_map(|(fact, kept)| kept.then_some(fact)).collect()
}

/// The quote of a find: without the mark by which a stem is told from a noun (取りやめ、), and with the end of its verb (設けま*した*).
fn words(span: Span, text: &str) -> Span {
    let kept = span.of(text).trim_end_matches(['、', '。', ',', '，']);
    let end = span.start as usize + kept.len();
    let after = text.get(end..).unwrap_or("");
    let endings: &[&str] = match kept.chars().next_back() {
        Some('ま') => &["した", "す"],
        Some('っ' | 'い') => &["た", "て"],
        _ => &[],
    };
    let ending = endings.iter().find(|e| after.starts_with(**e)).map_or(0, |e| e.len());
    Span::new(span.start as usize, end + ending)
}

/// The longest quote that is made of several.
const LONGEST: usize = 40;

/// Adds a place to a fact. Words that overlap are one quote: 手順を見直 and 見直します tell 手順を見直します.
fn add(known: &mut Fact<Code>, evidence: Evidence, text: &str) {
    let (old, new) = (known.evidence.span, evidence.span);
    let both = old.join(new);
    if new.end > old.start && old.end > new.start && both.of(text).chars().count() <= LONGEST {
        known.evidence.span = both;
    } else if known.evidence != evidence && !known.also.contains(&evidence) {
        known.also.push(evidence);
    }
}

/// Whether all words of a find stand in one clause, and its verb has no other object between: サーバーを調べて、不審な通信を遮断 does not
/// cut off the server.
fn together(text: &Text<'_>, find: &Find) -> bool {
    let Some(first) = find.tokens().min() else { return false };
    let last = find.last();
    let (object, verb) = (text.tokens()[first], text.tokens()[last]);
    let marked = text.lexed.slice(object.start, object.end).ends_with(['を', 'は', 'が', 'も', 'て']);
    let others = objects(text.lexed.slice(object.end, verb.start));
    let own = usize::from(!marked) + find.tokens().count().saturating_sub(2);
    text.clause_of[first] == text.clause_of[last] && others <= own
}

/// What is all of the object told before: パスワードは全員分を失効させ.
const ALL_OF: &[&str] = &["全員分", "全件", "全部", "全て", "すべて", "全数", "全台", "全社分", "双方", "両方", "いずれも"];

/// How many objects words hold: each を, but not that of 〜をもって or 全てを.
fn objects(words: &str) -> usize {
    let idle = |at: usize| {
        ["をもって", "を以て", "を踏まえ"].iter().any(|w| words[at..].starts_with(w))
            || ALL_OF.iter().any(|w| words[..at].ends_with(w))
            || ["員分", "様分", "者分", "ント分"].iter().any(|w| words[..at].ends_with(w))
    };
    words.match_indices('を').filter(|(at, _)| !idle(*at)).count()
}

/// Whether the sentence tells what was done all along, before the matter: これまで規程を定め、…に努めてまいりました,
/// 規則を設け、…に努めてまいりましたが.
pub(super) fn habit(text: &Text<'_>, find: &Find) -> bool {
    const REACH: u32 = 360;
    static ALL_ALONG: Sought = Sought::new(&["これまで", "従来", "従前", "平素", "日頃", "日ごろ", "かねて", "以前から"]);
    static YET: Sought =
        Sought::new(&["努めてまいりましたが", "徹底してまいりましたが", "促してまいりましたが", "講じてまいりましたが"]);
    static WAS_DONE: Sought =
        Sought::new(&["まいりました", "参りました", "きました", "きたところ", "おりました", "いましたが", "いたが"]);
    let (sentence, verb) = (text.sentence(find.last()), text.tokens()[find.last()]);
    let before = text.lexed.stretch(sentence.start.max(verb.start.saturating_sub(REACH)), verb.start);
    let after = text.lexed.stretch(verb.end, sentence.end.min(verb.end + REACH));
    let tail = WAS_DONE.places(after).next();
    let since = || ["発覚", "判明", "直ちに", "事故後", "その後"].iter().any(|w| before.contains(w));
    tail.is_some_and(|at| !after[..at].contains("今後")) && (ALL_ALONG.within(before) || YET.within(after) && !since())
}

/// The headings under which a notice tells why it came to this: what was lacking, and what should have been done.
struct Cause {
    cause: Option<Class>,
    prevention: Option<Class>,
}

impl Cause {
    fn new(shaper: &Shaper<'_, '_, '_>) -> Self {
        let get = |name| shaper.rules.names.get(name);
        Self { cause: get("cause_heading"), prevention: get("prevention_heading") }
    }

    fn tells(&self, shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
        let start = shaper.text.tokens()[find.last()].start;
        let line = shaper.text.line_at(start);
        // A promise tells no cause: 仕組みを見直してまいります.
        if shaper.text.clause(find.last()).planned > start {
            return false;
        }
        let under = |class: Option<Class>| class.is_some_and(|c| shaper.text.under(line, c));
        LACKING.contains(&shaper.rule(find).code.as_str()) && under(self.cause) && !under(self.prevention)
    }
}

/// What a notice tells of as lacking when it tells the cause.
const LACKING: &[&str] = &["process_review", "training", "monitoring", "mfa", "other", "patched", "password_reset"];

#[cfg(test)]
mod tests {
    use jikenbo_model::{Code, Fact, RuleId, Span};

    use super::{objects, without_doubles};

    #[test]
    fn what_is_told_more_exactly_is_told_once() {
        let fact = |code: &str, start, end| Fact::new(Code::from(code), Span::new(start, end), RuleId::from(code));
        let facts = vec![fact("process_review", 0, 9), fact("training", 6, 12), fact("process_review", 20, 30)];
        let kept: Vec<_> = without_doubles(facts).iter().map(|f| f.evidence.span.start).collect();
        assert_eq!(kept, [6, 20]);
    }

    #[test]
    fn objects_are_counted_by_their_mark() {
        assert_eq!(objects("直ちに全て"), 0);
        assert_eq!(objects("9月30日をもって"), 0);
        assert_eq!(objects("調べ、不審な通信を直ちに"), 1);
    }
}
