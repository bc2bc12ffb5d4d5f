//! Opinions laid over a reading: the record that holds, how each of its facts stands, and what a person must decide.

use std::collections::BTreeMap;

use jikenbo_model::{Reading, from_json, to_json};
use serde_json::{Value, json};

use super::claim::{self, Claim, Item, items};
use super::locate::Places;
use super::opinion::{Opinion, Verdict, opinions};
use super::standing::{Aside, Effective, Issue, IssueKind, Mark, Standing, Standings, Status};
use super::step::{Op, Step, active};
use super::{PERSON, keys};

/// Lays a person's steps over a reading of `text`, which is version `n`. `texts` holds the other versions that steps speak of.
#[must_use]
pub fn apply(bare: &Reading, text: &str, n: i64, steps: &[Step], texts: &BTreeMap<i64, String>) -> Effective {
    let held = opinions(steps);
    let mut desk = Desk::new(bare, text, n, texts);
    let own: Vec<_> = held.iter().map(|o| desk.exact(o)).collect();
    let own: Vec<_> = held.iter().zip(own).map(|(o, own)| own.or_else(|| desk.near(o))).collect();
    for (opinion, own) in held.iter().zip(own) {
        desk.lay(opinion, own);
    }
    let holds = active(&steps.iter().map(|s| (s.id, s.undoes)).collect::<Vec<_>>());
    let looked = steps.iter().any(|s| s.op == Op::Confirm && holds.contains(&s.id));
    desk.end(bare, looked)
}

/// A fact on the desk.
struct Slot {
    item: Item,
    status: Status,
    by: Option<Mark>,
    was: Option<Claim>,
    /// An opinion is about it.
    taken: bool,
    /// It does not go into the record.
    out: bool,
    /// A person's, in no other's place: it goes where its words stand.
    inserted: bool,
}

struct Desk<'t> {
    text: &'t str,
    n: i64,
    places: Places<'t>,
    slots: Vec<Slot>,
    doubts: Vec<Claim>,
    standings: Standings,
}

fn mark(opinion: &Opinion) -> Mark {
    Mark { step: opinion.step, who: opinion.who.clone(), when: opinion.when.clone(), remark: opinion.remark.clone() }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "confirmed",
        Verdict::Rejected => "rejected",
        Verdict::Corrected => "corrected",
        Verdict::Added => "added",
        Verdict::Dismissed => "dismissed",
    }
}

impl<'t> Desk<'t> {
    fn new(bare: &Reading, text: &'t str, n: i64, texts: &BTreeMap<i64, String>) -> Self {
        let slot = |item| Slot { item, status: Status::Read, by: None, was: None, taken: false, out: false, inserted: false };
        Self {
            text,
            n,
            places: Places::new(text, n, texts),
            slots: items(bare, text, n).into_iter().map(slot).collect(),
            doubts: doubts(bare, text, n),
            standings: Standings::default(),
        }
    }

    /// Whether a claim is a fact of the text: a casebook that others wrote into may hold anything.
    fn fits(&self, claim: &Claim) -> bool {
        let item = Item { claim: claim.clone(), rule: PERSON.to_owned(), also: Vec::new() };
        keys::key(&claim.key).is_some() && from_json(&claim::record(&[item], Value::Null), self.text).is_ok()
    }

    fn take(&mut self, at: usize) -> usize {
        if let Some(slot) = self.slots.get_mut(at) {
            slot.taken = true;
        }
        at
    }

