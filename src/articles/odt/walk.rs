//! A document's elements to the pieces of its text.

mod paragraph;

use std::collections::BTreeMap;

use super::styles::Styles;
use crate::articles::{
    ArticleError,
    flow::{self, Flow, Note, Pages, Piece},
    raised::Height,
    xml::{Element, Elements, Node},
};
use paragraph::Text;

/// What an open element is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    /// The text of the document is in it.
    Body,
    Paragraph,
    /// Words within a paragraph; hidden ones where it says so, and where they stand.
    Span(Shown, Height),
    List,
    Item,
    Table,
    Row,
    Cell,
    /// A text box, or a form with a text in it.
    Box,
    Note,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Yes,
    No,
}

/// A list that is open.
#[derive(Clone, Debug, Default)]
struct List {
    /// The name of its form.
    form: String,
    counts: BTreeMap<u32, u32>,
    /// What the next paragraph of its open item begins with.
    marker: Option<String>,
}

/// What is set aside while a text box or a note is read.
#[derive(Debug, Default)]
struct Place {
    text: Option<Text>,
    lists: Vec<List>,
}

/// What became of a document.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub called: Vec<Note>,
    pub pages: Pages,
    hidden: usize,
    comments: usize,
    objects: usize,
    entities: usize,
}

impl Read {
    /// Returns what could not be kept, one sentence each.
    pub fn warnings(&self) -> Vec<String> {
        flow::told(&[
            flow::hidden_words(self.hidden),
            flow::comments(self.comments),
            (
                self.objects,
                "1 formula, chart or other object was left out",
                "formulas, charts or other objects were left out",
            ),
            flow::entities(self.entities),
        ])
    }
}

/// Reads the text.
pub(super) struct Story<'a> {
    elements: Elements<'a>,
    styles: Styles,
    flow: Flow,
    /// What each open element is, from the outside in.
    open: Vec<Open>,
    at: Place,
    around: Vec<Place>,
    /// How far each form of lists was counted last, by its name.
    last_counts: BTreeMap<String, BTreeMap<u32, u32>>,
    headings: BTreeMap<u32, u32>,
    page: u32,
    has_words: bool,
    read: Read,
}

impl<'a> Story<'a> {
    pub fn new(elements: Elements<'a>, styles: Styles) -> Self {
        Self {
            elements,
            styles,
            flow: Flow::default(),
            open: Vec::new(),
            at: Place::default(),
            around: Vec::new(),
            last_counts: BTreeMap::new(),
            headings: BTreeMap::new(),
            page: 1,
            has_words: false,
            read: Read::default(),
        }
    }

    pub fn read(mut self) -> Result<(Vec<Piece>, Read), ArticleError> {
        loop {
            match self.elements.next()? {
                Node::Start(element) => {
                    if let Some(open) = self.start(&element)? {
                        self.open.push(open);
                    }
                }
                Node::End => {
                    if let Some(open) = self.open.pop() {
                        self.finish(&open);
                    }
                }
                Node::Words(words) => {
                    if matches!(self.open.last(), Some(Open::Paragraph | Open::Span(..))) {
                        self.words(&words);
                    }
                }
                Node::Done => break,
            }
        }
        self.end_paragraph();
        self.read.entities = self.elements.unknown_entities;
        Ok((self.flow.end_story(), self.read))
    }

    /// Begins an element; `None` where it is done with already.
    fn start(&mut self, element: &Element<'a>) -> Result<Option<Open>, ArticleError> {
        let is_body = self.open.contains(&Open::Body);
        let open = match (element.space, element.name()) {
            ("office", "text") => Open::Body,
            _ if !is_body => Open::Other,
            ("office", "annotation") => {
                self.read.comments += 1;
                self.elements.skip()?;
                return Ok(None);
            }
            ("text", name) => return self.start_text(name, element),
            ("table", "table") => {
                self.end_paragraph();
                self.flow.begin_table();
                Open::Table
            }
            ("table", "table-row") => {
                self.flow.begin_row();
                Open::Row
            }
            ("table", "table-cell" | "covered-table-cell") => {
                self.flow.begin_cell();
                Open::Cell
            }
            ("draw", "object" | "object-ole") => {
                self.read.objects += 1;
                self.elements.skip()?;
                return Ok(None);
            }
            ("draw", "image" | "plugin" | "a" | "g" | "frame") => Open::Other,
            ("draw", _) => {
                self.begin_place();
                Open::Box
            }
            ("svg", "title" | "desc") | ("office", "binary-data" | "forms" | "scripts") => {
                self.elements.skip()?;
                return Ok(None);
            }
            _ => Open::Other,
        };
        Ok(Some(open))
    }

    fn start_text(
        &mut self,
        name: &str,
        element: &Element<'a>,
    ) -> Result<Option<Open>, ArticleError> {
        let open = match name {
            "p" | "h" => {
                self.begin_paragraph(element);
                Open::Paragraph
            }
            "list" => {
                self.begin_list(element);
                Open::List
            }
            "list-item" => {
                self.begin_item(element);
                Open::Item
            }
            "note" => {
                self.begin_place();
                Open::Note
            }
            // What was deleted, and what is told by other means.
            "tracked-changes" | "note-citation" | "number" | "ruby-text" | "script"
            | "hidden-paragraph" | "sequence-decls" | "variable-decls" | "user-field-decls" => {
                self.elements.skip()?;
                return Ok(None);
            }
            "section" if element.value("display").is_some_and(|shown| shown == "none") => {
                self.elements.skip()?;
                return Ok(None);
            }
            "s" | "tab" | "line-break" | "soft-page-break" => {
                self.sign(name, element);
                Open::Other
            }
            _ if self.at.text.is_some() => {
                let style = element.value("style-name").unwrap_or_default();
                let is_hidden = name == "span" && self.styles.is_hidden(&style);
                let height = if name == "span" { self.styles.height(&style) } else { None };
                let height = height.unwrap_or_else(|| self.height());
                Open::Span(if is_hidden { Shown::No } else { Shown::Yes }, height)
            }
            _ => Open::Other,
        };
        Ok(Some(open))
    }

    fn finish(&mut self, open: &Open) {
        match open {
            Open::Paragraph => self.end_paragraph(),
            Open::List => {
                self.end_paragraph();
                self.at.lists.pop();
            }
            Open::Item => {
                self.end_paragraph();
                if let Some(list) = self.at.lists.last_mut() {
                    list.marker = None;
                }
            }
            Open::Table => self.flow.end_table(),
            Open::Row => self.flow.end_row(),
            Open::Cell => self.flow.end_cell(),
            Open::Box => self.end_box(),
            Open::Note => self.end_note(),
            Open::Body | Open::Span(..) | Open::Other => {}
        }
    }

    fn begin_place(&mut self) {
        self.around.push(std::mem::take(&mut self.at));
        self.flow.begin_story();
    }

    fn end_place(&mut self) -> Vec<Piece> {
        self.end_paragraph();
        let pieces = self.flow.end_story();
        self.at = self.around.pop().unwrap_or_default();
        pieces
    }

    /// Ends a text box. It stands before the paragraph that it is fastened to the beginning of, else
    /// after it.
    fn end_box(&mut self) {
        let pieces = self.end_place();
        match &mut self.at.text {
            Some(text) if text.words.trim().is_empty() => text.before.extend(pieces),
            Some(text) => text.after.extend(pieces),
            None => self.flow.extend(pieces),
        }
    }
}
