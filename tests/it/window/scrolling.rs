//! Scrolling: the wheel, the bar, jumps, and what keeps its place.

use egui::{
    Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, pos2, vec2,
};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, FileAction, SpanAction, ViewAction},
        command::Command,
        desk::Tone,
        view::Selection,
    },
    text::{Offset, Stretch},
};

use super::harness::{Setup, window};

/// Where the article is seen.
const VIEW: Rect = Rect { min: pos2(236.0, 84.0), max: pos2(976.0, 773.0) };

/// Opens an article with this text.
fn article(text: &str) -> Harness<'static, Window> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tally.txt");
    std::fs::write(&path, text).unwrap();
    let mut harness = window(Setup::default());
    harness.state_mut().desk.dispatch(Action::File(FileAction::Open(vec![path])));
    harness.run();
    harness
}

/// Opens an article of so many paragraphs, each of which says its number.
fn long_article(paragraphs: usize) -> Harness<'static, Window> {
    // Long words leave lines ragged: how many lines they take cannot be estimated exactly.
    let long = "the-tally-of-what-was-unloaded went on past midnight-and-nobody-left-the-quay. ";
    let paragraph = |number: usize| {
        let words =
            if number.is_multiple_of(3) { long } else { "the tally went on, and nobody left. " };
        format!("Number {number}: {}", words.repeat(1 + number * 7 % 5))
    };
    let text: Vec<String> = (0..paragraphs).map(paragraph).collect();
    article(&text.join("\n\n"))
}

/// Returns the number of the first paragraph that begins in view, and where.
fn first_number(harness: &Harness<'static, Window>) -> (usize, f32) {
    let begins = harness.get_all_by(|node| {
        node.role() == egui::Role::Paragraph
            && node.label().is_some_and(|label| label.starts_with("Number "))
    });
    let begins = begins.filter(|node| node.rect().top() >= VIEW.top());
    let first = begins.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top())).unwrap();
    let label = first.accesskit_node().label().unwrap();
    let number = label.trim_start_matches("Number ").split(':').next().unwrap().parse().unwrap();
    (number, first.rect().top())
}

fn paragraph_top(harness: &Harness<'static, Window>, number: usize) -> f32 {
    let start = format!("Number {number}:");
    let node = harness.get_by(|node| {
        node.role() == egui::Role::Paragraph
            && node.label().is_some_and(|label| label.starts_with(&start))
    });
    node.rect().top()
}

fn turn_wheel(harness: &mut Harness<'static, Window>, points: f32) {
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
}

fn percent(harness: &Harness<'static, Window>) -> f64 {
    harness.get_by_label("Place in the article").accesskit_node().numeric_value().unwrap()
}

