//! How much of a feed or sitemap is taken in before it is refused.

/// What a feed or sitemap may ask of the machine. Every bound has an [`Error`](crate::Error) of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of the text. The protocol of sitemaps allows 50 MB (<https://www.sitemaps.org/protocol.html>).
    pub bytes: usize,
    /// How deep elements may nest.
    pub depth: usize,
    /// The most elements.
    pub elements: usize,
    /// The most attributes of one element.
    pub attributes: usize,
    /// The most namespaces that may be declared at one place, its parents' counted.
    pub namespaces: usize,
    /// The most entries of a feed, and addresses of a sitemap: 50,000, as the protocol of sitemaps has it.
    pub entries: usize,
    /// The longest address that is taken, in bytes; longer ones are left out.
    pub address: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 50 << 20,
            depth: 256,
            elements: 1_000_000,
            attributes: 128,
            namespaces: 256,
            entries: 50_000,
            address: 4 << 10,
        }
    }
}
