//! A case with its notices, their versions, and what goes with it.

use super::common::{CASE, ORGANIZATION};
use super::{OUTCOMES, schema};
use crate::web::api::shape::Shape::{Any, Between, Date, Hash, List, Object, OneOf, OrNull, Text, Time, Truth, Url};
use crate::web::api::shape::{Schema, field};

pub(super) const SCHEMAS: &[Schema] = &[
    schema(
        "Case",
        "事案",
        "a case",
        &[
            field("id", Text("C7K2M9QXP"), "事案のID", "its id"),
            field("notices", List(&Object("Notice")), "告知。新しい順", "its notices, newest first"),
            field("citation", OrNull(&Object("Citation")), "引用", "how it is cited"),
            field(
                "similar",
                OrNull(&List(&Object("Similar"))),
                "似た事案。検索できないときはnull",
                "cases like it; null while the search is out of order",
            ),
            field(
                "candidates",
                OrNull(&Object("Candidates")),
                "技術と対策の候補",
                "techniques and controls that may belong to it",
            ),
            field("labels", OrNull(&List(&Object("SchemeLabels"))), "ほかの分け方でのラベル", "its labels in schemes of others"),
            field(
                "reporting",
                OrNull(&Object("Reporting")),
                "報告を要する場合に当たるか",
                "whether the facts speak for a case that must be reported",
            ),
            field(
                "imported",
                OrNull(&Object("Imported")),
                "取り込んだ元。切り抜いた事案ではnull",
                "where it was taken over from; null for what was clipped",
            ),
        ],
    ),
    schema(
        "Imported",
        "取り込んだ元",
        "where a case without a text was taken over from",
        &[
            field("collection", Text("VCDB"), "集まり", "the collection"),
            field("form", OneOf(&["veris", "gold"]), "そこでの形式", "in which form it was there"),
            field("key", Text("4A6C2B9E-0000-4000-8000-000000000001"), "そこでの番号", "its id there"),
            field("place", Text("vcdb/0001.json"), "ファイルとその中の場所", "the file, and the place in it"),
            field("imported_at", Time, "取り込んだ時", "when it was taken over"),
            field("changed_at", Time, "変わった時", "when it came in or changed last"),
            field("references", List(&Text("https://news.example/1")), "そこで引かれている番地", "addresses that it cites"),
            field("facts", Any, "述べること。一覧の行と同じ項目", "what it tells, with the keys of a line of the list"),
            field("data", Any, "元の記録", "what it was there, whole"),
        ],
    ),
    schema(
        "Citation",
        "引用",
        "a citation",
        &[
            field("ja", Text("株式会社あおば堂，「お詫びとお知らせ」，2024年6月5日公表"), "日本語", "in Japanese"),
            field("en", Text("株式会社あおば堂, published 5 Jun 2024."), "英語", "in English"),
        ],
    ),
    schema(
        "Similar",
        "似た事案",
        "a case like another",
        &[
            CASE,
            ORGANIZATION,
            field("title", Text("お詫びとお知らせ"), "標題", "its headline"),
            field("date", OrNull(&Date), "日付", "its date"),
            field("shared", List(&Object("Shared")), "同じところ。重いものから", "what both have, what weighs most first"),
        ],
    ),
    schema(
        "Shared",
        "同じところ",
        "something that two cases have",
        &[
            field("key", Text("kinds"), "記録の項目。ことばならwords", "a key of the record; words, for words"),
            field("values", List(&Text("ransomware")), "符号、名、ことば", "codes, names or words"),
        ],
    ),
    schema(
        "Candidates",
        "技術と対策の候補",
        "what may belong to a case; no notice says so",
        &[
            field("techniques", List(&Object("Candidate")), "MITRE ATT&CKの技術", "techniques of MITRE ATT&CK"),
            field("safeguards", List(&Object("Candidate")), "CIS Controlsの対策", "safeguards of the CIS Controls"),
        ],
    ),
    schema(
        "Candidate",
        "候補",
        "a candidate",
        &[
            field("id", Text("T1486"), "番号", "its id"),
            field("name", Text("Data Encrypted for Impact"), "作り手の付けた名", "its maker's name"),
            field("because", List(&Object("Because")), "そのわけ", "by which ways"),
        ],
    ),
    schema(
        "Because",
        "候補のわけ",
        "a way to a candidate",
        &[
            field("key", OneOf(&["kinds", "causes"]), "記録の項目", "the record's key"),
            field("code", Text("ransomware"), "符号", "the code"),
            field("veris", Text("action.malware.variety.Ransomware"), "VERISの語", "VERIS's enumeration between"),
            field(
                "said",
                Truth,
                "符号がそう言うか。でなければ、よくある手口",
                "whether the code says so; else it is often behind it",
            ),
        ],
    ),
    schema(
        "Notice",
        "告知",
        "a notice",
        &[
            field("id", Text("N3F8W1RTA"), "告知のID", "its id"),
            field("versions", List(&Object("Version")), "版。新しい順", "its versions, newest first"),
            field("changes", List(&List(&Object("Change"))), "版ごとに変わった事実", "the facts that each version changed"),
            field("looks", List(&Object("CaseLook")), "番地の確認", "the looks at its address"),
        ],
    ),
    schema(
        "Version",
        "版",
        "a version of a notice",
        &[
            field("text", Text("お客様の個人情報1,200件が漏えいしたことが判明いたしました。"), "原文", "the text"),
            field("url", OrNull(&Url), "番地", "its address"),
            field("source", Text("notice.html"), "もとのファイルか番地", "the file or address it came from"),
            field("clipped", Time, "切り抜いた時", "when it was clipped"),
            field("sha256", Hash, "もとのファイルのSHA-256", "of the bytes it came from"),
            field("record", Object("Record"), "読み取った記録", "what was read from it"),
        ],
    ),
    schema(
        "Change",
        "版の間で変わった事実",
        "a fact that a version changed",
        &[
            field("key", Text("counts"), "項目", "the record's key"),
            field("before", OrNull(&Object("Said")), "前の版", "what the older version says"),
            field("after", OrNull(&Object("Said")), "後の版", "what the newer version says"),
        ],
    ),
    schema(
        "Said",
        "述べたこと",
        "what was said",
        &[
            field("value", Any, "値", "the value, as in the record"),
            field("quote", Text("1,200件"), "根拠のことば", "the words that prove it"),
        ],
    ),
    schema(
        "CaseLook",
        "番地の確認",
        "a look at an address",
        &[
            field("at", Time, "時", "when"),
            field("url", Url, "番地", "the address that was asked"),
            field("outcome", OneOf(OUTCOMES), "結果", "what it showed"),
            field("status", Between(0, 999), "HTTPの状態。答えがなければ0", "the status of the answer; 0 if there was none"),
        ],
    ),
];
