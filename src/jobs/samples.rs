//! The sample projects: carried in the program, put where they can be opened and changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};

use super::{JobError, asked::PROJECT_FILE};
use crate::store::StoreError;

static PORT_CREWS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/projects/port-crews");
static HARD_CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/projects/hard-cases");

/// Every sample project, the one to begin with first.
pub static SAMPLES: [Sample; 2] = [
    Sample { name: "port-crews", title: "The Tarsis tally", files: &PORT_CREWS },
    Sample { name: "hard-cases", title: "Hard cases", files: &HARD_CASES },
];

/// A project that comes with the program.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its folder's name.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    files: &'static Dir<'static>,
}

/// Returns the folder of a sample project, which is put there if it is not there yet: a copy of
/// one's own, that stays as one leaves it. The environment variable `POSTIL_DATA_DIR` may name the
/// folder that takes the place of the system's.
pub fn sample(name: &str) -> Result<PathBuf, JobError> {
    let folder = match std::env::var_os("POSTIL_DATA_DIR").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => directories::ProjectDirs::from("", "", "postil")
            .ok_or(JobError::NoDataFolder)?
            .data_dir()
            .to_owned(),
    };
    sample_in(&folder.join("samples"), name)
}

/// Returns the folder of a sample project below `samples`.
pub(super) fn sample_in(samples: &Path, name: &str) -> Result<PathBuf, JobError> {
    let sample = SAMPLES.iter().find(|sample| sample.name == name).ok_or_else(|| {
        let known = SAMPLES.iter().map(|sample| sample.name.to_owned()).collect();
        JobError::Unknown { noun: "sample", id: name.to_owned(), known }
    })?;
    let folder = samples.join(name);
    if folder.join(PROJECT_FILE).exists() {
        return Ok(folder);
    }
    // Written beside its place first: a half-written sample would be taken for a whole one.
    let write = |error| JobError::writing(samples, error);
    fs::create_dir_all(samples).map_err(write)?;
    let half = tempfile::Builder::new().prefix(".new-").tempdir_in(samples).map_err(write)?;
    extract(sample.files, half.path())?;
    match fs::rename(half.path(), &folder) {
        Ok(()) => Ok(folder),
        // Another window may have been quicker.
        Err(_) if folder.join(PROJECT_FILE).exists() => Ok(folder),
        Err(_) if folder.exists() => Err(StoreError::NotEmpty { path: folder }.into()),
        Err(error) => Err(JobError::writing(folder, error)),
    }
}

fn extract(from: &Dir<'_>, to: &Path) -> Result<(), JobError> {
    for file in from.files() {
        let path = to.join(file.path().file_name().unwrap_or_default());
        fs::write(&path, file.contents()).map_err(|error| JobError::writing(path, error))?;
    }
    // What a running program keeps for itself is no part of the sample.
    for dir in from.dirs().filter(|dir| !dir.path().ends_with(".postil")) {
        let path = to.join(dir.path().file_name().unwrap_or_default());
        fs::create_dir(&path).map_err(|error| JobError::writing(&path, error))?;
        extract(dir, &path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_put_down_once_and_then_left_alone() {
        let temp = tempfile::tempdir().unwrap();
        for sample in &SAMPLES {
            let folder = sample_in(temp.path(), sample.name).unwrap();
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(sample.name);
            for file in [PROJECT_FILE, "codebook.ron", ".gitattributes"] {
                assert_eq!(
                    fs::read(folder.join(file)).unwrap(),
                    fs::read(source.join(file)).unwrap()
                );
            }
            assert_eq!(count(&folder), count(&source), "every file, and no more");
            fs::write(folder.join(PROJECT_FILE), "mine").unwrap();
            assert_eq!(sample_in(temp.path(), sample.name).unwrap(), folder);
            assert_eq!(fs::read(folder.join(PROJECT_FILE)).unwrap(), b"mine");
        }
        assert_eq!(
            fs::read_dir(temp.path()).unwrap().count(),
            SAMPLES.len(),
            "nothing half-written"
        );
        assert!(sample_in(temp.path(), "../x").is_err());
    }

    fn count(folder: &Path) -> usize {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let counts = entries.map(|entry| match entry.path() {
            path if path.ends_with(".postil") => 0,
            path if path.is_dir() => count(&path),
            _ => 1,
        });
        counts.sum()
    }
}
