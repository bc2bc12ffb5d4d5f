//! Facets that were counted, for as long as the index stays as it is: whoever turns a page or sorts anew asks for the same ones.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::ask::Facet;

/// So many queries are remembered, those that were asked last.
const MOST: usize = 64;

/// The facets of the last queries.
#[derive(Debug, Default)]
pub(super) struct Memory(Mutex<Kept>);

/// The state of the index that the facets are of, and the facets by query, the last asked first.
#[derive(Debug, Default)]
struct Kept {
    generation: u64,
    queries: VecDeque<(String, Vec<Facet>)>,
}

impl Memory {
    /// The facets of a query in this state of the index, if they were counted.
    pub(super) fn get(&self, generation: u64, query: &str) -> Option<Vec<Facet>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation {
            return None;
        }
        let at = kept.queries.iter().position(|(known, _)| known == query)?;
        let found = kept.queries.remove(at)?;
        let facets = found.1.clone();
        kept.queries.push_front(found);
        Some(facets)
    }

    /// Remembers facets. Those of an older state of the index are forgotten; those of a newer one stay.
    pub(super) fn put(&self, generation: u64, query: String, facets: &[Facet]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if generation < kept.generation {
            return;
        }
        if generation > kept.generation {
            *kept = Kept { generation, queries: VecDeque::new() };
        }
        kept.queries.retain(|(known, _)| *known != query);
        kept.queries.push_front((query, facets.to_vec()));
        kept.queries.truncate(MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facets(name: &str) -> Vec<Facet> {
        vec![Facet { name: "kind", values: vec![(name.to_owned(), 1)], more: 0 }]
    }

    #[test]
    fn what_was_asked_last_is_remembered_until_the_index_changes() {
        let memory = Memory::default();
        for n in 0..=MOST {
            memory.put(1, n.to_string(), &facets(&n.to_string()));
            assert!(memory.get(1, "0").is_some() || n == MOST, "what is asked for again and again stays");
            if n == MOST - 1 {
                assert_eq!(memory.get(1, "1"), Some(facets("1")));
            }
        }
        assert_eq!((memory.get(1, "2"), memory.get(1, "1")), (None, Some(facets("1"))), "the one that nobody asked for went");
        memory.put(2, "a".to_owned(), &facets("new"));
        assert_eq!((memory.get(1, "1"), memory.get(2, "1")), (None, None));
        memory.put(1, "a".to_owned(), &facets("old"));
        assert_eq!(memory.get(2, "a"), Some(facets("new")));
    }
}
