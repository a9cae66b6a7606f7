//! E-books (EPUB 2 and 3): their chapters in reading order, each a page of XHTML.

mod book;
#[cfg(test)]
mod tests;

use super::{
    ArticleError, ArticleFile, Fit, Reader, Reading,
    draft::Draft,
    foreign,
    html::{self, Renderer},
    package::Package,
    xml,
};
use book::Book;

/// Reads e-books (EPUB).
#[derive(Clone, Copy, Debug)]
pub struct Ebook;

/// What the format is called in messages.
const FORMAT: &str = "an e-book (EPUB)";

impl Reader for Ebook {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn version(&self) -> u32 {
        2
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/epub+zip"]
    }

    fn fit(&self, bytes: &[u8], name: &str) -> Fit {
        let ending = foreign::extension(name);
        match () {
            () if is_book(bytes) => Fit::Contents,
            () if self.extensions().contains(&ending.as_str()) => Fit::Ending,
            () => Fit::No,
        }
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        if !file.bytes.starts_with(b"PK") {
            let format = "e-book (EPUB)";
            return Err(ArticleError::NotInside { name: file.name.to_owned(), format });
        }
        let mut package = Package::open(file, FORMAT)?;
        let book = Book::of(&mut package, file)?;
        let mut renderer = Renderer::default();
        let (mut broken, mut missing, mut deleted) = (0, 0, 0);
        for path in &book.chapters {
            file.check_time()?;
            let Some(bytes) = package.part(path)? else {
                missing += 1;
                continue;
            };
            let (text, undecodable) = xml::text(&bytes);
            broken += undecodable;
            deleted += html::chapter(&text, &mut renderer, file)?;
        }
        let mut draft = Draft::from(renderer.finish());
        (draft.title, draft.facts) = (book.title, book.facts);
        draft.warnings.extend(warning(missing, "chapter", "missing from the file"));
        let why = "no text in the encoding of its chapter: � stands in its place";
        draft.warnings.extend(warning(broken, "byte", why));
        draft.warnings.extend(html::told_deleted(deleted));
        html::put_first(&mut draft);
        draft.finish(self, file)
    }
}

fn warning(count: usize, noun: &str, why: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun} is {why}")),
        _ => Some(format!("{count} {noun}s are {why}")),
    }
}

/// Are these the bytes of an e-book? Its first part says so; some programs put it elsewhere.
fn is_book(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let has = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    head.starts_with(b"PK\x03\x04")
        && (has(b"mimetypeapplication/epub+zip") || has(b"META-INF/container.xml"))
}
