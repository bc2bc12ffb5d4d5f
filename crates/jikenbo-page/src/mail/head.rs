//! The head of a mail: whether it is one, and what its headers say.

use jikenbo_model::Date;
use mail_parser::{Addr, Address, HeaderName, Message};

use super::{MAX_DASHES, MAX_PARTS};
use crate::{Error, decode};

/// Headers that only a mail's transport or its program writes: one must stand in a head for it to be taken for a mail's.
const OF_TRANSPORT: &[&str] =
    &["received", "message-id", "mime-version", "return-path", "delivered-to", "content-type", "x-mailer"];

/// Headers that a person knows of; two must stand beside.
const OF_PERSONS: &[&str] = &["from", "to", "subject", "date", "cc", "reply-to"];

/// How many bytes of the head are looked at.
const WINDOW: usize = 64 << 10;

/// Whether the bytes begin with the headers of a mail.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    let bytes = without_envelope(bytes);
    let (mut transport, mut persons) = (0, 0);
    for (n, line) in bytes[..bytes.len().min(WINDOW)].split(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if n > 0 && (line[0] == b' ' || line[0] == b'\t') {
            continue;
        }
        let Some(name) = header_name(line) else { return false };
        transport += usize::from(OF_TRANSPORT.contains(&name.as_str()));
        persons += usize::from(OF_PERSONS.contains(&name.as_str()));
        if transport >= 1 && persons >= 2 {
            return true;
        }
    }
    false
}

fn header_name(line: &[u8]) -> Option<String> {
    let name = &line[..line.iter().position(|&byte| byte == b':')?];
    let named = !name.is_empty()
        && name.len() < 80
        && name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    named.then(|| String::from_utf8_lossy(name).to_ascii_lowercase())
}

/// The mail without a byte order mark, blank lines, and the line `From …` that mail folders write before it.
pub(super) fn without_envelope(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    let bytes = &bytes[start..];
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    bytes.iter().position(|&byte| byte == b'\n').map_or(bytes, |end| &bytes[end + 1..])
}

/// An error if the mail has more parts than can be read. The parser has no bound of its own, and each part is a structure many
/// times the size of its boundary; each mail within a mail needs a declared type somewhere.
pub(super) fn within(bytes: &[u8]) -> Result<(), Error> {
    let types = count(bytes, b"content-type", MAX_PARTS);
    let dashes = bytes.split(|&byte| byte == b'\n').filter(|line| line.starts_with(b"--")).take(MAX_DASHES + 1).count();
    if types > MAX_PARTS || dashes > MAX_DASHES {
        return Err(Error::TooManyParts { limit: MAX_PARTS });
    }
    Ok(())
}

fn count(bytes: &[u8], word: &[u8], limit: usize) -> usize {
    bytes.windows(word.len()).filter(|window| window.eq_ignore_ascii_case(word)).take(limit + 1).count()
}

/// The subject on one line.
pub(super) fn subject(message: &Message<'_>, mail: &[u8]) -> Option<String> {
    let read = message.subject()?;
    // Some senders write the bytes of ISO-2022-JP or Shift_JIS as they are.
    let plain = if read.contains(['\u{1b}', '\u{fffd}']) { unencoded(message, mail) } else { None };
    let words = plain.as_deref().unwrap_or(read);
    let line = words.split(['\r', '\n']).map(|line| line.trim_matches([' ', '\t'])).filter(|line| !line.is_empty());
    let line: String = line.collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect();
    let line = line.trim().to_owned();
    (!line.is_empty()).then_some(line)
}

fn unencoded(message: &Message<'_>, mail: &[u8]) -> Option<String> {
    let header = message.headers().iter().rev().find(|header| header.name == HeaderName::Subject)?;
    decode::decode(mail.get(header.offset_start as usize..header.offset_end as usize)?, None).ok()
}

/// The first sender.
pub(super) fn from(message: &Message<'_>) -> Option<String> {
    let addr: &Addr<'_> = match message.from()? {
        Address::List(list) => list.first()?,
        Address::Group(groups) => groups.first()?.addresses.first()?,
    };
    let clean = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    let name = addr.name.as_deref().map(clean).filter(|name| !name.is_empty());
    let address = addr.address.as_deref().map(clean).filter(|address| !address.is_empty());
    match (name, address) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (name, address) => name.or(address),
    }
}

/// The day of the `Date` header.
pub(super) fn date(message: &Message<'_>) -> Option<Date> {
    let date = message.date()?;
    Date::day(i16::try_from(date.year).ok()?, date.month, date.day)
}

#[cfg(test)]
mod tests {
    use super::is_mail;

    #[test]
    fn heads_of_mails_are_told_from_texts() {
        for mail in [
            "Return-Path: <a@b.example>\r\nFrom: a@b.example\r\nSubject: x\r\n\r\ntext",
            "From a@b Mon Jun  3\nFrom: a@b.example\nTo: c\nX-Long: a\n b\nMIME-Version: 1.0\n\n",
        ] {
            assert!(is_mail(mail.as_bytes()), "{mail}");
        }
        for text in [
            "From: 青葉機械\nSubject: お知らせ\n\n本文",
            "お知らせ\nFrom: a\nTo: b\nMIME-Version: 1.0\n",
            "HTTP/1.1 200 OK\nDate: Mon\nContent-Type: text/html\n\n<p>",
            "",
            "\n\n",
        ] {
            assert!(!is_mail(text.as_bytes()), "{text}");
        }
    }
}
