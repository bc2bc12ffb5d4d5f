//! Why it happened: the causes that the text tells, so far as they fit what happened.
//!
//! A page of causes finds words; whether a slip of the hand, a false mail or a program stands there as the cause, the kind of the
//! matter tells: nobody was deceived by the mail that an infected machine sent.

use jikenbo_model::{Code, Evidence, Fact};

use super::{Shaper, join};
use crate::apply::Find;
use crate::rule::Section;
use crate::sought::Sought;
use crate::token::Lexed;

/// What else is known of the matter when its causes are asked for.
pub(crate) struct Matter<'k> {
    pub(crate) kinds: &'k [Fact<Code>],
    pub(crate) discovered_by: Option<&'k Fact<Code>>,
}

impl Matter<'_> {
    fn kind(&self, code: &str) -> Option<&Fact<Code>> {
        self.kinds.iter().find(|f| f.value.as_str() == code)
    }

    fn is(&self, codes: &[&str]) -> bool {
        codes.iter().any(|code| self.kind(code).is_some())
    }

    fn by_vendor(&self) -> bool {
        self.discovered_by.is_some_and(|f| f.value.as_str() == "vendor")
    }
}

/// Kinds that are an accident made by hand.
const BY_HAND: &[&str] = &["misdelivery", "unintended_publication", "improper_sharing", "loss_or_theft"];

/// Those of them that a setting made by hand leads to.
const SET_BY_HAND: &[&str] = &["misdelivery", "unintended_publication", "improper_sharing"];

/// Kinds of which a cause follows even if the text calls nothing the cause.
const FOLLOWS: &[(&str, &str)] = &[
    ("payment_page_tampering", "application_tampering"),
    ("phishing", "phishing"),
    ("insider_misuse", "insider"),
    ("misdelivery", "human_error"),
];

/// Causes that do not answer how it came about, so that it may be sought beside them.
const OPEN: &[&str] = &["third_party_compromise", "malware"];

/// Words by which a wrong setting is told as the state of a thing, with nobody who made it so.
const STATES: &[&str] =
    &["不備", "の不足", "が不適切", "不十分", "不完全", "が無効", "が有効", "デフォルト", "リンクを知", "になって", "となって"];

