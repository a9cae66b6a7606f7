//! E-books in, text and facts out.

use crate::articles::{package::packed, read};

const CONTAINER: &str = r#"<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
    <rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

const LISTING: &str = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
    <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:title>Tide
     tables</dc:title><dc:creator>Ana Lund</dc:creator><dc:creator>Bo Ek</dc:creator>
    <dc:publisher>Harbour Post</dc:publisher><dc:language>en-GB</dc:language>
    <dc:date opf:event="creation">2020-01-01</dc:date><dc:date>2026-01-13</dc:date>
    <dc:source>https://example.org/tides</dc:source><meta property="dcterms:modified">2026-01-14T10:00:00Z</meta></metadata>
    <manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="b" href="text/two%20b.xhtml#x" media-type="application/xhtml+xml"/>
    <item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>
    <item id="p" href="p.png" media-type="image/png"/></manifest>
    <spine><itemref idref="n"/><itemref idref="p"/><itemref idref="a"/><itemref idref="b" linear="no"/><itemref idref="a"/></spine></package>"#;

const ONE: &str = r#"<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
    <body><a id="top"/><h2>One</h2><ol><li><p>The tide rises, <em>she</em> said.</p></li></ol></body></html>"#;

const TWO: &str = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><h2>Two</h2><p>It falls.</p></body></html>";

/// Packs a book of two chapters, with other parts in their place and more.
fn book(changed: &[(&str, &str)]) -> Vec<u8> {
    let mut parts: Vec<(&str, &str)> = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", LISTING),
        ("OEBPS/nav.xhtml", "<html><body><p>Contents</p></body></html>"),
        ("OEBPS/text/Two b.xhtml", TWO),
        ("OEBPS/text/one.xhtml", ONE),
    ];
    for (name, text) in changed {
        parts.retain(|(known, _)| known != name);
        if !text.is_empty() {
            parts.push((name, text));
        }
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    packed(&parts)
}

#[track_caller]
fn check_refused(changed: &[(&str, &str)], message: &str) {
    assert_eq!(read(&book(changed), "tides.epub").unwrap_err().to_string(), message);
}

#[test]
fn chapters_are_read_in_order() {
    let bytes = book(&[]);
    let reading = read(&bytes, "tides.epub").unwrap();
    assert_eq!(reading.reader, "epub 2");
    assert_eq!(reading.title, "Tide tables");
    assert_eq!(
        reading.text,
        "Tide tables\n\nOne\n\n1. The tide rises, she said.\n\nTwo\n\nIt falls.\n"
    );
    let kinds: Vec<&str> = reading.blocks.iter().map(|block| block.kind.as_str()).collect();
    assert_eq!(kinds, ["heading", "heading", "list-item", "heading", "paragraph"]);
    assert_eq!(reading.warnings, Vec::<String>::new());
    assert_eq!(read(&bytes, "tides.zip").unwrap().text, reading.text, "contents decide");
}

#[test]
fn notes_are_named_so() {
    let notes = "It falls.<a epub:type='noteref' href='#fn1'>1</a></p><section epub:type='footnotes'><ol>\
                 <li id='fn1' epub:type='footnote'><p>Minutes, p. 4.<a href='#r' class='footnote-back'>↩︎</a></p></li></ol></section><p>";
    let two = TWO.replace("It falls.", notes);
    let reading = read(&book(&[("OEBPS/text/Two b.xhtml", &two)]), "tides.epub").unwrap();
    assert!(reading.text.ends_with("It falls.[1]\n\n[1] Minutes, p. 4.\n"), "{}", reading.text);
    assert_eq!(reading.blocks.last().unwrap().kind.as_str(), "footnote");
}

#[test]
fn a_book_names_its_makers() {
    let reading = read(&book(&[]), "tides.epub").unwrap();
    let facts: Vec<(&str, &str, &str)> =
        reading.facts.iter().map(|fact| (&*fact.name, &*fact.value, &*fact.from)).collect();
    let expected = [
        ("byline", "Ana Lund, Bo Ek", "dc:creator"),
        ("language", "en-GB", "dc:language"),
        ("modified", "2026-01-14T10:00:00Z", "dcterms:modified"),
        ("published", "2026-01-13", "dc:date"),
        ("publisher", "Harbour Post", "dc:publisher"),
        ("title", "Tide tables", "dc:title"),
        ("url", "https://example.org/tides", "dc:source"),
        ("words", "12", "the text"),
    ];
    assert_eq!(facts, expected);
}

#[test]
fn locked_chapters_are_named_so_and_scrambled_fonts_are_not() {
    let lock = |method: &str, part: &str| {
        format!(
            "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' xmlns:e='http://www.w3.org/2001/04/xmlenc#'>\
             <e:EncryptedData><e:EncryptionMethod Algorithm='{method}'/><e:CipherData><e:CipherReference URI='{part}'/></e:CipherData></e:EncryptedData></encryption>"
        )
    };
    let aes = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
    check_refused(
        &[("META-INF/encryption.xml", &lock(aes, "OEBPS/text/Two%20b.xhtml"))],
        "The file is an e-book (EPUB) that only the programs of its shop open (DRM): tides.epub",
    );
    for lock in [
        lock("http://www.idpf.org/2008/embedding", "OEBPS/text/one.xhtml"),
        lock(aes, "OEBPS/p.png"),
    ] {
        assert!(read(&book(&[("META-INF/encryption.xml", &lock)]), "tides.epub").is_ok());
    }
}

#[test]
fn deletions_that_were_replaced_are_counted() {
    let two = TWO.replace("It falls", "<del>It</del> <ins>She</ins> falls");
    let reading = read(&book(&[("OEBPS/text/Two b.xhtml", &two)]), "tides.epub").unwrap();
    assert!(reading.text.ends_with("Two\n\nShe falls.\n"), "{}", reading.text);
    assert_eq!(reading.warnings, ["1 deleted word was left out"]);
}

#[test]
fn pages_of_the_printed_book_are_kept() {
    let two = TWO.replace("It falls", "It<span epub:type='pagebreak' title='7'/> falls");
    let reading = read(&book(&[("OEBPS/text/Two b.xhtml", &two)]), "tides.epub").unwrap();
    let pages =
        reading.pages.iter().map(|page| (&*page.label, reading.text.get(page.at.range()).unwrap()));
    assert_eq!(pages.collect::<Vec<_>>(), [("7", "falls.")]);
}

#[test]
fn what_is_missing_is_told() {
    let reading = read(&book(&[("OEBPS/text/one.xhtml", "")]), "tides.epub").unwrap();
    assert_eq!(reading.warnings, ["1 chapter is missing from the file"]);
    check_refused(
        &[("META-INF/container.xml", "")],
        "The file is no e-book (EPUB), whatever its name says: tides.epub",
    );
    let damaged =
        |why: &str| format!("The file is an e-book (EPUB) that is damaged ({why}): tides.epub");
    check_refused(&[("OEBPS/book.opf", "")], &damaged("its part oebps/book.opf is missing"));
    check_refused(&[("OEBPS/book.opf", "<package/>")], &damaged("it lists no chapters"));
    check_refused(&[("META-INF/container.xml", "<container/>")], &damaged("it names no book"));
    let error = read(b"\x80\0\x01 no zip", "tides.epub").unwrap_err();
    assert_eq!(
        error.to_string(),
        "The file is no e-book (EPUB), whatever its name says: tides.epub"
    );
}
