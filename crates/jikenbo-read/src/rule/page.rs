//! A rule page as written: Markdown with a heading, prose and fenced blocks.

use super::RuleError;

/// A rule page: one code of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// `key/code`: `timeline/discovery`.
    pub id: String,
    /// The heading, without the id: `発覚`.
    pub title: String,
    /// The whole page as Markdown.
    pub source: String,
    /// The file, as it was given.
    pub file: String,
    /// What should be found in which words.
    pub examples: Vec<Example>,
}

impl Page {
    /// The key: `timeline`.
    #[must_use]
    pub fn key(&self) -> &str {
        self.id.split_once('/').map_or(&self.id, |(key, _)| key)
    }

    /// The code: `discovery`.
    #[must_use]
    pub fn code(&self) -> &str {
        self.id.split_once('/').map_or(&self.id, |(_, code)| code)
    }

    /// The page in Markdown for people who write no rules: its prose and its blocks of examples. Of its words only those are told that
    /// stand below a sentence that ends with a colon.
    #[must_use]
    pub fn told(&self) -> String {
        super::told::told(&self.source)
    }
}

/// An input, and the facts of this page's code that should be found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Line of the input in the file, 1-based.
    pub line: usize,
    /// The words.
    pub input: String,
    /// The facts, one a line, as [`super::fact_lines`] writes them.
    pub expected: Vec<String>,
}

/// A line of a fenced block and where it stands (1-based).
pub(super) type Line = (usize, String);

/// A block of words: its class (`words`, or the word after it), whether its words stay seen inside longer ones, its lines.
#[derive(Debug)]
pub(super) struct WordList {
    pub(super) name: String,
    pub(super) open: bool,
    pub(super) lines: Vec<Line>,
}

/// A page and the lines of its blocks, not yet compiled.
#[derive(Debug)]
pub(super) struct RawPage {
    pub(super) page: Page,
    pub(super) words: Vec<WordList>,
    pub(super) rules: Vec<Vec<Line>>,
}

impl RawPage {
    pub(super) fn parse(file: &str, text: &str) -> Result<Self, RuleError> {
        let error = |line: usize, what: String, text: &str| RuleError {
            file: file.to_owned(),
            line,
            column: 1,
            what,
            text: text.to_owned(),
        };
        let id = id_of(file).ok_or_else(|| error(1, format!("expected a path rules/<key>/<code>.md, found {file}"), ""))?;
        let first = text.lines().next().unwrap_or("");
        let title = heading(first, &id)
            .ok_or_else(|| error(1, format!("expected the heading \"# {} — <title>\"", id.replace('/', ".")), first))?;
        let page = Page { id, title: title.to_owned(), source: text.to_owned(), file: file.to_owned(), examples: Vec::new() };
        let mut raw = Self { page, words: Vec::new(), rules: Vec::new() };
        raw.blocks(text).map_err(|(line, what, text)| error(line, what, &text))?;
        Ok(raw)
    }

    fn blocks(&mut self, text: &str) -> Result<(), (usize, String, String)> {
        let mut open: Option<(usize, String, Vec<Line>)> = None;
        for (n, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l)) {
            match (line.strip_prefix("```"), &mut open) {
                (Some(""), Some(_)) => {
                    let (at, info, lines) = open.take().unwrap_or_default();
                    self.block(&info, lines).map_err(|what| (at, what, format!("```{info}")))?;
                }
                (Some(info), None) if !info.is_empty() => open = Some((n, info.trim().to_owned(), Vec::new())),
                (Some(_), _) => {
                    return Err((n, "expected a block to be closed before the next opens".to_owned(), line.to_owned()));
                }
                (None, Some((_, _, lines))) => lines.push((n, line.to_owned())),
                (None, None) => {}
            }
        }
        match open {
            Some((at, info, _)) => {
                Err((at, "expected the block to be closed by ```, found the end of the page".to_owned(), info))
            }
            None => Ok(()),
        }
    }

    fn block(&mut self, info: &str, lines: Vec<Line>) -> Result<(), String> {
        let mut words = info.split_whitespace();
        match (words.next().unwrap_or(""), words.next(), words.next()) {
            ("words", name, open @ (None | Some("open"))) => {
                let list = WordList { name: name.unwrap_or("words").to_owned(), open: open.is_some(), lines };
                self.words.push(list);
            }
            ("rule", None, None) => self.rules.push(lines),
            ("examples", None, None) => self.page.examples.extend(examples(&lines)),
            _ => return Err(format!("expected a block of words, rule or examples, found {info:?}")),
        }
        Ok(())
    }
}

/// `…/rules/timeline/discovery.md` → `timeline/discovery`.
fn id_of(file: &str) -> Option<String> {
    let mut parts = file.strip_suffix(".md")?.rsplit('/');
    let (code, key) = (parts.next()?, parts.next()?);
    Some(format!("{key}/{code}"))
}

/// The title of a heading `# key.code — title`; the name must be that of the file, so that neither can lie.
fn heading<'a>(line: &'a str, id: &str) -> Option<&'a str> {
    let (name, title) = line.strip_prefix("# ")?.split_once(" — ")?;
    (name == id.replace('/', ".") && !title.trim().is_empty()).then_some(title.trim())
}

/// The examples of a block: lines of `>` side by side are one input.
fn examples(lines: &[Line]) -> Vec<Example> {
    let mut all: Vec<Example> = Vec::new();
    let mut in_input = false;
    for (n, line) in lines {
        if let Some(input) = line.strip_prefix('>') {
            let input = input.strip_prefix(' ').unwrap_or(input);
            match all.last_mut().filter(|_| in_input) {
                Some(example) => {
                    example.input.push('\n');
                    example.input.push_str(input);
                }
                None => all.push(Example { line: *n, input: input.to_owned(), expected: Vec::new() }),
            }
            in_input = true;
        } else {
            in_input = false;
            if let Some(example) = all.last_mut().filter(|_| !line.trim().is_empty()) {
                example.expected.push(line.trim().to_owned());
            }
        }
    }
    all
}
