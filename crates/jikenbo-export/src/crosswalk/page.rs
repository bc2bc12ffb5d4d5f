//! The crosswalks as a page: the very tables that the program goes by, in Markdown.

use std::fmt::Write as _;

use jikenbo_model::labels::{Lang, key_label, label};

use super::{Answer, ByFigure, Crosswalk, Match, Scheme, Triggers, Words};
use crate::data::Sources;

/// What the page says beside the tables, in Japanese and English.
struct Texts {
    version: [&'static str; 2],
    sources: [&'static str; 2],
    left_out: [&'static str; 2],
    attack: [&'static str; 2],
    attack_row: [&'static str; 2],
    said: [&'static str; 2],
    often: [&'static str; 2],
    label_row: [&'static str; 2],
    since: [&'static str; 2],
    answers: [&'static str; 2],
    trigger_row: [&'static str; 2],
    or_more: [&'static str; 2],
    or_fewer: [&'static str; 2],
}

const TEXTS: Texts = Texts {
    version: ["版", "version"],
    sources: ["出典", "Sources"],
    left_out: ["載せていないもの", "Left out"],
    attack: [
        "お知らせはどのように行われたかをめったに述べないので、候補です。「言う」は符号がVERISのことばで言うこと、「多い」は背後に多いことで、\
         原因が述べられていないときだけ使います。",
        "Candidates: a notice seldom says how it was done. *said*: what the code says in VERIS's words; *often*: what is behind it more \
         often than not, used only where no cause is told.",
    ],
    attack_row: [
        "| 項目 | 符号 | 根拠 | VERIS | ATT&CK | CIS Controls |",
        "| key | code | how | VERIS | ATT&CK | CIS Controls |",
    ],
    said: ["言う", "said"],
    often: ["多い", "often"],
    label_row: [
        "| ラベル | 英語 | 項目 | 符号 | 符号に対して | わけ |",
        "| label | English | key | code | to the code the label is | why |",
    ],
    since: ["施行", "In force since"],
    answers: [
        "漏えいか、そのおそれが述べられていれば当たり (meets)、ほかは当たりうる (may) だけです。いくつかの事実があれば最も重いものが答えになり、\
         どの事実も述べないものは述べていない (not told) です。",
        "*meets* holds where the notice says that data leaked or may have; elsewhere it is *may*. Of several facts the weightiest answers; \
         what no fact speaks of is *not told*.",
    ],
    trigger_row: ["| 号 | 場合 | 英語 | 事実 | 答え | わけ |", "| no. | case | English | fact | answer | why |"],
    or_more: ["以上", "or more"],
    or_fewer: ["以下", "or fewer"],
};

const fn of(texts: [&'static str; 2], lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => texts[0],
        Lang::En => texts[1],
    }
}

/// What a relation is called.
#[must_use]
pub const fn match_name(is: Match, lang: Lang) -> &'static str {
    match lang {
        Lang::En => is.name(),
        Lang::Ja => match is {
            Match::Exact => "同じ",
            Match::Broader => "広い",
            Match::Narrower => "狭い",
            Match::Related => "重なる",
        },
    }
}

/// What an answer is called.
#[must_use]
pub const fn answer_name(answer: Answer, lang: Lang) -> &'static str {
    match (answer, lang) {
        (Answer::Meets, Lang::Ja) => "当たる",
        (Answer::May, Lang::Ja) => "当たりうる",
        (Answer::No, Lang::Ja) => "下回る",
        (Answer::NotTold, Lang::Ja) => "述べていない",
        (Answer::Meets, Lang::En) => "meets",
        (Answer::May, Lang::En) => "may",
        (Answer::No, Lang::En) => "no",
        (Answer::NotTold, Lang::En) => "not told",
    }
}

/// Every table, by its name: what it is called, and its version.
#[must_use]
pub fn tables(lang: Lang) -> Vec<(&'static str, &'static str, &'static str)> {
    let attack = Crosswalk::built_in();
    let named = ["VERIS・ATT&CK・CIS Controls", "VERIS, ATT&CK, CIS Controls"];
    let mut all = vec![("attack", of(named, lang), attack.version.as_str())];
    all.extend(Scheme::all().iter().map(|one| (one.id.as_str(), one.name.of(lang), one.version.as_str())));
    all.extend(Triggers::built_in().map(|one| (one.id.as_str(), one.name.of(lang), one.version.as_str())));
    all
}

/// The page in Markdown: every table with its version, sources, rows and reasons.
#[must_use]
pub fn page(lang: Lang) -> String {
    tables(lang).iter().filter_map(|(id, ..)| section(id, lang)).collect::<Vec<_>>().join("\n")
}

/// A table of the page; `None` for no name of one.
#[must_use]
pub fn section(id: &str, lang: Lang) -> Option<String> {
    let (_, name, version) = tables(lang).into_iter().find(|(known, ..)| *known == id)?;
    let mut out = format!("## {name}\n\n");
    let table = Table { id, version, lang };
    match Scheme::named(id) {
        Some(scheme) => table.scheme(&mut out, scheme),
        None if id == "attack" => table.attack(&mut out, Crosswalk::built_in()),
        None => table.triggers(&mut out, Triggers::built_in()?),
    }
    Some(out)
}

/// What rows of a table have in common.
struct Table<'t> {
    id: &'t str,
    version: &'t str,
    lang: Lang,
}

impl Table<'_> {
    fn head(&self, out: &mut String, sources: &Sources, left_out: Option<&Words>) {
        let t = |texts| of(texts, self.lang);
        let _ =
            writeln!(out, "\n`data/crosswalk-{}.toml`, {} {}. {}:\n", self.id, t(TEXTS.version), self.version, t(TEXTS.sources));
        for (part, source) in sources {
            let _ = writeln!(out, "- {part}: {source}");
        }
        if let Some(words) = left_out.map(|words| words.of(self.lang)).filter(|words| !words.is_empty()) {
            let _ = writeln!(out, "\n{}: {words}", t(TEXTS.left_out));
        }
    }

    fn row_names(&self, out: &mut String, names: [&'static str; 2]) {
        let _ = writeln!(out, "\n{}\n|---|---|---|---|---|---|", of(names, self.lang));
    }

    /// What the key is called, and the key; in English the one is the other.
    fn key(&self, key: &str) -> String {
        let called = if key == "sector" { "業種" } else { key_label(key, self.lang) };
        if self.lang == Lang::En || called == key { key.to_owned() } else { format!("{called} ({key})") }
    }

    fn code(&self, key: &str, code: &str) -> String {
        let key = if key == "counts" { "subject" } else { key };
        format!("`{code}` {}", label(key, code, self.lang))
    }

    fn codes(&self, key: &str, codes: &[String]) -> String {
        codes.iter().map(|code| self.code(key, code)).collect::<Vec<_>>().join(", ")
    }

    fn attack(&self, out: &mut String, table: &Crosswalk) {
        let _ = writeln!(out, "{}", of(TEXTS.attack, self.lang));
        self.head(out, &table.sources, None);
        self.row_names(out, TEXTS.attack_row);
        let (said, often) = (of(TEXTS.said, self.lang), of(TEXTS.often, self.lang));
        for (key, ways) in [("kinds", &table.kinds), ("causes", &table.causes)] {
            let called = self.key(key);
            for (code, way) in ways {
                let both = way.is.iter().map(|veris| (veris, said)).chain(way.may.iter().map(|veris| (veris, often)));
                for (veris, how) in both {
                    let targets = table.veris.get(veris).cloned().unwrap_or_default();
                    let named = |id: &String| format!("{id} {}", table.techniques.get(id).map_or("", String::as_str));
                    let techniques: Vec<String> = targets.attack.iter().map(named).collect();
                    let (code, safeguards) = (self.code(key, code), targets.cis.safeguards.join(", "));
                    let _ = writeln!(out, "| {called} | {code} | {how} | {veris} | {} | {safeguards} |", techniques.join(", "));
                }
            }
        }
    }

    fn scheme(&self, out: &mut String, scheme: &Scheme) {
        let _ = writeln!(out, "{}", scheme.about.of(self.lang));
        self.head(out, &scheme.sources, Some(&scheme.left_out));
        self.row_names(out, TEXTS.label_row);
        for label in &scheme.labels {
            let en = &label.en;
            for way in &label.ways {
                let (code, is, why) = (self.code(&way.key, &way.code), match_name(way.is, self.lang), way.why.of(self.lang));
                let _ = writeln!(out, "| {} | {en} | {} | {code} | {is} | {why} |", label.label, self.key(&way.key));
            }
            if let Some(why) = &label.none {
                let _ = writeln!(out, "| {} | {en} | – | – | – | {} |", label.label, why.of(self.lang));
            }
        }
        for none in &scheme.nowhere {
            let codes = self.codes(&none.key, &none.codes);
            let _ = writeln!(out, "| – | | {} | {codes} | – | {} |", self.key(&none.key), none.why.of(self.lang));
        }
    }

    fn triggers(&self, out: &mut String, table: &Triggers) {
        let t = |texts| of(texts, self.lang);
        let _ = writeln!(out, "{} {}: {}.\n\n{}", table.about.of(self.lang), t(TEXTS.since), table.since, t(TEXTS.answers));
        self.head(out, &table.sources, Some(&table.left_out));
        self.row_names(out, TEXTS.trigger_row);
        for trigger in &table.triggers {
            let en = &trigger.en;
            let mut row = |fact: &str, answer: Answer, why: &Words| {
                let (answer, why) = (answer_name(answer, self.lang), why.of(self.lang));
                let _ = writeln!(out, "| {} | {} | {en} | {fact} | {answer} | {why} |", trigger.number, trigger.label);
            };
            for by in &trigger.codes {
                row(&format!("{}: {}", self.key(&by.key), self.code(&by.key, &by.code)), by.answer, &by.why);
            }
            for by in &trigger.figures {
                row(&self.figure(by), by.answer, &by.why);
            }
        }
        for note in &table.notes {
            let _ =
                writeln!(out, "\n{} {}: {}", self.key(&note.key), self.codes(&note.key, &note.codes), note.note.of(self.lang));
        }
    }

    fn figure(&self, by: &ByFigure) -> String {
        let t = |texts| of(texts, self.lang);
        let range = match (by.from, by.to) {
            (from, u64::MAX) => format!("{from} {}", t(TEXTS.or_more)),
            (0, to) => format!("{to} {}", t(TEXTS.or_fewer)),
            (from, to) => format!("{from}–{to}"),
        };
        let whose = if by.sectors.is_empty() {
            String::new()
        } else {
            format!("{}: {}; ", self.key("sector"), self.codes("sector", &by.sectors))
        };
        let (counts, subjects, units) = (self.key("counts"), by.subjects.join(", "), by.units.join(", "));
        format!("{whose}{counts}: {subjects}; {units}; {}; {range}", by.bounds.join(", "))
    }
}
