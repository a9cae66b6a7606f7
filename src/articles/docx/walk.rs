//! A document's elements to the pieces of its text.

mod left_out;
mod paragraph;
mod signs;

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    numbering::Numbering,
    styles::{Numbered, Styles},
};
use crate::articles::{
    ArticleError,
    flow::{
        Flow, Note, Pages, Paragraph, Piece,
        symbols::{self, Font},
    },
    raised::Height,
    xml::{Element, Elements, Node},
};
use left_out::LeftOut;
use paragraph::{Open, Text};

/// A note's kind and id.
type NoteKey = (&'static str, String);

/// What the parts of a document share.
#[derive(Debug)]
pub(super) struct Document {
    pub styles: Styles,
    pub numbering: Numbering,
    pub pages: Pages,
    /// The notes that are not called yet.
    notes: BTreeMap<NoteKey, Vec<Piece>>,
    /// The notes in the order in which the text calls them.
    pub called: Vec<Note>,
    left_out: LeftOut,
}

impl Document {
    pub fn new(styles: Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            pages: Pages::Unknown,
            notes: BTreeMap::new(),
            called: Vec::new(),
            left_out: LeftOut::default(),
        }
    }

    /// Returns what could not be kept, one sentence each.
    pub fn warnings(&mut self) -> Vec<String> {
        self.left_out.warnings()
    }
}

/// Is a switch on? Its element without a value is.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// Returns where letters stand by their alignment.
pub(super) fn height(alignment: &str) -> Height {
    if alignment == "superscript" { Height::Raised } else { Height::OnLine }
}

/// Reads what list a paragraph is an item of.
pub(super) fn number(elements: &mut Elements<'_>) -> Result<Numbered, ArticleError> {
    let (mut numbered, depth) = (Numbered::default(), elements.depth());
    while let Some(element) = elements.next_within(depth)? {
        let value = element.value("val");
        match element.name() {
            "numId" => numbered.list = value.map(Cow::into_owned),
            "ilvl" => numbered.depth = value.and_then(|value| value.parse().ok()),
            _ => {}
        }
    }
    Ok(numbered)
}

/// How far a field has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    /// What it is to show: not part of the text.
    Instruction,
    /// What it shows.
    Result,
}

/// What is set aside while a text box is read.
#[derive(Debug, Default)]
struct Place {
    text: Option<Text>,
    carried: Option<Text>,
    fields: Vec<Field>,
    run: Run,
}

/// How the words of a run are set.
#[derive(Clone, Debug, Default)]
struct Run {
    is_hidden: bool,
    font: Option<Font>,
    height: Height,
}

/// Reads a part: the text itself, or the notes.
pub(super) struct Story<'a> {
    elements: Elements<'a>,
    document: Document,
    flow: Flow,
    /// What each open element is, from the outside in.
    open: Vec<Open>,
    /// The paragraph, fields and run that words go to.
    at: Place,
    /// Those around the text box that is being read.
    around: Vec<Place>,
    /// So many letters have come: tells whether a part had any.
    letters: usize,
    /// Where the letters were at the last page break that a person made.
    break_at: Option<usize>,
    page: u32,
}

impl<'a> Story<'a> {
    pub fn new(elements: Elements<'a>, document: Document) -> Self {
        Self {
            elements,
            document,
            flow: Flow::default(),
            open: Vec::new(),
            at: Place::default(),
            around: Vec::new(),
            letters: 0,
            break_at: None,
            page: 1,
        }
    }

    /// Reads the text.
    pub fn text(mut self) -> Result<(Vec<Piece>, Document), ArticleError> {
        self.walk()?;
        let pieces = self.flow.end_story();
        Ok((pieces, self.document))
    }

    /// Reads a part of notes, to be called by the text.
    pub fn notes(mut self) -> Result<Document, ArticleError> {
        // Lists in notes are counted apart from those in the text.
        let numbering = self.document.numbering.clone();
        self.walk()?;
        self.document.numbering = numbering;
        Ok(self.document)
    }

    fn walk(&mut self) -> Result<(), ArticleError> {
        loop {
            match self.elements.next()? {
                Node::Start(element) => {
                    if let Some(open) = self.start(&element)? {
                        self.open.push(open);
                    }
                }
                Node::End => {
                    if let Some(open) = self.open.pop() {
                        self.finish(open);
                    }
                }
                Node::Words(words) if self.open.last() == Some(&Open::Words) => self.words(&words),
                Node::Words(_) => {}
                Node::Done => break,
            }
        }
        self.end_paragraph();
        self.flush();
        self.document.left_out.entities += self.elements.unknown_entities;
        Ok(())
    }

    /// Begins an element; `None` where it is done with already.
    fn start(&mut self, element: &Element<'a>) -> Result<Option<Open>, ArticleError> {
        match element.space {
            "w" => self.start_word(element),
            "m" if element.name() == "t" => Ok(Some(Open::Words)),
            "mc" => self.start_alternative(element),
            "v" if element.name() == "textpath" => {
                self.word_art(element);
                Ok(Some(Open::Other))
            }
            "a" if element.name() == "graphicData" => {
                self.document.left_out.graphic(&element.value("uri").unwrap_or_default());
                Ok(Some(Open::Other))
            }
            _ => Ok(Some(Open::Other)),
        }
    }

