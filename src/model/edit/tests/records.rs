//! Random edits of the records that all share.

use super::{super::*, random::*};
use crate::model::{
    Analyst, Attribute, Card, CardId, Codebook, KindId, LinkKind, Project, Tag, TagId,
};

/// Returns an edit of a record, or removes one of the known ones: an unused one, if there is any.
fn record<R: Record>(
    random: &mut Random,
    project: &Project,
    record: R,
    known: impl Iterator<Item = R::Id>,
) -> RecordEdit<R> {
    match random.roll(3) {
        0 => RecordEdit::Add(Box::new(record)),
        1 => RecordEdit::Change(Box::new(record)),
        _ => {
            let is_asked = random.one_in(3);
            let mut unused = known.filter(|id| is_asked || R::used_by(project, id).is_none());
            let first = unused.next();
            RecordEdit::Remove(first.unwrap_or_else(|| record.id().clone()))
        }
    }
}

pub(super) fn tag_edit(random: &mut Random, project: &Project) -> Edit {
    let known = project.codebook().tags.values().cloned();
    let mut tag: Tag = random
        .pick(known)
        .unwrap_or_else(|| Codebook::starter().tags.into_values().next().unwrap());
    if random.one_in(2) {
        tag.id = TagId::new(format!("tag-{}", random.roll(4))).unwrap();
        tag.key = random.pick(["", "7", "8", "1", "--"]).unwrap().to_owned();
    }
    tag.name = random.name();
    tag.retired = random.one_in(5);
    let no_parent = random.one_in(2);
    tag.parent = if no_parent { None } else { Some(tag_id(random, project)) };
    Edit::Tag(record(random, project, tag, project.codebook().tags.keys().cloned()))
}

pub(super) fn kind_edit(random: &mut Random, project: &Project) -> Edit {
    let known = project.codebook().links.values().cloned();
    let mut kind: LinkKind = random
        .pick(known)
        .unwrap_or_else(|| Codebook::starter().links.into_values().next().unwrap());
    if random.one_in(2) {
        kind.id = KindId::new(format!("kind-{}", random.roll(4))).unwrap();
    }
    let tags = |random: &mut Random| (0..random.roll(3)).map(|_| tag_id(random, project)).collect();
    kind.from = tags(random);
    kind.to = tags(random);
    kind.retired = random.one_in(5);
    Edit::LinkKind(record(random, project, kind, project.codebook().links.keys().cloned()))
}

pub(super) fn attribute_edit(random: &mut Random, project: &Project) -> Edit {
    let known = project.codebook().attributes.values().cloned();
    let mut attribute: Attribute = random
        .pick(known)
        .unwrap_or_else(|| Codebook::starter().attributes.into_values().next().unwrap());
    if random.one_in(2) {
        attribute.id = attribute_id(random);
    }
    attribute.name = random.name();
    Edit::Attribute(record(
        random,
        project,
        attribute,
        project.codebook().attributes.keys().cloned(),
    ))
}

pub(super) fn analyst_edit(random: &mut Random, project: &Project) -> Edit {
    let known = project.analysts().keys().cloned();
    let fresh = format!("analyst-{}", random.roll(3)).parse().unwrap();
    let id = if random.one_in(2) { random.pick(known).unwrap_or(fresh) } else { fresh };
    let analyst = Analyst::person(id, random.name());
    Edit::Analyst(record(random, project, analyst, project.analysts().keys().cloned()))
}

pub(super) fn card_edit(random: &mut Random, project: &Project) -> Edit {
    let fresh = CardId::from_bits(random.roll(6) as u64);
    let known = project.cards().keys().cloned();
    let id = if random.one_in(2) { random.pick(known).unwrap_or(fresh) } else { fresh };
    let card = Card::new(id, random.name());
    Edit::Card(record(random, project, card, project.cards().keys().cloned()))
}
