//! The organisation of a news report: what its first sentences are about.
//!
//! Who announces is in `announcer.rs`, who is told of in another way in `told.rs`, and what needs the headline beside the sentence in
//! `headline.rs`; here is the subject, and how a name is read that ends at a given place.

mod announcer;
mod headline;
mod opening;
mod short;
mod told;

pub(super) use announcer::{announcer, announcer_in_headline, in_full};
pub(super) use headline::{both_begin, by_letter, spoken_of};
pub(super) use opening::opening;
pub(super) use short::abbreviated;
pub(super) use told::{employer, placed, provider, teller};

use super::super::name::noun::name_before;
use super::{Look, Name};
use crate::clause::Sentence;

/// How many sentences tell what a report is about.
const FIRST: usize = 3;

/// What stands behind whom a sentence is about.
const SUBJECT: [&str; 9] = ["は", "が", "の", "では", "において", "で", "にサイバー", "に不正", "への不正"];

/// How many words of a sentence may be its topic: the organisation stands near its beginning.
const MOST: usize = 24;

impl Look<'_, '_, '_, '_> {
    pub(super) fn first_sentences(&self) -> impl Iterator<Item = &Sentence> + '_ {
        // A report without a headline begins with its first sentence.
        let headline = self.slice(self.title.0, self.title.1);
        let from = if headline.ends_with('。') { self.title.0 } else { self.title.1 };
        // 2024.5.1 ⏎ プレスリリース: what stands between the headline and the text is no sentence.
        let says = |s: &&Sentence| self.slice(s.start, s.end).contains(crate::letter::is_hiragana);
        self.text.sentences.iter().filter(move |s| s.start >= from).filter(says).take(FIRST)
    }
}

impl Look<'_, '_, '_, '_> {
    /// 「当店では、株式会社青葉堂が提供する…」, 「みどり屋は19日、株式会社青葉堂が運営する…」: the sentence has its subject already, and who
    /// stands behind it is another.
    fn told_by_others(&self, sentence: &Sentence, name: &Name) -> bool {
        let topic = |end: u32| {
            let after = self.slice(end, name.start);
            ["は、", "では、", "は", "では", "も、"].iter().any(|p| after.starts_with(p))
        };
        let own = self.shaper.rules.names.get("organization_self");
        let tokens = self.text.tokens();
        let we =
            own.is_some_and(|class| self.text.places_within(class, sentence.start, name.start).any(|t| topic(tokens[t].end)));
        // 町によると、株式会社青葉堂が…: who says so is told of.
        let said = self.slice(sentence.start, name.start).contains("によると、");
        we || said
            || self.slice(sentence.start, name.start).match_indices("は").any(|(at, _)| {
                let day = self.slice(sentence.start + (at + "は".len()) as u32, name.start);
                let digits = day.trim_start_matches(|c: char| c.is_ascii_digit());
                at > 0 && digits.len() < day.len() && digits.starts_with("日、")
            })
    }
}

/// What follows a name in brackets: 青葉堂(青葉市)は → は
pub(super) fn behind_brackets(after: &str) -> &str {
    after.strip_prefix('(').and_then(|a| a.split_once(')')).map_or(after, |(_, a)| a)
}

