//! What the words of a line mean in the project: articles, tags, cards, attributes.

use std::collections::BTreeMap;

use super::{error::Problem, fields::Values, import::Importer};
use crate::{
    exchange::fresh_tag,
    model::{Article, ArticleId, AttributeId, Attributes, CardId, LayerId, TagId},
    review::value_problem,
    text::Text,
};

impl<'p> Importer<'p, '_> {
    /// Returns the article with this id, else the one with this title.
    pub fn article(&self, name: &str) -> Result<&'p Article, Problem> {
        let by_id = ArticleId::new(name).ok().and_then(|id| self.project.article(&id));
        if let Some(article) = by_id {
            return Ok(article);
        }
        match self.by_title.get(name).map(Vec::as_slice) {
            Some([article]) => Ok(article),
            Some([_, ..]) => Err(Problem::ManyArticles(name.to_owned())),
            _ => Err(Problem::NoArticle(name.to_owned())),
        }
    }

    /// Returns the analyst's layer about an article; it need not be there yet.
    pub fn layer(&self, article: &ArticleId) -> LayerId {
        LayerId { article: article.clone(), analyst: self.options.analyst.clone() }
    }

    /// Returns the text that the analyst's layer is or will be about.
    pub fn text(&self, article: &Article, layer: &LayerId) -> Text {
        let version = match self.project.layer(layer) {
            Some(layer) => article.version(layer.version),
            None => article.newest(),
        };
        version.map_or_else(|| Text::new(""), |version| version.text.clone())
    }

    /// Returns the tag with this id, else the one with this name; a new one where the options allow
    /// that.
    pub fn tag(&mut self, name: &str) -> Result<TagId, Problem> {
        let tags = &self.codebook.tags;
        let by_id = TagId::new(name).ok().filter(|id| tags.contains_key(id));
        let lower = name.trim().to_lowercase();
        let by_name = || tags.values().find(|tag| tag.name.to_lowercase() == lower);
        if let Some(id) = by_id.or_else(|| by_name().map(|tag| tag.id.clone())) {
            return Ok(id);
        }
        if !self.options.add_tags || lower.is_empty() {
            return Err(Problem::NoTag(name.to_owned()));
        }
        let tag = fresh_tag(&self.codebook, name);
        let id = tag.id.clone();
        self.codebook.tags.insert(id.clone(), tag);
        self.tags_added.push(id.clone());
        Ok(id)
    }

    /// Returns the project's actor card with this id.
    pub fn card(&self, id: &str) -> Result<CardId, Problem> {
        let known = CardId::new(id).ok().filter(|card| self.project.cards().contains_key(card));
        known.ok_or_else(|| Problem::NoCard(id.to_owned()))
    }

    /// Checks attributes against the codebook.
    pub fn attributes(
        &self,
        given: Option<BTreeMap<String, Values>>,
    ) -> Result<Attributes, Problem> {
        let pairs = given.into_iter().flatten().map(|(name, Values(values))| {
            let id = AttributeId::new(&name).ok();
            let known = id.as_ref().and_then(|id| self.codebook.attributes.get(id));
            let attribute = known.ok_or(Problem::NoAttribute(name))?;
            match value_problem(attribute, &values) {
                Some(problem) => Err(Problem::BadValue(problem)),
                None => Ok((attribute.id.clone(), values)),
            }
        });
        pairs.collect()
    }
}
