//! From pages to what [`crate::apply`] runs: classes are numbers, rules are filed under the class of their last element.

use jikenbo_model::{Code, RuleId};

use super::classes;
use super::needs::Needs;
use super::page::{Line, Page, RawPage};
use super::patterns::Patterns;
use super::terms::Terms;
use super::vocabulary::Vocabulary;
use super::words::Entries;
use super::{RuleError, Rules};
use crate::apply::MOST;

/// A class of words or forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Class(pub(crate) u16);

/// One element of a `when`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Element {
    /// A word or form of one of these classes.
    One(Vec<Class>),
    /// `…`: anything in between, inside the sentence.
    Gap,
}

/// What may hold in a clause: see [`crate::clause`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    Negated,
    Possible,
    Planned,
    Reported,
    AsOf,
    Class(Class),
}

/// Where a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Section {
    #[default]
    Anywhere,
    Title,
    Body,
    /// Under a heading that holds a word of the class.
    Under(Class),
}

/// Which words become the quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Take {
    #[default]
    All,
    First,
    Last,
}

/// A compiled rule.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) id: RuleId,
    pub(crate) key: String,
    pub(crate) code: Code,
    /// Left to right.
    pub(crate) when: Vec<Element>,
    pub(crate) unless: Vec<Condition>,
    pub(crate) only: Vec<Condition>,
    pub(crate) section: Section,
    pub(crate) take: Take,
    /// Yields to a fact of the same key that a surer rule found: which, the shape of the key says.
    pub(crate) weak: bool,
    /// The place of the rule on its page: earlier ones are more certain.
    pub(crate) place: u16,
}

/// The rules by the classes of their last elements.
#[derive(Debug)]
pub(crate) struct ByLast {
    /// For each class, where its rules begin; and one more, the end.
    from: Vec<u16>,
    rules: Vec<u16>,
}

impl ByLast {
    /// Numbers are kept in two bytes, and [`Needs`] marks classes by the highest bit.
    fn new(rules: &[Rule], classes: usize) -> Result<Self, String> {
        const CLASSES: usize = 1 << 15;
        if classes >= CLASSES {
            return Err(format!("expected fewer than {CLASSES} classes of words, found {classes}"));
        }
        let last = |rule: &'_ Rule| if let Some(Element::One(last)) = rule.when.last() { last.clone() } else { Vec::new() };
        let filed = (0_u32..).zip(rules).flat_map(|(n, rule)| last(rule).into_iter().map(move |class| (class, n as u16)));
        let mut filed: Vec<(Class, u16)> = filed.collect();
        if filed.len() > usize::from(u16::MAX) {
            return Err(format!("expected at most {} rules by last class, found {}", u16::MAX, filed.len()));
        }
        filed.sort_unstable();
        let from = (0..=classes).map(|class| filed.partition_point(|(of, _)| usize::from(of.0) < class) as u16).collect();
        Ok(Self { from, rules: filed.into_iter().map(|(_, rule)| rule).collect() })
    }

    /// The rules that wake where a word of a class stands.
    #[inline]
    pub(crate) fn of(&self, class: Class) -> &[u16] {
        let class = usize::from(class.0);
        &self.rules[usize::from(self.from[class])..usize::from(self.from[class + 1])]
    }
}

#[derive(Default)]
pub(super) struct Compiler {
    names: classes::Names,
    entries: Entries,
    rules: Vec<Rule>,
}

/// Words that must be read whole come from lexicons whose first line says so.
const SOLID: &str = "#! solid";

