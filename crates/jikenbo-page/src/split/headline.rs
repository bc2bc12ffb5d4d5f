//! How much a line looks like the headline of a post, and not like a heading, an item or a line of a letter.

use super::words::{self, ENDINGS, MATTERS, ORG_ENDS, ORG_STARTS, SECTIONS, TITLE_ENDINGS};
use crate::dates;

/// Marks with which items, notes and headings inside a notice begin.
const ITEM_MARKS: &str = "・•●■◆○◯◎□◇▼▽▲△▶※*＊-–—→⇒☆★(（[［<＜〔①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮ⅠⅡⅢⅣⅤⅰⅱⅲ〒＞>|";

/// What speaks for and against a line being a headline, its layout aside.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signs {
    /// The sum of the signs.
    pub(crate) score: i32,
    /// Ends with a whole day (a day and an organisation's name at the end count).
    pub(crate) dated: bool,
    /// Names who or when: an organisation at the start, a 【mark】, or a day.
    pub(crate) named: bool,
    /// Letters.
    pub(crate) length: usize,
}

/// The signs of a line; `None` if it cannot be a headline.
pub(crate) fn signs(line: &str) -> Option<Signs> {
    let text = line.trim_end();
    let length = text.chars().count();
    if !(8..=140).contains(&length) || text.starts_with([' ', '\t', '　']) || !may_head(text) {
        return None;
    }
    let (core, dated, day_first) = without_date(text);
    if core.chars().count() < 5 || is_address(core) {
        return None;
    }
    let org = begins_with_org(core);
    let mark = begins_with_mark(core);
    let titled = ends_with(core, TITLE_ENDINGS);
    // 「2023年4月5日 関係機関へ報告」 is an event of a timeline; only a title's ending makes it a headline.
    let event = day_first && !titled;
    let day_first = day_first && titled;
    // A dated title is no heading, whatever its first word.
    let section = !(dated && titled) && words::any(SECTIONS, |start| core.starts_with(start));
    let points = [
        (dated, 3),
        (day_first, 3),
        (org, 2),
        (mark, 2),
        (ends_with(core, ENDINGS), 1),
        (words::any(MATTERS, |word| core.contains(word)), 1),
        (length >= 24, 1),
        (core.contains(['、', '「', '：', ':', '⇒', '→', '，']), 1),
        (section, -3),
        (event, -3),
    ];
    let score = points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum();
    Some(Signs { score, dated: dated || day_first, named: (mark || org || day_first || dated) && (!section || dated), length })
}

/// Whether nothing in the line's form forbids that it is a headline.
fn may_head(text: &str) -> bool {
    let Some(last) = text.chars().last() else { return false };
    let item = text.starts_with(|c| ITEM_MARKS.contains(c)) || numbered(text);
    let open = "。．.、，,；;：:".contains(last) || !balanced(text);
    let sentence = text.contains("。") && !text.contains("。」") && !text.contains("。』");
    let contact =
        ["http://", "https://", "TEL", "Tel", "電話：", "電話:", "FAX", "@", "＠", "受付時間"].iter().any(|w| text.contains(w));
    !item && !open && !sentence && !contact
}

/// 「1. 」「２）」「第3章」「一、」: a numbered heading or item. A year is no number of a heading.
fn numbered(text: &str) -> bool {
    let figures = text.chars().take_while(|c| c.is_numeric() || "一二三四五六七八九十".contains(*c)).count();
    if text.starts_with('第') {
        let rest =
            text.trim_start_matches('第').trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c));
        return rest.starts_with(['章', '節', '条', '部', '.', '．', '、', ' ', '　']);
    }
    let next = text.chars().nth(figures);
    let latin = text.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || ('ア'..='ン').contains(&c));
    let after_latin = latin && text.chars().nth(1).is_some_and(|c| ".．)）".contains(c));
    after_latin || ((1..=2).contains(&figures) && next.is_some_and(|c| ".．、)） 　:：-".contains(c)))
}

/// Brackets that do not close within the line belong to a sentence that goes on.
fn balanced(text: &str) -> bool {
    [("「", "」"), ("『", "』"), ("【", "】"), ("（(", "）)")].iter().all(|(open, close)| {
        let count = |set: &str| text.chars().filter(|c| set.contains(*c)).count();
        count(open) == count(close)
    })
}

