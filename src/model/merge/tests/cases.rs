//! What becomes of single cases.

use super::{super::Merged, *};
use crate::{
    model::{
        AttributeId, Card, CardId, LayerId, Link, LinkEnd, LinkId, Place, SpanId, Version,
        VersionNumber,
        edit::{
            ArticleEdit, ArticleField, Edit, LayerEdit, LayerField, LinkEdit, RecordEdit, SpanEdit,
            SpanField, compose,
        },
    },
    testing::{apply, layer_id, project, span_id},
    text::{Stretch, Text},
};

fn quay() -> Project {
    project(&[
        ("alice/quay", "[Go](quote) said [Ana](actor), [perhaps](skepticism)"),
        ("bo/quay", "Go said Ana, perhaps"),
    ])
}

fn layer() -> LayerId {
    layer_id("alice/quay")
}

/// Returns a project with one field of a span set.
fn set(base: &Project, span: u64, field: SpanField) -> Project {
    let mut project = base.clone();
    apply(&mut project, compose::set_span(&layer(), &span_id(span), field, now()));
    project
}

fn with(base: &Project, edit: Edit) -> Project {
    let mut project = base.clone();
    project.restore(edit).unwrap();
    project
}

fn note(text: &str) -> SpanField {
    SpanField::Note(text.to_owned())
}

fn at(start: usize, end: usize) -> SpanField {
    SpanField::Place(Place::At(crate::model::Fragments::one(Stretch::new(start, end)).unwrap()))
}

fn remove(span: &SpanId) -> Edit {
    Edit::Span(layer(), SpanEdit::Remove(span.clone()))
}

#[track_caller]
fn merged(base: &Project, ours: &Project, theirs: &Project) -> Merged {
    let merged = merge(base, ours, theirs, now());
    let shown = format!("{:?}", merged.conflicts);
    assert!(merged.conflicts.iter().all(|one| one.conflict.time == now()), "{shown}");
    merged
}

#[test]
fn two_fields_of_one_span_come_together() {
    let base = quay();
    let ours = set(&base, 1, note("compare 5 Feb"));
    let theirs = set(&base, 1, SpanField::Tag("claim".parse().unwrap()));
    let merged = merged(&base, &ours, &theirs);
    let span = merged.project.span(&layer(), &span_id(1)).unwrap();
    assert_eq!((span.note.as_str(), span.tag.as_str()), ("compare 5 Feb", "claim"));
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.taken.to_string(), "1 span changed");
}

#[test]
fn two_values_of_one_field_are_a_conflict_that_either_side_settles() {
    let base = quay();
    let (ours, theirs) = (set(&base, 1, note("so")), set(&base, 1, note("or \"so\"")));
    let merged = merged(&base, &ours, &theirs);
    let [open] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
    assert_eq!(open.conflict.theirs, r#""or \"so\"""#);
    assert_eq!(
        merged.project.layer(&layer()).unwrap().conflicts,
        std::slice::from_ref(&open.conflict)
    );
    assert_eq!(merged.project.span(&layer(), &span_id(1)).unwrap().note, "so");
    let take = compose::take_theirs(&merged.project, open.layer.as_ref(), &open.conflict).unwrap();
    let taken = with(&merged.project, take);
    assert_eq!(taken.span(&layer(), &span_id(1)).unwrap().note, "or \"so\"");
    assert!(taken.layer(&layer()).unwrap().conflicts.is_empty());
    let keep = compose::keep_ours(&merged.project, open.layer.as_ref(), &open.conflict);
    let kept = with(&merged.project, keep);
    assert_eq!(kept.span(&layer(), &span_id(1)).unwrap().note, "so");
    assert!(kept.layer(&layer()).unwrap().conflicts.is_empty());
}

#[test]
fn a_position_is_one_field() {
    let base = quay();
    let (ours, theirs) = (set(&base, 2, at(3, 11)), set(&base, 2, at(8, 12)));
    let merged = merged(&base, &ours, &theirs);
    let [open] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
    let expected =
        r#"(version: 1, at: [(8, 12)], text: ["Ana,"], before: "Go said ", after: " perhaps")"#;
    assert_eq!((open.conflict.field.as_str(), open.conflict.theirs.as_str()), ("at", expected));
    let take = compose::take_theirs(&merged.project, open.layer.as_ref(), &open.conflict).unwrap();
    let taken = with(&merged.project, take);
    let place = |project: &Project| project.span(&layer(), &span_id(2)).unwrap().place.clone();
    assert_eq!(place(&taken), place(&theirs));
}

#[test]
fn what_one_side_took_out_and_the_other_changed_stays() {
    let base = quay();
    let (ours, theirs) = (with(&base, remove(&span_id(1))), set(&base, 1, note("so")));
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merged(&base, ours, theirs);
        assert_eq!(merged.project.span(&layer(), &span_id(1)).unwrap().note, "so");
        assert!(merged.conflicts.is_empty());
    }
}

