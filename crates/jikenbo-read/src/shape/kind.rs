//! What happened, and who did it.
//!
//! A notice tells of one matter: an attack, an accident, or what somebody inside did on purpose. Words of the other sorts stand
//! in it by the way (no trace of a login on the lost machine, a file left open to thieves); they tell of nothing that happened.
//! So the sort that the text speaks of most is found first, and of the kinds only those of that sort are kept.

use jikenbo_model::{Code, Fact};

use super::{Shaper, join};
use crate::apply::Find;
use crate::sought::Sought;

/// What sort of matter a kind is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Insider,
    Attack,
    Accident,
    Other,
}

/// The kinds with their sorts. Of two accidents that the text speaks of as much, the earlier here is it.
const KINDS: &[(&str, Sort)] = &[
    ("insider_misuse", Sort::Insider),
    ("ransomware", Sort::Attack),
    ("payment_page_tampering", Sort::Attack),
    ("account_takeover", Sort::Attack),
    ("defacement", Sort::Attack),
    ("denial_of_service", Sort::Attack),
    ("phishing", Sort::Attack),
    ("malware", Sort::Attack),
    ("unauthorized_access", Sort::Attack),
    ("loss_or_theft", Sort::Accident),
    ("product_fault", Sort::Accident),
    ("misdelivery", Sort::Accident),
    ("improper_sharing", Sort::Accident),
    ("unintended_publication", Sort::Accident),
    ("other", Sort::Other),
];

/// Kinds that are said of the same act in other words, where the first is there: the second is no further kind.
const INSTEAD: &[(&str, &str)] = &[
    ("ransomware", "malware"),
    ("ransomware", "defacement"),
    ("ransomware", "phishing"),
    ("payment_page_tampering", "defacement"),
    ("payment_page_tampering", "phishing"),
    ("payment_page_tampering", "malware"),
    ("defacement", "phishing"),
    ("defacement", "malware"),
    ("malware", "phishing"),
];

/// A kind that was found, and how much the text speaks of it.
struct Told<'f> {
    code: &'f Code,
    sort: Sort,
    rank: usize,
    score: u32,
    finds: Vec<&'f Find>,
}

/// What ransomware does, and is called.
static LOCKED: Sought = Sought::new(&["暗号化", "ランサム", "復号", "身代金要求型", "LockBit", "ロックビット", "使用不能"]);

