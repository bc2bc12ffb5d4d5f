//! Fetches pages over http and https: guarded, bounded, polite, and byte for byte as they came.
//!
//! ```text
//! address → guard → robots.txt → pace → look-up → guard → connection → guard → answer → Fetched
//!             ↑                                                           │
//!             └────────────────────────── redirect ←──────────────────────┘
//! ```
//!
//! Everything that comes in is hostile. The address really connected to is checked where the connection is made, on every hop,
//! so that neither a redirect nor a name that answers differently the second time leads into one's own network. Sizes, times and
//! counts have [`Limits`], and each limit an error of its own. What came is kept as it came: [`Exchange`] holds the bytes of the
//! request, of the answer's head and of its body, for whoever wants to check them later.
//!
//! The crate reads no page and keeps nothing: it hands over bytes.

mod connect;
mod decode;
mod error;
mod exchange;
mod fetched;
mod fetcher;
mod guard;
mod head;
mod pace;
mod ranges;
mod request;
mod resolve;
mod retry;
mod robots;
mod settings;
mod tap;

pub use decode::{MAX_ENCODINGS, decode};
pub use error::{Error, Kind};
pub use fetched::{Exchange, Fetched, Outcome};
pub use fetcher::Fetcher;
pub use guard::{Guard, Refused};
pub use head::{Head, Header};
pub use ipnet::IpNet;
pub use request::{Post, Request, Validators};
pub use resolve::{Answers, Resolve, SystemResolver};
pub use retry::{Backoff, retry_after};
pub use robots::Rules;
pub use settings::{Limits, Pace, Settings, SettingsError};
pub use url::Url;
