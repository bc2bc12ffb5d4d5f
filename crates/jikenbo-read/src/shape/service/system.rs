//! Services that are not quoted: 青葉オンラインショップ, 電子申請システム, グループウェア, Googleドライブ.

use super::system_end::{goes_on, goes_on_latin, inside_quote, note, only_sent_by, only_spoken_of, tail};
use super::{Found, Look};
use crate::shape::name::noun::noun_before;
use crate::token::Token;

/// Whose and which: no part of what a system does.
const PREFIXES: &[&str] = &[
    "また",
    "なお",
    "その",
    "この",
    "さらに",
    "弊社",
    "当社",
    "自社",
    "同社",
    "本学",
    "当院",
    "当協会",
    "本校",
    "本市",
    "本県",
    "本会",
    "当会",
    "当行",
    "当機構",
    "各",
    "旧",
    "新",
    "当該",
    "本",
    "同",
    "当",
    "一部",
    "全",
    "公式",
    "上記",
    "下記",
    "これら",
    "外部",
    "他社",
    "他",
    "別",
    "両",
    "対象",
    "該当",
    "既存",
    "現行",
    "複数",
];

/// What says nothing of what a system does.
const VAGUE: &[&str] = &[
    "",
    "社内",
    "院内",
    "学内",
    "庁内",
    "所内",
    "館内",
    "役所内",
    "業務",
    "情報",
    "コンピュータ",
    "コンピューター",
    "サーバー",
    "サーバ",
    "ネットワーク",
    "セキュリティ",
    "監視",
    "検知",
    "防御",
    "対策",
    "管理",
    "運用",
    "IT",
    "オペレーティング",
    "バックアップ",
    "保守",
    "制御",
    "内部",
    "重要",
    "関連",
    "基本",
    "利用",
    "サブ",
    "国内",
    "海外",
    "部門",
    "専用",
    "部",
    "攻撃検知",
    "侵入検知",
    "不正侵入検知",
    "ウイルス対策",
    "迷惑メール対策",
    "セキュリティ対策",
    "監視カメラ",
    "WEB",
    "Web",
    "ウェブ",
    "インターネット",
    "お客様",
    "顧客",
    "オンライン",
    "代替",
    "グループ",
    "社内業務",
    "社内情報",
    "院内業務",
    "学内業務",
    "庁内業務",
    "所内業務",
    "仮",
    "電子計算機",
    "警報",
    "防犯",
    "多要素認証",
    "二段階認証",
    "暗号化",
    "開発",
    "問い合わせ",
    "お問い合わせ",
    "ネット",
    "専門",
    "指定",
    "個人情報",
    "ファイアウォール",
    "メール誤送信防止",
    "誤送信防止",
    "誤送信対策",
    "チェック",
    "再発防止",
    "会社",
    "EC",
    "コンテンツ管理",
    "コンテンツマネジメント",
    "コンテンツマネージメント",
    "CMS",
];

/// A word for a system that is as long as this tells by itself what that does.
const TELLING: usize = 8;

/// How many sentences below the headline tell what was struck.
const FIRST: usize = 96;

/// How much of the text says what a name is, in bytes, and the most names without quotes.
const NEAR: u32 = 20_000;
const MOST: usize = 60;

