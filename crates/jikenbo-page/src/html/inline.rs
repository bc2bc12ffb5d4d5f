//! The line that is being written: blanks collapsed as browsers do.

/// What stands between the last character and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    None,
    /// A line break in the source: between two Japanese characters it is nothing.
    Break,
    Space,
}

/// A line in the making.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: String,
    gap: Gap,
    /// Open bold elements.
    pub(super) bold: usize,
    letters: usize,
    bold_letters: usize,
}

/// A line that was written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) text: String,
    /// All of it was bold.
    pub(super) bold: bool,
    /// There were blanks that browsers show.
    pub(super) spaced: bool,
}

impl Inline {
    /// Takes the line and begins a new one.
    pub(super) fn take(&mut self) -> Written {
        let whole = std::mem::take(&mut self.text);
        // An indent of the source is kept; tabs may be empty cells.
        let text = whole.trim_end().trim_start_matches(' ').to_owned();
        let bold = self.letters > 0 && self.letters == self.bold_letters;
        (self.gap, self.letters, self.bold_letters) = (Gap::None, 0, 0);
        let text = if text.chars().all(char::is_whitespace) { String::new() } else { text };
        Written { text, bold, spaced: !whole.is_empty() }
    }

    /// Whether nothing that shows is written yet.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// A blank, unless one is there.
    pub(super) fn space(&mut self) {
        self.gap = Gap::Space;
    }

    /// A new cell of a table's row.
    pub(super) fn cell(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\t');
        self.gap = Gap::None;
    }

    /// A mark, divided from what is before.
    pub(super) fn word(&mut self, word: &str) {
        self.gap = Gap::Space;
        self.text(word);
    }

    /// Text of the page.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.gap = self.gap.max(Gap::Break),
                ' ' | '\t' | '\x0c' => self.gap = Gap::Space,
                c if is_zero_width(c) => {}
                '\u{a0}' => self.put(' '),
                c => self.put(c),
            }
        }
    }

    /// Text whose blanks count.
    pub(super) fn raw(&mut self, text: &str) {
        for c in text.chars().filter(|&c| c != '\r' && !is_zero_width(c)) {
            self.put(if c == '\u{a0}' { ' ' } else { c });
        }
    }

    fn put(&mut self, c: char) {
        let gap = std::mem::take(&mut self.gap);
        let last = self.text.chars().next_back();
        let starts = last.is_none_or(|last| last == '\t' || last == ' ');
        let joins = gap == Gap::Break && is_wide(c) && last.is_some_and(is_wide);
        if gap != Gap::None && !starts && !joins {
            self.text.push(' ');
        }
        self.text.push(c);
        if !c.is_whitespace() {
            self.letters += 1;
            self.bold_letters += usize::from(self.bold > 0);
        }
    }
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
        || (c.is_control() && c != '\t' && c != '\n')
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::Inline;

    fn line(parts: &[&str]) -> String {
        let mut inline = Inline::default();
        parts.iter().for_each(|part| inline.text(part));
        inline.take().text
    }

    #[test]
    fn blanks_collapse_as_in_browsers() {
        assert_eq!(line(&["  当社の\n  ", "サーバー "]), "当社の サーバー");
        assert_eq!(line(&["当社の\n", "サーバー"]), "当社のサーバー");
        assert_eq!(line(&["Web\nサイト", " を"]), "Web サイト を");
        assert_eq!(line(&["　段落\u{200b}の\u{a0}\u{a0}頭　"]), "　段落の  頭");
    }
}
