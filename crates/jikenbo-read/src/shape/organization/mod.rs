//! Whose incident it is.
//!
//! Each way of finding it is a function that gives a name or nothing; the ways are tried in the order of [`WAYS`].

mod acting;
mod body;
mod headline;
mod letter;
mod own;
mod premises;
mod report;
mod sector;
mod signature;
mod site;
mod town;
mod trim;

pub(crate) use headline::without_labels;

use jikenbo_model::{Fact, Organization, RuleId, Span};

use super::Shaper;
use super::head::Head;
use super::name::noun::Plain;
use super::name::{Forms, LEGAL_FORMS, Name, names, names_at};
use crate::clause::Text;
use crate::fold::joined;

/// What every way looks at.
pub(super) struct Look<'s, 'r, 't, 'n> {
    text: &'t Text<'n>,
    shaper: &'s Shaper<'r, 't, 'n>,
    forms: Forms,
    /// The tokens by which names are known.
    marks: Vec<usize>,
    plain: Plain,
    /// The headline, in folded bytes, without labels and dates at its head.
    title: (u32, u32),
}

/// No more names of a text are asked after: whose it is stands among the first.
const MOST: usize = 64;

type Way = fn(&Look<'_, '_, '_, '_>) -> Option<Name>;

/// The ways to the organisation, and the page that tells of each: the headline that begins with a name; 「(以下「当社」)」; a line near the head or
/// foot that is only a name; the name of the site; in a report, what the first sentences are about.
const WAYS: [(&str, Way); 42] = [
    ("organization/signature", own::firm),
    ("organization/headline", headline::first),
    ("organization/headline", headline::laid_out),
    ("organization/headline", headline::sender),
    ("organization/headline", headline::dated),
    ("organization/headline", premises::online),
    ("organization/subject", report::opening),
    ("organization/subject", report::announcer_in_headline),
    ("organization/headline", report::both_begin),
    ("organization/headline", headline::anywhere),
    ("organization/called", body::called),
    ("organization/signature", letter::headed),
    ("organization/signature", signature::signature),
    ("organization/signature", letter::dated),
    ("organization/signature", letter::greeting),
    ("organization/signature", letter::addressed),
    ("organization/signature", letter::introduced),
    ("organization/signature", letter::sent),
    ("organization/signature", signature::below_headline),
    ("organization/site", site::owner),
    ("organization/subject", own::sorry),
    ("organization/subject", own::kin),
    ("organization/subject", own::writes),
    ("organization/subject", report::placed),
    ("organization/subject", report::abbreviated),
    ("organization/headline", headline::tail),
    ("organization/subject", report::employer),
    ("organization/subject", report::provider),
    ("organization/subject", report::teller),
    ("organization/subject", report::subject),
    ("organization/subject", report::announcer),
    ("organization/headline", report::spoken_of),
    ("organization/subject", report::by_letter),
    ("organization/subject", body::own_site),
    ("organization/subject", body::only_name),
    ("organization/subject", acting::office),
    ("organization/subject", acting::acts),
    ("organization/subject", own::department),
    ("organization/headline", headline::first_word),
    ("organization/signature", own::rules_of),
    ("organization/signature", own::contact),
    ("organization/subject", own::office_alone),
];

/// The organisation.
pub(crate) fn find(shaper: &Shaper<'_, '_, '_>, head: &Head) -> Option<Fact<Organization>> {
    let (start, end) = head.title.unwrap_or((0, 0));
    let plain = Plain::new(shaper.rules);
    let text = shaper.text;
    let longest = text.lexed.text().floor_char_boundary((start + headline::LONGEST) as usize) as u32;
    let title = (without_labels(text, start, end), end.min(longest));
    let forms = Forms::new(shaper.rules);
    let look = Look { text, shaper, forms, marks: forms.marks(text), plain, title };
    let found = WAYS.iter().find_map(|(rule, way)| way(&look).filter(|n| look.is_one(n)).map(|name| (*rule, name)));
    match found {
        Some((rule, name)) => {
            let name = look.with_first_part(look.bare(report::in_full(&look, body::unit(&look, rule, look.with_kana(name)))));
            Some(named(&look, rule, &look.without_prefecture(look.without_sort(look.of_town(look.without_role(name))))))
        }
        None => nameless(shaper),
    }
}

/// The fact of a name, with the sector that it or the text tells.
fn named(look: &Look<'_, '_, '_, '_>, rule: &'static str, name: &Name) -> Fact<Organization> {
    let span = look.text.lexed.source(name.start, name.end);
    let words = joined(span.of(&look.text.notice.text));
    let sector = sector::sector(look.shaper, Some(name)).map(|s| s.0);
    Fact::new(Organization { name: Some(words), sector }, span, RuleId::from(rule))
}

