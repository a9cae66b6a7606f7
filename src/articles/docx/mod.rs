//! Word documents (Office Open XML, transitional and strict).
//!
//! The text is what Word shows with all changes accepted, without what stands on every page: tracked
//! deletions, hidden text, comments, headers and footers are left out.

mod numbering;
mod old;
mod properties;
mod relations;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use super::{
    ArticleError, ArticleFile, Fit, Options, Reader, Reading,
    draft::Draft,
    flow::{self, Pages},
    foreign,
    package::Package,
    xml::{self, Elements, Node, Spaces},
};
use relations::Relations;
use walk::{Document, Story};

/// What such a file is, in messages.
const FORMAT: &str = "a Word document";

/// The namespaces of Word documents: each has a transitional and a strict form.
const SPACES: Spaces = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
];

/// Reads Word documents.
#[derive(Clone, Copy, Debug)]
pub struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn version(&self) -> u32 {
        2
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx", "dotm"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &[
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.ms-word.document.macroenabled.12",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        ]
    }

    fn fit(&self, bytes: &[u8], name: &str) -> Fit {
        let file = ArticleFile { bytes, name, options: &Options::USUAL };
        let is_office = || {
            bytes.starts_with(b"PK")
                && memchr::memmem::find(bytes, relations::TYPES.as_bytes()).is_some()
                && Package::open(&file, FORMAT).is_ok_and(|package| package.holds(relations::TYPES))
        };
        if old::is_container(bytes) || is_office() {
            return Fit::Contents;
        }
        let ending = foreign::extension(name);
        if self.extensions().contains(&ending.as_str()) { Fit::Ending } else { Fit::No }
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        if file.bytes.is_empty() {
            return Err(ArticleError::Empty { name: file.name.to_owned() });
        }
        if old::is_container(file.bytes) {
            return Err(old::refusal(file));
        }
        if !file.bytes.starts_with(b"PK") {
            return Err(not_inside(file));
        }
        let mut source =
            Source { file, package: Package::open(file, FORMAT)?, warnings: Vec::new() };
        let main = relations::main_part(&mut source)?;
        let relations = Relations::of(&mut source, &main)?;
        let mut draft = source.text(&main, &relations)?;
        let properties = properties::read(&mut source)?;
        draft.title = draft.title.or(properties.title);
        draft.facts = properties.facts;
        left_out(&mut source, &relations)?;
        draft.warnings.append(&mut source.warnings);
        draft.finish(self, file)
    }
}

fn not_inside(file: &ArticleFile<'_>) -> ArticleError {
    ArticleError::NotInside { name: file.name.to_owned(), format: "Word document" }
}

/// A document being read, with what is to be said of it.
struct Source<'a> {
    file: &'a ArticleFile<'a>,
    package: Package<'a>,
    warnings: Vec<String>,
}

impl<'a> Source<'a> {
    /// Returns the text of a part; empty where there is none.
    fn part(&mut self, name: &str) -> Result<String, ArticleError> {
        let Some(bytes) = self.package.part(name)? else { return Ok(String::new()) };
        let (text, broken) = xml::text(bytes);
        for told in flow::told_broken(broken, name) {
            self.warn(&told);
        }
        Ok(text)
    }

    /// Returns the text of a part that the words do not depend on: where it is damaged, there is a
    /// warning, and the document is read without it.
    fn spare_part(&mut self, name: &str) -> Result<String, ArticleError> {
        match self.part(name) {
            Err(ArticleError::Damaged { .. }) => {
                self.warn(&flow::told_damaged(name));
                Ok(String::new())
            }
            read => read,
        }
    }

    fn elements<'x>(&self, xml: &'x str) -> Elements<'x>
    where
        'a: 'x,
    {
        Elements::new(xml, SPACES, self.file, FORMAT)
    }

    fn warn(&mut self, warning: &str) {
        self.warnings.push(warning.to_owned());
    }

    /// Reads the main part and the notes that it calls.
    fn text(&mut self, main: &str, relations: &Relations) -> Result<Draft, ArticleError> {
        let styles = self.spare_part(&relations.target("styles"))?;
        let styles = self.spare(styles::read(&mut self.elements(&styles)), "styles")?;
        let numbering = self.spare_part(&relations.target("numbering"))?;
        let numbering = self.spare(numbering::read(&mut self.elements(&numbering)), "numbering")?;
        let mut document = Document::new(styles, numbering);
        for kind in ["footnotes", "endnotes"] {
            let xml = self.part(&relations.target(kind))?;
            document = Story::new(self.elements(&xml), document).notes()?;
        }
        let xml = self.part(main)?;
        if memchr::memmem::find(xml.as_bytes(), b"lastRenderedPageBreak").is_some() {
            document.pages = Pages::Told;
        }
        let (mut pieces, mut document) = Story::new(self.elements(&xml), document).text()?;
        let title = flow::name_headings(&mut pieces);
        self.warnings.append(&mut document.warnings());
        let page = flow::written(&pieces, &document.called, document.pages);
        Ok(Draft { title, ..Draft::from(page) })
    }

    /// Returns what was read of a part that the words do not depend on.
    fn spare<T: Default>(
        &mut self,
        read: Result<T, ArticleError>,
        what: &str,
    ) -> Result<T, ArticleError> {
        match read {
            Err(ArticleError::Damaged { .. }) => {
                self.warn(&format!("The document’s {what} are damaged and were left out"));
                Ok(T::default())
            }
            read => read,
        }
    }
}

/// Says how much of what stands beside the text was left out.
fn left_out(source: &mut Source<'_>, relations: &Relations) -> Result<(), ArticleError> {
    let mut margins = 0;
    for name in relations.targets(&["header", "footer"]) {
        let xml = source.spare_part(&name)?;
        margins += usize::from(has_words(&mut source.elements(&xml)).unwrap_or_default());
    }
    let comments = source.spare_part(&relations.target("comments"))?;
    let comments = count(&mut source.elements(&comments), "comment").unwrap_or_default();
    let told = flow::told(&[flow::margins(margins), flow::comments(comments)]);
    for told in told {
        source.warn(&told);
    }
    Ok(())
}

/// Are there words in a part?
fn has_words(elements: &mut Elements<'_>) -> Result<bool, ArticleError> {
    loop {
        match elements.next()? {
            Node::Words(words) if !words.trim().is_empty() => return Ok(true),
            Node::Done => return Ok(false),
            _ => {}
        }
    }
}

/// Counts the elements of a name.
fn count(elements: &mut Elements<'_>, name: &str) -> Result<usize, ArticleError> {
    let mut count = 0;
    loop {
        match elements.next()? {
            Node::Start(element) if element.name() == name => count += 1,
            Node::Done => return Ok(count),
            _ => {}
        }
    }
}
