//! Edits of layers as wholes.

use std::{mem, sync::Arc};

use super::{CarryOver, Refused, Rules, carry_over};
use crate::model::{Conflict, Layer, LayerId, LinkEnd, Project, Status, Unknown, VersionNumber};

/// A change to the project's layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerEdit {
    /// Adds a layer. Its analyst, article and version are checked; the spans and links that it holds
    /// come in as they are, for this is also how undo brings back a layer that was taken out.
    Add(Arc<Layer>),
    /// Takes a layer out with all its spans and links; none elsewhere may end in it.
    Remove(LayerId),
    /// Sets one field.
    Set(LayerId, LayerField),
    /// Goes over to another version of the article, with all its spans.
    CarryOver(Box<CarryOver>),
}

/// A field of a layer, with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerField {
    /// How far the analyst has come.
    Status(Option<Status>),
    /// Free text.
    Note(String),
    /// What merges left open.
    Conflicts(Vec<Conflict>),
    /// The version of the text that its positions count in.
    Version(VersionNumber),
    /// Fields of newer versions.
    Unknown(Unknown),
}

pub(super) fn apply(
    project: &mut Project,
    edit: LayerEdit,
    rules: Rules,
) -> Result<LayerEdit, Refused> {
    match edit {
        LayerEdit::Add(layer) => {
            check_new(project, &layer, rules)?;
            let id = layer.id.clone();
            project.layers.insert(id.clone(), layer);
            Ok(LayerEdit::Remove(id))
        }
        LayerEdit::Remove(id) => {
            if rules == Rules::Kept
                && let Some(other) = links_in(project, &id)
            {
                let by = format!("a link of the layer {other} ends in it");
                return Err(Refused::InUse { noun: "layer", id: id.to_string(), by });
            }
            let layer = project.layers.remove(&id).ok_or_else(|| Refused::no_layer(&id))?;
            Ok(LayerEdit::Add(layer))
        }
        LayerEdit::CarryOver(carry) => carry_over::apply(project, *carry, rules)
            .map(|back| LayerEdit::CarryOver(Box::new(back))),
        LayerEdit::Set(id, field) => {
            if rules == Rules::Kept {
                check_field(project, &id, &field)?;
            }
            let slot = project.layers.get_mut(&id).ok_or_else(|| Refused::no_layer(&id))?;
            let old = set(Arc::make_mut(slot), field);
            Ok(LayerEdit::Set(id, old))
        }
    }
}

fn check_new(project: &Project, layer: &Layer, rules: Rules) -> Result<(), Refused> {
    let id = &layer.id;
    if project.layers.contains_key(id) {
        return Err(Refused::Exists { noun: "layer", id: id.to_string() });
    }
    if rules == Rules::Waived {
        return Ok(());
    }
    if !project.analysts.contains_key(&id.analyst) {
        return Err(Refused::no_analyst(&id.analyst));
    }
    let article = project.article(&id.article).ok_or_else(|| Refused::no_article(&id.article))?;
    if article.version(layer.version).is_none() {
        return Err(Refused::Missing { noun: "version", id: layer.version.to_string() });
    }
    Ok(())
}

/// Refuses a version that is not there, or in which the spans do not lie.
fn check_field(project: &Project, id: &LayerId, field: &LayerField) -> Result<(), Refused> {
    let LayerField::Version(number) = field else { return Ok(()) };
    let layer = project.layer(id).ok_or_else(|| Refused::no_layer(id))?;
    let version = project.article(&id.article).and_then(|article| article.version(*number));
    let missing = || Refused::Missing { noun: "version", id: number.to_string() };
    let text = &version.ok_or_else(missing)?.text;
    let are_in = layer.spans().filter_map(|span| span.place.fragments()).all(|at| at.are_in(text));
    if are_in { Ok(()) } else { Err(Refused::OutsideText { version: number.0 }) }
}

fn links_in(project: &Project, id: &LayerId) -> Option<LayerId> {
    let others = project.layers().filter(|other| other.id.analyst == id.analyst && other.id != *id);
    let ends_in = |layer: &&Layer| {
        layer.links().any(|link| matches!(&link.to, LinkEnd::SpanIn(to, _) if *to == id.article))
    };
    others.into_iter().find(ends_in).map(|layer| layer.id.clone())
}

fn set(layer: &mut Layer, field: LayerField) -> LayerField {
    match field {
        LayerField::Status(status) => LayerField::Status(mem::replace(&mut layer.status, status)),
        LayerField::Note(note) => LayerField::Note(mem::replace(&mut layer.note, note)),
        LayerField::Conflicts(conflicts) => {
            LayerField::Conflicts(mem::replace(&mut layer.conflicts, conflicts))
        }
        LayerField::Version(version) => {
            LayerField::Version(mem::replace(&mut layer.version, version))
        }
        LayerField::Unknown(unknown) => {
            LayerField::Unknown(mem::replace(&mut layer.unknown, unknown))
        }
    }
}
