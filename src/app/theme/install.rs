//! What egui is told of the theme.

use egui::{CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Visuals, vec2};

use super::{Theme, font, radius, size};

/// Gives egui both themes, the sizes and the spaces.
pub fn install(ctx: &egui::Context) {
    ctx.set_visuals_of(egui::Theme::Light, visuals(&Theme::light()));
    ctx.set_visuals_of(egui::Theme::Dark, visuals(&Theme::dark()));
    // Ctrl and plus enlarge the article's text, not the whole window.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, FontId::new(size::SMALL, FontFamily::Proportional)),
            (TextStyle::Body, FontId::new(size::UI, FontFamily::Proportional)),
            (TextStyle::Button, FontId::new(size::UI, FontFamily::Proportional)),
            (TextStyle::Monospace, FontId::new(size::UI, FontFamily::Monospace)),
            (TextStyle::Heading, FontId::new(size::TITLE, font::semibold())),
        ]
        .into();
        style.spacing.item_spacing = vec2(8.0, 6.0);
        style.spacing.button_padding = vec2(10.0, 5.0);
        style.spacing.menu_margin = Margin::same(6);
        style.spacing.window_margin = Margin::same(16);
        style.spacing.interact_size.y = 26.0;
        style.spacing.menu_width = 260.0;
        style.spacing.scroll.floating = true;
        style.spacing.scroll.bar_width = 8.0;
        // Its edges are those of the frame before, from which a text that has just been laid out anew
        // would be pulled back.
        style.spacing.scroll.kinetic.rubber_band = false;
        style.interaction.selectable_labels = false;
        style.animation_time = 0.0;
        style.url_in_tooltip = true;
    });
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(theme.dim);
    visuals.hyperlink_color = theme.accent;
    visuals.panel_fill = theme.panel;
    visuals.window_fill = theme.panel;
    visuals.window_stroke = theme.thin();
    visuals.window_corner_radius = CornerRadius::same(radius::WINDOW);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    visuals.window_shadow = theme.shadow();
    visuals.popup_shadow = theme.shadow();
    visuals.faint_bg_color = theme.hover;
    visuals.extreme_bg_color = theme.paper;
    visuals.text_edit_bg_color = Some(theme.paper);
    visuals.code_bg_color = theme.hover;
    visuals.warn_fg_color = theme.warning;
    visuals.error_fg_color = theme.error;
    visuals.selection.bg_fill = theme.selection;
    visuals.selection.stroke = Stroke::new(1.0, theme.accent);
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(1.5, theme.ink);
    let widgets = &mut visuals.widgets;
    let states = [
        (&mut widgets.noninteractive, theme.panel, theme.line, theme.ink),
        (&mut widgets.inactive, theme.paper, theme.line, theme.ink),
        (&mut widgets.hovered, theme.hover, theme.line, theme.ink),
        (&mut widgets.active, theme.hover, theme.accent, theme.ink),
        (&mut widgets.open, theme.hover, theme.line, theme.ink),
    ];
    for (state, fill, stroke, text) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, stroke);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = CornerRadius::same(radius::CONTROL);
        state.expansion = 0.0;
    }
    visuals
}
