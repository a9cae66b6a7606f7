//! Mending a project's files: those that are damaged or have two sides get another content, in one step
//! that is kept among the earlier states, and what they held stays in the trash as well.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use super::{
    Opened, Sides, StoreError, atomic,
    disk::Disk,
    files::render_project,
    folder::new_session,
    generations,
    manifest::{self, HeldFile, Manifest, Move, Write},
    names,
    open::{find, open_disk},
    recover::{before_reading, finish_all},
    saving::{Order, carry_out},
    system, trash,
    writing::{PATIENCE, Writing},
};
use crate::model::{Codebook, Project, Time};

/// Files of a project that are to be mended, all in one step. Until then they can be read as if they
/// were.
#[derive(Clone, Debug)]
pub struct Mending {
    disk: Disk,
    puts: BTreeMap<PathBuf, Put>,
    /// Files that go to the trash, with what they hold.
    away: BTreeMap<PathBuf, Vec<u8>>,
}

/// What becomes of one file.
#[derive(Clone, Debug)]
struct Put {
    old: Option<Vec<u8>>,
    new: Vec<u8>,
}

impl Mending {
    /// Finds a project's folder, with what a crash had cut short finished first.
    pub fn of(project: &Path) -> Result<Self, StoreError> {
        let mut disk = find(project, system::real())?;
        drop(before_reading(&mut disk));
        Ok(Self::on(disk))
    }

    /// Makes a new `project.ron` for a project in which that alone is missing: it is called by its folder.
    /// Returns the title as well.
    pub(super) fn headless(root: &Path) -> Result<(Self, String), StoreError> {
        let disk = Disk::on(system::real(), root)
            .map_err(|source| StoreError::Read { path: root.to_owned(), source })?;
        let title = disk.root().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut mending = Self::on(disk);
        let file = Path::new(names::PROJECT);
        let header = |created| render_project(&Project::new(&title, created, Codebook::default()));
        let now = header(Time::new(chrono::Utc::now()));
        mending.put(file, None, now.clone().into_bytes())?;
        // It is at least as old as its first article.
        let first = mending.open()?.project.articles().map(|article| article.added).min();
        if let Some(first) = first {
            mending.put(file, Some(now.as_bytes()), header(first).into_bytes())?;
        }
        Ok((mending, title))
    }

    pub(super) fn on(disk: Disk) -> Self {
        Self { disk, puts: BTreeMap::new(), away: BTreeMap::new() }
    }

    /// Returns the folder, read as if its files were mended already.
    pub(super) fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Opens the project as it is once its files are mended. It is not to be saved.
    pub fn open(&self) -> Result<Opened, StoreError> {
        open_disk(self.disk.clone(), None, &|_| {}, &AtomicBool::new(false))
    }

    /// Mends a file by what came of its two sides. What could not be decided, and is not for that file
    /// to keep, goes to `project.ron`; `opened` is what the project was when they were read.
    pub fn settle(
        &mut self,
        opened: &Opened,
        sides: &Sides,
        merged: &Project,
    ) -> Result<(), StoreError> {
        let before = self.clone();
        let settled = self.try_settle(opened, sides, merged);
        if settled.is_err() {
            *self = before;
        }
        settled
    }

    fn try_settle(
        &mut self,
        opened: &Opened,
        sides: &Sides,
        merged: &Project,
    ) -> Result<(), StoreError> {
        self.put(&sides.file, Some(sides.found()), sides.rendered(merged)?.into_bytes())?;
        if let Some(copy) = &sides.copy {
            self.put_away(copy)?;
        }
        let project = Path::new(names::PROJECT);
        let has_conflicts = merged.conflicts() != opened.project.conflicts();
        if sides.file == project || !has_conflicts {
            return Ok(());
        }
        if opened.folder.left_alone().contains(project) {
            return Err(StoreError::LeftAlone { path: self.disk.path(project) });
        }
        let kept = opened.project.clone().with_conflicts(merged.conflicts().to_vec());
        let old = self.holds(project)?;
        self.put(project, old.as_deref(), render_project(&kept).into_bytes())
    }

