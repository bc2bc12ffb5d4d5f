//! Who told, where no page knows the word: by the head of the noun phrase before から, より or が.
//!
//! 「荷物を受け取られた別の会社の方が教えてくださった」 「隣県の大学教員からの指摘」: whoever has something from the organisation before him is its
//! customer; who is said to be of another body is an outsider.

/// Who told, by the words before the particle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Teller {
    Customer,
    Outsider,
    Vendor,
}

impl Teller {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Outsider => "other_outsider",
            Self::Vendor => "vendor",
        }
    }
}

/// Particles behind who told something that was heard, and behind who told it of himself.
pub(super) const FROM: &[&str] = &["から", "より"];
pub(super) const DOES: &[&str] = &["が"];

/// What is said of a noun phrase that makes its head an outsider, whoever he is.
const ELSEWHERE: &[&str] = &[
    "社外の",
    "学外の",
    "庁外の",
    "院外の",
    "校外の",
    "外部の",
    "よその",
    "他社の",
    "他大学の",
    "他校の",
    "会社の",
    "企業の",
    "団体の",
    "事業所の",
    "施設の",
    "病院の",
    "隣の",
    "隣県",
    "隣町",
    "隣市",
    "近所の",
    "近隣の",
    "通りがか",
    "通りかか",
    "拾った",
    "拾われた",
    "居合わせた",
    "無関係の",
    "匿名の",
    "海外の",
    "研究している",
    "研究する",
    "専門とする",
    "専門家の",
];

/// Heads of those who stand outside: bodies, and persons by trade.
const OUTSIDERS: &[&str] = &[
    "新聞社",
    "放送局",
    "テレビ局",
    "報道機関",
    "研究者",
    "研究員",
    "研究家",
    "専門家",
    "有識者",
    "技術者",
    "エンジニア",
    "リサーチャー",
    "記者",
    "議員",
    "弁護士",
    "医師会",
    "拾得者",
    "発見者",
    "通報者",
    "通行人",
    "有志",
    "団体",
    "大学",
    "協会",
    "連盟",
    "自治体",
    "商工会",
    "建設会社",
    "別会社",
    "の会社",
    "の企業",
];

/// Heads of those who work for the organisation.
const VENDORS: &[&str] =
    &["業者", "事業者", "ベンダー", "ベンダ", "代理店", "受託会社", "管理会社", "制作会社", "運用会社", "請負者", "受託者"];

/// Heads of those whom the organisation serves.
const CUSTOMERS: &[&str] = &[
    "様",
    "さま",
    "さん",
    "方",
    "かた",
    "者",
    "生",
    "客",
    "会員",
    "組合員",
    "党員",
    "部員",
    "団員",
    "得意先",
    "取引先",
    "納入先",
    "送付先",
    "送信先",
    "送り先",
    "届け先",
    "配達先",
    "配布先",
    "相手先",
    "利用先",
    "紹介先",
    "飼い主",
    "株主",
    "荷主",
    "家主",
    "世帯主",
    "夫",
    "妻",
    "息子",
    "娘",
    "祖父",
    "祖母",
    "兄",
    "姉",
    "弟",
    "妹",
    "女性",
    "男性",
    "世帯",
    "家族",
    "遺族",
    "親族",
    "両親",
    "父親",
    "母親",
    "夫婦",
    "ユーザー",
    "ユーザ",
    "メンバー",
    "リスナー",
    "サポーター",
    "ファン",
    "オーナー",
    "受け取った人",
    "届いた人",
    "受取人",
    "名義人",
    "申請人",
    "代理人",
    "後見人",
];

/// Heads that look like those and are none: times, places, those inside and those who did it.
const NOBODY: &[&str] = &[
    "担当者",
    "責任者",
    "管理者",
    "関係者",
    "当事者",
    "従事者",
    "業務者",
    "の作業者",
    "出席者",
    "攻撃者",
    "容疑者",
    "侵入者",
    "第三者",
    "委託者",
    "夕方",
    "明け方",
    "朝方",
    "両方",
    "双方",
    "一方",
    "地方",
    "他方",
    "仕方",
    "やり方",
    "考え方",
    "使い方",
    "発生",
    "再生",
    "衛生",
    "研修生の",
    "何者",
    "皆様",
    "皆さま",
    "みなさま",
    "皆さん",
];

/// Titles and numbers behind a head.
const TITLES: &[&str] = &[
    "の方々",
    "のおひとり",
    "のお一人",
    "のひとり",
    "の一人",
    "おひとり",
    "お一人",
    "の一部",
    "複数",
    "数名",
    "など",
    "ら",
    "等",
];

/// The longest words before a particle that are looked at, in characters.
const LONGEST: usize = 28;

