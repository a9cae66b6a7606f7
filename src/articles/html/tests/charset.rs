//! Pages in other encodings than UTF-8.

use crate::articles::read;

#[track_caller]
fn check(head: &str, body: &[u8], text: &str, encoding: &str, from: &str) {
    let bytes = [head.as_bytes(), b"<body><p>", body].concat();
    let reading = read(&bytes, "quay.html").unwrap();
    let encoded = (reading.text.trim_end(), &*reading.encoding, &*reading.encoding_from);
    assert_eq!(encoded, (text, encoding, from), "{head}");
}

#[test]
fn a_page_names_its_encoding() {
    let (body, text) = (b"\xcf\xf0\xe8\xe2\xe5\xf2".as_slice(), "Привет");
    let to = ("windows-1251", "meta charset");
    check("<meta charset=windows-1251>", body, text, to.0, to.1);
    check("<META a=b CharSet = ' cp1251 '/>", body, text, to.0, to.1);
    check("<!-- <meta charset=utf-8> --><meta charset=windows-1251>", body, text, to.0, to.1);
    let to = ("windows-1251", "meta http-equiv");
    check(
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        body,
        text,
        to.0,
        to.1,
    );
    check(
        "<meta content='text/html;charset=\"cp1251\"' http-equiv=content-type>",
        body,
        text,
        to.0,
        to.1,
    );
    let to = ("windows-1251", "XML declaration");
    check("<?xml version='1.0' encoding='windows-1251'?>", body, text, to.0, to.1);
}

#[test]
fn valid_utf_8_is_believed_before_what_a_page_says() {
    check("<meta charset=gb2312>", "新电脑".as_bytes(), "新电脑", "UTF-8", "valid UTF-8");
    check("<meta charset=utf-16>", b"caf\xc3\xa9", "café", "UTF-8", "valid UTF-8");
    check(
        "<meta charset=utf-8>",
        b"caf\xe9 na\xefve",
        "café naïve",
        "windows-1252",
        "guessed from the bytes",
    );
}
