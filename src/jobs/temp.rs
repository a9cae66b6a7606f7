//! Stand-ins until the real ones are merged.
use super::*;
use crate::{model::*, store::*};
use std::path::Path;
#[allow(missing_docs)]
pub fn open_project(
    path: &Path,
    first: Option<&ArticleId>,
    on: &(dyn Fn(Progress) + Sync),
    cancelled: &std::sync::atomic::AtomicBool,
) -> Result<Opened, JobError> {
    Ok(crate::store::open_with(path, first, on, cancelled)?)
}
#[allow(missing_docs)]
pub fn save(folder: &mut Folder, project: &Project) -> Result<Saved, JobError> {
    Ok(folder.save(project)?)
}
#[allow(missing_docs)]
pub fn save_new(path: &Path, project: &Project, from: Option<&Folder>) -> Result<Folder, JobError> {
    Ok(match from {
        Some(folder) => folder.save_as(path, project)?,
        None => crate::store::create(path, project)?,
    })
}
#[allow(missing_docs)]
pub fn exists(path: &Path) -> bool {
    path.exists()
}
#[allow(missing_docs)]
pub fn export(_project: &Project, _format: ExportFormat, _path: &Path) -> Result<usize, JobError> {
    Ok(0)
}
