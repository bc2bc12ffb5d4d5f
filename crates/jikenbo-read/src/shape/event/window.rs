//! Periods that say whose data are affected: 2024年4月から5月までに書類を送られた96名, 昨年10月から今年5月までの患者の記録.

use jikenbo_model::{Event, Fact, Precision};

use crate::apply::Find;
use crate::letter::is_noun;
use crate::resolve::When;
use crate::rule::classes;
use crate::shape::{MOST, Shaper};
use crate::token::Token;

/// How many characters after a period its persons or data are looked for.
const FAR: usize = 64;

/// Persons, and what is kept of them.
const WHOSE: [&str; 56] = [
    "お客",
    "方",
    "人",
    "患者",
    "会員",
    "利用者",
    "学生",
    "生徒",
    "児童",
    "園児",
    "顧客",
    "受講者",
    "受験者",
    "受検者",
    "受診者",
    "応募者",
    "申込者",
    "申請者",
    "購入者",
    "参加者",
    "卒業生",
    "入所者",
    "加入者",
    "契約者",
    "登録者",
    "社員",
    "職員",
    "従業員",
    "教員",
    "世帯",
    "データ",
    "バックアップ",
    "名簿",
    "伝票",
    "申請書",
    "申込書",
    "届出書",
    "納付書",
    "契約",
    "申し込み",
    "注文",
    "予約",
    "記録",
    "書類",
    "画像",
    "法人",
    "個人",
    "団体",
    "企業",
    "事業者",
    "担当者",
    "取引先",
    "事案",
    "案件",
    "求職者",
    "皆様",
];

/// Words of what attackers, mistakes and those who set things right do: a period beside them is no window.
const DEEDS: [&str; 32] = [
    "不正",
    "第三者",
    "攻撃",
    "侵入",
    "誤",
    "改ざん",
    "流出",
    "漏え",
    "漏えい",
    "漏れ",
    "紛失",
    "盗",
    "公開",
    "閲覧",
    "停止",
    "通知",
    "連絡",
    "発生",
    "感染",
    "掲載",
    "調査",
    "確認",
    "送信し",
    "送付し",
    "発送し",
    "休止",
    "中断",
    "アクセス",
    "不具合",
    "障害",
    "対応",
    "持ち出",
];

/// Adds a window for each period that only persons and what is kept of them follow, if nothing else is told of it.
pub(super) fn add(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>) {
    let tokens = shaper.text.tokens();
    let places = &shaper.text.places;
    let since = places.of(classes::DATE).iter().filter(|n| is_since(shaper, tokens[**n as usize]));
    for n in places.of(classes::PERIOD).iter().take(MOST).chain(since.take(MOST)).map(|n| *n as usize) {
        let token = tokens[n];
        if facts.len() >= MOST || shaper.text.in_title(token.start) || is_out(shaper, token.end) {
            continue;
        }
        let open = token.class == classes::DATE;
        let Some(When { start: Some(start), end, .. }) = token.form.map(|f| shaper.calendar.when(f)) else { continue };
        let end = end.filter(|_| !open);
        if end.is_none() && !open {
            continue;
        }
        let place = shaper.text.lexed.source(token.start, token.end);
        let known = |f: &Fact<Event>| {
            f.evidence.span.start <= place.start && place.end <= f.evidence.span.end
                || f.value.start == start && f.value.end == end
        };
        if facts.iter().any(known) {
            continue;
        }
        let after = shaper.text.lexed.slice(token.end, shaper.text.sentence(n).end.max(token.end));
        // 4月から6月までのもの may be anything; of years only what is kept is said to be.
        let years = start.precision() == Precision::Year;
        let papers = share_of_papers(shaper, token);
        if let Some(len) = papers {
            let event = Event { event: "exposure_window".into(), start, end, start_time: None, end_time: None };
            let span = shaper.text.lexed.source(token.start, token.end + len);
            facts.push(Fact::new(event, span, "timeline/exposure_window".into()));
            continue;
        }
        if let Some(len) = whose(after).filter(|len| years || open || !after[..*len].ends_with("もの")) {
            let event = Event { event: "exposure_window".into(), start, end, start_time: None, end_time: None };
            let span = shaper.text.lexed.source(token.start, token.end + len as u32);
            facts.push(Fact::new(event, span, "timeline/exposure_window".into()));
        }
    }
}

