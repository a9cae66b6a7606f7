//! An article opens at the line where it was left.

use egui::Key;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use postil::{
    app::{
        Window,
        action::{Action, FileAction, ViewAction},
    },
    model::ArticleId,
};

use super::harness::{Setup, on_sample, sample, window};

/// Returns the paragraph at the view's upper edge, and where it stands.
fn first_in_view(harness: &Harness<'static, Window>) -> (String, f32) {
    let paragraphs = harness.get_all_by(|node| node.role() == egui::Role::Paragraph);
    let at_edge = paragraphs.filter(|node| node.rect().bottom() > 85.0);
    let first = at_edge.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top())).unwrap();
    (first.accesskit_node().label().unwrap(), first.rect().top())
}

fn show(harness: &mut Harness<'static, Window>, article: &str) {
    let id = ArticleId::new(article).unwrap();
    harness.state_mut().desk.dispatch(Action::View(ViewAction::Article(id)));
    harness.run();
}

#[test]
fn the_line_at_the_top_is_found_again_in_another_window() {
    let mut harness = on_sample("port-crews", Setup::default());
    show(&mut harness, "port-crews-freed");
    let top = first_in_view(&harness);
    for _ in 0..2 {
        harness.key_press(Key::PageDown);
        harness.run();
    }
    let (left, _) = first_in_view(&harness);
    assert_ne!(left, top.0, "it was scrolled");
    show(&mut harness, "what-the-accord-says");
    let places = harness.state().desk.places.clone();

    let mut later = window(Setup::default());
    later.state_mut().desk.places = places;
    let open = FileAction::Open(vec![sample("port-crews")]);
    later.state_mut().desk.dispatch(Action::File(open));
    later.run();
    show(&mut later, "port-crews-freed");
    assert_eq!(first_in_view(&later).0, left);
    show(&mut later, "what-the-accord-says");
    assert_eq!(later.state().desk.view.spots.len(), 2);
}
