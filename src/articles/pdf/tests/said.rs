//! What a document says of itself.

use super::{
    paper::{Paper, lines, stream, words},
    reading,
};

fn fact(reading: &crate::articles::Reading, name: &str) -> Option<(String, String)> {
    reading
        .facts
        .iter()
        .find(|fact| fact.name == name)
        .map(|fact| (fact.value.clone(), fact.from.clone()))
}

#[test]
fn title_author_and_language_are_taken_and_dates_are_not() {
    let mut paper = Paper::of(&[&lines(60, 700, &["Some text of no particular kind."])]);
    paper.info =
        "/Title (Harbour closed) /Author (Ana Ruiz) /CreationDate (D:20260113120000Z)".to_owned();
    paper.catalogue = "/Lang (ES-VE)".to_owned();
    let reading = reading(&paper.build());
    assert_eq!(reading.title, "Harbour closed");
    assert_eq!(
        fact(&reading, "byline"),
        Some(("Ana Ruiz".to_owned(), "document properties".to_owned()))
    );
    assert_eq!(
        fact(&reading, "language"),
        Some(("es-VE".to_owned(), "document properties".to_owned()))
    );
    assert_eq!(fact(&reading, "published"), None);
}

#[test]
fn what_a_program_put_there_is_no_title() {
    for junk in [
        "Microsoft Word - port.doc",
        "untitled",
        "quay",
        "A4_final.indd",
        "The port.pages",
        "PowerPoint Presentation",
        "D8",
        "http://a.b/c",
    ] {
        let page = words("F2", 20, 60, 740, "Harbour closed")
            + &lines(
                60,
                700,
                &["Some text of no particular kind that", "goes on for a line or two."],
            );
        let mut paper = Paper::of(&[&page]);
        paper.info = format!("/Title ({junk}) /Author (user)");
        let reading = reading(&paper.build());
        assert_eq!(reading.title, "Harbour closed", "{junk}");
        assert_eq!(fact(&reading, "byline"), None);
    }
}

#[test]
fn xmp_is_read_where_the_properties_say_nothing() {
    let mut paper = Paper::of(&[&lines(60, 700, &["Some text of no particular kind."])]);
    paper.catalogue = "/Metadata 1000 0 R".to_owned();
    let xmp = "<x><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Tugs &amp; pilots</rdf:li></rdf:Alt></dc:title><dc:publisher><rdf:Bag><rdf:li>The Gazette</rdf:li></rdf:Bag></dc:publisher></x>";
    paper.objects = vec![stream("/Type /Metadata /Subtype /XML", xmp.as_bytes())];
    let reading = reading(&paper.build());
    assert_eq!(reading.title, "Tugs & pilots");
    assert_eq!(
        fact(&reading, "publisher"),
        Some(("The Gazette".to_owned(), "XMP metadata".to_owned()))
    );
}

#[test]
fn strings_are_decoded_by_their_mark() {
    use super::super::strings::decode;
    assert_eq!(decode(b"\xfe\xff\x00H\x00\xe4"), "Hä");
    assert_eq!(decode(b"\xef\xbb\xbfH\xc3\xa4"), "Hä");
    assert_eq!(decode(b"H\xe4 \x80 \x93fi"), "Hä • ﬁfi");
    assert_eq!(decode(b"H\xc3\xa4"), "Hä");
}

#[test]
fn pages_without_text_are_named_by_their_labels() {
    let mut paper = Paper::of(&["/I1 Do", &lines(60, 700, &["Some words."]), "/I1 Do", "/I1 Do"]);
    paper.catalogue = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >>] >>".to_owned();
    paper.resources = "/XObject << /I1 1000 0 R >>".to_owned();
    paper.objects = vec![stream("/Subtype /Image /Width 1 /Height 1", b"x")];
    assert_eq!(
        reading(&paper.build()).warnings,
        [
            "3 pages have pictures alone and no text (pages i, 1–2): text recognition (OCR) would add it"
        ]
    );
}

/// Returns the day of publication of three pages with a head.
fn day(head: &str, first: &str) -> Option<(String, String)> {
    let body: Vec<String> = (0..6).map(|row| format!("Line {row} of what goes on")).collect();
    let body: Vec<&str> = body.iter().map(String::as_str).collect();
    let page = |begin: &str| {
        words("F1", 8, 60, 780, head)
            + &words("F2", 20, 60, 740, "Port shut")
            + &words("F1", 10, 60, 700, begin)
            + &lines(60, 660, &body)
    };
    let pages = [page(first), page("Second."), page("Third.")];
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    fact(&reading(&Paper::of(&pages).build()), "published")
}

#[test]
fn a_running_head_may_say_the_day_of_a_paper() {
    let found = |day: &str, from: &str| Some((day.to_owned(), from.to_owned()));
    assert_eq!(
        day("The Daily Heron - 3 November 2025", "First."),
        found("2025-11-03", "running head")
    );
    assert_eq!(day("Printed on 3 November 2025", "First."), None);
    assert_eq!(
        day(
            "The Daily Heron - 3 November 2025",
            "TARSIS, 2 November 2025 (Reuters) -- The ports shut."
        ),
        found("2025-11-02", "dateline")
    );
}