/// Whether a date says since when: 2018年5月以降.
pub(super) fn is_since(shaper: &Shaper<'_, '_, '_>, date: Token) -> bool {
    ["以降", "以後"].iter().any(|w| shaper.text.lexed.slice(date.start, date.end).ends_with(w))
}

/// Whether a date since when bounds the persons behind it: 2011年6月以降にメールを送られた方.
pub(super) fn of_persons(shaper: &Shaper<'_, '_, '_>, date: usize) -> bool {
    let token = shaper.text.tokens()[date];
    let after = || shaper.text.lexed.slice(token.end, shaper.text.sentence(date).end.max(token.end));
    is_since(shaper, token) && !after().starts_with('、') && whose(after()).is_some()
}

/// Whether a day since when (6月3日以降、…) dates what is done from then on, as a verb behind it says that bounds nobody: 調査会社の支援を受けながら.
pub(super) fn goes_on(shaper: &Shaper<'_, '_, '_>, find: &Find, date: Token) -> bool {
    const NEAR: u32 = 60;
    let text = &shaper.text.lexed;
    if !is_since(shaper, date) || !text.text()[date.end as usize..].starts_with('、') {
        return false;
    }
    let last = shaper.text.tokens()[find.last()];
    let words = text.stretch(last.start, last.end + NEAR).split(['、', '。', '\n']).next().unwrap_or("");
    !crate::clause::released(words, true) && told(words).is_none()
}

/// Whether those of a period are told to be out of it, or what was sent to them is asked for again: 2月以降に口座を開設されたお客さまの…は対象ではございません;
/// 16日から17日にかけて、削除をお願いする|メール.
pub(super) fn denied(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const FAR: u32 = 240;
    let (first, last) = shaper.ends(find);
    let words = shaper.text.lexed.stretch(first, last.min(first.saturating_add(FAR)));
    is_out(shaper, last) || words.contains("お願いする") && words.ends_with("メール")
}

/// Whether a sentence ends by saying of those that it names that they are out of it: …の方は対象ではありません.
fn is_out(shaper: &Shaper<'_, '_, '_>, at: u32) -> bool {
    const OUT: [&str; 6] =
        ["対象ではありません", "対象ではない", "対象外", "対象となりません", "対象にはなりません", "影響はありません"];
    const FAR: u32 = 240;
    let behind = shaper.text.lexed.stretch(at, at + FAR).split(['。', '\n']).next().unwrap_or("");
    OUT.iter().any(|w| behind.contains(w))
}

/// What says of papers that they are those of the months before it.
const SHARES: [&str; 9] = ["分", "受付分", "受け付け分", "受理分", "申請分", "提出分", "請求分", "処理分", "発行分"];

/// 伝票綴(平成17年10月分~平成18年3月|分): of which months the papers are; how many bytes 分 takes.
fn share_of_papers(shaper: &Shaper<'_, '_, '_>, token: Token) -> Option<u32> {
    const NEAR: u32 = 60;
    let text = &shaper.text.lexed;
    let after = &text.text()[token.end as usize..];
    // 届書(平成29年7月から9月|受付分)
    let share = SHARES.iter().find(|w| after.starts_with(**w))?;
    let before = text.stretch(token.start.saturating_sub(NEAR), token.start);
    let noun = before.strip_suffix('(')?;
    let start =
        noun.rfind(|c: char| !is_noun(c) && c != 'り').map_or(0, |at| at + noun[at..].chars().next().map_or(0, char::len_utf8));
    let noun = &noun[start..];
    (is_paper(noun) || noun.ends_with("つづり")).then_some(share.len() as u32)
}

