//! What is said of a report beside its own words: that the authority supervises, and to whom a paper went.

use jikenbo_model::{Authority, Fact};

use super::{called, day, page_of};
use crate::shape::Shaper;
use crate::token::Token;

/// What says of the authority behind it that it supervises.
#[rustfmt::skip]
const OVER: [&str; 25] = [
    "設立団体である", "設立団体の", "設置者である", "設置者の", "設立者である", "開設者である", "所管の", "所管する", "所轄の", "所轄する", "監督する", "指導監督する", "管轄する", "主管の",
    "監督官庁である", "所轄庁である", "所管庁である", "監督庁である", "監督機関である", "所轄官庁である", "所管官庁である", "主務官庁である", "許認可庁である", "指定権者である", "監督官庁の",
];

/// Whether the words before an authority say that it supervises: 所轄庁である長峰県にも報告, 所管の県産業振興課に報告.
pub(super) fn overseen(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Authority>) -> bool {
    let lexed = &shaper.text.lexed;
    let at = lexed.folded_at(fact.evidence.span);
    let name: String = fact.value.name.chars().filter(|c| !c.is_whitespace()).collect();
    let text = lexed.text();
    // The evidence may begin amid the name.
    let from = text.floor_char_boundary(at.start.saturating_sub(name.len()));
    let found = text.get(from..at.end).and_then(|words| words.find(&name));
    // 所管の保健所, 所轄の労働局: whose district it is; of an office of the town it says whose house one is.
    let office = name.ends_with(['課', '室', '県', '市', '町', '村', '区', '府', '都']);
    found.is_some_and(|at| OVER.iter().any(|w| text[..from + at].ends_with(w) && (office || !w.ends_with('の'))))
}

/// Papers that only the police take.
const PAPERS: [&str; 6] = ["被害届", "盗難届", "遺失届", "遺失物届", "紛失届", "被害申告"];

/// Papers by which an order is answered.
const ANSWERS: [&str; 6] = ["改善計画", "報告書", "計画書", "回答書", "改善報告", "改善措置"];

/// A paper that was filed with nobody named went to who was named just before: 警察署に通報。18日に被害届を提出; 財務局から命令を受け、27日に業務改善計画を提出.
pub(super) fn filed(shaper: &Shaper<'_, '_, '_>, known: &[Fact<Authority>]) -> Vec<Fact<Authority>> {
    const MOST: usize = 64;
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let finds = shaper.under("timeline").filter(|f| shaper.rule(f).code.as_str() == "authority_report");
    let lone = finds.take(MOST).filter_map(|find| {
        let when = find.tokens().find(|t| tokens[*t].is_when())?;
        let said = text.lexed.stretch(tokens[when].end, tokens[find.last()].end);
        if find.tokens().any(|t| page_of(shaper, t).is_some()) {
            return None;
        }
        let (code, word) = if PAPERS.iter().any(|w| said.contains(w)) {
            named_before(shaper, when, |code| code == "police")?
        } else {
            let answers = ANSWERS.iter().any(|w| said.contains(w));
            let (code, word) = named_before(shaper, when, |_| true).filter(|_| answers)?;
            let again = ["同省", "同庁", "同局", "同委員会"].iter().any(|w| said.contains(w));
            (again || ordered(shaper, &tokens[word], &tokens[when])).then_some((code, word))?
        };
        let value = Authority { authority: code.into(), name: called(shaper, word), date: Some(day(shaper, when)?) };
        Some(Fact::new(value, shaper.span(find), format!("authorities/{code}").as_str().into()))
    });
    lone.filter(|f| !known.iter().any(|k| k.value.authority == f.value.authority && k.value.date == f.value.date)).collect()
}

/// Whether between an authority and a day it is told that it gave an order: から報告徴求命令を受け、.
fn ordered(shaper: &Shaper<'_, '_, '_>, word: &Token, when: &Token) -> bool {
    const ORDERS: [&str; 6] = ["命令を受け", "要請を受け", "求めを受け", "指示を受け", "指導を受け", "徴求を受け"];
    let between = shaper.text.lexed.stretch(word.end, when.start);
    let from = ["から", "より"].iter().any(|w| between.starts_with(w));
    from && ORDERS.iter().any(|w| between.contains(w))
}

/// The authority of a code that is asked for and that is named right before a token, in its sentence or the one before.
fn named_before<'r>(shaper: &Shaper<'r, '_, '_>, n: usize, asked: impl Fn(&str) -> bool) -> Option<(&'r str, usize)> {
    const FAR: u32 = 240;
    const MANY: usize = 64;
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let start = tokens[n].start.saturating_sub(FAR);
    let near = (n.saturating_sub(MANY)..n).rev().take_while(|t| tokens[*t].start >= start);
    let before = near.filter(|t| tokens[*t].end <= tokens[n].start);
    let (code, word) = before.filter_map(|t| Some((page_of(shaper, t)?, t))).find(|(code, _)| asked(code))?;
    let between = text.lexed.stretch(tokens[word].end, tokens[n].start);
    (between.matches('。').count() <= 1 && between.matches('\n').count() <= 1).then_some((code, word))
}
