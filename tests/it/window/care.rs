//! Conflicts, earlier states and damaged files in the window.

use std::fs;

use egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, FileAction, SpanAction, ViewAction},
        command::Command,
        view::Selection,
    },
    model::{
        AnalystId, ArticleId, Conflict, LayerId, Unknown,
        edit::{Edit, LayerEdit, LayerField, SharedEdit},
    },
    text::Stretch,
};

use super::harness::{Setup, click, on_sample, sample, window};
use crate::program::Desk as Folder;

const LAYER: &str = "P/annotations/alice/port-crews-freed.ron";
const COPY: &str =
    "annotations/alice/ministry-disputes-tally.sync-conflict-20260210-101010-ABCDEFG.ron";

fn run(harness: &mut Harness<'static, Window>, command: Command) {
    harness.state_mut().desk.dispatch(Action::Run(command));
    harness.run();
}

fn be_alice(harness: &mut Harness<'static, Window>) {
    let desk = &mut harness.state_mut().desk;
    let alice = AnalystId::new("alice").unwrap();
    desk.dispatch(Action::Analyst(AnalystAction::Choose(alice)));
    let article = ArticleId::new("port-crews-freed").unwrap();
    desk.dispatch(Action::View(ViewAction::Article(article)));
    harness.run();
}

fn conflict(id: &str, field: &str, theirs: &str) -> Conflict {
    let time = "2026-02-09T16:20:00Z".parse().unwrap();
    let (id, field, theirs) = (id.into(), field.into(), theirs.into());
    Conflict { id, field, theirs, analyst: None, time, unknown: Unknown::default() }
}

/// Returns a window as Alice with three conflicts of hers, one about a tag, and one of Bo's.
fn in_conflict(setup: Setup) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    be_alice(&mut harness);
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    let selection = Selection::of(Stretch::new(0, 10));
    desk.dispatch(Action::View(ViewAction::Select(Some(selection))));
    desk.dispatch(Action::Span(SpanAction::Tag("claim".parse().unwrap())));
    be_alice(&mut harness);
    let desk = &mut harness.state_mut().desk;
    let project = &desk.open.as_ref().unwrap().project;
    let article = ArticleId::new("port-crews-freed").unwrap();
    let layer = LayerId { article, analyst: AnalystId::new("alice").unwrap() };
    let spans: Vec<String> =
        project.layer(&layer).unwrap().spans().map(|span| span.id.to_string()).collect();
    let place = "(version: 1, at: [(10, 20)], text: [\"the port authority\"], before: \"told by \", \
                 after: \" on Friday\")";
    let own = vec![
        conflict(&spans[0], "tag", "\"quote\""),
        conflict(
            &spans[1],
            "note",
            "\"Compare with what the ministry said in January; it is not \
            the same wording.\\nAsk Bo.\"",
        ),
        conflict(&spans[2], "at", place),
    ];
    let others = project.layers().find(|other| other.id.analyst != layer.analyst);
    let others =
        others.map(|other| (other.id.clone(), other.spans().next().unwrap().id.to_string()));
    let set = |layer: LayerId, all| Edit::Layer(LayerEdit::Set(layer, LayerField::Conflicts(all)));
    let mut edits = vec![set(layer, own)];
    if let Some((other, span)) = others {
        edits.push(set(other, vec![conflict(&span, "note", "\"theirs\"")]));
    }
    let shared = vec![conflict("tag claim", "name", "\"Assertion\"")];
    edits.push(Edit::Shared(SharedEdit::Conflicts(shared)));
    desk.dispatch(Action::change("merge", Edit::Batch(edits)));
    harness.run();
    harness
}

fn waiting(harness: &Harness<'static, Window>) -> usize {
    harness.state().desk.open.as_ref().unwrap().conflicts
}

#[test]
fn conflicts_are_told_and_decided_by_keys_or_clicks() {
    let mut harness = in_conflict(Setup::default());
    harness.get_by_label_contains("4 conflicts with what others changed wait for you");
    click(&mut harness, "Decide…");
    harness.get_by_role_and_label(Role::Dialog, "Conflicts");
    harness.get_by_label("Assertion");
    click(&mut harness, "Take theirs: name of Tag Claim");
    let open = harness.state().desk.open.as_ref().unwrap();
    let tag = open.project.codebook().tags.values().find(|tag| tag.id.as_str() == "claim");
    assert_eq!(tag.unwrap().name, "Assertion");
    assert_eq!(waiting(&harness), 3);
    harness.key_press(Key::T);
    harness.run();
    assert_eq!(waiting(&harness), 2);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::M);
    harness.run();
    assert_eq!(waiting(&harness), 1);
    assert!(harness.query_by_label("Keep all mine").is_none(), "there is but one");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_label("Close").is_none());
    harness.get_by_label_contains("1 conflict with what others changed waits for you");
    run(&mut harness, Command::Undo);
    assert_eq!(waiting(&harness), 2, "each is one undo");
}

