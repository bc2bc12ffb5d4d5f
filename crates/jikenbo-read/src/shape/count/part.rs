//! What people are counted as by the part they have in the sentence: who looked saw the data, whose password was taken lost an
//! account.

use jikenbo_model::Code;

use super::befell::{is_payment, is_sent, lost_account};
use super::lot::is_rewritten;
use super::passed::{after, before, follows, head, starts};
use super::subject::{HEADING, cost, distance, made};
use super::viewer::looked;
use super::{Figure, Told, Words};
use crate::apply::Find;
use crate::clause::Kind;
use crate::lex::Counter;
use crate::rule::Section;
use crate::shape::{Shaper, has};

/// に that is no dative.
const ABOUT: &[&str] = &["につい", "につき", "に関", "に係", "による", "によ", "におい", "にのぼ", "に上", "に及"];

/// What those can do from whom the data was not hidden: 全校生徒600人から閲覧できる.
const SEE: &[&str] = &["閲覧でき", "閲覧可能", "見える", "見られる", "アクセスでき", "アクセス可能", "参照でき"];

/// What makes files personal that hold it.
const HELD: &[&str] = &["個人情報", "個人データ", "氏名", "お客様の", "顧客の", "利用者の", "会員の"];

/// The code of persons or organisations by what they do or what is done to them, and the find that proves it.
pub(super) fn by_act(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> Option<(&'static str, Find)> {
    let counter = figure.quantity.counter;
    if counter == Counter::Times && is_payment(shaper, figure) || is_rewritten(shaper, figure) {
        return Some(("other", made(shaper, "other", figure)?));
    }
    if counter == Counter::Times && is_access(shaper, words, figure) {
        return Some(("access", made(shaper, "access", figure)?));
    }
    if matches!(counter, Counter::Records | Counter::People) && is_mailed(shaper, words, figure) {
        return Some(("message", made(shaper, "message", figure)?));
    }
    if counter == Counter::Files && starts(after(shaper, figure).trim_start_matches('に').trim_start_matches('は'), HELD) {
        return Some(("personal", made(shaper, "personal", figure)?));
    }
    if counter == Counter::People && super::befell::lost_card(shaper, words, figure) {
        return Some(("card", made(shaper, "card", figure)?));
    }
    if !is_of_persons(shaper, figure) {
        return None;
    }
    let after = after(shaper, figure);
    let acts = starts(after, &["が", "は、", "は "]);
    let taken = ["ログインされ", "乗っ取られ", "乗っ取りに"].iter().any(|w| head(after, 90).contains(w));
    let machine = ["パソコン", "端末", "PC"].iter().any(|w| head(after, 60).contains(w));
    let code = if counter == Counter::People && starts(after, USES) && machine {
        "other"
    } else if taken && counter == Counter::People
        || starts(after, USES) && follows(shaper, words.account, figure, 80)
        || counter == Counter::People && owns_account(shaper, words, figure)
        || acts && follows(shaper, words.credential, figure, 200) && gives_away(shaper, figure)
        || counter == Counter::People && lost_account(shaper, words, figure)
        || counter == Counter::People && gave_away(shaper, words, figure)
    {
        "account"
    } else if starts(after.trim_start_matches(')'), &["に対し"]) && is_sent(shaper, words, figure, 300)
        || starts(after, &["に", "へ", "宛"])
            && !starts(after, ABOUT)
            && is_sent(shaper, words, figure, 100)
            && !is_notice(shaper, figure)
        || acts && follows(shaper, words.seen, figure, 150)
        || after.starts_with("から") && SEE.iter().any(|w| head(after, 45).contains(w))
        || starts(after, &["に見ら", "に閲覧さ", "に知ら", "に渡", "にのぞかれ", "の目に触れ"])
        || logged_in(shaper, figure)
        || counter == Counter::People && super::passed::gets_data(before(shaper, figure), after)
        || is_added(shaper, figure)
    {
        "access"
    } else {
        return None;
    };
    Some((code, made(shaper, code, figure)?))
}

/// Whether persons, groups of them or organisations are counted: 7名, 23組, 12社.
fn is_of_persons(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let groups = || ["組", "世帯", "家族"].iter().any(|w| shaper.text.lexed.slice(figure.start, figure.end).ends_with(w));
    match figure.quantity.counter {
        Counter::People | Counter::Organizations => true,
        Counter::Other => groups(),
        _ => false,
    }
}

/// 「同じ学年の生徒3名が…アカウントにログインしていた」
fn logged_in(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let after = after(shaper, figure);
    let sentence = head(after, 240).split('。').next().unwrap_or("");
    let into = ["にログインし", "に不正アクセスし", "に侵入し"].iter().any(|w| sentence.contains(w));
    after.starts_with('が') && into && !sentence.contains("者が")
}

/// 「1,210名の方には、6月3日にメールをお送りしました」 「11名の方に封書を発送」: the notice of the incident, which is no slip.
fn is_notice(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const LETTERS: &[&str] =
        &["封書", "書面", "文書", "手紙", "はがき", "お詫び", "おわび", "お知らせ", "ご案内", "通知を", "通知文"];
    let sentence = head(after(shaper, figure), 150).split(['。', '\n']).next().unwrap_or("");
    let lead = before(shaper, figure);
    let polite = ["をお送りし", "をお送りいた", "をお届けし", "をお出しし"].iter().any(|w| sentence.contains(w));
    let posted =
        LETTERS.iter().any(|w| sentence.contains(w)) && ["発送し", "郵送し", "送付し"].iter().any(|w| sentence.contains(w));
    let amiss = ["誤", "別の", "際", "ところ"].iter().any(|w| sentence.contains(w) || lead.contains(w));
    (polite || posted) && !amiss
}

/// 「宛先に保険会社4社の担当者を加えて送り」
fn is_added(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const TO: &[&str] = &["宛先に", "宛先欄に", "送信先に", "共有先に", "Ccに", "CCに", "ccに", "CC欄に"];
    const ADD: &[&str] = &["を加え", "を含め", "を入れ", "を追加", "が含まれ", "が入っ"];
    let before = before(shaper, figure);
    let near = head(after(shaper, figure), 60);
    TO.iter().any(|w| before.contains(w)) && ADD.iter().any(|w| near.contains(w)) && !near.contains("アドレス")
}

/// 「延べ417回閲覧され」 「外部から17回の閲覧」 「ダウンロードが3回」 「攻撃は約1万回行われ」
fn is_access(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const ACCESS: &[&str] = &[
        "閲覧",
        "ダウンロード",
        "アクセス",
        "表示",
        "再生",
        "試行",
        "攻撃",
        "ログイン",
        "検索",
        "接続",
        "取得",
        "侵入",
        "照会",
        "通信",
        "リクエスト",
        "不正",
    ];
    const ATTACK: &[&str] = &["攻撃", "試行", "ログイン", "アクセス", "閲覧", "リクエスト"];
    let (before, after) = (before(shaper, figure), after(shaper, figure));
    let lead = before.trim_end_matches([' ', ':', 'は', 'が', 'を']);
    let behind = after.trim_start_matches(['に', 'わ', 'た', 'り', 'っ', 'て', '及', 'ぶ', 'の', '、', 'も', 'も']);
    let qualified = behind.find(['を', 'が', 'に', '、', '。', 'で', 'は']).map_or(behind, |at| &behind[..at]);
    let qualified = after.starts_with('の') && qualified.len() <= 60 && ATTACK.iter().any(|w| qualified.ends_with(w));
    // 「リスト型攻撃で、のべ112万回のうち2,906件」
    let from = before.ceil_char_boundary(before.len().saturating_sub(60));
    let by = || ATTACK.iter().any(|w| before[from..].contains(w)) && !before[from..].contains('。');
    let touched = qualified || by() || ACCESS.iter().any(|w| behind.starts_with(w) || lead.ends_with(w));
    let topic = || ACCESS.iter().any(|w| before.match_indices(w).any(|(at, _)| before[at + w.len()..].starts_with(['は', 'が'])));
    // 「3人が延べ41回にわたり、ほかの生徒のアカウントにログインし」
    let over = || {
        const DEEDS: &[&str] = &[
            "ログインし",
            "照会し",
            "閲覧し",
            "アクセスし",
            "検索し",
            "侵入し",
            "のぞき見",
            "盗み見",
            "調べて",
            "調べ、",
            "接続し",
        ];
        let sentence = head(after, 300).split('。').next().unwrap_or("");
        starts(after, &["にわたり", "にわたって", "に渡り", "に渡って"]) && DEEDS.iter().any(|w| sentence.contains(w))
    };
    touched
        || over()
        || follows(shaper, words.seen, figure, 60)
        || starts(after, &["行われ", "行っ", "あっ", "あり", "あった", "繰り返", "に及", "に上", "にのぼ", "。", "で"]) && topic()
}

/// The code of persons or organisations whom a word or heading names by what they did.
pub(super) fn by_part(shaper: &Shaper<'_, '_, '_>, own: &[(u32, Find)], figure: &Figure) -> Option<(&'static str, Find)> {
    if figure.quantity.counter != Counter::Times && is_hindered(shaper, figure) {
        return Some(("other", made(shaper, "other", figure)?));
    }
    if !is_of_persons(shaper, figure) {
        return None;
    }
    // 「協力事業所のご担当者様 214社分」
    let staffed = || {
        let lead = before(shaper, figure).trim_end_matches([' ', ':', '(', '約', '計', '様']);
        let share = shaper.text.lexed.slice(figure.start, figure.end).ends_with('分');
        share && ["担当者", "代表者", "責任者"].iter().any(|w| lead.ends_with(w))
    };
    if figure.quantity.counter == Counter::Organizations && (in_row_of_customers(shaper, figure) || staffed()) {
        return Some(("personal", made(shaper, "personal", figure)?));
    }
    // 「会員15人の画面に、別の人の注文が表示され」 「案内は12人に届き」
    let shown = |f: &Find| is_a(shaper, f, "counts/access#on_screen") || is_a(shaper, f, "counts/access#reached");
    if let Some(find) = own.iter().map(|(_, f)| *f).find(shown) {
        return Some(("access", find));
    }
    let possessor = starts(after(shaper, figure), &["の", "分"]);
    let close = |f: &Find| f.tokens().any(|t| t != figure.n && distance(shaper, figure, t) < 40);
    let near =
        |f: &Find| close(f) || plain_heading(shaper, figure) && cost(shaper, figure, f).is_some_and(|c| c.0 < HEADING + 101);
    let viewer = own.iter().filter(|_| !possessor).map(|(_, f)| *f).find(|f| is_a(shaper, f, "counts/access#viewer") && near(f));
    if !possessor && looked(shaper, figure) {
        return Some(("access", made(shaper, "access", figure)?));
    }
    let hindered = || own.iter().map(|(_, f)| *f).find(|f| is_a(shaper, f, "counts/other#hindered") && close(f));
    viewer.map(|f| ("access", f)).or_else(|| hindered().map(|f| ("other", f)))
}

/// 「約2万人が配信を視聴できなかった」
pub(super) fn is_hindered(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const CANNOT: &[&str] = &[
        "できなかった",
        "できなくなっ",
        "できませんでし",
        "できない状態",
        "できず",
        "られなかった",
        "られなくなっ",
        "られませんでし",
        "られず",
        "つながらな",
        "つながりませ",
        "行えなかった",
        "行えなくなっ",
        "行えませんでし",
        "行えず",
        "遅延",
        "滞っ",
        "遅れ",
    ];
    let after = after(shaper, figure);
    let near = &after[..after.floor_char_boundary(90.min(after.len()))];
    after.starts_with('が') && CANNOT.iter().any(|w| near.contains(w))
}

/// Whether the figure's row begins with customers: 法人のお客様 | 会社名 | 1,200社.
fn in_row_of_customers(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let line = shaper.text.lines[shaper.text.line_at(figure.start)];
    let first = shaper.text.lexed.slice(line.body, figure.start.max(line.body)).split('\t').next().unwrap_or("");
    line.kind == Kind::Row && ["客", "会員", "契約", "加入"].iter().any(|w| first.contains(w))
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
    const BAD: &[&str] = &["迷惑", "不審", "フィッシング", "スパム", "なりすまし"];
    let said = shaper.text.lexed.slice(figure.start, figure.end);
    let behind = after(shaper, figure);
    let near = head(behind, 60);
    let rest = if said.ends_with("アドレス") {
        near
    } else {
        let Some(addresses) = near.strip_prefix('の') else { return false };
        let Some(at) = addresses.find("アドレス").or_else(|| addresses.find("宛先")) else { return false };
        addresses[at..].trim_start_matches("アドレス").trim_start_matches("宛先")
    };
    let rest = rest.trim_start_matches(['等', 'な', 'ど']);
    let to = starts(rest, &["宛", "あて", "に対", "へ", "に向"]) || rest.starts_with('に') && !starts(rest, &["に関", "につ"]);
    let bad = BAD.iter().any(|w| behind.contains(w)) && follows(shaper, words.message, figure, 200);
    let before = before(shaper, figure);
    let sent = said.ends_with("アドレス") && starts(rest, &["宛に送", "宛に発信"]) && before.contains("メール");
    let heads =
        said.ends_with("アドレス") && ["送信先メールアドレス数", "送信先アドレス数", "宛先数"].iter().any(|w| before.contains(w));
    to && bad || sent || heads
}

/// 「教員2名が使用するアカウント」
pub(super) const USES: &[&str] = &["が使用", "が利用", "が使っ", "が保有", "が管理", "の使用する", "の利用する"];

/// 「26名の生徒のアカウント」 「医師1人が個人で契約していたサービスのアカウントが乗っ取られ」: whose account it is.
pub(super) fn owns_account(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const FAR: u32 = 120;
    const HAS: &[&str] = &[
        "が個人で",
        "が契約",
        "が業務で",
        "が登録し",
        "が開設",
        "が所有",
        "が所持",
        "が使用",
        "が利用",
        "が私的に",
        "が個人的に",
    ];
    let after = after(shaper, figure);
    let account = |far: u32| {
        let class = words.account?;
        let token = shaper.text.places_within(class, figure.end, figure.end + far).next()?;
        let end = shaper.text.tokens()[token].start;
        Some(shaper.text.lexed.slice(figure.end, end.max(figure.end)))
    };
    let plain = |words: &str| !words.contains(['、', '。', 'を', 'は', '\n', '(']);
    let of = after.strip_prefix('の').is_some()
        && account(45).is_some_and(|w| w.ends_with('の') && plain(w) && !w.contains(['が', 'に']));
    let has = starts(after, HAS) && account(FAR).is_some_and(plain);
    of || has
}

/// …にIDとパスワードを入力し
fn gives_away(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let end = shaper.around(figure.n, figure.start, figure.end).end.max(figure.end);
    let words = shaper.text.lexed.slice(figure.end, end);
    ["入力", "打ち込", "盗まれ", "盗み取られ", "窃取", "詐取", "だまし取"].iter().any(|w| words.contains(w))
}

/// 「偽の画面にパスワードを入力した学生が約30名」
fn gave_away(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const GAVE: &[&str] =
        &["入力した", "入力された", "入力してしまった", "入れた", "打ち込んだ", "入れてしまった", "被害に遭った", "被害にあった"];
    const FAR: u32 = 180;
    let lead = before(shaper, figure).trim_end_matches([' ', '約', '計', 'が', 'は', 'の', 'も', '、', ':']);
    let Some(end) = GAVE.iter().filter_map(|w| lead.rfind(w).map(|at| at + w.len())).max() else { return false };
    let person = &lead[end..];
    let near = figure.start.saturating_sub(FAR);
    person.len() <= 30 && !person.contains(['、', 'を', 'に', 'が', '。']) && has(shaper, words.credential, near, figure.start)
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
        // 「相手は取引先15社の担当者28人」
        let staff = first.unit == "organizations" && second.subject.as_str() == "access";
        let gap = shaper.text.lexed.slice(first.figure.end.min(second.figure.start), second.figure.start);
        if staff && gap.starts_with('の') && gap.len() <= 24 && !gap.contains(['、', 'を', 'が', 'に', 'は']) {
            told[n - 1].subject = Code::from("access");
            continue;
        }
        let persons = first.unit == "people" && second.unit == "people";
        let between = shaper.text.lexed.slice(first.figure.end.min(second.figure.start), second.figure.start);
        let joined = between.len() < 30 && ["及び", "および", "と", "並びに", "ならびに"].iter().any(|w| between.starts_with(w));
        let bodies = first.unit == "organizations" && second.unit == "people" && second.subject.as_str() == "access";
        if joined && (persons && first.subject.as_str() == "personal" || bodies && first.subject.as_str() == "other") {
            told[n - 1].subject = told[n].subject.clone();
        }
    }
}
