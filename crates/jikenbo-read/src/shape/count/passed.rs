//! Figures that do not say how much was affected: what was not, who told, who was told, who did it, what it is a part of.

use super::apart::is_set_apart;
use super::background::is_background;
use super::befell::FOOLED;
use super::denied::{is_denied, is_rest};
use super::lot::{counts_nothing, is_gift, is_lot, is_whole};
use super::{Figure, Words};
use crate::apply::Find;
use crate::lex::{Counter, Value};
use crate::rule::Class;
use crate::shape::{Shaper, has};
use crate::sought::Sought;

/// The nouns that may stand between a figure of persons and the particle that tells their part in the sentence.
static PERSONS: Sought = Sought::new(&[
    "の皆様",
    "のみなさま",
    "のお客様",
    "の会員さま",
    "の会員様",
    "の会員",
    "の利用者様",
    "の利用者",
    "の患者様",
    "の患者さん",
    "の患者",
    "の保護者",
    "の対象者",
    "の該当者",
    "の関係者",
    "の職員",
    "の社員",
    "の教職員",
    "の学生",
    "の生徒",
    "の宛先すべて",
    "の宛先全て",
    "の宛先",
    "の送信先",
    "の方々",
    "の方",
    "のかた",
    "の者",
    "様",
    "さま",
    "全員",
    "すべて",
    "全て",
]);

/// The words after a figure, and after the noun of persons that follows it.
pub(super) fn after<'t>(shaper: &'t Shaper<'_, '_, '_>, figure: &Figure) -> &'t str {
    let end = shaper.around(figure.n, figure.start, figure.end).end.max(figure.end);
    let words = shaper.text.lexed.slice(figure.end, end);
    PERSONS.prefix(words).map_or(words, |person| &words[person.len()..])
}

/// Whether persons are counted by 件: 10件のお客さま.
fn of_persons(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let end = shaper.around(figure.n, figure.start, figure.end).end.max(figure.end);
    let words = shaper.text.lexed.slice(figure.end, end);
    // 対象者2,892件に対し
    let noun = before(shaper, figure).trim_end_matches(['約', '計', ' ']);
    let named = ["対象者", "該当者", "対象の方", "対象となる方", "お客様", "利用者", "保護者"];
    figure.quantity.counter == Counter::Records
        && (words.starts_with('の') && PERSONS.begin(words) || named.iter().any(|n| noun.ends_with(n)))
}

/// The words before a figure in its sentence.
pub(super) fn before<'t>(shaper: &'t Shaper<'_, '_, '_>, figure: &Figure) -> &'t str {
    let start = shaper.around(figure.n, figure.start, figure.end).start.min(figure.start);
    shaper.text.lexed.slice(start, figure.start)
}

/// Whether a word of `class` stands at most `within` bytes behind the figure, in its sentence.
pub(super) fn follows(shaper: &Shaper<'_, '_, '_>, class: Option<Class>, figure: &Figure, within: u32) -> bool {
    let end = shaper.around(figure.n, figure.start, figure.end).end.min(figure.end + within);
    has(shaper, class, figure.end, end)
}

/// Whether the words begin with one of the list.
pub(super) fn starts(words: &str, list: &[&str]) -> bool {
    list.iter().any(|w| words.starts_with(w))
}

/// Whether the figure says nothing of how much was affected.
pub(super) fn is_passed(shaper: &Shaper<'_, '_, '_>, words: &Words, own: &[(u32, Find)], figure: &Figure) -> bool {
    figure.quantity.value == 0
        || is_denied(shaper, figure)
        || counts_nothing(shaper, figure)
        || own.iter().any(|(_, f)| shaper.rule(f).code.as_str() == "none" && !is_share(shaper, words, figure, f))
        || is_whole(shaper, words, figure)
        || is_background(shaper, words, figure)
        || super::rate::is_aside(shaper, figure)
        || is_set_apart(shaper, words, figure)
        || is_next(shaper, figure)
        || is_cases(shaper, figure)
        || is_average(shaper, figure)
        || is_rest(shaper, words, figure)
        || is_each(shaper, figure)
        || is_lot(shaper, figure)
        || figure.quantity.counter == Counter::Organizations && is_other_body(shaper, figure)
        || (figure.quantity.counter == Counter::People || of_persons(shaper, figure)) && is_other_person(shaper, words, figure)
}

