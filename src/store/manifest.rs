//! What a save is about to do and has done: a small file in the folder of its generation.
//!
//! How far a save has come is told by the file's name, since a rename is one step: a save that has
//! begun is as good as none, one that is decided is carried out whatever happens, and one that is
//! taken back is taken back whatever happens.

use std::{
    io,
    path::{Component, Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{disk::Disk, names, session::SessionId};
use crate::model::Time;

/// The form of a manifest that this version writes.
const FORMAT: u32 = 1;

/// How many generations of a number can be put aside.
const ASIDE: usize = 99;

/// How far a save has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// New files are being written beside the old ones.
    Begun,
    /// They are all there, and take the places of the old ones.
    Decided,
    /// A step failed: the old ones come back.
    TakenBack,
    /// The new files are in place, and the old ones kept.
    Done,
}

impl State {
    const ALL: [Self; 4] = [Self::Begun, Self::Decided, Self::TakenBack, Self::Done];

    /// Returns the name of the file while it is so.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Begun => "begun.ron",
            Self::Decided => "decided.ron",
            Self::TakenBack => "taken-back.ron",
            Self::Done => "generation.ron",
        }
    }

    /// Is this the path of a manifest?
    pub(super) fn is_file(path: &Path) -> bool {
        Self::ALL.iter().any(|state| path.file_name().is_some_and(|name| name == state.file()))
    }
}

/// Up to where a journal is in the files that a save wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covers {
    /// Whose journal.
    pub session: String,
    /// The number of its last record that is in them. Numbers run on from segment to segment.
    pub records: u64,
}

/// Everything that a save does.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    /// When, as in project files.
    pub(super) time: String,
    /// Who: the session and the number of the program.
    pub(super) session: String,
    pub(super) pid: u32,
    /// What the save was for, where it was not a plain one.
    #[serde(default)]
    pub(super) what: String,
    #[serde(default)]
    pub(super) covers: Option<Covers>,
    #[serde(default)]
    pub(super) writes: Vec<Write>,
    #[serde(default)]
    pub(super) moves: Vec<Move>,
}

/// A file with new content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Write {
    #[serde(with = "slashed")]
    pub(super) file: PathBuf,
    /// What it held; nothing where there was none.
    #[serde(with = "tagged")]
    pub(super) old: Option<blake3::Hash>,
    #[serde(with = "tagged")]
    pub(super) new: Option<blake3::Hash>,
}

/// A file or folder that is put aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Move {
    #[serde(with = "slashed")]
    pub(super) from: PathBuf,
    #[serde(with = "slashed")]
    pub(super) to: PathBuf,
    /// The files in it, or it alone.
    pub(super) files: Vec<HeldFile>,
}

/// A file and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HeldFile {
    #[serde(with = "slashed")]
    pub(super) file: PathBuf,
    #[serde(with = "tagged")]
    pub(super) hash: Option<blake3::Hash>,
}

impl Manifest {
    /// Returns a save that does nothing yet.
    pub(super) fn new(session: &SessionId) -> Self {
        Self {
            format: FORMAT,
            time: Time::new(chrono::Utc::now()).to_string(),
            session: session.to_string(),
            pid: std::process::id(),
            what: String::new(),
            covers: None,
            writes: Vec::new(),
            moves: Vec::new(),
        }
    }

    /// Returns the text of its file.
    pub(super) fn render(&self) -> Result<String, ron::Error> {
        let form = ron::ser::PrettyConfig::new().new_line("\n".to_owned()).depth_limit(3);
        Ok(ron::ser::to_string_pretty(self, form)? + "\n")
    }

    /// Reads a file; `None` where it is torn, of a newer program, or names what is outside of the
    /// project.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = ron::de::from_bytes(bytes).ok()?;
        manifest.is_sound().then_some(manifest)
    }

    fn is_sound(&self) -> bool {
        let to_trash = |one: &Move| one.to.starts_with(Path::new(names::POSTIL).join("trash"));
        let moves = self.moves.iter();
        let held = moves.clone().flat_map(|one| one.files.iter().map(|held| &held.file));
        let mut files = self.writes.iter().map(|write| &write.file);
        self.format == FORMAT
            && files.all(|file| is_within(file))
            && moves.clone().all(|one| is_within(&one.from) && is_within(&one.to) && to_trash(one))
            && held.into_iter().all(|file| is_within(file))
            && self.session.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    }
}

/// Does a path stay within the project's folder?
fn is_within(path: &Path) -> bool {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    path.components().all(is_plain) && path.components().next().is_some()
}

