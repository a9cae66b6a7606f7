//! The article: select and tag by mouse and by keys.

use egui::{Key, Modifiers, Pos2, pos2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, SpanAction, ViewAction},
        command::Command,
        view::{Selection, SpanRef},
    },
    model::{ArticleId, LinkEnd},
    text::Stretch,
};

use super::harness::{Setup, on_sample};

pub fn article(id: &str) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", Setup::default());
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::View(ViewAction::Article(ArticleId::new(id).unwrap())));
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    harness.run();
    harness
}

/// Returns the left and right end, at mid-height, of the paragraph whose text begins so.
pub fn paragraph(harness: &Harness<'static, Window>, start: &str) -> egui::Rect {
    harness
        .get_by(|node| {
            node.role() == egui::Role::Paragraph
                && node.label().is_some_and(|label| label.starts_with(start))
        })
        .rect()
}

pub fn selected(harness: &Harness<'static, Window>) -> Option<String> {
    let desk = &harness.state().desk;
    let stretch = desk.view.selected_text()?;
    Some(desk.text()?.slice(stretch).to_owned())
}

pub fn press(
    harness: &mut Harness<'static, Window>,
    at: Pos2,
    is_down: bool,
    modifiers: Modifiers,
) {
    harness.event_modifiers(egui::Event::PointerMoved(at), modifiers);
    let button = egui::PointerButton::Primary;
    let event = egui::Event::PointerButton { pos: at, button, pressed: is_down, modifiers };
    harness.event_modifiers(event, modifiers);
    harness.step();
}

pub fn click(harness: &mut Harness<'static, Window>, at: Pos2) {
    press(harness, at, true, Modifiers::NONE);
    press(harness, at, false, Modifiers::NONE);
}

pub fn drag(harness: &mut Harness<'static, Window>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    press(harness, from, true, modifiers);
    harness.event_modifiers(egui::Event::PointerMoved(from.lerp(to, 0.5)), modifiers);
    harness.step();
    press(harness, to, false, modifiers);
    harness.run();
}

pub fn span_words(harness: &Harness<'static, Window>) -> Option<String> {
    let desk = &harness.state().desk;
    let (span, text) = desk.open.as_ref()?.span(desk.view.span.as_ref()?)?;
    Some(span.words(text))
}

#[test]
fn a_drag_snaps_to_words_and_alt_to_characters() {
    let mut harness = article("what-the-accord-says");
    let title = paragraph(&harness, "What the shipping accord");
    let y = title.top() + 15.0;
    let (from, to) = (pos2(title.left() + 20.0, y), pos2(title.left() + 112.0, y));
    drag(&mut harness, from, to, Modifiers::NONE);
    let snapped = selected(&harness).unwrap();
    assert!(snapped.starts_with("What") && !snapped.ends_with(' '), "{snapped}");
    assert!(snapped.split(' ').all(|word| "What the shipping".contains(word)), "{snapped}");
    drag(&mut harness, from, to, Modifiers::ALT);
    let exact = selected(&harness).unwrap();
    assert!(snapped.contains(&exact) && exact.len() < snapped.len(), "{exact} in {snapped}");
    harness.get_by_label("Tag selection Claim").click();
    harness.run();
    assert_eq!(span_words(&harness), Some(exact));
}

#[test]
fn a_drag_with_ctrl_adds_words_to_the_selected_span() {
    let mut harness = article("what-the-accord-says");
    let title = paragraph(&harness, "What the shipping accord");
    let y = title.top() + 15.0;
    drag(&mut harness, pos2(title.left() + 4.0, y), pos2(title.left() + 30.0, y), Modifiers::NONE);
    type_key(&mut harness, Key::Num1, "1");
    assert_eq!(span_words(&harness).as_deref(), Some("What"));
    let (from, to) = (pos2(title.left() + 150.0, y), pos2(title.left() + 180.0, y));
    drag(&mut harness, from, to, Modifiers::COMMAND);
    assert_eq!(span_words(&harness).as_deref(), Some("What shipping"));
    drag(&mut harness, from, to, Modifiers::NONE);
    assert_eq!(selected(&harness).as_deref(), Some("shipping"), "without Ctrl it only selects");
    assert_eq!(span_words(&harness).as_deref(), Some("What shipping"));
}

#[test]
fn a_drag_begins_where_it_was_pressed_however_slow_the_frame() {
    let mut harness = article("what-the-accord-says");
    let title = paragraph(&harness, "What the shipping accord");
    let y = title.top() + 15.0;
    let (from, to) = (pos2(title.left() + 20.0, y), pos2(title.left() + 160.0, y));
    harness.event(egui::Event::PointerMoved(from));
    harness.step();
    let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
    // All of this comes within one frame.
    harness.input_mut().events.extend([
        egui::Event::PointerButton { pos: from, button, pressed: true, modifiers },
        egui::Event::PointerMoved(from.lerp(to, 0.6)),
    ]);
    harness.step();
    harness.event(egui::Event::PointerMoved(to));
    harness.step();
    press(&mut harness, to, false, Modifiers::NONE);
    harness.run();
    let words = selected(&harness).unwrap();
    assert!(words.starts_with("What the"), "{words}");
}

