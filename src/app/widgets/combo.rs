//! A choice that opens a list: as a field, as a pill, or as bare text.

use egui::{
    Align2, Color32, CornerRadius, Frame, Popup, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{focus_ring, key_cap, key_cap_width, one_line, paint_line, paint_swatch};
use crate::{
    app::{
        icons,
        shortcut::list_keys,
        theme::{Theme, font, radius, space},
    },
    model::{Codebook, TagId},
};

/// How high a row of the list is.
const OPTION_HEIGHT: f32 = 28.0;

/// As high as a line to type into, which it stands beside.
const FIELD_HEIGHT: f32 = 28.0;

/// The list scrolls where it would be higher.
const LIST_HEIGHT: f32 = 320.0;

/// A list is no wider than this, unless its field is.
const LIST_WIDTH: f32 = 420.0;

/// How far the ground of a bare choice goes beyond it.
const BARE_GROUND: Vec2 = vec2(5.0, 0.0);

/// From the left end to the text, where a tag's square comes first.
const AFTER_SWATCH: f32 = 17.0;

/// What a closed choice looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComboLook {
    /// A field as wide as there is room.
    Field,
    /// A rounded button, as wide as its text.
    Pill,
    /// Text alone, with a ground when the pointer is on it.
    Bare,
    /// Like bare, as a title.
    Title,
}

impl ComboLook {
    fn height(self) -> f32 {
        match self {
            Self::Field => FIELD_HEIGHT,
            Self::Pill => space::CHIP,
            Self::Bare | Self::Title => 24.0,
        }
    }

    fn inset(self) -> f32 {
        match self {
            Self::Field => 10.0,
            Self::Pill => 12.0,
            // In line with what stands above and below.
            Self::Bare | Self::Title => 0.0,
        }
    }

    fn is_bare(self) -> bool {
        matches!(self, Self::Bare | Self::Title)
    }

    /// Returns where the ring goes while the choice has the keyboard, and how round it is.
    fn ring(self, rect: Rect) -> (Rect, u8) {
        match self {
            Self::Pill => (rect, 13),
            Self::Field => (rect, radius::CONTROL),
            Self::Bare | Self::Title => (rect.expand2(BARE_GROUND), radius::CONTROL),
        }
    }

    fn font(self) -> egui::FontId {
        match self {
            Self::Field => font::ui(),
            Self::Pill | Self::Bare => font::ui_medium(),
            Self::Title => font::ui_semibold(),
        }
    }
}

/// What a closed choice says.
#[derive(Clone, Copy, Debug)]
pub struct ComboText<'a> {
    /// Its accessible name.
    pub name: &'a str,
    /// What is chosen.
    pub value: &'a str,
    /// The square before it.
    pub swatch: Option<Color32>,
}

/// Adds a choice; `list` adds the rows of its list once it is open.
pub fn combo(
    ui: &mut Ui,
    look: ComboLook,
    text: ComboText<'_>,
    list: impl FnOnce(&mut Ui),
) -> Response {
    let theme = Theme::of(ui);
    let before = look.inset() + if text.swatch.is_some() { AFTER_SWATCH } else { 0.0 };
    let after = 16.0 + look.inset() * 0.6;
    let room = ui.available_width() - before - after;
    let galley = one_line(ui, text.value, look.font(), theme.ink, room);
    let width = match look {
        ComboLook::Field => ui.available_width(),
        _ => before + galley.size().x + after,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, look.height()), Sense::click());
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(text.value.to_owned()),
        ..WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), text.name)
    });
    let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    let is_touched = response.hovered() || response.has_focus();
    let is_lit = is_open || (is_touched && ui.is_enabled());
    paint_ground(ui, &theme, look, rect, is_lit);
    let (ring, round) = look.ring(rect);
    focus_ring(ui, &response, ring, round);
    let middle = rect.center().y;
    if let Some(color) = text.swatch {
        paint_swatch(ui, pos2(rect.left() + look.inset() + 5.0, middle), color);
    }
    paint_line(ui, galley, rect.left() + before, middle);
    let is_quiet = look.is_bare() && !is_lit;
    if ui.is_enabled() && !is_quiet {
        let at = pos2(rect.right() - look.inset() * 0.6 - 7.0, middle);
        let painter = ui.painter();
        painter.text(at, Align2::CENTER_CENTER, icons::CARET_DOWN, font::small_icon(), theme.dim);
    }
    Popup::menu(&response).gap(4.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_width(ui, look, rect.width());
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, list);
    });
    let is_closed = is_open && !Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    if is_closed && ui.input(|input| input.key_pressed(list_keys::TAKE)) {
        // Tab goes on from here.
        response.request_focus();
    }
    response
}

