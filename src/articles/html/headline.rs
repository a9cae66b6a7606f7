//! The headline of a page, which stands first in its text.

use std::collections::HashSet;

use super::metadata::same;
use crate::{
    articles::{Extent, draft::Draft, roles},
    model::{Block, BlockKind},
    text::Stretch,
};

/// A headline stands in one of so many first blocks of an article, or is put before them.
const FIRST: usize = 3;

/// So many blocks, and bytes of their words, may be between a headline and the article.
const MOST_BETWEEN: usize = 8;
const MOST_LETTERS: usize = 600;

/// So many words a headline has at least that says nothing of the title's.
const FEWEST_WORDS: usize = 4;

/// Makes the title the headline: where it stands, or before all else.
pub(in crate::articles) fn put_first(draft: &mut Draft) {
    let title = draft.title.as_ref().map(|title| title.value.clone());
    put(draft, &title.unwrap_or_default());
}

/// Makes the heading that a page shows the headline, if it is one, or else the title. `whole` is all of the
/// page, where the draft is a part of it.
pub(super) fn put_shown(draft: &mut Draft, shown: Option<String>, whole: Option<&Draft>) {
    let leads_to = |words: &String| whole.is_some_and(|whole| leads_to(words, draft, whole));
    let is_it = |words: &String| is_headline(words, draft) || leads_to(words);
    match shown.filter(is_it) {
        Some(shown) => put(draft, &shown),
        None => put_first(draft),
    }
}

/// Returns the one first heading of a page, if it has no other. `own` are those that lead nowhere.
pub(super) fn shown(whole: &Draft, own: &HashSet<String>) -> Option<String> {
    let is_first = |block: &&Block| block.kind == BlockKind::Heading && block.level == 1;
    let mut first = whole.blocks.iter().filter(is_first);
    let heading = first.next().filter(|_| first.next().is_none())?;
    let words = roles::on_one_line(whole.text.get(heading.at.range())?);
    Some(words).filter(|words| own.contains(words))
}

/// Is the first heading of a page that of its article? Others name the site.
fn is_headline(shown: &str, draft: &Draft) -> bool {
    let is_it = |block: &Block| {
        let words = draft.text.get(block.at.range());
        block.kind == BlockKind::Heading && words.is_some_and(|words| same(words, shown))
    };
    let stands_there =
        draft.extent == Some(Extent::Article) && draft.blocks.iter().take(FIRST).any(is_it);
    let title: HashSet<String> = draft.title.iter().flat_map(|title| words(&title.value)).collect();
    let shared = words(shown).filter(|word| title.contains(word)).count();
    stands_there || (shared > 0 && shared * 2 >= words(shown).count())
}

/// Does the first heading of a page lead to an article that has no heading of its own at its top? Between them
/// there is a byline or a standfirst at most, and no menu. The name of a site is shorter, or leads to more.
fn leads_to(shown: &str, draft: &Draft, whole: &Draft) -> bool {
    let is_heading = |block: &Block| block.kind == BlockKind::Heading;
    let text = |draft: &Draft, block: &Block| {
        roles::on_one_line(draft.text.get(block.at.range()).unwrap_or_default())
    };
    let is_first = |block: &&Block| block.kind == BlockKind::Paragraph;
    let Some(first) = draft.blocks.iter().find(is_first).map(|block| text(draft, block)) else {
        return false;
    };
    let after =
        whole.blocks.iter().skip_while(|block| !is_heading(block) || block.level != 1).skip(1);
    let mut letters = 0;
    for block in after.take(MOST_BETWEEN) {
        let words = text(whole, block);
        if words == first {
            let has_own = draft.blocks.iter().take(FIRST).any(is_heading);
            return !has_own && self::words(shown).count() >= FEWEST_WORDS;
        }
        letters += words.len();
        if is_heading(block) || block.kind == BlockKind::ListItem || letters > MOST_LETTERS {
            return false;
        }
    }
    false
}

fn words(title: &str) -> impl Iterator<Item = String> + '_ {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

/// Makes a title the headline: where it stands, or before all else.
fn put(draft: &mut Draft, title: &str) {
    if title.is_empty() || draft.text.trim().is_empty() {
        return;
    }
    let first = if draft.extent == Some(Extent::Whole) { draft.blocks.len() } else { FIRST };
    let is_it = |words: Option<&str>| words.is_some_and(|words| same(words, title));
    let text = &draft.text;
    let there = draft.blocks.iter_mut().take(first).enumerate().find(|(at, block)| {
        let may_be = block.kind == BlockKind::Heading || *at == 0;
        may_be && is_it(text.get(block.at.range()))
    });
    if let Some((_, block)) = there {
        (block.kind, block.level) = (BlockKind::Heading, 1);
        return;
    }
    let by = title.len() + 2;
    draft.text.insert_str(0, &format!("{title}\n\n"));
    for block in &mut draft.blocks {
        block.at = moved(block.at, by);
    }
    for page in &mut draft.pages {
        page.at = moved(page.at, by);
    }
    draft.blocks.insert(0, roles::new_block(Stretch::new(0, title.len()), BlockKind::Heading, 1));
}

fn moved(at: Stretch, by: usize) -> Stretch {
    Stretch::new(at.start.to_usize() + by, at.end.to_usize() + by)
}
