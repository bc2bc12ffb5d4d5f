//! The manual of the rules: a page a key, with what each code means and how it is said, made of the rule pages.

use std::fmt::Write as _;

use jikenbo_read::Page;

/// The page of a key: its codes in order, each with its prose and its examples; the words and rules stay on the rule pages.
#[must_use]
pub fn key_page(key: &str, label: &str, pages: &[&Page]) -> String {
    let mut out = format!("# {key} — {label}\n\n[All keys](README.md) · [what the codes mean](../record.md#{key})\n");
    for page in pages {
        let _ = writeln!(out, "\n## {} {}\n", page.code(), page.title);
        let prose = prose(&page.source);
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

/// The words of a rule page for people: all that stands outside its blocks, without the heading.
#[must_use]
pub fn prose(source: &str) -> String {
    let mut inside = false;
    let mut lines: Vec<&str> = Vec::new();
    for line in source.lines().skip(1) {
        let second_blank = line.is_empty() && lines.last().is_none_or(|l| l.is_empty());
        if line.starts_with("```") {
            inside = !inside;
        } else if !inside && !second_blank {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn prose_is_what_stands_outside_the_blocks() {
        let page = "# causes.phishing — 詐欺\n\nだまされたもの。\n\n```words\n偽の画面\n```\n\n注意は採らない。\n\n```rule\nwhen = \"@words\"\n```\n";
        assert_eq!(prose(page), "だまされたもの。\n\n注意は採らない。");
    }
}
