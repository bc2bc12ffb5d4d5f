//! Whether a text is a notice of an incident at all, or a page that only speaks of incidents: a guide, an offer, a template.
//!
//! A notice tells what happened, when, and to whom: its reading holds dated acts, an organisation, figures, data. Other pages may
//! hold some of these too, but show by their own words what they are. Both are counted, and the reason is told. Losing a notice
//! is worse than keeping another page, so the balance leans to keeping.

use jikenbo_model::{Notice, Reading, Record};

use crate::fold::Folded;

/// What a text is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A notice, or a report of one.
    Notice,
    /// Something else: by which signs, in words.
    Other(String),
}

/// A kind of page that speaks of incidents without being a notice of one, and the words that show it.
struct Sort {
    /// What it is called in the reason.
    name: &'static str,
    /// Its words, as the reader folds them. Each counts once, however often it stands there.
    words: &'static [&'static str],
    /// What one word counts.
    weight: f32,
}

/// The sorts of pages that are none, each with the words that show it.
const SORTS: &[Sort] = &[
    Sort {
        name: "a template",
        words: &[
            "〇〇",
            "○○",
            "◯◯",
            "●●",
            "××",
            "□□",
            "△△",
            "年○月",
            "年〇月",
            "●月",
            "○月○日",
            "〇月〇日",
            "xx",
            "(会社名",
            "【会社名",
            "【日付",
            "記載例",
            "文例",
            "ひな形",
            "ひな型",
            "雛形",
            "テンプレート",
        ],
        weight: 2.0,
    },
    Sort {
        name: "an exercise", words: &["訓練", "演習", "を想定", "想定した", "シナリオ", "模擬"], weight: 1.5
    },
    Sort {
        name: "a guide",
        words: &[
            "しましょう",
            "とは?",
            "とは何",
            "解説",
            "チェックリスト",
            "ポイント",
            "コラム",
            "事例から",
            "対策方法",
            "ステップ",
            "入門",
            "基礎知識",
            "用語",
            "ご存じですか",
            "おすすめ",
            "紹介します",
            "どうすれば",
            "学ぶ",
            "マニュアル",
            "よくある質問",
        ],
        weight: 1.0,
    },
    Sort {
        name: "a vacancy",
        words: &["応募資格", "募集要項", "給与", "年収", "勤務地", "福利厚生", "求人", "選考", "歓迎", "応募方法", "雇用形態"],
        weight: 1.0,
    },
    Sort {
        name: "an offer",
        words: &[
            "資料請求",
            "無料トライアル",
            "料金",
            "プラン",
            "導入事例",
            "導入実績",
            "機能",
            "サポート体制",
            "ソリューション",
            "特長",
            "見積",
            "提供開始",
            "新サービス",
            "価格",
            "製品",
        ],
        weight: 1.0,
    },
    Sort {
        name: "an event",
        words: &["参加費", "定員", "お申し込み", "講師", "セミナー", "会場", "受講", "ウェビナー", "登壇", "開催日時"],
        weight: 1.0,
    },
    Sort {
        name: "a rule or policy",
        words: &[
            "第1条",
            "第2条",
            "規約",
            "プライバシーポリシー",
            "保護方針",
            "基本方針",
            "ガイドライン",
            "改正",
            "施行",
            "利用目的",
            "開示等",
            "認証を取得",
            "isms",
            "プライバシーマーク",
            "適用範囲",
            "逐条",
        ],
        weight: 1.0,
    },
    Sort {
        name: "a survey or digest",
        words: &[
            "調査結果",
            "統計",
            "件数の推移",
            "まとめ",
            "ランキング",
            "動向",
            "白書",
            "上半期",
            "前年比",
            "割合",
            "アンケート",
            "事例集",
            "トップ10",
            "top10",
            "各社",
            "社が公表",
            "ワースト",
        ],
        weight: 1.0,
    },
    Sort {
        name: "other news",
        words: &[
            "自主回収",
            "リコール",
            "消費期限",
            "賞味期限",
            "異物",
            "計画停電",
            "メンテナンス",
            "休業",
            "決算",
            "配当",
            "業績",
            "配送の遅",
            "台風",
            "地震",
            "火災",
            "新商品",
            "営業時間",
            "陽性",
            "体調",
        ],
        weight: 1.0,
    },
    Sort {
        name: "a warning in general",
        words: &[
            "ご注意ください",
            "注意喚起",
            "装った",
            "かたる",
            "騙る",
            "偽サイト",
            "心当たりのない",
            "開かず",
            "クリックせず",
        ],
        weight: 0.7,
    },
    Sort {
        name: "minutes or an interview",
        words: &["議員", "答弁", "委員長", "議事録", "インタビュー", "聞き手", "――", "傍聴", "書評", "著者"],
        weight: 1.0,
    },
    Sort {
        name: "an advisory",
        words: &["cve-", "jvn", "cvss", "影響を受けるバージョン", "対策バージョン", "修正版", "アドバイザリ", "ファームウェア"],
        weight: 1.0,
    },
];

