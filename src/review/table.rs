//! All spans of a project as rows, filtered and sorted.

use std::{collections::HashMap, sync::Arc};

use super::wording::first_words;
use crate::{
    model::{
        AnalystId, Article, ArticleId, Layer, LayerId, LinkEnd, Project, Span, SpanId, TagId, Time,
    },
    text::{Offset, Text},
};

#[cfg(test)]
mod tests;

/// So many characters of a span's words are in its row.
const WORDS: usize = 200;

/// One span, as the table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whose span, in which article.
    pub layer: LayerId,
    /// Which span.
    pub span: SpanId,
    /// The article's title.
    pub article_title: Arc<str>,
    /// The analyst's name.
    pub analyst_name: Arc<str>,
    /// What it is.
    pub tag: TagId,
    /// Its words, at most 200 characters, then `…`.
    pub words: String,
    /// Its note.
    pub note: String,
    /// How many links start or end at it, those from other articles included.
    pub links: usize,
    /// Where it begins; `None` where it is adrift.
    pub start: Option<Offset>,
    /// When it was made.
    pub created: Time,
}

/// Which rows are shown: those that fit every condition. Empty lists and texts are no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Spans with one of these tags.
    pub tags: Vec<TagId>,
    /// Spans of one of these analysts.
    pub analysts: Vec<AnalystId>,
    /// Spans in one of these articles.
    pub articles: Vec<ArticleId>,
    /// Spans with this in their words or their note, whatever the case.
    pub text: String,
    /// Spans with a note, or without one.
    pub has_note: Option<bool>,
    /// Only spans without links.
    pub unlinked: bool,
    /// Only spans that are adrift.
    pub adrift: bool,
}

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The order of the articles and, within one, of the text; what is adrift comes last.
    #[default]
    Place,
    /// The article's title.
    Article,
    /// The analyst's name.
    Analyst,
    /// The tag, in the codebook's order.
    Tag,
    /// The words, whatever the case.
    Words,
    /// The note, whatever the case.
    Note,
    /// How many links there are.
    Links,
    /// When it was made.
    Created,
}

/// How the rows are sorted. Rows that are alike stay in the order of [`Column::Place`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Is the largest first?
    pub descending: bool,
}

/// Returns the rows of all spans that fit the filter, sorted.
pub fn rows(project: &Project, filter: &Filter, sort: Sort) -> Vec<Row> {
    let incoming = incoming(project);
    let needle = filter.text.to_lowercase();
    let mut rows = Vec::new();
    for article in project.articles_in_order() {
        if !is_among(&filter.articles, &article.id) {
            continue;
        }
        let first = rows.len();
        for layer in project.layers_of(&article.id) {
            if is_among(&filter.analysts, &layer.id.analyst) {
                let place = Where { project, article, layer, incoming: &incoming };
                rows.extend(place.rows(filter, &needle));
            }
        }
        let placed = rows.get_mut(first..).unwrap_or_default();
        placed.sort_by_key(|row| (row.start.is_none(), row.start));
    }
    sort_rows(project, &mut rows, sort);
    rows
}

fn is_among<T: PartialEq>(wanted: &[T], one: &T) -> bool {
    wanted.is_empty() || wanted.contains(one)
}

/// How many links from other articles end at each span of an analyst.
type Incoming<'a> = HashMap<(&'a AnalystId, &'a ArticleId, &'a SpanId), usize>;

fn incoming(project: &Project) -> Incoming<'_> {
    let mut counts = HashMap::new();
    for layer in project.layers() {
        for link in layer.links() {
            if let LinkEnd::SpanIn(article, span) = &link.to {
                *counts.entry((&layer.id.analyst, article, span)).or_default() += 1;
            }
        }
    }
    counts
}

/// One layer, with what its rows are made of.
struct Where<'a> {
    project: &'a Project,
    article: &'a Article,
    layer: &'a Layer,
    incoming: &'a Incoming<'a>,
}

impl<'a> Where<'a> {
    fn rows(self, filter: &'a Filter, needle: &'a str) -> impl Iterator<Item = Row> + 'a {
        let id = &self.layer.id;
        let article_title: Arc<str> = self.article.title.as_str().into();
        let analyst_name: Arc<str> = self.project.analyst_name(&id.analyst).into();
        let text = self.article.version(self.layer.version).map(|version| &version.text);
        self.layer.spans().filter_map(move |span| {
            let links = self.links(span);
            let fits = is_among(&filter.tags, &span.tag)
                && filter.has_note.is_none_or(|wanted| wanted == has_note(span))
                && (!filter.unlinked || links == 0)
                && (!filter.adrift || span.place.fragments().is_none())
                && (needle.is_empty() || holds(span, text, needle));
            fits.then(|| Row {
                layer: id.clone(),
                span: span.id.clone(),
                article_title: Arc::clone(&article_title),
                analyst_name: Arc::clone(&analyst_name),
                tag: span.tag.clone(),
                words: first_words(span, text, WORDS),
                note: span.note.clone(),
                links,
                start: span.place.fragments().map(|fragments| fragments.start()),
                created: span.created,
            })
        })
    }

    fn links(&self, span: &Span) -> usize {
        let id = &self.layer.id;
        let elsewhere = self.incoming.get(&(&id.analyst, &id.article, &span.id));
        self.layer.links_at(&span.id).count() + elsewhere.copied().unwrap_or_default()
    }
}

fn has_note(span: &Span) -> bool {
    !span.note.trim().is_empty()
}

fn holds(span: &Span, text: Option<&Text>, needle: &str) -> bool {
    let in_words = || text.is_some_and(|text| span.words(text).to_lowercase().contains(needle));
    in_words() || span.note.to_lowercase().contains(needle)
}

fn sort_rows(project: &Project, rows: &mut [Row], sort: Sort) {
    if sort.column == Column::Place {
        if sort.descending {
            rows.reverse();
        }
        return;
    }
    let tags = project.codebook().tags_in_order();
    let tag_places: HashMap<&TagId, usize> = tags.iter().map(|tag| &tag.id).zip(0..).collect();
    let tag_place = |row: &Row| tag_places.get(&row.tag).copied().unwrap_or(usize::MAX);
    match sort.column {
        Column::Place => {}
        Column::Article => by(rows, sort, |row| Arc::clone(&row.article_title)),
        Column::Analyst => by(rows, sort, |row| Arc::clone(&row.analyst_name)),
        Column::Tag => by(rows, sort, |row| (tag_place(row), row.tag.clone())),
        Column::Words => by(rows, sort, |row| row.words.to_lowercase()),
        Column::Note => by(rows, sort, |row| row.note.to_lowercase()),
        Column::Links => by(rows, sort, |row| row.links),
        Column::Created => by(rows, sort, |row| row.created),
    }
}

/// Sorts by a key that is made once a row; rows that are alike keep their order either way round.
fn by<K: Ord>(rows: &mut [Row], sort: Sort, key: impl Fn(&Row) -> K) {
    if sort.descending {
        rows.sort_by_cached_key(|row| std::cmp::Reverse(key(row)));
    } else {
        rows.sort_by_cached_key(key);
    }
}
