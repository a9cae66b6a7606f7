//! How long the window takes: to its first frame, to open, for each frame. Measured where asked for.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use egui::{
    ClippedPrimitive, Context, FullOutput, RawInput, Shape,
    epaint::{ClippedShape, Primitive},
};

/// What is measured while the window runs; every copy is the same one.
#[derive(Clone, Debug)]
pub struct Timings(Arc<Mutex<Measured>>);

#[derive(Debug)]
struct Measured {
    begun: Instant,
    first_frame: Option<Duration>,
    open: Option<Duration>,
    /// The processor time of each frame.
    frames: Vec<Duration>,
    longest_rest: Duration,
    /// When the last frame had been laid out.
    last: Option<Instant>,
    /// The frame that is being drawn, if it is, and the processor time at its start.
    frame: Option<(u64, Duration)>,
    /// Is what was asked for there in the frame that is being drawn?
    is_open: bool,
}

impl Timings {
    /// Returns the timings of a process that has begun then.
    pub fn since(begun: Instant) -> Self {
        Self(Arc::new(Mutex::new(Measured {
            begun,
            first_frame: None,
            open: None,
            frames: Vec::new(),
            longest_rest: Duration::ZERO,
            last: None,
            frame: None,
            is_open: false,
        })))
    }

    /// Measures every frame of a window from now on.
    pub(super) fn watch(&self, ctx: &Context) {
        ctx.add_plugin(Watch(self.clone()));
    }

    /// Notes that the frame being drawn shows all of what was opened.
    pub(super) fn note_open(&self) {
        self.measured().is_open = true;
    }

    /// Returns what was measured as a JSON object, times in milliseconds; `null` for what did not
    /// happen.
    pub fn to_json(&self) -> String {
        let measured = self.measured();
        let mut frames = measured.frames.clone();
        frames.sort_unstable();
        serde_json::json!({
            "first_frame_ms": measured.first_frame.map(millis),
            "open_ms": measured.open.map(millis),
            "frames": frames.len(),
            "frame_median_ms": percentile(&frames, 50).map(millis),
            "frame_p99_ms": percentile(&frames, 99).map(millis),
            "longest_rest_ms": millis(measured.longest_rest),
        })
        .to_string()
    }

    fn measured(&self) -> MutexGuard<'_, Measured> {
        // Figures of a frame that panicked are as good as any.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the smallest of the sorted times that at least so many in a hundred do not exceed.
pub fn percentile(sorted: &[Duration], percent: usize) -> Option<Duration> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

/// Returns the time for which this thread has had a processor: it stands still while the thread
/// waits, for the screen or for its turn. Where the system does not say, it is the time of day.
pub fn processor_time() -> Duration {
    #[cfg(target_os = "linux")]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::try_from(time).unwrap_or_default()
    }
    #[cfg(not(target_os = "linux"))]
    {
        static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
        START.elapsed()
    }
}

/// Stands where egui takes a frame's input and hands over its output.
struct Watch(Timings);

impl egui::Plugin for Watch {
    fn debug_name(&self) -> &'static str {
        "timings"
    }

    fn input_hook(&mut self, ctx: &Context, _: &mut RawInput) {
        let mut measured = self.0.measured();
        let number = ctx.cumulative_frame_nr();
        // A frame may be laid out twice.
        if measured.frame.is_some_and(|(of, _)| of == number) {
            return;
        }
        if let Some(last) = measured.last {
            let begun = measured.begun;
            // The frame after the first begins when the first has been painted.
            measured.first_frame.get_or_insert_with(|| begun.elapsed());
            measured.longest_rest = measured.longest_rest.max(last.elapsed());
        }
        measured.frame = Some((number, processor_time()));
        measured.is_open = false;
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let most = ctx.options(|options| options.max_passes.get());
        let passes = output.platform_output.num_completed_passes;
        if output.platform_output.requested_discard() && passes < most {
            return;
        }
        // Tessellated here, so that it is measured; a mesh is then passed on as it is.
        let shapes = std::mem::take(&mut output.shapes);
        let primitives = ctx.tessellate(shapes, output.pixels_per_point);
        let mut measured = self.0.measured();
        let Some((_, begun)) = measured.frame else { return };
        measured.frames.push(processor_time().saturating_sub(begun));
        output.shapes = primitives.into_iter().map(as_shape).collect();
        if measured.is_open && measured.open.is_none() {
            measured.open = Some(measured.begun.elapsed());
        }
        if measured.last.replace(Instant::now()).is_none() {
            ctx.request_repaint();
        }
    }
}

fn as_shape(primitive: ClippedPrimitive) -> ClippedShape {
    let shape = match primitive.primitive {
        Primitive::Mesh(mesh) => Shape::mesh(mesh),
        Primitive::Callback(callback) => Shape::Callback(callback),
    };
    let transform_after_tessellation = egui::emath::TSTransform::IDENTITY;
    ClippedShape { clip_rect: primitive.clip_rect, shape, transform_after_tessellation }
}

fn millis(time: Duration) -> f64 {
    // Whole microseconds.
    (time.as_secs_f64() * 1e6).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_times() {
        let check = |count: u64, percent, expected: Option<u64>| {
            let times: Vec<Duration> = (1..=count).map(Duration::from_millis).collect();
            let expected = expected.map(Duration::from_millis);
            assert_eq!(percentile(&times, percent), expected, "{percent} % of {count}");
        };
        check(0, 50, None);
        check(1, 50, Some(1));
        check(1, 99, Some(1));
        check(2, 50, Some(1));
        check(3, 50, Some(2));
        check(100, 50, Some(50));
        check(100, 99, Some(99));
        check(101, 99, Some(100));
        check(1000, 99, Some(990));
    }

    #[test]
    fn frames_are_counted_and_look_the_same() {
        let timings = Timings::since(Instant::now());
        let (plain, watched) = (Context::default(), Context::default());
        timings.watch(&watched);
        let frame = |ctx: &Context| {
            let mut output = ctx.run_ui(RawInput::default(), |ui| {
                ui.heading("Quay");
                let _ = ui.button("Tag");
            });
            output.textures_delta.clear();
            let primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
            primitives.into_iter().map(|one| format!("{one:?}")).collect::<Vec<_>>()
        };
        for _ in 0..3 {
            assert_eq!(frame(&watched), frame(&plain));
        }
        timings.note_open();
        let json: serde_json::Value = serde_json::from_str(&timings.to_json()).unwrap();
        assert_eq!(json["frames"], 3);
        assert!(json["first_frame_ms"].is_f64() && json["open_ms"].is_null(), "{json}");
        assert!(json["frame_p99_ms"].as_f64() >= json["frame_median_ms"].as_f64(), "{json}");
    }

    #[test]
    fn processor_time_goes_on() {
        let before = processor_time();
        let work: u64 = (0..2_000_000_u64).fold(1, |sum, next| std::hint::black_box(sum ^ next));
        assert!(processor_time() > before, "{work}");
    }
}
