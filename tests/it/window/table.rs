//! The table of all spans.

use egui::{
    Key,
    accesskit::{Role, Toggled},
};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, SpanAction},
        command::Command,
        desk::Open,
        view::Main,
    },
    model::{Codebook, Project, Span, Time, edit::SpanField},
};

use super::harness::{Setup, click, on_sample, type_into, window};

/// Returns the sample's window with Alice annotating and the table shown.
fn on_table(setup: Setup) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    desk.dispatch(Action::Run(Command::ShowTable));
    harness.run();
    harness
}

/// Returns the names of the rows in view, from above.
fn rows(harness: &Harness<'static, Window>) -> Vec<String> {
    let rows = harness.get_all_by_role(Role::Row);
    rows.filter_map(|row| row.accesskit_node().label()).collect()
}

fn open<'a>(harness: &'a Harness<'static, Window>) -> &'a Open {
    harness.state().desk.open.as_ref().unwrap()
}

fn selected<'a>(harness: &'a Harness<'static, Window>) -> &'a Span {
    let at = harness.state().desk.view.span.as_ref().unwrap();
    open(harness).span(at).unwrap().0
}

fn selected_words(harness: &Harness<'static, Window>) -> String {
    let at = harness.state().desk.view.span.as_ref().unwrap();
    let (span, text) = open(harness).span(at).unwrap();
    span.words(text)
}

fn press(harness: &mut Harness<'static, Window>, key: Key) {
    harness.key_press(key);
    harness.run();
}

#[test]
fn filters_say_how_many_spans_fit() {
    let mut harness = on_table(Setup::default());
    let of = |harness: &Harness<'static, Window>, tags: &[&str]| {
        let spans = open(harness).project.layers().flat_map(|layer| layer.spans());
        let count = spans.filter(|span| tags.contains(&span.tag.as_str())).count();
        format!("{count} of 72 spans")
    };
    harness.get_by_label("72 spans");
    click(&mut harness, "Skepticism");
    harness.get_by_label(&of(&harness, &["skepticism"]));
    assert!(rows(&harness).iter().all(|row| row.starts_with("Skepticism: ")));
    click(&mut harness, "Claim");
    harness.get_by_label(&of(&harness, &["skepticism", "claim"]));
    click(&mut harness, "Clear filters");
    click(&mut harness, "Has note");
    harness.get_by_label("15 of 72 spans");
    click(&mut harness, "Unlinked");
    harness.get_by_label("2 of 72 spans");
    click(&mut harness, "Clear filters");
    type_into(&mut harness, "Filter by words or note", "CRANE Operator");
    assert_eq!(rows(&harness).len(), 1);
}

#[test]
fn an_article_is_chosen_from_a_list() {
    let mut harness = on_table(Setup::default());
    harness.get_by_role_and_label(Role::ComboBox, "Article").click();
    harness.run();
    let options = harness.get_all_by_role(Role::ListBoxOption);
    let name = options
        .filter_map(|option| option.accesskit_node().label())
        .find(|name| name.starts_with("Ministry disputes") && !name.contains("spans"));
    click(&mut harness, &name.unwrap());
    harness.get_by_label("13 of 72 spans");
}

#[test]
fn where_nothing_fits_the_filters_can_be_cleared() {
    let mut harness = on_table(Setup::default());
    click(&mut harness, "Adrift");
    harness.get_by_label("No span fits");
    click(&mut harness, "Clear filters");
    harness.get_by_label("72 spans");
}

#[test]
fn a_project_without_spans_says_what_to_do() {
    let mut harness = window(Setup::default());
    let project = Project::new("New", Time::default(), Codebook::starter());
    let desk = &mut harness.state_mut().desk;
    desk.open = Some(Open::new(project, postil::app::desk::Home::Untitled));
    desk.dispatch(Action::Run(Command::ShowTable));
    harness.run();
    harness.get_by_label("There are no spans yet");
}

