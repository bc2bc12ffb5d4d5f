//! Named organisations other than the one whose incident it is, and their parts in it.

mod called;

use jikenbo_model::{Code, Evidence, Fact, Organization, Party, RuleId};

use called::{advises, called_firms, host, nobody};

use super::name::noun::{Plain, noun};
use super::name::{Forms, LEGAL_FORMS, Name, all_names, is_hiragana, is_name};
use super::{REACH, Shaper};
use crate::apply::Find;
use crate::clause::{Kind, Sentence, Text};
use crate::fold::joined;

/// The third parties: named with a legal form, with a known ending beside a word for a role, or right behind such a word.
pub(crate) fn parties(shaper: &Shaper<'_, '_, '_>, own: Option<&Fact<Organization>>) -> Vec<Fact<Party>> {
    let text = shaper.text;
    let own = own.and_then(|o| o.value.name.clone()).unwrap_or_default();
    let mut all: Vec<Name> = all_names(text, Forms::new(shaper.rules));
    all.retain(|n| n.legal || law_firm(text.lexed.slice(n.start, n.end)) || client(shaper, n) || host(shaper, n));
    all.extend(platforms(shaper));
    all.extend(called_firms(shaper));
    let told = behind_roles(shaper).into_iter().chain(entrusted(shaper));
    let told: Vec<Name> = told.filter(|n| !all.iter().any(|k| k.start < n.end && n.start < k.end)).collect();
    all.extend(told);
    all.extend(beside(shaper, &own));
    all.sort_by_key(|n| n.start);
    // 株式会社茶舗|やまぎし: the first part of the organisation's own name is nobody else.
    all.retain(|n| own.is_empty() || !text.lexed.stretch(n.start, n.start + own.len() as u32).starts_with(&own));
    let own = core(&own);
    let mut facts: Vec<(String, Fact<Party>)> = Vec::new();
    for name in &all {
        let span = text.lexed.source(name.start, name.end);
        let words = joined(span.of(&text.notice.text));
        let bare = core(&words);
        if same(&bare, &own) || bare.chars().count() < 2 || !name.legal && nobody(&bare) || advises(text, name, &bare) {
            continue;
        }
        let Some((role, rule)) = role(shaper, name) else { continue };
        let full = facts.len() >= MOST;
        match facts.iter_mut().find(|(known, _)| same(known, &bare)) {
            Some((_, known)) => known.also.push(Evidence { span, rule }),
            None if !full => facts.push((bare, Fact::new(Party { name: words, role }, span, rule))),
            None => {}
        }
    }
    facts.into_iter().map(|(_, fact)| fact).collect()
}

/// A notice names no more parties: each name is compared with those known.
const MOST: usize = 200;

/// 青葉区より受託している事業: whose work it is.
fn client(shaper: &Shaper<'_, '_, '_>, name: &Name) -> bool {
    let text = shaper.text;
    let after = text.lexed.slice(name.end, text.lexed.text().len() as u32);
    ["より受託", "から受託", "より委託", "から委託", "様より受託", "様から受託"].iter().any(|w| after.starts_with(w))
}

/// 青葉銀行とみどりカードは…と発表した: who announces it together with the organisation.
fn beside(shaper: &Shaper<'_, '_, '_>, own: &str) -> Option<Name> {
    let text = shaper.text;
    first_sentences(shaper).find_map(|s| {
        let words = text.lexed.slice(s.start, s.end);
        let rest = words.trim_start().strip_prefix(own).filter(|_| !own.is_empty())?.strip_prefix('と')?;
        let start = s.end - rest.len() as u32;
        let name = Name { start, end: start + rest.find('は')? as u32, legal: false };
        Plain::new(shaper.rules).name(&text.lexed, name.start, name.end).then_some(name)
    })
}

