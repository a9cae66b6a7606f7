//! The parts that a plain text shows of itself, as the model's blocks and facts.

use crate::{
    model::{Block, BlockKind, Fact, Unknown},
    text::{self, Part, PartKind, Stretch},
};

/// Returns a block without fields of newer versions.
pub(super) fn new_block(at: Stretch, kind: BlockKind, level: u32) -> Block {
    Block { at, kind, level, unknown: Unknown::default() }
}

/// Returns a fact without fields of newer versions.
pub(super) fn new_fact(name: &str, value: &str, from: &str) -> Fact {
    let (name, value, from) = (name.to_owned(), value.to_owned(), from.to_owned());
    Fact { name, value, from, unknown: Unknown::default() }
}

/// Returns a part of a text as a block.
pub(super) fn block(part: &Part) -> Block {
    let (kind, level) = match part.kind {
        PartKind::Heading(level) => (BlockKind::Heading, level.into()),
        PartKind::Byline => (BlockKind::Byline, 0),
        PartKind::Paragraph => (BlockKind::Paragraph, 0),
        PartKind::Source => (BlockKind::Source, 0),
        PartKind::ListItem => (BlockKind::ListItem, 1),
    };
    new_block(part.at, kind, level)
}

/// Returns a block as the part of a text that `text::facts` looks into.
pub(super) fn part(block: &Block) -> Part {
    let kind = match block.kind {
        BlockKind::Heading => PartKind::Heading(u8::try_from(block.level).unwrap_or(u8::MAX)),
        BlockKind::Byline => PartKind::Byline,
        BlockKind::Source => PartKind::Source,
        BlockKind::ListItem => PartKind::ListItem,
        _ => PartKind::Paragraph,
    };
    Part { at: block.at, kind }
}

/// Turns paragraphs that read like a byline or a source line into such blocks.
pub(super) fn name_bylines(text: &str, blocks: &mut [Block]) {
    for part in text::outline(text) {
        if !matches!(part.kind, PartKind::Byline | PartKind::Source) {
            continue;
        }
        let Ok(at) = blocks.binary_search_by_key(&part.at, |block| block.at) else { continue };
        let Some(block) = blocks.get_mut(at) else { continue };
        if block.kind == BlockKind::Paragraph {
            *block = self::block(&part);
        }
    }
}

/// Returns the facts that a file's metadata gave with those found in its text, by name. Where both
/// know one, the metadata is believed.
pub(super) fn facts(mut known: Vec<Fact>, text: &str, parts: &[Part]) -> Vec<Fact> {
    for found in text::facts(text, parts) {
        if known.iter().all(|fact| fact.name != found.name) {
            known.push(new_fact(found.name, &found.value, found.from));
        }
    }
    known.sort_by(|a, b| a.name.cmp(&b.name));
    known
}
