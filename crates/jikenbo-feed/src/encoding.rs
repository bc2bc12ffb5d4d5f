//! What an XML declaration says of its encoding.

/// No declaration is longer.
const WINDOW: usize = 512;

/// The encoding that an XML declaration names, for whoever decodes the bytes: `Shift_JIS` for
/// `<?xml version="1.0" encoding="Shift_JIS"?>`. Nothing if there is no declaration, or it names none.
///
/// ```
/// let bytes = b"<?xml version='1.0' encoding='EUC-JP'?><rss/>";
/// assert_eq!(jikenbo_feed::declared_encoding(bytes), Some("EUC-JP"));
/// ```
#[must_use]
pub fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let window = bytes.get(..WINDOW).unwrap_or(bytes);
    let declaration = window.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, _) = rest[1..].split_once(quote)?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::declared_encoding;

    #[test]
    fn only_a_declaration_counts() {
        assert_eq!(declared_encoding(b"\n<?xml version=\"1.0\" encoding = \"Shift_JIS\" ?>\x83"), Some("Shift_JIS"));
        assert_eq!(declared_encoding(b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>"), Some("utf-8"));
        for none in [
            "",
            "<?xml",
            "<?xml version='1.0'?><a encoding='x'/>",
            "<?xml encoding=x?>",
            "<rss encoding='x'>",
            "<?xml encoding=''?>",
        ] {
            assert_eq!(declared_encoding(none.as_bytes()), None, "{none}");
        }
    }
}