#[test]
fn a_title_sorts_and_turns_and_goes_back() {
    let mut harness = on_table(Setup::default());
    let in_order = rows(&harness);
    click(&mut harness, "Sort by words");
    let up = rows(&harness);
    assert!(up[0].contains("\"arithmetic"), "{}", up[0]);
    click(&mut harness, "Sort by words");
    assert_ne!(rows(&harness)[0], up[0]);
    click(&mut harness, "Sort by words");
    assert_eq!(rows(&harness), in_order);
    click(&mut harness, "Sort by tag");
    assert!(rows(&harness).iter().take(10).all(|row| row.starts_with("Claim: ")));
}

#[test]
fn a_click_goes_to_the_place() {
    let mut harness = on_table(Setup::default());
    click(&mut harness, "Has note");
    let name = rows(&harness).into_iter().find(|row| row.contains("formally,")).unwrap();
    click(&mut harness, &name);
    let view = &harness.state().desk.view;
    assert_eq!(view.main, Main::Article);
    assert_eq!(view.article.as_ref().unwrap().as_str(), "port-crews-freed");
    assert_eq!(selected_words(&harness), "formally");
}

#[test]
fn a_tag_is_changed_in_its_row() {
    let mut harness = on_table(Setup::default());
    type_into(&mut harness, "Filter by words or note", "A person close");
    click(&mut harness, "Tag of the row");
    harness.get_by_role_and_label(Role::ListBoxOption, "Claim").click();
    // Refused, with news: a quote is said by it, and the codebook has actors alone say things.
    harness.run_steps(4);
    assert!(rows(&harness)[0].starts_with("Actor: A person"), "{:?}", rows(&harness));
    let mut harness = on_table(Setup::default());
    type_into(&mut harness, "Filter by words or note", "inventing");
    click(&mut harness, "Tag of the row");
    harness.get_by_role_and_label(Role::ListBoxOption, "Claim").click();
    harness.run();
    assert!(rows(&harness)[0].starts_with("Claim: \"inventing"), "{:?}", rows(&harness));
    assert_eq!(harness.state().desk.view.main, Main::Table);
}

#[test]
fn a_note_is_written_in_its_row() {
    let mut harness = on_table(Setup::default());
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::F2);
    let field = "Note of the row";
    assert!(harness.get_by_label(field).is_focused());
    for letter in ["W", "h", "o", "?"] {
        harness.get_by_label(field).type_text(letter);
        harness.run();
    }
    press(&mut harness, Key::Enter);
    assert!(harness.query_by_label(field).is_none());
    assert_eq!(selected(&harness).note, "Who?");
    assert_eq!(harness.state().desk.view.main, Main::Table, "Enter ended the note, no more");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    harness.state_mut().desk.dispatch(Action::Run(Command::Undo));
    harness.run_steps(30);
    assert_eq!(selected(&harness).note, "");
}

#[test]
fn a_note_of_several_lines_keeps_them_in_its_row() {
    let mut harness = on_table(Setup::default());
    press(&mut harness, Key::ArrowDown);
    let at = harness.state().desk.view.span.clone().unwrap();
    let set = SpanAction::Set(at, SpanField::Note("one\ntwo".to_owned()));
    harness.state_mut().desk.dispatch(Action::Span(set));
    harness.run();
    press(&mut harness, Key::F2);
    harness.get_by_label("Note of the row").type_text("!");
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(selected(&harness).note, "one\ntwo!");
}

#[test]
fn esc_leaves_the_note_of_a_row_and_keeps_it() {
    let mut harness = on_table(Setup::default());
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::F2);
    harness.get_by_label("Note of the row").type_text("kept");
    harness.run();
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Note of the row").is_none());
    assert_eq!(selected(&harness).note, "kept", "still selected too");
}