/// The first of those that the words before a telling word name with one of the particles: where its words begin and end.
pub(super) fn by_head(words: &str, particles: &[&str]) -> Option<(usize, usize, Teller)> {
    const MOST: usize = 16;
    let mut ends: Vec<(usize, usize)> =
        particles.iter().flat_map(|p| words.match_indices(p).take(MOST).map(|(at, p)| (at, at + p.len()))).collect();
    ends.sort_unstable();
    ends.into_iter().find_map(|(at, end)| {
        let phrase = phrase(&words[..at]);
        head(phrase).map(|teller| (at - phrase.len(), end, teller))
    })
}

/// The noun phrase that ends these words: what stands behind the last comma or bracket, and not much of it.
fn phrase(before: &str) -> &str {
    let run: usize = before
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(|c| !matches!(c, '、' | ',' | '。' | '\n' | '「' | '」' | ' ' | ':'))
        .map(char::len_utf8)
        .sum();
    &before[before.len() - run..]
}

/// Who the phrase names.
fn head(phrase: &str) -> Option<Teller> {
    let mut name = without_count(phrase);
    while let Some(short) = TITLES.iter().find_map(|title| name.strip_suffix(title)) {
        name = short;
    }
    // A number of those who did something is persons: メールを受信した|1人.
    if name.len() < phrase.len() && name.ends_with(['た', 'る']) {
        return Some(Teller::Customer);
    }
    if name.is_empty() || NOBODY.iter().any(|no| name.ends_with(no)) {
        return None;
    }
    let customer = CUSTOMERS.iter().any(|head| name.ends_with(head));
    let outsider = OUTSIDERS.iter().any(|head| name.ends_with(head));
    let vendor = VENDORS.iter().any(|head| name.ends_with(head));
    let person = customer || outsider || ["員", "師", "士", "家", "人", "医"].iter().any(|head| name.ends_with(head));
    let elsewhere = ELSEWHERE.iter().any(|mark| name.contains(mark));
    match () {
        () if outsider || elsewhere && person => Some(Teller::Outsider),
        () if vendor => Some(Teller::Vendor),
        () if customer => Some(Teller::Customer),
        () => None,
    }
}

/// Without a number of persons at the end: 応募者|3名.
fn without_count(phrase: &str) -> &str {
    let bare = phrase.trim_end_matches(['名', '人', '社', '件']);
    let named = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if named.len() < bare.len() && bare.len() < phrase.len() { named.trim_end_matches('の') } else { phrase }
}

/// Whether the words before a person say that he is of another body: 隣県の大学|教員.
pub(super) fn elsewhere(before: &str) -> bool {
    const NEAR: usize = 10;
    let run: usize = before.chars().rev().take(NEAR).take_while(|c| !matches!(c, '、' | '。' | '\n')).map(char::len_utf8).sum();
    let words = &before[before.len() - run..];
    let bodies =
        ["相手先の", "先方の", "取引先の", "送付先の", "送信先の", "受信先の", "委託先の", "別の大学", "別の会社", "別の学校"];
    ELSEWHERE.iter().filter(|mark| mark.ends_with(['の', '県', '町', '市'])).chain(&bodies).any(|mark| words.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::{DOES, FROM, Teller, by_head, elsewhere};

    fn from(words: &str) -> Option<Teller> {
        by_head(words, FROM).map(|(_, _, teller)| teller)
    }

    #[test]
    fn who_has_something_of_ours_is_a_customer() {
        assert_eq!(from("10月2日の朝、当選された方から"), Some(Teller::Customer));
        assert_eq!(from("6月10日、得意先から"), Some(Teller::Customer));
        assert_eq!(from("送信して間もなく、会員のおひとりから"), Some(Teller::Customer));
        assert_eq!(from("応募者3名より"), Some(Teller::Customer));
        assert_eq!(from("およそ十分後、メールを受信した1人から"), Some(Teller::Customer));
        assert_eq!(from("同日、冊子の製作業者から"), Some(Teller::Vendor));
    }

    #[test]
    fn who_is_of_another_body_is_an_outsider() {
        assert_eq!(from("資料を使っていた隣県の大学教員から"), Some(Teller::Outsider));
        let kind = by_head("翌日、受け取った会社の方が電話で", DOES).map(|(_, _, teller)| teller);
        assert_eq!(kind, Some(Teller::Outsider));
        assert!(elsewhere("資料を使っていた隣県の大学"));
        assert!(!elsewhere("自主点検を行っていた配電部の"));
    }

    #[test]
    fn times_and_those_inside_are_nobody() {
        assert_eq!(from("同日の夕方から"), None);
        assert_eq!(from("当課の担当者から"), None);
        assert_eq!(from("そのことから"), None);
    }
}
