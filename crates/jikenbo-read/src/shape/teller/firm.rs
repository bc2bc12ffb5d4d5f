//! Who told, where a firm is named: アオゾラ社から, 株式会社青葉システムより.

/// Where the first firm stands that something comes from: アオゾラ社から, 株式会社青葉システムより.
pub(in crate::shape) fn firm_from(words: &str, text: &str) -> Option<(usize, usize)> {
    let comes = |word: &str| words.match_indices(word).map(|(at, w)| (at, at + w.len())).collect::<Vec<_>>();
    let mut ends: Vec<(usize, usize)> = [comes("から"), comes("より")].concat();
    ends.sort_unstable();
    let named = |at: usize| firm(&words[..at]).or_else(|| known_firm(&words[..at], text));
    // A sentence names few who told.
    ends.into_iter().take(MOST).find_map(|(at, end)| named(at).map(|from| (from, end)))
}

/// Who is no vendor, though the name ends so.
const NO_VENDOR: &[&str] =
    &["当社", "弊社", "自社", "他社", "カード会社", "代行会社", "新聞社", "各社", "クレジット会社", "我が社", "神社"];

/// Where the name of a firm begins that ends these words.
fn firm(before: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let words = before.trim_end_matches(['」', ')', '様', '殿', ' ']);
    let run: usize = words.chars().rev().take(LONGEST).take_while(|c| is_name(*c)).map(char::len_utf8).sum();
    let name = &words[words.len() - run..];
    let formed = ["株式会社", "有限会社", "合同会社", "(株)", "(有)"].iter().any(|form| name.contains(form));
    // 建設会社 is no name.
    let called =
        ["社", "情報センター"].iter().any(|end| name.ends_with(end) && name.len() > end.len()) && !name.ends_with("会社");
    let ours = NO_VENDOR.iter().any(|no| name.ends_with(no));
    ((formed || called) && !ours).then_some(words.len() - run)
}

/// The most particles of a sentence that are looked at.
const MOST: usize = 8;

/// Where the name begins that ends these words, if the text elsewhere gives it with the form of a company: 「ホタル物流株式会社」 … ホタル物流より.
fn known_firm(before: &str, text: &str) -> Option<usize> {
    const SHORTEST: usize = 3;
    let letters = |c: &char| is_name(*c) && !matches!(c, ' ' | '(' | ')' | '」' | '・');
    let run: usize = before.chars().rev().take(16).take_while(letters).map(char::len_utf8).sum();
    let name = &before[before.len() - run..];
    let formed = || text.match_indices(name).take(4).any(|(at, _)| is_formed(&text[..at], &text[at + name.len()..]));
    let ours = NO_VENDOR.iter().any(|no| name.ends_with(no));
    (name.chars().count() >= SHORTEST && !ours && formed()).then_some(before.len() - run)
}

/// Whether the form of a company stands before or behind a name.
fn is_formed(before: &str, after: &str) -> bool {
    const FORMS: &[&str] = &["株式会社", "有限会社", "合同会社", "(株)", "(有)"];
    // 「イセトー」(本社・京都市)
    let seated = after.trim_start_matches(['」', ' ']).starts_with("(本社");
    seated || FORMS.iter().any(|form| before.trim_end_matches(['「', ' ']).ends_with(form) || after.starts_with(form))
}

/// Letters of names: no hiragana, no comma.
const fn is_name(c: char) -> bool {
    !matches!(c, 'ぁ'..='ん' | '、' | ',' | '。' | '\n' | '「' | '『' | ':')
}

#[cfg(test)]
mod tests {
    use super::firm_from;

    fn told(words: &str) -> Option<&str> {
        firm_from(words, "荷を運ぶ「ホタル便株式会社」").map(|(from, to)| &words[from..to])
    }

    #[test]
    fn a_firm_by_name_is_the_teller() {
        assert_eq!(told("7月28日、アオゾラ社から、同社のシステムへの影響から、"), Some("アオゾラ社から"));
        assert_eq!(told("6月4日、ホタル便より"), Some("ホタル便より"));
        assert_eq!(told("決済を担う「株式会社ペイツバキ」より、"), Some("株式会社ペイツバキ」より"));
        assert_eq!(told("翌日、建設会社から"), None);
    }

    #[test]
    fn the_organisation_itself_and_its_days_are_no_tellers() {
        assert_eq!(told("9月1日から、当社から"), None);
        assert_eq!(told("クレジットカード会社から"), None);
    }
}
