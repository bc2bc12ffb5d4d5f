//! `jikenbo search`: the cases that a query finds.

use super::list::Filter;
use super::{Context, Outcome};

/// Search the casebook: words in title, text and facts, fields, figures, dates
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo search 不正アクセス 大学                both words
  jikenbo search 県                              one letter is enough
  jikenbo search '漏えい OR 紛失 -訓練'            one of two, and not the third; 漏洩 is found as well
  jikenbo search 'org:青葉 kind:ランサムウェア 件数>1万'
  jikenbo search '「個人情報の漏えい」' --since 2024 --sort relevance

Fields: org, kind, sector, item, cause, authority, vendor, service, title, stage, actor, discoverer, leak, damage, measure, origin,
collection, since, until, new; figures: count, people, cards, unseen, silent, notices. `kind:-` is what is not told. Width and case do not matter.")]
pub(super) struct Args {
    /// The query; several words need no quotes
    #[arg(required = true, value_name = "QUERY")]
    words: Vec<String>,
    #[command(flatten)]
    filter: Filter,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let query = self.words.join(" ");
        if jikenbo_search::fold(&query).is_empty() {
            return Err("expected a word to search for, found only blanks".to_owned().into());
        }
        self.filter.run(context, &query)
    }
}
