//! Figures that break down the one before them: 41件(187人分), 213通で、このうち19通, 1,000件(個人:900件、法人:100件).

use super::passed::{after, before};
use super::{Figure, Told};
use crate::lex::Counter;
use crate::shape::Shaper;

/// What says that a figure is a part of the last one.
const PART: &[&str] = &["うち", "その内", "(内", "、内", "残りの", "残り", "残る", "その中で", "内訳", "このうち", "そのうち"];

/// No part of a figure is told farther from it than this, in bytes.
const FAR: usize = 600;

/// Whether the figure counts what the last one did; `own` is the cost and code of the word nearest to it.
fn inherits(shaper: &Shaper<'_, '_, '_>, figure: &Figure, last: &Told, own: Option<(u32, &str)>) -> bool {
    let same = figure.quantity.counter == last.figure.quantity.counter;
    let between = shaper.text.lexed.slice(last.figure.end.min(figure.start), figure.start);
    let points = |f: &Figure| shaper.text.lexed.slice(f.start, f.end).ends_with("ポイント");
    if points(figure) != points(&last.figure) {
        return false;
    }
    if between.len() > FAR || figure.quantity.counter == Counter::Accounts && !same {
        return false;
    }
    if last.subject.as_str() == "email_address" && same && named(shaper, figure, between) {
        return false;
    }
    // 「生徒様および保護者様 2,784名分(6教室)」: where they are, and not how many.
    let own_words = shaper.text.lexed.slice(figure.start, figure.end);
    if figure.quantity.counter == Counter::Other
        && ["教室", "センター", "棟", "事件", "か所", "箇所"].iter().any(|w| own_words.ends_with(w))
    {
        return false;
    }
    // 「ファイル58個(51名分)」: the persons, and not the files.
    if is_share_of_things(shaper, figure, last, between) {
        return false;
    }
    // 「69,403件(名寄せ後) ※延べ77,202件」
    let in_all = figure.quantity.total_of_many != last.figure.quantity.total_of_many && !between.contains(['\n', '。']);
    if twice(between, same) || same && in_all && own.is_none_or(|(cost, _)| cost > 0) || same && quoted(shaper, figure, between) {
        return true;
    }
    if same && figure.quantity.counter != Counter::People && in_brackets(between, last) {
        // 「5,000件(クレジットカード情報 300件)」 names something else.
        return !own.is_some_and(|(cost, code)| cost == 0 && !matches!(code, "personal" | "other" | "access"));
    }
    if last.subject.as_str() == "account" && last.figure.quantity.counter == Counter::Accounts && in_brackets(between, last) {
        return true;
    }
    let counted = own.is_some_and(|(cost, _)| cost == 0);
    let part = before(shaper, figure).trim_end_matches(['、', ' ', ':', '(', '約']);
    if PART.iter().any(|w| part.ends_with(w)) {
        let persons = |f: &Figure| f.quantity.counter == Counter::People;
        return !counted && (same || persons(figure) == persons(&last.figure) && figure.quantity.counter != Counter::Other);
    }
    if !same || figure.quantity.counter == Counter::People {
        return false;
    }
    if is_one_of(shaper, figure, last) && !counted {
        return true;
    }
    let of_these = between.starts_with("のうち")
        || between.starts_with("のメールのうち")
        || between.contains("内訳は")
        || part.contains("のうち、");
    let led = part.trim_start_matches(['・', ' ', '※']);
    let begins = PART.iter().any(|w| led.starts_with(w)) && own.is_none_or(|(cost, _)| cost > 36 || described(shaper, figure));
    of_these && !counted || begins
}

/// The figure told before that this one breaks down: the last one, or the last of the same counter if a word says that it is a part.
pub(super) fn broken_down<'t>(
    shaper: &Shaper<'_, '_, '_>,
    figure: &Figure,
    told: &'t [Told],
    own: Option<(u32, &str)>,
) -> Option<&'t Told> {
    let (last, earlier) = told.split_last()?;
    if let Some(total) = super::breakdown::total(shaper, figure, told, own) {
        return Some(total);
    }
    if inherits(shaper, figure, last, own) {
        return Some(last);
    }
    let part = before(shaper, figure).trim_end_matches(['、', ' ', '約']);
    let same = |t: &&Told| t.figure.quantity.counter == figure.quantity.counter;
    let of_these = ["このうち", "そのうち", "その中で"].iter().any(|w| part.ends_with(w));
    // 「(1)送られた迷惑メール 41,206通 … (3)(1)のうち拒まれたもの 9,774通」
    let mails = |t: &&Told| t.figure.quantity.counter == Counter::Mails && t.unit == "emails";
    if figure.quantity.counter == Counter::Mails && own.is_none_or(|(cost, _)| cost > 12) {
        let base = told.iter().rev().take(4).find(mails);
        return base.filter(|t| figure.start.saturating_sub(t.figure.end) < FAR as u32);
    }
    let base = earlier.iter().rev().take(4).find(same).filter(|_| !same(&last))?;
    // 「1,780件⏎4回に分けて送っており、内訳は…500件」
    let broken = || {
        shaper.text.lexed.stretch(base.figure.end.max(figure.start.saturating_sub(FAR as u32)), figure.start).contains("内訳は")
    };
    ((of_these || broken()) && inherits(shaper, figure, base, own)).then_some(base)
}

