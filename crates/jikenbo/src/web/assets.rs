//! The style sheet, the script and the seal, built into the program. Their names carry a hash of what they hold, so
//! that a browser may keep them for ever.

use std::io::Write;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::error::Error;

/// A file that pages ask for.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    stem: &'static str,
    extension: &'static str,
    content_type: &'static str,
    body: &'static str,
}

/// The style sheet: what all pages share, and a file for each kind of page.
pub const STYLE: Asset = Asset {
    stem: "style",
    extension: "css",
    content_type: "text/css; charset=utf-8",
    body: concat!(
        // Before what says on which screens it is shown.
        include_str!("assets/timeline.css"),
        include_str!("assets/style.css"),
        include_str!("assets/today.css"),
        include_str!("assets/list.css"),
        include_str!("assets/case.css"),
        include_str!("assets/chart.css"),
        include_str!("assets/review.css"),
        include_str!("assets/user.css"),
    ),
};
/// The script.
pub const SCRIPT: Asset = Asset {
    stem: "casebook",
    extension: "js",
    content_type: "text/javascript; charset=utf-8",
    body: concat!(include_str!("assets/casebook.js"), include_str!("assets/review.js"), include_str!("assets/chart.js")),
};
/// The icon.
pub const SEAL: Asset =
    Asset { stem: "seal", extension: "svg", content_type: "image/svg+xml", body: include_str!("assets/seal.svg") };

const ALL: &[Asset] = &[STYLE, SCRIPT, SEAL];

/// The same packed, for the many browsers that unpack: they hold nothing that is secret, whose length could tell of it.
static PACKED: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| ALL.iter().map(|asset| packed(asset.body)).collect());

/// Packed with gzip; nothing if that fails.
fn packed(body: &str) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(body.as_bytes()).and_then(|()| writer.finish()).unwrap_or_default()
}

/// Whether the browser unpacks gzip.
fn unpacks(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    accepted.split(',').any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim().eq_ignore_ascii_case("gzip") && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

/// FNV-1a: enough to tell one version of our own files from the next.
const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

impl Asset {
    fn name(&self) -> String {
        format!("{}.{:016x}.{}", self.stem, hash(self.body), self.extension)
    }

    /// Where a page finds it.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/assets/{}", self.name())
    }
}

/// `GET /assets/{name}`
///
/// # Errors
///
/// A name that is not of this version's files.
pub async fn get(Path(name): Path<String>, asking: HeaderMap) -> Result<Response, Error> {
    let found = ALL.iter().zip(PACKED.iter()).find(|(asset, _)| asset.name() == name);
    let (asset, packed) = found.ok_or_else(|| Error::NotFound(format!("assets/{name}")))?;
    let headers = [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    if unpacks(&asking) && !packed.is_empty() {
        return Ok((headers, [(CONTENT_ENCODING, "gzip")], packed.as_slice()).into_response());
    }
    Ok((headers, asset.body).into_response())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    /// The files of the kinds of page; what all share stands in style.css, and may be refined by any of them.
    const PAGES: &[(&str, &str)] = &[
        ("today", include_str!("assets/today.css")),
        ("list", include_str!("assets/list.css")),
        ("case", include_str!("assets/case.css")),
        ("chart", include_str!("assets/chart.css")),
        ("review", include_str!("assets/review.css")),
        ("user", include_str!("assets/user.css")),
    ];

    /// The classes that a sheet styles by their name alone, wherever they stand: `.fields`, but not `.api .fields`.
    fn bare(sheet: &str) -> impl Iterator<Item = &str> {
        let heads = sheet.split('{').map(|part| part.rsplit(['}', ';', '/']).next().unwrap_or(part));
        heads
            .flat_map(|head| head.split(','))
            .filter_map(|one| one.trim().strip_prefix('.'))
            .filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
    }

    #[test]
    fn no_page_styles_the_classes_of_another() {
        let mut by_whom: BTreeMap<&str, &str> = BTreeMap::new();
        assert_eq!(bare(".a, .b c { } .d { x: y } /* e */ .f{").collect::<Vec<_>>(), ["a", "d", "f"]);
        for (page, sheet) in PAGES {
            for class in bare(sheet) {
                let other = by_whom.insert(class, page).filter(|other| other != page);
                assert_eq!(other, None, ".{class} is styled by itself in {page}.css, too");
            }
        }
        assert!(by_whom.len() > 30, "{by_whom:?}");
    }
}