/// The kinds: those of the sort that the text speaks of most.
pub(crate) fn kinds(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<Code>> {
    let mut told = told(shaper);
    // 攻撃の停止と引き換えに支払いを要求: a flood is no ransomware, whatever is asked for it.
    let flood = told.iter().any(|t| t.code.as_str() == "denial_of_service");
    // 攻撃の停止と引き換えに: nor is it where nothing was locked (データを人質に支払いを求める文).
    let locked = LOCKED.within(shaper.text.lexed.text());
    told.retain(|t| t.code.as_str() != "ransomware" || locked || !(flood || held_to_ransom(shaper, t)));
    let sure = told.iter().any(|t| t.score >= SURE);
    if sure {
        told.retain(|t| t.score >= SURE);
    }
    // A false warning that ends in a machine run from afar is an access, unless the text calls it phishing.
    if told.iter().any(|t| t.code.as_str() == "unauthorized_access") && by_remote_control(shaper) {
        told.retain(|t| t.code.as_str() != "phishing" || names(shaper, t, "フィッシング"));
    }
    let Some(sort) = leading(shaper, &told) else { return Vec::new() };
    if sort == Sort::Accident {
        one_accident(shaper, &mut told);
    }
    let ransom = told.iter().any(|t| t.code.as_str() == "ransomware");
    told.retain(|t| !ransom || t.code.as_str() != "unauthorized_access" || says_unauthorized(shaper, t));
    let words_say = |code: &Code| sort == Sort::Insider && code.as_str() == "unauthorized_access";
    told.retain(|t| t.sort == sort || words_say(t.code));
    let codes: Vec<&Code> = told.iter().map(|t| t.code).collect();
    let is = |code: &str| codes.iter().any(|c| c.as_str() == code);
    // A file that was tampered with, so that who took it was infected, is both.
    let file = told.iter().any(|t| t.code.as_str() == "defacement" && names(shaper, t, "ファイル"));
    let both = |first: &str, second: &str| file && first == "defacement" && second == "malware";
    let instead = INSTEAD.iter().filter(|(first, second)| is(first) && !both(first, second));
    let dropped: Vec<&str> = instead.map(|(_, second)| *second).collect();
    let mut facts = Vec::new();
    for kind in told.iter().filter(|t| !dropped.contains(&t.code.as_str())) {
        let mut finds = kind.finds.clone();
        finds.sort_by_key(|f| (shaper.rule(f).weak, shaper.rule(f).place, f.last()));
        finds.iter().for_each(|f| join(&mut facts, shaper.fact(f, kind.code.clone())));
    }
    facts.sort_by_key(|f| f.evidence.span);
    facts
}

/// A kind with less was found by weak rules alone, or in talk of measures.
const SURE: u32 = 10;

/// What the headline weighs: a kind with more stands in it, or is told again and again.
const TITLE: u32 = 50;

/// What is told twice near the beginning.
const TWICE: u32 = 40;

/// The kinds that were found, each with its score.
fn told<'s>(shaper: &'s Shaper<'_, '_, '_>) -> Vec<Told<'s>> {
    let mut all: Vec<Told<'s>> = Vec::new();
    for find in shaper.under("kinds").filter(|f| !super::asked(shaper, f)) {
        let code = &shaper.rule(find).code;
        match all.iter_mut().find(|t| t.code == code) {
            Some(known) => known.finds.push(find),
            None => {
                let rank = KINDS.iter().position(|(kind, _)| *kind == code.as_str()).unwrap_or(KINDS.len() - 1);
                all.push(Told { code, sort: KINDS[rank].1, rank, score: 0, finds: vec![find] });
            }
        }
    }
    all.iter_mut().for_each(|t| t.score = score(shaper, &t.finds));
    all
}

/// The headline weighs most, the first part of the body more than the rest; each sentence counts once, and not many do.
fn score(shaper: &Shaper<'_, '_, '_>, finds: &[&Find]) -> u32 {
    const EARLY: u32 = 20;
    const LATE: u32 = 10;
    const SENTENCES: usize = 4;
    let early = shaper.text.title.1.max(1) + (shaper.text.lexed.text().len() as u32) / 3;
    let mut title = 0;
    let mut seen = Vec::new();
    let mut body = Vec::new();
    let aside = |f: &Find| shaper.rule(f).weak || measure(shaper, f);
    for find in finds.iter().filter(|f| !aside(f)) {
        let at = shaper.text.tokens()[find.last()].start;
        let sentence = shaper.text.clause(find.last()).sentence;
        if shaper.text.in_title(at) {
            title = title.max(if seen_there(shaper, find) { LATE } else { TITLE });
        } else if !seen.contains(&sentence) {
            seen.push(sentence);
            body.push(if at < early { EARLY } else { LATE });
        }
    }
    let weak = finds.iter().filter(|f| aside(f)).count().min(SURE as usize - 1) as u32;
    title + body.iter().take(SENTENCES).sum::<u32>() + weak
}

/// Whether a headline says only that others saw it (外部から閲覧): who got in saw it as well.
fn seen_there(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let said = shaper.text.lexed.said(shaper.span(find));
    shaper.rule(find).code.as_str() == "unintended_publication" && ["から閲覧", "が閲覧"].iter().any(|end| said.ends_with(end))
}

/// Whether it stands under a heading of what is done against a repetition.
fn measure(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let line = shaper.text.line_at(shaper.text.tokens()[find.last()].start);
    let under = |name| shaper.rules.names.get(name).is_some_and(|class| shaper.text.under(line, class));
    // 4.原因及び再発防止策: what happened is told there, too.
    under("prevention_heading") && !under("cause_heading")
}

/// The sort that the text speaks of most. Who is inside is said only where it is so; nothing is "other" that has a name.
fn leading(shaper: &Shaper<'_, '_, '_>, told: &[Told<'_>]) -> Option<Sort> {
    let best = |sort| told.iter().filter(|t| t.sort == sort).map(|t| t.score).max().unwrap_or(0);
    let [insider, attack, accident] = [Sort::Insider, Sort::Attack, Sort::Accident].map(best);
    let others = attack.max(accident);
    if insider >= TWICE / 2 && told.iter().any(|t| t.sort == Sort::Insider && former(shaper, t)) {
        return Some(Sort::Insider);
    }
    if insider >= SURE && (others < TITLE || insider >= TWICE) || insider > others {
        Some(Sort::Insider)
    } else if others > 0 {
        Some(if attack >= accident { Sort::Attack } else { Sort::Accident })
    } else {
        told.first().map(|t| t.sort)
    }
}

/// Whether the text tells of a machine that was run from afar by whoever was called up.
pub(crate) fn by_remote_control(shaper: &Shaper<'_, '_, '_>) -> bool {
    ["遠隔操作", "サポート詐欺", "遠隔で操作", "リモート操作"].iter().any(|words| shaper.text.lexed.text().contains(words))
}

