//! All that a project says, as single facts that can be compared: what stands, and what conflicts keep.

use std::{collections::BTreeSet, fmt::Display};

use super::super::{
    layer::LayerHead,
    place,
    shared::{Head, file_id},
    value::{Value, list},
    visit::{Fields, Visit},
};
use crate::{
    model::{
        Attributes, LinkEnd, Project, Span, Time, Unknown, VersionNumber,
        edit::{Record, SharedFile},
    },
    text::Text,
};

/// What something is, which of its fields, and what that holds.
pub type Fact = (String, String, String);

/// Returns all facts of a project.
pub fn facts(project: &Project) -> BTreeSet<Fact> {
    let mut all = All::default();
    for file in SharedFile::ALL {
        all.record(file_id(file), &Head::of(project, file), None);
    }
    let codebook = project.codebook();
    all.records(codebook.tags.values());
    all.records(codebook.links.values());
    all.records(codebook.attributes.values());
    all.records(project.analysts().values());
    all.records(project.cards().values());
    for article in project.articles() {
        let id = format!("article {}", article.id);
        all.record(&id, article, None);
        for version in &article.versions {
            all.facts.insert((id.clone(), "text".to_owned(), version.text.as_str().to_owned()));
        }
    }
    for layer in project.layers() {
        let version = project.article(&layer.id.article).and_then(|one| one.version(layer.version));
        let text = version.map(|version| (&version.text, layer.version));
        all.record(&format!("layer {}", layer.id), &LayerHead::of(layer), None);
        layer.spans().for_each(|span| all.record(&format!("{} {}", layer.id, span.id), span, text));
        layer.links().for_each(|link| all.record(&format!("{} {}", layer.id, link.id), link, None));
        for conflict in &layer.conflicts {
            let id = match conflict.id.as_str() {
                "layer" => format!("layer {}", layer.id),
                id => format!("{} {id}", layer.id),
            };
            all.kept(&id, &conflict.field, &conflict.theirs);
        }
    }
    for conflict in project.conflicts() {
        all.kept(&conflict.id, &conflict.field, &conflict.theirs);
    }
    all.facts
}

#[derive(Default)]
struct All<'a> {
    facts: BTreeSet<Fact>,
    id: String,
    around: String,
    text: Option<(&'a Text, VersionNumber)>,
}

impl<'a> All<'a> {
    fn records<R: Record + Fields + 'a>(&mut self, records: impl Iterator<Item = &'a R>) {
        records.for_each(|one| self.record(&format!("{} {}", R::NOUN, one.id()), one, None));
    }

    fn record<T: Fields>(&mut self, id: &str, record: &T, text: Option<(&'a Text, VersionNumber)>) {
        (self.id, self.text) = (id.to_owned(), text);
        T::visit(None, &mut record.clone(), record, self);
    }

    /// Adds a fact; what is empty says nothing.
    fn add(&mut self, field: &str, value: impl Into<String>) {
        let value = value.into();
        if ["", "\"\"", "[]", "false", "0"].contains(&value.as_str()) {
            return;
        }
        // Two texts with one number get others, by which side is ours.
        let field = format!("{}{field}", self.around);
        let field = if field.starts_with("versions.") {
            field.splitn(3, '.').last().unwrap().to_owned()
        } else {
            field
        };
        self.facts.insert((self.id.clone(), field, value));
    }

    /// Adds what a conflict keeps: a note by its paragraphs, a list by its items.
    fn kept(&mut self, id: &str, field: &str, theirs: &str) {
        self.id = id.to_owned();
        if field == place::FIELD {
            self.add(field, place_of(theirs));
        } else if let Some(note) = String::from_ron(theirs).filter(|_| field == "note") {
            note.split('\n').for_each(|paragraph| self.add(field, paragraph));
        } else if let Some(items) = items(id, field, theirs) {
            for item in items {
                self.add(field, item);
            }
        } else {
            self.add(field, theirs);
        }
    }
}

/// Returns the items of a list; where a link ends is none.
fn items(id: &str, field: &str, theirs: &str) -> Option<Vec<String>> {
    let is_list = field != "to" || id.starts_with("link kind ");
    Vec::<String>::from_ron(theirs).filter(|_| is_list)
}

