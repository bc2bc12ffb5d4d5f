//! Affected services: quoted names beside a word for what they are; shops and systems named by what they do.

mod addressed;
mod beside;
mod bystander;
mod domain;
mod headed;
mod listed;
mod own_site;
mod phrase;
mod plainly;
mod quoted;
mod short;
mod system;
mod system_end;

pub(super) use system::is_feigned;

use jikenbo_model::{Evidence, Fact, Organization, Service, Span};

use super::Shaper;
use crate::clause::Sentence;
use crate::fold::joined;
use crate::rule::{Class, Rules, classes};
use crate::sought::Sought;

/// The classes of words that tell of a service: those of the page `services/name`.
#[derive(Debug, Clone, Copy)]
struct Words {
    /// サイト, アプリ, システム …: what a service is.
    kind: Option<Class>,
    /// オンラインショップ, 公式アプリ …: with a name before them they are a proper name.
    shop: Option<Class>,
    /// システム, データベース …: with what they do before them they are named.
    system: Option<Class>,
    /// 特設サイト, 申込サイト …: named by what they are for, where the headline does so.
    site: Option<Class>,
    /// 運営する, 提供する …
    run: Option<Class>,
    /// グループウェア, 電子カルテ …: named by themselves.
    bare: Option<Class>,
    /// Microsoft 365, Googleドライブ …
    product: Option<Class>,
    /// 申込フォーム, 応募フォーム …
    form: Option<Class>,
    /// Microsoft, Google: the first word of a product.
    maker: Option<Class>,
    /// 不正アクセス, 停止 …: what befalls a service.
    befalls: Option<Class>,
    /// お知らせ, 調査報告書 …: quoted titles, and other things that are no service.
    document: Option<Class>,
    /// Headings of what is done against a repetition.
    prevention: Option<Class>,
}

impl Words {
    fn new(rules: &Rules) -> Self {
        let get = |name: &str| rules.names.get(name);
        Self {
            kind: get("services/name#kind"),
            shop: get("services/name#shop"),
            system: get("services/name#system"),
            site: get("services/name#site"),
            run: get("services/name#run"),
            bare: get("services/name#bare"),
            product: get("services/name#product"),
            form: get("services/name#form"),
            maker: get("services/name#maker"),
            befalls: get("services/name#befalls"),
            document: get("services/name#document"),
            prevention: get("prevention_heading"),
        }
    }

    /// The classes of what is named without quotes.
    const fn ours(&self) -> [Option<Class>; 7] {
        [self.product, self.maker, self.form, self.shop, self.site, self.bare, self.system]
    }
}

/// What the search looks at.
struct Look<'s, 'r, 't, 'n> {
    shaper: &'s Shaper<'r, 't, 'n>,
    words: Words,
    own: String,
    /// The first sentences below the headline, and whether each tells of what stayed safe.
    first: Vec<(&'s Sentence, bool)>,
}

/// How many sentences below the headline say what a notice is about.
const FIRST: usize = 6;

/// What a sentence says of what stayed safe.
static SAFE: Sought = Sought::new(&[
    "影響はありません",
    "は通常通り",
    "は通常どおり",
    "は、通常どおり",
    "は、通常通り",
    "は正常に稼働",
    "は問題なく稼働",
    "影響は受けておりません",
    "対象外",
    "影響ありません",
    "は含まれません",
    "形跡はあり",
    "形跡はなか",
    "影響はなか",
    "影響はない",
    "つながって",
    "接続しておりません",
    "接続していな",
    "接続されておらず",
    "切り離された",
    "独立し",
    "漏えいはありません",
    "流出はありません",
    "影響を受けません",
    "侵入は認められ",
    "侵入は確認され",
    "への影響は認められ",
    "への影響は確認され",
    "異常は認められ",
    "異常はありません",
    "異常はなか",
    "被害はありません",
    "とは別のネットワーク",
    "とは別のもの",
    "とは別のシステム",
    "とは別のサーバ",
    "とは別の仕組み",
    "とは独立",
    "は別のネットワーク",
    "は別の仕組み",
    "は別の会社",
    "侵入はなく",
    "侵入はありません",
    "侵入はなかった",
    "影響はなく",
]);

/// A name of a service, in folded bytes, and how sure it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    start: u32,
    end: u32,
    /// Quoted names are proper; others yield to them.
    quoted: bool,
}

/// How much of the text is asked how a name is shortened, in bytes.
const NEAR: u32 = 20_000;

/// A notice names no more services, however often it names them.
const MOST: usize = 400;

