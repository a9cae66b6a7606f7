//! The mouse in the article: click, drag, double, triple and fourth click.

use egui::{Key, Modifiers, PointerButton, Pos2, Response, Ui};

use super::{highlight::Shown, linking::may_end_at, sheet::Sheet};
use crate::{
    app::{
        action::{Action, SpanAction, ViewAction},
        command::Command,
        scene::Scene,
        view::{Selection, SpanRef},
    },
    model::ArticleId,
    text::{self, Offset, Stretch, Text},
};

/// Two clicks within this many seconds and points are a double click.
const DOUBLE: (f64, f32) = (0.4, 6.0);

/// What a drag grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// To whole words; Alt: to characters.
    Snap,
    /// By words, sentences or paragraphs: what the clicks before it chose.
    Word,
    Sentence,
    Paragraph,
}

/// The mouse's own state.
#[derive(Debug, Default)]
pub struct Mouse {
    /// Where a drag began: what was selected by its first press.
    drag: Option<(Unit, Stretch, Pos2)>,
    /// In which article, and what was selected before.
    begun: Option<(ArticleId, Option<Selection>)>,
    /// Does the drag add a fragment to the selected span?
    adds_fragment: bool,
    /// Has the drag left the place of its press?
    has_moved: bool,
    /// How many clicks there were in a row, when the last was, and where.
    clicks: (u8, f64, Pos2),
}

impl Mouse {
    /// Is a drag under way?
    pub fn is_dragging(&self) -> bool {
        self.drag.is_some() && self.has_moved
    }

    /// Lets go of what was begun: the mouse does something else.
    pub fn give_up(&mut self) {
        (self.drag, self.has_moved, self.clicks.0) = (None, false, 0);
    }

