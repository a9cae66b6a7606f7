//! Markdown (`CommonMark`, tables, strikethrough, footnotes): the words without their marks.

mod front;
mod html;
mod page;
mod render;
#[cfg(test)]
mod tests;

use super::{ArticleError, Reader, Reading, decode, reading, roles};
use crate::{
    model::{Block, BlockKind},
    text,
};

/// Reads Markdown in UTF-8.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn version(&self) -> u32 {
        1
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/markdown", "text/x-markdown"]
    }

    fn read(&self, bytes: &[u8], name: &str) -> Result<Reading, ArticleError> {
        let source = decode::decode(bytes, name)?;
        let front = front::split(&source);
        let mut page = render::render(front.body);
        let (text, mut blocks) = page.finish();
        if decode::is_blank(&text) {
            return Err(ArticleError::Empty { name: name.to_owned() });
        }
        roles::name_bylines(&text, &mut blocks);
        let parts: Vec<text::Part> = blocks.iter().map(roles::part).collect();
        let title = front
            .title
            .or_else(|| headline(&text, &blocks))
            .or_else(|| text::title(&text, &parts))
            .unwrap_or_else(|| reading::title_from_name(name));
        let mut warnings = front.warnings;
        warnings.extend(page.warning);
        Ok(Reading {
            title,
            facts: roles::facts(front.facts, &text, &parts),
            blocks,
            pages: Vec::new(),
            media_type: "text/markdown".to_owned(),
            encoding: "UTF-8".to_owned(),
            reader: format!("{} {}", self.name(), self.version()),
            original: reading::original(bytes, &text),
            warnings,
            text,
        })
    }
}

/// Returns the words of the first headline on one line.
fn headline(text: &str, blocks: &[Block]) -> Option<String> {
    let is_headline = |block: &&Block| block.kind == BlockKind::Heading && block.level == 1;
    let words = text.get(blocks.iter().find(is_headline)?.at.range())?;
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}
