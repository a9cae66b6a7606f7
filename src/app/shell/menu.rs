//! The menu bar, with the field that opens the palette at its right end.

use egui::{
    Align, Button, Layout, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};

use crate::{
    app::{
        action::{Action, FileAction},
        command::{Command, Menu, TABLE},
        icons, memo,
        scene::Scene,
        theme::{Theme, font, radius, space},
        widgets::{key_cap, key_cap_width, one_line, paint_line},
    },
    jobs,
    text::harmless,
};

/// Shows the menu bar.
pub fn menu_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let theme = &scene.theme;
    let bar = ui.max_rect();
    ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, theme.thin());
    ui.horizontal_centered(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new("Postil").font(font::ui_semibold()).color(theme.ink));
        ui.add_space(8.0);
        for menu in Menu::ALL {
            ui.style_mut().visuals.widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
            ui.style_mut().visuals.widgets.inactive.bg_stroke = Stroke::NONE;
            ui.menu_button(menu.label(), |ui| {
                ui.set_min_width(268.0);
                let room = ui.ctx().content_rect().height() - space::TOP_BAR - 24.0;
                ScrollArea::vertical().max_height(room).show(ui, |ui| {
                    entries_ui(ui, scene, menu, actions);
                });
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            if palette_field(ui, theme).clicked() {
                actions.push(Action::Run(Command::Palette));
            }
        });
    });
}

fn entries_ui(ui: &mut Ui, scene: &Scene<'_>, menu: Menu, actions: &mut Vec<Action>) {
    for (at, entry) in TABLE.iter().filter(|entry| entry.menu == menu).enumerate() {
        if entry.starts_group && at > 0 {
            ui.separator();
        }
        let button = Button::new(scene.label(entry)).shortcut_text(entry.command.keys(ui.ctx()));
        if ui.add_enabled(scene.can_run(entry), button).clicked() {
            actions.push(Action::Run(entry.command));
            ui.close();
        }
    }
    if menu == Menu::File {
        recent_ui(ui, scene, actions);
    }
}

/// Lists the projects that were open lately; those that are gone stand greyed.
fn recent_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    if scene.settings.recent.is_empty() {
        return;
    }
    ui.separator();
    ui.menu_button("Open recent", |ui| {
        for path in &scene.settings.recent {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let name = harmless(&name);
            let is_there = memo::looked_up(ui.ctx(), "is there", path, || jobs::exists(path));
            let button = ui.add_enabled(is_there, Button::new(name.as_ref()));
            if button.on_hover_text(harmless(&path.display().to_string())).clicked() {
                actions.push(Action::File(FileAction::Open(vec![path.clone()])));
                ui.close();
            }
        }
    });
}

fn palette_field(ui: &mut Ui, theme: &Theme) -> Response {
    let width = 330.0_f32.min(ui.available_width() - 8.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    let label = Command::Palette.label();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let is_lit = response.hovered() || response.has_focus();
    let stroke = if is_lit { Stroke::new(1.0, theme.accent) } else { theme.thin() };
    let radius = f32::from(radius::CONTROL);
    ui.painter().rect(rect, radius, theme.paper, stroke, StrokeKind::Inside);
    let icon = one_line(ui, icons::MAGNIFYING_GLASS, font::icon(), theme.dim, 20.0);
    paint_line(ui, icon, rect.left() + 9.0, rect.center().y);
    let keys = Command::Palette.keys(ui.ctx());
    let right = rect.right() - 6.0 - key_cap_width(ui, &keys);
    let text = one_line(ui, label, font::ui(), theme.dim, right - rect.left() - 38.0);
    paint_line(ui, text, rect.left() + 30.0, rect.center().y);
    key_cap(ui, theme, &keys, right, rect.center().y);
    response
}
