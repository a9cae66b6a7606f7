//! Looks for words by what an anchor says of them: themselves, and what stood before and after. For
//! spans that have no place in the text that they are about, from which they could be carried over.

use memchr::memmem;

use super::{Carried, How};
use crate::text::{Offset, Stretch, Text, snap_to_grapheme};

/// So many places are looked at: words that are in more of them tell nothing.
const PLACES: usize = 256;

/// So many letters of the words themselves are enough where they are there once.
const LONG: usize = 24;

/// How much of what stood around them has to be there for shorter words, or for one of several places.
const LIKE: f32 = 0.6;

/// Returns where words are in a text that an anchor quotes: `parts` in order, after `before` and
/// before `after`. The same words with the same around them are [`How::Same`]; where less around them
/// is there, they have moved.
pub fn find_anchored(text: &Text, parts: &[String], before: &str, after: &str) -> Carried {
    let orphan = Carried { to: Vec::new(), how: How::Orphan, score: 0.0 };
    let Some(first) = parts.first().filter(|first| !first.is_empty()) else { return orphan };
    let starts = memmem::find_iter(text.as_str().as_bytes(), first.as_bytes()).take(PLACES + 1);
    let places: Vec<Vec<Stretch>> = starts.filter_map(|start| chain(text, parts, start)).collect();
    if places.is_empty() || places.len() > PLACES {
        return orphan;
    }
    let likeness = |place: &Vec<Stretch>| around(text, place, before, after);
    let mut best: Option<(f32, &Vec<Stretch>)> = None;
    let mut is_alone = true;
    for place in &places {
        let like = likeness(place);
        match best {
            Some((most, _)) if like < most => {}
            Some((most, _)) => {
                is_alone = like > most;
                best = Some((like, place));
            }
            None => best = Some((like, place)),
        }
    }
    let Some((like, place)) = best else { return orphan };
    let letters: usize = parts.iter().map(|part| part.chars().count()).sum();
    let is_known = like >= LIKE || (places.len() == 1 && letters >= LONG);
    if !is_alone || !is_known {
        return Carried { score: like.min(0.5), ..orphan };
    }
    let how = if like >= 1.0 { How::Same } else { How::Moved };
    Carried { to: place.clone(), how, score: 0.5 + like / 2.0 }
}

/// Returns the parts where the first begins at `start`, each of the others as soon as it comes.
fn chain(text: &Text, parts: &[String], start: usize) -> Option<Vec<Stretch>> {
    let mut from = start;
    let mut found = Vec::with_capacity(parts.len());
    for part in parts {
        let rest = text.as_str().as_bytes().get(from..)?;
        let at = from + memmem::find(rest, part.as_bytes())?;
        let stretch = Stretch::new(at, at + part.len());
        if snap_to_grapheme(text, stretch) != stretch {
            return None;
        }
        found.push(stretch);
        from = at + part.len();
    }
    Some(found)
}

/// Returns how much of what stood around words stands around a place, from 0 to 1.
fn around(text: &Text, place: &[Stretch], before: &str, after: &str) -> f32 {
    let start = place.first().map_or(Offset::START, |first| first.start);
    let end = place.last().map_or(Offset::START, |last| last.end);
    let (wanted_before, wanted_after) = (before.chars().count(), after.chars().count());
    let head = text.before(start, wanted_before);
    let tail = text.after(end, wanted_after);
    let same_before = before.chars().rev().zip(head.chars().rev()).take_while(|(a, b)| a == b);
    let same_after = after.chars().zip(tail.chars()).take_while(|(a, b)| a == b);
    let (same, wanted) = (same_before.count() + same_after.count(), wanted_before + wanted_after);
    if wanted == 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few dozen letters")]
    let like = same as f32 / wanted as f32;
    like
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, parts: &[&str], before: &str, after: &str) -> (How, Vec<String>) {
        let text = Text::new(text);
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let carried = find_anchored(&text, &parts, before, after);
        let words = carried.to.iter().map(|one| text.slice(*one).to_owned()).collect();
        (carried.how, words)
    }

    #[test]
    fn words_are_found_where_what_stood_around_them_is() {
        let text = "Ana left. Bo said that Ana left at noon.";
        assert_eq!(
            found(text, &["Ana"], "Bo said that ", " left at noon."),
            (How::Same, vec!["Ana".into()])
        );
        let moved = found(text, &["Ana"], "Cy said that ", " left at noon");
        assert_eq!(moved, (How::Moved, vec!["Ana".into()]));
        assert_eq!(found(text, &["Ana"], "When she came, ", " was there").0, How::Orphan);
        assert_eq!(found(text, &["Ana"], "", "").0, How::Orphan, "twice, and nothing around it");
        assert_eq!(found(text, &["Eve"], "Bo said that ", " left").0, How::Orphan);
    }

    #[test]
    fn many_words_that_are_there_once_need_nothing_around_them() {
        let text = "At noon. The crews went back to work on Tuesday. So they say.";
        let words = "The crews went back to work";
        assert_eq!(found(text, &[words], "elsewhere ", " else"), (How::Moved, vec![words.into()]));
    }

    #[test]
    fn parts_are_found_in_their_order() {
        let text = "“We got it,” said Ana, “in writing.” Ana said “we got it”.";
        let parts = ["“We got it,”", "“in writing.”"];
        let (how, words) = found(text, &parts, "", " Ana said “we");
        assert_eq!((how, words), (How::Same, parts.map(str::to_owned).to_vec()));
        let turned = ["“in writing.”", "“We got it,”"];
        assert_eq!(found(text, &turned, "said Ana, ", " said Ana").0, How::Orphan);
    }

    #[test]
    fn half_a_letter_is_no_place() {
        assert_eq!(
            found("the cafe\u{301} is open", &["cafe"], "the ", "\u{301} is").0,
            How::Orphan
        );
    }
}