    /// The slots that no opinion is about yet, of a key.
    fn free<'s>(&'s self, key: &'s str) -> impl Iterator<Item = (usize, &'s Claim)> {
        self.slots.iter().enumerate().filter(move |(_, s)| !s.taken && s.item.claim.key == key).map(|(at, s)| (at, &s.item.claim))
    }

    /// A claim as it stands in this text; `None` if its words do not.
    fn here(&self, claim: &Claim) -> Option<Claim> {
        let place = self.places.find(claim)?;
        Some(Claim { quote: place.words, span: place.span, n: self.n, ..claim.clone() })
    }

    /// What the reader had found when an opinion was given, found again to the letter.
    fn exact(&mut self, opinion: &Opinion) -> Option<usize> {
        let here = self.here(opinion.subject.as_ref()?)?;
        let found = self.free(&here.key).find(|(_, c)| c.value == here.value && c.span == here.span).map(|(at, _)| at);
        found.map(|at| self.take(at))
    }

    /// The same from words that only overlap; of what is right also from any words.
    fn near(&mut self, opinion: &Opinion) -> Option<usize> {
        let subject = opinion.subject.as_ref()?;
        let here = self.here(subject);
        let same = |c: &Claim| c.value == subject.value;
        let meets = |c: &Claim| here.as_ref().is_some_and(|h| h.meets(c.span));
        let found = self.free(&subject.key).find(|(_, c)| same(c) && meets(c)).map(|(at, _)| at);
        let anywhere = || self.free(&subject.key).find(|(_, c)| same(c)).map(|(at, _)| at);
        let found = found.or_else(|| (opinion.verdict == Verdict::Confirmed).then(anywhere).flatten());
        found.map(|at| self.take(at))
    }

    fn lay(&mut self, opinion: &Opinion, own: Option<usize>) {
        match opinion.verdict {
            Verdict::Rejected => self.rejected(opinion, own),
            Verdict::Dismissed => self.dismissed(opinion),
            Verdict::Confirmed if own.is_some() => self.set(own, opinion, Status::Confirmed),
            Verdict::Confirmed => self.held(opinion, None, Status::Confirmed),
            Verdict::Corrected => self.held(opinion, own, Status::Corrected),
            Verdict::Added => self.held(opinion, None, Status::Added),
        }
    }

    fn set(&mut self, at: Option<usize>, opinion: &Opinion, status: Status) {
        if let Some(slot) = at.and_then(|at| self.slots.get_mut(at)) {
            slot.status = status;
            slot.by = Some(mark(opinion));
            slot.was = opinion.subject.clone().filter(|_| status == Status::Corrected);
        }
    }

    fn issue(&mut self, opinion: &Opinion, kind: IssueKind, theirs: Vec<Claim>, claim: Claim) {
        let known = |seen: &[Claim], their: &Claim| {
            seen.iter().any(|s| s.value == their.value && (kind != IssueKind::Elsewhere || s.quote == their.quote))
        };
        let settled = opinion.settled.iter().any(|(of, seen)| *of == kind && theirs.iter().all(|their| known(seen, their)));
        let verdict = verdict(opinion.verdict);
        self.standings.issues.push(Issue { id: claim.id(), kind, verdict, claim, theirs, by: mark(opinion), settled });
    }

    fn out(&mut self, at: usize) {
        if let Some(slot) = self.slots.get_mut(at) {
            (slot.taken, slot.out) = (true, true);
        }
    }

    fn rejected(&mut self, opinion: &Opinion, own: Option<usize>) {
        let Some(subject) = &opinion.subject else { return };
        let claim = own.and_then(|at| self.slots.get(at)).map_or_else(|| subject.clone(), |s| s.item.claim.clone());
        self.standings.rejected.push(Aside { id: claim.id(), claim: claim.clone(), by: mark(opinion) });
        if let Some(at) = own {
            let twins: Vec<_> = self.free(&claim.key).filter(|(_, c)| **c == claim).map(|(at, _)| at).collect();
            twins.into_iter().chain([at]).for_each(|at| self.out(at));
            return;
        }
        let is_news = |c: &Claim| {
            c.value == subject.value && !opinion.seen.iter().any(|s| s != subject && s.value == c.value && s.quote == c.quote)
        };
        let theirs: Vec<_> = self.free(&subject.key).filter(|(_, c)| is_news(c)).map(|(_, c)| c.clone()).collect();
        if !theirs.is_empty() {
            self.issue(opinion, IssueKind::Elsewhere, theirs, claim);
        } else if opinion.was_read {
            self.issue(opinion, IssueKind::Agrees, theirs, claim);
        }
    }

    fn dismissed(&mut self, opinion: &Opinion) {
        let Some(subject) = &opinion.subject else { return };
        let here = self.here(subject);
        let is = |c: &Claim| c.value == subject.value && here.as_ref().is_some_and(|h| h.meets(c.span));
        self.doubts.retain(|doubt| !is(doubt));
        self.standings.dismissed.push(Aside { id: subject.id(), claim: subject.clone(), by: mark(opinion) });
    }

    /// What a person says is a fact: in place of the reader's, beside what it now says, or set aside.
    fn held(&mut self, opinion: &Opinion, own: Option<usize>, status: Status) {
        let Some(result) = &opinion.result else { return };
        let here = self.here(result).filter(|claim| self.fits(claim));
        let twin = self.twin(opinion, result, here.as_ref());
        let Some(claim) = here else {
            self.without_words(opinion, result, own, twin, status);
            return;
        };
        self.doubts.retain(|doubt| doubt.key != claim.key || !claim.meets(doubt.span));
        let before = opinion.subject.as_ref().and_then(|s| self.here(s));
        let also = own.into_iter().chain(twin).filter(|at| *at < self.slots.len()).collect::<Vec<_>>();
        match (own, twin) {
            (Some(_), _) => {}
            (None, Some(_)) if !self.was_seen(opinion, twin) => {
                let theirs = self.claims(&[twin]);
                self.issue(opinion, IssueKind::Agrees, theirs, claim.clone());
            }
            (None, Some(_)) => {}
            (None, None) => self.missing(opinion, &claim, before.as_ref()),
        }
        self.rivals_out(&claim);
        self.put(opinion, claim, &also, twin, status);
    }

    fn claims(&self, at: &[Option<usize>]) -> Vec<Claim> {
        at.iter().flatten().filter_map(|at| self.slots.get(*at)).map(|s| s.item.claim.clone()).collect()
    }

    /// The fact by which the reader says the same by itself.
    fn twin(&mut self, opinion: &Opinion, result: &Claim, here: Option<&Claim>) -> Option<usize> {
        let meets = |c: &Claim| here.is_some_and(|h| h.meets(c.span));
        let anywhere = !keys::repeats(&result.key, &result.value);
        let found = self.free(&result.key).find(|(_, c)| c.value == result.value && (anywhere || meets(c))).map(|(at, _)| at);
        let found = found.filter(|_| opinion.verdict != Verdict::Confirmed);
        found.map(|at| self.take(at))
    }

    fn was_seen(&self, opinion: &Opinion, at: Option<usize>) -> bool {
        self.claims(&[at]).iter().all(|c| opinion.seen.iter().any(|s| s.key == c.key && s.value == c.value && s.quote == c.quote))
    }

    /// The reader finds neither what it had found nor what the person says: perhaps something else, in the same words.
    fn missing(&mut self, opinion: &Opinion, claim: &Claim, before: Option<&Claim>) {
        let single = keys::is_single(&claim.key);
        let meets = |c: &Claim| claim.meets(c.span) || before.is_some_and(|b| b.meets(c.span));
        let is_news = |c: &Claim| !opinion.seen.iter().any(|s| s.key == c.key && s.value == c.value);
        let rivals: Vec<_> =
            self.free(&claim.key).filter(|(_, c)| (single || meets(c)) && is_news(c)).map(|(at, c)| (at, c.clone())).collect();
        if !rivals.is_empty() {
            rivals.iter().for_each(|(at, _)| self.out(*at));
            let theirs = rivals.into_iter().map(|(_, c)| c).collect();
            self.issue(opinion, IssueKind::Differs, theirs, claim.clone());
        } else if opinion.verdict != Verdict::Added {
            self.issue(opinion, IssueKind::NotFound, Vec::new(), claim.clone());
        }
    }

    /// Where a key holds one fact, the person's is the one.
    fn rivals_out(&mut self, claim: &Claim) {
        if keys::is_single(&claim.key) {
            let rivals: Vec<_> = self.free(&claim.key).map(|(at, _)| at).collect();
            rivals.into_iter().for_each(|at| self.out(at));
        }
    }

    /// A fact without words in this text is no fact of it. What the person had rejected by it stays rejected.
    fn without_words(&mut self, opinion: &Opinion, result: &Claim, own: Option<usize>, twin: Option<usize>, status: Status) {
        if let Some(at) = own {
            self.out(at);
        }
        if twin.is_some() {
            let theirs = self.claims(&[twin]);
            self.issue(opinion, IssueKind::Agrees, theirs, result.clone());
            self.set(twin, opinion, status);
            return;
        }
        self.standings.aside.push(Aside { id: result.id(), claim: result.clone(), by: mark(opinion) });
        self.issue(opinion, IssueKind::WordsGone, Vec::new(), result.clone());
    }

    /// Puts the person's fact where the reader's stood, or where its words stand; what says the same is told with it.
    fn put(&mut self, opinion: &Opinion, claim: Claim, places: &[usize], twin: Option<usize>, status: Status) {
        let mut also = Vec::new();
        if let Some(slot) = twin.and_then(|at| self.slots.get(at)).filter(|s| s.item.claim.span != claim.span) {
            also.push(Value::Object(claim::evidence(&Item { also: Vec::new(), ..slot.item.clone() })));
        }
        places.iter().for_each(|at| self.out(*at));
        let item = Item { claim, rule: PERSON.to_owned(), also };
        let was = opinion.subject.clone().filter(|_| status == Status::Corrected);
        let inserted = places.is_empty();
        let slot = Slot { item, status, by: Some(mark(opinion)), was, taken: true, out: false, inserted };
        match places.first().and_then(|at| self.slots.get_mut(*at)) {
            Some(old) => *old = slot,
            None => self.slots.push(slot),
        }
    }

    fn end(mut self, bare: &Reading, looked: bool) -> Effective {
        self.slots.retain(|slot| !slot.out);
        let slots = in_order(std::mem::take(&mut self.slots));
        let is_left = |doubt: &Value| doubt_claim(doubt, self.n).is_some_and(|claim| self.doubts.contains(&claim));
        let wire = to_json(bare, self.text);
        let wire: Value = wire["doubts"].as_array().into_iter().flatten().filter(|doubt| is_left(doubt)).cloned().collect();
        let facts: Vec<Item> = slots.iter().map(|slot| slot.item.clone()).collect();
        let reading = from_json(&claim::record(&facts, wire), self.text).unwrap_or_else(|_| bare.clone());
        let mut standings = self.standings;
        standings.facts = numbered(slots);
        standings.doubts = self.doubts;
        let all_seen = standings.facts.iter().all(|f| f.status != Status::Read);
        let touched = looked || standings.facts.iter().any(|f| f.by.is_some());
        standings.reviewed = touched && all_seen && standings.open().next().is_none();
        Effective { reading, standings }
    }
}

