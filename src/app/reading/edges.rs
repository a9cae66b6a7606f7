//! The edges of the selected span as handles: dragged, they move by words, with Alt by characters.

use egui::{
    CursorIcon, Id, Key, Modifiers, PointerButton, Pos2, Rect, Response, Sense, StrokeKind, Ui,
    Vec2, WidgetInfo, vec2,
};

use super::{highlight::Shown, sheet::Sheet};
use crate::{
    app::{
        action::{Action, SpanAction},
        scene::Scene,
        view::SpanRef,
    },
    model::{Fragments, Place, edit::SpanField},
    text::{self, Offset, Stretch, Text},
};

/// How far from an edge it can be taken, in points.
const NEAR: f32 = 5.0;

/// How far the pointer goes before a press is a drag, in points.
const FIRM: f32 = 4.0;

/// How large the grip of a handle is, and how far outside of the edge it stands: on the outline, and
/// high enough to leave a full stop in sight.
const GRIP: Vec2 = vec2(7.0, 7.0);
const OFF: f32 = 2.5;

/// Which end of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    Start,
    End,
}

/// A handle in view.
#[derive(Clone, Copy, Debug)]
struct Handle {
    /// Which fragment of the span.
    part: usize,
    edge: Edge,
    /// A line without width, from the top to the bottom of the highlight.
    at: Rect,
}

/// A handle that is held.
#[derive(Debug)]
struct Held {
    span: SpanRef,
    /// The span's fragments when it was taken.
    from: Fragments,
    part: usize,
    edge: Edge,
    pressed: Pos2,
    /// Where they are to go; `None` until the pointer has moved.
    to: Option<Fragments>,
}

/// The handles' own state.
#[derive(Debug, Default)]
pub struct Edges {
    held: Option<Held>,
    /// Was the drag called off, with the button still down?
    is_called_off: bool,
}

impl Edges {
    /// Is an edge being dragged, or was that called off with the button still down?
    pub fn is_dragging(&self) -> bool {
        self.is_called_off || self.held.as_ref().is_some_and(|held| held.to.is_some())
    }

    /// Returns where a span would go if the edge were let go of now.
    pub fn preview(&self, span: &SpanRef) -> Option<&Fragments> {
        self.held.as_ref().filter(|held| held.span == *span)?.to.as_ref()
    }

    /// Shows the handles of the selected span and lets them be dragged. Returns whether the mouse
    /// is taken.
    pub fn update(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        page: &Response,
        spans: &[Shown<'_>],
        actions: &mut Vec<Action>,
    ) -> bool {
        // Where another article has come in between, its positions mean nothing here.
        self.held.take_if(|held| held.span.layer.article != sheet.page.key.article);
        let selected = spans.iter().find(|shown| Some(&shown.at) == scene.view.span.as_ref());
        let selected = selected.filter(|shown| can_move(scene, shown));
        let handles = selected.map(|shown| handles(sheet, self.shown_of(shown)));
        let handles = handles.unwrap_or_default();
        if let Some(shown) = selected {
            handles_ui(ui, sheet, shown, &handles);
        }
        let pointer = ui.input(|input| input.pointer.clone());
        let Some(at) = pointer.interact_pos() else { return self.is_dragging() };
        let is_on_page = page.contains_pointer() && sheet.view.contains(at);
        let near_to = |at| near(&handles, at).filter(|_| is_on_page);
        // The pointer may have gone on since it was pressed, within one slow frame.
        let pressed =
            pointer.button_pressed(PointerButton::Primary) && page.is_pointer_button_down_on();
        let pressed = pressed.then(|| pointer.press_origin().unwrap_or(at));
        if let (Some(shown), Some(at)) = (selected, pressed)
            && let Some(near) = near_to(at)
        {
            self.held = Some(Held {
                span: shown.at.clone(),
                from: shown.fragments.clone(),
                part: near.part,
                edge: near.edge,
                pressed: at,
                to: None,
            });
        }
        if (near_to(at).is_some() && !pointer.primary_down()) || self.is_dragging() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        self.drag(ui, sheet, at);
        let is_taken = self.is_dragging();
        if !pointer.primary_down() {
            self.is_called_off = false;
            actions.extend(self.held.take().and_then(release));
        }
        is_taken
    }

    fn shown_of<'a>(&'a self, shown: &'a Shown<'_>) -> &'a Fragments {
        self.preview(&shown.at).unwrap_or(shown.fragments)
    }

    /// Follows the pointer with the edge that is held; Esc calls it off.
    fn drag(&mut self, ui: &Ui, sheet: &Sheet<'_>, at: Pos2) {
        let Some(held) = &mut self.held else { return };
        if held.to.is_some()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            (self.held, self.is_called_off) = (None, true);
            ui.ctx().request_repaint();
            return;
        }
        if held.to.is_none() && at.distance(held.pressed) <= FIRM {
            return;
        }
        let Some(to) = sheet.edge_at(at) else { return };
        let by_character = ui.input(|input| input.modifiers.alt);
        let unit = if by_character { text::snap_to_grapheme } else { text::snap_to_words };
        let moved = held.moved(sheet.page.text(), to, unit);
        if held.to.as_ref() != Some(&moved) {
            held.to = Some(moved);
            ui.ctx().request_repaint();
        }
    }
}

