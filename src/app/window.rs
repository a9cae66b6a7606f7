//! The window: one frame after another.

use std::{path::PathBuf, time::Duration};

use egui::{CentralPanel, Frame, Panel, Ui};

use super::{
    action::{Action, FileAction},
    articles_panel::{self, ArticlesPanel},
    desk::{Desk, Effect, Open},
    dialog::{Dialog, PathDialog},
    dialogs::{self, files},
    dispatch::message::GLANCE,
    fonts,
    keeper::Keeper,
    keymap::Keymap,
    keys,
    middle::Middle,
    scene::Scene,
    shell::{announcer::Announcer, drop, empty, menu, news::NewsBoard, status},
    span_panel::{self, SpanPanel},
    theme::{self, Theme, space},
    timings::Timings,
    work::{self, Message},
};
use crate::{
    jobs,
    store::{self, Places, Settings, Sources},
};

/// The panels' own state: filters, caches, nothing that a project holds.
#[derive(Default)]
struct Panels {
    articles: ArticlesPanel,
    spans: SpanPanel,
    middle: Middle,
    /// Of which project they are.
    ticket: Option<u64>,
}

impl Panels {
    /// Begins anew where another project is shown.
    fn follow(&mut self, open: Option<&Open>) {
        let ticket = open.map(|open| open.ticket);
        if self.ticket != ticket {
            *self = Self { ticket, ..Self::default() };
        }
    }
}

/// The window.
pub struct Window {
    /// Everything that the window knows.
    pub desk: Desk,
    /// May the system's file dialogs be shown? Tests have no one to answer them.
    pub asks_system: bool,
    /// What measures the window, if anything does.
    pub timings: Option<Timings>,
    panels: Panels,
    board: NewsBoard,
    announcer: Announcer,
    may_close: bool,
    /// The settings as they were last written, but for the window's place.
    kept: Settings,
    settings_keeper: Keeper<Settings>,
    places_keeper: Keeper<Places>,
    sources_keeper: Keeper<Sources>,
}

/// How long a window that closes waits for the disk to take the last changes.
const PATIENCE: Duration = Duration::from_secs(5);

impl Window {
    /// Returns the window of a desk, with fonts and themes given to egui.
    pub fn new(ctx: &egui::Context, desk: Desk) -> Self {
        fonts::install(ctx);
        theme::install(ctx);
        Keymap::ensure(ctx);
        let kept = Settings { window: None, ..desk.settings.clone() };
        Self {
            desk,
            asks_system: true,
            timings: None,
            panels: Panels::default(),
            board: NewsBoard::default(),
            announcer: Announcer::default(),
            may_close: false,
            kept,
            // What fails is tried again when the window is closed; then there is none to say it in.
            settings_keeper: Keeper::new("postil settings", |settings: &Settings| {
                let _ = settings.save();
            }),
            places_keeper: Keeper::new("postil places", |places: &Places| {
                let _ = places.save();
            }),
            sources_keeper: Keeper::new("postil sources", |sources: &Sources| {
                let _ = sources.save();
            }),
        }
    }

