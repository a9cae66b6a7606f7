//! The status bar: who annotates, what is saved, how much there is, how far one has read.

use egui::{Align, Button, Label, Layout, ProgressBar, RichText, Sense, Ui};

use crate::{
    app::{
        action::{Action, FileAction, ViewAction},
        command::Command,
        desk::{Home, Open},
        scene::Scene,
        theme::font,
    },
    review::{count, first_words},
};

/// Shows the status bar.
pub fn status_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let theme = &scene.theme;
    let bar = ui.max_rect();
    ui.painter().hline(bar.x_range(), bar.top() + 0.5, theme.thin());
    let text = |text: String| RichText::new(text).font(font::small()).color(theme.dim);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        ui.add_space(14.0);
        if let Some(open) = scene.open {
            who_ui(ui, scene, open, actions);
            ui.label(text(saved_text(open)));
            ui.label(text(counts_text(scene, open)));
        } else {
            ui.label(text("No project open".to_owned()));
        }
        if let Some(hint) = linking_text(scene) {
            ui.label(RichText::new(hint).font(font::small()).color(theme.accent));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            ui.add_space(14.0);
            right_ui(ui, scene, actions);
        });
    });
}

fn who_ui(ui: &mut Ui, scene: &Scene<'_>, open: &Open, actions: &mut Vec<Action>) {
    let analyst = open.analyst.as_ref();
    let who = analyst.map_or("No analyst yet", |analyst| open.project.analyst_name(analyst));
    let who = RichText::new(who).font(font::small()).color(scene.theme.dim);
    let label = ui.add(Label::new(who).sense(Sense::click()));
    if label.on_hover_text(Command::ChooseAnalyst.label()).clicked() {
        actions.push(Action::Run(Command::ChooseAnalyst));
    }
}

fn right_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let theme = &scene.theme;
    let text = |text: String| RichText::new(text).font(font::small()).color(theme.dim);
    let zoom = text(format!("{:.0} %", scene.settings.text_scale * 100.0));
    let zoom = ui.add(Label::new(zoom).sense(Sense::click()));
    if zoom.on_hover_text(Command::ZoomReset.label()).clicked() {
        actions.push(Action::View(ViewAction::Zoom(1.0)));
    }
    let article = scene.view.article.as_ref();
    if let Some(read) = article.and_then(|article| scene.view.read.get(article)) {
        ui.label(text(format!("{:.0} % read", read * 100.0)));
    }
    let Some(running) = scene.running else { return };
    let cancel = Button::new(text("Cancel".to_owned())).small();
    if running.can_cancel && ui.add(cancel).clicked() {
        actions.push(Action::File(FileAction::Cancel));
    }
    let label = match running.total {
        0 => format!("{}…", running.label),
        total => format!("{} {} of {total}", running.label, running.done),
    };
    #[expect(clippy::cast_precision_loss, reason = "a bar a hundred points wide")]
    let part = running.done as f32 / running.total.max(1) as f32;
    ui.add(ProgressBar::new(part).desired_width(110.0).desired_height(5.0));
    ui.label(text(label));
}

fn linking_text(scene: &Scene<'_>) -> Option<String> {
    let linking = scene.view.linking.as_ref()?;
    let (span, words) = scene.open?.span(&linking.from)?;
    let words = first_words(span, Some(words), 32);
    Some(format!("Link from: {words} · click its other end or type its letter, Esc to stop"))
}

fn saved_text(open: &Open) -> String {
    match (&open.home, open.is_unsaved) {
        (Home::Saving(_), _) => "Saving…".to_owned(),
        (Home::Untitled, _) if open.is_partial => "Opening…".to_owned(),
        (Home::Untitled, _) => "Not saved yet".to_owned(),
        (Home::Folder(_) | Home::Reading(_), true) => "Unsaved changes".to_owned(),
        (Home::Folder(_) | Home::Reading(_), false) => open.saved_at.map_or_else(
            || "All changes saved".to_owned(),
            |time| {
                let local = time.to_utc().with_timezone(&chrono::Local);
                format!("All changes saved {}", local.format("%H:%M"))
            },
        ),
    }
}

fn counts_text(scene: &Scene<'_>, open: &Open) -> String {
    let Some(article) = &scene.view.article else {
        return count(open.project.articles().len(), "article");
    };
    let layers = || open.project.layers_of(article);
    let spans: usize = layers().map(|layer| layer.span_count()).sum();
    let links: usize = layers().map(|layer| layer.link_count()).sum();
    if spans == 0 && open.unreadable(article).next().is_some() {
        return "Spans can’t be read".to_owned();
    }
    format!("{}, {}", count(spans, "span"), count(links, "link"))
}
