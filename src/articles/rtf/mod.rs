//! Rich text (RTF), as Word, `LibreOffice`, `TextEdit` and many a newsroom's system write it.
//!
//! The text is what such a program shows with all changes accepted; hidden text, comments, headers
//! and footers are left out.

mod fonts;
#[cfg(test)]
mod tests;
mod tokens;
mod walk;

use super::{
    ArticleError, ArticleFile, Fit, Reader, Reading,
    draft::Draft,
    flow::{self, Properties},
    foreign,
};
use walk::Walk;

/// Reads rich text.
#[derive(Clone, Copy, Debug)]
pub struct Rtf;

impl Reader for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn version(&self) -> u32 {
        2
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/rtf", "text/rtf"]
    }

    fn fit(&self, bytes: &[u8], name: &str) -> Fit {
        if begins(bytes) {
            return Fit::Contents;
        }
        if foreign::extension(name) == "rtf" { Fit::Ending } else { Fit::No }
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        let name = || file.name.to_owned();
        if file.bytes.is_empty() {
            return Err(ArticleError::Empty { name: name() });
        }
        if !begins(file.bytes) {
            return Err(ArticleError::NotInside {
                name: name(),
                format: "rich text document (RTF)",
            });
        }
        let mut read = Walk::new(file).read()?;
        let pages = read.pages();
        let title = flow::name_headings(&mut read.pieces);
        let properties = Properties::named(std::mem::take(&mut read.properties));
        let draft = Draft {
            title: title.or(properties.title),
            facts: properties.facts,
            warnings: read.warnings(),
            encoded: read.encoded,
            ..Draft::from(flow::written(&read.pieces, &read.notes, pages))
        };
        draft.finish(self, file)
    }
}

/// Does a file begin as rich text does?
fn begins(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}
