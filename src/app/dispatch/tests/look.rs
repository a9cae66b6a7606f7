//! How articles look.

use super::*;
use crate::store::{ReadingFont, Theme};

#[test]
fn as_many_steps_back_lead_to_where_one_was() {
    let mut desk = desk();
    let first = desk.settings.clone();
    for (there, back) in [
        (Command::WiderColumn, Command::NarrowerColumn),
        (Command::LessLineSpacing, Command::MoreLineSpacing),
        (Command::FontSans, Command::FontSerif),
        (Command::LargerInterface, Command::SmallerInterface),
    ] {
        run(&mut desk, there);
        run(&mut desk, there);
        assert_ne!(desk.settings, first, "{there:?}");
        run(&mut desk, back);
        run(&mut desk, back);
        assert_eq!(desk.settings, first, "{back:?}");
    }
}

#[test]
fn steps_end_at_what_can_be_read_and_a_reset_keeps_the_theme() {
    let mut desk = desk();
    for _ in 0..40 {
        run(&mut desk, Command::WiderColumn);
        run(&mut desk, Command::MoreLineSpacing);
        run(&mut desk, Command::LargerInterface);
    }
    let found = &desk.settings;
    assert_eq!((found.measure, found.leading, found.zoom), (110, 2.2, 2.0));
    for command in [Command::FontSans, Command::ZoomIn, Command::ThemeDark, Command::ResetReading] {
        run(&mut desk, command);
    }
    let found = &desk.settings;
    assert_eq!((found.measure, found.leading, found.text_scale), (68, 1.62, 1.0));
    assert_eq!((found.reading_font, found.theme), (ReadingFont::Serif, Theme::Dark));
}

#[test]
fn the_article_alone_is_kept_and_esc_brings_the_panels_back() {
    let mut desk = desk();
    run(&mut desk, Command::FocusMode);
    run(&mut desk, Command::CloseProject);
    assert!(desk.settings.is_focused, "also for the next project");
    desk.dispatch(Action::View(ViewAction::StepBack));
    assert!(!desk.settings.is_focused);
}
