//! An estimate in words, in Japanese and English.

use jikenbo_model::labels::{Lang, grouped, label};

use super::{Estimate, Factor, Open, Range, WhyNone};

/// What must stand beside every estimate, in Japanese and English.
pub const CAUTION: (&str, &str) = (
    "推計です。お知らせから読み取った項目と人数を、JNSAの想定損害賠償額算定式 (JOモデル) に当てはめた値で、支払われた額でも、支払われる額でもありません。\
     裁判で認められた額は、多くは1人数千円でした。",
    "An estimate: what was read of the data and the persons, put into JNSA's formula for assumed damages (the JO model). It is not what \
     was paid or will be; what courts awarded in known cases was mostly some thousand yen a person.",
);

/// What an estimate is called.
pub const NAME: (&str, &str) = ("想定損害賠償額の推計 (JOモデル)", "Estimate of assumed damages (JO model)");

const NAMES: &[(&str, &str, &str)] = &[
    ("base", "基礎情報価値", "base value"),
    ("sensitivity", "機微情報度", "sensitivity"),
    ("identifiability", "本人特定容易度", "ease of identification"),
    ("responsibility", "社会的責任度", "social responsibility"),
    ("response", "事後対応評価", "response afterwards"),
];

impl WhyNone {
    /// In a sentence.
    #[must_use]
    pub const fn told(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NoNumber, Lang::Ja) => "人数の記載がないため、推計はありません。",
            (Self::NoNumber, Lang::En) => "The number of persons is not told: there is no estimate.",
            (Self::NoLeak, Lang::Ja) => "漏えいは確認されていないとあるため、推計はありません。",
            (Self::NoLeak, Lang::En) => "The notice says that no leak was found: there is no estimate.",
        }
    }
}

impl Range {
    /// `3–6`.
    #[must_use]
    pub fn told(self) -> String {
        if self.least == self.most { grouped(self.least) } else { format!("{}–{}", grouped(self.least), grouped(self.most)) }
    }
}

impl Factor {
    /// What it is called.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &'static str {
        let known = NAMES.iter().find(|(name, ..)| *name == self.name);
        known.map_or(self.name, |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
    }

    /// Why it has its value, in a few words.
    #[must_use]
    pub fn why(&self, lang: Lang) -> String {
        let key = if self.name == "responsibility" { "sector" } else { "data_items" };
        let codes: Vec<&str> = self.because.iter().map(|code| label(key, code, lang)).collect();
        let (ja, en) = match (self.name, codes.is_empty()) {
            ("base", _) => ("どの事案も同じ", "the same for every case"),
            ("response", _) => ("不明・その他 (お知らせからは分からない)", "not known: no notice tells it"),
            ("responsibility", true) => ("業種の記載なし", "no sector told"),
            ("sensitivity" | "identifiability", true) if self.value.least != self.value.most => {
                ("情報の項目の記載なし", "no data told")
            }
            (_, true) => ("それ以外", "any other"),
            _ => return codes.join(if lang == Lang::Ja { "・" } else { ", " }),
        };
        if lang == Lang::Ja { ja } else { en }.to_owned()
    }
}

impl Estimate {
    /// The total in words: `600万円` is written `6,000,000円`.
    #[must_use]
    pub fn total(&self, lang: Lang) -> String {
        self.about(told(self.total, lang, yen), lang)
    }

    /// Yen a person, in words.
    #[must_use]
    pub fn per_person(&self, lang: Lang) -> String {
        let Range { least, most } = self.per_person;
        told(Open { least: Some(least), most: Some(most) }, lang, yen)
    }

    /// The persons, in words.
    #[must_use]
    pub fn people(&self, lang: Lang) -> String {
        let people = told(self.people, lang, |n, lang| {
            if lang == Lang::Ja { format!("{}名", grouped(n)) } else { format!("{} people", grouped(n)) }
        });
        self.about(people, lang)
    }

    /// What follows from a figure that was said as about so many is about so much.
    fn about(&self, words: String, lang: Lang) -> String {
        match (&*self.bound, lang) {
            ("about", Lang::Ja) => format!("約{words}"),
            ("about", Lang::En) => format!("about {words}"),
            _ => words,
        }
    }
}

fn yen(amount: u64, lang: Lang) -> String {
    if lang == Lang::Ja { format!("{}円", grouped(amount)) } else { format!("JPY {}", grouped(amount)) }
}

fn told(range: Open, lang: Lang, words: fn(u64, Lang) -> String) -> String {
    match (range.least, range.most, lang) {
        (Some(least), Some(most), _) if least == most => words(least, lang),
        (Some(least), Some(most), _) => format!("{} – {}", words(least, lang), words(most, lang)),
        (None, Some(most), Lang::Ja) => format!("最大{}", words(most, lang)),
        (None, Some(most), Lang::En) => format!("up to {}", words(most, lang)),
        (Some(least), None, Lang::Ja) => format!("少なくとも{}", words(least, lang)),
        (Some(least), None, Lang::En) => format!("at least {}", words(least, lang)),
        (None, None, Lang::Ja) => "不明".to_owned(),
        (None, None, Lang::En) => "unknown".to_owned(),
    }
}
