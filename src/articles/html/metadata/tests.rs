//! What pages say of themselves, as title and facts.

use crate::articles::{Reading, read};

const STORY: &str = "<p>Crews said that the cranes stood still, that the gates were shut, and that \
                     nobody, on the quay or off it, had heard from the port authority.</p>";

fn reading(head: &str) -> Reading {
    let html = format!("<!DOCTYPE html><html><head>{head}</head><body>{}</body>", STORY.repeat(8));
    read(html.as_bytes(), "quay.html").unwrap()
}

/// Checks the title, and every fact that the page itself states.
#[track_caller]
fn check(head: &str, title: &str, facts: &[(&str, &str, &str)]) {
    let reading = reading(head);
    assert_eq!(reading.title, title, "{head}");
    let found: Vec<(&str, &str, &str)> = reading
        .facts
        .iter()
        .map(|fact| (&*fact.name, &*fact.value, &*fact.from))
        .filter(|(name, ..)| {
            *name != "words" && (*name != "language" || facts.iter().any(|one| one.0 == "language"))
        })
        .collect();
    assert_eq!(found, facts, "{head}");
}

#[track_caller]
fn check_title(head: &str, title: &str) {
    assert_eq!(reading(head).title, title, "{head}");
}

/// Checks one fact, or that there is none.
#[track_caller]
fn check_one(head: &str, name: &str, fact: Option<(&str, &str)>) {
    let reading = reading(head);
    let found = reading.facts.iter().find(|fact| fact.name == name);
    assert_eq!(found.map(|fact| (&*fact.value, &*fact.from)), fact, "{head}");
}

#[test]
fn json_ld_names_an_article() {
    check(
        r#"<title>Cranes stand still | Harbour Post</title><script type="application/ld+json">
        {"@context": "https://schema.org", "@type": ["NewsArticle"], "headline": "Cranes stand &amp; wait",
         "author": [{"@type": "Person", "name": "Ana Lund"}, {"name": "Bo Ek"}, "ana lund"],
         "publisher": {"@type": "Organization", "name": "Harbour Post"}, "inLanguage": "en_us",
         "datePublished": "2026-01-13T10:00:00+01:00", "dateModified": "2026-01-14",
         "mainEntityOfPage": {"@id": "https://example.org/cranes"}}</script>"#,
        "Cranes stand & wait",
        &[
            ("byline", "Ana Lund, Bo Ek", "JSON-LD"),
            ("language", "en-US", "JSON-LD"),
            ("modified", "2026-01-14", "JSON-LD"),
            ("published", "2026-01-13T10:00:00+01:00", "JSON-LD"),
            ("publisher", "Harbour Post", "JSON-LD"),
            ("title", "Cranes stand & wait", "JSON-LD"),
            ("url", "https://example.org/cranes", "JSON-LD"),
        ],
    );
}

#[test]
fn the_type_of_a_script_may_be_in_capitals() {
    let json = r#"{"@type": "NewsArticle", "author": "Ana Lund"}"#;
    let head = format!("<script TYPE='Application/LD+JSON'>{json}</script>");
    check_one(&head, "byline", Some(("Ana Lund", "JSON-LD")));
}

