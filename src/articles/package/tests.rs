//! Packed documents, sound and broken. [`packed`] makes them for the tests of all packed formats.

use std::io::Write;

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::articles::{Limits, Options};

/// Packs parts, by name, into an archive. What names the format is stored as it is.
pub(in crate::articles) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let options = if *name == "mimetype" { stored } else { SimpleFileOptions::default() };
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Asks a package made of these bytes for a part.
fn part(bytes: &[u8], limits: Limits, name: &str) -> Result<Option<Vec<u8>>, ArticleError> {
    let options = Options { limits, ..Options::USUAL };
    let file = ArticleFile { bytes, name: "quay.docx", options: &options };
    Package::open(&file, "a Word document")?.part(name)
}

fn check_refused(bytes: &[u8], name: &str, message: &str) {
    let error = part(bytes, Limits::USUAL, name).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn parts_are_found_by_name() {
    let bytes = packed(&[("word/Document.xml", b"tide"), ("\\media\\a.png", b"p"), ("../x", b"y")]);
    for (name, expected) in [
        ("word/document.xml", Some("tide")),
        ("/WORD/document.xml", Some("tide")),
        ("media/a.png", Some("p")),
        ("../x", Some("y")),
        ("x", None),
        ("", None),
    ] {
        let found = part(&bytes, Limits::USUAL, name).unwrap();
        assert_eq!(found.as_deref(), expected.map(str::as_bytes), "{name}");
    }
}

#[test]
fn a_part_that_is_needed_is_missed_by_name() {
    let bytes = packed(&[("a", b"a")]);
    let file = ArticleFile { bytes: &bytes, name: "quay.docx", options: &Options::USUAL };
    let mut package = Package::open(&file, "a Word document").unwrap();
    assert!(package.holds("A") && !package.holds("b"));
    let message = "The file is a Word document that is damaged (its part b is missing): quay.docx";
    assert_eq!(package.needed_part("b").unwrap_err().to_string(), message);
}

#[test]
fn no_more_is_unpacked_than_the_limit_allows_in_all() {
    let zeros = vec![0; 1 << 20];
    let bytes = packed(&[("a", &zeros), ("b", &zeros)]);
    assert!(bytes.len() < 1 << 13, "the archive is a bomb: {}", bytes.len());
    let limits = Limits { unpacked_bytes: (1 << 22) + 5, ..Limits::USUAL };
    let options = Options { limits, ..Options::USUAL };
    let file = ArticleFile { bytes: &bytes, name: "quay.docx", options: &options };
    let mut package = Package::open(&file, "a Word document").unwrap();
    for _ in 0..4 {
        assert_eq!(package.part("a").unwrap().unwrap().len(), 1 << 20);
    }
    let error = package.part("b").unwrap_err();
    assert_eq!(error.to_string(), "The file unpacks to more than 4.2 MB: quay.docx");
    let limits = Limits { unpacked_bytes: (1 << 22) - 4, ..Limits::USUAL };
    let error = part(&bytes, limits, "a").unwrap_err();
    assert_eq!(error.to_string(), "The file unpacks to more than 1.0 MB: quay.docx");
}

#[test]
fn unpacking_stops_when_the_time_is_up() {
    let bytes = packed(&[("a", &vec![0; 1 << 20])]);
    let stops = || true;
    let options = Options { stops: &stops, ..Options::USUAL };
    let file = ArticleFile { bytes: &bytes, name: "quay.docx", options: &options };
    let error = Package::open(&file, "a Word document").unwrap().part("a").unwrap_err();
    assert!(matches!(error, ArticleError::TookTooLong { .. }));
}

#[test]
fn what_is_broken_is_refused() {
    let bytes = packed(&[("a", b"the tide rises and falls and rises")]);
    let cut = "The file is a Word document that is damaged (its list of parts is missing, as if it \
        were cut short): quay.docx";
    check_refused(&bytes[..bytes.len() - 30], "a", cut);
    check_refused(b"PK\x03\x04", "a", cut);
    check_refused(b"", "a", cut);
    let mut changed = bytes.clone();
    changed[40] ^= 0x55;
    let broken =
        "The file is a Word document that is damaged (a part can’t be unpacked): quay.docx";
    check_refused(&changed, "a", broken);
}

#[test]
fn what_is_locked_is_named_so() {
    // The lowest bit of the flags says that a part is encrypted, in its header and in the list.
    let mut bytes = packed(&[("a", b"the tide")]);
    let list = memchr::memmem::find(&bytes, PART_MARK).unwrap();
    bytes[6] |= 1;
    bytes[list + 8] |= 1;
    let locked = "The file is a Word document that is locked with a password: quay.docx";
    check_refused(&bytes, "a", locked);
}

#[test]
fn so_many_parts_are_no_document() {
    let mut bytes = PART_MARK.repeat(MOST_PARTS + 1);
    bytes.extend(packed(&[("a", b"a")]));
    let many = "The file is a Word document that is damaged (it has over 50000 parts): quay.docx";
    check_refused(&bytes, "a", many);
}

#[test]
fn links_lead_to_parts() {
    fn check(folder: &str, link: &str, part: &str) {
        assert_eq!(resolved(folder, link), part);
    }
    check("oebps", "text/One.xhtml#top", "oebps/text/one.xhtml");
    check("oebps/x", "../a%20b%C3%A9.xhtml?c", "oebps/a bé.xhtml");
    check("", "../../../etc/passwd", "etc/passwd");
    check("oebps", "/a/./b%", "a/b%");
}
