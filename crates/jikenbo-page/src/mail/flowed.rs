//! `format=flowed` (RFC 3676): a line that ends with a blank goes on in the next.

/// The text with its soft line breaks undone. `delsp`: the blank at the end of a line was added with the break.
pub(super) fn unwrap(text: &str, delsp: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for (n, line) in text.split('\n').enumerate() {
        let depth = line.bytes().take_while(|&byte| byte == b'>').count();
        let (quote, words) = line.split_at(depth);
        let words = words.strip_prefix(' ').unwrap_or(words);
        // A paragraph of one writer does not go on in another's.
        if open != Some(depth) {
            if n > 0 {
                out.push('\n');
            }
            out.push_str(quote);
            if depth > 0 {
                out.push(' ');
            }
        }
        // "-- " stands before a signature and is whole.
        let soft = words.ends_with(' ') && words != "-- ";
        out.push_str(if soft && delsp { &words[..words.len() - 1] } else { words });
        open = soft.then_some(depth);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unwrap;

    #[test]
    fn soft_breaks_are_undone_and_hard_ones_kept() {
        assert_eq!(unwrap("不正な \nアクセス\n\n次", true), "不正なアクセス\n\n次");
        assert_eq!(unwrap("two \nwords\n", false), "two words\n");
        assert_eq!(unwrap(" > 行\n>引用 \n> の続き\n-- \n署名", true), "> 行\n> 引用の続き\n-- \n署名");
        assert_eq!(unwrap("> a \nb", false), "> a \nb");
        assert_eq!(unwrap("", true), "");
    }
}
