//! What is cut off a name that was found, and what is no name at all.

use super::{Look, Name};

/// Short for courts that a report has named in full before.
const COURTS: [&str; 6] = ["家裁", "地裁", "高裁", "簡裁", "最高裁", "地検"];

impl Look<'_, '_, '_, '_> {
    /// Whether the words name an organisation: no figure (延べ139件), no numbered line (2 処分内容), no short word for a court, and not what one
    /// calls oneself (いつも本校の…).
    pub(super) fn is_somebody(&self, name: &Name) -> bool {
        let own = self.shaper.rules.names.get("organization_self");
        let (words, tokens) = (self.words(name), self.text.tokens());
        let itself =
            own.is_some_and(|class| self.text.places_within(class, name.start, name.end).any(|t| tokens[t].end == name.end));
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = rest.len() < words.len() && rest.starts_with(' ');
        !itself && !numbered && !is_figure(words) && !COURTS.contains(&words)
    }

    /// The name alone: not the site that is its own (青葉公社ホームページの改ざん) or who heads it (青葉市教育委員会 教育長 緑野).
    pub(super) fn bare(&self, name: Name) -> Name {
        const SITES: [&str; 8] =
            ["公式ホームページ", "ホームページ", "公式ウェブサイト", "ウェブサイト", "公式サイト", "公式HP", "HP", "Webサイト"];
        let words = self.words(&name);
        let site = SITES.iter().find_map(|site| words.strip_suffix(site)).map(|bare| bare.trim_end_matches('の'));
        match site.or_else(|| without_head(words)).map(str::trim_end).filter(|bare| bare.chars().count() >= 4) {
            Some(bare) => Name { end: name.start + bare.len() as u32, ..name },
            None => name,
        }
    }
}

/// 青葉ホテル 総支配人 緑野 太郎: the name before who heads the house, if that is said.
fn without_head(words: &str) -> Option<&str> {
    const HEADS: [&str; 8] = ["支配人", "店主", "代表", "オーナー", "会頭", "理事", "責任者", "担当者"];
    if let Some((name, _)) = words.split_once("教育長") {
        return Some(name);
    }
    let head = |word: &str| word.chars().count() <= 8 && (word.ends_with('長') || HEADS.iter().any(|w| word.ends_with(w)));
    let cut = |at: usize| words[at + 1..].split(' ').next().is_some_and(head);
    words.match_indices(' ').map(|(at, _)| at).find(|at| cut(*at)).map(|at| &words[..at])
}

/// 延べ139件: what stands behind a period in a line of its own, and names nobody.
fn is_figure(words: &str) -> bool {
    let bare = words.trim_end_matches(['件', '名', '人', '通', '枚', '円', '回', '台', '社', '冊', '個', '本']);
    bare.len() < words.len() && bare.ends_with(|c: char| c.is_ascii_digit())
}
