//! Reports to an office of the prefecture, which no list of names holds: 県観光課に報告, 学園と県の文教課へ連絡.

use jikenbo_model::{Authority, Fact, Organization};

use super::Shaper;
use super::authority::day;
use super::name::{is_hiragana, is_name};
use crate::apply::Find;

/// The most reports that are looked at.
const MOST: usize = 64;

/// The letters by which a text calls a prefecture.
const PREFECTURE: [char; 4] = ['県', '府', '都', '道'];

/// The offices to which a report is told, each with the day that governs it.
pub(crate) fn reports(shaper: &Shaper<'_, '_, '_>, organization: Option<&Fact<Organization>>) -> Vec<Fact<Authority>> {
    const FAR: u32 = 240;
    let Some(report) = shaper.rules.names.get("report_to") else { return Vec::new() };
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let own = organization.and_then(|f| f.value.name.as_deref()).unwrap_or("");
    let mut facts: Vec<Fact<Authority>> = Vec::new();
    for n in text.places.of(report).iter().map(|n| *n as usize).take(MOST) {
        let token = tokens[n];
        let from = text.sentence(n).start.max(token.start.saturating_sub(FAR));
        let from = text.lexed.text().ceil_char_boundary(from as usize) as u32;
        let words = text.lexed.slice(from, token.start);
        // A town is told much by those who work for it; what is reported to it is told as to an authority.
        let formal = ["報告", "届け出", "速報"].iter().any(|w| text.lexed.slice(token.start, token.end).starts_with(w));
        let told = || town(words).filter(|_| formal && !is_public(own));
        let by_office = office(words);
        let Some((at, end)) = by_office.or_else(told) else { continue };
        let (start, end) = (from + at as u32, from + end as u32);
        let name = text.lexed.slice(start, end);
        let ours = is_prefecture(own) || !own.is_empty() && name.starts_with(own);
        if ours || text.clause(n).negated >= token.end {
            continue;
        }
        let governor = Some(text.governor[n]).filter(|g| *g != crate::clause::NONE);
        let date = governor.and_then(|g| day(shaper, g as usize));
        // That a town was told, without a day, is said of who told it by the way.
        if by_office.is_none() && date.is_none() {
            continue;
        }
        let value = Authority { authority: "other".into(), name: name.to_owned(), date };
        let when = governor.filter(|_| date.is_some()).map(|g| tokens[g as usize]);
        let near = when.filter(|w| w.start >= from && w.start < start).map_or(start, |w| w.start);
        facts.push(Fact::new(value, text.lexed.source(near, token.end), "authorities/other".into()));
    }
    facts
}

/// How the bodies are called to which much is reported: those that oversee a trade, that certify, or that several towns have founded.
const BODIES: [&str; 9] =
    ["協会", "連合会", "広域連合", "機構", "連盟", "推進センター", "振興センター", "支援センター", "審査会"];

/// The legal forms of such bodies.
const FORMS: [&str; 7] = ["社団法人", "財団法人", "独立行政法人", "認可法人", "特殊法人", "広域連合", "共同機構"];

/// The reports, with a day, to bodies that no list of names holds: 5日に一般社団法人青葉旅行協会へ報告, みどり後期高齢者医療広域連合に報告.
pub(crate) fn bodies(shaper: &Shaper<'_, '_, '_>, organization: Option<&Fact<Organization>>) -> Vec<Fact<Authority>> {
    const FAR: u32 = 160;
    let Some(report) = shaper.rules.names.get("report_to") else { return Vec::new() };
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let own = organization.and_then(|f| f.value.name.as_deref()).unwrap_or("");
    let reports = text.places.of(report).iter().map(|n| *n as usize).take(MOST);
    let fact = |n: usize| {
        let token = tokens[n];
        let told = ["報告", "届け出", "速報", "一報"].iter().any(|w| text.lexed.slice(token.start, token.end).starts_with(w));
        let from = text.sentence(n).start.max(token.start.saturating_sub(FAR));
        let from = text.lexed.text().ceil_char_boundary(from as usize) as u32;
        let words = text.lexed.slice(from, token.start);
        let (at, end) = body(words).filter(|_| told)?;
        let name = &words[at..end];
        let ours = !own.is_empty() && (own.contains(name) || name.contains(own));
        let governor = Some(text.governor[n] as usize).filter(|_| text.governor[n] != crate::clause::NONE)?;
        if ours || text.clause(n).negated >= token.end {
            return None;
        }
        let value = Authority { authority: "other".into(), name: name.to_owned(), date: Some(day(shaper, governor)?) };
        Some(Fact::new(value, text.lexed.source(from + at as u32, token.end), "authorities/other".into()))
    };
    reports.filter_map(fact).collect()
}

