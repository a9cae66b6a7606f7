//! The spans of the article shown, of all analysts, in the order of the text.

use egui::{Frame, Margin, ScrollArea, Ui};

use super::{
    hint_ui,
    line::{Line, text_of},
};
use crate::{
    app::{
        action::{Action, ViewAction},
        desk::Open,
        scene::Scene,
        view::SpanRef,
        widgets::{ROW_HEIGHT, RowText, bring_into_view, lined_row, paint_swatch, search_field},
    },
    model::{Article, ArticleId, Layer, Project, Span},
};

/// What the rows were computed from.
type Key = (u64, ArticleId, String);

/// The list's own state.
#[derive(Debug, Default)]
pub(super) struct SpanList {
    filter: String,
    rows: Vec<SpanRef>,
    key: Option<Key>,
    /// Do several analysts have spans here?
    is_signed: bool,
    /// The selected span that was last brought into view.
    seen: Option<SpanRef>,
}

impl SpanList {
    /// Shows the list in the room that is left.
    pub fn list_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
        let (Some(open), Some(article)) = (scene.open, scene.article()) else {
            return hint_ui(ui, scene, "No article is shown");
        };
        self.refresh(open, article);
        let has_spans = open.project.layers_of(&article.id).any(|layer| layer.span_count() > 0);
        if !has_spans {
            return hint_ui(ui, scene, "Select words in the article and press a tag’s key");
        }
        Frame::NONE.inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
            search_field(ui, "Filter spans", &mut self.filter);
        });
        let top = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), top - 0.5, scene.theme.thin());
        if self.rows.is_empty() {
            return hint_ui(ui, scene, "No span has this in its words, note or tag");
        }
        self.rows_ui(ui, scene, &open.project, actions);
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        project: &Project,
        actions: &mut Vec<Action>,
    ) {
        let selected = scene.view.span.as_ref();
        let wanted = self.newly_selected(selected);
        let area = ScrollArea::vertical().id_salt("spans").auto_shrink(false);
        area.show_rows(ui, ROW_HEIGHT, self.rows.len(), |ui, range| {
            if let Some(wanted) = wanted {
                bring_into_view(ui, ROW_HEIGHT, wanted, range.start);
            }
            for at in self.rows.get(range).unwrap_or_default() {
                let Some(layer) = project.layer(&at.layer) else { continue };
                let Some(span) = layer.span(&at.span) else { continue };
                let is_selected = selected == Some(at);
                if span_ui(ui, scene, (project, layer, span), self.is_signed, is_selected) {
                    actions.push(Action::View(ViewAction::Jump(at.clone())));
                }
            }
        });
    }

    /// Returns the row of the selected span, once after it was selected.
    fn newly_selected(&mut self, selected: Option<&SpanRef>) -> Option<usize> {
        if self.seen.as_ref() == selected {
            return None;
        }
        self.seen = selected.cloned();
        self.rows.iter().position(|at| Some(at) == selected)
    }

    /// Computes the rows anew where what they come from has changed.
    fn refresh(&mut self, open: &Open, article: &Article) {
        let project = &open.project;
        let is_same = self.key.as_ref().is_some_and(|(of_revision, of_article, of_filter)| {
            *of_revision == open.revision && *of_article == article.id && *of_filter == self.filter
        });
        if is_same {
            return;
        }
        let needle = self.filter.trim().to_lowercase();
        let mut rows = Vec::new();
        let mut analysts = 0;
        for layer in project.layers_of(&article.id) {
            analysts += usize::from(layer.span_count() > 0);
            let spans = layer.spans().filter(|span| fits(project, layer, span, &needle));
            rows.extend(spans.map(|span| {
                let extent = span.place.fragments().map(|fragments| fragments.extent());
                (extent.is_none(), extent, SpanRef::new(&layer.id, &span.id))
            }));
        }
        // Each layer is in order already: this merges them, what is adrift last.
        rows.sort();
        self.rows = rows.into_iter().map(|(_, _, at)| at).collect();
        self.is_signed = analysts > 1;
        self.key = Some((open.revision, article.id.clone(), self.filter.clone()));
    }
}

fn fits(project: &Project, layer: &Layer, span: &Span, needle: &str) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(needle);
    needle.is_empty()
        || holds(project.codebook().tag_name(&span.tag))
        || holds(&span.note)
        || text_of(project, &layer.id, layer).is_some_and(|text| holds(&span.words(text)))
}

/// Shows a span's row and says whether it was clicked.
fn span_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (project, layer, span): (&Project, &Layer, &Span),
    is_signed: bool,
    is_selected: bool,
) -> bool {
    let line = Line::of(project, layer, span, is_signed);
    let name = format!("{}, {}", line.title, line.detail);
    let text = RowText { title: &line.title, detail: &line.detail, name: &name };
    let color = scene.theme.tag_or_dim(project.codebook().tags.get(&span.tag));
    let row = lined_row(ui, text, &line.icons, is_selected, |ui, at, _| {
        paint_swatch(ui, at, color);
    });
    row.clicked()
}
