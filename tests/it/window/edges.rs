//! The edges of the selected span, dragged with the mouse.

use egui::{Key, Modifiers, Pos2, pos2};
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, ViewAction},
        command::Command,
        view::Selection,
    },
    text::{Offset, Stretch},
};

use super::reading::{article, click, drag, paragraph, press, selected, span_words, type_key};

/// Presses at `from` and moves to `to` without letting go.
fn hold(harness: &mut Harness<'static, Window>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    press(harness, from, true, modifiers);
    for part in [0.5, 1.0] {
        harness.event_modifiers(egui::Event::PointerMoved(from.lerp(to, part)), modifiers);
        harness.step();
    }
}

#[test]
fn an_edge_is_dragged_by_words_or_characters_and_the_span_stays_itself() {
    let mut harness = article("what-the-accord-says");
    let title = paragraph(&harness, "What the shipping accord");
    let y = title.top() + 15.0;
    drag(&mut harness, pos2(title.left() + 4.0, y), pos2(title.left() + 30.0, y), Modifiers::NONE);
    type_key(&mut harness, Key::Num2, "2");
    let span = harness.state().desk.view.span.clone();
    let end = harness.get_by_label("End of Quote").rect().center();
    let inside = pos2(title.left() + 150.0, end.y);
    hold(&mut harness, end, inside, Modifiers::NONE);
    assert_eq!(span_words(&harness).as_deref(), Some("What"), "nothing changes before the release");
    press(&mut harness, inside, false, Modifiers::NONE);
    harness.run();
    assert_eq!(span_words(&harness).as_deref(), Some("What the shipping"));
    assert_eq!((harness.state().desk.view.span.clone(), selected(&harness)), (span, None));

    let start = harness.get_by_label("Start of Quote").rect().center();
    let inside = pos2(start.x + 26.0, start.y);
    drag(&mut harness, start, inside, Modifiers::ALT);
    let words = span_words(&harness).unwrap();
    assert!("What".len() + words.len() > 17 && words.ends_with("t the shipping"), "{words}");
    let beyond = pos2(start.x + 300.0, start.y);
    let start = harness.get_by_label("Start of Quote").rect().center();
    drag(&mut harness, start, beyond, Modifiers::ALT);
    assert_eq!(span_words(&harness).as_deref(), Some("g"), "one character stays");
    for expected in [words.as_str(), "What the shipping", "What"] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
        assert_eq!(span_words(&harness).as_deref(), Some(expected), "each drag is one undo");
    }
}

#[test]
fn esc_calls_off_the_drag_of_an_edge_and_a_click_on_one_is_a_click() {
    let mut harness = article("what-the-accord-says");
    let title = paragraph(&harness, "What the shipping accord");
    let y = title.top() + 15.0;
    drag(&mut harness, pos2(title.left() + 4.0, y), pos2(title.left() + 30.0, y), Modifiers::NONE);
    type_key(&mut harness, Key::Num2, "2");
    let end = harness.get_by_label("End of Quote").rect().center();
    let inside = pos2(title.left() + 150.0, end.y);
    hold(&mut harness, end, inside, Modifiers::NONE);
    harness.key_press(Key::Escape);
    harness.step();
    harness.event(egui::Event::PointerMoved(inside + egui::vec2(20.0, 0.0)));
    harness.step();
    press(&mut harness, inside, false, Modifiers::NONE);
    harness.run();
    assert_eq!(span_words(&harness).as_deref(), Some("What"));
    assert_eq!(selected(&harness), None);
    harness.run_steps(60);
    click(&mut harness, end - egui::vec2(3.0, 0.0));
    harness.run();
    assert_eq!(harness.state().desk.view.selection, Some(Selection::caret(Offset(4))));
}

#[test]
fn each_fragment_has_edges_of_its_own_and_joins_those_that_it_runs_into() {
    let mut harness = article("what-the-accord-says");
    let select = |harness: &mut Harness<'static, Window>, start, end| {
        let selection = Selection::of(Stretch::new(start, end));
        let desk = &mut harness.state_mut().desk;
        desk.dispatch(Action::View(ViewAction::Select(Some(selection))));
        harness.run();
    };
    select(&mut harness, 0, 4);
    type_key(&mut harness, Key::Num1, "1");
    select(&mut harness, 9, 17);
    harness.state_mut().desk.dispatch(Action::Run(Command::AddFragment));
    harness.run();
    assert_eq!(span_words(&harness).as_deref(), Some("What shipping"));
    let end = harness.get_by_label("End of Claim, part 1").rect().center();
    let start = harness.get_by_label("Start of Claim, part 2").rect().center();
    drag(&mut harness, end, pos2(end.x + 30.0, end.y), Modifiers::NONE);
    assert_eq!(span_words(&harness).as_deref(), Some("What the shipping"), "still two");
    drag(&mut harness, start, pos2(end.x - 10.0, end.y), Modifiers::NONE);
    assert_eq!(span_words(&harness).as_deref(), Some("What the shipping"));
    harness.get_by_label("End of Claim");
}

#[cfg(feature = "snapshots")]
mod pictures {
    use postil::app::{action::AnalystAction, view::SpanRef};

    use super::*;
    use crate::window::harness::{on_sample, picture, setups};

    #[test]
    fn picture_of_an_edge_that_is_dragged() {
        for (name, setup) in setups("edge") {
            let mut harness = on_sample("port-crews", setup);
            let desk = &mut harness.state_mut().desk;
            desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
            let open = desk.open.as_ref().unwrap();
            let layer = open.project.layers_of(&"port-crews-freed".parse().unwrap()).next();
            let layer = layer.unwrap();
            let split = layer
                .spans()
                .find(|span| span.place.fragments().is_some_and(|all| all.count() > 1));
            let span = SpanRef::new(&layer.id, &split.unwrap().id);
            desk.dispatch(Action::View(ViewAction::Jump(span)));
            harness.run();
            let end = harness.get_by_label_contains("End of Claim, part 1").rect().center();
            hold(&mut harness, end, end + egui::vec2(60.0, 0.0), Modifiers::NONE);
            picture(&mut harness, &name);
        }
    }
}