/// Each cause once, where it is told best.
pub(crate) fn causes(shaper: &Shaper<'_, '_, '_>, matter: &Matter<'_>) -> Vec<Fact<Code>> {
    let mut finds: Vec<&Find> = shaper.under("causes").collect();
    finds.sort_by_key(|f| (shaper.rule(f).weak, shaper.rule(f).place, f.last()));
    let mut facts: Vec<Fact<Code>> = Vec::new();
    // Sure rules come first: what they found is known when the weak ones are asked.
    let mut sure: Vec<&str> = Vec::new();
    let remote = super::kind::by_remote_control(shaper);
    for find in finds {
        let rule = shaper.rule(find);
        if super::asked(shaper, find)
            || denied(shaper, find)
            || kept_well(shaper, find)
            || super::itself(shaper, find)
            || unlocked(shaper, find, matter)
        {
            continue;
        }
        let known = |code: &str| sure.contains(&code);
        let yields = rule.weak
            && match rule.code.as_str() {
                "third_party_compromise" => !matter.by_vendor() || of_report(shaper, find),
                // A check that was wanting is a rule not kept beside the slip that it did not catch, and else the slip itself.
                "process_violation" => !known("human_error") || !one_clause(shaper, find) || checked(shaper, find),
                // Whose password was guessed or given away, it was not stolen elsewhere.
                "stolen_credentials" => known("weak_or_default_password") || matter.is(&["phishing"]),
                // Who handed it over meant to, where that is what happened. An example of a page has no kind.
                "insider" => !matter.kinds.is_empty() && !matter.is(&["improper_sharing"]),
                // That a machine was infected is what happened; by which it was is told in other words, unless it is all.
                "malware" => matter.is(&["ransomware", "malware"]),
                // What is still sought is not known yet, unless the text tells it elsewhere.
                "unknown" => sure.iter().any(|code| !OPEN.contains(code)),
                code => known(code),
            };
        let called = matches!(rule.section, Section::Under(_));
        let addressed = rule.code.as_str() == "misconfiguration" && matter.is(&["misdelivery"]) && !opens(shaper, find);
        if taken(shaper, find, matter) {
            continue;
        }
        let obeyed = rule.code.as_str() == "human_error" && remote && matter.is(&["phishing"]);
        let called = called && rule.code.as_str() == "misconfiguration";
        if !yields && !addressed && (called || obeyed || fits(rule.code.as_str(), matter)) {
            if !rule.weak {
                sure.push(rule.code.as_str());
            }
            join(&mut facts, shaper.fact(find, rule.code.clone()));
        }
    }
    follow(shaper, &mut facts, matter);
    settle(&mut facts, &shaper.text.lexed);
    if defect(shaper) {
        facts.retain(|f| f.value.as_str() != "human_error" || !only_named(f, &shaper.text.lexed));
    }
    // 意図せず閲覧できる状態: that nobody meant it says no more, where it is told what was set wrong.
    if facts.iter().any(|f| f.value.as_str() == "misconfiguration") {
        let unmeant = |f: &Fact<Code>| shaper.text.lexed.said(f.evidence.span).starts_with("意図せ");
        facts.retain(|f| f.value.as_str() != "human_error" || !unmeant(f));
    }
    // Who was deceived by a false page made no other mistake, unless he let a stranger run his machine.
    if facts.iter().any(|f| f.value.as_str() == "phishing") && !remote {
        facts.retain(|f| f.value.as_str() != "human_error");
    }
    facts.sort_by_key(|f| f.evidence.span);
    facts
}

/// Whether the text tells of a defect as what did it: システムの不具合により.
fn defect(shaper: &Shaper<'_, '_, '_>) -> bool {
    static DEFECT: Sought = Sought::new(&[
        "システムの不具合が発生",
        "システムの不具合により",
        "システムの不具合によって",
        "システムの不具合による",
        "システムの不具合が原因",
        "システムの不具合でした",
        "システムの不具合で、",
        "プログラムの不具合が",
        "プログラムの不具合により",
        "プログラムの不具合による",
        "プログラムの不具合で",
        "プログラムのバグ",
        "機能の不具合により",
        "機能の不具合による",
        "機能の不具合が原因",
        "ソフトの不具合により",
        "ソフトウェアの不具合により",
        "ソフトウェアの不具合が原因",
        "システム障害により",
        "システム障害が原因",
        "システムの障害により",
        "システムの誤作動",
    ]);
    let text = shaper.text.lexed.text();
    DEFECT.within(text.get(shaper.text.title.1 as usize..).unwrap_or(""))
}

/// Whether nothing tells of the slip but what the matter is called: 誤配信 is said of what a system did, too.
fn only_named(fact: &Fact<Code>, lexed: &Lexed) -> bool {
    const CALLED: &[&str] = &["誤配信", "誤送信", "誤送付", "誤発送", "誤表示", "誤通知", "誤転送", "誤配布", "誤公開"];
    let named = |evidence: &Evidence| CALLED.iter().any(|word| lexed.said(evidence.span).starts_with(word));
    std::iter::once(&fact.evidence).chain(&fact.also).all(named)
}

/// Whether the words of a find stand in one clause: 確認する手順を設けたほか、設定の不備を… tells of no check that was wanting.
fn one_clause(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let first = find.tokens().last().unwrap_or(find.last());
    shaper.text.clause_of[first] == shaper.text.clause_of[find.last()]
}

