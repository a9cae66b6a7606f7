//! What became of the files that were read: which are articles now, which were left out, which could not
//! be read and what to do about those.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

use super::frame::{DialogBox, buttons_ui, room, text_ui};
use crate::{
    app::{
        action::{Action, FileAction, ViewAction},
        dialog::{FileFailed, ReadReport},
        scene::Scene,
        theme::font,
        widgets::{button, primary_button},
    },
    jobs::ReadOptions,
    model::ArticleId,
    review::count,
    text::{harmless, shortened},
};

/// So many files of a kind are listed; the copied report has all.
const LISTED: usize = 200;

/// How much of a line a file's name may take beside its article.
const NAME: f32 = 0.5;

/// What the scroll bar takes of a line.
const SCROLL_BAR: f32 = 10.0;

/// So many letters of an article's title are shown.
const TITLE: usize = 44;

/// Shows the report.
pub fn report_ui(ui: &mut Ui, scene: &Scene<'_>, report: &ReadReport, actions: &mut Vec<Action>) {
    let shown = DialogBox::new("Files read", 620.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        text_ui(ui, summary(report));
        ScrollArea::vertical().max_height(room(ui, 130.0)).show(ui, |ui| {
            ui.set_width(ui.available_width() - SCROLL_BAR);
            for section in sections(report) {
                section_ui(ui, scene, section, actions);
            }
        });
        buttons_ui(ui, |ui| {
            let is_closed = primary_button(ui, "Close").clicked() || is_enter;
            raise_ui(ui, &report.failed, actions);
            if button(ui, "Copy report").clicked() {
                ui.copy_text(written(report));
            }
            is_closed
        })
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

/// Offers to read what goes beyond a limit with a raised one.
fn raise_ui(ui: &mut Ui, failed: &[FileFailed], actions: &mut Vec<Action>) {
    // One lot for each way in which the files were read.
    let mut lots: Vec<(ReadOptions, Vec<PathBuf>)> = Vec::new();
    for (raised, path) in failed.iter().filter_map(|one| Some((one.raised?, &one.path))) {
        match lots.iter_mut().find(|(options, _)| *options == raised) {
            Some((_, paths)) => paths.push(path.clone()),
            None => lots.push((raised, vec![path.clone()])),
        }
    }
    if !lots.is_empty() && button(ui, "Try again with a raised limit").clicked() {
        actions.push(Action::close_dialog());
        let reads = lots.into_iter().map(|(raised, paths)| FileAction::Read(paths, raised));
        actions.extend(reads.map(Action::File));
    }
}

fn summary(report: &ReadReport) -> String {
    let mut parts = vec![format!("{} added", count(report.added.len(), "article"))];
    if !report.skipped.is_empty() {
        parts.push(format!("{} left out as there already", count(report.skipped.len(), "file")));
    }
    if !report.passed_over.is_empty() {
        parts.push(format!("{} of other kinds", count(report.passed_over.len(), "file")));
    }
    if !report.failed.is_empty() {
        parts.push(format!("{} could not be read", count(report.failed.len(), "file")));
    }
    parts.join(" · ")
}

/// A file, the article that it became or that was there already, and what is to say of it.
struct Row<'a> {
    path: &'a Path,
    article: Option<&'a ArticleId>,
    words: String,
}

/// Files of which the same became.
struct Section<'a> {
    title: &'static str,
    number: usize,
    rows: Box<dyn Iterator<Item = Row<'a>> + 'a>,
}

/// Returns what there is to say, what needs somebody first.
fn sections(report: &ReadReport) -> impl Iterator<Item = Section<'_>> {
    let failed = report.failed.iter().map(|one| {
        // The path stands above: without it the reason is shorter to read.
        let path = format!(": {}", one.path.display());
        let why = one.why.strip_suffix(&path).unwrap_or(&one.why);
        let words = format!("{why}. {}", one.hint).trim_end().to_owned();
        Row { path: &one.path, article: None, words }
    });
    let warnings = report.warnings.iter().map(|(path, warning)| Row {
        path,
        article: report.added.get(path),
        words: warning.clone(),
    });
    let pair = |(path, article)| Row { path, article, words: String::new() };
    let skipped = report.skipped.iter().map(|(path, article)| (path.as_path(), Some(article)));
    let passed = report.passed_over.iter().map(|path| (path.as_path(), None));
    let added = report.added.iter().map(|(path, article)| (path.as_path(), Some(article)));
    let section = |title, number, rows| Section { title, number, rows };
    let all: [Section<'_>; 5] = [
        section("Could not be read", report.failed.len(), Box::new(failed)),
        section("Worth a look", report.warnings.len(), Box::new(warnings)),
        section("There already", report.skipped.len(), Box::new(skipped.map(pair))),
        section(
            "Without an article’s ending, and left out",
            report.passed_over.len(),
            Box::new(passed.map(pair)),
        ),
        section("Added", report.added.len(), Box::new(added.map(pair))),
    ];
    all.into_iter().filter(|section| section.number > 0)
}

