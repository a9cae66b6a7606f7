//! The columns of the table: where each stands, and the header that sorts by it.

use egui::{Align2, Rangef, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use super::TablePanel;
use crate::{
    app::{
        icons,
        scene::Scene,
        theme::{font, space},
        widgets::{one_line, paint_line},
    },
    review::{Column, Sort},
};

const GAP: f32 = 14.0;

/// Where each column stands; a narrow table leaves out what matters least.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub tag: Rangef,
    pub words: Rangef,
    pub article: Option<Rangef>,
    pub analyst: Option<Rangef>,
    pub links: Option<Rangef>,
    pub note: Option<Rangef>,
}

impl Columns {
    /// Fits the columns into a width.
    pub fn fit(all: Rangef, has_analysts: bool) -> Self {
        let span = all.span();
        let mut left = all.min + space::PANEL;
        let right = all.max - space::PANEL;
        let mut take = |width: f32| {
            let range = Rangef::new(left, left + width);
            left += width + GAP;
            range
        };
        let tag = take(116.0);
        let article = (span >= 560.0).then(|| (span * 0.15).clamp(100.0, 240.0));
        let analyst = (has_analysts && span >= 680.0).then_some(62.0);
        let links = (span >= 460.0).then_some(44.0);
        let fixed = [article, analyst, links].into_iter().flatten().map(|width| width + GAP);
        let rest = right - tag.max - GAP - fixed.sum::<f32>();
        let note = (span >= 400.0).then_some((rest - GAP) * 0.32);
        let words = take(rest - note.map_or(0.0, |width| width + GAP));
        Self {
            tag,
            words,
            article: article.map(&mut take),
            analyst: analyst.map(&mut take),
            links: links.map(&mut take),
            note: note.map(&mut take),
        }
    }

    /// Returns each column that is shown, with its title.
    fn titled(&self) -> impl Iterator<Item = (Column, &'static str, Rangef)> {
        let all = [
            (Column::Tag, "Tag", Some(self.tag)),
            (Column::Words, "Words", Some(self.words)),
            (Column::Article, "Article", self.article),
            (Column::Analyst, "Analyst", self.analyst),
            (Column::Links, "Links", self.links),
            (Column::Note, "Note", self.note),
        ];
        all.into_iter().filter_map(|(column, title, range)| Some((column, title, range?)))
    }
}

/// Shows the titles of the columns: a click sorts, another turns the order, a third goes back to the
/// order of the text.
pub(super) fn header_ui(ui: &mut Ui, scene: &Scene<'_>, panel: &mut TablePanel, columns: &Columns) {
    let theme = &scene.theme;
    let size = egui::vec2(ui.available_width(), space::CHIP);
    let (strip, _) = ui.allocate_exact_size(size, Sense::empty());
    ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, theme.thin());
    let middle = strip.center().y;
    for (column, title, range) in columns.titled() {
        let wide = Rangef::new(range.min - GAP / 2.0, range.max + GAP / 2.0);
        let rect = Rect::from_x_y_ranges(wide, strip.y_range());
        let response = ui.allocate_rect(rect, Sense::click());
        let name = format!("Sort by {}", title.to_lowercase());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
        let is_sorted = panel.sort.column == column;
        let is_lit = is_sorted || response.hovered() || response.has_focus();
        let color = if is_lit { theme.ink } else { theme.dim };
        let galley = one_line(ui, title, font::small(), color, range.span());
        let after = range.min + galley.size().x + 10.0;
        paint_line(ui, galley, range.min, middle);
        if is_sorted {
            let icon = if panel.sort.descending { icons::CARET_DOWN } else { icons::CARET_UP };
            let painter = ui.painter();
            painter.text(
                pos2(after, middle),
                Align2::CENTER_CENTER,
                icon,
                font::small_icon(),
                color,
            );
        }
        if response.clicked() {
            panel.sort = next(panel.sort, column);
        }
    }
}

fn next(sort: Sort, column: Column) -> Sort {
    if sort.column != column {
        Sort { column, descending: false }
    } else if sort.descending {
        Sort::default()
    } else {
        Sort { column, descending: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_without_touching() {
        for width in [300.0, 420.0, 520.0, 600.0, 740.0, 1400.0_f32] {
            let columns = Columns::fit(Rangef::new(0.0, width), true);
            let ranges: Vec<Rangef> = columns.titled().map(|(.., range)| range).collect();
            for pair in ranges.windows(2) {
                assert!(pair[0].max < pair[1].min, "{width}: {ranges:?}");
            }
            assert!(ranges.iter().all(|range| range.span() >= 40.0), "{width}: {ranges:?}");
            let end = ranges.last().unwrap().max;
            assert!((width - space::PANEL - end).abs() < 0.5, "{width}: ends at {end}");
        }
    }
}
