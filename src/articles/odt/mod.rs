//! `OpenDocument` texts (ODT, templates, and the flat form in one XML file).
//!
//! The text is what the word processor shows with all changes accepted; comments, headers and footers
//! are left out.

mod lists;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use super::{
    ArticleError, ArticleFile, Fit, Reader, Reading,
    draft::Draft,
    flow::{self, Properties},
    foreign,
    package::Package,
    roles,
    xml::{self, Elements, Node, Spaces},
};
use styles::Styles;
use walk::Story;

/// What such a file is, in messages.
const FORMAT: &str = "an OpenDocument text";

const SPACES: Spaces = &[
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
];

/// What a package of this format begins with, after the header of its first part.
const MARK: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.";

/// Reads `OpenDocument` texts.
#[derive(Clone, Copy, Debug)]
pub struct Odt;

impl Reader for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn version(&self) -> u32 {
        1
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott", "fodt"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &[
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text-template",
            "application/vnd.oasis.opendocument.text-flat-xml",
        ]
    }

    fn fit(&self, bytes: &[u8], name: &str) -> Fit {
        let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
        if memchr::memmem::find(head, MARK).is_some() || is_flat(bytes) {
            return Fit::Contents;
        }
        let ending = foreign::extension(name);
        if self.extensions().contains(&ending.as_str()) { Fit::Ending } else { Fit::No }
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        if file.bytes.is_empty() {
            return Err(ArticleError::Empty { name: file.name.to_owned() });
        }
        let parts = if file.bytes.starts_with(b"PK") { packed(file)? } else { flat(file)? };
        let elements = |xml| Elements::new(xml, SPACES, file, FORMAT);
        let mut styles = Styles::default();
        for part in [&parts.styles, &parts.content] {
            styles.read(&mut elements(part))?;
        }
        let (mut pieces, read) = Story::new(elements(&parts.content), styles).read()?;
        let title = flow::name_headings(&mut pieces);
        let properties = properties(&mut elements(&parts.meta))?;
        let mut warnings = parts.warnings;
        warnings.extend(read.warnings());
        let draft = Draft {
            title: title.or(properties.title),
            facts: properties.facts,
            warnings,
            ..Draft::from(flow::written(&pieces, &read.called, read.pages))
        };
        draft.finish(self, file)
    }
}

/// Is it the form of one XML file?
fn is_flat(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let has = |words: &[u8]| memchr::memmem::find(head, words).is_some();
    has(b"urn:oasis:names:tc:opendocument:xmlns:office:1.0") && has(b"office:document")
}

/// The XML of a document's parts.
#[derive(Debug, Default)]
struct Parts {
    content: String,
    styles: String,
    meta: String,
    warnings: Vec<String>,
}

fn not_inside(file: &ArticleFile<'_>) -> ArticleError {
    ArticleError::NotInside { name: file.name.to_owned(), format: "OpenDocument text" }
}

fn packed(file: &ArticleFile<'_>) -> Result<Parts, ArticleError> {
    let mut package = Package::open(file, FORMAT)?;
    let kind = package.part("mimetype")?.unwrap_or_default();
    check_kind(&String::from_utf8_lossy(&kind), file)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    let is_encrypted = memchr::memmem::find(&manifest, b"encryption-data").is_some();
    if is_encrypted || package.holds("encrypted-package") {
        return Err(ArticleError::Encrypted { name: file.name.to_owned(), format: FORMAT });
    }
    if kind.is_empty() && !package.holds("content.xml") {
        return Err(not_inside(file));
    }
    let (content, broken) = xml::text(package.needed_part("content.xml")?);
    let warnings = flow::told_broken(broken, "content.xml");
    let mut parts = Parts { content, warnings, ..Parts::default() };
    for (name, text) in [("styles.xml", &mut parts.styles), ("meta.xml", &mut parts.meta)] {
        match package.part(name) {
            Ok(bytes) => *text = xml::text(bytes.unwrap_or_default()).0,
            Err(ArticleError::Damaged { .. }) => {
                parts.warnings.push(flow::told_damaged(name));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(parts)
}

fn flat(file: &ArticleFile<'_>) -> Result<Parts, ArticleError> {
    if !is_flat(file.bytes) {
        return Err(not_inside(file));
    }
    let (content, broken) = xml::text(file.bytes);
    let head = content.get(..content.floor_char_boundary(4096)).unwrap_or_default();
    let kind = head.split_once("office:mimetype=").map_or("", |(_, kind)| kind);
    check_kind(kind.trim_start_matches(['"', '\'']), file)?;
    let warnings = flow::told_broken(broken, "the file");
    Ok(Parts { meta: content.clone(), content, warnings, ..Parts::default() })
}

/// Fails where a document is no text.
fn check_kind(kind: &str, file: &ArticleFile<'_>) -> Result<(), ArticleError> {
    let Some(kind) = kind.strip_prefix("application/vnd.oasis.opendocument.") else {
        return Ok(());
    };
    let format = match kind.split(['-', '"', '\'', '\n']).next().unwrap_or_default() {
        "spreadsheet" => "an OpenDocument spreadsheet",
        "presentation" => "an OpenDocument presentation",
        "graphics" => "an OpenDocument drawing",
        "chart" | "image" | "formula" | "database" => "an OpenDocument file of another kind",
        _ => return Ok(()),
    };
    Err(ArticleError::NoReader { name: file.name.to_owned(), format })
}

/// Reads what is known about the document.
fn properties(elements: &mut Elements<'_>) -> Result<Properties, ArticleError> {
    let (mut pairs, mut is_inside) = (Vec::new(), false);
    loop {
        match elements.next() {
            Ok(Node::Start(element)) if element.name() == "meta" => is_inside = true,
            Ok(Node::Start(element)) if is_inside => {
                // Who began the document wrote it; the creator of this format saved it last.
                let name = match element.name() {
                    "title" => "title",
                    "initial-creator" => "creator",
                    "date" => "modified",
                    "language" => "language",
                    "body" => break,
                    _ => continue,
                };
                pairs.push((name.to_owned(), roles::on_one_line(&elements.words()?)));
            }
            Ok(Node::Done) | Err(ArticleError::Damaged { .. }) => break,
            Ok(_) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Properties::named(pairs))
}
