//! Web pages, pages saved in one file, and e-books: what they are made of, and how they are fed.

use postil::articles::{ArticleError, ArticleFile, Extent, Options, read_as};

use crate::targets::{check_length, check_reading, kind};

/// Reads a page as its article and as a whole: what it is found to be says what is new.
pub fn html(bytes: &[u8]) -> String {
    let whole = read("a.html", bytes, Some(Extent::Whole));
    format!("{} {whole}", read("a.html", bytes, None))
}

pub fn mhtml(bytes: &[u8]) -> String {
    read("a.mhtml", bytes, None)
}

/// Packs the parts of a book, each after a line with its name between `=== `, and reads that, whole and
/// cut short.
#[cfg(feature = "epub")]
pub fn epub(bytes: &[u8]) -> String {
    let packed = packed(bytes);
    let cut = packed.get(..packed.len() / 2).unwrap_or_default();
    let whole = read_unpacked("a.epub", &packed, None, bytes.len());
    format!("{whole} {}", read_unpacked("a.epub", cut, None, bytes.len()))
}

#[cfg(feature = "epub")]
fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let text = String::from_utf8_lossy(bytes);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for part in text.split("=== ").skip(1) {
        let (name, words) = part.split_once('\n').unwrap_or((part, ""));
        // A part that is there twice, or with an odd name, can't be packed.
        if archive.start_file(name.trim(), zip::write::SimpleFileOptions::default()).is_ok() {
            archive.write_all(words.as_bytes()).expect("memory takes it");
        }
    }
    archive.finish().expect("memory takes it").into_inner()
}

fn read(name: &str, bytes: &[u8], extent: Option<Extent>) -> String {
    read_unpacked(name, bytes, extent, bytes.len())
}

/// Reads a page or a book that is so long when it is unpacked.
fn read_unpacked(name: &str, bytes: &[u8], extent: Option<Extent>, unpacked: usize) -> String {
    let options = Options { extent, ..Options::USUAL };
    match read_as(&ArticleFile { bytes, name, options: &options }) {
        Ok(reading) => {
            check_length(&reading, unpacked);
            format!("{:?} {}", reading.extent, check_reading(&reading))
        }
        Err(error @ ArticleError::Failed { .. }) => panic!("{error}"),
        Err(error) => kind(&error.to_string()),
    }
}

pub const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div hidden>",
    "<p style='display:none'>",
    "<ul><li>",
    "<ol start=9999999999999999999999>",
    "</ul>",
    "<table><tr><td>",
    "<td>",
    "</table>",
    "<caption>",
    "<blockquote>",
    "</blockquote>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<pre>\n",
    "</pre>",
    "<br>",
    "<br><br>",
    "<a href='x'>",
    "</a>",
    "<b>",
    "</b>",
    "<q>",
    "</q>",
    "<figure><figcaption>",
    "<script>",
    "<script type=application/ld+json>{\"@type\": \"Article\", \"author\": [",
    "</script>",
    "<style>",
    "<template>",
    "<noscript><img src=x></noscript>",
    "<img src=x>",
    "<svg><title>",
    "<math><annotation-xml>",
    "<select><option>",
    "<frameset>",
    "<iframe>",
    "<object>",
    "<title>",
    "</title>",
    "<textarea>",
    "<plaintext>",
    "<body>",
    "<html lang=",
    "<head>",
    "<meta charset=",
    "<meta property='article:published_time' content='",
    "<link rel=canonical href=https://a.b/c>",
    "<time datetime=2026-01-13>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0' encoding='utf-8'?>",
    "<!DOCTYPE html>",
    "&amp;",
    "&#0;",
    "&#xd800;",
    "&nosuch",
    "&nbsp;",
    "/>",
    " class=caption",
    " class=comment",
    " style='",
    " aria-hidden=true",
    " id=readability-page-1",
    "<section role=doc-endnotes><ol><li>",
    "<a role=doc-backlink href='#r'>↩</a>",
    "<p class=byline>By <a rel=author>Ann Lee</a> | Updated 5 May 2025</p>",
    "<div class=share>",
    "<h3>Most read</h3>",
    "<meta property=og:title content='A | B'>",
    "</html>",
    "utf-16",
    "iso-2022-jp",
    "<p>Crews said, again, that the gates were shut, the cranes stood still, and nobody had heard a word of it, not even at noon.</p>",
    // Of pages saved in one file, and of e-books.
    "Content-Type: text/html; charset=\"",
    "Content-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "\r\n\r\n",
    "--b\r\n",
    "--b--\r\n",
    "=\r\n",
    "=3D",
    "=== ",
    "=== META-INF/encryption.xml\n",
    "<itemref idref='a'/>",
    "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>",
    "<dc:date>",
    "%2e%2e/",
];
