//! Projects for tests, in which a text and its spans are one literal:
//! `"[welcome first step](quote) said [the UN](actor)"`.

use std::sync::Arc;

use crate::{
    model::{
        Analyst, AnalystId, Article, ArticleId, Attributes, Codebook, Fragments, KindId, Layer,
        LayerId, Link, LinkEnd, LinkId, Original, Project, Span, SpanId, TagId, Time, Unknown,
        Version, VersionNumber,
        edit::{ArticleEdit, Edit, LayerEdit, RecordEdit, compose},
    },
    text::{Stretch, Text},
};

/// A text with the tagged stretches that its literal marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The words without their marks.
    pub text: String,
    /// Tag and fragments, in the order in which their first brackets open.
    pub spans: Vec<(TagId, Fragments)>,
}

/// Reads a literal: `[words](tag)`, nested as one likes; stretches with the same number after the
/// tag, `[a](claim#1) and [b](claim#1)`, are fragments of one span.
pub fn marked(literal: &str) -> Marked {
    let mut text = String::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found: Vec<(usize, String, Stretch)> = Vec::new();
    let (mut rest, mut order) = (literal, 0);
    while let Some(c) = rest.chars().next() {
        rest = rest.strip_prefix(c).unwrap_or_default();
        match c {
            '[' => {
                open.push((order, text.len()));
                order += 1;
            }
            ']' => {
                let (order, start) = open.pop().expect("a bracket was opened");
                let (name, after) = rest
                    .strip_prefix('(')
                    .and_then(|rest| rest.split_once(')'))
                    .expect("a tag follows the bracket");
                found.push((order, name.to_owned(), Stretch::new(start, text.len())));
                rest = after;
            }
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "every bracket is closed: {literal}");
    found.sort();
    Marked { text, spans: joined(found) }
}

fn joined(found: Vec<(usize, String, Stretch)>) -> Vec<(TagId, Fragments)> {
    let mut spans: Vec<(String, Fragments)> = Vec::new();
    for (_, name, at) in found {
        match spans.iter_mut().find(|(other, _)| name.contains('#') && *other == name) {
            Some((_, fragments)) => *fragments = fragments.with(at),
            None => spans.push((name, Fragments::one(at).expect("marked words are not empty"))),
        }
    }
    let plain = |name: &str| TagId::new(name.split('#').next().unwrap_or_default()).expect("a tag");
    spans.into_iter().map(|(name, fragments)| (plain(&name), fragments)).collect()
}

/// Returns a project with the starter codebook and a layer for each `("alice/quay", literal)`.
/// Spans are numbered from 1 through all layers, see [`span_id`].
pub fn project(layers: &[(&str, &str)]) -> Project {
    let mut project = Project::new("Test", Time::default(), Codebook::starter());
    let mut number = 0;
    for (id, literal) in layers {
        let id = layer_id(id);
        let marked = marked(literal);
        if !project.analysts().contains_key(&id.analyst) {
            let name = id.analyst.as_str().to_uppercase();
            let add = RecordEdit::Add(Box::new(Analyst::person(id.analyst.clone(), name)));
            apply(&mut project, Edit::Analyst(add));
        }
        if let Some(version) = project.article(&id.article).and_then(Article::newest) {
            assert_eq!(version.text.as_str(), marked.text, "one text an article");
        } else {
            let article = Arc::new(article(&id.article, &marked.text));
            apply(&mut project, Edit::Article(ArticleEdit::Add(article)));
        }
        let layer = Layer::new(id.clone(), VersionNumber::FIRST);
        apply(&mut project, Edit::Layer(LayerEdit::Add(Arc::new(layer))));
        let spans = marked.spans.into_iter().map(|(tag, fragments)| {
            number += 1;
            Span::new(span_id(number), tag, fragments, Time::default())
        });
        let add = compose::add_spans(&project, &id, spans.collect());
        apply(&mut project, add);
    }
    project
}

/// Returns an article with one version of this text and no blocks; its title is its id in capitals.
pub fn article(id: &ArticleId, text: &str) -> Article {
    let version = Version {
        number: VersionNumber::FIRST,
        added: Time::default(),
        hash: String::new(),
        source: String::new(),
        source_hash: String::new(),
        source_bytes: 0,
        media_type: "text/plain".to_owned(),
        encoding: "UTF-8".to_owned(),
        encoding_from: String::new(),
        extent: String::new(),
        reader: "test 1".to_owned(),
        warnings: Vec::new(),
        text: Text::new(text),
        original: Original::IsText,
        blocks: Vec::new(),
        pages: Vec::new(),
        unknown: Unknown::default(),
    };
    Article {
        id: id.clone(),
        title: id.as_str().to_uppercase(),
        added: Time::default(),
        group: String::new(),
        note: String::new(),
        labels: Attributes::default(),
        facts: Vec::new(),
        versions: vec![version],
        unknown: Unknown::default(),
    }
}

/// Applies an edit that has to fit.
pub fn apply(project: &mut Project, edit: Edit) -> Edit {
    project.apply(edit).expect("the edit fits")
}

/// Links two spans of one layer by their numbers.
pub fn link(project: &mut Project, layer: &str, kind: &str, from: u64, to: u64) {
    link_to(project, layer, kind, from, LinkEnd::Span(span_id(to)));
}

/// Links a span to any end; the link's number is the count of the layer's links.
pub fn link_to(project: &mut Project, layer: &str, kind: &str, from: u64, to: LinkEnd) {
    let id = layer_id(layer);
    let count = project.layers().map(Layer::link_count).sum::<usize>();
    let number = LinkId::from_bits(u64::try_from(count).expect("few links") + 1);
    let kind = KindId::new(kind).expect("a kind");
    let link = Link::new(number, kind, span_id(from), to, Time::default());
    apply(project, compose::add_link(&id, link));
}

/// Returns the id of the span with this number.
pub fn span_id(number: u64) -> SpanId {
    SpanId::from_bits(number)
}

/// Returns the id of the layer `"alice/quay"`.
pub fn layer_id(id: &str) -> LayerId {
    let (analyst, article) = id.split_once('/').expect("analyst/article");
    LayerId {
        article: ArticleId::new(article).expect("an article's id"),
        analyst: AnalystId::new(analyst).expect("an analyst's id"),
    }
}

/// Returns random bits for ids that count up from `first`.
pub fn counting_ids(first: u64) -> impl FnMut() -> u64 {
    let mut next = first;
    move || {
        next += 1;
        next - 1
    }
}

#[test]
fn a_literal_holds_text_and_spans() {
    let one = marked("[She [hopes](skepticism#1)](quote) and [prays](skepticism#1).");
    assert_eq!(one.text, "She hopes and prays.");
    let words = |at: usize| one.spans[at].1.texts(&Text::new(one.text.as_str())).join("|");
    assert_eq!((one.spans[0].0.as_str(), words(0)), ("quote", "She hopes".to_owned()));
    assert_eq!((one.spans[1].0.as_str(), words(1)), ("skepticism", "hopes|prays".to_owned()));
}
