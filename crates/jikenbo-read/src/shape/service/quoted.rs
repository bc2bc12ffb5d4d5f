//! 「…」 that names a service: by the words before and behind it, or by how it ends.

use super::beside::{called, data, logged, read, told_of, unlinked};
use super::system::is_feigned;
use super::{Found, Look};
use crate::clause::Sentence;
use crate::rule::classes;
use crate::shape::name::is_hiragana;
use crate::shape::name::noun::Plain;
use crate::token::Token;

/// The quoted names, in reading order.
pub(super) fn quoted(look: &Look<'_, '_, '_, '_>) -> Vec<Found> {
    let text = look.shaper.text;
    let mut all = Vec::new();
    // What befell is asked once a sentence.
    let mut known = (u32::MAX, false);
    // Where the last service's quote ended.
    let mut last = 0;
    // The quote before, if it could be a name: 「青葉」と「青葉ストア」が
    let mut before: Option<(Found, u32)> = None;
    for n in text.places.of(classes::QUOTED).iter().map(|n| *n as usize) {
        let token = &text.tokens()[n];
        let sentence = *text.sentence(n);
        if known.0 != sentence.start {
            known = (sentence.start, look.befallen(&sentence));
        }
        // 「青葉ストア」及び「青葉市場」: what stands beside a service is one.
        let beside = last > sentence.start && JOINTS.contains(&look.slice(last, token.start));
        let service = |found: &Found| {
            is_service(look, token, found, &sentence, known.1)
                || beside && plausible(look, look.slice(found.start, found.end), found, true)
        };
        if let Some(found) = name(look, token).filter(service) {
            let joined = |(_, end): &(Found, u32)| *end > sentence.start && JOINTS.contains(&look.slice(*end, token.start));
            all.extend(before.take().filter(joined).map(|(other, _)| other));
            last = token.end;
            all.push(found);
        } else {
            let other = name(look, token).filter(|f| plausible(look, look.slice(f.start, f.end), f, true));
            before = other.map(|found| (found, token.end));
        }
    }
    all
}

/// What joins the names of a list.
const JOINTS: [&str; 8] = ["及び", "および", "と", "、", "・", "並びに", "ならびに", ""];

/// What a quote names: its inside without a note in brackets (以下「…」, an address).
fn name(look: &Look<'_, '_, '_, '_>, token: &Token) -> Option<Found> {
    let mark = look.slice(token.start, token.end).chars().next().map_or(0, char::len_utf8) as u32;
    let close = look.slice(token.start, token.end).chars().next_back().map_or(0, char::len_utf8) as u32;
    let (mut start, mut end) = (token.start + mark, token.end - close);
    let words = look.slice(start, end);
    if let Some(at) = words.find('(') {
        let note = &words[at..];
        let kept = !note.starts_with("(http") && !["以下", "といい", "本社", "略称", "://"].iter().any(|w| note.contains(w));
        if !kept {
            end = start + at as u32;
        }
    }
    let words = look.slice(start, end);
    start += (words.len() - unyeared(look, words).trim_start().len()) as u32;
    end = start + words.trim().len() as u32;
    // 「青葉カレンダー」販売サイト: the site of what is quoted.
    let whole = ["公式サイト", "販売サイト", "特設サイト", "専用サイト", "応募サイト", "キャンペーンサイト", "予約サイト"];
    let after = look.slice(token.end, look.shaper.text.lexed.text().len() as u32);
    let blank = after.len() - after.trim_start_matches(' ').len();
    let suffix = whole.iter().find(|w| after[blank..].starts_with(**w) && !look.slice(start, end).ends_with("サイト"));
    // 「みどりの旅」予約サイト … 予約サイト「みどりの旅」: its own name is what the text quotes elsewhere.
    let alone = || {
        let inner = look.slice(start, end);
        let head = look.shaper.text.lexed.stretch(token.end, token.end + NEAR);
        let quote = format!("「{inner}");
        let other = |rest: &str| !whole.iter().any(|w| rest.trim_start_matches(['」', ' ']).starts_with(w));
        head.match_indices(&quote).take(8).any(|(at, _)| {
            let rest = &head[at + quote.len()..];
            rest.starts_with(['」', '(']) && other(rest)
        })
    };
    let suffix = suffix.filter(|_| !alone());
    Some(match suffix {
        Some(w) => Found { start: token.start, end: token.end + (blank + w.len()) as u32, quoted: true },
        None => Found { start, end, quoted: true },
    })
}

