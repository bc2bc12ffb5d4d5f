//! A plain table whose columns stand in line, with letters of one and of two columns' width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// Lines of cells under `columns`. Where a `width` is given, every line fits in it: the last column is cut, with an
/// ellipsis; the others are cut to their limit (0 is none).
pub(super) fn table(columns: &[(Align, usize)], rows: &[Vec<String>], width: Option<usize>) -> String {
    let limit = |n: usize| match (columns[n].1, width) {
        (0, _) | (_, None) => usize::MAX,
        (limit, _) => limit,
    };
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().enumerate().map(|(n, cell)| cut(cell, limit(n))).collect()).collect();
    let widths: Vec<usize> =
        (0..columns.len()).map(|n| rows.iter().map(|row| row.get(n).map_or(0, |c| c.width())).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (n, cell) in row.iter().enumerate() {
            if n > 0 {
                line.push_str("  ");
            }
            let blank = " ".repeat(widths[n].saturating_sub(cell.width()));
            let last = n + 1 == columns.len();
            match columns[n].0 {
                Align::Right => line.extend([&blank, cell.as_str()]),
                Align::Left if last => line.push_str(cell),
                Align::Left => line.extend([cell.as_str(), &blank]),
            }
        }
        out.push_str(cut(&line, width.unwrap_or(usize::MAX)).trim_end());
        out.push('\n');
    }
    out
}

/// Text that fits in `width` columns, with an ellipsis where something was cut off.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used < width
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_count_twice() {
        let rows = vec![vec!["青葉堂".into(), "3件".into(), "お知らせ".into()], vec!["abc".into(), "12件".into(), "x".into()]];
        let columns = [(Align::Left, 0), (Align::Right, 0), (Align::Left, 0)];
        assert_eq!(table(&columns, &rows, None), "青葉堂   3件  お知らせ\nabc     12件  x\n");
        assert_eq!(table(&columns, &rows, Some(18)), "青葉堂   3件  お…\nabc     12件  x\n");
    }

    #[test]
    fn what_is_cut_fits() {
        for (text, width, cut_to) in
            [("事件簿", 6, "事件簿"), ("事件簿", 5, "事件…"), ("事件簿", 4, "事…"), ("abc", 2, "a…"), ("事", 1, "…")]
        {
            assert_eq!(cut(text, width), cut_to);
        }
    }
}
