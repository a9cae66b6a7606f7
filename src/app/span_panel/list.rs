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
    model::{Article, ArticleId, InOrder, Layer, Project, Span},
};

/// What the filtered rows were computed from.
type Key = (u64, ArticleId, String);

/// The list's own state.
#[derive(Debug, Default)]
pub(super) struct SpanList {
    filter: String,
    /// The spans that pass the filter; none while there is no filter.
    found: Vec<SpanRef>,
    key: Option<Key>,
    /// The selected span that was last brought into view.
    seen: Option<SpanRef>,
}

/// The spans that have a row.
struct Rows<'a> {
    /// All spans of the article: without a filter each has its row, so that nothing is put together
    /// when one is tagged among many.
    all: InOrder<'a>,
    /// Those that pass the filter.
    found: Option<&'a [SpanRef]>,
}

impl<'a> Rows<'a> {
    fn count(&self) -> usize {
        self.found.map_or_else(|| self.all.count(), <[SpanRef]>::len)
    }

    fn get(&self, row: usize) -> Option<(&'a Layer, &'a Span)> {
        let Some(found) = self.found else { return self.all.nth(row) };
        let at = found.get(row)?;
        let layer = self.all.layers().find(|layer| layer.id == at.layer)?;
        Some((layer, layer.span(&at.span)?))
    }

    fn row_of(&self, span: &SpanRef) -> Option<usize> {
        match self.found {
            Some(found) => found.iter().position(|at| at == span),
            None => self.all.count_before(&span.layer, &span.span),
        }
    }
}

/// Says why no span is listed, and what to do.
fn nothing_here(open: &Open, article: &Article) -> String {
    const ADD: &str = "Select words in the article and press a tag’s key";
    const MEND: &str = "Review, Problems in the files… says what is wrong";
    let names: Vec<&str> =
        open.unreadable(&article.id).map(|one| open.project.analyst_name(one)).collect();
    let is_own = open.unreadable(&article.id).any(|one| Some(one) == open.analyst.as_ref());
    if is_own {
        return format!(
            "Your spans in this article can’t be read, and none can be added until their file is \
             mended. {MEND}"
        );
    }
    match names.as_slice() {
        [] => ADD.to_owned(),
        names => format!("The spans of {} in this article can’t be read. {MEND}", names.join(", ")),
    }
}

impl SpanList {
    /// Shows the list in the room that is left.
    pub fn list_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
        let (Some(open), Some(article)) = (scene.open, scene.article()) else {
            return hint_ui(ui, scene, "No article is shown");
        };
        self.refresh(open, article);
        let all = InOrder::of(&open.project, &article.id);
        if all.count() == 0 {
            return hint_ui(ui, scene, &nothing_here(open, article));
        }
        Frame::NONE.inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
            search_field(ui, "Filter spans", &mut self.filter);
        });
        let top = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), top - 0.5, scene.theme.thin());
        let found = self.key.is_some().then(|| std::mem::take(&mut self.found));
        let rows = Rows { all, found: found.as_deref() };
        if rows.count() == 0 {
            hint_ui(ui, scene, "No span has this in its words, note or tag");
        } else {
            self.rows_ui(ui, scene, &open.project, &rows, actions);
        }
        self.found = found.unwrap_or_default();
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        project: &Project,
        rows: &Rows<'_>,
        actions: &mut Vec<Action>,
    ) {
        let selected = scene.view.span.as_ref();
        let wanted = self.newly_selected(selected, rows);
        let is_signed = rows.all.layers().count() > 1;
        let area = ScrollArea::vertical().id_salt("spans").auto_shrink(false);
        area.show_rows(ui, ROW_HEIGHT, rows.count(), |ui, range| {
            if let Some(wanted) = wanted {
                bring_into_view(ui, ROW_HEIGHT, wanted, range.start);
            }
            for (layer, span) in range.filter_map(|row| rows.get(row)) {
                let at = SpanRef::new(&layer.id, &span.id);
                let is_selected = selected == Some(&at);
                if span_ui(ui, scene, (project, layer, span), is_signed, is_selected) {
                    actions.push(Action::View(ViewAction::Jump(at)));
                }
            }
        });
    }

    /// Returns the row of the selected span, once after it was selected.
    fn newly_selected(&mut self, selected: Option<&SpanRef>, rows: &Rows<'_>) -> Option<usize> {
        if self.seen.as_ref() == selected {
            return None;
        }
        self.seen = selected.cloned();
        rows.row_of(selected?)
    }

    /// Looks anew for what passes the filter where that, or the project, has changed.
    fn refresh(&mut self, open: &Open, article: &Article) {
        let needle = self.filter.trim().to_lowercase();
        if needle.is_empty() {
            (self.key, self.found) = (None, Vec::new());
            return;
        }
        let is_same = self.key.as_ref().is_some_and(|(of_revision, of_article, of_needle)| {
            *of_revision == open.revision && *of_article == article.id && *of_needle == needle
        });
        if is_same {
            return;
        }
        let project = &open.project;
        let mut rows = Vec::new();
        for layer in project.layers_of(&article.id) {
            let spans = layer.spans().filter(|span| fits(project, layer, span, &needle));
            rows.extend(spans.map(|span| {
                let extent = span.place.fragments().map(|fragments| fragments.extent());
                (extent.is_none(), extent, SpanRef::new(&layer.id, &span.id))
            }));
        }
        // Each layer is in order already: this merges them, what is adrift last.
        rows.sort();
        self.found = rows.into_iter().map(|(_, _, at)| at).collect();
        self.key = Some((open.revision, article.id.clone(), needle));
    }
}

fn fits(project: &Project, layer: &Layer, span: &Span, needle: &str) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(needle);
    holds(project.codebook().tag_name(&span.tag))
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
