//! Making a new project. Until its `project.ron` is there, which comes last, it is none.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Folder, StoreError, atomic,
    carry::carry,
    disk::Disk,
    folder::new_session,
    known::KnownFiles,
    manifest::Write,
    names,
    save::Save,
    system::{self, AT_ONCE, OpenFile, System, above},
};
use crate::model::{LayerId, Project};

/// Makes a new project in a folder that is not there yet, or empty. `project.ron` comes last, so
/// that half a project is none.
pub fn create(path: &Path, project: &Project) -> Result<Folder, StoreError> {
    create_on(&system::real(), path, project, None)
}

/// Makes a new project through `system`: with the files of `originals`, where it is a copy.
pub(super) fn create_on(
    system: &Arc<dyn System>,
    path: &Path,
    project: &Project,
    originals: Option<&Folder>,
) -> Result<Folder, StoreError> {
    let write = |source| StoreError::Write { path: path.to_owned(), source };
    if !is_free(path)? {
        return Err(StoreError::NotEmpty { path: path.to_owned() });
    }
    let path = std::path::absolute(path).map_err(write)?;
    let mut made = Made { system: Arc::clone(system), files: Vec::new(), folders: Vec::new() };
    let folder = made.folder(&path).and_then(|()| fill(&mut made, &path, project, originals));
    folder.map_err(|error| {
        made.take_back();
        // Where not even that can be deleted, the project is there, though a power cut may undo it.
        let is_there = fs::symlink_metadata(path.join(names::PROJECT)).is_ok();
        if is_there { error } else { error.nothing_saved() }
    })
}

fn fill(
    made: &mut Made,
    path: &Path,
    project: &Project,
    originals: Option<&Folder>,
) -> Result<Folder, StoreError> {
    let write = |source| StoreError::Write { path: path.to_owned(), source };
    let mut folder = Folder {
        disk: Disk::on(Arc::clone(&made.system), path).map_err(write)?,
        saved: project.clone(),
        known: KnownFiles::default(),
        copy_first: BTreeSet::new(),
        taken: BTreeSet::new(),
        unread: BTreeSet::new(),
        session: new_session(),
        pending: None,
        left_alone: BTreeSet::new(),
    };
    let mut save = Save::new(&folder, project);
    save.originals_from(originals);
    save.plan_whole();
    let own = save.plan.writes.len();
    if let Some(from) = originals {
        carry(from, &mut save.plan);
    }
    let carried: Vec<PathBuf> =
        save.plan.writes.iter().skip(own).map(|(write, _)| write.file.clone()).collect();
    if carried.iter().all(|file| file != Path::new(names::PROJECT)) {
        save.plan_header();
    }
    save.plan.check()?;
    made.write_all(&folder.disk, &save.plan.writes)?;
    let mut written: BTreeMap<_, _> = save.plan.writes.iter().filter_map(known).collect();
    // What is not understood here is left alone here, too.
    written.retain(|file, _| !carried.contains(file));
    folder.known = written.into();
    if let Some(from) = originals {
        // One that is whole in memory was written.
        let is_written = |layer: &&LayerId| folder.known.contains_key(&names::layer_file(layer));
        folder.unread = from.unread.iter().filter(|layer| !is_written(layer)).cloned().collect();
        folder.taken.clone_from(&from.taken);
        folder.left_alone.clone_from(&from.left_alone);
    }
    Ok(folder)
}

fn known((write, _): &(Write, Cow<'_, [u8]>)) -> Option<(PathBuf, blake3::Hash)> {
    Some((write.file.clone(), write.new?))
}

fn is_free(path: &Path) -> Result<bool, StoreError> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(StoreError::Write { path: path.to_owned(), source }),
    }
}

/// What was made so far.
struct Made {
    system: Arc<dyn System>,
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    /// Writes every file but the last, makes that durable, and then the last.
    fn write_all(
        &mut self,
        disk: &Disk,
        writes: &[(Write, Cow<'_, [u8]>)],
    ) -> Result<(), StoreError> {
        let Some(((header, content), others)) = writes.split_last() else { return Ok(()) };
        let failed = |(path, source)| StoreError::Write { path, source };
        for some in others.chunks(AT_ONCE) {
            let written =
                some.iter().map(|(write, content)| self.write(&disk.path(&write.file), content));
            let written: Vec<OpenFile> = written.collect::<Result<_, _>>()?;
            self.system.sync_each(&written).map_err(failed)?;
        }
        let mut folders = above(&self.files);
        folders.extend(above(&self.folders));
        self.system.sync_folders(&folders).map_err(failed)?;
        let path = disk.path(&header.file);
        self.files.push(path.clone());
        atomic::write_on(&*self.system, &path, content)
            .map_err(|source| StoreError::Write { path, source })
    }

    fn write(&mut self, path: &Path, content: &[u8]) -> Result<OpenFile, StoreError> {
        self.folder(path.parent().unwrap_or(path))?;
        let error = |source| StoreError::Write { path: path.to_owned(), source };
        let mut file = self.system.create(path).map_err(error)?;
        self.files.push(path.to_owned());
        self.system.write(&mut file, content).map_err(error)?;
        Ok(file)
    }

    fn folder(&mut self, folder: &Path) -> Result<(), StoreError> {
        let made = self.system.make_folders_into(folder, &mut self.folders);
        made.map_err(|source| StoreError::Write { path: folder.to_owned(), source })
    }

    /// Deletes what was made, `project.ron` first. What cannot be deleted stays: the error that is
    /// shown says why.
    fn take_back(&self) {
        for file in self.files.iter().rev().filter(|file| fs::symlink_metadata(file).is_ok()) {
            self.system.remove(file).unwrap_or_default();
        }
        for folder in self.folders.iter().rev() {
            self.system.remove_folder(folder).unwrap_or_default();
        }
    }
}
