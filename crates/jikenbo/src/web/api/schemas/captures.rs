//! Originals, and the looks that brought them.

use super::{OUTCOMES, schema};
use crate::web::api::shape::Shape::{Between, Hash, List, Number, Object, OneOf, Text, Time, Url};
use crate::web::api::shape::{Schema, field};

pub(super) const SCHEMAS: &[Schema] = &[
    schema(
        "Captured",
        "採取した原本",
        "an original as it was captured",
        &[
            field("capture", Object("Capture"), "原本", "what is known of it"),
            field("looks", List(&Object("Look")), "それを得た確認", "the looks that brought it"),
            field(
                "shows",
                List(&Text("/cases/C7K2M9QXP")),
                "それが示す告知の事案の番地",
                "the addresses of the cases whose notices it shows",
            ),
        ],
    ),
    schema(
        "Capture",
        "原本",
        "a capture",
        &[
            field("sha256", Hash, "SHA-256", "of its bytes"),
            field("media_type", Text("text/html"), "形式", "its media type"),
            field("source", Text("notice.html"), "もと", "the file or address it came from"),
            field("captured_at", Time, "採取の時", "when"),
            field("size", Number(18_204), "バイト数", "in bytes"),
            field("coding?", Text("gzip"), "圧縮", "how its bytes are coded"),
            field("charset?", Text("utf-8"), "文字コード", "the charset that the answer named"),
            field("address?", Url, "答えた番地", "the address that answered"),
        ],
    ),
    schema(
        "Look",
        "確認",
        "a look at an address, and what came back",
        &[
            field("url", Url, "尋ねた番地", "the address that was asked"),
            field("at", Time, "時", "when the answer was complete"),
            field("outcome", OneOf(OUTCOMES), "結果", "what it showed"),
            field("status", Between(0, 999), "HTTPの状態", "the status of the answer; 0 if there was none"),
            field("address", Url, "答えた番地", "the address that answered, after redirects"),
            field("remote", Text("192.0.2.10:443"), "つないだ相手", "the network address connected to"),
            field("request_head", Text("GET /news/ HTTP/1.1\n"), "送ったヘッダー", "the request's head"),
            field("response_head", Text("HTTP/1.1 200\n"), "返ったヘッダー", "the answer's head"),
            field("hops", Text("[]"), "途中の転送 (JSON)", "the redirects on the way, as JSON"),
            field("sha256", Text(""), "本文のSHA-256", "of the answer's body; empty if there was none"),
            field("detail", Text(""), "補い", "why, where the outcome does not say it all"),
        ],
    ),
];
