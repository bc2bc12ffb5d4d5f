//! Inputs like those that come, and unlike: pieces of notices cut, doubled, moved, and mixed with words that matter.

use std::fs;
use std::path::{Path, PathBuf};

use crate::random::Random;

/// Longer inputs find no more, and take longer.
const LONGEST: usize = 1_200;

/// What changes a reading most: the letters that forms, clauses and markup are made of.
const PIECES: &[&str] = &[
    "同日",
    "翌",
    "翌日",
    "同月",
    "前日",
    "令和",
    "年",
    "月",
    "日",
    "〜",
    "～",
    "~",
    "から",
    "まで",
    "頃",
    "末",
    "上旬",
    "約",
    "最大",
    "のべ",
    "件",
    "名",
    "人",
    "億",
    "万",
    "千",
    "円",
    "数十",
    "１",
    "9",
    "0",
    ",",
    "，",
    ".",
    "。",
    "、",
    "\n",
    "\r\n",
    "\t",
    "　",
    "・",
    "■",
    "①",
    "「",
    "」",
    "『",
    "(",
    ")",
    "（",
    "）",
    "【",
    "】",
    "※",
    "㈱",
    "ｶﾞ",
    "ﾟ",
    "⾦",
    "ー",
    "−",
    "http://",
    "株式会社",
    "おそれ",
    "ません",
    "<p>",
    "</p>",
    "<h2>",
    "</h2>",
    "<article>",
    "<td>",
    "<tr>",
    "<li>",
    "<div class=\"post\">",
    "</div>",
    "<!--",
    "&amp;",
    "&#",
    "\u{0}",
    "\u{feff}",
    "\u{3099}",
    "𠮷",
    "👩‍👩‍👧",
    "99999999999999999999",
    "2月30日",
    "25時",
    "第三者",
    "十分",
];

/// A stream of inputs that its seed decides.
#[derive(Debug)]
pub struct Inputs {
    texts: Vec<Vec<u8>>,
    /// Each input begins as a whole text: a part of it would not be of its form.
    whole: bool,
    random: Random,
}

impl Inputs {
    /// Inputs made from the notices of `corpus/` and `samples/`.
    ///
    /// # Errors
    ///
    /// A file or folder that cannot be read, with its path.
    pub fn new(root: &Path, seed: u64) -> Result<Self, String> {
        let mut files = Vec::new();
        for folder in ["corpus", "samples"] {
            sources(&root.join(folder), &mut files)?;
        }
        files.sort();
        let texts = files.iter().map(|f| fs::read(f).map_err(|e| format!("{}: {e}", f.display()))).collect::<Result<_, _>>()?;
        Ok(Self { texts, whole: false, random: Random::new(seed) })
    }

    /// Inputs that are whole files with changes, for forms whose parts mean nothing alone.
    #[must_use]
    pub fn whole(texts: Vec<Vec<u8>>, seed: u64) -> Self {
        Self { texts, whole: true, random: Random::new(seed) }
    }

    fn piece(&mut self) -> Vec<u8> {
        let text = self.random.pick(&self.texts).cloned().unwrap_or_default();
        let start = self.random.below(text.len());
        let end = (start + 1 + self.random.below(LONGEST / 2)).min(text.len());
        text[start..end].to_vec()
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.random.below(input.len() + 1);
        let end = (at + self.random.below(40)).min(input.len());
        match self.random.below(6) {
            0 => drop(input.drain(at..end)),
            1 => {
                let again = input[at..end].to_vec();
                input.splice(at..at, again);
            }
            2 => {
                let piece = self.piece();
                input.splice(at..end, piece);
            }
            3 if at < input.len() => input[at] = self.random.below(256) as u8,
            _ => {
                let word = self.random.pick(PIECES).map_or(&b""[..], |p| p.as_bytes());
                input.splice(at..at, word.iter().copied());
            }
        }
    }
}

impl Iterator for Inputs {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut input = if self.whole { self.random.pick(&self.texts).cloned().unwrap_or_default() } else { self.piece() };
        let longest = if self.whole { 2 * input.len() } else { LONGEST };
        for _ in 0..self.random.below(12) {
            self.change(&mut input);
        }
        input.truncate(longest);
        Some(input)
    }
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", folder.display());
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            sources(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "txt" || e == "html") {
            files.push(path);
        }
    }
    Ok(())
}
