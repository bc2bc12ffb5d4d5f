//! Proper names that stand without quotes where a notice says what was struck: behind the word for what they are (学習アプリReadyFit), behind
//! who runs or uses them (当社が運営するビオモールの…), or as a name of several Latin words before what befell it.

use super::{FIRST, Found, Look};
use crate::clause::Sentence;
use crate::shape::name::is_name;
use crate::shape::name::noun::Plain;
use crate::sought::Sought;

/// Who runs or uses a service, before its name.
#[rustfmt::skip]
static RUN: Sought = Sought::new(&[
    "運営する", "運営している", "運営しております", "運営しています", "運営していた", "運営しておりました", "提供する",
    "提供している", "提供しております", "提供しています", "提供していた", "開発する", "開発した", "開発・提供する",
    "開発・販売する", "販売する", "販売している", "製造販売する", "展開する", "展開している", "配信する", "配信している",
    "利用する", "利用している", "利用しております", "利用していた", "利用中の", "使用する", "使用している", "使用しております",
    "使用していた", "使用中の", "導入している", "導入しております", "導入していた", "契約している", "契約していた", "運用する",
    "運用している",
]);

/// What stands behind a name that is used, or that something befell.
#[rustfmt::skip]
static BEHIND: Sought = Sought::new(&[
    "を利用", "をご利用", "をご愛顧", "をご購入", "をお使い", "において", "における", "にて", "にログイン", "に不正",
    "に対する", "への", "のログイン", "の会員", "のアカウント", "のユーザ", "の利用者", "のお客", "のサーバ", "の管理",
    "の決済", "の注文", "のデータ", "の一部", "の画面", "のサイト", "の件", "では", "運営",
]);

/// What makes a firm of a name.
#[rustfmt::skip]
static FIRM: Sought = Sought::new(&[
    "株式会社", "有限会社", "合同会社", "(株)", "社が", "社の", "社に", "社は", "社から",
]);

/// What every organisation has, and what is used against such a matter.
#[rustfmt::skip]
static COMMON: Sought = Sought::new(&[
    "Windows", "Linux", "Mac", "Android", "iOS", "iPhone", "iPad", "Word", "Excel", "PowerPoint", "Access", "Adobe", "Chrome",
    "JavaScript", "Java", "PHP", "SQL", "VPN", "SSL", "USB", "NAS", "SSD", "HDD", "PDF", "CSV", "URL", "HTML", "EDR", "XDR",
    "SOC", "WAF", "DDoS", "DoS", "IoT", "API", "QR", "LAN", "Wi-Fi", "WiFi", "Web", "WEB", "Emotet", "LockBit", "Lockbit",
    "Forti", "Cisco", "RDP", "Remote", "Active", "CMS", "ID", "PC", "IP", "FAX", "DM", "SMS", "SNS", "Bcc", "BCC", "Cc", "CC",
    "TO", "Pマーク", "ISMS", "ISO", "PCI", "OS", "IT", "CSIRT", "HP", "TEL", "No", "NO", "Q&A", "FAQ", "Cobalt", "Power",
    "Apache", "Payment", "Data",
]);

/// What is used, and is no service: 利用しているノートパソコン1台.
#[rustfmt::skip]
static THINGS: Sought = Sought::new(&[
    "パソコン", "センター", "プロバイダ", "クラウド環境", "サーバ", "ネットワーク", "メール", "ファイル", "マンション",
    "オフィス", "端末", "機器", "ソフト", "ツール", "アカウント", "データ", "タブレット", "スマートフォン", "スマホ", "ルータ",
    "カメラ", "メモリ", "ドライブ", "ページ", "フォーム", "システム", "GitHub", "プログラム", "パスワード", "環境", "業者",
    "会社", "企業", "事業", "店", "商品", "製品",
]);

/// The names in the headline and the first sentences that tell what befell something.
pub(super) fn plainly(look: &Look<'_, '_, '_, '_>) -> Vec<Found> {
    let (start, end) = look.shaper.text.title;
    let title = Sentence { start, end, line: 0 };
    let first: Vec<&Sentence> = look.first(FIRST).filter(|s| look.befallen(s)).collect();
    let mut all: Vec<Found> = std::iter::once(&title).chain(first.iter().copied()).flat_map(|s| behind_kind(look, s)).collect();
    all.extend(first.iter().flat_map(|s| run_by(look, s)));
    all.extend(first.iter().flat_map(|s| latin_words(look, s)));
    all
}