/// A notice that does not say whose it is may still show what sort of organisation speaks.
fn nameless(shaper: &Shaper<'_, '_, '_>) -> Option<Fact<Organization>> {
    let (code, span) = sector::sector(shaper, None)?;
    let span: Span = span?;
    let rule = RuleId::from(format!("sector/{code}").as_str());
    Some(Fact::new(Organization { name: None, sector: Some(code) }, span, rule))
}

impl Look<'_, '_, '_, '_> {
    fn slice(&self, start: u32, end: u32) -> &str {
        self.text.lexed.slice(start, end)
    }

    fn words(&self, name: &Name) -> &str {
        self.slice(name.start, name.end)
    }

    fn names(&self, start: u32, end: u32) -> Vec<Name> {
        let lexed = &self.text.lexed;
        let from = self.marks.partition_point(|t| lexed.tokens[*t].start < start);
        let within = self.marks[from..].iter().copied().take_while(|t| lexed.tokens[*t].start < end);
        names_at(lexed, self.forms, (start, end), within)
    }

    /// What stands below the headline.
    fn body(&self) -> &str {
        &self.text.lexed.text()[self.title.1 as usize..]
    }

    /// 医療法人青葉会 青葉病院: two names side by side are one.
    fn extend(&self, mut name: Name, end: u32) -> Name {
        let next = self.names(name.end, end).first().copied();
        // 青葉組合 みどり県支部: a place is no part of it.
        let place = |n: &Name| self.words(n).ends_with(['市', '県', '町', '村', '区', '府', '都', '道', '庁']);
        // 青葉労働局 青葉労働局における…: who sends, and then the headline.
        let other = |n: &Name| self.words(n) != self.words(&name);
        if let Some(next) = next.filter(|n| self.slice(name.end, n.start) == " " && !n.legal && !place(n) && other(n)) {
            name.end = next.end;
        }
        name
    }

    /// Whether a way found whose incident it may be: somebody, by more than the form of a firm, and nobody who arrests.
    fn is_one(&self, name: &Name) -> bool {
        let form = LEGAL_FORMS.contains(&self.words(name).trim());
        !form && !self.arrests(name) && self.is_somebody(name)
    }

    /// 青葉大学大学院の教員: the university's.
    fn trim(&self, mut name: Name) -> Name {
        let words = self.words(&name);
        if let Some(at) = words.find("大学大学院") {
            name.end = name.start + (at + "大学".len()) as u32;
        }
        name
    }

    /// 青葉県警、情報流出で男を逮捕: whoever arrests is not whose incident it is, unless those arrested are its own.
    fn arrests(&self, name: &Name) -> bool {
        const POLICE: [&str; 5] = ["県警", "府警", "道警", "警視庁", "警察"];
        const OWN: [&str; 9] = ["警察官", "巡査", "警部", "署員", "警視を", "警視ら", "職員", "署長", "警視正"];
        let title = self.slice(self.title.0, self.title.1);
        let told = |words: &[&str]| words.iter().any(|w| title.contains(w));
        POLICE.iter().any(|w| self.words(name).ends_with(w)) && told(&["逮捕", "送検"]) && !told(&OWN)
    }

    /// 担当課 みどり市…: what says of what it is the name is no part of it.
    fn without_role(&self, name: Name) -> Name {
        const ROLES: [&str; 5] = ["担当課", "担当部署", "所管課", "問い合わせ先", "発信元"];
        let words = self.words(&name);
        let rest = ROLES.iter().find_map(|role| words.strip_prefix(role)).map(|rest| rest.trim_start_matches([' ', ':']));
        match rest.filter(|rest| !rest.is_empty()) {
            Some(rest) => Name { start: name.end - rest.len() as u32, ..name },
            None => name,
        }
    }

    /// みどり市の中学校で … みどり市は…と発表した: what the town runs and no more is said of is the town's.
    fn of_town(&self, name: Name) -> Name {
        const UNITS: [&str; 12] =
            ["小学校", "中学校", "高校", "学校", "図書館", "公民館", "保育園", "保育所", "幼稚園", "施設", "病院", "診療所"];
        let words = self.words(&name);
        // 青葉市のみどり学園高校: where it is.
        if let Some((town, _)) = words.split_once('の').filter(|(town, unit)| is_town(town) && named_unit(unit, &UNITS)) {
            return Name { start: name.start + (town.len() + 'の'.len_utf8()) as u32, ..name };
        }
        let town = words.split_once('の').filter(|(_, unit)| UNITS.contains(unit)).map(|(town, _)| town);
        let town = town.filter(|town| town.ends_with(['市', '町', '村', '区', '県', '府', '都']));
        let acts = |town: &&str| self.first_sentences().any(|s| self.slice(s.start, s.end).contains(&format!("{town}は")));
        let end = town.filter(acts).map(|town| name.start + town.len() as u32);
        Name { end: end.unwrap_or(name.end), ..name }
    }

