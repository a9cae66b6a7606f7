//! Which spans an export takes.

use crate::model::{AnalystId, ArticleId, LayerId, Project, Span, TagId};

/// Which spans an export takes; an empty list takes all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Spans with these tags.
    pub tags: Vec<TagId>,
    /// Spans of these analysts.
    pub analysts: Vec<AnalystId>,
    /// Spans in these articles.
    pub articles: Vec<ArticleId>,
}

impl Scope {
    /// Does it take spans of this layer?
    pub fn takes_layer(&self, layer: &LayerId) -> bool {
        takes(&self.analysts, &layer.analyst) && takes(&self.articles, &layer.article)
    }

    /// Does it take spans with this tag?
    pub fn takes_tag(&self, tag: &TagId) -> bool {
        takes(&self.tags, tag)
    }

    /// Returns the spans that it takes, by article, analyst and place.
    pub fn spans<'a>(
        &'a self,
        project: &'a Project,
    ) -> impl Iterator<Item = (&'a LayerId, &'a Span)> {
        let layers = project.layers().filter(|layer| self.takes_layer(&layer.id));
        let spans = layers.flat_map(|layer| layer.spans().map(move |span| (&layer.id, span)));
        spans.filter(|(_, span)| self.takes_tag(&span.tag))
    }
}

fn takes<T: PartialEq>(wanted: &[T], one: &T) -> bool {
    wanted.is_empty() || wanted.contains(one)
}
