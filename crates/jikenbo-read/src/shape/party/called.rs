//! Other organisations known by how they are called: whose event it was (青葉研究会が主催する), firms with 社 behind a proper name.

use super::{near, nearest};
use crate::clause::Text;
use crate::shape::name::{Name, is_name};
use crate::shape::{REACH, Shaper};

/// 青葉研究会(以下「研究会」)が主催する: a body whose event it was.
pub(super) fn host(shaper: &Shaper<'_, '_, '_>, name: &Name) -> bool {
    const BODIES: [&str; 7] = ["研究会", "委員会", "協議会", "協会", "連盟", "財団", "学会"];
    const HOSTS: [&str; 6] = ["が主催", "が共催", "が実施した", "が実施する", "が開催した", "が開催する"];
    let lexed = &shaper.text.lexed;
    let words = lexed.slice(name.start, name.end);
    let mut after = lexed.stretch(name.end, name.end + REACH);
    while let Some((_, rest)) = after.strip_prefix('(').and_then(|a| a.split_once(')')) {
        after = rest;
    }
    BODIES.iter().any(|w| words.ends_with(w)) && HOSTS.iter().any(|w| after.starts_with(w))
}

/// How many short forms are asked for, and how many firms called so.
const SHORT_FORMS: usize = 16;
const CALLED: usize = 32;

/// アオバ社から: firms called by a proper name and 社, where their part is told.
pub(super) fn called_firms(shaper: &Shaper<'_, '_, '_>) -> Vec<Name> {
    let lexed = &shaper.text.lexed;
    let words = lexed.text();
    let letter = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | 'A'..='Z' | 'a'..='z' | '・');
    // (以下「アオバ社」): a short form of a name that is told.
    let defined = words.match_indices("以下").take(SHORT_FORMS);
    let defined: Vec<&str> =
        defined.map(|(at, mark)| words[at + mark.len()..].trim_start_matches(['、', ',', ' ', '「', '『'])).collect();
    let short = |name: &str| defined.iter().any(|rest| rest.starts_with(name));
    let found = words.match_indices('社').filter_map(|(at, mark)| {
        let before = &words[words.ceil_char_boundary(at.saturating_sub(90))..at];
        let mut len: usize = before.chars().rev().take_while(|c| letter(*c)).map(char::len_utf8).sum();
        // Aoba Networks社
        let first = before[..before.len() - len].strip_suffix(' ').filter(|_| before[before.len() - len..].is_ascii());
        let word = first.map_or(0, |head| head.len() - head.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len());
        len += if word > 0 { word + 1 } else { 0 };
        let (name, end) = (&before[before.len() - len..], at + mark.len());
        let proper = name.chars().count() >= 4
            && !name.bytes().all(|b| b.is_ascii_uppercase())
            && !before[..before.len() - len].ends_with(is_name)
            && !["グループ", "メーカー", "パートナー", "ユーザー", "カード", "セキュリティ", "ベンダー", "オーナー"]
                .iter()
                .any(|w| name.ends_with(w));
        let used =
            ["が", "は", "に", "から", "と", "へ", "より", "の", "で", "を", "("].iter().any(|p| words[end..].starts_with(p));
        let name = Name { start: (at - len) as u32, end: end as u32, legal: false };
        (proper && used && !short(&words[at - len..end])).then_some(name)
    });
    let told = |name: &Name| near(shaper.text, name).is_some_and(|s| nearest(shaper, name, s.start, s.end).is_some());
    found.take(CALLED).filter(told).collect()
}

/// What says which people are meant; anything else before スタッフ is the name of a firm.
const SORTS: [&str; 10] = ["元", "現", "各", "全", "派遣", "契約", "外部", "委託先", "担当", "運営"];

