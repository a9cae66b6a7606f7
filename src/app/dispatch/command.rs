//! The commands of the table.

use crate::{
    app::{
        action::{Action, SpanAction, ViewAction},
        command::Command,
        desk::{Desk, Effect, Tone},
        dialog::{
            AfterSave, ArticleDialog, CodebookDialog, Dialog, Draft, Export, PathPurpose,
            ProblemsDialog,
        },
        find::Way,
        view::{Main, Selection},
    },
    jobs::ExportFormat,
    model::edit::{Edit, Refused},
};

/// Which way along what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Undo,
    Redo,
}

impl Desk {
    pub(super) fn run(&mut self, command: Command) {
        match command {
            Command::NewProject
            | Command::OpenSample
            | Command::OpenFiles
            | Command::OpenFolder
            | Command::OpenProject
            | Command::Save
            | Command::SaveAs
            | Command::Saving
            | Command::Export
            | Command::CloseProject
            | Command::Quit => self.run_file(command),
            Command::Undo
            | Command::Redo
            | Command::Copy
            | Command::CopyCitation
            | Command::SelectAll => self.run_edit(command),
            Command::Find | Command::FindNext | Command::FindPrevious => self.run_find(command),
            Command::LabelAll => self.label_all(),
            Command::DeleteSpan
            | Command::EditNote
            | Command::StartLink
            | Command::RepeatTag
            | Command::NextSpan
            | Command::PreviousSpan
            | Command::GrowSelection
            | Command::ShrinkSelection
            | Command::AddFragment
            | Command::StretchEnd
            | Command::ShrinkEnd
            | Command::ShrinkStart
            | Command::StretchStart
            | Command::StretchEndByCharacter
            | Command::ShrinkEndByCharacter
            | Command::ShrinkStartByCharacter
            | Command::StretchStartByCharacter => self.run_span(command),
            Command::Codebook
            | Command::ChooseAnalyst
            | Command::ProjectDetails
            | Command::ArticleDetails
            | Command::RemoveArticle
            | Command::MarkDone
            | Command::Palette
            | Command::CheatSheet
            | Command::Conflicts
            | Command::Problems
            | Command::About
            | Command::ReadingSettings => self.run_dialog(command),
            Command::CompareTexts => self.toggle_beside(),
            Command::UpdateArticle => self.ask_for_update(),
            Command::CarryOver => self.look_where_spans_are(),
            Command::ReviewProposals => self.review_proposals(),
            Command::EditKeys => self.effects.push(Effect::EditKeys),
            _ => self.run_view(command),
        }
    }

    fn run_file(&mut self, command: Command) {
        match command {
            Command::NewProject => self.leave(AfterSave::New),
            Command::OpenSample => self.leave(AfterSave::OpenSample),
            Command::OpenFiles => self.ask_for_path(PathPurpose::OpenFiles),
            Command::OpenFolder => self.ask_for_path(PathPurpose::OpenFolder),
            Command::OpenProject => self.ask_for_path(PathPurpose::OpenProject),
            Command::Save => self.save(),
            Command::SaveAs => self.ask_for_path(PathPurpose::SaveProject),
            Command::Saving => self.show_saving(),
            Command::Export => self.show(Dialog::Export(Export::new(ExportFormat::Csv))),
            Command::CloseProject => self.leave(AfterSave::Close),
            Command::Quit => self.leave(AfterSave::Quit),
            _ => {}
        }
    }

    fn run_edit(&mut self, command: Command) {
        match command {
            Command::Undo => self.step_history(Step::Undo),
            Command::Redo => self.step_history(Step::Redo),
            Command::Copy => self.copy(),
            Command::CopyCitation => self.copy_with_citation(),
            Command::SelectAll => {
                let whole = self.text().map(|text| text.whole());
                self.select(whole.map(Selection::of));
            }
            _ => {}
        }
    }

    fn step_history(&mut self, step: Step) {
        let Some(open) = &mut self.open else { return };
        let edit = match step {
            Step::Undo => open.history.undo_edit(),
            Step::Redo => open.history.redo_edit(),
        };
        if let Some(held) = edit.and_then(|edit| open.holder(edit)).cloned() {
            return self.tell_held(&held);
        }
        let Some(open) = &mut self.open else { return };
        let (stepped, word) = match step {
            Step::Undo => (open.history.undo(&mut open.project), "Undone"),
            Step::Redo => (open.history.redo(&mut open.project), "Done again"),
        };
        open.touch();
        let undo_ends = open.keeping.undo_ends.clone();
        self.keep_acts();
        match stepped {
            Ok(Some(label)) => {
                self.say(Tone::Plain, format!("{word}: {label}"));
            }
            Ok(None) => {
                let ends = undo_ends.filter(|_| step == Step::Undo);
                if let Some(why) = ends {
                    self.say(Tone::Plain, format!("Undo goes back no further: {why}"));
                }
            }
            Err(refused) => self.pass_over(step, &refused),
        }
        self.forget_what_is_gone();
    }