/// Whether a check is told of as made, or is no check: 点検を行った教授も|気づいていな, 確認書類が不足.
fn checked(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let Some(first) = find.tokens().last().filter(|first| *first != find.last()) else { return false };
    let tokens = shaper.text.tokens();
    let between = shaper.text.lexed.slice(tokens[first].end, tokens[find.last()].start.max(tokens[first].end));
    ["を行った", "をした", "を行っていた", "をしていた", "を受けた", "書類", "書が", "資料"]
        .iter()
        .any(|w| between.starts_with(w))
}

/// Whether a report calls the organisation itself 同社: what befell it there is no other's.
fn of_report(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let first = find.tokens().last().map_or(0, |t| shaper.text.tokens()[t].start);
    let said = &shaper.text.lexed.text()[first as usize..];
    said.starts_with("同社") && super::event::reported(shaper)
}

/// Whether a setting is one that opens something, or sends it on: that of an address (宛先の設定を誤り) is the slip itself.
fn opens(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let clause = shaper.text.clause(find.last());
    let end = shaper.text.tokens()[find.last()].end;
    let words = shaper.text.lexed.stretch(clause.start.max(end.saturating_sub(super::REACH)), end);
    // 自動転送の宛先を誤って設定: mails go on by it.
    words.contains("自動転送")
        || !["宛先", "送信先", "送付先", "抽出", "BCC", "Bcc", "CC", "TO", "To", "条件"].iter().any(|word| words.contains(word))
}

/// Whether a rule was kept all along: かねて方針を守り、注意を促してまいりました. What was not kept all along is a cause (これまで確認を行わずに).
fn kept_well(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const WANTING: [&str; 8] = ["ず", "なかっ", "ない", "怠", "不足", "不十分", "不備", "ミス"];
    let sentence = shaper.text.sentence(find.last());
    let token = shaper.text.tokens()[find.last()];
    let (said, all) =
        (shaper.text.lexed.stretch(token.start, token.end + 12), shaper.text.lexed.slice(sentence.start, sentence.end));
    let wanting = WANTING.iter().any(|w| said.contains(w)) || ["原因", "ため"].iter().any(|w| all.contains(w));
    !wanting && super::measure::habit(shaper.text, find)
}

/// Whether a wrong setting is denied: 設定の誤りはありませんでした. Words that deny by themselves (設定しておらず) are the fault.
fn denied(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let token = shaper.text.tokens()[find.last()];
    let words = shaper.text.lexed.slice(token.start, token.end);
    shaper.rule(find).code.as_str() == "misconfiguration"
        && ["誤り", "不備", "ミス", "問題"].iter().any(|fault| words.ends_with(fault))
        && shaper.text.clause(find.last()).negated >= token.end
}

/// Whether a rule was broken only in that somebody inside took what he took: 無断で持ち出した says no more.
fn taken(shaper: &Shaper<'_, '_, '_>, find: &Find, matter: &Matter<'_>) -> bool {
    let token = shaper.text.tokens()[find.last()];
    let words = shaper.text.lexed.slice(token.start, token.end);
    let (rule, alone) = (shaper.rule(find), find.tokens().count() == 1);
    rule.code.as_str() == "process_violation" && alone && words.starts_with("無断で") && matter.is(&["insider_misuse"])
}

/// Whether a wrong setting is only that what was lost had no password: it was not lost by that.
fn unlocked(shaper: &Shaper<'_, '_, '_>, find: &Find, matter: &Matter<'_>) -> bool {
    if shaper.rule(find).code.as_str() != "misconfiguration" || !matter.is(&["loss_or_theft", "misdelivery"]) {
        return false;
    }
    let (clause, token) = (shaper.text.clause(find.last()), shaper.text.tokens()[find.last()]);
    let words = shaper.text.lexed.stretch(clause.start.max(token.start.saturating_sub(super::REACH)), token.end);
    ["パスワード", "暗号", "ロック", "鍵"].iter().any(|lock| words.contains(lock))
}

