//! Which fields records have, and how two copies of each become one.

use super::visit::{Fields, Visit, visit};
use crate::model::{
    Analyst, Article, Attribute, Block, Card, Fact, Link, LinkKind, Page, Span, Tag, Version,
};
use crate::text::Stretch;

impl Fields for Tag {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, {
            value: name key color color_dark underline parent definition retired;
            set: examples;
            note: note;
            unknown: unknown;
        });
    }
}

impl Fields for LinkKind {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, {
            value: name definition retired;
            limits: from to;
            set: examples;
            note: note;
            unknown: unknown;
        });
    }
}

impl Fields for Attribute {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, {
            value: name kind definition retired;
            limits: on;
            set: values;
            note: note;
            unknown: unknown;
        });
    }
}

impl Fields for Analyst {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, {
            value: name kind;
            note: note;
            unknown: unknown;
        });
    }
}

impl Fields for Card {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, {
            value: name;
            set: aliases;
            note: note;
            unknown: unknown;
        });
    }
}

impl Fields for Span {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit.position(base, ours, theirs);
        visit!(visit, base, ours, theirs, {
            value: tag card created origin;
            note: note;
            attributes: attributes;
            latest: changed;
            unknown: unknown;
        });
    }
}

impl Fields for Link {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, {
            value: kind from to created;
            note: note;
            attributes: attributes;
            latest: changed;
            unknown: unknown;
        });
    }
}

impl Fields for Article {
    /// Visits all but which versions there are: a text is no field that either side could have.
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, {
            value: title added group;
            note: note;
            attributes: labels;
            unknown: unknown;
        });
        let facts = base.map(|base| &base.facts);
        visit.list("facts", facts, &mut ours.facts, &theirs.facts, |fact| fact.name.clone());
        ours.facts.sort_by(|a, b| a.name.cmp(&b.name));
        let versions = base.map(|base| &base.versions);
        visit.list("versions", versions, &mut ours.versions, &theirs.versions, |one| one.number.0);
    }
}

impl Fields for Fact {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, { value: value from; unknown: unknown; });
    }
}

impl Fields for Version {
    /// Visits what is said about a text. The text, and the file it came from, go with their hashes.
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        let source = ours.source_hash.clone();
        if base.is_some_and(|base| base.text == ours.text) {
            ours.text = theirs.text.clone();
        }
        visit!(visit, base, ours, theirs, {
            value: added hash source source_hash source_bytes media_type encoding encoding_from extent
                reader warnings;
            unknown: unknown;
        });
        if source != ours.source_hash && ours.source_hash == theirs.source_hash {
            ours.original.clone_from(&theirs.original);
        }
        let (blocks, pages) = (base.map(|base| &base.blocks), base.map(|base| &base.pages));
        visit.list("blocks", blocks, &mut ours.blocks, &theirs.blocks, |one| At(one.at));
        visit.list("pages", pages, &mut ours.pages, &theirs.pages, |one| At(one.at));
        ours.blocks.sort_by_key(|one| one.at);
        ours.pages.sort_by_key(|one| one.at);
    }
}

impl Fields for Block {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, { value: kind level; unknown: unknown; });
    }
}

impl Fields for Page {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, { value: label; unknown: unknown; });
    }
}

/// A stretch as a key.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct At(Stretch);

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.0.start.to_usize(), self.0.end.to_usize())
    }
}
