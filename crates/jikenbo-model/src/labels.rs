//! What people read for every key and code of the record, in Japanese and English.

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

/// The label of a code under a key (`label("timeline", "discovery", Lang::Ja)` is 発覚). A code without a label is its own.
#[must_use]
pub fn label<'c>(key: &str, code: &'c str, lang: Lang) -> &'c str {
    let group = CODES.iter().find(|(k, _)| *k == key).map_or(&[][..], |(_, codes)| codes);
    pick(group, code, lang)
}

/// The label of a key of the record (`timeline` is 経過). A key without a label is its own.
#[must_use]
pub fn key_label(key: &str, lang: Lang) -> &str {
    pick(KEYS, key, lang)
}

/// A count as people write it: `最大1,234件`, `up to 1,234 records`.
#[must_use]
pub fn figure(count: &crate::Count, lang: Lang) -> String {
    let bound = label("bound", &count.bound, lang);
    let unit = label("unit", &count.unit, lang);
    let space = if lang == Lang::Ja { "" } else { " " };
    let gap = |word: &str| if word.is_empty() { "" } else { space };
    format!("{bound}{}{}{}{unit}", gap(bound), grouped(count.value), gap(unit))
}

/// A number with a comma at every thousand.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The codes that a key can hold, in the order in which they are shown; none for a key of free values.
#[must_use]
pub fn codes(key: &str) -> Vec<&'static str> {
    CODES.iter().find(|(k, _)| *k == key).map_or_else(Vec::new, |(_, codes)| codes.iter().map(|(code, ..)| *code).collect())
}

/// The codes of a key with their labels; none for a key of free values.
#[must_use]
pub fn table_of(key: &str) -> Table {
    CODES.iter().find(|(k, _)| *k == key).map_or(&[][..], |(_, codes)| codes)
}

fn pick(table: Table, code: &str, lang: Lang) -> &str {
    table.iter().find(|(c, ..)| *c == code).map_or(code, |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
}

/// Code, Japanese, English.
pub type Table = &'static [(&'static str, &'static str, &'static str)];

/// The keys of the record, in its order.
pub const KEYS: Table = &[
    ("title", "標題", "title"),
    ("organization", "組織", "organisation"),
    ("published", "公表日", "published"),
    ("stage", "報の別", "stage"),
    ("services", "サービス・システム", "services"),
    ("kinds", "種別", "kinds"),
    ("causes", "原因", "causes"),
    ("actor", "行為者", "actor"),
    ("discovered_by", "発見者", "discovered by"),
    ("timeline", "経過", "timeline"),
    ("counts", "件数", "counts"),
    ("data_items", "情報の項目", "data items"),
    ("leak_status", "漏えいの有無", "leak"),
    ("secondary_damage", "二次被害", "secondary damage"),
    ("authorities", "関係機関への報告", "authorities"),
    ("third_parties", "関係する会社", "third parties"),
    ("money", "金額", "money"),
    ("measures", "対応・対策", "measures"),
    ("doubts", "保留", "doubts"),
];

/// The codes of each key; those of an object's part stand under the part's name (`sector`, `bound`, `unit`, `subject`, `state`).
pub const CODES: &[(&str, Table)] = &[
    ("sector", SECTORS),
    ("stage", &[("first", "初報", "first notice"), ("follow_up", "続報", "follow-up")]),
    ("kinds", KINDS),
    ("causes", CAUSES),
    ("actor", ACTORS),
    ("discovered_by", DISCOVERERS),
    ("timeline", EVENTS),
    ("bound", BOUNDS),
    ("unit", UNITS),
    ("subject", SUBJECTS),
    ("data_items", ITEMS),
    ("state", &[("affected", "漏えい", "affected"), ("excluded", "対象外", "not included")]),
    ("leak_status", LEAK),
    ("secondary_damage", DAMAGE),
    ("authorities", AUTHORITIES),
    ("third_parties", ROLES),
    ("measures", MEASURES),
];

const SECTORS: Table = &[
    ("company", "企業", "company"),
    ("financial", "金融", "financial"),
    ("retail", "小売・通販", "retail"),
    ("university", "大学", "university"),
    ("school", "学校", "school"),
    ("local_government", "自治体", "local government"),
    ("government", "官公庁", "government"),
    ("hospital", "医療機関", "hospital"),
    ("nonprofit", "団体", "non-profit"),
    ("other", "その他", "other"),
];

