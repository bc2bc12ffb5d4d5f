//! What is said of a report beside its own words: that the authority supervises, its day in brackets, and to whom a paper went.

use jikenbo_model::{Authority, Fact};

use super::{called, day, page_of};
use crate::apply::Find;
use crate::rule::Take;
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

/// The day in brackets behind a report: 警察署に相談|(9月10日), 県に報告済み(5月2日).
pub(super) fn noted(shaper: &Shaper<'_, '_, '_>, report: usize) -> Option<usize> {
    const NEAR: usize = 3;
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let behind = (report + 1..tokens.len().min(report + 1 + NEAR)).find(|t| tokens[*t].is_when())?;
    let joint = text.slice(tokens[report].end.min(tokens[behind].start), tokens[behind].start);
    let closed = text.text()[tokens[behind].end as usize..].starts_with([')', '、']);
    let open = text.slice(tokens[report].start, tokens[report].end).ends_with('(') && joint.is_empty();
    ((open || ["(", "済み(", "済(", "し(", "しました("].contains(&joint)) && closed).then_some(behind)
}

/// The day of the report told right before, which was made to this authority as well: 9日、県に報告。警察署|にも相談した.
pub(super) fn also(shaper: &Shaper<'_, '_, '_>, word: usize) -> Option<usize> {
    const FAR: u32 = 120;
    const MANY: usize = 24;
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let token = tokens[word];
    if !["にも", "へも"].iter().any(|w| text.lexed.text()[token.end as usize..].starts_with(w)) {
        return None;
    }
    let report = shaper.rules.names.get("report_to");
    let from = text.lines[text.line_at(token.start)].start.max(token.start.saturating_sub(FAR));
    let near = (word.saturating_sub(MANY)..word).rev().filter(|t| tokens[*t].start >= from);
    let known = near.filter(|t| Some(tokens[*t].class) == report && tokens[*t].end <= token.start);
    let told = known.map(|t| (t, text.lexed.slice(tokens[t].end, token.start))).next()?;
    // 報告。高崎|警察署: nothing but the name between them.
    let alone = told.1.strip_prefix('。').is_some_and(|name| !name.contains(['。', '、', 'に', 'を', 'は', 'が']));
    Some(text.governor[told.0]).filter(|g| alone && *g != crate::clause::NONE).map(|g| g as usize)
}

/// Whether the act is another's, and this is where it went: 県警は男を青葉地検|に書類送検した; or those are greeted: 関係機関の皆様に.
pub(super) fn sent_there(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    /// No sentence that says by whose rules one reports is longer, in bytes.
    const FAR: u32 = 240;
    const WENT: [&str; 5] = ["書類送検", "送検", "送致", "書類送付", "起訴"];
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let Some(word) = find.tokens().find(|t| page_of(shaper, *t).is_some()).map(|t| tokens[t]) else { return false };
    let behind = &text.text()[word.end as usize..];
    let went = behind.strip_prefix(['に', 'へ']).is_some_and(|rest| WENT.iter().any(|w| rest.starts_with(w)));
    let act = shaper.rule(find).take == Take::Last;
    // 委員会の定めにより、協会に報告: by whose rules.
    const RULES: [&str; 9] = ["の定め", "が定め", "の規則", "規則", "の規程", "のガイドライン", "の指針", "の基準", "の様式"];
    const TO: [&str; 11] = ["会", "署", "庁", "省", "局", "府", "県", "市", "構", "ター", "所"];
    let sentence = text.stretch(word.end, word.end + FAR).split(['。', '\n']).next().unwrap_or("");
    let to_another = || sentence.match_indices(['に', 'へ']).any(|(at, _)| TO.iter().any(|w| sentence[..at].ends_with(w)));
    let ruled = RULES.iter().any(|w| behind.starts_with(w)) && to_another();
    act && went || ruled || ["の皆様", "のみなさま", "の方々", "各位"].iter().any(|w| behind.starts_with(w))
}