/// Organisations who told, or who are told: 「214法人にはお詫びの文書を送ります」.
fn is_other_body(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const TOLD: &[&str] = &["お詫び", "おわび", "謝罪", "説明", "報告", "連絡", "個別に", "経緯", "お願い"];
    let after = after(shaper, figure).trim_start_matches(['様', '分']);
    let near = &after[..floor(after, 150)];
    // 「71社の管理者の方へ、…」
    let persons = after.strip_prefix('の').and_then(|noun| noun.find('へ').map(|at| &noun[..at]));
    let through = persons.is_some_and(|noun| noun.len() <= 36 && !noun.contains(['、', 'を', 'が', 'は', 'に']));
    // 「取引先59社から預かった名簿」: their data
    let entrusted = starts(
        after,
        &["から預か", "からお預か", "から受託", "から委託", "から提供を受け", "から業務を", "より預か", "より受託", "より委託"],
    );
    starts(after, &["から", "より"]) && !entrusted
        || (through || is_dative(after)) && TOLD.iter().any(|w| near.contains(w)) && !near.contains('誤')
}

/// 「もう一人の担当者が確認する」 「一人ずつ」 「1枚ずれた」: a manner, not an amount.
fn is_next(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let manner = starts(after(shaper, figure), &["ずつ", "ずれ", "ずら", "がかり", "一組", "体制", "飛ば"])
        || is_all_but(after(shaper, figure))
        || is_gift(shaper, figure);
    let person = figure.quantity.counter == Counter::People && figure.quantity.value == 1;
    manner || person && before(shaper, figure).ends_with("もう")
}

/// 「患者は1日平均約500人で、うち新規は約90人」: how much there is on any day.
fn is_average(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const RATES: [&str; 6] = ["1日平均", "1か月平均", "月平均", "年平均", "1日あたり", "1日当たり"];
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    let before = shaper.text.lexed.slice(sentence.start.min(figure.start), figure.start);
    let near = before[floor(before, before.len().saturating_sub(90))..].trim_end_matches(['約', ' ']);
    let (head, part) = near.rsplit_once("、うち").unwrap_or((near, ""));
    // A part of it: うち新規は.
    let part = part.chars().count() <= 6;
    RATES.iter().any(|w| near.ends_with(w) || part && head.len() < near.len() && head.contains(w))
}

/// 「市立学校において2件、名簿を紛失する事案がありました」: how many mishaps there were.
fn is_cases(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const CASES: &[&str] = &["事案が", "事故が", "事態が", "事例が", "不祥事が", "インシデントが"];
    const WERE: &[&str] = &["発生", "あり", "あった", "ござい", "起き", "続", "相次", "判明", "発覚", "生じ"];
    let Some(rest) = after(shaper, figure).strip_prefix('、') else { return false };
    let told = |w: &&str| rest.find(*w).is_some_and(|at| starts(&rest[at + w.len()..], WERE) && !rest[..at].contains('、'));
    figure.quantity.counter == Counter::Records && CASES.iter().any(told)
}

/// 「生徒1名とその保護者以外への流出はない」: who is left out is told of elsewhere.
fn is_all_but(after: &str) -> bool {
    let near = &after[..floor(after, 45)];
    let Some(at) = near.find("以外") else { return false };
    let joined = starts(near, &["と", "及び", "および", "並びに", "や", "の"]);
    at == 0 || joined && !near[..at].contains(['、', '。', 'が', 'を', 'は', 'に'])
}

/// 「1,239人分の個人情報を紛失したとして教諭を減給の懲戒処分に」: whose data it was, not who was disciplined.
fn is_share(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure, find: &Find) -> bool {
    let said = shaper.text.lexed.slice(figure.start, figure.end);
    // 「暗号化されたのは7台で、ほかに被害はありません」
    if after(shaper, figure).starts_with("で、") && find.tokens().any(|t| Some(shaper.text.tokens()[t].class) == words.clean) {
        return true;
    }
    // 「感染したとのご連絡を14件」 「不正利用が11件あったとの連絡」
    if super::clear::of_news(shaper, figure).is_some()
        || figure.quantity.counter == Counter::Records && super::clear::is_misused(shaper, words, figure)
    {
        return true;
    }
    // 「教員1名が利用するアカウント」
    if figure.quantity.counter == Counter::People && super::part::owns_account(shaper, words, figure) {
        return true;
    }
    // 「業務と関係のない照会は計9回」: what was looked up, and no question to us
    if figure.quantity.counter == Counter::Times
        && before(shaper, figure).trim_end_matches(['計', '約', '延', 'べ']).ends_with("照会は")
    {
        return true;
    }
    // 「処分した端末3台」, but not 「停職1件、減給2件」
    let adjoins = |t: usize| shaper.text.tokens()[t].end == figure.start;
    if figure.quantity.counter != Counter::People
        && !find.tokens().any(adjoins)
        && find.tokens().any(|t| Some(shaper.text.tokens()[t].class) == words.disciplined)
    {
        return true;
    }
    let share = said.ends_with('分')
        || starts(after(shaper, figure), &["の個人情報", "の情報", "の名簿", "の氏名", "の名前", "の住所", "の成績"]);
    share && find.tokens().any(|t| Some(shaper.text.tokens()[t].class) == words.disciplined)
}

