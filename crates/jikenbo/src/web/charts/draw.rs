//! The marks that charts are drawn with. Places across are percentages, places down are pixels.

use maud::{Markup, html};

/// The patterns by which marks differ without their colours. They stand on the page once; marks name them.
pub(crate) fn patterns() -> Markup {
    html! {
        svg.patterns width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                (pattern("p-most", "M-1 5L5 -1M1 7L7 1"))
                (pattern("p-least", "M-1 1L5 7M1 -1L7 5"))
                (pattern("p-about", "M0 1.5H6M0 4.5H6"))
                (pattern("p-none", "M3 0V6"))
            }
        }
    }
}

fn pattern(id: &str, lines: &str) -> Markup {
    html! { pattern id=(id) width="6" height="6" patternUnits="userSpaceOnUse" { path d=(lines) {} } }
}

/// A place across, as a percentage.
pub(super) fn across(share: f64) -> String {
    format!("{:.2}%", (share * 100.0).clamp(0.0, 100.0))
}

/// A share of what is most; never 0 for what is there.
pub(super) fn share(n: u64, most: u64) -> f64 {
    if n == 0 || most == 0 { 0.0 } else { (n as f64 / most as f64).max(0.002) }
}

/// A part of a horizontal bar: how many, and the class that tells its looks.
pub(super) struct Part {
    pub(super) n: u64,
    pub(super) class: &'static str,
}

/// The fill of a class: a pattern, or none, so that the style sheet decides. A style sheet could not name patterns of the page.
fn fill(class: &str) -> Option<&'static str> {
    match class {
        "at-most" => Some("url(#p-most)"),
        "at-least" => Some("url(#p-least)"),
        "about" => Some("url(#p-about)"),
        "nothing" => Some("url(#p-none)"),
        _ => None,
    }
}

/// A horizontal bar from nought. The figure stands beside it as text, so that it is hidden from screen readers.
pub(super) fn bar(parts: &[Part], most: u64) -> Markup {
    let mut at = 0;
    let placed: Vec<_> = parts
        .iter()
        .filter(|part| part.n > 0)
        .map(|part| {
            at += part.n;
            (share(at - part.n, most), part)
        })
        .collect();
    html! {
        svg.hbar width="100%" height="14" aria-hidden="true" focusable="false" {
            @for (from, part) in placed {
                rect.(part.class) x=(across(from)) y="0.5" width=(across(share(part.n, most))) height="13" fill=[fill(part.class)] {}
            }
        }
    }
}

/// A sample of a part's looks, for a legend.
pub(super) fn sample(class: &'static str) -> Markup {
    html! {
        svg.sample width="22" height="12" aria-hidden="true" focusable="false" {
            rect.(class) x="0.5" y="0.5" width="21" height="11" fill=[fill(class)] {}
        }
    }
}

/// A column of a chart of columns.
pub(super) struct Column {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) n: u64,
    pub(super) class: &'static str,
    /// The cases that it counts, where they can be opened.
    pub(super) href: Option<String>,
    /// What it is, as read aloud and shown when pointed at.
    pub(super) told: String,
}

/// Room above the columns for the highest figure.
const HEAD: f64 = 14.0;

/// Columns from nought, each a link; the highest is labelled with its figure.
pub(super) fn columns(columns: &[Column], most: u64, height: f64, name: &str) -> Markup {
    let highest = columns.iter().filter(|c| c.class != "nothing").max_by_key(|c| c.n).filter(|c| c.n > 0);
    let ground = height - 1.0;
    html! {
        svg.columns width="100%" height=(height) role="group" aria-label=(name) {
            line.ground x1="0" x2="100%" y1=(ground + 0.5) y2=(ground + 0.5) {}
            @for column in columns.iter().filter(|c| c.n > 0) { (one_column(column, most, ground)) }
            @if let Some(column) = highest {
                text.peak x=(across((column.from + column.to) / 2.0)) y=(ground - tall(column.n, most, ground) - 3.0)
                    text-anchor=(anchor((column.from + column.to) / 2.0)) aria-hidden="true" { (crate::labels::grouped(column.n)) }
            }
        }
    }
}

fn tall(n: u64, most: u64, ground: f64) -> f64 {
    ((ground - HEAD) * share(n, most)).max(1.5)
}

/// Which end of a word stands at a place, so that none leaves the drawing.
pub(super) fn anchor(share: f64) -> &'static str {
    match share {
        s if s < 0.03 => "start",
        s if s > 0.97 => "end",
        _ => "middle",
    }
}

fn one_column(column: &Column, most: u64, ground: f64) -> Markup {
    let tall = tall(column.n, most, ground);
    let gap = ((column.to - column.from) * 0.12).min(0.002);
    html! {
        a href=[column.href.as_deref()] aria-label=(column.told) {
            rect.hit x=(across(column.from)) y="0" width=(across(column.to - column.from)) height=(ground) {}
            rect.(column.class) x=(across(column.from + gap)) y=(format!("{:.1}", ground - tall)) height=(format!("{tall:.1}"))
                width=(across(column.to - column.from - 2.0 * gap)) fill=[fill(column.class)] {}
        }
    }
}
