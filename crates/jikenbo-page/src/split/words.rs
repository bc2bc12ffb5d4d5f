//! The words that tell headlines from other lines: one list each, divided by blanks.

/// How headlines of notices and of news end (before a date or brackets).
pub(super) const ENDINGS: &str = "
    について お詫び おわび お知らせ ご報告 ご連絡 ご案内 の件 に関して 相次ぐ される られる された
    られた 公表 発表 流出 漏えい 漏洩 流出か 漏えいか 漏洩か 紛失 盗難 被害 停止 判明 逮捕 送検 処分
    か 恐れ おそれ 可能性 続報 改ざん 誤送信 誤廃棄 感染 障害 攻撃 不正アクセス 謝罪
";

/// Endings that only a title has; a dated event of a timeline does not.
pub(super) const TITLE_ENDINGS: &str = "
    について お詫び おわび お知らせ ご報告 ご連絡 ご案内 の件
";

/// What security notices are about.
pub(super) const MATTERS: &str = "
    不正アクセス 漏えい 漏洩 流出 ランサム サイバー攻撃 誤送信 紛失 盗難 改ざん フィッシング マルウェア
    ウイルス ウィルス 不正ログイン なりすまし 個人情報 システム障害 情報 迷惑メール 誤掲載 誤公開
    インシデント パスワード 脆弱性 不正送金 詐欺 ハッキング DDoS サポート詐欺 USBメモリ
";

/// Ends of the names of organisations.
pub(super) const ORG_ENDS: &str = "
    株式会社 有限会社 合同会社 (株) （株） ㈱ 法人 大学 大学院 高校 学校 学園 学院 市 県 府 都 道
    町 村 区 省 庁 局 署 病院 センター クリニック 医院 機構 協会 組合 財団 社団 銀行 信用金庫
    研究所 グループ ホールディングス 連盟 連合会 協議会 委員会 公社 公団 事業団 商店 製作所 工業 商事
    物産 新聞 新聞社 放送 図書館 美術館 博物館 保険 証券 教育委員会 会議所 店 堂
";

/// Beginnings of the names of organisations.
pub(crate) const ORG_STARTS: &str = "
    株式会社 有限会社 合同会社 学校法人 医療法人 社会福祉法人 公益財団法人 一般財団法人 公益社団法人
    一般社団法人 独立行政法人 国立大学法人 特定非営利活動法人 NPO法人 国立研究開発法人 宗教法人 税理士法人
    弁護士法人 ㈱ (株) （株）
";

/// How headings inside a notice begin.
pub(super) const SECTIONS: &str = "
    当社 弊社 当行 当院 当校 当会 当機構 当協会 当財団 本学 本校 本会 本院 本市 本県 本件 今後
    お客様 お客さま 皆様 皆さま 対象 原因 経緯 概要 再発 対応 漏えいした 漏洩した 流出した 流出し
    漏えいの 漏えいが 漏洩が 漏洩の 流出の 流出が お問い合わせ 問い合わせ お問合せ 問合せ 発生 影響 調査
    公表 その他 なお 詳細 個人情報の 個人情報が クレジットカード情報 カード情報 二次被害 被害の 被害状況
    事案 事実 現在 これまで 不審な ご不明 関係機関 警察 行政 個人情報保護委員会 閲覧された 該当 確認
    判明 復旧 サービス システム 発覚 本事案 本不正 関係者 ご利用 会員 追記 経過 状況 処分 責任 以下
    下記 また このたび この度 平素 貴社 関連
";

/// Whether `test` holds for a word of the list.
pub(crate) fn any(list: &str, test: impl Fn(&str) -> bool) -> bool {
    list.split_ascii_whitespace().any(test)
}
