//! Labelled spans in.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use super::{JobError, Stamps, find_analyst, new_analyst};
use crate::{
    exchange::jsonl::{self, Import, ImportOptions},
    model::{
        Project,
        edit::{Edit, compose},
    },
};

/// What becomes of tags that the codebook does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownTags {
    /// Their file is refused.
    Refuse,
    /// They are added to the codebook.
    Add,
}

/// Reads spans from a file of JSON lines: all of them, or none.
///
/// They go to the analyst with this id or name; one whom the project does not know yet is added.
/// The project changes when the edit in the result is applied.
pub fn import_jsonl(
    project: &Project,
    path: &Path,
    analyst: &str,
    tags: UnknownTags,
    stamps: &mut Stamps,
) -> Result<Import, JobError> {
    let failed = |error| JobError::reading(path, error);
    if path.metadata().map_err(failed)?.is_dir() {
        return Err(JobError::NotAFile { path: path.to_owned() });
    }
    let file = File::open(path).map_err(failed)?;
    import_jsonl_from(project, BufReader::new(file), path, analyst, tags, stamps)
}

/// Does the work of [`import_jsonl`] for any reader, which errors call `name`.
pub fn import_jsonl_from(
    project: &Project,
    reader: impl BufRead,
    name: &Path,
    analyst: &str,
    tags: UnknownTags,
    stamps: &mut Stamps,
) -> Result<Import, JobError> {
    let (analyst, added) = match find_analyst(project, analyst) {
        Some(id) => (id, None),
        None => new_analyst(project, analyst).map(|one| (one.id.clone(), Some(one)))?,
    };
    let (time, add_tags) = (stamps.now(), tags == UnknownTags::Add);
    let options = ImportOptions { analyst, add_tags, time, ids: &mut || stamps.bits() };
    let mut import = jsonl::read_jsonl(project, reader, options)
        .map_err(|error| JobError::Import { path: name.to_owned(), error })?;
    if import.spans + import.links + import.skipped == 0 {
        return Err(JobError::NoSpans { path: name.to_owned() });
    }
    if let Some(analyst) = added {
        import.edit = Edit::Batch(vec![compose::add_analyst(analyst), import.edit]);
    }
    Ok(import)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{jobs::ErrorKind, model::Time, testing};

    const LINE: &str = r#"{"article":"quay","tag":"claim","start":0,"end":1}"#;

    fn import(project: &Project, lines: &str, analyst: &str) -> Result<Import, JobError> {
        let stamps = &mut Stamps::fixed(100, Time::default());
        let name = Path::new("in.jsonl");
        let tags = UnknownTags::Refuse;
        import_jsonl_from(project, lines.as_bytes(), name, analyst, tags, stamps)
    }

    #[test]
    fn spans_go_to_the_analyst_of_that_name_or_to_a_new_one() {
        let mut project = testing::project(&[("alice/quay", "by the [quay](actor)")]);
        let edit = import(&project, LINE, "ALICE").unwrap().edit;
        project.apply(edit).unwrap();
        assert_eq!(project.layers().map(|layer| layer.span_count()).collect::<Vec<_>>(), [2]);
        let edit = import(&project, LINE, "Bo Lund").unwrap().edit;
        project.apply(edit).unwrap();
        let bo = find_analyst(&project, "bo lund").unwrap();
        assert_eq!((bo.as_str(), project.analyst_name(&bo)), ("bo-lund", "Bo Lund"));
        assert_eq!(project.layers().count(), 2);
    }

    #[test]
    fn a_refused_file_is_named_with_every_bad_line() {
        let project = testing::project(&[("alice/quay", "by the [quay](actor)")]);
        let lines =
            format!("{LINE}\n{}\n{}", LINE.replace("claim", "x"), LINE.replace("1}", "99}"));
        let error = import(&project, &lines, "alice").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Problem);
        let messages = error.messages();
        assert_eq!(messages.len(), 2);
        assert!(messages[0].starts_with("Line 2: ") && messages[1].starts_with("Line 3: "));
        assert!(messages.iter().all(|message| message.ends_with(": in.jsonl")), "{messages:?}");
        let error = import(&project, " \n\n", "alice").unwrap_err();
        assert_eq!(error.to_string(), "The file holds no spans: in.jsonl");
        let error = import(&project, LINE, " ").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
    }
}
