//! The list of articles, with how far each has come.

use std::collections::HashSet;

use egui::{Align2, Color32, Pos2, RichText, ScrollArea, Ui};

use super::{
    action::{Action, ViewAction},
    command::Command,
    icons,
    open::Open,
    scene::Scene,
    theme::{font, space},
    widgets::{RowText, icon_button, row, search_field},
};
use crate::{
    model::{AnalystId, Article, ArticleId, Layer, Project, Status},
    review::count,
    text::{harmless, shortened},
};

/// So many letters of what tells articles of one title apart are shown.
const ORIGIN: usize = 20;

/// The list's own state.
#[derive(Debug, Default)]
pub struct ArticlesPanel {
    filter: String,
    /// The ids in order, kept while the project and the filter stay the same.
    rows: Vec<ArticleId>,
    /// Titles that several articles have.
    shared: HashSet<String>,
    key: Option<(u64, String)>,
}

impl ArticlesPanel {
    fn refresh(&mut self, project: &Project, revision: u64) {
        let key = Some((revision, self.filter.clone()));
        if self.key == key {
            return;
        }
        let needle = self.filter.to_lowercase();
        let fits = |article: &&Article| {
            let has = |words: &str| words.to_lowercase().contains(&needle);
            has(&article.title) || has(article.fact("publisher"))
        };
        let articles = project.articles_in_order().into_iter().filter(fits);
        self.rows = articles.map(|article| article.id.clone()).collect();
        let mut seen = HashSet::new();
        let twice = project.articles().filter(|article| !seen.insert(article.title.as_str()));
        self.shared = twice.map(|article| article.title.clone()).collect();
        self.key = key;
    }
}

/// How far the analysts have come with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    NotBegun,
    Begun,
    Done,
    /// Nobody knows: the file can't be read.
    Unreadable,
}

/// Shows the list of articles.
pub fn articles_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    panel: &mut ArticlesPanel,
    actions: &mut Vec<Action>,
) {
    let Some(open) = scene.open else { return };
    let rect = ui.max_rect();
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), scene.theme.thin());
    let count = open.project.articles().len();
    panel.refresh(&open.project, open.revision);
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(10, 10)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(6.0);
            let title = format!("ARTICLES · {count}");
            ui.label(RichText::new(title).font(font::small_semibold()).color(scene.theme.dim));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::PLUS, Command::OpenFiles.label()).clicked() {
                    actions.push(Action::Run(Command::OpenFiles));
                }
            });
        });
        search_field(ui, "Filter articles", &mut panel.filter);
        ui.add_space(2.0);
        list_ui(ui, scene, panel, actions);
    });
}

fn list_ui(ui: &mut Ui, scene: &Scene<'_>, panel: &ArticlesPanel, actions: &mut Vec<Action>) {
    let Some(project) = scene.project() else { return };
    if panel.rows.is_empty() {
        let text = if panel.filter.is_empty() {
            "Drop article files here, or open them with the plus sign"
        } else {
            "No article has this in its title or publisher"
        };
        ui.add_space(space::PANEL);
        ui.label(RichText::new(text).font(font::small()).color(scene.theme.dim));
        return;
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, 52.0, panel.rows.len(), |ui, rows| {
        for id in panel.rows.get(rows).unwrap_or_default() {
            if let Some(article) = project.article(id) {
                let is_shared = panel.shared.contains(&article.title);
                let origin = if is_shared { origin(article) } else { "" };
                article_ui(ui, scene, article, origin, actions);
            }
        }
    });
}

/// Returns what tells an article from others of its title: who published it, or else its file.
fn origin(article: &Article) -> &str {
    match article.fact("publisher") {
        "" => article.newest().map_or("", |version| version.source.as_str()),
        publisher => publisher,
    }
}

