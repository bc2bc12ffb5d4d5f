//! What a figure counts.

use super::super::has;
use super::clear::clear;
use super::held::{INFORMATION, holds_persons, is_information, is_kept_there, says_only_files};
use super::inherit::{broken_down, is_of_cards, is_of_named, is_rest_of_persons};
use super::label::{by_files, by_head, by_label, label_bound, labelled};
use super::lot::{VOLUMES, is_out_of_service};
use super::matter::{by_matter, overruled};
use super::part::{by_act, by_part};
use super::passed::{after, before};
use super::sum::by_sum;
use super::unsaid::unsaid;
use super::{Figure, Told, Words, unit};
use crate::apply::Find;
use crate::clause::{Kind, NONE};
use crate::lex::Counter;
use crate::rule::{Class, Section, classes};
use crate::shape::Shaper;
use jikenbo_model::Code;

/// What is counted, the more special first: where two subjects stand equally near, the more special one is meant.
const SPECIAL: &[&str] = &["card", "account", "email_address", "message", "access", "personal", "other"];

/// What costs more than any distance within a sentence: a word of a heading.
pub(super) const HEADING: u32 = 5_000;

/// What is no likely subject for the counter: people are no machines.
const MISFIT: u32 = 1_000;

/// Words that only say that something is counted (件数, 漏えい) yield to those that name what.
const VAGUE: u32 = 400;

/// What the figure counts: the same as the figure that it breaks down, or what the words around it say.
pub(super) fn tell(
    shaper: &Shaper<'_, '_, '_>,
    words: &Words,
    own: &[(u32, Find)],
    figure: &Figure,
    before: &[Told],
) -> Option<Told> {
    let counter = figure.quantity.counter;
    // 「対象件数⏎1,200件(委託元の集計)」: the label says what is counted, not the remark behind.
    let label = labelled(shaper, figure);
    let said = |f: &Find| {
        code(shaper, f) != "none"
            && (label.is_none_or(|from| is_within(shaper, figure, f, from)) || follows_on(shaper, figure, f))
    };
    let best =
        own.iter().filter(|(_, f)| said(f)).filter_map(|(_, f)| Some((cost(shaper, figure, f)?, *f))).min_by_key(|(c, _)| *c);
    let told = |find: Find, code: &str| told_as(figure, find, code);
    let nearest = best.map(|(c, f)| (c.0, code(shaper, &f)));
    let near = |by: &str| {
        let said = |f: &Find| code(shaper, f) == by && cost(shaper, figure, f).is_some_and(|c| c.0 < 60);
        own.iter().map(|(_, f)| *f).find(said)
    };
    if let Some(total) = by_sum(shaper, figure, before) {
        return Some(total);
    }
    if let Some((code, find)) = clear(shaper, words, figure).and_then(|code| Some((code, made(shaper, code, figure)?))) {
        return Some(told(near(code).unwrap_or(find), code));
    }
    if let Some((code, find)) = by_act(shaper, words, figure) {
        return Some(told(near(code).unwrap_or(find), code));
    }
    if is_of_cards(shaper, figure) {
        return Some(told(near("card").or_else(|| made(shaper, "card", figure))?, "card"));
    }
    if is_rest_of_persons(shaper, figure) {
        return Some(told(made(shaper, "personal", figure)?, "personal"));
    }
    if let Some(last) = broken_down(shaper, figure, before, nearest) {
        let find = Find { rule: last.find.rule, at: alone(figure.n) };
        let mut told = Told { part: true, ..told(find, last.subject.as_str()) };
        if counter == last.figure.quantity.counter {
            told.unit = last.unit;
        }
        return Some(told);
    }
    if is_of_named(shaper, figure, before) {
        return Some(told(made(shaper, "personal", figure)?, "personal"));
    }
    if let Some((code, find)) = by_part(shaper, own, figure) {
        return Some(told(find, code));
    }
    if let Some(by) = by_counter(shaper, figure, best.is_some()) {
        let said = near(by).or_else(|| made(shaper, by, figure))?;
        return Some(told(said, by));
    }
    if let Some(code) = by_files(shaper, figure) {
        return Some(Told { unit: "files", ..told(made(shaper, code, figure)?, code) });
    }
    let best = by_heading(shaper, own, figure, best).or(best);
    let found = by_head(shaper, figure).or_else(|| by_words(shaper, figure, best));
    let Some(found) = found else { return unsaid(shaper, words, figure, before) };
    let find = overruled(shaper, own, &found, figure).or_else(|| by_matter(shaper, words, &found, figure)).unwrap_or(found);
    // 「対象のファイル 計8ファイル」: nothing is said of what they hold.
    if counter == Counter::Files && code(shaper, &find) == "personal" && says_only_files(shaper, figure, &find) {
        return Some(told(made(shaper, "other", figure)?, "other"));
    }
    let information = code(shaper, &find) == "other"
        && (is_information(shaper, figure) || holds_persons(shaper, figure) || is_kept_there(shaper, figure, &find, before));
    let find = if information { made(shaper, "personal", figure).unwrap_or(find) } else { find };
    let mut told = told(find, code(shaper, &find));
    told.figure.quantity.bound = label_bound(shaper, figure).unwrap_or(figure.quantity.bound);
    told.unit = special_unit(shaper, own, figure, told.subject.as_str() == "personal").unwrap_or(told.unit);
    Some(told)
}

