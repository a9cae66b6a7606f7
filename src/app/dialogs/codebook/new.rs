//! New records of the codebook, with ids that are not taken.

use crate::{
    app::{
        action::Action,
        dialog::{CodebookDialog, CodebookPart},
        theme::TAG_COLORS,
    },
    exchange,
    model::{
        Attribute, AttributeId, AttributeKind, Codebook, KindId, LinkKind, Tag, Underline, Unknown,
        edit::{Edit, RecordEdit},
        slug,
    },
};

/// Returns the action that adds a record to the part that is shown, and shows it.
pub fn add(codebook: &Codebook, dialog: &mut CodebookDialog) -> Option<Action> {
    dialog.draft.clear();
    dialog.is_new = true;
    match dialog.part {
        CodebookPart::Tags => {
            let tag = tag(codebook)?;
            dialog.tag = Some(tag.id.clone());
            Some(Action::change("new tag", Edit::Tag(RecordEdit::Add(Box::new(tag)))))
        }
        CodebookPart::Links => {
            let kind = kind(codebook)?;
            dialog.kind = Some(kind.id.clone());
            Some(Action::change("new link kind", Edit::LinkKind(RecordEdit::Add(Box::new(kind)))))
        }
        CodebookPart::Attributes => {
            let one = attribute(codebook)?;
            dialog.attribute = Some(one.id.clone());
            Some(Action::change("new attribute", Edit::Attribute(RecordEdit::Add(Box::new(one)))))
        }
    }
}

/// Returns a tag with a free key, and a colour of those to choose from that no other has, as far as
/// they go.
fn tag(codebook: &Codebook) -> Option<Tag> {
    let tags = || codebook.tags.values().filter(|tag| !tag.retired);
    let name = free_name("New tag", |name| codebook.tags.values().any(|tag| tag.name == name));
    let colors = TAG_COLORS.iter().find(|(color, _)| tags().all(|tag| tag.color != *color));
    let (color, color_dark) = *colors.or(TAG_COLORS.first())?;
    let line = Underline::KNOWN.iter().find(|line| tags().all(|tag| tag.underline != **line));
    let underline = line.cloned().unwrap_or(Underline::Solid);
    Some(Tag { color, color_dark, underline, ..exchange::fresh_tag(codebook, &name) })
}

fn kind(codebook: &Codebook) -> Option<LinkKind> {
    let name = free_name("new link", |name| codebook.links.values().any(|one| one.name == name));
    let is_taken = |id: &str| codebook.links.keys().any(|other| other.as_str() == id);
    Some(LinkKind {
        id: KindId::new(slug(&name, "link", is_taken)).ok()?,
        name,
        from: Vec::new(),
        to: Vec::new(),
        definition: String::new(),
        examples: Vec::new(),
        note: String::new(),
        retired: false,
        unknown: Unknown::default(),
    })
}

fn attribute(codebook: &Codebook) -> Option<Attribute> {
    let names = || codebook.attributes.values().map(|one| &one.name);
    let name = free_name("New attribute", |name| names().any(|other| other == name));
    let is_taken = |id: &str| codebook.attributes.keys().any(|other| other.as_str() == id);
    Some(Attribute {
        id: AttributeId::new(slug(&name, "attribute", is_taken)).ok()?,
        name,
        kind: AttributeKind::Choice,
        on: Vec::new(),
        values: Vec::new(),
        definition: String::new(),
        note: String::new(),
        retired: false,
        unknown: Unknown::default(),
    })
}

/// Returns the name, with a number where it is taken.
fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u32..).map(|number| format!("{name} {number}"));
    let mut all = std::iter::once(name.to_owned()).chain(numbered);
    all.find(|name| !is_taken(name)).unwrap_or_default()
}