/// Whether a cause can be one of what happened.
fn fits(code: &str, matter: &Matter<'_>) -> bool {
    match code {
        "human_error" => {
            !matter.is(&["product_fault", "phishing", "denial_of_service", "insider_misuse", "payment_page_tampering"])
        }
        "misconfiguration" => {
            !matter.is(&["product_fault", "denial_of_service", "loss_or_theft"]) || matter.is(&["unintended_publication"])
        }
        "phishing" => matter.is(&["phishing", "account_takeover"]),
        "malware" => matter.is(&["malware", "ransomware"]),
        "application_tampering" => !matter.is(&["defacement", "malware"]) || matter.is(&["payment_page_tampering"]),
        "insider" => !matter.is(BY_HAND) || matter.is(&["improper_sharing"]),
        "stolen_credentials" | "password_guessing" | "weak_or_default_password" | "vulnerability" | "unpatched_software" => {
            !matter.is(BY_HAND)
        }
        _ => true,
    }
}

/// The causes that a kind is told with.
fn follow(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Code>>, matter: &Matter<'_>) {
    for (kind, cause) in FOLLOWS {
        let known = facts.iter().any(|f| f.value.as_str() == *cause);
        // Whose account was broken into otherwise, it sent the false mails: nobody here was deceived.
        let sent = *cause == "phishing" && !facts.is_empty();
        if let Some(fact) = matter.kind(kind).filter(|_| !known && !sent) {
            facts.push(Fact::new(Code::from(*cause), fact.evidence.span, fact.evidence.rule.clone()));
        }
    }
    // A setting is made by hand: where nobody attacked, its mistake is a person's.
    let find = |facts: &[Fact<Code>], code: &str| facts.iter().position(|f| f.value.as_str() == code);
    if let Some(at) = find(facts, "misconfiguration").filter(|_| find(facts, "human_error").is_none() && matter.is(SET_BY_HAND)) {
        let lexed = &shaper.text.lexed;
        let slip = |evidence: &&Evidence| !STATES.iter().any(|state| lexed.said(evidence.span).contains(state));
        let Some(evidence) = std::iter::once(&facts[at].evidence).chain(&facts[at].also).find(slip) else { return };
        let fact = Fact::new(Code::from("human_error"), evidence.span, evidence.rule.clone());
        facts.push(fact);
    }
}

