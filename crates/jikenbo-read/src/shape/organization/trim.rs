//! What is cut off a name that was found, and what is no name at all.

use super::{Look, Name};
use crate::letter::is_kanji;

/// Short for courts that a report has named in full before.
const COURTS: [&str; 6] = ["家裁", "地裁", "高裁", "簡裁", "最高裁", "地検"];

impl Look<'_, '_, '_, '_> {
    /// Whether the words name an organisation: no figure (延べ139件), no numbered line (2 処分内容), no thing, no short word for a court, and not
    /// what one calls oneself (いつも本校の…).
    pub(super) fn is_somebody(&self, name: &Name) -> bool {
        let own = self.shaper.rules.names.get("organization_self");
        let (words, tokens) = (self.words(name), self.text.tokens());
        let itself =
            own.is_some_and(|class| self.text.places_within(class, name.start, name.end).any(|t| tokens[t].end == name.end));
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = rest.len() < words.len() && rest.starts_with(' ');
        !itself && !numbered && !is_figure(words) && (name.legal || !is_thing(words)) && !COURTS.contains(&words)
    }

    /// Whether a name is joined to another before it: 青葉校と|みどり校, 青葉銀行および|みどり銀行.
    pub(super) fn joined_before(&self, name: &Name) -> bool {
        const JOINTS: [&str; 6] = ["と", "や", "及び", "および", "並びに", "ならびに"];
        let line = self.text.lines[self.text.line_at(name.start)];
        let before = self.slice(line.start.min(name.start), name.start);
        JOINTS
            .iter()
            .filter_map(|w| before.strip_suffix(w))
            .any(|b| b.ends_with(['校', '園', '院', '行', '社', '学', '店', '庫', '所', '館', ')']))
    }

    /// 株式会社茶舗|やまぎし: kana behind the kanji of a firm's name, where the text writes the firm so again.
    pub(super) fn with_kana(&self, name: Name) -> Name {
        const LONGEST: usize = 12;
        let line = self.text.lines[self.text.line_at(name.start)];
        let rest = self.slice(name.end, line.end.max(name.end));
        let kana = rest.chars().next().is_some_and(crate::shape::name::is_hiragana);
        if !name.legal || !kana {
            return name;
        }
        let more = rest.split([' ', '、', '。', '(', ')', '「', '」', '\t', ':']).next().unwrap_or("");
        const PARTICLES: [&str; 10] = ["から", "より", "の", "は", "が", "を", "に", "で", "と", "へ"];
        if PARTICLES.iter().any(|w| more.starts_with(w)) {
            return name;
        }
        let whole = format!("{}{more}", self.words(&name));
        let closed = |at: usize| {
            let behind = self.text.lexed.text()[at + whole.len()..].chars().next();
            behind.is_none_or(|c| matches!(c, ' ' | '\n' | '(' | '\t' | '、'))
        };
        let told = self.text.lexed.text().match_indices(&whole).take(8).filter(|(at, _)| closed(*at)).count();
        if more.chars().count() <= LONGEST && told >= 2 { Name { end: name.end + more.len() as u32, ..name } } else { name }
    }

    /// 本家 緑野園: the first part of a name that a blank sets apart, where the text writes both as one elsewhere (本家緑野園オンラインショップ).
    pub(super) fn with_first_part(&self, name: Name) -> Name {
        const LONGEST: usize = 8;
        let line = self.text.lines[self.text.line_at(name.start)];
        let Some(before) = self.slice(line.start.min(name.start), name.start).strip_suffix(' ') else { return name };
        let part: usize = before.chars().rev().take(LONGEST + 1).take_while(|c| is_kanji(*c)).map(char::len_utf8).sum();
        let first = &before[before.len() - part..];
        let one = format!("{first}{}", self.words(&name));
        let some = (2..=LONGEST).contains(&first.chars().count());
        if some && self.text.lexed.text().contains(&one) { Name { start: name.start - 1 - part as u32, ..name } } else { name }
    }

    /// The name alone: not the site that is its own (青葉公社ホームページの改ざん), who heads it (青葉市教育委員会 教育長 緑野), or what sort
    /// of house it is where its name is quoted behind (オンライン古書店「青葉書房」).
    pub(super) fn bare(&self, name: Name) -> Name {
        const SITES: [&str; 8] =
            ["公式ホームページ", "ホームページ", "公式ウェブサイト", "ウェブサイト", "公式サイト", "公式HP", "HP", "Webサイト"];
        if let Some(inner) = self.quoted_behind(&name) {
            return inner;
        }
        let words = self.words(&name);
        let site = SITES.iter().find_map(|site| words.strip_suffix(site)).map(|bare| bare.trim_end_matches('の'));
        match site.or_else(|| without_head(words)).map(str::trim_end).filter(|bare| bare.chars().count() >= 4) {
            Some(bare) => Name { end: name.start + bare.len() as u32, ..name },
            None => name,
        }
    }