/// The sentences in which a report says who announced what with whom.
fn first_sentences<'s>(shaper: &'s Shaper<'_, '_, '_>) -> impl Iterator<Item = &'s Sentence> {
    const FIRST: usize = 4;
    let end = shaper.text.title.1;
    let sentences = &shaper.text.sentences;
    sentences[sentences.partition_point(|s| s.start < end)..].iter().take(FIRST)
}

/// Whether the name stands behind と in the first sentence, before what is announced.
fn beside_announcer(shaper: &Shaper<'_, '_, '_>, name: &Name) -> bool {
    let text = shaper.text;
    !name.legal
        && first_sentences(shaper).any(|s| {
            s.start < name.start
                && name.end < s.end
                && text.lexed.slice(s.start, name.start).ends_with('と')
                && text.lexed.slice(name.end, s.end).starts_with('は')
        })
}

/// Google にキャッシュの削除を申請: those whose services hold what is to be deleted.
fn platforms(shaper: &Shaper<'_, '_, '_>) -> Vec<Name> {
    let text = shaper.text;
    let class = shaper.rules.names.get("third_parties/platform#maker");
    let asked = |n: &usize| {
        let (token, sentence) = (text.tokens()[*n], text.sentence(*n));
        let after = text.lexed.slice(token.end, sentence.end);
        let to = after.trim_start_matches([' ', '社']);
        let deletion =
            ["削除", "キャッシュ", "申請", "被害を報告", "通報", "復旧を依頼", "凍結"].iter().any(|w| after.contains(w));
        deletion && (to.starts_with('に') || to.starts_with('へ'))
    };
    let makers = class.map_or(&[][..], |class| text.places.of(class));
    let all = makers.iter().map(|n| *n as usize).filter(asked).map(|n| text.tokens()[n]);
    all.map(|t| Name { start: t.start, end: t.end, legal: false }).collect()
}

/// A law firm says by its name what its part is.
fn law_firm(name: &str) -> bool {
    name.ends_with("法律事務所")
}

/// Whether two names without their legal forms are one, but for a short form (青葉堂, みどり青葉堂).
fn same(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one.ends_with(other) || other.ends_with(one))
}

/// A name without its legal form and blanks; アオバ社 is アオバ.
fn core(name: &str) -> String {
    let name = name.strip_suffix('社').filter(|n| !n.ends_with("会") && n.chars().count() >= 3).unwrap_or(name);
    LEGAL_FORMS.iter().fold(name.to_owned(), |n, w| if n.contains(w) { n.replace(w, "") } else { n })
}

