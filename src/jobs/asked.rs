//! What the paths on a command line, or dropped on the window, stand for.

use std::path::{Path, PathBuf};

use super::JobError;
use crate::store;

/// The file that a project is opened by.
pub(super) const PROJECT_FILE: &str = "project.ron";

/// What paths stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The folder of a project.
    Project(PathBuf),
    /// Article files, and folders of them.
    Articles(Vec<PathBuf>),
}

/// Tells a project from article files. All paths must exist; a project stands alone.
pub fn classify(paths: &[PathBuf]) -> Result<Asked, JobError> {
    for path in paths {
        if let Err(error) = path.metadata() {
            return Err(JobError::reading(path, error));
        }
    }
    let project = paths.iter().find_map(|path| project_folder(path));
    match project {
        None => Ok(Asked::Articles(paths.to_vec())),
        Some(folder) if paths.len() == 1 => Ok(Asked::Project(folder)),
        Some(path) => Err(JobError::ProjectAmongOthers { path }),
    }
}

/// Returns the folder of a project that a path stands for: itself, or the one around its
/// `project.ron`.
pub(super) fn project_folder(path: &Path) -> Option<PathBuf> {
    if path.file_name().is_some_and(|name| name == PROJECT_FILE) && path.is_file() {
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        return Some(folder.unwrap_or(Path::new(".")).to_owned());
    }
    // One without its `project.ron` is a project all the same, and says so when it is opened.
    let is_project = path.join(PROJECT_FILE).is_file() || store::is_headless(path);
    is_project.then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::jobs::ErrorKind;

    #[test]
    fn a_project_is_told_by_its_file_and_stands_alone() {
        let temp = tempfile::tempdir().unwrap();
        let project = temp.path().join("project");
        let note = temp.path().join("note.txt");
        fs::create_dir(&project).unwrap();
        fs::write(&note, "x").unwrap();
        let articles =
            |paths: &[&PathBuf]| Asked::Articles(paths.iter().copied().cloned().collect());
        assert_eq!(classify(std::slice::from_ref(&project)).unwrap(), articles(&[&project]));
        let file = project.join(PROJECT_FILE);
        fs::write(&file, "").unwrap();
        for path in [&project, &file] {
            assert_eq!(
                classify(std::slice::from_ref(path)).unwrap(),
                Asked::Project(project.clone())
            );
        }
        assert_eq!(classify(std::slice::from_ref(&note)).unwrap(), articles(&[&note]));
        for others in [&note, &project] {
            let error = classify(&[project.clone(), others.clone()]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Usage);
            assert!(error.hint().is_some());
        }
        // Its own file may be lost; article files that somebody put in a folder make no project.
        fs::remove_file(&file).unwrap();
        fs::create_dir_all(project.join("articles")).unwrap();
        fs::write(project.join("articles/quay.txt"), "Quay.").unwrap();
        assert_eq!(classify(std::slice::from_ref(&project)).unwrap(), articles(&[&project]));
        fs::create_dir_all(project.join("articles/quay")).unwrap();
        fs::write(project.join("articles/quay/article.ron"), "(format: 1)").unwrap();
        let headless = classify(std::slice::from_ref(&project)).unwrap();
        assert_eq!(headless, Asked::Project(project.clone()));
        let error = classify(&[temp.path().join("gone")]).unwrap_err();
        assert!(matches!(error, JobError::NoSuchPath { .. }), "{error}");
    }
}
