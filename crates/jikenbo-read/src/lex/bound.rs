//! The words right before and after a figure that bound it: 最大で延べ…, 約…, …以上.

use super::Bound;
use super::text::Text;

/// What the words around a figure say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bounds {
    most: bool,
    least: bool,
    about: bool,
    /// のべ, 延べ
    pub(super) many: bool,
    /// Where the words before it begin.
    pub(super) start: usize,
    after: Option<Bound>,
}

/// A word before a figure, and the letters before it that make another word of it.
const BEFORE: [(&str, Kind, &str); 61] = [
    ("多くても", Kind::Most, ""),
    ("多くとも", Kind::Most, ""),
    ("多くて", Kind::Most, ""),
    ("最高", Kind::Most, ""),
    ("多く見積もっても", Kind::Most, ""),
    ("多く見積もって", Kind::Most, ""),
    ("最大", Kind::Most, ""),
    ("最大限", Kind::Most, ""),
    ("最大でも", Kind::Most, ""),
    ("最多でも", Kind::Most, ""),
    ("上限", Kind::Most, ""),
    ("上限は", Kind::Most, ""),
    ("上限として", Kind::Most, ""),
    ("多めに見て", Kind::Most, ""),
    ("多く見ても", Kind::Most, ""),
    ("多く見て", Kind::Most, ""),
    ("最多", Kind::Most, ""),
    ("おおよそ", Kind::About, ""),
    ("およそ", Kind::About, ""),
    ("おおむね", Kind::About, ""),
    ("概ね", Kind::About, ""),
    ("ほぼ", Kind::About, ""),
    ("ざっと", Kind::About, ""),
    ("だいたい", Kind::About, ""),
    ("大体", Kind::About, ""),
    ("大よそ", Kind::About, ""),
    ("大凡", Kind::About, ""),
    ("凡そ", Kind::About, ""),
    ("約", Kind::About, "契予規条制要節解成公集婚特密誓倹協盟確違"),
    ("推定", Kind::About, ""),
    ("推計", Kind::About, ""),
    ("のべ", Kind::Many, ""),
    ("延べ", Kind::Many, "引繰日"),
    ("延", Kind::Many, "遅順"),
    ("延べ人数", Kind::Many, ""),
    ("のべ人数", Kind::Many, ""),
    ("少なくとも", Kind::Least, ""),
    ("すくなくとも", Kind::Least, ""),
    ("少なく見ても", Kind::Least, ""),
    ("最小でも", Kind::Least, ""),
    ("優に", Kind::Least, ""),
    ("最低でも", Kind::Least, ""),
    ("最低", Kind::Least, ""),
    ("少なくても", Kind::Least, ""),
    ("少なく見積もっても", Kind::Least, ""),
    ("だけ", Kind::Least, ""),
    ("合計", Kind::Sum, ""),
    ("総計", Kind::Sum, ""),
    ("累計", Kind::Sum, ""),
    ("総数", Kind::Sum, ""),
    ("総勢", Kind::Sum, ""),
    ("全部", Kind::Sum, ""),
    ("通算", Kind::Sum, ""),
    ("トータル", Kind::Sum, ""),
    ("合わせて", Kind::Sum, "いみしきち"),
    ("あわせて", Kind::Sum, "いみしきち"),
    ("併せて", Kind::Sum, ""),
    ("合算して", Kind::Sum, ""),
    ("小計", Kind::Sum, ""),
    ("計", Kind::Sum, "会統集設時余家生"),
    ("全", Kind::Sum, "安完健保万"),
];

#[derive(Debug, Clone, Copy)]
enum Kind {
    Most,
    Least,
    About,
    Many,
    Sum,
}