/// 「送信された迷惑メール⏎ 件数 21,346通」: mails and accounts that the heading names, where the line only says that something is counted.
fn by_heading(
    shaper: &Shaper<'_, '_, '_>,
    own: &[(u32, Find)],
    figure: &Figure,
    best: Option<((u32, usize), Find)>,
) -> Option<((u32, usize), Find)> {
    let vague = best.is_some_and(|(_, f)| shaper.rule(&f).weak);
    let special = |f: &Find| matches!(code(shaper, f), "message" | "account") && !shaper.rule(f).weak;
    let headed = |f: &Find| matches!(shaper.rule(f).section, Section::Under(_)) && special(f);
    let counted = matches!(figure.quantity.counter, Counter::Records | Counter::Mails);
    let cost = |f: &Find| cost(shaper, figure, f).filter(|c| c.0 < HEADING + MISFIT);
    let mut finds = own.iter().filter(|(_, f)| vague && counted && headed(f)).filter_map(|(_, f)| Some((cost(f)?, *f)));
    finds.next()
}

/// The figure as counting what the code says.
pub(super) fn told_as(figure: &Figure, find: Find, code: &str) -> Told {
    Told { figure: *figure, find, subject: Code::from(code), unit: unit(figure.quantity.counter, code), part: false }
}

/// What the words near the figure, its label, or the words right behind it say that it counts.
fn by_words(shaper: &Shaper<'_, '_, '_>, figure: &Figure, best: Option<((u32, usize), Find)>) -> Option<Find> {
    let counter = figure.quantity.counter;
    let likely = best.filter(|(cost, _)| cost.0 % HEADING < MISFIT);
    let named = likely.filter(|(cost, _)| cost.0 < VAGUE).map(|(_, f)| f);
    // 「計3,076人分」: whose share it is, if nothing is said.
    let share = || {
        let said = shaper.text.lexed.slice(figure.start, figure.end);
        let persons = said.ends_with('分') && matches!(counter, Counter::People | Counter::Records);
        if persons { made(shaper, "personal", figure) } else { None }
    };
    let things = || {
        let said = after(shaper, figure).trim_start_matches('分');
        let held = counter == Counter::Organizations && INFORMATION.iter().any(|w| said.starts_with(w));
        if held || counter == Counter::Files { made(shaper, "other", figure) } else { None }
    };
    let (label, likely) = (|| by_label(shaper, figure), likely.map(|(_, f)| f));
    let sure = |f: &Find| !shaper.rule(f).weak;
    named.or_else(|| label().filter(sure)).or(likely.filter(sure)).or_else(label).or(likely).or_else(share).or_else(things)
}

