//! Where the analyst's spans are in the newest text of the article: carry them over?

use egui::{Label, RichText, ScrollArea, Ui, vec2};

use super::{
    frame::{DialogBox, buttons_ui, room, text_ui},
    pen::cell,
};
use crate::{
    app::{
        action::{Action, ProposalAction},
        proposals::{CarriedRow, Carrying},
        scene::Scene,
        theme::{Theme, font},
        widgets::{button, paint_swatch, primary_button},
    },
    model::Project,
    review::count,
    text::carry::How,
};

const WIDTH: f32 = 720.0;
const GAP: f32 = 18.0;
const SCROLL_BAR: f32 = 12.0;

/// Shows what becomes of the spans, and asks.
pub fn carry_ui(ui: &mut Ui, scene: &Scene<'_>, carrying: &Carrying, actions: &mut Vec<Action>) {
    let Some(project) = scene.project() else { return };
    let (theme, report) = (&scene.theme, &carrying.report);
    let title =
        format!("Carry {} over to version {}", count(report.spans.len(), "span"), report.to);
    let shown = DialogBox::new(title, WIDTH).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        text_ui(ui, explanation(carrying));
        counts_ui(ui, theme, carrying);
        if !carrying.rows.is_empty() {
            ui.add_space(6.0);
            heads_ui(ui, theme);
            ScrollArea::vertical().max_height(room(ui, 230.0).min(380.0)).show(ui, |ui| {
                ui.set_width(ui.available_width() - SCROLL_BAR);
                for row in &carrying.rows {
                    row_ui(ui, theme, project, carrying, row);
                }
                if carrying.more > 0 {
                    let more = format!("and {} more", count(carrying.more, "span"));
                    ui.label(RichText::new(more).font(font::small()).color(theme.dim));
                }
            });
        }
        buttons_ui(ui, |ui| {
            if primary_button(ui, "Carry over").clicked() || is_enter {
                actions.push(Action::Proposal(ProposalAction::CarryOver));
            }
            button(ui, "Cancel").clicked()
        })
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn explanation(carrying: &Carrying) -> &'static str {
    if carrying.rows.is_empty() {
        "Every span was found word for word. The earlier text stays, and you can undo this"
    } else {
        "What is unchanged goes to its new place. The others wait for your yes, one by one. The \
         earlier text stays, and you can undo this"
    }
}

/// Says how many became what.
fn counts_ui(ui: &mut Ui, theme: &Theme, carrying: &Carrying) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for how in [How::Same, How::Moved, How::Changed, How::Orphan] {
            let number = carrying.report.count(how);
            let color = if number > 0 { theme.ink } else { theme.dim };
            let number = RichText::new(number.to_string()).font(font::ui_semibold()).color(color);
            ui.label(number);
            ui.label(RichText::new(word(how)).font(font::ui()).color(theme.dim));
            ui.add_space(12.0);
        }
    });
}

fn word(how: How) -> &'static str {
    match how {
        How::Same => "unchanged",
        How::Moved => "moved",
        How::Changed => "changed",
        How::Orphan => "not found",
    }
}

fn heads_ui(ui: &mut Ui, theme: &Theme) {
    let width = column(ui.available_width() - SCROLL_BAR);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for head in ["As it was", "In the newest text"] {
            cell(ui, width, |ui| {
                ui.label(RichText::new(head).font(font::small_semibold()).color(theme.dim));
            });
        }
    });
}

/// Returns how wide each of the two columns is.
fn column(width: f32) -> f32 {
    ((width - GAP) / 2.0).floor()
}

fn row_ui(ui: &mut Ui, theme: &Theme, project: &Project, carrying: &Carrying, row: &CarriedRow) {
    let width = column(ui.available_width());
    let top = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), top, theme.thin());
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    let span = project.span(&carrying.report.layer, &row.span);
    let tag = span.and_then(|span| project.codebook().tags.get(&span.tag));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), egui::Sense::empty());
        paint_swatch(ui, rect.center(), theme.tag_or_dim(tag));
        let name = tag.map_or("", |tag| tag.name.as_str());
        ui.label(RichText::new(name).font(font::ui_medium()).color(theme.ink));
        let sure = match row.how {
            How::Orphan => String::new(),
            _ => format!(" · {:.0} % sure", row.sure),
        };
        let how = format!("{}{sure}", word(row.how));
        ui.label(RichText::new(how).font(font::small()).color(theme.dim));
    });
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let (was, now) = match row.how {
            How::Orphan => (row.words.plain(theme), None),
            _ => (row.words.was(theme), Some(row.words.now(theme))),
        };
        cell(ui, width, |ui| ui.add(Label::new(was).wrap()));
        if let Some(now) = now {
            cell(ui, width, |ui| ui.add(Label::new(now).wrap()));
        }
    });
    ui.add_space(6.0);
}
