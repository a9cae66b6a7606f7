//! Paths that a person types, and names to propose for files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::ExportFormat;
use crate::model::slug;

/// The most entries that are offered.
const MOST: usize = 50;

/// Is there anything at this path?
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Returns the path that was typed, with a leading `~` as the home folder.
pub fn expand(typed: &str) -> PathBuf {
    expand_in(typed, std::env::home_dir().as_deref())
}

fn expand_in(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    let Some(home) = home else { return PathBuf::from(typed) };
    match typed.strip_prefix('~') {
        Some("") => home.to_owned(),
        Some(rest) if rest.starts_with(std::path::is_separator) => {
            home.join(rest.trim_start_matches(std::path::is_separator))
        }
        _ => PathBuf::from(typed),
    }
}

/// Is there a folder at this path?
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Is there a folder at this path with nothing in it?
pub fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

/// Returns the paths that begin with what was typed: folders first, then by name, at most 50.
/// Hidden ones are left out until their dot is typed. Capitals make no difference.
pub fn complete_path(typed: &str) -> Vec<PathBuf> {
    let typed = typed.trim_start();
    let (folder, start) = match typed.rfind(std::path::is_separator) {
        _ if typed == "~" => (expand("~"), ""),
        Some(at) => typed
            .split_at_checked(at + 1)
            .map_or((PathBuf::new(), ""), |(folder, start)| (expand(folder), start)),
        None => (PathBuf::new(), typed),
    };
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder.as_path() };
    // A folder that can't be read has nothing to offer.
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let start = start.to_lowercase();
    let mut found: Vec<(bool, String, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            let is_shown =
                name.starts_with(&start) && (start.starts_with('.') || !name.starts_with('.'));
            is_shown.then(|| (!entry.path().is_dir(), name, folder.join(entry.file_name())))
        })
        .collect();
    found.sort();
    found.truncate(MOST);
    found.into_iter().map(|(_, _, path)| path).collect()
}

/// Returns a name for a file of exported spans.
pub fn export_name(title: &str, format: ExportFormat) -> String {
    format!("{}-spans.{}", slug(title, "project", |_| false), format.extension())
}

/// Returns a name for the folder of a project.
pub fn project_folder_name(title: &str) -> String {
    slug(title, "project", |_| false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_folder() {
        let home = Some(Path::new("/home/me"));
        for (typed, path) in [
            ("~", "/home/me"),
            ("~/a b/c", "/home/me/a b/c"),
            (" /tmp/x\n", "/tmp/x"),
            ("~you/x", "~you/x"),
            ("a/~", "a/~"),
        ] {
            assert_eq!(expand_in(typed, home), Path::new(path), "{typed}");
        }
        assert_eq!(expand_in("~/x", None), Path::new("~/x"));
    }

    #[test]
    fn folders_come_first_and_hidden_ones_when_asked_for() {
        let temp = tempfile::tempdir().unwrap();
        for folder in ["zoo", "Apples"] {
            fs::create_dir(temp.path().join(folder)).unwrap();
        }
        for file in ["ant.txt", "bee.txt", ".hidden"] {
            fs::write(temp.path().join(file), "").unwrap();
        }
        let check = |typed: &str, expected: &[&str]| {
            let typed = format!("{}/{typed}", temp.path().display());
            let found = complete_path(&typed);
            let expected: Vec<PathBuf> =
                expected.iter().map(|name| temp.path().join(name)).collect();
            assert_eq!(found, expected, "{typed}");
        };
        check("", &["Apples", "zoo", "ant.txt", "bee.txt"]);
        check("A", &["Apples", "ant.txt"]);
        check(".h", &[".hidden"]);
        check("nothing/", &[]);
    }

    #[test]
    fn no_more_is_offered_than_fits() {
        let temp = tempfile::tempdir().unwrap();
        for number in 0..60 {
            fs::write(temp.path().join(format!("{number:02}.txt")), "").unwrap();
        }
        let found = complete_path(&format!("{}/", temp.path().display()));
        assert_eq!(found.len(), MOST);
        assert_eq!(found.last().unwrap().file_name().unwrap(), "49.txt");
    }

    #[test]
    fn names_are_made_of_titles() {
        assert_eq!(
            export_name("Port crews: day 2", ExportFormat::Csv),
            "port-crews-day-2-spans.csv"
        );
        assert_eq!(export_name("…", ExportFormat::Jsonl), "project-spans.jsonl");
        assert_eq!(project_folder_name("Añó nuevo"), "ano-nuevo");
    }
}
