//! Words and closed forms in one stream.

use jikenbo_model::Span;

use crate::fold::Folded;
use crate::lex::{self, DateExpr, DayRef, Form, MonthRef, Period, Value};
use crate::rule::{Class, Rules, classes};
use crate::sought::Sought;

/// A word of a class, or a closed form. One word in two classes gives two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Byte offsets in the folded text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) class: Class,
    /// Index into the forms, for a closed form.
    pub(crate) form: Option<u32>,
}

impl Token {
    pub(crate) const fn is_when(&self) -> bool {
        matches!(self.class, classes::DATE | classes::PERIOD)
    }
}

/// The words that make a noun a verb when they follow it (停止*し*た, 停止*を行*った), or end it as one in an item.
static VERBAL: Sought = Sought::new(&[
    "し",
    "いたし",
    "致し",
    "する",
    "すれ",
    "され",
    "させ",
    "さし",
    "でき",
    "せず",
    "を行",
    "を実施",
    "を開始",
    "を完了",
    "をし",
    "を決定",
    "を進め",
    "を依頼",
    "を終え",
    "を受け",
    "を講じ",
    "がなされ",
    "が行われ",
    "が完了",
    "が終了",
    "が開始",
    "がされ",
    "があり",
    "があった",
    "がござい",
    "済",
    "いただ",
    "の上",
    "のうえ",
    "を要請",
    "を求め",
    "と判断",
    "にて完了",
    "に着手",
    "も開始",
    "も実施",
    "も行",
    "は完了",
    "は終了",
    "となっ",
    "となり",
    "\n",
    "。",
    "、",
    ",",
    ")",
    ".",
    "\t",
    " ",
    "」",
    "】",
    "・",
    "及び",
    "および",
    "と同時",
    "等",
    // サービス停止日:5月10日: a label that asks for the day on which it was done.
    "日:",
    "日\n",
    "日\t",
    "日 ",
    "日】",
    "日時:",
    "日時\n",
    "日時\t",
    "日時 ",
    "日時】",
]);

/// Whether what follows a noun makes a verb of it, as words written with `~` ask.
fn is_verb(after: &str) -> bool {
    // 公表※した, 調査(※1)を開始: the mark of a note stands between.
    let after = after.strip_prefix('※').unwrap_or(after);
    // 全員のパスワード変更完了: at the end of what is said; パスワード変更完了のメール is no act.
    let done = |rest: &&str| rest.is_empty() || rest.starts_with(['\n', '。', ')', ':', '\t']);
    after.is_empty() || VERBAL.begin(after) || after.strip_prefix("完了").filter(done).is_some() || dated(after)
}

/// Whether the day on which an act was done follows it in brackets: 被害を相談|(9月10日), サーバーの停止|(9/9 実施).
fn dated(after: &str) -> bool {
    const LONGEST: usize = 60;
    let Some(inner) = after.strip_prefix('(') else { return false };
    let end = inner.char_indices().map(|(at, _)| at).find(|at| inner[*at..].starts_with(')') || *at > LONGEST).unwrap_or(0);
    let day =
        inner.starts_with(|c: char| c.is_ascii_digit()) || ["令和", "平成", "同", "翌"].iter().any(|w| inner.starts_with(w));
    day && inner[..end].contains(['日', '月', '/'])
}

/// Whether 本市, 本県, 本学 is only the end of a longer name: 熊本県, 松本市, 日本学会.
fn within_name(before: &str, word: &str) -> bool {
    const FIRST: [char; 16] = ['日', '熊', '松', '山', '橋', '坂', '岡', '根', '藤', '宮', '榎', '杉', '吉', '塚', '川', '岸'];
    // 10日本市職員が, 同日本学は: the day ends there.
    let day = before.strip_suffix('日').is_some_and(|day| day.ends_with(|c: char| c.is_ascii_digit() || "同翌当即".contains(c)));
    word.starts_with('本') && before.ends_with(FIRST) && !day
}

