//! Numbers: 1,938 147万545 1.5万 二十三 数十.

/// A number and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u64,
    pub(super) end: usize,
    /// 数十, 数百: the value is the unit.
    pub(super) several: bool,
    /// Written in kanji only.
    pub(super) kanji: bool,
    /// With a fraction left over (2.5): it counts nothing.
    pub(super) fraction: bool,
}

/// The number that begins at `at`, if one does.
pub(super) fn number(text: &str, at: usize) -> Option<Number> {
    let first = text[at..].chars().next()?;
    if first.is_ascii_digit() { figures(text, at) } else { kanji(text, at) }
}

/// The value of 億, 万, 千 …, largest first.
const UNITS: [(char, u64); 5] = [('兆', 1_000_000_000_000), ('億', 100_000_000), ('万', 10_000), ('千', 1_000), ('百', 100)];

fn unit(c: char) -> Option<u64> {
    UNITS.iter().find(|(u, _)| *u == c).map(|(_, v)| *v)
}

/// Figures with or without 億 and 万 between them: each part is worth less than the unit before it.
fn figures(text: &str, at: usize) -> Option<Number> {
    let (mut end, mut value, mut below) = (at, 0_u64, u64::MAX);
    let mut fraction = false;
    let mut several = false;
    while text[end..].starts_with(|c: char| c.is_ascii_digit()) {
        let (whole, tenths, after) = digits(text, end)?;
        let next = text[after..].chars().next();
        let scale = next.and_then(unit).filter(|u| *u < below);
        match scale {
            Some(scale) => {
                value = value.checked_add(whole.checked_mul(scale)?)?.checked_add(scaled(tenths, scale)?)?;
                end = after + next.map_or(0, char::len_utf8);
                below = scale;
                if text[end..].starts_with('数') {
                    several = true;
                }
            }
            None if whole < below => {
                fraction = tenths.is_some();
                value = value.checked_add(whole)?;
                end = after;
                break;
            }
            None => break,
        }
    }
    Some(Number { value, end, several, kanji: false, fraction })
}

/// A fraction of a unit: the 5 of 1.5万 is 5,000. `None` if it leaves something over.
fn scaled(tenths: Option<&str>, scale: u64) -> Option<u64> {
    let Some(tenths) = tenths else { return Some(0) };
    let base = 10_u64.checked_pow(tenths.len() as u32)?;
    let part = tenths.parse::<u64>().ok()?.checked_mul(scale)?;
    Some(part / base)
}

/// `1,938` `12.5`: the whole, the digits after a point, and the end.
fn digits(text: &str, at: usize) -> Option<(u64, Option<&str>, usize)> {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let first = run(at);
    let mut end = at + first;
    let mut value: u64 = text[at..end].parse().ok()?;
    if first <= 3 {
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            value = value.checked_mul(1000)?.checked_add(text[end + 1..end + 4].parse().ok()?)?;
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        let stop = end + 1 + run(end + 1);
        return Some((value, Some(&text[end + 1..stop]), stop));
    }
    Some((value, None, end))
}

pub(super) fn kanji_digit(c: char) -> Option<u64> {
    "〇一二三四五六七八九".chars().position(|d| d == c).map(|n| n as u64)
}

/// 二十三, 二〇二二, 百二十, 数十, 三千万
fn kanji(text: &str, at: usize) -> Option<Number> {
    let several = text[at..].starts_with('数');
    let mut end = at + if several { '数'.len_utf8() } else { 0 };
    let (mut total, mut part, mut figure) = (0_u64, 0_u64, None::<u64>);
    let mut any = false;
    for c in text[end..].chars() {
        if let Some(digit) = kanji_digit(c) {
            figure = Some(figure.map_or(Some(digit), |f| f.checked_mul(10)?.checked_add(digit))?);
        } else if let Some(scale) = if c == '十' { Some(10) } else { unit(c) } {
            let count = figure.take();
            if scale < 10_000 {
                part = part.checked_add(count.unwrap_or(1).checked_mul(scale)?)?;
            } else {
                let whole = part + count.unwrap_or(u64::from(part == 0));
                total = total.checked_add(whole.checked_mul(scale)?)?;
                part = 0;
            }
        } else {
            break;
        }
        any = true;
        end += c.len_utf8();
    }
    let value = total.checked_add(part)?.checked_add(figure.unwrap_or(0))?;
    (any && !(several && figure.is_some())).then_some(Number { value, end, several, kanji: true, fraction: false })
}

/// A number of at most `most` in figures or kanji, as dates have them.
pub(super) fn small(text: &str, at: usize, most: u64) -> Option<(u64, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(at)?.is_ascii_digit() {
        let len = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let value = text[at..at + len].parse().ok().filter(|v| *v <= most)?;
        return Some((value, at + len));
    }
    let number = kanji(text, at).filter(|n| !n.several && n.value <= most)?;
    Some((number.value, number.end))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers() {
        let read = |t: &'static str| number(t, 0).map(|n| (n.value, &t[n.end..]));
        assert_eq!(read("1,938件"), Some((1938, "件")));
        assert_eq!(read("147万545件"), Some((1_470_545, "件")));
        assert_eq!(read("1.5万"), Some((15_000, "")));
        assert_eq!(read("1万4127名"), Some((14_127, "名")));
        assert_eq!(read("1億5493万米"), Some((154_930_000, "米")));
        assert_eq!(read("481万5,399件"), Some((4_815_399, "件")));
        assert_eq!(read("2,22,"), Some((2, ",22,")));
        assert_eq!(read("3千件"), Some((3000, "件")));
        assert_eq!(read("二十三名"), Some((23, "名")));
        assert_eq!(read("二〇二二年"), Some((2022, "年")));
        assert_eq!(read("千二百"), Some((1200, "")));
        assert_eq!(read("三千万円"), Some((30_000_000, "円")));
        assert_eq!(number("数十件", 0).map(|n| (n.value, n.several)), Some((10, true)));
        assert_eq!(read("99999999999999999999"), None);
    }
}
