//! A window without a screen: frames are drawn as in the real one, up to where they would be painted.

use std::{
    hint::black_box,
    path::PathBuf,
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, Vec2, ViewportId, pos2, vec2,
};
use postil::{
    app::{
        Window,
        action::{Action, FileAction},
        desk::{Desk, Home, Open},
        timings::processor_time,
        work::Work,
    },
    jobs::Stamps,
    model::Project,
    store::{Settings, Theme},
};

/// The window's size in points.
const SIZE: Vec2 = vec2(1280.0, 800.0);

/// From one frame to the next, in seconds: a screen of 120 Hz.
const STEP: f64 = 1.0 / 120.0;

/// The window with all that a windowing system would give it.
pub struct Stage {
    /// The window.
    pub window: Window,
    ctx: egui::Context,
    time: f64,
    /// Something has happened beside the window: a worker hands something over.
    woken: Receiver<()>,
    /// When the window wants its next frame, though nothing happens.
    wanted: Duration,
}

impl Stage {
    /// Returns an empty window, before its first frame.
    pub fn new() -> Self {
        let ctx = egui::Context::default();
        let (wake, woken) = channel();
        let work = Work::on_threads(move || {
            // A stage that has gone needs no waking.
            let _ = wake.send(());
        });
        let settings =
            Settings { theme: Theme::Light, analyst: "Alice".to_owned(), ..Settings::default() };
        let mut window = Window::new(&ctx, Desk::new(settings, Stamps::live(), work));
        window.asks_system = false;
        Self { window, ctx, time: 0.0, woken, wanted: Duration::ZERO }
    }

    /// Shows a project that is in memory already, from the next frame on.
    pub fn show(&mut self, project: Project) {
        let desk = &mut self.window.desk;
        desk.view.article = project.articles().next().map(|article| article.id.clone());
        desk.open = Some(Open::new(project, Home::Untitled));
    }

    /// Draws a frame in which this happens: interface, layout and tessellation. Returns how much
    /// processor time that took.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += STEP;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            predicted_dt: 1.0 / 120.0,
            focused: true,
            events,
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(1.0);
        }
        let begun = processor_time();
        let mut output = self.ctx.run_ui(input, |ui| self.window.frame(ui));
        black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        let took = processor_time().saturating_sub(begun);
        // There is no screen to hand letters to.
        output.textures_delta.clear();
        let root = output.viewport_output.get(&ViewportId::ROOT);
        self.wanted = root.map_or(Duration::MAX, |root| root.repaint_delay);
        took
    }

    /// Draws frames in which nothing happens.
    pub fn frames(&mut self, count: usize) -> Vec<Duration> {
        (0..count).map(|_| self.frame(Vec::new())).collect()
    }

    /// Draws frames as the window asks for them until `is_there`.
    pub fn until(&mut self, is_there: impl Fn(&Desk) -> bool) {
        loop {
            self.frame(Vec::new());
            if is_there(&self.window.desk) {
                return;
            }
            // Nothing to hear in time is no fault: the window wanted this frame by itself.
            let _ = self.woken.recv_timeout(self.wanted.min(Duration::from_secs(1)));
        }
    }

    /// Opens a project's folder as a person would. Returns how long it took to the end of the first
    /// frame that can be read, and of the first in which all of it is there.
    pub fn open(&mut self, folder: PathBuf) -> (Duration, Duration) {
        let begun = Instant::now();
        self.window.desk.dispatch(Action::File(FileAction::Open(vec![folder])));
        self.until(|desk| desk.text().is_some());
        let readable = begun.elapsed();
        let is_whole = |desk: &Desk| desk.open.as_ref().is_some_and(|open| !open.is_partial);
        if !is_whole(&self.window.desk) {
            self.until(is_whole);
        }
        (readable, begun.elapsed())
    }

    /// Does what an action asks for and draws the frame that shows it.
    pub fn act(&mut self, action: Action) -> Duration {
        let begun = processor_time();
        self.window.desk.dispatch(action);
        let done = processor_time().saturating_sub(begun);
        done + self.frame(Vec::new())
    }
}

/// Moves the pointer.
pub fn pointer(x: f32, y: f32) -> Event {
    Event::PointerMoved(pos2(x, y))
}

/// Presses the mouse's first button or lets it go.
pub fn button(x: f32, y: f32, is: Press) -> Event {
    Event::PointerButton {
        pos: pos2(x, y),
        button: PointerButton::Primary,
        pressed: is == Press::Down,
        modifiers: Modifiers::NONE,
    }
}

/// Whether a button goes down or up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// It goes down.
    Down,
    /// It goes up.
    Up,
}

/// Turns the wheel by so many lines, down where that is negative.
pub fn wheel(lines: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, lines),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

/// Presses a key.
pub fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}
