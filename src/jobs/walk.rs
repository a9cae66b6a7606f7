//! Which article files paths stand for.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{JobError, asked::project_folder};
use crate::articles::READERS;

/// What was found at paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of the paths, within a folder by name.
    pub files: Vec<PathBuf>,
    /// What is not there, or can't be looked into.
    pub failed: Vec<(PathBuf, JobError)>,
    /// What was left out on purpose.
    pub warnings: Vec<(PathBuf, String)>,
    /// Files in folders that have no ending of an article's.
    pub passed_over: Vec<PathBuf>,
}

/// Returns the files that paths stand for: a file for itself, whatever its ending; a folder for
/// all files in it and below that have an ending of an article's, hidden ones left out.
pub(super) fn article_files(paths: &[PathBuf], cancelled: &AtomicBool) -> Found {
    let mut walk = Walk { found: Found::default(), seen: BTreeSet::new(), cancelled };
    for path in paths {
        walk.path(path);
    }
    walk.found
}

struct Walk<'a> {
    found: Found,
    /// Folders by their true path, so that a link which leads back ends the walk.
    seen: BTreeSet<PathBuf>,
    cancelled: &'a AtomicBool,
}

impl Walk<'_> {
    fn path(&mut self, path: &Path) {
        match path.metadata() {
            Err(_) if is_pattern(path) => self.pattern(path),
            Err(error) => self.fail(path, JobError::reading(path, error)),
            Ok(_) if project_folder(path).is_some() => {
                self.fail(path, JobError::ProjectAmongOthers { path: path.to_owned() });
            }
            Ok(metadata) if metadata.is_dir() => {
                let before = self.found.files.len() + self.found.failed.len();
                self.folder(path);
                if self.found.files.len() + self.found.failed.len() == before {
                    self.fail(path, JobError::NoArticles { path: path.to_owned() });
                }
            }
            Ok(_) => self.found.files.push(path.to_owned()),
        }
    }

    /// Takes what a pattern such as `*.html` stands for, where no shell has put it in its place.
    fn pattern(&mut self, pattern: &Path) {
        let before = self.found.files.len() + self.found.failed.len();
        for path in glob::glob(&pattern.to_string_lossy()).into_iter().flatten() {
            match path {
                Ok(path) => self.path(&path),
                Err(error) => self.fail(error.path(), JobError::reading(error.path(), io(&error))),
            }
        }
        if self.found.files.len() + self.found.failed.len() == before {
            self.fail(pattern, JobError::NoSuchPath { path: pattern.to_owned() });
        }
    }

    fn folder(&mut self, folder: &Path) {
        if self.cancelled.load(Ordering::Relaxed) {
            return;
        }
        let entries = folder.canonicalize().and_then(|true_path| {
            if self.seen.insert(true_path) { sorted_entries(folder) } else { Ok(Vec::new()) }
        });
        match entries {
            Ok(entries) => entries.iter().for_each(|path| self.entry(path)),
            Err(error) => self.fail(folder, JobError::reading(folder, error)),
        }
    }

    fn entry(&mut self, path: &Path) {
        if !path.is_dir() {
            let list = if has_article_ending(path) {
                &mut self.found.files
            } else {
                &mut self.found.passed_over
            };
            list.push(path.to_owned());
        } else if project_folder(path).is_some() {
            let why = "This is a project; its articles were left out".to_owned();
            self.found.warnings.push((path.to_owned(), why));
        } else {
            self.folder(path);
        }
    }

    fn fail(&mut self, path: &Path, error: JobError) {
        self.found.failed.push((path.to_owned(), error));
    }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn io(error: &glob::GlobError) -> std::io::Error {
    std::io::Error::new(error.error().kind(), error.error().to_string())
}

/// Returns what is in a folder, by name, without what is hidden.
fn sorted_entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// Returns the endings of articles' files, without the dot.
pub(super) fn article_endings() -> Vec<&'static str> {
    READERS.iter().flat_map(|reader| reader.extensions()).copied().collect()
}

fn has_article_ending(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| article_endings().contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(root: &Path, paths: &[&str], expected: &[&str]) -> Found {
        let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
        let found = article_files(&paths, &AtomicBool::new(false));
        let files: Vec<PathBuf> = expected.iter().map(|path| root.join(path)).collect();
        assert_eq!(found.files, files);
        found
    }

    #[test]
    fn a_folder_is_walked_by_name_and_a_file_taken_as_it_is() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        fs::create_dir_all(root.join("in/b/c")).unwrap();
        fs::create_dir_all(root.join("in/.git")).unwrap();
        for file in
            ["in/z.txt", "in/a.MD", "in/b/c/d.txt", "in/e.jpg", "in/.h.txt", "in/.git/g.txt"]
        {
            fs::write(root.join(file), "x").unwrap();
        }
        let found = check(root, &["in"], &["in/a.MD", "in/b/c/d.txt", "in/z.txt"]);
        assert_eq!(found.passed_over, [root.join("in/e.jpg")]);
        check(root, &["in/e.jpg", "in/.h.txt"], &["in/e.jpg", "in/.h.txt"]);
        let found = check(
            root,
            &["gone", "in/.git/.."],
            &["in/.git/../a.MD", "in/.git/../b/c/d.txt", "in/.git/../z.txt"],
        );
        assert!(matches!(&found.failed[..], [(_, JobError::NoSuchPath { .. })]));
    }

    #[test]
    fn a_pattern_stands_for_what_it_fits() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        fs::create_dir_all(root.join("in/b")).unwrap();
        for file in ["in/a.txt", "in/b.txt", "in/c.md", "in/b/d.txt", "[x].txt"] {
            fs::write(root.join(file), "x").unwrap();
        }
        check(root, &["in/*.txt"], &["in/a.txt", "in/b.txt"]);
        check(root, &["in/**/*.txt"], &["in/a.txt", "in/b/d.txt", "in/b.txt"]);
        // A file with such a name is that file.
        check(root, &["[x].txt"], &["[x].txt"]);
        let found = check(root, &["in/*.pdf"], &[]);
        assert!(matches!(&found.failed[..], [(_, JobError::NoSuchPath { .. })]));
    }

    #[test]
    fn projects_and_empty_folders_are_told() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        fs::create_dir_all(root.join("in/project")).unwrap();
        fs::write(root.join("in/project/project.ron"), "x").unwrap();
        fs::write(root.join("in/project/notes.txt"), "x").unwrap();
        fs::write(root.join("in/a.txt"), "x").unwrap();
        fs::create_dir(root.join("empty")).unwrap();
        let found = check(root, &["in", "empty", "in/project"], &["in/a.txt"]);
        assert_eq!(found.warnings.len(), 1);
        let [(_, empty), (_, project)] = &found.failed[..] else { panic!("{:?}", found.failed) };
        assert!(matches!(empty, JobError::NoArticles { .. }), "{empty}");
        assert!(matches!(project, JobError::ProjectAmongOthers { .. }), "{project}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_back_ends_the_walk() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        fs::create_dir_all(root.join("in/deep")).unwrap();
        fs::write(root.join("in/a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(root.join("in"), root.join("in/deep/back")).unwrap();
        check(root, &["in"], &["in/a.txt"]);
    }
}
