//! Scores of places that were found, and their table.

use std::{collections::BTreeMap, fmt};

use postil::text::Stretch;

use super::corpus::Expected;

/// How good one place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Score {
    /// Start and end are right.
    Exact,
    /// At least 80 % of both are shared.
    Near,
    /// At least 40 %.
    Partial,
    /// Less.
    Wrong,
    /// None was found, though there is one.
    Missed,
    /// One was found, though the passage is gone.
    False,
    /// None was found, and the passage is gone.
    RightlyGone,
}

impl Score {
    pub fn of(expected: &Expected, also: Option<Stretch>, found: Option<Stretch>) -> Self {
        match (expected, found) {
            (Expected::At(at), Some(found)) if *at == found => Self::Exact,
            (Expected::At(at), Some(found)) => by_overlap(*at, found),
            (Expected::At(_), None) => Self::Missed,
            (Expected::Gone, None) => Self::RightlyGone,
            (Expected::Gone, Some(found)) => {
                if also.is_some_and(|also| also.overlaps(found)) {
                    Self::RightlyGone
                } else {
                    Self::False
                }
            }
        }
    }
}

fn by_overlap(a: Stretch, b: Stretch) -> Score {
    let shared = a.intersection(b).map_or(0, Stretch::len);
    let all = a.len() + b.len() - shared;
    if shared * 10 >= all * 8 {
        Score::Near
    } else if shared * 10 >= all * 4 {
        Score::Partial
    } else {
        Score::Wrong
    }
}

/// Scores, counted by kind of edit and by kind of span.
#[derive(Default)]
pub struct Tally {
    edits: BTreeMap<String, BTreeMap<Score, usize>>,
    spans: BTreeMap<String, BTreeMap<Score, usize>>,
    all: BTreeMap<Score, usize>,
}

impl Tally {
    pub fn add(&mut self, edit: &str, span: &str, score: Score) {
        *self.edits.entry(edit.to_owned()).or_default().entry(score).or_default() += 1;
        *self.spans.entry(span.to_owned()).or_default().entry(score).or_default() += 1;
        *self.all.entry(score).or_default() += 1;
    }

    pub fn count(&self) -> usize {
        self.all.values().sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| | pairs | exact % | near % | partial % | wrong % | missed % | false when gone % | harmful % |"
        )?;
        writeln!(f, "| --- | --: | --: | --: | --: | --: | --: | --: | --: |")?;
        for (name, counts) in self.edits.iter().chain(&self.spans) {
            row(f, name, counts)?;
        }
        row(f, "all", &self.all)
    }
}

/// Writes one line. As in the corpus's own scoring, what is rightly gone counts among the harmful's
/// whole, not among the exact's.
fn row(f: &mut fmt::Formatter<'_>, name: &str, counts: &BTreeMap<Score, usize>) -> fmt::Result {
    let of = |score| counts.get(&score).copied().unwrap_or(0);
    let gone = of(Score::False) + of(Score::RightlyGone);
    let all: usize = counts.values().sum();
    let there = all - gone;
    #[expect(clippy::cast_precision_loss, reason = "counts of spans are small")]
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    write!(f, "| {name} | {all}")?;
    for score in [Score::Exact, Score::Near, Score::Partial, Score::Wrong, Score::Missed] {
        write!(f, " | {:.2}", percent(of(score), there))?;
    }
    let harmful = of(Score::Wrong) + of(Score::False);
    writeln!(f, " | {:.1} | {:.2} |", percent(of(Score::False), gone), percent(harmful, all))
}
