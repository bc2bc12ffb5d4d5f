//! What sort of body a text says that it is (本市, 当院, 弊社), and the names that fit it.

use super::{Look, Name};
use crate::sought::Sought;

/// What stands behind 本, 当 or 弊, and what the name of who speaks so ends with.
const KINDS: [(&str, &[&str]); 27] = [
    ("市", &["市"]),
    ("町", &["町"]),
    ("村", &["村"]),
    ("区", &["区"]),
    ("県", &["県"]),
    ("院", &["病院", "医療センター", "医院", "クリニック", "診療所"]),
    ("病院", &["病院", "医療センター"]),
    ("医院", &["医院"]),
    ("クリニック", &["クリニック"]),
    ("学", &["大学", "大学校", "短期大学"]),
    ("大学", &["大学"]),
    ("校", &["学校", "高校"]),
    ("学園", &["学園"]),
    ("園", &["園"]),
    ("館", &["館"]),
    ("センター", &["センター"]),
    ("組合", &["組合"]),
    ("協会", &["協会"]),
    ("機構", &["機構"]),
    ("財団", &["財団"]),
    ("学会", &["学会"]),
    ("連合会", &["連合会"]),
    ("連盟", &["連盟"]),
    ("商工会議所", &["商工会議所"]),
    ("研究所", &["研究所"]),
    ("行", &["銀行"]),
    ("金庫", &["信用金庫"]),
];

/// The words behind 本, 当 or 弊 with which the text speaks most of itself.
fn word<'a>(look: &'a Look<'_, '_, '_, '_>) -> Option<&'a str> {
    let own = look.shaper.rules.names.get("organization_self")?;
    let mut said: Vec<(&str, usize)> = Vec::new();
    for token in look.text.tokens().iter().filter(|t| t.class == own) {
        let words = look.slice(token.start, token.end).trim_start_matches(['本', '当', '弊']);
        match said.iter_mut().find(|(word, _)| *word == words) {
            Some((_, count)) => *count += 1,
            None => said.push((words, 1)),
        }
    }
    said.into_iter().rev().max_by_key(|(_, count)| *count).map(|(word, _)| word).or_else(|| letter(look))
}

/// 県が委託している研修で…: the letter by which the first sentence calls a city or prefecture.
fn letter<'a>(look: &'a Look<'_, '_, '_, '_>) -> Option<&'a str> {
    let first = look.first_sentences().next()?;
    let words = look.slice(first.start, first.end).trim_start();
    let (letter, rest) = words.split_at(words.chars().next()?.len_utf8());
    let acts = ["が", "は", "で", "の", "から"].iter().any(|w| rest.starts_with(w));
    (acts && ["市", "町", "村", "区", "県"].contains(&letter)).then_some(letter)
}

/// What the name of who speaks ends with, by what it calls itself.
fn endings(look: &Look<'_, '_, '_, '_>) -> &'static [&'static str] {
    let word = word(look);
    KINDS.iter().find(|(kind, _)| Some(*kind) == word).map_or(&[], |(_, endings)| *endings)
}

/// 青葉大学みどり研修センター … 当センターは: the name goes on to what the text calls itself.
pub(super) fn grown(look: &Look<'_, '_, '_, '_>, name: Name, end: u32) -> Name {
    let endings = endings(look);
    let fits = |words: &str| endings.iter().any(|ending| words.ends_with(ending));
    if fits(look.words(&name)) {
        return name;
    }
    const MORE: usize = 20;
    let rest = look.slice(name.end, end);
    let closed = |rest: &str| rest.chars().next().is_none_or(|c| !crate::shape::name::is_name(c));
    let part = |words: &str| {
        words.is_empty() || words.chars().count() <= MORE && crate::shape::name::noun::noun(words) && !words.contains(['の', ' '])
    };
    let longer = |ending: &str| {
        let at = rest.find(ending).filter(|at| part(&rest[..*at]))?;
        Some(at + ending.len()).filter(|to| closed(&rest[*to..]))
    };
    let more = endings.iter().find_map(|ending| longer(ending)).unwrap_or(0);
    Name { end: name.end + more as u32, ..name }
}

/// 青葉町における…漏えいについて … 青葉調査株式会社 … 弊社が受託した: a firm signs, whatever town the headline begins with.
pub(super) fn firm(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    if word(look) != Some("社") {
        return None;
    }
    let town = super::headline::first(look).filter(|n| look.words(n).ends_with(['市', '町', '村', '区', '県', '庁', '省']))?;
    super::signature::signature(look).filter(|n| n.legal && n.start != town.start)
}

