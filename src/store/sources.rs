//! Which files articles were opened from, to notice when one changes: a person's own. A project holds
//! the file's name alone, for its path means nothing elsewhere.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{
    StoreError,
    own::{self, Own},
};
use crate::model::Version;

/// How many files are remembered.
const KEPT: usize = 2000;

const FILE: &str = "sources.ron";

/// What people call them.
const NOUN: &str = "paths of source files";

/// A file that an article was opened from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SourcePath {
    /// The hash of what it held.
    hash: String,
    path: PathBuf,
}

/// Which files articles were opened from, the last one first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sources {
    kept: Vec<SourcePath>,
    /// Is there a file that could be neither read nor put aside? It is then not written over.
    #[serde(skip)]
    is_unread: bool,
    /// Has anything changed since they were last written?
    #[serde(skip)]
    pub is_changed: bool,
}

impl Sources {
    /// Reads the paths, none where there are none. Where they are damaged, they are put aside, and a
    /// warning says so.
    pub fn load() -> (Self, Option<String>) {
        own::path_of(FILE).map_or_else(Default::default, |path| Self::load_from(&path))
    }

    /// Writes the paths along with those that another window has written since, unless there are
    /// others that could not be read.
    pub fn save(&self) -> Result<(), StoreError> {
        own::path_of(FILE).map_or(Ok(()), |path| self.save_to(&path))
    }

    /// Remembers the file that a version was read from.
    pub fn keep(&mut self, version: &Version, path: &Path) {
        let Ok(path) = std::path::absolute(path) else { return };
        let new = SourcePath { hash: hash(version).to_owned(), path };
        if self.kept.first() == Some(&new) {
            return;
        }
        self.put_first(new);
        self.is_changed = true;
    }

    /// Returns the file that a version was read from, where it is known on this machine.
    pub fn find(&self, version: &Version) -> Option<&Path> {
        let hash = hash(version);
        let known = self.kept.iter().find(|one| one.hash == hash && !hash.is_empty())?;
        Some(&known.path)
    }

    fn put_first(&mut self, new: SourcePath) {
        self.kept.retain(|one| one.hash != new.hash);
        self.kept.insert(0, new);
        self.kept.truncate(KEPT);
    }

    fn load_from(path: &Path) -> (Self, Option<String>) {
        match own::read::<Self>(path, NOUN) {
            Own::Absent => (Self::default(), None),
            Own::Read(mut sources) => {
                sources.kept.truncate(KEPT);
                (sources, None)
            }
            Own::PutAside(warning) => (Self::default(), Some(warning)),
            Own::Unread(warning) => (Self { is_unread: true, ..Self::default() }, Some(warning)),
        }
    }

    fn save_to(&self, path: &Path) -> Result<(), StoreError> {
        if self.is_unread {
            return Ok(());
        }
        let mut all = match own::read::<Self>(path, NOUN) {
            Own::Read(there) => there,
            Own::Absent | Own::PutAside(_) => Self::default(),
            Own::Unread(_) => return Ok(()),
        };
        self.kept.iter().rev().for_each(|one| all.put_first(one.clone()));
        own::write(path, &all)
    }
}

/// Returns the hash of the file that a version came from.
fn hash(version: &Version) -> &str {
    if version.source_hash.is_empty() { &version.hash } else { &version.source_hash }
}

/// Does a file hold something else than the one that a version was read from? `None` where it can't
/// be read, or is too large to be an article.
pub fn has_changed(path: &Path, version: &Version, most_bytes: u64) -> Option<bool> {
    let metadata = std::fs::metadata(path).ok().filter(|metadata| metadata.is_file())?;
    if metadata.len() > most_bytes {
        return None;
    }
    let found = blake3::hash(&std::fs::read(path).ok()?);
    Some(super::load::tagged(found) != hash(version))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::testing::project;

    fn version(literal: &str) -> Version {
        let project = project(&[("alice/quay", literal)]);
        let text = project.articles().next().unwrap().newest().unwrap().clone();
        let hash = super::super::load::tagged(blake3::hash(text.text.as_str().as_bytes()));
        Version { hash, ..text }
    }

    #[test]
    fn two_windows_remember_both_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sources.ron");
        let [mut one, mut other] = [(); 2].map(|()| Sources::load_from(&path).0);
        one.keep(&version("They left."), Path::new("/news/a.txt"));
        one.save_to(&path).unwrap();
        other.keep(&version("They came."), Path::new("/news/b.txt"));
        other.save_to(&path).unwrap();
        let (read, warning) = Sources::load_from(&path);
        assert_eq!(warning, None);
        assert_eq!(read.find(&version("They left.")), Some(Path::new("/news/a.txt")));
        assert_eq!(read.find(&version("They came.")), Some(Path::new("/news/b.txt")));
        assert_eq!(read.find(&version("They stayed.")), None);
    }

    #[test]
    fn a_file_that_holds_something_else_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let version = version("They left.");
        assert_eq!(has_changed(&path, &version, 100), None);
        fs::write(&path, version.text.as_str()).unwrap();
        assert_eq!(has_changed(&path, &version, 100), Some(false));
        fs::write(&path, "They never left.").unwrap();
        assert_eq!(has_changed(&path, &version, 100), Some(true));
        assert_eq!(has_changed(&path, &version, 3), None);
    }
}
