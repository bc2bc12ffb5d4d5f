//! Users, sessions, tokens and what they did.

use super::common::NUMBER;
use super::{ROLES, schema};
use crate::web::api::shape::Shape::{List, Number, Object, OneOf, OrNull, Text, Time, Truth};
use crate::web::api::shape::{Schema, field};

pub(super) const SCHEMAS: &[Schema] = &[
    schema(
        "Account",
        "自分のこと",
        "oneself",
        &[
            field("user", Object("Me"), "利用者", "the user"),
            field("this", OrNull(&Number(3)), "このセッション", "the session of this request"),
            field("sessions", List(&Object("Session")), "セッション", "one's sessions"),
            field("tokens", List(&Object("Token")), "APIトークン", "one's API tokens"),
        ],
    ),
    schema(
        "Me",
        "利用者",
        "who asks",
        &[
            field("name", Text("local"), "名", "the name"),
            field("role", OneOf(ROLES), "役割", "what they may do"),
            field("by", OneOf(&["nothing", "machine", "session", "token"]), "どう分かったか", "how that is known"),
        ],
    ),
    schema(
        "Session",
        "セッション",
        "a session",
        &[
            field("id", Number(3), "番号", "its number"),
            field("made_at", Time, "始まり", "when it began"),
            field("seen_at", Time, "最後に使った時", "when something was last asked in it"),
            field("ends_at", Time, "終わり", "when it ends at the latest"),
            field("address", Text("192.0.2.7"), "始めた所", "the client's address when it began"),
            field("agent", Text("Firefox"), "ブラウザー", "what the browser called itself"),
        ],
    ),
    schema(
        "Token",
        "APIトークン",
        "an API token",
        &[
            NUMBER,
            field("label", Text("夜間の集計"), "呼び名", "what its owner calls it"),
            field("scope", OneOf(ROLES), "できること", "what may be done with it"),
            field("made_at", Time, "作った時", "when it was made"),
            field("ends_at", Time, "終わり", "when it ends"),
            field("used_at", Time, "最後に使った時", "when it was last used; empty for never"),
            field("revoked_at", Time, "取り消した時", "when it was revoked; empty if it was not"),
        ],
    ),
    schema("Users", "利用者の一覧", "who may use the casebook", &[field("users", List(&Object("User")), "利用者", "the users")]),
    schema(
        "User",
        "利用者",
        "a user",
        &[
            field("id", Number(2), "番号", "the number"),
            field("name", Text("hanako"), "名", "the name"),
            field("role", OneOf(ROLES), "役割", "what they may do"),
            field("must_change", Truth, "パスワードを変える必要", "whether somebody else has seen the password"),
            field("added_at", Time, "加えた時", "when they were added"),
            field("changed_at", Time, "パスワードを変えた時", "when the password was set"),
            field("seen_at", Time, "最後に来た時", "when they last logged in; empty for never"),
        ],
    ),
    schema(
        "Audit",
        "操作の記録",
        "the audit log",
        &[
            field("entries", List(&Object("Audited")), "記録。新しい順", "its entries, newest first"),
            field("next", OrNull(&Number(40)), "続きの位置 (after)", "where it goes on: after"),
        ],
    ),
    schema(
        "Audited",
        "操作",
        "an entry of the audit log",
        &[
            field("id", Number(41), "番号", "its number"),
            field("at", Time, "時", "when"),
            field("who", Text("hanako"), "誰が", "who did it"),
            field("from", Text("192.0.2.7"), "どこから", "the client's address"),
            field("what", Text("login"), "何を", "what was done"),
            field("subject", Text("hanako"), "誰・何に", "to whom or what"),
            field("detail", Text(""), "補い", "more"),
        ],
    ),
];
