//! What persons now hold of which fact: all steps that hold, folded in order.

use super::claim::Claim;
use super::keys;
use super::standing::IssueKind;
use super::step::{Op, Step, active};

/// What a person said of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Confirmed,
    /// It is none.
    Rejected,
    /// It is another.
    Corrected,
    /// It was missed.
    Added,
    /// A doubt is no fact.
    Dismissed,
}

/// What persons hold of one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// What they said.
    pub verdict: Verdict,
    /// What the reader had found; `None` for what it had missed.
    pub subject: Option<Claim>,
    /// Whether the reader had found it, and not a person.
    pub was_read: bool,
    /// What holds instead; `None` for what is no fact.
    pub result: Option<Claim>,
    /// The newest step that made it.
    pub step: i64,
    /// By whom.
    pub who: String,
    /// When (UTC).
    pub when: String,
    /// Why.
    pub remark: String,
    /// What the reader had found near it then.
    pub seen: Vec<Claim>,
    /// Disagreements that were decided, with what the reader had found.
    pub settled: Vec<(IssueKind, Vec<Claim>)>,
}

impl Opinion {
    /// The claim it is known by: what holds, or else what does not.
    #[must_use]
    pub fn claim(&self) -> Option<&Claim> {
        self.result.as_ref().or(self.subject.as_ref())
    }

    fn new(step: &Step, verdict: Verdict, subject: Option<Claim>, result: Option<Claim>) -> Self {
        let mut opinion = Self {
            verdict,
            was_read: subject.is_some(),
            subject,
            result,
            step: 0,
            who: String::new(),
            when: String::new(),
            remark: String::new(),
            seen: Vec::new(),
            settled: Vec::new(),
        };
        opinion.by(step);
        opinion
    }

    fn by(&mut self, step: &Step) {
        self.step = step.id;
        self.who.clone_from(&step.who);
        self.when.clone_from(&step.when);
        self.remark.clone_from(&step.remark);
        self.seen = step.change.seen.iter().chain(&step.change.facts).cloned().collect();
        self.settled.clear();
    }
}

/// The opinions that follow from steps, which are given in the order in which they were taken.
#[must_use]
pub fn opinions(steps: &[Step]) -> Vec<Opinion> {
    let holds = active(&steps.iter().map(|s| (s.id, s.undoes)).collect::<Vec<_>>());
    let mut held = Vec::new();
    for step in steps.iter().filter(|s| holds.contains(&s.id)) {
        take(&mut held, step);
    }
    held
}

fn take(held: &mut Vec<Opinion>, step: &Step) {
    let fact = step.change.facts.first();
    match (step.op, fact, &step.change.to) {
        (Op::Confirm, ..) => step.change.facts.iter().for_each(|fact| confirm(held, step, fact)),
        (Op::Reject, Some(fact), _) => reject(held, step, fact),
        (Op::Correct, Some(fact), Some(to)) => correct(held, step, fact, to),
        (Op::Add, _, Some(to)) => add(held, step, to),
        (Op::Keep, Some(fact), _) => keep(held, step, fact),
        (Op::Withdraw, Some(fact), _) => held.retain(|o| !of(o, fact)),
        (Op::Dismiss, Some(fact), _) => held.push(Opinion::new(step, Verdict::Dismissed, Some(fact.clone()), None)),
        _ => {}
    }
}

/// Where the opinion stands whose result is this fact: to the letter, or else in the same words of another version.
fn with_result(held: &[Opinion], fact: &Claim) -> Option<usize> {
    let exact = held.iter().position(|o| o.result.as_ref() == Some(fact));
    exact.or_else(|| held.iter().position(|o| o.result.as_ref().is_some_and(|r| r.is(fact))))
}

fn rejected(held: &[Opinion], fact: &Claim) -> Option<usize> {
    held.iter().position(|o| o.verdict == Verdict::Rejected && o.subject.as_ref().is_some_and(|s| s.is(fact)))
}

fn of(opinion: &Opinion, fact: &Claim) -> bool {
    opinion.claim().is_some_and(|claim| claim.is(fact))
}

fn confirm(held: &mut Vec<Opinion>, step: &Step, fact: &Claim) {
    if let Some(at) = rejected(held, fact) {
        held.remove(at);
    }
    if with_result(held, fact).is_some() {
        return;
    }
    match only(held, &fact.key) {
        Some(other) => correct(held, step, &other, fact),
        None => held.push(Opinion::new(step, Verdict::Confirmed, Some(fact.clone()), Some(fact.clone()))),
    }
}

/// What persons hold under a key that holds one fact: whatever they say of it next is said of that.
fn only(held: &[Opinion], key: &str) -> Option<Claim> {
    let results = held.iter().filter_map(|o| o.result.as_ref());
    results.filter(|_| keys::is_single(key)).find(|r| r.key == key).cloned()
}

/// What a person gave and a person then rejects is rejected under both of its shapes.
fn reject(held: &mut Vec<Opinion>, step: &Step, fact: &Claim) {
    let Some(at) = with_result(held, fact) else {
        if rejected(held, fact).is_none() {
            held.push(Opinion::new(step, Verdict::Rejected, Some(fact.clone()), None));
        }
        return;
    };
    let was = held.remove(at);
    let mut own = Opinion::new(step, Verdict::Rejected, Some(fact.clone()), None);
    own.was_read = was.verdict == Verdict::Confirmed;
    held.push(own);
    if was.verdict == Verdict::Corrected {
        let mut first = Opinion::new(step, Verdict::Rejected, was.subject, None);
        first.was_read = was.was_read;
        held.push(first);
    }
}

fn correct(held: &mut Vec<Opinion>, step: &Step, fact: &Claim, to: &Claim) {
    if let Some(at) = rejected(held, fact) {
        held.remove(at);
    }
    match with_result(held, fact) {
        Some(at) => {
            if let Some(opinion) = held.get_mut(at) {
                opinion.result = Some(to.clone());
                opinion.verdict = if opinion.subject.is_some() { Verdict::Corrected } else { Verdict::Added };
                opinion.by(step);
            }
        }
        None => match only(held, &to.key) {
            Some(other) if other != *fact => correct(held, step, &other, to),
            _ => held.push(Opinion::new(step, Verdict::Corrected, Some(fact.clone()), Some(to.clone()))),
        },
    }
}

/// A key that holds one fact takes a second one as a correction of the first.
fn add(held: &mut Vec<Opinion>, step: &Step, to: &Claim) {
    match only(held, &to.key) {
        Some(fact) => correct(held, step, &fact, to),
        None if with_result(held, to).is_some() => {}
        None => {
            // Whoever adds what was rejected has changed their mind.
            if let Some(at) = rejected(held, to) {
                held.remove(at);
            }
            held.push(Opinion::new(step, Verdict::Added, None, Some(to.clone())));
        }
    }
}

fn keep(held: &mut [Opinion], step: &Step, fact: &Claim) {
    if let (Some(opinion), Some(issue)) = (held.iter_mut().find(|o| of(o, fact)), step.change.issue) {
        opinion.settled.push((issue, step.change.seen.clone()));
    }
}
