//! Labels of advertisements, which stand alone in a line between the paragraphs of an article.

use dom_query::NodeRef;

/// What they say.
const LABELS: [&str; 6] =
    ["advertisement", "anzeige", "publicidad", "publicité", "pubblicità", "werbung"];

/// What a label may stand in; a heading, an item or a quotation of one word is meant as it stands.
const BLOCK: [&str; 4] = ["aside", "div", "p", "section"];

/// What may stand between that and the label.
const INLINE: [&str; 7] = ["a", "b", "em", "i", "small", "span", "strong"];

/// What may stand beside it.
const WORDLESS: [&str; 6] = ["br", "iframe", "img", "noscript", "script", "style"];

/// So many nodes beside one are looked at.
const MOST_BESIDE: usize = 16;
const LONGEST_BLANK: usize = 200;

/// Returns the element that is a label and nothing else, if this is the text of one.
pub(super) fn labelled<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    if !node.is_text() || !is_label(&node.text()) {
        return None;
    }
    let mut label = *node;
    loop {
        let is_alone = !has_words_beside(&label);
        label = label.parent().filter(|_| is_alone)?;
        let name = label.node_name()?;
        match () {
            () if BLOCK.contains(&&*name) => return Some(label),
            () if INLINE.contains(&&*name) => {}
            () => return None,
        }
    }
}

fn is_label(words: &str) -> bool {
    let word = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    // No label has more bytes than this: most texts are none.
    word.len() <= 16 && LABELS.contains(&&*word.to_lowercase())
}

/// Is there more in the line of a node, as far as is looked?
fn has_words_beside(node: &NodeRef<'_>) -> bool {
    let Some(parent) = node.parent() else { return true };
    let mut beside = parent.children_it(false);
    let is_nothing = |one: NodeRef<'_>| match one.node_name() {
        _ if one.id == node.id => true,
        Some(name) => WORDLESS.contains(&&*name),
        None => one.is_comment() || is_blank(&one),
    };
    !beside.by_ref().take(MOST_BESIDE).all(is_nothing) || beside.next().is_some()
}

fn is_blank(node: &NodeRef<'_>) -> bool {
    let words = node.text();
    words.len() <= LONGEST_BLANK && words.trim().is_empty()
}
