//! A crash between the first save of an untitled project and the move of its journal.

use super::*;

/// An untitled project of which a journal is kept.
struct Untitled {
    sessions: Sessions,
    project: Project,
    history: History,
    journal: Journal,
}

fn untitled(state: &Path) -> Untitled {
    let sessions = Sessions { root: None, state: Some(state.to_owned()) };
    let (project, mut history) = (small(), History::default());
    history.keep_acts();
    let saved = nothing();
    let standing = Standing { saved: &saved, project: &project, now: time(0) };
    let journal = Journal::begin(sessions.clone(), FileHashes::new(), standing, quiet());
    let mut untitled = Untitled { sessions, project, history, journal };
    untitled.rename("Harbour");
    untitled
}

impl Untitled {
    fn rename(&mut self, words: &str) {
        self.history.apply(&mut self.project, "rename project", title(words)).unwrap();
        self.journal.acts(self.history.take_acts(), time(1));
        self.journal.flush(PATIENCE).unwrap();
    }

    /// Notes that it is saved, in a folder of this place.
    fn note(&self, at: &Path) {
        let covers = self.journal.covers().unwrap();
        self.sessions.note_saving(&covers, &at.join("project"), &self.project).unwrap();
    }
}

/// Is an untitled project offered?
fn is_offered(state: &Path) -> bool {
    find_untitled(&Sessions { root: None, state: Some(state.to_owned()) }).is_some()
}

#[test]
fn what_the_saved_project_has_is_not_offered_again_and_can_be_undone_there() {
    let at = tempfile::tempdir().unwrap();
    let (state, copied) = (at.path().join("state"), at.path().join("b/state"));
    let mut one = untitled(&state);
    one.note(&at.path().join("b"));
    let root = at.path().join("b/project");
    copy(&state, &copied);
    assert!(is_offered(&copied), "nothing is saved yet");
    create(&root, &one.project).unwrap();
    assert!(!is_offered(&copied));
    let (mut desk, recovered) = Desk::open(&root, &copied);
    assert_eq!((labels(&recovered), recovered.refused.len()), (Vec::new(), 0));
    desk.flush();
    let status = desk.journal.status();
    assert_eq!(status.kept, Some(crate::store::Kept::InProject));
    assert!(desk.session().starts_with(&root));
    assert_eq!(desk.undo().as_deref(), Some("rename project"));
    assert_eq!(desk.project, small());
    drop(desk);
    let (desk, recovered) = Desk::open(&root, &copied);
    assert_eq!(labels(&recovered), ["undo: rename project"]);
    assert_eq!((&desk.project, is_offered(&copied)), (&small(), false));

    // What was done after that save began is in neither but the journal.
    let (state, copied) = (&state, at.path().join("c/state"));
    one.note(&at.path().join("c"));
    let saved = one.project.clone();
    one.rename("Not saved");
    copy(state, &copied);
    let root = at.path().join("c/project");
    create(&root, &saved).unwrap();
    let (desk, recovered) = Desk::open(&root, &copied);
    assert_eq!((labels(&recovered), recovered.refused.len()), (vec!["rename project"], 0));
    assert_eq!((&desk.project, is_offered(&copied)), (&one.project, false));
    assert_eq!(desk.history.steps().len(), 2);
}

#[test]
fn a_first_save_that_came_to_nothing_leaves_the_project_untitled() {
    let at = tempfile::tempdir().unwrap();
    let one = untitled(&at.path().join("a/state"));
    one.note(at.path());
    // Somebody puts another project there.
    let other = Project::new("Other", time(7), one.project.codebook().clone());
    create(&at.path().join("project"), &other).unwrap();
    copy(&at.path().join("a/state"), &at.path().join("state"));
    assert!(is_offered(&at.path().join("state")));
    let (desk, recovered) = Desk::open(&at.path().join("project"), &at.path().join("state"));
    assert_eq!((labels(&recovered), desk.project.title()), (Vec::new(), "Other"));
}
