//! Figures in the lines under 内訳: they count what the total above counts, by its groups.

use super::{Figure, Told};
use crate::clause::{Kind, Line};
use crate::label::bare;
use crate::lex::Counter;
use crate::rule::classes;
use crate::shape::Shaper;

/// How many lines a breakdown has at most.
const LINES: usize = 16;

/// The total is told no farther above the word, in bytes.
const FAR: u32 = 400;

/// The total that a figure breaks down, if that stands under 内訳; `own` is the code of the word nearest to it.
pub(super) fn total<'t>(
    shaper: &Shaper<'_, '_, '_>,
    figure: &Figure,
    told: &'t [Told],
    own: Option<(u32, &str)>,
) -> Option<&'t Told> {
    // 内訳 ⏎ 名簿を閲覧した者 12名: what the line itself says they are.
    let special = own.is_some_and(|(cost, code)| code == "access" || cost == 0 && !matches!(code, "personal" | "other"));
    if special || figure.quantity.counter == Counter::Other || told.is_empty() {
        return None;
    }
    let head = head(shaper, figure)?;
    if tells_of_viewers(shaper, head, figure) {
        return None;
    }
    let same = |t: &&Told| t.figure.quantity.counter == figure.quantity.counter;
    let above = |t: &&Told| same(t) && t.figure.end <= head.end && head.start.saturating_sub(t.figure.end) <= FAR;
    let base = told.iter().rev().take(LINES * 2).find(above)?;
    let within = figure.quantity.value <= base.figure.quantity.value;
    (within && !of_firms(shaper, figure)).then_some(base)
}

/// Whether the figure or the word above it counts who saw the data, and not whose they are: 名簿を閲覧した者 12名, 閲覧した人の内訳
fn tells_of_viewers(shaper: &Shaper<'_, '_, '_>, head: &Line, figure: &Figure) -> bool {
    let own = super::passed::before(shaper, figure);
    let above = shaper.text.lexed.slice(head.start, head.end);
    [own, above]
        .iter()
        .any(|words| ["閲覧し", "見た", "開いた", "アクセスし", "ダウンロードし", "開封し"].iter().any(|w| words.contains(w)))
}

/// Whether what a figure counts are firms, which are no persons: 法人 200件
fn of_firms(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let words = super::passed::before(shaper, figure);
    ["法人", "企業", "団体", "事業所", "事業者"].iter().any(|w| words.contains(w))
}

/// The line 内訳 over the lines of figures in which a figure stands.
fn head<'s>(shaper: &'s Shaper<'_, '_, '_>, figure: &Figure) -> Option<&'s Line> {
    let text = shaper.text;
    let line = text.line_at(figure.start);
    for above in text.lines[..line].iter().rev().take(LINES) {
        let words = if above.end - above.start < 90 { bare(text.lexed.slice(above.start, above.end)) } else { "" };
        let named = words.trim_matches(['(', ')', ':', ' ']);
        if named == "内訳" || named.ends_with("の内訳") {
            return Some(above);
        }
        let counts = text.has(classes::COUNT, above.start, above.end);
        // 区分 | 件数
        let head_row = above.kind == Kind::Row;
        if above.kind != Kind::Blank && !counts && !head_row {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    fn subjects(text: &str) -> Vec<(u64, String)> {
        let record = Reader::embedded().read(&Notice::plain(text)).record;
        record.counts.iter().map(|f| (f.value.value, f.value.subject.as_str().to_owned())).collect()
    }

    #[test]
    fn parts_count_what_the_total_counts() {
        let text = "アドレスの流出について\nほかの方に見えたメールアドレス 640件\n【内訳】\n1回目 250件\n2回目 390件\n";
        let email = |value| (value, "email_address".to_owned());
        assert_eq!(subjects(text), [email(640), email(250), email(390)]);
        let table = "名簿の紛失について\n名簿に載っていた生徒 120名\n内訳\n1年生\t58名\n2年生\t62名\n";
        let personal = |value| (value, "personal".to_owned());
        assert_eq!(subjects(table), [personal(120), personal(58), personal(62)]);
    }
    #[test]
    fn who_saw_the_data_is_counted_apart() {
        let text = "名簿の閲覧について\n名簿に載っていた生徒 120名\n内訳\n名簿を閲覧した者 12名\n";
        assert_eq!(subjects(text), [(120, "personal".to_owned()), (12, "access".to_owned())]);
    }
}