/// The record's order: by key, and a person's facts among the reader's by where their words stand.
fn in_order(slots: Vec<Slot>) -> Vec<Slot> {
    let order = |s: &Slot| keys::KEYS.iter().position(|key| key.name == s.item.claim.key);
    let mut out: Vec<Slot> = Vec::with_capacity(slots.len());
    for slot in slots {
        let (key, start) = (order(&slot), slot.item.claim.span[0]);
        let behind = |s: &Slot| order(s) > key || (slot.inserted && order(s) == key && s.item.claim.span[0] > start);
        let at = out.iter().position(behind).unwrap_or(out.len());
        out.insert(at, slot);
    }
    out
}

fn numbered(slots: Vec<Slot>) -> Vec<Standing> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    let standing = |slot: Slot| {
        let claim = slot.item.claim;
        let next = counted.entry(claim.key.clone()).or_default();
        let index = *next;
        *next += 1;
        Standing { id: claim.id(), key: claim.key.clone(), index, status: slot.status, claim, by: slot.by, was: slot.was }
    };
    slots.into_iter().map(standing).collect()
}

/// The doubts of a reading, each as a claim that says why it is none.
fn doubts(reading: &Reading, text: &str, n: i64) -> Vec<Claim> {
    let wire = to_json(reading, text);
    wire["doubts"].as_array().into_iter().flatten().filter_map(|doubt| doubt_claim(doubt, n)).collect()
}

fn doubt_claim(doubt: &Value, n: i64) -> Option<Claim> {
    let point = |at: usize| doubt["span"][at].as_u64().and_then(|p| u32::try_from(p).ok());
    Some(Claim {
        key: doubt["key"].as_str()?.to_owned(),
        value: json!({ "doubt": doubt["why"] }),
        quote: doubt["quote"].as_str()?.to_owned(),
        span: [point(0)?, point(1)?],
        n,
    })
}
