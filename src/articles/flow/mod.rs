//! What a word processor's document holds, in reading order: paragraphs, tables, notes.
//!
//! The readers of such formats gather it; [`written`] makes a page of it, the same for all of them.

mod properties;
mod role;
pub(super) mod symbols;
#[cfg(test)]
mod tests;
mod told;
mod write;

use crate::model::BlockKind;

pub(super) use properties::Properties;
pub(super) use role::{Role, name_headings};
pub(super) use told::{comments, entities, hidden_words, margins, told, told_broken, told_damaged};
pub(super) use write::{Pages, written};

/// Stands in a paragraph's words where a page of the file ends. No format can hold it as a letter.
pub(super) const PAGE_BREAK: char = '\u{c}';

/// A paragraph, whatever its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub kind: BlockKind,
    /// A heading's level, or a list item's depth, from 1.
    pub level: u32,
    /// What a list item begins with: `• `, `1. `.
    pub marker: String,
    /// Its words, with line breaks, tabs and [`PAGE_BREAK`]s among them.
    pub words: String,
}

impl Paragraph {
    /// Returns running text.
    pub fn plain(words: String) -> Self {
        Self { kind: BlockKind::Paragraph, level: 0, marker: String::new(), words }
    }

    /// Does it hold nothing that a person sees?
    pub fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Paragraph(Paragraph),
    Table(Table),
}

impl Piece {
    /// Does it stand for nothing, not even for the end of a page?
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => {
                paragraph.is_blank()
                    && paragraph.kind != BlockKind::Preformatted
                    && !paragraph.words.contains(PAGE_BREAK)
            }
            Self::Table(table) => table.rows.is_empty(),
        }
    }
}

/// What is in one cell.
pub(super) type Cell = Vec<Piece>;

/// A table, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
}

/// A foot- or endnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// What it is called by in the text: `1`.
    pub label: String,
    /// The page that it is called on, from 1.
    pub page: u32,
    pub pieces: Vec<Piece>,
}

/// A document being gathered.
#[derive(Debug)]
pub(super) struct Flow {
    /// What is begun and not ended, from the outside in.
    open: Vec<Level>,
}

#[derive(Debug)]
enum Level {
    /// The text, a text box, a note.
    Story(Vec<Piece>),
    Table(Table),
    Row(Vec<Cell>),
    Cell(Cell),
}

impl Default for Flow {
    fn default() -> Self {
        Self { open: vec![Level::Story(Vec::new())] }
    }
}

impl Flow {
    /// Adds to the innermost cell or story. What a person does not see is not kept: a file may hold any
    /// number of it.
    pub fn push(&mut self, piece: Piece) {
        if piece.is_nothing() {
            return;
        }
        let pieces = self.open.iter_mut().rev().find_map(|level| match level {
            Level::Story(pieces) | Level::Cell(pieces) => Some(pieces),
            Level::Table(_) | Level::Row(_) => None,
        });
        if let Some(pieces) = pieces {
            pieces.push(piece);
        }
    }

    /// Adds several to the innermost cell or story.
    pub fn extend(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            self.push(piece);
        }
    }

    pub fn begin_story(&mut self) {
        self.open.push(Level::Story(Vec::new()));
    }

    /// Ends the innermost story, and whatever is open in it.
    pub fn end_story(&mut self) -> Vec<Piece> {
        loop {
            match self.open.last() {
                Some(Level::Table(_)) => self.end_table(),
                Some(Level::Row(_)) => self.end_row(),
                Some(Level::Cell(_)) => self.end_cell(),
                Some(Level::Story(_)) | None => break,
            }
        }
        match self.open.pop() {
            Some(Level::Story(pieces)) => pieces,
            _ => Vec::new(),
        }
    }

    pub fn begin_table(&mut self) {
        self.open.push(Level::Table(Table::default()));
    }

    pub fn begin_row(&mut self) {
        self.open.push(Level::Row(Vec::new()));
    }

    pub fn begin_cell(&mut self) {
        self.open.push(Level::Cell(Vec::new()));
    }

    pub fn end_cell(&mut self) {
        let Some(Level::Cell(cell)) = self.open.pop_if(|level| matches!(level, Level::Cell(_)))
        else {
            return;
        };
        match self.open.last_mut() {
            Some(Level::Row(row)) => row.push(cell),
            Some(Level::Table(table)) => table.rows.push(vec![cell]),
            _ => self.extend(cell),
        }
    }

    pub fn end_row(&mut self) {
        let Some(Level::Row(row)) = self.open.pop_if(|level| matches!(level, Level::Row(_))) else {
            return;
        };
        match self.open.last_mut() {
            Some(Level::Table(table)) if !row.is_empty() => table.rows.push(row),
            _ => self.extend(row.into_iter().flatten().collect()),
        }
    }

    /// Forgets the open row or cell, with all in it.
    pub fn drop_open(&mut self) {
        self.open.pop_if(|level| matches!(level, Level::Row(_) | Level::Cell(_)));
    }

    pub fn end_table(&mut self) {
        if let Some(Level::Table(table)) =
            self.open.pop_if(|level| matches!(level, Level::Table(_)))
        {
            self.push(Piece::Table(table));
        }
    }
}

/// Calls a function on every paragraph, in tables too.
fn for_each_paragraph(pieces: &mut [Piece], change: &mut impl FnMut(&mut Paragraph)) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => change(paragraph),
            Piece::Table(table) => {
                for cell in table.rows.iter_mut().flatten() {
                    for_each_paragraph(cell, change);
                }
            }
        }
    }
}
