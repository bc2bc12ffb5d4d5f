//! Where the words of a search stand: the sentence to show, and its parts to mark.

/// A stretch of text, and whether it is a match.
pub(crate) type Part<'t> = (&'t str, bool);

/// How many characters of a sentence are shown around its first match.
const AROUND: usize = 60;

/// A character as searching sees it: full-width letters and digits as half-width, capitals as small.
fn folded(c: char) -> char {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    half.to_lowercase().next().filter(|_| half.to_lowercase().count() == 1).unwrap_or(half)
}

/// The matches of any of `words` in `text`, as byte ranges in order, none overlapping another.
fn matches(text: &str, words: &[&str]) -> Vec<(usize, usize)> {
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, folded(c))).collect();
    let words: Vec<Vec<char>> = words.iter().map(|w| w.chars().map(folded).collect()).collect();
    let end_of = |n: usize| chars.get(n).map_or(text.len(), |(at, _)| *at);
    let mut out = Vec::new();
    let mut n = 0;
    while n < chars.len() {
        let fits =
            |w: &&Vec<char>| !w.is_empty() && chars[n..].len() >= w.len() && chars[n..].iter().zip(*w).all(|(c, w)| c.1 == *w);
        match words.iter().filter(fits).map(Vec::len).max() {
            Some(len) => {
                out.push((chars[n].0, end_of(n + len)));
                n += len;
            }
            None => n += 1,
        }
    }
    out
}

/// `text` cut at its matches.
#[must_use]
pub(crate) fn parts<'t>(text: &'t str, words: &[&str]) -> Vec<Part<'t>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (start, end) in matches(text, words) {
        out.push((&text[from..start], false));
        out.push((&text[start..end], true));
        from = end;
    }
    out.push((&text[from..], false));
    out.retain(|(part, _)| !part.is_empty());
    out
}

/// The sentence of `text` that holds the most of `words`, shortened around its first match.
/// The title is passed over: it is shown anyway.
#[must_use]
pub(crate) fn sentence(text: &str, words: &[&str], title: &str) -> Option<String> {
    let count = |s: &str| words.iter().filter(|w| !matches(s, &[w]).is_empty()).count();
    let mut best: Option<(usize, &str)> = None;
    for sentence in text.split_inclusive(['。', '\n']).map(str::trim).filter(|s| !s.is_empty() && *s != title) {
        let n = count(sentence);
        if n > best.map_or(0, |(most, _)| most) {
            best = Some((n, sentence));
        }
        if n == words.len() {
            break;
        }
    }
    best.map(|(_, sentence)| shortened(sentence, words))
}

fn shortened(sentence: &str, words: &[&str]) -> String {
    let first = matches(sentence, words).first().map_or(0, |(start, _)| *start);
    let before = sentence[..first].chars().count();
    let skip = before.saturating_sub(AROUND / 2);
    let shown: String = sentence.chars().skip(skip).take(2 * AROUND).collect();
    let cut_after = sentence.chars().count() > skip + 2 * AROUND;
    format!("{}{shown}{}", if skip > 0 { "…" } else { "" }, if cut_after { "…" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_case_do_not_matter() {
        assert_eq!(parts("ＵＳＢとusb", &["usb"]), [("ＵＳＢ", true), ("と", false), ("usb", true)]);
        assert_eq!(parts("事件", &[]), [("事件", false)]);
    }

    #[test]
    fn the_longest_word_is_marked() {
        assert_eq!(parts("個人情報保護", &["個人", "個人情報"]), [("個人情報", true), ("保護", false)]);
    }

    #[test]
    fn the_sentence_with_the_most_words_is_shown() {
        let text = "鍵を失くした。\n鍵とUSBを失くした。ほか。";
        assert_eq!(sentence(text, &["usb", "鍵"], "").unwrap(), "鍵とUSBを失くした。");
        assert_eq!(sentence(text, &["鍵"], "鍵を失くした。").unwrap(), "鍵とUSBを失くした。");
        assert_eq!(sentence(text, &["ない"], ""), None);
        let long = format!("{}鍵{}", "あ".repeat(100), "い".repeat(200));
        let shown = sentence(&long, &["鍵"], "").unwrap();
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains('鍵'));
    }
}