/// How far behind a quote its name is looked for once more, in bytes.
const NEAR: u32 = 4_000;

/// Without the year, where the name is quoted elsewhere without it: 令和5年度(スポーツ教室).
fn unyeared<'w>(look: &Look<'_, '_, '_, '_>, words: &'w str) -> &'w str {
    const HEAD: u32 = 8_000;
    let bare = words.strip_prefix("令和").unwrap_or(words).trim_start_matches(|c: char| c.is_ascii_digit() || c == '元');
    let Some(rest) = bare.strip_prefix("年度").filter(|rest| !rest.trim().is_empty() && bare.len() < words.len()) else {
        return words;
    };
    // It is named so where the tale begins, if at all.
    let head = look.shaper.text.lexed.stretch(0, HEAD);
    if head.contains(&format!("「{}」", rest.trim())) { rest } else { words }
}

/// What follows a service that something befell.
const BEFALLEN: [&str; 20] = [
    "への不正",
    "に不正",
    "において",
    "における",
    "の会員",
    "会員",
    "のアカウント",
    "をご利用の",
    "にログイン",
    "のサーバ",
    "で不正",
    "へのログイン",
    "に障害",
    "が不正",
    "の不具合",
    "を停止",
    "を緊急",
    "をご登録",
    "にご登録",
    "に関する連絡",
];

/// What follows the name of a service where the sentence tells what befell it: 「青葉広場」の運用を取りやめ, 「青葉ペイ」を経由して.
const ASKED: [&str; 24] = [
    "は",
    "が",
    "では",
    "で",
    "にて",
    "から",
    "を経由",
    "を通じ",
    "を介",
    "の運用",
    "の運営",
    "の提供",
    "の利用",
    "のサービス",
    "の注文",
    "の決済",
    "の管理",
    "の顧客",
    "の購入",
    "の画面",
    "の一部",
    "のシステム",
    "のデータ",
    "内",
];

/// What follows a name in the headline that something befell.
const HEADED: [&str; 12] = [
    "不正アクセス",
    "不正ログイン",
    "不正利用",
    "カード情報",
    "個人情報",
    "会員情報",
    "顧客情報",
    "利用者情報",
    "への攻撃",
    "の改ざん",
    "の停止",
    "のサービス停止",
];

/// What follows a product that is taken against such a matter, or that found it.
const HELPERS: [&str; 20] = [
    "を導入",
    "を入れ",
    "を使って調",
    "で確認",
    "により当該パソコン",
    "により感染",
    "で調",
    "を配備",
    "の導入",
    "が検知",
    "で検知",
    "による監視",
    "を用いて",
    "に移行",
    "を適用",
    // Where something lay open.
    "に公開",
    "に掲載",
    "にアップロード",
    "に投稿",
    "上に公開",
];

/// Who has to do with an event or service.
const MEMBERS: [&str; 16] = [
    "の参加者",
    "の参加事業者",
    "の参加申込",
    "に参加",
    "の受講者",
    "の受講生",
    "の受講希望",
    "の申込者",
    "にお申込",
    "にお申し込み",
    "の応募者",
    "にご応募",
    "の登録者",
    "の当選者",
    "の利用者",
    "の購入者",
];

/// Where the words before a quote end, without a note in brackets: ホームページ(HP)「…」
fn before_note(look: &Look<'_, '_, '_, '_>, start: u32, at: u32) -> u32 {
    const LONGEST: usize = 40;
    let before = look.slice(start, at);
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let note = near.strip_suffix(')').and_then(|inner| inner.rfind('(')).map_or(0, |open| near.len() - open);
    at - note as u32
}

