//! Periods that no rule knows, and that bound no persons or data ([`super::window`]): what they tell is told by the words that follow.

use jikenbo_model::{Date, Event, Fact};

use super::predicate::is_predicate;
use super::{Matter, coordinated};
use crate::apply::Find;
use crate::clause::{Clause, Kind};
use crate::resolve::When;
use crate::rule::classes;
use crate::shape::{MOST, Shaper};
use crate::sought::Sought;

/// How much of what follows a period is looked at, in bytes.
const REACH: u32 = 360;

/// How much around a period is looked at for whether it tells hours, in bytes.
const NEAR: u32 = 45;

/// Words around a period that tells when somebody can be reached, or what was on sale: its periods belong to no incident.
static HOURS: Sought = Sought::new(&[
    "電話",
    "受付",
    "窓口",
    "営業時間",
    "営業日",
    "営業は",
    "営業し",
    "休業",
    "平日",
    "土日",
    "毎日",
    "午前9時~",
    "問い合わせ先",
    "契約期間",
    "会期",
    "募集期間",
    "開設期間",
    "掲示期間",
    "当時",
    "契約は",
    "契約の期間",
    "休館",
    "開催",
    "販売期間",
    "相談",
]);

/// What people do for days as their work, and in which nothing is amiss: 26日から29日まで旅行の引率をしており.
static ROUTINE: Sought = Sought::new(&[
    "引率",
    "出張",
    "勤務し",
    "旅行し",
    "帰省",
    "合宿",
    "滞在し",
    "参加して",
    "入院し",
    "休暇",
    "休職",
    "実習",
    "受講し",
    "訪れて",
    "宿泊",
]);

/// Acts that are planned ways of dealing with an incident, or its consequence, not the incident.
static DEALING: Sought = Sought::new(&[
    "停止",
    "休止",
    "中止",
    "見合わせ",
    "実施し",
    "実施する",
    "実施予定",
    "停職",
    "減給",
    "懲戒",
    "募集",
    "設置",
    "開設",
    "復旧",
    "キャンペーン",
    "研修",
    "点検",
    "監視",
    "出張",
    "休ん",
    "閉鎖",
    "遮断",
    "対応し",
    "捜索",
    "捜し",
    "探し",
    "設け",
    "受け付け",
]);

/// How long somebody worked somewhere.
static EMPLOYED: Sought = Sought::new(&["勤め", "勤務", "在職", "在任", "在籍", "従事"]);

/// What makes a period that of an inquiry.
static INQUIRY: Sought =
    Sought::new(&["一斉点検", "全件点検", "調査", "解析", "フォレンジック", "分析", "調べ", "突き合わせ", "照合", "精査"]);
/// What tells the persons concerned.
static AMENDS: Sought = Sought::new(&["謝罪", "お詫び", "おわび", "説明", "通知", "連絡", "伺", "訪問", "回収"]);

/// An event for each period that no find took, by what follows it.
pub(super) fn spans(shaper: &Shaper<'_, '_, '_>, finds: &[Find], matter: &Matter<'_>, known: &[Fact<Event>]) -> Vec<Fact<Event>> {
    let tokens = shaper.text.tokens();
    let mut used = vec![false; tokens.len()];
    for date in finds.iter().flat_map(|f| coordinated(shaper, f)) {
        used[date] = true;
    }
    let mut facts = Vec::new();
    for n in shaper.text.places.of(classes::PERIOD).iter().map(|n| *n as usize).take(MOST) {
        if !used[n] && !shaper.text.in_title(tokens[n].start) {
            facts.extend(span(shaper, n, matter, known));
        }
    }
    facts
}

/// Days that are told as so many times: 5月3日、11日、19日の計3回.
pub(super) fn times(shaper: &Shaper<'_, '_, '_>, matter: &Matter<'_>, known: &[Fact<Event>]) -> Vec<Fact<Event>> {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let mut facts: Vec<Fact<Event>> = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for n in text.places.of(classes::DATE).iter().map(|n| *n as usize) {
        let before = run.last().map(|last| text.lexed.slice(tokens[*last].end, tokens[n].start).trim());
        if !before.is_some_and(|between| ["、", ",", "と", "及び", "および", "・"].contains(&between)) {
            run.clear();
        }
        run.push(n);
        if run.len() > 1 && run.len() < MANY && !text.in_title(tokens[n].start) && befell_so_often(shaper, n) {
            for fact in run.drain(..).filter_map(|n| day(shaper, n, known)) {
                let coming = matter.published.is_some_and(|p| fact.value.start > p.value);
                if !coming && facts.len() < MANY && facts.iter().all(|f| f.value.start != fact.value.start) {
                    facts.push(fact);
                }
            }
        }
    }
    facts
}