/// A word after a figure, and what may not follow it: 「3名以下のとおり」 bounds nothing.
const AFTER: [(&str, Bound, &[&str]); 42] = [
    ("(最大)", Bound::AtMost, &[]),
    ("(最大値)", Bound::AtMost, &[]),
    ("(最大数)", Bound::AtMost, &[]),
    ("(概数)", Bound::About, &[]),
    ("(推計)", Bound::About, &[]),
    ("(推定)", Bound::About, &[]),
    ("を下らない", Bound::AtLeast, &["場合"]),
    ("は下らない", Bound::AtLeast, &["場合"]),
    ("に満たない", Bound::AtMost, &["場合"]),
    ("足らず", Bound::AtMost, &[]),
    ("内外", Bound::About, &["の"]),
    ("以上", Bound::AtLeast, &["のとおり", "の通り", "のこと", "が経", "です"]),
    ("以下", Bound::AtMost, &["のとおり", "の通り", "の内容", "の情報", "のもの", "に示", "に記"]),
    ("のうちの一部", Bound::AtMost, &[]),
    ("のうち一部", Bound::AtMost, &[]),
    ("以内", Bound::AtMost, &[]),
    ("未満", Bound::AtMost, &[]),
    ("を上限", Bound::AtMost, &[]),
    ("が上限", Bound::AtMost, &[]),
    ("が最大", Bound::AtMost, &[]),
    ("が限度", Bound::AtMost, &[]),
    ("を限度", Bound::AtMost, &[]),
    ("を超えない", Bound::AtMost, &["場合"]),
    ("を超えず", Bound::AtMost, &[]),
    ("を超える", Bound::AtLeast, &["場合"]),
    ("を超え", Bound::AtLeast, &["た場合", "る場合"]),
    ("を超す", Bound::AtLeast, &["場合"]),
    ("を上回", Bound::AtLeast, &["る場合"]),
    ("超", Bound::AtLeast, &["過"]),
    ("余り", Bound::AtLeast, &[]),
    ("あまり", Bound::AtLeast, &[]),
    ("余", Bound::AtLeast, &["儀", "裕", "地", "計", "剰", "分"]),
    ("強", Bound::About, &["化", "制", "要", "固", "調", "力"]),
    ("弱", Bound::About, &["点", "者", "性"]),
    ("程度", Bound::About, &[]),
    ("規模", Bound::About, &["の大", "の小", "を誇"]),
    ("に迫", Bound::About, &[]),
    ("前後", Bound::About, &[]),
    ("ほど", Bound::About, &["こ"]),
    ("くらい", Bound::About, &[]),
    ("ぐらい", Bound::About, &[]),
    ("近く", Bound::About, &[]),
];

/// The words before the figure at `at`, not looking past `floor`.
pub(super) fn before(t: Text, at: usize, floor: usize) -> Bounds {
    let mut bounds = Bounds { start: at, ..Bounds::default() };
    while let Some((kind, start)) = word_before(t, bounds.start).filter(|(_, start)| *start >= floor) {
        match kind {
            Kind::Most => bounds.most = true,
            Kind::Least => bounds.least = true,
            Kind::About => bounds.about = true,
            Kind::Many => bounds.many = true,
            Kind::Sum => {}
        }
        bounds.start = start;
    }
    bounds
}

/// The word that ends at `end`, blanks and a で apart.
fn word_before(t: Text, end: usize) -> Option<(Kind, usize)> {
    let solid = t.head(end).trim_end_matches(' ').len();
    let word = |end: usize| {
        BEFORE.iter().find_map(|&(word, kind, not_after)| {
            let start = t.ends(end, word)?;
            (!t.prev_in(start, not_after)).then_some((kind, start))
        })
    };
    word(solid).or_else(|| word(t.ends(solid, "で")?))
}

impl Bounds {
    /// The figure is the upper one of a range.
    pub(super) fn ceil(&mut self) {
        self.most = true;
    }

    /// Takes the word after the figure in; gives the end.
    pub(super) fn after(&mut self, t: Text, end: usize) -> usize {
        let found = AFTER.iter().find_map(|&(word, bound, not_before)| {
            let after = t.eat(end, word)?;
            t.any(after, not_before).is_none().then_some((bound, after))
        });
        let Some((bound, after)) = found else { return end };
        self.after = Some(bound);
        after
    }

    /// Takes a 余 between figure and counter in (100余名); gives the end.
    pub(super) fn within(&mut self, t: Text, end: usize) -> usize {
        let Some(after) = t.any(end, &["余りの", "余り", "余の", "余", "を超える", "を上回る", "以上の", "超の"])
        else {
            return end;
        };
        self.after = Some(Bound::AtLeast);
        after
    }

    /// The bound as a whole. 最大 wins over all: once said, the figure is a ceiling. Then a limit said after the figure
    /// (約1,000件以上 is at least 1,000), then 少なくとも, then 約.
    pub(super) fn bound(&self, about: bool) -> Bound {
        match self.after {
            _ if self.most => Bound::AtMost,
            Some(limit @ (Bound::AtMost | Bound::AtLeast)) => limit,
            _ if self.least => Bound::AtLeast,
            Some(Bound::About) => Bound::About,
            _ if self.about || about => Bound::About,
            _ => Bound::Exact,
        }
    }
}
