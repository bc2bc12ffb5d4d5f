//! E-mail (RFC 5322, MIME) to a notice: the subject is its headline, the day of the `Date` header stands near it, and its text
//! is the plain text, or the HTML where there is none. What is attached and could hold a notice is handed on unread.

mod flowed;
mod head;
mod part;

use std::panic::catch_unwind;

use jikenbo_model::{Block, BlockKind, Date, Notice, Span};
use mail_parser::{Message, MessageParser, PartType};

use crate::{Error, Format, Options, html};

pub(crate) use self::head::is_mail;

/// How many parts a mail may have: declared types, and boundaries. The most that a person attaches is a few dozen.
pub const MAX_PARTS: usize = 500;

/// How deep mails may stand in mails. Forwarding by hand seldom goes beyond three.
pub const MAX_DEPTH: usize = 8;

/// How many lines may begin with the two hyphens of a boundary; rules and signatures of a long plain text begin so too.
const MAX_DASHES: usize = 20_000;

/// A mail as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mail {
    /// The `Subject`, decoded, on one line.
    pub subject: Option<String>,
    /// The first sender: `name <address>`, or the address alone.
    pub from: Option<String>,
    /// The day of the `Date` header, in the zone that it names.
    pub date: Option<Date>,
    /// The `Message-ID`, without its angle brackets.
    pub message_id: Option<String>,
    /// The mail's own text; none if it is blank.
    pub notice: Option<Notice>,
    /// What is attached and could hold a notice, in order.
    pub attachments: Vec<Attachment>,
}

/// A part of a mail that could hold a notice: a PDF document, HTML, plain text, or another mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name as the sender gave it: for showing, never for writing a file.
    pub name: Option<String>,
    /// Its `Content-Type`, with its charset.
    pub media_type: String,
    /// What its bytes are.
    pub format: Format,
    /// The bytes, decoded from base64 or quoted-printable.
    pub bytes: Vec<u8>,
}

impl Mail {
    /// The mail's own text as a list of one.
    ///
    /// # Errors
    ///
    /// [`Error::NoNotice`] if it has none.
    pub fn notices(self) -> Result<Vec<Notice>, Error> {
        self.notice.map(|notice| vec![notice]).ok_or(Error::NoNotice)
    }
}

/// Reads a mail.
///
/// # Errors
///
/// [`Error::TooLarge`], [`Error::TooManyParts`], [`Error::TooDeep`]; [`Error::NotMail`] if there is no header at all;
/// [`Error::BrokenMail`]; the errors
/// of an HTML text, where that is all there is.
///
/// ```
/// let mail = b"From: a@aoba.example\r\nSubject: Notice\r\nDate: Mon, 3 Jun 2024 09:00:00 +0900\r\n\r\nWords.\r\n";
/// let mail = jikenbo_page::mail::read(mail, &jikenbo_page::Options::default()).unwrap();
/// assert_eq!(mail.notice.unwrap().text, "Notice\n\nWords.");
/// ```
pub fn read(bytes: &[u8], options: &Options) -> Result<Mail, Error> {
    crate::within(bytes, options)?;
    let bytes = head::without_envelope(bytes);
    head::within(bytes)?;
    // The parser asserts what some broken mails do not keep.
    let parsed = catch_unwind(|| MessageParser::default().parse(bytes)).map_err(|_| Error::BrokenMail)?;
    let message = parsed.ok_or(Error::NotMail)?;
    // The parser takes any line for a header; a mail has one of these.
    if message.subject().is_none() && message.from().is_none() && message.date().is_none() {
        return Err(Error::NotMail);
    }
    if depth(&message) > MAX_DEPTH {
        return Err(Error::TooDeep { limit: MAX_DEPTH });
    }
    let mut mail = Mail {
        subject: head::subject(&message, bytes),
        from: head::from(&message),
        date: head::date(&message),
        message_id: message.message_id().map(str::to_owned),
        ..Mail::default()
    };
    mail.notice = body(&message, bytes, options)?
        .map(|notice| Notice { near: mail.date.or(notice.near), ..titled(mail.subject.as_deref(), notice) });
    mail.attachments = attachments(&message, bytes, options);
    Ok(mail)
}

/// How deep mails stand in this one.
fn depth(message: &Message<'_>) -> usize {
    let mut deepest = 0;
    let mut open = vec![(message, 0)];
    while let Some((message, depth)) = open.pop() {
        deepest = deepest.max(depth);
        open.extend(message.parts.iter().filter_map(|part| match &part.body {
            PartType::Message(inner) => Some((inner, depth + 1)),
            _ => None,
        }));
    }
    deepest
}

/// The plain text if it says anything, else the HTML.
fn body(message: &Message<'_>, bytes: &[u8], options: &Options) -> Result<Option<Notice>, Error> {
    let texts = message.text_bodies().filter(|part| matches!(part.body, PartType::Text(_)));
    let texts: Vec<String> = texts.filter_map(|part| part::text(part, bytes)).map(|text| text.trim().to_owned()).collect();
    let plain = texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    if !plain.is_empty() {
        return Ok(Some(Notice::plain(&plain)));
    }
    let pages = message.html_bodies().filter(|part| matches!(part.body, PartType::Html(_)));
    let mut pages = pages.filter_map(|part| part::text(part, bytes)).filter(|page| !page.trim().is_empty());
    let Some(page) = pages.next() else { return Ok(None) };
    match html::notices(&page, &Options { one: true, ..options.clone() }) {
        Ok(found) => Ok(found.into_iter().next()),
        Err(Error::NoNotice) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The notice with the subject as its headline, unless its text says it first.
fn titled(subject: Option<&str>, notice: Notice) -> Notice {
    let Some(subject) = subject else { return notice };
    let title = Some(Span::new(0, subject.len()));
    if notice.text.split('\n').next() == Some(subject) {
        return Notice { title, ..notice };
    }
    let shift = subject.len() + 2;
    let moved =
        |block: &Block| Block { span: Span::new(block.span.start as usize + shift, block.span.end as usize + shift), ..*block };
    let mut blocks: Vec<Block> = notice.blocks.iter().map(moved).collect();
    if !blocks.is_empty() {
        let blank = Block { span: Span::new(subject.len() + 1, subject.len() + 1), kind: BlockKind::Line };
        blocks.splice(0..0, [Block { span: Span::new(0, subject.len()), kind: BlockKind::Heading }, blank]);
    }
    Notice { text: format!("{subject}\n\n{}", notice.text), title, blocks, ..notice }
}

/// The attached parts that could hold a notice.
fn attachments(message: &Message<'_>, bytes: &[u8], options: &Options) -> Vec<Attachment> {
    message
        .attachments()
        .filter_map(|part| {
            let name = part::name(part);
            let media_type = part::media_type(part);
            let bytes = part::bytes(part, bytes)?;
            let known = Options { format: None, media_type: Some(media_type.clone()), name: name.clone(), ..options.clone() };
            let format = crate::format(&bytes, &known).ok()?;
            // Whatever is no known form passes as plain text: only what says that it is text is taken for it.
            let wanted = format != Format::Text || media_type.to_ascii_lowercase().starts_with("text/plain");
            wanted.then_some(Attachment { name, media_type, format, bytes })
        })
        .collect()
}
