//! A project: everything that one folder holds.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Analyst, AnalystId, Article, ArticleId, Card, CardId, Codebook, Conflict, Layer, LayerId, Link,
    LinkEnd, Span, SpanId, Time, Unknown,
};

/// Articles, codebook, actor cards, analysts and layers.
///
/// Reading is free for all, and so is cloning: the parts are shared until one is changed. Changing
/// goes through [`Project::apply`]; the `put_…` functions put a project together from files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    pub(super) title: String,
    pub(super) created: Time,
    /// What merges left open of all but the layers, which keep their own.
    pub(super) conflicts: Vec<Conflict>,
    pub(super) unknown: Unknown,
    pub(super) codebook: Arc<Codebook>,
    pub(super) cards: Arc<BTreeMap<CardId, Card>>,
    pub(super) cards_unknown: Unknown,
    pub(super) analysts: Arc<BTreeMap<AnalystId, Analyst>>,
    pub(super) analysts_unknown: Unknown,
    pub(super) articles: BTreeMap<ArticleId, Arc<Article>>,
    pub(super) layers: BTreeMap<LayerId, Arc<Layer>>,
}

impl Project {
    /// Returns a project without articles.
    pub fn new(title: impl Into<String>, created: Time, codebook: Codebook) -> Self {
        Self {
            title: title.into(),
            created,
            conflicts: Vec::new(),
            unknown: Unknown::default(),
            codebook: Arc::new(codebook),
            cards: Arc::default(),
            cards_unknown: Unknown::default(),
            analysts: Arc::default(),
            analysts_unknown: Unknown::default(),
            articles: BTreeMap::new(),
            layers: BTreeMap::new(),
        }
    }

    /// Returns this project with unknown fields of `project.ron`.
    #[must_use]
    pub fn with_unknown(mut self, unknown: Unknown) -> Self {
        self.unknown = unknown;
        self
    }

    /// Returns this project with what another one's `project.ron` says.
    #[must_use]
    pub fn with_header(mut self, other: &Self) -> Self {
        self.title.clone_from(&other.title);
        self.created = other.created;
        self.conflicts.clone_from(&other.conflicts);
        self.unknown.clone_from(&other.unknown);
        self
    }

    /// Returns this project with this codebook.
    #[must_use]
    pub fn with_codebook(mut self, codebook: Codebook) -> Self {
        self.codebook = Arc::new(codebook);
        self
    }

    /// Returns this project with what merges left open.
    #[must_use]
    pub fn with_conflicts(mut self, conflicts: Vec<Conflict>) -> Self {
        self.conflicts = conflicts;
        self
    }

    /// Returns this project with these actor cards, and the unknown fields of their file.
    #[must_use]
    pub fn with_cards(mut self, cards: Vec<Card>, unknown: Unknown) -> Self {
        self.cards = Arc::new(cards.into_iter().map(|card| (card.id.clone(), card)).collect());
        self.cards_unknown = unknown;
        self
    }

    /// Returns this project with these analysts, and the unknown fields of their file.
    #[must_use]
    pub fn with_analysts(mut self, analysts: Vec<Analyst>, unknown: Unknown) -> Self {
        let by_id = analysts.into_iter().map(|analyst| (analyst.id.clone(), analyst));
        self.analysts = Arc::new(by_id.collect());
        self.analysts_unknown = unknown;
        self
    }

    /// Returns this project with all that the shared files of another hold: title, codebook, people.
    #[must_use]
    pub fn with_shared_of(&self, other: &Self) -> Self {
        let (articles, layers) = (self.articles.clone(), self.layers.clone());
        Self { articles, layers, ..other.clone() }
    }

    /// Takes out an article whose files are gone, with the layers about it.
    pub fn drop_article(&mut self, id: &ArticleId) {
        self.articles.remove(id);
        self.layers.retain(|layer, _| layer.article != *id);
    }

    /// Takes out a layer whose file is gone.
    pub fn drop_layer(&mut self, id: &LayerId) {
        self.layers.remove(id);
    }

    /// Puts an article in as its files have it.
    pub fn put_article(&mut self, article: Article) {
        self.articles.insert(article.id.clone(), Arc::new(article));
    }

    /// Puts a layer in as its file has it.
    pub fn put_layer(&mut self, layer: Layer) {
        self.layers.insert(layer.id.clone(), Arc::new(layer));
    }

    /// Returns the title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns when the project was made.
    pub fn created(&self) -> Time {
        self.created
    }

    /// Returns what merges left open of the records that layers share; each layer keeps its own.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Returns the unknown fields of `project.ron`.
    pub fn unknown(&self) -> &Unknown {
        &self.unknown
    }

    /// Returns the codebook.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// Returns the actor cards by id.
    pub fn cards(&self) -> &BTreeMap<CardId, Card> {
        &self.cards
    }

    /// Returns the unknown fields of `actors.ron`.
    pub fn cards_unknown(&self) -> &Unknown {
        &self.cards_unknown
    }

    /// Returns the analysts by id.
    pub fn analysts(&self) -> &BTreeMap<AnalystId, Analyst> {
        &self.analysts
    }

    /// Returns the unknown fields of `analysts.ron`.
    pub fn analysts_unknown(&self) -> &Unknown {
        &self.analysts_unknown
    }