    /// Draws one frame and does what it asks for.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.desk.take_messages();
        if self.desk.first.is_some() {
            ctx.request_repaint_after(GLANCE);
        }
        if let Some(wait) = self.desk.ask_for_lock_again() {
            ctx.request_repaint_after(wait);
        }
        if let Some(wait) = self.desk.look_for_folder_again() {
            ctx.request_repaint_after(wait);
        }
        if let Some(wait) = self.desk.save_by_itself() {
            ctx.request_repaint_after(wait);
        }
        if ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true))) {
            self.desk.look_at_source();
            self.desk.look_for_folder();
        }
        self.follow_settings(&ctx);
        let mut actions: Vec<Action> = dropped_files(&ctx).into_iter().collect();
        actions.extend(self.close_request(&ctx));
        let theme = Theme::of(ui);
        actions.extend(keys::actions(&ctx, &Scene::of(&self.desk, theme)));
        // The dialog's fields change as they are typed into: it is lent out for the frame.
        let mut dialog = self.desk.view.dialog.take();
        let has_dialog = dialog.is_some();
        self.panels_ui(ui, theme, has_dialog, &mut actions);
        if let Some((article, top)) = self.panels.middle.top() {
            self.desk.view.spots.entry(article.clone()).or_default().top = top;
        }
        if let Some(dialog) = &mut dialog {
            dialogs::dialog_ui(ui, &Scene::of(&self.desk, theme), dialog, &mut actions);
        }
        drop::drop_ui(&ctx, &Scene::of(&self.desk, theme));
        self.desk.view.dialog = dialog;
        self.desk.view.goto = None;
        if !actions.is_empty() || !self.desk.effects.is_empty() {
            // What changes now is seen in the next frame.
            ctx.request_repaint();
        }
        for action in actions {
            self.desk.dispatch(action);
        }
        self.do_effects(&ctx);
        let fresh = std::mem::take(&mut self.desk.news);
        self.board.news_ui(&ctx, &theme, fresh);
        self.announcer.announcer_ui(ui, &std::mem::take(&mut self.desk.announced));
        self.remember_place(&ctx);
        self.keep_settings(&ctx);
        self.keep_places();
        self.keep_sources();
    }

    /// Writes what the user has set as soon as it is set, off the frame; the window's place and the
    /// panels' widths, which change with every frame of a drag, when the window is closed.
    fn keep_settings(&mut self, ctx: &egui::Context) {
        let now = Settings { window: None, ..self.desk.settings.clone() };
        let is_dragging = ctx.input(|input| input.pointer.any_down());
        if !self.asks_system || is_dragging || now == self.kept {
            return;
        }
        self.kept = now;
        self.settings_keeper.keep(self.desk.settings.clone());
    }

    /// Writes where the user was in each article as soon as an article is left, off the frame.
    fn keep_places(&mut self) {
        if !self.asks_system || !std::mem::take(&mut self.desk.places.is_changed) {
            return;
        }
        self.places_keeper.keep(self.desk.places.clone());
    }

    /// Writes which files articles were opened from as soon as one is, off the frame.
    fn keep_sources(&mut self) {
        if self.asks_system && std::mem::take(&mut self.desk.sources.is_changed) {
            self.sources_keeper.keep(self.desk.sources.clone());
        }
    }

    /// Keeps the window's place and size, to come back to.
    fn remember_place(&mut self, ctx: &egui::Context) {
        let zoom = ctx.zoom_factor();
        ctx.input(|input| {
            let viewport = input.viewport();
            let is_special = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
            let inner = viewport.inner_rect.filter(|_| !is_special);
            let (Some(inner), Some(outer)) = (inner, viewport.outer_rect.or(inner)) else { return };
            // As the window is made again before it is scaled.
            let place = [outer.left(), outer.top(), inner.width(), inner.height()];
            let [left, top, width, height] = place.map(|length| length * zoom);
            self.desk.settings.window = Some((left, top, width, height));
        });
    }

    fn panels_ui(
        &mut self,
        ui: &mut Ui,
        theme: Theme,
        has_dialog: bool,
        actions: &mut Vec<Action>,
    ) {
        let Self { desk, panels, .. } = self;
        panels.follow(desk.open.as_ref());
        let focus_note = std::mem::take(&mut desk.view.focus_note);
        let scene = Scene::of(desk, theme);
        bars_ui(ui, &scene, actions);
        let bar = |fill| Frame::NONE.fill(fill);
        let theme = &scene.theme;
        if scene.open.is_none() {
            CentralPanel::no_frame().frame(bar(theme.paper)).show(ui, |ui| {
                empty::empty_ui(ui, &scene, actions);
            });
            return;
        }
        let (shows_left, most_right) = Self::panel_room(&scene, ui.available_width());
        let mut widths = (None, None);
        if shows_left {
            let shown = Panel::left("articles")
                .show_separator_line(false)
                .default_size(scene.settings.left.width)
                .size_range(160.0..=420.0)
                .frame(bar(theme.panel))
                .show(ui, |ui| {
                    articles_panel::articles_ui(ui, &scene, &mut panels.articles, actions);
                });
            widths.0 = Some(shown.response.rect.width());
        }
        if let Some(most) = most_right {
            let wanted = scene.settings.right.width;
            // Where there is no room for it, it gives way, and is as wide as it was where there is again.
            let panel = if wanted > most {
                Panel::right("spans that give way").exact_size(most)
            } else {
                Panel::right("spans").default_size(wanted).size_range(space::RIGHT_LEAST..=most)
            };
            let shown = panel.show_separator_line(false).frame(bar(theme.panel)).show(ui, |ui| {
                span_panel::spans_ui(ui, &scene, &mut panels.spans, focus_note, actions);
            });
            widths.1 = (wanted <= most).then(|| shown.response.rect.width());
        }
        CentralPanel::no_frame().frame(bar(theme.paper)).show(ui, |ui| {
            panels.middle.middle_ui(ui, &scene, has_dialog, actions);
        });
        let settings = &mut desk.settings;
        settings.left.width = widths.0.unwrap_or(settings.left.width);
        settings.right.width = widths.1.unwrap_or(settings.right.width);
    }

    /// Returns whether the left panel is shown and how wide the right one may be, if it is shown:
    /// in a narrow window the article comes before the panels, and the right one before the left.
    fn panel_room(scene: &Scene<'_>, width: f32) -> (bool, Option<f32>) {
        if scene.settings.is_focused {
            return (false, None);
        }
        let (left, right) = (&scene.settings.left, &scene.settings.right);
        let room = width - space::MAIN_LEAST;
        let has_right = right.is_open && room >= space::RIGHT_LEAST;
        let rest = if has_right { room - right.width.min(room) } else { room };
        let shows_left = left.is_open && rest >= left.width;
        let taken = if shows_left { left.width } else { 0.0 };
        (shows_left, has_right.then(|| (room - taken).clamp(space::RIGHT_LEAST, 520.0)))
    }

    /// Gives egui the theme and the scale, and keeps the window's title true.
    fn follow_settings(&self, ctx: &egui::Context) {
        let preference = match self.desk.settings.theme {
            store::Theme::System => egui::ThemePreference::System,
            store::Theme::Light => egui::ThemePreference::Light,
            store::Theme::Dark => egui::ThemePreference::Dark,
        };
        if ctx.options(|options| options.theme_preference) != preference {
            ctx.set_theme(preference);
        }
        let zoom = self.desk.settings.zoom;
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        let title = self.title();
        let key = egui::Id::unique("window title");
        if ctx.data(|data| data.get_temp::<String>(key)).as_ref() != Some(&title) {
            ctx.data_mut(|data| data.insert_temp(key, title.clone()));
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
        }
    }

    /// Returns the window's title: a dot stands for unsaved work.
    fn title(&self) -> String {
        self.desk.open.as_ref().map_or_else(
            || "Postil".to_owned(),
            |open| {
                let dot = if open.is_unsaved { "• " } else { "" };
                format!("{dot}{} – Postil", open.project.title())
            },
        )
    }

    /// The window's own close button asks like the command does.
    fn close_request(&self, ctx: &egui::Context) -> Option<Action> {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if !is_asked || self.may_close {
            return None;
        }
        let is_unsaved = self.desk.open.as_ref().is_some_and(|open| open.is_unsaved);
        if !is_unsaved {
            return None;
        }
        ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        Some(Action::Run(super::command::Command::Quit))
    }

    fn do_effects(&mut self, ctx: &egui::Context) {
        for effect in std::mem::take(&mut self.desk.effects) {
            match effect {
                Effect::Copy(text) => ctx.copy_text(text),
                Effect::Close => {
                    self.may_close = true;
                    ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                }
                Effect::EditKeys if self.asks_system => {
                    let ticket = self.desk.ticket();
                    let reporter = self.desk.work.reporter(ticket);
                    work::in_background("postil keys", move || {
                        let begun = jobs::edit_keys(&Keymap::template());
                        reporter.send(Message::KeyFile(begun));
                    });
                }
                Effect::EditKeys => {}
                Effect::AskForPath(purpose, name) => {
                    let ticket = self.desk.ticket();
                    let reporter = self.desk.work.reporter(ticket);
                    if !(self.asks_system && files::ask(purpose, &name, reporter)) {
                        let dialog = PathDialog::new(purpose, files::start(&name));
                        self.desk.view.dialog = Some(Box::new(Dialog::Path(dialog)));
                    }
                }
            }
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
        if let Some(timings) = self.timings.as_ref().filter(|_| self.desk.is_whole()) {
            timings.note_open();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.settings_keeper.finish(self.desk.settings.clone());
        self.desk.keep_place();
        self.places_keeper.finish(self.desk.places.clone());
        if self.desk.sources.is_changed {
            self.sources_keeper.finish(self.desk.sources.clone());
        }
        // The journal of the project that is open still writes what was done last.
        if self.desk.open.as_ref().is_some_and(|open| !open.is_unsaved) {
            self.desk.forget_untitled();
        }
        drop(self.desk.open.take());
        work::wait_for_drops(PATIENCE);
    }
}

fn dropped_files(ctx: &egui::Context) -> Option<Action> {
    let files = ctx.input(|input| input.raw.dropped_files.clone());
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path().to_owned()).collect();
    (!paths.is_empty()).then(|| Action::File(FileAction::Open(paths)))
}

/// Shows what frames the panels: the menu above, the status below.
fn bars_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let frame = Frame::NONE.fill(scene.theme.panel);
    Panel::top("menu")
        .show_separator_line(false)
        .exact_size(space::TOP_BAR)
        .frame(frame)
        .show(ui, |ui| menu::menu_ui(ui, scene, actions));
    Panel::bottom("status")
        .show_separator_line(false)
        .exact_size(space::STATUS_BAR)
        .frame(frame)
        .show(ui, |ui| status::status_ui(ui, scene, actions));
}
