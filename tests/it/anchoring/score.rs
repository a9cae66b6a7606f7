//! Scores of places that were found, and their table.

use std::{collections::BTreeMap, fmt};

use postil::text::Stretch;

use super::case::Expected;

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

    /// Returns the share of the passages that are there which were found exactly.
    pub fn exact(&self) -> f64 {
        exact(&self.all)
    }

    /// Returns that share of the kind of edit which has the lowest.
    pub fn exact_of_worst_edit(&self) -> f64 {
        self.edits.values().map(exact).fold(1.0, f64::min)
    }

    /// Returns the share of wrong and false places among all pairs.
    pub fn harmful(&self) -> f64 {
        share(of(&self.all, Score::Wrong) + of(&self.all, Score::False), self.count())
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

fn of(counts: &BTreeMap<Score, usize>, score: Score) -> usize {
    counts.get(&score).copied().unwrap_or(0)
}

fn gone(counts: &BTreeMap<Score, usize>) -> usize {
    of(counts, Score::False) + of(counts, Score::RightlyGone)
}

fn exact(counts: &BTreeMap<Score, usize>) -> f64 {
    share(of(counts, Score::Exact), counts.values().sum::<usize>() - gone(counts))
}

#[expect(clippy::cast_precision_loss, reason = "counts of spans are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Writes one line: shares of the passages that are there, false places as a share of those that are
/// gone, harmful ones as a share of all.
fn row(f: &mut fmt::Formatter<'_>, name: &str, counts: &BTreeMap<Score, usize>) -> fmt::Result {
    let all: usize = counts.values().sum();
    let gone = gone(counts);
    write!(f, "| {name} | {all}")?;
    for score in [Score::Exact, Score::Near, Score::Partial, Score::Wrong, Score::Missed] {
        write!(f, " | {:.2}", 100.0 * share(of(counts, score), all - gone))?;
    }
    let wrong = of(counts, Score::False);
    let harmful = of(counts, Score::Wrong) + wrong;
    let wrong = if gone == 0 { 0.0 } else { share(wrong, gone) };
    writeln!(f, " | {:.1} | {:.2} |", 100.0 * wrong, 100.0 * share(harmful, all))
}