/// Nouns right behind a word for a role: 委託先の青葉ソリューションズ, 調査機関のAoba Forensics, 診断会社「青葉試験所」
fn behind_roles(shaper: &Shaper<'_, '_, '_>) -> Vec<Name> {
    const JOINTS: [&str; 7] = ["", "の", "である", "「", "(以下「", "の「", "である「"];
    let text = shaper.text;
    let lexed = &text.lexed;
    let plain = Plain::new(shaper.rules);
    let mut all = Vec::new();
    for find in shaper.under("third_parties") {
        let token = text.tokens()[find.last()];
        let sentence = text.sentence(find.last());
        let rest = lexed.slice(token.end, sentence.end);
        let word = lexed.slice(token.start, token.end);
        // 保守をお願いしている青葉テック: the verb stands right before the name.
        let given = ["委託", "任せ", "頼", "お願い", "請け負", "借り", "築い", "預け"].iter().any(|w| word.contains(w));
        let verb = given && word.ends_with(['る', 'た']);
        // 給食を提供する青葉食(東京): only with the place where it is.
        let does = !given && word.ends_with("する");
        // 会社「…」
        let open = word.ends_with('「');
        if !verb && !does && !open && !TELLING.iter().any(|w| word.ends_with(w)) {
            continue;
        }
        // 調査会社アオバポイントに: the name stands right behind the word for a firm.
        let right_behind = word.ends_with("会社") && rest.starts_with(|c: char| matches!(c, 'ァ'..='ヺ' | 'A'..='Z'));
        let fits = |j: &&&str| rest.starts_with(**j) && (verb || does || open || right_behind) == j.is_empty();
        let Some(joint) = JOINTS.iter().rev().find(fits) else { continue };
        let rest = &rest[joint.len()..];
        let start = token.end + joint.len() as u32;
        let quoted = open || joint.ends_with('「');
        let len = if quoted { rest.find('」').unwrap_or(0) } else { run(rest) };
        let (name, end) = (&rest[..len], start + len as u32);
        let after = &rest[len..];
        let used = quoted
            || ["が", "は", "に", "から", "と", "へ", "より", "の", "で", "を", "(", "様"].iter().any(|p| after.starts_with(p));
        let service = name.ends_with("サービス") && plain.name(lexed, start, end);
        let actor = noun(name) && (service || plain.surely(lexed, start, end));
        // 代理店である青葉保険(青葉市): with the place where it is, it is one.
        let at = after.strip_prefix('(').and_then(|a| a.split_once(')')).is_some_and(|(place, _)| is_place(place));
        // 子会社であるアオバ: nobody says so of a thing.
        let is = joint.contains("である") && katakana(name);
        let firm = right_behind && katakana(name) && name.chars().count() >= 6;
        // 決済を代行するアオバ社, 調査会社アオバトレース: nothing else is called so.
        let company = name.ends_with('社')
            && !name.ends_with("会社")
            && name.chars().count() > 2
            && proper(name.trim_end_matches('社'), true);
        let named = word.ends_with("会社") && joint.is_empty() && katakana(name) && name.chars().count() > 4;
        if used && actor && (!does && (proper(name, quoted) || is || firm) || at || company || named) {
            all.push(Name { start, end, legal: false });
        }
    }
    all
}

/// What words for a role end with behind which a name may stand.
const TELLING: [&str; 12] = ["社", "グループの", "先", "者", "機関", "ベンダー", "専門家", "店", "企業", "メーカー", "元", "様"];

/// 青葉市, 東京
fn is_place(words: &str) -> bool {
    words.ends_with(['市', '区', '町', '村', '県', '府'])
        || ["東京", "東京都", "大阪", "京都", "名古屋", "福岡", "札幌"].contains(&words)
}

/// Nouns to whom work was given: アオバシステムズに保守を委託, 「アオバ」に再委託
fn entrusted(shaper: &Shaper<'_, '_, '_>) -> Vec<Name> {
    const NEAR: usize = 90;
    let lexed = &shaper.text.lexed;
    let plain = Plain::new(shaper.rules);
    let given = |find: &Find| {
        let token = shaper.text.tokens()[find.last()];
        let word = lexed.slice(token.start, token.end);
        let given = ["委託", "を依頼", "を頼"].iter().any(|w| word.contains(w));
        if !given || word.ends_with(['先', '者', '社']) {
            return None;
        }
        let whole = lexed.slice(shaper.text.sentence(find.last()).start, token.start);
        let before = &whole[whole.ceil_char_boundary(whole.len().saturating_sub(NEAR))..];
        let from = token.start - before.len() as u32;
        before.rmatch_indices(['に', 'へ']).find_map(|(at, _)| {
            let head = &before[..at];
            let (start, end) = match head.strip_suffix('」') {
                Some(inner) => (inner.rfind('「')? + '「'.len_utf8(), inner.len()),
                None => (behind_kind(head), at),
            };
            let (name, quoted) = (&before[start..end], end < at);
            let kind = before[..start].ends_with("会社");
            let (start, end) = (from + start as u32, from + end as u32);
            let service = name.ends_with("サービス") && plain.name(lexed, start, end);
            let sure = service || plain.surely(lexed, start, end);
            let firm = (proper(name, quoted) || (quoted || kind) && katakana(name)) && noun(name) && sure;
            firm.then_some(Name { start, end, legal: false })
        })
    };
    shaper.under("third_parties").filter_map(given).collect()
}

