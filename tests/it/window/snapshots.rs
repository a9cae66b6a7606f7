//! Pictures held against those in `tests/snapshots`: the whole window and its dialogs. Make them anew
//! with `UPDATE_SNAPSHOTS=1 cargo test --features snapshots --test it snapshots::`, and look at them.

use egui::{Key, Modifiers};
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, FindAction, SpanAction, ViewAction},
        command::Command,
        view::{Selection, SpanRef},
    },
    model::{ArticleId, Project},
    store::{Settings, Theme},
    text::{
        Offset, Stretch,
        search::{Case, Edges, Query, Syntax},
    },
};

use super::harness::{Setup, on_sample, window};

/// Drivers round a few pixels of an edge differently.
const PIXELS: usize = 250;

fn check(results: &mut SnapshotResults, harness: &mut Harness<'static, Window>, name: &str) {
    harness.run();
    let options = SnapshotOptions::new().max_failed_pixels(PIXELS);
    results.add(harness.try_snapshot_options(name, &options));
}

fn setup(theme: Theme) -> Setup {
    let settings = Settings { theme, ..Settings::default() };
    Setup { settings, size: [1000.0, 600.0], scale: 1.0 }
}

fn project<'a>(harness: &'a Harness<'static, Window>) -> &'a Project {
    &harness.state().desk.open.as_ref().unwrap().project
}

fn act(harness: &mut Harness<'static, Window>, action: Action) {
    harness.state_mut().desk.dispatch(action);
    harness.run();
}

/// Returns the sample as Alice sees it.
fn alice(theme: Theme) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup(theme));
    let alice = AnalystAction::Choose("alice".parse().unwrap());
    act(&mut harness, Action::Analyst(alice));
    harness
}

/// Returns the first span with this tag.
fn span(harness: &Harness<'static, Window>, tag: &str) -> SpanRef {
    let article: ArticleId = "port-crews-freed".parse().unwrap();
    let layer = project(harness).layers_of(&article).next().unwrap();
    let span = layer.spans().find(|span| span.tag.as_str() == tag).unwrap();
    SpanRef::new(&layer.id, &span.id)
}

fn jump(harness: &mut Harness<'static, Window>, tag: &str) {
    let span = span(harness, tag);
    act(harness, Action::View(ViewAction::Jump(span)));
}

#[test]
fn an_empty_window() {
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "empty-light"), (Theme::Dark, "empty-dark")] {
        check(&mut results, &mut window(setup(theme)), name);
    }
}

#[cfg(all(feature = "html", feature = "office", feature = "pdf"))]
#[test]
fn opened_documents() {
    let mut results = SnapshotResults::new();
    for (file, theme) in
        super::opened::files().into_iter().zip([Theme::Light, Theme::Dark, Theme::Light])
    {
        let (_folder, mut harness) = super::opened::opened(setup(theme), file.name, &file.bytes);
        check(&mut results, &mut harness, file.name.split('.').next().unwrap());
    }
}

#[test]
fn the_sample_with_a_quote_selected() {
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "quote-light"), (Theme::Dark, "quote-dark")] {
        let mut harness = alice(theme);
        jump(&mut harness, "quote");
        check(&mut results, &mut harness, name);
    }
}

#[test]
fn an_actor_with_its_card() {
    let mut results = SnapshotResults::new();
    let mut harness = alice(Theme::Light);
    jump(&mut harness, "actor");
    check(&mut results, &mut harness, "actor");
}

#[test]
fn selected_text_with_its_bar() {
    let mut results = SnapshotResults::new();
    let mut harness = alice(Theme::Light);
    let text = harness.state().desk.text().unwrap().as_str().to_owned();
    let start = text.find("Buses left").unwrap();
    let at = Stretch { start: Offset::new(start), end: Offset::new(start + 60) };
    act(&mut harness, Action::View(ViewAction::Select(Some(Selection::of(at)))));
    check(&mut results, &mut harness, "selection");
}

#[test]
fn a_link_being_made() {
    let mut results = SnapshotResults::new();
    let mut harness = alice(Theme::Dark);
    jump(&mut harness, "quote");
    act(&mut harness, Action::Run(Command::StartLink));
    check(&mut results, &mut harness, "linking");
}

#[test]
fn scripts_and_layers_of_the_hard_cases() {
    let mut results = SnapshotResults::new();
    for id in ["one-harbour-seven-languages", "what-the-clerk-wrote-down"] {
        let mut harness = on_sample("hard-cases", setup(Theme::Light));
        act(&mut harness, Action::View(ViewAction::Article(id.parse().unwrap())));
        check(&mut results, &mut harness, id);
    }
}

