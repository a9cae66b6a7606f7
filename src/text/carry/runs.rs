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
    all: Vec<Run>,
    /// How many bytes, without blanks, the runs before each hold.
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
    /// How many of its bytes are there, without blanks.
    pub kept: u32,
}

impl Runs {
    /// Takes runs and words in any order, and joins runs that go on with the one before.
    pub fn new(mut runs: Vec<Run>, mut changed: Vec<ChangedWord>, old: &str) -> Self {
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
        let before = joined.iter().map(|run| {
            sum += letters(old, *run);
            sum - letters(old, *run)
        });
        Self { before: before.collect(), all: joined, changed }
    }

    /// Returns where `start..end` is in the new text, `None` where nothing of it is.
    pub fn carry(&self, start: u32, end: u32, old: &str) -> Option<Landing> {
        let first = self.all.partition_point(|run| run.old + run.len <= start);
        let next = self.all.partition_point(|run| run.old < end);
        let last = next.checked_sub(1).filter(|last| *last >= first)?;
        let part = |at: usize| self.all[at].within(start, end);
        let (first, last) = self.without_islands(first, last, part);
        let (head, tail) = (part(first), part(last));
        let kept = if first == last {
            letters(old, head)
        } else {
            let between = self.before[last] - self.before[first + 1];
            letters(old, head) + between + letters(old, tail)
        };
        let mut landing = Landing { start: head.new, end: tail.new + tail.len, kept };
        // A word that was changed is taken whole, whichever of its letters are left.
        let begins = self.word_at(head.old).filter(|word| word.old.0 >= start);
        let ends = self.word_at(tail.old + tail.len - 1).filter(|word| word.old.1 <= end);
        landing.start = begins.map_or(landing.start, |word| word.new.0);
        landing.end = ends.map_or(landing.end, |word| word.new.1);
        Some(landing)
    }

    /// Leaves out a few letters at the ends of a stretch that are far from the rest of it in both
    /// texts: they are there by chance.
    fn without_islands(
        &self,
        mut first: usize,
        mut last: usize,
        part: impl Fn(usize) -> Run,
    ) -> (usize, usize) {
        let is_far = |len: u32, at: usize| {
            let (before, after) = (self.all[at], self.all[at + 1]);
            let gap =
                (after.old - before.old - before.len).min(after.new - before.new - before.len);
            gap > FAR.max(ISLAND * len)
        };
        for _ in 0..MOST_ISLANDS {
            if first < last && is_far(part(first).len, first) {
                first += 1;
            } else if first < last && is_far(part(last).len, last - 1) {
                last -= 1;
            }
        }
        (first, last)
    }

    fn word_at(&self, old: u32) -> Option<ChangedWord> {
        let next = self.changed.partition_point(|word| word.old.0 <= old);
        self.changed.get(next.checked_sub(1)?).copied().filter(|word| old < word.old.1)
    }
}

/// Bytes from which on letters are far from others.
const FAR: u32 = 32;

/// How many times its own length an island is away from the rest.
const ISLAND: u32 = 4;

/// So many islands are looked for.
const MOST_ISLANDS: usize = 8;

impl Run {
    /// Returns the part of it that lies in a stretch of the old text, which it overlaps.
    fn within(self, start: u32, end: u32) -> Self {
        let cut = start.saturating_sub(self.old);
        let rest = (self.old + self.len).saturating_sub(end);
        Self { old: self.old + cut, new: self.new + cut, len: self.len - cut - rest }
    }
}

/// Returns how many bytes of a run are no blanks.
fn letters(old: &str, run: Run) -> u32 {
    count_letters(old, run.old, run.old + run.len)
}

/// Returns how many bytes of a folded text are no blanks.
pub(super) fn count_letters(text: &str, start: u32, end: u32) -> u32 {
    let bytes = text.as_bytes().get(start as usize..end as usize).unwrap_or_default();
    super::fold::narrow(bytes.iter().filter(|byte| **byte != b' ').count())
}