/// The names without quotes, in reading order.
/// Sites that the headline names by what they are for are left out where one is known by its `proper` name.
pub(super) fn unquoted(look: &Look<'_, '_, '_, '_>, proper: bool) -> Vec<Found> {
    let text = look.shaper.text;
    let near = text.lexed.stretch(0, NEAR);
    let ours = text.of_classes(&look.words.ours());
    let mut all = Vec::new();
    let (start, end) = text.title;
    let title = crate::clause::Sentence { start, end, line: 0 };
    let body = text.sentences.iter().filter(|s| s.start >= end).take(FIRST);
    for sentence in std::iter::once(&title).chain(body) {
        let befallen = sentence.end == end || look.befallen(sentence);
        let from = ours.partition_point(|t| text.tokens()[*t].start < sentence.start);
        for t in ours[from..].iter().take_while(|t| text.tokens()[**t].start < sentence.end) {
            let token = text.tokens()[*t];
            // Where a proper name is told, a site or form named by its purpose is the same one.
            let form = Some(token.class) == look.words.form && run(look, sentence.start, token.start).1.is_empty();
            if proper && (form || Some(token.class) == look.words.site) {
                continue;
            }
            let found = named(look, &token, sentence.start, sentence.end);
            // The maker's form is how the named one was made.
            let found =
                found.filter(|(from, to)| !(proper && ["フォーム", "Forms"].iter().any(|w| look.slice(*from, *to).ends_with(w))));
            // 当該電子申請システム: the one that the matter is about.
            let this = |from: u32| ["当該", "同", "本件"].iter().any(|w| look.slice(sentence.start, from).ends_with(w));
            let organization = |from: u32, to: u32| {
                let words = look.slice(from, to);
                look.own.contains(words)
                    || ["株式会社", "有限会社", "(株)"].iter().any(|w| look.slice(sentence.start, from).ends_with(w))
                    || look.slice(to, sentence.end).starts_with("株式会社")
                    || near.contains(&format!("株式会社{words}"))
            };
            let others =
                |from: u32| ["外部の", "他社の", "別の", "外部"].iter().any(|w| look.slice(sentence.start, from).ends_with(w));
            // 「町の電子申請サービスに切り替え」: what is used from now on.
            let instead = |to: u32| {
                let after = look.slice(to, sentence.end);
                ["に切り替え", "に切替", "へ切り替え", "に置き換え", "を導入", "の導入"].iter().any(|w| after.starts_with(w))
            };
            let found = found.filter(|(from, to)| !others(*from) && !instead(*to) && !is_feigned(look.slice(*to, sentence.end)));
            // What takes the payments of the named shop is a part of it.
            let found = found.filter(|(from, to)| {
                !(proper && look.slice(*from, *to).ends_with("決済システム") && look.slice(*from, *to).contains("カード"))
            });
            let found = found.filter(|(from, _)| befallen || this(*from));
            // ファイル共有システム「青葉」: what the quoted name is, wherever it stands.
            let found = found.filter(|(from, to)| !explains(near, look.slice(*from, *to)) && !organization(*from, *to));
            if let Some((from, to)) = found.filter(|_| all.len() < MOST) {
                all.push(Found { start: from, end: to, quoted: false });
            }
        }
    }
    all
}

/// Whether the words stand before a quoted name somewhere: they say what that is.
fn explains(text: &str, words: &str) -> bool {
    let quoted = |at: usize| names(&text[at + words.len()..]);
    words.chars().count() >= 4 && text.match_indices(words).any(|(at, _)| quoted(at))
}

/// Whether a quoted name follows: 学習管理ツール「…」, 学習管理ツールである「…」, 学習管理ツール(「…」).
fn names(rest: &str) -> bool {
    let link = ["である", "(名称:", "(名称", "("].iter().find_map(|w| rest.strip_prefix(w));
    link.unwrap_or(rest).starts_with(['「', '『'])
}

/// Where the name ends and begins whose telling word is the token.
fn named(look: &Look<'_, '_, '_, '_>, token: &Token, start: u32, end: u32) -> Option<(u32, u32)> {
    let class = Some(token.class);
    let words = look.words;
    if token.end > end || inside_quote(look, token, start) {
        return None;
    }
    let rest = look.slice(token.end, end);
    if is_feigned(rest) || only_spoken_of(rest) {
        return None;
    }
    if class == words.form && only_sent_by(look.slice(start, end), rest) {
        return None;
    }
    if class == words.product {
        return Some((token.start, token.end)).filter(|_| !goes_on_latin(rest));
    }
    if class == words.maker {
        return product(rest).map(|len| (token.start, token.end + len as u32));
    }
    if class == words.form && !goes_on(rest) {
        // 申込フォームの設定について, of the Googleフォーム that the text goes on to name.
        let made_with = look.shaper.text.in_title(token.start)
            && ["Googleフォーム", "Google Forms", "Microsoft Forms"].iter().any(|w| look.body_has(w));
        return (!made_with).then(|| (form(look, start, token.start), token.end));
    }
    // 学習管理ツール「…」: what the quoted name is.
    if goes_on(rest) || names(rest) {
        return None;
    }
    if class == words.shop {
        let (from, modifier) = run(look, start, token.start);
        let again = !look.shaper.text.in_title(token.start) || look.body_has(look.slice(from, token.end));
        let called = ["という", "と称する", "と呼ばれる", "である"].iter().any(|w| modifier.ends_with(w));
        let proper =
            again && !called && modifier.chars().count() >= 2 && !VAGUE.contains(&modifier) && !CUSTOMS.contains(&modifier);
        return proper.then_some((from, note(look, token.end, end)));
    }
    if class == words.site {
        let (from, modifier) = run(look, start, token.start);
        let told = look.shaper.text.in_title(token.start) && modifier.chars().count() >= 2 && !VAGUE.contains(&modifier);
        return told.then_some((from, token.end));
    }
    if class == words.bare || class == words.system {
        let (from, modifier) = run(look, start, token.start);
        let firm = ["株式会社", "有限会社", "合同会社", "(株)", "法人"].iter().any(|w| modifier.contains(w));
        // 給餌システムなどを製造する青葉精工: what the firm makes.
        let made = rest.trim_start_matches(['な', 'ど', '等', 'を', 'の']);
        if ["製造", "開発・", "販売", "開発販売", "製作", "設計"].iter().any(|w| made.starts_with(w)) {
            return None;
        }
        // メール配信サービス: the word itself says what it does.
        let word = look.slice(token.start, token.end);
        let telling = modifier.is_empty() && word.chars().count() >= TELLING && !word.contains("サーバ");
        let does = telling || !VAGUE.contains(&modifier) && !firm;
        return (does || class == words.bare).then_some((from, note(look, token.end, end)));
    }
    None
}

