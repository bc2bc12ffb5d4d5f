//! What stands between a teller and the particle behind it.

/// The longest words between a teller and its particle, in bytes.
pub(in crate::shape) const TAIL: usize = 120;

/// What may stand behind a teller: a title, who of several, a number.
const TITLES: &[&str] = &[
    "の方々",
    "の方",
    "の皆様",
    "の有志",
    "の関係者",
    "の代表",
    "かた",
    "のかた",
    "のひとり",
    "お一人",
    "のお一人",
    "おひとり",
    "のおひとり",
    "の皆さん",
    "様",
    "さま",
    "さん",
    "殿",
    "氏",
    "の一人",
    "の一部",
    "の担当者",
    "担当者",
    "の担当",
    "複数",
    "等",
    "など",
    "の職員",
    "の社員",
    "の従業員",
    "の事務局",
    "事務局",
    "ご本人",
    "本人",
    "のご家族",
    "の家族",
    "の親族",
    "の保護者",
    "の夫",
    "の妻",
    "の父親",
    "の父",
    "の母親",
    "の母",
    "の両親",
    "の親",
    "の息子",
    "の娘",
    "の祖父",
    "の祖母",
    "の兄",
    "の姉",
    "の弟",
    "の妹",
    "の遺族",
    "の代理人",
    "の",
    "名",
    "人",
    "社",
    "件",
    "者",
    "側",
    "数",
    "約",
    "より",
    "からも",
];

/// Whether the words behind a teller are titles, numbers and names in brackets only. He may stand in brackets himself, behind another name
/// of his (アクワイアラー(加盟店管理会社)|より), and be written with a longer end (アクワイアラ|ー).
pub(in crate::shape) fn is_tail(words: &str) -> bool {
    let mut rest = words.strip_prefix([')', 'ー']).unwrap_or(words);
    while !rest.is_empty() {
        let closing = match rest.chars().next() {
            Some('(') => Some(')'),
            Some('「') => Some('」'),
            _ => None,
        };
        let next = match closing {
            // A firm by name is looked at by its name.
            Some(closing) => rest.split_once(closing).filter(|(name, _)| !name.contains("会社")).map(|(_, behind)| behind),
            None => TITLES.iter().find_map(|title| rest.strip_prefix(title)).or_else(|| {
                let behind = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == ' ');
                (behind.len() < rest.len()).then_some(behind)
            }),
        };
        match next {
            Some(next) => rest = next,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_tail;

    #[test]
    fn titles_numbers_and_brackets_stand_behind_a_teller() {
        assert!(["(A様)", "1名", "の方(市内在住)", "の担当者", "の夫", ")", "ー", ""].iter().all(|words| is_tail(words)));
        assert!(!["のアカウント", "の端末", "に送った相手"].iter().any(|words| is_tail(words)));
    }
}
