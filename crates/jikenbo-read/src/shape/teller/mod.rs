//! Who told, where no page knows the word: by the head of the noun phrase before から, より or が.
//!
//! 「荷物を受け取られた別の会社の方が教えてくださった」 「隣県の大学教員からの指摘」: whoever has something from the organisation before him is its
//! customer; who is said to be of another body is an outsider.

mod firm;
mod heads;
mod tail;

pub(super) use firm::firm_from;
use heads::{CUSTOMERS, ELSEWHERE, FIRMS, HIRED, NOBODY, OURS, OUTSIDERS, PLACES, STAFF, TITLES, VENDORS};
pub(super) use tail::{TAIL, is_tail};

/// Who told, by the words before the particle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Teller {
    Customer,
    Outsider,
    Vendor,
    Employee,
}

impl Teller {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Outsider => "other_outsider",
            Self::Vendor => "vendor",
            Self::Employee => "employee",
        }
    }
}

/// Particles behind who told something that was heard, and behind who told it of himself.
pub(super) const FROM: &[&str] = &["から", "より"];

/// The particle behind who told, where the verb is active.
pub(super) const DOES: &[&str] = &["が"];
/// The particle behind whose news it was; it ends the words that are looked at.
pub(super) const OF: &[&str] = &["の"];

/// The longest words before a particle that are looked at, in characters.
const LONGEST: usize = 28;

/// The first of those that the words before a telling word name with one of the particles: where its words begin and end.
pub(super) fn by_head(words: &str, particles: &[&str]) -> Option<(usize, usize, Teller)> {
    const MOST: usize = 16;
    let mut ends: Vec<(usize, usize)> =
        particles.iter().flat_map(|p| words.rmatch_indices(p).take(MOST).map(|(at, p)| (at, at + p.len()))).collect();
    // 夫から「市の職員が話している」と: what stands in somebody's words told nothing.
    ends.retain(|(at, _)| !in_words(&words[..*at]));
    ends.sort_unstable();
    // Many a の stands in a sentence, and only the last is that of the news: 会員|の指摘で.
    if particles == OF {
        ends.retain(|(_, end)| *end == words.len());
    }
    let named = |(at, end): (usize, usize)| {
        let phrase = phrase(&words[..at]);
        head(phrase).map(|teller| (at - phrase.len(), end, teller))
    };
    // 職員が誤って送り、受信した会員が気づき: who did it stands right before what he did; who it came from is named first.
    if particles == DOES { ends.into_iter().rev().find_map(named) } else { ends.into_iter().find_map(named) }
}

/// Whether these words end inside of a quote.
fn in_words(words: &str) -> bool {
    words.rfind('「').is_some_and(|open| words.rfind('」').is_none_or(|close| close < open))
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
    let name = bare(phrase);
    // A number of those who did something is persons: メールを受信した|1人; and one of many is one of them: そのうちの|お一人.
    if name.len() < phrase.len() && name.ends_with(['た', 'る']) || name.len() < phrase.len() && name.ends_with("うち") {
        return Some(Teller::Customer);
    }
    let elsewhere = ELSEWHERE.iter().any(|mark| name.contains(mark)) && !OURS.iter().any(|ours| name.contains(ours));
    let place = PLACES.iter().any(|place| {
        name.find(place).is_some_and(|at| {
            // 支店の担当者 is one of ours.
            !name[..at].ends_with(['支', '本', '売']) && !ours(&name[..at + place.len()], place)
        })
    });
    let is = |heads: &[&str]| heads.iter().any(|head| name.ends_with(head) && !ours(name, head));
    let staff = ["員", "師", "士", "家", "人", "医", "担当者", "責任者", "代表", "代表者", "スタッフ"];
    let hired_by = ["委託先", "受託", "業者の", "事業者の", "請け負"].iter().any(|mark| name.contains(mark));
    let hired = |heads: &[&str]| is(heads) && HIRED.iter().any(|mark| name.contains(mark));
    match () {
        () if (elsewhere || place) && is(&staff) => Some(Teller::Outsider),
        () if name.is_empty() || NOBODY.iter().any(|no| name.ends_with(no)) => None,
        () if hired(FIRMS) || is(VENDORS) => Some(Teller::Vendor),
        () if is(STAFF) && hired_by => Some(Teller::Vendor),
        () if is(STAFF) => Some(Teller::Employee),
        () if is(OUTSIDERS) || elsewhere && is(CUSTOMERS) || is(FIRMS) => Some(Teller::Outsider),
        () if is(CUSTOMERS) => Some(Teller::Customer),
        () => None,
    }
}

/// Whether the head is that of the organisation itself, or of all such: 当|センター, 各|病院.
fn ours(name: &str, head: &str) -> bool {
    const OWN: &[char] = &['当', '本', '弊', '同', '自', '各', '全', '両'];
    name.strip_suffix(head).is_some_and(|before| before.ends_with(OWN))
}

/// A phrase without what stands behind its head: a name in brackets, a title, a number of persons.
fn bare(phrase: &str) -> &str {
    let mut name = phrase;
    loop {
        let closed = name.strip_suffix(')').and_then(|inner| inner.rfind('(')).map(|open| &name[..open]);
        let short = closed.or_else(|| TITLES.iter().find_map(|title| name.strip_suffix(title))).unwrap_or(name);
        let short = without_count(short);
        if short.len() == name.len() {
            return name;
        }
        name = short;
    }
}

