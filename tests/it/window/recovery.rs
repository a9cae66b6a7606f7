//! What a crash had left, listed in the words of the articles.

use std::time::Duration;

use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, FileAction, SpanAction, ViewAction},
        view::{Selection, SpanRef},
    },
    model::{
        AnalystId, ArticleId,
        edit::{Edit, SpanField},
    },
    text::Stretch,
};

use super::harness::{Setup, click, sample, window};
use crate::program::Desk as Folder;

/// Opens the project in a window that keeps a journal, by Alice.
fn open(folder: &Folder, setup: Setup) -> Harness<'static, Window> {
    let mut harness = window(setup);
    let desk = &mut harness.state_mut().desk;
    desk.keeps_journals = true;
    desk.dispatch(Action::File(FileAction::Open(vec![folder.path("P")])));
    harness.run();
    harness
}

/// Returns a window on a project in which Alice did a few things, and saved none of them.
fn after_a_crash(setup: Setup) -> (Harness<'static, Window>, Folder) {
    let folder = Folder::new();
    for (file, bytes) in crate::program::files(&sample("port-crews")) {
        folder.write(&format!("P/{}", file.display()), bytes);
    }
    let mut harness = open(&folder, Setup::default());
    let desk = &mut harness.state_mut().desk;
    let mut act = |action: Action| desk.dispatch(action);
    act(Action::Analyst(AnalystAction::Choose(AnalystId::new("alice").unwrap())));
    act(Action::View(ViewAction::Article(ArticleId::new("port-crews-freed").unwrap())));
    act(Action::change("rename project", Edit::Title("Crews".into())));
    for (start, end, tag) in [(0, 10, "claim"), (20, 90, "quote"), (120, 131, "claim")] {
        let selection = Selection::of(Stretch::new(start, end));
        act(Action::View(ViewAction::Select(Some(selection))));
        act(Action::Span(SpanAction::Tag(tag.parse().unwrap())));
    }
    let open = harness.state_mut().desk.open.as_mut().unwrap();
    let layer = open.own_layer(&ArticleId::new("port-crews-freed").unwrap()).unwrap();
    let ids: Vec<_> = open.project.layer(&layer).unwrap().spans().map(|span| &span.id).collect();
    let spans: Vec<SpanRef> = ids.into_iter().map(|id| SpanRef::new(&layer, id)).collect();
    let desk = &mut harness.state_mut().desk;
    for words in ["Who", "Who said so?"] {
        let field = SpanField::Note(words.into());
        desk.dispatch(Action::Span(SpanAction::Set(spans[6].clone(), field)));
    }
    desk.dispatch(Action::Span(SpanAction::Remove(spans[8..14].to_vec())));
    harness.run();
    let journal = harness.state().desk.open.as_ref().unwrap().keeping.journal.as_ref().unwrap();
    journal.flush(Duration::from_mins(1)).unwrap();
    drop(harness);
    (open_again(&folder, setup), folder)
}

fn open_again(folder: &Folder, setup: Setup) -> Harness<'static, Window> {
    let mut harness = open(folder, setup);
    harness.run();
    harness
}

#[test]
fn what_was_recovered_says_which_words_of_which_article() {
    let (mut harness, _folder) = after_a_crash(Setup::default());
    harness.get_all_by_label_contains("Recovered 6 changes").next().unwrap();
    for words in [
        "rename project: “Crews”",
        "tag Claim: “Port crews” in Port crews freed after a night of talks",
        "note: “Lena Okafor, who speaks for the crews” in Port crews",
        "delete 6 spans: “no charge had been formally dropped”, “formally”, “",
    ] {
        harness.get_all_by_label_contains(words).next().unwrap();
    }
    click(&mut harness, "Keep");
    assert!(harness.query_by_label_contains("Recovered").is_none());
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_what_was_recovered() {
    for (name, setup) in super::harness::setups("recovered") {
        let (mut harness, _folder) = after_a_crash(setup);
        super::harness::picture(&mut harness, &name);
    }
    for (name, setup) in super::harness::setups("recovered-damaged") {
        let (harness, folder) = after_a_crash(Setup::default());
        drop(harness);
        let file = "P/annotations/alice/port-crews-freed.ron";
        let layer = folder.read(file);
        folder.write(file, layer.get(..300).unwrap());
        let mut harness = open_again(&folder, setup);
        super::harness::picture(&mut harness, &name);
    }
}