/// Whether of the addresses told last the figure counts those whose persons are known.
pub(super) fn is_of_named(shaper: &Shaper<'_, '_, '_>, figure: &Figure, told: &[Told]) -> bool {
    let Some(last) = told.last() else { return false };
    let between = shaper.text.lexed.slice(last.figure.end.min(figure.start), figure.start);
    let same = figure.quantity.counter == last.figure.quantity.counter;
    // 「うち23人のアドレスには、氏名の一部が含まれていた」
    let persons = figure.quantity.counter == Counter::People && after(shaper, figure).starts_with("のアドレスに");
    same && (persons || last.subject.as_str() == "email_address") && between.len() <= FAR && named(shaper, figure, between)
}

/// 「カード番号を含むものが1万450件、残る1万658件は氏名、住所などだった」: of the rest the persons are known.
pub(super) fn is_rest_of_persons(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let part = before(shaper, figure).trim_end_matches(['、', ' ', '約', '最', '大']);
    let said = after(shaper, figure).trim_start_matches('分');
    let known = said.strip_prefix('は').map_or("", |rest| rest.trim_start_matches(['、', '「']));
    ["残る", "残り", "残りの", "そのほかの", "その他の"].iter().any(|w| part.ends_with(w))
        && ["氏名", "名前", "お名前", "住所", "ご住所"].iter().any(|w| known.starts_with(w))
}

/// 「37万人の氏名など。うち約1万3千人はカード情報も含む」: of a part the cards are known.
pub(super) fn is_of_cards(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const CARDS: &[&str] = &["カード情報", "カード番号", "カードの情報", "カードの番号"];
    let part = before(shaper, figure).trim_end_matches(['、', ' ', '約', '最', '大']);
    let said = after(shaper, figure).trim_start_matches('分');
    let said = &said[..said.floor_char_boundary(90.min(said.len()))];
    let said = said.split('。').next().unwrap_or("");
    let topic = ["は", "には", "については", "では"].iter().find_map(|w| said.strip_prefix(w));
    let held = topic.is_some_and(|t| {
        let at = CARDS.iter().filter_map(|w| t.find(w)).min();
        at.is_some_and(|at| at <= 36 && ["含", "漏", "流出", "登録", "入力"].iter().any(|w| t[at..].contains(w)))
    });
    PART.iter().any(|w| part.ends_with(w)) && held && !["ない", "ません", "おらず"].iter().any(|w| said.contains(w))
}

/// 「メールアドレス254件、うちお名前が登録されていたもの 88件」: of these the persons are known.
fn named(shaper: &Shaper<'_, '_, '_>, figure: &Figure, between: &str) -> bool {
    const NAMES: &[&str] = &["氏名", "名前", "住所", "電話番号"];
    let words = between.trim_start_matches(['。', '、', '(', '\n', ' ']);
    let after = after(shaper, figure);
    let after = &after[..after.floor_char_boundary(120.min(after.len()))];
    if words.contains("アドレスに") {
        return false;
    }
    // 「うち31名分は、表示名により氏名も見える状態」
    let topic = after.trim_start_matches('分');
    let topic = ["のアドレスには、", "のアドレスに", "には、", "については、", "は、"].iter().find_map(|w| topic.strip_prefix(w));
    let after = topic.unwrap_or(after);
    let after = after.split(['。', '、']).next().unwrap_or("");
    let own = |w: &&str| words.contains(*w) && !words.contains('。') || after.contains(*w);
    NAMES.iter().any(own) && PART.iter().any(|w| words.contains(w))
}

/// 「文書2件で…。1件は議案資料で、もう1件は名簿。」: one after another of those told before.
fn is_one_of(shaper: &Shaper<'_, '_, '_>, figure: &Figure, last: &Told) -> bool {
    let led = before(shaper, figure).trim_start_matches(['・', ' ', '※']);
    let first = led.is_empty() || ["もう", "他の", "ほかの", "別の", "残る"].iter().any(|w| led.ends_with(w));
    let text = &shaper.text.lexed;
    let topic = text.slice(figure.end, figure.end + 3) == "は";
    first && topic && figure.quantity.value <= last.figure.quantity.value && figure.quantity.value <= 20
}

/// Whether persons are told of in brackets behind things that hold their data.
fn is_share_of_things(shaper: &Shaper<'_, '_, '_>, figure: &Figure, last: &Told, between: &str) -> bool {
    let share = shaper.text.lexed.slice(figure.start, figure.end).ends_with('分');
    share && figure.quantity.counter == Counter::People && last.subject.as_str() == "other" && between.trim() == "("
}

/// The same told in two units, side by side: 41件(187人分), 125施設 154名.
fn twice(between: &str, same: bool) -> bool {
    let blank = between.trim();
    matches!(blank, "(" | "/") || !same && blank.is_empty() && !between.is_empty()
}

/// 当初の「約1,700名」: the figure of an earlier notice.
fn quoted(shaper: &Shaper<'_, '_, '_>, figure: &Figure, between: &str) -> bool {
    between.ends_with('「') && shaper.text.lexed.slice(figure.end, figure.end + 3) == "」"
}

/// Whether the figure stands in brackets that open right behind the last one, or goes on a row of such parts.
fn in_brackets(between: &str, last: &Told) -> bool {
    let goes_on = last.part && between.starts_with('、') && between.len() < 60;
    (between.trim_start().starts_with('(') || goes_on) && !between.contains(')')
}

/// 「…が含まれるもの 110件」: the words before もの say what sort of thing is counted, not what thing.
fn described(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    before(shaper, figure).trim_end_matches([' ', '、', 'が', 'は', ':', '約']).ends_with("もの")
}
