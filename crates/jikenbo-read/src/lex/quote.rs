//! Quoted names and addresses: 「…」, 『…』, “…”, "…", https://…

use super::text::Text;

/// A quoted name is no longer than this many letters.
const LONGEST: usize = 120;

/// Nor are quotes nested deeper in what people write.
const DEEPEST: usize = 4;

/// Marks of quotation, each with the one that closes it.
const PAIRS: [(char, char); 4] = [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"')];

/// The end of what is quoted from the mark at `at` on: its own mark, on the same line and before `limit`. Pairs inside
/// are tracked by depth; a mark inside that finds no partner does not stop the outer one.
pub(super) fn quoted(t: Text, at: usize, limit: usize) -> Option<usize> {
    let mut open: Vec<char> = Vec::new();
    for (offset, c) in t.rest(at).char_indices().take(LONGEST + 2) {
        let end = at + offset + c.len_utf8();
        if c == '\n' || end > limit {
            return None;
        }
        if let Some(depth) = open.iter().rposition(|&close| close == c) {
            open.truncate(depth);
            if open.is_empty() {
                return (offset > t.next(at).map_or(0, char::len_utf8)).then_some(end);
            }
        } else if let Some((_, close)) = PAIRS.iter().find(|(first, _)| *first == c) {
            if open.len() == DEEPEST {
                return None;
            }
            open.push(*close);
        }
    }
    None
}

/// The end of the address at `at`.
pub(super) fn url(t: Text, at: usize) -> Option<usize> {
    let start = t.any(at, &["https://", "http://"])?;
    let rest = t.rest(start);
    let run = rest.bytes().take_while(|&b| b.is_ascii_graphic() && !b"()<>[]{}\"'`|\\^".contains(&b)).count();
    let run = rest.get(..run)?.trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
    (run > 0).then_some(start + run)
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn quotes_and_addresses() {
        insta::assert_snapshot!(table(&[
            "「あさひ商店」の8月12日",
            "「『あさひ』の3名」",
            "「あ「い」う」",
            "「閉じない",
            "“引用”と\"二つ\"と\"三つ\"",
            "「あ『い」う』",
            "https://example.jp/2022/8/12?a=1。",
            "(https://example.jp/a.html)",
            "詳細はhttp://example.jp/をご覧ください",
            "「https://example.jp/」",
            "\"8月12日\"",
            "\"a \"b\" c\"",
            "「行が\n変わる」",
            "「」",
        ]), @r#"
        「あさひ商店」の8月12日 → 「あさひ商店」 「」 | 8月12日 _-08-12
        「『あさひ』の3名」 → 「」 | 『あさひ』 「」 | 3名 3 people
        「あ「い」う」 → 「」 | 「い」 「」
        「閉じない → 
        “引用”と"二つ"と"三つ" → “引用” 「」 | "二つ" 「」 | "三つ" 「」
        「あ『い」う』 → 「あ『い」 「」
        https://example.jp/2022/8/12?a=1。 → https://example.jp/2022/8/12?a=1 url
        (https://example.jp/a.html) → https://example.jp/a.html url
        詳細はhttp://example.jp/をご覧ください → http://example.jp/ url
        「https://example.jp/」 → 「」 | https://example.jp/ url
        "8月12日" → 「」 | 8月12日 _-08-12
        "a "b" c" → "a " 「」 | " c" 「」
        「行が
        変わる」 → 
        「」 →
        "#);
    }
}