    /// Returns an analyst's name, the id where it is not known.
    pub fn analyst_name<'a>(&'a self, analyst: &'a AnalystId) -> &'a str {
        self.analysts.get(analyst).map_or(analyst.as_str(), |analyst| analyst.name.as_str())
    }

    /// Returns an article.
    pub fn article(&self, id: &ArticleId) -> Option<&Article> {
        self.articles.get(id).map(Arc::as_ref)
    }

    /// Returns all articles by id.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Article> {
        self.articles.values().map(Arc::as_ref)
    }

    /// Returns the articles as people see them: by group, then in the order in which they came in.
    pub fn articles_in_order(&self) -> Vec<&Article> {
        let mut articles: Vec<&Article> = self.articles().collect();
        articles.sort_by(|a, b| {
            (&a.group, a.added, &a.title, &a.id).cmp(&(&b.group, b.added, &b.title, &b.id))
        });
        articles
    }

    /// Returns a layer.
    pub fn layer(&self, id: &LayerId) -> Option<&Layer> {
        self.layers.get(id).map(Arc::as_ref)
    }

    /// Returns all layers by article, then by analyst.
    pub fn layers(&self) -> impl ExactSizeIterator<Item = &Layer> {
        self.layers.values().map(Arc::as_ref)
    }

    /// Returns the layers about one article, by analyst.
    pub fn layers_of<'a>(
        &'a self,
        article: &ArticleId,
    ) -> impl Iterator<Item = &'a Layer> + use<'a> {
        let article = article.clone();
        // No analyst's id is empty, so the empty bound comes before all of them.
        let from = LayerId { article: article.clone(), analyst: AnalystId::lowest() };
        let layers = self.layers.range(from..);
        layers.take_while(move |(id, _)| id.article == article).map(|(_, layer)| layer.as_ref())
    }

    /// Returns a span of a layer.
    pub fn span(&self, layer: &LayerId, span: &SpanId) -> Option<&Span> {
        self.layer(layer)?.span(span)
    }

    /// Returns where a link of `layer` ends as a layer and span, `None` where it ends at a card or
    /// nowhere.
    pub fn link_target(&self, layer: &LayerId, link: &Link) -> Option<(LayerId, &Span)> {
        let (target, span) = match &link.to {
            LinkEnd::Span(span) => (layer.clone(), span),
            LinkEnd::SpanIn(article, span) => {
                (LayerId { article: article.clone(), analyst: layer.analyst.clone() }, span)
            }
            LinkEnd::Card(_) => return None,
        };
        let found = self.layers.get(&target)?.span(span)?;
        Some((target, found))
    }

    /// Returns the links in the analyst's other layers that end at this span.
    pub fn links_from_elsewhere<'a>(
        &'a self,
        layer: &'a LayerId,
        span: &'a SpanId,
    ) -> impl Iterator<Item = (&'a LayerId, &'a Link)> {
        let others = self
            .layers
            .values()
            .filter(move |other| other.id.analyst == layer.analyst && other.id != *layer);
        others.flat_map(|other| other.links().map(move |link| (&other.id, link))).filter(
            move |(_, link)| match &link.to {
                LinkEnd::SpanIn(article, to) => *article == layer.article && to == span,
                LinkEnd::Span(_) | LinkEnd::Card(_) => false,
            },
        )
    }

    fn header(&self) -> (&str, Time, &[Conflict], &Unknown) {
        (&self.title, self.created, &self.conflicts, &self.unknown)
    }

    /// Returns which parts differ from `saved`. Parts that are still shared cost one comparison.
    pub fn changes_since(&self, saved: &Self) -> Changes {
        Changes {
            header: self.header() != saved.header(),
            codebook: self.codebook != saved.codebook,
            cards: self.cards != saved.cards || self.cards_unknown != saved.cards_unknown,
            analysts: self.analysts != saved.analysts
                || self.analysts_unknown != saved.analysts_unknown,
            articles: differing(&self.articles, &saved.articles),
            articles_gone: missing(&self.articles, &saved.articles),
            layers: differing(&self.layers, &saved.layers),
            layers_gone: missing(&self.layers, &saved.layers),
        }
    }
}

/// Which parts of a project differ from an earlier state of it: what a save writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each file that may be written")]
pub struct Changes {
    /// Title and the like.
    pub header: bool,
    /// Tags, link kinds, attributes.
    pub codebook: bool,
    /// Actor cards.
    pub cards: bool,
    /// Analysts.
    pub analysts: bool,
    /// New or changed.
    pub articles: Vec<ArticleId>,
    /// Taken out.
    pub articles_gone: Vec<ArticleId>,
    /// New or changed.
    pub layers: Vec<LayerId>,
    /// Taken out.
    pub layers_gone: Vec<LayerId>,
}

impl Changes {
    /// Is all as it was?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `Arc`s that are still shared compare as equal without a look inside.
fn differing<K: Ord + Clone, V: Eq>(
    now: &BTreeMap<K, Arc<V>>,
    saved: &BTreeMap<K, Arc<V>>,
) -> Vec<K> {
    now.iter()
        .filter(|(id, part)| saved.get(*id) != Some(*part))
        .map(|(id, _)| id.clone())
        .collect()
}

fn missing<K: Ord + Clone, V>(now: &BTreeMap<K, V>, saved: &BTreeMap<K, V>) -> Vec<K> {
    saved.keys().filter(|id| !now.contains_key(*id)).cloned().collect()
}