#[test]
fn what_stays_keeps_what_it_needs() {
    let base = quay();
    let card = Card::new(CardId::from_bits(1), "Ana");
    let base = with(&base, Edit::Card(RecordEdit::Add(Box::new(card))));
    let actor = "actor".parse().unwrap();
    let gone = compose::remove_tag(&base, &actor, &compose::SpansOfTag::Remove);
    let gone = with(&with(&base, gone), Edit::Card(RecordEdit::Remove(CardId::from_bits(1))));
    let to = LinkEnd::Span(span_id(2));
    let link = Link::new(LinkId::from_bits(1), "said-by".parse().unwrap(), span_id(1), to, now());
    let kept = with(&base, Edit::Link(layer(), LinkEdit::Add(Box::new(link))));
    let kept = set(&kept, 1, SpanField::Card(Some(CardId::from_bits(1))));
    for (ours, theirs) in [(&kept, &gone), (&gone, &kept)] {
        let project = merged(&base, ours, theirs).project;
        assert_eq!(project.layer(&layer()).unwrap().link_count(), 1);
        assert!(project.span(&layer(), &span_id(2)).is_some(), "the link's end");
        assert!(project.codebook().tags.contains_key(&actor), "the tag of the link's end");
        assert!(project.cards().contains_key(&CardId::from_bits(1)), "the other end's card");
    }
}

#[test]
fn sets_come_together_and_a_choice_does_not() {
    let mut base = quay();
    let card = Card {
        aliases: vec!["A.".into(), "Ana M.".into()],
        ..Card::new(CardId::from_bits(1), "Ana")
    };
    apply(&mut base, Edit::Card(RecordEdit::Add(Box::new(card.clone()))));
    let aliases = |aliases: &[&str]| {
        let aliases = aliases.iter().map(|one| (*one).to_owned()).collect();
        with(&base, Edit::Card(RecordEdit::Change(Box::new(Card { aliases, ..card.clone() }))))
    };
    let both = merged(&base, &aliases(&["A.", "Ana", "Ana M."]), &aliases(&["Ana M.", "Marr"]));
    assert_eq!(both.project.cards()[&card.id].aliases, ["Ana", "Ana M.", "Marr"]);
    let certainty: AttributeId = "certainty".parse().unwrap();
    let value = |value: &str| {
        set(&base, 1, SpanField::Attribute(certainty.clone(), vec![value.to_owned()]))
    };
    let both = merged(&base, &value("stated"), &value("denied"));
    let span = both.project.span(&layer(), &span_id(1)).unwrap();
    assert_eq!(span.attributes.values(&certainty), ["stated"]);
    let conflict = &both.conflicts[0].conflict;
    assert_eq!(
        (conflict.field.as_str(), conflict.theirs.as_str()),
        ("attributes.certainty", "[\"denied\"]")
    );
}

#[test]
fn what_layers_share_has_its_conflicts_in_the_project() {
    let base = quay();
    let named = |name: &str| {
        let mut tag = base.codebook().tags[&"claim".parse().unwrap()].clone();
        name.clone_into(&mut tag.name);
        with(&base, Edit::Tag(RecordEdit::Change(Box::new(tag))))
    };
    let merged = merged(&base, &named("Assertion"), &named("Statement"));
    let conflict = &merged.project.conflicts()[0];
    assert_eq!((conflict.id.as_str(), conflict.field.as_str()), ("tag claim", "name"));
    let taken = compose::take_theirs(&merged.project, None, conflict).unwrap();
    let taken = with(&merged.project, taken);
    assert_eq!(taken.codebook().tags[&"claim".parse().unwrap()].name, "Statement");
    assert!(taken.conflicts().is_empty());
}