fn article_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    article: &Article,
    origin: &str,
    actions: &mut Vec<Action>,
) {
    let Some(open) = scene.open else { return };
    let (progress, mut detail) = summary(open, article);
    if !origin.is_empty() {
        detail = format!("{} · {detail}", shortened(origin, ORIGIN));
    }
    let is_current = scene.view.article.as_ref() == Some(&article.id);
    let name = format!("{}, {detail}", article.title);
    let text = RowText { title: &article.title, detail: &detail, name: &name };
    let row = row(ui, text, is_current, |ui, at, color| match progress {
        Progress::Unreadable => paint_unreadable(ui, at, scene.theme.warning),
        _ => paint_progress(ui, at, color, progress),
    });
    let row = row.on_hover_ui(|ui| {
        let source = article.newest().map_or("", |version| version.source.as_str());
        for part in [article.title.as_str(), article.fact("publisher"), source] {
            if !part.is_empty() {
                ui.label(harmless(part));
            }
        }
    });
    if row.clicked() {
        actions.push(Action::View(ViewAction::Article(article.id.clone())));
    }
    row.context_menu(|ui| {
        for command in [Command::ArticleDetails, Command::MarkDone, Command::RemoveArticle] {
            if ui.button(command.label()).clicked() {
                actions.push(Action::View(ViewAction::Article(article.id.clone())));
                actions.push(Action::Run(command));
                ui.close();
            }
        }
    });
}

/// Returns how far an article has come and what its row says. Done is what the one who annotates
/// has done; what anyone has, where they have not begun.
fn summary(open: &Open, article: &Article) -> (Progress, String) {
    let (project, analyst) = (&open.project, open.analyst.as_ref());
    let unreadable: Vec<&AnalystId> = open.unreadable(&article.id).collect();
    let is_own_unreadable = unreadable.iter().any(|one| Some(*one) == analyst);
    let layers = || project.layers_of(&article.id);
    let spans: usize = layers().map(|layer| layer.span_count()).sum();
    let links: usize = layers().map(|layer| layer.link_count()).sum();
    let is_done = |layer: &Layer| layer.status == Some(Status::Done);
    let own = layers().find(|layer| Some(&layer.id.analyst) == analyst);
    let is_done = own.map_or_else(|| layers().any(is_done), is_done);
    let progress = match (is_done, spans) {
        _ if is_own_unreadable => Progress::Unreadable,
        (false, 0) if !unreadable.is_empty() => Progress::Unreadable,
        (true, _) => Progress::Done,
        (false, 0) => Progress::NotBegun,
        (false, _) => Progress::Begun,
    };
    let mut parts = match (progress, spans) {
        (Progress::Done, 0) => vec!["done, no spans".to_owned()],
        (Progress::Unreadable, 0) => Vec::new(),
        (_, 0) => vec!["not begun".to_owned()],
        _ => vec![count(spans, "span"), count(links, "link")],
    };
    if is_own_unreadable {
        parts.push("your spans can’t be read".to_owned());
    } else if let [one] = unreadable.as_slice() {
        parts.push(format!("{}’s spans can’t be read", project.analyst_name(one)));
    } else if !unreadable.is_empty() {
        parts.push(format!("spans of {} analysts can’t be read", unreadable.len()));
    }
    let published = article.fact("published");
    if !published.is_empty() {
        parts.push(short_date(published));
    }
    (progress, parts.join(" · "))
}

/// Returns a publication date as people write it: `9 Feb 2026`; as it stands where it is partial.
fn short_date(published: &str) -> String {
    let day: String = published.chars().take(10).collect();
    let parsed = chrono::NaiveDate::parse_from_str(&day, "%Y-%m-%d");
    parsed.map_or_else(|_| published.to_owned(), |date| date.format("%-d %b %Y").to_string())
}

/// Paints a disc: full for done, half for begun, a ring for not begun.
fn paint_progress(ui: &Ui, at: Pos2, color: Color32, progress: Progress) {
    const RADIUS: f32 = 4.5;
    let painter = ui.painter();
    match progress {
        Progress::Done => painter.circle_filled(at, RADIUS, color),
        Progress::NotBegun | Progress::Unreadable => {
            let dim = ui.visuals().weak_text_color();
            painter.circle_stroke(at, RADIUS - 0.5, (1.0, dim))
        }
        Progress::Begun => {
            let half: Vec<Pos2> = (0..=16_u8)
                .map(|step| {
                    let angle = std::f32::consts::PI * (0.5 + f32::from(step) / 16.0);
                    at + (RADIUS - 0.5) * egui::Vec2::angled(angle)
                })
                .collect();
            painter.add(egui::Shape::convex_polygon(half, color, egui::Stroke::NONE));
            painter.circle_stroke(at, RADIUS - 0.5, (1.0, color))
        }
    };
}

fn paint_unreadable(ui: &Ui, at: Pos2, color: Color32) {
    let font = font::small_icon();
    ui.painter().text(at, Align2::CENTER_CENTER, icons::WARNING, font, color);
}