const KINDS: Table = &[
    ("payment_page_tampering", "決済画面の改ざん", "payment page tampering"),
    ("unauthorized_access", "不正アクセス", "unauthorised access"),
    ("ransomware", "ランサムウェア", "ransomware"),
    ("malware", "マルウェア", "malware"),
    ("account_takeover", "アカウント乗っ取り", "account takeover"),
    ("phishing", "フィッシング", "phishing"),
    ("misdelivery", "誤送信・誤配", "misdelivery"),
    ("unintended_publication", "誤公開", "unintended publication"),
    ("improper_sharing", "不適切な提供", "improper sharing"),
    ("loss_or_theft", "紛失・盗難", "loss or theft"),
    ("insider_misuse", "内部不正", "insider misuse"),
    ("denial_of_service", "サービス妨害", "denial of service"),
    ("defacement", "サイト改ざん", "defacement"),
    ("product_fault", "製品の不具合", "product fault"),
    ("other", "その他", "other"),
];

const CAUSES: Table = &[
    ("vulnerability", "脆弱性", "vulnerability"),
    ("application_tampering", "プログラムの改ざん", "application tampering"),
    ("weak_or_default_password", "弱い・初期のパスワード", "weak or default password"),
    ("password_guessing", "パスワードの総当たり", "password guessing"),
    ("stolen_credentials", "認証情報の窃取", "stolen credentials"),
    ("phishing", "フィッシング", "phishing"),
    ("misconfiguration", "設定の誤り", "misconfiguration"),
    ("human_error", "人為的な誤り", "human error"),
    ("process_violation", "手順の違反", "process violation"),
    ("third_party_compromise", "委託先等の侵害", "third party compromised"),
    ("malware", "マルウェア", "malware"),
    ("insider", "内部の者", "insider"),
    ("unpatched_software", "未更新のソフトウェア", "unpatched software"),
    ("unknown", "不明・調査中", "unknown"),
];

const ACTORS: Table = &[
    ("external", "外部の者", "external"),
    ("insider", "内部の者", "insider"),
    ("partner", "取引先", "partner"),
    ("none", "なし(事故)", "none (an accident)"),
    ("unknown", "不明", "unknown"),
];

const DISCOVERERS: Table = &[
    ("card_company", "カード会社", "card company"),
    ("police", "警察", "police"),
    ("customer", "利用者", "customer"),
    ("employee", "職員", "employee"),
    ("vendor", "委託先・業者", "vendor"),
    ("own_monitoring", "自らの監視", "own monitoring"),
    ("other_outsider", "その他の外部", "other outsider"),
];

const EVENTS: Table = &[
    ("occurrence", "発生", "occurrence"),
    ("exposure_window", "対象期間", "exposure window"),
    ("discovery", "発覚", "discovery"),
    ("containment", "遮断・停止", "containment"),
    ("investigation_start", "調査開始", "investigation begun"),
    ("investigation_end", "調査完了", "investigation ended"),
    ("authority_report", "当局へ報告", "authority report"),
    ("individual_notice", "本人へ通知", "individual notice"),
    ("publication", "公表", "publication"),
    ("recovery", "復旧", "recovery"),
    ("certification", "認証", "certification"),
    ("sanction", "処分", "sanction"),
    ("other", "その他", "other"),
];

const BOUNDS: Table =
    &[("exact", "", ""), ("at_most", "最大", "up to"), ("at_least", "少なくとも", "at least"), ("about", "約", "about")];

const UNITS: Table = &[
    ("people", "名", "people"),
    ("records", "件", "records"),
    ("emails", "通", "emails"),
    ("accounts", "アカウント", "accounts"),
    ("organizations", "組織", "organisations"),
    ("times", "回", "times"),
    ("files", "ファイル", "files"),
    ("other", "", ""),
];

const SUBJECTS: Table = &[
    ("card", "カード情報", "payment cards"),
    ("personal", "個人情報", "personal data"),
    ("email_address", "メールアドレス", "email addresses"),
    ("account", "アカウント", "accounts"),
    ("message", "メッセージ", "messages"),
    ("access", "閲覧・アクセス", "accesses"),
    ("other", "その他", "other"),
];

