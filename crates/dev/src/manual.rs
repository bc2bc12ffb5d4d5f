//! The manual of the rules: a page a key, with what each code means and how it is said, made of the rule pages.

use std::fmt::Write as _;

use jikenbo_read::Page;

/// The page of a key: its codes in order, each with its prose and its examples; the words and rules stay on the rule pages,
/// but for the words that the prose announces.
#[must_use]
pub fn key_page(key: &str, label: &str, pages: &[&Page]) -> String {
    let mut out = format!("# {key} — {label}\n\n[All keys](README.md) · [what the codes mean](../record.md#{key})\n");
    for page in pages {
        let _ = writeln!(out, "\n## {} {}\n", page.code(), page.title);
        let prose = prose(page);
        if !prose.is_empty() {
            let _ = writeln!(out, "{prose}\n");
        }
        for example in &page.examples {
            let input: Vec<&str> = example.input.lines().collect();
            let _ = writeln!(out, "> {}\n", input.join("  \n> "));
            match example.expected.as_slice() {
                [] => out.push_str("nothing\n\n"),
                facts => {
                    facts.iter().for_each(|fact| _ = writeln!(out, "- `{fact}`"));
                    out.push('\n');
                }
            }
        }
        let _ = writeln!(out, "[words and rules](../../rules/{}.md)", page.id);
    }
    out
}

/// What a rule page tells people beside its examples.
#[must_use]
pub fn prose(page: &Page) -> String {
    let mut inside = false;
    let mut lines: Vec<String> = Vec::new();
    for line in page.told().lines() {
        let second_blank = line.is_empty() && lines.last().is_none_or(String::is_empty);
        if line.starts_with("```") {
            inside = !inside;
        } else if !inside && !second_blank {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::prose;
    use jikenbo_read::Page;

    #[test]
    fn prose_is_what_stands_outside_the_blocks() {
        let source = "# causes.phishing — 詐欺\n\nだまされたもの。\n\n```words\n偽の画面\n```\n\n注意は採らない。\n\n```examples\n> 偽の画面\n```\n";
        let [id, title, file] = ["causes/phishing", "詐欺", "causes/phishing.md"].map(str::to_owned);
        let page = Page { id, title, file, source: source.to_owned(), examples: Vec::new() };
        assert_eq!(prose(&page), "だまされたもの。\n\n注意は採らない。");
    }
}
