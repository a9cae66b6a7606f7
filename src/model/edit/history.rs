//! What was done and undone: unlimited, over the whole project, with labels.

use std::sync::Arc;

use super::{Edit, Refused};
use crate::model::Project;

/// One act of a person, as the edit that takes it back (or does it again).
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done, as it reads after "Undo": `tag Quote`.
    pub label: String,
    /// The edit that takes the project over the step.
    pub edit: Arc<Edit>,
    /// Acts with the same key in a row are one step: the letters typed into one note.
    key: Option<String>,
}

/// What moved a project or its history, with both directions: a journal of these makes the history
/// anew, and the project too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A person did something.
    Did {
        /// What, as it reads after "Undo".
        label: String,
        /// Joins it to the act before it, where that has the same.
        key: Option<String>,
        /// What it changed.
        edit: Arc<Edit>,
        /// What takes it back; none where it was joined to the act before it.
        inverse: Option<Arc<Edit>>,
    },
    /// A person took the last step back.
    Undid(Turn),
    /// A person did the last undone step again.
    Redid(Turn),
    /// A run of joined acts ended.
    BrokeRun,
}

/// A step that was taken back or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What the step was.
    pub label: String,
    /// What the turn changed.
    pub edit: Arc<Edit>,
    /// What leads back.
    pub inverse: Arc<Edit>,
}

impl Act {
    /// Returns what it changed, nothing where it only ended a run.
    pub fn edit(&self) -> Option<&Arc<Edit>> {
        match self {
            Self::Did { edit, .. } => Some(edit),
            Self::Undid(turn) | Self::Redid(turn) => Some(&turn.edit),
            Self::BrokeRun => None,
        }
    }
}

/// The acts of a person, for undo and redo.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The acts since they were last taken, where someone takes them.
    acts: Option<Vec<Act>>,
}

impl History {
    /// Applies an edit to the project and remembers how to take it back. What had been undone
    /// before can't be redone any more.
    pub fn apply(
        &mut self,
        project: &mut Project,
        label: impl Into<String>,
        edit: Edit,
    ) -> Result<(), Refused> {
        self.apply_keyed(project, label.into(), None, edit)
    }

    /// Applies an edit like [`History::apply`], but joins it to the step before where that has the
    /// same key, so that one undo takes back a whole passage of typing.
    pub fn apply_joined(
        &mut self,
        project: &mut Project,
        label: impl Into<String>,
        key: impl Into<String>,
        edit: Edit,
    ) -> Result<(), Refused> {
        self.apply_keyed(project, label.into(), Some(key.into()), edit)
    }

    fn apply_keyed(
        &mut self,
        project: &mut Project,
        label: String,
        key: Option<String>,
        edit: Edit,
    ) -> Result<(), Refused> {
        let copy = self.acts.is_some().then(|| Arc::new(edit.clone()));
        let inverse = Arc::new(project.apply(edit)?);
        if let (Some(acts), Some(edit)) = (&mut self.acts, copy) {
            let joins = joins(&self.done, &self.undone, key.as_ref());
            let inverse = (!joins).then(|| Arc::clone(&inverse));
            acts.push(Act::Did { label: label.clone(), key: key.clone(), edit, inverse });
        }
        self.did(label, key, Some(inverse));
        Ok(())
    }

    /// The older inverse restores what was there before the first of the joined edits.
    fn did(&mut self, label: String, key: Option<String>, inverse: Option<Arc<Edit>>) {
        let joins = joins(&self.done, &self.undone, key.as_ref());
        self.undone.clear();
        match (self.done.last_mut(), inverse) {
            (Some(last), _) if joins => last.label = label,
            (_, Some(edit)) => self.done.push(Step { label, edit, key }),
            // What came before it is not known: nothing leads past it.
            (_, None) => self.done.clear(),
        }
    }

    /// Ends a run of joined edits: the next one is a step of its own.
    pub fn break_run(&mut self) {
        let Some(last) = self.done.last_mut() else { return };
        if last.key.take().is_some()
            && let Some(acts) = &mut self.acts
        {
            acts.push(Act::BrokeRun);
        }
    }