/// The services, each once, in reading order.
pub(crate) fn services(shaper: &Shaper<'_, '_, '_>, own: Option<&Fact<Organization>>) -> Vec<Fact<Service>> {
    let own = own.and_then(|o| o.value.name.clone()).unwrap_or_default();
    let mut look = Look { shaper, words: Words::new(shaper.rules), own, first: Vec::new() };
    let sentences = &shaper.text.sentences;
    let first = sentences[sentences.partition_point(|s| s.start < shaper.text.title.1)..].iter().take(FIRST);
    look.first = first.map(|s| (s, look.safe(s))).collect();
    let mut all = quoted::quoted(&look);
    all.extend(headed::headed(&look));
    all.extend(domain::domains(&look));
    all.extend(phrase::run(&look));
    all.extend(phrase::called(&look));
    all.extend(phrase::known_for(&look));
    all.extend(addressed::before_address(&look));
    all.extend(addressed::greeted(&look));
    all.extend(addressed::apposed(&look));
    all.extend(listed::listed(&look));
    all.extend(plainly::plainly(&look));
    let proper = !all.is_empty();
    all.extend(system::unquoted(&look, proper));
    all.extend(own_site::own_sites(&look));
    all.extend(phrase::phrase(&look));
    let mut facts: Vec<(Found, Fact<Service>)> = Vec::new();
    let named = |f: &Found| {
        let words = look.slice(f.start, f.end);
        !look.firm(f) && !look.only_says(f) && !short::points(words) && !bystander::is_bystander(&look, f)
    };
    for found in all.into_iter().take(MOST).map(|f| look.answered(f)).filter(named) {
        look.join(&mut facts, found);
    }
    facts.sort_by_key(|(found, _)| found.start);
    facts.into_iter().map(|(_, fact)| fact).collect()
}

impl Look<'_, '_, '_, '_> {
    fn slice(&self, start: u32, end: u32) -> &str {
        self.shaper.text.lexed.slice(start, end)
    }

    fn has(&self, class: Option<Class>, start: u32, end: u32) -> bool {
        let tokens = self.shaper.text.tokens();
        class.is_some_and(|class| self.shaper.text.places_within(class, start, end).any(|t| tokens[t].end <= end))
    }

    /// Whether a word of the class ends right at `at`.
    fn ends_with(&self, class: Option<Class>, from: u32, at: u32) -> bool {
        // No word is longer.
        const LONGEST: u32 = 90;
        let from = from.max(at.saturating_sub(LONGEST));
        let tokens = self.shaper.text.tokens();
        class.is_some_and(|class| self.shaper.text.places_within(class, from, at).any(|t| tokens[t].end == at))
    }

    /// Whether a word of the class begins right at `at`.
    fn starts_with(&self, class: Option<Class>, at: u32) -> bool {
        class.is_some_and(|class| self.shaper.text.has(class, at, at + 1))
    }

    /// Whether the text below the headline holds the words.
    fn body_has(&self, words: &str) -> bool {
        let text = self.shaper.text;
        text.lexed.text().get(text.title.1 as usize..).is_some_and(|body| body.contains(words))
    }

    /// Whether the headline holds the words.
    fn title_has(&self, words: &str) -> bool {
        let (start, end) = self.shaper.text.title;
        self.slice(start, end).contains(words)
    }

    /// The first of so many sentences below the headline that tell of nothing that stayed safe.
    fn first(&self, many: usize) -> impl Iterator<Item = &Sentence> {
        self.first.iter().take(many).filter(|(_, safe)| !safe).map(|(sentence, _)| *sentence)
    }

    /// Whether the sentence tells of what stayed safe.
    fn safe(&self, sentence: &Sentence) -> bool {
        SAFE.within(self.slice(sentence.start, sentence.end))
    }

    /// Whether the sentence tells what befell a service, and not what is planned or what stayed safe.
    fn befallen(&self, sentence: &Sentence) -> bool {
        let text = self.shaper.text;
        let later = |class| text.under(text.line_at(sentence.start), class);
        self.has(self.words.befalls, sentence.start, sentence.end)
            && !self.words.prevention.is_some_and(later)
            && !self.safe(sentence)
    }