fn point(harness: &mut Harness<'static, Window>, at: Pos2, is_down: Option<bool>) {
    harness.event(Event::PointerMoved(at));
    if let Some(pressed) = is_down {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    harness.step();
    harness.step();
}

#[test]
fn the_wheel_scrolls_by_what_it_says() {
    let mut harness = long_article(400);
    harness.event(Event::PointerMoved(VIEW.center()));
    harness.run();
    let (before, top) = first_number(&harness);
    assert_eq!(before, 0);
    turn_wheel(&mut harness, -30.0);
    let (after, moved) = first_number(&harness);
    assert_eq!(after, 0);
    assert!((top - moved - 30.0).abs() < 1.0, "{top} to {moved}");
}

#[test]
fn scrolling_up_after_a_jump_moves_the_text_by_what_the_wheel_says() {
    let mut harness = long_article(3000);
    let rail = harness.get_by_label("Place in the article").rect();
    point(&mut harness, rail.center(), Some(true));
    point(&mut harness, rail.center(), Some(false));
    harness.event(Event::PointerMoved(VIEW.center()));
    harness.run();
    for _ in 0..60 {
        let (number, top) = first_number(&harness);
        turn_wheel(&mut harness, 30.0);
        let moved = paragraph_top(&harness, number);
        assert!((moved - top - 30.0).abs() < 1.0, "number {number}: {top} to {moved}");
    }
}

#[test]
fn the_bar_stays_with_the_pointer_and_is_true() {
    let mut harness = long_article(3000);
    let rail = harness.get_by_label("Place in the article").rect();
    let at = |part: f32| pos2(rail.center().x, rail.top() + rail.height() * part);
    point(&mut harness, at(0.0) + vec2(0.0, 10.0), Some(true));
    for part in [0.2, 0.75, 0.5] {
        point(&mut harness, at(part), None);
        let there = percent(&harness);
        for _ in 0..12 {
            harness.step();
            assert!((percent(&harness) - there).abs() < 0.01, "it moved under the pointer");
        }
        let (number, _) = first_number(&harness);
        #[expect(clippy::cast_precision_loss, reason = "3,000 at most")]
        let read = number as f64 / 3000.0 * 100.0;
        assert!((read - there).abs() < 1.0, "{read} % of the text at {there} % of the bar");
    }
    point(&mut harness, at(0.5), Some(false));
    assert_eq!(harness.state().desk.view.selection, None, "the bar selects nothing");
    let (kept, _) = first_number(&harness);
    harness.run();
    assert_eq!(first_number(&harness).0, kept, "letting go moves nothing");
}

#[test]
fn a_jump_lands_at_the_span_and_stays_there() {
    let mut harness = long_article(3000);
    let alice = AnalystAction::New("Alice".into());
    harness.state_mut().desk.dispatch(Action::Analyst(alice));
    let text = harness.state().desk.text().unwrap().clone();
    let mut spans = Vec::new();
    for number in [2718, 41, 1500] {
        let words = format!("Number {number}:");
        let start = text.as_str().find(&words).unwrap();
        let at = Selection::of(Stretch::new(start, start + words.len() - 1));
        let desk = &mut harness.state_mut().desk;
        desk.dispatch(Action::View(ViewAction::Select(Some(at))));
        desk.dispatch(Action::Span(SpanAction::Tag("claim".parse().unwrap())));
        spans.push((number, desk.view.span.clone().unwrap()));
    }
    harness.run();
    for (number, span) in spans {
        harness.state_mut().desk.dispatch(Action::View(ViewAction::Jump(span)));
        harness.run();
        let label = format!("Claim: Number {number}");
        let rect = harness.get_by_label(&label).rect();
        let part = (rect.top() - VIEW.top()) / VIEW.height();
        assert!((0.1..0.5).contains(&part), "{number} at {part} of the view");
        for _ in 0..12 {
            harness.step();
        }
        assert_eq!(harness.get_by_label(&label).rect(), rect, "{number} moved by itself");
    }
}

#[test]
fn the_line_at_the_top_stays_when_the_window_or_the_type_changes() {
    let mut harness = long_article(2000);
    let rail = harness.get_by_label("Place in the article").rect();
    let middle = pos2(rail.center().x, rail.center().y);
    point(&mut harness, middle, Some(true));
    point(&mut harness, middle, Some(false));
    harness.run();
    let top = |harness: &Harness<'static, Window>| -> Offset { harness.state().desk.view.top() };
    let before = top(&harness);
    assert!(before > Offset::START);
    for width in [1100.0, 900.0, 1280.0] {
        harness.set_size(vec2(width, 800.0));
        harness.run();
        let now = top(&harness);
        assert!(now.0.abs_diff(before.0) < 120, "{width} wide: {now} for {before}");
    }
    for zoom in [1.7, 0.8, 1.0] {
        harness.state_mut().desk.dispatch(Action::View(ViewAction::Zoom(zoom)));
        harness.run();
        let now = top(&harness);
        assert!(now.0.abs_diff(before.0) < 120, "zoom {zoom}: {now} for {before}");
    }
}

#[test]
fn turning_pages_takes_the_caret_along() {
    let mut harness = long_article(60);
    let caret = |harness: &Harness<'static, Window>| {
        harness.state().desk.view.selection.map(|selection| selection.focus)
    };
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    let first = caret(&harness).unwrap();
    let mut before = first;
    for _ in 0..3 {
        harness.key_press(Key::PageDown);
        harness.run();
        let now = caret(&harness).unwrap();
        assert!(now.0 > before.0 + 900, "{now} after {before}");
        before = now;
    }
    for _ in 0..3 {
        harness.key_press(Key::PageUp);
        harness.run();
    }
    assert_eq!(caret(&harness), Some(first), "back where it was");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::PageDown);
    harness.run();
    assert_eq!(harness.state().desk.view.selection.unwrap().anchor, first);
    for _ in 0..60 {
        harness.key_press(Key::PageDown);
        harness.run();
    }
    let end = harness.state().desk.text().unwrap().end();
    assert_eq!(caret(&harness), Some(end));
}

