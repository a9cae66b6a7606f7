//! An article is updated from a file, and spans go over to its new text.

use std::path::PathBuf;

use super::*;
use crate::{
    app::{
        action::{FileAction, ProposalAction},
        desk::Tone,
    },
    jobs::ReadOptions,
    model::VersionNumber,
    text::carry::How,
};

/// What the file says first.
const FIRST: &str = "The port\n\nLena Okafor runs the harbour of Sette. Forty-one crews were freed \
on Friday, she said. Nobody was paid for the lost weeks. The owners of the ships have gone.\n";

/// What it says then: a word is another, a sentence has gone, one stands elsewhere.
const THEN: &str = "The port\n\nThe owners of the ships have gone. Lena Okafor runs the harbour of \
Sette. Forty crews were freed on Friday, she said.\n";

/// An article in a file, opened and marked by Alice.
struct Case {
    desk: Desk,
    file: PathBuf,
    _folder: tempfile::TempDir,
}

impl Case {
    /// Opens the file and marks words that stay, words that change, words that go and words that move.
    fn new() -> (Self, [SpanRef; 4]) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("harbour.txt");
        std::fs::write(&file, FIRST).unwrap();
        let mut desk = desk_of_alice();
        desk.dispatch(Action::File(FileAction::Open(vec![file.clone()])));
        desk.take_messages();
        desk.take_messages();
        let spans = [
            mark_here(&mut desk, "Lena Okafor", "actor"),
            mark_here(&mut desk, "Forty-one crews were freed", "claim"),
            mark_here(&mut desk, "Nobody was paid", "claim"),
            mark_here(&mut desk, "The owners of the ships have gone", "claim"),
        ];
        (Self { desk, file, _folder: folder }, spans)
    }

    /// Puts another text into the file and updates the article from it.
    fn update(&mut self, text: &str) {
        std::fs::write(&self.file, text).unwrap();
        let article = self.desk.view.article.clone().unwrap();
        let update = FileAction::Update(article, self.file.clone());
        self.desk.dispatch(Action::File(update));
        self.take();
    }

    fn take(&mut self) {
        self.desk.take_messages();
        self.desk.take_messages();
    }

    fn decide(&mut self, action: ProposalAction) {
        self.desk.dispatch(Action::Proposal(action));
    }

    fn said(&self) -> &str {
        self.desk.news.last().map_or("", |news| &news.text)
    }

    fn versions(&self) -> usize {
        self.desk.article().unwrap().versions.len()
    }

    fn shown(&self) -> u32 {
        self.desk.version().unwrap().number.0
    }

    fn counts(&self) -> [usize; 4] {
        let Some(Dialog::Carry(carrying)) = self.desk.view.dialog.as_deref() else {
            panic!("nothing is asked: {}", self.said());
        };
        [How::Same, How::Moved, How::Changed, How::Orphan].map(|how| carrying.report.count(how))
    }

    fn has_place(&self, span: &SpanRef) -> bool {
        let (found, _) = self.desk.open.as_ref().unwrap().span(span).unwrap();
        found.place.fragments().is_some()
    }

    fn words(&self, span: &SpanRef) -> String {
        words(&self.desk, span)
    }
}

fn mark_here(desk: &mut Desk, words: &str, as_tag: &str) -> SpanRef {
    let start = desk.text().unwrap().as_str().find(words).unwrap();
    let at = Selection::of(Stretch::new(start, start + words.len()));
    desk.dispatch(Action::View(ViewAction::Select(Some(at))));
    tag(desk, as_tag);
    desk.dispatch(Action::View(ViewAction::Select(None)));
    desk.view.span.clone().unwrap()
}

#[test]
fn spans_go_over_to_the_text_of_a_file_and_all_of_it_can_be_undone() {
    let (mut case, [stays, changes, goes, moves]) = Case::new();
    let before = case.desk.open.as_ref().unwrap().project.clone();
    case.update(THEN);
    assert_eq!((case.versions(), case.shown()), (2, 1), "Alice’s spans are about the first still");
    assert_eq!(case.counts(), [1, 1, 1, 1]);

    case.decide(ProposalAction::CarryOver);
    assert_eq!(case.shown(), 2);
    assert!(case.has_place(&stays) && case.words(&stays) == "Lena Okafor");
    assert!(![&changes, &goes, &moves].into_iter().any(|span| case.has_place(span)));
    assert_eq!(case.desk.view.proposal.as_ref(), Some(&moves), "the first in the text");
    case.decide(ProposalAction::Accept);
    assert_eq!(case.desk.view.proposal.as_ref(), Some(&changes));
    assert_eq!(case.words(&changes), "Forty-one crews were freed", "until the yes");
    case.decide(ProposalAction::Accept);
    assert_eq!(case.words(&changes), "Forty crews were freed");
    assert_eq!(case.desk.view.proposal.as_ref(), Some(&goes));
    case.decide(ProposalAction::Reject);
    assert!(!case.has_place(&goes), "it was found nowhere");

    for label in ["place span", "place span", "carry spans over"] {
        run(&mut case.desk, Command::Undo);
        assert_eq!(case.said(), format!("Undone: {label}"));
    }
    assert_eq!((case.shown(), case.desk.view.proposal.as_ref()), (1, None));
    run(&mut case.desk, Command::Undo);
    assert_eq!(case.said(), "Undone: update article");
    assert!(case.desk.open.as_ref().unwrap().project == before);
}

