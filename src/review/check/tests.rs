//! Projects with one thing wrong each.

use super::*;
use crate::{
    model::{
        AnalystId, Anchor, AttributeId, CardId, Conflict, Fragments, KindId, Layer, LayerId, Link,
        LinkEnd, LinkId, Pending, Place, Score, Span, SpanId, TagId, Time, Unknown, VersionNumber,
    },
    testing::{article, layer_id, link, marked, project, span_id},
    text::{ScalarOffset, Stretch},
};

const LITERAL: &str = "[Gö](quote) said [Ana](actor)";

fn lines(project: &Project) -> Vec<String> {
    check(project).iter().map(ToString::to_string).collect()
}

/// Checks what is found after alice's layer has been put in as a damaged file would have it.
#[track_caller]
fn spoilt(spoil: impl FnOnce(&mut Vec<Span>, &mut Vec<Link>), expected: &[&str]) {
    let mut project = project(&[("alice/quay", LITERAL)]);
    let layer = project.layer(&layer_id("alice/quay")).unwrap();
    let mut spans: Vec<Span> = layer.spans().cloned().collect();
    let mut links = vec![said_by(1, LinkEnd::Span(span_id(2)))];
    spoil(&mut spans, &mut links);
    project.put_layer(Layer::new(layer.id.clone(), VersionNumber::FIRST).with(spans, links));
    let expected: Vec<String> =
        expected.iter().map(|line| format!("annotations/alice/quay.ron: {line}")).collect();
    assert_eq!(lines(&project), expected);
}

fn said_by(from: u64, to: LinkEnd) -> Link {
    let kind = KindId::new("said-by").unwrap();
    Link::new(LinkId::from_bits(1), kind, span_id(from), to, Time::default())
}

#[test]
fn a_sound_project_has_no_findings() {
    let mut project = project(&[("alice/quay", LITERAL), ("bo/quay", LITERAL)]);
    link(&mut project, "alice/quay", "said-by", 1, 2);
    assert_eq!(lines(&project), Vec::<String>::new());
}

#[test]
fn spans_are_where_their_text_is() {
    spoilt(|_, _| {}, &[]);
    let anchor = Anchor {
        at: vec![(ScalarOffset(0), ScalarOffset(2))],
        texts: vec!["Go".to_owned()],
        ..Anchor::default()
    };
    spoilt(
        |spans, _| spans[0].place = Place::Adrift(Box::new(anchor)),
        &["s000000000001: Its text is not at its position: “Go”"],
    );
    let anchor = Anchor { texts: vec!["“Go,” she said".to_owned()], ..Anchor::default() };
    spoilt(
        |spans, _| spans[0].place = Place::Adrift(Box::new(anchor)),
        &["s000000000001: Its text is not at its position: “Go,” she said"],
    );
    for stretch in [Stretch::new(0, 2), Stretch::new(4, 99)] {
        spoilt(
            |spans, _| spans[0].place = Place::At(Fragments::one(stretch).unwrap()),
            &["s000000000001: It lies outside the text, or cuts a character"],
        );
    }
}

#[test]
fn a_proposed_place_waits_for_a_yes() {
    let at = |end| vec![(ScalarOffset(0), ScalarOffset(end))];
    let pending = |end| {
        let (how, score) = ("changed".to_owned(), Score::default());
        Some(Pending { at: at(end), how, score, unknown: Unknown::default() })
    };
    let anchor = Anchor { at: at(2), texts: vec!["Go".to_owned()], ..Anchor::default() };
    for (pending, message) in [
        (pending(2), "Waits for a yes: a new place is proposed: “Go”"),
        // To what is not there nobody can say yes.
        (pending(99), "Its text is not at its position: “Go”"),
    ] {
        let spoil = |spans: &mut Vec<Span>, _: &mut Vec<Link>| {
            spans[0].place = Place::Adrift(Box::new(anchor.clone()));
            spans[0].pending = pending;
        };
        spoilt(spoil, &[&format!("s000000000001: {message}")]);
    }
}