    /// A name without the mark of the answer that begins with it: A.|オンラインショップ.
    fn answered(&self, found: Found) -> Found {
        let words = self.slice(found.start, found.end);
        let rest = words.strip_prefix(['A', 'Q']).map_or(words, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        let mark = rest.len() < words.len() && rest.starts_with(['.', ':']) && self.line_begins(found.start);
        let start = if mark { found.end - rest.trim_start_matches(['.', ':', ' ']).len() as u32 } else { found.start };
        Found { start, ..found }
    }

    /// ファイル共有サービス|「青葉」, クラウドサービス上|の…: what only says what the quoted name is, or where something lay.
    fn only_says(&self, found: &Found) -> bool {
        let behind = self.shaper.text.lexed.stretch(found.end, found.end + 6);
        let inside = self.shaper.text.lexed.text()[..found.start as usize].ends_with(['「', '『']);
        !inside && (behind.starts_with(['「', '『']) || self.slice(found.start, found.end).ends_with('上')) || self.amid(found)
    }

    /// 「まる|やまブックス」: what begins amid a word of a quote.
    fn amid(&self, found: &Found) -> bool {
        const FAR: u32 = 48;
        let before = self.shaper.text.lexed.stretch(found.start.saturating_sub(FAR), found.start);
        let opened = before.rfind('「').is_some_and(|at| !before[at..].contains(['」', '\n', ' ']));
        let kana = |c: char| crate::shape::name::is_hiragana(c) && !matches!(c, 'の' | 'は' | 'が' | 'を' | 'に' | 'で' | 'と');
        opened && before.ends_with(kana) && self.slice(found.start, found.end).starts_with(crate::shape::name::is_hiragana)
    }

    /// Whether nothing stands before a place in its line.
    fn line_begins(&self, at: u32) -> bool {
        let line = self.shaper.text.lines[self.shaper.text.line_at(at)];
        self.slice(line.start.min(at), at).trim().is_empty()
    }

    /// 委託先みどりシステムへの攻撃 … 株式会社みどりシステム: the name of a firm that works for another, which the text has with its legal form.
    /// A service may be called as its own firm is.
    fn firm(&self, found: &Found) -> bool {
        const WHOSE: [&str; 6] = ["再委託先", "委託先", "取引先", "提携先", "子会社", "グループ会社"];
        let words = self.slice(found.start, found.end);
        let before = self.slice(0, found.start);
        let within = WHOSE.iter().find_map(|w| words.strip_prefix(w));
        let name =
            within.or_else(|| WHOSE.iter().any(|w| before.ends_with(w)).then_some(words)).unwrap_or("").trim_start_matches('の');
        let legal = ["株式会社", "有限会社", "合同会社"];
        let named = |form: &&str| self.body_has(&format!("{form}{name}")) || self.body_has(&format!("{name}{form}"));
        !found.quoted && name.chars().count() >= 3 && legal.iter().any(named)
    }

    /// Adds a name, or lets it yield to one that says the same.
    fn join(&self, facts: &mut Vec<(Found, Fact<Service>)>, found: Found) {
        let text = self.shaper.text;
        let span: Span = text.lexed.source(found.start, found.end);
        let name = joined(span.of(&text.notice.text));
        let url = self.url(found.end);
        let rule = "services/name";
        let near = text.lexed.stretch(0, NEAR);
        for (known, fact) in facts.iter_mut() {
            let same = bare(&fact.value.name) == bare(&name);
            let inside = fact.value.name.contains(name.as_str()) && !(known.quoted && found.quoted);
            let short = short::is_short(near, &fact.value.name, &name) && !(known.quoted && found.quoted);
            if same || inside || short {
                fact.value.url = fact.value.url.take().or(url);
                fact.also.push(Evidence { span, rule: rule.into() });
                return;
            }
        }
        // 青葉市みどり館公式サイト: the organisation's name before it is none of it.
        let shorter = name.strip_prefix(self.own.as_str()).map(|rest| rest.trim_start_matches('の'));
        if !self.own.is_empty()
            && let Some((_, fact)) = facts.iter_mut().find(|(_, f)| Some(f.value.name.as_str()) == shorter)
        {
            fact.also.push(Evidence { span, rule: rule.into() });
            return;
        }
        // 青葉コンテスト of 「青葉コンテスト2023」
        let numbered = |f: &Fact<Service>| {
            f.value.name.strip_prefix(name.as_str()).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
        };
        if let Some((_, fact)) = facts.iter_mut().find(|(_, f)| numbered(f)) {
            fact.also.push(Evidence { span, rule: rule.into() });
            return;
        }
        // A longer name takes the place of its end: 電子申請システム for 申請システム.
        let longer = |known: &str| name.contains(known) || short::is_short(near, &name, known);
        facts.retain(|(known, fact)| known.quoted || !longer(&fact.value.name));
        facts.push((found, Fact::new(Service { name, url }, span, rule.into())));
    }

    /// An address in brackets or quotes right behind the name.
    fn url(&self, end: u32) -> Option<String> {
        const NEAR: u32 = 12;
        let lexed = &self.shaper.text.lexed;
        let url = lexed.within(end, end + NEAR).map(|t| lexed.tokens[t]).find(|t| t.class == classes::URL)?;
        Some(lexed.source(url.start, url.end).of(&self.shaper.text.notice.text).to_owned())
    }
}

/// A name without blanks and notes in brackets, in one case, to compare by: X(旧名)抽選会 is X抽選会.
fn bare(name: &str) -> String {
    let mut depth = 0_u32;
    let outer = name.chars().filter(|c| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => return depth == 0 && !c.is_whitespace(),
        }
        false
    });
    let bare: String = outer.flat_map(char::to_lowercase).collect();
    // A bracket that is never closed, or all of the name in brackets, is a part of it.
    if bare.is_empty() || depth > 0 { name.to_lowercase() } else { bare }
}
