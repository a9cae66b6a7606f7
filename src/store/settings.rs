//! A person's own settings, kept where the system keeps such things: outside of any project.

use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    StoreError,
    own::{self, Own},
};

/// How many projects the list of recent ones holds.
const RECENT: usize = 12;

const FILE: &str = "settings.ron";

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The font that articles are set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadingFont {
    /// The bundled serif.
    #[default]
    Serif,
    /// The sans of the interface.
    Sans,
}

/// A panel at the window's side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panel {
    /// Is it shown?
    pub is_open: bool,
    /// In points.
    pub width: f32,
}

impl Default for Panel {
    fn default() -> Self {
        Self { is_open: true, width: 280.0 }
    }
}

/// A person's own settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// Of the whole window; 1 is the system's own.
    pub zoom: f32,
    /// Of the article's text beside that of the panels; 1 is as large: within
    /// [`Settings::TEXT_SCALES`].
    pub text_scale: f32,
    /// How many characters of the article stand on a line, about: within [`Settings::MEASURES`].
    pub measure: u16,
    /// From one line of the article to the next, over the size of its letters: within
    /// [`Settings::LEADINGS`].
    pub leading: f32,
    /// The article's font.
    pub reading_font: ReadingFont,
    /// Folders of projects, the last opened first.
    pub recent: Vec<PathBuf>,
    /// Who annotates on this computer: an analyst's name, empty until someone gave it.
    pub analyst: String,
    /// Left, top, width and height in points; `None` lets the system choose.
    pub window: Option<(f32, f32, f32, f32)>,
    /// Minutes after which unsaved work is saved by itself: 0 for never.
    pub autosave: u16,
    /// Articles and outline.
    pub left: Panel,
    /// Spans and details.
    pub right: Panel,
    /// Are both panels away, whether open or not?
    pub is_focused: bool,
    /// Is there a file that could be neither read nor put aside? It is then not written over.
    #[serde(skip)]
    pub is_unread: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom: 1.0,
            text_scale: 1.0,
            measure: 68,
            leading: 1.62,
            reading_font: ReadingFont::Serif,
            recent: Vec::new(),
            analyst: String::new(),
            window: None,
            autosave: 0,
            left: Panel { width: 236.0, ..Panel::default() },
            right: Panel { width: 304.0, ..Panel::default() },
            is_focused: false,
            is_unread: false,
        }
    }
}

impl Settings {
    /// How small and how large the article's text may be, beside that of the panels.
    pub const TEXT_SCALES: RangeInclusive<f32> = 0.6..=3.0;

    /// How few and how many characters a line of the article may have.
    pub const MEASURES: RangeInclusive<u16> = 45..=110;

    /// The minutes that are offered; 0 is never.
    pub const AUTOSAVES: [u16; 4] = [0, 1, 5, 15];

    /// How close together and how far apart lines of the article may stand.
    pub const LEADINGS: RangeInclusive<f32> = 1.2..=2.2;

    /// Reads the settings, defaults where there are none. Where they are damaged, they are put aside,
    /// and a warning says so.
    pub fn load() -> (Self, Option<String>) {
        own::path_of(FILE).map_or_else(Default::default, |path| Self::load_from(&path))
    }

    /// Writes the settings, unless there are others that could not be read.
    pub fn save(&self) -> Result<(), StoreError> {
        own::path_of(FILE).map_or(Ok(()), |path| self.save_to(&path))
    }

    /// Puts a project at the head of the recent ones.
    pub fn add_recent(&mut self, project: &Path) {
        self.recent.retain(|path| path != project);
        self.recent.insert(0, project.to_owned());
        self.recent.truncate(RECENT);
    }

    fn load_from(path: &Path) -> (Self, Option<String>) {
        match own::read::<Self>(path, "settings") {
            Own::Absent => (Self::default(), None),
            Own::Read(settings) => (settings.sound(), None),
            Own::PutAside(warning) => (Self::default(), Some(warning)),
            Own::Unread(warning) => (Self { is_unread: true, ..Self::default() }, Some(warning)),
        }
    }

    fn save_to(&self, path: &Path) -> Result<(), StoreError> {
        if self.is_unread { Ok(()) } else { own::write(path, self) }
    }

