//! Where a line's span is: positions checked against the text, and the text against the words given.

use super::{error::Problem, fields::Line};
use crate::{
    model::{Anchor, Fragments, Place},
    text::{ScalarOffset, Stretch, Text},
};

/// So many characters of a text are shown where it differs.
const SHOWN: usize = 60;

/// Returns where the span of a line is in `text`.
pub(super) fn place(line: &mut Line, text: &Text) -> Result<Place, Problem> {
    let pairs = pairs(line);
    let found = pairs.as_ref().map_err(Clone::clone).and_then(|pairs| {
        let fragments = fragments(pairs, text)?;
        check_words(line, &fragments, text)?;
        Ok(fragments)
    });
    match found {
        Ok(fragments) => Ok(Place::At(fragments)),
        // A span that was adrift where it came from is so here, and keeps what finds it again.
        Err(_) if line.adrift == Some(true) => {
            Ok(Place::Adrift(Box::new(anchor(line, &pairs.unwrap_or_default()))))
        }
        Err(problem) => Err(problem),
    }
}

fn pairs(line: &Line) -> Result<Vec<(u32, u32)>, Problem> {
    let ends = line.start.zip(line.end);
    match (&line.fragments, ends) {
        (Some(pairs), ends) if !pairs.is_empty() => {
            let outer = pairs.first().zip(pairs.last()).map(|(first, last)| (first.0, last.1));
            match ends {
                Some(ends) if outer != Some(ends) => Err(Problem::EndsDiffer(ends.0, ends.1)),
                _ => Ok(pairs.clone()),
            }
        }
        (_, Some(ends)) => Ok(vec![ends]),
        (_, None) => Err(Problem::NoPosition),
    }
}

fn fragments(pairs: &[(u32, u32)], text: &Text) -> Result<Fragments, Problem> {
    let stretches: Result<Vec<Stretch>, Problem> = pairs
        .iter()
        .map(|&(start, end)| {
            if start >= end {
                return Err(Problem::BadFragments);
            }
            let length = text.to_scalar(text.end()).0;
            text.stretch_from_scalars(ScalarOffset(start), ScalarOffset(end))
                .ok_or(Problem::OutsideText { start, end, length })
        })
        .collect();
    Fragments::new(stretches?).ok_or(Problem::BadFragments)
}

/// Compares the words that a line gives, where it gives any.
fn check_words(line: &Line, fragments: &Fragments, text: &Text) -> Result<(), Problem> {
    let there = fragments.texts(text);
    if let Some(texts) = &line.texts {
        if texts.len() != there.len() {
            return Err(Problem::TextCount { texts: texts.len(), fragments: there.len() });
        }
        for ((at, there), given) in fragments.iter().zip(&there).zip(texts) {
            if there != given {
                return Err(differs(text, at, there, given));
            }
        }
    }
    match &line.text {
        Some(given) if *given != there.join(" ") => {
            Err(differs(text, fragments.extent(), &there.join(" "), given))
        }
        _ => Ok(()),
    }
}

fn differs(text: &Text, at: Stretch, there: &str, given: &str) -> Problem {
    let (start, end) = (text.to_scalar(at.start).0, text.to_scalar(at.end).0);
    let same = there.chars().zip(given.chars()).take_while(|(there, given)| there == given).count();
    let (there, given) = (shortened(there, same), shortened(given, same));
    Problem::TextDiffers { start, end, there, given }
}

/// Returns the words around the character at `focus`, with `…` for what is left out.
fn shortened(words: &str, focus: usize) -> String {
    let skipped = if focus > SHOWN / 2 { focus - SHOWN / 3 } else { 0 };
    let mut rest = words.chars().skip(skipped);
    let mut shown = String::from(if skipped > 0 { "…" } else { "" });
    shown.extend(rest.by_ref().take(SHOWN));
    if rest.next().is_some() {
        shown.push('…');
    }
    shown
}

fn anchor(line: &mut Line, pairs: &[(u32, u32)]) -> Anchor {
    let texts = line.texts.take().filter(|texts| !texts.is_empty());
    Anchor {
        at: pairs.iter().map(|(start, end)| (ScalarOffset(*start), ScalarOffset(*end))).collect(),
        texts: texts.or_else(|| Some(vec![line.text.take()?])).unwrap_or_default(),
        before: line.before.take().unwrap_or_default(),
        after: line.after.take().unwrap_or_default(),
    }
}
