//! Where in a double array there is room for the children of a node.

/// The places of the array that are taken, and the bases: 64 of them are looked at at a time.
#[derive(Debug, Default)]
pub(super) struct Room {
    taken: Vec<u64>,
    bases: Vec<u64>,
    /// Where looking for room begins: for one child, and for several.
    from: [usize; 2],
}

impl Room {
    /// Takes a base that no one has, such that the place of each number behind it is free, and those places. Base 0 is nobody's.
    pub(super) fn take(&mut self, numbers: impl Iterator<Item = u16> + Clone) -> u32 {
        let least = numbers.clone().min().unwrap_or_default();
        let several = usize::from(numbers.clone().nth(1).is_some());
        let first = self.from[several].saturating_sub(usize::from(least)).max(1);
        let (mut from, mut free) = (first, 0);
        while free == 0 {
            free = !window(&self.bases, from);
            for number in numbers.clone() {
                free &= !window(&self.taken, from + usize::from(number));
            }
            from += 64;
        }
        // Where looking went far, the holes at its beginning are given up.
        self.from[several] += (from - first) / 16;
        let base = from - 64 + free.trailing_zeros() as usize;
        set(&mut self.bases, base);
        for number in numbers {
            set(&mut self.taken, base + usize::from(number));
        }
        base as u32
    }

    /// The places up to the last one that is taken, and some behind it.
    pub(super) const fn len(&self) -> usize {
        self.taken.len() * 64
    }
}

fn set(bits: &mut Vec<u64>, at: usize) {
    bits.resize(bits.len().max(at / 64 + 1), 0);
    bits[at / 64] |= 1 << (at % 64);
}

/// The 64 bits from `at` on.
fn window(bits: &[u64], at: usize) -> u64 {
    let word = |n: usize| bits.get(n).copied().unwrap_or(0);
    let (n, by) = (at / 64, at % 64);
    if by == 0 { word(n) } else { word(n) >> by | word(n + 1) << (64 - by) }
}

#[cfg(test)]
mod tests {
    use super::Room;

    #[test]
    fn no_base_and_no_place_is_given_twice() {
        let mut room = Room::default();
        let (mut places, mut bases) = (Vec::new(), vec![0]);
        for n in 0..500_u16 {
            let numbers = [1 + n % 7, 9 + n % 90, 100 + n % 3];
            let numbers = &numbers[..usize::from(1 + n % 3)];
            let base = room.take(numbers.iter().copied());
            bases.push(base);
            places.extend(numbers.iter().map(|number| base as usize + usize::from(*number)));
        }
        let (all, taken) = (bases.len(), places.len());
        bases.sort_unstable();
        bases.dedup();
        places.sort_unstable();
        places.dedup();
        assert_eq!((bases.len(), places.len()), (all, taken));
        assert!(places.last().is_some_and(|last| *last < room.len() && *last < 3000));
    }
}
