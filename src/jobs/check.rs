//! What is wrong with a project on disk, file by file.

use std::{
    collections::{BTreeMap, HashMap},
    fmt, fs, io,
    path::Path,
    sync::atomic::AtomicBool,
};

use rayon::prelude::*;
use serde::Serialize;

use super::{JobError, open_project};
use crate::{
    model::{Original, Project},
    review::{self, Finding},
    store::{Opened, Problem, ProblemKind, StoreError, original_file, reason},
};

/// One thing that is wrong with a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The file that says it, from the project's folder.
    pub file: String,
    /// Where in the file, from 1, where that is known.
    pub line: Option<u32>,
    /// Where in the line, from 1, where that is known.
    pub column: Option<u32>,
    /// The record in it: a span, a link, a tag; `None` for a fault of the file itself.
    pub id: Option<String>,
    /// The field of that record, as the file names it, for a conflict that nobody has decided.
    pub conflict: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Fault {
    /// Writes one line, in the form that editors and terminals make a link of.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        if let Some(id) = &self.id {
            write!(f, ": {id}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Opens a project and returns what is wrong with it: files that can't be understood first, then
/// what does not fit in those that can. A project that can't be opened because one of its files is
/// damaged has that one fault.
pub fn check(path: &Path) -> Result<Vec<Fault>, JobError> {
    match open_project(path, None, &|_| {}, &AtomicBool::new(false)) {
        Ok(opened) => {
            let mut faults = check_opened(&opened);
            faults.extend(sources(opened.folder.path(), &opened.project));
            Ok(faults)
        }
        Err(JobError::Store(StoreError::Flawed { path, flaw })) => {
            let (line, column) = flaw.line().unzip();
            // What the whole project rests on lies at the top of its folder.
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let message = flaw.to_string();
            Ok(vec![Fault { file, line, column, id: None, conflict: None, message }])
        }
        Err(error) => Err(error),
    }
}

/// Returns what is wrong with a project that was opened.
pub fn check_opened(opened: &Opened) -> Vec<Fault> {
    // The review says the same of these, record by record.
    let is_said_twice = |problem: &&Problem| {
        matches!(problem.kind, ProblemKind::Adrift | ProblemKind::UnknownAnalyst)
    };
    let problems = opened.problems.iter().filter(|problem| !is_said_twice(problem)).map(of_problem);
    let mut lines = Lines { folder: opened.folder.path(), files: HashMap::new() };
    let findings = review::check(&opened.project).into_iter().map(|one| lines.of_finding(one));
    problems.chain(findings).collect()
}

/// What does not fit together in a file that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The file, from the project's folder.
    pub file: String,
    /// What is the case.
    pub message: String,
    /// Of so many records.
    pub records: usize,
}

/// Returns what does not fit together in a project as it was saved to a folder, by file, and the files that
/// are not what they were. Conflicts, which are decided elsewhere, are left out.
pub fn unfit(folder: Option<&Path>, project: &Project) -> Vec<Unfit> {
    let mut all: BTreeMap<(String, String), usize> = BTreeMap::new();
    let found = review::check(project).into_iter().filter(|one| one.conflict.is_none());
    for Finding { path, message, .. } in found {
        *all.entry((path, message)).or_default() += 1;
    }
    let sources = folder.map(|folder| sources(folder, project)).unwrap_or_default();
    all.extend(sources.into_iter().map(|fault| ((fault.file, fault.message), 1)));
    all.into_iter().map(|((file, message), records)| Unfit { file, message, records }).collect()
}

/// Returns the files that articles came from and that are not what they were when they were opened. One
/// that is missing is a problem of the project's.
fn sources(folder: &Path, project: &Project) -> Vec<Fault> {
    let versions: Vec<_> = project
        .articles()
        .flat_map(|article| article.versions.iter().map(|version| (&article.id, version)))
        .filter(|(_, version)| version.original == Original::InFolder)
        .collect();
    let faults = versions.into_par_iter().filter_map(|(article, version)| {
        let file = original_file(article, version);
        let message = match hash_of(&folder.join(&file)) {
            Ok(hash) if hash == version.source_hash || version.source_hash.is_empty() => {
                return None;
            }
            Ok(_) => "This file is not the one that was opened: its hash is another".to_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => format!("This file can’t be read: {}", reason(&error)),
        };
        let file = file.to_string_lossy().replace('\\', "/");
        Some(Fault { file, line: None, column: None, id: None, conflict: None, message })
    });
    faults.collect()
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut fs::File::open(path)?, &mut hasher)?;
    Ok(format!("blake3:{}", hasher.finalize().to_hex()))
}

fn of_problem(problem: &Problem) -> Fault {
    let (line, column) = problem.line.unzip();
    let file = problem.path.to_string_lossy().replace('\\', "/");
    Fault { file, line, column, id: None, conflict: None, message: problem.message.clone() }
}

