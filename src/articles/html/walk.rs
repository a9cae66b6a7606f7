//! The nodes of a tree as events, without recursion: a page may be nested as deep as it likes.

use dom_query::{NodeData, NodeRef};

use super::{
    event::{Element, Listener},
    table,
};
use crate::articles::{ArticleError, ArticleFile};

/// So many nodes are walked between two looks at the clock.
const PORTION: usize = 1 << 12;

/// Tells a listener of a node and all that is in it.
pub(super) fn walk(
    root: NodeRef<'_>,
    listener: &mut impl Listener,
    file: &ArticleFile<'_>,
) -> Result<(), ArticleError> {
    let (mut node, mut count) = (root, 0_usize);
    loop {
        count += 1;
        if count.is_multiple_of(PORTION) {
            file.check_time()?;
        }
        let is_entered = enter(&node, listener);
        if let Some(child) = node.first_child().filter(|_| is_entered) {
            node = child;
            continue;
        }
        if is_entered {
            leave(&node, listener);
        }
        loop {
            if node.id == root.id {
                return Ok(());
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return Ok(()) };
            node = parent;
            leave(&node, listener);
        }
    }
}

/// Tells of the beginning of a node. Are its children wanted?
fn enter(node: &NodeRef<'_>, listener: &mut impl Listener) -> bool {
    let is_table = node.qual_name_ref().is_some_and(|name| &*name.local == "table");
    let is_layout = is_table && table::is_layout(node);
    node.query_or(false, |node| match &node.data {
        NodeData::Element(element) => {
            let attributes = &element.attrs;
            let element = Element { name: &element.name.local, attributes, is_layout };
            let is_wanted = listener.wants(&element);
            if is_wanted {
                listener.open(&element);
            }
            is_wanted
        }
        NodeData::Text { contents } => {
            listener.words(contents);
            false
        }
        NodeData::Comment { contents } => {
            listener.comment(contents);
            false
        }
        NodeData::Document | NodeData::Fragment => true,
        NodeData::Doctype { .. } | NodeData::ProcessingInstruction { .. } => false,
    })
}

fn leave(node: &NodeRef<'_>, listener: &mut impl Listener) {
    if let Some(name) = node.qual_name_ref() {
        listener.close(&name.local);
    }
}
