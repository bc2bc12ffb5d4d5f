//! What people are counted as by the part they have in the sentence: who looked saw the data, whose password was taken lost an
//! account.

use jikenbo_model::Code;

use super::passed::{after, follows, starts};
use super::subject::{HEADING, cost, distance, made};
use super::{Figure, Told, Words};
use crate::apply::Find;
use crate::lex::Counter;
use crate::rule::Section;
use crate::shape::Shaper;

/// What organisations can lose like persons.
const INFORMATION: &[&str] = &["の情報", "のデータ", "の個人情報", "の登録情報", "の会員情報"];

/// The code of persons or organisations by what they do or what is done to them, and the find that proves it.
pub(super) fn by_act(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> Option<(&'static str, Find)> {
    let counter = figure.quantity.counter;
    if counter == Counter::Times && follows(shaper, words.seen, figure, 60) {
        return Some(("access", made(shaper, "access", figure)?));
    }
    if counter == Counter::Records && is_mailed(shaper, words, figure) {
        return Some(("message", made(shaper, "message", figure)?));
    }
    if !matches!(counter, Counter::People | Counter::Organizations) {
        return None;
    }
    let after = after(shaper, figure);
    let acts = starts(after, &["が", "は、", "は "]);
    let taken = ["ログインされ", "乗っ取られ", "乗っ取りに"].iter().any(|w| head(after, 90).contains(w));
    let code = if taken && counter == Counter::People
        || starts(after, USES) && follows(shaper, words.account, figure, 80)
        || acts && follows(shaper, words.credential, figure, 200) && gives_away(shaper, figure)
    {
        "account"
    } else if starts(after.trim_start_matches(')'), &["に対し"]) && follows(shaper, words.sent, figure, 300)
        || starts(after, &["に", "へ", "宛"]) && follows(shaper, words.sent, figure, 100)
        || acts && follows(shaper, words.seen, figure, 150)
    {
        "access"
    } else if counter == Counter::Organizations && starts(after.trim_start_matches([')', '分']), INFORMATION) {
        "personal"
    } else {
        return None;
    };
    Some((code, made(shaper, code, figure)?))
}

/// The code of persons or organisations whom a word or heading names by what they did.
pub(super) fn by_part(shaper: &Shaper<'_, '_, '_>, own: &[(u32, Find)], figure: &Figure) -> Option<(&'static str, Find)> {
    if !matches!(figure.quantity.counter, Counter::People | Counter::Organizations) {
        return None;
    }
    let possessor = starts(after(shaper, figure), &["の", "分"]);
    let close = |f: &Find| f.tokens().any(|t| t != figure.n && distance(shaper, figure, t) < 40);
    let near =
        |f: &Find| close(f) || plain_heading(shaper, figure) && cost(shaper, figure, f).is_some_and(|c| c.0 < HEADING + 101);
    let viewer = own.iter().filter(|_| !possessor).map(|(_, f)| *f).find(|f| is_a(shaper, f, "counts/access#viewer") && near(f));
    let hindered = || own.iter().map(|(_, f)| *f).find(|f| is_a(shaper, f, "counts/other#hindered") && close(f));
    viewer.map(|f| ("access", f)).or_else(|| hindered().map(|f| ("other", f)))
}

/// Whether the heading over the figure names one thing.
fn plain_heading(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let lines = &shaper.text.lines;
    let line = lines[shaper.text.line_at(figure.start)];
    let heading = line.heading.map(|h| lines[h as usize]);
    heading.is_none_or(|h| !shaper.text.lexed.slice(h.body, h.end).contains(['、', '・', '及', 'お']))
}

/// 「約3万件のメールアドレス宛に迷惑メールが送信され」: as many mails went out, and no address leaked.
fn is_mailed(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let after = head(after(shaper, figure), 60);
    let Some(addresses) = after.strip_prefix('の') else { return false };
    let Some(at) = addresses.find("アドレス").or_else(|| addresses.find("宛先")) else { return false };
    let rest = addresses[at..].trim_start_matches("アドレス").trim_start_matches("宛先").trim_start_matches(['等', 'な', 'ど']);
    let to = starts(rest, &["宛", "あて", "に対", "へ", "に向"]) || rest.starts_with('に') && !starts(rest, &["に関", "につ"]);
    let bad = ["迷惑", "不審", "フィッシング", "スパム", "なりすまし"].iter().any(|w| self::after(shaper, figure).contains(w));
    to && bad && follows(shaper, words.message, figure, 200)
}

/// The first bytes of `words`, up to `most`.
fn head(words: &str, most: usize) -> &str {
    &words[..words.floor_char_boundary(most.min(words.len()))]
}

/// 「教員2名が使用するアカウント」
pub(super) const USES: &[&str] = &["が使用", "が利用", "が使っ", "が保有", "が管理", "の使用する", "の利用する"];

/// …にIDとパスワードを入力し
fn gives_away(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let end = shaper.around(figure.n, figure.start, figure.end).end.max(figure.end);
    let words = shaper.text.lexed.slice(figure.end, end);
    ["入力", "打ち込", "盗まれ", "盗み取られ", "窃取", "詐取", "だまし取"].iter().any(|w| words.contains(w))
}

/// Whether a word of the class, or its heading, made the find.
fn is_a(shaper: &Shaper<'_, '_, '_>, find: &Find, name: &str) -> bool {
    let class = shaper.rules.names.get(name);
    let under = matches!(shaper.rule(find).section, Section::Under(c) if Some(c) == class);
    under || find.tokens().any(|t| Some(shaper.text.tokens()[t].class) == class)
}

/// 「職員1名及び教員2名が使用するアカウント」: what is said of the second is said of the first.
pub(super) fn coordinate(shaper: &Shaper<'_, '_, '_>, told: &mut [Told]) {
    for n in (1..told.len()).rev() {
        let (first, second) = (&told[n - 1], &told[n]);
        let persons = first.unit == "people" && second.unit == "people";
        let between = shaper.text.lexed.slice(first.figure.end.min(second.figure.start), second.figure.start);
        let joined = between.len() < 30 && ["及び", "および", "と", "並びに", "ならびに"].iter().any(|w| between.starts_with(w));
        if persons && joined && first.subject.as_str() == "personal" {
            told[n - 1].subject = told[n].subject.clone();
        }
    }
}

/// Persons to whom a mail went that showed its addresses are counted as addresses: by the figure of addresses, or if there is none.
pub(super) fn addresses(shaper: &Shaper<'_, '_, '_>, words: &Words, told: &mut [Told]) {
    let known: Vec<u64> =
        told.iter().filter(|t| t.subject.as_str() == "email_address").map(|t| t.figure.quantity.value).collect();
    let text = shaper.text;
    let shown = || words.addressed.is_some_and(|c| text.tokens().iter().any(|t| t.class == c));
    // 「103名にCCで送り、氏名103件が…」: to whom it went is whose data it was.
    let records = |t: &&Told| t.unit == "records" && t.subject.as_str() == "personal";
    let persons: Vec<u64> = told.iter().filter(records).map(|t| t.figure.quantity.value).collect();
    for one in told.iter_mut().filter(|t| t.unit == "people" && t.subject.as_str() == "access") {
        if persons.contains(&one.figure.quantity.value) {
            one.subject = Code::from("personal");
        }
    }
    if known.is_empty() && !(told.iter().any(|t| t.subject.as_str() == "access") && shown()) {
        return;
    }
    for one in told.iter_mut().filter(|t| t.unit == "people") {
        let mailed = matches!(one.subject.as_str(), "access" | "personal");
        let sent = known.is_empty() && one.subject.as_str() == "access";
        if sent || mailed && known.contains(&one.figure.quantity.value) {
            one.subject = Code::from("email_address");
        }
    }
}
