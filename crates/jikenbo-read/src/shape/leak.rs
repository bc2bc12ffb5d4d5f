//! Whether data leaked, and whether harm followed: of all that a notice says of it, the strongest.

use jikenbo_model::{Code, Fact};

use super::Shaper;
use super::code::rank;
use crate::apply::Find;
use crate::clause::{Kind, Text};
use crate::rule::classes;

/// What is said of a leak, the strongest first. That it lay open (weak rules) says less than what the records show.
const STATUS: &[&str] = &["confirmed", "possible", "none_found", "confirmed?", "possible?", "under_investigation"];

/// What is said of harm that followed. Mails sent from what was taken over are the incident itself where the text says that no
/// more followed.
const DAMAGE: &[&str] = &["confirmed", "possible", "none_found", "confirmed?"];

/// Kinds of which a leak follows: who was sent it, was given it or took it has it.
const LEAKED: &[&str] = &["misdelivery", "improper_sharing", "insider_misuse"];

/// What somebody inside did by whom data came out; that he used what he knew is no leak.
const TAKEN: &[&str] = &["持ち出", "のぞき見", "盗み見", "閲覧", "漏ら"];

/// Kinds in which that something was shown or opened is the leak.
const SHOWN: &[&str] = &["unintended_publication", "product_fault", "misdelivery", "improper_sharing", "insider_misuse"];

/// Kinds in which traces are sought everywhere.
const ATTACKS: &[&str] = &["unauthorized_access", "ransomware", "account_takeover", "malware", "defacement", "denial_of_service"];

/// The strongest statement in the body; the headline counts only if the body says nothing, and the kind if neither does.
pub(crate) fn status(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let text = shaper.text;
    let in_title = |f: &Find| text.in_title(text.tokens()[f.last()].start);
    let is = |codes: &[&str]| kinds.iter().any(|k| codes.contains(&k.value.as_str()));
    // An example of a page has no kind.
    let shown = kinds.is_empty() || is(SHOWN);
    let (sent, fault) = (is(&["misdelivery"]), is(&["product_fault"]));
    let fits = |f: &&Find| match shaper.rule(f).code.as_str() {
        // Who was sent a mail that shows all addresses has them.
        "possible" if shaper.rule(f).weak => !sent,
        "possible" => attached(text, f),
        "confirmed" => shown || !shaper.rule(f).weak,
        // No trace of a login on the other servers: of an attack it tells no leak.
        "none_found" => !shaper.rule(f).weak || !is(ATTACKS),
        _ => true,
    };
    let said = || shaper.under("leak_status").filter(fits);
    let body = said().any(|f| !in_title(f));
    let best =
        said().filter(|f| !(body && in_title(f))).min_by_key(|f| (certainty(shaper, f, fault), shaper.rule(f).place, f.last()));
    let took = || TAKEN.iter().any(|word| text.lexed.text().contains(word));
    let leaked = |code: &str| LEAKED.contains(&code) && (code != "insider_misuse" || took());
    let follows = || kinds.iter().find(|k| leaked(k.value.as_str()));
    match best {
        Some(best) => Some(shaper.fact(best, shaper.rule(best).code.clone())),
        None => follows().map(|k| Fact::new(Code::from("confirmed"), k.evidence.span, k.evidence.rule.clone())),
    }
}

/// How much a find says: that so many saw it, or what a fault showed, says as much as any sure statement.
fn certainty(shaper: &Shaper<'_, '_, '_>, find: &Find, fault: bool) -> usize {
    let counted = || find.tokens().any(|t| shaper.text.tokens()[t].class == classes::COUNT);
    if shaper.rule(find).weak && shaper.rule(find).code.as_str() == "confirmed" && (fault || counted()) {
        return 0;
    }
    // What was put up by mistake lay open: whether it leaked, other words tell.
    let last = shaper.text.tokens()[find.last()];
    let put_up = ["公開", "掲載", "アップロード"].iter().any(|w| shaper.text.lexed.slice(last.start, last.end).contains(w));
    if put_up && shaper.rule(find).code.as_str() == "confirmed" && !by_thieves(shaper, find) {
        return STATUS.iter().position(|s| *s == "confirmed?").unwrap_or(STATUS.len());
    }
    rank(shaper, find, STATUS)
}

