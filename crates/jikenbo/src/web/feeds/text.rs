//! The words of the feeds.

use crate::web::text::texts;

texts! {
    NO_FIGURE = "規模不明", "size unknown";
    UNSEEN = "発覚まで", "unseen for";
    SILENT = "公表まで", "published after";
    X_AFTER = "前のページが示した続きの位置", "a cursor that a page before gave";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_text() {
        for (name, text) in ALL {
            assert!(!text.ja.trim().is_empty() && text.en.is_ascii() && !text.en.trim().is_empty(), "{name}");
        }
    }
}
