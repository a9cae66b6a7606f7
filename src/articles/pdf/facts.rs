//! What a document says of itself: title, author, language. Dates are not taken: those that a PDF knows
//! are of the file, which may be made, printed or scanned years after the article.

use hayro_syntax::{
    Pdf,
    object::{Dict, Stream, String as PdfString},
};

use super::strings;
use crate::articles::roles::PROPERTIES;

/// What a document says of itself.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub title: Option<(String, &'static str)>,
    pub author: Option<(String, &'static str)>,
    pub publisher: Option<String>,
    pub language: Option<String>,
}

const XMP: &str = "XMP metadata";

/// Returns what a document says of itself. `name` is the file's.
pub(super) fn said(pdf: &Pdf, catalogue: Option<&Dict<'_>>, name: &str) -> Said {
    let xmp = catalogue.and_then(|dict| xmp(dict)).unwrap_or_default();
    let info = pdf.metadata();
    let of_info = |value: &Option<Box<[u8]>>| {
        value.as_deref().map(strings::decode).map(|text| one_line(&text))
    };
    let title = of_info(&info.title).map(|text| (text, PROPERTIES));
    let title = title
        .filter(|(text, _)| is_title(text, name))
        .or_else(|| Some((item(&xmp, "dc:title")?, XMP)));
    let author = of_info(&info.author).map(|text| (text, PROPERTIES));
    let author = author
        .filter(|(text, _)| is_author(text))
        .or_else(|| Some((item(&xmp, "dc:creator")?, XMP)));
    let language = catalogue
        .and_then(|dict| dict.get::<PdfString<'_>>("Lang"))
        .map(|text| strings::decode(text.as_bytes()));
    Said {
        title: title.filter(|(text, _)| is_title(text, name)),
        author: author.filter(|(text, _)| is_author(text)),
        publisher: item(&xmp, "dc:publisher"),
        language: language.and_then(|text| language_code(&text)),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(500).collect()
}

/// Is it a title, and not what a program put there for want of one?
fn is_title(text: &str, name: &str) -> bool {
    const JUNK: [&str; 12] = [
        "microsoft word",
        "microsoft powerpoint",
        "untitled",
        "unbenannt",
        "sans titre",
        "document",
        "slide 1",
        "powerpoint presentation",
        "powerpoint-präsentation",
        "layout 1",
        "page 1",
        "print",
    ];
    const ENDINGS: [&str; 22] = [
        ".doc", ".docx", ".rtf", ".odt", ".indd", ".qxd", ".qxp", ".pdf", ".dvi", ".tex", ".ps",
        ".xls", ".xlsx", ".ppt", ".pptx", ".htm", ".html", ".pmd", ".tif", ".txt", ".pages",
        ".key",
    ];
    let low = text.trim().to_lowercase();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let is_code = !low.contains(' ')
        && low.chars().any(|c| c.is_ascii_digit() || matches!(c, '_' | '/' | '\\'));
    let is_address =
        low.starts_with("http") || low.starts_with("file:") || low.starts_with("about:");
    low.chars().filter(|c| c.is_alphabetic()).count() > 2
        && low != stem
        && !is_code
        && !is_address
        && !ENDINGS.iter().any(|ending| low.ends_with(ending))
        && !JUNK.iter().any(|junk| {
            low == *junk
                || low.starts_with(&format!("{junk} - "))
                || low.trim_end_matches(|c: char| c.is_ascii_digit()) == *junk
        })
}

/// Is it a person's name, and not that of an account or a program?
fn is_author(text: &str) -> bool {
    const JUNK: [&str; 14] = [
        "user",
        "admin",
        "administrator",
        "owner",
        "unknown",
        "author",
        "microsoft office user",
        "anonymous",
        "root",
        "preferred customer",
        "windows user",
        "customer",
        "computer",
        "editor",
    ];
    let low = text.trim().to_lowercase();
    low.contains(' ')
        && low.chars().filter(|c| c.is_alphabetic()).count() > 3
        && !JUNK.contains(&low.as_str())
        && !low.contains("http")
}

/// Returns a language's code such as `de` or `pt-BR`.
fn language_code(text: &str) -> Option<String> {
    let code = text.trim();
    let mut parts = code.split(['-', '_']);
    let is_code = parts.next().is_some_and(|main| {
        matches!(main.len(), 2 | 3) && main.chars().all(|c| c.is_ascii_alphabetic())
    });
    let (main, rest) = code.split_once(['-', '_']).unwrap_or((code, ""));
    let part = |rest: &str| format!("-{}", rest.replace('_', "-"));
    let rest = if rest.is_empty() { String::new() } else { part(rest) };
    is_code.then(|| format!("{}{rest}", main.to_lowercase()).chars().take(20).collect())
}

fn xmp(catalogue: &Dict<'_>) -> Option<String> {
    let stream = catalogue.get::<Stream<'_>>("Metadata")?;
    Some(String::from_utf8_lossy(stream.decoded_data().ok()?.get(..)?).into_owned())
}

/// Returns the first item of a property of XMP, which is RDF: `<dc:title><rdf:Alt><rdf:li>…`.
fn item(xmp: &str, property: &str) -> Option<String> {
    let (_, rest) = xmp.split_once(&format!("<{property}"))?;
    let (inside, _) = rest.split_once(&format!("</{property}>"))?;
    let (_, item) = inside.split_once("<rdf:li")?;
    let (_, text) = item.split_once('>')?;
    let (text, _) = text.split_once("</rdf:li>")?;
    let text = one_line(&unescape(text));
    (!text.is_empty()).then_some(text)
}

fn unescape(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'");
    text.replace("&#39;", "'").replace("&amp;", "&")
}
