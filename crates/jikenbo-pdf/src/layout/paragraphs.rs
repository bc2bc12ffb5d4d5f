//! Lines to paragraphs: a line that ends because the column does goes on in the next.

use super::line::{Kind, Line};

/// The lines of all pages, those that belong together joined.
pub(super) fn join(sheets: Vec<Vec<Line>>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut last: Option<Line> = None;
    let body = body_size(sheets.iter().flatten());
    for (page, sheet) in sheets.into_iter().enumerate() {
        for mut line in sheet {
            line.page = page;
            line.runs = Vec::new();
            indent(&mut line);
            let joined = match (&last, out.last_mut()) {
                (Some(last), Some(open)) if goes_on(open, last, &line, body) => {
                    append(&mut open.text, &line.text);
                    true
                }
                (Some(last), Some(open)) if is_in_cell(open, last, &line) => {
                    let full = last.right > line.right - 1.6 * line.size;
                    open.text.push_str(if full { "" } else { " " });
                    append(&mut open.text, &line.text);
                    true
                }
                _ => false,
            };
            line.apart = last.as_ref().is_some_and(|last| is_apart(last, &line));
            last = Some(line.clone());
            if !joined {
                out.push(line);
            }
        }
    }
    out
}

/// Lines set solid are an em and a half to two apart; a blank line or the room above a heading is more.
fn is_apart(last: &Line, line: &Line) -> bool {
    let rows = last.kind == Kind::Row && line.kind == Kind::Row;
    !rows && last.page == line.page && last.base - line.base > 1.2 * (line.size + last.size)
}

/// Blanks at the head of a line are its indent.
fn indent(line: &mut Line) {
    if line.kind == Kind::Words {
        let words = line.text.trim_start_matches([' ', '\u{3000}']);
        let blanks = line.text.chars().take_while(|c| matches!(c, ' ' | '\u{3000}')).filter(|&c| c == '\u{3000}').count();
        line.left += line.size * blanks as f32;
        line.text = words.trim_end().to_owned();
    }
}

/// The size of most characters.
pub(crate) fn body_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let mut sizes: Vec<(f32, usize)> = lines.map(|line| (line.size, line.text.chars().count())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut passed = 0;
    for (size, count) in sizes {
        passed += count;
        if passed > half {
            return size;
        }
    }
    10.0
}

/// Whether `line` belongs to the paragraph `open`, whose last line is `last`.
fn goes_on(open: &Line, last: &Line, line: &Line, body: f32) -> bool {
    if last.kind == Kind::Row || line.kind == Kind::Row || (last.size - line.size).abs() > 0.12 * line.size {
        return false;
    }
    let moved = last.page != line.page || last.column != line.column && last.base < line.base;
    let near = moved || last.base > line.base && last.base - line.base < 2.3 * line.size;
    if !near || begins_anew(&line.text) || line.text.contains('\t') {
        return false;
    }
    if line.size > 1.15 * body && !moved {
        return heading_goes_on(last, line);
    }
    let em = line.size;
    let full = last.right > last.column.1 - 1.6 * em && last.right - last.column.0 > 8.0 * em;
    // Columns of pages and sides are compared from their own left edge.
    let (was, is) = (last.left - last.column.0, line.left - line.column.0);
    let hanging =
        begins_anew(&open.text) && is > open.left - open.column.0 - 0.5 * em && is < open.left - open.column.0 + 4.5 * em;
    let flush = (is - was).abs() < 0.6 * em || is < was && was - is < 2.6 * em;
    full && (flush || hanging) && !(ended(&last.text) && moved && is > 0.6 * em)
}

/// Whether a line is the next of the last cell of a line that a wide gap parts.
fn is_in_cell(open: &Line, last: &Line, line: &Line) -> bool {
    let near = last.page == line.page && last.base > line.base && last.base - line.base < 2.0 * line.size;
    near && line.kind == Kind::Words
        && line.cell.is_none()
        && open.cell.is_some_and(|cell| (line.left - cell).abs() < 0.6 * line.size)
}

