//! The table of all spans.

use egui_kittest::{Harness, kittest::Queryable as _};
use postil::app::{
    Window,
    action::{Action, AnalystAction},
    command::Command,
};

use super::harness::{Setup, on_sample};

/// Returns the sample's window with Alice annotating and the table shown.
fn on_table(setup: Setup) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    desk.dispatch(Action::Run(Command::ShowTable));
    harness.run();
    harness
}

#[cfg(feature = "snapshots")]
mod pictures {
    use super::{super::harness::picture, *};

    #[test]
    fn pictures_of_the_table() {
        let mut harness = on_table(Setup::default());
        harness.key_press(egui::Key::ArrowDown);
        harness.key_press(egui::Key::ArrowDown);
        harness.run();
        picture(&mut harness, "table");
        let mut setup = Setup::default();
        setup.settings.theme = postil::store::Theme::Dark;
        let mut harness = on_table(setup);
        harness.get_by_label("Has note").click();
        harness.run();
        picture(&mut harness, "table-dark");
    }
}
