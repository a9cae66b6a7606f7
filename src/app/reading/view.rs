//! The view itself: a frame of the page, from where it is scrolled to what mouse and keys ask for.

use std::collections::BTreeMap;

use egui::{CursorIcon, EventFilter, Rect, Sense, Ui, UiBuilder, pos2};

use super::{
    bar,
    caret::{Asked, Caret},
    edges::Edges,
    gesture::{self, Mouse},
    highlight, hits,
    key::PageKey,
    linking::Letters,
    links, margin, menu, nodes,
    page::Page,
    page_id, paint,
    piece::Seen,
    rail::Rail,
    scroll::{Show, scroll_to, top_of, wheel},
    shaping::Faces,
    sheet::Sheet,
    typeset::Typesetter,
};
use crate::{
    app::{
        action::{Action, ViewAction},
        scene::Scene,
        view::Main,
    },
    model::{ArticleId, Version},
    text::{Offset, Stretch, Text},
};

/// How far above and below the view text is laid out, in lines: farther than a caret goes by a key,
/// over the space around a heading.
const NEAR: f64 = 4.0;

/// In what steps it is noted how much has been read, the whole being 1: each asks for a frame.
const READ_STEP: f32 = 0.004;

/// A line that is kept in place.
#[derive(Clone, Debug)]
struct Anchor {
    /// Of which text.
    text: Text,
    at: Offset,
    /// From the view's upper edge to the line's, in points: less than 0 where it is cut.
    within: f32,
}