/// No list of days is longer, and no notice has more days in such lists.
const MANY: usize = 32;

/// Whether the words behind a list of days say how often it befell: の計3回, の2度にわたり; not how often somebody was trained or met.
fn befell_so_often(shaper: &Shaper<'_, '_, '_>, n: usize) -> bool {
    let token = shaper.text.tokens()[n];
    let words = shaper.text.lexed.stretch(token.end, token.end + REACH);
    let words = words.split(['。', '\n']).next().unwrap_or("");
    so_many(words) && !HOURS.within(words) && !DEALING.within(words) && !INQUIRY.within(words) && !MEETING.within(words)
}

/// What is held on several days.
static MEETING: Sought = Sought::new(&["会合", "会議", "説明会", "委員会", "面談", "講習", "講座", "訓練", "教室", "授業"]);

/// Whether words begin with how often.
fn so_many(words: &str) -> bool {
    let words = words.trim_start_matches(['の', '、', ' ']);
    let words = words.strip_prefix("合計").or_else(|| words.strip_prefix('計')).unwrap_or(words);
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let often = rest.strip_prefix(['回', '度']).filter(|_| rest.len() < words.len());
    often.is_some_and(|after| !after.starts_with(['目', '線', '答']))
}

/// One of those days.
fn day(shaper: &Shaper<'_, '_, '_>, n: usize, known: &[Fact<Event>]) -> Option<Fact<Event>> {
    let token = shaper.text.tokens()[n];
    let When { start, start_time, .. } = shaper.calendar.when(token.form?);
    let start = start?;
    let told = known.iter().any(|f| f.value.event.as_str() == "occurrence" && f.value.start == start);
    let event = Event { event: "occurrence".into(), start, end: None, start_time, end_time: None };
    (!told).then(|| Fact::new(event, shaper.text.lexed.source(token.start, token.end), "timeline/occurrence".into()))
}

/// The events of a period: none, one, or the beginning and end of an inquiry.
fn span(shaper: &Shaper<'_, '_, '_>, n: usize, matter: &Matter<'_>, known: &[Fact<Event>]) -> Vec<Fact<Event>> {
    let (text, token) = (shaper.text, shaper.text.tokens()[n]);
    let Some(When { start: Some(start), end: Some(end), start_time, end_time }) = token.form.map(|f| shaper.calendar.when(f))
    else {
        return Vec::new();
    };
    let place = text.lexed.source(token.start, token.end);
    let told = known.iter().any(|f| f.evidence.span.start <= place.start && place.end <= f.evidence.span.end);
    let same = known.iter().any(|f| f.value.start == start && f.value.end == Some(end));
    let coming = matter.published.is_some_and(|p| start > p.value);
    if told || same || coming {
        return Vec::new();
    }
    let Some((code, last)) = code(shaper, n) else { return Vec::new() };
    let fact = |code: &str, start: Date, end: Option<Date>| {
        let (start_time, end_time) = (start_time, end_time.filter(|_| end.is_some()));
        let event = Event { event: code.into(), start, end, start_time, end_time };
        Fact::new(event, text.lexed.source(token.start, last), format!("timeline/{code}").as_str().into())
    };
    match code {
        "investigation" => vec![fact("investigation_start", start, None), fact("investigation_end", end, None)],
        _ => vec![fact(code, start, Some(end))],
    }
}

