//! Figures: 1,938, 1.5万, 147万545, 約1億5493万, 二十三, 数十.

use super::counter::counter;
use super::text::Text;

/// A figure, whatever it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    /// Its value; the part before the point if it is not whole.
    pub(super) value: u64,
    /// One past its last byte.
    pub(super) end: usize,
    /// Not 2.5.
    pub(super) whole: bool,
    /// 数十, 十数: the value is the unit.
    pub(super) about: bool,
    /// Begins with a kanji numeral.
    pub(super) kanji: bool,
}

/// A small whole number without commas: a year, month, day, hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Small {
    pub(super) value: u32,
    /// How many digits it was written with (of a positional numeral; 十二 has none).
    pub(super) digits: usize,
    pub(super) end: usize,
    pub(super) kanji: bool,
}

/// The units by which Japanese divides large numbers, the largest first.
const BIG: [(&str, u64); 3] = [("兆", 1_000_000_000_000), ("億", 100_000_000), ("万", 10_000)];

/// The small number at `at`, of at most four arabic digits, or in kanji.
pub(super) fn small(t: Text, at: usize) -> Option<Small> {
    if t.byte(at).is_ascii_digit() {
        let digits = t.rest(at).bytes().take_while(u8::is_ascii_digit).count();
        let value = t.rest(at).get(..digits).filter(|_| digits <= 4)?.parse().ok()?;
        return Some(Small { value, digits, end: at + digits, kanji: false });
    }
    let part = kanji(t, at).filter(|part| !part.about)?;
    Some(Small { value: u32::try_from(part.value).ok()?, digits: part.digits, end: part.end, kanji: true })
}

/// The figure at `at`.
pub(super) fn figure(t: Text, at: usize) -> Option<Figure> {
    let mut figure = Figure { value: 0, end: at, whole: true, about: false, kanji: !t.byte(at).is_ascii_digit() };
    let mut last = u64::MAX;
    while let Some(part) = part(t, figure.end) {
        figure.about |= part.about;
        match big(t, part, last) {
            Some((unit, end)) => {
                figure.value = figure.value.checked_add(part.times(unit)?)?;
                (figure.end, last) = (end, unit);
            }
            None => {
                figure.value = figure.value.checked_add(part.times(1)?)?;
                figure.end = part.end;
                figure.whole = part.decimals == 0;
                break;
            }
        }
    }
    (figure.end > at).then_some(figure)
}

/// The upper figure of a range: the 30 of 20~30件.
pub(super) fn upper(t: Text, lower: Figure) -> Option<Figure> {
    let mark = t.eat(t.blanks(lower.end), "~")?;
    figure(t, t.blanks(mark)).filter(|upper| upper.whole && upper.value > lower.value)
}

/// The 万, 億 or 兆 after a part, smaller than the last one.
fn big(t: Text, part: Part, last: u64) -> Option<(u64, usize)> {
    let at = if part.arabic { t.blanks(part.end) } else { part.end };
    let (unit, end) = BIG.iter().find_map(|&(word, unit)| Some((unit, t.eat(at, word)?)))?;
    // 「1 万一の場合」: a list mark before 万一
    let by_chance = t.next_in(end, "一が") && at > part.end;
    (unit < last && !by_chance).then_some((unit, end))
}

/// What stands before a 万: 1,938 or 1.5 or 三百二十 or 3千.
#[derive(Debug, Clone, Copy)]
struct Part {
    value: u64,
    /// How many of the value's digits stand after the point.
    decimals: u32,
    end: usize,
    about: bool,
    arabic: bool,
    digits: usize,
}

impl Part {
    /// The value times `unit`, cut to a whole number.
    fn times(self, unit: u64) -> Option<u64> {
        let product = u128::from(self.value) * u128::from(unit) / 10u128.checked_pow(self.decimals)?;
        u64::try_from(product).ok()
    }
}

/// What stands before a large unit: 147 of 147万, 数十 of 数十万.
fn part(t: Text, at: usize) -> Option<Part> {
    if t.byte(at).is_ascii_digit() { arabic_with_units(t, at) } else { kanji(t, at) }
}

