//! What a restart makes of what others wrote between a crash and it: the same as while both work.

use super::*;
use crate::model::{
    TagId,
    edit::{ArticleEdit, ArticleField, LayerEdit, RecordEdit},
    merge::{merge, open_conflicts},
};

/// Lets others change a copy of the project as a crash left it, and opens that.
fn meanwhile(desk: &Desk, to: &Path, change: impl FnOnce(&Path)) -> (Desk, Recovered) {
    desk.flush();
    copy(&desk.root, &to.join("project"));
    copy(&desk.state, &to.join("state"));
    change(&to.join("project"));
    Desk::open(&to.join("project"), &to.join("state"))
}

fn save(root: &Path, edits: impl IntoIterator<Item = Edit>) {
    let mut folder = open(root).unwrap().folder;
    let mut project = folder.saved().clone();
    for edit in edits {
        project.restore(edit).unwrap();
    }
    folder.save(&project).unwrap();
}

fn note(span: u64, words: &str) -> Edit {
    let field = SpanField::Note(words.to_owned());
    let set = SpanEdit::Set { span: testing::span_id(span), field, changed: Some(time(2)) };
    Edit::Span(testing::layer_id("alice/quay"), set)
}

fn note_of(project: &Project, span: u64) -> &str {
    let span = project.span(&testing::layer_id("alice/quay"), &testing::span_id(span));
    &span.unwrap().note
}

#[test]
fn a_field_that_both_changed_is_a_conflict_and_the_rest_is_of_both() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.note("ours");
    let theirs = [note(2, "theirs"), note(1, "theirs alone"), title("Theirs")];
    for turn in 0..2 {
        let to = at.path().join(format!("b{turn}"));
        let (again, recovered) = meanwhile(&desk, &to, |root| save(root, theirs.clone()));
        assert_eq!(note_of(&again.project, 2), "ours");
        assert_eq!(note_of(&again.project, 1), "theirs alone");
        assert_eq!(again.project.title(), "Theirs");
        let open = open_conflicts(&again.project);
        let [one] = open.as_slice() else { panic!("{open:?}") };
        assert_eq!(
            (one.conflict.field.as_str(), one.conflict.theirs.as_str()),
            ("note", "\"theirs\"")
        );
        let [told] = recovered.refused.as_slice() else { panic!("{:?}", recovered.refused) };
        assert!(told.starts_with("1 conflict"), "{told}");
        assert_eq!(labels(&recovered)[0], "edit note");
        // The same where it is in the first record of a segment.
        desk.taken_in();
    }
}

#[test]
fn what_others_took_out_stays_where_it_was_changed() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let begun = desk.project.clone();
    desk.note("ours");
    let layer = testing::layer_id("alice/quay");
    let take_out: [&dyn Fn(&Path); 3] = [
        &|root| fs::remove_file(root.join("annotations/alice/quay.ron")).unwrap(),
        &|root| {
            fs::remove_file(root.join("annotations/alice/quay.ron")).unwrap();
            fs::remove_dir_all(root.join("articles/quay")).unwrap();
        },
        &|root| {
            fs::remove_file(root.join("annotations/alice/quay.ron")).unwrap();
            let claim = TagId::new("claim").unwrap();
            let text = fs::read_to_string(root.join("annotations/bo/tide.ron")).unwrap();
            fs::write(root.join("annotations/bo/tide.ron"), text.replace("claim", "actor"))
                .unwrap();
            save(root, [Edit::Tag(RecordEdit::Remove(claim))]);
        },
    ];
    for (turn, change) in take_out.into_iter().enumerate() {
        let to = at.path().join(format!("b{turn}"));
        let mut live = None;
        let (mut again, recovered) = meanwhile(&desk, &to, |root| {
            change(root);
            let theirs = open(root).unwrap().project;
            live = Some(merge(&begun, &desk.project, &theirs, time(0)).project);
        });
        assert_eq!(recovered.refused, [""; 0], "{turn}");
        let taken = recovered.taken.to_string();
        assert!(taken.contains("2 spans removed"), "{turn}: {taken}");
        assert_eq!(note_of(&again.project, 2), "ours", "{turn}");
        assert_eq!(Some(&again.project), live.as_ref(), "{turn}");
        // What is there again can be saved, and is then as it was.
        again.save();
        assert_eq!(open(&again.root).unwrap().project.layer(&layer), again.project.layer(&layer));
    }
    // What nobody changed here is theirs to take out.
    let (again, _) = meanwhile(&desk, &at.path().join("c"), |root| {
        fs::remove_file(root.join("annotations/bo/tide.ron")).unwrap();
    });
    assert_eq!(again.project.layer(&testing::layer_id("bo/tide")), None);
    assert!(begun.layer(&testing::layer_id("bo/tide")).is_some());
}

