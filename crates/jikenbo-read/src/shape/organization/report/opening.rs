//! Whom a report without a headline begins with: 青葉堂は14日、…, 青葉市のみどり医院で….

use super::super::{Look, Name};
use super::{behind_brackets, ending_at};
use crate::clause::Sentence;

/// How the names end of those who are in a town, and not of it.
const ENDS: [&str; 40] = [
    "クリニック",
    "医院",
    "病院",
    "診療所",
    "薬局",
    "学園",
    "高校",
    "大学",
    "短大",
    "幼稚園",
    "保育園",
    "こども園",
    "塾",
    "工業",
    "製作所",
    "精機",
    "電機",
    "電器",
    "建設",
    "産業",
    "商事",
    "商会",
    "運輸",
    "交通",
    "興業",
    "観光",
    "食品",
    "製菓",
    "酒造",
    "印刷",
    "不動産",
    "ホテル",
    "旅館",
    "銀行",
    "信用金庫",
    "農協",
    "生協",
    "新聞社",
    "ハウス",
    "ストア",
];

/// The name that the first sentence of a report begins with, where no headline stands above it.
pub(in crate::shape::organization) fn opening(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let (start, end) = look.title;
    if start < end {
        return None;
    }
    let first = look.first_sentences().next()?;
    // A report may quote an apology; no letter begins with who writes and a day (青葉堂は14日、…).
    let placed = crate::shape::event::impersonal(look.shaper).then(|| in_town(look, first)).flatten();
    placed.or_else(|| topic(look, first))
}

/// 青葉堂は14日、: the first topic, with a day behind it as reports have it.
fn topic(look: &Look<'_, '_, '_, '_>, sentence: &Sentence) -> Option<Name> {
    let words = look.slice(sentence.start, sentence.end);
    let at = words.find('は')?;
    let dated = words[at + 'は'.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
    let before = match words[..at].strip_suffix(')').and_then(|head| head.rfind('(')) {
        Some(open) => &words[..open],
        None => &words[..at],
    };
    let name = ending_at(look, sentence, sentence.start + before.len() as u32)?;
    let all = look.slice(sentence.start, name.start).trim().is_empty();
    (dated && all && !look.arrests(&name)).then_some(name)
}

/// 青葉市のみどり医院が: whom a report places in a town.
fn in_town(look: &Look<'_, '_, '_, '_>, sentence: &Sentence) -> Option<Name> {
    const LONGEST: usize = 90;
    let words = look.slice(sentence.start, sentence.end);
    let words = &words[..words.floor_char_boundary(LONGEST)];
    let (town, rest) = words.split_once('の')?;
    let placed = super::super::is_town(town) && crate::shape::name::noun::noun(town);
    let from = sentence.start + (words.len() - rest.len()) as u32;
    let end = rest.char_indices().filter(|(_, c)| matches!(c, 'は' | 'が' | 'で' | '(')).find_map(|(at, _)| {
        let (name, after) = rest.split_at(at);
        let acts = behind_brackets(after).starts_with(['は', 'が', 'で']);
        (acts && ENDS.iter().any(|w| name.ends_with(w) && name.chars().count() > w.chars().count() + 1)).then_some(at)
    })?;
    let name = Name { start: from, end: from + end as u32, legal: false };
    let own = ["市立", "県立", "町立", "村立", "区立", "公立"].iter().any(|w| look.words(&name).starts_with(w));
    (placed && !own && look.plain.surely(&look.text.lexed, name.start, name.end)).then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    fn whose(text: &str) -> Option<String> {
        Reader::embedded().read(&Notice::plain(text)).record.organization.and_then(|f| f.value.name)
    }

    #[test]
    fn a_report_without_a_headline_begins_with_whose_it_is() {
        let more = "紛失した書類には、氏名や住所が記載されていた。";
        let told = |head: &str| whose(&format!("{head}{more}"));
        assert_eq!(
            told("みどりユナイテッドは3日、株式会社ワカバ券売での設定の誤りで、会員にメールが届いたと謝った。").as_deref(),
            Some("みどりユナイテッド")
        );
        assert_eq!(
            told("緑県みなと市のわかばクリニックは4日、患者の書類を紛失したと発表した。").as_deref(),
            Some("わかばクリニック")
        );
        assert_eq!(told("緑県青葉市のみどり精機で、社員の端末が感染したことが4日、分かった。").as_deref(), Some("みどり精機"));
        assert_eq!(told("緑市の市立青葉病院は4日、書類を紛失したと発表した。").as_deref(), Some("市立青葉病院"));
    }
}
