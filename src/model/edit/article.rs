//! Edits of articles.

use std::{mem, sync::Arc};

use super::{Refused, Rules, attribute};
use crate::model::{Article, ArticleId, AttributeId, Fact, Layer, Project, Version, VersionNumber};

/// A change to the project's articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArticleEdit {
    /// Adds an article.
    Add(Arc<Article>),
    /// Takes out an article that has no layers.
    Remove(ArticleId),
    /// Puts an article in the place of the one with its id.
    Change(Arc<Article>),
    /// Sets one field.
    Set(ArticleId, ArticleField),
}

/// A field of an article, with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArticleField {
    /// As people call it.
    Title(String),
    /// Orders and gathers articles.
    Group(String),
    /// Free text.
    Note(String),
    /// The values of one attribute on the article.
    Label(AttributeId, Vec<String>),
    /// All facts, by name.
    Facts(Vec<Fact>),
    /// Adds a version with the next number.
    AddVersion(Box<Version>),
    /// Takes out the newest version, if no layer is about it.
    RemoveVersion(VersionNumber),
}

pub(super) fn apply(
    project: &mut Project,
    edit: ArticleEdit,
    rules: Rules,
) -> Result<ArticleEdit, Refused> {
    match edit {
        ArticleEdit::Add(article) => {
            let id = article.id.clone();
            if project.articles.contains_key(&id) {
                return Err(Refused::Exists { noun: "article", id: id.to_string() });
            }
            project.articles.insert(id.clone(), article);
            Ok(ArticleEdit::Remove(id))
        }
        ArticleEdit::Remove(id) => {
            let layers = project.layers_of(&id).count();
            if layers > 0 && rules == Rules::Kept {
                let by = format!("{layers} layers are about it");
                return Err(Refused::InUse { noun: "article", id: id.to_string(), by });
            }
            let article = project.articles.remove(&id).ok_or_else(|| Refused::no_article(&id))?;
            Ok(ArticleEdit::Add(article))
        }
        ArticleEdit::Change(article) => {
            if rules == Rules::Kept {
                check_change(project, &article)?;
            }
            let id = article.id.clone();
            let slot = project.articles.get_mut(&id).ok_or_else(|| Refused::no_article(&id))?;
            Ok(ArticleEdit::Change(mem::replace(slot, article)))
        }
        ArticleEdit::Set(id, field) => {
            check(project, &id, &field, rules)?;
            let slot = project.articles.get_mut(&id).ok_or_else(|| Refused::no_article(&id))?;
            let old = set(Arc::make_mut(slot), field);
            Ok(ArticleEdit::Set(id, old))
        }
    }
}

/// Refuses an article without a title, with attributes that the codebook does not know, or with
/// another text under a layer.
fn check_change(project: &Project, article: &Article) -> Result<(), Refused> {
    if article.title.trim().is_empty() {
        return Err(Refused::NoName { noun: "article" });
    }
    attribute::check_all(project, &article.labels)?;
    let old = project.article(&article.id).ok_or_else(|| Refused::no_article(&article.id))?;
    let text = |article: &Article, number| article.version(number).map(|one| one.text.clone());
    let loses_text = |layer: &&Layer| text(old, layer.version) != text(article, layer.version);
    let Some(layer) = project.layers_of(&article.id).find(loses_text) else { return Ok(()) };
    let (id, by) = (layer.version.to_string(), format!("the layer {} is about it", layer.id));
    Err(Refused::InUse { noun: "version", id, by })
}

fn check(
    project: &Project,
    id: &ArticleId,
    field: &ArticleField,
    rules: Rules,
) -> Result<(), Refused> {
    let article = project.article(id).ok_or_else(|| Refused::no_article(id))?;
    match field {
        ArticleField::Title(title) if title.trim().is_empty() && rules == Rules::Kept => {
            Err(Refused::NoName { noun: "article" })
        }
        ArticleField::Label(id, values) if rules == Rules::Kept => {
            attribute::check(project, id, values)
        }
        ArticleField::AddVersion(version) => {
            let is_next = article.newest().is_none_or(|newest| newest.number < version.number);
            let id = version.number.to_string();
            if is_next { Ok(()) } else { Err(Refused::Exists { noun: "version", id }) }
        }
        ArticleField::RemoveVersion(number) => {
            if article.versions.len() < 2 {
                return Err(Refused::LastVersion);
            }
            if article.newest().is_none_or(|newest| newest.number != *number) {
                return Err(Refused::Missing { noun: "newest version", id: number.to_string() });
            }
            let layer = project.layers_of(id).find(|layer| layer.version == *number);
            layer.filter(|_| rules == Rules::Kept).map_or(Ok(()), |layer| {
                let by = format!("the layer {} is about it", layer.id);
                Err(Refused::InUse { noun: "version", id: number.to_string(), by })
            })
        }
        _ => Ok(()),
    }
}

/// Sets a field that was checked and returns the field that undoes it.
fn set(article: &mut Article, field: ArticleField) -> ArticleField {
    match field {
        ArticleField::Title(title) => ArticleField::Title(mem::replace(&mut article.title, title)),
        ArticleField::Group(group) => ArticleField::Group(mem::replace(&mut article.group, group)),
        ArticleField::Note(note) => ArticleField::Note(mem::replace(&mut article.note, note)),
        ArticleField::Label(attribute, values) => {
            let old = article.labels.replace(attribute.clone(), values);
            ArticleField::Label(attribute, old)
        }
        ArticleField::Facts(facts) => ArticleField::Facts(mem::replace(&mut article.facts, facts)),
        ArticleField::AddVersion(version) => {
            let number = version.number;
            article.versions.push(*version);
            ArticleField::RemoveVersion(number)
        }
        ArticleField::RemoveVersion(number) => match article.versions.pop() {
            Some(version) => ArticleField::AddVersion(Box::new(version)),
            None => ArticleField::RemoveVersion(number),
        },
    }
}
