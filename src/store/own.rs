//! Files that are a person's own, in the folder where the system keeps such things: how they are
//! read, put aside where they are damaged, and written.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use super::{StoreError, atomic, reason};

/// Names the folder to keep them in, for tests and for programs on a stick.
const FOLDER: &str = "POSTIL_CONFIG_DIR";

/// How many damaged files of a name are kept.
const ASIDE: usize = 99;

/// What became of reading a file.
#[derive(Debug, PartialEq)]
pub(super) enum Own<T> {
    /// There is none yet.
    Absent,
    /// It was read.
    Read(T),
    /// It is damaged and was put aside: this says so.
    PutAside(String),
    /// It could be neither read nor put aside, and may not be written over: this says so.
    Unread(String),
}

/// Returns the path of a file of this name, `None` on a system without a place for it.
pub(super) fn path_of(name: &str) -> Option<PathBuf> {
    let folder = match env::var_os(FOLDER) {
        Some(folder) => PathBuf::from(folder),
        None => directories::ProjectDirs::from("", "", "Postil")?.config_dir().to_owned(),
    };
    Some(folder.join(name))
}

/// Reads a file of what people call `noun`, in the plural: "settings".
pub(super) fn read<T: DeserializeOwned>(path: &Path, noun: &str) -> Own<T> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Own::Absent,
        Err(error) => {
            let why = reason(&error);
            return Own::Unread(format!("Cannot read the {noun} ({why}): {}", path.display()));
        }
    };
    let damage = match ron::de::from_bytes(&bytes) {
        Ok(value) => return Own::Read(value),
        Err(error) => format!("The {noun} are damaged ({error}) and begin anew"),
    };
    match put_aside(path) {
        Ok(aside) => Own::PutAside(format!("{damage}; they were kept as {}", aside.display())),
        Err(error) => {
            Own::Unread(format!("{damage}; they could not be put aside ({})", reason(&error)))
        }
    }
}

/// Gives a damaged file a name that no other has, and returns it.
fn put_aside(path: &Path) -> io::Result<PathBuf> {
    let is_free = |aside: &PathBuf| {
        fs::symlink_metadata(aside).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    };
    let aside = aside_names(path).find(is_free).ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &aside)?;
    Ok(aside)
}

/// Returns the names that a damaged file may be kept by: `settings.ron.damaged`,
/// `settings.ron.damaged-2` and so on.
pub(super) fn aside_names(path: &Path) -> impl Iterator<Item = PathBuf> {
    (1..=ASIDE).map(move |number| match number {
        1 => path.with_extension("ron.damaged"),
        _ => path.with_extension(format!("ron.damaged-{number}")),
    })
}

/// Writes a file.
pub(super) fn write<T: Serialize>(path: &Path, value: &T) -> Result<(), StoreError> {
    let failed = |source| StoreError::Write { path: path.to_owned(), source };
    let text = text(value).map_err(failed)?;
    if atomic::is_read_only(path) {
        return Err(StoreError::ReadOnly { path: path.to_owned() });
    }
    atomic::write(path, text.as_bytes()).map_err(failed)
}

/// Returns what a file of it holds.
pub(super) fn text<T: Serialize>(value: &T) -> io::Result<String> {
    let form = ron::ser::PrettyConfig::new().new_line("\n".to_owned());
    let text = ron::ser::to_string_pretty(value, form).map_err(io::Error::other)?;
    Ok(format!("{text}\n"))
}
