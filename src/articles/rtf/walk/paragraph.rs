//! Paragraphs, cells, text boxes and notes: where the words of a document go.

use super::{Into, Walk};
use crate::{
    articles::{
        flow::{Note, Paragraph, Piece, Role, Table},
        raised::Before,
    },
    model::BlockKind,
};

/// Tables are nested no deeper: what is, goes into the innermost that is kept.
const DEEPEST_TABLE: usize = 40;

/// The deepest level of a list, from 0.
const DEEPEST_LIST: u32 = 8;

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
    list_depth: Option<u32>,
    /// How far it is indented, and its first line more than that.
    indent: i32,
    first_indent: i32,
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
    /// What their last letter is.
    pub last: Before,
    pub marker: Option<String>,
    /// How far the items of the list are indented that the paragraph may go on, from the outside in.
    indents: Vec<i32>,
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

    /// Returns the level of a list item by how far it and those before it are indented.
    fn list_level(&mut self, indent: i32) -> u32 {
        while self.indents.pop_if(|outer| *outer >= indent).is_some() {}
        let level = u32::try_from(self.indents.len()).unwrap_or(DEEPEST_LIST).min(DEEPEST_LIST);
        if level < DEEPEST_LIST {
            self.indents.push(indent);
        }
        level.saturating_add(1)
    }

    fn push(&mut self, piece: Piece) {
        if piece.is_nothing() {
            return;
        }
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
        self.place.last = Before::Other;
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

    fn paragraph(&mut self, mut words: String, mut marker: Option<String>) -> Paragraph {
        let form = self.group.form.clone();
        let mut role = self.role(form.style);
        if let Some(level) = form.outline.filter(|_| role != Role::TITLE) {
            role = Role::of_outline(level);
        }
        if marker.is_none()
            && let Some((first, _)) = words.split_once('\t')
            && (is_marker(first.trim()) || form.first_indent < 0 && is_hanging_marker(first.trim()))
        {
            marker = Some(first.to_owned());
            words.drain(..=first.len());
        }
        let marker = marker.map(|marker| shown(&marker)).filter(|marker| !marker.is_empty());
        let mut paragraph = Paragraph::plain(words);
        role.give(&mut paragraph);
        if marker.is_none() && !paragraph.is_blank() {
            self.place.indents.clear();
        }
        match (role, marker) {
            (Role::Heading(_), Some(marker)) if marker != "•" && !paragraph.is_blank() => {
                paragraph.words.insert_str(0, &format!("{marker} "));
            }
            (Role::Heading(_), _) | (_, None) => {}
            (_, Some(marker)) => {
                paragraph.kind = BlockKind::ListItem;
                let level = form.list_depth.map(|depth| depth.saturating_add(1));
                paragraph.level = level.unwrap_or_else(|| self.place.list_level(form.indent));
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
            "ilvl" => form.list_depth = value.map(|depth| depth.min(DEEPEST_LIST)),
            "li" => form.indent = number.unwrap_or_default(),
            "fi" => form.first_indent = number.unwrap_or_default(),
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
        self.read.notes.push(Note { label, page: self.read.pages.saturating_add(1), pieces });
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

/// Do words that hang out at the left of a paragraph mark an item of a list?
fn is_hanging_marker(words: &str) -> bool {
    let letters = words.trim_start_matches('(').strip_suffix(['.', ')']).unwrap_or_default();
    let is_roman = letters.len() < 6 && letters.chars().all(|c| "ivxlcIVXLC".contains(c));
    let is_letter = letters.len() == 1 && letters.chars().all(|c| c.is_ascii_alphabetic());
    let is_number = letters.len() < 4 && letters.parse::<u32>().is_ok();
    let is_sign =
        matches!(words, "-" | "–" | "—" | "*" | "o" | "‣" | "■" | "□" | "●" | "○" | "➢" | "✓");
    is_sign || !letters.is_empty() && (is_roman || is_letter || is_number)
}

/// Do words before a tab mark an item of a list? Simple programs write them as text.
fn is_marker(words: &str) -> bool {
    let number = words.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = number.len() < 4 && number.parse::<u32>().is_ok();
    is_number || matches!(words, "•" | "◦" | "▪" | "·")
}
