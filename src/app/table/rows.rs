//! The rows of the table: those in view, each with its tag and note to edit.

use egui::{
    Align, Align2, Color32, Layout, Rangef, Rect, Role, ScrollArea, Sense, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::{TablePanel, at, columns::Columns, columns::header_ui, note};
use crate::{
    app::{
        action::{Action, SpanAction, ViewAction},
        desk::Open,
        icons,
        scene::Scene,
        theme::{font, space},
        view::SpanRef,
        widgets::{ComboLook, bring_into_view, one_line, paint_line, tag_combo},
    },
    model::Span,
    review::Row,
};

/// Shows the header and the rows in view.
pub(super) fn rows_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open,
    panel: &mut TablePanel,
    actions: &mut Vec<Action>,
) {
    let has_analysts = open.project.analysts().len() > 1;
    let columns = Columns::fit(ui.max_rect().x_range(), has_analysts);
    header_ui(ui, scene, panel, &columns);
    let area = ScrollArea::vertical().id_salt("table").auto_shrink(false);
    area.show_rows(ui, space::TABLE_ROW, panel.rows.len(), |ui, range| {
        panel.page = range.len().saturating_sub(1);
        if std::mem::take(&mut panel.wants_view) {
            bring_into_view(ui, space::TABLE_ROW, panel.place, range.start);
        }
        for place in range {
            let Some(row) = panel.rows.get(place) else { continue };
            let row = row.clone();
            row_ui(ui, scene, open, panel, (&row, &columns), actions);
        }
    });
}

fn row_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open,
    panel: &mut TablePanel,
    (row, columns): (&Row, &Columns),
    actions: &mut Vec<Action>,
) {
    let at = at(row);
    let size = vec2(ui.available_width(), space::TABLE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let Some((span, _)) = open.span(&at) else { return };
    let is_current = panel.current.as_ref() == Some(&at);
    let tag = open.project.codebook().tag_name(&span.tag);
    let name = format!("{tag}: {}, in {}", row.words, row.article_title);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_current, &name));
    let fill = if is_current {
        scene.theme.selected
    } else if response.contains_pointer() || response.has_focus() {
        scene.theme.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, scene.theme.thin());
    let builder = UiBuilder::new().max_rect(rect).id_salt(("row", &at.layer, &at.span));
    let mut ui = ui.new_child(builder);
    cells_ui(&ui, scene, (row, columns), rect);
    tag_ui(&mut ui, open, (&at, span), cell(columns.tag, rect), actions);
    if let Some(range) = columns.note {
        note::note_ui(&mut ui, scene, panel, (&at, span), cell(range, rect), actions);
    }
    if response.clicked() {
        actions.push(Action::View(ViewAction::Jump(at)));
    }
}

fn cell(range: Rangef, row: Rect) -> Rect {
    Rect::from_x_y_ranges(range, row.y_range().shrink(1.0))
}

/// Paints what can't be edited here.
fn cells_ui(ui: &Ui, scene: &Scene<'_>, (row, columns): (&Row, &Columns), rect: Rect) {
    let theme = &scene.theme;
    let middle = rect.center().y;
    let mut words = columns.words;
    if row.start.is_none() {
        let at = pos2(words.min + 6.0, middle);
        let painter = ui.painter();
        painter.text(at, Align2::CENTER_CENTER, icons::WARNING, font::small_icon(), theme.warning);
        words.min += 18.0;
    }
    let galley = one_line(ui, &row.words, font::quote(), theme.ink, words.span());
    paint_line(ui, galley, words.min, middle);
    let links = if row.links == 0 { "–".to_owned() } else { row.links.to_string() };
    let quiet = [
        (columns.article, &*row.article_title),
        (columns.analyst, &*row.analyst_name),
        (columns.links, links.as_str()),
    ];
    for (range, text) in quiet {
        let Some(range) = range else { continue };
        let galley = one_line(ui, text, font::small(), theme.dim, range.span());
        paint_line(ui, galley, range.min, middle);
    }
}

fn tag_ui(
    ui: &mut Ui,
    open: &Open,
    (at, span): (&SpanRef, &Span),
    rect: Rect,
    actions: &mut Vec<Action>,
) {
    let is_own = open.analyst.as_ref() == Some(&at.layer.analyst);
    let mut builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    if !is_own {
        ui.visuals_mut().disabled_alpha = 1.0;
        builder = builder.disabled();
    }
    let mut ui = ui.new_child(builder);
    let codebook = open.project.codebook();
    let picked = tag_combo(&mut ui, ComboLook::Bare, "Tag of the row", codebook, &span.tag);
    if let Some(tag) = picked {
        actions.push(Action::Span(SpanAction::Retag(at.clone(), tag)));
    }
}
