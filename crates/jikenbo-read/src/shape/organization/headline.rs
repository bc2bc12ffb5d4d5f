//! The organisation in the headline.

use super::super::name::is_name;
use super::{Look, Name};
use crate::clause::Text;

/// A headline is no longer, in bytes; what is found in place of one may be.
pub(crate) const LONGEST: u32 = 900;

/// Where the headline begins after labels and dates: 【重要】, (第2報), 2014/06/26, お知らせ:
pub(crate) fn without_labels(text: &Text<'_>, start: u32, end: u32) -> u32 {
    let end = text.lexed.text().floor_char_boundary(end.min(start + LONGEST) as usize) as u32;
    let mut at = start;
    loop {
        let words = text.lexed.slice(at, end);
        let trimmed = words.trim_start_matches([' ', '\u{3000}', '|', ':', '■', '◆', '●', '※']);
        at += (words.len() - trimmed.len()) as u32;
        let dated = text.lexed.within(at, end).find(|t| text.tokens()[*t].is_when() && text.tokens()[*t].start == at);
        let next = match (label(trimmed), dated) {
            (Some(len), _) => at + len as u32,
            (None, Some(t)) => text.tokens()[t].end,
            (None, None) => return at,
        };
        if next >= end {
            return at;
        }
        at = next;
    }
}

/// The length of a label at the head of the words.
fn label(words: &str) -> Option<usize> {
    const PAIRS: [(char, char); 4] = [('【', '】'), ('[', ']'), ('(', ')'), ('<', '>')];
    const LABELS: [&str; 15] = [
        "報道発表資料",
        "記者発表資料",
        "報道発表",
        "報道資料",
        "記者発表",
        "プレスリリース",
        "ニュースリリース",
        "重要なお知らせ",
        "重要",
        "緊急",
        "お知らせ",
        "ご予約のお客様へ",
        "件名",
        "お客様へ",
        "Subject",
    ];
    let first = words.chars().next()?;
    if let Some((open, close)) = PAIRS.iter().find(|(open, _)| *open == first) {
        let close_at = words.find(*close)?;
        let inner = &words[open.len_utf8()..close_at];
        // 【青葉大学】 is a name, 【重要なお知らせ】 a label.
        let name = [
            "大学",
            "病院",
            "会社",
            "市",
            "県",
            "町",
            "学校",
            "銀行",
            "協会",
            "機構",
            "庁",
            "省",
            "組合",
            "学園",
            "財団",
            "法人",
            "区",
            "村",
            "府",
            "公社",
            "大学校",
            "研究所",
        ]
        .iter()
        .any(|w| inner.ends_with(w));
        return (!name && inner.chars().count() <= 24).then_some(close_at + close.len_utf8());
    }
    let label = LABELS.iter().find(|l| words.strip_prefix(**l).is_some_and(|r| r.starts_with([' ', ':', '「', '】', '|'])))?;
    Some(label.len())
}

/// A name of a known form with which the headline begins: 青葉大学 不正アクセス…, 青葉堂株式会社:…, 青葉市職員…
pub(super) fn first(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let (start, end) = look.title;
    let mut all = look.names(start, end);
    all.retain(|n| !bare(look.words(n)));
    // An authority that announces what it did names the organisation in the same headline.
    let authority = |n: &Name| look.words(n).ends_with("委員会") && !look.words(n).ends_with("教育委員会");
    if all.iter().any(|n| n.legal && !authority(n)) {
        all.retain(|n| !authority(n));
    }
    // 青葉県の部品メーカー、…: where the firm is; 株式会社若葉 ⏎ 「若葉書店」への…: the shop of who signs.
    let placed = |n: &Name| {
        let place = look.words(n).ends_with(['県', '府', '都', '道', '市', '町', '村', '区']);
        place && look.slice(n.end, end).strip_prefix('の').is_some_and(is_firm)
    };
    let shop = |n: &Name| {
        let quoted = look.slice(start, n.start).ends_with('「') && look.slice(n.end, end).starts_with("」への");
        quoted && super::signature::signature(look).is_some_and(|n| n.legal)
    };
    let found = all.iter().filter(|n| !placed(n) && !shop(n)).find(|n| {
        let before = look.slice(start, n.start).trim_matches(['【', '(', ' ', '「', '[']);
        let prefecture = before.ends_with('・') && before.chars().count() <= 5;
        prefecture || before.trim_start_matches("個人情報保護委員会").trim().is_empty()
    });
    let name = found.copied().or_else(|| authority_itself(look)).or_else(|| founded(look))?;
    let name = super::own::grown(look, name, end);
    let laid_out = look.slice(name.end, end).starts_with([' ', ':', '】', '|']);
    let name = look.trim(look.extend(name, end));
    (laid_out || !look.works_for_us(&name)).then_some(name)
}

