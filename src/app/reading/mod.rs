//! The reading view: the article as a well-set page, to read and to mark.
//!
//! Only what is near the view is laid out. Highlights are painted under the text from the spans in
//! view, so that tagging lays nothing out again.

mod bar;
mod caret;
mod edges;
mod gesture;
mod highlight;
mod line;
mod linking;
mod links;
mod margin;
mod menu;
mod nodes;
mod page;
mod sheet;
mod spoken;
mod style;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use egui::{CursorIcon, Id, Rect, ScrollArea, Sense, Stroke, Ui, Vec2, pos2, vec2};

use self::{
    caret::{Asked, Caret},
    edges::Edges,
    gesture::Mouse,
    highlight::Shown,
    linking::Letters,
    page::{Page, PageKey},
    sheet::Sheet,
    style::Typography,
};
use super::{
    action::{Action, ViewAction},
    command::Command,
    scene::Scene,
    view::{Goto, Main, Selection},
};
use crate::{
    model::{ArticleId, Version},
    text::{Offset, Stretch},
};

/// Names the page among what can have the keyboard.
pub fn page_id() -> Id {
    Id::unique("article page")
}

/// How much is laid out above and below the view, in views.
const MARGIN: f32 = 0.5;

/// The view's own state.
#[derive(Debug, Default)]
pub struct Reading {
    page: Option<Page>,
    /// How far the page is scrolled.
    scroll: f64,
    /// The first line in view of each article: what is kept in place when the layout changes.
    anchors: BTreeMap<ArticleId, (Offset, f32)>,
    mouse: Mouse,
    edges: Edges,
    caret: Caret,
    letters: Letters,
    /// What is to be scrolled to, once.
    reveal: Option<Stretch>,
}

impl Reading {
    /// Returns the article that was shown last and the start of the first line in view; `None` at
    /// the very top.
    pub fn top(&self) -> Option<(&ArticleId, Option<Offset>)> {
        let article = &self.page.as_ref()?.key.article;
        let (top, _) = self.anchors.get(article)?;
        Some((article, (self.scroll > 0.0).then_some(*top)))
    }

