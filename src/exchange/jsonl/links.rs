//! Links between the lines of a file, resolved once all its spans are known.

use std::collections::{BTreeSet, HashSet};

use super::{error::Problem, fields::LinkFields, import::Importer};
use crate::model::{
    Article, ArticleId, CardId, KindId, LayerId, Link, LinkEnd, LinkId, LinkKind, Project, Span,
    SpanId, TagId, Unknown,
};

/// A link whose end is not looked for yet.
pub(super) struct Waiting {
    pub line: usize,
    pub layer: LayerId,
    pub from: SpanId,
    /// The tag of the span that it starts from.
    pub tag: TagId,
    pub fields: LinkFields,
}

/// Makes links of what the lines say.
pub(super) struct Resolver {
    taken: HashSet<LinkId>,
    made: BTreeSet<(SpanId, KindId, LinkEnd)>,
}

impl Resolver {
    pub fn new(project: &Project) -> Self {
        let links = project.layers().flat_map(|layer| layer.links());
        Self { taken: links.map(|link| link.id.clone()).collect(), made: BTreeSet::new() }
    }

    /// Returns the link, `None` where the two are linked so already.
    pub fn link(
        &mut self,
        importer: &mut Importer<'_, '_>,
        waiting: Waiting,
    ) -> Result<Option<Link>, Problem> {
        let fields = &waiting.fields;
        let no_kind = || Problem::NoLinkKind(fields.kind.clone());
        let kind = KindId::new(&fields.kind).map_err(|_| no_kind())?;
        let kind = importer.codebook.links.get(&kind).ok_or_else(no_kind)?;
        if !kind.may_start_from(&waiting.tag) {
            return Err(Problem::CannotStart { kind: kind.id.clone(), tag: waiting.tag });
        }
        let (to, tag) = end(importer, &waiting)?;
        check_end(kind, &waiting, &to, tag)?;
        let key = (waiting.from, kind.id.clone(), to);
        if is_there(importer.project, &waiting.layer, &key) || !self.made.insert(key.clone()) {
            return Ok(None);
        }
        let attributes = importer.attributes(waiting.fields.attributes)?;
        let (from, kind, to) = key;
        Ok(Some(Link {
            id: self.free_id(importer),
            kind,
            from,
            to,
            note: waiting.fields.note.unwrap_or_default(),
            attributes,
            created: importer.options.time,
            changed: None,
            unknown: Unknown::default(),
        }))
    }

    fn free_id(&mut self, importer: &mut Importer<'_, '_>) -> LinkId {
        loop {
            let id = LinkId::from_bits((importer.options.ids)());
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Returns where a link ends, and the tag of the span there.
fn end(
    importer: &Importer<'_, '_>,
    waiting: &Waiting,
) -> Result<(LinkEnd, Option<TagId>), Problem> {
    let LinkFields { to, to_article, .. } = &waiting.fields;
    let home = &waiting.layer.article;
    let wanted = to_article.as_deref().map(|name| importer.article(name)).transpose()?;
    let in_file = importer.by_file_id.get(to);
    let in_file = in_file.filter(|one| wanted.is_none_or(|wanted| wanted.id == one.article));
    if let Some(one) = in_file {
        let at = LayerId { article: one.article.clone(), analyst: waiting.layer.analyst.clone() };
        return Ok((end_in(&at, home, one.span.clone()), Some(one.tag.clone())));
    }
    if let Some((at, span)) = existing(importer, &waiting.layer, to, wanted) {
        return Ok((end_in(&at, home, span.id.clone()), Some(span.tag.clone())));
    }
    let card = CardId::new(to).ok().filter(|card| importer.project.cards().contains_key(card));
    let card = card.ok_or_else(|| Problem::NoLinkEnd(to.clone()))?;
    Ok((LinkEnd::Card(card), None))
}

fn end_in(at: &LayerId, home: &ArticleId, span: SpanId) -> LinkEnd {
    if at.article == *home {
        LinkEnd::Span(span)
    } else {
        LinkEnd::SpanIn(at.article.clone(), span)
    }
}

/// Looks for a span of the project: in the article that the file names, else in the link's own layer
/// and then in the analyst's others.
fn existing<'p>(
    importer: &Importer<'p, '_>,
    home: &LayerId,
    id: &str,
    wanted: Option<&Article>,
) -> Option<(LayerId, &'p Span)> {
    let (project, id) = (importer.project, SpanId::new(id).ok()?);
    if let Some(article) = wanted {
        let layer = importer.layer(&article.id);
        let span = project.span(&layer, &id)?;
        return Some((layer, span));
    }
    let own = project.layer(home).into_iter();
    let others = project.layers().filter(|layer| layer.id.analyst == home.analyst);
    own.chain(others).find_map(|layer| Some((layer.id.clone(), layer.span(&id)?)))
}

fn check_end(
    kind: &LinkKind,
    waiting: &Waiting,
    to: &LinkEnd,
    tag: Option<TagId>,
) -> Result<(), Problem> {
    match (to, tag) {
        (LinkEnd::Span(to), _) if *to == waiting.from => Err(Problem::ToItself),
        (_, Some(tag)) if !kind.may_end_at(&tag) => {
            Err(Problem::CannotEnd { kind: kind.id.clone(), tag })
        }
        (LinkEnd::Card(_), _) if !kind.may_end_at_card() => {
            Err(Problem::CannotEndAtCard(kind.id.clone()))
        }
        _ => Ok(()),
    }
}

fn is_there(project: &Project, layer: &LayerId, key: &(SpanId, KindId, LinkEnd)) -> bool {
    let links = project.layer(layer).into_iter().flat_map(|layer| layer.links_at(&key.0));
    let mut same =
        links.filter(|link| (&link.from, &link.kind, &link.to) == (&key.0, &key.1, &key.2));
    same.next().is_some()
}
