//! The way back from a text to the one it was made of.

/// The way back from a text to the one it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Way {
    /// Where the two texts walk at another pace, in order; empty if they are one.
    pub(super) runs: Vec<Run>,
    /// The lengths of both in bytes.
    pub(super) source_len: usize,
    pub(super) len: usize,
}

/// From here on, every `from` bytes of the source gave `to` bytes of the folded text. Text that stays as it is is a run
/// of 1 to 1; a row of full-width digits is one run of 3 to 1, so that the table stays short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) folded: u32,
    pub(super) source: u32,
    pub(super) from: u8,
    pub(super) to: u8,
}

impl Way {
    /// The byte at which what the source's byte `source` gave begins.
    pub(super) fn at(&self, source: usize) -> usize {
        if source >= self.source_len {
            return self.len;
        }
        let Some(run) = self.before(|run| run.source as usize <= source) else { return source };
        let steps = (source - run.source as usize) / usize::from(run.from.max(1));
        run.folded as usize + steps * usize::from(run.to)
    }

    /// Where the character begins in the source that gave the folded byte `at`.
    pub(super) fn first(&self, at: usize) -> usize {
        if at == 0 || at >= self.len {
            return if at == 0 { 0 } else { self.source_len };
        }
        self.run_of(at).map_or(at, |(run, step)| run.source as usize + step * usize::from(run.from))
    }

    /// Where the character ends in the source that gave the folded byte before `at`.
    pub(super) fn last(&self, at: usize) -> usize {
        if at == 0 || at >= self.len {
            return if at == 0 { 0 } else { self.source_len };
        }
        self.run_of(at - 1).map_or(at, |(run, step)| run.source as usize + (step + 1) * usize::from(run.from))
    }

    /// The run that holds the folded byte `at`, and how many of its characters come before.
    fn run_of(&self, at: usize) -> Option<(Run, usize)> {
        let run = self.before(|run| run.folded as usize <= at)?;
        Some((run, (at - run.folded as usize) / usize::from(run.to.max(1))))
    }

    /// The last run for which `holds` (which holds for a beginning of the list).
    fn before(&self, holds: impl Fn(&Run) -> bool) -> Option<Run> {
        self.runs.get(self.runs.partition_point(holds).checked_sub(1)?).copied()
    }
}
