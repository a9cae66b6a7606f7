//! What is no Word document, or a broken one.

use super::*;

fn check_refused(bytes: &[u8], name: &str, message: &str) {
    let error = read(bytes, name).unwrap_err();
    assert_eq!(error.to_string(), message);
    assert!(!error.hint().is_empty());
}

/// Packs a document with these parts in the place of its own.
fn with(parts: &[(&str, &str)]) -> Vec<u8> {
    let usual = part("document", &format!("<w:body>{}</w:body>", plain("The tide.")));
    let mut all = vec![("[Content_Types].xml", TYPES), ("word/document.xml", usual.as_str())];
    all.retain(|(name, _)| parts.iter().all(|(other, _)| name != other));
    all.extend(parts);
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
    packed(&all)
}

/// Returns a container of old Office programs with a stream of this name.
fn container(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn the_contents_decide() {
    let reading = read(&document(&plain("The tide.")), "quay.bin").unwrap();
    assert_eq!((reading.text.as_str(), reading.reader.as_str()), ("The tide.\n", "docx 2"));
    let not = "The file is no Word document, whatever its name says: quay.docx";
    check_refused(&packed(&[("a.txt", b"The tide")]), "quay.docx", not);
    check_refused(b"", "quay.docx", "The file holds no words: quay.docx");
    check_refused(&document("<w:p/>"), "quay.docx", "The file holds no words: quay.docx");
}

#[test]
fn parts_are_found_by_escaped_names() {
    let rels = "<Relationships><Relationship Type='x/officeDocument' Target='word/my%20text.xml'/></Relationships>";
    for name in ["word/my text.xml", "word/my%20text.xml"] {
        let main = part("document", &format!("<w:body>{}</w:body>", plain("The tide.")));
        let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", rels), (name, main.as_str())];
        let parts = parts.map(|(name, xml)| (name, xml.as_bytes()));
        assert_eq!(read(&packed(&parts), "a.docx").unwrap().text, "The tide.\n", "{name}");
    }
}

#[test]
fn other_office_files_are_called_what_they_are() {
    let book =
        with(&[("[Content_Types].xml", "<Types a='application/vnd.ms-excel spreadsheetml'/>")]);
    let told = "The file is an Excel workbook, which Postil does not read: quay.docx";
    check_refused(&book, "quay.docx", told);
    check_refused(&container("Workbook"), "quay.docx", told);
    let old = "The file is an old Word document (.doc), which Postil does not read: quay.doc";
    check_refused(&container("WordDocument"), "quay.doc", old);
    let locked = "The file is a Word document that is locked with a password: quay.docx";
    check_refused(&container("EncryptedPackage"), "quay.docx", locked);
}

#[test]
fn what_is_damaged_is_refused_or_left_out() {
    let whole = document(&plain(&"The tide rises. ".repeat(50)));
    let cut = "The file is a Word document that is damaged (its list of parts is missing, as if it \
        were cut short): quay.docx";
    check_refused(&whole[..whole.len() / 2], "quay.docx", cut);
    let open = "The file is a Word document that is damaged (its XML is cut short): quay.docx";
    check_refused(&with(&[("word/document.xml", "<w:document>")]), "quay.docx", open);
    let missing = "The file is a Word document that is damaged (its part word/main.xml is missing): quay.docx";
    let rels = "<a><Relationship Type='x/officeDocument' Target='word/main.xml'/></a>";
    check_refused(&with(&[("_rels/.rels", rels)]), "quay.docx", missing);
    let rels = "<a><Relationship Type='x/styles' Target='styles.xml'/></a>";
    let styles = [("word/_rels/document.xml.rels", rels), ("word/styles.xml", "<w:styles>")];
    let reading = read(&with(&styles), "quay.docx").unwrap();
    assert_eq!(reading.text, "The tide.\n");
    assert_eq!(reading.warnings, ["The document’s styles are damaged and were left out"]);
}

#[test]
fn the_strict_form_and_other_prefixes_are_read() {
    let strict = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:body><x:p><x:r>\
        <x:t>Strict.</x:t></x:r></x:p></x:body></x:document>";
    assert_eq!(read(&with(&[("word/document.xml", strict)]), "a.docx").unwrap().text, "Strict.\n");
}

#[test]
fn bombs_do_no_harm() {
    let entities = part("document", &format!("<w:body>{}</w:body>", plain("x&bomb;y")));
    let entities = format!("<!DOCTYPE w [<!ENTITY bomb SYSTEM 'file:///etc/passwd'>]>{entities}");
    let reading = read(&with(&[("word/document.xml", &entities)]), "quay.docx").unwrap();
    assert_eq!(reading.text, "x&bomb;y\n");
    let told = "1 entity that the file defines was not read, and stands as it is written";
    assert_eq!(reading.warnings, [told]);
    let many = "<w:p/><w:tbl/><w:tbl><w:tr/></w:tbl>".repeat(100_000) + &plain("The tide.");
    check(&many, "The tide.");
    let fields = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>".repeat(20_000);
    check(
        &format!("<w:p>{fields}</w:p>{}", plain(&"tide ".repeat(50_000))),
        "tide ".repeat(50_000).trim(),
    );
    let deep = "<w:tbl><w:tr><w:tc>".repeat(400);
    let deep = part("document", &format!("<w:body>{deep}"));
    let message = "The file is nested too deeply, more than 1000 levels: quay.docx";
    check_refused(&with(&[("word/document.xml", &deep)]), "quay.docx", message);
    let tables =
        "<w:tbl><w:tr><w:tc>".repeat(300) + &plain("deep") + &"</w:tc></w:tr></w:tbl>".repeat(300);
    check(&tables, "deep");
}
