//! A new file in the place of an old one looks like it: its mode, its owner, its attributes.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

/// Gives `file` the mode of the file at `old`. Owner, group and extended attributes follow where the
/// system lets them: mostly only root may give a file away, and not every disk has attributes.
pub(super) fn liken(file: &File, old: &Path) -> io::Result<()> {
    let metadata = fs::metadata(old)?;
    own(file, &metadata);
    file.set_permissions(metadata.permissions())?;
    copy_attributes(file, old);
    Ok(())
}

#[cfg(unix)]
fn own(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let Ok(new) = file.metadata() else { return };
    if new.gid() != old.gid() {
        fchown(file, None, Some(old.gid())).unwrap_or_default();
    }
    if new.uid() != old.uid() {
        fchown(file, Some(old.uid()), None).unwrap_or_default();
    }
}

#[cfg(not(unix))]
fn own(_: &File, _: &fs::Metadata) {}

/// Copies what people and programs have noted of a file, and who else may read it.
#[cfg(target_os = "linux")]
fn copy_attributes(file: &File, old: &Path) {
    use rustix::fs::{XattrFlags, fsetxattr};
    for name in attribute_names(old).split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        if let Some(value) = attribute(old, name) {
            fsetxattr(file, name, &value, XattrFlags::empty()).unwrap_or_default();
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn copy_attributes(_: &File, _: &Path) {}

/// As much as Linux keeps of names, and of one value.
#[cfg(target_os = "linux")]
const LARGEST: usize = 1 << 16;

#[cfg(target_os = "linux")]
fn attribute_names(path: &Path) -> Vec<u8> {
    let mut names = vec![0; LARGEST];
    let length = rustix::fs::listxattr(path, names.as_mut_slice()).unwrap_or_default();
    names.truncate(length);
    names
}

#[cfg(target_os = "linux")]
fn attribute(path: &Path, name: &[u8]) -> Option<Vec<u8>> {
    let mut value = vec![0; LARGEST];
    let length = rustix::fs::getxattr(path, name, value.as_mut_slice()).ok()?;
    value.truncate(length);
    Some(value)
}
