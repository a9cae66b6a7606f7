//! The table: what is measured, what is wanted, and how both are printed.

use std::collections::BTreeMap;

use crate::corpus::Size;

/// A figure that is measured for each size.
struct Row {
    /// By which it is said.
    key: &'static str,
    /// As it is printed.
    name: &'static str,
    unit: &'static str,
    /// What is wanted for each size; 0 where nothing is.
    wanted: [f64; 5],
}

const fn row(key: &'static str, name: &'static str, unit: &'static str, wanted: [f64; 5]) -> Row {
    Row { key, name, unit, wanted }
}

const NONE: [f64; 5] = [0.0; 5];

const ROWS: &[Row] = &[
    row("read", "bytes to article", "ms", NONE),
    row("spans", "spans into the project", "ms", NONE),
    row("store", "saved project to model", "ms", NONE),
    row("first.cold", "first frame, fonts cold", "ms", NONE),
    row("first.warm", "first frame, fonts warm", "ms", NONE),
    row("readable", "open to readable", "ms", [30.0, 30.0, 80.0, 400.0, 400.0]),
    row("whole", "open to all highlights", "ms", [30.0, 40.0, 150.0, 1200.0, 1200.0]),
    row("scroll.median", "scroll frame, median", "ms", [2.0, 2.0, 2.0, 2.0, 3.0]),
    row("scroll.99", "scroll frame, 99th", "ms", [6.0, 6.0, 6.0, 8.0, 8.0]),
    row("scroll.worst", "scroll frame, worst", "ms", NONE),
    row("still", "frame at rest, median", "ms", NONE),
    row("tag.median", "tag to next frame, median", "ms", [4.0, 4.0, 4.0, 6.0, 6.0]),
    row("tag.worst", "tag to next frame, worst", "ms", NONE),
    row("undo", "undo to next frame, median", "ms", NONE),
    row("drag.median", "drag frame, median", "ms", NONE),
    row("drag.worst", "drag frame, worst", "ms", NONE),
    row("find.first", "find a word: first hit", "ms", NONE),
    row("find.all", "find a word: all hits", "ms", NONE),
    row("label.hits", "label all: occurrences", "hits", NONE),
    row("label.shown", "label all: all shown", "ms", NONE),
    row("label", "label all: tag all, to next frame", "ms", NONE),
    row("label.undo", "label all: undo, to next frame", "ms", NONE),
    row("memory", "memory above an empty window", "MB", [0.0, 0.0, 40.0, 150.0, 150.0]),
    row("peak", "the same, highest", "MB", NONE),
];

/// What was measured: by key and size.
pub type Figures = BTreeMap<(String, &'static str), f64>;

/// Says a figure to the process that asked for it.
pub fn say(key: &str, figure: f64) {
    println!("{key}\t{figure}");
}

/// Takes what a process has said.
pub fn hear(figures: &mut Figures, size: Size, said: &str) {
    for line in said.lines() {
        if let Some((key, figure)) = line.split_once('\t') {
            let figure = figure.parse().expect("a figure is a number");
            figures.insert((key.to_owned(), size.name()), figure);
        }
    }
}

/// Rows that are not to grow with the article: beyond M at most half as much again.
const STEADY: [&str; 4] = ["scroll.median", "scroll.99", "tag.median", "undo"];

/// Prints how the figures that are not to grow are to those of M.
pub fn print_growth(figures: &Figures, sizes: &[Size]) {
    let of = |key: &str, size: Size| figures.get(&(key.to_owned(), size.name())).copied();
    for row in ROWS.iter().filter(|row| STEADY.contains(&row.key)) {
        let Some(m) = of(row.key, Size::M) else { continue };
        let larger = sizes.iter().filter(|size| matches!(size, Size::L | Size::Xl | Size::G));
        let parts: Vec<String> = larger
            .filter_map(|size| Some(format!("{} {:.1}", size.name(), of(row.key, *size)? / m)))
            .collect();
        println!("- {}, in times that of M: {}", row.name, parts.join(", "));
    }
}

/// Prints the figures as a table of Markdown: what is wanted in brackets, what is missed in bold.
pub fn print(figures: &Figures, sizes: &[Size]) {
    let names: Vec<&str> = sizes.iter().map(|size| size.name()).collect();
    println!("| | {} |", names.join(" | "));
    println!("| --- |{}", " --: |".repeat(sizes.len()));
    for row in ROWS {
        let cells: Vec<String> = sizes.iter().map(|size| cell(row, figures, *size)).collect();
        println!("| {}, {} | {} |", row.name, row.unit, cells.join(" | "));
    }
}

fn cell(row: &Row, figures: &Figures, size: Size) -> String {
    let Some(&figure) = figures.get(&(row.key.to_owned(), size.name())) else {
        return "–".to_owned();
    };
    let shown = match figure {
        figure if figure < 2.0 => format!("{figure:.2}"),
        figure if figure < 10.0 => format!("{figure:.1}"),
        figure => format!("{figure:.0}"),
    };
    let at = Size::ALL.iter().position(|other| *other == size).expect("it is one of them");
    match row.wanted[at] {
        0.0 => shown,
        wanted if figure > wanted => format!("**{shown}** ({wanted})"),
        wanted => format!("{shown} ({wanted})"),
    }
}