fn section_ui(ui: &mut Ui, scene: &Scene<'_>, section: Section<'_>, actions: &mut Vec<Action>) {
    let title = RichText::new(section.title).font(font::small_semibold()).color(scene.theme.dim);
    ui.add_space(10.0);
    ui.label(title);
    ui.add_space(2.0);
    for row in section.rows.take(LISTED) {
        ui.scope(|ui| row_ui(ui, scene, &row, actions));
    }
    if let Some(more) = section.number.checked_sub(LISTED).filter(|more| *more > 0) {
        text_ui(ui, format!("and {more} more: the copied report has them all"));
    }
}

fn row_ui(ui: &mut Ui, scene: &Scene<'_>, row: &Row<'_>, actions: &mut Vec<Action>) {
    let theme = &scene.theme;
    let name = row.path.file_name().unwrap_or(row.path.as_os_str()).to_string_lossy();
    let name = RichText::new(harmless(&name)).font(font::ui_medium()).color(theme.ink);
    let title = row.article.and_then(|id| scene.project()?.article(id));
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal(|ui| {
        let width = ui.available_width() * if title.is_some() { NAME } else { 1.0 };
        ui.scope(|ui| {
            ui.set_max_width(width);
            let name = ui.add(Label::new(name).truncate());
            name.on_hover_text(harmless(&row.path.display().to_string()));
        });
        let Some(article) = title else { return };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words =
                RichText::new(harmless(&shortened(&article.title, TITLE))).font(font::small());
            let link = ui.add(egui::Link::new(words));
            if link.on_hover_text("Show this article").clicked() {
                actions.push(Action::close_dialog());
                actions.push(Action::View(ViewAction::Article(article.id.clone())));
            }
        });
    });
    if !row.words.is_empty() {
        ui.label(RichText::new(harmless(&row.words)).font(font::small()).color(theme.dim));
    }
    ui.add_space(if row.words.is_empty() { 0.0 } else { 4.0 });
}

/// Writes the whole report as text, a file a line.
fn written(report: &ReadReport) -> String {
    let mut text = summary(report);
    text.push('\n');
    for section in sections(report) {
        let _ = writeln!(text, "\n{}", section.title);
        for Row { path, article, words } in section.rows {
            let article = article.map_or("", |article| article.as_str());
            let said = [article, &words].into_iter().filter(|words| !words.is_empty());
            let said: String = said.flat_map(|words| [": ", words]).collect();
            let _ = writeln!(text, "{}{said}", path.display());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copied_report_names_every_file() {
        let path = |name: &str| Path::new("in").join(name);
        let quay = ArticleId::new("quay").unwrap();
        let failed = FileFailed {
            path: path("c.txt"),
            why: format!("The file holds no words: {}", path("c.txt").display()),
            hint: "Check it".to_owned(),
            raised: None,
        };
        let report = ReadReport {
            added: [(path("a.txt"), quay.clone())].into(),
            skipped: vec![(path("b.txt"), quay)],
            failed: vec![failed],
            warnings: vec![(path("a.txt"), "The encoding is a guess".to_owned())],
            passed_over: vec![path("d.doc")],
        };
        let expected = "\
            1 article added · 1 file left out as there already · 1 file of other kinds · 1 file could not be read\n\n\
            Could not be read\nin/c.txt: The file holds no words. Check it\n\n\
            Worth a look\nin/a.txt: quay: The encoding is a guess\n\n\
            There already\nin/b.txt: quay\n\n\
            Without an article’s ending, and left out\nin/d.doc\n\n\
            Added\nin/a.txt: quay\n";
        assert_eq!(written(&report).replace('\\', "/"), expected);
    }
}