/// Returns where a span is, with its words and what is proposed for it. The version is the layer's, and
/// what stands around the words is the text's: where another version has the same words at the same
/// position, that is the same place.
fn place_of(ron: &str) -> String {
    let (_, rest) = ron.split_once("at: ").unwrap();
    let (place, around) = rest.split_once(", before: ").unwrap();
    let pending = around.rsplit_once(", pending: ").map(|(_, pending)| pending).unwrap_or_default();
    format!("(at: {place} {pending}")
}

impl Visit for All<'_> {
    fn value<T: Value>(&mut self, field: &str, _: Option<&T>, ours: &mut T, _: &T) {
        self.add(field, ours.to_ron());
    }

    fn set<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        _: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        _: &Vec<T>,
    ) {
        self.add(field, format!("{} items or more", ours.len().min(1)));
    }

    fn limits<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        _: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        _: &Vec<T>,
    ) where
        Vec<T>: Value,
    {
        let items = Vec::<String>::from_ron(&ours.to_ron()).unwrap();
        for item in items {
            self.add(field, item);
        }
    }

    fn note(&mut self, field: &str, _: Option<&String>, ours: &mut String, _: &String) {
        ours.split('\n').for_each(|paragraph| self.add(field, paragraph));
    }

    fn latest(
        &mut self,
        _: &str,
        _: Option<&Option<Time>>,
        _: &mut Option<Time>,
        _: &Option<Time>,
    ) {
        // The later of two times stands: the earlier is no fact any more.
    }

    fn attributes(
        &mut self,
        field: &str,
        _: Option<&Attributes>,
        ours: &mut Attributes,
        _: &Attributes,
    ) {
        for (id, values) in ours.iter() {
            for value in values {
                self.add(&format!("{field}.{id}"), value);
            }
        }
    }

    fn unknown(&mut self, _: &str, _: Option<&Unknown>, ours: &mut Unknown, _: &Unknown) {
        ours.iter().for_each(|(name, ron)| self.add(name, ron));
    }

    fn position(&mut self, _: Option<&Span>, ours: &mut Span, _: &Span) {
        let ron = place::to_ron(ours, self.text);
        self.add(place::FIELD, place_of(&ron));
    }

    fn list<T: Fields, K: Ord + Display>(
        &mut self,
        field: &str,
        _: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        _: &Vec<T>,
        key: impl Fn(&T) -> K,
    ) {
        for one in ours.clone() {
            let around = self.around.clone();
            self.around = format!("{around}{field}.{}.", key(&one));
            T::visit(None, &mut one.clone(), &one, self);
            self.around = around;
        }
    }
}

/// Returns what names something that is not there.
pub fn dangling(project: &Project) -> Vec<String> {
    let mut found = Vec::new();
    let codebook = project.codebook();
    let mut check = |is_there: bool, what: &dyn Display, of: &dyn Display| {
        if !is_there {
            found.push(format!("{what} of {of}"));
        }
    };
    for layer in project.layers() {
        let article = project.article(&layer.id.article);
        check(article.is_some(), &layer.id.article, &layer.id);
        check(article.is_none_or(|one| one.version(layer.version).is_some()), &"text", &layer.id);
        check(project.analysts().contains_key(&layer.id.analyst), &"analyst", &layer.id);
        for span in layer.spans() {
            check(codebook.tags.contains_key(&span.tag), &span.tag, &span.id);
            if let Some(card) = &span.card {
                check(project.cards().contains_key(card), card, &span.id);
            }
            for (attribute, _) in span.attributes.iter() {
                check(codebook.attributes.contains_key(attribute), attribute, &span.id);
            }
        }
        for link in layer.links() {
            check(codebook.links.contains_key(&link.kind), &link.kind, &link.id);
            check(layer.span(&link.from).is_some(), &link.from, &link.id);
            let is_there = match &link.to {
                LinkEnd::Card(card) => project.cards().contains_key(card),
                _ => project.link_target(&layer.id, link).is_some(),
            };
            check(is_there, &link.to.to_ron(), &link.id);
        }
    }
    for tag in codebook.tags.values() {
        if let Some(parent) = &tag.parent {
            check(codebook.tags.contains_key(parent), parent, &tag.id);
        }
    }
    for kind in codebook.links.values() {
        for tag in kind.from.iter().chain(&kind.to) {
            check(codebook.tags.contains_key(tag), &list([tag]), &kind.id);
        }
    }
    found
}