#[test]
fn a_no_leaves_the_span_without_a_place() {
    let (mut case, [_, changes, _, moves]) = Case::new();
    case.update(THEN);
    case.decide(ProposalAction::CarryOver);
    case.decide(ProposalAction::Reject);
    assert_eq!(case.desk.view.proposal.as_ref(), Some(&changes));
    let (found, _) = case.desk.open.as_ref().unwrap().span(&moves).unwrap();
    assert!(found.is_orphan());
    assert_eq!(case.words(&moves), "The owners of the ships have gone");
    run(&mut case.desk, Command::Undo);
    let (found, _) = case.desk.open.as_ref().unwrap().span(&moves).unwrap();
    assert!(!found.is_orphan());
}

#[test]
fn all_that_moved_is_placed_with_one_yes() {
    let (mut case, [_, changes, _, moves]) = Case::new();
    let also = mark_here(&mut case.desk, "ships have gone", "quote");
    case.update(THEN);
    case.decide(ProposalAction::CarryOver);
    case.decide(ProposalAction::AcceptMoved);
    assert!(case.has_place(&moves) && case.has_place(&also) && !case.has_place(&changes));
    assert_eq!(case.desk.view.proposal.as_ref(), Some(&changes));
    run(&mut case.desk, Command::Undo);
    assert!(!case.has_place(&moves) && !case.has_place(&also));
}

#[test]
fn a_cancelled_carry_over_changes_nothing_and_is_offered_again() {
    let (mut case, _) = Case::new();
    case.update(THEN);
    let before = case.desk.open.as_ref().unwrap().project.clone();
    case.desk.dispatch(Action::close_dialog());
    assert!(case.desk.open.as_ref().unwrap().project == before);
    run(&mut case.desk, Command::CarryOver);
    case.take();
    assert_eq!(case.counts(), [1, 1, 1, 1]);
}

#[test]
fn a_file_with_the_same_text_says_so() {
    let (mut case, _) = Case::new();
    case.update(&FIRST.replace('\n', "\r\n"));
    assert_eq!(case.versions(), 1);
    assert_eq!(case.said(), "harbour.txt has the text of version 1 already");
    assert!(case.desk.view.dialog.is_none());
}

#[test]
fn a_file_that_cannot_be_read_says_so_and_changes_nothing() {
    let (mut case, _) = Case::new();
    let article = case.desk.view.article.clone().unwrap();
    let gone = case.file.with_file_name("gone.txt");
    case.desk.dispatch(Action::File(FileAction::Update(article, gone)));
    case.take();
    assert_eq!(case.versions(), 1);
    assert_eq!(case.desk.news.last().unwrap().tone, Tone::Bad);
}

#[test]
fn an_update_that_is_cancelled_changes_nothing_and_says_nothing() {
    let (mut case, _) = Case::new();
    case.desk.work = Work::by_hand();
    let article = case.desk.view.article.clone().unwrap();
    let news = case.desk.news.len();
    std::fs::write(&case.file, THEN).unwrap();
    case.desk.dispatch(Action::File(FileAction::Update(article, case.file.clone())));
    case.desk.dispatch(Action::File(FileAction::Cancel));
    while case.desk.work.step() {}
    case.take();
    assert_eq!((case.versions(), case.desk.news.len()), (1, news));
    assert!(case.desk.work.running().is_none());
}

#[test]
fn cancelling_an_update_leaves_the_files_that_wait_to_be_read() {
    let (mut case, _) = Case::new();
    case.desk.work = Work::by_hand();
    let article = case.desk.view.article.clone().unwrap();
    let files = ["a.txt", "b.txt"].map(|name| case.file.with_file_name(name));
    for file in &files {
        std::fs::write(file, file.display().to_string()).unwrap();
        let read = FileAction::Read(vec![file.clone()], ReadOptions::default());
        case.desk.dispatch(Action::File(read));
    }
    case.desk.dispatch(Action::File(FileAction::Update(article, case.file.clone())));
    case.desk.dispatch(Action::File(FileAction::Cancel));
    while case.desk.work.step() {
        case.take();
    }
    let project = &case.desk.open.as_ref().unwrap().project;
    assert_eq!(project.articles().len(), 4, "both came in");
}

