//! Addresses, made whole and looked at.

use url::Url;

use crate::Limits;

/// What addresses of a feed or sitemap are relative to.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    base: Option<Url>,
    most: usize,
}

impl Base {
    pub(crate) fn new(address: &str, limits: &Limits) -> Self {
        let base = (address.len() <= limits.address).then(|| Url::parse(address).ok()).flatten();
        Self { base, most: limits.address }
    }

    /// Goes on from another address, itself relative: `xml:base`.
    pub(crate) fn moved(&self, to: &str) -> Self {
        match self.whole(to).and_then(|to| Url::parse(&to).ok()) {
            Some(base) => Self { base: Some(base), most: self.most },
            None => self.clone(),
        }
    }

    /// A whole address of http or https, without its fragment's being lost.
    pub(crate) fn whole(&self, address: &str) -> Option<String> {
        let address = address.trim();
        // An empty reference is the feed itself.
        if address.is_empty() || address.len() > self.most {
            return None;
        }
        let url = match &self.base {
            Some(base) => base.join(address),
            None => Url::parse(address),
        };
        let url = url.ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some())?;
        (url.as_str().len() <= self.most).then(|| url.to_string())
    }
}
