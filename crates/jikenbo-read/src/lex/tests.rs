//! The whole lexer: tables of its forms, and what holds for any text.

use super::lex;

/// One line for `text`: every form's words and what they say, or only what they say if they are the whole.
pub(super) fn line(text: &str) -> String {
    let show = |form: &super::Form| {
        let words = &text[form.start as usize..form.end as usize];
        if words == text { form.value.to_string() } else { format!("{words} {}", form.value) }
    };
    let forms: Vec<String> = lex(text).iter().map(show).collect();
    format!("{text} → {}", forms.join(" | "))
}

/// A table of such lines.
pub(super) fn table(texts: &[&str]) -> String {
    texts.iter().map(|text| line(text)).collect::<Vec<_>>().join("\n")
}