impl Compiler {
    pub(super) fn lexicon(&mut self, file: &str, text: &str, errors: &mut Vec<RuleError>) {
        let name = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".txt");
        let class = self.names.intern(name, name, text.starts_with(SOLID));
        let lines: Vec<Line> = text.lines().enumerate().map(|(n, l)| (n + 1, l.to_owned())).collect();
        self.add_words(file, class, &lines, errors);
    }

    fn add_words(&mut self, file: &str, class: Class, lines: &[Line], errors: &mut Vec<RuleError>) {
        for (n, line) in lines {
            for entry in line.split('#').next().unwrap_or("").split_whitespace() {
                if let Err(what) = self.entries.add(class, entry) {
                    errors.push(error_at(file, *n, line, entry, what));
                }
            }
        }
    }

    pub(super) fn page(&mut self, raw: &RawPage, errors: &mut Vec<RuleError>) {
        for list in &raw.words {
            let class = self.names.intern(&local(&raw.page, &list.name), raw.page.key(), false);
            if list.open {
                self.names.set_open(class);
            }
            self.add_words(&raw.page.file, class, &list.lines, errors);
        }
        for lines in &raw.rules {
            match self.rule(&raw.page, lines) {
                Ok(rules) => self.rules.extend(rules),
                Err(error) => errors.push(error),
            }
        }
    }

    /// A block may hold several `when` lines: each is a rule with the block's other keys.
    fn rule(&self, page: &Page, lines: &[Line]) -> Result<Vec<Rule>, RuleError> {
        let mut whens = Vec::new();
        let mut rule = Rule {
            id: Code::from(page.id.as_str()),
            key: page.key().to_owned(),
            code: Code::from(page.code()),
            when: Vec::new(),
            unless: Vec::new(),
            only: Vec::new(),
            section: Section::Anywhere,
            take: Take::All,
            weak: false,
            place: 0,
        };
        for (n, line) in lines.iter().filter(|(_, l)| !l.trim().is_empty() && !l.trim_start().starts_with('#')) {
            let fail = |word: &str, what: String| error_at(&page.file, *n, line, word, what);
            let (key, value) = setting(line).ok_or_else(|| fail(line, "expected key = \"value\"".to_owned()))?;
            let result = match key {
                "when" => self.when(page, value).map(|when| whens.push(when)),
                "unless" => self.conditions(page, value).map(|c| rule.unless.extend(c)),
                "only" => self.conditions(page, value).map(|c| rule.only.extend(c)),
                "section" => self.section(page, value).map(|s| rule.section = s),
                "take" => take(value).map(|t| rule.take = t),
                "weak" => yes(value).map(|w| rule.weak = w),
                _ => Err((key.to_owned(), format!("expected when, unless, only, section, take or weak, found {key}"))),
            };
            result.map_err(|(word, what)| fail(&word, what))?;
        }
        let first = self.rules.iter().filter(|r| r.id == rule.id).count();
        Ok(whens.into_iter().enumerate().map(|(n, when)| Rule { when, place: (first + n) as u16, ..rule.clone() }).collect())
    }

    fn class(&self, page: &Page, name: &str) -> Result<Class, (String, String)> {
        let found = match name.strip_prefix('@') {
            Some(word) => self.names.get(&local(page, word)).or_else(|| self.names.get(word)),
            None => self.names.get(name).filter(|c| c.0 < 8),
        };
        found.ok_or_else(|| {
            (name.to_owned(), format!("expected a form (date, count …) or a class of words (@words), found {name}"))
        })
    }

    fn when(&self, page: &Page, value: &str) -> Result<Vec<Element>, (String, String)> {
        let mut when = Vec::new();
        for word in value.split_whitespace() {
            when.push(match word {
                "…" => Element::Gap,
                _ => Element::One(word.split('|').map(|w| self.class(page, w)).collect::<Result<_, _>>()?),
            });
        }
        let elements = when.iter().filter(|e| matches!(e, Element::One(_))).count();
        match (when.first(), when.last()) {
            _ if elements > MOST => {
                Err((value.to_owned(), format!("expected at most {MOST} elements besides …, found {elements}")))
            }
            (Some(Element::One(_)), Some(Element::One(_))) => Ok(when),
            _ => Err((value.to_owned(), "expected a form or class at both ends".to_owned())),
        }
    }

    fn conditions(&self, page: &Page, value: &str) -> Result<Vec<Condition>, (String, String)> {
        let condition = |word: &str| match word {
            "@negated" => Ok(Condition::Negated),
            "@possible" => Ok(Condition::Possible),
            "@planned" => Ok(Condition::Planned),
            "@reported" => Ok(Condition::Reported),
            "@asof" => Ok(Condition::AsOf),
            _ => self.class(page, word).map(Condition::Class),
        };
        value.split_whitespace().map(condition).collect()
    }

    /// A page's class that only conditions ask for competes for no fact: its words are seen inside longer ones too.
    fn open_conditions(&mut self) {
        let mut asked = vec![(false, false); self.names.len()];
        for rule in &self.rules {
            for class in rule.when.iter().flat_map(|e| if let Element::One(classes) = e { classes.as_slice() } else { &[] }) {
                asked[class.0 as usize].0 = true;
            }
            for condition in rule.unless.iter().chain(&rule.only) {
                if let Condition::Class(class) = condition {
                    asked[class.0 as usize].1 = true;
                }
            }
        }
        for (n, (by_when, by_condition)) in asked.into_iter().enumerate() {
            let class = Class(n as u16);
            if by_condition && !by_when && self.names.name(class).contains('#') {
                self.names.set_open(class);
            }
        }
    }

    fn section(&self, page: &Page, value: &str) -> Result<Section, (String, String)> {
        Ok(match value {
            "title" => Section::Title,
            "body" => Section::Body,
            _ => Section::Under(self.class(page, value)?),
        })
    }

    pub(super) fn finish(mut self, pages: Vec<Page>) -> Result<Rules, Vec<RuleError>> {
        let all = |file: &str, what| RuleError { file: file.to_owned(), line: 1, column: 1, what, text: String::new() };
        let by_last = ByLast::new(&self.rules, self.names.len()).map_err(|what| vec![all("(all rules)", what)])?;
        self.open_conditions();
        let vocabulary = Vocabulary::new(self.entries).map_err(|what| vec![all("(all words)", what)])?;
        let patterns = Patterns::new(&self.rules).map_err(|what| vec![all("(all rules)", what)])?;
        let terms = Terms::new(&self.rules).map_err(|what| vec![all("(all rules)", what)])?;
        let needs = Needs::new(&self.rules);
        Ok(Rules { pages, rules: self.rules, by_last, needs, patterns, terms, names: self.names, vocabulary })
    }
}