#[test]
fn conflicts_wait_to_be_decided() {
    let conflict = |id: &str, field: &str, theirs: &str, analyst: Option<&str>| Conflict {
        id: id.to_owned(),
        field: field.to_owned(),
        theirs: theirs.to_owned(),
        analyst: analyst.map(|analyst| AnalystId::new(analyst).unwrap()),
        time: Time::default(),
        unknown: Unknown::default(),
    };
    let project = project(&[("alice/quay", LITERAL), ("bo/quay", "Gö [said](claim) Ana")]);
    let mut layer = project.layer(&layer_id("alice/quay")).unwrap().clone();
    layer.conflicts = vec![
        conflict("s000000000001", "note", "\"Which\nof  them?\"", Some("bo")),
        conflict("s000000000002", "tag", "\"claim\"", None),
        conflict("s000000000009", "note", "\"\"", None),
    ];
    let shared = conflict("tag claim", "name", "\"Claims\"", Some("bo"));
    let mut project = project.with_conflicts(vec![shared]);
    project.put_layer(layer);
    let say = |path: &str, what: &str| {
        let [record, over] = what.split(" / ").collect::<Vec<_>>()[..] else { panic!("{what}") };
        format!(
            "{path}: {record}: Undecided conflict over {over}; decide in the window: Review, Conflicts…"
        )
    };
    let alices = "annotations/alice/quay.ron";
    assert_eq!(
        lines(&project),
        [
            say("project.ron", "tag claim / name: ours is “Claim”, BO’s is “Claims”"),
            say(alices, "s000000000001 / note: ours is empty, BO’s is “Which of them?”"),
            say(alices, "s000000000002 / tag: ours is “Actor”, theirs is “Claim”"),
            say(alices, "s000000000009 / note: ours is gone, theirs is empty"),
        ]
    );
}

#[test]
fn what_spans_name_is_there() {
    spoilt(
        |spans, _| spans[1].tag = TagId::new("mood").unwrap(),
        &[
            "s000000000002: There is no tag `mood` in the codebook",
            "l000000000001: A link of the kind `said-by` can’t end at a span tagged `mood`",
        ],
    );
    spoilt(
        |spans, _| spans[1].card = Some(CardId::from_bits(3)),
        &["s000000000002: There is no actor card `c000000000003`"],
    );
    let set = |name: &str, value: &str, expected: &str| {
        let id = AttributeId::new(name).unwrap();
        let values = vec![value.to_owned()];
        spoilt(|spans, _| drop(spans[0].attributes.replace(id, values)), &[expected]);
    };
    set("mood", "x", "s000000000001: There is no attribute `mood` in the codebook");
    set(
        "certainty",
        "x",
        "s000000000001: The attribute `certainty` can’t be “x”: it is one of stated, hedged, denied",
    );
}

#[test]
fn links_have_both_ends() {
    let to = |number| LinkEnd::Span(span_id(number));
    let check = |bad: Link, expected: &[&str]| {
        let expected: Vec<String> =
            expected.iter().map(|line| format!("l000000000001: {line}")).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        spoilt(|_, links| *links = vec![bad], &expected);
    };
    check(said_by(9, to(2)), &["There is no span `s000000000009` for it to start from"]);
    check(said_by(1, to(9)), &["There is no span `s000000000009` for it to end at"]);
    check(said_by(1, to(1)), &["It links a span to itself"]);
    check(
        said_by(2, LinkEnd::Card(CardId::from_bits(3))),
        &[
            "A link of the kind `said-by` can’t start from a span tagged `actor`",
            "There is no actor card `c000000000003` for it to end at",
        ],
    );
}

