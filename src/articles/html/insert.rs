//! Blocks put into an article between those that it has.

use crate::{
    articles::{draft::Draft, roles},
    model::{Block, BlockKind},
    text::Stretch,
};

/// A block to be put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Added {
    /// Before which block of the article.
    pub before: usize,
    pub words: String,
    pub kind: BlockKind,
    pub level: u32,
}

/// Puts blocks into an article. They are in the order of the blocks that they stand before.
pub(super) fn insert(article: &mut Draft, added: Vec<Added>) {
    let (mut text, mut blocks, mut copied) = (String::new(), Vec::new(), 0);
    // Where blocks began, and by how much they were moved.
    let mut shifts = Vec::new();
    let mut added = added.into_iter().peekable();
    for (at, block) in article.blocks.iter().enumerate() {
        let start = block.at.start.to_usize();
        text.push_str(article.text.get(copied..start).unwrap_or_default());
        copied = start;
        while let Some(one) = added.next_if(|one| one.before == at) {
            let place = text.len();
            text.push_str(&one.words);
            let at = Stretch::new(place, text.len());
            blocks.push(roles::new_block(at, one.kind, one.level));
            text.push_str("\n\n");
        }
        let place = text.len();
        let moved = Stretch::new(place, place + block.at.len());
        blocks.push(Block { at: moved, ..block.clone() });
        shifts.push((start, place - start));
    }
    text.push_str(article.text.get(copied..).unwrap_or_default());
    (article.text, article.blocks) = (text, blocks);
    for page in &mut article.pages {
        let (start, end) = (page.at.start.to_usize(), page.at.end.to_usize());
        let start = start + moved_by(&shifts, |block| block <= start);
        // What was put before the next page is no part of this one.
        let end = end + moved_by(&shifts, |block| block < end);
        page.at = Stretch::new(start, end);
    }
}

/// Returns by how much the last block was moved that begins early enough.
fn moved_by(shifts: &[(usize, usize)], is_early: impl Fn(usize) -> bool) -> usize {
    let early = shifts.partition_point(|(start, _)| is_early(*start));
    early.checked_sub(1).and_then(|at| shifts.get(at)).map_or(0, |(_, by)| *by)
}
