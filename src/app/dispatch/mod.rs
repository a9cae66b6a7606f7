//! From what a person wants to what changes: the one door to the project.

mod autosave;
mod care;
mod codebook;
mod command;
mod compare;
mod conflicts;
mod copy;
mod earlier;
mod file;
mod find;
mod gone;
mod keeping;
mod lock;
mod look;
mod many;
mod mending;
pub mod message;
mod nudge;
mod occurrences;
mod others;
mod places;
mod proposals;
mod reading;
mod saved;
mod selection;
mod sources;
mod span;
#[cfg(test)]
mod tests;
mod update;
mod view;

use super::{
    action::{Action, AnalystAction, Change},
    desk::{Desk, Tone},
    dialog::Dialog,
    keeping::HeldBy,
};
use crate::{
    jobs,
    model::{
        AnalystId,
        edit::{Edit, Refused, compose},
    },
};

impl Desk {
    /// Does what a person wants.
    pub fn dispatch(&mut self, action: Action) {
        match action {
            Action::Run(command) => self.run(command),
            Action::File(action) => self.file(action),
            Action::Span(action) => self.span(action),
            Action::View(action) => self.view(action),
            Action::Find(action) => self.find(action),
            Action::Occurrence(action) => self.occurrence(action),
            Action::Proposal(action) => self.proposal(action),
            Action::Change(Change { label, join, edit }) => {
                self.change(label, join.as_deref(), edit);
            }
            Action::Analyst(action) => self.analyst(action),
            Action::Codebook(action) => self.codebook(action),
            Action::Care(action) => self.care(action),
        }
        self.keep_acts();
        self.follow_searches();
    }

    /// Changes the open project, or says why not. Returns whether it was changed.
    pub(super) fn change(
        &mut self,
        label: impl Into<String>,
        join: Option<&str>,
        edit: Edit,
    ) -> bool {
        let Some(open) = &mut self.open else { return false };
        if open.is_partial {
            self.say(Tone::Plain, "The project is still being opened");
            return false;
        }
        if let Some(held) = open.holder(&edit).cloned() {
            self.tell_held(&held);
            return false;
        }
        if let Some(file) = open.refused_file(&edit) {
            let text = format!(
                "{} can’t be read, and nothing is written over it: this can’t be changed until it is \
                 mended. See Review, Problems in the files",
                file.display()
            );
            self.say(Tone::Bad, text);
            return false;
        }
        let applied = match join {
            Some(key) => open.history.apply_joined(&mut open.project, label, key, edit),
            None => open.history.apply(&mut open.project, label, edit),
        };
        let is_done = applied.is_ok();
        open.touch();
        self.keep_acts();
        if let Err(refused) = applied {
            self.refuse(&refused);
        }
        is_done
    }

    /// Says that another program has an analyst's layers open.
    fn tell_held(&mut self, held: &HeldBy) {
        let Some(open) = &self.open else { return };
        let name = open.project.analyst_name(&held.analyst);
        let text = format!("{name}’s spans can only be read here: they are open in {}", held.by);
        self.say(Tone::Plain, text);
    }

    fn refuse(&mut self, refused: &Refused) {
        self.say(Tone::Bad, refused.to_string());
    }

    /// Returns who annotates, or asks, with `then` to go on with after the answer.
    fn need_analyst(&mut self, then: impl FnOnce() -> Action) -> Option<AnalystId> {
        let open = self.open.as_ref()?;
        if open.analyst.is_none() {
            let name = self.settings.analyst.clone();
            let then = Some(Box::new(then()));
            self.view.dialog = Some(Box::new(Dialog::Analyst { name, then }));
        }
        open.analyst.clone()
    }

    fn analyst(&mut self, action: AnalystAction) {
        let Some(open) = &mut self.open else { return };
        let id = match action {
            AnalystAction::Choose(id) => id,
            AnalystAction::New(name) => {
                if let Some(known) = jobs::find_analyst(&open.project, name.trim()) {
                    return self.be(known);
                }
                let analyst = match jobs::new_analyst(&open.project, name.trim()) {
                    Ok(analyst) => analyst,
                    Err(error) => return self.complain(&error),
                };
                let id = analyst.id.clone();
                if !self.change("new analyst", None, compose::add_analyst(analyst)) {
                    return;
                }
                id
            }
        };
        self.be(id);
    }

    /// Annotates as this analyst from now on, and goes on with what waited for it.
    fn be(&mut self, id: AnalystId) {
        let Some(open) = &mut self.open else { return };
        self.settings.analyst = open.project.analyst_name(&id).to_owned();
        let is_other = open.analyst.as_ref() != Some(&id) || open.held.is_some();
        open.analyst = Some(id);
        open.count_conflicts();
        if is_other {
            self.take_lock();
        }
        if let Some(Dialog::Analyst { then, .. }) = self.view.dialog.take().map(|dialog| *dialog)
            && let Some(action) = then
        {
            let waits = is_other
                && self.keeps_journals
                && self.open.as_ref().is_some_and(|open| open.path().is_some());
            if waits {
                self.after_lock = Some(action);
            } else {
                self.dispatch(*action);
            }
        }
    }
}
