//! Corrections that a page shows: what was deleted is left out where what replaced it follows, and is
//! counted. Without that, the two would read as one: “eight nine”.

use dom_query::{Document, NodeRef};

use super::event::Element;
use crate::{
    articles::{ArticleError, ArticleFile},
    text,
};

/// Marks a deletion that was replaced. The reader view keeps such attributes.
const REPLACED: &str = "data-was-replaced";

/// So many nodes are looked at to tell whether an insertion has words.
const MOST_LOOKED_AT: usize = 64;

/// Marks the deletions of a page that an insertion follows directly.
pub(super) fn mark(document: &Document, file: &ArticleFile<'_>) -> Result<(), ArticleError> {
    let mut deletions = Vec::new();
    for (count, node) in document.root().descendants_it().enumerate() {
        if count.is_multiple_of(1 << 10) {
            file.check_time()?;
        }
        deletions.extend(Some(node).filter(|node| is(node, "del")));
    }
    for deletion in deletions {
        deletion.remove_attr(REPLACED);
        if is_replaced_by_next(&deletion) {
            deletion.set_attr(REPLACED, "");
        }
    }
    Ok(())
}

/// Is this a deletion that is marked?
pub(super) fn is_replaced(element: &Element<'_>) -> bool {
    &**element.name == "del" && element.value(REPLACED).is_some()
}

/// Returns how many words are in what is marked.
pub(super) fn deleted_words(root: &NodeRef<'_>) -> usize {
    let is_marked = |node: &NodeRef<'_>| is(node, "del") && node.has_attr(REPLACED);
    let outermost = |node: &NodeRef<'_>| !node.ancestors_it(None).any(|above| is_marked(&above));
    let marked = root.descendants_it().filter(|node| is_marked(node) && outermost(node));
    marked.map(|node| text::words(&node.text())).sum()
}

/// Says how many words were left out so.
pub(in crate::articles) fn told_deleted(words: usize) -> Option<String> {
    match words {
        0 => None,
        1 => Some("1 deleted word was left out".to_owned()),
        _ => Some(format!("{words} deleted words were left out")),
    }
}

/// Does an insertion that is shown follow a deletion, with nothing but white space between them?
fn is_replaced_by_next(deletion: &NodeRef<'_>) -> bool {
    let next = deletion.next_sibling();
    let is_blank = |node: &NodeRef<'_>| node.is_text() && node.text().trim().is_empty();
    let next = if next.as_ref().is_some_and(is_blank) {
        next.and_then(|blank| blank.next_sibling())
    } else {
        next
    };
    next.is_some_and(|next| {
        let may_be_hidden =
            ["hidden", "style", "aria-hidden"].iter().any(|name| next.has_attr(name));
        is(&next, "ins") && !may_be_hidden && has_words(&next)
    })
}

fn has_words(node: &NodeRef<'_>) -> bool {
    let mut inside = node.descendants_it().take(MOST_LOOKED_AT);
    inside.any(|one| one.is_text() && one.text().contains(char::is_alphanumeric))
}

fn is(node: &NodeRef<'_>, name: &str) -> bool {
    node.qual_name_ref().is_some_and(|one| &*one.local == name)
}