/// Where the body stands that is told: 審査機関である*一般財団法人青葉協会*にも, *公益社団法人みどり協会*に経緯を
fn body(words: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 28;
    let ends = words.char_indices().rev().filter(|(_, c)| matches!(c, 'に' | 'へ')).take(3).map(|(at, _)| at);
    ends.filter_map(|end| {
        let head = &words[..end];
        // …協会(審査機関)へ: what it is stands in brackets behind its name.
        let head = head.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')).map_or(head, |(name, _)| name);
        let run = head.char_indices().rev().take(LONGEST).take_while(|(_, c)| is_name(*c) || is_hiragana(*c) || *c == ' ');
        let at = run.last()?.0;
        let at = FORMS.iter().filter_map(|form| head[at..].find(form).map(|found| at + found)).min()?;
        let known = BODIES.iter().any(|w| head.ends_with(w)) && !head[at..].contains("から");
        let name = begin(head, at);
        (known && !is_partner(&head[..name])).then_some((name, head.len()))
    })
    .next()
}

/// Whether words before a name say that it is a client or a partner, to which one reports as such: 委託元である|公益財団法人青葉機構.
pub(crate) fn is_partner(before: &str) -> bool {
    const PARTNERS: [&str; 7] = ["委託元", "顧客", "取引先", "発注元", "お客様", "荷主", "契約先"];
    let words = ["である", "の"].iter().find_map(|w| before.strip_suffix(w));
    words.is_some_and(|w| PARTNERS.iter().any(|p| w.ends_with(p)))
}

/// Where a name begins whose legal form stands at a place: |一般社団法人…, |みどり後期高齢者医療|広域連合.
fn begin(words: &str, at: usize) -> usize {
    let before: usize = words[..at].chars().rev().take(16).take_while(|c| is_name(*c)).map(char::len_utf8).sum();
    at - before
}

/// Whether a name is that of a town, a prefecture or a part of it, whose own offices are no authority.
fn is_public(name: &str) -> bool {
    const ENDS: [&str; 13] = ["市", "町", "村", "区", "県", "府", "都", "道", "庁", "局", "署", "教育委員会", "委員会"];
    name.is_empty() || ENDS.iter().any(|w| name.ends_with(w)) || ["市立", "県立", "町立", "区立"].iter().any(|w| name.contains(w))
}

/// Where the town or its office stands to which what follows these words is told: 設立団体である*青葉市*へ, *新潟市市民協働課*に
fn town(words: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 14;
    const PARTICLES: &str = "にはがをとでへるもりしのから";
    const TOWNS: [char; 4] = ['市', '町', '村', '区'];
    let end = words.strip_suffix(['に', 'へ'])?.len();
    let run = words[..end].char_indices().rev().take(LONGEST);
    let of_name = |c: char| is_name(c) || is_hiragana(c) && !PARTICLES.contains(c);
    let at = run.take_while(|(_, c)| of_name(*c)).last()?.0;
    let name = &words[at..end];
    let count = name.chars().count();
    let itself = name.ends_with(TOWNS) && (3..=8).contains(&count) && !name.ends_with("都市");
    let office = name.ends_with('課') && count >= 5 && name.contains(TOWNS);
    let other = !name.starts_with(['同', '本', '当', '各', '他', '全']) && !name.contains(['社', '店']) && !name.contains("市場");
    (other && (itself || office)).then_some((at, end))
}

/// Whether a name is a prefecture's: 青葉県, 大阪府, and no 青葉鉄道 or 京都.
fn is_prefecture(name: &str) -> bool {
    ["県", "東京都", "大阪府", "京都府", "北海道"].iter().any(|w| name.ends_with(w))
}

/// Where the office stands to which what follows these words is told: 学園本部、*県学事課*に, *県福祉局*と厚生局に
fn office(words: &str) -> Option<(usize, usize)> {
    const JOINTS: [&str; 7] = ["と", "、", ",", "及び", "および", "並びに", "や"];
    let (at, _) =
        words.char_indices().rev().filter(|(_, c)| matches!(c, 'に' | 'へ')).take(3).find(|(at, _)| named(&words[..*at]))?;
    let head = &words[..at];
    let ends = JOINTS.iter().flat_map(|joint| head.rmatch_indices(joint).take(3).map(|(at, _)| at));
    let mut ends: Vec<usize> = ends.chain([head.len()]).collect();
    ends.sort_unstable();
    // What is listed behind it are names, too.
    let listed = |end: usize| !head[end..].contains(['は', 'が', 'を', 'に', 'で', 'し']);
    ends.into_iter().rev().filter(|end| listed(*end)).find_map(|end| begins(&head[..end]).map(|at| (at, end)))
}

/// Whether the words end with a noun: it is told to somebody.
fn named(words: &str) -> bool {
    words.ends_with(is_name)
}