/// Whether words begin with a noun for a firm, which no town is: 部品メーカー、, 老舗旅館が.
fn is_firm(words: &str) -> bool {
    const FIRMS: [&str; 9] = ["メーカー", "会社", "企業", "業者", "旅館", "商社", "卸", "ホテル", "チェーン"];
    let noun: usize = words.chars().take_while(|c| is_name(*c)).map(char::len_utf8).sum();
    FIRMS.iter().any(|w| words[..noun].ends_with(w)) && !words[..noun].contains("委託")
}

/// 県立みどりが丘福祉施設における…: what a town or prefecture founded, by the name that says so, whatever that ends with.
fn founded(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const OWNERS: [&str; 7] = ["県立", "市立", "町立", "村立", "区立", "都立", "府立"];
    const SHORTEST: usize = 6;
    let (start, end) = look.title;
    let words = look.slice(start, end);
    let at = ["における", "において", "での"].iter().filter_map(|w| words.find(w)).min()?;
    let own = OWNERS.iter().find_map(|w| words[..at].strip_prefix(w))?;
    let name = Name { start, end: start + at as u32, legal: false };
    let sure = own.chars().count() >= SHORTEST && !own.contains('の') && crate::shape::name::noun::noun(&own.replace('が', ""));
    sure.then_some(name)
}

/// Whether the words name a sort and nobody: 市民病院のカルテ…, 県立高校の教諭…
pub(super) fn bare(words: &str) -> bool {
    const OWNERS: [&str; 12] = ["市民", "市立", "県立", "町立", "村立", "区立", "府立", "都立", "道立", "国立", "公立", "私立"];
    const SORTS: [&str; 16] = [
        "病院",
        "高校",
        "高等学校",
        "中学校",
        "中学",
        "中",
        "高",
        "小",
        "小学校",
        "学校",
        "大学",
        "図書館",
        "幼稚園",
        "保育園",
        "保育所",
        "小中学校",
    ];
    OWNERS.iter().any(|w| words.strip_prefix(w).is_some_and(|sort| SORTS.contains(&sort)))
}

/// 【みどり庁】…, みどり省における…: an authority whose own incident it is.
fn authority_itself(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let class = look.shaper.rules.names.get("authority")?;
    let (start, end) = look.title;
    let words = look.slice(start, end);
    let at = start + (words.len() - words.trim_start_matches(['【', '[', '(']).len()) as u32;
    let lexed = &look.text.lexed;
    let token = lexed.within(at, at + 1).map(|t| lexed.tokens[t]).find(|t| t.start == at && t.class == class)?;
    // 年金機構に|おける: the word holds its particle.
    let named = look.slice(token.start, token.end).trim_end_matches(['に', 'へ', 'と', 'は']);
    let to = token.start + named.len() as u32;
    let own = ["】", "]", "における", "において", " ", "の", "職員"].iter().any(|w| look.slice(to, end).starts_with(w));
    let body = ["庁", "省", "府", "局", "県警", "警察", "警視庁", "機構"].iter().any(|w| named.ends_with(w));
    (own && body).then_some(Name { start: token.start, end: to, legal: false })
}

/// …について 2024年5月1日 株式会社青葉堂, …しました(青葉市資産税課 2024年5月1日): the name beside the day with which the headline ends.
pub(super) fn dated(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const NEAR: usize = 120;
    let (start, end) = look.title;
    let words = look.slice(start, end).trim_end();
    let (words, closed) = words.strip_suffix(')').map_or((words, false), |inner| (inner, true));
    let end = start + words.len() as u32;
    let open = if closed { start + words.rfind('(')? as u32 + 1 } else { start };
    let when = look.text.lexed.within(open, end).map(|t| look.text.tokens()[t]).rfind(|t| t.is_when() && t.end <= end)?;
    let after = look.slice(when.end, end).trim();
    let from = if after.is_empty() && closed { open } else { when.end };
    let to = if from == open { when.start } else { end };
    let part = look.slice(from, to);
    let from = from + (part.len() - part.trim_start().len()) as u32;
    let words = part.trim();
    let to = from + words.len() as u32;
    if words.is_empty() || words.len() > NEAR || from == start {
        return None;
    }
    let known = look.names(from, to).first().copied().filter(|n| n.start == from).map(|n| look.extend(n, to));
    let known = known.filter(|n| super::signature::closes(look.slice(n.end, to).trim()));
    known.or_else(|| super::signature::body_of(look, from, to))
}

