//! What stands beside a word of a leak and makes it one of something else: of a visitor, of keys, of money, of the thing that was stolen.

use crate::apply::Find;
use crate::clause::Text;
use crate::rule::classes;

/// Whether a leak is only named (漏えい|したアドレスに不審なメールが届いたという連絡はない), or it is a further one that is denied (前回の公表以降、新たに判明した漏えいは
/// ない).
pub(super) fn leaked_before(text: &Text<'_>, find: &Find) -> bool {
    const NOT_THINGS: [&str; 9] = ["事実", "形跡", "痕跡", "可能性", "事例", "事案", "証拠", "事象", "報告"];
    const FAR: u32 = 120;
    let Some(leak) = find.tokens().min_by_key(|t| text.tokens()[*t].start).map(|t| text.tokens()[t]) else { return false };
    let rest = text.lexed.text()[leak.end as usize..].strip_prefix("した").unwrap_or("");
    let named = rest.starts_with(is_thing) && !NOT_THINGS.iter().any(|w| rest.starts_with(w));
    let before = text.lexed.stretch(leak.start.saturating_sub(FAR), leak.start).rsplit(['。', '\n']).next().unwrap_or("");
    named || before.contains("以降") && before.contains("新たに")
}

/// Whether it is told of a visitor, and not of what leaked: サイトを閲覧|すると…感染するおそれ, ダウンロードされた|お客様.
pub(super) fn visited(text: &Text<'_>, find: &Find) -> bool {
    const VISITS: [&str; 5] = ["閲覧", "見た", "見", "アクセス", "ダウンロード"];
    const ACTS: [&str; 6] = ["すると", "した", "して", "された方", "されたお客", "された皆"];
    let Some(first) = find.tokens().map(|t| text.tokens()[t]).min_by_key(|t| t.start) else { return false };
    let (words, behind) = (text.lexed.slice(first.start, first.end), &text.lexed.text()[first.end as usize..]);
    let act = ACTS.iter().any(|w| behind.starts_with(w) || words.ends_with(w)) || words.starts_with("見た");
    // 612回|ダウンロードされた: so many took it. 情報を盗み取|るウイルス: what it can do.
    let able = ["盗", "窃取", "抜き取"].iter().any(|w| words.starts_with(w));
    let near = &behind[..behind.floor_char_boundary(36)];
    let times = words.starts_with("ダウンロードされた")
        || able && ["ウイルス", "マルウェア", "プログラム"].iter().any(|w| near.contains(w));
    VISITS.iter().any(|w| words.starts_with(w)) && act
        || times
        || text.tokens()[find.last()].class != first.class && counted(text, find)
}

/// Whether a number of visits is told: 約2,900件の|アクセスがあった.
fn counted(text: &Text<'_>, find: &Find) -> bool {
    let last = text.tokens()[find.last()];
    let count = find.tokens().any(|t| text.tokens()[t].class == classes::COUNT);
    count && ["アクセス", "閲覧", "ダウンロード"].iter().any(|w| text.lexed.slice(last.start, last.end).starts_with(w))
}

/// Whether it is said of one sort of data alone: カード番号につきましては、…保有しておらず、漏えい|はない.
pub(super) fn of_one_item(text: &Text<'_>, find: &Find) -> bool {
    const FAR: u32 = 240;
    const ITEMS: [&str; 8] =
        ["カード番号", "カード情報", "決済情報", "口座情報", "口座番号", "パスワード", "マイナンバー", "暗証番号"];
    const TOPICS: [&str; 3] = ["については", "は、", "に関しては"];
    let last = text.tokens()[find.last()];
    let start = text.sentence(find.last()).start.max(last.start.saturating_sub(FAR)).min(last.start);
    let before = text.lexed.stretch(start, last.start);
    let Some(at) = TOPICS.iter().filter_map(|w| before.find(w)).min() else { return false };
    // 氏名及びカード番号は is more than one sort.
    ITEMS.iter().any(|item| before[..at].trim_end_matches("など").ends_with(item)) && !before[..at].contains(['、', 'や'])
}