/// Where the office begins that ends these words.
fn begins(words: &str) -> Option<usize> {
    const LONGEST: usize = 18;
    if !words.ends_with(['課', '局', '室']) || words.ends_with("事務局") {
        return None;
    }
    let run = words.char_indices().rev().take(LONGEST).take_while(|(_, c)| is_name(*c) || is_hiragana(*c));
    let part = |inner: &str| {
        let inner = inner.strip_prefix('の').unwrap_or(inner);
        inner.chars().count() >= 2
            && !inner.contains(['は', 'が', 'を', 'に', 'で', 'と', 'へ', 'の', '県'])
            && !["教育委員会", "教委", "警", "立"].iter().any(|w| inner.contains(w))
    };
    let (at, letter) = run.filter(|(_, c)| PREFECTURE.contains(c)).find(|(at, c)| part(&words[at + c.len_utf8()..]))?;
    // 青葉県福祉課: its name; 同県, and 都 or 道 within another word, are none.
    let before = &words[..at];
    let name: usize = before.chars().rev().take(3).take_while(|c| matches!(c, '一'..='龠')).map(char::len_utf8).sum();
    let whole = before[..before.len() - name].chars().next_back().is_none_or(|c| !matches!(c, '一'..='龠' | 'ァ'..='ヺ'));
    let plain = letter == '県' || name == 2 * '東'.len_utf8() || name == '東'.len_utf8();
    (whole && plain && (letter == '県' || name > 0) && !before.ends_with(['同', '各', '他'])).then(|| at - name)
}

/// Whether an authority is the organisation itself: who speaks is the prefecture to which its contractor reported (業者から県に報告).
pub(crate) fn itself(organization: Option<&Fact<Organization>>, called: &str) -> bool {
    let Some(own) = organization.and_then(|f| f.value.name.as_deref()) else { return false };
    called == own || called.chars().count() == 1 && called.ends_with(PREFECTURE) && is_prefecture(own) && own.ends_with(called)
}

/// Whether somebody else's news reached the authority: 労働局に、別の方の書類が届いたとの連絡があり.
pub(crate) fn arrived(shaper: &Shaper<'_, '_, '_>, find: &Find, word: usize) -> bool {
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let last = tokens[find.last()];
    let between = text.slice(tokens[word].end.min(last.start), last.start);
    // 労働局健康課に…, but not 整備局(略称)から市に….
    let to = between.trim_start_matches(is_name).starts_with(['に', 'へ']);
    to && text.text()[last.end as usize..].starts_with("があ")
}

#[cfg(test)]
mod tests {
    use super::{body, office, town};

    #[test]
    fn bodies_are_told() {
        let to = |words: &'static str| body(words).map(|(at, end)| &words[at..end]);
        assert_eq!(to("審査機関である一般財団法人青葉情報協会にも6月5日に"), Some("一般財団法人青葉情報協会"));
        assert_eq!(to("公益社団法人 みどり旅行協会に本件の概要を"), Some("公益社団法人 みどり旅行協会"));
        assert_eq!(to("本市から緑野県後期高齢者医療広域連合へ"), Some("緑野県後期高齢者医療広域連合"));
        assert_eq!(to("一般財団法人若葉推進センター(指定審査機関)へ"), Some("一般財団法人若葉推進センター"));
        assert_eq!(to("社内の対策協議会に"), None);
    }

    #[test]
    fn towns_are_told_by_others() {
        let to = |words: &'static str| town(words).map(|(at, end)| &words[at..end]);
        assert_eq!(to("設立団体である青葉市へ"), Some("青葉市"));
        assert_eq!(to("基金、ならびに緑野市市民協働課に"), Some("緑野市市民協働課"));
        assert_eq!(to("10月20日 市子育て支援課へ"), Some("市子育て支援課"));
        assert_eq!(to("同市に"), None);
        assert_eq!(to("社内の情報システム課に"), None);
    }

    fn to(words: &str) -> Option<&str> {
        office(words).map(|(at, end)| &words[at..end])
    }

    #[test]
    fn an_office_is_told() {
        assert_eq!(to("6月5日、県観光課に"), Some("県観光課"));
        assert_eq!(to("直ちに学園本部,県学事課に"), Some("県学事課"));
        assert_eq!(to("6日に県の文教振興課へ電話で"), Some("県の文教振興課"));
        assert_eq!(to("青葉県こども家庭課に経緯を"), Some("青葉県こども家庭課"));
        assert_eq!(to("東京都福祉局と厚生局に"), Some("東京都福祉局"));
    }

    #[test]
    fn others_are_no_offices() {
        for words in
            ["保護者に", "県教育委員会高校教育課に", "市の介護課に", "青葉県警総務課に", "会社の都合で総務課に", "県内の学校に"]
        {
            assert_eq!(to(words), None, "{words}");
        }
    }
}