/// 本市では…, 青葉市のホームページで…: the name of the sort that the text says it is, if it names one above all others.
pub(super) fn kin(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    // 本社:青葉県, みどり市の青葉病院
    const PLACES: [&str; 6] = ["本社:", "本店:", "所在地:", "住所:", "本部:", "本社・"];
    let endings = endings(look);
    let end = look.text.lexed.text().len() as u32;
    let from = look.title.1.min(end);
    let public = endings.iter().all(|e| e.chars().count() == 1 && !matches!(*e, "園" | "館"));
    let fits = |n: &Name| {
        let words = look.words(n);
        let before = look.slice(from, n.start);
        endings.iter().any(|e| words.ends_with(e))
            && !PLACES.iter().any(|w| before.ends_with(w))
            && (public || !look.works_for_us(n))
    };
    let prefectures = look.prefectures(from).filter(|_| endings.contains(&"県"));
    let names = look.names(from, end).into_iter().take(super::MOST).chain(bodies(look)).chain(prefectures).filter(fits);
    let mut said: Vec<(Name, usize)> = Vec::new();
    for name in names.map(|n| look.without_prefecture(n)) {
        match said.iter_mut().find(|(known, _)| look.words(known) == look.words(&name)) {
            Some((_, count)) => *count += 1,
            None => said.push((name, 1)),
        }
    }
    let (name, most) = said.iter().copied().rev().max_by_key(|(_, count)| *count)?;
    let others = said.iter().filter(|(_, count)| *count == most).count();
    (others == 1).then_some(name)
}

impl Look<'_, '_, '_, '_> {
    /// The prefectures named from a place on, also where a word goes on: 青葉県支援員研修
    fn prefectures(&self, from: u32) -> impl Iterator<Item = Name> + '_ {
        let tokens = self.text.tokens().iter().filter(move |t| Some(t.class) == self.forms.prefecture() && t.start >= from);
        tokens.take(super::MOST).map(|t| Name { start: t.start, end: t.end, legal: false })
    }
}

/// What stands behind a department of which a sentence speaks.
const ACTS: [&str; 13] =
    ["において", "では", "で", "の窓口", "の職員", "が", "は", "にて", "から", "の男性", "の女性", "の係長", "の課長"];

/// The nouns of the first sentences that end as departments do and act.
fn departments<'a>(look: &'a Look<'_, '_, '_, '_>) -> impl Iterator<Item = Name> + 'a {
    const FIRST: usize = 6;
    const MOST: usize = 24;
    let from = look.text.sentences.partition_point(|s| s.start < look.title.1);
    look.text.sentences[from..].iter().take(FIRST).flat_map(move |s| {
        let words = look.slice(s.start, s.end);
        let parts = words.char_indices().filter(|(_, c)| super::signature::DEPARTMENTS.contains(c)).take(MOST);
        parts.filter_map(move |(at, c)| {
            let to = at + c.len_utf8();
            let acts = ACTS.iter().any(|w| super::report::behind_brackets(&words[to..]).starts_with(w));
            let len = crate::shape::name::noun::noun_before(&words[..to]);
            let start = s.start + (to - len) as u32;
            acts.then_some(Name { start, end: s.start + to as u32, legal: false })
        })
    })
}

/// 青葉市健康部介護課において: the cities whose departments act in the first sentences; the police arrest.
fn bodies<'a>(look: &'a Look<'_, '_, '_, '_>) -> impl Iterator<Item = Name> + 'a {
    let known = |name: Name| super::signature::body_of(look, name.start, name.end);
    let town = |n: &Name| look.words(n).ends_with(['市', '町', '村', '区', '県', '府', '都']);
    departments(look).filter(|n| !look.words(n).contains('警')).filter_map(known).filter(town)
}

/// 青葉市健康部介護課において…: whose department the first sentences tell of.
pub(super) fn department(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    // 青葉市都市計画部の課長が…として、市は24日、…処分にした: a report goes on with the city.
    let goes_on = |n: &Name| {
        let letter = look.words(n).chars().next_back().unwrap_or_default();
        let acts = [format!("、{letter}は"), format!("{letter}によると"), format!("{letter}によりますと")];
        look.first_sentences().any(|s| acts.iter().any(|w| look.slice(s.start, s.end).contains(w.as_str())))
    };
    bodies(look).next().filter(|n| !super::super::event::reported(look.shaper) || goes_on(n))
}

/// 建築指導課の窓口で, 医療政策課が: the office that acts, where its city or prefecture is not told, in a page that speaks of the public.
pub(super) fn office_alone(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    // Not から: what came from another office is no act of the one that writes.
    const HERE: [&str; 5] = ["が", "は", "で", "において", "の窓口"];
    const OTHERS: [&str; 8] = ["警", "犯罪", "捜査", "営業", "サポート", "担当課", "総務課", "人事課"];
    static PUBLIC: Sought =
        Sought::new(&["市民", "県民", "町民", "村民", "区民", "住民", "補助金", "公文書", "本市", "本県", "本町", "条例"]);
    let own = look.shaper.rules.names.get("organization_self");
    if look.text.tokens().iter().any(|t| Some(t.class) == own) || !PUBLIC.within(look.text.lexed.text()) {
        return None;
    }
    let named = |n: &Name| {
        let words = look.words(n);
        let line = look.text.lines[look.text.line_at(n.start)];
        let before = look.slice(line.start.min(n.start), n.start);
        let acts = HERE.iter().any(|w| look.slice(n.end, line.end.max(n.end)).starts_with(w));
        let whole = !before.ends_with(['の', '省', '庁', '局']) && !OTHERS.iter().any(|w| words.contains(w));
        acts && whole && words.ends_with('課') && words.chars().count() >= 4 && look.plain.name(&look.text.lexed, n.start, n.end)
    };
    departments(look).find(named)
}

