//! A file that was opened is read once more, in another way.

use std::{path::PathBuf, sync::atomic::AtomicBool};

use super::{JobError, ReadOptions, read::read_bytes};
use crate::{
    articles::{Reading, TITLE},
    model::{
        Article, Original, Version,
        edit::{ArticleEdit, Edit},
    },
};

/// Where a fact is from that the analyst typed.
pub const BY_HAND: &str = "analyst";

/// Reads the file of a version once more. `original` is where the file is, for a version whose file is
/// not in memory. Fails where the file is not the one that was opened.
pub fn read_again(
    version: &Version,
    original: Option<PathBuf>,
    options: ReadOptions,
    cancelled: &AtomicBool,
) -> Result<Reading, JobError> {
    let name = version.source.as_str();
    let bytes = bytes_of(version, original, options)?;
    let failed = |error| JobError::Article { path: PathBuf::from(name), error };
    options.read(&bytes, name, cancelled).map_err(failed)
}

/// Returns the edit that puts another reading of its file in the place of an article's newest version,
/// if that is still the one with the text that has this hash. What the analyst typed stays. The edit is
/// refused once a layer is about the version.
pub fn read_again_edit(article: &Article, hash: &str, reading: Reading) -> Option<Edit> {
    let version = article.newest().filter(|newest| newest.hash == hash)?;
    let (number, added, name) = (version.number, version.added, version.source.clone());
    let mut changed = article.clone();
    if article.fact(TITLE) == article.title {
        changed.title.clone_from(&reading.title);
    }
    changed.facts.retain(|fact| fact.from == BY_HAND);
    for fact in &reading.facts {
        if changed.facts.iter().all(|own| own.name != fact.name) {
            changed.facts.push(fact.clone());
        }
    }
    changed.facts.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(last) = changed.versions.last_mut() {
        *last = reading.into_version(number, &name, added);
    }
    Some(Edit::Article(ArticleEdit::Change(changed.into())))
}

fn bytes_of(
    version: &Version,
    original: Option<PathBuf>,
    options: ReadOptions,
) -> Result<Vec<u8>, JobError> {
    match (&version.original, original) {
        (Original::InMemory(bytes), _) => Ok(bytes.to_vec()),
        (Original::InFolder, Some(path)) => {
            let bytes = read_bytes(&path, options)?;
            let hash = format!("blake3:{}", blake3::hash(&bytes).to_hex());
            if !version.source_hash.is_empty() && hash != version.source_hash {
                return Err(JobError::OtherSource { path });
            }
            Ok(bytes)
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
        model::{ArticleId, Codebook, Fact, Project, Time, Unknown},
    };

    fn again(article: &Article, label: &str) -> Article {
        let options = ReadOptions { encoding: Encoding::named(label), ..ReadOptions::default() };
        let version = article.newest().unwrap();
        let reading = read_again(version, None, options, &AtomicBool::new(false)).unwrap();
        let edit = read_again_edit(article, &version.hash, reading).unwrap();
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
    fn a_source_file_that_was_changed_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.source.txt");
        let mut article = article(b"One\r\n\r\nThe first.\r\n");
        article.versions[0].original = Original::InFolder;
        let again = || {
            let never = AtomicBool::new(false);
            let usual = ReadOptions::default();
            read_again(&article.versions[0], Some(path.clone()), usual, &never)
        };
        std::fs::write(&path, "One\r\n\r\nThe first.\r\n").unwrap();
        assert_eq!(again().unwrap().text, "One\n\nThe first.\n");
        std::fs::write(&path, "One\r\n\r\nThe second.\r\n").unwrap();
        assert!(matches!(again(), Err(JobError::OtherSource { .. })));
    }

    #[test]
    fn a_text_that_came_in_meanwhile_is_not_written_over() {
        let article = article(b"One\n\nThe first.\n");
        let reading = articles::read(b"One\n\nThe first.\n", "quay.txt").unwrap();
        assert!(read_again_edit(&article, "blake3:0", reading).is_none());
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
