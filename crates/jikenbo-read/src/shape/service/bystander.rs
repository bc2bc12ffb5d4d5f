//! Services that are only named beside the matter: what somebody posted on, what a mail posed as, what stayed safe, a drafted plan.

use super::{Found, Look};

/// Where people write to each other. What is posted there by somebody befalls no service; an account that is taken over is called so.
const MEDIA: [&str; 22] = [
    "LINE",
    "ツイッター",
    "Twitter",
    "X",
    "旧ツイッター",
    "インスタグラム",
    "Instagram",
    "フェイスブック",
    "Facebook",
    "TikTok",
    "YouTube",
    "ユーチューブ",
    "Winny",
    "ウィニー",
    "Share",
    "シェア",
    "BitTorrent",
    "Telegram",
    "テレグラム",
    "Discord",
    "5ちゃんねる",
    "2ちゃんねる",
];

/// Whether the name tells of a bystander.
pub(super) fn is_bystander(look: &Look<'_, '_, '_, '_>, found: &Found) -> bool {
    let words = look.slice(found.start, found.end);
    MEDIA.contains(&words)
        || is_draft(words)
        || is_screen(look, found)
        || is_posed(look, found)
        || is_of_vendor(look, found)
        || is_intact(look, found)
}

/// 「基本方針(案)」: a paper of an office.
fn is_draft(words: &str) -> bool {
    ["方針(案)", "計画(案)", "要綱(案)", "条例(案)", "基本方針", "基本計画"].iter().any(|w| words.ends_with(w))
}

/// 「マイページ」及び「お申し込み内容の確認」画面: a part of a service.
fn is_screen(look: &Look<'_, '_, '_, '_>, found: &Found) -> bool {
    let after = look.behind(found);
    found.quoted
        && (after.starts_with("画面")
            || after.starts_with("及び「") && after.split(['。', '、']).next().is_some_and(|w| w.ends_with("」画面")))
}

/// 文書共有サービス|の通知を装い, メールシステム|の管理者を装い: what a bait posed as.
fn is_posed(look: &Look<'_, '_, '_, '_>, found: &Found) -> bool {
    let after = look.behind(found);
    let near = after.split(['、', '。', '\n']).next().unwrap_or("");
    after.starts_with('の') && ["を装", "を名乗", "になりすま", "をかた", "を騙"].iter().any(|w| near.contains(w))
}

/// 同社の|決済情報データベース: a part of what another firm runs, called by no name of its own.
fn is_of_vendor(look: &Look<'_, '_, '_, '_>, found: &Found) -> bool {
    let words = look.slice(found.start, found.end);
    let before = look.shaper.text.lexed.stretch(found.start.saturating_sub(30), found.start);
    let whose = before.strip_suffix("社の").is_some_and(|firm| !firm.ends_with(['当', '弊', '本', '自']));
    !found.quoted && whose && ["データベース", "サーバー"].iter().any(|w| words.ends_with(w))
}

/// 会員データベース|へのアクセスの痕跡は見つかっておらず, 教務システム|、財務システム等への侵入の形跡は確認されません: it stayed safe.
fn is_intact(look: &Look<'_, '_, '_, '_>, found: &Found) -> bool {
    let sentence = look.behind(found).split(['。', '\n']).next().unwrap_or("");
    let traced = ["への侵入の形跡は", "への侵入の痕跡は", "へのアクセスの痕跡は", "へのアクセスの形跡は"]
        .iter()
        .find_map(|w| sentence.split_once(w));
    traced.is_some_and(|(between, rest)| {
        between.chars().count() <= 30 && ["ません", "おらず", "なかった", "ない"].iter().any(|w| rest.contains(w))
    }) || is_untouched(sentence)
}

/// 基幹システム|には侵入の跡はありませんでしたが, 「みどり便」|につきましては、改ざんは確認されませんでした: what is said of it alone.
fn is_untouched(behind: &str) -> bool {
    const FAR: usize = 40;
    const TOPIC: [&str; 5] = ["には", "へは", "については", "に関しては", "への"];
    const DEEDS: [&str; 9] = ["の跡は", "の形跡は", "の痕跡は", "の兆候は", "侵入は", "改ざんは", "感染は", "影響は", "異常は"];
    const NONE: [&str; 6] = ["ありません", "なかった", "なく", "ないこと", "確認されて", "認められて"];
    let rest = behind.strip_prefix('(').and_then(|b| b.split_once(')')).map_or(behind, |(_, b)| b);
    let head = |words: &str| words.char_indices().nth(FAR).map_or(words.len(), |(at, _)| at);
    let near = &rest[..head(rest)];
    let Some(topic) = TOPIC.iter().filter_map(|w| near.find(w).map(|at| at + w.len())).min() else { return false };
    // 「みどり便」および催しのページ|につきましては: others may be named with it.
    let listed = |words: &str| {
        words.is_empty()
            || ["及び", "および", "並びに", "ならびに", "、", "と", "等", "など"].iter().any(|w| words.starts_with(w))
    };
    let between = &near[..near[..topic].rfind(['に', 'へ']).unwrap_or(0)];
    let after = &rest[topic..];
    let deed = DEEDS.iter().filter_map(|w| after[..head(after)].find(w).map(|at| at + w.len())).min();
    let denied = deed.is_some_and(|at| {
        let told = &after[at..];
        NONE[..5].iter().any(|w| told.starts_with(w))
            || ["確認され", "認められ", "見られ", "見つか"].iter().any(|w| {
                told.strip_prefix(w).is_some_and(|t| {
                    [
                        "ません",
                        "ておらず",
                        "ておりません",
                        "ていません",
                        "ていない",
                        "なかった",
                        "ず",
                        "りません",
                        "っておらず",
                        "っておりません",
                    ]
                    .iter()
                    .any(|n| t.starts_with(n))
                })
            })
    });
    // 「みどり便」への不正アクセスにより…が、改ざんは確認されず: what came of it is denied, and not it.
    let came = near[..topic].ends_with("への")
        && deed.is_some_and(|at| ["により", "による", "によって", "、"].iter().any(|w| after[..at].contains(w)));
    denied && !came && !between.contains('。') && listed(between)
}

impl Look<'_, '_, '_, '_> {
    /// The words behind a name and its closing quote, as far as they may tell of it.
    fn behind(&self, found: &Found) -> &str {
        const FAR: u32 = 300;
        self.shaper.text.lexed.stretch(found.end, found.end + FAR).trim_start_matches(['」', '』', '"'])
    }
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    fn services(words: &str) -> Vec<String> {
        let text = format!("青葉大学 不正アクセスについて 2024年6月5日\n\n{words}\n");
        Reader::embedded().read(&Notice::plain(&text)).record.services.into_iter().map(|f| f.value.name).collect()
    }

    #[test]
    fn what_is_named_beside_the_matter_is_not_struck() {
        assert_eq!(services("職員が病名を、無料通話アプリ「LINE」で知人に送信していました。"), [""; 0]);
        assert_eq!(services("本学の「メールシステム」の管理者を装うメールが届きました。"), [""; 0]);
        assert_eq!(
            services(
                "アカウント管理システムに不正アクセスがありました。教務システム、財務システム等、その他のサーバーへの侵入の形跡は確認されませんでした。"
            ),
            ["アカウント管理システム"]
        );
        assert_eq!(services("A.オンラインショップに不正アクセスがありました。"), ["オンラインショップ"]);
    }
}
