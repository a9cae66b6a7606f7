//! Opening, making and saving projects.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use super::{JobError, Stamps, articles_edit, asked::PROJECT_FILE, merge::save_in_place};
use crate::{
    model::{
        Analyst, AnalystId, Article, ArticleId, Codebook, Project,
        edit::{Edit, compose},
        slug,
    },
    store::{self, Covers, Folder, Opened, Progress, Saved, Sessions, StoreError},
};

/// Returns the folder of a project that is named by it or by its `project.ron`.
pub fn project_folder(path: &Path) -> Result<PathBuf, JobError> {
    Ok(store::project_folder(path)?)
}

/// Opens a project by its folder or its `project.ron`, the article `first` before all others.
///
/// `on` hears how far it has come, from several threads. It gives up soon after `cancelled` is up.
pub fn open_project(
    path: &Path,
    first: Option<&ArticleId>,
    on: &(dyn Fn(Progress) + Sync),
    cancelled: &AtomicBool,
) -> Result<Opened, JobError> {
    check_can_look(path)?;
    Ok(store::open_with(path, first, on, cancelled)?)
}

/// Tells a path that is not there, or not ours to read, from one that is no project.
pub(super) fn check_can_look(path: &Path) -> Result<(), JobError> {
    path.metadata().map_err(|error| JobError::reading(path, error))?;
    match path.join(PROJECT_FILE).metadata() {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(JobError::reading(path, error))
        }
        _ => Ok(()),
    }
}

/// Refuses a place for a new project that is not free: something is in the folder already.
pub fn check_is_free(path: &Path) -> Result<(), JobError> {
    match fs::read_dir(path).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::NotEmpty { path: path.to_owned() }.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(_) if path.is_file() => Err(JobError::FileInPlace { path: path.to_owned() }),
        Err(error) => Err(JobError::writing(path, error)),
    }
}

/// Makes a project with the starter codebook, one analyst and these articles, in a folder that is
/// not there yet or empty.
pub fn new_project(
    path: &Path,
    title: &str,
    analyst_name: &str,
    articles: Vec<Article>,
    stamps: &Stamps,
) -> Result<(Project, Folder), JobError> {
    check_is_free(path)?;
    if title.trim().is_empty() {
        return Err(JobError::NoName { what: "A project" });
    }
    let mut project = Project::new(title.trim(), stamps.now(), Codebook::starter());
    let analyst = new_analyst(&project, analyst_name)?;
    project.apply(compose::add_analyst(analyst))?;
    project.apply(articles_edit(articles))?;
    let folder = store::create(path, &project)?;
    Ok((project, folder))
}

/// Returns a person who is not among the project's analysts yet.
pub fn new_analyst(project: &Project, name: &str) -> Result<Analyst, JobError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(JobError::NoName { what: "An analyst" });
    }
    // Layers may be there of someone whom the list of analysts does not name.
    let has_layers = |id: &str| project.layers().any(|layer| layer.id.analyst.as_str() == id);
    let is_taken = |id: &str| {
        has_layers(id) || project.analysts().keys().any(|analyst| analyst.as_str() == id)
    };
    Ok(Analyst::person(AnalystId::new(slug(name, "analyst", is_taken))?, name))
}

/// Writes what changed since the project was last read or saved.
pub fn save(folder: &mut Folder, project: &Project) -> Result<Saved, JobError> {
    Ok(folder.save(project)?)
}

/// Saves a project in a folder that is not there yet or empty: a new one, or a copy of the one in
/// `from` with the files that its texts came from. `covers` says up to where its journal is in it.
pub fn save_new(
    path: &Path,
    project: &Project,
    from: Option<&Folder>,
    covers: Option<&Covers>,
) -> Result<Folder, JobError> {
    if let Some(folder) = from {
        return Ok(folder.save_as(path, project)?);
    }
    save_first(&Sessions::of(None), path, project, covers)
}

/// Saves an untitled project, of which a session among these may be.
fn save_first(
    sessions: &Sessions,
    path: &Path,
    project: &Project,
    covers: Option<&Covers>,
) -> Result<Folder, JobError> {
    check_is_free(path)?;
    if let Some(covers) = covers {
        // Without a note, a crash at the end of the save leaves the untitled project as well.
        let _ = sessions.note_saving(covers, path, project);
    }
    let created = store::create(path, project);
    if let (Err(_), Some(covers)) = (&created, covers) {
        // Where the note stays, so does what the session holds: nothing is in that folder.
        let _ = sessions.forget_saving(covers);
    }
    Ok(created?)
}

/// Applies an edit to a project that was opened, and saves it.
///
/// Refuses to begin a layer whose file is there but could not be read.
pub fn apply_and_save(opened: &mut Opened, edit: Edit) -> Result<Saved, JobError> {
    opened.project.apply(edit)?;
    let changes = opened.project.changes_since(opened.folder.saved());
    let damaged = changes.layers.iter().find(|layer| !opened.folder.takes_layer(layer));
    if let Some(layer) = damaged {
        return Err(JobError::DamagedLayer { layer: layer.clone() });
    }
    if let Some(file) = opened.folder.refused(&changes) {
        return Err(StoreError::LeftAlone { path: opened.folder.path().join(file) }.into());
    }
    save_in_place(&mut opened.folder, &mut opened.project)
}

/// Adds articles to a project and saves it.
pub fn add(opened: &mut Opened, articles: Vec<Article>) -> Result<Saved, JobError> {
    apply_and_save(opened, articles_edit(articles))
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use super::*;
    use crate::{
        model::Time,
        store::journal::{self, Journal, Standing},
    };

    #[test]
    fn a_first_save_that_fails_leaves_the_project_untitled() {
        let at = tempfile::tempdir().unwrap();
        let sessions = Sessions { root: None, state: Some(at.path().join("state")) };
        let project = Project::new("Port", Time::default(), Codebook::default());
        let saved = journal::nothing();
        let standing = Standing { saved: &saved, project: &project, now: Time::default() };
        let wake = Arc::new(|| {});
        let journal = Journal::begin(sessions.clone(), store::FileHashes::new(), standing, wake);
        journal.flush(Duration::from_mins(1)).unwrap();
        let covers = journal.covers().unwrap();
        drop(journal);
        let is_offered = || journal::find_untitled(&sessions).is_some();
        // An earlier save of the same project is there, or nothing can be.
        let path = at.path().join("port");
        store::create(&path, &project).unwrap();
        save_first(&sessions, &path, &project, Some(&covers)).unwrap_err();
        assert!(is_offered());
        fs::remove_dir_all(&path).unwrap();
        let nowhere = at.path().join("no folder\0 of any system");
        save_first(&sessions, &nowhere, &project, Some(&covers)).unwrap_err();
        assert!(is_offered());
        let noted = fs::read_dir(at.path().join("state/sessions")).unwrap().flatten().next();
        let about = fs::read_to_string(noted.unwrap().path().join("session.ron")).unwrap();
        assert!(!about.contains("port") && !about.contains("no folder"), "{about}");
        save_first(&sessions, &path, &project, Some(&covers)).unwrap();
        assert!(!is_offered());
    }
}
