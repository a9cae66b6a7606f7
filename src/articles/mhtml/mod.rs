//! Web pages that a browser saved with all that belongs to them in one file (MHTML): the page itself
//! is one part of it, and is read as any other page.

mod mime;
#[cfg(test)]
mod tests;
mod transfer;

use super::{
    ArticleError, ArticleFile, Fit, Reader, Reading,
    decode::Declared,
    foreign,
    html::{self, CUT, charset_in},
    roles,
};
use mime::Part;

/// Reads web pages saved in one file (MHTML).
#[derive(Clone, Copy, Debug)]
pub struct WebArchive;

/// What the format is called in messages.
const FORMAT: &str = "web archive (MHTML)";

impl Reader for WebArchive {
    fn name(&self) -> &'static str {
        "mhtml"
    }

    fn version(&self) -> u32 {
        2
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["multipart/related", "message/rfc822"]
    }

    fn fit(&self, bytes: &[u8], name: &str) -> Fit {
        let ending = foreign::extension(name);
        match () {
            () if is_archive(bytes) => Fit::Contents,
            () if self.extensions().contains(&ending.as_str()) => Fit::Ending,
            () => Fit::No,
        }
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        let whole = Part::of(file.bytes);
        let Some(page) = mime::page(&whole, file)? else {
            return Err(ArticleError::NotInside { name: file.name.to_owned(), format: FORMAT });
        };
        let bytes = transfer::decoded(page.body, page.header("content-transfer-encoding"));
        let content_type = page.header("content-type").unwrap_or_default();
        let declared =
            charset_in(content_type).map(|label| Declared { label, from: "header Content-Type" });
        let inside = ArticleFile { bytes: &bytes, ..*file };
        let mut draft = html::draft(&inside, declared.as_slice())?;
        let is_cut = page.is_open && !draft.warnings.iter().any(|one| one == CUT);
        draft.warnings.extend(is_cut.then(|| CUT.to_owned()));
        if let Some((address, header)) = address(&whole, &page) {
            draft.facts.retain(|fact| fact.name != "url");
            draft.facts.push(roles::new_fact("url", &address, &format!("header {header}")));
        }
        draft.finish(self, file)
    }
}

/// Returns the address that the page was saved from.
fn address(whole: &Part<'_>, page: &Part<'_>) -> Option<(String, &'static str)> {
    let found = [
        (whole.header("snapshot-content-location"), "Snapshot-Content-Location"),
        (page.header("content-location"), "Content-Location"),
    ];
    found.into_iter().find_map(|(address, header)| {
        let address = address?.trim();
        let is_page = address.starts_with("http://") || address.starts_with("https://");
        (is_page && !address.contains(char::is_whitespace)).then(|| (address.to_owned(), header))
    })
}

/// So much of a file is looked at to tell what it is.
const HEAD: usize = 1 << 13;

/// Do the bytes begin with the header of such a file?
fn is_archive(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let part = Part::of(head);
    let is_related = || {
        let content_type = part.header("content-type").unwrap_or_default().to_ascii_lowercase();
        content_type.trim_start().starts_with("multipart/related")
    };
    part.header("mime-version").is_some() && is_related()
}
