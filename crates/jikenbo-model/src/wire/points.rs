//! Code points and bytes of a text, from one to the other.

/// The code points that stand before each byte of a text, so that spans convert in constant time.
pub(super) struct Points<'t> {
    pub(super) text: &'t str,
    /// Code points before every 64th byte.
    marks: Vec<u32>,
}

impl<'t> Points<'t> {
    const STEP: usize = 64;

    pub(super) fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut points = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % Self::STEP == 0 {
                marks.push(points);
            }
            points += u32::from(!is_continuation(byte));
        }
        Self { text, marks }
    }

    pub(super) fn point(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let mark = (byte / Self::STEP).min(self.marks.len().saturating_sub(1));
        let from = mark * Self::STEP;
        let rest = self.text.as_bytes()[from..byte].iter().filter(|b| !is_continuation(**b)).count() as u32;
        self.marks.get(mark).copied().unwrap_or(0) + rest
    }

    pub(super) fn byte(&self, point: u32) -> Option<u32> {
        let mark = self.marks.partition_point(|m| *m <= point).checked_sub(1);
        let (mut points, from) = mark.map_or((0, 0), |m| (self.marks[m], m * Self::STEP));
        for (at, byte) in self.text.bytes().enumerate().skip(from) {
            if !is_continuation(byte) {
                if points == point {
                    return Some(at as u32);
                }
                points += 1;
            }
        }
        (points == point).then_some(self.text.len() as u32)
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn points_and_bytes_agree(text in "[a𠮷事件。\n]{0,200}") {
            let points = Points::new(&text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.point(at as u32), n as u32);
                prop_assert_eq!(points.byte(n as u32), Some(at as u32));
            }
            prop_assert_eq!(points.byte(text.chars().count() as u32), Some(text.len() as u32));
        }
    }
}
