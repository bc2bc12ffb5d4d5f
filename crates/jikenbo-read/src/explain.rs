//! Every stage of reading as text, for whoever asks why.

use std::fmt::Write as _;

use jikenbo_model::Notice;

use crate::Reader;
use crate::apply;
use crate::clause::{NONE, Text};
use crate::rule;

/// A stage that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Words and closed forms.
    Tokens,
    /// Sentences and clauses with what holds in them.
    Clauses,
    /// What rules found, before resolving; then the facts and the doubts.
    Finds,
}

/// The stage as text, a line each. Places are bytes of the folded text.
#[must_use]
pub fn explain(reader: &Reader, notice: &Notice, stage: Stage) -> String {
    let text = Text::new(&reader.rules, reader.modal, notice);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = match stage {
        Stage::Tokens => tokens(reader, &text, &mut out),
        Stage::Clauses => clauses(&text, &mut out),
        Stage::Finds => finds(reader, &text, notice, &mut out),
    };
    out
}

/// The stage `tokens`: every word and form that was seen, and of which class.
fn tokens(reader: &Reader, text: &Text<'_>, out: &mut String) -> std::fmt::Result {
    for token in text.tokens() {
        let name = reader.rules.names.name(token.class);
        let words = text.lexed.slice(token.start, token.end).replace('\n', "⏎");
        write!(out, "{:>6}-{:<6} {name} 「{words}」", token.start, token.end)?;
        match text.lexed.form(token) {
            Some(form) => writeln!(out, " {}", form.value)?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

/// The stage `clauses`: the clauses under their lines, with what is said of each.
fn clauses(text: &Text<'_>, out: &mut String) -> std::fmt::Result {
    let mut line = usize::MAX;
    let mut order: Vec<_> = text.clauses.iter().collect();
    order.sort_by_key(|c| c.start);
    for clause in order {
        let at = text.line_at(clause.start);
        if at != line {
            line = at;
            let heading = text.lines[at].heading.map(|h| text.lines[h as usize]);
            let under = heading.map_or("", |h| text.lexed.slice(h.start, h.end).trim());
            writeln!(out, "{:>6} {:?} under 「{under}」", at + 1, text.lines[at].kind)?;
        }
        let holds = [
            ("negated", clause.negated),
            ("possible", clause.possible),
            ("planned", clause.planned),
            ("reported", clause.reported),
        ];
        let holds: Vec<_> = holds.iter().filter(|(_, at)| *at > 0).map(|(name, _)| *name).collect();
        let governor = text.lexed.within(clause.start, clause.end).map(|t| text.governor[t]).rfind(|g| *g != NONE);
        let date = governor.map_or("", |g| text.lexed.slice(text.tokens()[g as usize].start, text.tokens()[g as usize].end));
        let words = text.lexed.slice(clause.start, clause.end).trim();
        if !words.is_empty() {
            writeln!(out, "         「{words}」 {}{}{date}", holds.join(" "), if date.is_empty() { "" } else { " ← " })?;
        }
    }
    Ok(())
}

/// The stage `finds`: which rules held by which words, and what became of it.
fn finds(reader: &Reader, text: &Text<'_>, notice: &Notice, out: &mut String) -> std::fmt::Result {
    for find in apply::apply(&reader.rules, text) {
        let rule = &reader.rules.rules[find.rule as usize];
        let words: Vec<_> = find.tokens().rev().map(|t| text.lexed.slice(text.tokens()[t].start, text.tokens()[t].end)).collect();
        writeln!(out, "{} #{} 「{}」", rule.id.replace('/', "."), rule.place + 1, words.join("」 … 「"))?;
    }
    let reading = reader.read(notice);
    writeln!(out, "\nfacts")?;
    for line in rule::fact_lines(&reading, &notice.text) {
        writeln!(out, "  {line}")?;
    }
    writeln!(out, "\ndoubts")?;
    for doubt in &reading.doubts {
        writeln!(out, "  {} 「{}」: {}", doubt.key, doubt.span.of(&notice.text), doubt.why)?;
    }
    Ok(())
}
