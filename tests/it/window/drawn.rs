//! Articles, drawn from top to bottom.

use egui::Key;
use postil::{
    app::action::{Action, ViewAction},
    model::{Article, ArticleId},
};

use super::harness::{Setup, on_sample};

#[test]
fn every_article_of_the_samples_is_drawn_from_top_to_bottom() {
    for name in ["port-crews", "hard-cases"] {
        let mut harness = on_sample(name, Setup::default());
        let open = harness.state().desk.open.as_ref().unwrap();
        let ids: Vec<ArticleId> =
            open.project.articles().map(|one: &Article| one.id.clone()).collect();
        for id in ids {
            harness.state_mut().desk.dispatch(Action::View(ViewAction::Article(id.clone())));
            harness.run();
            for _ in 0..12 {
                harness.key_press(Key::PageDown);
                harness.run();
            }
            let read = harness.state().desk.view.read.get(&id).copied().unwrap();
            assert!(read > 0.99, "{id}: {read}");
        }
    }
}

#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_text_from_right_to_left() {
    use postil::app::view::SpanRef;

    for (name, setup) in super::harness::setups("rtl") {
        let mut harness = on_sample("hard-cases", setup);
        let open = harness.state().desk.open.as_ref().unwrap();
        let id: ArticleId = "one-harbour-seven-languages".parse().unwrap();
        let layers = open.project.layers_of(&id);
        let text = &open.project.article(&id).unwrap().newest().unwrap().text;
        let spans = layers.flat_map(|layer| {
            layer.spans().map(move |span| (SpanRef::new(&layer.id, &span.id), span.words(text)))
        });
        let in_arabic = |(_, words): &(SpanRef, String)| {
            words.contains(|c| ('\u{600}'..'\u{700}').contains(&c))
        };
        let (span, _) = spans.into_iter().find(in_arabic).unwrap();
        harness.state_mut().desk.dispatch(Action::View(ViewAction::Jump(span)));
        harness.run();
        super::harness::picture(&mut harness, &name);
    }
}
