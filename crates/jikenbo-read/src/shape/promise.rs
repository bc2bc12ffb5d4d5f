//! What is promised in words that no rule knows: under a heading of prevention, or in a sentence that speaks of the days to come,
//! each clause tells a deed. If no rule found a measure in it, it changes how work is done, or what a system lets be done.

mod words;

use jikenbo_model::{Code, Fact};

use super::Shaper;
use crate::apply::Find;
use crate::clause::{Clause, Kind, Text};
use crate::rule::Class;
use words::{COMING, CONCRETE, GENERAL, NOUNS, OFFICE, TECHNICAL};

/// How many characters a clause has at least that tells a deed.
const SHORTEST: usize = 8;

/// Facts of the promises that no find of `finds` (by their last words) touches.
pub(crate) fn promises(shaper: &Shaper<'_, '_, '_>, finds: &[&Find]) -> Vec<Fact<Code>> {
    let text = shaper.text;
    let prevention = shaper.rules.names.get("prevention_heading");
    let mut facts = Vec::new();
    for clause in &text.clauses {
        if facts.len() >= MOST {
            break;
        }
        let words = beyond(bare(text.lexed.slice(clause.start, clause.end)));
        if text.in_title(clause.start) || told(text, finds, clause) {
            continue;
        }
        let act = deed(words) || item(text, clause, words);
        if !act || !promised(text, clause, words, prevention) {
            continue;
        }
        let code = if TECHNICAL.within(words) && !OFFICE.within(words) { "other" } else { "process_review" };
        let start = clause.start + text.lexed.slice(clause.start, clause.end).find(words).unwrap_or(0) as u32;
        let end = start + words.len() as u32;
        let start = start.max(text.lines[text.line_at(start)].body);
        let span = text.lexed.source(start, end);
        facts.push(Fact::new(code.into(), span, format!("measures/{code}").as_str().into()));
    }
    facts
}

/// The most facts that are made of promises.
const MOST: usize = 24;

/// Words without the marks at their end, so that what they end with can be compared.
fn bare(words: &str) -> &str {
    words.trim().trim_end_matches(['。', '、', '」', ',', '.'])
}

/// Words without what they are said to be for: 再発防止のため、….
fn beyond(words: &str) -> &str {
    const FOR: &[&str] = &["再発防止", "再発を防", "再発の防止"];
    const FAR: usize = 60;
    let head = &words[..words.floor_char_boundary(FAR.min(words.len()))];
    let comma = head.find('、').filter(|at| FOR.iter().any(|w| words[..*at].contains(w)));
    comma.map_or(words, |at| words[at..].trim_start_matches('、'))
}

/// Whether a rule found a measure in the clause.
fn told(text: &Text<'_>, finds: &[&Find], clause: &Clause) -> bool {
    let at = |find: &&Find| text.tokens()[find.last()].start;
    let from = finds.partition_point(|f| at(f) < clause.start);
    finds.get(from).is_some_and(|f| at(f) < clause.end)
}

/// Whether words end with what is done or will be, and tell more than a general promise.
fn deed(words: &str) -> bool {
    const ENDS: &[&str] = &[
        "ます",
        "る",
        "う",
        "く",
        "す",
        "つ",
        "む",
        "ぶ",
        "ぐ",
        "ました",
        "した",
        "った",
        "めた",
        "えた",
        "し",
        "り",
        "め",
        "え",
        "せ",
        "ず",
        "て",
        "けた",
    ];
    // …を踏まえて, …の視点に立って: how, and not what.
    const HOW: [&str; 10] =
        ["踏まえて", "立って", "受けて", "もって", "として", "おいて", "対して", "関して", "ついて", "よって"];
    let how = HOW.iter().any(|e| words.ends_with(e));
    !how && words.chars().count() >= SHORTEST && ENDS.iter().any(|e| words.ends_with(e)) && !GENERAL.within(words)
}

