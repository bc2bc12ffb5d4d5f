//! Things that hold persons' data: files, papers, devices, and where they were kept. The persons are counted by them.

use super::Figure;
use super::Told;
use super::passed::{after, before};
use crate::apply::Find;
use crate::lex::Counter;
use crate::shape::{Shaper, has};

/// Of persons or organisations whose data is told of.
pub(super) const INFORMATION: &[&str] = &["の情報", "の個人情報", "の顧客情報", "の登録情報", "の会員情報", "の契約情報"];

/// 「端末を紛失、最大410件の情報入り」: the persons' data is counted, not the device.
pub(super) fn is_information(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let said = after(shaper, figure).trim_start_matches('分');
    let before = before(shaper, figure).trim_end_matches([' ', ':', '(', '計', '約']);
    let of_persons = ["者情報", "者様情報", "員情報", "客情報", "客様情報"].iter().any(|w| before.ends_with(w));
    figure.quantity.counter == Counter::Records && (of_persons || INFORMATION.iter().any(|w| said.starts_with(w)))
}

/// 「沼田支店 186枚」 「門真店が188枚」 in a text of persons' papers, 「代理店様の情報 447件」: the branch says where they were kept, and a customer is a
/// person to his vendor.
pub(super) fn is_kept_there(shaper: &Shaper<'_, '_, '_>, figure: &Figure, find: &Find, before: &[Told]) -> bool {
    const PLACES: [&str; 8] = ["支店", "本店", "営業所", "営業部", "支社", "店舗", "代理店", "出張所"];
    const HOLD: [&str; 4] = ["氏名", "お名前", "口座番号", "個人情報"];
    const NEAR: u32 = 1500;
    const BACK: usize = 32;
    if figure.quantity.counter == Counter::Organizations {
        return false;
    }
    let token = shaper.text.tokens()[find.tokens().last().unwrap_or(find.last())];
    let text = shaper.text.lexed.text();
    let place = PLACES.iter().any(|w| shaper.text.lexed.slice(token.start, token.end).ends_with(w));
    // 「お取引先様 8,975件」 「販売店様(設置業者様) 63件」
    let called = text[token.end as usize..].starts_with('様') || shaper.text.lexed.slice(token.start, token.end).ends_with('様');
    let customer = called && figure.quantity.counter == Counter::Records;
    // サーバー6台 is of no person.
    let sheet =
        ["枚", "件", "先", "冊", "通", "部"].iter().any(|w| shaper.text.lexed.slice(figure.start, figure.end).ends_with(w));
    // What papers hold is told near their number.
    let near = shaper.text.lexed.stretch(figure.start.saturating_sub(NEAR), figure.end + 24);
    let known =
        || before.iter().rev().take(BACK).any(|t| t.subject.as_str() == "personal") || HOLD.iter().any(|w| near.contains(w));
    token.end <= figure.start && (customer || place && sheet && known())
}

/// 「個人情報を含む文書3,870件」
pub(super) fn holds_persons(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const HOLD: &[&str] = &[
        "個人情報を含む",
        "個人情報を含んだ",
        "個人情報が含まれる",
        "個人情報が含まれた",
        "個人情報が含まれていた",
        "個人情報が記載された",
        "個人情報を記載した",
        "個人情報の入った",
        "個人情報が入った",
        "個人データを含む",
        "個人データが含まれる",
    ];
    let lead = before(shaper, figure).trim_end_matches(['は', 'が', '約', '計', ' ']);
    let Some(at) = HOLD.iter().filter_map(|w| lead.rfind(w).map(|at| at + w.len())).max() else { return false };
    let noun = &lead[at..];
    let thing = matches!(figure.quantity.counter, Counter::Records | Counter::Files);
    thing && noun.len() <= 45 && !noun.contains(['、', '。', 'を', 'が', 'は', 'に'])
}

/// 「対象のファイル数 1,149ファイル」, but not 「名簿1ファイル」: whether no word near the files says that they hold persons' data.
pub(super) fn says_only_files(shaper: &Shaper<'_, '_, '_>, figure: &Figure, find: &Find) -> bool {
    const NEAR: u32 = 60;
    let word = find.tokens().find(|t| *t != figure.n).map(|t| shaper.text.tokens()[t]);
    let plain = word.is_none_or(|t| shaper.text.lexed.slice(t.start, t.end) == "ファイル");
    let persons = shaper.rules.names.get("counts/personal#words");
    let lead = shaper.text.lexed.stretch(figure.start.saturating_sub(NEAR), figure.start);
    let named =
        ["員及び", "者及び", "者に関する", "員に関する", "様に関する", "員の", "者の", "様の"].iter().any(|w| lead.contains(w));
    let held = named || has(shaper, persons, figure.start.saturating_sub(NEAR), figure.end + 24);
    (plain || shaper.rule(find).weak) && !held
}
