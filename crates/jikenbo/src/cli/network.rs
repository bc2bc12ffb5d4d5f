//! Flags and settings of every command that goes to the network.

use std::sync::Arc;

use jikenbo_fetch::{Fetcher, IpNet, Settings};
use jikenbo_read::Reader;

use super::{Context, Outcome, tell};
use crate::gather::Gatherer;
use crate::settings::{duration, size};
use crate::store::Store;

/// How addresses are fetched.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Network")]
pub(super) struct Network {
    /// Where the owners of sites can reach you: stands in the User-Agent of every request
    #[arg(long, value_name = "MAILBOX|URL")]
    contact: Option<String>,
    /// The least time between two requests to one host (500ms, 1s, 2m)
    #[arg(long, value_name = "TIME")]
    delay: Option<String>,
    /// Ranges of your own network that may be fetched from although they are not public (10.1.0.0/16,…)
    #[arg(long, value_name = "CIDR,…")]
    open_ranges: Option<String>,
    /// The ports that may be fetched from (80,443,…)
    #[arg(long, value_name = "PORT,…")]
    ports: Option<String>,
    /// Fetch also what a site's robots.txt asks not to
    #[arg(long)]
    ignore_robots: bool,
}

impl Network {
    /// The settings that the flags give.
    pub(super) fn settings(&self) -> Vec<(&'static str, String)> {
        let flags =
            [("contact", &self.contact), ("delay", &self.delay), ("open-ranges", &self.open_ranges), ("ports", &self.ports)];
        flags.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
    }

    /// The way to the network.
    pub(super) fn fetcher(&self, context: &Context) -> Outcome<Fetcher> {
        if self.ignore_robots {
            tell("warning: --ignore-robots fetches what sites ask not to be fetched; ask their owners first");
        }
        let settings = self.fetch_settings(context)?;
        Ok(Fetcher::new(settings).map_err(|error| error.to_string())?)
    }

    fn fetch_settings(&self, context: &Context) -> Result<Settings, String> {
        let get = |name: &str| context.settings.get(name).trim().to_owned();
        let mut settings = Settings { ignore_robots: self.ignore_robots, ..Settings::default() };
        settings.contact = Some(get("contact")).filter(|contact| !contact.is_empty());
        settings.open =
            list("open-ranges", &get("open-ranges"), "ranges such as 10.1.0.0/16", |part| part.parse::<IpNet>().ok())?;
        settings.ports = list("ports", &get("ports"), "ports such as 80,443", |part| part.parse::<u16>().ok())?;
        settings.pace.delay = duration(&get("delay")).map_err(|error| format!("delay: {error}"))?;
        let most = size(&get("max-size")).map_err(|error| format!("max-size: {error}"))?;
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        (settings.limits.encoded, settings.limits.decoded) = (most, most);
        Ok(settings)
    }

    /// What looks at addresses for a casebook.
    pub(super) fn gatherer(&self, context: &Context, store: Arc<Store>, page: jikenbo_page::Options) -> Outcome<Gatherer> {
        Ok(Gatherer::new(store, Arc::new(Reader::embedded()), self.fetcher(context)?, page))
    }
}

/// The parts of a setting that holds several values.
pub(super) fn list<T>(name: &str, text: &str, expected: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| parse(part).ok_or_else(|| format!("{name}: expected {expected}, found {part:?}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_part_of_a_list_is_named() {
        let ports = |text| list("ports", text, "ports such as 80,443", |part| part.parse::<u16>().ok());
        assert_eq!(ports("80, 443,"), Ok(vec![80, 443]));
        assert_eq!(ports("80,https"), Err("ports: expected ports such as 80,443, found \"https\"".to_owned()));
    }
}