/// Whether the quote is a service that the matter befell.
fn is_service(look: &Look<'_, '_, '_, '_>, token: &Token, found: &Found, sentence: &Sentence, befallen: bool) -> bool {
    let words = look.slice(found.start, found.end);
    let at = before_note(look, sentence.start, token.start);
    let before = look.slice(sentence.start, token.start);
    let after = look.slice(token.end, sentence.end);
    let all = look.words;
    let kinds = [all.kind, all.shop, all.system, all.form, all.bare, all.site];
    let at = at - unlinked(look.slice(sentence.start, at), after) as u32;
    let told = kinds.into_iter().any(|c| look.ends_with(c, sentence.start, at));
    // (以下「本サイト」): an abbreviation.
    let short = ["以下", "以下、", "通称"].iter().any(|w| before.ends_with(w));
    let kind_behind = called(after).is_some_and(|link| {
        [all.kind, all.shop, all.form].into_iter().any(|class| look.starts_with(class, token.end + link as u32))
    });
    if told_of(before, after) && plausible(look, words, found, told || kind_behind) {
        return true;
    }
    if short
        || read(after)
        || is_feigned(after)
        || HELPERS.iter().any(|w| after.starts_with(w))
        || !plausible(look, words, found, told || kind_behind)
    {
        return false;
    }
    let named = told || look.ends_with(all.run, sentence.start, token.start);
    let users = [
        "をお楽しみ",
        "をプレイ",
        "をご愛読",
        "をご愛顧",
        "をお使いの",
        "をご利用の",
        "をご使用の",
        "にご加入",
        "にご登録",
        "に過去ご",
        "をご購入",
    ]
    .iter()
    .any(|w| after.starts_with(w));
    // 平素は「青葉サーバー」ならびに「青葉DNS」をご利用いただき: the greeting names what it is about.
    let greeting = ["平素", "日頃", "日ごろ", "いつも"].iter().any(|w| before.trim_start().starts_with(w));
    let users = users || greeting && ["をご利用", "をお使い", "をご愛用"].iter().any(|w| after.starts_with(w));
    let users = users || MEMBERS.iter().any(|w| after.starts_with(w));
    let members = users || ["の会員", "会員", "メンバー"].iter().any(|w| after.starts_with(w));
    let behind = members || kind_behind;
    let (shop, kind) = ending(look, found);
    let known = named || behind || shop || kind || look.starts_with(all.product, found.start);
    let placed = BEFALLEN.iter().any(|w| after.starts_with(w));
    if look.shaper.text.in_title(token.start) {
        // A headline may shorten; what is not named again is not its name.
        let struck = ["への不正", "に不正", "にサイバー", "へのサイバー"].iter().any(|w| after.starts_with(w));
        let struck = struck && !["情報", "データ", "システム"].iter().any(|w| words.ends_with(w));
        return known || struck || (placed || HEADED.iter().any(|w| after.starts_with(w))) && look.body_has(words);
    }
    // クラウド型会員管理サービス「青葉ノート」 ⏎ お問い合わせ情報の不正な閲覧について: the line over the headline says what it is about.
    if told && token.end <= look.shaper.text.title.0 && look.body_has(words) {
        return true;
    }
    let first = first_use(look, sentence) && !look.safe(sentence);
    // 「青葉ひろば」で公開した表: where the organisation itself shows something.
    let shown = ["で公開し", "で公開する", "に掲載し", "で配信し", "で提供し"].iter().any(|w| after.starts_with(w))
        && before.ends_with('の');
    // What the headline speaks of by the same words.
    if (shop || kind) && words.chars().count() >= 6 && look.title_has(words) || shown && first {
        return true;
    }
    let placed = placed || proper(look, found) && ASKED.iter().any(|w| after.starts_with(w));
    known && (befallen || named && logged(after))
        || (named || shop || users) && first
        || placed && first && befallen && !data(before)
}

