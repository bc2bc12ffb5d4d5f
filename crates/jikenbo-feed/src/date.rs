//! Days and times as feeds write them: RFC 3339, RFC 822 and what is taken for it, and Japanese.

use jiff::Timestamp;

/// A time as a feed or sitemap writes it. Without a zone it is Japan's: a feed that says 「2024年5月1日 10:00」 means Tokyo. A day
/// alone is its first moment.
///
/// ```
/// for text in ["2024-05-01T10:00:00+09:00", "Wed, 01 May 2024 01:00:00 GMT", "令和６年５月１日（水） 午前10時"] {
///     assert_eq!(jikenbo_feed::parse_date(text).unwrap().to_string(), "2024-05-01T01:00:00Z", "{text}");
/// }
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<Timestamp> {
    // No date is longer; what is, is no date.
    let plain: String = text.trim().chars().take(80).map(narrow).collect();
    figures_first(&plain).or_else(|| names_of_months(&plain))
}

/// Full-width letters and figures as ASCII.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '−' | '‐' => '-',
        other => other,
    }
}

/// 2024-05-01T10:00:00Z, 2024/5/1 10:00, 2024.5.1, 2024年5月1日 10時20分, 令和6年5月1日, 2024-05, 2024.
fn figures_first(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text);
    let year = rest.year()?;
    if rest.0.trim().is_empty() {
        return made(year, 1, 1, Clock::default(), "+09:00");
    }
    rest.mark(&['年', '-', '/', '.'])?;
    let month = rest.number(2)?;
    rest.mark(&['月', '-', '/', '.']);
    let day = rest.number(2).unwrap_or(1);
    rest.mark(&['日']);
    rest.skip_to_clock();
    let clock = rest.clock()?;
    made(year, month, day, clock, &rest.zone())
}

/// Wed, 01 May 2024 10:00:00 +0900; also without the weekday, or with a Japanese one, and 5月 for May.
fn names_of_months(text: &str) -> Option<Timestamp> {
    let text = text.split_once(',').map_or(text, |(_, rest)| rest);
    let mut rest = Rest(text);
    let first = rest.number(2);
    let month = rest.month()?;
    // May 1, 2024 has lost its comma and what stood before it; only May 1 2024 comes here.
    let day = first.or_else(|| rest.number(2))?;
    let year = rest.number(4).filter(|year| (1000..3000).contains(year)).or(None)?;
    rest.skip_to_clock();
    let clock = rest.clock()?;
    made(year, month, day, clock, &rest.zone())
}

#[derive(Default)]
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    fraction: String,
}

