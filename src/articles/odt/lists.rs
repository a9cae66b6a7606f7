//! The numbers and bullets of a document's lists.

use std::collections::BTreeMap;

use crate::articles::counted;

/// One level of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    pub is_bullet: bool,
    /// `1`, `a`, `A`, `i`, `I`; empty for no number.
    pub format: String,
    pub prefix: String,
    pub suffix: String,
    pub start: u32,
    /// So many levels are part of the number.
    pub shown: u32,
}

/// The form of a list: its levels, from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub levels: BTreeMap<u32, Level>,
}

impl Form {
    /// Counts an item of a level, and returns what stands before it; empty for nothing.
    pub fn count(&self, level: u32, counts: &mut BTreeMap<u32, u32>, start: Option<u32>) -> String {
        counts.retain(|at, _| *at <= level);
        let Some(own) = self.levels.get(&level) else { return "•".to_owned() };
        let number = start.unwrap_or_else(|| {
            counts.get(&level).map_or(own.start, |number| number.saturating_add(1))
        });
        counts.insert(level, number);
        if own.is_bullet {
            return "•".to_owned();
        }
        if own.format.is_empty() {
            return String::new();
        }
        let first = level.saturating_sub(own.shown.saturating_sub(1)).max(1);
        let numbers = (first..=level).filter_map(|at| {
            let level = self.levels.get(&at).filter(|level| !level.format.is_empty())?;
            Some(written(counts.get(&at).copied().unwrap_or(level.start), &level.format))
        });
        let numbers = numbers.collect::<Vec<_>>().join(".");
        format!("{}{numbers}{}", own.prefix, own.suffix).trim().to_owned()
    }
}

fn written(number: u32, format: &str) -> String {
    match format {
        "a" => counted::letters(number).to_lowercase(),
        "A" => counted::letters(number),
        "i" => counted::roman(number).to_lowercase(),
        "I" => counted::roman(number),
        _ => number.to_string(),
    }
}