/// Where the name begins that ends the words: in 調査会社アオバトレース, behind what sort of firm it is.
fn behind_kind(words: &str) -> usize {
    let start = words.trim_end_matches(is_name).len();
    words[start..].find("会社").filter(|at| *at > 0).map_or(start, |at| start + at + "会社".len())
}

/// Whether a name is of katakana alone: such short forms are not found by their form.
fn katakana(name: &str) -> bool {
    name.chars().count() >= 3 && name.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | '・'))
}

/// How many bytes of nouns the words begin with; of Latin letters also over blanks.
fn run(words: &str) -> usize {
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '&');
    if words.starts_with(|c: char| c.is_ascii_uppercase()) {
        let len = words.find(|c: char| !latin(c)).unwrap_or(words.len());
        let rest = &words[len..];
        return len + rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
    }
    words.find(|c: char| !is_name(c)).unwrap_or(words.len())
}

/// Whether the noun is a proper one: Latin letters or katakana, or at least a quoted name that is no sentence.
fn proper(name: &str, quoted: bool) -> bool {
    let telling = name.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z'));
    let katakana = katakana(name);
    const FIRMS: &[&str] = &[
        "ホールディングス",
        "フォレンジック",
        "ロジスティクス",
        "ロジテック",
        "リユース",
        "リサイクル",
        "メンテナンス",
        "デザイン",
        "メディア",
        "ホスト",
        "サービシーズ",
        "インターナショナル",
        "カンパニー",
        "フィナンシャル",
        "フォレンジクス",
        "リサーチ",
        "ラボ",
        "ワークス",
        "システム",
        "データ",
        "ディフェンス",
        "ソフト",
        "ネット",
        "フォレンジックス",
        "コミュニケーションズ",
        "ネットワークス",
        "パートナーズ",
        "ソリューションズ",
        "システムズ",
        "テクノロジー",
        "コーポレーション",
        "エンジニアリング",
        "コンサルティング",
        "ジャパン",
        "テック",
        "セキュリティ",
        "グループ",
    ];
    let firm = FIRMS.iter().any(|w| name.ends_with(w));
    let ends =
        ["銀行", "研究所", "試験所", "工業", "協会", "物流", "通運", "技研", "測地", "印刷"].iter().any(|w| name.ends_with(w));
    // アオバ・アンド・ミドリ: words of katakana that are joined name somebody.
    let sure = telling && (!katakana || firm || name.contains('・')) || ends;
    let short = name.chars().filter(|c| is_hiragana(*c)).count() <= 4;
    // 青葉コンピュータサービス is a firm, メールサービス a thing.
    let thing = name.ends_with("サービス") && (katakana || name.chars().count() < 8);
    (3..=25).contains(&name.chars().count())
        && short
        && !thing
        && (sure || quoted && telling)
        && !["会社", "業者", "企業", "機関", "ベンダー", "部門"].iter().any(|w| name.ends_with(w))
        && (quoted || !name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()))
}

/// The role whose word stands nearest to the name in its sentence; else that of the heading over it; else, in a full sentence, just
/// another organisation.
fn role(shaper: &Shaper<'_, '_, '_>, name: &Name) -> Option<(Code, RuleId)> {
    let text = shaper.text;
    let words = text.lexed.slice(name.start, name.end);
    if law_firm(words) {
        return Some(("law_firm".into(), "third_parties/law_firm".into()));
    }
    if ["フォレンジ", "Forensic"].iter().any(|w| words.contains(w)) {
        return Some(("forensics".into(), "third_parties/forensics".into()));
    }
    let sentence = &near(text, name)?;
    let maker = shaper.rules.names.get("third_parties/platform#maker");
    if text.lexed.within(name.start, name.end).any(|t| Some(text.tokens()[t].class) == maker) {
        return Some(("platform".into(), "third_parties/platform".into()));
    }
    if beside_announcer(shaper, name) || client(shaper, name) || !name.legal && host(shaper, name) {
        return Some(("other".into(), "third_parties/other".into()));
    }
    let found = nearest(shaper, name, sentence.start, sentence.end).or_else(|| headed(shaper, name));
    if let Some(find) = found {
        return Some((shaper.rule(find).code.clone(), shaper.rule(find).id.clone()));
    }
    spoken(shaper, name, sentence).then(|| ("other".into(), "third_parties/other".into()))
}

