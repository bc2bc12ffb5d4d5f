//! Notices that nobody wrote: templates of our own filled with names, dates and figures that the number of the notice decides.
//! They measure how fast pages are clipped; how well they are read is measured on the corpus.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::random::Random;

/// Templates divided by lines of `====`. `{a|b}` is one of its choices; `<name>` is filled in by [`Notice::field`].
const TEMPLATES: &str = include_str!("notices.txt");

const FAMILIES: &[&str] = &[
    "青浜",
    "朝霧",
    "石榑",
    "霞野",
    "風待",
    "霧積",
    "暮野",
    "沢渡",
    "潮見浦",
    "白露",
    "千波",
    "月見",
    "鳥海",
    "長閑",
    "波留",
    "虹ヶ丘",
    "萩生",
    "日和",
    "吹雪",
    "松籟",
    "水脈",
    "都留野",
    "八雲原",
    "夕凪",
    "雪代",
    "若苗",
    "綿貫台",
    "鈴振",
];
const TRADES: &[&str] =
    &["食品", "電機", "物流", "不動産", "印刷", "製菓", "精工", "観光", "保険", "薬品", "出版", "書店", "園芸", "建設"];
const OTHERS: &[&str] =
    &["市", "町", "大学", "病院", "銀行", "高等学校", "市社会福祉協議会", "信用金庫", "総合病院", "県立図書館"];

/// The notice of a number: always the same one.
#[must_use]
pub fn notice(number: u64) -> String {
    let templates: Vec<&str> = TEMPLATES.split("\n====\n").collect();
    let mut notice = Notice::new(number);
    let template = notice.random.pick(&templates).copied().unwrap_or_default();
    notice.fill(template).trim().to_owned()
}

struct Notice {
    random: Random,
    organization: String,
    site: String,
    published: Date,
}

impl Notice {
    fn new(number: u64) -> Self {
        let mut random = Random::new(number);
        let family = random.pick(FAMILIES).copied().unwrap_or_default();
        let kind = random.below(3);
        let rest = random.pick(if kind == 0 { OTHERS } else { TRADES }).copied().unwrap_or_default();
        let organization = match kind {
            0 => format!("{family}{rest}"),
            1 => format!("株式会社{family}{rest}"),
            _ => format!("{family}{rest}株式会社"),
        };
        let published = date(2018, 1, 5).saturating_add((random.below(2_800) as i64).days());
        let site = format!("https://www.example-{:05}.example.jp/", number % 100_000);
        Self { random, organization, site, published }
    }

    /// Chooses and fills, from the inside out.
    fn fill(&mut self, template: &str) -> String {
        let mut text = template.to_owned();
        while let Some(close) = text.find('}') {
            let Some(open) = text[..close].rfind('{') else { break };
            let choices: Vec<&str> = text[open + 1..close].split('|').collect();
            let choice = self.random.pick(&choices).copied().unwrap_or_default().to_owned();
            text.replace_range(open..=close, &choice);
        }
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text.as_str();
        while let Some((before, (name, after))) = rest.split_once('<').and_then(|(b, a)| Some((b, a.split_once('>')?))) {
            out.push_str(before);
            out.push_str(&self.field(name));
            rest = after;
        }
        out + rest
    }

    fn field(&mut self, name: &str) -> String {
        match name {
            "org" => self.organization.clone(),
            "url" => self.site.clone(),
            "many" => grouped(1_000 + self.random.below(98_000)),
            "few" => (2 + self.random.below(400)).to_string(),
            "hour" => format!("{}時{:02}分", 7 + self.random.below(14), self.random.below(60)),
            _ => match name.split_once('-') {
                Some(("day", days)) => said(self.before(days)),
                Some(("md", days)) => self.month_day(days),
                Some(("era", days)) => format!("令和{}年{}", (self.before(days).year() - 2018).max(1), self.month_day(days)),
                _ => format!("<{name}>"),
            },
        }
    }

    fn month_day(&self, days: &str) -> String {
        format!("{}月{}日", self.before(days).month(), self.before(days).day())
    }

    fn before(&self, days: &str) -> Date {
        self.published.saturating_sub(days.parse::<i64>().unwrap_or(0).days())
    }
}

fn said(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 12,345
fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

#[cfg(test)]
mod tests {
    use super::{TEMPLATES, grouped, notice};

    #[test]
    fn notices_differ_and_are_the_same_every_time() {
        assert_eq!(notice(3), notice(3));
        let mut all: Vec<_> = (0..200).map(notice).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 200);
    }

    #[test]
    fn every_template_is_filled() {
        let count = TEMPLATES.split("\n====\n").count();
        let left = (0..200).map(notice).filter(|n| n.contains(['<', '>', '{', '}', '|'])).count();
        assert!(count >= 6 && left == 0, "{count} templates, {left} notices with a field left");
        assert_eq!((grouped(7), grouped(1_050), grouped(1_000_000)), ("7".into(), "1,050".into(), "1,000,000".into()));
    }
}
