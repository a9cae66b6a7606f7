//! Every edit comes back from a journal as it was.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{super::write::record, *};
use crate::model::{
    Original, Project,
    edit::tests::{
        edits::{random_edit, random_project, variant},
        random::Random,
    },
};

fn written(edit: &Edit) -> (String, BTreeMap<String, Blob>) {
    let blobs = Blobs::default();
    let text = record(|fields| push_edit(fields, edit, &blobs));
    (text, blobs.into_map())
}

fn read(text: &str, blobs: &BTreeMap<String, Blob>) -> Edit {
    let In(edit) = ron::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    fill(edit, &|hash| blobs.get(hash).map(|blob| blob.bytes().to_vec())).expect("all is there")
}

fn check(edit: &Edit) {
    let (text, blobs) = written(edit);
    assert_eq!(read(&text, &blobs), *edit, "{text}");
}

/// Gives each added version blocks, pages and an original.
fn with_parts(edit: Edit, random: &mut Random) -> Edit {
    let Edit::Article(ArticleEdit::Add(article)) = edit else { return edit };
    let mut article = Arc::unwrap_or_clone(article);
    for version in &mut article.versions {
        let at = version.text.whole();
        let kind = crate::model::BlockKind::from("verse");
        let unknown = crate::model::edit::tests::random::unknown(random);
        version.blocks.push(crate::model::Block { at, kind, level: 2, unknown: unknown.clone() });
        version.pages.push(crate::model::Page { at, label: random.words(), unknown });
        let original = [Original::InFolder, Original::InMemory((*b"\xff<p>").into())];
        version.original = random.pick(original).expect("there are two");
    }
    Edit::Article(ArticleEdit::Add(Arc::new(article)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_edit_and_its_inverse_come_back(seed: u64, steps in 1..40_usize) {
        let mut random = Random::new(seed);
        let mut project = random_project(&mut random);
        for _ in 0..steps {
            let edit = random_edit(&mut random, &project);
            let edit = with_parts(edit, &mut random);
            if let Ok(inverse) = project.apply(edit.clone()) {
                check(&edit);
                check(&inverse);
            }
        }
        let empty = Project::new("", Time::default(), crate::model::Codebook::default());
        check(&crate::model::edit::between(&empty, &project));
    }
}

#[test]
fn every_variant_was_written_and_read() {
    let mut seen = BTreeSet::new();
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let mut project = random_project(&mut random);
        for _ in 0..20 {
            let edit = random_edit(&mut random, &project);
            if let Ok(inverse) = project.apply(edit.clone()) {
                seen.extend([variant(&edit), variant(&inverse)]);
                check(&edit);
                check(&inverse);
            }
        }
    }
    assert!(seen.len() >= 40, "only {}: {seen:?}", seen.len());
}

#[test]
fn a_person_can_read_it() {
    let project = crate::testing::project(&[("alice/quay", "é [so](claim)")]);
    let layer = crate::testing::layer_id("alice/quay");
    let span = project.span(&layer, &crate::testing::span_id(1)).expect("it is there").clone();
    let (text, _) = written(&Edit::Span(layer, SpanEdit::Add(Box::new(span))));
    assert_eq!(
        text,
        "(of: \"alice/quay\", span: (add: (id: \"s000000000001\", tag: \"claim\", \
         place: (bytes: [(3, 5)]))))"
    );
}

#[test]
fn what_is_not_known_is_refused_by_name() {
    let error = ron::from_str::<In<Edit>>("(melody: (add: 1))").err().expect("it is refused");
    assert!(error.to_string().contains("this edit is not known: melody"), "{error}");
    let text = "(article: (set: \"quay\", add_version: (version: 2, text: \"00\")))";
    let In(edit) = ron::from_str(text).expect("it is read");
    assert_eq!(fill(edit, &|_| None), Err(MissingBlob("00".to_owned())));
}