/// The sentence that the name stands in, but no more of it than [`REACH`] on either side.
fn near(text: &Text<'_>, name: &Name) -> Option<Sentence> {
    let at = text.sentences.partition_point(|s| s.start <= name.start).checked_sub(1)?;
    let sentence = text.sentences[at];
    let words = text.lexed.text();
    let from = words.floor_char_boundary(name.start.saturating_sub(REACH) as usize) as u32;
    let to = words.floor_char_boundary((name.end + REACH) as usize) as u32;
    let (start, end) = (sentence.start.max(from), sentence.end.min(to));
    (name.start < sentence.end).then_some(Sentence { start, end, ..sentence })
}

/// The find of a role that stands nearest to a name: it says what part the name takes.
fn nearest<'s>(shaper: &'s Shaper<'_, '_, '_>, name: &Name, start: u32, end: u32) -> Option<&'s Find> {
    let tokens = shaper.text.tokens();
    let within = shaper.text.lexed.within(start, end);
    let finds = shaper.under("third_parties").as_slice();
    let (from, to) = (finds.partition_point(|f| f.last() < within.start), finds.partition_point(|f| f.last() < within.end));
    // 委託を受けた会社「…」: what the firm does tells more.
    const VAGUE: u32 = 200;
    let gap = |f: &&Find| {
        let t = tokens[f.last()];
        let vague = if shaper.text.lexed.slice(t.start, t.end).ends_with('「') { VAGUE } else { 0 };
        vague + if t.start >= name.end { t.start - name.end } else { name.start.saturating_sub(t.end) + 3 }
    };
    finds[from..to.max(from)].iter().filter(|f| tokens[f.last()].end <= end).min_by_key(gap)
}

/// The role that the heading tells under which the name stands: 2 業務委託先 ⏎ 株式会社青葉堂
fn headed<'s>(shaper: &'s Shaper<'_, '_, '_>, name: &Name) -> Option<&'s Find> {
    let text = shaper.text;
    let line = text.lines[text.line_at(name.start)];
    let heading = text.lines[line.heading? as usize];
    let first = text.lexed.slice(line.body, name.start).trim().is_empty();
    nearest(shaper, name, heading.start, heading.end).filter(|_| first)
}

/// Whether the sentence says what the organisation did or what was done to it.
fn spoken(shaper: &Shaper<'_, '_, '_>, name: &Name, sentence: &Sentence) -> bool {
    let text = shaper.text;
    let words = text.lexed.slice(sentence.start, sentence.end);
    let line = text.lines[text.line_at(name.start)];
    let behind = text.lexed.slice(name.end, sentence.end).trim_start_matches(['」', '様']);
    let behind = behind.strip_prefix('(').and_then(|b| b.split_once(')')).map_or(behind, |(_, b)| b);
    let acts = [
        "は",
        "が",
        "の",
        "に",
        "より",
        "から",
        "と",
        "へ",
        "を",
        "、",
        "において",
        "で",
        "及び",
        "並びに",
        "および",
        "ならびに",
    ]
    .iter()
    .any(|p| behind.starts_with(p));
    // What is told to it is a report to an authority.
    let told = ["に報告", "へ報告", "に届", "に相談", "へ相談"].iter().any(|p| behind.starts_with(p));
    let mark = told || ["商標", "広告", "〒", "お問い合わせ", "問い合わせ"].iter().any(|w| words.contains(w));
    words.ends_with('。') && acts && !mark && !matches!(line.kind, Kind::Heading(_)) && !text.in_title(name.start)
}