/// The list is as wide as its field; that of another choice as wide as its longest row.
fn list_width(ui: &mut Ui, look: ComboLook, width: f32) {
    let edges = Frame::popup(ui.style()).total_margin().sum().x;
    if look == ComboLook::Field {
        ui.set_width((width - edges).max(80.0));
        return;
    }
    if ui.is_sizing_pass() {
        let most = ui.ctx().content_rect().width() - edges - 16.0;
        ui.set_max_width(LIST_WIDTH.min(most));
    }
    ui.set_min_width(width.max(140.0));
}

fn paint_ground(ui: &Ui, theme: &Theme, look: ComboLook, rect: Rect, is_lit: bool) {
    let corners = match look {
        ComboLook::Pill => CornerRadius::from(rect.height() / 2.0),
        _ => CornerRadius::same(radius::CONTROL),
    };
    let rect = if look.is_bare() { rect.expand2(BARE_GROUND) } else { rect };
    let (fill, stroke) = match (look.is_bare(), is_lit) {
        (true, false) => return,
        (true, true) => (theme.hover, Stroke::NONE),
        (false, true) => (theme.hover, theme.thin()),
        (false, false) if ui.is_enabled() => (theme.paper, theme.thin()),
        (false, false) => (Color32::TRANSPARENT, theme.thin()),
    };
    ui.painter().rect(rect, corners, fill, stroke, StrokeKind::Inside);
}

/// Adds a row to the list of a choice.
pub fn option_row(
    ui: &mut Ui,
    label: &str,
    swatch: Option<Color32>,
    keys: &str,
    is_current: bool,
) -> Response {
    let theme = Theme::of(ui);
    let before = 9.0 + if swatch.is_some() { AFTER_SWATCH } else { 0.0 };
    let cap = key_cap_width(ui, keys);
    let room = ui.available_width() - before - 42.0 - cap;
    let galley = one_line(ui, label, font::ui(), theme.ink, room);
    let needed = before + galley.size().x + 12.0 + cap + 30.0;
    let width = if ui.is_sizing_pass() { needed } else { ui.available_width().max(needed) };
    let (rect, response) = ui.allocate_exact_size(vec2(width, OPTION_HEIGHT), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), is_current, label)
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), theme.hover);
    }
    let middle = rect.center().y;
    if let Some(color) = swatch {
        paint_swatch(ui, pos2(rect.left() + 14.0, middle), color);
    }
    paint_line(ui, galley, rect.left() + before, middle);
    if is_current {
        let at = pos2(rect.right() - cap - 18.0, middle);
        let painter = ui.painter();
        painter.text(at, Align2::CENTER_CENTER, icons::CHECK, font::small_icon(), theme.accent);
    }
    key_cap(ui, &theme, keys, rect.right() - cap - 6.0, middle);
    focus_ring(ui, &response, rect, radius::CONTROL);
    if response.clicked() {
        // A press of Enter closes no menu by itself.
        ui.close();
    }
    response
}

/// Adds the choice of a tag and returns the one picked.
pub fn tag_combo(
    ui: &mut Ui,
    look: ComboLook,
    name: &str,
    codebook: &Codebook,
    current: &TagId,
) -> Option<TagId> {
    let theme = Theme::of(ui);
    let swatch = Some(theme.tag_or_dim(codebook.tags.get(current)));
    let text = ComboText { name, value: codebook.tag_name(current), swatch };
    let mut picked = None;
    combo(ui, look, text, |ui| {
        for tag in codebook.offered_tags() {
            let is_current = tag.id == *current;
            let row = option_row(ui, &tag.name, Some(theme.tag(tag)), &tag.key, is_current);
            if row.clicked() {
                picked = Some(tag.id.clone());
            }
        }
    });
    picked
}