/// A name of no known form before a blank or colon: 楓屋 メール配信の…, AOBA 不正アクセスのお知らせ
pub(super) fn laid_out(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let (start, end) = look.title;
    let words = look.slice(start, end);
    let mut best = None;
    for (at, _) in words.char_indices().filter(|(_, c)| matches!(c, ' ' | ':' | '\u{3000}')).take(3) {
        // 青葉金庫- 書類を紛失
        let first = words[..at].trim_end_matches(['-', '|', '/']);
        let name = Name { start, end: start + first.len() as u32, legal: false };
        // The headline must go on with what happened, and not with a date alone.
        let rest = words[at..].trim_matches([' ', ':', '\u{3000}']);
        let told = look.told(start + at as u32, end) && rest.chars().count() >= 6;
        let joined = best.is_none() || look.body().contains(first);
        if told && joined && look.stands_as_name(&name) {
            best = Some(name);
        } else if best.is_none() {
            return None;
        }
    }
    best
}

impl Look<'_, '_, '_, '_> {
    /// Whether the words tell of an incident or announce something.
    fn told(&self, start: u32, end: u32) -> bool {
        let headline = self.shaper.rules.names.get("headline");
        let incident = self.shaper.rules.names.get("incident");
        self.text.lexed.within(start, end).any(|t| {
            let class = Some(self.text.tokens()[t].class);
            class == headline || class == incident
        })
    }

    /// Letters alone, or an ending that things have, may be a product (Microsoft 365 アカウント…, 青葉勤怠): those are a name only if the
    /// text uses them as one, and none if another name signs.
    fn stands_as_name(&self, name: &Name) -> bool {
        let words = self.words(name);
        if self.used(words) || !self.plain.name(&self.text.lexed, name.start, name.end) {
            return false;
        }
        if let Some(signed) = super::signature::signature(self).or_else(|| super::body::called(self)) {
            let (signed, own) = (super::core(self.words(&signed)), super::core(words));
            return signed.contains(own) || own.contains(signed);
        }
        let plainly = self.plain.surely(&self.text.lexed, name.start, name.end) && !words.is_ascii() && !words.contains('の');
        plainly || self.acts(words)
    }

    /// Whether the text uses what bears this name as a thing: 「AOBA」, 当社が提供するAOBA, AOBAにログイン
    pub(super) fn used(&self, words: &str) -> bool {
        let body = self.body();
        let offered = ["が提供する", "が運営する", "を利用", "を使用", "を提供", "を運営", "にログイン", "アカウント"];
        body.match_indices(words).any(|(at, _)| {
            let (before, after) = (&body[..at], &body[at + words.len()..]);
            before.ends_with(['「', '『']) && after.starts_with(['」', '』'])
                || offered.iter().any(|w| before.ends_with(w) || after.starts_with(w))
        })
    }

    /// Whether the text tells what bears this name does something.
    pub(super) fn acts(&self, name: &str) -> bool {
        let body = self.body();
        let as_name = ["は", "では", "が", "株式会社", "の皆", "グループ"];
        body.match_indices(name).any(|(at, _)| {
            let after = &body[at + name.len()..];
            as_name.iter().any(|w| after.starts_with(w)) || body[..at].ends_with("株式会社")
        })
    }
}

/// Who speaks in the headline: AOBAより個人情報漏えいに関するお詫び, 青葉会からのお知らせ
pub(super) fn sender(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let (start, end) = look.title;
    let words = look.slice(start, end);
    // 青葉会からの情報流出: that is where it came from.
    let from = words.find("からの").filter(|at| ["お", "ご", "重要"].iter().any(|w| words[at + "からの".len()..].starts_with(w)));
    let at = words.find("より").into_iter().chain(from).min()?;
    let spoken = ["お詫び", "お知らせ", "ご報告", "おわび"].iter().any(|w| words[at..].contains(w));
    let name = Name { start, end: start + at as u32, legal: false };
    (spoken && look.plain.surely(&look.text.lexed, name.start, name.end)).then_some(name)
}