/// Whether the find's words stand between `from` and the figure.
fn is_within(shaper: &Shaper<'_, '_, '_>, figure: &Figure, find: &Find, from: u32) -> bool {
    find.tokens().all(|t| (from..figure.end).contains(&shaper.text.tokens()[t].start))
}

/// Whether a word of the find is joined to the figure from behind: 20件のID.
fn follows_on(shaper: &Shaper<'_, '_, '_>, figure: &Figure, find: &Find) -> bool {
    find.tokens().any(|t| shaper.text.tokens()[t].start >= figure.end && distance(shaper, figure, t) == 0)
}

/// The subject that the page of a find stands for.
pub(super) fn code<'s>(shaper: &'s Shaper<'_, '_, '_>, find: &Find) -> &'s str {
    shaper.rule(find).code.as_str()
}

/// What the counter alone tells: 台 counts machines, アカウント and 口座 accounts, 世帯 persons if a word beside it is `named`.
fn by_counter(shaper: &Shaper<'_, '_, '_>, figure: &Figure, named: bool) -> Option<&'static str> {
    let said = shaper.text.lexed.slice(figure.start, figure.end);
    match figure.quantity.counter {
        Counter::Accounts => Some("account"),
        Counter::Other if said.ends_with("IPアドレス") => Some("access"),
        Counter::Records if after(shaper, figure).starts_with("のパスワード") => Some("account"),
        Counter::Records if said.ends_with("アドレス") => Some("email_address"),
        Counter::Records if before(shaper, figure).trim_end_matches(['の', ' ', '約']).ends_with("アドレス帳") => {
            Some("email_address")
        }
        Counter::Other if ["世帯分", "戸分"].iter().any(|w| said.ends_with(w)) => Some("personal"),
        Counter::Other if said.ends_with("世帯") && after(shaper, figure).starts_with(['(', 'の']) => Some("personal"),
        Counter::Other if named && ["世帯", "戸", "組"].iter().any(|w| said.ends_with(w)) => Some("personal"),
        Counter::Other if said.ends_with('個') && is_file(shaper, figure) => None,
        Counter::Other
            if ["台", "台分", "端末", "サイト", "ポイント", "個", "センター", "コンテンツ", "教室", "事件", "棟", "綴り"]
                .iter()
                .any(|w| said.ends_with(w)) =>
        {
            Some("other")
        }
        Counter::Other if is_out_of_service(shaper, figure) => Some("other"),
        Counter::Other if VOLUMES.iter().any(|w| said.ends_with(w)) => Some("other"),
        Counter::Other if said.ends_with('本') && is_stick(before(shaper, figure)) => Some("other"),
        _ => None,
    }
}

/// ファイル 最大33,015個, 52個のファイル
fn is_file(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const FILES: &[&str] = &["ファイル", "フォルダ", "フォルダー", "データ", "文書"];
    let noun = before(shaper, figure).trim_end_matches([' ', ':', '(', 'は', 'が', '約', '計']);
    let behind = after(shaper, figure).strip_prefix('の').unwrap_or("");
    FILES.iter().any(|w| noun.ends_with(w) || behind.starts_with(w))
}

/// USB2本: the digit touches the letters, so that no word stands there.
fn is_stick(before: &str) -> bool {
    ["USB", "メモリ", "メモリー", "テープ"].iter().any(|w| before.trim_end_matches([' ', '約', '計']).ends_with(w))
}

/// The tokens of a find that is a figure alone.
pub(super) const fn alone(n: usize) -> [u32; crate::apply::MOST] {
    let mut at = [NONE; crate::apply::MOST];
    at[0] = n as u32;
    at
}

/// A find for a code that the rules did not make: the figure alone.
pub(super) fn made(shaper: &Shaper<'_, '_, '_>, code: &str, figure: &Figure) -> Option<Find> {
    let rules = shaper.rules.by_last.of(classes::COUNT);
    let of = |r: &&u16| {
        let rule = &shaper.rules.rules[**r as usize];
        rule.key == "counts" && rule.code.as_str() == code
    };
    Some(Find { rule: *rules.iter().find(of)?, at: alone(figure.n) })
}

/// How far the word that says the subject is from the figure, and how special it is; nothing if it cannot be counted so.
pub(super) fn cost(shaper: &Shaper<'_, '_, '_>, figure: &Figure, find: &Find) -> Option<(u32, usize)> {
    let rule = shaper.rule(find);
    let code = rule.code.as_str();
    let special = SPECIAL.iter().position(|s| *s == code).unwrap_or(SPECIAL.len());
    let vague = if rule.weak { VAGUE } else { 0 };
    let word = find.tokens().find(|t| shaper.text.tokens()[*t].class != classes::COUNT);
    let far = match (word, rule.section) {
        (Some(word), _) => distance(shaper, figure, word),
        (None, Section::Under(class)) => HEADING + 100 * level(shaper, figure, class)?,
        (None, _) => HEADING,
    };
    let counted = || word.is_some_and(|word| is_customer(shaper, word));
    let alien = figure.quantity.counter == Counter::Organizations && code == "personal" && !counted();
    let body = rule_names_body(shaper, rule.section, word) && !is_of_bodies(figure.quantity.counter);
    Some((far + vague + misfit(figure, code, far) + if alien || body { MISFIT } else { 0 }, special))
}

/// What organisations are counted by, if not by their own counters.
const fn is_of_bodies(counter: Counter) -> bool {
    matches!(counter, Counter::Organizations)
}

/// Whether the find goes by a word for organisations: 支店 in 「支店では取引7,600件が」 only says where.
fn rule_names_body(shaper: &Shaper<'_, '_, '_>, section: Section, word: Option<usize>) -> bool {
    let bodies = shaper.rules.names.get("counts/other#bodies");
    let class = match (word, section) {
        (Some(word), _) => Some(shaper.text.tokens()[word].class),
        (None, Section::Under(class)) => Some(class),
        (None, _) => None,
    };
    let place = word.is_none_or(|word| {
        let end = shaper.text.tokens()[word].end;
        ["で", "に", "内", "が", "は", "と", "を"].iter().any(|w| shaper.text.lexed.stretch(end, end + 3) == *w)
    });
    bodies.is_some() && class == bodies && place
}

/// Words of customers: organisations too are counted so (法人会員, お客様).
fn is_customer(shaper: &Shaper<'_, '_, '_>, word: usize) -> bool {
    let token = shaper.text.tokens()[word];
    let said = shaper.text.lexed.slice(token.start, token.end);
    ["客", "会員", "契約", "加入", "登録", "ユーザ", "申込", "利用者", "取引先様"].iter().any(|w| said.contains(w))
}

/// People are not machines, and machines are no accounts.
fn misfit(figure: &Figure, code: &str, far: u32) -> u32 {
    match (figure.quantity.counter, code) {
        // 職員1名のメールアカウント
        (Counter::People, "account") if far == 0 => 0,
        (Counter::Organizations, "personal") => 20,
        (Counter::People, "other")
        | (Counter::Organizations, "email_address" | "message" | "account" | "card")
        | (Counter::Times, "personal" | "other" | "card" | "email_address") => 2 * MISFIT,
        (Counter::People, "message") | (Counter::Mails, "account" | "card") => MISFIT,
        (Counter::People | Counter::Organizations, "access") if far < HEADING => MISFIT,
        (Counter::Mails, "other") => 30,
        (Counter::People, "account") | (Counter::Mails, "email_address") => 300,
        _ => 0,
    }
}

/// Particles and marks that join a word to its figure.
const JOINS: [char; 15] = ['(', ' ', ':', 'は', 'が', 'の', '計', '数', '\t', '、', '等', '「', '」', '『', '』'];

/// How far a word is from a figure: what is counted stands near, in the same clause, and rather before than behind.
pub(super) fn distance(shaper: &Shaper<'_, '_, '_>, figure: &Figure, word: usize) -> u32 {
    let text = shaper.text;
    let token = text.tokens()[word];
    let clause = if text.clause_of[word] == text.clause_of[figure.n] { 0 } else { 200 };
    if token.start >= figure.end {
        let between = text.lexed.slice(figure.end, token.start);
        return if counted_next(between) { 0 } else { between.len() as u32 + 18 + clause };
    }
    let line = text.line_at(figure.start);
    let between = text.lexed.slice(token.end, figure.start);
    if text.lines[line].kind == Kind::Row && token.start >= text.lines[line].start && between.contains('\t') {
        // The first cell of a row names what the row is about; those between describe it.
        let first = !text.lexed.slice(text.lines[line].body, token.start).contains('\t');
        // 青葉支店 | 口座振替依頼書 | 2,340枚 | 1,126名: so does the cell before the figures.
        let cells = between.split('\t').map(str::trim);
        let beside =
            cells.clone().all(|cell| !cell.contains(|c: char| !c.is_ascii_digit() && !"枚冊件名人先社通約、部個".contains(c)));
        return if first || beside { 30 } else { 500 + between.len() as u32 };
    }
    let figures = text.tokens()[word..figure.n].iter().filter(|t| t.class == classes::COUNT).count() as u32;
    let fits = between.trim_matches(JOINS).is_empty();
    if fits { 0 } else { between.len() as u32 + clause + 100 * figures }
}

/// Whether these words join the figure to the noun that it counts: 20,957件の(ID), 3名分の個人(情報).
fn counted_next(between: &str) -> bool {
    let Some(words) = between.strip_prefix("分の").or_else(|| between.strip_prefix('の')) else { return false };
    words.len() <= 24 && !words.contains(['、', 'を', 'に', 'が', 'の', '('])
}

/// How many headings lie between the figure and the one that holds a word of the class; nothing if only words behind the figure do.
fn level(shaper: &Shaper<'_, '_, '_>, figure: &Figure, class: Class) -> Option<u32> {
    let text = shaper.text;
    let line = text.lines[text.line_at(figure.start)];
    if has(shaper, Some(class), line.start, figure.start) {
        return Some(0);
    }
    let (mut at, mut level) = (line.heading, 1);
    while let Some(n) = at {
        let heading = text.lines[n as usize];
        if has(shaper, Some(class), heading.start, heading.end) {
            return Some(level);
        }
        (at, level) = (heading.heading, level + 1);
    }
    None
}

/// 件 of files are files, and so are volumes of persons' data, sheets of photographs and copies: 動画253件, 名簿2冊, 写真データ4枚, 名簿の写し2枚.
fn special_unit(shaper: &Shaper<'_, '_, '_>, own: &[(u32, Find)], figure: &Figure, personal: bool) -> Option<&'static str> {
    let said = shaper.text.lexed.slice(figure.start, figure.end);
    let sheets = said.ends_with('枚');
    let file =
        || before(shaper, figure).trim_end_matches(' ').ends_with("ファイル") || after(shaper, figure).starts_with("のファイル");
    if said.ends_with('冊') && (personal || file()) {
        return Some("files");
    }
    let (before, behind) = (before(shaper, figure).trim_end_matches(' '), after(shaper, figure));
    if said.ends_with('個') && is_file(shaper, figure) {
        return Some("files");
    }
    let copies = ["データ", "写真", "画像", "写し", "コピー"].iter().any(|w| before.ends_with(w))
        || behind.starts_with("のコピー")
        || behind.starts_with("の写");
    if sheets && copies {
        return Some("files");
    }
    const FILES: &[&str] = &["のファイル", "ものファイル", "の電子ファイル", "のデータファイル", "のPDFファイル", "のフォルダ"];
    if figure.quantity.counter == Counter::Records && FILES.iter().any(|w| behind.starts_with(w)) {
        return Some("files");
    }
    let files = shaper.rules.names.get("counts/personal#files");
    let file = |t: usize| Some(shaper.text.tokens()[t].class) == files && distance(shaper, figure, t) == 0;
    (figure.quantity.counter == Counter::Records && own.iter().any(|(_, f)| f.tokens().any(file))).then_some("files")
}
