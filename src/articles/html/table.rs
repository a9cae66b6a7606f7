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
    /// The column of the open cell, and the one after it.
    column: usize,
    next: usize,
    /// The column at which the words of the open row have arrived.
    arrived: usize,
    /// How many rows from the open one on each column is taken by a cell from above.
    taken: Vec<usize>,
    /// The same from the next row on.
    below: Vec<usize>,
    is_new_row: bool,
}

/// Over how many columns and rows a cell goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    columns: usize,
    rows: usize,
}

impl Reach {
    /// Returns how far a cell goes by its `colspan` and `rowspan`.
    pub fn of(columns: Option<&str>, rows: Option<&str>) -> Self {
        let number = |value: Option<&str>, most: usize| {
            let number = value.and_then(|value| value.trim().parse().ok());
            number.unwrap_or(1).clamp(1, most)
        };
        Self { columns: number(columns, WIDEST), rows: number(rows, HIGHEST) }
    }
}

/// Cells are believed to go over so many columns and rows at most.
const WIDEST: usize = 20;
const HIGHEST: usize = 1_000;

impl Table {
    /// Opens a table that holds data.
    pub fn of_data() -> Self {
        Self {
            is_layout: false,
            is_cell: false,
            rows: 0,
            column: 0,
            next: 0,
            arrived: 0,
            taken: Vec::new(),
            below: Vec::new(),
            is_new_row: true,
        }
    }

    /// Opens a table that only puts its contents in their places.
    pub fn for_layout() -> Self {
        Self { is_layout: true, ..Self::of_data() }
    }

    /// Begins a row.
    pub fn open_row(&mut self) {
        (self.column, self.next, self.arrived, self.is_new_row) = (0, 0, 0, true);
        self.taken.clone_from(&self.below);
        self.below.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }

    /// Begins a cell, in the next column that no cell from above takes.
    pub fn open_cell(&mut self, reach: Reach) {
        self.is_cell = !self.is_layout;
        while self.taken.get(self.next).is_some_and(|rows| *rows > 0) {
            self.next += 1;
        }
        self.column = self.next;
        self.next += reach.columns;
        if reach.rows > 1 {
            self.below.resize(self.below.len().max(self.next), 0);
            for rows in self.below.iter_mut().take(self.next).skip(self.column) {
                *rows = reach.rows - 1;
            }
        }
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
        let tabs = self.column.saturating_sub(std::mem::replace(&mut self.arrived, self.column));
        format!("{row}{}", "\t".repeat(tabs))
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