#[test]
fn a_tap_that_is_over_within_one_frame_is_a_click() {
    let mut harness = article("port-crews-freed");
    let at = harness.get_all_by_label_contains("Actor: Lena Okafor").next().unwrap().rect();
    let at = at.center();
    harness.event(egui::Event::PointerMoved(at));
    harness.run();
    let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
    harness.input_mut().events.extend([
        egui::Event::PointerButton { pos: at, button, pressed: true, modifiers },
        egui::Event::PointerButton { pos: at, button, pressed: false, modifiers },
    ]);
    harness.run();
    assert!(span_words(&harness).unwrap().starts_with("Lena Okafor"));
}

#[test]
fn a_chip_goes_to_the_other_end_and_selects_it() {
    let mut harness = article("port-crews-freed");
    let open = harness.state().desk.open.as_ref().unwrap();
    let layer = open.project.layers_of(&"port-crews-freed".parse().unwrap()).next().unwrap();
    let text = &open.project.article(&layer.id.article).unwrap().newest().unwrap().text;
    let claim = layer.spans().find(|span| span.words(text).starts_with("released all")).unwrap();
    let claim = SpanRef::new(&layer.id, &claim.id);
    harness.state_mut().desk.dispatch(Action::View(ViewAction::Jump(claim.clone())));
    harness.run();
    let chip = harness.get_all_by_label_contains("↓ doubts").next().unwrap().rect().center();
    press(&mut harness, chip, true, Modifiers::NONE);
    harness.run_steps(20);
    press(&mut harness, chip, false, Modifiers::NONE);
    harness.run();
    let now = harness.state().desk.view.span.clone().unwrap();
    assert_ne!(now, claim);
    assert!(span_words(&harness).unwrap().contains("doubt that the list"));
}

#[test]
fn clicks_select_word_sentence_and_paragraph() {
    let mut harness = article("port-crews-freed");
    let words = "They brought the sheets out";
    let block = paragraph(&harness, "TARSIS");
    let at = pos2(block.left() + 120.0, block.top() + 10.0);
    let mut found = Vec::new();
    for _ in 0..4 {
        click(&mut harness, at);
        found.push(selected(&harness));
    }
    assert_eq!(found[0], None, "one click is a caret");
    let (word, sentence) = (found[1].clone().unwrap(), found[2].clone().unwrap());
    let paragraph = found[3].clone().unwrap();
    assert!(!word.contains(' '), "{word}");
    assert!(sentence.contains(&word) && sentence.len() > word.len());
    assert!(paragraph.contains(&sentence) && paragraph.starts_with("TARSIS"));
    let _ = words;
}

#[test]
fn keys_alone_select_tag_note_link_and_undo() {
    let mut harness = article("what-the-accord-says");
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness).as_deref(), Some("What the"));
    type_key(&mut harness, Key::Num3, "3");
    assert_eq!(span_words(&harness).as_deref(), Some("What the"));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    type_key(&mut harness, Key::Num2, "2");
    assert_eq!(span_words(&harness).as_deref(), Some("shipping"));
    type_key(&mut harness, Key::L, "l");
    assert!(harness.state().desk.view.linking.is_some());
    harness.event(egui::Event::Text("a".into()));
    harness.run();
    let link_count = |harness: &Harness<'static, Window>| {
        let project = &harness.state().desk.open.as_ref().unwrap().project;
        let layers = project.layers_of(&"what-the-accord-says".parse().unwrap());
        layers.map(|layer| layer.link_count()).sum::<usize>()
    };
    assert_eq!(link_count(&harness), 1);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(link_count(&harness), 0);
}

#[test]
fn a_click_ends_a_link_at_the_smallest_span_that_is_allowed() {
    let mut harness = article("what-the-accord-says");
    let mut tagged = Vec::new();
    for (start, end, tag) in [(0, 8, "actor"), (0, 4, "claim"), (9, 17, "quote")] {
        let desk = &mut harness.state_mut().desk;
        let selection = Selection::of(Stretch::new(start, end));
        desk.dispatch(Action::View(ViewAction::Select(Some(selection))));
        desk.dispatch(Action::Span(SpanAction::Tag(tag.parse().unwrap())));
        tagged.extend(desk.view.span.clone());
    }
    harness.state_mut().desk.dispatch(Action::Run(Command::StartLink));
    harness.run();
    let rect = harness.get_by_label("Claim: What").rect();
    click(&mut harness, rect.center());
    harness.run();
    let project = &harness.state().desk.open.as_ref().unwrap().project;
    let links: Vec<_> = project.layer(&tagged[0].layer).unwrap().links().collect();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].to, LinkEnd::Span(tagged[0].span.clone()));
}

/// Presses a key as a keyboard does: the key, and the text that it types.
pub fn type_key(harness: &mut Harness<'static, Window>, key: Key, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.key_press(key);
    harness.run();
}

