//! Which spans a person means: tags, analysts and articles by the names that they type.

use std::collections::BTreeMap;

use super::JobError;
use crate::{
    exchange::Scope,
    model::{AnalystId, BadId, Project},
};

/// Returns the scope of spans with any of these tags, by any of these analysts, in any of these
/// articles; an empty list takes all. Each may be an id, or a name in any case.
pub fn scope(
    project: &Project,
    tags: &[String],
    analysts: &[String],
    articles: &[String],
) -> Result<Scope, JobError> {
    Ok(Scope {
        tags: all(tags, "tag", &known_tags(project))?,
        analysts: all(analysts, "analyst", &known_analysts(project))?,
        articles: all(articles, "article", &known_articles(project))?,
    })
}

/// Returns the analyst with this id or name, `None` where there is none.
pub fn find_analyst(project: &Project, name: &str) -> Option<AnalystId> {
    find(name, &known_analysts(project)).and_then(|id| AnalystId::new(id).ok())
}

fn all<I: std::str::FromStr<Err = BadId>>(
    names: &[String],
    noun: &'static str,
    known: &BTreeMap<&str, &str>,
) -> Result<Vec<I>, JobError> {
    let one = |name: &String| {
        let unknown = || {
            let known = known.keys().map(|id| (*id).to_owned()).collect();
            JobError::Unknown { noun, id: name.clone(), known }
        };
        Ok(find(name, known).ok_or_else(unknown)?.parse()?)
    };
    names.iter().map(one).collect()
}

fn find<'a>(name: &str, known: &BTreeMap<&'a str, &'a str>) -> Option<&'a str> {
    let name = name.trim().to_lowercase();
    let by_id = known.keys().find(|id| **id == name);
    by_id
        .or_else(|| known.iter().find(|(_, one)| one.to_lowercase() == name).map(|(id, _)| id))
        .copied()
}

/// Returns each tag's name by its id, with those that the codebook has lost.
fn known_tags(project: &Project) -> BTreeMap<&str, &str> {
    let used = project.layers().flat_map(|layer| layer.spans()).map(|span| &span.tag);
    let listed = project.codebook().tags.keys();
    listed.chain(used).map(|id| (id.as_str(), project.codebook().tag_name(id))).collect()
}

/// Returns each analyst's name by their id, with those whom only layers name.
fn known_analysts(project: &Project) -> BTreeMap<&str, &str> {
    let used = project.layers().map(|layer| &layer.id.analyst);
    let all = project.analysts().keys().chain(used);
    all.map(|id| (id.as_str(), project.analyst_name(id))).collect()
}

fn known_articles(project: &Project) -> BTreeMap<&str, &str> {
    project.articles().map(|article| (article.id.as_str(), article.title.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{jobs::ErrorKind, testing};

    #[test]
    fn names_and_ids_select_and_unknown_ones_are_refused() {
        let project = testing::project(&[("alice/quay", "[a](claim) [b](actor)")]);
        let list = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let found = scope(&project, &list(&["Claim", "actor"]), &list(&["ALICE"]), &[]).unwrap();
        assert_eq!(
            found.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
            ["claim", "actor"]
        );
        assert_eq!(found.analysts.len(), 1);
        assert!(found.articles.is_empty());
        for (tags, analysts, articles) in
            [("x", "alice", "quay"), ("claim", "x", "quay"), ("claim", "alice", "x")]
        {
            let error = scope(&project, &list(&[tags]), &list(&[analysts]), &list(&[articles]));
            let error = error.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Usage);
            assert!(error.to_string().contains("`x`"), "{error}");
            assert!(error.hint().is_some_and(|hint| hint.starts_with("It has ")));
        }
    }
}
