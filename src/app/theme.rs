//! Colours, sizes and spaces of the window: the only place that has any.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Visuals, vec2,
};

use crate::model::{Color, Tag};

/// The tokens of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Is it the dark one?
    pub is_dark: bool,
    /// Behind panels and bars.
    pub panel: Color32,
    /// Behind the article and in fields.
    pub paper: Color32,
    /// Text.
    pub ink: Color32,
    /// Quieter text.
    pub dim: Color32,
    /// Thin lines between things.
    pub line: Color32,
    /// Behind what the pointer is on.
    pub hover: Color32,
    /// Links, focus, the current tab.
    pub accent: Color32,
    /// Text on the accent colour.
    pub on_accent: Color32,
    /// Behind the selected row.
    pub selected: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// What went wrong.
    pub error: Color32,
    /// What wants attention.
    pub warning: Color32,
    /// How much of a tag's colour fills its spans, 0 to 1.
    pub fill: f32,
}

impl Theme {
    /// Returns the light theme: warm paper.
    pub const fn light() -> Self {
        Self {
            is_dark: false,
            panel: rgb(0xF5, 0xF2, 0xEC),
            paper: rgb(0xFF, 0xFD, 0xF8),
            ink: rgb(0x1F, 0x1D, 0x1A),
            dim: rgb(0x66, 0x61, 0x5A),
            line: rgb(0xE4, 0xDE, 0xD3),
            hover: rgb(0xEB, 0xE6, 0xDC),
            accent: rgb(0x2F, 0x5D, 0x9B),
            on_accent: rgb(0xFF, 0xFF, 0xFF),
            selected: rgb(0xDC, 0xE7, 0xF5),
            selection: rgb(0xC6, 0xD5, 0xEA),
            error: rgb(0xA9, 0x2B, 0x2B),
            warning: rgb(0x8A, 0x5A, 0x00),
            fill: 0.16,
        }
    }

    /// Returns the dark theme.
    pub const fn dark() -> Self {
        Self {
            is_dark: true,
            panel: rgb(0x1B, 0x1C, 0x1F),
            paper: rgb(0x21, 0x23, 0x27),
            ink: rgb(0xE8, 0xE4, 0xDC),
            dim: rgb(0xAD, 0xA8, 0x9F),
            line: rgb(0x33, 0x36, 0x3B),
            hover: rgb(0x2A, 0x2D, 0x32),
            accent: rgb(0x7F, 0xB0, 0xEE),
            on_accent: rgb(0x14, 0x1A, 0x22),
            selected: rgb(0x2C, 0x3B, 0x50),
            selection: rgb(0x3A, 0x4B, 0x66),
            error: rgb(0xF0, 0x8A, 0x80),
            warning: rgb(0xE3, 0xB3, 0x5C),
            fill: 0.18,
        }
    }

    /// Returns the theme that a part of the window is drawn in.
    pub fn of(ui: &egui::Ui) -> Self {
        if ui.visuals().dark_mode { Self::dark() } else { Self::light() }
    }

    /// Returns a tag's own colour: underlines, squares, stripes.
    pub fn tag(&self, tag: &Tag) -> Color32 {
        let Color([red, green, blue]) = if self.is_dark { tag.color_dark } else { tag.color };
        Color32::from_rgb(red, green, blue)
    }

    /// Returns the colour of a tag that the codebook may not know.
    pub fn tag_or_dim(&self, tag: Option<&Tag>) -> Color32 {
        tag.map_or(self.dim, |tag| self.tag(tag))
    }

    /// Returns a pale wash of a colour, to lay under text.
    pub fn wash(&self, color: Color32) -> Color32 {
        color.gamma_multiply(self.fill)
    }