#[test]
fn a_click_selects_the_smallest_span_and_the_next_one_goes_outward() {
    let mut harness = on_sample("hard-cases", Setup::default());
    let nested = nested_spans(&harness);
    assert!(nested.len() >= 3, "the sample has spans within spans");
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::View(ViewAction::Jump(nested[0].clone())));
    harness.run();
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::View(ViewAction::Span(None)));
    harness.run();
    let label = node_label(&harness, &nested[0]);
    let rect = harness.get_all_by_label(&label).next().unwrap().rect();
    let mut walked = Vec::new();
    for _ in 0..3 {
        // Far enough apart to be no double click.
        harness.run_steps(60);
        click(&mut harness, pos2(rect.left() + 4.0, rect.center().y));
        harness.run();
        walked.push(harness.state().desk.view.span.clone().unwrap());
    }
    assert_eq!(walked, nested[..3]);
}

/// Returns spans that hold one another, the innermost first.
fn nested_spans(harness: &Harness<'static, Window>) -> Vec<SpanRef> {
    let project = &harness.state().desk.open.as_ref().unwrap().project;
    let mut best: Vec<SpanRef> = Vec::new();
    for layer in project.layers() {
        let all = || {
            project
                .layers_of(&layer.id.article)
                .flat_map(|layer| layer.spans().map(move |span| (layer, span)))
        };
        for inner in layer.spans() {
            let Some(start) = inner.place.fragments().map(|one| one.start()) else { continue };
            let mut around: Vec<_> = all()
                .filter_map(|(layer, span)| {
                    let fragments = span.place.fragments()?;
                    let key = (fragments.len_in_bytes(), fragments.start());
                    fragments.contains(start).then(|| (key, SpanRef::new(&layer.id, &span.id)))
                })
                .collect();
            around.sort();
            let sizes: std::collections::BTreeSet<_> = around.iter().map(|(key, _)| *key).collect();
            if sizes.len() == around.len() && around.len() > best.len() {
                best = around.into_iter().map(|(_, span)| span).collect();
            }
        }
    }
    best
}

fn node_label(harness: &Harness<'static, Window>, span: &SpanRef) -> String {
    let open = harness.state().desk.open.as_ref().unwrap();
    let (found, text) = open.span(span).unwrap();
    let tag = open.project.codebook().tag_name(&found.tag);
    let words: String = found.place.fragments().unwrap().texts(text).concat();
    format!("{tag}: {}", words.chars().take(200).collect::<String>())
}

#[test]
fn a_jump_shows_the_span_and_the_place_is_kept_when_the_text_grows() {
    let mut harness = article("port-crews-freed");
    let open = harness.state().desk.open.as_ref().unwrap();
    let layer = open.project.layers_of(&"port-crews-freed".parse().unwrap()).next().unwrap();
    let last = layer.spans().last().unwrap();
    let target = SpanRef::new(&layer.id, &last.id);
    harness.state_mut().desk.dispatch(Action::View(ViewAction::Jump(target.clone())));
    harness.run();
    let label = node_label(&harness, &target);
    let view = egui::Rect::from_min_max(pos2(236.0, 84.0), pos2(1280.0, 773.0));
    let rect = harness.get_all_by_label(&label).next().unwrap().rect();
    assert!(view.contains_rect(rect), "{rect:?}");
    let first = first_in_view(&harness);
    harness.state_mut().desk.dispatch(Action::View(ViewAction::Zoom(1.6)));
    harness.run();
    assert_eq!(first_in_view(&harness), first, "the line at the top stays there");
    let look = [
        Command::WiderColumn,
        Command::NarrowerColumn,
        Command::NarrowerColumn,
        Command::MoreLineSpacing,
        Command::FontSans,
        Command::ResetReading,
    ];
    for command in look {
        harness.state_mut().desk.dispatch(Action::Run(command));
        harness.run();
        assert_eq!(first_in_view(&harness), first, "{command:?}");
    }
    harness.set_size(egui::vec2(900.0, 700.0));
    harness.run();
    assert_eq!(first_in_view(&harness), first);
}

/// Returns the paragraph at the view's upper edge.
fn first_in_view(harness: &Harness<'static, Window>) -> String {
    let paragraphs = harness.get_all_by(|node| node.role() == egui::Role::Paragraph);
    let at_edge = paragraphs.filter(|node| node.rect().bottom() > 85.0);
    let first = at_edge.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top())).unwrap();
    first.accesskit_node().label().unwrap()
}

#[cfg(feature = "snapshots")]
mod pictures {
    use super::*;
    use crate::window::harness::{picture, setups};

    #[test]
    fn picture_of_selected_text() {
        for (name, setup) in setups("selected") {
            let mut harness = on_sample("port-crews", setup);
            let desk = &mut harness.state_mut().desk;
            let selection = Selection::of(Stretch::new(20, 420));
            desk.dispatch(Action::View(ViewAction::Select(Some(selection))));
            harness.run();
            picture(&mut harness, &name);
        }
    }
}