/// 「メールシステムを装った偽の通知」: what a false thing pretends to be was not struck.
pub(in crate::shape) fn is_feigned(rest: &str) -> bool {
    const FEIGN: &[&str] = &[
        "を装",
        "を偽装",
        "をよそお",
        "をかた",
        "を騙",
        "を名乗",
        "を模",
        "に似せ",
        "に見せかけ",
        "になりすま",
        "にそっくり",
        "と称する",
    ];
    let rest = rest.trim_start_matches(['」', '』', ' ', '等', 'な', 'ど']);
    FEIGN.iter().any(|w| rest.starts_with(w))
}

/// The rest of a product's name behind its first word: its length.
fn product(rest: &str) -> Option<usize> {
    const PARTS: [&str; 13] = [
        "365",
        "Exchange Online",
        "ExchangeOnline",
        "ドライブ",
        "Drive",
        "Teams",
        "フォームズ",
        "フォーム",
        "Forms",
        "Workspace",
        "Classroom",
        "スプレッドシート",
        "グループ",
    ];
    let bare = rest.trim_start_matches(' ');
    PARTS.iter().find(|p| bare.starts_with(**p)).map(|p| rest.len() - bare.len() + p.len())
}

/// Where the name of a form begins: 学校説明会の申込フォーム, 採用応募フォーム
fn form(look: &Look<'_, '_, '_, '_>, start: u32, at: u32) -> u32 {
    let (from, modifier) = run(look, start, at);
    let before = look.slice(start, from);
    match before.strip_suffix('の') {
        Some(head) if modifier.is_empty() => {
            let (noun, what) = run(look, start, start + head.len() as u32);
            let site = ["内", "上", "サイト", "ページ", "社", "学", "市", "県", "町", "院", "庁", "HP"]
                .iter()
                .any(|w| what.ends_with(w))
                || what.is_empty();
            if site { from } else { noun }
        }
        _ => from,
    }
}

/// What a shop is and not how it is called.
const CUSTOMS: &[&str] = &[
    "会員",
    "会員向け",
    "法人",
    "個人",
    "通信販売",
    "通販",
    "直販",
    "食品",
    "化粧品",
    "下着",
    "食肉",
    "大手",
    "ネット",
    "アパレル",
    "家電",
    "スマートフォン",
    "スマホ",
    "ファミリー",
];

/// Where the run of nouns before a word begins, without whose it is; and the run.
fn run<'l>(look: &'l Look<'_, '_, '_, '_>, start: u32, at: u32) -> (u32, &'l str) {
    let before = tail(look.slice(start, at));
    let mut len = noun_before(before);
    // 学生向け情報掲示システム
    let head = &before[..before.len() - len];
    if let Some(rest) = head.strip_suffix("向け") {
        len += "向け".len() + noun_before(rest);
    }
    let mut words = &before[before.len() - len..];
    // 旧青葉家住宅: only 旧 before a bare word says nothing of what it is.
    let old = |p: &str, rest: &str| matches!(p, "旧" | "新") && rest.chars().count() > 3;
    while let Some(rest) = PREFIXES.iter().find_map(|p| words.strip_prefix(p).filter(|rest| !old(p, rest))) {
        words = rest.trim_start_matches('の');
    }
    let words = words.trim_start_matches(['・', '.', '-', ' ']);
    // 2020年に電子申請, 1.電子申請: a figure before is none of it, nor what it counts (1度|システム, 2023年度|入試).
    let bare = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = if bare.len() < words.len() { uncounted(bare) } else { bare };
    (at - words.len() as u32, words)
}

/// The words without what a figure before them counts, and without the mark of a numbered line: 年度|入試, .|電子申請.
fn uncounted(words: &str) -> &str {
    const COUNTED: [&str; 8] = ["年度", "年", "月", "度", "回", "台", "つの", "つ"];
    let words = words.trim_start_matches(['.', ')', ' ', '・', '-']);
    COUNTED.iter().find_map(|w| words.strip_prefix(w)).map_or(words, |rest| rest.trim_start_matches('の'))
}
