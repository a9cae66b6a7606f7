//! Saved pages in, text and facts out.

use super::*;
use crate::articles::read;

/// Returns a page of some paragraphs in German.
fn page() -> String {
    let words = "Die Kräne standen still, die Tore blieben zu, und niemand am Kai, so hieß es, \
                 hatte bis Mittag von der Behörde gehört.";
    format!(
        "<!DOCTYPE html><html lang=de><title>Kräne stehen still</title><body><p>{}</body></html>",
        format!("{words}<p>").repeat(6)
    )
}

/// Puts texts together.
fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect()
}

fn quoted(text: &str) -> String {
    let bytes = text.bytes().enumerate().map(|(at, byte)| {
        let end = if at % 60 == 59 { "=\r\n" } else { "" };
        match byte {
            b'=' | 0x80.. => format!("={byte:02X}{end}"),
            _ => format!("{}{end}", char::from(byte)),
        }
    });
    joined(bytes)
}

fn archive(head: &str, parts: &[&str]) -> Vec<u8> {
    let parts = joined(parts.iter().map(|part| format!("------B1\r\n{part}\r\n")));
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/krane\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";{head}\r\n\t\
         boundary=\"----B1\"\r\n\r\n\r\n{parts}------B1--\r\n"
    )
    .into_bytes()
}

const STYLE: &str = "Content-Type: text/css\r\nContent-Location: a.css\r\n\r\np { color: red }";

fn html_part(headers: &str, body: &str) -> String {
    format!("Content-Type: text/html{headers}\r\n\r\n{body}")
}

#[test]
fn the_page_of_an_archive_is_read() {
    let quoted = html_part(
        "\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/other",
        &quoted(&page()),
    );
    let reading = read(&archive("", &[&quoted, STYLE]), "krane.mhtml").unwrap();
    assert_eq!(reading.reader, "mhtml 2");
    assert_eq!(reading.title, "Kräne stehen still");
    assert!(reading.text.contains("Kai, so hieß es"), "{}", reading.text);
    assert!(!reading.text.contains("color"), "{}", reading.text);
    let url = reading.facts.iter().find(|fact| fact.name == "url").unwrap();
    assert_eq!(
        (&*url.value, &*url.from),
        ("https://example.org/krane", "header Snapshot-Content-Location")
    );
    let kept = archive("", &[&quoted, STYLE]);
    assert_eq!(reading.original, crate::model::Original::InMemory(kept.as_slice().into()));
    // Its contents are known, whatever the name; line ends may have been changed on the way.
    let unix = String::from_utf8(kept).unwrap().replace('\r', "");
    assert_eq!(read(unix.as_bytes(), "krane.txt").unwrap().text, reading.text);
}

#[test]
fn the_part_that_is_named_as_start_is_the_page() {
    let other = html_part("\r\nContent-ID: <other@x>", "<!DOCTYPE html><p>A frame of adverts");
    let own = html_part("\r\nContent-ID: <own@x>", &page());
    let named = archive("start=\"<own@x>\";", &[&other, &own]);
    assert_eq!(read(&named, "a.mht").unwrap().title, "Kräne stehen still");
    let unnamed = archive("", &[&other, &own]);
    assert_eq!(read(&unnamed, "a.mht").unwrap().text, "A frame of adverts\n");
    let lost = archive("start=\"<gone@x>\";", &[STYLE, &own]);
    assert_eq!(read(&lost, "a.mht").unwrap().title, "Kräne stehen still");
    let inner = format!(
        "Content-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\n{own}\r\n--b2--\r\n"
    );
    assert_eq!(read(&archive("", &[&inner]), "a.mht").unwrap().title, "Kräne stehen still");
}

#[test]
fn the_header_of_the_part_names_its_encoding() {
    let body = page().replace("<title>", "<meta charset=koi8-r><title>");
    let bytes: Vec<u8> = body.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let head = archive("", &[&html_part("; charset=\"iso-8859-1\"", "@@@")]);
    let head = String::from_utf8(head).unwrap();
    let (before, after) = head.split_once("@@@").unwrap();
    let file = [before.as_bytes(), &bytes, after.as_bytes()].concat();
    let reading = read(&file, "a.mht").unwrap();
    assert_eq!(
        (&*reading.encoding, &*reading.encoding_from),
        ("windows-1252", "header Content-Type")
    );
    assert!(reading.text.contains("Behörde"), "{}", reading.text);
}

#[test]
fn letters_become_bytes_again() {
    fn check(encoding: &str, body: &[u8], bytes: &[u8]) {
        assert_eq!(&*transfer::decoded(body, Some(encoding)), bytes, "{encoding} {body:?}");
    }
    check("Quoted-Printable ", b"a=3Db=C3=a4=\r\nc= \t\nd=\ne", "a=bäcde".as_bytes());
    check("quoted-printable", b"1 = 2 =zz =", b"1 = 2 =zz ");
    check("BASE64", b"SGVs\r\nbG8s IHdvcmxk\n", b"Hello, world");
    check("base64", b"SGVsbG8=SGVs", b"Hello");
    check("base64", b"!*", b"");
    check("8bit", b"a=3D", b"a=3D");
}

#[test]
fn what_is_cut_short_or_has_no_page_is_told() {
    let own = html_part("", &page());
    let file = archive("", &[&own, STYLE]);
    assert_eq!(read(&file, "a.mht").unwrap().warnings, Vec::<String>::new());
    let cut = file.get(..file.len() / 2).unwrap();
    let reading = read(cut, "a.mht").unwrap();
    assert_eq!(reading.title, "Kräne stehen still");
    let told = ["The file seems to be cut short: what came after is missing"];
    assert_eq!(reading.warnings, told);
    let end = String::from_utf8(file.clone()).unwrap().find("</html>").unwrap() + 7;
    let open = file.get(..end).unwrap();
    assert_eq!(read(open, "a.mht").unwrap().warnings, told, "its boundary is missing");
    let error = read(&archive("", &[STYLE]), "a.mht").unwrap_err();
    assert_eq!(
        error.to_string(),
        "The file is no web archive (MHTML), whatever its name says: a.mht"
    );
    let nested = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(5_000);
    assert!(read(&archive("", &[&nested]), "a.mht").is_err());
}
