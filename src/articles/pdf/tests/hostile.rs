//! Files that are locked, damaged, empty, or made to fill a memory.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

use super::{
    paper::{Paper, lines, stream, words},
    reading, refused, text,
};
use crate::articles::{ArticleError, ArticleFile, Limits, Options, read, read_as};

#[test]
fn a_locked_file_says_so() {
    let mut paper = Paper::of(&[&lines(60, 700, &["Secret."])]);
    let locked = "5".repeat(64);
    paper.trailer = format!(
        "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{locked}> /U <{locked}> >>"
    );
    assert!(matches!(refused(&paper.build()), ArticleError::Encrypted { .. }));
}

#[test]
fn pictures_without_text_are_told_from_empty_pages() {
    let mut paper = Paper::of(&["/I1 Do", "/I1 Do"]);
    paper.resources = "/XObject << /I1 1000 0 R >>".to_owned();
    paper.objects = vec![stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        b"x",
    )];
    assert!(matches!(refused(&paper.build()), ArticleError::NoText { pages: 2, .. }));
    assert!(matches!(refused(&Paper::of(&[""]).build()), ArticleError::Empty { .. }));
    paper.add(&lines(60, 700, &["Some words."]), "");
    assert_eq!(
        reading(&paper.build()).warnings,
        [
            "2 pages have pictures alone and no text (pages 1–2): text recognition (OCR) would add it"
        ]
    );
}

#[test]
fn what_is_no_pdf_or_has_no_pages_is_refused() {
    assert!(matches!(refused(&[0x80, 0, 1, 2, 3]), ArticleError::NotInside { .. }));
    assert!(matches!(refused(b"%PDF-1.7\nnothing more\n"), ArticleError::Damaged { .. }));
    // By its contents, whatever its name says.
    let file = Paper::of(&[&lines(60, 700, &["Some words."])]).build();
    assert_eq!(read(&file, "quay.txt").unwrap().reader, "pdf 2");
}

#[test]
fn a_file_cut_short_is_read_as_far_as_it_goes() {
    let page = lines(60, 700, &["Some words of a page that is there."]);
    let file = Paper::of(&[&page, &page]).build();
    let cut = file.len() * 6 / 10;
    assert!(text(&file[..cut]).starts_with("Some words of a page"));
}

#[test]
fn a_megabyte_of_zeros_that_unpacks_to_a_gigabyte_is_not_unpacked() {
    let mut zeros = ZlibEncoder::new(Vec::new(), Compression::best());
    (0..64).for_each(|_| zeros.write_all(&vec![b' '; 1 << 20]).unwrap());
    let packed = zeros.finish().unwrap();
    let mut twice = ZlibEncoder::new(Vec::new(), Compression::best());
    twice.write_all(&packed).unwrap();
    let small = Limits { unpacked_bytes: 1 << 20, ..Limits::USUAL };
    let twice = twice.finish().unwrap();
    // The last one only claims to be a picture.
    for (filter, data, entries) in [
        ("/FlateDecode", &packed, "/Subtype /Form /BBox [0 0 1 1]"),
        ("[/FlateDecode /FlateDecode]", &twice, "/Subtype /Form /BBox [0 0 1 1]"),
        ("/FlateDecode", &packed, "/PieceInfo << /Subtype /Image >>"),
    ] {
        let mut paper = Paper::of(&["/X Do BT /F3 10 Tf 60 700 Td (Words.) Tj ET"]);
        paper.fonts =
            "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 1000 0 R >>"
                .to_owned();
        paper.resources = "/XObject << /X 1000 0 R >>".to_owned();
        paper.objects = vec![stream(&format!("{entries} /Filter {filter}"), data)];
        if entries.contains("Image") {
            paper.resources.clear();
        }
        let options = Options { limits: small, ..Options::USUAL };
        let error =
            read_as(&ArticleFile { bytes: &paper.build(), name: "quay.pdf", options: &options })
                .unwrap_err();
        assert!(matches!(error, ArticleError::TooMuch { most, .. } if most == 1 << 20), "{error}");
    }
}

#[test]
fn forms_that_draw_each_other_come_to_an_end() {
    let mut paper = Paper::of(&[&(words("F1", 10, 60, 700, "Before.") + "/X Do\n")]);
    paper.resources = "/XObject << /X 1000 0 R >>".to_owned();
    let form = |number: usize| {
        let entries = format!(
            "/Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X {} 0 R /Y 1000 0 R >> >>",
            1001 + number
        );
        stream(&entries, b"/X Do /X Do /Y Do\n")
    };
    paper.objects = (0..40).map(form).collect();
    let reading = reading(&paper.build());
    assert_eq!(reading.text, "Before.\n");
    assert_eq!(reading.warnings, ["1 of the pages draw too much and were read in part"]);
}