/// Whether the sentence of a find tells of the places where thieves put what they took: ダークウェブに掲載.
fn by_thieves(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const THEIRS: [&str; 6] = ["ダークウェブ", "リークサイト", "闇サイト", "攻撃者", "攻撃グループ", "犯行グループ"];
    let last = shaper.text.tokens()[find.last()];
    let words = shaper.text.lexed.slice(shaper.around(find.last(), last.start, last.end).start, last.end);
    THEIRS.iter().any(|w| words.contains(w))
}

/// The strongest statement. Mails sent from an account that was taken over are that incident; mails that pose as the organisation use what
/// was taken.
pub(crate) fn damage(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let taken_over = kinds.iter().any(|k| k.value.as_str() == "account_takeover");
    let itself = |f: &Find| shaper.rule(f).weak && (taken_over && !poses(shaper.text, f) || relayed(shaper, f));
    let said = shaper.under("secondary_damage").filter(|f| !itself(f));
    let best = said.min_by_key(|f| (rank(shaper, f, DAMAGE), shaper.rule(f).place, f.last()))?;
    Some(shaper.fact(best, shaper.rule(best).code.clone()))
}

/// Whether the sentence of a find says up to there that the mails went out by way of what was misused (サーバを経由し、迷惑メールが送信された).
fn relayed(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let last = shaper.text.tokens()[find.last()];
    let words = shaper.text.lexed.slice(shaper.around(find.last(), last.start, last.end).start, last.end);
    ["を経由", "サーバから", "サーバーから", "アカウントから", "を踏み台"].iter().any(|w| words.contains(w))
}

/// Whether the clause of a find says up to there that somebody poses as another (当店をかたるメール).
fn poses(text: &Text<'_>, find: &Find) -> bool {
    let words = text.lexed.slice(text.clause(find.last()).start, text.tokens()[find.last()].end);
    ["装", "かた", "騙", "名乗", "なりすま", "引用"].iter().any(|w| words.contains(w))
}

/// The most bytes that stand between a leak and the word that makes it possible (漏えいした*ことも完全には*否定できない).
const NEAR: usize = 72;

/// Whether a word of possibility is said of the leak before it, and is no mere heading (情報漏えいの可能性).
fn attached(text: &Text<'_>, find: &Find) -> bool {
    let Some(first) = find.tokens().min() else { return false };
    let (leak, word) = (text.tokens()[first], text.tokens()[find.last()]);
    let between = text.lexed.slice(leak.end, word.start);
    let topic = |at: usize| ["について", "については", "に関しては"].iter().any(|t| between[..at].ends_with(t));
    let one = between.len() <= NEAR && between.match_indices(['、', ',', '。']).all(|(at, _)| topic(at));
    let line = text.lines[text.line_at(word.start)];
    // 漏えいの可能性がある情報 is a heading too, but says of what.
    let bare = !text.lexed.slice(word.start, word.end).contains("ある");
    let ends = text.lexed.slice(word.end, line.end).trim().is_empty();
    let heading = bare && ends && (matches!(line.kind, Kind::Heading(_)) || line.end - line.start <= SHORT);
    // 「第三者が閲覧する可能性は低い」 looks ahead.
    let ahead = between == "する" || between == "される";
    // 閲覧した人が… tells of readers of a page, and 〜とみられる of what stands before it.
    let readers =
        ["した人", "した方", "した者", "者", "数", "件数", "回数", "権限", "制限"].iter().any(|w| between.starts_with(w));
    let far = text.lexed.slice(word.start, word.end).starts_with('と') && between.len() > CLOSE;
    one && !ahead && !readers && !far && (!heading || text.in_title(word.start))
}

/// A line of no more bytes that ends with a noun is a heading, whatever its mark: 三、情報漏えいの可能性.
const SHORT: u32 = 60;

/// The most bytes between a leak and the 〜とみられる that is said of it.
const CLOSE: usize = 24;
