//! Headings that the reader view takes for something else, put back where they stand.
//!
//! It leaves out whatever has a class such as `header`. A heading that stands right before a block of
//! the article, and after another, is one of the article; one that leads elsewhere is another
//! article's.

use std::collections::{HashMap, HashSet};

use super::insert::{self, Added};
use crate::{
    articles::{draft::Draft, roles},
    model::{Block, BlockKind},
};

/// So many different ones are put back, or none: one or two stand over what a page repeats between
/// its paragraphs, such as “Related”.
const LEAST: usize = 3;

/// Puts back the headings that a page has between the blocks of its article. `own` are those that
/// lead nowhere, each on one line.
pub(super) fn put_back(article: &mut Draft, whole: &Draft, own: &HashSet<String>) {
    let mut missing = missing(article, whole);
    // The first level is that of the headline.
    missing.retain(|(_, heading)| {
        heading.level > 1 && own.contains(&roles::on_one_line(words(whole, heading)))
    });
    let different: HashSet<&str> =
        missing.iter().map(|(_, heading)| words(whole, heading)).collect();
    if different.len() < LEAST {
        return;
    }
    let missing = missing.into_iter().map(|(before, heading)| {
        let words = words(whole, heading).to_owned();
        Added { before, words, kind: BlockKind::Heading, level: heading.level }
    });
    insert::insert(article, missing.collect());
}

/// Returns the headings that are missing, each with the block that it stands before.
fn missing<'a>(article: &Draft, whole: &'a Draft) -> Vec<(usize, &'a Block)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, block) in whole.blocks.iter().enumerate() {
        places.entry(words(whole, block)).or_default().push(at);
    }
    let (mut next, mut missing) = (None, Vec::new());
    for (at, block) in article.blocks.iter().enumerate() {
        let all = places.get(words(article, block)).map(Vec::as_slice).unwrap_or_default();
        let from = next.unwrap_or(0);
        let Some(&place) = all.get(all.partition_point(|place| *place < from)) else { continue };
        // What has marks or cells before it does not begin a line of its own.
        let is_apart = !matches!(block.kind, BlockKind::ListItem | BlockKind::TableCell);
        if next.is_some() && is_apart {
            let between = whole.blocks.get(from..place).unwrap_or_default().iter().rev();
            let headings = between.take_while(|block| block.kind == BlockKind::Heading);
            let first = missing.len();
            missing.extend(headings.map(|heading| (at, heading)));
            missing.get_mut(first..).into_iter().for_each(|found| found.reverse());
        }
        next = Some(place + 1);
    }
    missing
}

fn words<'a>(draft: &'a Draft, block: &Block) -> &'a str {
    draft.text.get(block.at.range()).unwrap_or_default()
}
