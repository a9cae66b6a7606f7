//! What was done and undone: unlimited, over the whole project, with labels.

use super::{Edit, Refused};
use crate::model::Project;

/// One act of a person, as the edit that takes it back (or does it again).
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done, as it reads after "Undo": `tag Quote`.
    pub label: String,
    /// The edit that takes the project over the step.
    pub edit: Edit,
    /// Acts with the same key in a row are one step: the letters typed into one note.
    key: Option<String>,
}

/// The acts of a person, for undo and redo.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
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
        let edit = project.apply(edit)?;
        self.undone.clear();
        self.done.push(Step { label: label.into(), edit, key: None });
        Ok(())
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
        let (edit, key) = (project.apply(edit)?, Some(key.into()));
        let can_join = self.undone.is_empty();
        self.undone.clear();
        // The older inverse restores what was there before the first of the joined edits.
        match self.done.last_mut() {
            Some(last) if can_join && last.key == key => last.label = label.into(),
            _ => self.done.push(Step { label: label.into(), edit, key }),
        }
        Ok(())
    }

    /// Ends a run of joined edits: the next one is a step of its own.
    pub fn break_run(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.key = None;
        }
    }

    /// Takes back the last step and returns its label, `None` where there is none.
    pub fn undo(&mut self, project: &mut Project) -> Result<Option<String>, Refused> {
        let Some(step) = self.done.last() else { return Ok(None) };
        let edit = project.restore(step.edit.clone())?;
        let Some(step) = self.done.pop() else { return Ok(None) };
        self.undone.push(Step { label: step.label.clone(), edit, key: None });
        self.break_run();
        Ok(Some(step.label))
    }

    /// Does the last undone step again and returns its label, `None` where there is none.
    pub fn redo(&mut self, project: &mut Project) -> Result<Option<String>, Refused> {
        let Some(step) = self.undone.last() else { return Ok(None) };
        let edit = project.restore(step.edit.clone())?;
        let Some(step) = self.undone.pop() else { return Ok(None) };
        self.done.push(Step { label: step.label.clone(), edit, key: None });
        Ok(Some(step.label))
    }

    /// Returns the label of what undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.label.as_str())
    }

    /// Returns the label of what redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }

    /// Returns the steps done so far, oldest first.
    pub fn steps(&self) -> &[Step] {
        &self.done
    }
}
