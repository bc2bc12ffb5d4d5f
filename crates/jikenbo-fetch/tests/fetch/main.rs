//! What a fetcher promises, shown on a server that keeps no rule.

mod bounds;
mod decoding;
mod evidence;
mod guard;
mod polite;
mod redirects;
mod secure;
mod server;
