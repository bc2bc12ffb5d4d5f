//! How the lines of a page stand: blank lines between them, rules, navigation, the page's end.

use jikenbo_model::Date;

use super::{Line, chrome, headline};

/// More blank lines than any page has: the distance to the page's start, a rule or navigation.
const EDGE: usize = usize::MAX;

/// What a line is to the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Blank,
    /// Navigation and other lines of the page.
    Chrome,
    /// A line of dashes.
    Rule,
    /// A day with its weekday, as blogs set above the posts of that day.
    DateHeader,
    Text,
}

/// The lines of a page, as they stand.
#[derive(Debug)]
pub(super) struct Layout {
    roles: Vec<Role>,
    /// Blank lines above and below each line, or [`EDGE`].
    above: Vec<usize>,
    below: Vec<usize>,
    /// Blank lines between paragraphs: the smallest number that is common on the page.
    usual: usize,
    /// Lines between 「記」 and 「以上」.
    form: Vec<bool>,
    /// Lines right after one that closes a notice (「以上」).
    closed: Vec<bool>,
    /// The first line of the page's own end (pager, archive), or the number of lines.
    pub(super) end: usize,
}

impl Layout {
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let roles: Vec<Role> = lines.iter().map(|line| role(line.text)).collect();
        let above = gaps(&roles, 0..roles.len());
        let below = gaps(&roles, (0..roles.len()).rev());
        let usual = usual_gap(&roles, &above);
        Self { form: forms(lines), closed: closed(lines), end: page_end(lines), roles, above, below, usual }
    }

    /// Whether the line is text of some notice, and not blank or the page's own.
    pub(super) fn is_text(&self, line: usize) -> bool {
        self.roles[line] == Role::Text
    }

    /// Blank lines above; more than any page has at an edge.
    pub(super) fn gap_above(&self, line: usize) -> usize {
        self.above[line]
    }

    /// Whether a blank line or an edge is above.
    pub(super) fn begins_block(&self, line: usize) -> bool {
        self.above[line] >= 1
    }

    /// Whether it stands apart from what is above, more than paragraphs do.
    pub(super) fn apart(&self, line: usize) -> bool {
        self.wide(self.above[line])
    }

    /// Whether a rule, navigation or the page's start is right above.
    pub(super) fn at_edge(&self, line: usize) -> bool {
        self.above[line] == EDGE
    }

    /// Whether it stands apart from what is below, more than paragraphs do.
    pub(super) fn isolated(&self, line: usize) -> bool {
        self.wide(self.below[line])
    }

    /// Whether a blank line is below.
    pub(super) fn gap_below(&self, line: usize) -> bool {
        self.below[line] >= 1
    }

    /// Whether the line stands in the form part of a letter, between 「記」 and 「以上」.
    pub(super) fn in_form(&self, line: usize) -> bool {
        self.form[line]
    }

    /// Whether the line above closed a notice.
    pub(super) fn after_close(&self, line: usize) -> bool {
        self.closed[line]
    }

    fn wide(&self, gap: usize) -> bool {
        gap >= 2 && gap > self.usual
    }

    /// The last text line in `first..until`.
    pub(super) fn last_line(&self, first: usize, until: usize) -> usize {
        (first..until).rev().find(|&line| self.is_text(line)).unwrap_or(first)
    }

    /// The date header above a headline, and its day.
    pub(super) fn date_header(&self, lines: &[Line<'_>], head: usize) -> Option<(usize, Date)> {
        let line = (0..head).rev().find(|&line| self.roles[line] != Role::Blank)?;
        let found = (self.roles[line] == Role::DateHeader).then(|| headline::only_date(lines[line].text))??;
        Some((line, found.date))
    }
}

fn role(text: &str) -> Role {
    match text {
        _ if text.trim().is_empty() => Role::Blank,
        _ if chrome::is_rule(text) => Role::Rule,
        _ if chrome::is_chrome(text) => Role::Chrome,
        _ if text.trim_end().ends_with("曜日") && headline::only_date(text).is_some() => Role::DateHeader,
        _ => Role::Text,
    }
}

/// Blank lines between each line and the one before it in the given order.
fn gaps(roles: &[Role], order: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut gaps = vec![0; roles.len()];
    let mut gap = EDGE;
    for line in order {
        gaps[line] = gap;
        gap = match roles[line] {
            Role::Blank => gap.saturating_add(1),
            Role::Text => 0,
            Role::Chrome | Role::Rule | Role::DateHeader => EDGE,
        };
    }
    gaps
}

/// The smallest number of blank lines that makes a fifth of all gaps between lines of text: where posts are short, the
/// gaps around headlines are the commonest, but those between paragraphs are still the smallest.
fn usual_gap(roles: &[Role], above: &[usize]) -> usize {
    let mut counts = [0usize; 8];
    for (_, &gap) in roles.iter().zip(above).filter(|(role, gap)| **role == Role::Text && (1..8).contains(*gap)) {
        counts[gap] += 1;
    }
    let all: usize = counts.iter().sum();
    (1..8).find(|&gap| counts[gap] > 0 && counts[gap] * 5 >= all).unwrap_or(1)
}

fn forms(lines: &[Line<'_>]) -> Vec<bool> {
    let mut inside = vec![false; lines.len()];
    let mut open: Option<usize> = None;
    for (n, line) in lines.iter().enumerate() {
        match line.text.trim() {
            "記" => open = Some(n),
            "以上" | "以　上" | "以 上" => {
                // A 「記」 without its 「以上」 shuts nothing in.
                if let Some(start) = open.take() {
                    inside[start..=n].fill(true);
                }
            }
            _ => {}
        }
    }
    inside
}

fn closed(lines: &[Line<'_>]) -> Vec<bool> {
    let mut after = false;
    let close = |text: &str| matches!(text, "以上" | "以　上" | "以 上");
    lines
        .iter()
        .map(|line| {
            let here = after;
            let text = line.text.trim();
            if !text.is_empty() {
                after = close(text);
            }
            here
        })
        .collect()
}

/// Upwards from the end: the topmost line of pager, archive or maker's mark below which no sentence stands.
fn page_end(lines: &[Line<'_>]) -> usize {
    let mut end = lines.len();
    for (n, line) in lines.iter().enumerate().rev() {
        if chrome::is_page_end(line.text) {
            end = n;
        } else if line.text.contains('。') {
            break;
        }
    }
    end
}
