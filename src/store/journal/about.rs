//! What a change is about, in the words of the article: for people who have to judge it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{
        Article, ArticleId, Layer, LayerId, Link, LinkEnd, LinkId, Place, Project, Span, SpanId,
        edit::{ArticleEdit, Edit, LayerEdit, LinkEdit, Record, RecordEdit, SpanEdit},
    },
    text::{quoted, shortened},
};

/// So many of the things that one change is about are named.
const NAMED: usize = 3;

/// So many characters of each are shown.
const SHOWN: usize = 40;

/// What a change is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The words of spans, both ends of links, the names of records: those of the first few.
    pub named: Vec<String>,
    /// How many there are.
    pub count: usize,
    /// The titles of the articles that it is in.
    pub articles: BTreeSet<String>,
}

/// What is known of a project's records, and of those that its changes took out.
pub(super) struct Known<'a> {
    project: &'a Project,
    articles: BTreeMap<&'a ArticleId, &'a Article>,
    spans: BTreeMap<&'a SpanId, &'a Span>,
    links: BTreeMap<&'a LinkId, &'a Link>,
}

impl<'a> Known<'a> {
    /// Knows a project as it is after some edits, and what these hold themselves.
    pub(super) fn new(project: &'a Project, edits: impl Iterator<Item = &'a Edit>) -> Self {
        let (articles, spans, links) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut known = Self { project, articles, spans, links };
        edits.for_each(|edit| known.learn(edit));
        known
    }

    fn learn(&mut self, edit: &'a Edit) {
        match edit {
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.learn(edit)),
            Edit::Article(ArticleEdit::Add(article) | ArticleEdit::Change(article)) => {
                self.articles.insert(&article.id, article);
            }
            Edit::Span(_, SpanEdit::Add(span) | SpanEdit::Change(span)) => {
                self.spans.insert(&span.id, span);
            }
            Edit::Span(_, SpanEdit::AddAll(spans)) => {
                self.spans.extend(spans.iter().map(|span| (&span.id, span)));
            }
            Edit::Link(_, LinkEdit::Add(link) | LinkEdit::Change(link)) => {
                self.links.insert(&link.id, link);
            }
            _ => {}
        }
    }

    /// Returns what an edit is about.
    pub(super) fn about(&self, edit: &'a Edit) -> About {
        let mut touched = Touched::default();
        touched.add(edit);
        self.told(touched)
    }

    /// Returns what an edit is about that none of these others is; `None` where that is nothing.
    pub(super) fn about_rest(
        &self,
        edit: &'a Edit,
        others: impl Iterator<Item = &'a Edit>,
    ) -> Option<About> {
        let (mut touched, mut elsewhere) = (Touched::default(), Touched::default());
        others.for_each(|edit| elsewhere.add(edit));
        touched.met.clone_from(&elsewhere.met);
        touched.add(edit);
        touched.records.retain(|record| !elsewhere.records.contains(record));
        let layers = touched.spans.iter().map(|(layer, _)| *layer);
        let layers = layers.chain(touched.links.iter().map(|(layer, _)| *layer));
        let holding: BTreeSet<&ArticleId> = layers.map(|layer| &layer.article).collect();
        touched.articles.retain(|id| holding.contains(id) || !elsewhere.articles.contains(id));
        let is_any = !touched.records.is_empty() || !touched.articles.is_empty();
        is_any.then(|| self.told(touched))
    }

    fn told(&self, touched: Touched<'a>) -> About {
        let articles = touched.articles.iter().map(|id| self.title(id)).collect();
        let Touched { spans, links, records, .. } = touched;
        let (named, count) = if !spans.is_empty() {
            let words = spans.iter().map(|(layer, span)| self.words(layer, span));
            (words.take(NAMED).collect(), spans.len())
        } else if !links.is_empty() {
            let words = links.iter().map(|(layer, link)| self.ends(layer, link));
            (words.take(NAMED).collect(), links.len())
        } else {
            let count = records.len();
            (records.into_iter().take(NAMED).map(|name| short(&name)).collect(), count)
        };
        About { named, count, articles }
    }

    fn title(&self, id: &ArticleId) -> String {
        let article = self.article(id);
        article.map_or_else(|| id.to_string(), |article| article.title.clone())
    }

    fn article(&self, id: &ArticleId) -> Option<&'a Article> {
        self.project.article(id).or_else(|| self.articles.get(id).copied())
    }

    fn layer(&self, id: &LayerId) -> Option<&'a Layer> {
        self.project.layer(id)
    }

    /// Returns the first words of a span, its id where nothing is known of it.
    fn words(&self, layer: &LayerId, id: &SpanId) -> String {
        let words = || {
            let here = self.layer(layer);
            let span = here.and_then(|layer| layer.span(id));
            let span = span.or_else(|| self.spans.get(id).copied())?;
            let article = self.article(&layer.article)?;
            let version =
                here.map_or_else(|| article.newest(), |here| article.version(here.version));
            let text = &version?.text;
            let is_there = match &span.place {
                Place::At(at) => at.are_in(text),
                Place::Adrift(_) => true,
            };
            is_there.then(|| short(&span.words(text)))
        };
        words().unwrap_or_else(|| id.to_string())
    }

    fn ends(&self, layer: &LayerId, id: &LinkId) -> String {
        let link = self.layer(layer).and_then(|layer| layer.link(id));
        let Some(link) = link.or_else(|| self.links.get(id).copied()) else {
            return id.to_string();
        };
        let to = match &link.to {
            LinkEnd::Span(span) => self.words(layer, span),
            LinkEnd::SpanIn(article, span) => {
                let other = LayerId { article: article.clone(), ..layer.clone() };
                self.words(&other, span)
            }
            LinkEnd::Card(card) => {
                let card = self.project.cards().get(card).map(|card| card.name.as_str());
                short(card.unwrap_or("an actor card"))
            }
        };
        format!("{} → {to}", self.words(layer, &link.from))
    }
}

