//! Which links of an index are worth following: those of the same site whose words tell of an incident.

use jikenbo_page::Link;
use url::Url;

/// A page to look at, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its address, absolute and without a fragment.
    pub address: String,
    /// The words of the link.
    pub words: String,
}

/// Words by which the headline of a notice is told from other news. A headline that has none of them is seldom a notice;
/// one that has may still be another page, which is judged when it is read.
const WORDS: &[&str] = &[
    "漏えい",
    "漏洩",
    "漏出",
    "流出",
    "不正アクセス",
    "不正ログイン",
    "不正利用",
    "不正な",
    "サイバー",
    "ランサム",
    "マルウェア",
    "ウイルス",
    "ウィルス",
    "emotet",
    "紛失",
    "盗難",
    "亡失",
    "置き忘れ",
    "誤送",
    "誤配",
    "誤廃棄",
    "誤公開",
    "誤掲載",
    "誤表示",
    "誤交付",
    "なりすまし",
    "フィッシング",
    "迷惑メール",
    "乗っ取",
    "改ざん",
    "改竄",
    "個人情報",
    "お詫び",
    "おわび",
    "インシデント",
    "情報セキュリティ",
    "システム障害",
    "不具合",
    "脆弱性",
    "懲戒",
    "不審なメール",
    "閲覧可能",
    "続報",
    "報)",
    "報）",
];

/// The most leads of one page.
const MOST: usize = 200;

/// The links of a page at `from` that are worth following, in page order.
#[must_use]
pub fn leads(from: &Url, links: &[Link]) -> Vec<Lead> {
    let content = links.iter().any(|link| link.content);
    let mut out: Vec<Lead> = Vec::new();
    for link in links.iter().filter(|link| !link.feed && (link.content || !content)) {
        let Some(address) = absolute(from, &link.address) else { continue };
        if !same_site(from, &address) || is_here(from, &address) || !tells(&link.text, &link.around) {
            continue;
        }
        let lead =
            Lead { address: address.into(), words: if link.text.is_empty() { link.around.clone() } else { link.text.clone() } };
        if out.len() < MOST && !out.iter().any(|known| known.address == lead.address) {
            out.push(lead);
        }
    }
    out
}

/// An address as seen from a page, without its fragment; `None` if it is none of the web.
#[must_use]
pub fn absolute(from: &Url, address: &str) -> Option<Url> {
    let mut url = from.join(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url)
}

/// Whether two addresses are of one site: the same host, `www.` aside, or one below the other's.
#[must_use]
pub fn same_site(one: &Url, other: &Url) -> bool {
    fn host(url: &Url) -> &str {
        url.host_str().map_or("", |host| host.strip_prefix("www.").unwrap_or(host))
    }
    let (a, b) = (host(one), host(other));
    let below = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.'));
    !a.is_empty() && (a == b || a.contains('.') && b.contains('.') && (below(a, b) || below(b, a)))
}

fn is_here(from: &Url, address: &Url) -> bool {
    let mut here = from.clone();
    here.set_fragment(None);
    here == *address
}

/// Whether the words of a link, or of the row it stands in, are those of a notice. A row that is long is a text, not a headline.
fn tells(text: &str, around: &str) -> bool {
    let has = |words: &str| {
        let words = words.to_lowercase();
        WORDS.iter().any(|word| words.contains(word))
    };
    has(text) || (around.chars().count() <= 160 && has(around))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(address: &str, text: &str, around: &str, content: bool) -> Link {
        Link { address: address.into(), text: text.into(), around: around.into(), content, feed: false }
    }

    #[test]
    fn an_index_leads_to_the_notices_of_its_own_site() {
        let from = Url::parse("https://www.example.jp/news/").unwrap();
        let links = [
            link("1.html", "個人情報の漏えいについて", "", true),
            link("2.html#x", "詳細", "2024.6.1 不正アクセスに関するお詫び 詳細", true),
            link("2.html", "もう一度", "メールの誤送信", true),
            link("3.html", "夏季休業のお知らせ", "夏季休業のお知らせ", true),
            link("https://info.example.jp/4", "ランサムウェア被害について（第2報）", "", true),
            link("https://evil.example/5", "情報流出のお詫び", "", true),
            link("/privacy", "個人情報保護方針", "", false),
            link("javascript:alert(1)", "お詫び", "", true),
            link("./", "お詫びの一覧", "", true),
        ];
        let found: Vec<_> = leads(&from, &links).into_iter().map(|lead| lead.address).collect();
        assert_eq!(
            found,
            ["https://www.example.jp/news/1.html", "https://www.example.jp/news/2.html", "https://info.example.jp/4"]
        );
    }

    #[test]
    fn a_site_is_its_host_and_what_is_below() {
        let same = |a: &str, b: &str| same_site(&Url::parse(a).unwrap(), &Url::parse(b).unwrap());
        assert!(same("https://example.jp/", "http://www.example.jp/x") && same("https://a.example.jp/", "https://example.jp/"));
        assert!(!same("https://example.jp/", "https://notexample.jp/") && !same("https://a.jp/", "https://b.jp/"));
        assert!(!same("https://jp/", "https://example.jp/"));
    }
}