const ITEMS: Table = &[
    ("name", "氏名", "name"),
    ("address", "住所", "address"),
    ("phone", "電話番号", "phone number"),
    ("fax", "FAX番号", "fax number"),
    ("email", "メールアドレス", "email address"),
    ("birth_date", "生年月日", "date of birth"),
    ("age", "年齢", "age"),
    ("gender", "性別", "gender"),
    ("occupation", "職業", "occupation"),
    ("employer", "勤務先", "employer"),
    ("school", "学校・所属", "school"),
    ("password", "パスワード", "password"),
    ("login_id", "ログインID", "login id"),
    ("member_id", "会員番号", "member id"),
    ("points", "ポイント", "points"),
    ("newsletter_preference", "メルマガ配信の希望", "newsletter preference"),
    ("card_holder", "カード名義", "card holder"),
    ("card_number", "カード番号", "card number"),
    ("card_expiry", "カード有効期限", "card expiry"),
    ("card_security_code", "セキュリティコード", "card security code"),
    ("pin", "暗証番号", "PIN"),
    ("bank_account", "口座情報", "bank account"),
    ("credit_limit", "利用限度額", "credit limit"),
    ("payment_status", "支払状況", "payment status"),
    ("purchase_history", "購入履歴", "purchase history"),
    ("student_id", "学籍番号", "student id"),
    ("grades", "成績", "grades"),
    ("medical", "診療情報", "medical data"),
    ("message_content", "本文・通信内容", "message content"),
    ("device_id", "端末の識別子", "device id"),
    ("delivery_address", "配送先", "delivery address"),
    ("other", "その他", "other"),
];

const LEAK: Table = &[
    ("confirmed", "確認", "confirmed"),
    ("possible", "可能性あり", "possible"),
    ("none_found", "確認されていない", "none found"),
    ("under_investigation", "調査中", "under investigation"),
];

const DAMAGE: Table = &[
    ("confirmed", "確認", "confirmed"),
    ("possible", "可能性あり", "possible"),
    ("none_found", "確認されていない", "none found"),
];

const AUTHORITIES: Table = &[
    ("ppc", "個人情報保護委員会", "Personal Information Protection Commission"),
    ("police", "警察", "police"),
    ("ministry", "省庁", "ministry"),
    ("supervisor", "監督機関", "supervisor"),
    ("other", "その他", "other"),
];

const ROLES: Table = &[
    ("forensics", "調査会社", "forensics"),
    ("vendor", "委託先・業者", "vendor"),
    ("assessor", "審査機関", "assessor"),
    ("card_brand", "カードブランド", "card brand"),
    ("law_firm", "法律事務所", "law firm"),
    ("platform", "プラットフォーム", "platform"),
    ("other", "その他", "other"),
];

const MEASURES: Table = &[
    ("service_stopped", "サービス停止", "service stopped"),
    ("network_isolated", "ネットワーク遮断", "network isolated"),
    ("password_reset", "パスワード変更", "password reset"),
    ("mfa", "多要素認証", "multi-factor authentication"),
    ("patched", "修正・更新", "patched"),
    ("access_closed", "経路の閉鎖", "access closed"),
    ("data_deleted", "データ削除", "data deleted"),
    ("deletion_requested", "削除の依頼", "deletion requested"),
    ("monitoring", "監視の強化", "monitoring"),
    ("forensics", "外部専門家の調査", "forensics"),
    ("training", "教育・注意喚起", "training"),
    ("process_review", "手順の見直し", "process review"),
    ("system_replaced", "システムの入れ替え", "system replaced"),
    ("vendor_dropped", "委託先の変更", "vendor dropped"),
    ("hotline", "相談窓口", "hotline"),
    ("apology", "お詫び", "apology"),
    ("card_reissue_free", "カード再発行の負担", "free card reissue"),
    ("discipline", "処分", "discipline"),
    ("legacy_auth_off", "旧式認証の停止", "legacy authentication off"),
    ("other", "その他", "other"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_stands_once_and_in_both_languages() {
        for (key, table) in CODES.iter().chain([&("keys", KEYS)]) {
            for (n, (code, ja, en)) in table.iter().enumerate() {
                assert!(table[..n].iter().all(|(other, ..)| other != code), "{key}.{code} twice");
                assert_eq!(ja.is_empty(), en.is_empty(), "{key}.{code}");
                assert!(en.is_ascii() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{key}.{code}");
            }
        }
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        let count = |value, bound: &str, unit: &str| crate::Count {
            value,
            bound: bound.into(),
            unit: unit.into(),
            subject: "personal".into(),
        };
        for (count, ja, en) in [
            (count(1_234_567, "at_most", "records"), "最大1,234,567件", "up to 1,234,567 records"),
            (count(100, "exact", "people"), "100名", "100 people"),
            (count(0, "about", "other"), "約0", "about 0"),
        ] {
            assert_eq!((figure(&count, Lang::Ja).as_str(), figure(&count, Lang::En).as_str()), (ja, en));
        }
    }

    #[test]
    fn what_has_no_label_is_its_own() {
        assert_eq!(label("timeline", "discovery", Lang::Ja), "発覚");
        assert_eq!(label("timeline", "something_new", Lang::En), "something_new");
        assert_eq!(label("nothing", "x", Lang::Ja), "x");
        assert_eq!(key_label("money", Lang::En), "money");
        assert_eq!(codes("sector").len(), 10);
    }
}
