//! Markdown (`CommonMark`, tables, strikethrough, footnotes): the words without their marks.

mod front;
mod html;
mod render;
#[cfg(test)]
mod tests;

use super::{ArticleError, ArticleFile, Reader, Reading, decode, draft::Draft, foreign};

/// Reads Markdown.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn version(&self) -> u32 {
        3
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/markdown", "text/x-markdown"]
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        if let Some(format) = foreign::format(file.bytes, file.name) {
            return Err(ArticleError::NoReader { name: file.name.to_owned(), format });
        }
        let decoded = decode::decode(file, &[])?;
        let front = front::split(&decoded.text);
        let mut page = render::render(front.body, file)?;
        let mut warnings = decoded.warnings;
        warnings.extend(front.warnings);
        warnings.extend(page.warning.take());
        let draft = Draft {
            title: front.title,
            facts: front.facts,
            warnings,
            encoded: decoded.encoded,
            ..Draft::from(page)
        };
        draft.finish(self, file)
    }
}