/// The line without its day at either end; whether the day (or day and name) ends it, whether it begins it.
fn without_date(text: &str) -> (&str, bool, bool) {
    let blank = |c: char| c.is_whitespace() || "()（）[]【】〔〕:：-－".contains(c);
    if let Some(found) = dates::last(text) {
        let tail = text[found.end..].trim_matches(blank);
        let head = text[..found.start].trim_end_matches(|c: char| c.is_whitespace() || "(（[〔".contains(c));
        let weekday =
            ["月", "火", "水", "木", "金", "土", "日"].iter().any(|d| tail == *d || tail.strip_suffix("曜日") == Some(d));
        let signed = names_org(tail) && !tail.contains(['、', '。']) && tail.chars().count() <= 30;
        let apart = text[..found.start].ends_with(|c: char| c.is_whitespace() || "(（[〔".contains(c));
        if !head.is_empty() && apart && (tail.is_empty() || weekday || signed || tail == "付" || tail == "更新") {
            return (head, true, false);
        }
    }
    match dates::first(text) {
        Some(found) if found.start == 0 => {
            let rest = text[found.end..].trim_start_matches(blank);
            let spaced = text[found.end..].starts_with(blank);
            (if spaced { rest } else { text }, false, spaced && !rest.is_empty())
        }
        _ => (text, false, false),
    }
}

fn ends_with(core: &str, endings: &str) -> bool {
    let bare = core.trim_end_matches(['！', '!', '？', '?']);
    let bare = match bare.rfind(['（', '(', '【', '［']) {
        // 「…について（第2報）」: what stands in the last brackets is an edition, not the ending.
        Some(at) if bare.ends_with(['）', ')', '】', '］']) => bare[..at].trim_end(),
        _ => bare,
    };
    words::any(endings, |ending| bare.ends_with(ending))
}

fn begins_with_mark(core: &str) -> bool {
    core.strip_prefix('【').and_then(|rest| rest.find('】').map(|at| rest.len() > at + '】'.len_utf8())).unwrap_or(false)
}

/// An organisation's name, then a blank, a mark or a particle, then more.
fn begins_with_org(core: &str) -> bool {
    let first = core.split([' ', '　', '「', '、', '：', ':', '／', '/', '，']).next().unwrap_or("");
    let begins = |name: &str| name.len() < core.len() && names_org(name);
    begins(first) || ["の", "で", "が", "は", "に"].iter().any(|particle| first.split(particle).next().is_some_and(begins))
}

fn names_org(name: &str) -> bool {
    let length = name.chars().count();
    let ends = words::any(ORG_ENDS, |end| name.ends_with(end) && name.len() > end.len());
    let starts = words::any(ORG_STARTS, |start| name.starts_with(start) && name.len() > start.len());
    (2..=40).contains(&length) && (ends || starts)
}

/// Those a letter is addressed to, and who signs it.
fn is_address(core: &str) -> bool {
    let lone_org = names_org(core) && !core.contains([' ', '　']) && !words::any(MATTERS, |word| core.contains(word));
    let signed = ["代表取締役", "理事長", "学長", "院長", "市長", "知事", "代表社員", "会長", "社長"]
        .iter()
        .any(|post| core.contains(post));
    lone_org
        || (signed && core.chars().count() < 40)
        || ["各位", "御中", "様", "殿", "敬具", "以上"].iter().any(|end| core.ends_with(end))
}

/// Whether the line is a day and nothing else (brackets and a weekday aside).
pub(crate) fn only_date(line: &str) -> Option<dates::Found> {
    let line = line.trim();
    let found = dates::first(line)?;
    let rest = [&line[..found.start], &line[found.end..]].concat();
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "()（）[]【】曜日月火水木金土:：付".contains(c));
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::{only_date, signs};

    fn score(line: &str) -> Option<i32> {
        signs(line).map(|signs| signs.score)
    }

    #[test]
    fn headlines_of_notices_and_news_score_high() {
        for line in [
            "青葉精機株式会社 弊社サーバーへの不正アクセスについて 2023年4月5日",
            "【桜台市】住民票の写しを別人に誤って交付した件について",
            "2023年4月5日 図書館システムへの不正アクセスに関するお知らせ",
            "会員名簿の誤送信に関するお詫び（第2報） 2023/4/5",
            "緑野県の外郭団体、研修の申込者412人の連絡先を誤って公開",
        ] {
            assert!(score(line) >= Some(4), "{line}: {:?}", signs(line));
        }
    }

    #[test]
    fn headings_items_and_lines_of_a_letter_score_low_or_not_at_all() {
        for line in [
            "1. 事案の概要と経緯について",
            "（2）漏えいした可能性のある情報",
            "・氏名、住所、電話番号の一覧",
            "お客様へのお願いとお問い合わせ",
            "対象となるお客様と件数について",
            "2023年4月5日 監督官庁への報告書を提出",
            "青葉精機株式会社",
            "代表取締役社長　青葉 太郎",
            "お取引先様各位へのお知らせ。",
            "株式会社青葉精機 お客様相談室 電話：03-0000-0000",
        ] {
            assert!(score(line).is_none_or(|score| score < 4), "{line}: {:?}", signs(line));
        }
    }

    #[test]
    fn a_line_of_only_a_day() {
        assert!(only_date("2023年4月5日水曜日").is_some());
        assert!(only_date("（2023.4.5）").is_some());
        assert!(only_date("2023年4月5日の件").is_none());
    }
}
