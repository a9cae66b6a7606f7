//! What stays because something that stayed needs it: a span's tag, its card, the ends of a link.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Merging, OpenConflict, value::Value};
use crate::model::{
    AnalystId, Article, ArticleId, AttributeId, Attributes, CardId, Conflict, KindId, Layer,
    LayerId, Link, LinkEnd, Project, SpanId, TagId, VersionNumber, apart::apart, edit::Record,
};

/// What is named somewhere and is not there.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Missing {
    tags: BTreeSet<TagId>,
    kinds: BTreeSet<KindId>,
    attributes: BTreeSet<AttributeId>,
    cards: BTreeSet<CardId>,
    analysts: BTreeSet<AnalystId>,
    articles: BTreeSet<ArticleId>,
    versions: BTreeSet<(ArticleId, VersionNumber)>,
    spans: BTreeSet<(LayerId, SpanId)>,
}

impl Merging<'_> {
    /// Puts back what one side took out and the other needs, and what that needs in turn.
    pub(super) fn revive_what_is_needed(&mut self) {
        while self.has_lost() {
            let missing = self.missing();
            if !self.revive(missing) {
                return;
            }
        }
    }

    /// Is anything gone that one side had?
    fn has_lost(&self) -> bool {
        let lost_by = |side: &Project| {
            let (merged, had) = (&self.project.codebook, &side.codebook);
            lost(&merged.tags, &had.tags)
                || lost(&merged.links, &had.links)
                || lost(&merged.attributes, &had.attributes)
                || lost(&self.project.cards, &side.cards)
                || lost(&self.project.analysts, &side.analysts)
        };
        let has_lost = |side: &Project| lost_by(side) || self.has_lost_texts(side);
        self.are_spans_gone || has_lost(self.sides.ours) || has_lost(self.sides.theirs)
    }

    /// Are articles gone, or versions of them, that one side had?
    fn has_lost_texts(&self, side: &Project) -> bool {
        let mut had = apart(&self.project.articles, &side.articles)
            .into_iter()
            .filter_map(|id| Some((id, side.articles.get(id)?)));
        had.any(|(id, had)| {
            let merged = self.project.article(id);
            had.versions
                .iter()
                .any(|version| merged.is_none_or(|merged| merged.version(version.number).is_none()))
        })
    }

    fn missing(&self) -> Missing {
        let mut missing = Missing::default();
        let project = &self.project;
        for layer in project.layers() {
            missing.of_layer(project, layer);
        }
        for open in &self.open {
            missing.of_conflict(project, open);
        }
        for article in project.articles() {
            missing.of_attributes(project, &article.labels);
        }
        let codebook = project.codebook();
        let of_kinds = codebook.links.values().flat_map(|kind| kind.from.iter().chain(&kind.to));
        let parents = codebook.tags.values().filter_map(|tag| tag.parent.as_ref());
        let tags = parents.chain(of_kinds).filter(|tag| !codebook.tags.contains_key(*tag));
        missing.tags.extend(tags.cloned());
        missing
    }

    /// Puts back what either side has; was there any?
    fn revive(&mut self, missing: Missing) -> bool {
        let mut count = 0;
        let sides = [self.sides.ours, self.sides.theirs];
        let project = &mut self.project;
        count += records(project, missing.tags, sides.map(|side| &side.codebook.tags));
        count += records(project, missing.kinds, sides.map(|side| &side.codebook.links));
        count += records(project, missing.attributes, sides.map(|side| &side.codebook.attributes));
        count += records(project, missing.cards, sides.map(|side| side.cards.as_ref()));
        count += records(project, missing.analysts, sides.map(|side| side.analysts.as_ref()));
        for id in missing.articles {
            let found = sides.into_iter().find_map(|side| side.articles.get(&id));
            count += usize::from(found.is_some());
            project.articles.extend(found.map(|article| (id, Arc::clone(article))));
        }
        for (id, number) in missing.versions {
            count += usize::from(revive_version(project, sides, &id, number));
        }
        for (id, span) in missing.spans {
            let Some((bare, span)) = self.find_span(&id, &span) else { continue };
            let layer = self.project.layers.entry(id).or_insert_with(|| Arc::new(bare));
            Arc::make_mut(layer).put_span(span);
            count += 1;
        }
        count > 0
    }
}

impl Missing {
    /// Returns what a layer names that is not in the project.
    pub(super) fn in_layer(project: &Project, layer: &Layer) -> Self {
        let mut missing = Self::default();
        missing.of_layer(project, layer);
        missing
    }

    /// Returns what an article's labels name that is not in the project.
    pub(super) fn in_labels(project: &Project, article: &Article) -> Self {
        let mut missing = Self::default();
        missing.of_attributes(project, &article.labels);
        missing
    }

