//! Days written in headlines and date lines, enough to place a post in time. Never a fact: the reader finds those.

use jikenbo_model::Date;

/// A day and the byte range of its words in the line it was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) date: Date,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The first whole day of a line: 2024年5月1日, 令和6年5月1日, 2024/5/1, 2024.5.1, 2024-05-01; full-width figures too.
pub(crate) fn first(line: &str) -> Option<Found> {
    all(line).next()
}

/// The last whole day of a line.
pub(crate) fn last(line: &str) -> Option<Found> {
    all(line).last()
}

fn all(line: &str) -> impl Iterator<Item = Found> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(next) = line[from..].chars().next() {
            if let Some(found) = at(line, from) {
                from = found.end;
                return Some(found);
            }
            // Step over a whole figure: 12024/5/1 holds no 2024/5/1.
            from += if digit(next).is_some() { figures(&line[from..]).1 } else { next.len_utf8() };
        }
        None
    })
}

fn at(line: &str, start: usize) -> Option<Found> {
    if line[start..].starts_with(' ') {
        return None;
    }
    let mut rest = Rest { line, at: start };
    let year = rest.era_year().or_else(|| rest.number(4, 4))?;
    let close = match rest.mark()? {
        '年' => &['月', '日'][..],
        c @ ('/' | '.' | '-') => &[c][..],
        _ => return None,
    };
    let month = rest.number(1, 2)?;
    (rest.mark()? == close[0]).then_some(())?;
    let day = rest.number(1, 2)?;
    if let Some(&last) = close.get(1) {
        (rest.mark()? == last).then_some(())?;
    }
    let date = Date::day(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some(Found { date, start, end: rest.at })
}

struct Rest<'a> {
    line: &'a str,
    at: usize,
}

impl Rest<'_> {
    fn tail(&self) -> &str {
        &self.line[self.at..]
    }

    fn era_year(&mut self) -> Option<u32> {
        let (name, zero) =
            [("令和", 2018), ("平成", 1988), ("昭和", 1925)].into_iter().find(|(n, _)| self.tail().starts_with(n))?;
        let start = self.at;
        self.at += name.len();
        if self.tail().starts_with('元') {
            self.at += '元'.len_utf8();
            return Some(zero + 1);
        }
        let year = self.number(1, 2);
        if year.is_none() {
            self.at = start;
        }
        year.map(|year| zero + year)
    }

    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        self.skip_blanks();
        let (value, length, count) = {
            let (digits, length) = figures(self.tail());
            (digits.parse().ok()?, length, digits.len())
        };
        (least..=most).contains(&count).then(|| self.at += length)?;
        Some(value)
    }

    fn mark(&mut self) -> Option<char> {
        self.skip_blanks();
        let found = self.tail().chars().next()?;
        self.at += found.len_utf8();
        Some(match found {
            '／' => '/',
            '．' => '.',
            '－' => '-',
            other => other,
        })
    }

    fn skip_blanks(&mut self) {
        let blanks = self.tail().chars().take_while(|&c| c == ' ').count();
        self.at += blanks;
    }
}

/// The figures at the start as ASCII, and how many bytes they take.
fn figures(text: &str) -> (String, usize) {
    let mut length = 0;
    let digits = text.chars().map_while(|c| digit(c).inspect(|_| length += c.len_utf8())).collect();
    (digits, length)
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{first, last};

    #[test]
    fn days_are_found_in_every_dress() {
        for line in
            ["甲 2024年5月1日", "令和６年５月１日", "（2024/5/1）", "2024.05.01 乙", "2024-05-01T10:00", "2024 年 5 月 1 日"]
        {
            assert_eq!(first(line).map(|found| found.date.to_string()).as_deref(), Some("2024-05-01"), "{line}");
        }
        for line in ["", "5月1日", "2024年5月", "12024/5/1", "2024/13/1", "令和", "2024年2月30日"] {
            assert_eq!(first(line), None, "{line}");
        }
    }

    #[test]
    fn the_last_day_of_a_line() {
        let line = "2024年5月1日の件 2024年6月3日";
        let found = last(line).unwrap();
        assert_eq!((&line[found.start..found.end], found.date.to_string().as_str()), ("2024年6月3日", "2024-06-03"));
    }
}
