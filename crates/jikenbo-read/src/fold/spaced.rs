//! Words whose letters are set apart: 氏　名, お 知 ら せ, 平 成 28 年 8 月 18 日.
//!
//! Forms and letters stretch short words so that they line up with longer ones, and PDFs keep the blanks. They part no words; so the
//! fold leaves them out.

use super::{is_nothing, simple};

/// The widest gap between the letters of a word, in bytes of blanks.
const WIDEST: usize = 24;

/// The blanks of `source` that only set the letters of one word apart, in order, as byte ranges.
pub(super) fn blanks(source: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(blank) = source.get(at..).and_then(|rest| rest.find(is_blank)).map(|n| at + n) {
        at = after_blanks(source, blank);
        let first = cell_before(source, blank);
        if let Some(first) = first.filter(|&first| is_free(source, first)) {
            let run = Run::at(source, first);
            at = at.max(run.end);
            found.extend(run.gaps(source).flat_map(|(start, end)| blanks_in(source, start, end)));
        }
    }
    found
}

/// The words of `source` with such blanks left out: the name 青葉市 of a letter's head that says 青　葉　市.
pub(crate) fn joined(source: &str) -> String {
    let mut words = String::with_capacity(source.len());
    let mut at = 0;
    for (start, end) in blanks(source) {
        words.push_str(source.get(at..start).unwrap_or(""));
        at = end;
    }
    words.push_str(source.get(at..).unwrap_or(""));
    words
}

/// Letters that stand alone between blanks, one after another.
#[derive(Default)]
struct Run {
    cells: Vec<Cell>,
    end: usize,
}

/// A letter or figure that stands alone.
struct Cell {
    kind: Kind,
    start: usize,
    end: usize,
    /// How wide the gap behind it is, in bytes of blanks; 0 if none is there.
    gap: usize,
}

impl Run {
    /// The run whose first letter stands at `at`.
    fn at(source: &str, at: usize) -> Self {
        let mut run = Self { end: at, ..Self::default() };
        while let Some((kind, end)) = cell(source, run.end) {
            let next = after_blanks(source, end);
            let gap = blanks_in(source, end, next).map(|(from, to)| to - from).sum();
            if gap == 0 && source.get(next..).and_then(|s| s.chars().next()).is_some_and(is_letter) {
                break;
            }
            run.cells.push(Cell { kind, start: run.end, end, gap });
            run.end = next;
            if gap == 0 {
                break;
            }
        }
        run
    }

    /// The gaps within its words. Letters of a word stand equally far apart, and farther from the next word (氏 名　林 誠).
    fn gaps(&self, source: &str) -> impl Iterator<Item = (usize, usize)> {
        let inner = self.cells.split_last().map_or(&[][..], |(_, cells)| cells);
        let narrow = inner.iter().map(|cell| cell.gap).min().filter(|&gap| gap <= WIDEST).unwrap_or(0);
        let words = self.cells.chunk_by(move |cell, _| cell.gap == narrow).filter(|word| is_word(source, word));
        words.flat_map(|word| word.windows(2)).filter_map(|pair| match pair {
            [cell, next] => Some((cell.end, next.start)),
            _ => None,
        })
    }
}

