//! Page numbers and running heads: they stand at the edge of each page, and in the middle of sentences once pages are joined.

use std::collections::HashMap;

use super::line::{Kind, Line};

/// The share of a page's height at its top and bottom where running heads stand.
const EDGE: f32 = 0.11;

/// Takes out what is no part of the text. `edges`: the lower and upper edge of each page.
pub(super) fn remove(sheets: &mut [Vec<Line>], edges: &[(f32, f32)]) {
    let mut seen: HashMap<(String, bool), usize> = HashMap::new();
    for (sheet, edge) in sheets.iter().zip(edges) {
        let mut here: Vec<(String, bool)> = sheet.iter().filter_map(|line| at_edge(line, *edge)).collect();
        here.sort();
        here.dedup();
        here.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    let pages = sheets.len();
    for ((n, sheet), edge) in sheets.iter_mut().enumerate().zip(edges) {
        sheet.retain(|line| {
            let Some(key) = at_edge(line, *edge) else { return true };
            // On two of three pages, or two at least: left and right pages may have their own.
            let running = seen.get(&key).is_some_and(|&count| count >= 2 && count * 3 >= pages);
            !(running && !(n == 0 && opens(&key)) || is_number(&line.text, n + 1, pages))
        });
    }
}

/// The line with its figures made one, and whether it stands at the top; nothing for lines inside the page.
fn at_edge(line: &Line, (bottom, top): (f32, f32)) -> Option<(String, bool)> {
    let margin = (top - bottom) * EDGE;
    let (low, high) = (line.base < bottom + margin, line.base > top - margin);
    if line.kind == Kind::Row || !(low || high) {
        return None;
    }
    let mut key = String::new();
    for c in line.text.chars().filter(|c| !c.is_whitespace()) {
        let figure = c.is_ascii_digit() || ('０'..='９').contains(&c);
        if !(figure && key.ends_with('#')) {
            key.push(if figure { '#' } else { c });
        }
    }
    Some((key, high))
}

/// Whether a running head is kept on the first page: it may be all that names the publisher or the day. Browsers print the day of
/// printing, in figures alone.
fn opens((key, high): &(String, bool)) -> bool {
    *high && (!key.contains('#') || key.contains("年#月#日"))
}

/// Whether a line is the number of its page: 1, - 1 -, 1/3, 1 / 3 ページ, P.1, Page 1 of 3.
fn is_number(text: &str, page: usize, pages: usize) -> bool {
    let plain: String = text
        .chars()
        .map(|c| if ('０'..='９').contains(&c) { char::from(b'0' + (c as u32 - '０' as u32) as u8) } else { c })
        .collect();
    let mut figures = Vec::new();
    let mut rest = String::new();
    for part in plain.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            figures.push(digits.parse::<usize>().unwrap_or(usize::MAX));
        }
        rest.push_str(&part[digits.len()..]);
    }
    let marks = rest.to_lowercase().replace(|c: char| c.is_whitespace() || "-－―–—‐/／.()（）[]~〜|".contains(c), "");
    let named = ["", "p", "page", "pageof", "ページ", "頁", "of"].contains(&marks.as_str());
    // A cover may not be counted, and a file may be a part of a longer paper: the number alone need not be the page's.
    match figures[..] {
        [number] => named && number <= 999 && (number == page || number + 1 == page || pages > 1),
        [number, of] => named && number <= of && of <= 999,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::build;
    use super::{is_number, remove};
    use crate::page::Run;

    #[test]
    fn numbers_of_pages_are_told() {
        for text in ["2", "- 2 -", "－２－", "2/3", "2 / 3 ページ", "P.2", "Page 2 of 3", "(2)"] {
            assert!(is_number(text, 2, 3), "{text}");
        }
        for text in ["2024", "第2報", "2件", "3/2", "以上", "2-3-4", ""] {
            assert!(!is_number(text, 2, 3), "{text}");
        }
        assert!(is_number("1", 1, 1) && !is_number("7", 1, 1));
    }

    #[test]
    fn what_stands_at_the_edge_of_each_page_goes() {
        let sheet = |n: usize| {
            build(vec![
                Run::sample("青葉精機株式会社　報道発表資料", 50.0, 810.0, 8.0),
                Run::sample(&format!("本文{n}の行"), 50.0, 500.0, 10.0),
                Run::sample(&format!("{n} / 3"), 290.0, 30.0, 8.0),
                Run::sample(&format!("脚注{}", ["あ", "い", "う"][n - 1]), 50.0, 60.0, 8.0),
            ])
        };
        let mut sheets = vec![sheet(1), sheet(2), sheet(3)];
        remove(&mut sheets, &[(0.0, 842.0); 3]);
        let texts: Vec<&str> = sheets.iter().flatten().map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts,
            ["青葉精機株式会社　報道発表資料", "本文1の行", "脚注あ", "本文2の行", "脚注い", "本文3の行", "脚注う"]
        );
    }
}
