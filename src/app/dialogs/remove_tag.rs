//! What becomes of the spans of a tag that is deleted?

use egui::{ComboBox, Ui};

use super::frame::{DialogBox, buttons_ui, text_ui};
use crate::{
    app::{
        action::{Action, CodebookAction},
        dialog::{CodebookDialog, Dialog, SpansFate},
        memo,
        scene::Scene,
        widgets::{button, danger_button, primary_button},
    },
    model::{
        Codebook, Tag, TagId,
        edit::{Edit, RecordEdit},
    },
    review::count,
};

/// Asks what becomes of a tag's spans; leads back to the codebook.
pub fn remove_tag_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    id: &TagId,
    fate: &mut SpansFate,
    actions: &mut Vec<Action>,
) {
    let Some(open) = scene.open else { return };
    let (project, revision) = (&open.project, open.revision);
    let codebook = project.codebook();
    let Some(tag) = codebook.tags.get(id) else { return };
    let key = (revision, id.clone());
    let spans = memo::kept(ui.ctx(), "spans of a tag", key, || {
        let spans = project.layers().flat_map(|layer| layer.spans());
        spans.filter(|span| span.tag == *id).count()
    });
    DialogBox::new(format!("Delete the tag “{}”?", tag.name), 440.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        let carry = if spans == 1 { "carries" } else { "carry" };
        text_ui(ui, format!("{} {carry} it. What becomes of them?", count(spans, "span")));
        fates_ui(ui, codebook, id, fate);
        buttons_ui(ui, |ui| {
            let is_chosen = if *fate == SpansFate::Keep {
                primary_button(ui, "Retire").clicked()
            } else {
                danger_button(ui, "Delete").clicked()
            };
            if is_chosen || is_enter {
                actions.push(answer(tag, fate));
                actions.push(back_to_codebook(id));
            }
            if button(ui, "Cancel").clicked() {
                actions.push(back_to_codebook(id));
            }
        });
    });
}

fn fates_ui(ui: &mut Ui, codebook: &Codebook, id: &TagId, fate: &mut SpansFate) {
    let keep = "They keep it: the tag is retired, no longer offered";
    ui.radio_value(fate, SpansFate::Keep, keep);
    let others: Vec<&Tag> =
        codebook.offered_tags().into_iter().filter(|other| other.id != *id).collect();
    if let Some(first) = others.first() {
        let chosen = match fate {
            SpansFate::Retag(tag) => Some(tag.clone()),
            SpansFate::Keep | SpansFate::Remove => None,
        };
        ui.horizontal(|ui| {
            if ui.radio(chosen.is_some(), "They get another tag").clicked() {
                *fate = SpansFate::Retag(first.id.clone());
            }
            let Some(chosen) = chosen else { return };
            let combo =
                ComboBox::from_id_salt("other tag").selected_text(codebook.tag_name(&chosen));
            let shown = combo.show_ui(ui, |ui| {
                for other in &others {
                    let value = SpansFate::Retag(other.id.clone());
                    ui.selectable_value(fate, value, &other.name);
                }
            });
            shown.response.accessible_name("Other tag");
        });
    }
    ui.radio_value(fate, SpansFate::Remove, "They are deleted too, with their links");
}

fn answer(tag: &Tag, fate: &SpansFate) -> Action {
    let remove = |instead| Action::Codebook(CodebookAction::RemoveTag(tag.id.clone(), instead));
    match fate {
        SpansFate::Keep => {
            let retired = Tag { retired: true, ..tag.clone() };
            let edit = Edit::Tag(RecordEdit::Change(Box::new(retired)));
            Action::change("retire tag", edit)
        }
        SpansFate::Retag(other) => remove(Some(other.clone())),
        SpansFate::Remove => remove(None),
    }
}

fn back_to_codebook(tag: &TagId) -> Action {
    let dialog = CodebookDialog { tag: Some(tag.clone()), ..CodebookDialog::default() };
    Action::dialog(Dialog::Codebook(dialog))
}
