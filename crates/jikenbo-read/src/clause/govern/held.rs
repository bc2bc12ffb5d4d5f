//! Days that stand with what was held or known on them, and govern what was told or done there: 15日に開かれた説明会で、…;
//! 10日の連絡後、直ちに….

use super::release::is_noun_start;

/// Meetings, lessons and the like.
const HELD: [&str; 21] = [
    "会見",
    "集会",
    "会議",
    "説明会",
    "理事会",
    "保護者会",
    "委員会",
    "議会",
    "総会",
    "打ち合わせ",
    "懇談会",
    "研修会",
    "研修",
    "講習会",
    "面談",
    "朝礼",
    "授業",
    "行事",
    "大会",
    "教室",
    "会",
];

/// Whether words tell of a day's meeting at which something was told or done: に開催された保護者会にて、.
pub(super) fn where_told(after: &str) -> bool {
    const LONGEST: usize = 16;
    const HOLDS: [&str; 9] =
        ["開催された", "開催した", "開かれた", "開いた", "行われた", "行った", "実施された", "実施した", "催された"];
    let after = after.strip_prefix('中').unwrap_or(after);
    let Some(rest) = after.strip_prefix('に').and_then(|w| HOLDS.iter().find_map(|held| w.strip_prefix(held))) else {
        return false;
    };
    let name: usize = rest.chars().take(LONGEST).take_while(|c| is_noun_start(*c) || *c == 'ー').map(char::len_utf8).sum();
    let at = ["にて、", "において、", "で、", "の場で、", "の席で、"].iter().any(|w| rest[name..].starts_with(w));
    at && HELD.iter().any(|w| rest[..name].ends_with(w))
}

/// Whether words tell what is to be held on a day, and so of what a thing is: に開く教室の参加者へ, に実施予定の試験.
pub(crate) fn coming(after: &str) -> bool {
    const COMING: [&str; 10] = [
        "に開く",
        "に行う",
        "に催す",
        "に控える",
        "に迫る",
        "に開催する",
        "に実施する",
        "に予定する",
        "に予定している",
        "に開催を予定している",
    ];
    COMING.iter().filter_map(|w| after.strip_prefix(w)).any(|rest| {
        let act = ["予定", "方針", "こと", "計画", "旨"].iter().any(|w| rest.starts_with(w));
        rest.starts_with(is_noun_start) && !act
    })
}

/// Whether words behind 10日の say that something was done as soon as the matter was known on that day: 連絡後、すぐに.
pub(super) fn at_once(part: &str) -> bool {
    const FAR: usize = 40;
    const KNOWN: [&str; 17] = [
        "連絡",
        "指摘",
        "通報",
        "報告",
        "発覚",
        "判明",
        "確認",
        "検知",
        "申し出",
        "問い合わせ",
        "発見",
        "覚知",
        "認知",
        "通知",
        "相談",
        "発生",
        "知らせ",
    ];
    const THEN: [&str; 7] = ["後、", "後に", "後", "を受け、", "を受けて、", "直後、", "直後に"];
    const AT_ONCE: [&str; 8] = ["すぐ", "直ちに", "ただちに", "速やかに", "即", "同時に", "その場で", "早急に"];
    let end = part.char_indices().nth(FAR).map_or(part.len(), |(at, _)| at);
    let words = &part[..end];
    AT_ONCE.iter().filter_map(|w| words.find(w)).min().is_some_and(|at| {
        let before = &words[..at];
        let known = THEN.iter().filter_map(|w| before.strip_suffix(w)).any(|w| KNOWN.iter().any(|k| w.ends_with(k)));
        known && !before.contains('。')
    })
}

