//! What stands in, in memory alone, for what a damaged file at the top would have described: each
//! thing that is used, by its id.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::names;
use crate::model::{
    Analyst, AnalystId, Attribute, AttributeId, AttributeKind, Attributes, Card, Codebook, LinkEnd,
    LinkKind, Project, Tag, TagId, Unknown,
};

/// Returns the project with a record for each that is used and that a file would have described,
/// had it been read.
pub(super) fn with_stand_ins(
    mut project: Project,
    left_alone: &BTreeSet<PathBuf>,
    analysts: &BTreeSet<AnalystId>,
) -> Project {
    let is_unread = |name: &str| left_alone.contains(Path::new(name));
    if is_unread(names::CODEBOOK) {
        project = with_codebook(project);
    }
    if is_unread(names::ACTORS) {
        let unknown = project.cards_unknown().clone();
        let spans = project.layers().flat_map(|layer| layer.spans());
        let of_spans = spans.filter_map(|span| span.card.clone());
        let links = project.layers().flat_map(|layer| layer.links());
        let of_links = links.filter_map(|link| match &link.to {
            LinkEnd::Card(card) => Some(card.clone()),
            LinkEnd::Span(_) | LinkEnd::SpanIn(..) => None,
        });
        let used: BTreeSet<_> = of_spans.chain(of_links).collect();
        let cards = used.into_iter().map(|id| Card::new(id.clone(), id.as_str())).collect();
        project = project.with_cards(cards, unknown);
    }
    if is_unread(names::ANALYSTS) {
        let unknown = project.analysts_unknown().clone();
        let person = |id: &AnalystId| Analyst::person(id.clone(), id.as_str());
        project = project.with_analysts(analysts.iter().map(person).collect(), unknown);
    }
    project
}

/// Tags, kinds of links and attributes as they are used.
fn with_codebook(project: Project) -> Project {
    let starter = Codebook::starter();
    let mut codebook = project.codebook().clone();
    let attributes = &mut codebook.attributes;
    for article in project.articles() {
        use_attributes(attributes, &article.labels, "article");
    }
    for layer in project.layers() {
        for span in layer.spans() {
            let tags = codebook.tags.entry(span.tag.clone());
            tags.or_insert_with(|| tag(&starter, &span.tag));
            use_attributes(&mut codebook.attributes, &span.attributes, span.tag.as_str());
        }
        for link in layer.links() {
            let kinds = codebook.links.entry(link.kind.clone());
            kinds.or_insert_with(|| LinkKind::plain(link.kind.clone()));
            use_attributes(&mut codebook.attributes, &link.attributes, link.kind.as_str());
        }
    }
    project.with_codebook(codebook)
}

/// A tag that the starter codebook has keeps its colours and its key, and none its definition.
fn tag(starter: &Codebook, id: &TagId) -> Tag {
    let plain = Tag::plain(id.clone());
    let Some(known) = starter.tags.get(id) else { return plain };
    Tag {
        key: known.key.clone(),
        color: known.color,
        color_dark: known.color_dark,
        underline: known.underline.clone(),
        ..plain
    }
}

fn use_attributes(known: &mut BTreeMap<AttributeId, Attribute>, used: &Attributes, on: &str) {
    for (id, values) in used.iter() {
        let attribute = known.entry(id.clone()).or_insert_with(|| Attribute {
            id: id.clone(),
            name: id.as_str().to_owned(),
            kind: AttributeKind::Choices,
            on: Vec::new(),
            values: Vec::new(),
            definition: String::new(),
            note: String::new(),
            retired: false,
            unknown: Unknown::default(),
        });
        push_new(&mut attribute.on, on);
        for value in values {
            push_new(&mut attribute.values, value);
        }
    }
}

fn push_new(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}