/// The name of a page's own class among the classes of all pages.
fn local(page: &Page, name: &str) -> String {
    format!("{}#{name}", page.id)
}

/// A line `key = "value"`.
fn setting(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    Some((key.trim(), value.trim().strip_prefix('"')?.strip_suffix('"')?))
}

/// The value of `take`; else what is wrong, and what was expected.
fn take(value: &str) -> Result<Take, (String, String)> {
    match value {
        "all" => Ok(Take::All),
        "first" => Ok(Take::First),
        "last" => Ok(Take::Last),
        _ => Err((value.to_owned(), format!("expected first, last or all, found {value}"))),
    }
}

/// The value of a key that can only be `yes`.
fn yes(value: &str) -> Result<bool, (String, String)> {
    if value == "yes" { Ok(true) } else { Err((value.to_owned(), format!("expected yes, found {value}"))) }
}

/// An error with the place of the word that is wrong, for the caret below it.
fn error_at(file: &str, line: usize, text: &str, word: &str, what: String) -> RuleError {
    let column = text.find(word).map_or(1, |at| text[..at].chars().count() + 1);
    RuleError { file: file.to_owned(), line, column, what, text: text.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use crate::Rules;

    /// A seventh element would never hold; it is refused where it stands.
    #[test]
    fn a_rule_of_seven_elements_is_refused() {
        let page = |when: &str| {
            let text = format!("# kinds.test — 試し\n\n```words\n青\n```\n\n```rule\nwhen = \"{when}\"\n```\n");
            Rules::load(&[("rules/kinds/test.md".to_owned(), text)])
        };
        assert!(page(&["@words"; 6].join(" … ")).is_ok());
        let errors = page(&["@words"; 7].join(" … ")).unwrap_err();
        assert_eq!((errors[0].line, errors[0].what.as_str()), (8, "expected at most 6 elements besides …, found 7"));
    }
}