#[test]
fn circles_and_depths_come_to_an_end() {
    let mut paper = Paper::of(&[&(lines(60, 700, &["Words."])
        + &"[".repeat(100_000)
        + &"<<".repeat(100_000)
        + &"q ".repeat(100_000))]);
    paper.catalogue = "/PageLabels 1000 0 R /Names 1000 0 R".to_owned();
    paper.objects =
        vec![b"<< /Kids [1000 0 R 1000 0 R 2 0 R] >>".to_vec(), "[".repeat(200_000).into_bytes()];
    assert_eq!(text(&paper.build()), "Words.\n");
    let circle = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[2 0 R 3 0 R]/Parent 3 0 R>> endobj\n3 0 obj <</Type/Pages/Kids[2 0 R]>> endobj\ntrailer <</Root 1 0 R>>\n";
    assert!(read(circle.as_bytes(), "quay.pdf").is_err());
}

#[test]
fn reading_stops_when_it_is_told_to() {
    let file = Paper::of(&[&lines(60, 700, &["Words."])]).build();
    let options = Options { stops: &|| true, ..Options::USUAL };
    let error =
        read_as(&ArticleFile { bytes: &file, name: "quay.pdf", options: &options }).unwrap_err();
    assert!(matches!(error, ArticleError::TookTooLong { .. }));
}

#[test]
fn pages_that_share_what_they_draw_are_counted_each() {
    let content = stream("", lines(60, 700, &["Words of a page."]).as_bytes());
    let mut paper = Paper::default();
    (0..100).for_each(|_| paper.add("", "/Contents 1000 0 R"));
    paper.objects = vec![content];
    let file = paper.build();
    assert_eq!(reading(&file).pages.len(), 100);
    let options =
        Options { limits: Limits { unpacked_bytes: 3_000, ..Limits::USUAL }, ..Options::USUAL };
    let error =
        read_as(&ArticleFile { bytes: &file, name: "quay.pdf", options: &options }).unwrap_err();
    assert!(matches!(error, ArticleError::TooMuch { .. }), "{error}");
}

#[test]
fn content_that_a_page_names_again_and_again_is_weighed_each_time() {
    let mut paper = Paper::default();
    paper.add("", &format!("/Contents [{}]", "1000 0 R ".repeat(100)));
    let line = lines(60, 700, &["Words of a page."]);
    paper.objects = vec![stream("", line.as_bytes())];
    let file = paper.build();
    assert!(text(&file).contains("Words of a page."));
    let options =
        Options { limits: Limits { unpacked_bytes: 3_000, ..Limits::USUAL }, ..Options::USUAL };
    let error =
        read_as(&ArticleFile { bytes: &file, name: "quay.pdf", options: &options }).unwrap_err();
    assert!(matches!(error, ArticleError::TooMuch { .. }), "{error}");
}

#[test]
fn filters_that_stand_elsewhere_are_weighed() {
    let pack = |data: &[u8]| {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(data).unwrap();
        packed.finish().unwrap()
    };
    let mut paper = Paper::of(&[&lines(60, 700, &["Words of a page."])]);
    paper.objects = vec![
        stream("/Filter 1001 0 R", &pack(&pack(&vec![b' '; 8 << 20]))),
        b"[/FlateDecode /FlateDecode]".to_vec(),
    ];
    let file = paper.build();
    assert_eq!(
        super::super::weigh::weigh(&file, 1 << 20, &|| false),
        Err(super::super::Halt::TooMuch)
    );
}

#[test]
fn the_search_for_columns_asks_whether_time_is_up() {
    let rows: Vec<String> =
        (0..60).map(|row| format!("Left of the {row} gap is a column")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let page = lines(60, 760, &rows) + &lines(310, 760, &rows);
    let file = Paper::of(&[&page]).build();
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let count = || {
        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        false
    };
    let options = Options { stops: &count, ..Options::USUAL };
    read_as(&ArticleFile { bytes: &file, name: "quay.pdf", options: &options }).unwrap();
    assert!(asked.load(std::sync::atomic::Ordering::Relaxed) > 20, "{asked:?}");
}

#[test]
fn a_file_that_lacks_its_end_says_so() {
    let page = lines(60, 700, &["Some words of a page that is there."]);
    let file = Paper::of(&[&page, &page]).build();
    let whole = reading(&file).warnings;
    assert!(whole.is_empty(), "{whole:?}");
    let cut = reading(&file[..file.len() * 6 / 10]).warnings;
    assert!(cut.iter().any(|warning| warning.contains("cut short")), "{cut:?}");
}

#[test]
fn what_is_typed_into_a_form_and_not_read_is_counted() {
    let mut paper = Paper::of(&[&lines(60, 700, &["The name of the ship is Heron."])]);
    paper.catalogue = "/AcroForm << /Fields [1000 0 R 1001 0 R 1002 0 R] >>".into();
    paper.objects = vec![
        b"<< /FT /Tx /T (a) /V (Typed into the form) >>".to_vec(),
        b"<< /FT /Tx /T (b) /V (Heron) >>".to_vec(),
        b"<< /T (c) /Kids [1003 0 R] >>".to_vec(),
        b"<< /FT /Tx /T (d) /V (And this) >>".to_vec(),
    ];
    let warnings = reading(&paper.build()).warnings;
    assert!(
        warnings.iter().any(|warning| warning.starts_with("2 fields of a form")),
        "{warnings:?}"
    );
}