/// The bytes from a period to the persons or data that it bounds.
fn whose(after: &str) -> Option<usize> {
    let words = after.trim_start_matches(['に', 'の', '間', 'ま', 'で', '中', '期', 'か', 'け', 'て', '、', '「']);
    let lead = after.len() - words.len();
    let end = words.char_indices().nth(FAR).map_or(words.len(), |(at, _)| at);
    let words = &words[..end];
    let words = words.split(['、', '。', '\n', '\t', '(']).next().unwrap_or("");
    let of = after[..lead].contains('の');
    let things = of && words.starts_with("もの");
    let found = told(words).or_else(|| of.then(|| named(words)).flatten()).or(things.then_some("もの".len()))?;
    (!DEEDS.iter().any(|w| words[..found].contains(w))).then_some(lead + found)
}

/// Where a verb stands before persons, data or a figure of them: 書類を送られた96名.
fn told(words: &str) -> Option<usize> {
    const FIGURES: [&str; 7] = ["約", "最大", "延べ", "計", "合計", "個人", "法人"];
    let lasting = |at: usize| {
        let words = &words[..at];
        !words.ends_with('る') || ["いる", "する"].iter().any(|w| words.ends_with(w)) && !words.ends_with("関する")
    };
    words.match_indices(['た', 'る']).map(|(at, w)| at + w.len()).filter(|at| lasting(*at)).find(|at| {
        let next = &words[*at..];
        let figure = FIGURES.iter().find_map(|w| next.strip_prefix(w)).unwrap_or(next).starts_with(|c: char| c.is_ascii_digit());
        // 関連した情報, メール記録: of what kind they are stands before them.
        let related = ["関連した", "関係した", "係る"].iter().any(|w| words[..*at].ends_with(w)) && next.starts_with("情報");
        let noun = &next[..next.find(|c: char| !is_noun(c)).unwrap_or(next.len())];
        let kept = WHOSE.iter().any(|w| w.chars().count() > 1 && noun.ends_with(w));
        figure && counted(next) || related || kept || WHOSE.iter().any(|w| next.starts_with(w))
    })
}

/// Whether words begin with a figure of persons or of what is kept of them: 96名, 1,870世帯.
fn counted(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || ",約最大延べ合計万千".contains(c));
    ["名", "人", "世帯", "組", "社", "件の", "件分", "件が"].iter().any(|w| rest.starts_with(w))
}

/// Whether a period says from when papers are, as what was lost or shown: 2005年4月から2009年3月までの受取証・預り証など.
pub(super) fn of_papers(shaper: &Shaper<'_, '_, '_>, date: usize) -> bool {
    const REACH: u32 = 90;
    let token = shaper.text.tokens()[date];
    let after = shaper.text.lexed.stretch(token.end, token.end + REACH);
    let of = ["の", "までの", "間の", "の間の", "分の"].iter().find_map(|w| after.strip_prefix(w));
    let noun = |c: char| is_noun(c) || matches!(c, '・' | '(' | ')' | 'の');
    // 2010年度から2013年度にかけて病院から提出された関係の書類: so is what was handed in then.
    if token.class == classes::PERIOD && handed_in(after) {
        return true;
    }
    let name = of.map_or("", |words| &words[..words.find(|c: char| !noun(c)).unwrap_or(words.len())]);
    token.class == classes::PERIOD && is_paper(name.trim_end_matches('等')) && !DEEDS.iter().any(|w| name.contains(w))
}

/// Whether words say of papers that they came in during the period before them.
fn handed_in(after: &str) -> bool {
    const CAME: [&str; 8] =
        ["提出された", "受け付けた", "受付した", "受理した", "受領した", "届いた", "解約された", "申請された"];
    let clause = after.split(['、', '。', '\n']).next().unwrap_or("");
    let noun = CAME.iter().filter_map(|w| clause.split_once(w)).map(|(_, rest)| rest).next().unwrap_or("");
    let noun = noun.split(['を', 'が', 'は', 'で', 'に', '(']).next().unwrap_or("");
    is_paper(noun.trim_end_matches(|c: char| c.is_ascii_digit() || "等件枚冊通部約分".contains(c)))
}

