//! Periods that no rule knows: what they bound is told by the words that follow.

use jikenbo_model::{Date, Event, Fact};

use super::other::is_predicate;
use super::{Matter, coordinated};
use crate::apply::Find;
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
    "営業",
    "休業",
    "平日",
    "土日",
    "毎日",
    "午前9時~",
    "問い合わせ先",
    "問合せ先",
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

/// Who or what is counted behind a relative clause: 申告された個人, 送られた96名, 承ったもの.
const COUNTED: &[&str] = &[
    "方",
    "お客",
    "人",
    "個人",
    "法人",
    "契約",
    "世帯",
    "会員",
    "学生",
    "生徒",
    "児童",
    "患者",
    "もの",
    "書類",
    "データ",
    "メール",
    "記録",
    "写真",
    "顧客",
    "利用者",
    "事業者",
    "職員",
    "社員",
    "申込",
    "情報",
    "伝票",
    "帳票",
    "名簿",
    "応募",
    "注文",
    "画像",
    "動画",
    "バックアップ",
    "履歴",
    "ファイル",
    "取引",
    "皆",
];

/// What only an attacker or a mistake does to what is counted.
static DONE_TO: Sought = Sought::new(&[
    "不正",
    "第三者",
    "攻撃",
    "侵入",
    "誤っ",
    "改ざん",
    "流出",
    "漏えい",
    "漏洩",
    "漏れ",
    "紛失",
    "盗",
    "閲覧でき",
    "見られ",
    "見える",
    "公開",
    "掲載",
    "暗号",
    "感染",
    "投函",
    "送信さ",
    "無断",
    "持ち出",
    "確認し",
    "連絡し",
    "判明し",
    "対応し",
    "通知し",
    "発見し",
]);

/// How long somebody worked somewhere.
static EMPLOYED: Sought = Sought::new(&["勤め", "勤務", "在職", "在任", "在籍", "従事"]);

/// What makes a period that of an inquiry, and that of telling the persons concerned.
static INQUIRY: Sought = Sought::new(&["調査", "解析", "フォレンジック", "分析"]);
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
    if HOURS.within(near) || telephone(before) {
        return None;
    }
    if after.trim_matches(['。', ' ', ')']).is_empty() {
        return INQUIRY.within(before).then_some(("investigation", token.end));
    }
    let words = after.trim_start_matches(['の', '間', 'に', 'は', '、', 'ま', 'で', 'か', 'け', 'て', ' ']);
    let skipped = (after.len() - words.len()) as u32;
    // …までのメールが残っていた
    if after[..skipped as usize].ends_with('の') && COUNTED.iter().any(|w| words.starts_with(w)) {
        return Some(("exposure_window", token.end + skipped));
    }
    // 4月から8月まで、満期を迎える契約の一覧を流した: what follows a comma is not what the period bounds.
    if let Some(at) = counted(words).filter(|at| !after[..skipped as usize].contains('、') && !words[..*at].contains('、')) {
        let said = &words[..at];
        return (!DONE_TO.within(said)).then_some(("exposure_window", token.end + skipped + at as u32));
    }
    let clause = text.clause(n);
    let said = text.lexed.stretch(token.end, clause.end.min(end)).trim_end_matches(['。', ' ', '、', 'と']);
    let last = token.end + said.len() as u32;
    // …を行う際に、画面が出たお客さま: what persons did, and not what was done to them.
    let occasion = ["際", "際に", "時に", "折に"].iter().any(|w| said.ends_with(w));
    let happens = !occasion && said.chars().count() >= 3 && is_predicate(said, false) && clause.negated <= token.start;
    if !happens || clause.planned > token.start || DEALING.within(said) {
        return None;
    }
    match () {
        // 調査の対象とした期間, not that of the inquiry.
        () if ["について", "を対象", "に関", "分の"].iter().any(|w| after.starts_with(w)) => None,
        () if EMPLOYED.within(said) => Some(("other", last)),
        () if INQUIRY.within(said) => Some(("investigation", last)),
        () if AMENDS.within(said) => Some(("individual_notice", last)),
        () => Some(("occurrence", last)),
    }
}

/// Whether a telephone's number stands right before: 0000-24-5111(10月31日まで…).
fn telephone(before: &str) -> bool {
    let end = before.trim_end_matches(['(', ' ', '・', '、']);
    let number = end.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    end.len() - number.len() >= 9
}

/// 最大1870世帯, 約300名: a figure that is no length of time (約5日間).
fn about_so_many(words: &str) -> bool {
    const LENGTHS: [&str; 9] = ["日間", "時間", "か月", "ヶ月", "カ月", "年間", "週間", "分間", "日に"];
    let Some(rest) = ["最大", "約", "延べ", "のべ"].iter().find_map(|w| words.strip_prefix(w)) else { return false };
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ",万千百".contains(c));
    unit.len() < rest.len() && !LENGTHS.iter().any(|w| unit.starts_with(w))
}

/// Where the first relative clause ends, if it stands before what is counted and nothing but it lies between: 申告された個人683人.
fn counted(words: &str) -> Option<usize> {
    const FAR: usize = 180;
    let near = &words[..words.floor_char_boundary(FAR)];
    let near = near.split(['。', '\n']).next().unwrap_or("");
    for (at, c) in near.char_indices().filter(|(_, c)| matches!(c, 'た' | 'る' | 'の')) {
        let end = at + c.len_utf8();
        let rest = near[end..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
        let figure = rest.len() < near[end..].len() && rest.starts_with(['名', '人', '件', '世', '社', '通']);
        let known = COUNTED.iter().any(|w| rest.starts_with(w)) || about_so_many(rest);
        if c != 'の' && (figure || known) && !rest.starts_with("もので") {
            return Some(end);
        }
        if c == 'の' && end <= 24 && ["方", "お客", "患者", "会員"].iter().any(|w| rest.starts_with(w)) {
            return Some(end);
        }
    }
    None
}