/// 1,938 and 3千5百 and 十数 written 10数.
fn arabic_with_units(t: Text, at: usize) -> Option<Part> {
    let mut part = arabic(t, at)?;
    let (mut sum, mut last) = (0u64, 10_000);
    while let Some((unit, end)) = small_unit(t, part.end).filter(|(unit, _)| *unit < last) {
        sum = sum.checked_add(part.times(unit)?)?;
        part = Part { value: 0, decimals: 0, end, ..part };
        last = unit;
        if let Some(next) = arabic(t, end).filter(|next| next.decimals == 0 && next.value < unit) {
            part = next;
        }
    }
    part.value = part.value.checked_add(sum)?;
    if let Some(end) = t.eat(part.end, "数").filter(|&end| !t.next_in(end, "十百千万億字値式学")) {
        part = Part { about: true, end, ..part };
    }
    Some(part)
}

/// The unit within a group of four digits.
fn small_unit(t: Text, at: usize) -> Option<(u64, usize)> {
    let unit = match t.next(at)? {
        '千' => 1000,
        '百' => 100,
        '十' => 10,
        _ => return None,
    };
    Some((unit, at + '十'.len_utf8()))
}

/// Digits, with commas before each three, and decimals. `None` if it goes on like a version or an address (3.2.1).
fn arabic(t: Text, at: usize) -> Option<Part> {
    let digits = |at: usize| t.rest(at).bytes().take_while(u8::is_ascii_digit).count();
    let mut end = at + digits(at);
    while t.byte(end) == b',' && digits(end + 1) == 3 && end - at <= 20 && (end - at) % 4 <= 3 {
        end += 4;
    }
    end = spaced(t, at, end).unwrap_or(end);
    let mut decimals = 0;
    if t.byte(end) == b'.' && digits(end + 1) > 0 {
        decimals = digits(end + 1);
        end += 1 + decimals;
        if t.byte(end) == b'.' && digits(end + 1) > 0 {
            return None;
        }
    }
    let mut value = 0u64;
    for digit in t.rest(at).get(..end - at)?.bytes().filter(u8::is_ascii_digit) {
        value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
    }
    (end > at).then_some(Part { value, decimals: decimals as u32, end, about: false, arabic: true, digits: end - at })
}

/// 2, 533名: pages of print leave a blank behind the comma. Only before a counter, and not in a list of figures (表1, 200件).
fn spaced(t: Text, at: usize, first: usize) -> Option<usize> {
    let digits = |at: usize| t.rest(at).bytes().take_while(u8::is_ascii_digit).count();
    let lone =
        first - at <= 3 && t.byte(at) != b'0' && !t.prev_solid(at).is_some_and(|c| c.is_ascii_digit() || ",表図第-".contains(c));
    let mut end = first;
    while lone && t.eat(end, ", ").is_some() && digits(end + 2) == 3 {
        end += 5;
    }
    (end > first && counter(t, t.blanks(end)).is_some()).then_some(end)
}

/// 三百二十一, 二〇二二, 数十, 十数, up to 千.
fn kanji(t: Text, at: usize) -> Option<Part> {
    let mut part = Part { value: 0, decimals: 0, end: at, about: false, arabic: false, digits: 0 };
    let (mut digits, mut last): (Option<u64>, u64) = (None, 10_000);
    while let Some(c) = t.next(part.end) {
        let after = part.end + c.len_utf8();
        if let Some(digit) = kanji_digit(c) {
            digits = Some(digits.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
            part.digits += 1;
        } else if let Some((unit, _)) = small_unit(t, part.end).filter(|(unit, _)| *unit < last) {
            part.value += digits.take().unwrap_or(1).checked_mul(unit)?;
            (last, part.digits) = (unit, 0);
        } else if c == '数' && digits.is_none() && !part.about && (part.end > at || t.next_in(after, "十百千万億")) {
            part.about = true;
            digits = t.next_in(after, "十百千万億").then_some(1);
        } else {
            break;
        }
        part.end = after;
    }
    part.value = part.value.checked_add(digits.unwrap_or(0))?;
    (part.end > at).then_some(part)
}

fn kanji_digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether `c` may stand in a kanji numeral.
pub(super) fn is_kanji_number(c: char) -> bool {
    kanji_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '億' | '兆' | '数')
}
