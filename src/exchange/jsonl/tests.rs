//! Spans out as JSON lines and in again.

use serde_json::Value;

use super::*;
use crate::{
    exchange::Scope,
    model::{
        AnalystId, Anchor, AttributeId, Card, CardId, Layer, LinkEnd, Place, Project, Span, SpanId,
        TagId, Time,
        edit::{Edit, RecordEdit, SpanField, compose},
    },
    testing::{apply, counting_ids, layer_id, link, link_to, project, span_id},
    text::ScalarOffset,
};

fn export(project: &Project) -> String {
    let mut bytes = Vec::new();
    write_jsonl(project, &Scope::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn try_import(project: &Project, lines: &str, add_tags: bool) -> Result<Import, ImportError> {
    let analyst = AnalystId::new("alice").unwrap();
    let mut ids = counting_ids(1000);
    let time = "2026-01-13T10:00:00Z".parse().unwrap();
    read_jsonl(project, lines.as_bytes(), ImportOptions { analyst, add_tags, time, ids: &mut ids })
}

/// Imports lines and returns the project with them.
fn import(project: &Project, lines: &str) -> (Project, Import) {
    let import = try_import(project, lines, true).unwrap();
    let mut project = project.clone();
    apply(&mut project, import.edit.clone());
    (project, import)
}

/// Returns the project without its layers' spans.
fn emptied(project: &Project) -> Project {
    let mut empty = project.clone();
    for layer in project.layers() {
        let ids: Vec<SpanId> = layer.spans().map(|span| span.id.clone()).collect();
        let remove = compose::remove_spans(&empty, &layer.id, &ids);
        apply(&mut empty, remove);
    }
    empty
}

/// Checks that the lines are refused with this message.
#[track_caller]
fn refused(project: &Project, lines: &str, message: &str) {
    let error = try_import(project, lines, false).unwrap_err();
    assert_eq!(error.to_string(), message);
    assert!(!error.hint().is_empty());
}

fn rich_project() -> Project {
    let mut project = project(&[
        (
            "alice/quay",
            "👍 [“Go,”](quote#1) [the [UN](actor)](claim) said, [“now.”](quote#1) e\u{301}[北京](actor)",
        ),
        ("alice/tide", "[perhaps](skepticism) so"),
    ]);
    let card = RecordEdit::Add(Box::new(Card::new(CardId::from_bits(7), "United Nations")));
    apply(&mut project, Edit::Card(card));
    link(&mut project, "alice/quay", "said-by", 1, 3);
    link_to(&mut project, "alice/quay", "said-by", 2, LinkEnd::Card(CardId::from_bits(7)));
    let elsewhere = LinkEnd::SpanIn(layer_id("alice/quay").article, span_id(2));
    link_to(&mut project, "alice/tide", "doubts", 5, elsewhere);
    let certainty = AttributeId::new("certainty").unwrap();
    for field in [
        SpanField::Attribute(certainty, vec!["hedged".to_owned()]),
        SpanField::Note("two\nlines".to_owned()),
    ] {
        apply(
            &mut project,
            compose::set_span(&layer_id("alice/quay"), &span_id(2), field, Time::default()),
        );
    }
    let point = SpanField::Card(Some(CardId::from_bits(7)));
    apply(
        &mut project,
        compose::set_span(&layer_id("alice/quay"), &span_id(3), point, Time::default()),
    );
    made_at(project, "2026-01-12T09:00:00Z")
}

/// Returns the project as if all its spans had been made at one time.
fn made_at(mut project: Project, time: &str) -> Project {
    let created = time.parse().unwrap();
    let layers: Vec<Layer> = project.layers().cloned().collect();
    for layer in layers {
        let spans = layer.spans().map(|span| Span { created, ..span.clone() }).collect();
        let links = layer.links().cloned().collect();
        project.put_layer(Layer::new(layer.id, layer.version).with(spans, links));
    }
    project
}

#[test]
fn a_line_says_all_of_a_span_in_a_fixed_order() {
    let lines = export(&rich_project());
    assert_eq!(
        lines.lines().next().unwrap(),
        "{\"id\":\"s000000000001\",\"article\":\"quay\",\"analyst\":\"alice\",\"tag\":\"quote\",\
         \"start\":2,\"end\":27,\"fragments\":[[2,7],[21,27]],\"text\":\"“Go,” “now.”\",\
         \"texts\":[\"“Go,”\",\"“now.”\"],\"before\":\"👍 \",\"after\":\" e\u{301}北京\",\"note\":\"\",\
         \"attributes\":{},\"links\":[{\"kind\":\"said-by\",\"to\":\"s000000000003\"}],\
         \"start_utf16\":3,\"end_utf16\":28,\"created\":\"2026-01-12T09:00:00Z\"}"
    );
    assert!(lines.contains("\"links\":[{\"kind\":\"said-by\",\"to\":\"c000000000007\"}]"));
    assert!(lines.contains(
        "\"links\":[{\"kind\":\"doubts\",\"to\":\"s000000000002\",\"to_article\":\"quay\"}]"
    ));
    assert!(lines.contains("\"attributes\":{\"certainty\":[\"hedged\"]}"));
    assert!(lines.contains("\"links\":[],\"card\":\"c000000000007\",\"start_utf16\":"));
}

#[test]
fn a_time_that_nobody_knows_is_left_out() {
    let line = export(&project(&[("alice/quay", "[Go](quote) said Ana")]));
    assert!(!line.contains("created"), "{line}");
    assert!(line.ends_with("\"end_utf16\":2}\n"), "{line}");
}

#[test]
fn a_scope_takes_what_it_names() {
    let project = rich_project();
    let count = |scope: Scope| write_jsonl(&project, &scope, std::io::sink()).unwrap();
    let tag = |tag| TagId::new(tag).unwrap();
    assert_eq!(count(Scope::default()), 5);
    assert_eq!(count(Scope { tags: vec![tag("actor")], ..Scope::default() }), 2);
    let articles = vec![layer_id("alice/tide").article];
    assert_eq!(count(Scope { articles: articles.clone(), ..Scope::default() }), 1);
    assert_eq!(count(Scope { articles, tags: vec![tag("actor")], ..Scope::default() }), 0);
    let analysts = vec![AnalystId::new("bo").unwrap()];
    assert_eq!(count(Scope { analysts, ..Scope::default() }), 0);
}

#[test]
fn what_went_out_comes_in_again() {
    let project = rich_project();
    let lines = export(&project);
    let (again, import) = import(&emptied(&project), &lines);
    assert_eq!((import.spans, import.links, import.skipped), (5, 3, 0));
    assert_eq!(export(&again), lines);
}

#[test]
fn what_is_there_already_is_passed_over() {
    let project = rich_project();
    let (again, import) = import(&project, &export(&project));
    assert_eq!((import.spans, import.links, import.skipped), (0, 0, 5));
    assert_eq!(again, project);
}

#[test]
fn a_span_is_known_by_its_place_and_tag_whatever_its_id() {
    let before = project(&[
        ("alice/quay", "[Go](quote#1) said [Ana](actor), [now](quote#1)"),
        ("bo/quay", "Go said [Ana](actor), now"),
    ]);
    let quote = "\"article\":\"quay\",\"tag\":\"quote\",\"fragments\":[[0,2],[13,16]]";
    let link = "\"links\":[{\"kind\":\"said-by\",\"to\":\"T2\"}]";
    let actor = "\"article\":\"quay\",\"tag\":\"actor\",\"start\":8,\"end\":11";
    let lines = format!("{{\"id\":\"T1\",{quote},{link}}}\n{{\"id\":\"T2\",{actor}}}");
    let (with_link, first) = import(&before, &lines);
    assert_eq!((first.spans, first.links, first.skipped), (0, 1, 2));
    let link = with_link.layer(&layer_id("alice/quay")).unwrap().links().next().unwrap().clone();
    assert_eq!((link.from, link.to), (span_id(1), LinkEnd::Span(span_id(2))));
    let (again, second) = import(&with_link, &lines);
    assert_eq!((second.spans, second.links, second.skipped), (0, 0, 2));
    assert_eq!(again, with_link);
    // Another tag, or a part of the fragments, is another span; and so is one of another analyst.
    let others = format!(
        "{{{}}}\n{{\"article\":\"quay\",\"tag\":\"quote\",\"start\":0,\"end\":2}}",
        quote.replace("\"quote\"", "\"claim\"")
    );
    assert_eq!(try_import(&before, &others, false).unwrap().spans, 2);
}

#[test]
fn lines_without_ids_come_in_once() {
    let before = project(&[("alice/quay", "Go said Ana")]);
    let line = "{\"article\":\"quay\",\"tag\":\"quote\",\"start\":0,\"end\":2}";
    let adrift = line.replace('}', ",\"adrift\":true,\"text\":\"Gone\"}");
    let lines = format!("{line}\n{line}\n{adrift}");
    let (after, first) = import(&before, &lines);
    assert_eq!((first.spans, first.skipped), (3, 0), "two alike in one file are two");
    let (again, second) = import(&after, &lines);
    assert_eq!((second.spans, second.skipped), (0, 3));
    assert_eq!(again, after);
}

#[test]
fn three_fields_are_enough() {
    let project = project(&[("alice/quay", "👍 Nobody knows.")]);
    let lines = "\u{feff}{\"article\":\"QUAY\",\"tag\":\"Claim\",\"start\":2,\"end\":8}\r\n\n\
         {\"article\":\"quay\",\"tag\":\"Frame: war\",\"fragments\":[[2,4],[9,14]],\"score\":1}";
    let (project, import) = import(&project, lines);
    assert_eq!((import.spans, import.skipped), (2, 0));
    assert_eq!(import.tags_added, [TagId::new("frame-war").unwrap()]);
    let layer = project.layer(&layer_id("alice/quay")).unwrap();
    let text = &project.article(&layer.id.article).unwrap().newest().unwrap().text;
    let mut words: Vec<String> =
        layer.spans().map(|span| format!("{} {}", span.tag, span.words(text))).collect();
    words.sort();
    assert_eq!(words, ["claim Nobody", "frame-war No knows"]);
    assert!(layer.spans().all(|span| span.created.to_string() == "2026-01-13T10:00:00Z"));
}

#[test]
fn ids_that_are_taken_or_foreign_are_replaced_and_links_follow() {
    let project =
        project(&[("bo/quay", "[Go](quote) said [Ana](actor)"), ("alice/quay", "Go said Ana")]);
    let lines = "{\"id\":\"s000000000001\",\"article\":\"quay\",\"tag\":\"quote\",\"start\":0,\"end\":2,\"links\":[{\"kind\":\"said-by\",\"to\":\"T2\"}]}\n\
         {\"id\":\"T2\",\"article\":\"quay\",\"tag\":\"actor\",\"start\":8,\"end\":11}";
    let (project, import) = import(&project, lines);
    assert_eq!((import.spans, import.links), (2, 1));
    let layer = project.layer(&layer_id("alice/quay")).unwrap();
    let link = layer.links().next().unwrap();
    assert_eq!(link.from, span_id(1000));
    assert_eq!(link.to, LinkEnd::Span(span_id(1001)));
}

#[test]
fn bad_lines_are_refused_with_their_numbers() {
    let project = project(&[("alice/quay", "👍 Nobody knows.")]);
    let line = |rest: &str| format!("{{\"article\":\"quay\",\"tag\":\"claim\",{rest}}}");
    let place = "\"start\":2,\"end\":8";
    let check = |rest: &str, message: &str| refused(&project, &line(rest), message);
    check(
        "\"start\":2,\"end\":99",
        "Line 1: The position 2 to 99 leaves the text, which has 15 characters",
    );
    check("\"start\":8,\"end\":8", "Line 1: The fragments are empty, overlap or are out of order");
    check(
        "\"fragments\":[[4,8],[2,5]]",
        "Line 1: The fragments are empty, overlap or are out of order",
    );
    check(
        "\"start\":2,\"end\":9,\"fragments\":[[2,8]]",
        "Line 1: The start and end, 2 to 9, are not those of the fragments",
    );
    check("\"start\":2", "Line 1: There is neither a start and an end nor a list of fragments");
    check(
        &format!("{place},\"text\":\"nobody\""),
        "Line 1: The text at 2 to 8 is “Nobody”, not “nobody”",
    );
    check(
        "\"start\":2,\"end\":8,\"text\":\"“No\"",
        "Line 1: The text at 2 to 8 is “Nobody”, not “No",
    );
    check(
        &format!("{place},\"texts\":[\"No\",\"body\"]"),
        "Line 1: There are 2 texts for 1 fragments",
    );
    check(
        &format!("{place},\"attributes\":{{\"mood\":\"grim\"}}"),
        "Line 1: There is no attribute `mood`",
    );
    check(
        &format!("{place},\"attributes\":{{\"certainty\":\"sure\"}}"),
        "Line 1: The attribute `certainty` can’t be “sure”: it is one of stated, hedged, denied",
    );
    check(&format!("{place},\"card\":\"c9\""), "Line 1: There is no actor card `c9`");
    check(
        &format!("{place},\"created\":\"today\""),
        "Line 1: `today` is not a time such as 2026-01-13T10:02:40Z",
    );
    refused(
        &project,
        "\n{\"article\":\"pier\",\"tag\":\"claim\"}",
        "Line 2: There is no article `pier`, by id or by title",
    );
    refused(&project, "{\"article\":\"quay\",\"tag\":\"mood\"}", "Line 1: There is no tag `mood`");
    refused(
        &project,
        "{\"article\":\"quay\",\"tag\":\"claim\",\"start\":-1,\"end\":2}",
        "Line 1: `start` is not a whole number",
    );
    let same = line(&format!("\"id\":\"T1\",{place}"));
    refused(&project, &format!("{same}\n{same}"), "Line 2: The id `T1` is that of line 1 already");
}

#[test]
fn bad_links_are_refused() {
    let project = project(&[("alice/quay", "[Go](quote) said [Ana](actor)")]);
    let check = |tag: &str, links: &str, message: &str| {
        let line = format!(
            "{{\"id\":\"T1\",\"article\":\"quay\",\"tag\":\"{tag}\",\"start\":3,\"end\":7,\"links\":[{links}]}}"
        );
        refused(&project, &line, message);
    };
    check(
        "quote",
        "{\"kind\":\"said-by\",\"to\":\"s9\"}",
        "Line 1: There is no span or actor card `s9` for the link to end at",
    );
    check(
        "quote",
        "{\"kind\":\"sings\",\"to\":\"s000000000002\"}",
        "Line 1: There is no link kind `sings`",
    );
    check(
        "quote",
        "{\"kind\":\"said-by\",\"to\":\"s000000000001\"}",
        "Line 1: A link of the kind `said-by` can’t end at a span tagged `quote`",
    );
    check(
        "actor",
        "{\"kind\":\"said-by\",\"to\":\"s000000000002\"}",
        "Line 1: A link of the kind `said-by` can’t start from a span tagged `actor`",
    );
    check(
        "quote",
        "{\"kind\":\"said-by\",\"to\":\"T1\"}",
        "Line 1: A span can’t be linked to itself",
    );
    check(
        "quote",
        "{\"kind\":\"said-by\",\"to\":\"s000000000002\",\"to_article\":\"pier\"}",
        "Line 1: There is no article `pier`, by id or by title",
    );
}

#[test]
fn at_most_twenty_errors_are_named() {
    let project = project(&[("alice/quay", "Go")]);
    let error = try_import(&project, &"{}\n".repeat(50), true).unwrap_err();
    let ImportError::Lines(lines) = error else { panic!("{error}") };
    assert_eq!(
        lines.iter().map(|line| line.line).collect::<Vec<_>>(),
        (1..=20).collect::<Vec<_>>()
    );
}

#[test]
fn a_span_that_is_adrift_stays_so() {
    let mut project = project(&[("alice/quay", "[Go](quote) said Ana")]);
    let anchor = Anchor {
        at: vec![(ScalarOffset(90), ScalarOffset(94))],
        texts: vec!["Gone".to_owned()],
        before: "He is ".to_owned(),
        after: ".".to_owned(),
    };
    let field = SpanField::Place(Place::Adrift(Box::new(anchor)));
    apply(
        &mut project,
        compose::set_span(&layer_id("alice/quay"), &span_id(1), field, Time::default()),
    );
    let project = made_at(project, "2026-01-12T09:00:00Z");
    let lines = export(&project);
    let value: Value = serde_json::from_str(&lines).unwrap();
    assert_eq!((&value["start"], &value["start_utf16"]), (&Value::from(90), &Value::Null));
    assert_eq!((&value["adrift"], &value["text"]), (&Value::from(true), &Value::from("Gone")));
    let (again, _) = import(&emptied(&project), &lines);
    assert_eq!(export(&again), lines);
}
