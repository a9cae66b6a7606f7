//! What all dialogs share: the box with its title, the row of buttons, what Enter means.

use egui::{
    Align, Area, Color32, Context, Frame, Id, Key, LayerId, Layout, Margin, Modal, ModalResponse,
    Modifiers, Order, Popup, Response, RichText, Ui, accesskit::Role,
};

use crate::{
    app::{
        icons,
        theme::{Theme, font, radius, space},
        widgets::is_radio,
    },
    text::{harmless, harmless_lines},
};

/// Between a dialog's edge and the window's.
const AROUND: f32 = 24.0;
/// How high buttons and fields are.
pub const CONTROL: f32 = 28.0;

/// A box with a title over everything else.
pub struct DialogBox {
    title: String,
    width: f32,
    area: Area,
    margin: Margin,
    has_title: bool,
    is_see_through: bool,
}

/// What a dialog has to know about the frame that it is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Is it the first frame of the dialog, so that its first field takes the keyboard?
    pub is_first: bool,
}

impl Moment {
    /// Was Enter pressed, to mean the first button? Takes it off the input, unless another button
    /// has the keyboard; radio buttons are chosen with Space. The press that opened the dialog is no answer to it. Asked before the
    /// fields are shown.
    pub fn enter(self, ui: &Ui) -> bool {
        let ctx = ui.ctx();
        let focused = ctx.memory(|memory| memory.focused());
        let is_free = focused.is_none_or(|id| is_radio(ctx, id)) || ctx.text_edit_focused();
        is_free
            && !self.is_first
            && !Popup::is_any_open(ctx)
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    }

    /// Gives the keyboard to the dialog's first field.
    pub fn focus(self, response: &Response) {
        if self.is_first {
            response.request_focus();
        }
    }
}

impl DialogBox {
    /// Returns a box in the middle of the window.
    pub fn new(title: impl Into<String>, width: f32) -> Self {
        let title = harmless(&title.into()).into_owned();
        let area = Modal::default_area(Id::unique(("dialog", &title)));
        Self {
            title,
            width,
            area,
            margin: Margin::same(space::DIALOG),
            has_title: true,
            is_see_through: false,
        }
    }

    /// Returns the box at another place and without a title to see.
    pub fn bare(self, place: impl FnOnce(Area) -> Area) -> Self {
        Self { area: place(self.area), margin: Margin::ZERO, has_title: false, ..self }
    }

    /// Returns the box at another place, with the window as bright as ever around it: for what changes
    /// how the window looks.
    pub fn beside(self, place: impl FnOnce(Area) -> Area) -> Self {
        Self { area: place(self.area), is_see_through: true, ..self }
    }

    /// Shows the box.
    pub fn show<R>(self, ui: &Ui, contents: impl FnOnce(&mut Ui, Moment) -> R) -> ModalResponse<R> {
        let theme = Theme::of(ui);
        let ctx = ui.ctx();
        let moment = Moment { is_first: is_first(ctx, self.area.layer()) };
        let frame = Frame::NONE
            .fill(theme.panel)
            .stroke(theme.thin())
            .corner_radius(radius::WINDOW)
            .shadow(theme.shadow())
            .inner_margin(self.margin);
        let width = self.width.min(ctx.content_rect().width() - 2.0 * AROUND) - self.margin.sum().x;
        // Else egui takes a size of its own for the most that there is room for.
        let most = ctx.content_rect().size() - egui::Vec2::splat(2.0 * AROUND);
        let area = self.area.default_size(most);
        let area = area.accessible_name(&self.title).role(Role::Dialog);
        let layer = area.layer();
        let backdrop = if self.is_see_through { Color32::TRANSPARENT } else { theme.backdrop() };
        let modal = Modal::new(layer.id).area(area).frame(frame).backdrop_color(backdrop);
        let shown = modal.show(ctx, |ui| {
            ui.set_width(width);
            let spacing = ui.spacing_mut();
            (spacing.interact_size.y, spacing.icon_spacing) = (CONTROL, 8.0);
            if self.has_title {
                ui.label(RichText::new(self.title).font(font::title()).color(theme.ink));
                ui.add_space(2.0);
            }
            contents(ui, moment)
        });
        keep_keyboard(ctx, layer, moment);
        shown
    }
}

/// Returns how high a dialog's scrolling part may be, when `rest` stands above and below it.
pub fn room(ui: &Ui, rest: f32) -> f32 {
    let all = ui.ctx().content_rect().height() - 2.0 * AROUND;
    (all - rest - 2.0 * f32::from(space::DIALOG)).max(80.0)
}

/// Adds a sentence or more that says what the dialog is about.
pub fn text_ui(ui: &mut Ui, text: impl AsRef<str>) {
    let color = Theme::of(ui).dim;
    ui.label(RichText::new(harmless_lines(text.as_ref())).font(font::ui()).color(color));
    ui.add_space(4.0);
}

/// Says that there is nothing to show, and that this is well.
pub fn nothing_ui(ui: &mut Ui, theme: &Theme, title: &str, text: &str) {
    ui.add_space(18.0);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(icons::CHECK_CIRCLE).font(font::large_icon()).color(theme.accent));
        ui.add_space(4.0);
        ui.label(RichText::new(title).font(font::ui_semibold()).color(theme.ink));
        ui.label(RichText::new(text).font(font::ui()).color(theme.dim));
    });
    ui.add_space(12.0);
}

/// Adds a line about what is wrong with what was typed.
pub fn error_ui(ui: &mut Ui, text: &str) {
    let color = Theme::of(ui).error;
    ui.label(RichText::new(harmless_lines(text)).font(font::small()).color(color));
}

/// Adds the row of buttons, from the right: the one that Enter means comes first.
pub fn buttons_ui<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(10.0);
    ui.with_layout(Layout::right_to_left(Align::Min), add).inner
}

/// Keeps the keyboard in the dialog: a click beside its fields takes it from them, and the one that
/// had it last gets it back.
fn keep_keyboard(ctx: &Context, layer: LayerId, moment: Moment) {
    let key = Id::unique("field with the keyboard");
    if moment.is_first {
        ctx.data_mut(|data| data.remove::<Id>(key));
    }
    if Popup::is_any_open(ctx) {
        return;
    }
    let is_here = |id: &Id| {
        let shown = ctx.read_response(*id);
        shown.is_some_and(|shown| shown.layer_id == layer && shown.enabled())
    };
    let focused = ctx.memory(|memory| memory.focused()).filter(is_here);
    if focused.is_none() {
        let last: Option<Id> = ctx.data(|data| data.get_temp(key));
        if let Some(last) = last.filter(is_here) {
            ctx.memory_mut(|memory| memory.request_focus(last));
            ctx.request_repaint();
        }
    } else if let Some(field) = focused.filter(|_| ctx.text_edit_focused()) {
        ctx.data_mut(|data| data.insert_temp(key, field));
    }
}

fn is_first(ctx: &Context, layer: LayerId) -> bool {
    debug_assert_eq!(layer.order, Order::Foreground);
    !ctx.memory(|memory| memory.areas().visible_last_frame(&layer))
}