/// What the words behind a period say that it bounds, and where they end.
fn code(shaper: &Shaper<'_, '_, '_>, n: usize) -> Option<(&'static str, u32)> {
    let (text, token) = (shaper.text, shaper.text.tokens()[n]);
    let line = text.lines[text.line_at(token.start)];
    let before = text.lexed.stretch(line.start.max(token.start.saturating_sub(REACH)), token.start);
    let end = text.sentence(n).end.min(token.end + REACH);
    let after = text.lexed.stretch(token.end, end);
    let near = text.lexed.stretch(line.start.max(token.start.saturating_sub(NEAR)), line.end.min(token.end + NEAR / 3));
    if HOURS.within(near) || telephone(before) || of_accounts(shaper, n) {
        return None;
    }
    if after.trim_matches(['。', ' ', ')']).is_empty() {
        return INQUIRY.within(before).then_some(("investigation", token.end));
    }
    // 3日から9日までの期間において、記録を調べた結果、…
    let lead = after.len() - unbounded(after).len();
    if let Some(said) = after[lead..].strip_prefix('、').filter(|_| looked_into(shaper, n)) {
        let said = said.split('、').next().unwrap_or("");
        return Some(("investigation", token.end + (lead + '、'.len_utf8() + said.len()) as u32));
    }
    let clause = told(shaper, n);
    let said =
        text.lexed.stretch(token.end.max(clause.start.min(end)), clause.end.min(end)).trim_end_matches(['。', ' ', '、', 'と']);
    let said = ["結果", "ところ", "のち", "うえで", "上で"].iter().find_map(|w| said.strip_suffix(w)).unwrap_or(said);
    let last = token.end.max(clause.start.min(end)) + said.len() as u32;
    // …を行う際に、画面が出たお客さま: what persons did, and not what was done to them.
    let occasion = ["際", "際に", "時に", "折に"].iter().any(|w| said.ends_with(w));
    let entry = matches!(line.kind, Kind::Item | Kind::Row) || token.start == line.body;
    let inquiry = ["調査", "解析", "分析", "検証", "鑑定", "フォレンジック", "調査を実施", "解析作業"];
    if entry && said.chars().count() <= 30 && inquiry.iter().any(|w| said.ends_with(w)) {
        return Some(("investigation", last));
    }
    let happens = !occasion && said.chars().count() >= 3 && is_predicate(said, false) && clause.negated <= token.start;
    if !happens || clause.planned > token.start || DEALING.within(said) && !said.contains("一斉点検") {
        return None;
    }
    match () {
        () if ROUTINE.within(said) => None,
        // 調査の対象とした期間, not that of the inquiry.
        () if ["について", "を対象", "に関", "分の"].iter().any(|w| after.starts_with(w)) => None,
        // 2022年度と2023年度の審査資料: years say of what time things are.
        () if after.starts_with('の') && text.lexed.slice(token.start, token.end).ends_with(['年', '度']) => None,
        () if EMPLOYED.within(said) && !["勤務時間", "勤務中", "勤務先"].iter().any(|w| said.contains(w)) => {
            Some(("other", last))
        }
        () if INQUIRY.within(said) => Some(("investigation", last)),
        () if AMENDS.within(said) => Some(("individual_notice", last)),
        () => Some(("occurrence", last)),
    }
}

/// The clause that a period dates: its own, or the next where a comma stands right behind it (6月14日から27日にかけて、|名簿を出力していた).
fn told<'t>(shaper: &'t Shaper<'_, '_, '_>, n: usize) -> &'t Clause {
    let (text, token) = (shaper.text, shaper.text.tokens()[n]);
    let own = text.clause_of[n] as usize;
    let bare = text.lexed.slice(token.end, text.clauses[own].end.max(token.end)).trim_matches(['、', ' ']).is_empty();
    let next = text.clauses.get(own + 1).filter(|c| bare && c.sentence == text.clauses[own].sentence);
    next.filter(|c| c.start >= token.end && text.lexed.slice(token.start, token.end).ends_with("かけて"))
        .unwrap_or(&text.clauses[own])
}

/// Whether a period is that of accounts: 2021年9月期(20年10月~21年9月).
pub(super) fn of_accounts(shaper: &Shaper<'_, '_, '_>, n: usize) -> bool {
    const LONGEST: u32 = 16;
    let start = shaper.text.tokens()[n].start;
    let before = shaper.text.lexed.stretch(start.saturating_sub(LONGEST), start);
    ["期(", "年度("].iter().any(|w| before.ends_with(w))
}

/// Whether a period is that in which the matter was looked into, and what follows is what that showed: 3日から9日にかけて調べたところ、….
pub(super) fn looked_into(shaper: &Shaper<'_, '_, '_>, n: usize) -> bool {
    const LOOKED: [&str; 12] = [
        "調べたところ",
        "調査したところ",
        "調べた結果",
        "調査した結果",
        "解析したところ",
        "解析した結果",
        "確認したところ",
        "確認した結果",
        "点検したところ",
        "点検した結果",
        "精査したところ",
        "精査した結果",
    ];
    let token = shaper.text.tokens()[n];
    let words = shaper.text.lexed.stretch(token.end, token.end + REACH);
    let closed = token.form.map(|f| shaper.calendar.when(f)).is_some_and(|w| w.start.is_some() && w.end.is_some());
    let clause = unbounded(words).trim_start_matches('、').split(['、', '。', '\n']).next().unwrap_or("");
    token.class == classes::PERIOD && closed && LOOKED.iter().any(|w| clause.ends_with(w))
}

/// Words without what only says that a period is one: までの期間において、.
fn unbounded(words: &str) -> &str {
    let rest = words.strip_prefix("まで").unwrap_or(words);
    let rest = rest.strip_prefix("の期間").or_else(|| rest.strip_prefix("の間")).unwrap_or(rest);
    ["において", "にわたって", "にわたり", "にかけて", "に"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest)
}

/// Whether a telephone's number stands right before: 0000-24-5111(10月31日まで…).
fn telephone(before: &str) -> bool {
    let end = before.trim_end_matches(['(', ' ', '・', '、']);
    let number = end.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    end.len() - number.len() >= 9
}
