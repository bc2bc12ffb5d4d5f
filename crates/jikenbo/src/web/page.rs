//! The frame of every page: masthead, navigation, language switch, foot; and the request as the pages see it.

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use maud::{DOCTYPE, Markup, html};

use super::error::Error;
use super::orgs::text as orgs;
use super::text::{self, Text};
use super::today::text as today;
use super::who::{Role, User};
use super::{ROUTES, assets, feeds, language, review, users};
use crate::labels::{self, Lang};

/// What a page needs to know of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The language to answer in.
    pub lang: Lang,
    /// The path, without the `.json` at its end.
    pub path: String,
    /// The query string, without the question mark.
    pub query: String,
    /// Whether JSON was asked for.
    pub json: bool,
    /// Who asks.
    pub user: User,
}

impl Asked {
    /// Reads the request's address and headers; who asks is whoever sits here, until the guard has found out.
    #[must_use]
    pub fn new(uri: &Uri, headers: &HeaderMap) -> Self {
        let header = |name| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("");
        let path = uri.path();
        Self {
            lang: language::choose(header(COOKIE), header(ACCEPT_LANGUAGE)),
            path: path.strip_suffix(".json").unwrap_or(path).to_owned(),
            query: uri.query().unwrap_or("").to_owned(),
            json: path.ends_with(".json"),
            user: User::local(),
        }
    }

    /// What is made for no request, such as a report in a file.
    #[must_use]
    pub fn nobody(lang: Lang) -> Self {
        Self { lang, path: String::new(), query: String::new(), json: false, user: User::nobody(String::new()) }
    }

    /// Whether whoever asks may do what this role may: else a form for it is not shown.
    #[must_use]
    pub fn may(&self, role: Role) -> bool {
        self.user.role >= role
    }

    /// A text of the interface.
    #[must_use]
    pub fn t(&self, text: Text) -> &'static str {
        match self.lang {
            Lang::Ja => text.ja,
            Lang::En => text.en,
        }
    }

    /// A code's label.
    #[must_use]
    pub fn label(&self, key: &str, code: &str) -> String {
        labels::label(key, code, self.lang).to_string()
    }

    /// Labels of several codes in a row.
    #[must_use]
    pub fn labels<'c>(&self, key: &str, codes: impl IntoIterator<Item = &'c str>) -> String {
        let labels: Vec<String> = codes.into_iter().map(|code| self.label(key, code)).collect();
        labels.join(self.separator())
    }

    /// What stands between things in a row.
    #[must_use]
    pub const fn separator(&self) -> &'static str {
        match self.lang {
            Lang::Ja => "・",
            Lang::En => ", ",
        }
    }

    /// The page's own address.
    #[must_use]
    pub fn here(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query) }
    }

    /// Whether the page is there as JSON, too.
    fn has_json(&self) -> bool {
        let fits = |pattern: &str| {
            let parts = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
            let (pattern, path) = (parts(pattern), parts(&self.path));
            pattern.len() == path.len() && pattern.iter().zip(&path).all(|(p, part)| p == part || p.starts_with('{'))
        };
        ROUTES.iter().any(|route| route.json.is_some() && fits(route.path))
    }

    fn json_address(&self) -> String {
        let path = if self.path == "/" { "/index" } else { &self.path };
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        format!("{path}.json{query}")
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let mut asked = Self::new(&parts.uri, &parts.headers);
        // The guard has left it there; a request that came by no guard is nobody's.
        asked.user = parts.extensions.get::<User>().cloned().unwrap_or_else(|| User::nobody(String::new()));
        Ok(asked)
    }
}

/// The code of a language, as in `lang="ja"`.
#[must_use]
pub const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    }
}

/// A whole page.
#[must_use]
pub fn page(asked: &Asked, title: &str, body: &Markup) -> Markup {
    let title =
        if title.is_empty() { asked.t(text::SITE).to_owned() } else { format!("{} — {}", bare(title), asked.t(text::SITE)) };
    html! {
        (DOCTYPE)
        html lang=(code(asked.lang)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex, nofollow";
                title { (title) }
                link rel="stylesheet" href=(assets::STYLE.address());
                link rel="icon" href=(assets::SEAL.address()) type="image/svg+xml";
                @if asked.has_json() { link rel="alternate" type="application/json" href=(asked.json_address()); }
                script src=(assets::SCRIPT.address()) defer {}
                @if asked.user.role != Role::Nobody {
                    link rel="alternate" type="application/atom+xml" title=(asked.t(text::SITE)) href=(feeds::of_page(asked));
                }
            }
            body {
                a.skip href="#main" { (asked.t(text::SKIP)) }
                (masthead(asked))
                main #main tabindex="-1" { (body) }
                (foot(asked))
                (keys(asked))
            }
        }
    }
}