/// Whether it is the keys of the account that were stolen (認証|情報が窃取され), not what the account held.
pub(super) fn of_keys(text: &Text<'_>, find: &Find) -> bool {
    let Some(first) = find.tokens().min().map(|t| text.lexed.tokens[t].start as usize) else { return false };
    let before = &text.lexed.text()[..first];
    let keys = ["認証", "アカウント", "ログイン", "資格", "入力した"];
    keys.iter().any(|w| before.ends_with(w) || before.strip_suffix("情報の").is_some_and(|b| b.ends_with(w)))
}

/// Whether it is the keys that got into a stranger's hands by which he came in: IDとパスワードが|第三者の手に渡り.
pub(super) fn keys_came_out(text: &Text<'_>, find: &Find) -> bool {
    let Some(first) = find.tokens().map(|t| text.lexed.tokens[t].start).min() else { return false };
    // 会員のIDとパスワードが|流出: the keys of those whose data it is leaked as their names may.
    const OWNERS: [&str; 7] = ["会員", "客", "利用者", "顧客", "名の", "名分", "人分"];
    const FAR: u32 = 90;
    let before = text.lexed.stretch(first.saturating_sub(FAR), first).rsplit(['。', '\n']).next().unwrap_or("");
    let keys = ["パスワードが", "IDが", "認証情報が", "アカウント情報が", "パスワード等が"].iter().any(|w| before.ends_with(w));
    keys && !OWNERS.iter().any(|w| before.contains(w))
}

/// Whether it is money that went out: 流出|した資金のうち回収が困難.
pub(super) fn of_money(text: &Text<'_>, find: &Find) -> bool {
    let Some(first) = find.tokens().map(|t| text.lexed.tokens[t]).min_by_key(|t| t.start) else { return false };
    let (before, behind) = (&text.lexed.text()[..first.start as usize], &text.lexed.text()[first.end as usize..]);
    let (had, was) = (["資金が", "資金を", "資金の", "現金が"], ["した資金", "した現金", "した暗号資産", "した仮想通貨"]);
    had.iter().any(|w| before.ends_with(w)) || was.iter().any(|w| behind.starts_with(w))
}

/// Whether it is the thing that may have been stolen (手帳が|盗まれた可能性): that is what happened, and says nothing of what it held.
pub(super) fn stolen(text: &Text<'_>, find: &Find) -> bool {
    let Some(first) = find.tokens().min().map(|t| text.lexed.tokens[t]) else { return false };
    let before = &text.lexed.text()[..first.start as usize];
    let theft =
        ["盗まれ", "盗難", "持ち去", "抜き取", "盗ん"].iter().any(|w| text.lexed.slice(first.start, first.end).contains(w));
    theft && !["情報が", "情報を", "情報は", "データが", "データを", "データは", "情報の"].iter().any(|w| before.ends_with(w))
}

/// Whether it is only that what was lost had been carried out of the house: 名簿の|持ち出しが判明.
pub(super) fn carried(text: &Text<'_>, find: &Find) -> bool {
    let last = text.lexed.tokens[find.last()];
    let clause = text.clause(find.last());
    let around = text.lexed.slice(clause.start.min(last.start), last.end);
    text.lexed.slice(last.start, last.end).contains("持ち出")
        && !["盗", "第三者", "何者", "犯人", "攻撃", "不正に"].iter().any(|w| around.contains(w))
}

/// Whether a mail came back to who sent it: 他社のサーバーからのメールは、送信元に返送さ|れる.
pub(super) fn bounced(text: &Text<'_>, find: &Find) -> bool {
    let last = text.lexed.tokens[find.last()];
    text.lexed.slice(last.start, last.end).starts_with("返送")
}

/// A letter that a noun of a thing begins with.
pub(super) const fn is_thing(c: char) -> bool {
    matches!(c, 'ァ'..='ヴ' | '一'..='龠')
}
