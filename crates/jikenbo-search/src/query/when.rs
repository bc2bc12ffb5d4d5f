//! Dates and times as people write them.

use jikenbo_model::Date;
use unicode_normalization::UnicodeNormalization;

/// A date as people write it: 2024-04-01, 2024/4/1, 2024.4, ２０２４年４月.
pub(super) fn date(text: &str) -> Option<Date> {
    let text: String = text.nfkc().collect();
    let text = text.trim_end_matches(['日', '月', '年']);
    let mut parts = text.split(['-', '/', '.', '年', '月', '−']);
    let year = parts.next().filter(|y| y.len() == 4).and_then(digits)?;
    let (month, day) = (parts.next().map(digits), parts.next().map(digits));
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some(Date::year_only(year)),
        (Some(month), None) => Date::month_only(year, u8::try_from(month?).ok()?),
        (Some(month), Some(day)) => Date::day(year, u8::try_from(month?).ok()?, u8::try_from(day?).ok()?),
    }
}

fn digits(text: &str) -> Option<i16> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// A time in UTC, from the minute on: 2024-06-01T09:00Z.
pub(super) fn timestamp(text: &str) -> Option<String> {
    let text: String = text.nfkc().flat_map(char::to_uppercase).collect();
    let bare = text.strip_suffix('Z').unwrap_or(&text);
    let (day, time) = bare.split_once('T')?;
    day.parse::<Date>().ok().filter(|d| d.day_of_month().is_some())?;
    let (clock, fraction) = time.split_once('.').map_or((time, None), |(c, f)| (c, Some(f)));
    let limits = [24, 60, 60];
    let parts: Vec<&str> = clock.split(':').collect();
    let fits = (2..=3).contains(&parts.len())
        && parts.iter().zip(limits).all(|(p, limit)| p.len() == 2 && digits(p).is_some_and(|n| n < limit))
        && fraction.is_none_or(|f| (1..=3).contains(&f.len()) && digits(f).is_some() && parts.len() == 3);
    fits.then(|| format!("{bare}Z"))
}