fn masthead(asked: &Asked) -> Markup {
    let item = |href: &str, label: Text, here: bool| {
        html! { a href=(href) aria-current=[here.then_some("page")] { (asked.t(label)) } }
    };
    html! {
        header.masthead {
            a.name href="/" lang="ja" { "事件簿" }
            span.sub { (asked.t(text::SITE_SUB)) }
            nav aria-label=(asked.t(text::NAV)) {
                // Whoever has not logged in would only be led back from there.
                @if asked.user.role != Role::Nobody {
                    (item("/", today::TODAY, asked.path == "/"))
                    (item("/cases", text::NAV_CASES, asked.path == "/cases"))
                    (item("/charts", super::charts::text::CHARTS, asked.path == "/charts"))
                    (item("/orgs", orgs::NAV_ORGS, asked.path == "/orgs"))
                    @if asked.user.role >= Role::Reviewer { (item("/review", review::text::NAV, asked.path == "/review")) }
                    (item("/sources", text::NAV_SOURCES, asked.path == "/sources"))
                    (item("/rules", text::NAV_RULES, asked.path == "/rules"))
                    (item("/help", text::NAV_HELP, asked.path == "/help"))
                }
                (users::badge(asked))
                (switch(asked))
            }
        }
    }
}

fn switch(asked: &Asked) -> Markup {
    let other = if asked.lang == Lang::Ja { Lang::En } else { Lang::Ja };
    html! {
        form.switch method="post" action="/language" {
            input type="hidden" name="back" value=(asked.here());
            button name="lang" value=(code(other)) lang=(code(other)) { (asked.t(text::SWITCH)) }
        }
    }
}

fn foot(asked: &Asked) -> Markup {
    html! {
        footer.foot {
            @if asked.has_json() { a href=(asked.json_address()) { (asked.t(text::AS_JSON)) } }
            (users::office(asked))
            @if asked.user.role != Role::Nobody { a href="/api" { (asked.t(super::api::text::API)) } }
            span.keys { (asked.t(text::KEYS_HINT)) }
        }
    }
}

/// The keys, which the script shows at "?"; they stand on the help as well.
fn keys(asked: &Asked) -> Markup {
    html! {
        dialog #keys aria-labelledby="keys-h" {
            h2 #keys-h { (asked.t(text::KEYS)) }
            dl {
                @for (keys, what) in text::KEY_TABLE {
                    div { dt { @for key in keys.split(' ') { kbd { (key) } " " } } dd { (asked.t(*what)) } }
                }
            }
            form method="dialog" { button autofocus { (asked.t(text::KEYS_CLOSE)) } }
        }
    }
}

/// Text from a notice, which may hold anything: escaped, in Japanese, and kept from turning what stands around it.
#[must_use]
pub fn clipped(text: &str) -> Markup {
    html! { bdi lang="ja" { (words(text)) } }
}

/// Words of a notice, escaped. Characters that are not seen but turn or hide others are shown by their number instead.
#[must_use]
pub fn words(text: &str) -> Markup {
    html! {
        @for part in text.split_inclusive(is_unseen) {
            @match part.chars().next_back().filter(|c| is_unseen(*c)) {
                None => (part),
                Some(c) => { (&part[..part.len() - c.len_utf8()]) span.unseen { "U+" (format!("{:04X}", c as u32)) } }
            }
        }
    }
}

/// Words of a notice for places that hold no markup, such as a page's title.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { '\u{fffd}' } else { c }).collect()
}

/// Control characters, and those that set the direction of what follows.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An address from a notice: a link if it leads to the web, and otherwise only text.
#[must_use]
pub fn outside(address: &str) -> Markup {
    let lower = address.trim().to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    html! {
        @if web && !address.chars().any(char::is_control) {
            a.url href=(address.trim()) rel="noopener noreferrer nofollow" { bdi { (words(address)) } }
        } @else {
            bdi.url { (words(address)) }
        }
    }
}

/// A question mark that opens the page of the rule that found a fact.
#[must_use]
pub fn why(asked: &Asked, rule: &str) -> Markup {
    // What a person said was found by no rule: the mark beside it says by whom.
    if rule == crate::corrections::PERSON {
        return html! {};
    }
    html! {
        a.why href={ "/rules/" (rule) } aria-label={ (asked.t(text::RULE_OF)) " " (rule) } { "?" }
    }
}