/// Words of apology.
static SORRY: Sought = Sought::new(&["お詫び", "おわび", "謝罪", "申し訳"]);

/// 青葉市教育委員会として深くお詫び: who is sorry.
pub(super) fn sorry(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const AS: [&str; 2] = ["として", "としまして"];
    look.text.sentences.iter().filter(|s| s.start >= look.title.1).find_map(|s| {
        let words = look.slice(s.start, s.end);
        let (sorry, _) = SORRY.find(words)?;
        let at = AS.iter().filter_map(|w| words[..sorry].rfind(w)).max()?;
        let end = s.start + at as u32;
        // 教育委員会 is an authority's word: no form of a name is seen in it.
        let board = || {
            let start = end - crate::shape::name::noun::noun_before(&words[..at]) as u32;
            let name = Name { start, end, legal: false };
            (look.words(&name).ends_with("教育委員会") && look.words(&name).chars().count() > 6).then_some(name)
        };
        look.names(s.start, end).pop().filter(|n| n.end == end).or_else(board)
    })
}

/// 青葉ランナーズより送信いたしましたメール: who speaks humbly of what it sends.
pub(super) fn writes(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const FIRST: usize = 4;
    const SENDS: [&str; 8] = ["送信", "配信", "送付", "発送", "お送り", "ご案内", "ご連絡", "お届け"];
    const HUMBLY: [&str; 6] = ["いたし", "致し", "申し上げ", "申しあげ", "させていただ", "させて頂"];
    let from = look.text.sentences.partition_point(|s| s.start < look.title.1);
    look.text.sentences[from..].iter().take(FIRST).find_map(|s| {
        let words = look.slice(s.start, s.end);
        words.match_indices("より").take(super::MOST).find_map(|(at, more)| {
            let after = &words[at + more.len()..];
            let verb = SENDS.iter().find_map(|w| after.strip_prefix(w))?;
            // How humble one is has been levelled in the fold; the notice's own letters tell.
            let behind = look.text.lexed.source(s.start + (words.len() - verb.len()) as u32, s.end).of(&look.text.notice.text);
            let humble = HUMBLY.iter().any(|w| behind.starts_with(w));
            let start = s.start + (at - crate::shape::name::noun::name_before(&words[..at])) as u32;
            let name = Name { start, end: s.start + at as u32, legal: false };
            let part = super::signature::is_department(look.words(&name)) || look.words(&name).ends_with("事務局");
            (humble && !part && look.plain.surely(&look.text.lexed, name.start, name.end)).then_some(name)
        })
    })
}

/// 青葉市職員の懲戒処分の公表に関する基準, 青葉市長のコメント: whose rules and whose head a notice without a letterhead names.
pub(super) fn rules_of(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const BEHIND: [&str; 9] = [
        "職員の懲戒",
        "職員懲戒",
        "職員の処分",
        "長のコメント",
        "長コメント",
        "情報公開条例",
        "個人情報保護条例",
        "個人情報の保護に関する条例",
        "個人情報保護規程",
    ];
    let end = look.text.lexed.text().len() as u32;
    let class = look.shaper.rules.names.get("public_body")?;
    let tokens = look.text.tokens();
    look.text.places.of(class).iter().map(|t| tokens[*t as usize]).find_map(|token| {
        let told = BEHIND.iter().any(|w| look.slice(token.end, end).starts_with(w));
        let before = look.slice(0, token.start);
        let len: usize = before.chars().rev().take_while(|c| super::super::name::is_name(*c)).take(6).map(char::len_utf8).sum();
        let name = Name { start: token.start - len as u32, end: token.end, legal: false };
        let own = ["本", "当", "同", "各", "他"].contains(&look.slice(name.start, token.start));
        (told && len > 0 && !own).then_some(name)
    })
}

/// 問い合わせ:青葉市福祉課(電話…): whose department the readers are to ask.
pub(super) fn contact(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const LABELS: [&str; 6] = ["問い合わせ先", "お問い合わせ先", "問い合わせ", "お問い合わせ", "担当", "連絡先"];
    look.ends().find_map(|l| {
        let words = look.slice(l.body, l.end);
        let rest = LABELS.iter().find_map(|label| words.strip_prefix(label))?;
        let rest = rest.strip_prefix([':', ' ', '】', ')'])?.trim_start();
        let start = l.end - rest.len() as u32;
        let end = start + rest.find(['(', ' ', '電']).unwrap_or(rest.len()) as u32;
        super::signature::body_of(look, start, end)
    })
}