/// The tokens of a folded text: by start, the longer first; words hidden in longer ones of their group are left out.
pub(crate) fn tokens(rules: &Rules, folded: &Folded, forms: &[Form]) -> Vec<Token> {
    let text = folded.text.as_str();
    // As many as nearly every text gives: nothing is moved while they come.
    let mut all = Vec::with_capacity(text.len() * 2 / 3);
    let mut hiding = Hiding::new(rules);
    let own = rules.names.get("organization_self");
    let mut forms = forms.iter().zip(0..).peekable();
    let (mut hits, mut here) = (Vec::new(), Vec::new());
    let letters = rules.vocabulary.letters(text);
    for n in 0..letters.count() {
        let start = letters.start(n);
        while let Some((form, n)) = forms.next_if(|(form, _)| form.start as usize <= start) {
            here.push(Token { start: form.start, end: form.end, class: class_of(&form.value), form: Some(n) });
        }
        rules.vocabulary.at(text, &letters, n, |hit| hits.push(hit));
        // The walk gives the longer last.
        for hit in hits.iter().rev() {
            let mut verb = None;
            for member in hit.members {
                if Some(member.class) == own && within_name(&text[..start], &text[start..]) {
                    continue;
                }
                if !member.verbal || *verb.get_or_insert_with(|| is_verb(&text[hit.end..])) {
                    here.push(Token { start: start as u32, end: hit.end as u32, class: member.class, form: None });
                }
            }
        }
        if here.len() > 1 {
            if !here.is_sorted_by_key(order) {
                here.sort_unstable_by_key(order);
            }
            here.dedup();
        }
        for token in &here {
            if hiding.shows(token) {
                all.push(*token);
            }
        }
        hits.clear();
        here.clear();
    }
    all
}

/// The longer first, then by class, so that a word that two entries of a class give stands beside itself.
const fn order(token: &Token) -> (u32, Class) {
    (u32::MAX - token.end, token.class)
}

/// A time of day at the head of a line or sentence dates what follows: it is that time of the day told before.
fn date_times(text: &str, forms: &mut [Form]) {
    for form in forms {
        let Value::Time(time) = form.value else { continue };
        let before = text[..form.start as usize].trim_end_matches([' ', '・', '•', '(', '○', '●', '-', '〃']);
        let after = &text[form.end as usize..];
        let words = &text[form.start as usize..form.end as usize];
        // …に気付き、4時35分ごろ線を抜いた
        let about = ["ごろ", "頃", "ころ", "過ぎ", "すぎ", "半"].iter().any(|w| words.ends_with(w))
            && before.ends_with(['、', 'は', 'が']);
        let within = ["に", "、", "ごろ", "頃"].iter().any(|w| after.starts_with(w))
            && before.ends_with(['は', 'が', '、', '後', 'も'])
            || about;
        if time.hour.is_some() && (before.is_empty() || before.ends_with(['\n', '。']) || within) {
            form.value = Value::Date(DateExpr { day: DayRef::Same, time: Some(time), ..DateExpr::default() });
        }
    }
}

/// The class under which rules see a form.
const fn class_of(value: &Value) -> Class {
    match value {
        // 「8月1日から」 「8月1日までに」 「8月1日以降」: the day itself is what is told.
        Value::Date(_) | Value::Period(Period { start: None, .. } | Period { end: None, .. }) => classes::DATE,
        // 「8月1日10時~12時」 is on one day.
        Value::Period(Period {
            end: Some(DateExpr { day: DayRef::Unsaid, month: MonthRef::Unsaid, time: Some(_), .. }), ..
        }) => classes::DATE,
        Value::Period(_) => classes::PERIOD,
        Value::Time(_) => classes::TIME,
        Value::Count(_) => classes::COUNT,
        Value::Money(_) => classes::MONEY,
        Value::Number => classes::NUMBER,
        Value::Quoted => classes::QUOTED,
        Value::Url => classes::URL,
    }
}

/// Which words do not count: those within a longer word of the same group or of a solid class, and those within a date, figure or address.
/// It is asked of the tokens by start, the longer first, so that the one that reaches farthest tells for all before it.
struct Hiding<'r> {
    names: &'r classes::Names,
    forms: Reach,
    solid: Reach,
    groups: Vec<Reach>,
}

impl<'r> Hiding<'r> {
    fn new(rules: &'r Rules) -> Self {
        let groups = vec![Reach::default(); rules.names.groups()];
        Self { names: &rules.names, forms: Reach::default(), solid: Reach::default(), groups }
    }

    fn shows(&mut self, token: &Token) -> bool {
        if token.form.is_some() {
            if token.class != classes::QUOTED {
                self.forms.add(token);
            }
            return true;
        }
        let class = self.names.hiding(token.class);
        let group = &mut self.groups[class.group as usize];
        if self.forms.covers(token) || self.solid.covers(token) || !class.open && group.covers(token) {
            return false;
        }
        group.add(token);
        if class.solid {
            self.solid.add(token);
        }
        true
    }
}

/// How far the tokens of one sort reach that were kept so far, and where the first of those that reach so far begins.
#[derive(Debug, Clone, Copy, Default)]
struct Reach {
    start: u32,
    end: u32,
}

impl Reach {
    fn add(&mut self, token: &Token) {
        if token.end > self.end {
            *self = Self { start: token.start, end: token.end };
        }
    }

    /// Whether a longer token covers this one.
    const fn covers(&self, token: &Token) -> bool {
        self.end > token.end || self.end == token.end && self.start < token.start
    }
}