/// Work, ways and occasions in the course of which things happen.
#[rustfmt::skip]
const WORK: [&str; 86] = [
    "業務", "作業", "配信", "発送", "送付", "送信", "訪問", "訪問看護", "出張", "巡回", "検針", "点検", "監査", "検査", "診療", "診察",
    "授業", "講義", "講座", "研修", "面談", "面接", "説明会", "試験", "大会", "行事", "夜勤", "当直", "日勤", "勤務", "帰宅", "通勤",
    "出勤", "退勤", "移動", "搬送", "運搬", "配達", "集荷", "収集", "改修", "更新", "改訂", "移行", "移設", "移転", "引っ越し", "引越し",
    "入替", "入れ替え", "切替", "切り替え", "変更", "設定", "リニューアル", "バージョンアップ", "アップデート", "メンテナンス", "保守",
    "整理", "清掃", "棚卸し", "棚卸", "廃棄", "交付", "封入", "印刷", "窓口対応", "受付", "介護", "部活動", "遠足", "修学旅行", "健診",
    "検診", "接種", "採点", "懇談会", "訓練", "開票", "投票", "回収", "引き継ぎ", "出社", "出庁", "登庁",
];

/// Whether words behind 10日の name the work in the course of which something happened: 検針業務の途中、, システム更新の際に.
pub(super) fn in_course(part: &str) -> bool {
    const LONGEST: usize = 24;
    const COURSE: [&str; 17] = [
        "の途中",
        "途中",
        "の帰途",
        "の帰り",
        "の帰路",
        "からの帰り",
        "の道中",
        "の際",
        "の折",
        "の最中",
        "の過程",
        "中に",
        "中、",
        "時に",
        "時、",
        "において、",
        "にて、",
    ];
    const BY: [&str; 8] = ["に伴い、", "に伴って、", "に際し", "に際して", "にあたり", "に起因し", "により、", "で、"];
    let end = part.char_indices().nth(LONGEST).map_or(part.len(), |(at, _)| at);
    let words = &part[..end];
    let stop = words.find(['。', '\n']).unwrap_or(end);
    let marks = COURSE.iter().chain(&BY).filter_map(|w| words[..stop].find(w));
    let of_work = |at: usize| !words[..at].contains('、') && WORK.iter().any(|w| words[..at].ends_with(w));
    marks.min().is_some_and(of_work) || since_change(&words[..stop])
}

/// Whether words tell what has been so since something was changed on the day: の更新プログラム適用後、….
fn since_change(words: &str) -> bool {
    const CHANGED: [&str; 9] =
        ["適用", "更新", "改修", "移行", "切替", "切り替え", "リニューアル", "バージョンアップ", "アップデート"];
    const SINCE: [&str; 5] = ["後、", "後に、", "以降、", "以後、", "から、"];
    let at = SINCE.iter().filter_map(|w| words.find(w)).min();
    at.is_some_and(|at| !words[..at].contains('、') && CHANGED.iter().any(|w| words[..at].ends_with(w)))
}

#[cfg(test)]
mod tests {
    use super::{at_once, coming, in_course, where_told};

    #[test]
    fn work_gives_its_day_to_what_happened_in_its_course() {
        assert!(in_course("検針業務の途中、端末を落とした"));
        assert!(in_course("システムの更新の際、制限が外れた"));
        assert!(in_course("夜勤中、写真を撮った"));
        assert!(in_course("修正の適用後、名前が出た"));
        assert!(!in_course("会議で決まった"));
        assert!(!in_course("更新、改修の際"));
    }

    #[test]
    fn a_meeting_gives_its_day_to_what_was_told_there() {
        assert!(where_told("に開催された保護者会にて、保護者から申告があった"));
        assert!(where_told("に行われた全体会議で、職員が申し出た"));
        assert!(!where_told("に開催された講座で配布した名簿"));
        assert!(!where_told("に開催した催しの案内"));
    }

    #[test]
    fn what_is_to_be_held_is_not_what_was_done() {
        assert!(coming("に開く体験会の参加者へ案内を送った"));
        assert!(coming("に予定している試験の受験票を"));
        assert!(!coming("に行う予定です"));
        assert!(!coming("に開催する。"));
        assert!(!coming("に開いた会で"));
    }

    #[test]
    fn what_is_done_at_once_is_done_on_the_day() {
        assert!(at_once("中学校からの連絡後、すぐに公開をやめた"));
        assert!(at_once("発覚後、直ちに回収した"));
        assert!(at_once("指摘を受け、速やかに削除した"));
        assert!(!at_once("連絡後、調査を進め、直ちに"));
        assert!(!at_once("会議の後、削除した"));
    }
}
