//! A look at all files of a project: how long each is, and when it was last written.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::store::names;

const SHARED: [&str; 4] = [names::PROJECT, names::CODEBOOK, names::ACTORS, names::ANALYSTS];

/// What a look at each file tells without reading it.
#[derive(Debug, Default)]
pub(super) struct Look(BTreeMap<PathBuf, (Option<SystemTime>, u64)>);

impl Look {
    /// Looks at the files of the project in `root`.
    pub(super) fn at(root: &Path) -> Self {
        let mut look = Self::default();
        for file in SHARED {
            look.file(root, Path::new(file));
        }
        for above in [names::ARTICLES, names::ANNOTATIONS] {
            for folder in entries(&root.join(above)) {
                for file in entries(&folder) {
                    if let Ok(own) = file.strip_prefix(root)
                        && is_own(own)
                    {
                        look.file(root, own);
                    }
                }
            }
        }
        look
    }

    fn file(&mut self, root: &Path, own: &Path) {
        // Where a link leads, as that is what is read.
        if let Ok(file) = fs::metadata(root.join(own))
            && file.is_file()
        {
            self.0.insert(own.to_owned(), (file.modified().ok(), file.len()));
        }
    }

    /// Were there files below this path?
    pub(super) fn has_below(&self, path: &Path) -> bool {
        let mut from = self.0.range(path.to_owned()..).map(|(file, _)| file);
        from.next().is_some_and(|file| file != path && file.starts_with(path))
    }

    /// Returns the files that are new, gone, or written since another look.
    pub(super) fn differing(&self, before: &Self) -> Vec<PathBuf> {
        let changed = self.0.iter().filter(|(file, seen)| before.0.get(*file) != Some(seen));
        let gone = before.0.keys().filter(|file| !self.0.contains_key(*file));
        changed.map(|(file, _)| file).chain(gone).cloned().collect()
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// Is it a path that may be one of the project's own: nothing hidden, nothing temporary?
pub(super) fn is_own(own: &Path) -> bool {
    let mut parts = own.iter().map(|part| part.to_string_lossy());
    let Some(top) = parts.next() else { return false };
    let is_shown = parts.all(|part| !part.starts_with('.'));
    let is_shared = own.components().count() == 1 && top.ends_with(".ron");
    is_shown && (is_shared || top == names::ARTICLES || top == names::ANNOTATIONS)
}

/// Is one of the files that all share a link to elsewhere?
pub(super) fn has_links(root: &Path) -> bool {
    let is_link = |file: &str| root.join(file).is_symlink();
    SHARED.into_iter().any(is_link)
}

/// Is the folder on another machine, of whose changes this system hears nothing?
#[cfg(target_os = "linux")]
pub(super) fn is_remote(root: &Path) -> bool {
    let Ok(mounts) = fs::read_to_string("/proc/self/mounts") else { return false };
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    kind_of_mount(&mounts, &root).is_some_and(is_remote_kind)
}

/// Is the folder on another machine, of whose changes this system hears nothing?
#[cfg(not(target_os = "linux"))]
pub(super) fn is_remote(root: &Path) -> bool {
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let shown = root.to_string_lossy();
    // A share of another machine on Windows, as `canonicalize` writes it.
    shown.starts_with("\\\\?\\UNC\\")
}

/// Returns the kind of file system that a folder is on, by the list that Linux has of them.
#[cfg(any(target_os = "linux", test))]
pub(super) fn kind_of_mount<'a>(mounts: &'a str, root: &Path) -> Option<&'a str> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        // Spaces and the like are escaped in octal.
        let at = fields.next()?.replace("\\040", " ").replace("\\134", "\\");
        Some((at, fields.next()?))
    });
    let above = mounts.filter(|(at, _)| root.starts_with(at));
    above.max_by_key(|(at, _)| at.len()).map(|(_, kind)| kind)
}

#[cfg(any(target_os = "linux", test))]
pub(super) fn is_remote_kind(kind: &str) -> bool {
    let remote =
        ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "afs", "ceph", "virtiofs"];
    remote.contains(&kind) || kind.starts_with("fuse")
}