    /// The quoted name right behind what sort of house it is.
    fn quoted_behind(&self, name: &Name) -> Option<Name> {
        const SORTS: [&str; 10] =
            ["書店", "専門店", "ショップ", "ストア", "通販サイト", "ネットショップ", "直売所", "工房", "教室", "スクール"];
        let words = self.words(name);
        let sort = !name.legal && SORTS.iter().any(|w| words.ends_with(w));
        let line = self.text.lines[self.text.line_at(name.start)];
        let (inner, _) = self.slice(name.end, line.end).strip_prefix('「')?.split_once('」')?;
        let start = name.end + '「'.len_utf8() as u32;
        let named = sort && (2..=20).contains(&inner.chars().count());
        named.then(|| Name { start, end: start + inner.len() as u32, legal: false })
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

/// この小学校, 約9か月間, オンライン説明会: what only points, how long, and what is held, handed over or used.
fn is_thing(words: &str) -> bool {
    const THINGS: [&str; 14] = [
        "説明会",
        "懇談会",
        "講演会",
        "講習会",
        "研修会",
        "保護者会",
        "証明書",
        "商品券",
        "各位",
        "ノートパソコン",
        "USBメモリ",
        "USBメモリー",
        "スマートフォン",
        "タブレット",
    ];
    const SORTS: [&str; 14] =
        ["施設", "病院", "学校", "園", "会社", "企業", "団体", "医療機関", "官公庁", "小学校", "中学校", "高校", "大学", "店舗"];
    let sort = |words: &str| SORTS.contains(&words);
    let points = ["この", "その", "当該"].iter().any(|w| words.strip_prefix(w).is_some_and(sort));
    // 施設や病院: sorts side by side.
    let joined = words.split_once('や').is_some_and(|(one, other)| sort(one) && sort(other));
    // 約9か月間, 3日間
    let lasts = ["か月間", "年間", "日間", "週間"]
        .iter()
        .filter_map(|w| words.strip_suffix(w))
        .any(|w| w.ends_with(|c: char| c.is_ascii_digit()));
    // 医学部附属病院: of whom it is, is not said.
    let part = ["医学部附属病院", "医学部付属病院", "附属病院", "付属病院", "大学病院"].contains(&words);
    // 県立学校: any of them; 更新履歴: a heading of the page.
    let any = ["県立", "市立", "町立", "村立", "区立", "都立", "府立", "公立", "私立"]
        .iter()
        .any(|w| words.strip_prefix(w).is_some_and(sort));
    let heading = ["更新履歴", "改訂履歴", "変更履歴"].contains(&words);
    points || joined || lasts || part || any || heading || THINGS.iter().any(|w| words.ends_with(w))
}

/// 延べ139件: what stands behind a period in a line of its own, and names nobody.
fn is_figure(words: &str) -> bool {
    // 医療法人1者: a form and how many.
    let counted = words.strip_suffix(['者', '社', '校', '園', '館', '局']).unwrap_or(words);
    let form = counted.trim_end_matches(|c: char| c.is_ascii_digit());
    if form.len() < counted.len() && ["法人", "会社", "団体", "組合"].iter().any(|w| form.ends_with(w)) {
        return true;
    }
    let bare = words.trim_end_matches(['件', '名', '人', '通', '枚', '円', '回', '台', '社', '冊', '個', '本']);
    bare.len() < words.len() && bare.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_figure, is_thing};
    use crate::Reader;
    use jikenbo_model::Notice;

    /// The names that are read for bodies of every prefecture that there is: made-up ones hide what the lexicons do to real ones.
    #[test]
    fn bodies_of_every_prefecture_are_named_whole() {
        let reader = Reader::embedded();
        let prefectures = include_str!("../../../../../lexicon/prefecture.txt").lines().filter(|l| !l.starts_with('#'));
        for prefecture in prefectures {
            for body in ["", "教育委員会", "警察本部", "医師会", "企業庁", "立病院", "がんセンター", "社会福祉協議会"]
            {
                let name = format!("{prefecture}{body}");
                let text = format!("{name} システムの点検について\n2024年6月21日\n点検を行います。");
                let found = reader.read(&Notice::plain(&text)).record.organization.and_then(|f| f.value.name);
                assert_eq!(found.as_deref(), Some(name.as_str()), "{text}");
            }
        }
    }

    #[test]
    fn things_sorts_and_figures_name_nobody() {
        let things =
            ["オンライン説明会", "この小学校", "約9か月間", "施設や病院", "医学部附属病院", "お客様各位", "施設開放証明書"];
        assert_eq!(things.into_iter().filter(|w| !is_thing(w)).collect::<Vec<_>>(), Vec::<&str>::new());
        let named = ["このはな病院", "そのだ医院", "青葉大学病院", "みやび学園", "約束の森"];
        assert_eq!(named.into_iter().filter(|w| is_thing(w)).collect::<Vec<_>>(), Vec::<&str>::new());
        assert!(
            ["医療法人2者", "延べ139件"].into_iter().all(is_figure) && !["百十四銀行", "第一会社"].into_iter().any(is_figure)
        );
    }

    #[test]
    fn towns_that_hold_the_letter_of_another_are_whole() {
        let towns =
            ["京都府", "京都市", "甲府市", "宇都宮市", "余市町", "大町市", "東村山市", "四日市市", "青葉町", "青葉市", "北海道"];
        for town in towns {
            for office in ["総務課", "都市計画課", "市民課"] {
                let text = format!("システムの点検について\n2024年6月21日 {town}{office}\n点検を行います。");
                let found = Reader::embedded().read(&Notice::plain(&text)).record.organization.and_then(|f| f.value.name);
                assert_eq!(found.as_deref(), Some(town), "{text}");
            }
        }
    }

    #[test]
    fn what_is_known_as_an_authority_is_named_too() {
        for name in ["日本年金機構", "気象庁", "東京都立大学", "国立がん研究センター"] {
            let text = format!("{name}におけるシステムの点検について\n2024年6月21日\n点検を行います。");
            let found = Reader::embedded().read(&Notice::plain(&text)).record.organization.and_then(|f| f.value.name);
            assert_eq!(found.as_deref(), Some(name));
        }
    }
}