/// The first bytes of `words`, up to `most`.
pub(super) fn head(words: &str, most: usize) -> &str {
    &words[..floor(words, most)]
}

/// The greatest boundary of a character in `words` up to `at`.
pub(super) fn floor(words: &str, at: usize) -> usize {
    words.floor_char_boundary(at.min(words.len()))
}

/// 1人1台, 2人1組: a rate, not an amount.
fn is_each(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let tokens = shaper.text.tokens();
    let value = |t: &crate::token::Token| match shaper.text.lexed.form(t).map(|f| f.value) {
        Some(Value::Count(q)) => Some(q.value),
        _ => None,
    };
    let next = tokens[figure.n..].iter().skip(1).take_while(|t| t.start <= figure.end).find(|t| t.start == figure.end);
    let mut touching = tokens[..figure.n].iter().rev().take(8).filter(|t| t.end == figure.start);
    // 「グループ毎(最大49件まで)」
    let rate = before(shaper, figure).trim_end_matches(['(', '、', '最', '大']);
    let rate = ["毎", "ごと", "ごとに", "毎に", "あたり", "当たり"].iter().any(|w| rate.ends_with(w));
    rate || next.and_then(value) == Some(1) || figure.quantity.value == 1 && touching.any(|t| value(t).is_some())
}

/// What was being done when a mail's addresses came to be seen.
const OCCASIONS: &[&str] = &[
    "送信する際",
    "送信した際",
    "送る際",
    "送った際",
    "送付する際",
    "送付した際",
    "配信する際",
    "配信した際",
    "送信したところ",
    "送ったところ",
    "送信時に",
    "送信するにあたり",
];

/// Persons who told, who are told, or who did it.
fn is_other_person(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let after = after(shaper, figure);
    // 「133名のお客様と連絡がつき」
    let reached = starts(after, &["と連絡", "と電話", "とご連絡"]);
    // 「42名の方に、正しい案内を改めて送信しました」
    let again = is_dative(after) && is_again(after);
    let told = reached
        || again
        || starts(after, &["から", "より"]) && follows(shaper, words.reported, figure, 450) && !has_entered(after)
        || starts(after, &["が"]) && follows(shaper, words.asked, figure, 200) && !follows(shaper, words.credential, figure, 200);
    let dative = is_dative(after) || is_host(after);
    let planned = shaper.text.clause(figure.n).planned > figure.end;
    let apology = ["お詫び", "おわび", "謝罪"].iter().any(|w| before(shaper, figure).contains(w));
    // 「封筒の宛名を誤り、11人に郵送された」
    let amiss =
        before(shaper, figure).contains('誤') && ["郵送", "発送", "届"].iter().any(|w| after[..floor(after, 30)].contains(w));
    // 「受講者281名に連絡メールを送信する際に、宛先を…」: that was the mail in which they saw one another.
    let exposed = ["アドレス", "宛先", "Bcc", "BCC"].iter().any(|w| after.contains(w))
        && OCCASIONS.iter().any(|w| after[..floor(after, 150)].contains(w));
    // 「転居先の住所を知人1人に伝えた」: who was told of the data has it.
    let disclosed = gets_data(before(shaper, figure), after);
    let notified =
        dative && !amiss && !exposed && !disclosed && (planned || apology || follows(shaper, words.notified, figure, 150));
    let checks = after.starts_with('で') && !starts(after, &["です", "である", "であ", "でし", "で、", "でご"]);
    let disciplined = is_staff(shaper, words, figure) && follows(shaper, words.disciplined, figure, 200);
    // 「従業員1名のパソコンが感染し」: whose machine it was.
    let machine = starts(after, &["のパソコン", "の端末", "のPC", "の業務用パソコン", "の業務用端末", "の業務用PC"]);
    // 「担当職員が1人で、名簿を作り」
    let by_oneself = after.starts_with('で') && before(shaper, figure).ends_with('が') && is_staff(shaper, words, figure);
    told || machine && is_staff(shaper, words, figure)
        || notified
        || checks
        || by_oneself
        || disciplined
        || is_doer(shaper, words, figure)
}