#[test]
fn the_line_at_the_top_does_not_drift_however_often_the_type_changes() {
    let sentence = |number: usize| format!("Sentence {number} of one paragraph without end.");
    let text: Vec<String> = (0..2000).map(sentence).collect();
    let mut harness = article(&text.join(" "));
    let rail = harness.get_by_label("Place in the article").rect();
    point(&mut harness, rail.center(), Some(true));
    point(&mut harness, rail.center(), Some(false));
    harness.run();
    let before = harness.state().desk.view.top();
    assert!(before > Offset::START);
    for step in [1.3, 0.9, 1.7, 1.1, 0.7, 1.0, 1.5, 1.0] {
        harness.state_mut().desk.dispatch(Action::View(ViewAction::Zoom(step)));
        harness.run();
        harness.set_size(vec2(1280.0 - 200.0 * step, 800.0));
        harness.run();
        assert_eq!(harness.state().desk.view.top(), before, "zoom {step}");
    }
}

#[test]
fn the_caret_goes_down_line_by_line_at_any_size() {
    for zoom in [1.0, 2.0, 3.0] {
        let mut harness = long_article(40);
        harness.state_mut().desk.dispatch(Action::View(ViewAction::Zoom(zoom)));
        harness.key_press(Key::ArrowRight);
        harness.run();
        let mut before = Offset::START;
        for step in 0..50 {
            harness.key_press(Key::ArrowDown);
            harness.run();
            let now = harness.state().desk.view.selection.unwrap().focus;
            assert!(now > before, "step {step} at {zoom}: {now} after {before}");
            before = now;
        }
    }
}

#[test]
fn arrows_stay_with_the_caret_after_a_click() {
    let mut harness = long_article(40);
    let at = VIEW.center();
    point(&mut harness, at, Some(true));
    point(&mut harness, at, Some(false));
    let caret = |harness: &Harness<'static, Window>| {
        harness.state().desk.view.selection.unwrap().focus.to_usize()
    };
    let first = caret(&harness);
    for step in 1..6 {
        harness.key_press(Key::ArrowRight);
        harness.run();
        assert_eq!(caret(&harness), first + step);
    }
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(caret(&harness) > first + 40);
}

#[test]
fn another_text_under_the_same_name_is_shown() {
    let mut harness = article("Crane stops\n\nThe old words stand here.");
    harness.state_mut().desk.dispatch(Action::Run(Command::Undo));
    harness.run();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tally.txt");
    std::fs::write(&path, "Crane stops\n\nWhat is new stands here.").unwrap();
    harness.state_mut().desk.dispatch(Action::File(FileAction::Open(vec![path])));
    harness.run();
    let shown = harness.get_all_by(|node| node.role() == egui::Role::Paragraph);
    let words: Vec<String> = shown.filter_map(|node| node.accesskit_node().label()).collect();
    assert!(words.iter().any(|words| words.starts_with("What is new")), "{words:?}");
}

#[test]
fn a_drag_ends_where_another_article_comes_or_esc_is_pressed() {
    let mut harness = long_article(40);
    let (from, to) = (VIEW.center(), VIEW.center() + vec2(120.0, 60.0));
    point(&mut harness, from, Some(true));
    point(&mut harness, to, None);
    assert!(harness.state().desk.view.selected_text().is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().desk.view.selected_text(), None, "called off");
    point(&mut harness, to + vec2(0.0, 40.0), None);
    assert_eq!(harness.state().desk.view.selected_text(), None, "and not taken up again");
    point(&mut harness, to, Some(false));
}

#[test]
fn news_is_as_high_as_its_words() {
    let mut harness = long_article(4);
    for text in ["The first of two", "The second of two"] {
        harness.state_mut().desk.say(Tone::Plain, text);
        harness.run_steps(3);
    }
    let first = harness.get_by_label("The first of two").rect();
    let second = harness.get_by_label("The second of two").rect();
    assert!((second.top() - first.bottom()).abs() < 60.0, "{first:?} {second:?}");
    assert!(second.bottom() < 800.0);
}

#[test]
fn what_is_read_page_by_page_counts_and_what_is_jumped_over_does_not() {
    let mut harness = long_article(6000);
    let read = |harness: &Harness<'static, Window>| {
        let view = &harness.state().desk.view;
        view.read.get(view.article.as_ref().unwrap()).copied().unwrap_or(0.0)
    };
    for _ in 0..60 {
        harness.key_press(Key::PageDown);
        harness.run();
    }
    let paged = read(&harness);
    assert!(paged > 0.03, "{paged} after sixty pages");
    harness.key_press(Key::End);
    harness.run();
    assert!(percent(&harness) > 99.0);
    assert!((read(&harness) - paged).abs() < 0.01, "a jump is no reading");
}
