//! How a row of the palette looks.

use egui::{Color32, Response, Ui, text::LayoutJob, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use super::search::{Hit, Row};
use crate::app::{
    icons,
    scene::Scene,
    theme::{Theme, font},
    widgets::{item, key_cap, key_cap_width, one_line, paint_line, paint_swatch},
};

/// How high a row is.
pub const HEIGHT: f32 = 32.0;
/// Where the title begins, after the mark.
const INDENT: f32 = 36.0;

/// Shows a row.
pub fn row_ui(ui: &mut Ui, scene: &Scene<'_>, row: &Row, is_current: bool) -> Response {
    item(ui, HEIGHT, &name(scene, row), is_current, |ui, rect| {
        let theme = &scene.theme;
        let middle = rect.center().y;
        let keys = match &row.hit {
            Hit::Command(command) => command.keys(ui.ctx()),
            Hit::Article(_) | Hit::Span(..) | Hit::Part(_) => String::new(),
        };
        let cap = key_cap_width(ui, &keys);
        let right = rect.right() - 10.0;
        key_cap(ui, theme, &keys, right - cap, middle);
        let mut end = right;
        if keys.is_empty() {
            let detail = one_line(ui, &row.detail, font::small(), theme.dim, rect.width() * 0.36);
            end -= detail.size().x;
            paint_line(ui, detail, end, middle);
        } else {
            end -= cap;
        }
        mark(ui, scene, &row.hit, rect.left_center() + vec2(18.0, 0.0));
        let room = end - rect.left() - INDENT - 14.0;
        let title = ui.painter().layout_job(title(theme, row, room));
        paint_line(ui, title, rect.left() + INDENT, middle);
    })
}

/// What a screen reader says.
fn name(scene: &Scene<'_>, row: &Row) -> String {
    match &row.hit {
        Hit::Command(_) | Hit::Article(_) | Hit::Part(_) => row.title.clone(),
        Hit::Span(_, tag) => {
            let tag = scene.codebook().map_or(tag.as_str(), |codebook| codebook.tag_name(tag));
            format!("{tag}: {}", row.title)
        }
    }
}

fn mark(ui: &Ui, scene: &Scene<'_>, hit: &Hit, at: egui::Pos2) {
    let icon = match hit {
        Hit::Span(_, tag) => {
            let tag = scene.codebook().and_then(|codebook| codebook.tags.get(tag));
            return paint_swatch(ui, at, scene.theme.tag_or_dim(tag));
        }
        Hit::Command(_) | Hit::Part(_) => icons::CARET_RIGHT,
        Hit::Article(_) => icons::FILE_TEXT,
    };
    let icon = one_line(ui, icon, font::icon(), scene.theme.dim, 20.0);
    let left = at.x - icon.size().x / 2.0;
    paint_line(ui, icon, left, at.y);
}

/// Lays a title out with the letters that were typed heavier and in the accent colour.
fn title(theme: &Theme, row: &Row, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let format = |font, color: Color32| egui::TextFormat::simple(font, color);
    let mut graphemes = row.title.graphemes(true).enumerate().peekable();
    let is_matched = |number: usize| {
        u32::try_from(number).is_ok_and(|number| row.matched.binary_search(&number).is_ok())
    };
    while let Some((number, first)) = graphemes.next() {
        let is_hit = is_matched(number);
        let mut run = first.to_owned();
        while let Some((_, next)) = graphemes.next_if(|(next, _)| is_matched(*next) == is_hit) {
            run.push_str(next);
        }
        let format = if is_hit {
            format(font::ui_semibold(), theme.accent)
        } else {
            format(font::ui(), theme.ink)
        };
        job.append(&run, 0.0, format);
    }
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    job.break_on_newline = false;
    job
}
