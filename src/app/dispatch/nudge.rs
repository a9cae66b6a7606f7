//! Moving an edge of a span by a word or a character. Its id, links and notes stay.

use crate::{
    app::{command::Command, desk::Desk, find::Way, view::SpanRef},
    model::{
        Fragments, Place,
        edit::{SpanField, compose},
    },
    text::{self, Offset, Stretch, Text},
};

/// Over so many blanks in a row an edge moves at once.
const BLANKS: usize = 4096;

/// An end of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// How far an edge moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Word,
    Character,
}

impl Desk {
    /// Moves an edge of a span. Moves in a row are one undo.
    pub(super) fn nudge(&mut self, span: &SpanRef, command: Command) {
        let Some((edge, way, step)) = parts_of(command) else { return };
        if !self.is_own(&span.layer) {
            return;
        }
        let found = self.open.as_ref().and_then(|open| open.span(span));
        let Some((found, text)) = found else { return };
        let Some(fragments) = found.place.fragments() else { return };
        let mut parts: Vec<Stretch> = fragments.iter().collect();
        let part = if edge == Edge::Start { 0 } else { parts.len() - 1 };
        parts[part] = match step {
            Step::Word => by_word(text, parts[part], edge, way),
            Step::Character => by_character(text, parts[part], edge, way),
        };
        let Some(moved) = Fragments::new(parts).filter(|moved| moved != fragments) else { return };
        let (field, now) = (SpanField::Place(Place::At(moved)), self.stamps.now());
        let edit = compose::set_span(&span.layer, &span.span, field, now);
        if self.change("move span", Some(&format!("move {}", span.span)), edit) {
            self.announce_span("Moved", span);
        }
    }
}

fn parts_of(command: Command) -> Option<(Edge, Way, Step)> {
    Some(match command {
        Command::StretchEnd => (Edge::End, Way::On, Step::Word),
        Command::ShrinkEnd => (Edge::End, Way::Back, Step::Word),
        Command::ShrinkStart => (Edge::Start, Way::On, Step::Word),
        Command::StretchStart => (Edge::Start, Way::Back, Step::Word),
        Command::StretchEndByCharacter => (Edge::End, Way::On, Step::Character),
        Command::ShrinkEndByCharacter => (Edge::End, Way::Back, Step::Character),
        Command::ShrinkStartByCharacter => (Edge::Start, Way::On, Step::Character),
        Command::StretchStartByCharacter => (Edge::Start, Way::Back, Step::Character),
        _ => return None,
    })
}

fn by_word(text: &Text, at: Stretch, edge: Edge, way: Way) -> Stretch {
    let moved = match (edge, way) {
        (Edge::End, Way::On) => Stretch { end: text::next_word_edge(text, at.end), ..at },
        (Edge::End, Way::Back) => {
            Stretch { end: word_end_before(text, at.end).max(at.start), ..at }
        }
        (Edge::Start, Way::On) => {
            Stretch { start: word_start_after(text, at.start).min(at.end), ..at }
        }
        (Edge::Start, Way::Back) => {
            Stretch { start: text::previous_word_edge(text, at.start), ..at }
        }
    };
    text::trim(text, moved)
}

/// Moves an edge by a grapheme, over the blanks beside it, where no edge may stand. A span keeps at
/// least one grapheme.
fn by_character(text: &Text, at: Stretch, edge: Edge, way: Way) -> Stretch {
    let mut moved = at;
    for _ in 0..BLANKS {
        let end = if edge == Edge::Start { &mut moved.start } else { &mut moved.end };
        *end = match way {
            Way::On => text::next_grapheme(text, *end),
            Way::Back => text::previous_grapheme(text, *end),
        };
        if moved.start >= moved.end {
            return at;
        }
        let trimmed = text::trim(text, moved);
        if trimmed != at && !trimmed.is_empty() {
            return trimmed;
        }
    }
    at
}

/// Returns where the last word ends that ends before `offset`: punctuation goes first, alone.
fn word_end_before(text: &Text, offset: Offset) -> Offset {
    let start = text::previous_word_edge(text, offset);
    let word = text::word_at(text, start);
    if word.end < offset {
        return word.end;
    }
    let before = text::previous_word_edge(text, start);
    text::word_at(text, before).end.min(start)
}

/// Returns where the first word starts that starts after `offset`: punctuation goes first, alone.
fn word_start_after(text: &Text, offset: Offset) -> Offset {
    let end = text::next_word_edge(text, offset);
    let start = text::previous_word_edge(text, end);
    if start > offset {
        return start;
    }
    text::previous_word_edge(text, text::next_word_edge(text, end)).max(end)
}
