//! What outweighs the word nearest to a figure: the cards of those who paid by card, the persons whose data is listed.

use super::passed::after;
use super::subject::{code, made};
use super::{Figure, Words};
use crate::apply::Find;
use crate::clause::Kind;
use crate::rule::classes;
use crate::shape::{Shaper, has};

/// Two words before one figure: of 「カード決済をされたお客様424人」 the cards are counted, of 「氏名・メールアドレス 3件」 the persons.
pub(super) fn overruled(shaper: &Shaper<'_, '_, '_>, own: &[(u32, Find)], best: &Find, figure: &Figure) -> Option<Find> {
    let (tokens, text) = (shaper.text.tokens(), shaper.text);
    // 「カード情報110件と登録者592人の個人情報」
    let named = |over: &str| over == "card" && after(shaper, figure).trim_start_matches('分').starts_with("の個人情報");
    let word = best.tokens().find(|t| *t != figure.n)?;
    let said = text.lexed.slice(tokens[word].start, tokens[word].end);
    let over = match code(shaper, best) {
        "personal" if !said.contains("情報") => "card",
        // 「氏名/メールアドレス(980名)/パスワード」: the figure in brackets is of that item alone.
        "email_address" if in_own_brackets(shaper, tokens[word].end, figure) => return None,
        "email_address" if !said.ends_with("のみ") && listed(shaper, tokens[word].start, tokens[word].end) => "personal",
        _ => return None,
    };
    if named(over) {
        return None;
    }
    let before = |f: &Find| {
        code(shaper, f) == over
            && f.tokens().any(|t| {
                t < figure.n && {
                    let between = text.lexed.slice(tokens[t].end, figure.start);
                    // 「カード情報は846名、個人情報は9,215名」: the card was counted by the first figure.
                    let counted = tokens[t..figure.n].iter().any(|t| t.class == classes::COUNT);
                    let bracket = between.ends_with('(') && !between.contains(['。', '\n']);
                    let near = (bracket || text.clause_of[t] == text.clause_of[figure.n]) && between.len() < 120;
                    !counted && near
                        || !counted && over == "card" && between.len() < 400 && NAMED.iter().any(|w| between.contains(w))
                }
            })
    };
    let found = own.iter().map(|(_, f)| *f).find(before);
    if over == "card" && found.is_none() && paid_by_card(shaper, tokens[word].start, figure) {
        return made(shaper, "card", figure);
    }
    found.or_else(|| if over == "personal" { made(shaper, over, figure) } else { None })
}

/// 「カードによりお買い上げになったお客様1,204名」: the word before the figure is told of by a card.
fn paid_by_card(shaper: &Shaper<'_, '_, '_>, word: u32, figure: &Figure) -> bool {
    const OTHER: &[&str] =
        &["ポイント", "会員", "メンバーズ", "SD", "メモリ", "メモリー", "ID", "ギフト", "診察", "個人番号", "ナンバー"];
    const DONE: &[&str] =
        &["購入", "決済", "支払", "利用", "使用", "注文", "買", "入力", "登録", "漏えい", "流出", "使わ", "お使い"];
    let start = shaper.around(figure.n, figure.start, figure.end).start.min(word);
    let words = shaper.text.lexed.slice(start, word);
    let Some(at) = words.rfind("カード") else { return false };
    let behind = &words[at + "カード".len()..];
    let card = !OTHER.iter().any(|w| words[..at].ends_with(w)) && !behind.starts_with("会社");
    // 「カード情報が漏えいしたお客様は846名、個人情報が漏えいしたお客様は9,215名」
    let from = word - behind.len() as u32;
    let tokens = shaper.text.tokens();
    let counted = shaper.text.lexed.within(from, word).any(|t| tokens[t].class == classes::COUNT);
    card && !counted && behind.len() <= 150 && !behind.contains('。') && DONE.iter().any(|w| behind.contains(w))
}

/// A figure of which only 件数 or 対象者 is said counts cards, where the lines above tell of card data alone.
pub(super) fn by_matter(shaper: &Shaper<'_, '_, '_>, words: &Words, best: &Find, figure: &Figure) -> Option<Find> {
    const ABOVE: u32 = 450;
    if code(shaper, best) != "personal" {
        return None;
    }
    if !shaper.rule(best).weak {
        return by_buyers(shaper, words, figure);
    }
    if after_cards(shaper, words, figure) {
        return made(shaper, "card", figure);
    }
    let lines = &shaper.text.lines;
    let at = shaper.text.line_at(figure.start);
    let from = lines[..at].iter().rev().take(8).take_while(|l| figure.start - l.start < ABOVE).last()?.start;
    let above = shaper.text.lexed.slice(from, lines[at].start);
    let leads = above.lines().any(|line| {
        let line = line.trim_start_matches([' ', '・', '•', '①', '②', '(', '1', '2', ')', '■', '●', '○', '-']);
        ["クレジットカード情報", "カード情報", "クレジットカード番号", "カード番号", "カード名義"]
            .iter()
            .any(|w| line.starts_with(w))
    });
    // 「氏名、住所、電話番号⏎クレジットカード情報」: persons' data stand beside the cards.
    let beside = above.lines().any(|line| {
        let line = line.trim_start_matches([' ', '・', '•', '①', '②', '(', '1', '2', ')', '■', '●', '○', '-']);
        ["氏名", "お名前", "住所", "ご住所", "メールアドレス", "電話番号"].iter().any(|w| line.starts_with(w))
    });
    (leads && !beside && has(shaper, words.card, from, figure.start)).then(|| made(shaper, "card", figure)).flatten()
}

