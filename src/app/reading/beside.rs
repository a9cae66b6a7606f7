//! Another text of the article beside the one that is read, to look at: it goes along as that one is
//! scrolled, and what differs is marked in both.

use egui::{Rect, Stroke, Ui, UiBuilder};

use super::{
    highlight,
    key::PageKey,
    page::Page,
    scroll::{top_of, wheel},
    shaping::Faces,
    sheet::Sheet,
    typeset::Typesetter,
    view::Reading,
};
use crate::{
    app::{
        compare::Differences,
        find::Finding,
        scene::Scene,
        view::{Selection, View},
    },
    model::VersionNumber,
    text::{Offset, Stretch},
};

/// How far above and below the view text is laid out, in lines.
const NEAR: f64 = 4.0;

/// The view of the other text.
#[derive(Debug, Default)]
pub struct BesideView {
    page: Option<Page>,
    scroll: f64,
    faces: Faces,
    /// Where the text that is read was when this one last went along.
    followed: Option<(Offset, f32)>,
}

impl BesideView {
    /// Shows the version that is beside the one in `reading`.
    pub fn beside_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, reading: &Reading) {
        let Some(beside) = scene.view.beside.as_ref() else { return };
        let Some(version) = scene.article().and_then(|article| article.version(beside.other))
        else {
            return;
        };
        let view = ui.available_rect_before_wrap();
        let key = PageKey::of(ui, scene, &beside.article, version);
        let mut faces = std::mem::take(&mut self.faces);
        let mut setter = Typesetter { ui, theme: &scene.theme, faces: &mut faces };
        let mut page = if let Some(page) = self.page.take_if(|page| page.key == key) {
            page
        } else {
            self.followed = None;
            Page::new(key, version, setter.ui)
        };
        let differences = beside.differences.as_deref();
        self.go_along(&mut page, &mut setter, view, reading.anchor(), differences);
        self.faces = faces;
        let left = (view.left() + (view.width() - page.key.width) / 2.0).floor();
        let sheet = Sheet { page: &page, view, left, scroll: self.scroll, theme: &scene.theme };
        // Nothing of what is selected or looked for is in this text.
        let quiet = (quiet_view(scene), Finding::default());
        let quiet = Scene { view: &quiet.0, finding: &quiet.1, occurrences: None, ..scene.clone() };
        ui.scope_builder(UiBuilder::new().max_rect(view), |ui| {
            ui.shrink_clip_rect(view);
            if let Some(differences) = differences {
                let all = differences.in_other(sheet.stretch());
                paint_differences(ui, &sheet, all, Age::of(beside.other, beside.shown));
            }
            let spans = highlight::shown(&quiet, &sheet);
            highlight::paint_under(ui, &sheet, &spans, None);
            for seen in sheet.pieces() {
                let origin = sheet.origin(seen);
                for run in sheet.runs_in_view(seen) {
                    ui.painter().galley(origin + run.at, run.galley.clone(), scene.theme.ink);
                }
            }
            let words = sheet.page.text().slice(sheet.stretch()).to_owned();
            let response = ui.interact(view, ui.scope_id().with("beside"), egui::Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
        });
        self.page = Some(page);
    }

    /// Scrolls to where the text that is read is, if that has moved; else by the wheel.
    fn go_along(
        &mut self,
        page: &mut Page,
        setter: &mut Typesetter<'_>,
        view: Rect,
        anchor: Option<(Offset, f32)>,
        differences: Option<&Differences>,
    ) {
        let near = NEAR * page.line_height();
        let height = f64::from(view.height());
        self.scroll -= f64::from(wheel(setter.ui, view));
        let moved = anchor.filter(|anchor| Some(*anchor) != self.followed);
        if let (Some((at, within)), Some(differences)) = (moved, differences) {
            self.followed = moved;
            let there = differences.there(at).to_usize();
            // Between words that differ in blanks alone it may be within a letter.
            let there = Offset::new(page.text().as_str().floor_char_boundary(there));
            if let Some(top) = top_of(page, setter, there) {
                self.scroll = top - f64::from(within);
            }
        }
        let most = |page: &Page| (page.height() - height).max(0.0);
        let wanted = self.scroll.clamp(0.0, most(page));
        self.scroll = page.lay_out(setter, wanted, (near, height + near)).clamp(0.0, most(page));
    }
}

/// Returns a view of the article with the other version, and nothing selected.
fn quiet_view(scene: &Scene<'_>) -> View {
    let article = scene.view.article.clone();
    let other = scene.view.beside.as_ref().map(|beside| beside.other);
    let versions = article.clone().zip(other).into_iter().collect();
    View { article, versions, selection: None::<Selection>, ..View::default() }
}

/// Which of two texts it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// The one that was there before.
    Earlier,
    /// The one that took its place.
    Later,
}

impl Age {
    /// Returns which of the two `version` is.
    pub fn of(version: VersionNumber, other: VersionNumber) -> Self {
        if version < other { Self::Earlier } else { Self::Later }
    }
}

/// Paints the ground of words that the other text does not have, those of the earlier text struck out,
/// those of the later one underlined.
pub fn paint_differences(
    ui: &Ui,
    sheet: &Sheet<'_>,
    differences: impl Iterator<Item = Stretch>,
    age: Age,
) {
    let theme = sheet.theme;
    for strip in differences.flat_map(|one| sheet.strips(one).collect::<Vec<_>>()) {
        let fill = strip.fill();
        ui.painter().rect_filled(fill, 2.0, theme.changed);
        let (y, color) = match age {
            Age::Earlier => (strip.baseline - strip.size * 0.3, theme.dim),
            Age::Later => (fill.bottom() - 0.5, theme.accent),
        };
        ui.painter().hline(fill.x_range(), y, Stroke::new(1.0, color));
    }
}
