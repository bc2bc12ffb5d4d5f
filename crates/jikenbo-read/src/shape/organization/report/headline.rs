//! Names that the headline and the first sentences share.

use super::super::headline::bare;
use super::super::{Look, Name};
use super::{COMMON, MOST, behind_brackets};
use crate::shape::name::is_name;
use crate::shape::name::noun::noun_before;

/// A noun of no known form that the headline begins with and that the first sentences speak of: 楓屋の通販サイト… 楓屋は…
pub(in crate::shape::organization) fn spoken_of(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let headline = look.slice(look.title.0, look.title.1);
    let headline = headline.trim_start_matches(['【', '「', '[']);
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end);
        words.char_indices().filter(|(_, c)| matches!(c, 'は' | 'が' | 'の' | '(')).take(MOST).find_map(|(at, _)| {
            let start = s.start + (at - noun_before(&words[..at])) as u32;
            let name = Name { start, end: s.start + at as u32, legal: false };
            let said = look.words(&name);
            // 弊社が提供する青葉サポート: a product.
            let product =
                ["提供する", "運営する", "利用する", "使用する"].iter().any(|w| look.slice(s.start, start).ends_with(w));
            // 施設開放の利用者: a noun that only something belongs to must be told to act elsewhere.
            let acts = !words[at..].starts_with('の') || look.acts(said);
            // 電子データによる開示…: a means.
            let means = |rest: &str| ["によ", "を", "等", "など"].iter().any(|w| rest.starts_with(w));
            // 避難行動要支援者名簿の…: two letters of a longer word.
            let part = |rest: &str| said.chars().count() < 3 && rest.starts_with(is_name);
            let begins = headline.strip_prefix(said).is_some_and(|rest| !means(rest) && !part(rest));
            let known = acts && !product && begins && look.plain.name(&look.text.lexed, name.start, name.end);
            (known && !COMMON.contains(&said) && !bare(said)).then_some(name)
        })
    })
}

/// あおば生命、書類を紛失 … あおば生命は…: a noun with which both the headline and a first sentence begin.
pub(in crate::shape::organization) fn both_begin(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const CUTS: [char; 9] = ['、', 'が', 'は', 'の', 'で', 'に', ' ', ':', '「'];
    // How much longer a name may be than its short form.
    const MORE: usize = 8;
    let (start, end) = look.title;
    let words = look.slice(start, end);
    let reported = crate::shape::event::reported(look.shaper);
    words.char_indices().filter(|(_, c)| CUTS.contains(c)).take(MOST).find_map(|(at, _)| {
        let name = Name { start, end: start + at as u32, legal: false };
        let said = look.words(&name);
        // 楓が報告書… 楓工業は: cut short in the headline.
        let longer = |rest: &str| {
            let more: usize = rest.chars().take_while(|c| is_name(*c)).take(MORE).map(char::len_utf8).sum();
            more > 0 && reported && rest[more..].starts_with('は')
        };
        let acts = look.first_sentences().any(|s| {
            let rest = look.slice(s.start, s.end).trim_start().strip_prefix(said);
            // 青葉11月21日、…: a report may leave out は before the day.
            let day = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit()) && words[at..].starts_with('、');
            rest.is_some_and(|rest| {
                day(rest) || longer(rest) || ["は", "では", "が"].iter().any(|p| behind_brackets(rest).starts_with(p))
            })
        });
        // A letter's noun (納付書の誤送付について … 納付書は): who signs it is surer.
        let signed = || super::super::signature::signature(look).is_some_and(|n| !look.words(&n).contains(said));
        let known = acts && !COMMON.contains(&said) && !bare(said) && !look.used(said) && (reported || !signed());
        (known && look.plain.name(&look.text.lexed, name.start, name.end)).then_some(name)
    })
}

/// A city or prefecture that the headline names and the report calls 市 or 県: 不正アクセスで青葉県のHP改ざん … 県は5日、…
pub(in crate::shape::organization) fn by_letter(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    let all = look.names(look.title.0, look.title.1);
    look.first_sentences().find_map(|s| {
        let words = look.slice(s.start, s.end).trim_start();
        let letter = words.chars().next().filter(|c| matches!(c, '県' | '府' | '都' | '道' | '市' | '町' | '村' | '区'))?;
        let acts = words[letter.len_utf8()..].starts_with(['は', 'が']);
        all.iter().find(|n| acts && look.words(n).ends_with(letter)).copied()
    })
}
