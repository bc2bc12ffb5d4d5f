//! The library's document to pages of runs and rules.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_oxide::elements::{PathContent, PathOperation};
use pdf_oxide::fonts::MappingProvenance;
use pdf_oxide::layout::TextSpan;
use pdf_oxide::{Error as Library, PdfDocument};

use crate::fold::fold;
use crate::page::{Glyph, Page, Rule, Run};
use crate::{Error, Limits, fonts, scan};

/// Rules shorter than this are parts of signs and letters.
const SHORT: f32 = 8.0;

/// Rectangles thinner than this are rules.
const THIN: f32 = 3.0;

/// What a document holds.
#[derive(Debug, Default)]
pub(crate) struct Extracted {
    pub(crate) pages: Vec<Page>,
    /// The day on which it says it was made: `D:20240603…`.
    pub(crate) made: Option<String>,
}

/// Everything on the pages of a document.
pub(crate) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    scan::check(bytes, limits)?;
    // The library promises no panics and keeps the promise nearly always.
    catch_unwind(AssertUnwindSafe(|| read(bytes, limits))).unwrap_or_else(|_| Err(Error::Broken("the parser gave up".to_owned())))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(|error| broken(&error, limits))?;
    if document.is_encrypted() && !document.is_authenticated() {
        return Err(Error::Encrypted);
    }
    let objects = document.all_object_ids().len();
    if objects > limits.max_objects {
        return Err(Error::TooManyObjects { found: objects, limit: limits.max_objects });
    }
    let count = document.page_count().map_err(|error| broken(&error, limits))?;
    if count > limits.max_pages {
        return Err(Error::TooManyPages { found: count, limit: limits.max_pages });
    }
    let mut pages = Vec::with_capacity(count);
    let mut chars = 0;
    for index in 0..count {
        let page = page(&document, index, limits)?;
        chars += page.runs.iter().map(|run| run.glyphs.len()).sum::<usize>();
        if chars > limits.max_chars {
            return Err(Error::TooManyMarks { limit: limits.max_chars });
        }
        pages.push(page);
    }
    Ok(Extracted { pages, made: made(&document) })
}

fn page(document: &PdfDocument, index: usize, limits: &Limits) -> Result<Page, Error> {
    // The library takes a stream that it cannot decode for an empty page: ask for the stream itself first.
    if let Err(error) = document.get_page_content_data(index) {
        match broken(&error, limits) {
            error @ (Error::StreamTooLarge { .. } | Error::TooDeep { .. } | Error::Encrypted) => return Err(error),
            _ => return Ok(Page::default()),
        }
    }
    fonts::check(document, index)?;
    let (_, bottom, _, top) = document.get_page_media_box(index).unwrap_or((0.0, 0.0, 595.0, 842.0));
    let spans = document.extract_spans(index).map_err(|error| broken(&error, limits))?;
    let paths = document.extract_paths(index).unwrap_or_default();
    if paths.len() > limits.max_marks || spans.iter().map(|span| span.text.len()).sum::<usize>() / 3 > limits.max_marks {
        return Err(Error::TooManyMarks { limit: limits.max_marks });
    }
    let rules: Vec<Rule> = paths.iter().flat_map(rules).take(limits.max_marks).collect();
    Ok(Page { bottom: bottom.min(top), top: bottom.max(top), runs: runs(&spans), rules })
}

/// The error of the library in our words.
fn broken(error: &Library, limits: &Limits) -> Error {
    let what = error.to_string();
    match error {
        Library::EncryptedPdf => Error::Encrypted,
        Library::InvalidHeader(_) => Error::NotPdf,
        Library::RecursionLimitExceeded(_) => Error::TooDeep { limit: limits.max_depth },
        Library::Decode(_) if what.contains("limit") => Error::StreamTooLarge { limit: limits.max_stream },
        _ => {
            let what: String = what.chars().filter(|c| !c.is_control()).take(200).collect();
            Error::Broken(what.to_lowercase().trim_end_matches('.').to_owned())
        }
    }
}