/// Returns where the generations are.
pub(super) fn generations() -> PathBuf {
    Path::new(names::POSTIL).join("generations")
}

/// Returns the folder of a generation.
pub(super) fn folder(number: u64) -> PathBuf {
    generations().join(number.to_string())
}

/// Gives a generation that can't be deleted a name that is not a number, so that it is none any more.
pub(super) fn put_aside(disk: &Disk, number: u64) -> Result<(), (PathBuf, io::Error)> {
    let from = disk.path(&folder(number));
    let names = (1..=ASIDE).map(|count| from.with_file_name(format!("{number}-aside-{count}")));
    let free = names.into_iter().find(|to| std::fs::symlink_metadata(to).is_err());
    let renamed = match free {
        Some(to) => disk.system().rename(&from, &to),
        None => Err(io::ErrorKind::AlreadyExists.into()),
    };
    renamed.map_err(|error| (from, error))
}

/// Returns the numbers of all generations, the first ones first, with how far they have come; `None`
/// where there is no manifest.
pub(super) fn all(disk: &Disk) -> Vec<(u64, Option<State>)> {
    let entries = disk.entries(&generations()).unwrap_or_default();
    let numbers = entries.iter().filter_map(|entry| entry.name.parse::<u64>().ok());
    let mut found: Vec<_> = numbers.map(|number| (number, state(disk, number))).collect();
    found.sort_unstable_by_key(|(number, _)| *number);
    found
}

/// Returns the number of the generation to come.
pub(super) fn next(disk: &Disk) -> u64 {
    all(disk).last().map_or(1, |(last, _)| last.saturating_add(1))
}

fn state(disk: &Disk, number: u64) -> Option<State> {
    let is_there = |state: &State| {
        std::fs::symlink_metadata(disk.path(&folder(number).join(state.file()))).is_ok()
    };
    State::ALL.into_iter().find(is_there)
}

/// Why nothing can be told of a save by its manifest.
#[derive(Debug)]
pub(super) enum Obscure {
    /// The system refused to read it.
    Unread(io::Error),
    /// It is of a newer program, which may mean other things by the same words.
    Newer(u64),
    /// It is another machine's, which alone may finish it.
    Elsewhere,
    /// It is torn, or names what is outside of the project.
    Torn,
}

/// What every manifest says, of whatever form it is.
#[derive(Deserialize)]
struct Head {
    format: u64,
    session: String,
}

/// Reads the manifest of a save that is not done, or tells why that can't be.
pub(super) fn understand(disk: &Disk, number: u64, state: State) -> Result<Manifest, Obscure> {
    let bytes = disk.read(&folder(number).join(state.file()));
    let bytes = bytes.map_err(|error| Obscure::Unread(error.into_io()))?;
    let head: Head = ron::de::from_bytes(&bytes).map_err(|_| Obscure::Torn)?;
    if !head.session.parse::<SessionId>().is_ok_and(|session| session.is_of_this_host()) {
        return Err(Obscure::Elsewhere);
    }
    if head.format > u64::from(FORMAT) {
        return Err(Obscure::Newer(head.format));
    }
    Manifest::read(&bytes).ok_or(Obscure::Torn)
}

/// Reads what a generation says of itself.
pub(super) fn read(disk: &Disk, number: u64, state: State) -> Option<Manifest> {
    Manifest::read(&disk.read(&folder(number).join(state.file())).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_names_a_segment_is_read() {
        let before = "(format: 1, time: \"\", session: \"quay-1\", pid: 7, covers: Some((\
                      session: \"quay-1\", segment: 0, records: 12)))";
        let covers = Manifest::read(before.as_bytes()).unwrap().covers;
        assert_eq!(covers, Some(Covers { session: "quay-1".to_owned(), records: 12 }));
    }
}

/// Hashes as project files have them; an empty text for none.
mod tagged {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::ref_option, reason = "serde hands a field over like this")]
    pub(super) fn serialize<S: Serializer>(
        hash: &Option<blake3::Hash>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hash.map(crate::store::load::tagged).unwrap_or_default())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<blake3::Hash>, D::Error> {
        let text = String::deserialize(from)?;
        if text.is_empty() {
            return Ok(None);
        }
        let hex = text.strip_prefix("blake3:").ok_or_else(|| D::Error::custom("not a hash"))?;
        blake3::Hash::from_hex(hex).map(Some).map_err(D::Error::custom)
    }
}

/// Paths with slashes on every system.
mod slashed {
    use std::path::{Path, PathBuf};

    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        to.serialize_str(&parts.join("/"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
        Ok(String::deserialize(from)?.into())
    }
}
