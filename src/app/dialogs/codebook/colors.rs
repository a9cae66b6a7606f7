//! A tag's colours and line, with how its spans will look.

use egui::{Color32, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::tag::write;
use crate::{
    app::{
        dialogs::pen::{Pen, cell},
        theme::{TAG_COLORS, Theme, contrast, font, radius},
        widgets::{field, labelled, one_line, paint_line, paint_underline},
    },
    model::{
        Color, Tag, Underline,
        edit::{Edit, RecordEdit},
    },
};

/// A colour that has less of it does not stand out from the paper.
const LEAST_CONTRAST: f32 = 3.0;

/// Shows a tag's colours and line.
pub fn colors_ui(ui: &mut Ui, pen: &mut Pen<'_>, tag: &Tag) {
    labelled(ui, "Colour", |ui| presets_ui(ui, pen, tag));
    ui.horizontal_top(|ui| {
        let half = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
        cell(ui, half, |ui| {
            let color = one_color_ui(ui, pen, "Colour on light paper", tag.color);
            if let Some(color) = color {
                write(pen, tag, "colour", Tag { color, ..tag.clone() });
            }
            preview_ui(ui, &Theme::light(), tag);
        });
        cell(ui, half, |ui| {
            let color = one_color_ui(ui, pen, "Colour on dark paper", tag.color_dark);
            if let Some(color_dark) = color {
                write(pen, tag, "dark colour", Tag { color_dark, ..tag.clone() });
            }
            preview_ui(ui, &Theme::dark(), tag);
        });
    });
    if let Some(other) = same_color(pen, tag) {
        let text = format!("{} has this colour too", other.name);
        ui.label(RichText::new(text).font(font::small()).color(pen.theme.warning));
    }
    labelled(ui, "Line", |ui| lines_ui(ui, pen, tag));
}

/// Returns another tag on offer that looks the same on light or on dark paper.
fn same_color<'a>(pen: &Pen<'a>, tag: &Tag) -> Option<&'a Tag> {
    let tags = pen.project.codebook().offered_tags();
    tags.into_iter().find(|other| {
        let is_same = other.color == tag.color || other.color_dark == tag.color_dark;
        other.id != tag.id && is_same
    })
}

/// Shows pairs of colours that go together.
fn presets_ui(ui: &mut Ui, pen: &mut Pen<'_>, tag: &Tag) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (color, color_dark) in TAG_COLORS {
            let shown = color32(if pen.theme.is_dark { color_dark } else { color });
            let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
            let is_current = (tag.color, tag.color_dark) == (color, color_dark);
            let name = format!("Colour {color}");
            response
                .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_current, &name));
            ui.painter().rect_filled(rect.shrink(3.0), 5.0, shown);
            if is_current || response.hovered() || response.has_focus() {
                let stroke = Stroke::new(1.5, if is_current { shown } else { pen.theme.dim });
                ui.painter().rect_stroke(rect, 7.0, stroke, StrokeKind::Inside);
            }
            if response.clicked() && !is_current {
                let changed = Tag { color, color_dark, ..tag.clone() };
                pen.change("recolour tag", Edit::Tag(RecordEdit::Change(Box::new(changed))));
            }
        }
    });
}

/// Shows one colour as a button that opens a picker, and as digits.
fn one_color_ui(ui: &mut Ui, pen: &mut Pen<'_>, name: &str, now: Color) -> Option<Color> {
    let mut picked = now;
    ui.horizontal_top(|ui| {
        let button = ui.color_edit_button_srgb(&mut picked.0);
        button.accessible_name(format!("Pick: {name}"));
        let add = |ui: &mut Ui, text: &mut String| field(ui, name, "#RRGGBB", text);
        let read = |text: &str| {
            let text = text.trim();
            let color = text.parse::<Color>().or_else(|_| format!("#{text}").parse());
            color.map(|color| color.to_string()).map_err(|_| "As #RRGGBB".to_owned())
        };
        let typed = cell(ui, 96.0, |ui| pen.drafted(ui, name, &now.to_string(), add, read));
        if let Some(color) = typed.and_then(|typed| typed.parse().ok()) {
            picked = color;
        }
    });
    (picked != now).then_some(picked)
}

/// Shows a line of text as it will look with the tag.
fn preview_ui(ui: &mut Ui, theme: &Theme, tag: &Tag) {
    let size = vec2(ui.available_width(), 44.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::empty());
    let round = f32::from(radius::CONTROL);
    ui.painter().rect(rect, round, theme.paper, theme.thin(), StrokeKind::Inside);
    let color = theme.tag(tag);
    let words = ["that ", "no charge was dropped", " today"];
    let mut left = rect.left() + 14.0;
    for (number, text) in words.into_iter().enumerate() {
        let room = rect.right() - 10.0 - left;
        if room < 20.0 {
            break;
        }
        let galley = one_line(ui, text, font::quote(), theme.ink, room);
        let (size, middle) = (galley.size(), rect.center().y - 1.0);
        if number == 1 {
            let marked = egui::Rect::from_min_size(egui::pos2(left, middle - size.y / 2.0), size);
            ui.painter().rect_filled(marked, 2.0, theme.wash(color));
            let y = marked.bottom() + 1.0;
            paint_underline(ui.painter(), marked.x_range(), y, &tag.underline, color);
        }
        left += size.x;
        paint_line(ui, galley, left - size.x, middle);
    }
    if contrast(color, theme.paper) < LEAST_CONTRAST {
        let text = "Hardly to be seen on this paper";
        ui.label(RichText::new(text).font(font::small()).color(Theme::of(ui).warning));
    }
}

fn lines_ui(ui: &mut Ui, pen: &mut Pen<'_>, tag: &Tag) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for line in Underline::KNOWN {
            let is_current = tag.underline == *line;
            let (rect, response) = ui.allocate_exact_size(vec2(56.0, 28.0), Sense::click());
            let name = format!("Line {line}");
            response
                .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_current, &name));
            let theme = pen.theme;
            let fill = if is_current { theme.selected } else { theme.paper };
            let is_lit = response.hovered() || response.has_focus();
            let edge = if is_lit || is_current { theme.accent } else { theme.line };
            let round = f32::from(radius::CONTROL);
            let stroke = Stroke::new(1.0, edge);
            ui.painter().rect(rect, round, fill, stroke, StrokeKind::Inside);
            let inner = rect.shrink2(vec2(12.0, 0.0));
            let (x, y) = (inner.x_range(), rect.center().y);
            paint_underline(ui.painter(), x, y, line, theme.tag(tag));
            if response.on_hover_text(line.as_str()).clicked() && !is_current {
                let changed = Tag { underline: line.clone(), ..tag.clone() };
                pen.change("change line", Edit::Tag(RecordEdit::Change(Box::new(changed))));
            }
        }
    });
}

fn color32(Color([red, green, blue]): Color) -> Color32 {
    Color32::from_rgb(red, green, blue)
}