    /// Returns the line between things.
    pub fn thin(&self) -> Stroke {
        Stroke::new(1.0, self.line)
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = if self.is_dark { Visuals::dark() } else { Visuals::light() };
        visuals.override_text_color = None;
        visuals.weak_text_color = Some(self.dim);
        visuals.hyperlink_color = self.accent;
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.panel;
        visuals.window_stroke = self.thin();
        visuals.window_corner_radius = CornerRadius::same(radius::WINDOW);
        visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
        visuals.window_shadow = self.shadow();
        visuals.popup_shadow = self.shadow();
        visuals.faint_bg_color = self.hover;
        visuals.extreme_bg_color = self.paper;
        visuals.text_edit_bg_color = Some(self.paper);
        visuals.code_bg_color = self.hover;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.error;
        visuals.selection.bg_fill = self.selection;
        visuals.selection.stroke = Stroke::new(1.0, self.accent);
        visuals.text_cursor.blink = false;
        visuals.text_cursor.stroke = Stroke::new(1.5, self.ink);
        let widgets = &mut visuals.widgets;
        let states = [
            (&mut widgets.noninteractive, self.panel, self.line, self.ink),
            (&mut widgets.inactive, self.paper, self.line, self.ink),
            (&mut widgets.hovered, self.hover, self.line, self.ink),
            (&mut widgets.active, self.hover, self.accent, self.ink),
            (&mut widgets.open, self.hover, self.line, self.ink),
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

    /// Returns what lies over the window while a dialog is open.
    pub fn backdrop(&self) -> Color32 {
        Color32::from_black_alpha(if self.is_dark { 130 } else { 60 })
    }

    /// Returns the shadow under what floats.
    pub fn shadow(&self) -> Shadow {
        let alpha = if self.is_dark { 120 } else { 40 };
        Shadow { offset: [0, 6], blur: 20, spread: 0, color: Color32::from_black_alpha(alpha) }
    }
}

/// Pairs of colours for tags, on light and on dark paper, told apart as well as so many can be.
pub const TAG_COLORS: [(Color, Color); 12] = [
    pair(0x00_72_B2, 0x5A_B4_E5),
    pair(0x00_80_5C, 0x45_C7_9C),
    pair(0xA8_64_00, 0xF0_B6_4A),
    pair(0xA5_43_8F, 0xE3_91_CC),
    pair(0xBE_3A_2B, 0xF4_8C_7D),
    pair(0x6A_4F_B8, 0xB0_9C_F2),
    pair(0x0E_7C_86, 0x58_C7_D2),
    pair(0x66_76_0A, 0xB9_C9_52),
    pair(0x8C_5A_38, 0xD6_A6_82),
    pair(0xC2_2F_62, 0xF5_8E_B2),
    pair(0x3F_55_A5, 0x97_A8_F0),
    pair(0x5A_66_74, 0xA8_B4_C4),
];

const fn pair(light: u32, dark: u32) -> (Color, Color) {
    let [_, red, green, blue] = light.to_be_bytes();
    let on_light = Color([red, green, blue]);
    let [_, red, green, blue] = dark.to_be_bytes();
    (on_light, Color([red, green, blue]))
}

/// Returns the contrast of two colours by WCAG 2.2, from 1 to 21:
/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |color: Color32| {
        let linear = egui::Rgba::from(color);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// Gives egui both themes, the sizes and the spaces.
pub fn install(ctx: &egui::Context) {
    ctx.set_visuals_of(egui::Theme::Light, Theme::light().visuals());
    ctx.set_visuals_of(egui::Theme::Dark, Theme::dark().visuals());
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

const fn rgb(red: u8, green: u8, blue: u8) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

/// Sizes of type, in points.
pub mod size {
    /// Labels and second lines.
    pub const SMALL: f32 = 11.5;
    /// The interface.
    pub const UI: f32 = 13.0;
    /// Titles of dialogs.
    pub const TITLE: f32 = 16.0;
    /// Icons beside interface text.
    pub const ICON: f32 = 16.0;
    /// Icons beside labels and second lines.
    pub const SMALL_ICON: f32 = 13.0;
    /// The article.
    pub const READING: f32 = 17.5;
    /// Line height over size.
    pub const LEADING: f32 = 1.62;
    /// The headline.
    pub const HEADLINE: f32 = 29.0;
    /// Subheads.
    pub const SUBHEAD: f32 = 18.5;
    /// The article's measure, in points at 100 %.
    pub const MEASURE: f32 = 612.0;
}

/// Corner radii.
pub mod radius {
    /// Fields and buttons.
    pub const CONTROL: u8 = 6;
    /// Cards and menus.
    pub const CARD: u8 = 8;
    /// Windows.
    pub const WINDOW: u8 = 12;
}

/// Widths and heights of the frame.
pub mod space {
    /// The menu bar.
    pub const TOP_BAR: f32 = 40.0;
    /// The bar of tags or of review tabs.
    pub const TAG_BAR: f32 = 44.0;
    /// The status bar.
    pub const STATUS_BAR: f32 = 27.0;
    /// The least that is left to the article between the panels.
    pub const MAIN_LEAST: f32 = 360.0;
    /// The least width of the spans and details.
    pub const RIGHT_LEAST: f32 = 220.0;
    /// Between a panel's edge and its contents.
    pub const PANEL: f32 = 14.0;
    /// Chips and pills.
    pub const CHIP: f32 = 27.0;
    /// Fields of one line.
    pub const FIELD: f32 = 32.0;
    /// A row of a table.
    pub const TABLE_ROW: f32 = 31.0;
    /// Between a dialog's edge and its contents.
    pub const DIALOG: i8 = 22;
}

/// Font families and common fonts.
pub mod font {
    use egui::{FontFamily, FontId};

    use super::size;

    /// The reading serif.
    pub fn serif() -> FontFamily {
        FontFamily::Name("serif".into())
    }

    /// The reading serif for headings.
    pub fn serif_semibold() -> FontFamily {
        FontFamily::Name("serif-semibold".into())
    }

    /// The reading serif for emphasis.
    pub fn serif_italic() -> FontFamily {
        FontFamily::Name("serif-italic".into())
    }

    /// The interface sans, a little heavier.
    pub fn medium() -> FontFamily {
        FontFamily::Name("medium".into())
    }

    /// The interface sans for titles.
    pub fn semibold() -> FontFamily {
        FontFamily::Name("semibold".into())
    }

    /// Interface text.
    pub fn ui() -> FontId {
        FontId::new(size::UI, FontFamily::Proportional)
    }

    /// Interface text, a little heavier.
    pub fn ui_medium() -> FontId {
        FontId::new(size::UI, medium())
    }

    /// What is typed into the palette.
    pub fn large() -> FontId {
        FontId::new(size::UI + 2.0, FontFamily::Proportional)
    }

    /// An icon by itself on an empty page.
    pub fn large_icon() -> FontId {
        FontId::new(40.0, FontFamily::Name("icons".into()))
    }

    /// Subheads outside the article.
    pub fn subhead() -> FontId {
        FontId::new(size::SUBHEAD, serif_semibold())
    }

    /// Titles of dialogs.
    pub fn title() -> FontId {
        FontId::new(size::TITLE, semibold())
    }

    /// Headlines outside the article.
    pub fn headline() -> FontId {
        FontId::new(size::HEADLINE, serif_semibold())
    }

    /// Interface titles.
    pub fn ui_semibold() -> FontId {
        FontId::new(size::UI, semibold())
    }

    /// Labels and second lines.
    pub fn small() -> FontId {
        FontId::new(size::SMALL, FontFamily::Proportional)
    }

    /// Labels that head a list.
    pub fn small_semibold() -> FontId {
        FontId::new(size::SMALL, semibold())
    }

    /// Icons beside interface text.
    pub fn icon() -> FontId {
        FontId::new(size::ICON, FontFamily::Name("icons".into()))
    }

    /// Icons beside labels and second lines.
    pub fn small_icon() -> FontId {
        FontId::new(size::SMALL_ICON, FontFamily::Name("icons".into()))
    }

    /// The article's words outside the article.
    pub fn quote() -> FontId {
        FontId::new(16.0, serif())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Codebook;

    #[test]
    fn text_stands_out_by_4_5_to_1() {
        for theme in [Theme::light(), Theme::dark()] {
            for ground in [theme.panel, theme.paper, theme.hover, theme.selected] {
                for text in [theme.ink, theme.dim, theme.accent, theme.error, theme.warning] {
                    let found = contrast(text, ground);
                    assert!(
                        found >= 4.5,
                        "{text:?} on {ground:?}: {found}, dark {}",
                        theme.is_dark
                    );
                }
            }
            assert!(contrast(theme.ink, theme.selection) >= 4.5);
            assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
        }
    }

    #[test]
    fn colours_to_choose_from_stand_out_by_3_to_1() {
        let color32 = |Color([red, green, blue])| Color32::from_rgb(red, green, blue);
        for (light, dark) in TAG_COLORS {
            for (theme, color) in [(Theme::light(), light), (Theme::dark(), dark)] {
                for ground in [theme.panel, theme.paper] {
                    let found = contrast(color32(color), ground);
                    assert!(found >= 3.0, "{color} on {ground:?}: {found}");
                }
            }
        }
    }

    #[test]
    fn tags_stand_out_by_3_to_1() {
        for theme in [Theme::light(), Theme::dark()] {
            for tag in Codebook::starter().tags.values() {
                for ground in [theme.panel, theme.paper] {
                    let found = contrast(theme.tag(tag), ground);
                    assert!(found >= 3.0, "{} on {ground:?}: {found}", tag.id);
                }
                let washed = theme.paper.blend(theme.wash(theme.tag(tag)));
                assert!(contrast(theme.ink, washed) >= 4.5, "text on {}", tag.id);
            }
        }
    }
}