impl Held {
    /// Returns the fragments with the held edge at an offset, out to the unit's edge. At least one
    /// grapheme stays; fragments that it runs into become one with it.
    fn moved(&self, text: &Text, to: Offset, unit: fn(&Text, Stretch) -> Stretch) -> Fragments {
        let Some(now) = self.from.iter().nth(self.part) else { return self.from.clone() };
        let moved = match self.edge {
            Edge::Start => {
                let start = to.min(text::previous_grapheme(text, now.end));
                Stretch { start: unit(text, Stretch { start, end: now.end }).start, end: now.end }
            }
            Edge::End => {
                let end = to.max(text::next_grapheme(text, now.start));
                Stretch { start: now.start, end: unit(text, Stretch { start: now.start, end }).end }
            }
        };
        let moved = self.from.moved(self.part, text::trim(text, moved));
        moved.unwrap_or_else(|| self.from.clone())
    }
}

/// Returns what letting go of an edge asks for.
fn release(held: Held) -> Option<Action> {
    let to = held.to.filter(|to| *to != held.from)?;
    Some(Action::Span(SpanAction::Set(held.span, SpanField::Place(Place::At(to)))))
}

/// May the edges of this span be moved here?
fn can_move(scene: &Scene<'_>, shown: &Shown<'_>) -> bool {
    let analyst = scene.open.and_then(|open| open.analyst.as_ref());
    scene.view.linking.is_none() && analyst == Some(&shown.at.layer.analyst)
}

/// Returns the handles of a span that are in view.
fn handles(sheet: &Sheet<'_>, fragments: &Fragments) -> Vec<Handle> {
    let mut found = Vec::new();
    for (part, fragment) in fragments.iter().enumerate() {
        let strips: Vec<Rect> = sheet.strips(fragment).map(|strip| strip.fill()).collect();
        let (Some(first), Some(last)) = (strips.first(), strips.last()) else { continue };
        let line = |offset| sheet.line_of(offset);
        let is_seen = |offset| line(offset).is_some();
        if is_seen(fragment.start)
            && let Some(caret) = sheet.caret(fragment.start)
        {
            let at = Rect::from_x_y_ranges(caret.left()..=caret.left(), first.y_range());
            found.push(Handle { part, edge: Edge::Start, at });
        }
        if is_seen(fragment.end) {
            // A caret at the end of a line that is broken there stands on the next one.
            let breaks = line(fragment.end).is_some_and(|line| line.at.start == fragment.end);
            let caret = sheet.caret(fragment.end).filter(|_| !breaks);
            let x = caret.map_or(last.right(), |caret| caret.left());
            let at = Rect::from_x_y_ranges(x..=x, last.y_range());
            found.push(Handle { part, edge: Edge::End, at });
        }
    }
    found.retain(|handle| sheet.view.intersects(handle.at));
    found
}

/// Returns the handle that a pointer is on: the nearest.
fn near(handles: &[Handle], at: Pos2) -> Option<Handle> {
    let is_near = |handle: &&Handle| handle.at.expand(NEAR).contains(at);
    let distance = |handle: &Handle| (handle.at.center().x - at.x).abs();
    let near = handles.iter().filter(is_near);
    near.min_by(|a, b| distance(a).total_cmp(&distance(b))).copied()
}

/// Paints the handles and makes them known to screen readers.
fn handles_ui(ui: &Ui, sheet: &Sheet<'_>, shown: &Shown<'_>, handles: &[Handle]) {
    let tag = shown.tag.map_or(shown.span.tag.as_str(), |tag| tag.name.as_str());
    let painter = ui.painter();
    for handle in handles {
        // Above the first letter and below the last one, so that neither is covered.
        let (end, at) = match handle.edge {
            Edge::Start => ("Start", handle.at.center_top() - vec2(0.0, OFF)),
            Edge::End => ("End", handle.at.center_bottom() + vec2(0.0, OFF)),
        };
        let grip = Rect::from_center_size(at, GRIP);
        let around = (1.0, sheet.theme.paper);
        painter.rect(grip, GRIP.x / 2.0, shown.color, around, StrokeKind::Outside);
        let id = Id::unique(("edge of a span", handle.part, handle.edge));
        let response = ui.interact(handle.at.expand(NEAR), id, Sense::hover());
        let name = match shown.fragments.count() {
            1 => format!("{end} of {tag}"),
            _ => format!("{end} of {tag}, part {}", handle.part + 1),
        };
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, &name));
    }
}
