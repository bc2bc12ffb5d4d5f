//! Tables and rules that are drawn in text: | 日時 | 内容 |, │ 区分 │ 人数 │, ---. The cells are parted as in any table, and what is only drawn is
//! left out.

/// What parts the cells of a line.
const BARS: [char; 4] = ['|', '｜', '│', '┃'];

/// What lines are drawn with, besides bars.
const RULES: &str = "-=─━_＿═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛┠┨┯┷+＋";

/// So many letters make a rule.
const LEAST: usize = 3;

/// The drawn letters, in order: where each begins and ends, and what it is instead.
pub(super) fn letters(source: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found = Vec::new();
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let (mut at, mut drawn) = (0, false);
    for line in source.split_inclusive('\n') {
        lines.push((at, line.trim_end_matches(['\n', '\r'])));
        at += line.len();
        drawn |= draws(line);
    }
    // Most texts draw nothing.
    if !drawn {
        return found;
    }
    let bars: Vec<usize> = lines.iter().map(|(_, line)| count(line)).collect();
    for (n, (start, line)) in lines.iter().enumerate() {
        if is_rule(line) {
            found.extend(line.char_indices().map(|(at, c)| (start + at, start + at + c.len_utf8(), "")));
        } else if bars[n] >= 2 && beside(&lines, &bars, n) {
            cells(*start, line, &mut found);
        }
    }
    found
}

/// Whether a line could be drawn: it begins with a letter of rules, or has bars.
fn draws(line: &str) -> bool {
    let first = line.trim_start().chars().next().unwrap_or(' ');
    let wide = || BARS[1..].iter().any(|bar| line.contains(*bar));
    RULES.contains(first) || line.bytes().any(|b| b == b'|') || line.bytes().any(|b| matches!(b, 0xE2 | 0xEF)) && wide()
}

/// Whether a line is drawn and says nothing.
fn is_rule(line: &str) -> bool {
    let letters = || line.chars().filter(|c| !c.is_whitespace());
    letters().all(|c| RULES.contains(c) || BARS.contains(&c)) && letters().nth(LEAST - 1).is_some()
}

fn count(line: &str) -> usize {
    line.chars().filter(|c| BARS.contains(c)).count()
}

/// Whether the line above or below has as many cells, past what is only drawn.
fn beside(lines: &[(usize, &str)], bars: &[usize], n: usize) -> bool {
    let says = |m: &usize| !is_rule(lines[*m].1);
    let above = (n.saturating_sub(2)..n).rev().find(says);
    let below = (n + 1..lines.len().min(n + 3)).find(says);
    [above, below].into_iter().flatten().any(|m| bars[m] == bars[n])
}

/// Each bar with the blanks about it is a tab; one that opens or closes the line is nothing.
fn cells(start: usize, line: &str, found: &mut Vec<(usize, usize, &'static str)>) {
    let blank = |c: char| c.is_whitespace();
    for (at, c) in line.char_indices().filter(|(_, c)| BARS.contains(c)) {
        let from = line[..at].trim_end_matches(blank).len();
        let behind = &line[at + c.len_utf8()..];
        let to = line.len() - behind.trim_start_matches(blank).len();
        let outer = from == 0 || to == line.len();
        let from = from.max(found.last().map_or(0, |(_, end, _)| end.saturating_sub(start)).min(at));
        found.push((start + from, start + to, if outer { "" } else { "\t" }));
    }
}

#[cfg(test)]
mod tests {
    use crate::fold::Folded;

    #[test]
    fn a_drawn_table_is_one() {
        let text = "No.|日時|内容\n1|5月1日|送信\n---\n青葉|みどり\n┌──┬──┐\n│ 区分 │ 人数 │\n├──┼──┤\n│ A │ 9名 │\n└──┴──┘";
        assert_eq!(Folded::new(text).text, "No.\t日時\t内容\n1\t5月1日\t送信\n\n青葉|みどり\n\n区分\t人数\n\nA\t9名\n");
    }
}