/// 「…カード情報が外部へ送られていました。対象は最大1,137件です」: the sentence before tells what leaked, and of nothing but cards.
fn after_cards(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const PERSONAL: &[&str] = &["個人情報", "氏名", "住所", "お名前", "会員情報", "お客様情報"];
    let sentences = &shaper.text.sentences;
    let own = shaper.around(figure.n, figure.start, figure.end);
    let Some(last) = sentences[..sentences.partition_point(|s| s.start < own.start)].last() else { return false };
    let said = shaper.text.lexed.slice(last.start, last.end);
    let short = ["対象は", "件数は", "対象件数は", "該当するのは"]
        .iter()
        .any(|w| shaper.text.lexed.slice(own.start, figure.start.max(own.start)).trim_start().starts_with(w));
    let near = own.start.saturating_sub(last.end) <= 6 && !shaper.text.in_title(last.start);
    short
        && near
        && has(shaper, words.card, last.start, last.end)
        && has(shaper, words.leak, last.start, last.end)
        && !PERSONAL.iter().any(|w| said.contains(w))
}

/// 「お客様の数 1,048名」 in a list that is led in by 「カード情報を入力されたお客様で、次のとおりです」.
fn by_buyers(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> Option<Find> {
    const ABOVE: u32 = 700;
    const PERSONAL: &[&str] = &["個人情報", "氏名", "住所", "お名前"];
    let lines = &shaper.text.lines;
    let at = shaper.text.line_at(figure.start);
    let short = shaper.text.lexed.slice(lines[at].body, lines[at].end).chars().count() <= 30;
    let lead = lines[..at]
        .iter()
        .rev()
        .take(4)
        .find(|l| !matches!(l.kind, Kind::Blank | Kind::Row) && figure.start - l.start < ABOVE)?;
    let said = shaper.text.lexed.slice(lead.start, lead.end);
    let leads =
        ["次のとおり", "以下のとおり", "次の通り", "以下の通り", "下記のとおり", "下記の通り"].iter().any(|w| said.contains(w));
    let card = has(shaper, words.card, lead.start, lead.end) && !PERSONAL.iter().any(|w| said.contains(w));
    (short && leads && card).then(|| made(shaper, "card", figure)).flatten()
}

/// 「カード情報が漏えいした可能性があるのは…お客様380名」
const NAMED: &[&str] = &["のは", "お客様は", "方は", "対象は"];

/// Whether the figure stands in brackets right behind the word, and the list goes on behind them.
fn in_own_brackets(shaper: &Shaper<'_, '_, '_>, word: u32, figure: &Figure) -> bool {
    let between = shaper.text.lexed.slice(word, figure.start.max(word));
    let behind = shaper.text.lexed.stretch(figure.end, figure.end + 4);
    between == "(" && [")/", ")、", ")・"].iter().any(|w| behind.starts_with(w))
}

/// Whether the word is one of a list: 氏名・メールアドレス; メールアドレス、氏名.
fn listed(shaper: &Shaper<'_, '_, '_>, start: u32, end: u32) -> bool {
    let mark = |c: char| matches!(c, '・' | '、' | ',' | '/' | '」' | '+');
    let lexed = &shaper.text.lexed;
    // 「・メールアドレス 310件」: the mark begins the line.
    let line = shaper.text.lines[shaper.text.line_at(start)];
    let bullet = lexed.slice(line.start.min(start), start).trim().chars().all(mark);
    let words = ["及び", "および", "並びに", "と", "や"];
    let before = lexed.stretch(start.saturating_sub(9), start);
    let after = lexed.stretch(end, end + 9);
    // 「入所者名と保護者等のメールアドレス 88件」
    let phrase = lexed.stretch(start.saturating_sub(45), start);
    let phrase = phrase.rsplit(['。', '、', '\n', '(', 'を', 'が']).next().unwrap_or("");
    let named = ["名と", "名及び", "名および", "名並びに", "住所と", "番号と"].iter().any(|w| phrase.contains(w))
        && phrase.ends_with('の');
    // 「…場合を含め、メールアドレスは延べ980件」: the mark ends a clause.
    let clause = before.ends_with('、')
        && after.starts_with('は')
        && [
            "め、", "は、", "が、", "り、", "て、", "で、", "し、", "ば、", "に、", "ち、", "お、", "た、", "人、", "名、",
            "件、",
        ]
        .iter()
        .any(|w| before.ends_with(w))
        && !["また、", "かな、"].iter().any(|w| before.ends_with(w));
    named
        || before.ends_with(mark) && !clause && !bullet
        || words.iter().any(|w| before.ends_with(w) || after.starts_with(w))
        || after.starts_with(mark) && !after.starts_with("、計")
}
