//! Making a link: the spans that may be its end light up, each with letters to type.

use egui::{Event, Stroke, Ui};

use super::{
    highlight::{self, Shown},
    links::{letters, paint_letters},
    sheet::Sheet,
};
use crate::app::{
    action::{Action, SpanAction},
    scene::Scene,
};

/// The letters typed so far.
#[derive(Debug, Default)]
pub struct Letters {
    typed: String,
}

impl Letters {
    /// Lights up the spans that may be the link's end, and takes the letters that choose one.
    /// Returns whether a link is being made.
    pub fn update(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        spans: &[Shown<'_>],
        actions: &mut Vec<Action>,
    ) -> bool {
        let Some(linking) = &scene.view.linking else {
            self.typed.clear();
            return false;
        };
        let mut ends: Vec<&Shown<'_>> =
            spans.iter().filter(|shown| may_end_at(scene, shown)).collect();
        ends.sort_by_key(|shown| (shown.fragments.start(), shown.fragments.end()));
        self.typed.push_str(&typed(ui));
        if let Some(from) = spans.iter().find(|shown| shown.at == linking.from) {
            highlight::paint_outline(ui, sheet, from.fragments, Stroke::new(2.0, from.color));
        }
        let count = ends.len();
        let mut is_hopeful = false;
        for (number, shown) in ends.into_iter().enumerate() {
            let letters = letters(number, count);
            highlight::paint_outline(ui, sheet, shown.fragments, Stroke::new(1.5, shown.color));
            paint_letters(ui, sheet, shown.fragments.start(), &letters, shown.color);
            is_hopeful |= letters.starts_with(&self.typed);
            if letters == self.typed {
                actions.push(Action::Span(SpanAction::LinkTo(shown.at.clone())));
            }
        }
        if !is_hopeful {
            self.typed.clear();
        }
        true
    }
}

/// May the link that was begun end at this span?
pub fn may_end_at(scene: &Scene<'_>, shown: &Shown<'_>) -> bool {
    let (Some(open), Some(linking)) = (scene.open, &scene.view.linking) else { return false };
    let Some((from, _)) = open.span(&linking.from) else { return false };
    let mut kinds = open.project.codebook().kinds_from(&from.tag);
    shown.at != linking.from
        && shown.at.layer.analyst == linking.from.layer.analyst
        && kinds.any(|kind| kind.may_end_at(&shown.span.tag))
}

/// Takes the letters typed in this frame off the input, less those that are typed into a field.
fn typed(ui: &Ui) -> String {
    let mut typed = String::new();
    if ui.ctx().text_edit_focused() {
        return typed;
    }
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Text(text) => {
                typed.push_str(&text.to_lowercase());
                false
            }
            _ => true,
        });
    });
    typed
}
