//! What is put right in a page before anything is taken from it: the reader view leaves out all
//! footers, and all that is hidden from screen readers.

use dom_query::{Document, NodeRef};

use super::event;
use crate::articles::{ArticleError, ArticleFile};

/// So many nodes are looked at to tell whether an element has words.
const MOST_LOOKED_AT: usize = 64;

/// Keeps what an article says in elements that the reader view leaves out.
pub(super) fn prepare(document: &Document, file: &ArticleFile<'_>) -> Result<(), ArticleError> {
    let (mut footers, mut twins) = (Vec::new(), Vec::new());
    for (count, node) in document.root().descendants_it().enumerate() {
        if count.is_multiple_of(1 << 10) {
            file.check_time()?;
        }
        let is_note = || node.attr("role").is_some_and(|role| role.starts_with("doc-"));
        if is(&node, "footer") && is_of_article(&node) || is(&node, "aside") && is_note() {
            footers.push(node);
        } else if is_shown_twin(&node) {
            twins.push(node);
        }
    }
    for footer in footers {
        // Its class may be as telling to the reader view as its name.
        footer.remove_attrs(&["class", "id"]);
        footer.rename("div");
    }
    for twin in twins {
        twin.remove_attr("aria-hidden");
    }
    Ok(())
}

/// Are these words that are shown, within a line, or beside others that screen readers read in their
/// place? What is shown is to be kept.
fn is_shown_twin(node: &NodeRef<'_>) -> bool {
    let is_hidden = node.attr("aria-hidden").is_some_and(|value| value.trim() == "true");
    if !is_hidden {
        return false;
    }
    let is_icon = |class: &str| class.to_ascii_lowercase().contains("icon");
    let is_spoken = |beside: &NodeRef<'_>| {
        let classes = beside.attr_or("class", "");
        let mut classes = classes.split_whitespace();
        classes.any(|class| event::FOR_SCREEN_READERS.contains(&class))
    };
    let beside = [node.prev_element_sibling(), node.next_element_sibling()];
    (beside.iter().flatten().any(is_spoken) || is_word(node))
        && !is_icon(&node.attr_or("class", ""))
        && node
            .descendants_it()
            .take(MOST_LOOKED_AT)
            .any(|one| one.is_text() && one.text().contains(char::is_alphanumeric))
}

/// Does an element stand among the words of a line? A block that is hidden from screen readers is mostly
/// a dialog that a style sheet hides from all.
fn is_word(node: &NodeRef<'_>) -> bool {
    const INLINE: [&str; 8] = ["b", "em", "i", "mark", "small", "span", "strong", "time"];
    const LINES: [&str; 10] = ["p", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"];
    let is_of = |node: &NodeRef<'_>, names: &[&str]| names.iter().any(|name| is(node, name));
    // Formulas have a twin of their own kind.
    let is_formula = || {
        let above = node.ancestors_it(Some(8)).chain([*node]);
        let names = above.map(|one| one.attr_or("class", "").to_ascii_lowercase());
        names.into_iter().any(|name| name.contains("math") || name.contains("katex"))
    };
    let has_words = |beside: Option<NodeRef<'_>>| {
        beside.is_some_and(|one| one.is_text() && !one.text().trim().is_empty())
    };
    is_of(node, &INLINE)
        && node.parent().is_some_and(|line| is_of(&line, &LINES))
        && (has_words(node.prev_sibling()) || has_words(node.next_sibling()))
        && !is_formula()
}

/// Does a footer say who is quoted, or does it hold the notes of an article?
fn is_of_article(footer: &NodeRef<'_>) -> bool {
    let is_named = |name: &str| {
        let name = name.to_ascii_lowercase();
        matches!(&*name, "notes" | "footnotes" | "endnotes" | "doc-endnotes" | "references")
    };
    let values = ["class", "id", "role"].map(|name| footer.attr_or(name, ""));
    let holds_notes = values.iter().any(|value| value.split_whitespace().any(is_named));
    footer
        .ancestors_it(None)
        .any(|one| is(&one, "blockquote") || (holds_notes && is(&one, "article")))
}

fn is(node: &NodeRef<'_>, name: &str) -> bool {
    node.qual_name_ref().is_some_and(|one| &*one.local == name)
}
