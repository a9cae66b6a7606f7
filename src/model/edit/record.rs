//! Edits of the small shared records: tags, link kinds, attributes, analysts, actor cards.

use std::{collections::BTreeMap, fmt::Display, sync::Arc};

use super::{Refused, Rules, link};
use crate::model::{
    Analyst, AnalystId, Attribute, AttributeId, Card, CardId, KindId, LinkEnd, LinkKind, Project,
    Tag, TagId,
};

/// A change to one of the project's shared records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordEdit<R: Record> {
    /// Adds a record with a new id.
    Add(Box<R>),
    /// Puts a record in the place of the one with its id.
    Change(Box<R>),
    /// Takes out a record that nothing uses.
    Remove(R::Id),
}

/// A record that lives in one of the project's small shared files.
pub trait Record: Sized {
    /// What names it.
    type Id: Ord + Clone + Display;

    /// What people call such a record.
    const NOUN: &'static str;

    /// Returns the id.
    fn id(&self) -> &Self::Id;

    /// Refuses a record that does not fit among the others.
    fn check(&self, project: &Project) -> Result<(), Refused>;

    /// Says what still uses the record, if anything does.
    fn used_by(project: &Project, id: &Self::Id) -> Option<String>;

    /// Returns where the project keeps such records.
    fn all(project: &mut Project) -> &mut BTreeMap<Self::Id, Self>;

    /// Is there a record with this id?
    fn is_in(project: &Project, id: &Self::Id) -> bool;
}

pub(super) fn apply<R: Record>(
    project: &mut Project,
    edit: RecordEdit<R>,
    rules: Rules,
) -> Result<RecordEdit<R>, Refused> {
    let missing = |id: &R::Id| Refused::Missing { noun: R::NOUN, id: id.to_string() };
    match edit {
        RecordEdit::Add(record) => {
            if rules == Rules::Kept {
                record.check(project)?;
            }
            let id = record.id().clone();
            if R::is_in(project, &id) {
                return Err(Refused::Exists { noun: R::NOUN, id: id.to_string() });
            }
            R::all(project).insert(id.clone(), *record);
            Ok(RecordEdit::Remove(id))
        }
        RecordEdit::Change(record) => {
            if rules == Rules::Kept {
                record.check(project)?;
            }
            if !R::is_in(project, record.id()) {
                return Err(missing(record.id()));
            }
            let id = record.id().clone();
            let old = R::all(project).insert(id.clone(), *record).ok_or_else(|| missing(&id))?;
            Ok(RecordEdit::Change(Box::new(old)))
        }
        RecordEdit::Remove(id) => {
            if rules == Rules::Kept
                && let Some(by) = R::used_by(project, &id)
            {
                return Err(Refused::InUse { noun: R::NOUN, id: id.to_string(), by });
            }
            if !R::is_in(project, &id) {
                return Err(missing(&id));
            }
            let old = R::all(project).remove(&id).ok_or_else(|| missing(&id))?;
            Ok(RecordEdit::Add(Box::new(old)))
        }
    }
}

fn needs_name(name: &str, noun: &'static str) -> Result<(), Refused> {
    if name.trim().is_empty() { Err(Refused::NoName { noun }) } else { Ok(()) }
}

impl Record for Tag {
    type Id = TagId;

    const NOUN: &'static str = "tag";

    fn id(&self) -> &TagId {
        &self.id
    }

    fn check(&self, project: &Project) -> Result<(), Refused> {
        needs_name(&self.name, Self::NOUN)?;
        let tags = &project.codebook().tags;
        let mut characters = self.key.chars();
        let is_key = characters.next().is_none_or(char::is_alphanumeric);
        if !is_key || characters.next().is_some() {
            return Err(Refused::BadKey { key: self.key.clone() });
        }
        let same_key = |tag: &&Tag| tag.id != self.id && !tag.retired && tag.key == self.key;
        if !self.key.is_empty()
            && !self.retired
            && let Some(tag) = tags.values().find(same_key)
        {
            return Err(Refused::KeyTaken { key: self.key.clone(), tag: tag.id.clone() });
        }
        let mut above = self.parent.as_ref();
        let mut steps = 0;
        while let Some(parent) = above {
            if *parent == self.id || steps > tags.len() {
                return Err(Refused::ParentLoop { tag: self.id.clone() });
            }
            let tag = tags.get(parent).ok_or_else(|| Refused::no_tag(parent))?;
            above = tag.parent.as_ref();
            steps += 1;
        }
        Ok(())
    }

    fn used_by(project: &Project, id: &TagId) -> Option<String> {
        let codebook = project.codebook();
        let spans = project.layers().flat_map(|layer| layer.spans()).filter(|span| span.tag == *id);
        let count = spans.count();
        if count > 0 {
            return Some(format!("{count} spans carry it"));
        }
        let child = codebook.tags.values().find(|tag| tag.parent.as_ref() == Some(id));
        if let Some(child) = child {
            return Some(format!("it is the parent of `{}`", child.id));
        }
        let kind =
            codebook.links.values().find(|kind| kind.from.contains(id) || kind.to.contains(id));
        if let Some(kind) = kind {
            return Some(format!("the link kind `{}` names it", kind.id));
        }
        let names_it = |attribute: &&Attribute| attribute.on.iter().any(|on| on == id.as_str());
        let attribute = codebook.attributes.values().find(names_it)?;
        Some(format!("the attribute `{}` names it", attribute.id))
    }