#[test]
fn articles_and_new_layers_are_merged_as_well() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let quay = testing::layer_id("alice/quay").article;
    let set = |field| Edit::Article(ArticleEdit::Set(quay.clone(), field));
    desk.apply("edit title", set(ArticleField::Title("Ours".into())));
    let id = testing::layer_id("bo/quay");
    let begin = |span: u64| {
        let text = testing::project(&[("bo/quay", "The mayor said [boats left](claim)")]);
        let layer = text.layer(&id).unwrap();
        let first = layer.spans().next().unwrap().clone();
        let span = crate::model::Span { id: testing::span_id(span), ..first };
        let layer = crate::model::Layer::new(id.clone(), layer.version);
        Edit::Layer(LayerEdit::Add(Arc::new(layer.with(vec![span], Vec::new()))))
    };
    desk.apply("tag span", begin(71));
    let (again, recovered) = meanwhile(&desk, &at.path().join("b"), |root| {
        let group = set(ArticleField::Group("Theirs".into()));
        save(root, [group, set(ArticleField::Title("Not ours".into())), begin(72)]);
    });
    assert_eq!(recovered.refused.len(), 1, "{:?}", recovered.refused);
    let article = again.project.article(&quay).unwrap();
    assert_eq!((article.title.as_str(), article.group.as_str()), ("Ours", "Theirs"));
    assert_eq!(again.project.conflicts().len(), 1);
    for span in [71, 72] {
        assert!(again.project.span(&id, &testing::span_id(span)).is_some(), "{span}");
    }
}

#[test]
fn a_save_that_the_journal_did_not_hear_of_is_what_others_began_from() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("edit note", note(1, "saved"));
    desk.apply("edit note", note(2, "saved"));
    desk.flush();
    desk.save_and(Tell::Not);
    desk.apply("edit note", note(2, "ours"));
    let (again, recovered) = meanwhile(&desk, &at.path().join("b"), |root| {
        save(root, [note(1, "theirs")]);
    });
    assert_eq!(recovered.refused, [""; 0]);
    assert_eq!((note_of(&again.project, 1), note_of(&again.project, 2)), ("theirs", "ours"));
    assert!(open_conflicts(&again.project).is_empty());
}

#[test]
fn two_sessions_that_changed_one_field_keep_both() {
    let at = tempfile::tempdir().unwrap();
    let mut one = Desk::create(&at.path().join("a"), &small());
    let (mut other, _) = Desk::open(&one.root, &one.state);
    one.note("first");
    one.apply("rename project", title("Port"));
    one.flush();
    other.now = 10;
    other.note("second");
    other.taken_in();
    other.flush();
    let (again, recovered) = one.crash(&at.path().join("b"));
    let open = open_conflicts(&again.project);
    let [conflict] = open.as_slice() else { panic!("{open:?}") };
    let mut both = [note_of(&again.project, 2).to_owned(), conflict.conflict.theirs.clone()];
    both.sort();
    assert_eq!(recovered.refused.len(), 1);
    assert!(both.iter().any(|one| one.contains("first")), "{both:?}");
    assert!(both.iter().any(|one| one.contains("second")), "{both:?}");
    assert_eq!(again.project.title(), "Port");
}

