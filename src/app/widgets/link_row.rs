//! A link of a span: what it says, its other end, and the button that takes it out.

use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::{focus_ring, icon_button, one_line, paint_line, paint_swatch};
use crate::app::{
    icons,
    theme::{Theme, font, radius, space},
};

/// What stands before the words of a link's end.
#[derive(Clone, Copy, Debug)]
pub enum EndMark {
    /// The square of a tag.
    Swatch(Color32),
    /// An icon.
    Icon(&'static str),
}

/// What a link's row says.
#[derive(Clone, Copy, Debug)]
pub struct LinkRow<'a> {
    /// What the link says: `said by`.
    pub kind: &'a str,
    /// What stands before the words.
    pub mark: EndMark,
    /// The other end.
    pub words: &'a str,
    /// Where that is, if in another article.
    pub aside: &'a str,
    /// Does a click go there?
    pub leads_somewhere: bool,
    /// Can it be taken out?
    pub can_remove: bool,
}

/// Adds a link's row; returns its response and that of its button.
pub fn link_row(ui: &mut Ui, row: LinkRow<'_>) -> (Response, Option<Response>) {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), space::FIELD);
    let sense = if row.leads_somewhere { Sense::click() } else { Sense::hover() };
    let (rect, go) = ui.allocate_exact_size(size, sense);
    let name = format!("{} {}", row.kind, row.words);
    go.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    let is_lit = row.leads_somewhere && (go.hovered() || go.has_focus());
    let fill = match (is_lit, row.can_remove) {
        (true, _) => theme.hover,
        (false, true) => theme.paper,
        (false, false) => Color32::TRANSPARENT,
    };
    let corners = CornerRadius::same(radius::CONTROL);
    ui.painter().rect(rect, corners, fill, theme.thin(), StrokeKind::Inside);
    focus_ring(ui, &go, rect, radius::CONTROL);
    let mut inner = rect.shrink2(vec2(10.0, 0.0));
    let unlink = row.can_remove.then(|| {
        inner.max.x = rect.right() - 32.0;
        let place =
            Rect::from_center_size(pos2(rect.right() - 16.0, rect.center().y), vec2(26.0, 26.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(place));
        icon_button(&mut ui, icons::LINK_BREAK, &format!("Remove the link {name}"))
    });
    paint(ui, &theme, inner, row);
    let text = if row.aside.is_empty() {
        row.words.to_owned()
    } else {
        format!("{}\nin {}", row.words, row.aside)
    };
    (go.on_hover_text(text), unlink)
}

fn paint(ui: &Ui, theme: &Theme, inner: Rect, row: LinkRow<'_>) {
    let middle = inner.center().y;
    let kind = one_line(ui, row.kind, font::ui(), theme.dim, inner.width() * 0.5);
    let mut left = inner.left();
    let kind_width = kind.size().x;
    paint_line(ui, kind, left, middle);
    left += kind_width + 8.0;
    match row.mark {
        EndMark::Swatch(color) => paint_swatch(ui, pos2(left + 5.0, middle), color),
        EndMark::Icon(icon) => {
            let at = pos2(left + 5.0, middle);
            ui.painter().text(at, Align2::CENTER_CENTER, icon, font::small_icon(), theme.dim);
        }
    }
    left += 17.0;
    let words = one_line(ui, row.words, font::ui_medium(), theme.ink, inner.right() - left);
    let words_width = words.size().x;
    paint_line(ui, words, left, middle);
    left += words_width + 8.0;
    if !row.aside.is_empty() && inner.right() - left > 24.0 {
        let aside = one_line(ui, row.aside, font::small(), theme.dim, inner.right() - left);
        paint_line(ui, aside, left, middle);
    }
}
