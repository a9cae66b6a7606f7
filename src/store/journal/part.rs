//! The parts of a project that have files of their own, and which of them an edit rests on.

use std::{collections::BTreeSet, path::PathBuf};

use crate::{
    model::{
        AnalystId, ArticleId, LayerId, LinkEnd, Project,
        edit::{ArticleEdit, Edit, LinkEdit, SharedEdit, SharedFile},
    },
    store::names,
};

/// A part of a project that has files of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The title, and what else `project.ron` says.
    Header,
    /// Tags, link kinds and attributes.
    Codebook,
    /// Actor cards.
    Cards,
    /// Analysts.
    Analysts,
    /// An article with its texts.
    Article(ArticleId),
    /// A layer.
    Layer(LayerId),
}

impl Part {
    /// Returns the file, or the folder of files, that it is in.
    pub(super) fn place(&self) -> PathBuf {
        match self {
            Self::Header => names::PROJECT.into(),
            Self::Codebook => names::CODEBOOK.into(),
            Self::Cards => names::ACTORS.into(),
            Self::Analysts => names::ANALYSTS.into(),
            Self::Article(article) => names::article_folder(article),
            Self::Layer(layer) => names::layer_file(layer),
        }
    }

    /// Returns the file without which it is not there.
    pub(super) fn file(&self) -> PathBuf {
        match self {
            Self::Article(article) => names::article_file(article),
            part => part.place(),
        }
    }
}

/// Returns the parts that an edit changes.
pub(super) fn changed_by(edit: &Edit) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    each(edit, &mut |edit| parts.extend(changed(edit)));
    parts
}

/// Returns the parts that an edit changes or that what it changes needs: without these, others may take
/// out in between what it rests on.
pub(super) fn needed_by(edit: &Edit) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    each(edit, &mut |edit| {
        parts.extend(changed(edit));
        parts.extend(end_of(edit));
    });
    let texts = parts.iter().filter_map(|part| match part {
        Part::Layer(layer) => Some(Part::Article(layer.article.clone())),
        _ => None,
    });
    let texts: Vec<Part> = texts.collect();
    parts.extend(texts);
    if !parts.is_empty() {
        parts.extend([Part::Header, Part::Codebook, Part::Cards, Part::Analysts]);
    }
    parts
}

/// Returns the parts that the links of a layer lead to.
pub(super) fn linked_from(project: &Project, part: &Part) -> BTreeSet<Part> {
    let layer = match part {
        Part::Layer(id) => project.layer(id),
        _ => None,
    };
    let links = layer.into_iter().flat_map(|layer| {
        let analyst = &layer.id.analyst;
        layer.links().filter_map(move |link| end_in(analyst, &link.to))
    });
    links.flat_map(|id| [Part::Article(id.article.clone()), Part::Layer(id)]).collect()
}

/// Returns the other layer of an analyst that the end of a link is in.
fn end_in(analyst: &AnalystId, end: &LinkEnd) -> Option<LayerId> {
    let LinkEnd::SpanIn(article, _) = end else { return None };
    Some(LayerId { article: article.clone(), analyst: analyst.clone() })
}

fn each<'a>(edit: &'a Edit, with: &mut impl FnMut(&'a Edit)) {
    match edit {
        Edit::Batch(edits) => {
            for edit in edits {
                each(edit, with);
            }
        }
        edit => with(edit),
    }
}

fn changed(edit: &Edit) -> Option<Part> {
    Some(match edit {
        Edit::Shared(SharedEdit::Unknown(file, _)) => match file {
            SharedFile::Project => Part::Header,
            SharedFile::Codebook => Part::Codebook,
            SharedFile::Cards => Part::Cards,
            SharedFile::Analysts => Part::Analysts,
        },
        Edit::Title(_) | Edit::Shared(_) => Part::Header,
        Edit::Tag(_) | Edit::LinkKind(_) | Edit::Attribute(_) => Part::Codebook,
        Edit::Analyst(_) => Part::Analysts,
        Edit::Card(_) => Part::Cards,
        Edit::Article(edit) => Part::Article(match edit {
            ArticleEdit::Add(article) | ArticleEdit::Change(article) => article.id.clone(),
            ArticleEdit::Remove(article) | ArticleEdit::Set(article, _) => article.clone(),
        }),
        Edit::Layer(edit) => Part::Layer(edit.layer().clone()),
        Edit::Span(layer, _) | Edit::Link(layer, _) => Part::Layer(layer.clone()),
        Edit::Batch(_) => return None,
    })
}

/// Returns the layer that a link leads to.
fn end_of(edit: &Edit) -> Option<Part> {
    let Edit::Link(layer, edit) = edit else { return None };
    let (LinkEdit::Add(link) | LinkEdit::Change(link)) = edit else { return None };
    end_in(&layer.analyst, &link.to).map(Part::Layer)
}
