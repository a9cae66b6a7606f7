//! Paragraphs, cells, text boxes and notes: where the words of a document go.

use super::{Into, Walk};
use crate::{
    articles::flow::{Note, Paragraph, Piece, Role, Table},
    model::BlockKind,
};

/// Tables are nested no deeper: what is, goes into the innermost that is kept.
const DEEPEST_TABLE: usize = 40;

/// How a paragraph is set.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    style: i32,
    outline: Option<u32>,
    /// Is it in a table?
    is_in_table: bool,
    /// How deep the table is in others; 0 where that is not said.
    table_depth: usize,
    /// The depth in a list, from 0.
    list_depth: u32,
}

impl Form {
    /// Returns how many tables the paragraph is in.
    fn tables(&self) -> usize {
        if self.table_depth > 0 { self.table_depth } else { usize::from(self.is_in_table) }
    }
}

/// A table being read.
#[derive(Debug, Default)]
struct OpenTable {
    table: Table,
    row: Vec<Vec<Piece>>,
    cell: Vec<Piece>,
}

/// Where words go: the text, a text box, a note.
#[derive(Debug, Default)]
pub(super) struct Place {
    pieces: Vec<Piece>,
    tables: Vec<OpenTable>,
    /// The words of the paragraph being read.
    pub words: String,
    pub marker: Option<String>,
    /// The text boxes before and after that paragraph.
    before: Vec<Piece>,
    after: Vec<Piece>,
}

impl Place {
    /// Returns all pieces, those of tables that are still open too.
    pub fn into_pieces(mut self) -> Vec<Piece> {
        self.nest(0);
        self.pieces
    }

    /// Opens or ends tables until so many are open.
    fn nest(&mut self, depth: usize) {
        let depth = depth.min(DEEPEST_TABLE);
        while self.tables.len() < depth {
            self.tables.push(OpenTable::default());
        }
        while self.tables.len() > depth
            && let Some(mut open) = self.tables.pop()
        {
            if !open.cell.is_empty() {
                open.row.push(open.cell);
            }
            if !open.row.is_empty() {
                open.table.rows.push(open.row);
            }
            self.push(Piece::Table(open.table));
        }
    }

    fn push(&mut self, piece: Piece) {
        match self.tables.last_mut() {
            Some(open) => open.cell.push(piece),
            None => self.pieces.push(piece),
        }
    }
}