#[test]
fn what_was_taken_in_when_the_crash_came_is_merged_from_the_files() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.note("ours");
    desk.flush();
    let begun = segment_numbers(&desk.session());
    save(&desk.root, [note(1, "theirs"), note(2, "theirs")]);
    let theirs = open(&desk.root).unwrap().project;
    let merged = merge(desk.folder.as_ref().unwrap().saved(), &desk.project, &theirs, time(0));
    desk.project = merged.project;
    let standing = Standing { saved: &theirs, project: &desk.project, now: time(3) };
    desk.journal.outside("take in", Arc::new(merged.edit), FileHashes::new(), standing);
    for is_cut in [false, true] {
        let to = at.path().join(format!("{is_cut}"));
        let (again, recovered) = meanwhile(&desk, &to, |root| {
            let session = root.join(".postil/sessions").join(desk.session().file_name().unwrap());
            let numbers = segment_numbers(&session);
            let new = numbers.iter().filter(|number| is_cut && !begun.contains(number));
            new.for_each(|number| fs::remove_file(segment_file(&session, *number)).unwrap());
        });
        assert_eq!(again.project, desk.project, "{is_cut}");
        assert_eq!(recovered.refused.len(), usize::from(is_cut), "{:?}", recovered.refused);
    }
}

#[test]
fn a_large_file_is_merged_where_it_was_replaced_and_named_where_it_was_written_in_place() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("edit note", note(1, &"long ".repeat(300_000)));
    desk.save();
    desk.note("ours");
    desk.flush();
    let file = desk.root.join("annotations/alice/quay.ron");
    let text = fs::read_to_string(&file).unwrap();
    let theirs = text.replace("note: \"long ", "note: \"theirs ");
    assert!(text.len() > 1 << 20 && text != theirs);
    fs::rename(&file, at.path().join("old")).unwrap();
    fs::write(&file, &theirs).unwrap();
    let (again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!((note_of(&again.project, 2), recovered.refused.len()), ("ours", 0));
    assert!(note_of(&again.project, 1).starts_with("theirs"));

    fs::rename(at.path().join("old"), &file).unwrap();
    // Here, not in a copy: there the file has one name.
    fs::write(&file, &theirs).unwrap();
    let (again, recovered) = desk.crash(&at.path().join("c"));
    assert_eq!(note_of(&again.project, 2), "ours");
    let [told] = recovered.refused.as_slice() else { panic!("{:?}", recovered.refused) };
    assert!(told.contains("annotations/alice/quay.ron"), "{told}");
}

#[test]
fn what_is_kept_is_let_go_when_nothing_rests_on_it() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let kept = |desk: &Desk| {
        let entries = fs::read_dir(desk.session().join("base")).unwrap();
        entries.count()
    };
    desk.note("first");
    let first = kept(&desk);
    assert!(first > 3, "a layer, an article with its text, shared files: {first}");
    for words in ["second", "third", "fourth"] {
        desk.save();
        desk.note(words);
        desk.flush();
        assert_eq!(kept(&desk), first, "{words}");
    }
    desk.save();
    assert_eq!(kept(&desk), 0);
}

#[test]
fn a_file_that_cannot_be_read_has_not_taken_anything_out() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.note("ours");
    let layer = testing::layer_id("alice/quay");
    let cut = |file: &'static str| {
        move |root: &Path| {
            let bytes = fs::read(root.join(file)).unwrap();
            fs::write(root.join(file), &bytes[..bytes.len() / 2]).unwrap();
        }
    };
    let damage = cut("annotations/alice/quay.ron");
    let (again, recovered) = meanwhile(&desk, &at.path().join("b"), damage);
    let [told] = recovered.refused.as_slice() else { panic!("{:?}", recovered.refused) };
    assert!(told.starts_with("3 spans in QUAY are only here now"), "{told}");
    assert_eq!(again.project.layer(&layer), desk.project.layer(&layer));
    let saved = again.folder.as_ref().unwrap().saved();
    assert!(saved.layer(&layer).is_some(), "it is known what was saved");

    // What is in files that are not changed here stays as they are.
    let (again, recovered) = meanwhile(&desk, &at.path().join("c"), cut("annotations/bo/tide.ron"));
    assert_eq!((note_of(&again.project, 2), recovered.refused.len()), ("ours", 0));
    assert_eq!(again.project.layer(&testing::layer_id("bo/tide")), None);
    let (again, _) = meanwhile(&desk, &at.path().join("d"), cut("codebook.ron"));
    assert_eq!(note_of(&again.project, 2), "ours");
    let left = again.folder.as_ref().unwrap().saved().codebook();
    assert_eq!(again.project.codebook(), left);
}