/// Whether a clause is an item that names what is done.
fn item(text: &Text<'_>, clause: &Clause, words: &str) -> bool {
    let line = text.lines[text.line_at(clause.start)];
    let whole = clause.start <= line.body && clause.end + 4 >= line.end;
    let listed = matches!(line.kind, Kind::Item | Kind::Row | Kind::Heading(_));
    listed && whole && words.chars().count() >= SHORTEST && NOUNS.iter().any(|n| words.ends_with(n)) && !GENERAL.within(words)
}

/// What the heading over a clause says, or its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Promised {
    /// What follows is done against a repetition.
    Prevention,
    /// What follows is of the days to come.
    Coming,
}

/// Whether the clause stands under a heading of prevention, or its sentence speaks of the days to come.
fn promised(text: &Text<'_>, clause: &Clause, words: &str, prevention: Option<Class>) -> bool {
    let told = match headed(text, clause, prevention) {
        Some(Promised::Prevention) => return true,
        Some(Promised::Coming) => true,
        None => coming(text, clause),
    };
    told && CONCRETE.within(words)
}

/// What the headings above a clause promise: a heading that says 再発防止 is surer than one of what is done from now on.
fn headed(text: &Text<'_>, clause: &Clause, prevention: Option<Class>) -> Option<Promised> {
    const INLINE: u32 = 48;
    const SURE: &[&str] = &["再発", "防止", "防ぐ", "対策", "改善", "是正", "改める", "繰り返", "備え", "取り組み", "取組"];
    let line = text.line_at(clause.start);
    if !text.under(line, prevention?) {
        return None;
    }
    let own = text.lines[line];
    let holds = |words: &str| SURE.iter().any(|w| words.contains(w));
    let mut sure = holds(text.lexed.stretch(own.body, (own.body + INLINE).min(clause.start.max(own.body))));
    let mut at = own.heading.filter(|_| !sure);
    while let Some(heading) = at.map(|n| text.lines[n as usize]) {
        sure = holds(text.lexed.slice(heading.start, heading.end));
        at = heading.heading.filter(|_| !sure);
    }
    Some(if sure { Promised::Prevention } else { Promised::Coming })
}

/// Whether the sentence says before the clause ends that it speaks of the days to come, and ends so.
fn coming(text: &Text<'_>, clause: &Clause) -> bool {
    const LONGEST: u32 = 600;
    let sentence = text.sentences[clause.sentence as usize];
    let from = sentence.start.max(clause.end.saturating_sub(LONGEST));
    let last = bare(text.lexed.stretch(sentence.start.max(sentence.end.saturating_sub(60)), sentence.end));
    let planned = ["ます", "る", "う", "く", "す"].iter().any(|e| last.ends_with(e));
    let lost = ["盗", "遠隔", "紛失"].iter().any(|w| text.lexed.slice(clause.start, clause.end).contains(w));
    let decided = !lost && DECIDED.iter().any(|e| last.ends_with(e)) && clause.end + 4 >= sentence.end;
    planned && COMING.within(text.lexed.stretch(from, clause.end)) || decided
}

/// How a sentence ends that tells a new way of working.
const DECIDED: &[&str] = &["ようにした", "ようにしました", "ようにします", "ようにする", "よう改めた", "よう改めました"];

#[cfg(test)]
mod tests {
    use super::{bare, beyond, deed};

    #[test]
    fn a_deed_is_told_by_a_verb_and_is_no_bare_promise() {
        assert!(deed("今後は黒塗りした紙を読み取ったものを載せる"));
        assert!(deed("校外に持ち出す書類を地図だけとし"));
        assert!(!deed("再発の防止に努めてまいります"));
        assert!(!deed("二要素認証の全面的な展開"));
        assert!(!deed("する"));
    }

    #[test]
    fn a_clause_is_bare_of_its_stops() {
        assert_eq!(bare(" 手作業を廃します。」"), "手作業を廃します");
        assert_eq!(beyond("再発防止のため、紙をやめ"), "紙をやめ");
        assert_eq!(beyond("紙をやめ、再発防止に努め"), "紙をやめ、再発防止に努め");
    }
}