#[test]
fn five_spans_over_the_same_words() {
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "overlap-light"), (Theme::Dark, "overlap-dark")] {
        let mut harness = alice(theme);
        let id = "what-the-accord-says".parse().unwrap();
        act(&mut harness, Action::View(ViewAction::Article(id)));
        let text = harness.state().desk.text().unwrap().as_str().to_owned();
        let sentence = text.find(". ").unwrap();
        for (from, to, tag) in [
            (4, 400, "claim"),
            (30, 330, "quote"),
            (90, 250, "skepticism"),
            (100, 180, "actor"),
            (120, 300, "claim"),
        ] {
            let at = Stretch::new(sentence + from, sentence + to);
            act(&mut harness, Action::View(ViewAction::Select(Some(Selection::of(at)))));
            act(&mut harness, Action::Span(SpanAction::Tag(tag.parse().unwrap())));
        }
        act(&mut harness, Action::View(ViewAction::Span(None)));
        act(&mut harness, Action::View(ViewAction::Select(None)));
        // What was said of the tagging goes away.
        harness.run_steps(600);
        check(&mut results, &mut harness, name);
    }
}

#[test]
fn text_from_right_to_left() {
    let mut results = SnapshotResults::new();
    let mut harness = on_sample("hard-cases", setup(Theme::Light));
    let id = "one-harbour-seven-languages".parse().unwrap();
    act(&mut harness, Action::View(ViewAction::Article(id)));
    let text = harness.state().desk.text().unwrap().as_str().to_owned();
    let arabic = text.find(|c| ('\u{600}'..'\u{700}').contains(&c)).unwrap();
    let paragraph = arabic + text[arabic..].find('\n').unwrap();
    // Into the middle of the Hebrew that follows.
    let at = Stretch::new(arabic + 30, paragraph + 42);
    act(&mut harness, Action::View(ViewAction::Select(Some(Selection::of(at)))));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    check(&mut results, &mut harness, "right-to-left");
}

#[test]
fn what_was_found_and_its_ghosts() {
    let mut results = SnapshotResults::new();
    let mut harness = alice(Theme::Light);
    let query = Query {
        words: "the authority".into(),
        syntax: Syntax::Plain,
        case: Case::Folded,
        edges: Edges::Any,
    };
    act(&mut harness, Action::Run(Command::Find));
    act(&mut harness, Action::Find(FindAction::Ask(query)));
    check(&mut results, &mut harness, "find");
    act(&mut harness, Action::Find(FindAction::Close));
    jump(&mut harness, "actor");
    act(&mut harness, Action::Run(Command::NextSpan));
    act(&mut harness, Action::Run(Command::LabelAll));
    check(&mut results, &mut harness, "ghosts");
}

#[test]
fn the_table() {
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "table-light"), (Theme::Dark, "table-dark")] {
        let mut harness = alice(theme);
        act(&mut harness, Action::Run(Command::ShowTable));
        check(&mut results, &mut harness, name);
    }
}

#[test]
fn dialogs() {
    let mut results = SnapshotResults::new();
    for (command, name) in [
        (Command::Palette, "palette"),
        (Command::Codebook, "codebook"),
        (Command::ArticleDetails, "article"),
        (Command::RemoveArticle, "remove-article"),
        (Command::CheatSheet, "keys"),
        (Command::Export, "export"),
        (Command::ChooseAnalyst, "analyst"),
    ] {
        let mut harness = alice(Theme::Light);
        act(&mut harness, Action::Run(command));
        check(&mut results, &mut harness, name);
    }
}

#[test]
fn unsaved_work_and_news() {
    let mut results = SnapshotResults::new();
    let mut harness = alice(Theme::Dark);
    let quote = span(&harness, "quote");
    act(&mut harness, Action::Span(SpanAction::Remove(vec![quote])));
    act(&mut harness, Action::Run(Command::Undo));
    check(&mut results, &mut harness, "news");
    let claim = span(&harness, "claim");
    act(&mut harness, Action::Span(SpanAction::Remove(vec![claim])));
    act(&mut harness, Action::Run(Command::CloseProject));
    check(&mut results, &mut harness, "unsaved");
}

#[test]
fn a_narrow_window_and_one_at_twice_the_scale() {
    let mut results = SnapshotResults::new();
    let mut narrow = setup(Theme::Light);
    narrow.size = [700.0, 500.0];
    let mut harness = on_sample("port-crews", narrow);
    check(&mut results, &mut harness, "narrow");
    let mut double = setup(Theme::Dark);
    (double.size, double.scale) = ([900.0, 560.0], 2.0);
    let mut harness = on_sample("port-crews", double);
    check(&mut results, &mut harness, "double");
}
