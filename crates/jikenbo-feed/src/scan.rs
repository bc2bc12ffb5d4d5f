//! A first look at XML: is it within the bounds? So that what reads it afterwards needs to look at none of them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::{Error, Limits};

/// The text from its first mark on: without byte order mark, blanks and XML declaration. The encoding that a declaration names has
/// been dealt with by whoever decoded the text.
pub(crate) fn begin(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let rest = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    rest.map_or(text, |(_, rest)| rest.trim_start())
}

/// Checks size.
pub(crate) fn size(text: &str, limits: &Limits) -> Result<(), Error> {
    if text.len() > limits.bytes {
        return Err(Error::TooLarge { found: text.len(), limit: limits.bytes });
    }
    if begin(text).trim().is_empty() { Err(Error::Empty) } else { Ok(()) }
}

/// Reads all of it once, and checks depth, elements, attributes and namespaces.
pub(crate) fn scan(text: &str, limits: &Limits) -> Result<(), Error> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    // Namespaces declared by each element that is open.
    let mut open: Vec<usize> = Vec::new();
    let (mut elements, mut declared) = (0, 0);
    loop {
        let event = reader.read_event().map_err(|error| malformed(&error, reader.error_position()))?;
        match event {
            Event::Start(element) | Event::Empty(element) if elements >= limits.elements => {
                drop(element);
                return Err(Error::TooManyElements { limit: limits.elements });
            }
            Event::Start(element) => {
                elements += 1;
                let here = attributes(&element, limits)?;
                declared += here;
                open.push(here);
                if open.len() > limits.depth {
                    return Err(Error::TooDeep { limit: limits.depth });
                }
            }
            Event::Empty(element) => {
                elements += 1;
                if declared + attributes(&element, limits)? > limits.namespaces {
                    return Err(Error::TooManyNamespaces { limit: limits.namespaces });
                }
            }
            Event::End(_) => declared -= open.pop().unwrap_or(0),
            Event::Eof if open.is_empty() => return Ok(()),
            Event::Eof => {
                let found = format!("the end, with {} elements open", open.len());
                return Err(Error::Malformed { found, at: reader.buffer_position() });
            }
            _ => {}
        }
        if declared > limits.namespaces {
            return Err(Error::TooManyNamespaces { limit: limits.namespaces });
        }
    }
}

/// How many namespaces an element declares.
fn attributes(element: &BytesStart<'_>, limits: &Limits) -> Result<usize, Error> {
    let mut namespaces = 0;
    for (count, attribute) in element.attributes().with_checks(false).enumerate() {
        if count >= limits.attributes {
            return Err(Error::TooManyAttributes { limit: limits.attributes });
        }
        // A broken attribute ends the list for whoever reads it later, too.
        let Ok(attribute) = attribute else { break };
        namespaces += usize::from(attribute.key.as_ref().starts_with("xmlns"));
    }
    Ok(namespaces)
}

pub(crate) fn malformed(error: &quick_xml::Error, at: u64) -> Error {
    Error::Malformed { found: error.to_string(), at }
}