/// Whether one of the finds says these words.
fn names(shaper: &Shaper<'_, '_, '_>, told: &Told<'_>, words: &str) -> bool {
    told.finds.iter().any(|f| shaper.text.lexed.said(shaper.span(f)).contains(words))
}

/// Whether it was done by somebody who is said to have been one of the staff: 元|従業員により.
fn former(shaper: &Shaper<'_, '_, '_>, told: &Told<'_>) -> bool {
    let text = &shaper.text.notice.text;
    told.finds.iter().any(|f| {
        let start = shaper.span(f).start as usize;
        text[start..].starts_with('元') || text[..start].ends_with('元')
    })
}

/// Whether ransomware is known by its demand alone: データを人質, 支払いを求める文.
fn held_to_ransom(shaper: &Shaper<'_, '_, '_>, told: &Told<'_>) -> bool {
    let demand = |f: &&Find| ["人質", "求める", "要求"].iter().any(|w| shaper.text.lexed.said(shaper.span(f)).contains(w));
    told.finds.iter().all(demand)
}

/// Whether the text says it in so many words (不正アクセス): that somebody got in is how ransomware comes.
fn says_unauthorized(shaper: &Shaper<'_, '_, '_>, told: &Told<'_>) -> bool {
    names(shaper, told, "不正")
}

/// Whether a fault is named: that others were shown something may be a mail as well.
fn names_fault(shaper: &Shaper<'_, '_, '_>, told: &Told<'_>) -> bool {
    const FAULTS: &[&str] =
        &["不具合", "障害", "バグ", "不備", "欠陥", "瑕疵", "誤表示", "プログラム", "システム", "仕様", "画面", "ページ"];
    let said = |f: &&Find| shaper.text.lexed.said(shaper.span(f));
    told.finds.iter().any(|f| FAULTS.iter().any(|word| said(f).contains(word)))
}

/// Whether the text tells of a form made with a tool whose answers are shown by a setting: it is no fault of a product.
fn by_form(shaper: &Shaper<'_, '_, '_>) -> bool {
    const TOOLS: &[&str] =
        &["Googleフォーム", "Google フォーム", "グーグルフォーム", "Microsoft Forms", "前の回答を表示", "結果の概要"];
    TOOLS.iter().any(|tool| shaper.text.lexed.text().contains(tool))
}

/// Slips that the headline may call by their outcome, whether a hand or a program made them.
const MACHINE_MADE: &[&str] = &["誤交付", "誤発行", "誤印刷", "誤印字", "誤出力", "誤表示"];

/// Of the accidents the one that is told best; beside it only a sharing that was a publication too.
fn one_accident(shaper: &Shaper<'_, '_, '_>, told: &mut Vec<Told<'_>>) {
    const FAULT: u32 = 60;
    let in_title = |f: &&Find| shaper.text.in_title(shaper.text.tokens()[f.last()].start);
    if by_form(shaper) && told.iter().any(|t| t.code.as_str() == "unintended_publication") {
        // The addresses that the answers show were sent to nobody.
        let shown = |t: &Told<'_>| t.code.as_str() == "misdelivery" && !t.finds.iter().any(in_title);
        told.retain(|t| t.code.as_str() != "product_fault" && !shown(t));
    }
    // What the headline calls by another name is that, unless a machine does it too.
    let by_machine = |f: &&Find| MACHINE_MADE.iter().any(|word| shaper.text.lexed.said(shaper.span(f)).contains(word));
    let called = |t: &Told<'_>| t.finds.iter().any(|f| in_title(f) && !by_machine(f));
    let named = told.iter().any(|t| t.sort == Sort::Accident && t.code.as_str() != "product_fault" && called(t));
    let weight = |t: &Told<'_>| {
        let fault = !named && t.code.as_str() == "product_fault" && names_fault(shaper, t);
        (t.score + if fault { FAULT } else { 0 }, KINDS.len() - t.rank)
    };
    let Some(best) = told.iter().filter(|t| t.sort == Sort::Accident).max_by_key(|t| weight(t)).map(|t| t.code.clone()) else {
        return;
    };
    let pair = ["improper_sharing", "unintended_publication"];
    let both = pair.contains(&best.as_str());
    told.retain(|t| *t.code == best || both && pair.contains(&t.code.as_str()));
}