impl Walk<'_> {
    /// Ends a paragraph; not one whose end was deleted.
    pub(super) fn break_paragraph(&mut self) {
        match self.group.into {
            Into::Text if !self.group.is_deleted => self.end_paragraph(),
            _ => self.words(" "),
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let depth = self.group.form.tables();
        let words = std::mem::take(&mut self.place.words);
        let marker = self.place.marker.take();
        let is_empty = words.is_empty() && self.place.before.is_empty();
        if is_empty && self.place.after.is_empty() && depth == 0 && self.place.tables.is_empty() {
            return;
        }
        self.place.nest(depth);
        let paragraph = self.paragraph(words, marker);
        for piece in std::mem::take(&mut self.place.before) {
            self.place.push(piece);
        }
        self.place.push(Piece::Paragraph(paragraph));
        for piece in std::mem::take(&mut self.place.after) {
            self.place.push(piece);
        }
    }

    fn paragraph(&self, mut words: String, mut marker: Option<String>) -> Paragraph {
        let form = &self.group.form;
        let mut role = self.role(form.style);
        if let Some(level) = form.outline.filter(|_| role != Role::TITLE) {
            role = Role::of_outline(level);
        }
        if marker.is_none()
            && let Some((first, _)) = words.split_once('\t')
            && is_marker(first.trim())
        {
            marker = Some(first.to_owned());
            words.drain(..=first.len());
        }
        let marker = marker.map(|marker| shown(&marker)).filter(|marker| !marker.is_empty());
        let mut paragraph = Paragraph::plain(words);
        role.give(&mut paragraph);
        match (role, marker) {
            (Role::Heading(_), Some(marker)) if marker != "•" && !paragraph.is_blank() => {
                paragraph.words.insert_str(0, &format!("{marker} "));
            }
            (Role::Heading(_), _) | (_, None) => {}
            (_, Some(marker)) => {
                paragraph.kind = BlockKind::ListItem;
                paragraph.level = form.list_depth.saturating_add(1);
                paragraph.marker = format!("{marker} ");
            }
        }
        paragraph
    }

    /// Ends a cell or a row.
    pub(super) fn table(&mut self, name: &str) {
        let is_nested = name.starts_with("nest");
        let depth = if is_nested { self.group.form.tables().max(2) } else { 1 };
        let depth = depth.min(DEEPEST_TABLE);
        if name.ends_with("cell") {
            if !self.place.words.is_empty() || self.place.marker.is_some() {
                self.place.nest(depth);
                let form = self.group.form.clone();
                self.group.form.table_depth = depth;
                self.end_paragraph();
                self.group.form = form;
            }
            self.place.nest(depth);
            if let Some(open) = self.place.tables.last_mut() {
                open.row.push(std::mem::take(&mut open.cell));
            }
            return;
        }
        if self.place.tables.len() < depth {
            return;
        }
        self.place.nest(depth);
        if let Some(open) = self.place.tables.last_mut() {
            open.table.rows.push(std::mem::take(&mut open.row));
        }
    }

    /// Sets how the paragraph is set, or a style, if a control word does.
    pub(super) fn sets_paragraph(&mut self, name: &str, number: Option<i32>) -> bool {
        let value = number.and_then(|number| u32::try_from(number).ok());
        if self.group.into == Into::Styles {
            let style = self.styles.entry(self.style).or_default();
            match name {
                "s" => self.style = number.unwrap_or_default(),
                "sbasedon" => style.based_on = number,
                "outlinelevel" => style.outline = value,
                _ => return false,
            }
            return true;
        }
        let form = &mut self.group.form;
        match name {
            "pard" => *form = Form::default(),
            "s" => form.style = number.unwrap_or_default(),
            "outlinelevel" => form.outline = value,
            "intbl" => form.is_in_table = true,
            "itap" => {
                let depth = value.and_then(|depth| usize::try_from(depth).ok());
                form.table_depth = depth.unwrap_or_default().min(DEEPEST_TABLE);
            }
            "ilvl" => form.list_depth = value.unwrap_or_default().min(8),
            _ => return false,
        }
        true
    }

    /// Ends a note, which is called by the number of those called so far.
    pub(super) fn end_note(&mut self) {
        let outer = self.around.pop().unwrap_or_default();
        let pieces = std::mem::replace(&mut self.place, outer).into_pieces();
        if self.group.is_hidden || self.group.is_deleted {
            return;
        }
        let label = (self.read.notes.len() + 1).to_string();
        self.words(&format!("[{label}]"));
        self.read.notes.push(Note { label, page: 1, pieces });
    }

    /// Ends a text box. It stands before the paragraph that it is fastened to the beginning of, else
    /// after it.
    pub(super) fn end_box(&mut self) {
        let outer = self.around.pop().unwrap_or_default();
        let pieces = std::mem::replace(&mut self.place, outer).into_pieces();
        if self.place.words.trim().is_empty() {
            self.place.before.extend(pieces);
        } else {
            self.place.after.extend(pieces);
        }
    }
}

/// Returns what stands before a list item: its number, or a dot for all signs.
fn shown(marker: &str) -> String {
    let marker = marker.trim();
    let is_number = marker.chars().any(char::is_alphanumeric) && marker != "o";
    if is_number || marker.is_empty() { marker.to_owned() } else { "•".to_owned() }
}

/// Do words before a tab mark an item of a list? Simple programs write them as text.
fn is_marker(words: &str) -> bool {
    let number = words.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = number.len() < 4 && number.parse::<u32>().is_ok();
    is_number || matches!(words, "•" | "◦" | "▪" | "·")
}
