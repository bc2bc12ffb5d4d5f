//! A query as text again: the canonical form, which reads back to the same query.

use std::fmt::{Display, Formatter, Result};

use super::parse::{is_plain_value, is_plain_word};
use super::{How, Node, Query};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        joined(self.conditions(), " ", f, |node, f| node.fmt(f))
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::All(nodes) => {
                f.write_str("(")?;
                joined(nodes, " ", f, |node, f| node.fmt(f))?;
                f.write_str(")")
            }
            Self::Any(nodes) => joined(nodes, " OR ", f, grouped),
            Self::Not(node) => {
                f.write_str("-")?;
                if matches!(**node, Self::Not(_)) { write!(f, "({node})") } else { grouped(node, f) }
            }
            Self::Text(words, How::Word) if is_plain_word(words) => f.write_str(words),
            Self::Text(words, _) => quoted(words, f),
            Self::Name(field, words, how) => {
                write!(f, "{}{}", field.name(), if *how == How::Whole { "=" } else { ":" })?;
                let plain = *how != How::Exact && is_plain_value(words);
                if plain { f.write_str(words) } else { quoted(words, f) }
            }
            Self::Code(field, code) => write!(f, "{}:{code}", field.name()),
            Self::Lacks(field) => write!(f, "{}:-", field.name()),
            Self::Number(figure, op, value) => write!(f, "{}{}{value}", figure.name(), op.sign()),
            Self::NoFigure(figure) => write!(f, "{}:-", figure.name()),
            Self::Month(date) => write!(f, "month:{date}"),
            Self::NoMonth => f.write_str("month:-"),
            Self::NoDate => f.write_str("date:-"),
            Self::Since(date) => write!(f, "since:{date}"),
            Self::Until(date) => write!(f, "until:{date}"),
            Self::New(at) => write!(f, "new:{at}"),
        }
    }
}

fn joined(nodes: &[Node], between: &str, f: &mut Formatter<'_>, show: impl Fn(&Node, &mut Formatter<'_>) -> Result) -> Result {
    for (n, node) in nodes.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        show(node, f)?;
    }
    Ok(())
}

/// In parentheses, where it is joined itself.
fn grouped(node: &Node, f: &mut Formatter<'_>) -> Result {
    if matches!(node, Node::Any(_)) { write!(f, "({node})") } else { node.fmt(f) }
}

/// In the quotes that the words do not hold themselves.
fn quoted(words: &str, f: &mut Formatter<'_>) -> Result {
    let mut depth = 0_i32;
    let balanced = words.chars().all(|c| {
        depth += i32::from(c == '「') - i32::from(c == '」');
        depth >= 0
    }) && depth == 0;
    if balanced { write!(f, "「{words}」") } else { write!(f, "\"{words}\"") }
}
