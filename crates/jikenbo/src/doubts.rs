//! Doubts in words: why the reader made no fact of what it saw, in both languages.

use jikenbo_model::{Doubt, Preferred, Why};

use crate::labels::{Lang, grouped, key_label, label};

/// Why a doubt is no fact; `None` where a casebook keeps words that are not the reader's, which are shown as they are.
#[must_use]
pub fn why(doubt: &Doubt, lang: Lang) -> Option<String> {
    let why: Why = doubt.why.parse().ok()?;
    let code = |code: &str| label(&doubt.key, code, lang).to_owned();
    Some(match lang {
        Lang::Ja => japanese(&why, code),
        Lang::En => english(&why, code),
    })
}

/// Of which key it is. What is said of the text as a whole belongs to none.
#[must_use]
pub fn key(doubt: &Doubt, lang: Lang) -> &str {
    match (&*doubt.key, lang) {
        ("text", Lang::Ja) => "本文",
        (key, _) => key_label(key, lang),
    }
}

fn japanese(why: &Why, label: impl Fn(&str) -> String) -> String {
    match why {
        Why::NothingCounted => "この数字が何を数えたものか、近くのことばからは分かりません。".to_owned(),
        Why::NoSuchDate => "この日付がいつを指すか、それより前の本文からは決まりません。".to_owned(),
        Why::Other { code, kept, by } => {
            let by = match by {
                Preferred::Earlier => "前のお知らせに触れることばに従いました",
                Preferred::Happened => "起きたことに従いました",
                Preferred::First => "最初に伝えたものを採りました",
                Preferred::Stronger => "より強い言い方を採りました",
            };
            format!("ここでは「{}」とも読めますが、ほかの箇所は「{}」です。{by}。", label(code), label(kept))
        }
        Why::DoesNotFit(code) => {
            format!("このことばだけなら「{}」と読めますが、お知らせのほかの内容と合いません。", label(code))
        }
        Why::TooMany { read } => format!("この項目は、初めの{}か所だけを読んでいます。", grouped(*read as u64)),
        Why::TooLong { bytes, read } => {
            format!("本文は{}バイトあり、初めの{}バイトだけを読んでいます。", grouped(*bytes as u64), grouped(*read as u64))
        }
    }
}

fn english(why: &Why, label: impl Fn(&str) -> String) -> String {
    match why {
        Why::NothingCounted => "Nothing near the figure says what it counts.".to_owned(),
        Why::NoSuchDate => "The date cannot be resolved from the text before it.".to_owned(),
        Why::Other { code, kept, by } => {
            let by = match by {
                Preferred::Earlier => "A word that refers to an earlier notice decided",
                Preferred::Happened => "What happened decided",
                Preferred::First => "Who told first is kept",
                Preferred::Stronger => "The stronger statement is kept",
            };
            format!(
                "These words can be read as \u{201c}{}\u{201d}; others say \u{201c}{}\u{201d}. {by}.",
                label(code),
                label(kept)
            )
        }
        Why::DoesNotFit(code) => {
            format!("These words alone would be \u{201c}{}\u{201d}, which does not fit what else the notice tells.", label(code))
        }
        Why::TooMany { read } => format!("Only the first {} places of this key are read.", grouped(*read as u64)),
        Why::TooLong { bytes, read } => {
            format!("The text is {} bytes long, of which the first {} are read.", grouped(*bytes as u64), grouped(*read as u64))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::Span;

    #[test]
    fn words_that_are_not_the_readers_are_left_as_they_are() {
        let doubt = |why: &str| Doubt { key: "leak_status".into(), span: Span::new(0, 1), why: why.to_owned() };
        assert_eq!(why(&doubt("no year"), Lang::Ja), None);
        let reason = Why::Other { code: "none_found".into(), kept: "confirmed".into(), by: Preferred::Stronger };
        let said = why(&doubt(&reason.to_string()), Lang::Ja).unwrap_or_default();
        assert_eq!(said, "ここでは「確認されていない」とも読めますが、ほかの箇所は「確認」です。より強い言い方を採りました。");
    }
}