    /// Passes over a step that others' changes have made impossible, so that those behind it can be
    /// reached.
    fn pass_over(&mut self, step: Step, refused: &Refused) {
        let Some(open) = &mut self.open else { return };
        let label = match step {
            Step::Undo => open.history.undo_label(),
            Step::Redo => open.history.redo_label(),
        };
        let label = label.unwrap_or_default().to_owned();
        let again = match step {
            Step::Undo => {
                open.history.pass_over_undo();
                "be undone any more"
            }
            Step::Redo => {
                open.history.pass_over_redo();
                "be done again"
            }
        };
        self.keep_acts();
        let text = format!(
            "“{label}” can’t {again}, and is passed over: what it was about was changed elsewhere \
             ({refused})"
        );
        self.say(Tone::Bad, text);
    }

    fn run_dialog(&mut self, command: Command) {
        let article = self.view.article.clone();
        let dialog = match (command, article) {
            (Command::Codebook, _) => Dialog::Codebook(CodebookDialog::default()),
            (Command::ChooseAnalyst, _) => {
                let is_first =
                    self.open.as_ref().is_some_and(|open| open.project.analysts().is_empty());
                let name = if is_first { self.settings.analyst.clone() } else { String::new() };
                Dialog::Analyst { name, then: None }
            }
            (Command::ProjectDetails, _) => Dialog::Project(Draft::default()),
            (Command::ArticleDetails, Some(article)) => {
                Dialog::Article(ArticleDialog::new(article))
            }
            (Command::RemoveArticle, Some(article)) => Dialog::RemoveArticle(article),
            (Command::MarkDone, Some(_)) => return self.mark_done(),
            (Command::Palette, _) => Dialog::Palette { query: String::new(), row: 0 },
            (Command::CheatSheet, _) => Dialog::CheatSheet,
            (Command::Conflicts, _) => Dialog::Conflicts { row: 0 },
            (Command::Problems, _) => Dialog::Problems(ProblemsDialog::default()),
            (Command::About, _) => Dialog::About,
            (Command::ReadingSettings, _) => Dialog::Look,
            _ => return,
        };
        self.show(dialog);
    }

    pub(super) fn show(&mut self, dialog: Dialog) {
        self.view.dialog = Some(Box::new(dialog));
    }

    /// Sets the status of the analyst's layer to done, or back to in progress.
    fn mark_done(&mut self) {
        use crate::model::{
            Status,
            edit::{LayerEdit, LayerField, compose},
        };
        let again = || Action::Run(Command::MarkDone);
        let Some(analyst) = self.need_analyst(again) else { return };
        let Some(article) = self.view.article.clone() else { return };
        let layer = crate::model::LayerId { article, analyst };
        if !self.is_whole_file(&layer) {
            return;
        }
        let Some(open) = &self.open else { return };
        let now = open.project.layer(&layer).and_then(|layer| layer.status.clone());
        let (status, label) = if now == Some(Status::Done) {
            (Status::InProgress, "mark as in progress")
        } else {
            (Status::Done, "mark as done")
        };
        let set = Edit::Layer(LayerEdit::Set(layer.clone(), LayerField::Status(Some(status))));
        let need = compose::need_layer(&open.project, &layer);
        self.change(label, None, Edit::Batch(need.into_iter().chain([set]).collect()));
    }

    fn run_view(&mut self, command: Command) {
        match command {
            Command::ShowArticle => self.view(ViewAction::Main(Main::Article)),
            Command::ShowTable => self.view(ViewAction::Main(Main::Table)),
            Command::NextArticle => self.next_article(1),
            Command::PreviousArticle => self.next_article(-1),
            Command::ToggleArticles => self.settings.left.is_open ^= true,
            Command::ToggleSpans => self.settings.right.is_open ^= true,
            Command::FocusMode => self.settings.is_focused ^= true,
            _ => self.run_look(command),
        }
    }

    fn next_article(&mut self, step: isize) {
        let Some(open) = &self.open else { return };
        let articles = open.project.articles_in_order();
        let now = articles.iter().position(|one| Some(&one.id) == self.view.article.as_ref());
        let next = now.map_or(Some(0), |now| now.checked_add_signed(step));
        let id = next.and_then(|next| articles.get(next)).map(|article| article.id.clone());
        if let Some(id) = id {
            self.view(ViewAction::Article(id));
        }
    }

    fn run_span(&mut self, command: Command) {
        let selected = self.view.span.clone();
        match (command, selected) {
            (Command::NextSpan, _) => self.walk(Way::On),
            (Command::PreviousSpan, _) => self.walk(Way::Back),
            (Command::RepeatTag, _) => self.repeat_tag(),
            (Command::GrowSelection, _) => self.grow(),
            (Command::ShrinkSelection, _) => self.shrink(),
            (Command::DeleteSpan, Some(_)) if self.view.selected_text().is_some() => {
                let text =
                    "Words are selected: Esc drops the selection, then Delete deletes the span";
                self.say(Tone::Plain, text);
            }
            (Command::DeleteSpan, Some(span)) => {
                self.span(SpanAction::Remove(vec![span]));
            }
            (Command::EditNote, Some(_)) => {
                self.settings.right.is_open = true;
                self.settings.is_focused = false;
                self.view.focus_note = true;
            }
            (Command::StartLink, Some(span)) => self.start_link(span),
            (Command::AddFragment, Some(span)) => self.add_fragment(&span),
            (command, Some(span)) => self.nudge(&span, command),
            (_, None) => self.say(Tone::Plain, "Select a span first"),
        }
    }
}
