//! What becomes of the spans of a tag that is deleted?

use egui::Ui;

use super::frame::{DialogBox, buttons_ui, text_ui};
use crate::{
    app::{
        action::{Action, CodebookAction},
        dialog::{CodebookDialog, Dialog, SpansFate},
        memo,
        scene::Scene,
        widgets::{
            ComboLook, ComboText, button, combo, danger_button, option_row, primary_button, radio,
        },
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
        let (carry, them) = if spans == 1 { ("carries", "it") } else { ("carry", "them") };
        text_ui(ui, format!("{} {carry} it. What becomes of {them}?", count(spans, "span")));
        fates_ui(ui, scene, codebook, tag, spans, fate);
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

/// The answers, as they read for one span and for several.
struct Answers {
    keep: &'static str,
    retag: &'static str,
    remove: &'static str,
}

const FOR_ONE: Answers = Answers {
    keep: "It keeps the tag, which is retired: no longer offered",
    retag: "It gets another tag",
    remove: "It is deleted too, with its links",
};

const FOR_SEVERAL: Answers = Answers {
    keep: "They keep the tag, which is retired: no longer offered",
    retag: "They get another tag",
    remove: "They are deleted too, with their links",
};

fn fates_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    codebook: &Codebook,
    tag: &Tag,
    spans: usize,
    fate: &mut SpansFate,
) {
    let answers = if spans == 1 { FOR_ONE } else { FOR_SEVERAL };
    if !tag.retired && radio(ui, answers.keep, *fate == SpansFate::Keep) {
        *fate = SpansFate::Keep;
    }
    let others: Vec<&Tag> =
        codebook.offered_tags().into_iter().filter(|other| other.id != tag.id).collect();
    if let Some(first) = others.first() {
        let chosen = match fate {
            SpansFate::Retag(tag) => Some(tag.clone()),
            SpansFate::Keep | SpansFate::Remove => None,
        };
        ui.horizontal(|ui| {
            if radio(ui, answers.retag, chosen.is_some()) {
                *fate = SpansFate::Retag(first.id.clone());
            }
            let Some(chosen) = chosen else { return };
            let color = Some(scene.theme.tag_or_dim(codebook.tags.get(&chosen)));
            let value = codebook.tag_name(&chosen);
            let text = ComboText { name: "Other tag", value, swatch: color };
            combo(ui, ComboLook::Field, text, |ui| {
                for other in &others {
                    let color = Some(scene.theme.tag(other));
                    if option_row(ui, &other.name, color, "", other.id == chosen).clicked() {
                        *fate = SpansFate::Retag(other.id.clone());
                    }
                }
            });
        });
    }
    if radio(ui, answers.remove, *fate == SpansFate::Remove) {
        *fate = SpansFate::Remove;
    }
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
