//! `jikenbo search`: where words occur.

use super::list::Filter;
use super::{Context, Outcome};

/// Search the casebook: all the words must occur, in title, organisation or text
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo search 不正アクセス 大学
  jikenbo search 県                      one letter is enough
  jikenbo search カード --since 2024     width and case of letters do not matter")]
pub(super) struct Args {
    /// Words or parts of words
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    filter: Filter,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let blank = self.words.iter().all(|word| crate::store::for_search(word).is_empty());
        if blank {
            return Err("expected a word to search for, found only blanks".to_owned().into());
        }
        self.filter.run(context, self.words.clone())
    }
}
