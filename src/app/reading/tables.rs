//! Tables: which cells stand beside each other, and how wide each is.
//!
//! A row's cells are pieces of their own, apart by tabs in the text. They share a top, and the row is
//! as high as the highest of them; where columns would get too narrow, cells stand below each other.

use std::{collections::BTreeMap, ops::Range};

use crate::text::{Stretch, Text};

/// Between two columns, in points.
const GAP: f32 = 16.0;

/// A column is at least so wide, in points, or the table's cells stand below each other.
const LEAST: f32 = 64.0;

/// With more columns it is no table to read in rows.
const MOST_COLUMNS: usize = 16;

/// However short or long the words of a column are, it counts as so many ems.
const EMS: std::ops::RangeInclusive<f32> = 4.0..=24.0;

/// Where a cell stands in its table.
#[derive(Clone, Debug)]
struct Cell {
    table: usize,
    column: usize,
    /// The pieces of its row.
    row: Range<usize>,
}

/// One table.
#[derive(Debug, Default)]
struct Table {
    /// How wide each column wants to be, in ems.
    ems: Vec<f32>,
    /// Where each column begins, and how wide it is, in points; none where cells stand below each
    /// other.
    columns: Vec<(f32, f32)>,
}

impl Table {
    /// Takes in a cell.
    fn widen(&mut self, column: usize, ems: f32) {
        // One column too many is enough for it to be no table.
        let column = column.min(MOST_COLUMNS);
        if self.ems.len() <= column {
            self.ems.resize(column + 1, *EMS.start());
        }
        if let Some(widest) = self.ems.get_mut(column) {
            *widest = widest.max(ems.clamp(*EMS.start(), *EMS.end()));
        }
    }
}

/// The tables of a page.
#[derive(Debug, Default)]
pub struct Tables {
    /// By the number of the piece.
    cells: BTreeMap<usize, Cell>,
    tables: Vec<Table>,
}

impl Tables {
    /// Finds the tables among pieces that are cells: by number, each with its place in the text and the
    /// length of its words in ems.
    pub fn find(text: &Text, cells: impl Iterator<Item = (usize, Stretch, f32)>) -> Self {
        let mut found = Self::default();
        let mut row: Vec<(usize, usize)> = Vec::new();
        let mut last: Option<(usize, Stretch)> = None;
        for (number, at, ems) in cells {
            let before = last.filter(|(before, _)| before + 1 == number);
            let between = before.and_then(|(_, before)| between(text, before, at));
            let after_row = between.and_then(|between| between.rsplit_once('\n'));
            let column = match (between, after_row) {
                (Some(between), None) => row.last().map_or(0, |(_, column)| column + tabs(between)),
                (_, after_row) => {
                    found.put_row(&mut row);
                    after_row.map_or(0, |(_, blank)| tabs(blank))
                }
            };
            if between.is_none() {
                found.tables.push(Table::default());
            }
            row.push((number, column));
            if let Some(table) = found.tables.last_mut() {
                table.widen(column, ems);
            }
            last = Some((number, at));
        }
        found.put_row(&mut row);
        found
    }

    /// Puts the cells of a row, each with its column, at their places in the last table.
    fn put_row(&mut self, row: &mut Vec<(usize, usize)>) {
        let (Some((first, _)), Some((last, _))) = (row.first(), row.last()) else { return };
        let (pieces, table) = (*first..last + 1, self.tables.len().saturating_sub(1));
        for (number, column) in row.drain(..) {
            self.cells.insert(number, Cell { table, column, row: pieces.clone() });
        }
    }

    /// Shares a width in points among the columns of each table.
    pub fn fit(&mut self, width: f32) {
        for table in &mut self.tables {
            table.columns = shares(&table.ems, width);
        }
    }

    /// Returns how far from the column's left edge a piece stands and how wide it is, where it stands
    /// beside others.
    pub fn place(&self, number: usize) -> Option<(f32, f32)> {
        let cell = self.cells.get(&number)?;
        self.tables.get(cell.table)?.columns.get(cell.column).copied()
    }

