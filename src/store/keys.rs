//! The file in which a person changes the keys of commands. It is written by hand: what cannot be read
//! is told and left as it is.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::{StoreError, atomic, own, reason};

const FILE: &str = "keys.ron";

/// For each command that is changed, by its name, the keys that it has in place of its own.
pub type KeyChanges = BTreeMap<String, Vec<String>>;

/// Reads the changes, none where there is no file; what is wrong with the file, as a sentence.
pub fn read_keys() -> Result<KeyChanges, String> {
    own::path_of(FILE).map_or_else(|| Ok(KeyChanges::new()), |path| read_from(&path))
}

/// Writes a file to begin with where there is none yet; returns its path, `None` on a system without
/// a place for it.
pub fn begin_keys(text: &str) -> Result<Option<PathBuf>, StoreError> {
    let Some(path) = own::path_of(FILE) else { return Ok(None) };
    begin_at(&path, text)?;
    Ok(Some(path))
}

fn read_from(path: &Path) -> Result<KeyChanges, String> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(KeyChanges::new()),
        Err(error) => {
            return Err(format!("Cannot read the keys ({}): {}", reason(&error), path.display()));
        }
    };
    ron::de::from_bytes(&bytes)
        .map_err(|error| format!("Cannot read the keys ({error}): {}", path.display()))
}

fn begin_at(path: &Path, text: &str) -> Result<(), StoreError> {
    if path.exists() {
        return Ok(());
    }
    let failed = |source| StoreError::Write { path: path.to_owned(), source };
    atomic::write(path, text.as_bytes()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wrote_is_read_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/keys.ron");
        assert_eq!(read_from(&path), Ok(KeyChanges::new()));
        begin_at(&path, "{\n    // \"save\": [\"Ctrl+S\"],\n}\n").unwrap();
        assert_eq!(read_from(&path), Ok(KeyChanges::new()), "comments change nothing");
        let written = "{\"save\": [\"Ctrl+M\"], \"undo\": []}";
        fs::write(&path, written).unwrap();
        begin_at(&path, "{}").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), written);
        let read = read_from(&path).unwrap();
        assert_eq!((read["save"].as_slice(), read["undo"].len()), (&["Ctrl+M".to_owned()][..], 0));
    }

    #[test]
    fn a_file_that_is_no_map_of_keys_is_told_and_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.ron");
        fs::write(&path, "{\"save\": 7}").unwrap();
        let told = read_from(&path).unwrap_err();
        assert!(told.contains("1:") && told.contains("keys.ron"), "{told}");
        assert!(path.exists());
    }
}