/// Causes that are only another word for one that is there.
fn settle(facts: &mut Vec<Fact<Code>>, lexed: &Lexed) {
    let is = |facts: &[Fact<Code>], code: &str| facts.iter().any(|f| f.value.as_str() == code);
    // Where it is told how the malware came in, or at whose place, that is the cause.
    let how = ["vulnerability", "password_guessing", "unpatched_software", "weak_or_default_password", "stolen_credentials"];
    // 原因は…ウイルス: what is called the cause is one, and so is the virus that took the keys.
    let says = |f: &Fact<Code>, words: &[&str]| words.iter().any(|word| lexed.said(f.evidence.span).contains(word));
    let called = |f: &Fact<Code>| says(f, &["原因", "要因", "発端", "きっかけ"]);
    let took = |f: &Fact<Code>| says(f, &["盗", "窃取", "抜き取", "抜き出"]);
    if how.iter().any(|code| is(facts, code)) {
        facts.retain(|f| f.value.as_str() != "malware" || called(f) || took(f));
    }
    // 委託先がランサムウェアに感染し: that it befell another is the cause, and not with what, unless the virus took the keys.
    if is(facts, "third_party_compromise") {
        facts.retain(|f| f.value.as_str() != "malware" || called(f) || took(f));
    }
    // What was stolen elsewhere is used again and again, by machine; that it was used again is how it could be.
    if is(facts, "stolen_credentials") {
        let again = |f: &Fact<Code>| match f.value.as_str() {
            "password_guessing" => says(f, &["機械", "次々", "繰り返し", "ログイン試行", "ログインの試", "ログインが試"]),
            "weak_or_default_password" => says(f, &["使い回", "使いまわ", "同じパスワード"]),
            _ => false,
        };
        facts.retain(|f| !again(f));
    }
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    fn causes(text: &str) -> Vec<String> {
        let record = Reader::embedded().read(&Notice::plain(text)).record;
        record.causes.iter().map(|f| f.value.to_string()).collect()
    }

    #[test]
    fn a_wanting_check_is_the_slip_itself_or_the_rule_beside_it() {
        let alone = "青葉市 誤送付について 2024年6月5日\n担当者の確認不足により、通知を別の方へ送付しました。";
        assert_eq!(causes(alone), ["human_error"]);
        let beside =
            "青葉市 誤送付について 2024年6月5日\n担当者が宛名を誤って入力し、点検も怠っていたため、別の方へ送付しました。";
        assert_eq!(causes(beside), ["human_error", "process_violation"]);
    }

    #[test]
    fn a_check_that_was_made_is_no_wanting_one() {
        let made = "青葉大学 誤掲載について 2024年6月5日\n職員が誤って別の表を掲載し、点検を行った課長も、名前が消されていないことを見落としました。";
        assert_eq!(causes(made), ["human_error"]);
        let papers = "青葉局 誤送信について 2024年6月5日\n確認書類が不足していたため取り寄せる際、誤って別の会社へ送信しました。";
        assert_eq!(causes(papers), ["human_error"]);
    }

    #[test]
    fn what_a_report_calls_the_firm_is_no_other_firm() {
        let text = "青葉保育、端末が感染\n青葉保育は10日、園の端末がマルウェアに感染したと発表した。取引先からの連絡で分かった。\n\
                    同社が運営する園の端末がマルウェアに感染していた。同社は届け出た。";
        assert!(!causes(text).contains(&"third_party_compromise".to_owned()), "{:?}", causes(text));
    }

    #[test]
    fn what_readers_are_asked_not_to_do_is_no_cause() {
        let text = "青葉会 メールアカウントへの不正アクセスについて 2024年6月5日\n当会のメールアカウントが不正アクセスを受けました。\n\
                    偽のサイトへ誘い込まれるおそれがありますので、不用意に添付ファイルを開いたりなさらないようお願いいたします。";
        assert_eq!(causes(text), [""; 0]);
    }

    #[test]
    fn a_cause_still_sought_is_unknown_unless_it_is_told() {
        let sought = "青葉堂 不正アクセスについて 2024年6月5日\n当社のサーバーが不正アクセスを受けました。原因の究明、復旧にはなお時間がかかります。";
        assert_eq!(causes(sought), ["unknown"]);
        let told = format!("{sought}\n侵入は、機器の脆弱性を突いたものでした。");
        assert_eq!(causes(&told), ["vulnerability"]);
    }

    #[test]
    fn what_a_defect_sent_astray_was_no_slip() {
        let text = "青葉大学 メールの誤配信について 2024年6月5日\n一人あての連絡が全員へ届くというシステムの不具合が発生しました。\n\
                    誤配信は3件でした。";
        assert!(!causes(text).contains(&"human_error".to_owned()), "{:?}", causes(text));
        let slip = "青葉大学 メールの誤配信について 2024年6月5日\n職員が宛先を取り違え、別の方へ誤配信しました。";
        assert_eq!(causes(slip), ["human_error"]);
    }

    #[test]
    fn a_mail_that_the_infected_machine_sent_deceived_nobody_here() {
        let text = "青葉堂 Emotet感染のお詫び 2024年6月5日\n社員のパソコンがEmotetに感染し、当社を装ったメールが届く事案が起きています。";
        assert_eq!(causes(text), [""; 0]);
    }

    #[test]
    fn what_befell_the_contractor_is_the_cause_and_not_with_what() {
        let text = "青葉県が納税通知書の印刷・封入封緘業務を委託している株式会社緑野印刷(以下「受託者」)のサーバがランサムウェアに\
                    感染し、県が提供した納税者の個人情報が流出した可能性があることが分かった。";
        assert_eq!(causes(text), ["third_party_compromise"]);
    }
}