/// Finds the lines of records: each stands on one of its own.
struct Lines<'a> {
    folder: &'a Path,
    /// The lines of the files that were looked at.
    files: HashMap<String, LinesOfIds>,
}

impl Lines<'_> {
    fn of_finding(&mut self, finding: Finding) -> Fault {
        let Finding { path: file, id, conflict, message } = finding;
        let folder = self.folder;
        let lines = self.files.entry(file.clone()).or_insert_with(|| {
            // A file that can't be read any more has no lines to name.
            lines_of_ids(&fs::read_to_string(folder.join(&file)).unwrap_or_default())
        });
        let line = match &conflict {
            Some(field) => lines.conflicts.get(&(id.clone(), field.clone())),
            None => lines.records.get(&id),
        };
        Fault { file, line: line.copied(), column: None, id: Some(id), conflict, message }
    }
}

/// Where records stand in a file.
#[derive(Default)]
struct LinesOfIds {
    /// The first record with each id.
    records: HashMap<String, u32>,
    /// The first conflict over each field of a record: it has the id of that record.
    conflicts: HashMap<(String, String), u32>,
}

fn lines_of_ids(content: &str) -> LinesOfIds {
    let mut lines = LinesOfIds::default();
    let mut list = "";
    for (number, line) in (1..).zip(content.lines()) {
        let line = line.trim();
        list = line.strip_suffix(": [").unwrap_or(list);
        let record = line.strip_prefix("(id: \"").and_then(|record| record.split_once('"'));
        let Some((id, rest)) = record else { continue };
        if list == "conflicts" {
            let field = rest.strip_prefix(", field: \"").and_then(|rest| rest.split_once('"'));
            let field = field.map_or("", |(field, _)| field);
            lines.conflicts.entry((id.to_owned(), field.to_owned())).or_insert(number);
        } else {
            lines.records.entry(id.to_owned()).or_insert(number);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{jobs::samples::sample_in, store, testing};

    #[test]
    fn a_fault_has_its_file_and_line() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("P");
        let project = testing::project(&[("alice/quay", "[a](claim) [b](actor)")]);
        store::create(&path, &project).unwrap();
        let file = path.join("annotations/alice/quay.ron");
        let content = fs::read_to_string(&file).unwrap();
        fs::write(&file, content.replace("tag: \"actor\"", "tag: \"acter\"")).unwrap();
        let faults = check(&path).unwrap();
        let number = 1 + content.lines().position(|line| line.contains("actor")).unwrap();
        let fault = faults.iter().find(|fault| fault.id.is_some()).unwrap();
        let start = format!("annotations/alice/quay.ron:{number}: s000000000002: ");
        assert!(fault.to_string().starts_with(&start), "{faults:?}");
    }

    #[test]
    fn a_conflict_is_not_the_record_that_it_is_about() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("P");
        let project = testing::project(&[("alice/quay", "[a](claim) [b](actor)")]);
        store::create(&path, &project).unwrap();
        let file = path.join("annotations/alice/quay.ron");
        let content =
            fs::read_to_string(&file).unwrap().replace("tag: \"actor\"", "tag: \"acter\"");
        let conflicts = "    conflicts: [\n        \
            (id: \"s000000000002\", field: \"note\", theirs: \"\", analyst: \"bo\"),\n    ],\n";
        for at in ["    spans: [", ")\n"] {
            let (head, tail) = content.rsplit_once(at).unwrap();
            fs::write(&file, format!("{head}{conflicts}{at}{tail}")).unwrap();
            let content = fs::read_to_string(&file).unwrap();
            let line_of = |what: &str| {
                let number = content.lines().position(|line| line.contains(what)).unwrap();
                u32::try_from(1 + number).ok()
            };
            let faults = check(&path).unwrap();
            let lines: Vec<_> =
                faults.iter().map(|fault| (fault.conflict.as_deref(), fault.line)).collect();
            let expected = [(None, line_of("acter")), (Some("note"), line_of("theirs"))];
            assert_eq!(lines, expected, "{faults:?}");
        }
    }

    #[test]
    fn a_damaged_file_at_the_top_is_one_fault() {
        for file in ["project.ron", "codebook.ron", "actors.ron", "analysts.ron"] {
            let temp = tempfile::tempdir().unwrap();
            let path = sample_in(temp.path(), "hard-cases").unwrap();
            assert_eq!(check(&path).unwrap(), []);
            fs::write(path.join(file), "(\n    format: 1,\n    oh no").unwrap();
            let faults = check(&path).unwrap();
            assert_eq!(faults.len(), 1, "all that is used stands in: {faults:?}");
            assert_eq!((faults[0].file.as_str(), faults[0].line), (file, Some(3)));
            assert!(faults[0].column.is_some());
        }
    }

    #[test]
    fn a_project_of_a_newer_program_has_one_fault() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("project.ron"), "(format: 7)").unwrap();
        let faults = check(temp.path()).unwrap();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].file, "project.ron");
        assert!(check(&temp.path().join("gone")).is_err());
    }
}
