//! What a restart says of what it found.

use super::*;
use crate::{
    model::{
        ArticleId, KindId, Link, LinkEnd, LinkId,
        edit::{LinkEdit, compose},
    },
    store::journal::About,
};

#[test]
fn what_came_back_says_what_it_is_about() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let (layer, quay) = (testing::layer_id("alice/quay"), ArticleId::new("quay").unwrap());
    let article_title = desk.project.article(&quay).unwrap().title.clone();
    let gone = desk.project.span(&layer, &testing::span_id(1)).unwrap().clone();
    let many = compose::remove_article(&desk.project, &ArticleId::new("tide").unwrap());
    desk.note("so");
    desk.note("so it is");
    let ends = Link::new(
        LinkId::from_bits(7),
        KindId::new("said-by").unwrap(),
        testing::span_id(3),
        LinkEnd::Span(gone.id.clone()),
        Time::default(),
    );
    desk.apply("link", Edit::Link(layer.clone(), LinkEdit::Add(Box::new(ends))));
    desk.apply("remove span", compose::remove_spans(&desk.project, &layer, &[gone.id]));
    desk.apply("rename project", title("Harbour"));
    desk.apply("remove article", many);
    desk.flush();
    let (_, recovered) = desk.crash(&at.path().join("b"));
    let about = |named: &[&str], articles: &[&str]| About {
        named: named.iter().map(|one| (*one).to_owned()).collect(),
        count: named.len(),
        articles: articles.iter().map(|one| (*one).to_owned()).collect(),
    };
    let found: Vec<&About> = recovered.changes.iter().map(|change| &change.about).collect();
    let quay = article_title.as_str();
    assert_eq!(
        found,
        [
            &about(&["“boats left”"], &[quay]),
            &about(&["“at noon” → “mayor”"], &[quay]),
            &about(&["“mayor”"], &[quay]),
            &about(&["“Harbour”"], &[]),
            &about(&[], &["TIDE"]),
        ]
    );
}
