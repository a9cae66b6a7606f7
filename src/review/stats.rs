//! What is in a project, counted.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use crate::model::{Article, Layer, Project};

/// How many records carry one tag, are one analyst's, or are of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The id of the tag, analyst or kind.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: usize,
}

/// What is in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleStats {
    /// The article.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The length of its newest text in characters.
    pub characters: u32,
    /// Spans of all analysts.
    pub spans: usize,
    /// Links of all analysts.
    pub links: usize,
    /// Spans whose text is not at their position.
    pub adrift: usize,
    /// Spans by tag.
    pub spans_by_tag: Vec<Count>,
    /// Spans by analyst.
    pub spans_by_analyst: Vec<Count>,
    /// Links by kind.
    pub links_by_kind: Vec<Count>,
}

/// What is in a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// The project's title.
    pub title: String,
    /// How many articles there are.
    pub articles: usize,
    /// Spans of all analysts.
    pub spans: usize,
    /// Links of all analysts.
    pub links: usize,
    /// Spans whose text is not at their position.
    pub adrift: usize,
    /// Every tag of the codebook in its order, then unknown ones.
    pub spans_by_tag: Vec<Count>,
    /// Every analyst, by id.
    pub spans_by_analyst: Vec<Count>,
    /// Every kind of the codebook, by id, then unknown ones.
    pub links_by_kind: Vec<Count>,
    /// Every article, as people see them.
    pub by_article: Vec<ArticleStats>,
}

/// Counts what is in a project.
pub fn stats(project: &Project) -> Stats {
    let mut all = Tally::default();
    project.layers().for_each(|layer| all.add(layer));
    let articles = project.articles_in_order();
    Stats {
        title: project.title().to_owned(),
        articles: articles.len(),
        spans: all.spans,
        links: all.links,
        adrift: all.adrift,
        spans_by_tag: all.tags(project, Listed::All),
        spans_by_analyst: all.analysts(project, Listed::All),
        links_by_kind: all.kinds(project, Listed::All),
        by_article: articles.into_iter().map(|article| of_article(project, article)).collect(),
    }
}

fn of_article(project: &Project, article: &Article) -> ArticleStats {
    let mut tally = Tally::default();
    project.layers_of(&article.id).for_each(|layer| tally.add(layer));
    let text = article.newest().map(|version| &version.text);
    ArticleStats {
        id: article.id.to_string(),
        title: article.title.clone(),
        characters: text.map_or(0, |text| text.to_scalar(text.end()).0),
        spans: tally.spans,
        links: tally.links,
        adrift: tally.adrift,
        spans_by_tag: tally.tags(project, Listed::Used),
        spans_by_analyst: tally.analysts(project, Listed::Used),
        links_by_kind: tally.kinds(project, Listed::Used),
    }
}

/// Whether what has a count of 0 is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    All,
    Used,
}

#[derive(Default)]
struct Tally<'a> {
    spans: usize,
    links: usize,
    adrift: usize,
    by_tag: BTreeMap<&'a str, usize>,
    by_analyst: BTreeMap<&'a str, usize>,
    by_kind: BTreeMap<&'a str, usize>,
}

impl<'a> Tally<'a> {
    fn add(&mut self, layer: &'a Layer) {
        self.spans += layer.span_count();
        self.links += layer.link_count();
        self.adrift += layer.adrift().count();
        *self.by_analyst.entry(layer.id.analyst.as_str()).or_default() += layer.span_count();
        for span in layer.spans() {
            *self.by_tag.entry(span.tag.as_str()).or_default() += 1;
        }
        for link in layer.links() {
            *self.by_kind.entry(link.kind.as_str()).or_default() += 1;
        }
    }

    fn tags(&self, project: &Project, listed: Listed) -> Vec<Count> {
        let tags = project.codebook().tags_in_order();
        let known = tags.iter().map(|tag| (tag.id.as_str(), tag.name.as_str()));
        counts(&self.by_tag, known, listed)
    }

    fn analysts(&self, project: &Project, listed: Listed) -> Vec<Count> {
        let analysts = project.analysts().values();
        let known = analysts.map(|analyst| (analyst.id.as_str(), analyst.name.as_str()));
        counts(&self.by_analyst, known, listed)
    }

    fn kinds(&self, project: &Project, listed: Listed) -> Vec<Count> {
        let kinds = project.codebook().links.values();
        let known = kinds.map(|kind| (kind.id.as_str(), kind.name.as_str()));
        counts(&self.by_kind, known, listed)
    }
}

/// Lists the known ones in their order, then those that are counted but not known.
fn counts<'k>(
    counted: &BTreeMap<&str, usize>,
    known: impl Iterator<Item = (&'k str, &'k str)>,
    listed: Listed,
) -> Vec<Count> {
    let mut rest = counted.clone();
    let count =
        |id: &str, name: &str, count| Count { id: id.to_owned(), name: name.to_owned(), count };
    let mut counts: Vec<Count> =
        known.map(|(id, name)| count(id, name, rest.remove(id).unwrap_or_default())).collect();
    counts.extend(rest.into_iter().map(|(id, number)| count(id, id, number)));
    counts.retain(|one| listed == Listed::All || one.count > 0);
    counts
}

impl fmt::Display for Stats {
    /// Writes a table for people: one line a count, names to the left, numbers to the right.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = vec![
            Some(("Articles", self.articles)),
            Some(("Spans", self.spans)),
            Some(("Links", self.links)),
        ];
        lines.extend((self.adrift > 0).then_some(Some(("Adrift", self.adrift))));
        for group in [&self.spans_by_tag, &self.spans_by_analyst, &self.links_by_kind] {
            lines.push(None);
            lines.extend(group.iter().map(|one| Some((one.name.as_str(), one.count))));
        }
        lines.push(None);
        lines.extend(self.by_article.iter().map(|one| Some((one.title.as_str(), one.spans))));
        let width = lines.iter().flatten().map(|(name, _)| name.chars().count()).max();
        for line in lines {
            match line {
                Some((name, count)) => {
                    writeln!(f, "{name:<width$}  {count:>6}", width = width.unwrap_or_default())?;
                }
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{link, project};

    #[test]
    fn a_project_is_counted() {
        let mut project = project(&[
            ("alice/quay", "[Go](quote) said [Ana](actor)"),
            ("bo/quay", "Go said [Ana](actor)"),
            ("bo/tide", "It rises"),
        ]);
        link(&mut project, "alice/quay", "said-by", 1, 2);
        let stats = stats(&project);
        assert_eq!(
            stats.to_string(),
            "Articles         2\nSpans            3\nLinks            1\n\n\
             Claim            0\nQuote            1\nActor            2\nSkepticism       0\n\n\
             ALICE            2\nBO               1\n\n\
             doubts           0\nsaid by          1\n\n\
             QUAY             3\nTIDE             0\n"
        );
        let json = serde_json::to_value(&stats).unwrap();
        assert_eq!(json["by_article"][0]["spans_by_tag"][1]["count"], 2);
        assert_eq!(json["by_article"][1]["spans_by_tag"], serde_json::json!([]));
        assert_eq!(json["by_article"][0]["characters"], 11);
    }
}