/// Everything the first two stages know of a notice.
#[derive(Debug)]
pub(crate) struct Lexed {
    pub(crate) folded: Folded,
    pub(crate) forms: Vec<Form>,
    pub(crate) tokens: Vec<Token>,
}

impl Lexed {
    pub(crate) fn new(rules: &Rules, text: &str) -> Self {
        let folded = Folded::new(text);
        let mut forms = lex::lex(&folded.text);
        date_times(&folded.text, &mut forms);
        let tokens = tokens(rules, &folded, &forms);
        Self { folded, forms, tokens }
    }

    pub(crate) fn text(&self) -> &str {
        &self.folded.text
    }

    /// The folded words from `start` to `end`; none if they are no stretch of the text.
    pub(crate) fn slice(&self, start: u32, end: u32) -> &str {
        self.folded.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The same, where the ends may fall within a character or behind the text: as much as is whole.
    pub(crate) fn stretch(&self, start: u32, end: u32) -> &str {
        let text = &self.folded.text;
        text.get(text.ceil_char_boundary(start as usize)..text.floor_char_boundary(end as usize)).unwrap_or("")
    }

    /// Where what a span of the archived text gave stands in the folded one: [`Self::source`] backwards.
    pub(crate) fn folded_at(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.folded.at(span.start as usize);
        start..self.folded.at(span.end as usize).max(start)
    }

    /// The folded words of a span of the archived text: words are compared in the one spelling that they have there.
    pub(crate) fn said(&self, span: Span) -> &str {
        self.folded.text.get(self.folded_at(span)).unwrap_or("")
    }

    /// The span in the archived text.
    pub(crate) fn source(&self, start: u32, end: u32) -> Span {
        self.folded.source(start as usize, end as usize)
    }

    pub(crate) fn form(&self, token: &Token) -> Option<&Form> {
        token.form.map(|f| &self.forms[f as usize])
    }

    /// The tokens that begin within `start..end`.
    pub(crate) fn within(&self, start: u32, end: u32) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|t| t.start < start);
        let to = self.tokens.partition_point(|t| t.start < end);
        from..to.max(from)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::Lexed;
    use crate::Rules;

    /// The classes of the words that are seen in a sentence, where a page of the discovery (`words`, or `words found open`) stands beside
    /// another page.
    fn seen(words: &str, key: &str, other: &str) -> Vec<String> {
        let page = |id: &str, text: &str| (format!("rules/{id}.md"), format!("# {} — 試し\n\n{text}\n", id.replace('/', ".")));
        let discovery = format!("```{words}\n検知\n```");
        let rules = Rules::load(&[page("timeline/discovery", &discovery), page(&format!("{key}/other"), other)]).unwrap();
        let lexed = Lexed::new(&rules, "異常を検知したため調査した。");
        lexed.tokens.iter().map(|token| rules.names.name(token.class).to_owned()).collect()
    }

    #[test]
    fn what_a_place_is_called_by_is_no_word_for_oneself() {
        for (text, own) in
            [("熊本県と松本市で", false), ("日本学会の名簿", false), ("今回本県では", true), ("この度本学の", true)]
        {
            let rules =
                Rules::load(&[("lexicon/organization_self.txt".to_owned(), "本会\n本学\n本市\n本県\n".to_owned())]).unwrap();
            assert_eq!(
                Lexed::new(&rules, text).tokens.iter().any(|t| rules.names.name(t.class) == "organization_self"),
                own,
                "{text}"
            );
        }
    }

    /// `docs/rules.md` warns of it: "Beware: a long word silences the words inside it".
    #[test]
    fn a_long_word_silences_the_words_of_its_key_inside_it() {
        let long = "\n異常を検知したため調査\n```\n\n";
        let (short, other) = ("timeline/discovery#words".to_owned(), "timeline/other#long".to_owned());
        for (block, rule) in [
            ("```words long", ""),
            ("```words long", "```rule\nwhen = \"@long\"\n```"),
            ("```words long open", "```rule\nwhen = \"@long\"\n```"),
            ("```words\n調査\n```\n\n```words long", "```rule\nwhen = \"@words\"\nunless = \"@long\"\n```"),
        ] {
            let seen = seen("words", "timeline", &format!("{block}{long}{rule}"));
            assert!(seen.contains(&other) && !seen.contains(&short), "{block} {rule}: {seen:?}");
        }
        let long = format!("```words long{long}");
        assert!(seen("words", "kinds", &long).contains(&short), "another key sees its own words");
        assert!(seen("words found open", "timeline", &long).contains(&"timeline/discovery#found".to_owned()));
        let same = "```words long\n検知\n```\n";
        assert_eq!(seen("words", "timeline", same), [short, other], "the same word of two pages is seen by both");
    }
}
