//! What is particular to a terminal: its width, and letters that must not reach it.

use std::io::{self, IsTerminal};

/// The width of the terminal that standard output goes to; `None` where it goes elsewhere.
pub(super) fn width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Text of a notice as it may be printed: one line, and no control letters, which could steer a terminal.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() || c.is_control() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_of_a_notice_steers_the_terminal() {
        assert_eq!(super::line("青葉\u{1b}[2J堂\r\n\t書店\u{202e}"), "青葉 [2J堂 書店");
    }
}
