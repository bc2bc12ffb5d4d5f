//! Mails: the notice may be the mail's own text, or what is attached to it.

use jikenbo_page::{Format, Options, mail};

use super::found::{self, Found, Given};

/// How deep mails are looked into that are attached to mails: one that was forwarded, and forwarded again.
const DEPTH: usize = 3;

/// The notices of a mail, and of what is attached to it.
pub(super) fn find(given: &Given<'_>, options: &Options) -> Result<Found, String> {
    within(given, options, 0)
}

fn within(given: &Given<'_>, options: &Options, depth: usize) -> Result<Found, String> {
    let mail = mail::read(given.bytes, options).map_err(|error| error.to_string())?;
    let mut all = Found { media_type: "message/rfc822".to_owned(), ..Found::default() };
    all.notices.extend(mail.notice);
    for attached in &mail.attachments {
        let options = Options { format: Some(attached.format), media_type: None, name: attached.name.clone(), ..options.clone() };
        let given = Given { bytes: &attached.bytes, address: None, content_type: &attached.media_type };
        let part = match attached.format {
            Format::Mail if depth == DEPTH => continue,
            Format::Mail => within(&given, &options, depth + 1),
            _ => found::find(&given, &options),
        };
        // What is attached and cannot be read does not spoil the mail itself.
        if let Ok(part) = part {
            all.notices.extend(part.notices);
            all.no_text = all.no_text.or(part.no_text);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_gives_its_own_text_and_what_is_attached() {
        let mail = "From: 総務部 <soumu@tsubame.example>\r\nSubject: Notice\r\nDate: Mon, 3 Jun 2024 09:00:00 +0900\r\n\
            MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
            個人情報の漏えいについてお知らせします。\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\
            Content-Disposition: attachment; filename=a.html\r\n\r\n<h1>お詫び</h1><p>100件の個人情報が漏えいしました。</p>\r\n--x--\r\n";
        let given = Given { bytes: mail.as_bytes(), address: None, content_type: "" };
        let found = found::find(&given, &Options::default()).unwrap();
        assert_eq!(found.media_type, "message/rfc822");
        let texts: Vec<_> = found.notices.iter().map(|n| n.text.as_str()).collect();
        assert!(texts.len() == 2 && texts[0].contains("お知らせします") && texts[1].contains("100件"), "{texts:?}");
    }
}
