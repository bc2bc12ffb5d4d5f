//! Whole numbers as people write them.

use unicode_normalization::UnicodeNormalization;

/// A number: digits, with or without a comma at every thousand, and 千, 万, 億, k or m after them. `None` if it is none.
pub(crate) fn number(text: &str) -> Option<u64> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let (digits, unit) = match text.char_indices().next_back()? {
        (at, '千' | 'k') => (&text[..at], 1_000),
        (at, '万') => (&text[..at], 10_000),
        (at, 'm') => (&text[..at], 1_000_000),
        (at, '億') => (&text[..at], 100_000_000),
        _ => (text.as_str(), 1),
    };
    let plain = if digits.contains(',') { without_commas(digits)? } else { digits.to_owned() };
    let fits = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    plain.parse::<u64>().ok().filter(|_| fits)?.checked_mul(unit)
}

fn without_commas(text: &str) -> Option<String> {
    let mut parts = text.split(',');
    let first = parts.next().filter(|p| (1..=3).contains(&p.len()))?;
    let rest: Vec<&str> = parts.collect();
    (!rest.is_empty() && rest.iter().all(|p| p.len() == 3))
        .then(|| first.to_owned() + &rest.concat())
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
}

/// A number of four digits and more written the other way: with commas, or without them.
pub(crate) fn other_writing(text: &str) -> Option<String> {
    if text.contains(',') {
        return without_commas(text);
    }
    let fits = (4..=15).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| {
        let grouped = text.char_indices().flat_map(|(n, c)| {
            let comma = n > 0 && (text.len() - n).is_multiple_of(3);
            comma.then_some(',').into_iter().chain([c])
        });
        grouped.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in
            [("1000", 1_000), ("１，０００", 1_000), ("1万", 10_000), ("3億", 300_000_000), ("2k", 2_000), ("0", 0)]
        {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for wrong in ["", "万", "1,00", "-1", "1.5", ",100", "99999999999999999999", "1e3", "1,000,00"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_has_two_writings() {
        for (one, other) in [
            ("1234", Some("1,234")),
            ("1,234,567", Some("1234567")),
            ("12345678", Some("12,345,678")),
            ("0123", None),
            ("12,34", None),
        ] {
            assert_eq!(other_writing(one).as_deref(), other);
        }
    }
}
