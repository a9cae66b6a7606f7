//! A page as a tree, within bounds: a page that is made to cost time or memory gets none.

use std::{borrow::Cow, cell::Cell, rc::Rc};

use dom_query::{Document, NodeId};
use html5ever::{
    Attribute, ParseOpts, QualName, parse_document,
    tendril::{StrTendril, TendrilSink},
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink},
};

use super::source;
use crate::articles::{ArticleError, ArticleFile};

/// Browsers go as deep as this: Chrome puts what is nested deeper beside it.
pub(super) const DEEPEST: usize = 512;
/// The largest page that gets a tree, in bytes.
const LONGEST: usize = 24 << 20;
const MOST_NODES: usize = 400_000;
const MOST_ATTRIBUTES: usize = 2_000_000;
/// The reader view looks at what is in an element once for each that it is in.
const MOST_DEPTHS: usize = 16_000_000;
/// So much of a page is parsed between two looks at the clock and the bounds: a few letters can
/// make the parser open hundreds of elements again.
const PORTION: usize = 1 << 12;

/// Parses a page; `None` where it is out of bounds.
pub(super) fn parse(
    source: &str,
    file: &ArticleFile<'_>,
) -> Result<Option<Document>, ArticleError> {
    if source.len() > LONGEST {
        return Ok(None);
    }
    let is_over = Rc::new(Cell::new(false));
    let sink = Bounded {
        document: Document::default(),
        attributes: Cell::new(0),
        depths: Cell::new(0),
        is_over: Rc::clone(&is_over),
    };
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() });
    for portion in portions(source) {
        file.check_time()?;
        parser.process(StrTendril::from_slice(portion));
        if is_over.get() {
            return Ok(None);
        }
    }
    Ok(Some(parser.finish()).filter(|_| !is_over.get()))
}

/// Cuts a text into parts that are parsed one after the other.
pub(super) fn portions(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let (portion, after) = rest.split_at_checked(source::ceil(rest, PORTION))?;
        rest = after;
        Some(portion).filter(|portion| !portion.is_empty())
    })
}

/// A document being built that says when it grows out of bounds.
struct Bounded {
    document: Document,
    attributes: Cell<usize>,
    /// How deep all elements are, added up.
    depths: Cell<usize>,
    is_over: Rc<Cell<bool>>,
}

impl Bounded {
    /// Is the child of this node still within the bounds?
    fn check_depth(&self, parent: NodeId) {
        let depth = self.document.tree.ancestor_ids_of_it(&parent, Some(DEEPEST)).count();
        self.depths.set(self.depths.get() + depth);
        if depth >= DEEPEST || self.depths.get() > MOST_DEPTHS {
            self.is_over.set(true);
        }
    }
}

impl TreeSink for Bounded {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;

    fn finish(self) -> Document {
        self.document
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.attributes.set(self.attributes.get() + attrs.len());
        if self.attributes.get() > MOST_ATTRIBUTES || self.document.tree.len() > MOST_NODES {
            self.is_over.set(true);
        }
        // What is left of the portion is parsed to its end, but shall fill no memory.
        let attrs = if self.is_over.get() { Vec::new() } else { attrs };
        self.document.create_element(name, attrs, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        if matches!(child, NodeOrText::AppendNode(_)) {
            self.check_depth(*parent);
        }
        self.document.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.document.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.document.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}
