//! Words of a page that are hidden, such as the rest of an article that is to be paid for: they are left
//! out of its text, and counted.

use super::{
    event::{Element, Listener},
    prose,
    render::Renderer,
};
use crate::{
    articles::draft::Draft,
    model::{Block, BlockKind},
    text,
};

/// Fewer words in one place are those of a button or of a notice.
const LEAST: usize = 8;

/// A block of so many letters stands in a page but once.
const LONG: usize = 40;

/// So many blocks at either end are looked for in the page.
const MOST_SOUGHT: usize = 20;

/// Renders a page, and counts what is hidden in it.
#[derive(Debug, Default)]
pub(super) struct Counting {
    pub renderer: Renderer,
    hidden: Hidden,
    /// Whether each open element that is hidden leads elsewhere.
    open: Vec<bool>,
    /// The running text of those that are open.
    words: String,
}

/// How many words are hidden, each time with the count of the blocks before them.
#[derive(Debug, Default)]
pub(super) struct Hidden(Vec<(usize, usize)>);

impl Listener for Counting {
    fn wants(&self, element: &Element<'_>) -> bool {
        // Formulas are hidden beside a picture of them.
        let is_inside = !self.open.is_empty() && &**element.name != "math";
        self.renderer.wants(element)
            || (!element.is_never_read() && (is_inside || element.is_put_away()))
    }

    fn open(&mut self, element: &Element<'_>) {
        if self.open.is_empty() && !element.is_put_away() {
            self.renderer.open(element);
            return;
        }
        self.words.push(' ');
        self.open.push(prose::is_leading(element));
    }

    fn close(&mut self, name: &str) {
        if self.open.pop().is_none() {
            self.renderer.close(name);
        } else if self.open.is_empty() {
            let count = text::words(&std::mem::take(&mut self.words));
            if count >= LEAST {
                self.hidden.0.push((self.renderer.page.count(), count));
            }
        }
    }

    fn words(&mut self, words: &str) {
        if self.open.is_empty() {
            self.renderer.words(words);
        } else if !self.open.contains(&true) {
            self.words.push_str(words);
        }
    }
}

impl Counting {
    /// Returns what is shown, and what is not.
    pub fn finish(self) -> (Draft, Hidden) {
        (Draft::from(self.renderer.finish()), self.hidden)
    }
}

impl Hidden {
    /// Says how many words of a page are hidden.
    pub fn told(&self) -> Option<String> {
        Self::sentence(self.0.iter().map(|(_, count)| count).sum())
    }

    /// Says how many words are hidden between the first block of an article and what follows its last.
    pub fn told_of(&self, article: &Draft, whole: &Draft) -> Option<String> {
        let place = |block: &Block| {
            let words = words(article, block);
            let is_long = words.chars().nth(LONG).is_some() && block.kind != BlockKind::Heading;
            let mut all = whole.blocks.iter();
            if is_long { all.position(|one| self::words(whole, one) == words) } else { None }
        };
        let first = article.blocks.iter().take(MOST_SOUGHT).find_map(place)?;
        let last = article.blocks.iter().rev().take(MOST_SOUGHT).find_map(place)?;
        let inside = self.0.iter().filter(|(at, _)| (first + 1..=last + 1).contains(at));
        Self::sentence(inside.map(|(_, count)| count).sum())
    }

    fn sentence(count: usize) -> Option<String> {
        (count > 0).then(|| format!("{count} hidden words were left out"))
    }
}

fn words<'a>(draft: &'a Draft, block: &Block) -> &'a str {
    draft.text.get(block.at.range()).unwrap_or_default()
}