#[test]
fn json_ld_may_be_a_graph_a_list_or_in_a_comment() {
    let byline = Some(("Ana Lund", "JSON-LD"));
    let script = |json: &str| {
        format!(
            "<title>Cranes stand still</title><script type='application/ld+json'>{json}</script>"
        )
    };
    let graph = r#"{"@graph": [{"@type": "WebPage", "author": "No One"}, {"@type": "Article", "author": {"@id": "/ana"}},
                    {"@type": "Person", "@id": "/ana", "name": "Ana Lund"}]}"#;
    check_one(&script(graph), "byline", byline);
    check_one(
        &script(r#"[{"@type": "BreadcrumbList"}, {"@type": "Article", "author": "Ana Lund"}]"#),
        "byline",
        byline,
    );
    check_one(
        &script("\n<![CDATA[\n{\"@type\": \"Article\",\n\"author\": \"Ana\nLund\"}\n]]>\n"),
        "byline",
        byline,
    );
    check_one(
        &script(r#"<!-- {"@type": "http://schema.org/NewsArticle", "author": "Ana Lund"}; -->"#),
        "byline",
        byline,
    );
}

#[test]
fn json_ld_may_have_slips_that_leave_no_doubt() {
    let script = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    for json in [
        r#"{"@type": "Article", "author": ["Ana Lund",], "keywords": "a,}",}"#,
        "{\"@type\": \"Article\", \"author\": \"Ana\r\n\tLund\" , \u{b}\n}",
        r#"{"@type": "Article", "name": "\\", "author": "Ana Lund", "about": [ "\",]" , ] , }"#,
    ] {
        check_one(&script(json), "byline", Some(("Ana Lund", "JSON-LD")));
    }
    let kept = r#"{"@type": "Article", "author": "Ana Lund", "publisher": "One,] two,}",}"#;
    check_one(&script(kept), "publisher", Some(("One,] two,}", "JSON-LD")));
    for json in [
        r#"{"@type": "Article", "author": "Ana Lund",,}"#,
        r#"{"@type": "Article" "author": "Ana Lund"}"#,
        r#"{"@type": "Article", author: "Ana Lund",}"#,
        r#"{"@type": "Article", "author": "Ana Lund","#,
    ] {
        check_one(&script(json), "byline", None);
    }
}

#[test]
fn articles_for_subscribers_are_told_of() {
    const WARNING: &str =
        "The page says that the article is for subscribers: a part of it may be missing";
    let is_told = |fields: &str| {
        let json = format!("{{\"@type\": \"Article\", \"name\": \"x\"{fields}}}");
        let found = reading(&format!("<script type='application/ld+json'>{json}</script>"));
        found.warnings.iter().any(|one| one == WARNING)
    };
    assert!(is_told(r#", "isAccessibleForFree": false"#));
    assert!(is_told(r#", "isAccessibleForFree": "False""#));
    assert!(is_told(r#", "isAccessibleForFree": "http://schema.org/False""#));
    for free in ["", r#", "isAccessibleForFree": true"#, r#", "isAccessibleForFree": "True""#] {
        assert!(!is_told(free), "{free}");
    }
    assert!(!is_told(r#", "about": {"isAccessibleForFree": false}"#));
}

#[test]
fn of_several_articles_that_under_the_heading_is_believed() {
    let list = r#"<title>Mayor resigns | Post</title><script type="application/ld+json">[
        {"@type": "Article", "headline": "Other story", "author": "Bo Ek"},
        {"@type": "Article", "headline": "Mayor quits &amp; leaves", "author": "Ana Lund"}]</script>
        <body><h1>Mayor quits &amp; leaves</h1>"#;
    check_one(list, "byline", Some(("Ana Lund", "JSON-LD")));
}

#[test]
fn of_several_articles_only_the_pages_own_is_believed() {
    let list = |own: &str| {
        format!(
            r#"<title>Cranes stand still | Post</title><script type="application/ld+json">[
            {{"@type": "Article", "headline": "Other story", "author": "Bo Ek"}},
            {{"@type": "Article", "headline": "{own}", "author": "Ana Lund"}}]</script>"#
        )
    };
    check_one(&list("Cranes stand still"), "byline", Some(("Ana Lund", "JSON-LD")));
    check_one(&list("A third story"), "byline", None);
    let person = r#"<script type="application/ld+json">{"@type": "Person", "author": "Bo Ek", "name": "x"}</script>"#;
    check_one(person, "byline", None);
    let broken =
        r#"<script type="application/ld+json">{"@type": "Article", "author": "Bo</script>"#;
    check_one(broken, "byline", None);
    let deep = format!(r#"<script type="application/ld+json">{}</script>"#, "[".repeat(200_000));
    check_one(&deep, "byline", None);
}

#[test]
fn meta_names_what_json_ld_does_not() {
    check(
        "<title>Cranes stand still – Harbour Post</title><link rel='shortlink canonical' href='https://example.org/cranes'>\
         <meta property=og:title content='Cranes stand still'><meta property='og:site_name' content=' Harbour  Post '>\
         <meta name=Author content='By Ana Lund'><meta property=article:published_time content='2026-01-13T10:00:00Z'>\
         <meta property=article:modified_time content='2026-01-13T11:00:00Z'><meta property=og:url content='https://example.org/og'>",
        "Cranes stand still",
        &[
            ("byline", "Ana Lund", "meta Author"),
            ("modified", "2026-01-13T11:00:00Z", "meta property article:modified_time"),
            ("published", "2026-01-13T10:00:00Z", "meta property article:published_time"),
            ("publisher", "Harbour Post", "meta property og:site_name"),
            ("title", "Cranes stand still", "meta property og:title"),
            ("url", "https://example.org/cranes", "link canonical"),
        ],
    );
    let authors = "<meta name=citation_author content='Lund, Ana'><meta name=citation_author content='Ek, Bo'>";
    check_one(authors, "byline", Some(("Lund, Ana, Ek, Bo", "meta citation_author")));
    check_one(
        "<meta name=DC.date content=2026-01-13>",
        "published",
        Some(("2026-01-13", "meta DC.date")),
    );
    check_one("<html lang=PT-br>", "language", Some(("pt-BR", "html lang")));
    check_one(
        "<meta property=og:locale content=de_DE>",
        "language",
        Some(("de-DE", "meta property og:locale")),
    );
}

#[test]
fn of_several_titles_the_bare_one_is_taken() {
    let og = "<meta property=og:title content='Bridge closed – live – Quay Post'>";
    let json = r#"<script type="application/ld+json">{"@type": "Article", "headline": "Bridge closed"}</script>"#;
    check_title(&format!("{og}{json}"), "Bridge closed");
    check_title(
        &format!("{og}<meta name=twitter:title content='Bridge closed'><h1>Bridge closed</h1>"),
        "Bridge closed",
    );
    check_title(
        &format!("{og}<meta name=twitter:title content='Quay Post'>"),
        "Bridge closed – live – Quay Post",
    );
    let site = "<meta property=og:site_name content='Quay Post'>";
    check_title(&format!("<title>Bridge closed | Quay Post</title>{site}"), "Bridge closed");
    check_title("<title>Bridge closed | Quay Post</title>", "Bridge closed | Quay Post");
    check_title(&format!("<title>Quay Post</title>{site}"), "Quay Post");
}

#[test]
fn attributes_name_dates_and_authors() {
    let time = Some(("2026-01-13T10:00:00Z", "time datetime"));
    let at = "datetime='2026-01-13T10:00:00Z'";
    check_one(&format!("<body><time {at}>x</time>"), "published", time);
    check_one(
        &format!(
            "<body><time itemprop=datePublished {at}>x</time><time datetime=2020-02-02>y</time>"
        ),
        "published",
        time,
    );
    check_one(
        &format!("<body><time {at}>x</time><time datetime=2020-02-02>y</time>"),
        "published",
        None,
    );
    check_one(&format!("<body><time class='post-updated' {at}>x</time>"), "modified", time);
    check_one(
        "<body><a rel=author href=/ana>Ana Lund</a>",
        "byline",
        Some(("Ana Lund", "rel author")),
    );
    check_one(
        "<body><p class=byline>By Ana Lund</p>",
        "byline",
        Some(("Ana Lund", "byline of the page")),
    );
}

#[test]
fn times_within_an_article_are_none_of_it() {
    let (at, from) = ("<time datetime='2026-01-13T10:00:00Z'>x</time>", "time datetime");
    let time = Some(("2026-01-13T10:00:00Z", from));
    let published = |body: &str, fact| check_one(&format!("<body>{body}"), "published", fact);
    let deck = "<p>Crews said that the gates were shut, and that nobody had heard of it.</p>";
    published(&format!("{}<h1>Cranes</h1>{deck}<p>By Ana Lund {at}</p>", STORY.repeat(4)), time);
    published(&format!("{at}{}<h1>Cranes</h1>", STORY.repeat(4)), time);
    published(&format!("<h1>Cranes</h1>{}{at}", STORY.repeat(4)), None);
    published(&format!("<h1>Cranes</h1><h2>{at} The gates open</h2>"), None);
    let marked = at.replace("<time", "<time pubdate");
    published(&format!("<h1>Cranes</h1>{}{marked}", STORY.repeat(4)), time);
    let earlier = at.replace("10:00", "09:00");
    published(&format!("<h1>Cranes</h1>{at}{deck}{earlier}"), None);
    published(&format!("<h1>Cranes</h1>{at}{deck}{}", at.replace("10:00", "11:00")), time);
}

#[test]
fn saved_pages_keep_their_address() {
    let from = "note of the program that saved it";
    check_one(
        "<!-- saved from url=(0026)https://example.org/cranes -->",
        "url",
        Some(("https://example.org/cranes", from)),
    );
    let note = "<!--\n Page saved with SingleFile \n url: https://example.org/cranes \n saved date: now\n-->";
    check_one(note, "url", Some(("https://example.org/cranes", from)));
}

#[test]
fn rather_nothing_than_a_wrong_fact() {
    check_one("<meta name=author content='https://www.facebook.com/post'>", "byline", None);
    check_one("<meta name=author content=admin>", "byline", None);
    check_one("<meta name=date content='3/4/2026'>", "published", None);
    check_one("<link rel=canonical href='https://example.org/'>", "url", None);
    check_one("<link rel=canonical href='/cranes'>", "url", None);
    check_one(
        "<html lang='English please'>",
        "language",
        reading("")
            .facts
            .iter()
            .find(|fact| fact.name == "language")
            .map(|fact| (&*fact.value, &*fact.from)),
    );
}