    /// Brings numbers that no window could have back to what can be seen.
    fn sound(mut self) -> Self {
        let within = |scale: f32, limits: RangeInclusive<f32>| {
            if scale.is_finite() { scale.clamp(*limits.start(), *limits.end()) } else { 1.0 }
        };
        self.zoom = within(self.zoom, 0.25..=5.0);
        self.text_scale = within(self.text_scale, Self::TEXT_SCALES);
        self.measure = self.measure.clamp(*Self::MEASURES.start(), *Self::MEASURES.end());
        let is_number = self.leading.is_finite();
        self.leading = if is_number { self.leading } else { Self::default().leading };
        self.leading = self.leading.clamp(*Self::LEADINGS.start(), *Self::LEADINGS.end());
        for panel in [&mut self.left, &mut self.right] {
            let is_sound = panel.width.is_finite() && (50.0..=5000.0).contains(&panel.width);
            panel.width = if is_sound { panel.width } else { Panel::default().width };
        }
        let is_sound = |&(left, top, width, height): &(f32, f32, f32, f32)| {
            [left, top, width, height].into_iter().all(f32::is_finite)
                && width >= 100.0
                && height >= 100.0
        };
        self.window = self.window.filter(is_sound);
        self.recent.truncate(RECENT);
        // No more than a day.
        self.autosave = self.autosave.min(24 * 60);
        self
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/settings.ron");
        assert_eq!(Settings::load_from(&path), (Settings::default(), None));
        let mut settings = Settings { theme: Theme::Dark, zoom: 1.25, ..Settings::default() };
        settings.window = Some((1.0, 2.0, 800.0, 600.0));
        for number in 0..20 {
            settings.add_recent(Path::new(&format!("/projects/{number}")));
        }
        settings.add_recent(Path::new("/projects/12"));
        assert_eq!(settings.recent.len(), RECENT);
        settings.save_to(&path).unwrap();
        assert_eq!(Settings::load_from(&path), (settings, None));
    }

    #[test]
    fn damaged_settings_are_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        fs::write(&path, "(zoom: ").unwrap();
        let (settings, warning) = Settings::load_from(&path);
        assert_eq!(settings, Settings::default());
        assert!(warning.unwrap().contains("settings.ron.damaged"));
        assert_eq!(fs::read_to_string(path.with_extension("ron.damaged")).unwrap(), "(zoom: ");
        // The next damage is kept beside the first.
        fs::write(&path, "(zoom").unwrap();
        let (_, warning) = Settings::load_from(&path);
        assert!(warning.unwrap().ends_with("settings.ron.damaged-2"));
        assert_eq!(fs::read_to_string(path.with_extension("ron.damaged")).unwrap(), "(zoom: ");
        assert_eq!(fs::read_to_string(path.with_extension("ron.damaged-2")).unwrap(), "(zoom");
    }

    #[test]
    fn settings_that_cannot_be_read_or_put_aside_are_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        // Nobody can read a folder as a file, or write a file in its place.
        fs::create_dir(&path).unwrap();
        let (settings, warning) = Settings::load_from(&path);
        assert!(warning.unwrap().contains("settings.ron"));
        fs::remove_dir(&path).unwrap();
        settings.save_to(&path).unwrap();
        assert!(!path.exists(), "they may be there again the next time");
        fs::write(&path, "(zoom: ").unwrap();
        for name in own::aside_names(&path) {
            fs::create_dir(name).unwrap();
        }
        let (settings, warning) = Settings::load_from(&path);
        assert!(warning.unwrap().contains("could not be put aside"));
        settings.save_to(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "(zoom: ");
    }

    #[test]
    fn unknown_and_absent_settings_are_no_damage() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        fs::write(&path, "(zoom: 99.0, sparkle: [1], left: (width: -3.0))").unwrap();
        let (settings, warning) = Settings::load_from(&path);
        assert_eq!((settings.zoom, settings.left.width, warning), (5.0, 280.0, None));
    }

    #[test]
    fn a_window_and_a_size_that_nobody_could_see_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        for (written, window, text_scale) in [
            (
                "(window: Some((1, 2, 800, 600)), text_scale: 9)",
                Some((1.0, 2.0, 800.0, 600.0)),
                3.0,
            ),
            ("(window: Some((0, 0, inf, inf)), text_scale: 0.3)", None, 0.6),
            ("(window: Some((0, NaN, 800, 600)), text_scale: NaN)", None, 1.0),
            ("(window: Some((0, 0, 800, 20)))", None, 1.0),
        ] {
            fs::write(&path, written).unwrap();
            let (found, warning) = Settings::load_from(&path);
            assert_eq!((found.window, found.text_scale, warning), (window, text_scale, None));
        }
    }

    #[test]
    fn a_page_that_nobody_could_read_is_set_within_limits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        for (written, read) in [
            ("(measure: 3, leading: 0.0, reading_font: sans)", (45, 1.2, ReadingFont::Sans)),
            ("(measure: 9999, leading: inf)", (110, 1.62, ReadingFont::Serif)),
            ("(measure: 80, leading: 9.5, reading_font: serif)", (80, 2.2, ReadingFont::Serif)),
        ] {
            fs::write(&path, written).unwrap();
            let (found, warning) = Settings::load_from(&path);
            let found = (found.measure, found.leading, found.reading_font);
            assert_eq!((found, warning), (read, None), "{written}");
        }
    }
}
