//! How articles look: size, measure, spacing, font, theme. Kept in the settings.

use crate::{
    app::{action::ViewAction, command::Command, desk::Desk},
    store::{ReadingFont, Settings, Theme},
};

/// From one size of the article's text to the next.
const ZOOM: f32 = 1.1;
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
