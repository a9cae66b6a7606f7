//! A document's pieces to a page.

use super::{Note, PAGE_BREAK, Paragraph, Piece, Table};
use crate::{
    articles::manuscript::{Gap, Manuscript},
    model::BlockKind,
};

/// So many letters in a cell of several paragraphs make them text to be read as such.
const LONG_CELL: usize = 240;

/// Are the pages of the file told in its words?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::articles) enum Pages {
    /// Each [`PAGE_BREAK`] begins one.
    Told,
    #[default]
    Unknown,
}

/// Writes a document: its text, then the notes that it calls.
pub(in crate::articles) fn written(pieces: &[Piece], notes: &[Note], pages: Pages) -> Manuscript {
    let mut writer = Writer { page: Manuscript::default(), pages, number: 0, is_after_item: false };
    writer.begin_page(1);
    writer.pieces(pieces);
    for note in notes {
        writer.note(note);
    }
    writer.page
}

struct Writer {
    page: Manuscript,
    pages: Pages,
    /// The page being written.
    number: u32,
    /// Is the block written last a list item?
    is_after_item: bool,
}

impl Writer {
    fn begin_page(&mut self, number: u32) {
        self.number = number;
        if self.pages == Pages::Told {
            self.page.begin_page(&number.to_string());
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        let mut rest = pieces.iter();
        while let Some(piece) = rest.next() {
            match piece {
                Piece::Paragraph(paragraph) if paragraph.kind == BlockKind::Preformatted => {
                    // Each line of such a text is a paragraph of its own in the file.
                    let mut all = paragraph.clone();
                    while let Some(Piece::Paragraph(next)) = rest.as_slice().first()
                        && next.kind == BlockKind::Preformatted
                    {
                        all.words.push('\n');
                        all.words.push_str(&next.words);
                        rest.next();
                    }
                    self.paragraph(&all);
                }
                Piece::Paragraph(paragraph) => self.paragraph(paragraph),
                Piece::Table(table) => self.table(table),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let is_item = paragraph.kind == BlockKind::ListItem;
        self.page.end();
        self.page.gap = if is_item && self.is_after_item { Gap::Line } else { Gap::Blank };
        self.page.marker.clone_from(&paragraph.marker);
        self.page.begin(paragraph.kind.clone(), paragraph.level);
        self.words(&paragraph.words);
        self.page.end();
        self.page.marker.clear();
        if !paragraph.is_blank() {
            self.is_after_item = is_item;
        }
    }

    fn words(&mut self, words: &str) {
        let mut parts = words.split(PAGE_BREAK);
        self.page.push(parts.next().unwrap_or_default());
        for part in parts {
            self.begin_page(self.number.saturating_add(1));
            self.page.push(part);
        }
    }

    fn table(&mut self, table: &Table) {
        self.page.end();
        self.is_after_item = false;
        match layout(table) {
            Layout::Data => self.rows(table),
            Layout::Frame => {
                for cell in table.rows.iter().flatten() {
                    self.pieces(cell);
                }
            }
            Layout::Columns => {
                for piece in table.rows.iter().flatten().flatten() {
                    self.piece_of_column(piece);
                }
            }
        }
        self.is_after_item = false;
    }

    fn piece_of_column(&mut self, piece: &Piece) {
        match piece {
            Piece::Paragraph(paragraph) if paragraph.kind == BlockKind::Paragraph => {
                if !paragraph.is_blank() {
                    self.page.push_between("\n\n");
                }
                let cell = Paragraph { kind: BlockKind::TableCell, ..paragraph.clone() };
                self.paragraph(&cell);
            }
            Piece::Paragraph(paragraph) => self.paragraph(paragraph),
            Piece::Table(table) => self.table(table),
        }
    }

    /// Writes a row on each line, with a tab between its cells.
    fn rows(&mut self, table: &Table) {
        let mut separator = "\n\n";
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| on_one_line(cell)).collect();
            let Some(last) = cells.iter().rposition(|words| !words.trim().is_empty()) else {
                for words in &cells {
                    self.words(words);
                }
                continue;
            };
            self.page.push_between(separator);
            separator = "\n";
            for (at, words) in cells.iter().enumerate() {
                if at > 0 && at <= last {
                    self.page.push_between("\t");
                }
                self.page.begin(BlockKind::TableCell, 0);
                self.words(words);
                self.page.end();
            }
        }
    }

    fn note(&mut self, note: &Note) {
        if self.pages == Pages::Told && note.page != self.number {
            self.begin_page(note.page);
        }
        let mut marker = format!("[{}] ", note.label);
        for piece in &note.pieces {
            match piece {
                Piece::Paragraph(paragraph) if !paragraph.is_blank() => {
                    marker.push_str(&paragraph.marker);
                    self.paragraph(&Paragraph {
                        kind: BlockKind::Footnote,
                        level: 0,
                        marker: std::mem::take(&mut marker),
                        words: paragraph.words.replace(PAGE_BREAK, ""),
                    });
                }
                Piece::Paragraph(_) => {}
                Piece::Table(table) => self.table(table),
            }
        }
    }
}

/// What a table is for.
enum Layout {
    /// Values in rows and columns.
    Data,
    /// A box around a text.
    Frame,
    /// Texts side by side: headings, lists, several paragraphs in a cell.
    Columns,
}

fn layout(table: &Table) -> Layout {
    let has_words = |cell: &&Vec<Piece>| cell.iter().any(|piece| !is_blank(piece));
    let cells: Vec<_> = table.rows.iter().flatten().filter(has_words).collect();
    if cells.len() < 2 {
        return Layout::Frame;
    }
    if cells.iter().any(|cell| is_text(cell)) { Layout::Columns } else { Layout::Data }
}

fn is_blank(piece: &Piece) -> bool {
    match piece {
        Piece::Paragraph(paragraph) => paragraph.is_blank(),
        Piece::Table(table) => table.rows.iter().flatten().flatten().all(is_blank),
    }
}

fn is_text(cell: &[Piece]) -> bool {
    let (mut paragraphs, mut letters) = (0, 0);
    for piece in cell.iter().filter(|piece| !is_blank(piece)) {
        let Piece::Paragraph(paragraph) = piece else { return true };
        let is_plain = matches!(paragraph.kind, BlockKind::Paragraph | BlockKind::Caption);
        if !is_plain {
            return true;
        }
        paragraphs += 1;
        letters += paragraph.words.len();
    }
    paragraphs > 1 && letters > LONG_CELL
}

/// Returns the words of a cell of data, fit to stand between two tabs.
fn on_one_line(cell: &[Piece]) -> String {
    let mut words = String::new();
    for piece in cell {
        let Piece::Paragraph(paragraph) = piece else { continue };
        if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        words.push_str(&paragraph.words.trim_end().replace(['\n', '\t'], " "));
    }
    words
}