#[test]
fn a_double_click_begins_a_note() {
    let mut harness = on_table(Setup::default());
    let cell = harness.get_all_by_label("Note: No note").next().unwrap().rect().center();
    harness.hover_at(cell);
    harness.run();
    let press = |pressed| egui::Event::PointerButton {
        pos: cell,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    // Within one frame: frames are further apart here than the two clicks of a double one.
    harness.input_mut().events.extend([true, false, true, false].map(press));
    harness.step();
    harness.run();
    assert!(harness.get_by_label("Note of the row").is_focused());
    assert_eq!(harness.state().desk.view.main, Main::Table);
}

#[test]
fn keys_walk_the_rows() {
    let mut harness = on_table(Setup::default());
    let names = rows(&harness);
    let is_selected = |harness: &Harness<'static, Window>, name: &str| {
        harness
            .get_by_role_and_label(Role::Row, name)
            .accesskit_node()
            .toggled()
            .is_some_and(|on| on == Toggled::True)
    };
    press(&mut harness, Key::ArrowDown);
    assert!(is_selected(&harness, &names[0]));
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    assert!(is_selected(&harness, &names[1]));
    press(&mut harness, Key::End);
    let last = selected_words(&harness);
    assert!(rows(&harness).iter().any(|row| row.contains(&last)), "in view");
    press(&mut harness, Key::PageUp);
    assert_ne!(selected_words(&harness), last);
    press(&mut harness, Key::PageDown);
    assert_eq!(selected_words(&harness), last);
    press(&mut harness, Key::Home);
    assert!(is_selected(&harness, &names[0]));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().desk.view.main, Main::Article);
}

#[test]
fn delete_takes_a_row_out_and_the_next_one_is_selected() {
    let mut harness = on_table(Setup::default());
    let names = rows(&harness);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Delete);
    harness.get_by_label("71 spans");
    assert!(names[2].contains(&selected_words(&harness)), "{names:?}");
    assert!(!rows(&harness).contains(&names[1]));
}

#[test]
fn a_row_of_another_analyst_is_not_changed() {
    let mut harness = on_table(Setup::default());
    harness.state_mut().desk.dispatch(Action::Analyst(AnalystAction::New("Bo".to_owned())));
    harness.run();
    let is_disabled = |tag: egui_kittest::Node<'_>| tag.accesskit_node().is_disabled();
    assert!(harness.get_all_by_label("Tag of the row").all(is_disabled));
    press(&mut harness, Key::ArrowDown);
    harness.key_press(Key::F2);
    harness.run_steps(4);
    assert!(harness.query_by_label("Note of the row").is_none());
    assert_eq!(selected(&harness).note, "");
}

#[cfg(feature = "snapshots")]
mod pictures {
    use super::{super::harness::picture, *};

    #[test]
    fn pictures_of_the_table() {
        let mut harness = on_table(Setup::default());
        press(&mut harness, Key::ArrowDown);
        click(&mut harness, "Sort by words");
        press(&mut harness, Key::F2);
        picture(&mut harness, "table");
        let mut setup = Setup { scale: 2.0, ..Setup::default() };
        setup.settings.theme = postil::store::Theme::Dark;
        let mut harness = on_table(setup);
        click(&mut harness, "Has note");
        click(&mut harness, "Skepticism");
        harness.get_by_role_and_label(Role::ComboBox, "Article").click();
        harness.run();
        picture(&mut harness, "table-dark");
    }

    #[test]
    fn pictures_of_a_table_that_is_empty_or_narrow() {
        let mut harness = on_table(Setup::default());
        click(&mut harness, "Adrift");
        picture(&mut harness, "table-empty");
        let mut setup = Setup { size: [640.0, 480.0], ..Setup::default() };
        setup.settings.left.is_open = false;
        let mut harness = on_table(setup);
        picture(&mut harness, "table-narrow");
        let mut setup = Setup { size: [640.0, 480.0], ..Setup::default() };
        setup.settings.left.is_open = false;
        setup.settings.right.is_open = false;
        let mut harness = on_table(setup);
        harness.state_mut().desk.dispatch(Action::Analyst(AnalystAction::New("Bo".to_owned())));
        harness.run();
        picture(&mut harness, "table-alone");
        let mut harness = on_sample("hard-cases", Setup::default());
        harness.state_mut().desk.dispatch(Action::Run(Command::ShowTable));
        harness.run();
        press(&mut harness, Key::ArrowDown);
        press(&mut harness, Key::ArrowDown);
        press(&mut harness, Key::ArrowDown);
        picture(&mut harness, "table-hard-cases");
    }
}
