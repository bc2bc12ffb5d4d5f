//! How a case is cited: who published what and when, where it stood, when it was captured and which bytes these were.

use axum::http::HeaderMap;
use axum::http::header::HOST;
use maud::{Markup, html};
use serde::Serialize;

use super::origin::to_the_second;
use super::{Shown, text};
use crate::labels::Lang;
use crate::web::data::{Version, title};
use crate::web::figures::date;
use crate::web::page::{Asked, bare, words};

/// So many digits of a SHA-256 name a capture within a case.
pub(crate) const NAMING: usize = 16;

/// A citation in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Citation {
    pub(crate) ja: String,
    pub(crate) en: String,
}

/// Where the pages are asked for, as far as the request tells: `http://127.0.0.1:8080`. Empty if its `Host` is no name.
pub(super) fn site(headers: &HeaderMap) -> String {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let host = header(HOST.as_str());
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '_');
    if host.is_empty() || host.len() > 255 || !host.chars().all(plain) {
        return String::new();
    }
    // A proxy in front may speak TLS; whoever says so falsely misleads only themselves.
    let scheme = if header("x-forwarded-proto") == "https" { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// The address that will lead here as long as the casebook stands: the case, and which of its texts, by its bytes.
fn address(shown: &Shown, site: &str) -> String {
    let whole = format!("{site}/cases/{}", shown.case.id);
    if shown.notice_at == 0 && shown.version_at == 0 && shown.case.notices.len() == 1 && shown.filed.versions.len() == 1 {
        return whole;
    }
    let sha256 = &shown.version.origin.sha256;
    format!("{whole}?capture={}", sha256.get(..NAMING).unwrap_or(sha256))
}

/// The citation of what is shown.
pub(super) fn citation(shown: &Shown, site: &str) -> Citation {
    of(shown.version, &address(shown, site))
}

/// The citation of a version of a notice that stands at an address of the casebook.
pub(crate) fn of(version: &Version, address: &str) -> Citation {
    let record = &version.reading.record;
    let organization = record.organization.as_ref().and_then(|fact| fact.value.name.as_deref());
    let said = |lang| record.published.as_ref().map(|fact| date(fact.value, lang));
    let headline = title(version).map(|title| bare(&title.split_whitespace().collect::<Vec<_>>().join(" ")));
    let web = |text: &&str| text.starts_with("https://") || text.starts_with("http://");
    let url = version.notice.url.as_deref().filter(web).or_else(|| Some(version.origin.source.as_str()).filter(web)).map(bare);
    let (captured, sha256) = (to_the_second(&version.origin.clipped), &version.origin.sha256);
    let part = |text: Option<String>| text.unwrap_or_default();
    let ja = format!(
        "{}{}{}{}{captured} 採取，SHA-256: {sha256}．事件簿，{address}",
        part(organization.map(|name| format!("{}，", bare(name)))),
        part(headline.as_ref().map(|title| format!("「{title}」，"))),
        part(said(Lang::Ja).map(|day| format!("{day}公表，")).or_else(|| Some("公表日不明，".to_owned()))),
        part(url.as_ref().map(|url| format!("{url} ，"))),
    );
    let en = format!(
        "{}{}{}{}Captured {captured}, SHA-256: {sha256}. Jikenbo (casebook), {address}",
        part(organization.map(|name| format!("{}, ", bare(name)))),
        part(headline.as_ref().map(|title| format!("\u{201c}{title}\u{201d} (in Japanese), "))),
        part(said(Lang::En).map(|day| format!("published {day}. ")).or_else(|| Some("no date. ".to_owned()))),
        part(url.map(|url| format!("{url} . "))),
    );
    Citation { ja, en }
}

/// Beneath the head: the permanent address, and the ways out.
pub(super) fn tools(asked: &Asked, shown: &Shown, site: &str) -> Markup {
    html! {
        div.tools role="group" aria-label=(asked.t(text::TOOLS)) {
            span.term { (asked.t(text::ADDRESS)) }
            code #address.address { (address(shown, site)) }
            (copy(asked, "address"))
            a href="#cite" { (asked.t(text::TO_CITE)) }
        }
    }
}

/// A button that copies what stands in an element; without a script there is none, and the words are marked whole by a click.
fn copy(asked: &Asked, of: &str) -> Markup {
    html! {
        button.copy type="button" hidden data-copy=(of) data-done=(asked.t(text::COPIED)) { (asked.t(text::COPY)) }
    }
}

/// The section: both citations, and what can be exported.
pub(super) fn section(asked: &Asked, shown: &Shown, site: &str) -> Markup {
    let Citation { ja, en } = citation(shown, site);
    let base = format!("/cases/{}", shown.case.id);
    html! {
        section.cite #cite aria-labelledby="cite-h" {
            h2 #cite-h { (asked.t(text::CITE)) }
            h3 { (asked.t(text::CITE_JA)) (copy(asked, "cite-ja")) }
            p.citation #cite-ja lang="ja" { (words(&ja)) }
            h3 { (asked.t(text::CITE_EN)) (copy(asked, "cite-en")) }
            p.citation #cite-en lang="en" { (words(&en)) }
            h3.export-h { (asked.t(text::EXPORT)) }
            ul.exports {
                li { a href={ (base) ".json" } download={ "jikenbo-" (shown.case.id) ".json" } { (asked.t(text::EX_JSON)) } }
                li { a href={ (base) "/facts.json" } download { (asked.t(text::EX_FACTS)) } }
                li { a href={ (base) "/evidence.wacz" } download { (asked.t(text::EX_PACKAGE)) } }
            }
            (crate::web::export::links(asked, &format!("id={}", shown.case.id), true))
        }
    }
}
