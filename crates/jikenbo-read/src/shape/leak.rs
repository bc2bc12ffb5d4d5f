//! Whether data leaked, and whether harm followed: of all that a notice says of it, the strongest.

use jikenbo_model::{Code, Fact};

use super::Shaper;
use super::code::rank;
use crate::apply::Find;
use crate::clause::{Kind, Text};

/// What is said of a leak, the strongest first.
const STATUS: &[&str] = &["confirmed", "possible", "none_found", "under_investigation"];

/// What is said of harm that followed. Mails sent from what was taken over are the incident itself where the text says that no
/// more followed.
const DAMAGE: &[&str] = &["confirmed", "possible", "none_found", "confirmed?"];

/// The strongest statement in the body; the headline counts only if the body says nothing.
pub(crate) fn status(shaper: &Shaper<'_, '_, '_>) -> Option<Fact<Code>> {
    let text = shaper.text;
    let in_title = |f: &Find| text.in_title(text.tokens()[f.last()].start);
    let said = || shaper.under("leak_status").filter(|f| shaper.rule(f).code.as_str() != "possible" || attached(text, f));
    let body = said().any(|f| !in_title(f));
    let best =
        said().filter(|f| !(body && in_title(f))).min_by_key(|f| (rank(shaper, f, STATUS), shaper.rule(f).place, f.last()))?;
    Some(shaper.fact(best, shaper.rule(best).code.clone()))
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
    let heading = bare && matches!(line.kind, Kind::Heading(_)) && text.lexed.slice(word.end, line.end).trim().is_empty();
    // 「第三者が閲覧する可能性は低い」 looks ahead.
    let ahead = between == "する" || between == "される";
    one && !ahead && (!heading || text.in_title(word.start))
}
