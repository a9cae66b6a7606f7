//! Links: both ends there, and allowed by the kind.

use super::finding::Findings;
use crate::model::{Layer, Link, LinkEnd, LinkKind, Project};

pub(super) fn check(
    project: &Project,
    layer: &Layer,
    link: &Link,
    path: &str,
    findings: &mut Findings,
) {
    let kind = project.codebook().links.get(&link.kind);
    let mut problems = Vec::new();
    if kind.is_none() {
        problems.push(format!("There is no link kind `{}` in the codebook", link.kind));
    }
    problems.extend(start_problem(layer, link, kind));
    problems.extend(end_problem(project, layer, link, kind));
    let same = |other: &&Link| {
        other.id < link.id
            && (&other.from, &other.kind, &other.to) == (&link.from, &link.kind, &link.to)
    };
    if let Some(other) = layer.links_at(&link.from).find(same) {
        problems.push(format!("The link `{}` says the same", other.id));
    }
    for problem in problems {
        findings.push(path, &link.id, problem);
    }
    findings.push_attributes(path, &link.id, project.codebook(), &link.attributes);
}

fn start_problem(layer: &Layer, link: &Link, kind: Option<&LinkKind>) -> Option<String> {
    let Some(from) = layer.span(&link.from) else {
        return Some(format!("There is no span `{}` for it to start from", link.from));
    };
    let kind = kind.filter(|kind| !kind.may_start_from(&from.tag))?;
    Some(format!("A link of the kind `{}` can’t start from a span tagged `{}`", kind.id, from.tag))
}

fn end_problem(
    project: &Project,
    layer: &Layer,
    link: &Link,
    kind: Option<&LinkKind>,
) -> Option<String> {
    match &link.to {
        LinkEnd::Card(card) if !project.cards().contains_key(card) => {
            Some(format!("There is no actor card `{card}` for it to end at"))
        }
        LinkEnd::Card(_) => {
            let kind = kind.filter(|kind| !kind.may_end_at_card())?;
            Some(format!("A link of the kind `{}` can’t end at an actor card", kind.id))
        }
        LinkEnd::Span(to) if *to == link.from => Some("It links a span to itself".to_owned()),
        LinkEnd::Span(id) | LinkEnd::SpanIn(_, id) => {
            let Some((_, to)) = project.link_target(&layer.id, link) else {
                return Some(format!("There is no span `{id}` for it to end at"));
            };
            let kind = kind.filter(|kind| !kind.may_end_at(&to.tag))?;
            Some(format!(
                "A link of the kind `{}` can’t end at a span tagged `{}`",
                kind.id, to.tag
            ))
        }
    }
}