/// Without a number of persons at the end: 応募者|3名.
fn without_count(phrase: &str) -> &str {
    let bare = phrase.trim_end_matches(['名', '人', '社', '件', '園', '校', '店', '戸']);
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
    let marked = || ELSEWHERE.iter().filter(|mark| mark.ends_with(['の', '県', '町', '市'])).chain(&bodies);
    !OURS.iter().any(|ours| words.contains(ours)) && marked().any(|mark| words.contains(mark))
}

/// Whether these words say of who told that he bought what was lost: he is no customer of those who lost it.
pub(super) fn bought(words: &str) -> bool {
    ["買った", "購入した", "落札した", "手に入れた"].iter().any(|bought| words.contains(bought))
}

/// Whether the words before a person say that he works for a firm that works for the organisation: 委託先の|職員, 業者の女性|スタッフ.
pub(super) fn hired_staff(before: &str) -> bool {
    const FIRMS: [&str; 8] =
        ["委託先の", "業者の", "受託者の", "受託会社の", "委託会社の", "派遣会社の", "管理会社の", "保守会社の"];
    let behind = FIRMS.iter().filter_map(|firm| before.rfind(firm).map(|at| &before[at + firm.len()..])).min_by_key(|b| b.len());
    behind.is_some_and(|rest| rest.chars().all(|c| !matches!(c, 'ぁ'..='ん' | '、' | '。' | '\n')))
}

/// The place whose people a person is of, if the words before him end with one that others keep: 駅の|係員.
pub(super) fn place_of(before: &str) -> Option<&'static str> {
    PLACES
        .iter()
        .find(|place| {
            before
                .strip_suffix(**place)
                .is_some_and(|b| !b.ends_with(['支', '本', '売', '当', '弊', '同', '自', '各', '全', '両']))
        })
        .copied()
}

/// Whether the words before a firm say that it works for the organisation: 業務を委託していた|企業.
pub(super) fn hired_by_us(before: &str) -> bool {
    before.ends_with(['た', 'る']) && ["委託し", "任せ", "請け負", "依頼し", "頼んで"].iter().any(|mark| before.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::{DOES, FROM, Teller, by_head, elsewhere, hired_staff, place_of};

    fn from(words: &str) -> Option<Teller> {
        by_head(words, FROM).map(|(_, _, teller)| teller)
    }

    fn does(words: &str) -> Option<Teller> {
        by_head(words, DOES).map(|(_, _, teller)| teller)
    }

    #[test]
    fn of_several_the_last_did_what_follows() {
        assert_eq!(does("職員が名簿を誤って送り、受信した会員が"), Some(Teller::Customer));
        assert_eq!(does("会員が画面を開き、当番の職員が"), Some(Teller::Employee));
        assert_eq!(does("会員が「職員が触れ回っている」と"), Some(Teller::Customer));
    }

    #[test]
    fn who_has_something_of_ours_is_a_customer() {
        assert_eq!(from("10月2日の朝、当選された方から"), Some(Teller::Customer));
        assert_eq!(from("6月10日、得意先から"), Some(Teller::Customer));
        assert_eq!(from("送信して間もなく、会員のおひとりから"), Some(Teller::Customer));
        assert_eq!(from("応募者3名より"), Some(Teller::Customer));
        assert_eq!(from("およそ十分後、メールを受信した1人から"), Some(Teller::Customer));
        assert_eq!(from("翌朝、そのうちのお一人から"), Some(Teller::Customer));
        assert_eq!(from("同日、冊子の製作業者から"), Some(Teller::Vendor));
        assert_eq!(does("17日、校内の機器の保守を請け負う会社が"), Some(Teller::Vendor));
    }

    #[test]
    fn who_is_of_another_body_is_an_outsider() {
        assert_eq!(from("資料を使っていた隣県の大学教員から"), Some(Teller::Outsider));
        assert_eq!(does("翌日、受け取った会社の方が電話で"), Some(Teller::Outsider));
        assert_eq!(does("ホールの担当者が中を確かめて学校へ"), Some(Teller::Outsider));
        assert_eq!(does("翌朝、当ホテルの担当者が中を確かめて本社へ"), None);
        assert_eq!(from("内閣通信対策室(当時)から"), Some(Teller::Outsider));
        assert_eq!(from("建設会社から"), Some(Teller::Outsider));
        assert_eq!(from("当センターから"), None);
        assert!(elsewhere("資料を使っていた隣県の大学"));
        assert!(!elsewhere("自主点検を行っていた配電部の"));
    }

    #[test]
    fn staff_are_of_whom_they_work_for() {
        assert_eq!(does("翌朝、受信した教員が"), Some(Teller::Employee));
        assert_eq!(does("翌朝、再委託先の職員が"), Some(Teller::Vendor));
        assert_eq!(does("翌朝、隣県の大学職員が"), Some(Teller::Outsider));
    }

    #[test]
    fn whose_people_they_are_stands_before_them() {
        assert!(hired_staff("業務を任せた業者の女性") && hired_staff("委託先の"));
        assert!(!hired_staff("業者の端末を見た") && !hired_staff("当課の"));
        assert_eq!(place_of("翌日、図書館の"), Some("図書館の"));
        assert!(["当図書館の", "売店の", "支店の"].iter().all(|before| place_of(before).is_none()));
    }

    #[test]
    fn times_and_those_inside_are_nobody() {
        assert_eq!(from("同日の夕方から"), None);
        assert_eq!(from("当課の担当者から"), None);
        assert_eq!(from("そのことから"), None);
    }
}