/// Returns the first words, on one line and between quotation marks.
fn short(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    quoted(&shortened(&words.join(" "), SHOWN)).into_owned()
}

/// What edits touch.
#[derive(Default)]
struct Touched<'a> {
    articles: BTreeSet<&'a ArticleId>,
    /// Each once, in the order of the edits.
    spans: Vec<(&'a LayerId, &'a SpanId)>,
    links: Vec<(&'a LayerId, &'a LinkId)>,
    records: Vec<String>,
    met: BTreeSet<&'a str>,
}

impl<'a> Touched<'a> {
    fn add(&mut self, edit: &'a Edit) {
        match edit {
            Edit::Title(title) => self.records.push(title.clone()),
            Edit::Shared(_) => {}
            Edit::Tag(edit) => self.record(edit, |tag| &tag.name),
            Edit::LinkKind(edit) => self.record(edit, |kind| &kind.name),
            Edit::Attribute(edit) => self.record(edit, |attribute| &attribute.name),
            Edit::Analyst(edit) => self.record(edit, |analyst| &analyst.name),
            Edit::Card(edit) => self.record(edit, |card| &card.name),
            Edit::Article(edit) => {
                self.articles.insert(article_of(edit));
            }
            Edit::Layer(edit) => self.layer(edit),
            Edit::Span(layer, edit) => {
                self.articles.insert(&layer.article);
                match edit {
                    SpanEdit::Add(span) | SpanEdit::Change(span) => self.span(layer, &span.id),
                    SpanEdit::Remove(span) | SpanEdit::Set { span, .. } => self.span(layer, span),
                    SpanEdit::AddAll(all) => {
                        for span in all {
                            self.span(layer, &span.id);
                        }
                    }
                    SpanEdit::RemoveAll(all) => all.iter().for_each(|span| self.span(layer, span)),
                }
            }
            Edit::Link(layer, edit) => {
                self.articles.insert(&layer.article);
                let link = match edit {
                    LinkEdit::Add(link) | LinkEdit::Change(link) => &link.id,
                    LinkEdit::Remove(link) | LinkEdit::Set { link, .. } => link,
                };
                if self.met.insert(link.as_str()) {
                    self.links.push((layer, link));
                }
            }
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.add(edit)),
        }
    }

    fn layer(&mut self, edit: &'a LayerEdit) {
        let layer = edit.layer();
        // A layer that holds nothing comes along with the first span.
        self.articles.insert(&layer.article);
        match edit {
            LayerEdit::Add(whole) => whole.spans().for_each(|span| self.span(layer, &span.id)),
            LayerEdit::CarryOver(carry) => {
                carry.spans.iter().for_each(|span| self.span(layer, &span.id));
            }
            _ => {}
        }
    }

    fn span(&mut self, layer: &'a LayerId, span: &'a SpanId) {
        if self.met.insert(span.as_str()) {
            self.spans.push((layer, span));
        }
    }

    fn record<R: Record>(&mut self, edit: &'a RecordEdit<R>, name: impl Fn(&'a R) -> &'a String) {
        self.records.push(match edit {
            RecordEdit::Add(record) | RecordEdit::Change(record) => name(record).clone(),
            RecordEdit::Remove(id) => id.to_string(),
        });
    }
}

fn article_of(edit: &ArticleEdit) -> &ArticleId {
    match edit {
        ArticleEdit::Add(article) | ArticleEdit::Change(article) => &article.id,
        ArticleEdit::Remove(article) | ArticleEdit::Set(article, _) => article,
    }
}
