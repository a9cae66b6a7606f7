//! The headline of a page, which stands first in its text.

use super::metadata::same;
use crate::{
    articles::{Extent, draft::Draft, roles},
    model::BlockKind,
    text::Stretch,
};

/// A headline stands in one of so many first blocks of an article, or is put before them.
const FIRST: usize = 3;

/// Makes the title the headline: where it stands, or before all else.
pub(in crate::articles) fn put_first(draft: &mut Draft) {
    let Some(title) = draft.title.as_deref().map(roles::on_one_line) else { return };
    if title.is_empty() || draft.text.trim().is_empty() {
        return;
    }
    let first = if draft.extent == Some(Extent::Whole) { draft.blocks.len() } else { FIRST };
    let is_it = |words: Option<&str>| words.is_some_and(|words| same(words, &title));
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
