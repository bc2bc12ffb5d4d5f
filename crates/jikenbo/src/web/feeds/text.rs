//! The words of the feeds.

use crate::web::text::texts;

texts! {
    NO_FIGURE = "規模不明", "size unknown";
    UNSEEN = "発覚まで", "unseen for";
    SILENT = "公表まで", "published after";
    X_AFTER = "前のページが示した続きの位置", "a cursor that a page before gave";
}
