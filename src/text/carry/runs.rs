//! Runs of bytes that two folded texts have in common, and how a stretch goes through them.

/// So many bytes from `old` on are those from `new` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub old: u32,
    pub new: u32,
    pub len: u32,
}

/// Runs that ascend in both texts.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    /// How many bytes of the old text the runs before each hold.
    before: Vec<u32>,
    /// The words that were changed, by their place in the old text.
    changed: Vec<ChangedWord>,
}

/// A word of which some letters are others.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChangedWord {
    pub old: (u32, u32),
    pub new: (u32, u32),
}

/// Where a stretch of the old text is in the new one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Landing {
    pub start: u32,
    pub end: u32,
    /// How many of its bytes are there.
    pub kept: u32,
}

impl Runs {
    /// Takes runs and words in any order, and joins runs that go on with the one before.
    pub fn new(mut runs: Vec<Run>, mut changed: Vec<ChangedWord>) -> Self {
        changed.sort_unstable_by_key(|word| word.old);
        runs.sort_unstable_by_key(|run| (run.old, run.new));
        let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
        for run in runs {
            match joined.last_mut() {
                Some(last) if last.old + last.len == run.old && last.new + last.len == run.new => {
                    last.len += run.len;
                }
                _ => joined.push(run),
            }
        }
        let mut sum = 0;
        let before = joined
            .iter()
            .map(|run| {
                sum += run.len;
                sum - run.len
            })
            .collect();
        Self { runs: joined, before, changed }
    }

    fn word_at(&self, old: u32) -> Option<ChangedWord> {
        let next = self.changed.partition_point(|word| word.old.0 <= old);
        self.changed.get(next.checked_sub(1)?).copied().filter(|word| old < word.old.1)
    }

    /// Returns where `start..end` is in the new text, `None` where nothing of it is.
    pub fn carry(&self, start: u32, end: u32) -> Option<Landing> {
        let first = self.runs.partition_point(|run| run.old + run.len <= start);
        let next = self.runs.partition_point(|run| run.old < end);
        let last = next.checked_sub(1).filter(|last| *last >= first)?;
        let (head, tail) = (self.runs[first], self.runs[last]);
        let cut = start.saturating_sub(head.old);
        let rest = (tail.old + tail.len).saturating_sub(end);
        let kept = self.before[last] + tail.len - self.before[first] - cut - rest;
        let mut landing = Landing { start: head.new + cut, end: tail.new + tail.len - rest, kept };
        // A word that was changed is taken whole, whichever of its letters are left.
        if let Some(word) = self.word_at(start).filter(|word| word.old == (start, word.old.1)) {
            landing.start = word.new.0;
        }
        if let Some(word) = self.word_at(end.saturating_sub(1)).filter(|word| word.old.1 == end) {
            landing.end = word.new.1;
        }
        Some(landing)
    }
}
