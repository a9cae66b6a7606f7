//! How articles look: size, measure, spacing, font, theme. Kept in the settings.

use crate::{
    app::{action::ViewAction, command::Command, desk::Desk},
    store::{ReadingFont, Settings, Theme},
};

/// From one size of the article's text to the next.
const ZOOM: f32 = 1.1;
/// The scales of the interface, 1.0 being the system's own.
const SCALES: [f32; 9] = [0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0];
/// From one measure to the next, in characters.
const MEASURE: u16 = 4;
/// From one line spacing to the next.
const LEADING: f32 = 0.1;

impl Desk {
    pub(super) fn run_look(&mut self, command: Command) {
        let (zoom, measure) = (self.settings.text_scale, self.settings.measure);
        let leading = self.settings.leading;
        match command {
            Command::ThemeSystem => self.settings.theme = Theme::System,
            Command::ThemeLight => self.settings.theme = Theme::Light,
            Command::ThemeDark => self.settings.theme = Theme::Dark,
            Command::ZoomIn => self.view(ViewAction::Zoom(zoom * ZOOM)),
            Command::ZoomOut => self.view(ViewAction::Zoom(zoom / ZOOM)),
            Command::ZoomReset => self.view(ViewAction::Zoom(1.0)),
            Command::LargerInterface => {
                self.settings.zoom = larger(self.settings.zoom);
            }
            Command::SmallerInterface => {
                self.settings.zoom = smaller(self.settings.zoom);
            }
            Command::ResetInterface => self.settings.zoom = 1.0,
            Command::WiderColumn => self.set_measure(measure.saturating_add(MEASURE)),
            Command::NarrowerColumn => self.set_measure(measure.saturating_sub(MEASURE)),
            Command::MoreLineSpacing => self.set_leading(leading + LEADING),
            Command::LessLineSpacing => self.set_leading(leading - LEADING),
            Command::FontSerif => self.settings.reading_font = ReadingFont::Serif,
            Command::FontSans => self.settings.reading_font = ReadingFont::Sans,
            Command::ResetReading => self.reset_look(),
            _ => {}
        }
    }

    fn set_measure(&mut self, measure: u16) {
        let (least, most) = (*Settings::MEASURES.start(), *Settings::MEASURES.end());
        self.settings.measure = measure.clamp(least, most);
    }

    fn set_leading(&mut self, leading: f32) {
        let (least, most) = (*Settings::LEADINGS.start(), *Settings::LEADINGS.end());
        // To hundredths, so that as many steps back lead to where one was.
        self.settings.leading = ((leading * 100.0).round() / 100.0).clamp(least, most);
    }

    fn reset_look(&mut self) {
        let first = Settings::default();
        let settings = &mut self.settings;
        (settings.text_scale, settings.measure) = (first.text_scale, first.measure);
        (settings.leading, settings.reading_font) = (first.leading, first.reading_font);
    }
}

fn larger(scale: f32) -> f32 {
    SCALES.into_iter().find(|one| *one > scale + 0.01).unwrap_or(SCALES[SCALES.len() - 1])
}

fn smaller(scale: f32) -> f32 {
    SCALES.into_iter().rev().find(|one| *one < scale - 0.01).unwrap_or(SCALES[0])
}