/// A headline too long for one line: its lines are centred, or the first is full.
fn heading_goes_on(last: &Line, line: &Line) -> bool {
    let centre = |line: &Line| (line.left + line.right) / 2.0;
    let page = (line.column.0 + line.column.1) / 2.0;
    let centred = (centre(last) - page).abs() < 1.5 * line.size && (centre(line) - page).abs() < 1.5 * line.size;
    let full = last.right > last.column.1 - 2.0 * line.size;
    (centred || full) && !ended(&last.text) && last.base - line.base < 1.9 * line.size
}

fn ended(text: &str) -> bool {
    text.ends_with(['。', '．', '！', '？', '!', '?'])
}

/// Whether a line begins something of its own: a list mark, a number, a heading's sign.
pub(crate) fn begins_anew(text: &str) -> bool {
    const MARKS: &str = "・●○■□◆◇▼▽▲△★☆※＊◎►▪•–①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮【＜《〔";
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return true };
    if MARKS.contains(first) {
        return true;
    }
    let bracket = matches!(first, '(' | '（');
    let rest = if bracket { chars.as_str() } else { text };
    let digits = rest.chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).count();
    let kana =
        usize::from(bracket && rest.starts_with(|c: char| ('ア'..='ン').contains(&c) || "一二三四五六七八九十".contains(c)));
    let behind = rest.chars().nth(digits.max(kana));
    let closes = if bracket {
        matches!(behind, Some(')' | '）'))
    } else {
        matches!(behind, Some('.' | '．' | ')' | '）' | '、' | '\u{3000}'))
    };
    let section = text.starts_with('第') && text.chars().take(5).any(|c| matches!(c, '章' | '条' | '節'));
    // "1.5億円" and "3)" at the head of a line: a figure behind the dot is a number.
    let number = rest.chars().nth(digits + 1).is_some_and(|c| c.is_ascii_digit()) && matches!(behind, Some('.' | '．'));
    (digits.max(kana) > 0 && digits <= 2 && closes && !number) || section
}

/// Appends a line: Latin words with a blank between, all else without.
fn append(text: &mut String, line: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !c.is_ascii_whitespace());
    let (before, after) = (text.chars().last(), line.chars().next());
    // An address is broken without a blank; words of Latin letters are not.
    let address = text.rsplit([' ', '\t', '：', '（']).next().is_some_and(|word| word.contains("://") || word.contains('@'));
    if latin(before) && latin(after) && !address {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::super::line::build;
    use super::{begins_anew, join};
    use crate::page::Run;

    fn read(lines: &[(&str, f32, f32)]) -> Vec<String> {
        let runs = lines.iter().map(|&(text, left, base)| Run::sample(text, left, base, 10.0)).collect();
        join(vec![super::super::columns::order(build(runs))]).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_full_line_goes_on_and_a_short_one_ends() {
        let found = read(&[
            ("このたび、当社のサーバーが不正", 60.0, 700.0),
            ("アクセスを受けたことが分かりました", 50.0, 685.0),
            ("ので、お知らせします。", 50.0, 670.0),
            ("お客様にお詫びを申し上げますので", 60.0, 655.0),
            ("よろしくお願いします。", 50.0, 640.0),
            ("・サーバーを停止し、原因を調査して", 50.0, 625.0),
            ("おります。", 60.0, 610.0),
            ("・警察に相談しました。", 50.0, 595.0),
            ("以上", 200.0, 580.0),
        ]);
        assert_eq!(
            found,
            [
                "このたび、当社のサーバーが不正アクセスを受けたことが分かりましたので、お知らせします。",
                "お客様にお詫びを申し上げますのでよろしくお願いします。",
                "・サーバーを停止し、原因を調査しております。",
                "・警察に相談しました。",
                "以上"
            ]
        );
    }

    #[test]
    fn marks_and_numbers_begin_anew() {
        for text in ["・項目", "１．経緯", "2) 対応", "（３）件数", "(ア) 氏名", "※注", "第２章", "①", "4　窓口"]
        {
            assert!(begins_anew(text), "{text}");
        }
        for text in ["2024年6月3日", "1.5億円", "（以下「当社」", "第三者による", "3日に", "12,000件"] {
            assert!(!begins_anew(text), "{text}");
        }
    }
}
