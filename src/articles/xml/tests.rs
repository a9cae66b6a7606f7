//! XML as documents have it, and as nobody should.

use super::*;
use crate::articles::Options;

const SPACES: Spaces = &[("urn:word", "w"), ("urn:strict", "w"), ("urn:math", "m")];

/// Tells what is read of XML: `w:p(` begins an element, `)` ends one.
fn told(xml: &str) -> Result<String, ArticleError> {
    let file = ArticleFile { bytes: &[], name: "quay.docx", options: &Options::USUAL };
    let mut elements = Elements::new(xml, SPACES, &file, "a Word document");
    let mut told = String::new();
    loop {
        match elements.next()? {
            Node::Start(element) => {
                told.extend([element.space, ":", element.name(), "("]);
                if let Some(value) = element.value("val") {
                    told.extend([&value, "|"]);
                }
            }
            Node::End => told.push(')'),
            Node::Words(words) => told.push_str(&words),
            Node::Done => break,
        }
    }
    match elements.unknown_entities {
        0 => Ok(told),
        count => Ok(format!("{told} {count} unknown")),
    }
}

fn check(xml: &str, expected: &str) {
    assert_eq!(told(xml).unwrap(), expected, "{xml}");
}

fn check_refused(xml: &str, message: &str) {
    let expected = format!("The file is a Word document that is damaged ({message}): quay.docx");
    assert_eq!(told(xml).unwrap_err().to_string(), expected, "{xml:.80}");
}

#[test]
fn names_are_those_of_their_namespaces() {
    check("<w:p xmlns:w='urn:word'>a<w:t/></w:p>", "w:p(aw:t())");
    check("<x:p xmlns:x='urn:strict' xmlns='urn:math'><r>a</r></x:p>", "w:p(m:r(a))");
    check("<p><q xmlns='urn:odd'/></p>", ":p(:q())");
    check("<p xmlns:w='urn:word' w:val='a &amp; b&#10;c'/>", ":p(a & b\nc|)");
}

#[test]
fn characters_are_spelled_out() {
    check("<p>a &lt;b&gt; &#x201c;&#233;<![CDATA[<i>&]]><!-- no --><?no?></p>", ":p(a <b> “é<i>&)");
    check("<p>one\r\ntwo</p>", ":p(one\ntwo)");
}

#[test]
fn nothing_is_expanded_or_fetched() {
    let bomb = "<!DOCTYPE p [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>\
        <!ENTITY f SYSTEM 'file:///etc/passwd'>]><p val='x&b;y'>x&b;y&f;</p>";
    check(bomb, ":p(xy|x&b;y&f;) 2 unknown");
}

#[test]
fn what_is_broken_is_refused() {
    check_refused("<p><q></p>", "its XML is not well-formed");
    check_refused("<p>a", "its XML is cut short");
    check_refused("<p>a</", "its XML is not well-formed");
    check_refused("<p>&amp", "its XML is not well-formed");
    let deep = "<p>".repeat(MOST_DEEP + 1);
    let error = told(&deep).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The file is nested too deeply, more than 1000 levels: quay.docx"
    );
}

#[test]
fn attributes_without_end_take_no_time_without_end() {
    let many = (0..200_000).map(|at| format!(" a{at}='b'")).collect::<Vec<_>>().concat();
    check(&format!("<p{many} val='c'/>"), ":p(c|)");
    let spaces = (0..1000).map(|at| format!(" xmlns:a{at}='b'")).collect::<Vec<_>>().concat();
    check_refused(&format!("<p{spaces}/>"), "its XML is not well-formed");
}

#[test]
fn text_is_in_the_encoding_that_it_says() {
    fn check(bytes: &[u8], expected: &str, broken: usize) {
        assert_eq!(text(bytes), (expected.to_owned(), broken));
    }
    check("\u{feff}<p>é</p>".as_bytes(), "<p>é</p>", 0);
    check(b"\xff\xfe<\0p\0/\0>\0", "<p/>", 0);
    check(b"\0<\0p\0/\0>", "<p/>", 0);
    check(b"<\0p\0/\0>\0", "<p/>", 0);
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><p>\xe9</p>";
    check(latin, "<?xml version='1.0' encoding='ISO-8859-1'?><p>é</p>", 0);
    let wrong = b"<?xml version='1.0' encoding='UTF-16'?><p>\xc3\xa9\xff</p>";
    check(wrong, "<?xml version='1.0' encoding='UTF-16'?><p>é\u{fffd}</p>", 1);
}
