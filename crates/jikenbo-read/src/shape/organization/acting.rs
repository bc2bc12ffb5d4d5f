//! A name of no known form that the text tells to act: MIDORARTにて調べましたところ, あおばネストとしましては, みどりフォーラム事務局より.

use super::{Look, Name};
use crate::clause::Sentence;
use crate::shape::name::noun::name_before;

/// What only those who act have behind their name.
const SURELY: [&str; 7] = ["にて調", "にて精査", "にて検証", "にて把握", "にて対応", "としまして", "として深く"];

/// What others have behind theirs, too (WordPressでは): a second sign is wanted.
const OFTEN: [&str; 7] = ["では", "において", "より「", "より、", "が主催", "が運営", "が使"];

/// Services that many use, which act in nobody's place.
const SERVICES: [&str; 30] = [
    "Google",
    "Microsoft",
    "Gmail",
    "Outlook",
    "Office",
    "Excel",
    "Teams",
    "SharePoint",
    "OneDrive",
    "Windows",
    "Android",
    "iPhone",
    "WordPress",
    "Zoom",
    "Slack",
    "Dropbox",
    "Box",
    "LINE",
    "Facebook",
    "Instagram",
    "Twitter",
    "YouTube",
    "Yahoo",
    "Amazon",
    "AWS",
    "Emotet",
    "EC-CUBE",
    "Salesforce",
    "Peatix",
    "VPN",
];

/// Words of katakana or Latin letters that name no one.
const WORDS: [&str; 24] = [
    "インターネット",
    "ネットワーク",
    "セキュリティ",
    "フォレンジック",
    "ウイルス",
    "マルウェア",
    "ランサムウェア",
    "オンライン",
    "プログラム",
    "データベース",
    "ログ",
    "バックアップ",
    "グループ",
    "スタッフ",
    "チーム",
    "センター",
    "セミナー",
    "キャンペーン",
    "フォーム",
    "リスト",
    "マニュアル",
    "メディア",
    "ネット",
    "ブラウザ",
];

/// Whether a name is a brand: of Latin letters or katakana, and no word that many use.
fn brand(look: &Look<'_, '_, '_, '_>, name: &Name) -> bool {
    let words = look.words(name);
    let telling = words.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z'));
    // X, PC, CC: a letter or two, and what stands for a word.
    let long = (4..=20).contains(&words.chars().count());
    let common = SERVICES.iter().any(|w| words.starts_with(w)) || WORDS.iter().any(|w| words.ends_with(w));
    let maker = look.shaper.rules.names.get("third_parties/platform#maker");
    let lexed = &look.text.lexed;
    let made = lexed.within(name.start, name.end).any(|t| Some(lexed.tokens[t].class) == maker);
    // いつもあおば便をご利用いただき: what customers use may be a service of whoever writes.
    let offered = look.used(words) || look.text.lexed.text().contains(&format!("{words}をご利用"));
    telling && long && !common && !made && !offered && look.plain.surely(lexed, name.start, name.end)
}

/// The sentences in which the text begins to speak.
fn first<'a>(look: &'a Look<'_, '_, '_, '_>) -> impl Iterator<Item = &'a Sentence> {
    const FIRST: usize = 8;
    let from = look.text.sentences.partition_point(|s| s.start < look.title.1);
    look.text.sentences[from..].iter().take(FIRST)
}

/// The brand that ends at a place of a sentence.
fn brand_before(look: &Look<'_, '_, '_, '_>, sentence: &Sentence, at: usize) -> Option<Name> {
    let words = look.slice(sentence.start, sentence.end);
    let start = sentence.start + (at - name_before(&words[..at])) as u32;
    Some(Name { start, end: sentence.start + at as u32, legal: false }).filter(|n| brand(look, n) && !look.works_for_us(n))
}

/// MIDORARTにて調べましたところ, あおばネストでは、…お送りして: a brand that acts as only who writes does, or that acts on those whom it serves.
pub(super) fn acts(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const SERVED: [&str; 8] = ["会員", "お客", "皆様", "受講", "参加者", "登録者", "利用者", "応募"];
    let behind = |signs: &[&str], second: bool| {
        first(look).find_map(|s| {
            let words = look.slice(s.start, s.end);
            signs.iter().find_map(|sign| {
                let (at, _) = words.match_indices(sign).take(super::MOST).find(|(at, _)| brand_before(look, s, *at).is_some())?;
                let name = brand_before(look, s, at)?;
                let again = look.text.lexed.text().matches(look.words(&name)).nth(1).is_some();
                let served = SERVED.iter().any(|w| words[at..].contains(w));
                (!second || again || served).then_some(name)
            })
        })
    };
    behind(&SURELY, false).or_else(|| behind(&OFTEN, true))
}

/// みどりフォーラム事務局では, 第40回青葉学会演題募集: whose office writes, where it is named by its office or its congress.
pub(super) fn office(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const GROUPS: [&str; 16] = [
        "会",
        "団",
        "隊",
        "クラブ",
        "フェスタ",
        "フェス",
        "祭",
        "ネット",
        "フォーラム",
        "連合",
        "センター",
        "サミット",
        "会議所",
        "連合会",
        "コンソーシアム",
        "スクール",
    ];
    const BARE: [&str; 8] = ["大会", "総会", "学会", "協会", "理事会", "委員会", "実行委員会", "同窓会"];
    let all = look.text.lexed.text();
    let from = look.title.0 as usize;
    let named = all[from..].match_indices("事務局").take(super::MOST).find_map(|(at, _)| {
        let at = from + at;
        let line = look.text.lines[look.text.line_at(at as u32)].start;
        let start = at as u32 - name_before(look.slice(line, at as u32)) as u32;
        let name = Name { start, end: at as u32, legal: false };
        let words = look.words(&name);
        let group = GROUPS.iter().any(|w| words.ends_with(w)) && words.chars().count() >= 4 && !BARE.contains(&words);
        let sure = group && look.plain.surely(&look.text.lexed, name.start, name.end);
        (sure || brand(look, &name)).then_some(name)
    });
    named.or_else(|| congress(look))
}

/// 第40回青葉学会演題募集 … 学会事務局: the society whose congress it is.
fn congress(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const SOCIETIES: [&str; 4] = ["学会", "研究会", "連盟", "協会"];
    const LONGEST: usize = 30;
    let all = look.text.lexed.text();
    if !["学会事務局", "協会事務局", "事務局", "本会"].iter().any(|w| all.contains(w)) {
        return None;
    }
    all.match_indices('回').take(super::MOST).find_map(|(at, mark)| {
        let number = all[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let counted = number.len() < at && number.ends_with('第');
        let from = at + mark.len();
        let run: usize =
            all[from..].chars().take(LONGEST).take_while(|c| crate::shape::name::is_name(*c)).map(char::len_utf8).sum();
        let run = &all[from..from + run];
        let end = SOCIETIES.iter().filter_map(|w| run.find(w).map(|at| at + w.len())).min()?;
        let name = Name { start: from as u32, end: (from + end) as u32, legal: false };
        (counted && end > "学会".len() && look.plain.name(&look.text.lexed, name.start, name.end)).then_some(name)
    })
}
