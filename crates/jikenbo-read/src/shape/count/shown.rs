//! Mails that showed their addresses: those to whom they went are counted as addresses.

use jikenbo_model::Code;

use super::passed::{after, before};
use super::{Figure, Told, Words};
use crate::lex::Counter;
use crate::rule::Class;
use crate::shape::{Shaper, has};

/// Persons of whom the figure says that their addresses are counted, or of whom nothing but addresses is told in the whole text.
fn by_addresses(shaper: &Shaper<'_, '_, '_>, addressed: Option<Class>, told: &mut [Told], shown: bool, none_known: bool) {
    let records = |t: &Told| t.unit == "records" && t.figure.quantity.counter == Counter::Records;
    let personal = |t: &&mut Told| (t.unit == "people" || records(t)) && t.subject.as_str() == "personal";
    let counted: Vec<u32> =
        told.iter().filter(|t| t.subject.as_str() == "email_address" && t.unit != "people").map(|t| t.figure.start).collect();
    let whole = shaper.text.lexed.text();
    // 「Bccで送らず、申込者53名が影響を受けた」
    let only = shown && none_known && !BESIDE_ADDRESSES.iter().any(|w| is_told(whole, w));
    for one in told.iter_mut().filter(personal) {
        // 「68名の方のメールアドレスとお名前」 of a mail that showed its addresses.
        let only = only && (one.unit == "people" || is_mailing(shaper, &one.figure));
        let said =
            || is_address(after(shaper, &one.figure), shown) || shown && by_sentence(shaper, addressed, &one.figure, &counted);
        if only || one.unit == "people" && said() {
            one.subject = Code::from("email_address");
        }
    }
}

/// Whether data are told of, and not denied: 「氏名や住所は含まれておりません」 「お名前など、アドレスのほかに見えたものはありません」.
fn is_told(whole: &str, word: &str) -> bool {
    const MOST: usize = 24;
    const DENIED: &[&str] =
        &["ありません", "含まれておりません", "含まれていません", "含まれません", "含まれていない", "含まれない"];
    whole.match_indices(word).take(MOST).any(|(at, _)| {
        let rest = &whole[at..];
        let near = &rest[..rest.floor_char_boundary(180.min(rest.len()))];
        let sentence = near.split(['。', '\n']).next().unwrap_or("");
        !DENIED.iter().any(|w| sentence.ends_with(w))
    })
}

/// What is known of persons besides their addresses.
const BESIDE_ADDRESSES: &[&str] = &["氏名", "名前", "住所", "電話番号", "生年月日"];

/// 「北小学校(37名)、南小学校(30名)の保護者へ送る際、メールアドレスをBCC欄に入力すべきところを」
fn by_sentence(shaper: &Shaper<'_, '_, '_>, addressed: Option<Class>, figure: &Figure, counted: &[u32]) -> bool {
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    // 「児童111人の保護者89件のメールアドレス」
    if counted[counted.partition_point(|at| *at < sentence.start)..].first().is_some_and(|at| *at < sentence.end) {
        return false;
    }
    let words = shaper.text.lexed.slice(sentence.start, sentence.end);
    has(shaper, addressed, figure.end, sentence.end)
        && words.contains("アドレス")
        && !BESIDE_ADDRESSES.iter().any(|w| words.contains(w))
}

/// Whether the addresses of persons are counted: 2名の「メールアドレス」, 487名分の社外の方のメールアドレス.
fn is_address(after: &str, shown: bool) -> bool {
    const ADDRESS: &str = "メールアドレス";
    let Some(said) = after.trim_start_matches(['分', '様']).strip_prefix('の') else { return false };
    let Some(at) = said.find(ADDRESS).filter(|at| *at <= 40) else { return false };
    let plain = !said[..at].contains(['、', 'を', 'が', '・', '。', '\n', 'と', 'や', '氏']);
    let behind = said[at + ADDRESS.len()..].trim_start_matches(['」', '』']);
    let others = ["及び", "および", "と", "や", "、", "・", "並びに"].iter().any(|w| behind.starts_with(w));
    plain && (!others || shown)
}

/// Whether the text says that addresses were seen: メールアドレスが他のお客様にも表示される状態.
fn is_shown(shaper: &Shaper<'_, '_, '_>) -> bool {
    const SEEN: &[&str] = &["表示", "見え", "見られる", "閲覧でき", "閲覧可能", "分かる状態", "わかる状態", "確認できる"];
    let text = shaper.text.lexed.text();
    text.match_indices("アドレスが").take(24).any(|(at, w)| {
        let behind = &text[at + w.len()..];
        let near = &behind[..behind.floor_char_boundary(100.min(behind.len()))];
        let near = near.split('。').next().unwrap_or("");
        SEEN.iter().any(|w| near.contains(w))
    })
}

/// Persons to whom a mail went that showed its addresses are counted as addresses: by the figure of addresses, or if there is none.
pub(super) fn addresses(shaper: &Shaper<'_, '_, '_>, words: &Words, told: &mut [Told]) {
    let known: Vec<u64> =
        told.iter().filter(|t| t.subject.as_str() == "email_address").map(|t| t.figure.quantity.value).collect();
    if told.is_empty() {
        return;
    }
    let text = shaper.text;
    let shown = words.addressed.is_some_and(|c| !text.places.of(c).is_empty()) || is_shown(shaper);
    // 「103名にCCで送り、氏名103件が…」: to whom it went is whose data it was.
    let records = |t: &&Told| t.unit == "records" && t.subject.as_str() == "personal";
    let persons: Vec<u64> = told.iter().filter(records).map(|t| t.figure.quantity.value).filter(|n| *n > 9).collect();
    for one in told.iter_mut().filter(|t| t.unit == "people" && t.subject.as_str() == "access") {
        if persons.contains(&one.figure.quantity.value) {
            one.subject = Code::from("personal");
        }
    }
    by_addresses(shaper, words.addressed, told, shown, known.is_empty());
    if known.is_empty() && !(told.iter().any(|t| t.subject.as_str() == "access") && shown) {
        return;
    }
    let parts = parts_of(told, &known);
    let persons = |t: &&mut Told| t.unit == "people" || t.unit == "other" && t.subject.as_str() == "access";
    for one in told.iter_mut().filter(persons) {
        let mailed = matches!(one.subject.as_str(), "access" | "personal");
        let sent = (known.is_empty() || parts.contains(&one.figure.start)) && one.subject.as_str() == "access";
        if sent || mailed && known.contains(&one.figure.quantity.value) {
            one.subject = Code::from("email_address");
        }
    }
}

/// Where those figures of recipients stand that add up to one of `known`: 「当選者15名に…8名に…21名に」 of 44 addresses.
fn parts_of(told: &[Told], known: &[u64]) -> Vec<u32> {
    let mailed: Vec<&Told> = told.iter().filter(|t| t.unit == "people" && t.subject.as_str() == "access").collect();
    let sum: u64 = mailed.iter().map(|t| t.figure.quantity.value).fold(0, u64::saturating_add);
    if mailed.len() > 1 && known.contains(&sum) { mailed.iter().map(|t| t.figure.start).collect() } else { Vec::new() }
}

/// Whether what is counted by 件 are those to whom a mail went: 「登録者205件」, but not 「応募書類205件」.
fn is_mailing(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const THINGS: &[&str] = &["書", "票", "届", "資料", "文書", "注文", "予約", "取引", "相談", "画像", "写真", "回答", "台帳"];
    let lead = before(shaper, figure).trim_end_matches([' ', ':', '約', '計', 'は', 'が', '(', '、']);
    !THINGS.iter().any(|w| lead.ends_with(w))
}