#[test]
fn all_of_mine_are_kept_at_once() {
    let mut harness = in_conflict(Setup::default());
    run(&mut harness, Command::Conflicts);
    click(&mut harness, "Keep all mine");
    assert_eq!(waiting(&harness), 0);
    assert!(harness.query_by_label_contains("Keep mine").is_none(), "Bo’s are not Alice’s");
    click(&mut harness, "Close");
    assert!(harness.query_by_label("Decide…").is_none());
}

/// Returns a window on a copy of the sample, by Alice, and the folder that the copy is in.
fn on_copy(setup: Setup) -> (Harness<'static, Window>, Folder) {
    let folder = Folder::new();
    for (file, bytes) in crate::program::files(&sample("port-crews")) {
        folder.write(&format!("P/{}", file.display()), bytes);
    }
    let mut harness = window(setup);
    open(&mut harness, &folder);
    (harness, folder)
}

fn open(harness: &mut Harness<'static, Window>, folder: &Folder) {
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::File(FileAction::Open(vec![folder.path("P")])));
    harness.run();
    be_alice(harness);
}

fn rename_and_save(harness: &mut Harness<'static, Window>, title: &str) {
    let edit = Edit::Title(title.into());
    harness.state_mut().desk.dispatch(Action::change("rename project", edit));
    run(harness, Command::Save);
}

fn title(harness: &Harness<'static, Window>) -> String {
    harness.state().desk.open.as_ref().unwrap().project.title().to_owned()
}

#[test]
fn a_project_goes_back_after_a_second_yes() {
    let (mut harness, folder) = on_copy(Setup::default());
    let before = folder.read("P/project.ron");
    let first = title(&harness);
    rename_and_save(&mut harness, "Another title");
    run(&mut harness, Command::Saving);
    harness.get_by_role_and_label(Role::Dialog, "Saving and earlier states");
    harness.get_by_label_contains("Before the save of").click();
    harness.run();
    harness.get_by_label_contains("Going back to this changes 1 file");
    click(&mut harness, "Go back to this state…");
    harness.get_by_label_contains("Undo does not reach it");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(title(&harness), "Another title", "Enter is no yes to that");
    click(&mut harness, "Go back");
    assert_eq!((title(&harness), folder.read("P/project.ron")), (first, before));
    harness.get_by_label_contains("The project is as it was before that save");
}

#[test]
fn saving_by_itself_is_chosen() {
    let mut harness = window(Setup::default());
    harness.run();
    run(&mut harness, Command::Saving);
    click(&mut harness, "5 min");
    assert_eq!(harness.state().desk.settings.autosave, 5);
    click(&mut harness, "Off");
    assert_eq!(harness.state().desk.settings.autosave, 0);
}

/// Damages the layer of Alice, leaves a second copy of her other one, and opens the project.
fn damaged(setup: Setup) -> (Harness<'static, Window>, Folder) {
    let (mut harness, folder) = on_copy(setup);
    let layer = folder.read(LAYER);
    folder.write(LAYER, layer.replacen("tag: \"actor\"", "tag: actor\"", 1));
    let file = "P/annotations/alice/ministry-disputes-tally.ron";
    fs::copy(folder.path(file), folder.path("P").join(COPY)).unwrap();
    open(&mut harness, &folder);
    (harness, folder)
}

#[test]
fn damaged_files_are_repaired_and_copies_merged() {
    let (mut harness, folder) = damaged(Setup::default());
    run(&mut harness, Command::Problems);
    click(&mut harness, "Repair… annotations/alice/port-crews-freed.ron");
    harness.get_by_label_contains("1 place cannot be saved");
    click(&mut harness, "Leave it annotations/alice/port-crews-freed.ron");
    assert!(harness.query_by_label_contains("1 place cannot be saved").is_none());
    click(&mut harness, "Repair… annotations/alice/port-crews-freed.ron");
    click(&mut harness, "Repair annotations/alice/port-crews-freed.ron");
    harness.get_by_label_contains("Repaired annotations/alice/port-crews-freed.ron: ");
    assert!(harness.query_by_label_contains("Repair…").is_none());
    let label = "Merge both sides…";
    harness.get_by_label_contains(label).click();
    harness.run();
    harness.get_by_label_contains("Both sides fit together");
    harness
        .get(egui_kittest::kittest::By::new().label_contains("Merge ").role(Role::Button))
        .click();
    harness.run();
    harness.get_by_label("No problems");
    assert_eq!(harness.state().desk.open.as_ref().unwrap().problems, []);
    let check = folder.run(&["check", "P"]);
    assert_eq!(check.code, 0, "{check:?}");
}

#[test]
fn a_source_file_that_was_changed_is_told() {
    let folder = Folder::with_project("It rises.\n");
    folder.write("a.txt", "One\r\n\r\nThe first.\r\n");
    folder.run(&["add", "P", "a.txt"]).fine();
    let mut harness = window(Setup::default());
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::File(FileAction::Open(vec![folder.path("P")])));
    harness.run();
    run(&mut harness, Command::Problems);
    harness.get_by_label("No problems");
    click(&mut harness, "Close");
    folder.write("P/articles/one/1.source.txt", "One\r\n\r\nThe second.\r\n");
    run(&mut harness, Command::Problems);
    harness.get_by_label("This file is not the one that was opened: its hash is another");
    harness.get_by_label("articles/one/1.source.txt");
}