/// Returns an article's next version with this text.
fn version(project: &Project, text: &str) -> Edit {
    let old = project.article(&layer().article).unwrap().newest().unwrap();
    let number = VersionNumber(old.number.0 + 1);
    let version = Version { number, text: Text::new(text), ..old.clone() };
    let field = ArticleField::AddVersion(Box::new(version));
    Edit::Article(ArticleEdit::Set(layer().article, field))
}

#[test]
fn two_texts_with_one_number_both_stay() {
    let base = quay();
    let move_on = |project: &Project, layer: &LayerId| {
        let field = LayerField::Version(VersionNumber(2));
        with(project, Edit::Layer(LayerEdit::Set(layer.clone(), field)))
    };
    let ours = with(&base, version(&base, "Go said Ana, perhaps not"));
    let theirs = with(&base, version(&base, "Go said Ana, perhaps so"));
    let (ours, theirs) = (move_on(&ours, &layer()), move_on(&theirs, &layer_id("bo/quay")));
    let merged = merged(&base, &ours, &theirs).project;
    let article = merged.article(&layer().article).unwrap();
    let texts: Vec<&str> = article.versions.iter().map(|one| one.text.as_str()).collect();
    let [_, second, third] = texts.as_slice() else { panic!("{texts:?}") };
    assert!(second.ends_with("perhaps not") && third.ends_with("perhaps so"));
    let about = |id: &LayerId| merged.layer(id).unwrap().version.0;
    assert_eq!((about(&layer()), about(&layer_id("bo/quay"))), (2, 3));
}

#[test]
fn a_span_made_while_the_layer_moved_on_comes_along() {
    let base = quay();
    let theirs = with(&base, version(&base, "Well. Go said Ana, perhaps"));
    let next = base.layer(&layer()).unwrap().clone();
    let spans = next.spans().map(|span| {
        let fragments = span.place.fragments().unwrap().iter();
        let moved =
            fragments.map(|one| Stretch::new(one.start.to_usize() + 6, one.end.to_usize() + 6));
        let place = Place::At(crate::model::Fragments::new(moved.collect()).unwrap());
        crate::model::Span { place, ..span.clone() }
    });
    let mut moved =
        crate::model::Layer::new(layer(), VersionNumber(2)).with(spans.collect(), Vec::new());
    moved.version = VersionNumber(2);
    let mut theirs = theirs;
    theirs.put_layer(moved);
    let fragments = crate::model::Fragments::one(Stretch::new(8, 20)).unwrap();
    let span = crate::model::Span::new(span_id(9), "claim".parse().unwrap(), fragments, now());
    let ours = with(&base, compose::add_span(&base, &layer(), span));
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merged(&base, ours, theirs);
        let layer = merged.project.layer(&layer()).unwrap();
        assert_eq!(layer.version, VersionNumber(2));
        assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
        let words = |span: u64| {
            let text = &merged.project.article(&layer.id.article).unwrap().newest().unwrap().text;
            layer.span(&span_id(span)).unwrap().words(text)
        };
        assert_eq!((words(2).as_str(), words(9).as_str()), ("Ana", "Ana, perhaps"));
        assert_eq!(layer.adrift().count(), 1, "the new one waits for a place");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_conflict_can_be_settled_either_way(seed: u64) {
        let Three { base, ours, theirs } = three(seed);
        let merged = merge(&base, &ours, &theirs, now());
        for open in &merged.conflicts {
            let (layer, conflict) = (open.layer.as_ref(), &open.conflict);
            let kept = with(&merged.project, compose::keep_ours(&merged.project, layer, conflict));
            let list = |project: &Project| match layer {
                Some(layer) => project.layer(layer).unwrap().conflicts.clone(),
                None => project.conflicts().to_vec(),
            };
            prop_assert!(!list(&kept).contains(conflict));
            let take = compose::take_theirs(&merged.project, layer, conflict);
            let Some(take) = take else { panic!("{conflict:?}") };
            let taken = with(&merged.project, take);
            prop_assert!(!list(&taken).contains(conflict));
            // What only the conflict kept stands now by itself.
            let (all, without) = (facts(&merged.project), facts(&kept));
            let (standing, mut theirs) = (facts(&taken), all.difference(&without));
            prop_assert!(theirs.all(|fact| standing.contains(fact)), "{conflict:?}");
        }
    }
}