    /// 食品大手アオバ, 中堅アオバ: what says how it stands in its trade is no part of the name.
    fn without_sort(&self, name: Name) -> Name {
        const STANDINGS: [&str; 3] = ["大手", "中堅", "老舗"];
        let words = self.words(&name);
        let at = STANDINGS.iter().filter_map(|w| words.rfind(w).map(|at| at + w.len())).max();
        // 大手町病院, 青葉大手前大学: a place.
        let rest = at.map_or("", |at| &words[at..]);
        let named = rest.chars().count() >= 2 && !rest.starts_with(['町', '前', '門', '筋', '通', '企']);
        if named && !name.legal { Name { start: name.end - rest.len() as u32, ..name } } else { name }
    }

    /// 青葉県みどり市は: below the headline the prefecture says where the city is.
    fn without_prefecture(&self, name: Name) -> Name {
        let lexed = &self.text.lexed;
        let city = self.words(&name).ends_with(['市', '町', '村', '区']) && name.start >= self.title.1;
        let first =
            lexed.within(name.start, name.start + 1).map(|t| lexed.tokens[t]).find(|t| Some(t.class) == self.forms.prefecture());
        match first.filter(|t| city && t.end < name.end) {
            Some(prefecture) => Name { start: prefecture.end, ..name },
            None => name,
        }
    }

    /// Whether the text tells that this one works for the organisation (委託先の株式会社青葉堂, 青葉堂に委託している).
    fn works_for_us(&self, name: &Name) -> bool {
        let core = core(self.words(name));
        let sentences = self.text.sentences.iter().filter(|s| s.start >= self.title.1);
        sentences.take(12).any(|s| {
            const LONGEST: usize = 3_000;
            let words = self.slice(s.start, s.end);
            let words = &words[..words.floor_char_boundary(LONGEST)];
            words.find(core).is_some_and(|at| {
                let (before, after) = (&words[..at], &words[at + core.len()..]);
                let near = &before[before.ceil_char_boundary(before.len().saturating_sub(60))..];
                let near = near.trim_end_matches(['「', '(', '株', '式', '会', '社', ')']);
                let used = ["使用している", "利用している", "利用する", "使用する", "導入している", "利用していた"];
                WORKS.iter().any(|w| before.contains(w))
                    || used.iter().chain(ASKED).any(|w| near.ends_with(w))
                    || after.contains("に委託")
                    || after.contains("へ委託")
                    || MADE.iter().any(|w| after.starts_with(w))
            })
        })
    }
}

/// 青葉市, 青葉県みどり町
fn is_town(words: &str) -> bool {
    words.chars().count() >= 2 && words.ends_with(['市', '町', '村', '区', '県', '府', '都'])
}

/// Whether the words are the name of one such unit and not the sort alone: みどり学園高校, but not 公立中学校
fn named_unit(words: &str, units: &[&str]) -> bool {
    let own = units.iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or_default();
    const SORTS: [&str; 10] = ["公立", "私立", "市立", "町立", "村立", "県立", "区立", "小", "中", "保育"];
    own.chars().count() >= 2 && !SORTS.iter().any(|w| own.ends_with(w))
}

/// What is said of those who work for the organisation, somewhere before their names.
const WORKS: &[&str] =
    &["委託先", "委託業者", "委託し", "委託す", "受託", "再委託", "外注", "請け負", "提供する", "依頼して", "管理会社"];

/// And right behind them: (株式会社青葉堂提供), 株式会社青葉堂製のシステム
const MADE: &[&str] = &["提供)", "提供の", "製の", "社製", "製シス", "製ソフ"];

/// And right before them: お客様にお願いしている is said of much else.
const ASKED: &[&str] =
    &["お願いしている", "お願いしていた", "任せている", "任せていた", "任せた", "委ねている", "頼んでいる", "頼んでいた"];

/// A name without its legal form.
pub(super) fn core(name: &str) -> &str {
    let bare = LEGAL_FORMS.iter().fold(name, |n, f| n.strip_prefix(f).or_else(|| n.strip_suffix(f)).unwrap_or(n)).trim();
    if bare.is_empty() { name } else { bare }
}
