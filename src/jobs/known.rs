//! Which texts are there already, so that no article comes in twice.

use std::collections::HashMap;

use crate::model::{Article, ArticleId, Project};

/// The texts of articles, by hash.
#[derive(Debug, Default)]
pub struct KnownTexts(HashMap<String, Vec<Known>>);

/// An article that has a text.
#[derive(Debug)]
struct Known {
    article: ArticleId,
    /// The hash of the file that the text came from; empty where the file is the text.
    source: String,
    outlet: Outlet,
}

/// Who published an article, as far as that is known.
#[derive(Debug)]
struct Outlet {
    publisher: String,
    address: String,
}

impl KnownTexts {
    /// Returns the texts of all versions of a project's articles.
    pub fn of(project: &Project) -> Self {
        let mut known = Self::default();
        for article in project.articles() {
            known.add(article);
        }
        known
    }

    /// Adds the texts of an article.
    pub fn add(&mut self, article: &Article) {
        for version in &article.versions {
            let (source, outlet) = (version.source_hash.clone(), Outlet::of(article));
            let known = Known { article: article.id.clone(), source, outlet };
            self.0.entry(version.hash.clone()).or_default().push(known);
        }
    }

    /// Returns the article that has the newest text of another already. The same words from another
    /// outlet are another article: who runs an agency's text is what analysts look for. The same file, or
    /// the same address, is the same article, whatever has become of its publisher since.
    pub fn same(&self, article: &Article) -> Option<&ArticleId> {
        let newest = article.newest()?;
        let all = self.0.get(&newest.hash)?;
        let outlet = Outlet::of(article);
        let is_same =
            |known: &&Known| known.source == newest.source_hash || !known.outlet.is_other(&outlet);
        Some(&all.iter().find(is_same)?.article)
    }
}

impl Outlet {
    fn of(article: &Article) -> Self {
        let publisher = article.fact("publisher").trim().to_lowercase();
        Self { publisher, address: article.fact("url").trim().to_owned() }
    }

    /// Is it another outlet for sure? Publishers tell; where one is not known, the addresses do.
    fn is_other(&self, other: &Self) -> bool {
        let are_known = |one: &str, other: &str| !one.is_empty() && !other.is_empty();
        let (host, other_host) = (host(&self.address), host(&other.address));
        if self.address == other.address && !self.address.is_empty() {
            false
        } else if are_known(&self.publisher, &other.publisher) {
            self.publisher != other.publisher
        } else {
            are_known(host, other_host) && !host.eq_ignore_ascii_case(other_host)
        }
    }
}

/// Returns the host of a web address without `www.`; empty where there is none.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Fact, Unknown},
        testing::article,
    };

    fn published(id: &str, publisher: &str, url: &str) -> Article {
        let mut article = article(&ArticleId::new(id).unwrap(), "The strike ends.");
        article.versions[0].source_hash = format!("blake3:{id}");
        for (name, value) in [("publisher", publisher), ("url", url)] {
            let (name, value, from) = (name.to_owned(), value.to_owned(), String::new());
            article.facts.push(Fact { name, value, from, unknown: Unknown::default() });
        }
        article
    }

    #[test]
    fn the_same_words_from_another_outlet_are_another_article() {
        fn check(one: (&str, &str), other: (&str, &str), is_same: bool) {
            let mut known = KnownTexts::default();
            known.add(&published("one", one.0, one.1));
            let same = known.same(&published("other", other.0, other.1)).map(ArticleId::as_str);
            assert_eq!(same, is_same.then_some("one"), "{one:?} {other:?}");
        }
        check(("Harbour Post", ""), ("Northern Times", ""), false);
        check(("Harbour Post", "https://a.org/1"), ("harbour post ", "https://b.org/2"), true);
        check(("", "https://www.a.org/1"), ("Northern Times", "https://a.org/2?x"), true);
        check(("", "https://a.org/1"), ("Northern Times", "https://b.org/1"), false);
        check(("Harbour Post", ""), ("", ""), true);
        check(("", ""), ("", ""), true);
    }

    #[test]
    fn the_same_file_or_address_is_the_same_article_whoever_is_said_to_have_published_it() {
        let address = "https://example.org/strike";
        let mut known = KnownTexts::default();
        known.add(&published("one", "AP", address));
        assert!(known.same(&published("two", "Associated Press", "")).is_none());
        assert!(known.same(&published("two", "Associated Press", address)).is_some());
        let mut again = published("one", "Associated Press", "");
        again.id = ArticleId::new("two").unwrap();
        assert!(known.same(&again).is_some());
    }

    #[test]
    fn each_outlet_is_known_once() {
        let mut known = KnownTexts::default();
        known.add(&published("one", "Harbour Post", ""));
        known.add(&published("two", "Northern Times", ""));
        let same = known.same(&published("three", "Northern Times", ""));
        assert_eq!(same.map(ArticleId::as_str), Some("two"));
    }
}