    /// Mends a file that holds `old` as far as is known here.
    pub(super) fn put(
        &mut self,
        file: &Path,
        old: Option<&[u8]>,
        new: Vec<u8>,
    ) -> Result<(), StoreError> {
        let path = self.disk.path(file);
        check(&self.disk, file)?;
        if atomic::is_read_only(&path) {
            return Err(StoreError::ReadOnly { path });
        }
        if self.holds(file)?.as_deref() != old {
            return Err(StoreError::ChangedOutside { paths: vec![path] });
        }
        let put = self.puts.entry(file.to_owned());
        let put = put.or_insert_with(|| Put { old: old.map(<[u8]>::to_vec), new: Vec::new() });
        put.new.clone_from(&new);
        self.disk.stage(file, Some(new));
        Ok(())
    }

    /// Puts a file in the trash.
    pub(super) fn put_away(&mut self, file: &Path) -> Result<(), StoreError> {
        check(&self.disk, file)?;
        if let Some(held) = self.holds(file)? {
            self.away.insert(file.to_owned(), held);
            self.disk.stage(file, None);
        }
        Ok(())
    }

    /// Returns what a file holds once it is mended, `None` where there is none.
    pub(super) fn holds(&self, file: &Path) -> Result<Option<Vec<u8>>, StoreError> {
        match self.puts.get(file) {
            Some(put) => Ok(Some(put.new.clone())),
            None if self.away.contains_key(file) => Ok(None),
            None => self.found(file),
        }
    }

    fn found(&self, file: &Path) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.disk.path(file);
        match fs::read(&path) {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::Read { path, source }),
        }
    }

    /// Does all of it or nothing, and returns the folder of the trash in which everything is that was
    /// there before, by its path; `None` where there is nothing to do. The earlier states call it by what
    /// is done, and to which files: "repair of codebook.ron".
    pub fn carry_out(self, doing: &str, files: &[&Path]) -> Result<Option<PathBuf>, StoreError> {
        if self.puts.is_empty() && self.away.is_empty() {
            return Ok(None);
        }
        let session = new_session();
        let writing = Writing::begin(&self.disk, &session, PATIENCE);
        let writing = writing.map_err(StoreError::nothing_saved)?;
        finish_all(&self.disk, &writing).1?;
        self.check_unchanged()?;
        let kept = trash::free_folder(&self.disk, "mended");
        check(&self.disk, &kept.join(names::PROJECT))?;
        let mut manifest = Manifest::new(&session);
        manifest.what = match files {
            [file] => format!("{doing} of {}", file.display()),
            files => format!("{doing} of {} files", files.len()),
        };
        let order = self.order(manifest, &kept);
        carry_out(&self.disk, manifest::next(&self.disk), &order, &writing)
            .map_err(StoreError::nothing_saved)?;
        generations::prune(&self.disk);
        Ok(Some(kept))
    }

    fn check_unchanged(&self) -> Result<(), StoreError> {
        let puts = self.puts.iter().map(|(file, put)| (file, put.old.as_ref()));
        let away = self.away.iter().map(|(file, held)| (file, Some(held)));
        let mut paths = Vec::new();
        for (file, old) in puts.chain(away) {
            if self.found(file)?.as_ref() != old {
                paths.push(self.disk.path(file));
            }
        }
        if paths.is_empty() { Ok(()) } else { Err(StoreError::ChangedOutside { paths }) }
    }

    fn order(&self, mut manifest: Manifest, kept: &Path) -> Order<'_> {
        let mut contents = Vec::new();
        let hash = |bytes: &Vec<u8>| Some(blake3::hash(bytes));
        for (file, Put { old, new }) in &self.puts {
            if let Some(old) = old {
                let file = kept.join(file);
                manifest.writes.push(Write { file, old: None, new: hash(old) });
                contents.push(old.as_slice().into());
            }
            if old.as_ref() != Some(new) {
                let (file, old) = (file.clone(), old.as_ref().and_then(hash));
                manifest.writes.push(Write { file, old, new: hash(new) });
                contents.push(new.as_slice().into());
            }
        }
        manifest.moves = self
            .away
            .iter()
            .map(|(file, held)| Move {
                from: file.clone(),
                to: kept.join(file),
                files: vec![HeldFile { file: file.clone(), hash: hash(held) }],
            })
            .collect();
        Order { manifest, contents }
    }
}

fn check(disk: &Disk, file: &Path) -> Result<(), StoreError> {
    if disk.leads_out(file) {
        return Err(StoreError::LeadsOut { path: disk.path(file) });
    }
    Ok(())
}