    /// Takes back the last step and returns its label, `None` where there is none.
    pub fn undo(&mut self, project: &mut Project) -> Result<Option<String>, Refused> {
        let Some(step) = self.done.last() else { return Ok(None) };
        let turn = turned(project, step)?;
        let label = turn.label.clone();
        self.keep(Act::Undid(turn));
        Ok(Some(label))
    }

    /// Does the last undone step again and returns its label, `None` where there is none.
    pub fn redo(&mut self, project: &mut Project) -> Result<Option<String>, Refused> {
        let Some(step) = self.undone.last() else { return Ok(None) };
        let turn = turned(project, step)?;
        let label = turn.label.clone();
        self.keep(Act::Redid(turn));
        Ok(Some(label))
    }

    /// Passes over the last step, which can't be undone any more: others have taken out what it was about.
    /// Done again, it does nothing.
    pub fn pass_over_undo(&mut self) {
        if let Some(label) = self.undo_label().map(str::to_owned) {
            self.keep(Act::Undid(nothing(label)));
        }
    }

    /// Passes over the step that would be done again, in the same way.
    pub fn pass_over_redo(&mut self) {
        if let Some(label) = self.redo_label().map(str::to_owned) {
            self.keep(Act::Redid(nothing(label)));
        }
    }

    fn keep(&mut self, act: Act) {
        if let Some(acts) = &mut self.acts {
            acts.push(act.clone());
        }
        self.replay(act);
    }

    /// Takes an act in that the project has been through, as a journal tells it.
    pub fn replay(&mut self, act: Act) {
        match act {
            Act::Did { label, key, inverse, .. } => self.did(label, key, inverse),
            Act::Undid(Turn { label, inverse, .. }) => {
                self.done.pop();
                self.undone.push(Step { label, edit: inverse, key: None });
                self.forget_key();
            }
            Act::Redid(Turn { label, inverse, .. }) => {
                self.undone.pop();
                self.done.push(Step { label, edit: inverse, key: None });
            }
            Act::BrokeRun => self.forget_key(),
        }
    }

    fn forget_key(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.key = None;
        }
    }

    /// Makes the history of these acts anew, oldest first. A run of joined acts has ended with them.
    pub fn from_acts(acts: impl IntoIterator<Item = Act>) -> Self {
        let mut history = Self::default();
        acts.into_iter().for_each(|act| history.replay(act));
        history.forget_key();
        history
    }

    /// Keeps each act from now on until it is taken, for a journal.
    pub fn keep_acts(&mut self) {
        self.acts.get_or_insert_default();
    }

    /// Returns the acts since they were last taken, oldest first.
    pub fn take_acts(&mut self) -> Vec<Act> {
        self.acts.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Returns the label of what undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.label.as_str())
    }

    /// Returns the label of what redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }

    /// Returns the edit that undo would make.
    pub fn undo_edit(&self) -> Option<&Edit> {
        self.done.last().map(|step| &*step.edit)
    }

    /// Returns the edit that redo would make.
    pub fn redo_edit(&self) -> Option<&Edit> {
        self.undone.last().map(|step| &*step.edit)
    }

    /// Returns the steps done so far, oldest first.
    pub fn steps(&self) -> &[Step] {
        &self.done
    }
}

/// Is an act with this key part of the last step?
fn joins(done: &[Step], undone: &[Step], key: Option<&String>) -> bool {
    let last = done.last().and_then(|step| step.key.as_ref());
    undone.is_empty() && key.is_some() && last == key
}

fn nothing(label: String) -> Turn {
    let (edit, inverse) = (Edit::Batch(Vec::new()).into(), Edit::Batch(Vec::new()).into());
    Turn { label, edit, inverse }
}

fn turned(project: &mut Project, step: &Step) -> Result<Turn, Refused> {
    let inverse = project.restore(Edit::clone(&step.edit))?;
    Ok(Turn { label: step.label.clone(), edit: Arc::clone(&step.edit), inverse: inverse.into() })
}
