//! What stands on a page: runs of characters, and drawn rules. In points; the origin is the page's lower left corner.

/// A character and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) char: char,
    pub(crate) left: f32,
    pub(crate) right: f32,
}

/// Characters that follow one another on a baseline, in one size.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) glyphs: Vec<Glyph>,
    /// The baseline.
    pub(crate) base: f32,
    /// The font's size.
    pub(crate) size: f32,
    pub(crate) bold: bool,
    /// Set from top to bottom.
    pub(crate) vertical: bool,
    /// The font does not say what its glyphs mean: the library made the characters up.
    pub(crate) guessed: bool,
}

impl Run {
    pub(crate) fn left(&self) -> f32 {
        self.glyphs.first().map_or(0.0, |glyph| glyph.left)
    }

    pub(crate) fn right(&self) -> f32 {
        self.glyphs.last().map_or(0.0, |glyph| glyph.right)
    }

    /// A height inside the letters: which row of a table a run stands in.
    pub(crate) fn middle(&self) -> f32 {
        self.base + self.size * 0.3
    }

    pub(crate) fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.char).collect()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.glyphs.iter().all(|glyph| glyph.char.is_whitespace())
    }

    /// The run without blanks at its ends.
    pub(crate) fn trimmed(mut self) -> Self {
        let end = self.glyphs.iter().rposition(|glyph| !glyph.char.is_whitespace()).map_or(0, |at| at + 1);
        self.glyphs.truncate(end);
        let start = self.glyphs.iter().position(|glyph| !glyph.char.is_whitespace()).unwrap_or(0);
        self.glyphs.drain(..start);
        self
    }

    /// The parts of the run left and right of `x`.
    pub(crate) fn split_at(self, x: f32) -> (Self, Self) {
        let at = self.glyphs.iter().position(|glyph| (glyph.left + glyph.right) / 2.0 > x).unwrap_or(self.glyphs.len());
        let mut left = self.clone();
        let mut right = self;
        left.glyphs.truncate(at);
        right.glyphs.drain(..at);
        (left, right)
    }

    /// A run of text that stands nowhere.
    pub(crate) fn plain(text: &str) -> Self {
        let glyphs = text.chars().map(|char| Glyph { char, left: 0.0, right: 0.0 }).collect();
        Self { glyphs, base: 0.0, size: 10.0, bold: false, vertical: false, guessed: false }
    }

    /// A run of square characters, for tests.
    #[cfg(test)]
    pub(crate) fn sample(text: &str, left: f32, base: f32, size: f32) -> Self {
        let width = |c: char| if c.is_ascii() { size / 2.0 } else { size };
        let mut at = left;
        let glyphs = text.chars().map(|char| {
            let start = at;
            at += width(char);
            Glyph { char, left: start, right: at }
        });
        Self { glyphs: glyphs.collect(), base, size, bold: false, vertical: false, guessed: false }
    }
}

/// A straight rule: of a table, a frame, or under a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    pub(crate) upright: bool,
    /// The `x` of an upright rule, the `y` of a level one.
    pub(crate) at: f32,
    /// Where it begins and ends along its way.
    pub(crate) from: f32,
    pub(crate) to: f32,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Page {
    pub(crate) bottom: f32,
    pub(crate) top: f32,
    pub(crate) runs: Vec<Run>,
    pub(crate) rules: Vec<Rule>,
}