    fn of_layer(&mut self, project: &Project, layer: &Layer) {
        let id = &layer.id;
        if !project.analysts.contains_key(&id.analyst) {
            self.analysts.insert(id.analyst.clone());
        }
        match project.article(&id.article) {
            None => _ = self.articles.insert(id.article.clone()),
            Some(article) if article.version(layer.version).is_none() => {
                self.versions.insert((id.article.clone(), layer.version));
            }
            Some(_) => {}
        }
        for span in layer.spans() {
            if !project.codebook.tags.contains_key(&span.tag) {
                self.tags.insert(span.tag.clone());
            }
            self.of_card(project, span.card.as_ref());
            self.of_attributes(project, &span.attributes);
        }
        for link in layer.links() {
            if !project.codebook.links.contains_key(&link.kind) {
                self.kinds.insert(link.kind.clone());
            }
            self.of_attributes(project, &link.attributes);
            self.of_ends(project, layer, link);
        }
    }

    /// What a conflict keeps may be taken later: it needs the same as what stands.
    fn of_conflict(&mut self, project: &Project, open: &OpenConflict) {
        let Conflict { field, theirs, .. } = &open.conflict;
        let codebook = project.codebook();
        if let Some((_, id)) = field.split_once('.')
            && let Ok(id) = AttributeId::new(id)
        {
            self.attributes.extend(Some(id).filter(|id| !codebook.attributes.contains_key(id)));
        }
        let tags = match (field.as_str(), &open.layer) {
            ("tag" | "parent", _) => TagId::from_ron(theirs).into_iter().collect(),
            ("from" | "to", None) => Vec::<TagId>::from_ron(theirs).unwrap_or_default(),
            _ => Vec::new(),
        };
        self.tags.extend(tags.into_iter().filter(|tag| !codebook.tags.contains_key(tag)));
        let Some(layer) = open.layer.as_ref().and_then(|layer| project.layer(layer)) else {
            return;
        };
        match field.as_str() {
            "card" => {
                let card = Option::<CardId>::from_ron(theirs).flatten();
                self.of_card(project, card.as_ref());
            }
            "kind" => {
                let kind = KindId::from_ron(theirs);
                self.kinds.extend(kind.filter(|kind| !codebook.links.contains_key(kind)));
            }
            "from" => {
                let span = SpanId::from_ron(theirs).filter(|span| layer.span(span).is_none());
                self.spans.extend(span.map(|span| (layer.id.clone(), span)));
            }
            "to" => {
                if let Some(to) = LinkEnd::from_ron(theirs) {
                    self.of_end(project, layer, &to);
                }
            }
            _ => {}
        }
    }

    fn of_ends(&mut self, project: &Project, layer: &Layer, link: &Link) {
        if layer.span(&link.from).is_none() {
            self.spans.insert((layer.id.clone(), link.from.clone()));
        }
        self.of_end(project, layer, &link.to);
    }

    fn of_end(&mut self, project: &Project, layer: &Layer, end: &LinkEnd) {
        match end {
            LinkEnd::Card(card) => self.of_card(project, Some(card)),
            LinkEnd::Span(span) if layer.span(span).is_none() => {
                self.spans.insert((layer.id.clone(), span.clone()));
            }
            LinkEnd::SpanIn(article, span) => {
                let analyst = layer.id.analyst.clone();
                let id = LayerId { article: article.clone(), analyst };
                if project.span(&id, span).is_none() {
                    self.spans.insert((id, span.clone()));
                }
            }
            LinkEnd::Span(_) => {}
        }
    }

    fn of_card(&mut self, project: &Project, card: Option<&CardId>) {
        let missing = card.filter(|card| !project.cards.contains_key(*card));
        self.cards.extend(missing.cloned());
    }

    fn of_attributes(&mut self, project: &Project, attributes: &Attributes) {
        let known = &project.codebook.attributes;
        let missing = attributes.iter().map(|(id, _)| id).filter(|id| !known.contains_key(*id));
        self.attributes.extend(missing.cloned());
    }
}

fn lost<K: Ord, V>(merged: &BTreeMap<K, V>, had: &BTreeMap<K, V>) -> bool {
    had.keys().any(|id| !merged.contains_key(id))
}

fn records<R: Record + Clone>(
    project: &mut Project,
    ids: BTreeSet<R::Id>,
    sides: [&BTreeMap<R::Id, R>; 2],
) -> usize {
    let mut count = 0;
    for id in ids {
        let Some(found) = sides.into_iter().find_map(|side| side.get(&id)) else { continue };
        R::all(project).insert(id, found.clone());
        count += 1;
    }
    count
}

fn revive_version(
    project: &mut Project,
    sides: [&Project; 2],
    id: &ArticleId,
    number: VersionNumber,
) -> bool {
    let found = sides.into_iter().find_map(|side| side.article(id)?.version(number));
    let (Some(found), Some(article)) = (found, project.articles.get_mut(id)) else { return false };
    let article = Arc::make_mut(article);
    let at = article.versions.partition_point(|version| version.number < number);
    article.versions.insert(at, found.clone());
    true
}