/// The runs that are the page's own words: what is tagged as a running head or a watermark is left out, and what is set aslant.
fn runs(spans: &[TextSpan]) -> Vec<Run> {
    let own = spans.iter().filter(|span| span.artifact_type.is_none() && span.rotation_degrees.abs() < 1.0);
    own.map(run)
        .map(Run::trimmed)
        .filter(|run| !run.is_blank() && run.glyphs.iter().all(|glyph| glyph.right.is_finite()))
        .collect()
}

fn run(span: &TextSpan) -> Run {
    let vertical = span.wmode == 1 || span.bbox.width < 0.0;
    let mut glyphs = Vec::new();
    let mut folded = String::new();
    for char in span.to_chars() {
        folded.clear();
        fold(char.char, &mut folded);
        // The way of vertical text is told as a width below nothing: it is kept as one to the right until the page is turned.
        let left = if vertical { span.bbox.x + (char.bbox.x - span.bbox.x).abs() } else { char.bbox.x };
        let width = char.bbox.width.abs() / folded.chars().count().max(1) as f32;
        for (n, char) in folded.chars().enumerate() {
            glyphs.push(Glyph { char, left: left + width * n as f32, right: left + width * (n + 1) as f32 });
        }
    }
    // The places of single characters are sometimes out of step; the run's own ends are not.
    if !vertical {
        if let Some(first) = glyphs.first_mut() {
            first.left = span.bbox.x;
        }
        if let Some(last) = glyphs.last_mut() {
            last.right = span.bbox.x + span.bbox.width;
        }
    }
    Run {
        glyphs,
        base: span.bbox.y,
        size: span.font_size.abs().clamp(1.0, 500.0),
        bold: span.font_weight.is_bold(),
        vertical,
        guessed: span.provenance == Some(MappingProvenance::Fallback),
    }
}

/// The straight rules of a path: lines, thin rectangles, and the four edges of others.
fn rules(path: &PathContent) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut at = (0.0, 0.0);
    for operation in &path.operations {
        match *operation {
            PathOperation::MoveTo(x, y) => at = (x, y),
            PathOperation::LineTo(x, y) => {
                rules.extend(rule(at, (x, y)));
                at = (x, y);
            }
            PathOperation::CurveTo(.., x, y) => at = (x, y),
            PathOperation::Rectangle(x, y, width, height) => rules.extend(edges(x, y, width, height)),
            PathOperation::ClosePath => {}
        }
    }
    // A filled outline of four lines is a thin rectangle drawn by hand.
    let frame = path.bbox;
    if rules.len() > 1 && (frame.width.abs() < THIN || frame.height.abs() < THIN) {
        return edges(frame.x, frame.y, frame.width, frame.height);
    }
    rules
}

fn rule(from: (f32, f32), to: (f32, f32)) -> Option<Rule> {
    let (wide, high) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    let level = high < 1.0 && wide >= SHORT;
    let upright = wide < 1.0 && high >= SHORT;
    if level {
        return Some(Rule { upright: false, at: (from.1 + to.1) / 2.0, from: from.0.min(to.0), to: from.0.max(to.0) });
    }
    upright.then(|| Rule { upright: true, at: (from.0 + to.0) / 2.0, from: from.1.min(to.1), to: from.1.max(to.1) })
}

fn edges(x: f32, y: f32, width: f32, height: f32) -> Vec<Rule> {
    let (right, top) = (x + width, y + height);
    let lines = if height.abs() < THIN {
        vec![((x, y + height / 2.0), (right, y + height / 2.0))]
    } else if width.abs() < THIN {
        vec![((x + width / 2.0, y), (x + width / 2.0, top))]
    } else {
        vec![((x, y), (right, y)), ((x, top), (right, top)), ((x, y), (x, top)), ((right, y), (right, top))]
    };
    lines.into_iter().filter_map(|(from, to)| rule(from, to)).collect()
}

/// The date of the document's information dictionary.
fn made(document: &PdfDocument) -> Option<String> {
    let info = document.trailer().as_dict()?.get("Info")?;
    let info = document.resolve_object(info).ok()?;
    let dates = ["ModDate", "CreationDate"].into_iter().filter_map(|key| info.as_dict()?.get(key)?.as_string());
    dates.map(|date| String::from_utf8_lossy(date).into_owned()).next_back()
}
