//! Web pages as a browser saved them: the article of the page, or all of its text.

mod adverts;
mod around;
mod byline;
mod charset;
mod corrections;
mod cost;
mod cut;
mod event;
mod extract;
mod headings;
mod headline;
mod hidden;
mod inline;
mod insert;
mod metadata;
mod notes;
mod prepare;
mod prose;
mod render;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;
mod walk;

use super::{
    ArticleError, ArticleFile, Fit, Reader, Reading,
    decode::{self, Declared},
    draft::Draft,
    foreign,
};

pub(super) use {charset::charset_in, cut::WARNING as CUT};
#[cfg(feature = "epub")]
pub(super) use {corrections::told_deleted, headline::put_first, render::Renderer};

/// Reads web pages (HTML and XHTML).
#[derive(Clone, Copy, Debug)]
pub struct WebPage;

impl Reader for WebPage {
    fn name(&self) -> &'static str {
        "html"
    }

    fn version(&self) -> u32 {
        2
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "xht"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/html", "application/xhtml+xml"]
    }

    fn fit(&self, bytes: &[u8], name: &str) -> Fit {
        let ending = foreign::extension(name);
        match () {
            () if is_page(bytes) => Fit::Contents,
            () if self.extensions().contains(&ending.as_str()) && foreign::has_tag(bytes) => {
                Fit::Ending
            }
            () => Fit::No,
        }
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        draft(file, &[])?.finish(self, file)
    }
}

/// Reads a page. `declared` is what stands around it says of its encoding.
pub(super) fn draft(file: &ArticleFile<'_>, declared: &[Declared]) -> Result<Draft, ArticleError> {
    let mut declared = declared.to_vec();
    declared.extend(charset::declared(file.bytes));
    if !file.bytes.is_ascii() && std::str::from_utf8(file.bytes).is_ok() {
        // Programs that save pages in UTF-8 leave what the page says of itself. Hardly a text in
        // another encoding is valid UTF-8 by chance.
        declared.clear();
    }
    let decoded = decode::decode(file, &declared)?;
    let is_xhtml = matches!(foreign::extension(file.name).as_str(), "xhtml" | "xht");
    let dialect =
        if is_xhtml { source::Dialect::Xhtml } else { source::Dialect::of(&decoded.text) };
    let source = source::tamed(&decoded.text, dialect);
    let mut draft = extract::extract(&source, file)?;
    draft.warnings.extend(cut::is_cut(&decoded.text).then(|| cut::WARNING.to_owned()));
    draft.encoded = decoded.encoded;
    draft.warnings.splice(..0, decoded.warnings);
    Ok(draft)
}

/// Adds a page of a book, in XHTML, to what is rendered. Returns how many deleted words were left out.
#[cfg(feature = "epub")]
pub(super) fn chapter(
    source: &str,
    renderer: &mut Renderer,
    file: &ArticleFile<'_>,
) -> Result<usize, ArticleError> {
    let source = source::tamed(source, source::Dialect::Xhtml);
    let mut deleted = 0;
    match tree::parse(&source, file)? {
        Some(document) => {
            corrections::mark(&document, file)?;
            deleted = corrections::deleted_words(&document.root());
            walk::walk(document.root(), renderer, file)?;
        }
        None => tokens::listen(&source, vec![renderer], file)?,
    }
    renderer.end_document();
    Ok(deleted)
}

/// So much of a file is looked at to tell what it is.
const HEAD: usize = 1 << 10;

/// Do the bytes begin as pages do?
fn is_page(bytes: &[u8]) -> bool {
    // Without the zero bytes, UTF-16 reads like ASCII here.
    let head: Vec<u8> = bytes.iter().take(HEAD).copied().filter(|byte| *byte != 0).collect();
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let mut rest = marks.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(&head);
    loop {
        rest = rest.trim_ascii_start();
        let after = match rest {
            _ if rest.starts_with(b"<!--") => b"-->".as_slice(),
            _ if rest.starts_with(b"<?") => b">",
            _ => break,
        };
        let Some(end) = memchr::memmem::find(rest, after) else { return false };
        rest = rest.get(end + after.len()..).unwrap_or_default();
    }
    [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"].iter().any(|tag| {
        let is_name = |rest: &[u8]| !rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric());
        rest.split_at_checked(tag.len())
            .is_some_and(|(begin, rest)| begin.eq_ignore_ascii_case(tag) && is_name(rest))
    })
}
