//! Tables: which of them hold data, and what stands between their cells.

use dom_query::NodeRef;

/// An open table.
#[derive(Debug)]
pub(super) struct Table {
    /// Its cells are paragraphs.
    is_layout: bool,
    is_cell: bool,
    /// The rows that have words.
    rows: usize,
    /// The cells of the open row.
    cells: usize,
    /// What stands before the next words of the open row.
    tabs: usize,
    is_new_row: bool,
}

impl Table {
    /// Opens a table that holds data.
    pub fn of_data() -> Self {
        Self { is_layout: false, is_cell: false, rows: 0, cells: 0, tabs: 0, is_new_row: true }
    }

    /// Opens a table that only puts its contents in their places.
    pub fn for_layout() -> Self {
        Self { is_layout: true, ..Self::of_data() }
    }

    /// Begins a row.
    pub fn open_row(&mut self) {
        (self.cells, self.tabs, self.is_new_row) = (0, 0, true);
    }

    /// Begins a cell.
    pub fn open_cell(&mut self) {
        self.is_cell = !self.is_layout;
        self.tabs += usize::from(self.cells > 0);
        self.cells += 1;
    }

    /// Ends a cell.
    pub fn close_cell(&mut self) {
        self.is_cell = false;
    }

    /// Are words to come those of a cell?
    pub fn is_cell(&self) -> bool {
        self.is_cell
    }

    /// Returns what stands before the words of the open cell: rows and cells without words leave
    /// nothing behind them.
    pub fn separator(&mut self) -> String {
        let row = match (std::mem::take(&mut self.is_new_row), self.rows) {
            (false, _) => "",
            (true, 0) => "\n\n",
            (true, _) => "\n",
        };
        self.rows += usize::from(!row.is_empty());
        format!("{row}{}", "\t".repeat(std::mem::take(&mut self.tabs)))
    }
}

/// Does a table only put its contents in their places? One with headers or a caption holds data; one
/// with tables, headings or several paragraphs in a cell, or with a single column, does not.
pub(super) fn is_layout(table: &NodeRef<'_>) -> bool {
    let role = table.attr("role");
    if role.is_some_and(|role| matches!(&*role, "presentation" | "none")) {
        return true;
    }
    let (mut cells, mut most_cells, mut paragraphs, mut is_data, mut is_layout) =
        (0, 0, 0, false, false);
    for node in table.descendants_it() {
        let Some(name) = node.qual_name_ref() else { continue };
        match &*name.local {
            "table" => return true,
            "th" | "caption" => is_data = true,
            "tr" => cells = 0,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" => is_layout = true,
            "p" => paragraphs += 1,
            _ => {}
        }
        if matches!(&*name.local, "td" | "th") {
            cells += 1;
            most_cells = most_cells.max(cells);
            paragraphs = 0;
        }
        is_layout |= paragraphs > 1;
    }
    most_cells < 2 || (is_layout && !is_data)
}
