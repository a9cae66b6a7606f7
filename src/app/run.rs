//! The real window: a display, a size, and what it opens first.

use std::{
    any::Any,
    panic,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use egui::{ViewportBuilder, vec2};

use super::{
    Window,
    action::{Action, FileAction},
    desk::{Desk, Tone},
    keymap::Keymap,
    timings::Timings,
    work::Work,
};
use crate::{
    jobs::Stamps,
    review::count,
    store::{Places, Settings, Sources},
};

/// The window's size when there is none to come back to, in points.
const SIZE: egui::Vec2 = vec2(1280.0, 800.0);

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[error("Cannot open a window: {reason}")]
pub struct NoWindow {
    reason: String,
}

impl NoWindow {
    /// What to do without one.
    pub const HINT: &str = "Use the commands that need none: postil --help";
}

/// Opens the window on these paths, and returns when it is closed. `timings` measure it, if given.
pub fn run(paths: Vec<PathBuf>, timings: Option<Timings>) -> Result<(), NoWindow> {
    check_display()?;
    let (settings, warning) = Settings::load();
    let (places, lost) = Places::load();
    let (sources, forgotten) = Sources::load();
    let warnings = warning.into_iter().chain(lost).chain(forgotten).collect();
    let mut viewport = ViewportBuilder::default()
        .with_app_id("postil")
        .with_title("Postil")
        .with_inner_size(SIZE)
        .with_min_inner_size(vec2(640.0, 420.0))
        .with_drag_and_drop(true);
    if let Some((left, top, width, height)) = settings.window {
        viewport = viewport.with_position([left, top]).with_inner_size([width, height]);
    }
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let quiet = Quiet::begin();
    let loud = quiet.clone();
    let created = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        eframe::run_native(
            "Postil",
            options,
            Box::new(move |creation| {
                loud.end();
                let ctx = &creation.egui_ctx;
                if let Some(timings) = &timings {
                    timings.watch(ctx);
                }
                let mut window = first_frame(ctx, (settings, places, sources), warnings, paths);
                window.timings = timings;
                Ok(Box::new(window))
            }),
        )
    }));
    match created {
        Ok(ran) => ran.map_err(|error| NoWindow { reason: cause(&error.to_string()) }),
        Err(panic) if quiet.end() => Err(NoWindow { reason: words_of(panic.as_ref()) }),
        Err(panic) => panic::resume_unwind(panic),
    }
}

/// Returns the window, with its work on threads that wake it, opening what was asked for.
fn first_frame(
    ctx: &egui::Context,
    (settings, places, sources): (Settings, Places, Sources),
    warnings: Vec<String>,
    paths: Vec<PathBuf>,
) -> Window {
    ask_for_theme(ctx);
    let work = Work::on_threads({
        let ctx = ctx.clone();
        move || ctx.request_repaint()
    });
    let keymap = Keymap::load();
    let mut desk = Desk::new(settings, Stamps::live(), work);
    (desk.places, desk.sources) = (places, sources);
    for warning in warnings {
        desk.say(Tone::Bad, warning);
    }
    if let Some(first) = keymap.problems.first() {
        let problems = count(keymap.problems.len(), "problem");
        let text = format!("{problems} with the keys: see Help, Keys\n{first}");
        desk.say(Tone::Bad, text);
    }
    desk.dispatch(Action::File(FileAction::Open(paths)));
    keymap.install(ctx);
    Window::new(ctx, desk)
}

/// Asks the desktop for its theme; light until it answers, and where it does not.
#[cfg(all(unix, not(target_os = "macos")))]
fn ask_for_theme(ctx: &egui::Context) {
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    let ctx = ctx.clone();
    let ask = move || {
        if matches!(dark_light::detect(), Ok(dark_light::Mode::Dark)) {
            ctx.options_mut(|options| options.fallback_theme = egui::Theme::Dark);
            ctx.request_repaint();
        }
    };
    // Without a thread to ask on, light it stays.
    let _ = std::thread::Builder::new().name("postil theme".into()).spawn(ask);
}

/// The windowing library knows the system's theme.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn ask_for_theme(_: &egui::Context) {}

type Hook = Box<dyn Fn(&panic::PanicHookInfo<'_>) + Send + Sync>;

/// Panics say nothing until the window is there: the windowing system panics where a library of
/// the system is missing, and one line says that better.
#[derive(Clone)]
struct Quiet(Arc<Mutex<Option<Hook>>>);

impl Quiet {
    fn begin() -> Self {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|_| {}));
        Self(Arc::new(Mutex::new(Some(hook))))
    }

    /// Lets panics speak again; returns whether they were still quiet.
    fn end(&self) -> bool {
        let hook = self.0.lock().ok().and_then(|mut hook| hook.take());
        hook.map(panic::set_hook).is_some()
    }
}

/// Returns the cause that an error of the windowing library ends with, without the place in its own
/// source that it begins with.
fn cause(error: &str) -> String {
    let cause = error.rsplit(".rs:").next().unwrap_or(error);
    cause.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').trim().to_owned()
}

/// Returns what a panic said, on one line.
fn words_of(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
    words.unwrap_or("the windowing system failed").lines().collect::<Vec<_>>().join(" ")
}

/// Says that there is no display before the windowing system would fail on it.
#[cfg(all(unix, not(target_os = "macos")))]
fn check_display() -> Result<(), NoWindow> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET") {
        return Ok(());
    }
    Err(NoWindow {
        reason: "there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set".into(),
    })
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
#[expect(clippy::unnecessary_wraps, reason = "the other systems always have a display to ask")]
fn check_display() -> Result<(), NoWindow> {
    Ok(())
}
