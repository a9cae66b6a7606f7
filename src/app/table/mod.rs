//! The table of all spans of the project.

mod columns;
mod filter_bar;
mod keys;
mod note;
mod rows;

use egui::{Align, Layout, RichText, Ui, UiBuilder, vec2};

use super::{
    action::{Action, ViewAction},
    desk::Open,
    scene::Scene,
    theme::{font, space},
    view::{Main, SpanRef},
    widgets::{button, filled_tab},
};
use crate::review::{self, Filter, Row, Sort, count};

/// The table's own state.
#[derive(Debug, Default)]
pub struct TablePanel {
    filter: Filter,
    sort: Sort,
    rows: Vec<Row>,
    /// How many spans there are in all.
    total: usize,
    /// What the rows were computed from.
    key: Option<(u64, Filter, Sort)>,
    /// The selected row, and where it stood when it was last there.
    current: Option<SpanRef>,
    place: usize,
    /// How many rows are in view.
    page: usize,
    /// The row whose note is being edited.
    editing: Option<note::Editing>,
    /// Is the selected row to be brought into view?
    wants_view: bool,
}

/// Shows the table.
pub fn table_ui(ui: &mut Ui, scene: &Scene<'_>, panel: &mut TablePanel, actions: &mut Vec<Action>) {
    let Some(open) = scene.open else { return };
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs_ui(ui, scene, actions);
    panel.refresh(ui, open);
    if panel.total == 0 {
        let text = "Select words in an article and press a tag’s key: they will stand here";
        return empty_ui(ui, scene, "There are no spans yet", text, |_| {});
    }
    filter_bar::filter_bar_ui(ui, scene, open, panel);
    panel.follow_selection(scene, open, actions);
    keys::walk(ui, scene, panel, actions);
    if panel.rows.is_empty() {
        let (title, text) = ("No span fits", "Every condition above must hold");
        return empty_ui(ui, scene, title, text, |ui| {
            if button(ui, "Clear filters").clicked() {
                panel.filter = Filter::default();
            }
        });
    }
    rows::rows_ui(ui, scene, open, panel, actions);
}

impl TablePanel {
    /// Computes the rows anew where what they come from has changed. While something is being
    /// typed into a field the rows stay where they are: what they show is read from the project.
    fn refresh(&mut self, ui: &Ui, open: &Open) {
        let (is_asked_alike, is_same) = self.key.as_ref().map_or((false, false), |key| {
            let is_asked_alike = key.1 == self.filter && key.2 == self.sort;
            (is_asked_alike, is_asked_alike && key.0 == open.revision)
        });
        if is_same || (is_asked_alike && ui.ctx().text_edit_focused()) {
            return;
        }
        self.rows = review::rows(&open.project, &self.filter, self.sort);
        self.total = open.project.layers().map(|layer| layer.span_count()).sum();
        self.key = Some((open.revision, self.filter.clone(), self.sort));
        self.find_current();
    }

    /// Keeps up with what is selected elsewhere. Where the selected span is gone, the row that has
    /// come into its place is selected.
    fn follow_selection(&mut self, scene: &Scene<'_>, open: &Open, actions: &mut Vec<Action>) {
        let selected = scene.view.span.as_ref();
        if self.current.as_ref() == selected {
            return;
        }
        let is_gone = self.current.as_ref().is_some_and(|at| open.span(at).is_none());
        self.current = selected.cloned();
        self.find_current();
        if is_gone && selected.is_none() {
            actions
                .extend(self.row_at(self.place).map(|at| Action::View(ViewAction::Span(Some(at)))));
        }
    }

    fn find_current(&mut self) {
        let current = self.current.as_ref();
        let is_current =
            |row: &Row| current.is_some_and(|at| at.span == row.span && at.layer == row.layer);
        let place = self.rows.iter().position(is_current);
        self.place = place.unwrap_or(self.place);
        self.wants_view |= place.is_some();
    }

    /// Returns the row at a place, the last one where there are fewer.
    fn row_at(&self, place: usize) -> Option<SpanRef> {
        self.rows.get(place).or_else(|| self.rows.last()).map(at)
    }

    fn count_text(&self) -> String {
        if self.rows.len() == self.total {
            return count(self.total, "span");
        }
        format!("{} of {}", self.rows.len(), count(self.total, "span"))
    }
}

/// Returns the name of a row's span.
fn at(row: &Row) -> SpanRef {
    SpanRef::new(&row.layer, &row.span)
}

/// Shows the tabs of the middle: the article, and what is computed from all of them.
fn tabs_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let size = vec2(ui.available_width(), space::TAG_BAR);
    let (strip, _) = ui.allocate_exact_size(size, egui::Sense::empty());
    ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, scene.theme.thin());
    let rect = strip.shrink2(vec2(space::PANEL, 0.0));
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = 4.0;
    for (main, label) in [(Main::Article, "Article"), (Main::Table, "Table")] {
        if filled_tab(&mut ui, label, scene.view.main == main).clicked() {
            actions.push(Action::View(ViewAction::Main(main)));
        }
    }
}

/// Says why there are no rows, and what to do.
fn empty_ui(ui: &mut Ui, scene: &Scene<'_>, title: &str, text: &str, more: impl FnOnce(&mut Ui)) {
    let theme = &scene.theme;
    ui.add_space((ui.available_height() * 0.3).min(180.0));
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        ui.label(RichText::new(title).font(font::quote()).color(theme.ink));
        ui.label(RichText::new(text).font(font::ui()).color(theme.dim));
        more(ui);
    });
}
