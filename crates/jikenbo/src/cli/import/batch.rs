//! What waits to be stored in one go: so many things, or so many bytes of them.

use crate::import::Place;

/// So many bytes of what was read may wait: parsed, they take several times that.
const BYTES: usize = 16 << 20;

/// Things that wait, in order, each with its place.
#[derive(Debug)]
pub(super) struct Batch<T> {
    waiting: Vec<(Place, T)>,
    bytes: usize,
    most: usize,
}

impl<T> Batch<T> {
    /// An empty one, full with `most` things.
    pub(super) const fn of(most: usize) -> Self {
        Self { waiting: Vec::new(), bytes: 0, most }
    }

    /// Adds a thing that was read from so many bytes; whether it is full now.
    pub(super) fn add(&mut self, place: Place, one: T, bytes: usize) -> bool {
        self.waiting.push((place, one));
        self.bytes = self.bytes.saturating_add(bytes);
        self.waiting.len() >= self.most || self.bytes >= BYTES
    }

    /// Takes all that waits.
    pub(super) fn take(&mut self) -> (Vec<Place>, Vec<T>) {
        self.bytes = 0;
        std::mem::take(&mut self.waiting).into_iter().unzip()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::At;

    fn place(n: u64) -> Place {
        Place { file: "a.jsonl".to_owned(), at: At::Line(n) }
    }

    #[test]
    fn it_is_full_by_number_or_by_bytes_and_empty_when_taken() {
        let mut batch = Batch::of(3);
        assert_eq!([1, 2, 3].map(|n| batch.add(place(n), n, 1)), [false, false, true]);
        assert_eq!(batch.take(), ([1, 2, 3].map(place).to_vec(), vec![1, 2, 3]));
        assert!(!batch.add(place(4), 4, BYTES - 1), "what was taken counts no more");
        assert!(batch.add(place(5), 5, 1), "however few they are");
        assert_eq!(batch.take().1, [4, 5]);
        assert_eq!(batch.take(), (Vec::new(), Vec::new()));
    }
}