    /// Takes this frame's presses, moves and releases.
    pub fn update(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        page: &Response,
        spans: &[Shown<'_>],
        actions: &mut Vec<Action>,
    ) {
        let Some(version) = scene.version() else { return };
        let text = &version.text;
        let (pointer, time) = ui.input(|input| (input.pointer.clone(), input.time));
        let Some(at) = pointer.interact_pos() else { return };
        self.call_off(ui, sheet, actions);
        let modifiers = ui.input(|input| input.modifiers);
        let is_pressed = pointer.button_pressed(PointerButton::Primary);
        // Not what lies on the page: the bar beside it, a chip. A tap may be over within the frame.
        if is_pressed && (page.is_pointer_button_down_on() || page.clicked()) {
            page.request_focus();
            // The pointer may have gone on since it was pressed, within one slow frame.
            let at = pointer.press_origin().unwrap_or(at);
            self.press(at, time);
            self.adds_fragment = modifiers.command && scene.view.span.is_some();
            self.begun = Some((sheet.page.key.article.clone(), scene.view.selection));
            if let Some(edge) = sheet.edge_at(at) {
                self.begin(scene, text, edge, at, modifiers, sheet, actions);
            }
        }
        if !pointer.primary_down() && !pointer.button_released(PointerButton::Primary) {
            self.drag = None;
            return;
        }
        self.follow(scene, sheet, (at, modifiers), actions);
        if pointer.button_released(PointerButton::Primary) {
            self.release(scene, sheet, spans, (at, modifiers), actions);
        }
    }

    /// Selects up to where the pointer has been dragged.
    fn follow(
        &mut self,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        (at, modifiers): (Pos2, Modifiers),
        actions: &mut Vec<Action>,
    ) {
        let Some((unit, from, start)) = self.drag else { return };
        self.has_moved |= at.distance(start) > 4.0;
        let text = sheet.page.text();
        let Some(edge) = sheet.edge_at(at).filter(|_| self.has_moved) else { return };
        let to = grow(scene, text, unit, edge);
        let selection = drag_selection(text, unit, from, to, modifiers);
        // A drag that is held still asks for nothing.
        if scene.view.selection != Some(selection) {
            actions.push(select(selection));
        }
    }

    /// Ends a drag, or a click.
    fn release(
        &mut self,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        spans: &[Shown<'_>],
        (at, modifiers): (Pos2, Modifiers),
        actions: &mut Vec<Action>,
    ) {
        let was_click = self.drag.take().is_some() && !self.has_moved;
        if self.has_moved {
            // A drag is no click that a double click could begin with.
            self.clicks.0 = 0;
            if std::mem::take(&mut self.adds_fragment) {
                actions.push(Action::Run(Command::AddFragment));
            }
        }
        if was_click && self.clicks.0 == 1 && !modifiers.shift {
            click(scene, sheet, spans, at, actions);
        }
    }

    /// Lets go of a drag that Esc calls off, or in whose place another article has come.
    fn call_off(&mut self, ui: &Ui, sheet: &Sheet<'_>, actions: &mut Vec<Action>) {
        let Some((article, before)) = self.begun.as_ref().filter(|_| self.drag.is_some()) else {
            return;
        };
        if *article != sheet.page.key.article {
            self.give_up();
        } else if self.has_moved
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            actions.push(Action::View(ViewAction::Select(*before)));
            self.give_up();
        }
    }

    fn press(&mut self, at: Pos2, time: f64) {
        let (count, before, place) = self.clicks;
        let is_again = time - before < DOUBLE.0 && at.distance(place) < DOUBLE.1;
        self.clicks = (if is_again { count % 4 + 1 } else { 1 }, time, at);
        self.has_moved = false;
    }

    #[expect(clippy::too_many_arguments, reason = "all that a press depends on")]
    fn begin(
        &mut self,
        scene: &Scene<'_>,
        text: &Text,
        edge: Offset,
        at: Pos2,
        modifiers: Modifiers,
        sheet: &Sheet<'_>,
        actions: &mut Vec<Action>,
    ) {
        let unit = match self.clicks.0 {
            2 => Unit::Word,
            3 => Unit::Sentence,
            4 => Unit::Paragraph,
            _ => Unit::Snap,
        };
        let on = sheet.grapheme_at(at).unwrap_or(edge);
        let from = match unit {
            Unit::Snap => Stretch::empty(edge),
            _ => grow(scene, text, unit, on),
        };
        match (unit, scene.view.selection) {
            (Unit::Snap, Some(now)) if modifiers.shift => {
                // As a drag from there would: to whole words.
                let from = Stretch::empty(now.anchor);
                self.drag = Some((unit, from, at));
                let to = Stretch::empty(edge);
                actions.push(select(drag_selection(text, unit, from, to, modifiers)));
            }
            _ => {
                self.drag = Some((unit, from, at));
                if unit != Unit::Snap {
                    actions.push(select(Selection::of(text::trim(text, from))));
                }
            }
        }
    }
}

fn select(selection: Selection) -> Action {
    Action::View(ViewAction::Select(Some(selection)))
}

/// Returns what a unit holds at an offset.
fn grow(scene: &Scene<'_>, text: &Text, unit: Unit, at: Offset) -> Stretch {
    let block = block_at(scene, text, at);
    match unit {
        Unit::Snap => Stretch::empty(at),
        Unit::Word => text::word_at(text, at),
        Unit::Sentence => text::sentence_at(text, block, at),
        Unit::Paragraph => block,
    }
}

/// Returns the block that holds an offset, the whole text where there is none.
pub fn block_at(scene: &Scene<'_>, text: &Text, at: Offset) -> Stretch {
    let block = scene.version().and_then(|version| version.block_at(at));
    block.unwrap_or_else(|| text.whole())
}

/// Returns the selection of a drag: the end where the mouse is stays the caret.
fn drag_selection(
    text: &Text,
    unit: Unit,
    from: Stretch,
    to: Stretch,
    modifiers: Modifiers,
) -> Selection {
    let whole = from.union(to);
    let whole = match unit {
        Unit::Snap if !modifiers.alt => text::snap_to_words(text, whole),
        Unit::Snap => text::snap_to_grapheme(text, whole),
        _ => text::trim(text, whole),
    };
    let is_backward = to.start < from.start;
    if is_backward {
        Selection { anchor: whole.end, focus: whole.start }
    } else {
        Selection::of(whole)
    }
}

/// A click puts the caret and selects the smallest span there; a click on the selected span goes
/// outward to the next larger one.
fn click(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    spans: &[Shown<'_>],
    at: Pos2,
    actions: &mut Vec<Action>,
) {
    let under = spans_at(sheet, spans, at);
    if let Some(linking) = &scene.view.linking {
        let allowed = under.iter().find(|shown| may_end_at(scene, shown));
        // Where none is allowed, the answer says why.
        let is_other = |shown: &&&Shown<'_>| shown.at != linking.from;
        let other = allowed.or_else(|| under.iter().find(is_other));
        if let Some(other) = other {
            actions.push(Action::Span(SpanAction::LinkTo(other.at.clone())));
        }
        return;
    }
    if let Some(edge) = sheet.edge_at(at) {
        actions.push(select(Selection::caret(edge)));
    }
    let now = under.iter().position(|shown| Some(&shown.at) == scene.view.span.as_ref());
    let next = match now {
        Some(now) => under.get((now + 1) % under.len().max(1)),
        None => under.first(),
    };
    let next = next.map(|shown| shown.at.clone());
    actions.push(Action::View(ViewAction::Span(next)));
}

/// Returns the spans under a point, the smallest first.
fn spans_at<'a, 's>(sheet: &Sheet<'_>, spans: &'a [Shown<'s>], at: Pos2) -> Vec<&'a Shown<'s>> {
    let Some(offset) = sheet.grapheme_at(at) else { return Vec::new() };
    // They come the longest first.
    spans.iter().rev().filter(|shown| shown.fragments.contains(offset)).collect()
}

/// Returns the smallest span under the pointer.
pub fn hovered(sheet: &Sheet<'_>, spans: &[Shown<'_>], at: Pos2) -> Option<SpanRef> {
    spans_at(sheet, spans, at).first().map(|shown| shown.at.clone())
}