/// A name elsewhere in the headline: at its end, or between blanks and commas; a name with a legal form anywhere.
pub(super) fn anywhere(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let (start, end) = look.title;
    let mut all = look.names(start, end);
    all.retain(|n| !bare(look.words(n)));
    // 委託先が誤送信 - 青葉県: what stands behind a dash is said by another.
    let apart = |n: &&Name| ["- ", "-", "| ", "|", "― "].iter().any(|w| look.slice(start, n.start).ends_with(w));
    let free = |n: &&Name| !vendor_before(look.slice(start, n.start)) && !look.works_for_us(n);
    let open =
        |n: &&Name| n.start == start || look.slice(start, n.start).ends_with([' ', '、', '-', '/', '|', '(', '】', '」', '。']);
    let closed = |n: &&Name| {
        let after = look.slice(n.end, end);
        after.trim_matches([' ', ')', '】', '」']).is_empty() || after.starts_with([' ', '、', '|', '/'])
    };
    let ends = |n: &&Name| look.slice(n.end, end).trim_matches([' ', ')', '】']).is_empty();
    // 青葉市の医院: one that is in the city.
    let placed = |n: &&Name| look.slice(n.end, end).strip_prefix('の').is_some_and(is_sort);
    let acts = |n: &&Name| {
        ["が", "は", "で", "の", "における", "において", "職員"].iter().any(|p| look.slice(n.end, end).starts_with(p))
    };
    // …を誤送信【青葉県】: where it was.
    let tag = |n: &&Name| look.slice(start, n.start).ends_with('【') && look.words(n).ends_with(['県', '府', '都', '道']);
    let pick = all.iter().rev().find(|n| ends(n) && !tag(n) && (apart(n) || free(n)));
    let pick = pick.or_else(|| all.iter().find(|n| open(n) && (closed(n) || acts(n) && !placed(n)) && free(n)));
    let pick = pick.or_else(|| all.iter().find(|n| n.legal && free(n)))?;
    Some(look.trim(look.extend(*pick, end)))
}

/// Whether words begin with a noun for a sort of organisation: 医院が, 信用金庫 【…, 老人ホームで; but not what the town runs (市立病院).
fn is_sort(words: &str) -> bool {
    const SORTS: [&str; 28] = [
        "医院",
        "病院",
        "診療所",
        "会社",
        "企業",
        "学校",
        "高校",
        "中学",
        "大学",
        "施設",
        "店",
        "団体",
        "クリニック",
        "金庫",
        "銀行",
        "組合",
        "農協",
        "ホテル",
        "旅館",
        "工場",
        "幼稚園",
        "塾",
        "業者",
        "協会",
        "法人",
        "薬局",
        "メーカー",
        "ホーム",
    ];
    let noun: usize = words.chars().take_while(|c| is_name(*c)).map(char::len_utf8).sum();
    let noun = &words[..noun];
    let own = ["市立", "県立", "町立", "村立", "区立", "公立", "府立", "都立"].iter().any(|w| noun.starts_with(w));
    !own && SORTS.iter().any(|w| noun.starts_with(w) || noun.ends_with(w))
}

/// …に関するお詫び | 青葉の通販 みどりキッチン: the owner of the page behind the last bar of a headline that a page's title gave.
pub(super) fn tail(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let (start, end) = look.title;
    let words = look.slice(start, end);
    let at = [" | ", "|", " - ", " – "].iter().filter_map(|bar| words.rfind(bar).map(|at| at + bar.len())).max()?;
    let rest = &words[at..];
    let known = super::super::event::reported(look.shaper);
    // 青葉の通販のみどりキッチン: what it is stands before.
    let skip = rest.rfind('の').map_or(0, |at| at + 'の'.len_utf8());
    let name = Name { start: start + (at + skip) as u32, end: start + words.trim_end().len() as u32, legal: false };
    (!known && look.told(start, start + at as u32) && look.plain.surely(&look.text.lexed, name.start, name.end)).then_some(name)
}

/// A word with which the headline begins, where nothing else in the text is a name: AOBA:障害について, 青葉課における…
pub(super) fn first_word(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let (start, end) = look.title;
    let words = look.slice(start, end);
    let (at, mark) =
        [":", " ", "における", "において", "保有の", "、"].iter().filter_map(|w| words.find(w).map(|at| (at, *w))).min()?;
    // 青葉電機、…への不正アクセス: of whom the report goes on to speak.
    let spoken =
        || ["同社", "同大", "同院", "同市", "同町", "同校", "同県", "同行", "同協会"].iter().any(|w| look.body().contains(w));
    let name = Name { start, end: start + at as u32, legal: false };
    let words_of = look.words(&name);
    let department =
        words_of.ends_with(['課', '室', '局', '園', '館', '校', '院', '寮', '署', '所']) || words_of.ends_with("センター");
    let placed = if mark.starts_with(['に', '保']) { department } else { !words[..at].contains('の') };
    let known = placed && (mark != "、" || spoken()) && look.told(start + at as u32, end) && !look.used(&words[..at]);
    (known && look.plain.surely(&look.text.lexed, name.start, name.end)).then_some(name)
}

/// 委託先である株式会社…, 株式会社…が提供する: another's name.
fn vendor_before(before: &str) -> bool {
    ["委託先", "委託", "提供元", "元従業員", "委員会", "取引先"].iter().any(|w| before.contains(w))
}
