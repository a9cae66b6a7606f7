//! What the readers of all formats do in the same way with a text once it is there.

use super::{
    ArticleError, ArticleFile, Extent, Reader, Reading,
    decode::{self, Encoded},
    language,
    manuscript::Manuscript,
    reading, roles, title,
};
use crate::{
    model::{self, Block, BlockKind, Fact},
    text,
};

/// The longest text, in bytes: what a project reads again, however far a limit was raised.
const MOST_TEXT: usize = 1 << 30;

/// A paragraph that is longer, in characters, is no standfirst.
const RUNNING: usize = 150;

/// What stands above a headline (a standfirst, who wrote it, when) is no longer in all, in characters.
const MOST_ABOVE: usize = 300;

/// So many bytes of words are counted before the time is looked at.
const STRETCH: usize = 1 << 20;

/// A text with what its format says of it.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub text: String,
    /// By place.
    pub blocks: Vec<Block>,
    /// By place.
    pub pages: Vec<model::Page>,
    /// As the metadata has it, or the text where its format marks a title.
    pub title: Option<Fact>,
    /// What the metadata says.
    pub facts: Vec<Fact>,
    /// What could not be kept, one sentence each.
    pub warnings: Vec<String>,
    pub encoded: Encoded,
    /// What of a page the text is, where there was a choice.
    pub extent: Option<Extent>,
}

impl From<Manuscript> for Draft {
    fn from(page: Manuscript) -> Self {
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
        file.check_time()?;
        roles::name_bylines(&self.text, &mut self.blocks);
        file.check_time()?;
        let parts: Vec<text::Part> = self.blocks.iter().map(roles::part).collect();
        let title = self.title.or_else(|| headline(&self.text, &self.blocks));
        let title = title.unwrap_or_else(|| {
            roles::new_fact(roles::TITLE, &title::from_name(file.name), "the file's name")
        });
        let mut facts = roles::facts(self.facts, &self.text, &parts);
        language::add(&mut facts, &self.text);
        let words = words(&self.text, file)?.to_string();
        facts.push(roles::new_fact(roles::WORDS, &words, roles::FROM_TEXT));
        let name = title.value.clone();
        facts.push(title);
        facts.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Reading {
            title: name,
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

/// Counts the words of a text that may be long: by stretches, between which the time is looked at.
fn words(mut text: &str, file: &ArticleFile<'_>) -> Result<usize, ArticleError> {
    let mut count = 0;
    while !text.is_empty() {
        file.check_time()?;
        let near = text.as_bytes().get(STRETCH..);
        // No word goes on beyond a line or a space.
        let end = near.and_then(|rest| memchr::memchr2(b'\n', b' ', rest));
        let (stretch, rest) = end.map_or((text, ""), |end| text.split_at(STRETCH + end));
        count += text::words(stretch);
        text = rest;
    }
    Ok(count)
}

/// Returns the headline as the title: the first heading of the highest level. One that running text
/// stands before may be of a part only: the first line is the headline where it reads like one, and
/// the heading where it is the only one of its level.
fn headline(text: &str, blocks: &[Block]) -> Option<Fact> {
    let is_headline = |block: &&Block| block.kind == BlockKind::Heading && block.level == 1;
    let mut headings = blocks.iter().filter(is_headline);
    let heading = headings.next()?;
    let words = |block: &Block| text.get(block.at.range()).unwrap_or_default();
    let before = blocks.iter().take_while(|block| *block != heading);
    let before = before.filter(|block| block.kind != BlockKind::Heading);
    let letters = |block: &Block| words(block).chars().count();
    let is_running = |block: &Block| block.kind == BlockKind::Paragraph && letters(block) > RUNNING;
    let is_within =
        before.clone().any(is_running) || before.map(letters).sum::<usize>() > MOST_ABOVE;
    if !is_within {
        return roles::new_title(words(heading), roles::HEADLINE);
    }
    let line = text::title(text, &text::outline(text));
    let only = || headings.next().is_none().then(|| words(heading).to_owned());
    roles::new_title(&line.or_else(only)?, roles::HEADLINE)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::articles::{Options, read, read_as};

    #[test]
    fn a_long_text_is_counted_whole_and_left_when_it_is_time() {
        let text = "The tide rises – slowly – in José’s harbour.\n".repeat(25_000);
        let counted = read(text.as_bytes(), "tide.txt").unwrap();
        let words = counted.facts.iter().find(|fact| fact.name == roles::WORDS).unwrap();
        assert_eq!(words.value, (25_000 * 7).to_string());
        for name in ["tide.txt", "tide.md"] {
            let asked = AtomicUsize::new(0);
            let count = || asked.fetch_add(1, Ordering::Relaxed) > usize::MAX / 2;
            let options = Options { stops: &count, ..Options::USUAL };
            let file = ArticleFile { bytes: text.as_bytes(), name, options: &options };
            read_as(&file).unwrap();
            let most = asked.load(Ordering::Relaxed);
            assert!(most >= 5, "{name}: {most}");
            // Whenever the time is up, that is seen.
            for at in 0..most {
                let left = AtomicUsize::new(at);
                let stops = || left.fetch_sub(1, Ordering::Relaxed) == 0;
                let options = Options { stops: &stops, ..Options::USUAL };
                let told = read_as(&ArticleFile { options: &options, ..file }).unwrap_err();
                assert!(matches!(told, ArticleError::TookTooLong { .. }), "{name}: {at} of {most}");
            }
        }
    }
}