/// 学習アプリReadyFit, 予約台帳サービスのTABLEXにて: a name behind the word for what it is.
fn behind_kind(look: &Look<'_, '_, '_, '_>, sentence: &Sentence) -> Vec<Found> {
    let text = look.shaper.text;
    let all = look.words;
    let kinds = text.of_classes(&[all.kind, all.shop, all.system, all.bare, all.site]);
    let from = kinds.partition_point(|t| text.tokens()[*t].start < sentence.start);
    let within = kinds[from..].iter().map(|t| text.tokens()[*t]).take_while(|t| t.end <= sentence.end);
    within
        .filter_map(|token| {
            let rest = look.slice(token.end, sentence.end);
            let joined = rest.strip_prefix('の');
            let start = sentence.end - joined.unwrap_or(rest).len() as u32;
            let len = length(joined.unwrap_or(rest));
            let name = look.slice(start, start + len as u32);
            // システムエラー: a word that goes on in its own letters.
            let split = joined.is_some() || !look.slice(token.start, token.end).ends_with(|c| is_katakana(c) || latin(c));
            let spelt = name.starts_with(|c: char| c.is_ascii_alphabetic()) || split && joined.is_none() && katakana(name) >= 4;
            (spelt && could_be_name(look, start, len)).then(|| found(start, len))
        })
        .collect()
}

/// 当社が運営するビオモールの…, 営業活動で使用するZenith CRMの…
fn run_by(look: &Look<'_, '_, '_, '_>, sentence: &Sentence) -> Vec<Found> {
    const MANY: usize = 4;
    let words = look.slice(sentence.start, sentence.end);
    let mut from = 0;
    let mut all = Vec::new();
    for _ in 0..MANY {
        let Some((at, verb)) = RUN.find(&words[from..]) else { break };
        from += at + verb.len();
        let (start, len) = (sentence.start + from as u32, length(&words[from..]));
        if could_be_name(look, start, len) && named_part(&words[from..from + len]) {
            all.push(found(start, len));
        }
    }
    all
}

/// 「STARLIT GARDENをご愛顧」, 「ASTRAL DRIFT Onlineのログインサーバー」: names of several Latin words.
fn latin_words(look: &Look<'_, '_, '_, '_>, sentence: &Sentence) -> Vec<Found> {
    const MANY: usize = 12;
    let words = look.slice(sentence.start, sentence.end);
    let mut from = 0;
    let mut all = Vec::new();
    for _ in 0..MANY {
        let Some(at) = words[from..].find(|c: char| c.is_ascii_uppercase()) else { break };
        let at = from + at;
        let len = length(&words[at..]);
        from = at + len.max(1);
        let name = &words[at..at + len];
        let several = name.split(' ').filter(|w| w.len() > 1 && w.starts_with(|c: char| c.is_ascii_uppercase())).count() > 1;
        let begins = !words[..at].ends_with(|c: char| is_name(c) && c != '・');
        let start = sentence.start + at as u32;
        if several && name.is_ascii() && begins && BEHIND.begin(words[at + len..].trim_start()) && could_be_name(look, start, len)
        {
            all.push(found(start, len));
        }
    }
    all
}

fn found(start: u32, len: usize) -> Found {
    Found { start, end: start + len as u32, quoted: true }
}

/// How many bytes of a name the words begin with: letters of names, and blanks between words of Latin letters.
fn length(words: &str) -> usize {
    const LONGEST: usize = 90;
    let words = &words[..words.floor_char_boundary(LONGEST)];
    let mut len = 0;
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let next = words[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let joined = c == ' ' && latin(before) && latin(next);
        if !(is_name(c) || joined) {
            break;
        }
        len = at + c.len_utf8();
        before = c;
    }
    words[..len].trim_end_matches(['・', '-', '.', ' ']).len()
}

/// Whether the words could be a service's own name: Latin letters or katakana in it, no firm's and no thing's.
fn could_be_name(look: &Look<'_, '_, '_, '_>, start: u32, len: usize) -> bool {
    let end = start + len as u32;
    let name = look.slice(start, end);
    let spelt = name.chars().any(|c| is_katakana(c) || c.is_ascii_alphabetic());
    let own = !look.own.is_empty() && (look.own.contains(name) || name.contains(look.own.as_str()));
    let common = FIRM.within(name) || COMMON.begin(name) || THINGS.within(name);
    (3..=30).contains(&name.chars().count())
        && spelt
        && !own
        && !common
        && !set_apart(look.shaper.text.lexed.stretch(end, end + NEAR))
        && !name.ends_with(['社', '氏', '製'])
        && !look.has(look.words.document, start, end)
        && Plain::new(look.shaper.rules).surely(&look.shaper.text.lexed, start, end)
}

/// How much of what follows a name is looked at, in bytes.
const NEAR: u32 = 90;

/// Whether what follows a name says that it was feigned, or helped against the matter: を装った, で検知した, を導入し.
fn set_apart(rest: &str) -> bool {
    const HELPED: [&str; 7] = ["を導入", "の導入", "で検知", "が検知", "により検知", "社製", "製の"];
    HELPED.iter().any(|w| rest.starts_with(w)) || super::is_feigned(rest)
}

/// Whether a name is more than a word of katakana that could be any thing: Latin letters, or katakana with other letters or of some length.
fn named_part(name: &str) -> bool {
    name.chars().any(|c| c.is_ascii_alphabetic()) || katakana(name) >= 4
}

/// How many letters of katakana the words hold.
fn katakana(words: &str) -> usize {
    words.chars().filter(|c| is_katakana(*c)).count()
}

const fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

const fn latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '&' | '-' | '\'' | '.')
}
