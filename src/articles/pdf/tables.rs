//! Rows of tables, where lines have their gaps at the same places for certain.

use super::lines::Line;

/// How many rows in succession make a table.
const FEWEST_ROWS: usize = 3;

/// Returns the cells of each line that is the row of a table; none for all others.
pub(super) fn rows(lines: &[Line]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = vec![Vec::new(); lines.len()];
    let mut at = 0;
    for table in lines.chunk_by(is_aligned) {
        if table.len() >= FEWEST_ROWS {
            let cells_of = rows.iter_mut().skip(at).zip(table);
            cells_of.for_each(|(row, line)| *row = cells(line));
        }
        at += table.len();
    }
    rows
}

/// Do two lines have their cells at the same places?
fn is_aligned(line: &Line, next: &Line) -> bool {
    let near = line.size * 0.7;
    let is_close = next.baseline - line.baseline < line.size * 4.0;
    let (ours, theirs) = (places(line), places(next));
    let aligned = |(a, b): (&(f32, f32), &(f32, f32))| {
        (a.0 - b.0).abs() < near
            || (a.1 - b.1).abs() < near
            || (a.0 + a.1 - b.0 - b.1).abs() < near * 2.0
    };
    is_close
        && ours.len() > 1
        && ours.len() == theirs.len()
        && ours.iter().zip(&theirs).all(aligned)
}

/// Returns where the cells of a line begin and end on the page.
fn places(line: &Line) -> Vec<(f32, f32)> {
    let mut gaps = line.gaps.clone();
    gaps.sort_by(|a, b| a.left.total_cmp(&b.left));
    let starts = std::iter::once(line.left).chain(gaps.iter().map(|gap| gap.right));
    let ends = gaps.iter().map(|gap| gap.left).chain([line.right]);
    starts.zip(ends).collect()
}

fn cells(line: &Line) -> Vec<String> {
    let mut cells = Vec::new();
    let mut from = 0;
    for to in line.gaps.iter().map(|gap| gap.at).chain([line.text.len()]) {
        cells.push(line.text.get(from..to).unwrap_or_default().trim().to_owned());
        from = to;
    }
    cells
}

/// Returns a line's text with a tab for each wide gap, but for that behind the number of a heading or the
/// mark of an item.
pub(super) fn tabbed(line: &Line) -> String {
    let mut text = line.text.clone();
    for gap in &line.gaps {
        let is_number = gap.at <= 6 && line.gaps.first().is_some_and(|first| first.at == gap.at);
        if !is_number && text.get(gap.at..=gap.at) == Some(" ") {
            text.replace_range(gap.at..=gap.at, "\t");
        }
    }
    text
}