/// Whether letters set apart are a word or a date. Two letters may be two words unless both are ideographs, and a row of figures is none.
fn is_word(source: &str, cells: &[Cell]) -> bool {
    let of = |kind| cells.iter().filter(|cell| cell.kind == kind).count();
    let (kanji, figures) = (of(Kind::Kanji), of(Kind::Figure));
    let dated = || cells.iter().any(|cell| source.get(cell.start..cell.end).is_some_and(|c| matches!(c, "年" | "月" | "日")));
    match cells.len() {
        0 | 1 => false,
        2 => kanji == 2,
        3 => kanji > 0 && figures == 0,
        all => kanji > 0 && (figures == 0 || figures * 2 <= all && dated()),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kanji,
    Kana,
    Figure,
}

/// The letter, or the figure of at most two digits, at `at`; with its end.
fn cell(source: &str, at: usize) -> Option<(Kind, usize)> {
    let mut letters = source.get(at..)?.chars();
    let first = letters.next()?;
    let end = at + first.len_utf8();
    let second = letters.next();
    if is_digit(first) {
        return Some((Kind::Figure, end + second.filter(|&c| is_digit(c)).map_or(0, char::len_utf8)));
    }
    match first {
        // ｶﾞ is a letter and its mark.
        'か'..='と' | 'は'..='ほ' | 'カ'..='ト' | 'ハ'..='ホ' | 'ｦ'..='ﾝ' => {
            Some((Kind::Kana, end + second.filter(|&c| is_mark(c)).map_or(0, char::len_utf8)))
        }
        '\u{3400}'..='\u{9FFF}' | '々' | '\u{2F00}'..='\u{2FDF}' | '\u{2E80}'..='\u{2EFF}' | '\u{F900}'..='\u{FAFF}' => {
            Some((Kind::Kanji, end))
        }
        'ぁ'..='ん' | 'ァ'..='ヴ' | 'ー' => Some((Kind::Kana, end)),
        _ => None,
    }
}

/// The start of the cell that ends at `end`.
fn cell_before(source: &str, end: usize) -> Option<usize> {
    let mut letters = source.get(..end)?.char_indices().rev();
    let mut letters = letters.by_ref().skip_while(|&(_, c)| is_nothing(c));
    let (at, c) = letters.next()?;
    let start = match letters.next() {
        Some((before, d)) if is_digit(c) && is_digit(d) || is_mark(c) => before,
        _ => at,
    };
    cell(source, start).map(|_| start)
}

/// Whether no word ends right before `at`.
fn is_free(source: &str, at: usize) -> bool {
    source.get(..at).and_then(|s| s.chars().rev().find(|&c| !is_nothing(c))).is_none_or(|c| !is_letter(c))
}

/// Where the blanks at `at` end, and what stands among them and shows nothing.
fn after_blanks(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or("");
    at + rest.find(|c| !is_blank(c) && !is_nothing(c)).unwrap_or(rest.len())
}

/// The blanks between two places, each with its end.
fn blanks_in(source: &str, start: usize, end: usize) -> impl Iterator<Item = (usize, usize)> {
    let gap = source.get(start..end).unwrap_or("").char_indices();
    gap.filter(|&(_, c)| is_blank(c)).map(move |(at, c)| (start + at, start + at + c.len_utf8()))
}

pub(super) fn is_blank(c: char) -> bool {
    c == ' ' || simple(c) == Some(' ')
}

/// The (semi-)voiced mark of a kana.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}' | '゛' | '゜' | 'ﾞ' | 'ﾟ')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// What a word may hold; marks and brackets part it from what it stands beside.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || matches!(c, '々' | 'ー' | '\u{2E80}'..='\u{2FDF}')
}

#[cfg(test)]
mod tests {
    use crate::fold::Folded;

    #[test]
    fn letters_set_apart_are_one_word() {
        let inputs = [
            "氏　名、住　所、電 話 番 号",
            "お 詫 び と お 知 ら せ",
            "平 成 28 年 8 月 18 日",
            "令 和 ６ 年 ５ 月 ２ ０ 日",
            "学　長　　青葉太郎",
            "(1) 件 数：150件",
            "青 葉 市 立 病 院",
        ];
        let table: Vec<String> = inputs.iter().map(|input| Folded::new(input).text).collect();
        insta::assert_snapshot!(table.join("\n"), @r"
        氏名、住所、電話番号
        お詫びとお知らせ
        平成28年8月18日
        令和6年5月20日
        学長  青葉太郎
        (1) 件数:150件
        青葉市立病院
        ");
    }

    #[test]
    fn words_stay_apart() {
        let inputs = [
            "青葉市 市長 林 誠一",
            "1 2 3 4 5",
            "表 1 2",
            "A B C",
            "は が",
            "氏 名　　林 誠",
            "会 社 名　青 葉",
            "その他 の 情報",
            "同 午後4時",
            "男 1 女 2 計",
        ];
        let table: Vec<String> = inputs.iter().map(|input| Folded::new(input).text).collect();
        insta::assert_snapshot!(table.join("\n"), @r"
        青葉市 市長 林 誠一
        1 2 3 4 5
        表 1 2
        A B C
        は が
        氏名  林誠
        会社名 青葉
        その他 の 情報
        同 午後4時
        男 1 女 2 計
        ");
    }

    #[test]
    fn the_way_back_is_kept() {
        let folded = Folded::new("・氏　名、");
        assert_eq!(folded.text, "・氏名、");
        let start = folded.text.find("氏名").unwrap();
        assert_eq!(super::joined("青　葉　市 役所"), "青葉市 役所");
        assert_eq!(folded.source(start, start + "氏名".len()).of("・氏　名、"), "氏　名");
    }
}