/// What was harmed: without one of these a text tells of no information.
const INFORMATION: &[&str] = &[
    "情報",
    "データ",
    "通知書",
    "申請書",
    "証明書",
    "アカウント",
    "サーバ",
    "システム",
    "メール",
    "サイト",
    "ネットワーク",
    "usb",
    "パソコン",
    "名簿",
    "書類",
    "パスワード",
    "端末",
    "ファクス",
    "fax",
    "ホームページ",
    "ファイル",
    "文書",
    "答案",
    "個人",
];

/// Words of a headline that promise many incidents and not one.
const MANY: &[&str] = &[
    "まとめ",
    "一覧",
    "トップ10",
    "top10",
    "ランキング",
    "事例集",
    "振り返",
    "総括",
    "件数",
    "動向",
    "ワースト",
    "10大",
    "統計",
];

/// The least balance of a notice.
const LEAST: f32 = 4.0;

/// A word in the headline counts so much more.
const IN_HEADLINE: f32 = 1.5;

/// The headline of a page may stand below its masthead: so many letters from its beginning count as headline.
const HEADLINE: usize = 160;

/// Judges a text by what was read from it, and by its own words.
#[must_use]
pub fn verdict(notice: &Notice, reading: &Reading) -> Verdict {
    let text = Folded::new(&notice.text).text.to_lowercase();
    let headline: String = text.chars().take(HEADLINE).collect();
    if !has(&text, INFORMATION) {
        return other("tells of no information that could be harmed");
    }
    let told = told(&reading.record);
    if told == 0.0 {
        return other("tells of no incident");
    }
    let (sort, against) = against(&text, &headline);
    if has(&headline, MANY) && !apologises(&reading.record) {
        return other("is a survey or digest: its headline speaks of many incidents");
    }
    if sort == "an exercise" && against >= 6.0 {
        return other("tells of an exercise");
    }
    if told - against >= LEAST {
        return Verdict::Notice;
    }
    if against >= 2.0 {
        other(&format!("reads like {sort}, and tells too little of an incident"))
    } else {
        other("tells too little of an incident")
    }
}

/// That the text is no notice, in a sentence.
fn other(why: &str) -> Verdict {
    Verdict::Other(format!("expected a notice, found a text that {why}"))
}

/// Whether one of the words stands anywhere.
fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// How much a reading tells of one incident: dated acts above all.
fn told(record: &Record) -> f32 {
    let acts = record.timeline.iter().filter(|f| !matches!(f.value.event.as_str(), "publication" | "other" | "certification"));
    let happened = record.timeline.iter().any(|f| matches!(f.value.event.as_str(), "occurrence" | "discovery"));
    let organization = record.organization.as_ref().is_some_and(|f| f.value.name.is_some());
    let points = [
        happened,
        happened,
        organization,
        record.published.is_some(),
        !record.kinds.is_empty(),
        record.leak_status.is_some(),
        !record.authorities.is_empty(),
        apologises(record),
        !record.counts.is_empty(),
        !record.data_items.is_empty(),
    ];
    acts.count().min(4) as f32 + points.into_iter().filter(|point| *point).count() as f32
}

/// An apology is nearly always an organisation's own.
fn apologises(record: &Record) -> bool {
    record.measures.iter().any(|f| f.value.as_str() == "apology")
}

/// The sort of page that the words show best, and how well.
fn against(text: &str, headline: &str) -> (&'static str, f32) {
    let mut best = ("", 0.0);
    for sort in SORTS {
        let count =
            |word: &&str| if headline.contains(word) { 1.0 + IN_HEADLINE } else { f32::from(u8::from(text.contains(word))) };
        let sum = sort.words.iter().map(count).sum::<f32>() * sort.weight;
        if sum > best.1 {
            best = (sort.name, sum);
        }
    }
    best
}
