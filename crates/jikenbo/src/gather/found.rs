//! What bytes hold: notices, or ways to them.

use jikenbo_model::Notice;
use jikenbo_page::{Format, Options};
use url::Url;

use super::leads::{Lead, absolute, leads, same_site};
use super::{feeds, mails};

/// Bytes, and what is known of them from outside.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// The bytes, without any content-coding.
    pub bytes: &'a [u8],
    /// The address that answered; `None` for what is not from the web.
    pub address: Option<&'a Url>,
    /// The `Content-Type`, as it came; empty if none was named.
    pub content_type: &'a str,
}

/// What they hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// What the bytes are: `text/html`, `text/plain`, `application/pdf` …
    pub media_type: String,
    /// Notices, or texts that may be some, in page order.
    pub notices: Vec<Notice>,
    /// Pages that it leads to, in page order.
    pub leads: Vec<Lead>,
    /// It is a feed or a map of a site: every lead of it is meant to be followed.
    pub feed: bool,
    /// The next older page of a feed in pages.
    pub older: Option<String>,
    /// Why a document without notices has none, where its form is the reason (a scan).
    pub no_text: Option<String>,
}

/// Looks into the bytes.
///
/// # Errors
///
/// In words: bytes that are of no form that is read, or over a limit.
pub fn find(given: &Given<'_>, options: &Options) -> Result<Found, String> {
    let said = Some(given.content_type.to_owned()).filter(|said| !said.is_empty());
    let name = given.address.map(|address| address.path().to_owned());
    let options = Options { media_type: said.or_else(|| options.media_type.clone()), name: name.or_else(|| options.name.clone()), ..options.clone() };
    if let Some(found) = feeds::find(given, &options)? {
        return Ok(found);
    }
    match jikenbo_page::format(given.bytes, &options) {
        Ok(Format::Mail) => mails::find(given, &options),
        Ok(_) | Err(jikenbo_page::Error::Empty) => html_or_text(given, &options),
        Err(error) => Err(error.to_string()),
    }
}

fn html_or_text(given: &Given<'_>, options: &Options) -> Result<Found, String> {
    let notices = match jikenbo_page::notices(given.bytes, options) {
        Ok(notices) => notices,
        Err(jikenbo_page::Error::NoNotice | jikenbo_page::Error::Empty) => Vec::new(),
        Err(error) => return Err(error.to_string()),
    };
    let links = given.address.map(|from| leads(from, &jikenbo_page::links(given.bytes, options).unwrap_or_default()));
    Ok(Found {
        media_type: crate::capture::media_type(given.bytes, options.format).to_owned(),
        notices: match given.address {
            Some(from) => addressed(notices, from),
            None => notices,
        },
        leads: links.unwrap_or_default(),
        ..Found::default()
    })
}

/// Gives each notice its address. A page says its own lasting address, and is believed within its own site only: another site's
/// notice must not get a new version from here.
pub fn addressed(notices: Vec<Notice>, from: &Url) -> Vec<Notice> {
    let alone = notices.len() == 1;
    let own = |said: Option<&str>| said.and_then(|said| absolute(from, said)).filter(|url| same_site(from, url));
    let address = |notice: Notice| {
        let url = own(notice.url.as_deref()).map(String::from).or_else(|| alone.then(|| from.to_string()));
        Notice { url, ..notice }
    };
    notices.into_iter().map(address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(address: &str, page: &str) -> Found {
        let address = Url::parse(address).unwrap();
        find(&Given { bytes: page.as_bytes(), address: Some(&address), content_type: "text/html" }, &Options::default()).unwrap()
    }

    const TEXT: &str = "<h1>不正アクセスについて</h1><p>2024年6月1日、お客様の個人情報が漏えいしたことが判明しました。</p>";

    #[test]
    fn a_page_is_believed_about_its_address_within_its_own_site() {
        for (said, address) in [
            ("https://www.example.jp/news/1", "https://www.example.jp/news/1"),
            ("/news/1", "https://www.example.jp/news/1"),
            ("https://bank.example/news/1", "https://www.example.jp/n?id=1"),
            ("javascript:alert(1)", "https://www.example.jp/n?id=1"),
            ("", "https://www.example.jp/n?id=1"),
        ] {
            let page = format!("<!DOCTYPE html><link rel=canonical href='{said}'><body>{TEXT}");
            let found = found("https://www.example.jp/n?id=1", &page);
            assert_eq!(found.notices[0].url.as_deref(), Some(address), "{said}");
        }
    }

    #[test]
    fn an_index_gives_leads_and_no_notice_of_its_own() {
        let page = "<!DOCTYPE html><main><h1>お知らせ</h1><ul><li><a href=1>個人情報の漏えいについて</a></li>\
            <li><a href=2>夏季休業</a></li><li><a href=3>不正アクセスのお詫び</a></li></ul></main>";
        let found = found("https://www.example.jp/news/", page);
        let leads: Vec<_> = found.leads.iter().map(|lead| lead.address.as_str()).collect();
        assert_eq!(leads, ["https://www.example.jp/news/1", "https://www.example.jp/news/3"]);
    }
}