/// 元スタッフ, 59クライアント: people, and how many there are, are no name.
pub(super) fn nobody(name: &str) -> bool {
    const PEOPLE: [&str; 12] = [
        "スタッフ",
        "社員",
        "従業員",
        "職員",
        "担当者",
        "作業員",
        "配達員",
        "配送員",
        "技術者",
        "クライアント",
        "関係者",
        "オペレーター",
    ];
    // 社内ネットワーク, 自社サーバー
    if ["社内", "自社", "同社", "当社"].iter().any(|w| name.starts_with(w)) {
        return true;
    }
    let counted = |rest: &str| rest.chars().all(|c| c.is_numeric());
    PEOPLE.iter().filter_map(|w| name.strip_suffix(w)).any(|rest| counted(rest) || SORTS.contains(&rest))
}

/// Whether a name is that of a body which is asked for advice: it has no part in the matter. JPCERTから連絡を受け, and what it finds out, is another thing.
pub(super) fn advises(text: &Text<'_>, name: &Name, called: &str) -> bool {
    const FAR: u32 = 120;
    let asked = || {
        let behind = text.lexed.stretch(name.end, name.end + FAR).split('。').next().unwrap_or("");
        ["相談", "助言", "アドバイス", "指導"].iter().any(|w| behind.contains(w))
    };
    ["情報処理推進機構", "JPCERT"].iter().any(|w| called.contains(w)) && (asked() || told(text, name)) || {
        const BODIES: [&str; 5] = ["社団法人", "財団法人", "独立行政法人", "国立研究開発法人", "広域連合"];
        let words = text.lexed.slice(name.start, name.end);
        BODIES.iter().any(|w| words.contains(w)) && told(text, name)
    }
}

/// Whether the matter is reported to a body: 一般社団法人みどり協会|に5日に報告. That makes it an authority, and gives it no part in the matter.
fn told(text: &Text<'_>, name: &Name) -> bool {
    const FAR: u32 = 120;
    const PARTICLES: [&str; 6] = ["にも", "へも", "に", "へ", "への", "の届け出制度"];
    let behind = text.lexed.stretch(name.end, name.end + FAR).split(['。', '\n']).next().unwrap_or("");
    let behind = behind.strip_prefix('(').and_then(|b| b.split_once(')')).map_or(behind, |(_, b)| b);
    let before = text.lexed.stretch(name.start.saturating_sub(FAR / 4), name.start);
    if crate::shape::office::is_partner(before) {
        return false;
    }
    let to = PARTICLES.iter().any(|p| behind.starts_with(p)) || behind.starts_with("の") && behind.contains("届け出制度");
    to && ["報告", "届け出", "通報", "一報", "届け出制度"].iter().any(|w| behind.contains(w)) && !behind.contains("から")
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    fn parties(text: &str) -> Vec<String> {
        let record = Reader::embedded().read(&Notice::plain(text)).record;
        record.third_parties.iter().map(|f| f.value.name.clone()).collect()
    }

    #[test]
    fn a_short_form_is_no_other_firm() {
        let head = "青葉堂株式会社 誤送付について 2024年6月5日\n";
        let called = format!("{head}発送を任せているミドリルート社から、連絡がありました。");
        assert_eq!(parties(&called), ["ミドリルート社"]);
        let short = format!(
            "{head}発送を任せている株式会社ミドリルート(以下「ミドリルート社」)から、連絡がありました。ミドリルート社に調査を依頼しました。"
        );
        assert_eq!(parties(&short), ["株式会社ミドリルート"]);
    }

    #[test]
    fn who_only_advises_has_no_part() {
        let head = "青葉堂株式会社 誤送付について 2024年6月5日\n";
        assert!(parties(&format!("{head}独立行政法人情報処理推進機構(IPA)に助言を求めました。")).is_empty());
        assert!(parties(&format!("{head}委託している会社の社内ネットワークに侵入されました。")).is_empty());
    }

    #[test]
    fn whose_event_it_was_is_another() {
        let text = "青葉県 アドレスの流出について 2024年6月5日\nみどり教育研究会(以下「研究会」という。)が主催する講演会の参加者に、宛先を表示してメールを送信しました。";
        assert_eq!(parties(text), ["みどり教育研究会"]);
    }
}