    fn start_word(&mut self, element: &Element<'a>) -> Result<Option<Open>, ArticleError> {
        let open = match element.name() {
            "t" => Open::Words,
            "r" => {
                self.at.run = Run::default();
                Open::Run
            }
            "p" => {
                self.begin_paragraph();
                Open::Paragraph
            }
            "pPr" => {
                self.paragraph_properties()?;
                return Ok(None);
            }
            "rPr" if self.open.last() == Some(&Open::Run) => {
                self.run_properties()?;
                return Ok(None);
            }
            // What was deleted or moved away, instructions, and what only sets the text.
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "rt" | "rPr"
            | "sectPr" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblGrid" | "tblPrEx" => {
                self.elements.skip()?;
                return Ok(None);
            }
            "tbl" | "tr" | "tc" | "trPr" | "tcPr" => return self.start_table(element),
            "txbxContent" => {
                self.begin_box();
                Open::Box
            }
            "footnote" => return self.start_note("footnote", element),
            "endnote" => return self.start_note("endnote", element),
            "altChunk" => {
                self.document.left_out.chunks += 1;
                Open::Other
            }
            _ => {
                self.sign(element);
                Open::Other
            }
        };
        Ok(Some(open))
    }

    fn start_note(
        &mut self,
        kind: &'static str,
        element: &Element<'a>,
    ) -> Result<Option<Open>, ArticleError> {
        // Those with a type are lines that part the notes from the text.
        if element.value("type").is_some_and(|kind| kind != "normal") {
            self.elements.skip()?;
            return Ok(None);
        }
        self.flow.begin_story();
        Ok(Some(Open::Note((kind, element.value("id").unwrap_or_default().into_owned()))))
    }

    fn start_table(&mut self, element: &Element<'a>) -> Result<Option<Open>, ArticleError> {
        let open = match element.name() {
            "tbl" => {
                self.end_paragraph();
                self.flush();
                self.flow.begin_table();
                Open::Table
            }
            "tr" => {
                self.flow.begin_row();
                Open::Row
            }
            "tc" => {
                self.flow.begin_cell();
                Open::Cell
            }
            // The properties of a row or cell say that it was deleted.
            _ => {
                let is_deleted = self.holds(&["del", "cellDel"])?;
                if is_deleted && let Some(open) = self.open.last_mut() {
                    *open = Open::Deleted;
                }
                return Ok(None);
            }
        };
        Ok(Some(open))
    }

    /// Does the element begun last hold one of these? Reads it to its end.
    fn holds(&mut self, names: &[&str]) -> Result<bool, ArticleError> {
        let (depth, mut is_found) = (self.elements.depth(), false);
        while let Some(element) = self.elements.next_within(depth)? {
            is_found |= names.contains(&element.name());
        }
        Ok(is_found)
    }

    /// Of the forms that one thing is there in, the first that has words is taken.
    fn start_alternative(&mut self, element: &Element<'a>) -> Result<Option<Open>, ArticleError> {
        match (element.name(), self.open.last()) {
            ("AlternateContent", _) => Ok(Some(Open::Alternatives(self.letters))),
            ("Choice" | "Fallback", Some(Open::Alternatives(before))) if *before < self.letters => {
                self.elements.skip()?;
                Ok(None)
            }
            _ => Ok(Some(Open::Other)),
        }
    }

    fn finish(&mut self, open: Open) {
        match open {
            Open::Paragraph => self.end_paragraph(),
            Open::Table => self.flow.end_table(),
            Open::Row => self.flow.end_row(),
            Open::Cell => {
                self.flush();
                self.flow.end_cell();
            }
            Open::Deleted => {
                self.at.text = None;
                self.at.carried = None;
                self.flow.drop_open();
            }
            Open::Box => self.end_box(),
            Open::Note(key) => {
                self.end_paragraph();
                self.flush();
                let pieces = self.flow.end_story();
                self.document.notes.insert(key, pieces);
            }
            Open::Run => self.at.run = Run::default(),
            Open::Words | Open::Alternatives(_) | Open::Other => {}
        }
    }

    /// The words of an old `WordArt` are in an attribute of its form.
    fn word_art(&mut self, element: &Element<'a>) {
        let Some(words) = element.value("string") else { return };
        self.begin_box();
        self.words(&words);
        self.end_box();
    }

    fn begin_box(&mut self) {
        self.around.push(std::mem::take(&mut self.at));
        self.flow.begin_story();
    }

    /// Ends a text box. It stands before the paragraph that it is fastened to the beginning of, else
    /// after it.
    fn end_box(&mut self) {
        self.end_paragraph();
        self.flush();
        let pieces = self.flow.end_story();
        self.at = self.around.pop().unwrap_or_default();
        match &mut self.at.text {
            Some(text) if text.words.trim().is_empty() => text.before.extend(pieces),
            Some(text) => text.after.extend(pieces),
            None => self.flow.extend(pieces),
        }
    }

    /// Adds a paragraph whose mark was deleted, but that nothing follows.
    fn flush(&mut self) {
        if let Some(text) = self.at.carried.take() {
            self.push(text);
        }
    }

    /// Adds a paragraph, with the text boxes around it.
    fn push(&mut self, mut text: Text) {
        let (before, after) = (std::mem::take(&mut text.before), std::mem::take(&mut text.after));
        self.flow.extend(before);
        let paragraph: Paragraph = self.paragraph(text);
        self.flow.push(Piece::Paragraph(paragraph));
        self.flow.extend(after);
    }
}