/// A window on a project of which the codebook was cut off and repaired.
fn repaired(setup: Setup) -> (Harness<'static, Window>, Folder) {
    let (mut harness, folder) = on_copy(setup);
    let codebook = folder.read("P/codebook.ron");
    folder.write("P/codebook.ron", codebook.get(..1100).unwrap());
    open(&mut harness, &folder);
    run(&mut harness, Command::Problems);
    click(&mut harness, "Repair… codebook.ron");
    click(&mut harness, "Repair codebook.ron");
    (harness, folder)
}

#[test]
fn what_a_repair_could_not_save_is_told_as_check_tells_it() {
    let (harness, folder) = repaired(Setup::default());
    assert_eq!(harness.state().desk.open.as_ref().unwrap().problems, []);
    assert!(harness.query_by_label("No problems").is_none());
    let check = folder.run(&["check", "P"]);
    assert!(check.code != 0 && check.out.contains("no tag `quote`"), "{check:?}");
    assert!(harness.query_all_by_label_contains("no tag `quote`").next().is_some());
}

/// A window that was asked to open a project of which `project.ron` is missing.
fn headless(setup: Setup) -> (Harness<'static, Window>, Folder) {
    let (mut harness, folder) = on_copy(setup);
    run(&mut harness, Command::CloseProject);
    fs::remove_file(folder.path("P/project.ron")).unwrap();
    open(&mut harness, &folder);
    (harness, folder)
}

#[test]
fn a_missing_project_file_is_made_anew() {
    let (mut harness, folder) = headless(Setup::default());
    click(&mut harness, "Make a new one");
    for _ in 0..4 {
        harness.run();
    }
    assert_eq!(title(&harness), "P");
    assert_eq!(folder.run(&["check", "P"]).code, 0);
}

/// A window in which the codebook is whole, though another program damaged its file.
fn whole_here(setup: Setup) -> (Harness<'static, Window>, Folder) {
    let (mut harness, folder) = on_copy(setup);
    let codebook = folder.read("P/codebook.ron");
    folder.write("P/codebook.ron", codebook.get(..codebook.len() / 2).unwrap());
    rename_and_save(&mut harness, "Another title");
    run(&mut harness, Command::Problems);
    (harness, folder)
}

#[test]
fn a_file_that_is_whole_here_is_written_again() {
    let (mut harness, folder) = whole_here(Setup::default());
    harness.get_by_label_contains("Saved, but for codebook.ron");
    let repair = harness.query_by_label_contains("Repair…");
    assert!(repair.is_none(), "it would take out what is whole here");
    click(&mut harness, "Write it again codebook.ron");
    harness.run();
    harness.get_by_label("No problems");
    assert_eq!(
        folder.read("P/codebook.ron"),
        fs::read_to_string(sample("port-crews").join("codebook.ron")).unwrap()
    );
    assert_eq!(folder.run(&["check", "P"]).code, 0);
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_what_is_whole_here() {
    for (name, setup) in super::harness::setups("whole-here") {
        let (mut harness, _folder) = whole_here(setup);
        super::harness::picture(&mut harness, &name);
    }
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_a_missing_project_file() {
    for (name, setup) in super::harness::setups("headless") {
        let (mut harness, _folder) = headless(setup);
        super::harness::picture(&mut harness, &name);
    }
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_conflicts() {
    for (name, setup) in super::harness::setups("conflicts") {
        let mut harness = in_conflict(setup);
        super::harness::picture(&mut harness, &format!("{name}-told"));
        run(&mut harness, Command::Conflicts);
        super::harness::picture(&mut harness, &name);
    }
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_saving() {
    for (name, setup) in super::harness::setups("saving") {
        let (mut harness, _folder) = on_copy(setup);
        rename_and_save(&mut harness, "Another title");
        run(&mut harness, Command::MarkDone);
        rename_and_save(&mut harness, "A third title");
        run(&mut harness, Command::Saving);
        super::harness::picture(&mut harness, &name);
        let label = "Before the save of";
        harness.get_all_by_label_contains(label).next().unwrap().click();
        harness.run();
        super::harness::picture(&mut harness, &format!("{name}-chosen"));
        click(&mut harness, "Go back to this state…");
        super::harness::picture(&mut harness, &format!("{name}-asked"));
    }
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_problems() {
    for (name, setup) in super::harness::setups("problems") {
        let (mut harness, _folder) = damaged(setup);
        run(&mut harness, Command::Problems);
        super::harness::picture(&mut harness, &name);
        click(&mut harness, "Repair… annotations/alice/port-crews-freed.ron");
        super::harness::picture(&mut harness, &format!("{name}-repair"));
        harness.get_by_label_contains("Merge both sides…").click();
        harness.run();
        super::harness::picture(&mut harness, &format!("{name}-merge"));
    }
    for (name, setup) in super::harness::setups("problems-unfit") {
        let (mut harness, _folder) = repaired(setup);
        super::harness::picture(&mut harness, &name);
    }
}
