//! A link of a span: what it says, its other end, and the buttons that note it and take it out.

use egui::{
    Align, Align2, Color32, CornerRadius, Layout, Rect, Role, Sense, StrokeKind, Ui, UiBuilder,
    Vec2, WidgetInfo, pos2, vec2,
};

use super::{
    ComboLook, ComboText, combo, focus_ring, icon_button, one_line, option_row, paint_line,
    paint_swatch,
};
use crate::{
    app::{
        icons,
        theme::{Theme, font, radius, space},
    },
    model::{KindId, LinkKind},
};

/// How wide and high a button of the row is.
const BUTTON: f32 = 26.0;

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
    /// Its kind.
    pub current: &'a KindId,
    /// The kinds to choose from; none where there is no choice.
    pub kinds: &'a [&'a LinkKind],
    /// What stands before the words.
    pub mark: EndMark,
    /// The other end.
    pub words: &'a str,
    /// Where that is, if in another article.
    pub aside: &'a str,
    /// Does a click go there?
    pub leads_somewhere: bool,
    /// Can it be changed and taken out?
    pub is_own: bool,
}

/// What was pressed in a link's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkAnswer {
    /// The row: to its other end.
    Go,
    /// To write a note.
    Note,
    /// To take the link out.
    Unlink,
    /// Another kind.
    Kind(KindId),
}

/// Adds a link's row; returns what was pressed.
pub fn link_row(ui: &mut Ui, row: LinkRow<'_>) -> Option<LinkAnswer> {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), space::FIELD);
    let sense = if row.leads_somewhere { Sense::click() } else { Sense::hover() };
    let (rect, go) = ui.allocate_exact_size(size, sense);
    let name = format!("{} {}", row.kind, row.words);
    go.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    let is_lit = row.leads_somewhere && (go.hovered() || go.has_focus());
    let fill = match (is_lit, row.is_own) {
        (true, _) => theme.hover,
        (false, true) => theme.paper,
        (false, false) => Color32::TRANSPARENT,
    };
    let corners = CornerRadius::same(radius::CONTROL);
    ui.painter().rect(rect, corners, fill, theme.thin(), StrokeKind::Inside);
    focus_ring(ui, &go, rect, radius::CONTROL);
    let text = if row.aside.is_empty() {
        row.words.to_owned()
    } else {
        format!("{}\nin {}", row.words, row.aside)
    };
    let mut answer = go.on_hover_text(text).clicked().then_some(LinkAnswer::Go);
    let mut inner = rect.shrink2(vec2(10.0, 0.0));
    if row.is_own {
        let buttons = [
            (icons::LINK_BREAK, "Remove the link", LinkAnswer::Unlink),
            (icons::NOTE, "Note on the link", LinkAnswer::Note),
        ];
        let mut right = rect.right() - 3.0;
        for (icon, what, meaning) in buttons {
            let middle = pos2(right - BUTTON / 2.0, rect.center().y);
            let place = Rect::from_center_size(middle, Vec2::splat(BUTTON));
            let mut ui = ui.new_child(UiBuilder::new().max_rect(place));
            if icon_button(&mut ui, icon, &format!("{what} {name}")).clicked() {
                answer = Some(meaning);
            }
            right -= BUTTON;
        }
        inner.max.x = right - 3.0;
    }
    let left = kind_ui(ui, &theme, inner, row, &mut answer);
    paint(ui, &theme, inner.with_min_x(left + 8.0), row);
    answer
}

/// Shows the link's kind, to be chosen where there is a choice; returns where it ends.
fn kind_ui(
    ui: &mut Ui,
    theme: &Theme,
    inner: Rect,
    row: LinkRow<'_>,
    answer: &mut Option<LinkAnswer>,
) -> f32 {
    let most = inner.width() * 0.5;
    if row.kinds.is_empty() {
        let kind = one_line(ui, row.kind, font::ui(), theme.dim, most);
        let width = kind.size().x;
        paint_line(ui, kind, inner.left(), inner.center().y);
        return inner.left() + width;
    }
    let layout = Layout::left_to_right(Align::Center);
    let place = inner.with_max_x(inner.left() + most);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
    let text = ComboText { name: "Kind of the link", value: row.kind, swatch: None };
    let shown = combo(&mut ui, ComboLook::Bare, text, |ui| {
        for kind in row.kinds {
            if option_row(ui, &kind.name, None, "", kind.id == *row.current).clicked() {
                *answer = Some(LinkAnswer::Kind(kind.id.clone()));
            }
        }
    });
    shown.rect.right()
}

fn paint(ui: &Ui, theme: &Theme, inner: Rect, row: LinkRow<'_>) {
    let middle = inner.center().y;
    let mut left = inner.left();
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
