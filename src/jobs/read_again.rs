//! A file that was opened is read once more, in another way.

use std::{fs, path::PathBuf, sync::atomic::AtomicBool};

use super::{JobError, ReadOptions};
use crate::{
    articles::ArticleError,
    model::{
        Article, Fact, Original, Version,
        edit::{ArticleEdit, Edit},
    },
};

/// Where a fact is from that the analyst typed.
pub const BY_HAND: &str = "analyst";

/// Returns the edit that puts what the file of an article's newest version makes in the place of that
/// version. Title and facts that the analyst changed stay.
///
/// `original` is where the file is, for a version whose file is not in memory. The edit is refused once
/// a layer is about the version.
pub fn read_again(
    article: &Article,
    original: Option<PathBuf>,
    options: ReadOptions,
    cancelled: &AtomicBool,
) -> Result<Edit, JobError> {
    let Some(version) = article.newest() else {
        let id = article.id.to_string();
        return Err(JobError::Unknown { noun: "text of the article", id, known: Vec::new() });
    };
    let bytes = bytes_of(version, original)?;
    let name = version.source.as_str();
    let failed = |error: ArticleError| JobError::Article { path: PathBuf::from(name), error };
    let then = ReadOptions::of(version).read(&bytes, name, cancelled);
    let now = options.read(&bytes, name, cancelled).map_err(failed)?;
    let mut changed = article.clone();
    // What the first reading said may have been put right since.
    if then.as_ref().is_ok_and(|then| then.title == article.title) {
        changed.title.clone_from(&now.title);
    }
    let read = then.as_ref().map_or(&[][..], |then| &then.facts);
    let is_own = |name: &str| named(&article.facts, name) != named(read, name);
    changed.facts.retain(|fact| is_own(&fact.name));
    for fact in &now.facts {
        if !is_own(&fact.name) {
            changed.facts.push(fact.clone());
        }
    }
    changed.facts.sort_by(|a, b| a.name.cmp(&b.name));
    let (number, added) = (version.number, version.added);
    if let Some(last) = changed.versions.last_mut() {
        *last = now.into_version(number, name, added);
    }
    Ok(Edit::Article(ArticleEdit::Change(changed.into())))
}

fn named<'a>(facts: &'a [Fact], name: &str) -> Option<&'a Fact> {
    facts.iter().find(|fact| fact.name == name)
}

fn bytes_of(version: &Version, original: Option<PathBuf>) -> Result<Vec<u8>, JobError> {
    match (&version.original, original) {
        (Original::InMemory(bytes), _) => Ok(bytes.to_vec()),
        (Original::InFolder, Some(path)) => {
            fs::read(&path).map_err(|error| JobError::reading(path, error))
        }
        (Original::InFolder, None) => {
            Err(JobError::NoSuchPath { path: PathBuf::from(&version.source) })
        }
        (Original::IsText, _) => Ok(version.text.as_str().as_bytes().to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        articles::{self, Encoding},
        model::{ArticleId, Codebook, Project, Time, Unknown},
    };

    fn again(article: &Article, label: &str) -> Article {
        let options = ReadOptions { encoding: Encoding::named(label), ..ReadOptions::default() };
        let edit = read_again(article, None, options, &AtomicBool::new(false)).unwrap();
        let mut project = Project::new("x", Time::default(), Codebook::starter());
        project.apply(Edit::Article(ArticleEdit::Add(article.clone().into()))).unwrap();
        project.apply(edit).unwrap();
        project.article(&article.id).unwrap().clone()
    }

    fn article(bytes: &[u8]) -> Article {
        let id = ArticleId::new("quay").unwrap();
        articles::read(bytes, "quay.txt").unwrap().into_article(id, "quay.txt", Time::default())
    }

    #[test]
    fn another_encoding_gives_another_text_of_the_same_file() {
        let bytes = "Café am Kai\n\nEin Satz, der länger ist.\n".as_bytes();
        let first = article(bytes);
        let second = again(&first, "windows-1252");
        let version = second.newest().unwrap();
        assert!(version.text.as_str().starts_with("CafÃ© am Kai\n"));
        assert_eq!(
            (version.encoding.as_str(), version.encoding_from.as_str()),
            ("windows-1252", "chosen")
        );
        assert_eq!(second.title, "CafÃ© am Kai");
        assert_eq!(version.original, Original::InMemory(bytes.into()));
        let third = again(&second, "utf-8");
        assert_eq!(third.newest().unwrap().text, first.newest().unwrap().text);
        assert_eq!(third.title, first.title);
    }

    #[test]
    fn what_the_analyst_changed_stays() {
        let mut first = article("Café am Kai\n\nEin Satz, der länger ist.\n".as_bytes());
        first.title = "My title".to_owned();
        let fact = Fact {
            name: "byline".to_owned(),
            value: "Ana".to_owned(),
            from: BY_HAND.to_owned(),
            unknown: Unknown::default(),
        };
        first.facts.insert(0, fact.clone());
        let second = again(&first, "windows-1252");
        assert_eq!(second.title, "My title");
        assert_eq!(second.facts.iter().find(|one| one.name == "byline"), Some(&fact));
        assert_eq!(second.facts.iter().filter(|one| one.name == "words").count(), 1);
    }
}