    /// Returns the pieces beside each other of which this is one; alone it is its own row.
    pub fn row(&self, number: usize) -> Range<usize> {
        let cell = self.cells.get(&number).filter(|_| self.place(number).is_some());
        cell.map_or(number..number + 1, |cell| cell.row.clone())
    }
}

/// Returns where each column begins and how wide it is; none where some would get too narrow.
fn shares(ems: &[f32], width: f32) -> Vec<(f32, f32)> {
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    let count = ems.len() as f32;
    let room = width - GAP * (count - 1.0);
    if ems.len() > MOST_COLUMNS || room < LEAST * count {
        return Vec::new();
    }
    // Those that would get less than the least get that; the others share the rest.
    let mut least = vec![false; ems.len()];
    let an_em = loop {
        let (mut rest, mut sum) = (room, 0.0);
        for (ems, is_least) in ems.iter().zip(&least) {
            if *is_least { rest -= LEAST } else { sum += ems }
        }
        let an_em = rest / f32::max(sum, 1.0);
        let mut is_settled = true;
        for (ems, is_least) in ems.iter().zip(&mut least) {
            if !*is_least && ems * an_em < LEAST {
                (*is_least, is_settled) = (true, false);
            }
        }
        if is_settled {
            break an_em;
        }
    };
    let mut left = 0.0;
    let widths = ems.iter().zip(&least);
    let widths =
        widths.map(|(ems, is_least)| if *is_least { LEAST } else { (ems * an_em).floor() });
    widths
        .map(|width| {
            let column = (left, width);
            left += width + GAP;
            column
        })
        .collect()
}

/// Returns what stands between two cells that may be of one table: tabs, and one line end at most.
fn between(text: &Text, before: Stretch, after: Stretch) -> Option<&str> {
    let between = text.as_str().get(before.end.to_usize()..after.start.to_usize())?;
    let is_table = between.bytes().all(|byte| matches!(byte, b'\t' | b'\n' | b' '));
    (is_table && !between.is_empty() && !between.contains("\n\n")).then_some(between)
}

fn tabs(between: &str) -> usize {
    between.bytes().filter(|byte| *byte == b'\t').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the tables of a text whose words are cells, except those in brackets.
    fn tables(text: &str) -> Tables {
        let text = Text::new(text);
        let words = text.as_str().split(['\t', '\n']).scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        });
        let words = words.filter(|(_, word)| !word.is_empty()).enumerate();
        let cells = words.filter(|(_, (_, word))| !word.starts_with('('));
        let cells: Vec<_> = cells
            .map(|(number, (start, word))| (number, Stretch::new(start, start + word.len()), 5.0))
            .collect();
        let mut tables = Tables::find(&text, cells.into_iter());
        tables.fit(600.0);
        tables
    }

    #[test]
    fn cells_of_a_row_stand_beside_each_other() {
        let tables = tables("(a)\n\nb\tc\nd\te\n\n(f)\n\ng\th");
        for (number, row) in [(0, 0..1), (1, 1..3), (2, 1..3), (3, 3..5), (4, 3..5), (5, 5..6)] {
            assert_eq!(tables.row(number), row, "{number}");
        }
        assert_eq!(tables.row(7), 6..8);
        assert_eq!(tables.place(0), None);
        assert_eq!(tables.place(1), Some((0.0, 292.0)));
        assert_eq!(tables.place(4), Some((308.0, 292.0)));
        assert_eq!(tables.place(6), Some((0.0, 292.0)), "a table of its own");
    }

    #[test]
    fn empty_cells_keep_their_column() {
        let tables = tables("a\tb\tc\nd\t\te\n\tf\tg");
        let left = |number| tables.place(number).map(|(left, _)| left);
        assert_eq!(left(4), left(2), "e stands below c");
        assert_eq!(left(5), left(1), "f stands below b");
        assert_eq!(tables.row(5), 5..7);
    }

    #[test]
    fn a_table_with_too_many_columns_is_a_list() {
        let tables = tables("a\tb\tc\td\te\tf\tg\th\ti");
        assert_eq!(tables.place(3), None);
        assert_eq!(tables.row(3), 3..4);
    }
}