    /// Shows the article.
    pub fn reading_ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        has_dialog: bool,
        actions: &mut Vec<Action>,
    ) {
        let (Some(article), Some(version)) = (scene.article(), scene.version()) else {
            return no_article_ui(ui, scene);
        };
        let view = ui.available_rect_before_wrap();
        let typography = Typography::of(scene.settings);
        let key = PageKey {
            article: article.id.clone(),
            version: version.number,
            width: typography.column_width(view.width()),
            typography,
            pixels: ui.ctx().pixels_per_point(),
            is_dark: scene.theme.is_dark,
        };
        let target = self.prepare(ui, scene, version, key, view);
        let Some(page) = self.page.take() else { return };
        let mut area = ScrollArea::vertical().id_salt("article").auto_shrink(false);
        if let Some(target) = target {
            #[expect(clippy::cast_possible_truncation, reason = "egui scrolls in f32")]
            let offset = target as f32;
            area = area.vertical_scroll_offset(offset);
            self.scroll = target;
        }
        let output = area.show_viewport(ui, |ui, shown| {
            #[expect(clippy::cast_possible_truncation, reason = "egui scrolls in f32")]
            ui.set_height(page.height() as f32);
            self.scroll = target.unwrap_or_else(|| f64::from(shown.top()));
            let width = page.key.width;
            let left = (view.left() + (view.width() - width) / 2.0).floor();
            let (theme, scroll) = (&scene.theme, self.scroll);
            let sheet = Sheet { page: &page, view, left, scroll, theme };
            self.sheet_ui(ui, scene, &sheet, has_dialog, actions);
        });
        // The wheel has moved the view for the next frame.
        self.scroll = f64::from(output.state.clamped_offset().y);
        self.keep_anchor(&page, scene, view, actions);
        self.page = Some(page);
    }

    /// Lays out what is near the view; returns where to scroll to, if anywhere.
    fn prepare(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        version: &Version,
        key: PageKey,
        view: Rect,
    ) -> Option<f64> {
        let theme = &scene.theme;
        let is_new = self.page.as_ref().is_none_or(|page| page.key != key);
        let mut target = None;
        if is_new {
            let kept = || scene.view.spots.get(&key.article)?.top.map(|top| (top, 0.0));
            let anchor = self.anchors.get(&key.article).copied().or_else(kept);
            let mut page = Page::new(key, version);
            let (offset, within) = anchor.unwrap_or((Offset::START, f32::NAN));
            target = Some(match top_of(&mut page, ui, scene, offset) {
                Some(top) if !within.is_nan() => top - f64::from(within),
                _ => 0.0,
            });
            self.page = Some(page);
        }
        let page = self.page.as_mut()?;
        let goto = scene.view.goto.as_ref().filter(|goto| goto.article == page.key.article);
        let reveal = self.reveal.take();
        let height = f64::from(view.height());
        let from = target.unwrap_or(self.scroll);
        if let Some(at) = goto.map(|goto: &Goto| goto.at).or(reveal)
            && let Some(top) = top_of(page, ui, scene, at.start)
        {
            let bottom = top_of(page, ui, scene, at.end).unwrap_or(top);
            let edge = if goto.is_some() { height * 0.12 } else { 24.0 };
            let is_seen = top > from + edge && bottom + 40.0 < from + height - edge;
            let third = if goto.is_some() { height * 0.3 } else { edge + 8.0 };
            if !is_seen && (goto.is_some() || top < from + edge) {
                target = Some(top - third);
            } else if !is_seen {
                target = Some(bottom + 40.0 + edge - height);
            }
        }
        let start = target.unwrap_or(self.scroll);
        let most = |page: &Page| (page.height() - height).max(0.0);
        let margin = height * f64::from(MARGIN);
        let moved = page.lay_out(ui, theme, start, start + height + margin);
        // A screen above the view is laid out as well, so that scrolling up finds true heights.
        let here = page.piece_at_y(start + moved);
        let before = page.pieces().get(here).map_or(0.0, |piece| piece.top);
        page.lay_out(ui, theme, (start + moved - margin).max(0.0), start + moved);
        let after = page.pieces().get(here).map_or(0.0, |piece| piece.top);
        let shift = moved + after - before;
        let is_shifted = shift.abs() > 0.01;
        let wanted = if is_shifted { Some(start + shift) } else { target };
        wanted.map(|wanted| wanted.clamp(0.0, most(page)))
    }

    /// Shows the part of the page that is in view, and takes mouse and keys.
    fn sheet_ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        has_dialog: bool,
        actions: &mut Vec<Action>,
    ) {
        let spans = highlight::shown(scene, sheet);
        let response = ui.interact(sheet.view, page_id(), Sense::click_and_drag());
        let pointer = response.hover_pos();
        let hovered = pointer.and_then(|at| gesture::hovered(sheet, &spans, at));
        paint(ui, scene, sheet, &spans, hovered.as_ref(), &self.edges);
        nodes::nodes_ui(ui, sheet, &spans);
        margin::paint_stripes(ui, sheet, &spans);
        links::links_ui(ui, scene, sheet, actions);
        if has_dialog {
            return;
        }
        if pointer.is_some() {
            let icon = if scene.view.linking.is_some() {
                CursorIcon::PointingHand
            } else {
                CursorIcon::Text
            };
            ui.ctx().set_cursor_icon(icon);
        }
        if self.edges.update(ui, scene, sheet, &response, &spans, actions) {
            self.mouse.give_up();
        } else {
            self.mouse.update(ui, scene, sheet, &response, &spans, actions);
        }
        self.scroll_under_drag(ui, sheet);
        if self.letters.update(ui, scene, sheet, &spans, actions) {
            return;
        }
        self.keys(ui, scene, sheet, actions);
        if let Some(hovered) = hovered.as_ref().filter(|_| !self.mouse.is_dragging()) {
            menu::tip_ui(scene, &response, hovered);
        }
        menu::menu_ui(scene, &response, hovered, actions);
        self.bar_ui(ui, scene, sheet, actions);
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>, actions: &mut Vec<Action>) {
        if scene.view.main != Main::Article || ui.ctx().text_edit_focused() {
            return;
        }
        let focused = ui.memory(|memory| memory.focused());
        let is_elsewhere = focused.is_some_and(|id| id != page_id());
        if is_elsewhere || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        match self.caret.update(ui, scene, sheet, actions) {
            Asked::Nothing => {}
            Asked::Moved(at) => {
                self.reveal = Some(Stretch::empty(at));
                ui.ctx().request_repaint();
            }
            Asked::Scroll(by) => ui.scroll_with_delta(vec2(0.0, -by.clamp(-1e7, 1e7))),
        }
    }

    /// Scrolls while a drag is held near the upper or lower edge.
    fn scroll_under_drag(&self, ui: &Ui, sheet: &Sheet<'_>) {
        const NEAR: f32 = 28.0;
        let Some(at) = ui.input(|input| input.pointer.interact_pos()) else { return };
        if !self.mouse.is_dragging() && !self.edges.is_dragging() {
            return;
        }
        let below = (at.y - (sheet.view.bottom() - NEAR)).max(0.0);
        let above = ((sheet.view.top() + NEAR) - at.y).max(0.0);
        if below > 0.0 || above > 0.0 {
            ui.scroll_with_delta(Vec2::new(0.0, (above - below).clamp(-60.0, 60.0) * 0.5));
            ui.ctx().request_repaint();
        }
    }

    fn bar_ui(&self, ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>, actions: &mut Vec<Action>) {
        let Some(selected) = scene.view.selected_text() else { return };
        if self.mouse.is_dragging() {
            return;
        }
        let strips: Vec<Rect> = sheet.strips(selected).map(|strip| strip.fill()).collect();
        let (Some(first), Some(last)) = (strips.first(), strips.last()) else { return };
        let around = Rect::from_min_max(
            pos2(last.left().min(first.left()), first.top()),
            pos2(last.right(), last.bottom()),
        );
        bar::bar_ui(ui, scene, sheet.view, around, actions);
    }

    /// Remembers the first line in view, and how much of the article has been read.
    fn keep_anchor(
        &mut self,
        page: &Page,
        scene: &Scene<'_>,
        view: Rect,
        actions: &mut Vec<Action>,
    ) {
        let first = page.in_view(self.scroll, self.scroll + f64::from(view.height())).next();
        if let Some((piece, laid)) = first {
            #[expect(clippy::cast_possible_truncation, reason = "near the view")]
            let y = (self.scroll - piece.top) as f32;
            if let Some(line) = laid.line_at_y(y.max(0.0)) {
                let anchor = (line.at.start, line.top - y);
                self.anchors.insert(page.key.article.clone(), anchor);
            }
        }
        let end = self.scroll + f64::from(view.height());
        #[expect(clippy::cast_possible_truncation, reason = "a fraction")]
        let read = (end / page.height().max(1.0)).clamp(0.0, 1.0) as f32;
        let before = scene.view.read.get(&page.key.article).copied().unwrap_or(0.0);
        if read > before + 0.004 || before == 0.0 {
            actions.push(Action::View(ViewAction::Read(page.key.article.clone(), read)));
        }
    }
}