/// What a report's first sentences are about: 青葉堂は…, 青葉市が….
pub(super) fn subject(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    look.first_sentences().find_map(|s| {
        let all: Vec<Name> = look.names(s.start, s.end).into_iter().map(|n| look.trim(look.extend(n, s.end))).collect();
        // 青葉県のみどり市は: where the next one is.
        let around = |n: &Name| {
            let place = look.words(n).ends_with(['県', '府', '都', '道', '市', '町', '村', '区']);
            let next = n.end + 'の'.len_utf8() as u32;
            place && look.slice(n.end, s.end).starts_with('の') && all.iter().take(super::MOST).any(|other| other.start == next)
        };
        // 青葉市の旅行会社たびまどかは: where a firm of another form is.
        let firm = |n: &Name| {
            let sorts = ["会社", "企業", "メーカー", "業者", "ホテル", "旅館", "商店"];
            let rest = look.slice(n.end, s.end).strip_prefix('の').unwrap_or_default();
            let len: usize = rest.chars().take_while(|c| super::super::name::is_name(*c)).map(char::len_utf8).sum();
            // 青葉市の業者選定委員会は: the town's own.
            let own = ["選定", "街", "組合", "会"];
            let named = |w: &&str| rest[..len].split_once(*w).is_some_and(|(_, name)| !own.iter().any(|o| name.starts_with(o)));
            look.words(n).ends_with(['県', '府', '市', '町', '村', '区']) && sorts.iter().any(named)
        };
        all.iter()
            .copied()
            .take(super::MOST)
            .filter(|n| {
                let after = behind_brackets(look.slice(n.end, s.end)).trim_start_matches('」');
                // 青葉小(37名)、みどり小(23名)の; 青葉銀行、みどり銀行および浅緑銀行で: the last of several.
                let listed = look.slice(s.start, n.start).ends_with(")、") || look.joined_before(n);
                SUBJECT.iter().any(|p| after.starts_with(p)) && !around(n) && !listed && !firm(n)
            })
            .find(|n| !look.works_for_us(n) && !look.told_by_others(s, n))
    })
}

/// The name in a quote that ends at `end`, of who acts: 放送局の「テレビ青葉」は
fn quoted_before(look: &Look<'_, '_, '_, '_>, sentence: &Sentence, end: u32) -> Option<Name> {
    let before = look.slice(sentence.start, end);
    let inner = before.strip_suffix('」')?;
    let open = inner.rfind('「')?;
    let start = sentence.start + (open + '「'.len_utf8()) as u32;
    let name = Name { start, end: sentence.start + inner.len() as u32, legal: false };
    look.plain.name(&look.text.lexed, name.start, name.end).then_some(name)
}

/// The name that ends at `end`: one of a known form, or else a noun.
fn ending_at(look: &Look<'_, '_, '_, '_>, sentence: &Sentence, end: u32) -> Option<Name> {
    let known = look.names(sentence.start, end).pop().filter(|n| n.end == end || look.slice(n.end, end) == "」");
    known.or_else(|| {
        let before = look.slice(sentence.start, end);
        // 青葉海上あんしん生命は: all that the sentence begins with, if it is one noun.
        let all = before.trim_start();
        let whole = super::super::name::noun::noun(all) && !all.contains(['の', ' ']);
        let len = if whole { all.len() } else { name_before(before) };
        let start = end - (len + first_part(before, len)) as u32;
        let name = Name { start, end, legal: false };
        (start >= sentence.start && look.plain.name(&look.text.lexed, start, end) && !COMMON.contains(&look.words(&name)))
            .then_some(name)
    })
}

/// How much of the words before a name's last part is its first: アオバファイン ヘルスケア
fn first_part(before: &str, len: usize) -> usize {
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let (head, last) = before.split_at(before.len() - len);
    let first = head.strip_suffix(' ').map_or(0, |h| h.len() - h.trim_end_matches(katakana).len());
    let joined = last.starts_with(katakana) && first >= 2 * 'ア'.len_utf8();
    if joined { first + 1 } else { 0 }
}

/// Nouns that reports begin with and that name nobody.
const COMMON: [&str; 54] = [
    "早番",
    "遅番",
    "夜勤",
    "日勤",
    "当番",
    "当直",
    "担当",
    "現場",
    "県教委",
    "市教委",
    "町教委",
    "区教委",
    "府教委",
    "都教委",
    "当社",
    "弊社",
    "本学",
    "今回",
    "本件",
    "同社",
    "県警",
    "警察",
    "市",
    "県",
    "町",
    "区",
    "病院",
    "大学",
    "学校",
    "銀行",
    "認否",
    "動機",
    "詳細",
    "被害",
    "原因",
    "被告",
    "容疑者",
    "同店",
    "同校",
    "同院",
    "同大",
    "同市",
    "医院",
    "会社",
    "Cc",
    "CC",
    "Bcc",
    "BCC",
    "USB",
    "PC",
    "SNS",
    "FAX",
    "Web",
    "HP",
];
