//! A rule page for people who write no rules: its prose and its examples, and the words that its prose announces.

/// How many entries of a list of words are told, and how many choices of an entry: enough to know the sort.
const MOST: usize = 12;

/// So many choices of an entry are told.
const MOST_CHOICES: usize = 5;

/// The page without its heading, and without its blocks of words and rules. A block of words below a sentence that ends with a colon is what
/// the sentence speaks of: of that the words are told, each in quotes.
pub(super) fn told(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut lines = source.lines().skip(1);
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            push(&mut out, line);
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match info.split(' ').next() {
            Some("words") if out.trim_end().ends_with([':', '\u{ff1a}']) => push(&mut out, &words(&block)),
            Some("words" | "rule") => {}
            _ => std::iter::once(line).chain(block).chain(["```"]).for_each(|line| push(&mut out, line)),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A line more; of several blank ones, the first.
fn push(out: &mut String, line: &str) {
    if !line.is_empty() || !out.is_empty() && !out.ends_with("\n\n") {
        out.push_str(line);
        out.push('\n');
    }
}

/// 「検知」「気付(い/き)」「停止(する)」 ほか3語
fn words(block: &[&str]) -> String {
    let entries = block.iter().flat_map(|line| line.split('#').next().unwrap_or("").split_whitespace());
    let all: Vec<&str> = entries.collect();
    let mut out: String = all.iter().take(MOST).map(|entry| format!("「{}」", readable(entry))).collect();
    if all.len() > MOST {
        out.push_str(&format!(" ほか{}語", all.len() - MOST));
    }
    out
}

/// An entry as people write it: 気付[い|き] is 気付(い/き), 停止~ is 停止(する).
fn readable(entry: &str) -> String {
    let mut out = String::new();
    let (entry, verb) = entry.strip_suffix('~').map_or((entry, ""), |noun| (noun, "(する)"));
    for (n, part) in entry.split(['[', ']']).enumerate() {
        // What stands in brackets is every second part.
        if n % 2 == 0 {
            out.push_str(part);
            continue;
        }
        let choices: Vec<&str> = part.split('|').filter(|choice| !choice.is_empty()).collect();
        let more = if choices.len() > MOST_CHOICES { "…" } else { "" };
        out.push_str(&format!("({}{more})", choices.iter().take(MOST_CHOICES).copied().collect::<Vec<_>>().join("/")));
    }
    out + verb
}

#[cfg(test)]
mod tests {
    use super::{readable, told};

    #[test]
    fn a_sentence_with_a_colon_is_followed_by_its_words() {
        let page = "# timeline.discovery — 発覚\n\n最初に知った日。\n\n```words\n検知\n```\n\n機械が知らせる:\n\n```words watched open\n\
                    監視 # 見張り\n検知~ 気付[い|き|]\n```\n\n```rule\nwhen = \"@words\"\n```\n\n```examples\n> 検知した。\n```\n";
        assert_eq!(
            told(page),
            "最初に知った日。\n\n機械が知らせる:\n\n「監視」「検知(する)」「気付(い/き)」\n\n```examples\n> 検知した。\n```"
        );
    }

    #[test]
    fn of_many_words_the_first_are_told() {
        let many: Vec<String> = (1..=20).map(|n| format!("語{n}")).collect();
        let told = told(&format!("# a.b — c\n\nWords:\n\n```words\n{}\n```\n", many.join("\n")));
        assert!(told.starts_with("Words:\n\n「語1」「語2」") && told.ends_with("「語12」 ほか8語"), "{told}");
        assert_eq!(readable("[一|二|三|四|五|六]回"), "(一/二/三/四/五…)回");
    }
}