/// 「2名の方から、カード番号を入力してしまったとのお申し出」: they tell what befell them.
pub(super) fn has_entered(after: &str) -> bool {
    let near = head(after, 120).split(['。', '\n']).next().unwrap_or("");
    starts(near, &["から", "より"]) && ["入力して", "入力した", "入力され"].iter().any(|w| near.contains(w))
}

/// 「(転居先の住所を知人1)人に…で伝えた」
pub(super) fn gets_data(lead: &str, after: &str) -> bool {
    const DATA: [&str; 8] = ["住所を", "氏名を", "名前を", "連絡先を", "電話番号を", "個人情報を", "勤務先を", "転居先を"];
    const TOLD: [&str; 7] = ["伝え", "教え", "漏らし", "話し", "知らせ", "見せ", "明かし"];
    const FAR: usize = 60;
    let near = head(after, FAR).split(['。', '、', '\n']).next().unwrap_or("");
    let object = &lead[lead.ceil_char_boundary(lead.len().saturating_sub(FAR))..];
    is_dative(after) && DATA.iter().any(|w| object.contains(w)) && TOLD.iter().any(|w| near.contains(w))
}

/// Whether what goes to those counted is what should have gone to them: 正しい案内を改めて送信.
fn is_again(after: &str) -> bool {
    let near = after[..floor(after, 120)].split('。').next().unwrap_or("");
    let right = ["正しい", "改めて", "あらためて", "訂正", "再送", "再発送", "差し替え"].iter().any(|w| near.contains(w));
    right && ["送", "発送", "郵送", "届け", "配"].iter().any(|w| near.contains(w)) && !near.contains('誤')
}

/// Whether something is done to those counted: 22名の方に, 10人へ.
pub(super) fn is_dative(after: &str) -> bool {
    starts(after, &["に", "へ", "宛"]) && !starts(after, &["について", "に関", "による", "に及", "にのぼ", "に上"])
}

/// 「約8000人いる全職員に注意を呼びかけ」: all there are are told.
fn is_host(after: &str) -> bool {
    let Some(host) = ["いる", "の全", "在籍する", "を数える"].iter().find_map(|w| after.strip_prefix(w)) else {
        return false;
    };
    let noun = host.find('に').map_or("", |at| &host[..at]);
    !noun.is_empty() && noun.len() <= 36 && !noun.contains(['、', 'の', 'が', 'を'])
}

/// 「職員1名が持ち出し」: who did it is not what was affected; who gave a password away lost an account, and who looked saw the data.
fn is_doer(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let after = partner(after(shaper, figure));
    let staff = is_staff(shaper, words, figure);
    let acts = starts(after, &["が", "は、", "による", "によ"]);
    staff
        && acts
        && !starts(after, super::part::USES)
        && !super::part::owns_account(shaper, words, figure)
        && !follows(shaper, words.seen, figure, 200)
        && !follows(shaper, words.credential, figure, 300)
        && !FOOLED.iter().any(|w| after[..floor(after, 150)].contains(w))
}

/// The words behind both of 「職員1名及び教員2名が」.
fn partner(after: &str) -> &str {
    let joined = ["及び", "および", "と", "並びに"].iter().find_map(|w| after.strip_prefix(w));
    let Some(second) = joined else { return after };
    let end = second.char_indices().take(12).find(|(_, c)| matches!(c, '名' | '人'));
    end.map_or(after, |(at, c)| &second[at + c.len_utf8()..])
}

/// Whether the word before the figure, or behind its の, names members of the staff: 職員1名, 1名の職員.
pub(super) fn is_staff(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let behind =
        shaper.text.lexed.slice(figure.end, figure.end + 3) == "の" && has(shaper, words.staff, figure.end, figure.end + 9);
    let mut near =
        shaper.text.tokens()[..figure.n].iter().rev().take(12).filter(|t| t.end <= figure.start && figure.start - t.end <= 9);
    behind || near.any(|t| Some(t.class) == words.staff)
}
