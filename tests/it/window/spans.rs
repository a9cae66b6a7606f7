//! The right panel: the spans of the article, and the details of one.

use egui_kittest::{Harness, kittest::Queryable as _};
use postil::app::{
    Window,
    action::{Action, AnalystAction, ViewAction},
    view::SpanRef,
};

use super::harness::{Setup, on_sample};

/// Returns the sample's window with Alice annotating and a span of hers selected, found by the start
/// of its words.
fn on_span(setup: Setup, words: &str) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    let open = desk.open.as_ref().unwrap();
    let article = "port-crews-freed".parse().unwrap();
    let found = open.project.layers_of(&article).find_map(|layer| {
        let text = &open.project.article(&article).unwrap().newest().unwrap().text;
        let span = layer.spans().find(|span| span.words(text).starts_with(words))?;
        Some(SpanRef::new(&layer.id, &span.id))
    });
    desk.dispatch(Action::View(ViewAction::Jump(found.expect(words))));
    harness.run();
    harness
}

#[cfg(feature = "snapshots")]
mod pictures {
    use super::{super::harness::picture, *};

    #[test]
    fn pictures_of_the_spans() {
        let mut harness = on_span(Setup::default(), "“a door left");
        picture(&mut harness, "spans-quote");
        let mut setup = Setup::default();
        setup.settings.theme = postil::store::Theme::Dark;
        let mut harness = on_span(setup, "The port authority");
        picture(&mut harness, "spans-actor-dark");
    }
}