/// Returns the height of the line that holds an offset, from the page's top.
fn top_of(page: &mut Page, ui: &Ui, scene: &Scene<'_>, offset: Offset) -> Option<f64> {
    let number = page.piece_at(offset);
    page.lay(ui, &scene.theme, number);
    let top = page.pieces().get(number)?.top;
    let line = page.laid(number)?.line_at(offset)?;
    Some(top + f64::from(line.top))
}

fn paint(
    ui: &Ui,
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    spans: &[Shown<'_>],
    hovered: Option<&super::view::SpanRef>,
    edges: &Edges,
) {
    highlight::paint_under(ui, sheet, spans, hovered);
    if let Some(selected) = scene.view.selected_text() {
        highlight::paint_selection(ui, sheet, selected);
    }
    let selected = spans.iter().find(|shown| Some(&shown.at) == scene.view.span.as_ref());
    if let Some(shown) = selected {
        let stroke = Stroke::new(2.0, shown.color);
        let fragments = edges.preview(&shown.at).unwrap_or(shown.fragments);
        highlight::paint_outline(ui, sheet, fragments, stroke);
    }
    for (piece, laid) in sheet.pieces() {
        let origin = sheet.origin(piece);
        ui.painter().galley(origin, laid.galley.clone(), sheet.theme.ink);
    }
    let caret = scene.view.selection.map(|selection: Selection| selection.focus);
    if let Some(caret) = caret.and_then(|at| sheet.caret(at)) {
        ui.painter().vline(caret.left(), caret.y_range(), Stroke::new(1.5, sheet.theme.ink));
    }
}

fn no_article_ui(ui: &mut Ui, scene: &Scene<'_>) {
    use super::theme::font;
    let keys = Command::OpenFiles.keys(ui.ctx());
    let how =
        if keys.is_empty() { "from the File menu".to_owned() } else { format!("with {keys}") };
    let text = format!("No article yet: drop files here, or open them {how}");
    ui.centered_and_justified(|ui| {
        ui.label(egui::RichText::new(text).font(font::ui()).color(scene.theme.dim));
    });
}