/// Whether a noun is that of a paper, or of what is kept as one.
fn is_paper(noun: &str) -> bool {
    const PAPERS: [&str; 23] = [
        "証",
        "書",
        "書類",
        "票",
        "帳",
        "帳票",
        "簿",
        "名簿",
        "表",
        "録",
        "記録",
        "届",
        "伝票",
        "控",
        "控え",
        "日報",
        "用紙",
        "写し",
        "カルテ",
        "明細",
        "台帳",
        "綴り",
        "綴",
    ];
    noun.chars().count() > 1 && PAPERS.iter().any(|w| noun.ends_with(w))
}

/// Where a short name of persons or data ends: 患者の記録, 手形の画像記録, 健診に基づくデータのため.
fn named(words: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let words = words.split(['を', 'が', 'は']).next().unwrap_or("");
    let words =
        ["のため", "です", "となり", "となって"].iter().find_map(|w| words.split_once(w)).map_or(words, |(before, _)| before);
    let short = words.chars().count() <= LONGEST;
    // 届出書180件を: the papers are counted behind their name.
    let counted = words.find(|c: char| c.is_ascii_digit() || "約計延".contains(c)).map_or(words, |at| &words[..at]);
    let paper = counted.trim_end_matches(['等', 'な', 'ど', ' ']);
    if short && is_paper(paper) {
        return Some(paper.len());
    }
    let ends = WHOSE.iter().filter(|w| w.chars().count() > 1 && words.ends_with(**w)).map(|_| words.len()).max();
    ends.filter(|_| short)
}

#[cfg(test)]
mod tests {
    use super::{handed_in, is_paper, whose};

    #[test]
    fn a_window_is_bounded_by_persons() {
        let words = |after: &'static str| whose(after).map(|len| &after[..len]);
        assert_eq!(words("に当館へ書類を送られた96名の方"), Some("に当館へ書類を送られた"));
        assert_eq!(words("までに点検を受けた最大1870世帯分"), Some("までに点検を受けた"));
        assert_eq!(words("の来館者の名簿"), Some("の来館者の名簿"));
        assert_eq!(words("のものです"), Some("のもの"));
        assert_eq!(words("に番号を打ち込んで引き出したものです"), None);
        assert_eq!(words("の間、予約機能を停止しました"), None);
        assert_eq!(words("に不正に読み取られた方"), None);
        assert_eq!(words("に受け付けた15件を点検"), None);
    }

    #[test]
    fn papers_are_of_months() {
        let text = "青葉信用金庫 書類の紛失について 2014年6月27日\n\n紛失した書類\n石川支店 入出金伝票綴(平成17年10月分~平成18年3月分) 2,870件\n\
                    定期預金の伝票綴り(平成19年4月~平成21年3月分) 5冊";
        let timeline = crate::Reader::embedded().read(&jikenbo_model::Notice::plain(text)).record.timeline;
        let windows = timeline.iter().filter(|e| e.value.event.as_str() == "exposure_window");
        let starts: Vec<String> = windows.map(|e| e.value.start.to_string()).collect();
        assert_eq!(starts, ["2005-10", "2007-04"]);
    }

    #[test]
    fn papers_are_known_by_their_names() {
        assert!(is_paper("受取証"));
        assert!(is_paper("届出書"));
        assert!(!is_paper("証"));
        assert!(!is_paper("来館者"));
        assert!(handed_in("にかけて病院から提出された関係の書類で、一部が"));
        assert!(handed_in("に受け付けた申込書936件を"));
        assert!(!handed_in("に提出された。書類を"));
        assert!(!handed_in("に公開された名簿を"));
    }
}
