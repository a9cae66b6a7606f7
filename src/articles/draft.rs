//! What the readers of all formats do in the same way with a text once it is there.

use super::{
    ArticleError, ArticleFile, Extent, Reader, Reading,
    decode::{self, Encoded},
    language,
    page::Page,
    reading, roles, title,
};
use crate::{
    model::{self, Block, BlockKind, Fact},
    text,
};

/// The longest text, in bytes: what a project reads again, however far a limit was raised.
const MOST_TEXT: usize = 1 << 30;

/// A text with what its format says of it.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub text: String,
    /// By place.
    pub blocks: Vec<Block>,
    /// By place.
    pub pages: Vec<model::Page>,
    /// As the metadata has it.
    pub title: Option<String>,
    /// What the metadata says.
    pub facts: Vec<Fact>,
    /// What could not be kept, one sentence each.
    pub warnings: Vec<String>,
    pub encoded: Encoded,
    /// What of a page the text is, where there was a choice.
    pub extent: Option<Extent>,
}

impl From<Page> for Draft {
    fn from(page: Page) -> Self {
        let (text, blocks, pages) = page.finish();
        Self { text, blocks, pages, ..Self::default() }
    }
}

impl Draft {
    /// Names the title, the byline and the facts that the text itself states, and puts the reading
    /// together. Fails where there are no words.
    pub fn finish(
        mut self,
        reader: &dyn Reader,
        file: &ArticleFile<'_>,
    ) -> Result<Reading, ArticleError> {
        if decode::is_blank(&self.text) {
            return Err(ArticleError::Empty { name: file.name.to_owned() });
        }
        if self.text.len() > MOST_TEXT {
            let (bytes, name) = (self.text.len(), file.name.to_owned());
            return Err(ArticleError::TooLarge { name, bytes, most: MOST_TEXT });
        }
        roles::name_bylines(&self.text, &mut self.blocks);
        let parts: Vec<text::Part> = self.blocks.iter().map(roles::part).collect();
        let in_text = || text::title(&self.text, &parts).as_deref().and_then(title::title);
        let title = (self.title.as_deref().and_then(title::title))
            .or_else(|| headline(&self.text, &self.blocks))
            .or_else(in_text)
            .unwrap_or_else(|| title::from_name(file.name));
        let mut facts = roles::facts(self.facts, &self.text, &parts);
        language::add(&mut facts, &self.text);
        facts.push(roles::new_fact(
            roles::WORDS,
            &text::words(&self.text).to_string(),
            roles::FROM_TEXT,
        ));
        facts.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Reading {
            title,
            facts,
            blocks: self.blocks,
            pages: self.pages,
            source_bytes: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
            media_type: reader.media_types().first().copied().unwrap_or_default().to_owned(),
            encoding: self.encoded.name,
            encoding_from: self.encoded.from,
            reader: format!("{} {}", reader.name(), reader.version()),
            original: reading::original(file.bytes, &self.text),
            extent: self.extent,
            warnings: self.warnings,
            text: self.text,
        })
    }
}

/// Returns the words of the first headline.
fn headline(text: &str, blocks: &[Block]) -> Option<String> {
    let is_headline = |block: &&Block| block.kind == BlockKind::Heading && block.level == 1;
    let words = text.get(blocks.iter().find(is_headline)?.at.range())?;
    title::title(words)
}
