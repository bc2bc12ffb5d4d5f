//! A part of a mail: its bytes, text, name and type.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, MessagePart, MimeHeaders, PartType};

use super::flowed;
use crate::decode;

/// The bytes of a part, decoded from base64 or quoted-printable.
pub(super) fn bytes(part: &MessagePart<'_>, mail: &[u8]) -> Option<Vec<u8>> {
    match &part.body {
        PartType::Text(_) | PartType::Html(_) => Some(decoded(part, mail).into_owned()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Some(bytes.to_vec()),
        PartType::Message(message) => match part.encoding {
            Encoding::None => Some(raw(part, mail).to_vec()),
            _ => Some(message.raw_message.to_vec()),
        },
        PartType::Multipart(_) => None,
    }
}

/// The text of a part. Its charset is found as a page's is, since mails name wrong ones too.
pub(super) fn text(part: &MessagePart<'_>, mail: &[u8]) -> Option<String> {
    let kind = part.content_type();
    let text = decode::decode(&decoded(part, mail), kind.and_then(|kind| kind.attribute("charset"))).ok()?;
    let says = |name: &str, value: &str| {
        kind.and_then(|kind| kind.attribute(name)).is_some_and(|found| found.eq_ignore_ascii_case(value))
    };
    let flows = matches!(part.body, PartType::Text(_)) && says("format", "flowed");
    Some(if flows { flowed::unwrap(&text, says("delsp", "yes")) } else { text })
}

fn raw<'a>(part: &MessagePart<'_>, mail: &'a [u8]) -> &'a [u8] {
    mail.get(part.offset_body as usize..part.offset_end as usize).unwrap_or(b"")
}

/// The bytes of a text part before its charset was applied. What cannot be decoded stays as it is: some senders say base64 and
/// write plainly.
fn decoded<'a>(part: &MessagePart<'_>, mail: &'a [u8]) -> Cow<'a, [u8]> {
    let raw = raw(part, mail);
    let found = match part.encoding {
        Encoding::None => None,
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
    };
    found.map_or(Cow::Borrowed(raw), Cow::Owned)
}

/// The name that the sender gave the file, without folders and controls.
pub(super) fn name(part: &MessagePart<'_>) -> Option<String> {
    let name = part.attachment_name()?;
    let name: String = name.rsplit(['/', '\\']).next()?.chars().filter(|c| !c.is_control()).take(200).collect();
    (!name.trim().is_empty() && name != "." && name != "..").then_some(name)
}

/// The part's `Content-Type` with its charset; plain text if it has none, as RFC 2045 says.
pub(super) fn media_type(part: &MessagePart<'_>) -> String {
    let Some(kind) = part.content_type() else {
        let mail = matches!(part.body, PartType::Message(_));
        return if mail { "message/rfc822" } else { "text/plain" }.to_owned();
    };
    let essence = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("octet-stream"));
    match kind.attribute("charset") {
        Some(charset) => format!("{essence}; charset={charset}"),
        None => essence,
    }
}