fn made(year: u32, month: u32, day: u32, clock: Clock, zone: &str) -> Option<Timestamp> {
    let Clock { hour, minute, second, fraction } = clock;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}").parse().ok()
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn number(&mut self, most: usize) -> Option<u32> {
        let text = self.0.trim_start();
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = (1..=most).contains(&length).then(|| text[..length].parse().ok()).flatten()?;
        self.0 = &text[length..];
        Some(number)
    }

    fn year(&mut self) -> Option<u32> {
        for (era, zero) in [("令和", 2018), ("平成", 1988)] {
            if let Some(rest) = self.0.strip_prefix(era) {
                self.0 = rest;
                return match rest.trim_start().strip_prefix('元') {
                    Some(rest) => {
                        self.0 = rest;
                        Some(zero + 1)
                    }
                    None => self.number(2).map(|year| zero + year),
                };
            }
        }
        self.number(4).filter(|year| *year >= 1000)
    }

    /// Takes one of some marks, blanks before it aside.
    fn mark(&mut self, marks: &[char]) -> Option<()> {
        self.0 = self.0.trim_start().strip_prefix(marks)?;
        Some(())
    }

    fn month(&mut self) -> Option<u32> {
        let text = self.0.trim_start();
        let name = text.get(..3).map(str::to_ascii_lowercase);
        if let Some(index) = MONTHS.iter().position(|month| Some(*month) == name.as_deref()) {
            self.0 = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
            return Some(index as u32 + 1);
        }
        let month = self.number(2)?;
        self.mark(&['月']);
        Some(month)
    }

    /// Passes over the weekday and the T.
    fn skip_to_clock(&mut self) {
        let ahead = |c: char| c.is_ascii_digit() || matches!(c, '午' | '+' | 'Z');
        self.0 = self.0.find(ahead).map_or("", |at| &self.0[at..]);
    }

    /// The time of day; midnight if there is none.
    fn clock(&mut self) -> Option<Clock> {
        let noon = if self.0.starts_with("午後") { 12 } else { 0 };
        self.0 = self.0.trim_start_matches(['午', '前', '後']);
        let Some(hour) = self.number(2) else { return Some(Clock::default()) };
        self.mark(&[':', '時']);
        let minute = self.number(2).unwrap_or(0);
        let second = self.mark(&[':', '分']).and_then(|()| self.number(2)).unwrap_or(0);
        self.mark(&['秒']);
        let fraction = self.fraction();
        let hour = if noon == 12 && hour < 12 { hour + 12 } else { hour };
        Some(Clock { hour, minute, second, fraction })
    }

    fn fraction(&mut self) -> String {
        let Some(rest) = self.0.strip_prefix(['.', ',']) else { return String::new() };
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.0 = &rest[length..];
        let digits = &rest[..length.min(9)];
        if digits.is_empty() { String::new() } else { format!(".{digits}") }
    }

    /// The zone as RFC 3339 has it; Japan's if none is known.
    fn zone(&self) -> String {
        let text = self.0.trim();
        let name = text.split([' ', '(']).next().unwrap_or_default();
        match name {
            "Z" | "UTC" | "GMT" | "UT" | "z" => "Z".to_owned(),
            _ => offset(name).unwrap_or_else(|| "+09:00".to_owned()),
        }
    }
}

/// +0900, +09:00, -05.
fn offset(text: &str) -> Option<String> {
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let minutes = digits.get(2..).filter(|rest| !rest.is_empty()).unwrap_or("00");
    Some(format!("{sign}{}:{minutes}", &digits[..2]))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn times_in_every_dress() {
        for text in [
            "2024-05-01T01:20:30Z",
            "2024-05-01T10:20:30+09:00",
            "2024-05-01T10:20:30+0900",
            "2024-05-01T10:20:30.000+09:00",
            "2024-05-01 10:20:30",
            "2024/5/1 10:20:30",
            "2024.05.01 10:20:30",
            "2024年5月1日 10:20:30",
            "2024年5月1日（水）10時20分30秒",
            "令和6年5月1日 10:20:30",
            "２０２４年５月１日　午前１０時２０分３０秒",
            "Wed, 01 May 2024 01:20:30 GMT",
            "Wed, 01 May 2024 01:20:30 UTC",
            "Wed, 1 May 2024 10:20:30 +0900",
            "Wed, 01 May 2024 10:20:30 JST",
            "Tue, 30 Apr 2024 20:20:30 -0500",
            "水, 01 5月 2024 10:20:30 +0900",
            "水, 01 5 2024 10:20:30 +0900",
            "01 May 2024 10:20:30 +0900",
            "Wednesday, 01 May 2024 01:20:30 Z",
        ] {
            assert_eq!(parse(text).map(|time| time.to_string()).as_deref(), Some("2024-05-01T01:20:30Z"), "{text}");
        }
    }

    #[test]
    fn days_alone_begin_at_midnight_in_japan() {
        for text in ["2024-05-01", "2024年5月1日", "令和6年5月1日", "2024/5/1", "Wed, 01 May 2024", "平成36年5月1日", "2024-05"]
        {
            assert_eq!(parse(text).map(|time| time.to_string()).as_deref(), Some("2024-04-30T15:00:00Z"), "{text}");
        }
        assert_eq!(parse("2024").map(|time| time.to_string()).as_deref(), Some("2023-12-31T15:00:00Z"));
        assert_eq!(parse("令和元年5月1日 午後3時").map(|time| time.to_string()).as_deref(), Some("2019-05-01T06:00:00Z"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "昨日",
            "2024-13-01",
            "2024-02-30",
            "Wed",
            "Wed, 32 May 2024 01:02:03 GMT",
            "12",
            "99999-01-01",
            "年月日",
            "2024-05-01T25:00:00Z",
            "+",
            "令和",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