#[test]
fn links_are_of_known_kinds_and_said_once() {
    spoilt(
        |_, links| links[0].kind = KindId::new("sings").unwrap(),
        &["l000000000001: There is no link kind `sings` in the codebook"],
    );
    spoilt(
        |_, links| {
            let again = Link { id: LinkId::from_bits(2), ..links[0].clone() };
            links.push(again);
        },
        &["l000000000002: The link `l000000000001` says the same"],
    );
}

#[test]
fn ids_are_unique_through_the_project() {
    let mut project = project(&[("alice/quay", LITERAL), ("bo/quay", LITERAL)]);
    let id = layer_id("bo/quay");
    let (tag, fragments) = marked(LITERAL).spans.remove(0);
    let span = Span::new(SpanId::from_bits(1), tag, fragments, Time::default());
    project.put_layer(Layer::new(id, VersionNumber::FIRST).with(vec![span], Vec::new()));
    assert_eq!(
        lines(&project),
        [
            "annotations/bo/quay.ron: s000000000001: A span of annotations/alice/quay.ron has the same id"
        ]
    );
}

#[test]
fn layers_are_about_something_and_someones() {
    let mut project = project(&[("alice/quay", LITERAL)]);
    let layer = |id: LayerId, version| Layer::new(id, VersionNumber(version));
    project.put_layer(layer(layer_id("alice/pier"), 1));
    project.put_layer(layer(layer_id("alice/quay"), 2));
    let analyst = AnalystId::new("eve").unwrap();
    project.put_layer(layer(LayerId { analyst, ..layer_id("alice/quay") }, 1));
    assert_eq!(
        lines(&project),
        [
            "annotations/alice/pier.ron: pier: There is no such article",
            "annotations/alice/quay.ron: quay: The article has no version 2",
            "annotations/eve/quay.ron: eve: There is no such analyst in analysts.ron",
        ]
    );
}

#[test]
fn blocks_are_in_the_text_and_ascend() {
    let mut project = project(&[]);
    let mut bad = article(&layer_id("a/quay").article, "Gö on");
    let block = |start, end| crate::model::Block {
        at: Stretch::new(start, end),
        kind: crate::model::BlockKind::Paragraph,
        level: 0,
        unknown: Unknown::default(),
    };
    bad.versions[0].blocks = vec![block(0, 3), block(1, 4), block(2, 4), block(4, 9)];
    project.put_article(bad);
    assert_eq!(
        lines(&project),
        [
            "articles/quay/article.ron: version 1, block 2: It begins before the one before it has ended",
            "articles/quay/article.ron: version 1, block 3: It lies outside the text, or cuts a character",
            "articles/quay/article.ron: version 1, block 4: It lies outside the text, or cuts a character",
        ]
    );
}

#[test]
fn the_codebook_is_consistent() {
    let mut book = crate::model::Codebook::starter();
    let tag = |id: &str| TagId::new(id).unwrap();
    book.tags.get_mut(&tag("quote")).unwrap().key = "1".to_owned();
    book.tags.get_mut(&tag("claim")).unwrap().parent = Some(tag("mood"));
    book.tags.get_mut(&tag("actor")).unwrap().parent = Some(tag("quote"));
    book.tags.get_mut(&tag("quote")).unwrap().parent = Some(tag("actor"));
    book.tags.remove(&tag("skepticism"));
    let certainty = book.attributes.get_mut(&AttributeId::new("certainty").unwrap()).unwrap();
    certainty.on.push("moods".to_owned());
    certainty.values.clear();
    assert_eq!(
        lines(&Project::new("Test", Time::default(), book)),
        [
            "quote: Its key `1` is that of `claim` too",
            "actor: It is its own ancestor",
            "claim: There is no tag `mood` to be its parent",
            "quote: It is its own ancestor",
            "doubts: It names a tag `skepticism`, which there is not",
            "certainty: It is for `moods`, which is neither a tag nor a link kind",
            "certainty: There are no values to choose from",
        ]
        .map(|line| format!("codebook.ron: {line}"))
    );
}