    fn all(project: &mut Project) -> &mut BTreeMap<TagId, Self> {
        &mut Arc::make_mut(&mut project.codebook).tags
    }

    fn is_in(project: &Project, id: &TagId) -> bool {
        project.codebook.tags.contains_key(id)
    }
}

impl Record for LinkKind {
    type Id = KindId;

    const NOUN: &'static str = "link kind";

    fn id(&self) -> &KindId {
        &self.id
    }

    fn check(&self, project: &Project) -> Result<(), Refused> {
        needs_name(&self.name, Self::NOUN)?;
        let tags = &project.codebook().tags;
        let unknown = self.from.iter().chain(&self.to).find(|tag| !tags.contains_key(*tag));
        if let Some(tag) = unknown {
            return Err(Refused::no_tag(tag));
        }
        let Some(old) = project.codebook().links.get(&self.id) else { return Ok(()) };
        let lost = link::lost_by_narrowing(project, old, self);
        if lost == 0 {
            return Ok(());
        }
        let by = format!("{lost} of its links would not be allowed any more");
        Err(Refused::InUse { noun: Self::NOUN, id: self.id.to_string(), by })
    }

    fn used_by(project: &Project, id: &KindId) -> Option<String> {
        let links =
            project.layers().flat_map(|layer| layer.links()).filter(|link| link.kind == *id);
        let count = links.count();
        if count > 0 {
            return Some(format!("{count} links are of it"));
        }
        let names_it = |attribute: &&Attribute| attribute.on.iter().any(|on| on == id.as_str());
        let attribute = project.codebook().attributes.values().find(names_it)?;
        Some(format!("the attribute `{}` names it", attribute.id))
    }

    fn all(project: &mut Project) -> &mut BTreeMap<KindId, Self> {
        &mut Arc::make_mut(&mut project.codebook).links
    }

    fn is_in(project: &Project, id: &KindId) -> bool {
        project.codebook.links.contains_key(id)
    }
}

impl Record for Attribute {
    type Id = AttributeId;

    const NOUN: &'static str = "attribute";

    fn id(&self) -> &AttributeId {
        &self.id
    }

    fn check(&self, _project: &Project) -> Result<(), Refused> {
        needs_name(&self.name, Self::NOUN)
    }

    fn used_by(project: &Project, id: &AttributeId) -> Option<String> {
        let on_spans =
            project.layers().flat_map(|layer| layer.spans()).map(|span| &span.attributes);
        let on_links =
            project.layers().flat_map(|layer| layer.links()).map(|link| &link.attributes);
        let on_articles = project.articles().map(|article| &article.labels);
        let all = on_spans.chain(on_links).chain(on_articles);
        let count = all.filter(|attributes| !attributes.values(id).is_empty()).count();
        (count > 0).then(|| format!("{count} records carry it"))
    }

    fn all(project: &mut Project) -> &mut BTreeMap<AttributeId, Self> {
        &mut Arc::make_mut(&mut project.codebook).attributes
    }

    fn is_in(project: &Project, id: &AttributeId) -> bool {
        project.codebook.attributes.contains_key(id)
    }
}

impl Record for Analyst {
    type Id = AnalystId;

    const NOUN: &'static str = "analyst";

    fn id(&self) -> &AnalystId {
        &self.id
    }

    fn check(&self, _project: &Project) -> Result<(), Refused> {
        needs_name(&self.name, Self::NOUN)
    }

    fn used_by(project: &Project, id: &AnalystId) -> Option<String> {
        let count = project.layers().filter(|layer| layer.id.analyst == *id).count();
        (count > 0).then(|| format!("{count} layers are theirs"))
    }

    fn all(project: &mut Project) -> &mut BTreeMap<AnalystId, Self> {
        Arc::make_mut(&mut project.analysts)
    }

    fn is_in(project: &Project, id: &AnalystId) -> bool {
        project.analysts.contains_key(id)
    }
}

impl Record for Card {
    type Id = CardId;

    const NOUN: &'static str = "actor card";

    fn id(&self) -> &CardId {
        &self.id
    }

    fn check(&self, _project: &Project) -> Result<(), Refused> {
        needs_name(&self.name, Self::NOUN)
    }

    fn used_by(project: &Project, id: &CardId) -> Option<String> {
        let points = |layer: &&crate::model::Layer| {
            layer.spans().any(|span| span.card.as_ref() == Some(id))
                || layer.links().any(|link| matches!(&link.to, LinkEnd::Card(to) if to == id))
        };
        let layer = project.layers().find(points)?;
        Some(format!("the layer {} points to it", layer.id))
    }

    fn all(project: &mut Project) -> &mut BTreeMap<CardId, Self> {
        Arc::make_mut(&mut project.cards)
    }

    fn is_in(project: &Project, id: &CardId) -> bool {
        project.cards.contains_key(id)
    }
}