/// Whether the quote is surely a proper name: no common noun, and not of kanji alone unless the headline has it.
fn proper(look: &Look<'_, '_, '_, '_>, found: &Found) -> bool {
    let words = look.slice(found.start, found.end);
    let spelt = words.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z' | 'a'..='z') || is_hiragana(c));
    let surely = Plain::new(look.shaper.rules).surely(&look.shaper.text.lexed, found.start, found.end);
    look.title_has(words) || spelt && surely
}

/// Whether the name ends as a shop's does, and as another service's: 青葉ストア; 青葉コンテスト2024, 青葉キャンペーン!
fn ending(look: &Look<'_, '_, '_, '_>, found: &Found) -> (bool, bool) {
    let words = look.slice(found.start, found.end);
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '!' | '?' | '年' | '度' | ' ' | ')'));
    let end = found.start + bare.len() as u32;
    let all = look.words;
    let ends = |class| look.ends_with(class, found.start, end);
    (ends(all.shop), [all.kind, all.system, all.bare, all.form].into_iter().any(ends))
}

/// Whether the sentence is one of the first: there a notice says what it is about.
fn first_use(look: &Look<'_, '_, '_, '_>, sentence: &Sentence) -> bool {
    const FIRST: usize = 4;
    let text = look.shaper.text;
    text.sentences.iter().filter(|s| s.start >= text.title.1).take(FIRST).any(|s| s.start == sentence.start)
}

/// Whether the words could name a service at all.
fn plausible(look: &Look<'_, '_, '_, '_>, words: &str, found: &Found, told: bool) -> bool {
    let count = words.chars().count();
    let sentence = words.ends_with(['。', '、'])
        || ["ました", "します", "ません", "ている", "ください", "ます", "です"].iter().any(|w| words.contains(w));
    let kana: usize = words.chars().filter(|c| is_hiragana(*c)).count();
    let grammar =
        ["を", "について", "における", "により", "された", "した"].iter().any(|w| words.contains(w)) && kana * 3 > count;
    // 親子で星をみる会: an event may be called by what is done there.
    let event = ["会", "祭", "展", "講座", "教室", "大会", "まつり", "ツアー", "セミナー", "キャンペーン"]
        .iter()
        .any(|w| words.ends_with(w));
    let grammar = grammar && !(told && event);
    // アプリ「青葉」 of 青葉: named as the organisation is.
    let own = !told
        && !look.own.is_empty()
        && (words == look.own || super::super::organization::core(&look.own) == words && !words.is_ascii());
    let self_named = ["本", "当", "弊", "同", "以下"].iter().any(|w| words.starts_with(w)) && count <= 8;
    let legal =
        ["株式会社", "有限会社", "合同会社", "法人"].iter().any(|w| words.contains(w)) || words.ends_with(['社', '者', '員']);
    (2..=60).contains(&count)
        && !sentence
        && !grammar
        && !own
        && !self_named
        && !legal
        && !look.has(look.words.document, found.start, found.end)
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    fn services(text: &str) -> Vec<String> {
        Reader::embedded().read(&Notice::plain(text)).record.services.into_iter().map(|f| f.value.name).collect()
    }

    #[test]
    fn what_the_headline_names_with_the_matter_is_struck() {
        let attack = "「青葉ひろば」への攻撃について\n2024年5月14日、「青葉ひろば」への攻撃があり、つながりにくくなりました。";
        assert_eq!(services(attack), ["青葉ひろば"]);
    }

    #[test]
    fn a_proper_name_is_asked_for_by_where_the_matter_happened() {
        let fault = "青葉電鉄株式会社は、乗車券の予約に使う「あおばGO」で、ログインした本人とは違う会員の情報が画面に出る不具合が\
                     あったと明らかにした。6月14日に利用者の指摘を受け、アプリを止めて調べていた。";
        assert_eq!(services(fault), ["あおばGO"]);
    }
}