#[test]
fn a_changed_file_is_noticed_until_the_article_is_updated_from_it() {
    let (mut case, _) = Case::new();
    let article = case.desk.view.article.clone().unwrap();
    let noticed = |case: &mut Case| {
        case.desk.look_at_source();
        case.take();
        case.desk.open.as_ref().unwrap().changed_sources.contains_key(&article)
    };
    assert!(!noticed(&mut case));
    std::fs::write(&case.file, THEN).unwrap();
    assert!(noticed(&mut case));
    case.update(THEN);
    assert!(!case.desk.open.as_ref().unwrap().changed_sources.contains_key(&article));
    assert!(!noticed(&mut case), "the file is known as that of the new text");
    std::fs::write(&case.file, THEN.replace('\n', "\r\n")).unwrap();
    assert!(!noticed(&mut case), "its text is the same");
    std::fs::write(&case.file, FIRST).unwrap();
    assert!(noticed(&mut case));
}

#[test]
fn a_place_in_another_text_than_the_span_s_is_never_taken() {
    let (mut case, [_, _, goes, moves]) = Case::new();
    case.update(THEN);
    case.decide(ProposalAction::CarryOver);
    case.desk.dispatch(Action::View(ViewAction::Version(VersionNumber(1))));
    assert_eq!(case.desk.view.proposal, None, "the spans are about the second");
    let at = Selection::of(Stretch::new(0, 8));
    case.desk.dispatch(Action::View(ViewAction::Select(Some(at))));
    case.decide(ProposalAction::PutAtSelection);
    assert!(!case.has_place(&goes) && !case.has_place(&moves));
    run(&mut case.desk, Command::ReviewProposals);
    assert_eq!((case.shown(), case.desk.view.proposal.as_ref()), (2, Some(&moves)));
}

#[test]
fn another_analyst_s_spans_stay_until_they_open_the_article() {
    let (mut case, [stays, ..]) = Case::new();
    let article = case.desk.view.article.clone().unwrap();
    case.desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    mark_here(&mut case.desk, "Sette", "actor");
    case.update(THEN);
    assert_eq!(case.counts(), [1, 0, 0, 0], "Bo’s alone");
    case.decide(ProposalAction::CarryOver);
    let version = |case: &Case, layer: &LayerId| {
        case.desk.open.as_ref().unwrap().project.layer(layer).unwrap().version
    };
    assert_eq!(version(&case, &stays.layer), VersionNumber(1));
    let bo = LayerId { article, analyst: "bo".parse().unwrap() };
    assert_eq!(version(&case, &bo), VersionNumber(2));
    let alice = AnalystAction::Choose("alice".parse().unwrap());
    case.desk.dispatch(Action::Analyst(alice));
    run(&mut case.desk, Command::CarryOver);
    case.take();
    assert_eq!(case.counts(), [1, 1, 1, 1], "hers, when she asks for it");
}

#[test]
fn what_was_marked_since_the_comparison_is_not_left_behind() {
    let (mut case, _) = Case::new();
    case.update(THEN);
    mark_here(&mut case.desk, "harbour", "claim");
    case.decide(ProposalAction::CarryOver);
    assert_eq!(case.shown(), 1, "not yet: {}", case.said());
    case.take();
    assert_eq!(case.counts(), [2, 1, 1, 1], "asked again, with the new one");
}

#[test]
fn the_article_that_was_asked_about_is_updated_though_another_is_shown_by_then() {
    let (mut case, _) = Case::new();
    let asked = case.desk.view.article.clone().unwrap();
    run(&mut case.desk, Command::UpdateArticle);
    let other = ArticleId::new("port").unwrap();
    case.desk.dispatch(Action::View(ViewAction::Article(other.clone())));
    std::fs::write(&case.file, THEN).unwrap();
    let picked =
        FileAction::Picked(crate::app::dialog::PathPurpose::UpdateArticle, vec![case.file.clone()]);
    case.desk.dispatch(Action::File(picked));
    case.take();
    let project = &case.desk.open.as_ref().unwrap().project;
    assert_eq!(project.article(&asked).unwrap().versions.len(), 2);
    assert_eq!(project.article(&other).unwrap().versions.len(), 1);
}
