//! The one way in which tests build a window: fixed size, fonts, clock and ids.

use std::path::{Path, PathBuf};

use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, FileAction},
        desk::Desk,
        work::Work,
    },
    jobs::Stamps,
    store::{Settings, Theme},
};

/// How a test's window is set up.
#[derive(Clone)]
pub struct Setup {
    /// What the user has set.
    pub settings: Settings,
    /// In points.
    pub size: [f32; 2],
    /// Pixels a point.
    pub scale: f32,
}

impl Default for Setup {
    fn default() -> Self {
        let settings = Settings { theme: Theme::Light, ..Settings::default() };
        Self { settings, size: [1280.0, 800.0], scale: 1.0 }
    }
}

/// Returns a window on an empty desk.
pub fn window(setup: Setup) -> Harness<'static, Window> {
    let Setup { settings, size, scale } = setup;
    let time = "2026-02-10T09:00:00Z".parse().unwrap();
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_max_steps(400)
        .with_step_dt(1.0 / 60.0)
        .with_os(egui::os::OperatingSystem::Nix)
        .build_eframe(move |creation| {
            let desk = Desk::new(settings, Stamps::fixed(0, time), Work::inline());
            let mut window = Window::new(&creation.egui_ctx, desk);
            window.asks_system = false;
            window
        })
}

/// Returns the windows that a picture is taken of: both themes, a narrow one, and twice the scale.
#[cfg(feature = "snapshots")]
pub fn setups(name: &str) -> [(String, Setup); 4] {
    let setup = |theme, size, scale| Setup {
        settings: Settings { theme, ..Settings::default() },
        size,
        scale,
    };
    let usual = [1280.0, 800.0];
    [
        (format!("{name}-light"), setup(Theme::Light, usual, 1.0)),
        (format!("{name}-dark"), setup(Theme::Dark, usual, 1.0)),
        (format!("{name}-narrow"), setup(Theme::Light, [640.0, 420.0], 1.0)),
        (format!("{name}-double"), setup(Theme::Dark, [900.0, 620.0], 2.0)),
    ]
}

/// Saves a picture of the window under `target/pictures/`, where there is a driver to draw it.
#[cfg(feature = "snapshots")]
pub fn picture(harness: &mut Harness<'static, Window>, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    harness.render().unwrap().save(folder.join(name).with_extension("png")).unwrap();
}

/// Returns a window on one of the sample projects, read where it stands.
pub fn on_sample(name: &str, setup: Setup) -> Harness<'static, Window> {
    let mut harness = window(setup);
    let open = FileAction::Open(vec![sample(name)]);
    harness.state_mut().desk.dispatch(Action::File(open));
    harness.run();
    harness
}

/// Returns the folder of a sample project.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(name)
}

/// Presses what has this name.
pub fn click(harness: &mut Harness<'static, Window>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

/// Types into the field with this name.
pub fn type_into(harness: &mut Harness<'static, Window>, name: &str, text: &str) {
    harness.get_by_label(name).focus();
    harness.run();
    harness.get_by_label(name).type_text(text);
    harness.run();
}
