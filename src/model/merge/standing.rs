//! What stands here in the field of a conflict, to be shown beside what the other side has.

use super::{
    at_field::{AtField, Seeking},
    layer::{LAYER, LayerHead},
    place,
    shared::{Head, file_id},
    value::{Value, list},
    visit::Fields,
};
use crate::{
    model::{
        AttributeId, Attributes, Conflict, LayerId, LinkId, Project, Span, SpanId, Unknown,
        VersionNumber,
        edit::{Record, SharedFile},
    },
    text::Text,
};

/// Returns our value of a conflict, as RON like theirs; empty where we have none, `None` where what
/// it is about is gone.
pub fn standing(project: &Project, layer: Option<&LayerId>, conflict: &Conflict) -> Option<String> {
    match layer {
        Some(layer) => of_layer(project, layer, conflict),
        None => of_shared(project, conflict),
    }
}

fn of_layer(project: &Project, id: &LayerId, conflict: &Conflict) -> Option<String> {
    let layer = project.layer(id)?;
    if conflict.id == LAYER {
        return found(conflict, None, &LayerHead::of(layer));
    }
    if let Some(link) = LinkId::new(&conflict.id).ok().and_then(|link| layer.link(&link)) {
        return found(conflict, None, link);
    }
    let span = layer.span(&SpanId::new(&conflict.id).ok()?)?;
    let version = project.article(&id.article)?.version(layer.version);
    let text = version.map(|version| (&version.text, layer.version));
    found(conflict, text, span)
}

fn of_shared(project: &Project, conflict: &Conflict) -> Option<String> {
    if let Some(file) = SharedFile::ALL.into_iter().find(|file| file_id(*file) == conflict.id) {
        return found(conflict, None, &Head::of(project, file));
    }
    let (noun, id) = conflict.id.rsplit_once(' ')?;
    let codebook = project.codebook();
    match noun {
        "tag" => found(conflict, None, one(codebook.tags.values(), id)?),
        "link kind" => found(conflict, None, one(codebook.links.values(), id)?),
        "attribute" => found(conflict, None, one(codebook.attributes.values(), id)?),
        "analyst" => found(conflict, None, one(project.analysts().values(), id)?),
        "actor card" => found(conflict, None, one(project.cards().values(), id)?),
        "article" => found(conflict, None, project.article(&id.parse().ok()?)?),
        _ => None,
    }
}

fn one<'a, R: Record + 'a>(mut all: impl Iterator<Item = &'a R>, id: &str) -> Option<&'a R> {
    all.find(|one| one.id().to_string() == id)
}

/// Looks what stands in the field of a conflict.
struct Looking<'a> {
    text: Option<(&'a Text, VersionNumber)>,
    found: Option<String>,
}

/// Returns what stands in the conflict's field, `None` where the record has no such one.
fn found<T: Fields>(
    conflict: &Conflict,
    text: Option<(&Text, VersionNumber)>,
    record: &T,
) -> Option<String> {
    let mut seeking = Seeking::new(&conflict.field, Looking { text, found: None });
    seeking.run(&mut record.clone());
    seeking.act.found
}

impl AtField for Looking<'_> {
    fn value(&mut self, ours: &mut impl Value) {
        self.found = Some(ours.to_ron());
    }

    fn attribute(&mut self, ours: &mut Attributes, id: AttributeId) {
        self.found = Some(list(ours.values(&id)));
    }

    fn unknown(&mut self, ours: &mut Unknown, name: &str) {
        self.found = Some(ours.ron(name).unwrap_or_default().to_owned());
    }

    fn position(&mut self, ours: &mut Span) {
        self.found = Some(place::to_ron(ours, self.text));
    }

    fn is_done(&self) -> bool {
        self.found.is_some()
    }
}
