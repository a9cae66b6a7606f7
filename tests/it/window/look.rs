//! How articles look, chosen beside them.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use postil::store::{ReadingFont, Theme};

use super::harness::{Setup, click, on_sample};

#[test]
fn the_page_is_set_as_one_likes_while_it_is_in_sight() {
    let mut harness = on_sample("port-crews", Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    harness.run();
    for name in ["Wider column", "Larger line spacing", "Larger text", "Sans", "Dark"] {
        click(&mut harness, name);
    }
    let found = harness.state().desk.settings.clone();
    assert_eq!((found.measure, found.leading), (72, 1.72));
    assert_eq!((found.reading_font, found.theme), (ReadingFont::Sans, Theme::Dark));
    assert!(found.text_scale > 1.05);
    harness.get_by_label("72 characters");
    click(&mut harness, "Reset");
    assert_eq!(harness.state().desk.settings.measure, 68);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Reset").is_none());
}

#[cfg(feature = "snapshots")]
mod pictures {
    use postil::app::{action::Action, command::Command};

    use super::*;
    use crate::window::harness::{picture, setups};

    #[test]
    fn picture_of_the_page_as_one_likes_it() {
        for (name, setup) in setups("look") {
            let mut harness = on_sample("port-crews", setup);
            for command in [Command::FontSans, Command::WiderColumn, Command::ReadingSettings] {
                harness.state_mut().desk.dispatch(Action::Run(command));
                harness.run();
            }
            picture(&mut harness, &name);
        }
    }
}