/// The view's own state.
#[derive(Debug, Default)]
pub struct Reading {
    page: Option<Page>,
    /// How far the page is scrolled, in points.
    scroll: f64,
    /// How far it is to be scrolled on with the next frame.
    push: f64,
    /// The fonts, for what goes from right to left.
    faces: Faces,
    rail: Rail,
    /// The first line in view of each article: what is kept in place when the layout changes.
    anchors: BTreeMap<ArticleId, Anchor>,
    /// Has the page been scrolled since it was laid out like this? If not, its anchor stays: a line of
    /// another layout would begin a little before it, and so on with every change.
    is_moved: bool,
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
        let top = self.anchors.get(article)?.at;
        Some((article, (self.scroll > 0.0).then_some(top)))
    }

    /// Returns the first line in view of the article shown last, and how far below the view's upper edge
    /// it begins, in points.
    pub fn anchor(&self) -> Option<(Offset, f32)> {
        let anchor = self.anchors.get(&self.page.as_ref()?.key.article)?;
        Some((anchor.at, anchor.within))
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
            self.page = None;
            return paint::no_article_ui(ui, scene);
        };
        let view = ui.available_rect_before_wrap();
        let key = PageKey::of(ui, scene, &article.id, version);
        let mut faces = std::mem::take(&mut self.faces);
        let mut setter = Typesetter { ui, theme: &scene.theme, faces: &mut faces };
        let page = self.prepare(&mut setter, scene, version, &key, view);
        self.faces = faces;
        let left = (view.left() + (view.width() - page.key.width) / 2.0).floor();
        let (theme, scroll) = (&scene.theme, self.scroll);
        let sheet = Sheet { page: &page, view, left, scroll, theme };
        let response = ui.scope_builder(UiBuilder::new().max_rect(view), |ui| {
            ui.shrink_clip_rect(view);
            self.sheet_ui(ui, scene, &sheet, has_dialog, actions);
            self.rail.rail_ui(ui, scene, &sheet)
        });
        if let Some(y) = response.inner {
            (self.scroll, self.is_moved) = (y, true);
            ui.ctx().request_repaint();
        }
        self.keep_anchor(&page, scene, view, actions);
        self.page = Some(page);
    }

    /// Scrolls to where the view is to be, and lays out what is near it.
    fn prepare(
        &mut self,
        setter: &mut Typesetter<'_>,
        scene: &Scene<'_>,
        version: &Version,
        key: &PageKey,
        view: Rect,
    ) -> Page {
        let kept = || scene.view.spots.get(&key.article)?.top.map(|top| (top, 0.0));
        let mut page = match self.page.take_if(|page| page.key == *key) {
            Some(page) => page,
            None => self.new_page(setter, version, key, kept()),
        };
        let height = f64::from(view.height());
        self.move_by(&mut page, setter, view);
        let goto = scene.view.goto.as_ref().filter(|goto| goto.article == page.key.article);
        let sought = match (goto, self.reveal.take()) {
            (Some(goto), _) => Some((goto.at, Show::InUpperThird)),
            (None, Some(at)) => Some((at, Show::WithLeastScrolling)),
            (None, None) => None,
        };
        // What comes into view above what is sought may turn out higher than estimated: then again.
        for _ in 0..3 {
            let found = sought.and_then(|(at, show)| {
                scroll_to(&mut page, setter, at, (self.scroll, height), show)
            });
            let most = (page.height() - height).max(0.0);
            self.is_moved |= found.is_some();
            let wanted = found.unwrap_or(self.scroll).clamp(0.0, most);
            let near = NEAR * page.line_height();
            self.scroll = page.lay_out(setter, wanted, (near, height + near));
            if (self.scroll - wanted).abs() < 0.01 && found.is_none() {
                break;
            }
        }
        let most = (page.height() - height).max(0.0);
        self.scroll = self.scroll.clamp(0.0, most);
        page
    }

    /// Scrolls by what wheel, keys and drags ask for.
    fn move_by(&mut self, page: &mut Page, setter: &mut Typesetter<'_>, view: Rect) {
        let by = std::mem::take(&mut self.push) - f64::from(wheel(setter.ui, view));
        let is_near = by > -4.0 * f64::from(view.height());
        if by < 0.0 && is_near {
            // What comes into view from above is laid out first: else it would push down, by what its
            // height was estimated wrong, what one reads.
            let near = NEAR * page.line_height();
            self.scroll = page.lay_out(setter, self.scroll, (near - by, 0.0));
        }
        self.is_moved |= by != 0.0;
        self.scroll += by;
    }

    /// Makes the page anew, with the line at the top where it was.
    fn new_page(
        &mut self,
        setter: &mut Typesetter<'_>,
        version: &Version,
        key: &PageKey,
        kept: Option<(Offset, f32)>,
    ) -> Page {
        self.is_moved = false;
        let anchor = self.anchors.get(&key.article).filter(|anchor| anchor.text == key.text);
        let anchor = anchor.map(|anchor| (anchor.at, anchor.within)).or(kept);
        let is_of = |page: &Page| page.key.article == key.article && page.key.text == key.text;
        if self.page.as_ref().is_some_and(|page| !is_of(page)) {
            // What was begun in the other text ends there.
            (self.push, self.caret) = (0.0, Caret::default());
        }
        let mut page = match self.page.take() {
            Some(page) => page.reflowed(key.clone(), version, setter.ui),
            None => Page::new(key.clone(), version, setter.ui),
        };
        let top = anchor.and_then(|(offset, within)| {
            top_of(&mut page, setter, offset).map(|top| top - f64::from(within))
        });
        self.scroll = top.unwrap_or(0.0);
        page
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
        if response.has_focus() {
            // The arrows are the caret's: they do not go to what stands beside the page.
            let arrows = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(page_id(), arrows));
        }
        let pointer = response.hover_pos();
        let hovered = pointer.and_then(|at| gesture::hovered(sheet, &spans, at));
        paint::paint(ui, scene, sheet, &spans, hovered.as_ref(), &self.edges);
        nodes::nodes_ui(ui, sheet, &spans);
        margin::paint_stripes(ui, sheet, &spans);
        links::links_ui(ui, scene, sheet, actions);
        let is_on_ghost = hits::ghosts_ui(ui, scene, sheet, actions);
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
        } else if !is_on_ghost || self.mouse.is_dragging() {
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
            Asked::Scroll(by) => {
                self.push += f64::from(by);
                ui.ctx().request_repaint();
            }
        }
    }

    /// Scrolls while a drag is held near the upper or lower edge.
    fn scroll_under_drag(&mut self, ui: &Ui, sheet: &Sheet<'_>) {
        const NEAR: f32 = 28.0;
        let Some(at) = ui.input(|input| input.pointer.interact_pos()) else { return };
        if !self.mouse.is_dragging() && !self.edges.is_dragging() {
            return;
        }
        let below = (at.y - (sheet.view.bottom() - NEAR)).max(0.0);
        let above = ((sheet.view.top() + NEAR) - at.y).max(0.0);
        if below > 0.0 || above > 0.0 {
            self.push += f64::from((below - above).clamp(-60.0, 60.0) * 0.5);
            ui.ctx().request_repaint();
        }
    }

    fn bar_ui(&self, ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>, actions: &mut Vec<Action>) {
        let Some(selected) = scene.view.selected_text() else { return };
        // While one types what to find, the text is what one looks at.
        let is_finding = scene.finding.is_open && ui.ctx().text_edit_focused();
        // Nothing can be tagged where another program has the analyst's layers.
        let is_held = scene.open.is_some_and(|open| open.held.is_some());
        let is_quiet = scene.occurrences.is_some() || is_finding || is_held;
        if self.mouse.is_dragging() || is_quiet {
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
        let (article, text) = (&page.key.article, &page.key.text);
        let has_anchor = self.anchors.get(article).is_some_and(|anchor| anchor.text == *text);
        let first = page.in_view(self.scroll, self.scroll + f64::from(view.height())).next();
        if let Some(Seen { laid, top, .. }) = first.filter(|_| self.is_moved || !has_anchor) {
            #[expect(clippy::cast_possible_truncation, reason = "near the view")]
            let y = (self.scroll - top) as f32;
            if let Some(line) = laid.line_at_y(y.max(0.0)) {
                let (at, within) = (line.at.start, line.top - y);
                self.anchors.insert(article.clone(), Anchor { text: text.clone(), at, within });
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "a fraction")]
        let part = |y: f64| (y / page.height().max(1.0)).clamp(0.0, 1.0) as f32;
        let (begins, read) = (part(self.scroll), part(self.scroll + f64::from(view.height())));
        let before = scene.view.read.get(&page.key.article).copied().unwrap_or(0.0);
        // What was jumped over was not read.
        let goes_on = begins <= before + READ_STEP;
        if goes_on && (read > before + READ_STEP || before == 0.0) {
            actions.push(Action::View(ViewAction::Read(page.key.article.clone(), read)));
        }
    }
}