/// Who did it: what is said of it, so far as it fits the kind of the matter, and else what the kind says by itself.
pub(crate) fn actor(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let sort_of = |f: &Fact<Code>| KINDS.iter().find(|(kind, _)| *kind == f.value.as_str()).map(|(_, sort)| *sort);
    let has = |sort| kinds.iter().find(|f| sort_of(f) == Some(sort));
    if let Some(kind) = has(Sort::Insider) {
        return said(shaper, &["partner", "insider"]).or_else(|| Some(as_actor(kind, "insider")));
    }
    if let Some(kind) = has(Sort::Attack).or_else(|| has(Sort::Other)) {
        return said(shaper, &["partner", "external"]).or_else(|| Some(as_actor(kind, "external")));
    }
    if let Some(kind) = has(Sort::Accident) {
        return of_accident(shaper, kinds).or_else(|| said(shaper, &["none"])).or_else(|| Some(as_actor(kind, "none")));
    }
    // Who says that it is not known says so of all whom he names as maybe.
    said(shaper, &["partner", "unknown", "insider", "external", "none"])
}

/// Who it was of whom an accident tells all the same: who shared what was given him, who stole, or nobody knows who.
fn of_accident(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let is = |kind: &str| kinds.iter().any(|f| f.value.as_str() == kind);
    let theft = || said_by(shaper, |f| shaper.rule(f).code.as_str() == "external" && shaper.rule(f).place == 0);
    if is("improper_sharing")
        && let Some(found) = said(shaper, &["partner", "insider"])
    {
        return Some(found);
    }
    if is("loss_or_theft") { said(shaper, &["partner", "unknown"]).or_else(theft) } else { said(shaper, &["partner"]) }
}

/// An actor who follows from a kind, proved by the words of the kind.
fn as_actor(kind: &Fact<Code>, actor: &str) -> Fact<Code> {
    Fact::new(Code::from(actor), kind.evidence.span, kind.evidence.rule.clone())
}

/// The first of these actors that the text names.
fn said(shaper: &Shaper<'_, '_, '_>, actors: &[&str]) -> Option<Fact<Code>> {
    actors.iter().find_map(|actor| said_by(shaper, |f| shaper.rule(f).code.as_str() == *actor))
}

/// The best of the finds of actors that are wanted: by the order of the rules on their page, then by place.
fn said_by(shaper: &Shaper<'_, '_, '_>, wanted: impl Fn(&Find) -> bool) -> Option<Fact<Code>> {
    let best = shaper.under("actor").filter(|f| wanted(f)).min_by_key(|f| (shaper.rule(f).place, f.last()))?;
    Some(shaper.fact(best, shaper.rule(best).code.clone()))
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    fn kinds_and_actor(text: &str) -> (Vec<String>, Option<String>) {
        let record = Reader::embedded().read(&Notice::plain(text)).record;
        let kinds = record.kinds.iter().map(|f| f.value.to_string()).collect();
        (kinds, record.actor.map(|f| f.value.to_string()))
    }

    #[test]
    fn what_was_tidied_up_after_a_loss_is_no_attack() {
        let text = "青葉市 パソコンの紛失について 2024年6月5日\n職員がパソコンを電車の中で紛失しました。\n\
                    不正アクセスに使われないよう、アカウントのパスワードを変更しました。";
        assert_eq!(kinds_and_actor(text), (vec!["loss_or_theft".to_owned()], Some("none".to_owned())));
    }

    #[test]
    fn data_seen_in_an_attack_was_not_published() {
        let text = "青葉大学 メールアカウントへの不正ログインについて 2024年6月5日\n教員のメールアカウントに不正ログインがあり、\
                    受信箱が第三者に閲覧された可能性があります。";
        let (kinds, actor) = kinds_and_actor(text);
        assert_eq!(kinds, ["account_takeover", "unauthorized_access"]);
        assert_eq!(actor.as_deref(), Some("external"));
    }

    #[test]
    fn an_accident_has_no_actor_even_if_nothing_says_so() {
        let text = "青葉堂 お知らせ 2024年6月5日\nマイページに、他のお客様の情報が表示される障害が発生しました。";
        assert_eq!(kinds_and_actor(text), (vec!["product_fault".to_owned()], Some("none".to_owned())));
    }

    #[test]
    fn who_got_in_saw_it_and_a_machine_can_hand_out_the_wrong_paper() {
        let seen = "会員の情報が外部から閲覧されたことについて\n何者かがサーバーに不正にログインし、設定を変えました。";
        assert_eq!(kinds_and_actor(seen).0, ["account_takeover", "unauthorized_access"]);
        let paper = "証明書の誤交付について\n2024年5月14日、システムの不具合により、別の方の証明書を交付しました。";
        assert_eq!(kinds_and_actor(paper).0, ["product_fault"]);
    }

    #[test]
    fn who_stole_is_from_outside() {
        let text = "青葉大学 パソコンの盗難について\n2024年5月14日、教員の車から何者かにパソコンが盗まれました。";
        assert_eq!(kinds_and_actor(text).1.as_deref(), Some("external"));
    }
}
